"""Trees are made whole, sentences are started by rule, and texts are cut at any length."""

import pytest
from tests.conftest import least_seconds

from memcon.knowledge import declension
from memcon.reading.parsers import boundaries
from memcon.reading.parsers.rows import repair


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([1, 1, 1], [1, 1, 1]),
        ([2, 1, 0], [2, 1, 1]),
        ([0, 1, 2], [1, 1, 1]),
        ([9, 1, 0], [1, 1, 0]),
    ],
)
def test_repair_makes_one_tree(heads: list[int], expected: list[int]) -> None:
    """Cycles, second roots and heads outside the sentence are hung from its root."""
    repair(heads, 0, 2, 1)
    assert heads == expected


def test_repair_is_linear() -> None:
    """A chain of two hundred thousand tokens is walked once."""
    heads = [max(0, at - 1) for at in range(200_000)]
    assert least_seconds(lambda: repair(heads, 0, len(heads) - 1, 0)) < 2


def cut(text: str, abbreviations: frozenset[str] = frozenset()) -> list[str]:
    """The first word of each sentence of a text whose tokens are parted by blanks; ~ joins a token to the last."""
    words = text.replace("~", " ").split(" ")
    spaces = [mark == " " for mark in text if mark in " ~"] + [False]
    return [word for word, start in zip(words, boundaries.starts(words, spaces, abbreviations), strict=True) if start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part~. Elle reste~.", ["Il", "Elle"]),
        ("Il vit Mme~. Roy~.", ["Il"]),
        ("Le p~. 5 est lu~.", ["Le"]),
        ("Dit J~. Roy hier~.", ["Dit"]),
        ("« Non~. » Elle sort~.", ["«", "Elle"]),
        ("« Non ! » dit-il~.", ["«"]),
        ("Il part … et revient~.", ["Il"]),
        ("Il part ? — Oui~.", ["Il", "—"]),
    ],
)
def test_sentences_start_after_what_ends_one(text: str, expected: list[str]) -> None:
    """A stop ends a sentence unless an abbreviation, an initial or a small letter says otherwise."""
    assert cut(text, frozenset({"mme.", "p."})) == expected


def test_a_sentence_without_end_is_cut() -> None:
    """No sentence is longer than the bound."""
    words = ["mot"] * 2000
    assert sum(boundaries.starts(words, [True] * 2000, frozenset())) == 5


@pytest.mark.parametrize(
    ("word", "case", "expected"),
    [
        ("Шольца", "Gen", "Шольц"),
        ("Зеленскому", "Dat", "Зеленский"),
        ("Вучичем", "Ins", "Вучич"),
        ("Мелони", "Ins", "Мелони"),
        ("Байдене", "Loc", "Байден"),
        ("Берлускони", "Gen", "Берлускони"),
    ],
)
def test_names_in_the_nominative(word: str, case: str, expected: str) -> None:
    """A name that no dictionary holds loses the ending of its case, and one that has none is left."""
    assert declension.load("ru").nominative(word, case) == expected
    assert expected in declension.load("ru").nominatives(word)


def test_a_language_without_cases_has_no_endings() -> None:
    """English and French names are what they are."""
    assert declension.load("fr").nominatives("Macron") == ("Macron",)
