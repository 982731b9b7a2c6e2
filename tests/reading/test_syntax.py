"""Walks over the parse: who does what to whom, and how a verb is told."""

from collections.abc import Callable

import pytest

from memcon.knowledge import lexicon
from memcon.reading import modality, parse, syntax
from memcon.record import Document

pytestmark = pytest.mark.model
Make = Callable[..., Document]


@pytest.fixture
def verb(document: Make) -> Callable[[str, str], object]:
    """Parses a text and gives its first token with a word."""

    def verb(text: str, word: str) -> object:
        return next(token for token in parse.parse(document(text), "en").doc if token.text == word)

    return verb


@pytest.mark.parametrize(
    ("text", "word", "subjects", "objects"),
    [
        ("Keane met Lund.", "met", ["Keane"], ["Lund"]),
        ("Lund was received by Keane.", "received", ["Keane"], ["Lund"]),
        ("Keane flew to Oslo and met Lund.", "met", ["Keane"], ["Lund"]),
        ("Keane wants to meet Lund.", "meet", ["Keane"], ["Lund"]),
        ("Keane urged Lund to call Berg.", "call", ["Lund"], ["Berg"]),
        ("The minister, who met Lund, left.", "met", ["minister"], ["Lund"]),
        ("Keane left after meeting Lund.", "meeting", ["Keane"], ["Lund"]),
        ("It rained.", "rained", ["It"], []),
    ],
)
def test_subjects_and_objects(
    verb: Callable[[str, str], object], text: str, word: str, subjects: list[str], objects: list[str]
) -> None:
    """Subjects are found through the passive, shared subjects, relative clauses and control."""
    token = verb(text, word)
    assert [one.text for one in syntax.subjects(token)] == subjects  # type: ignore[arg-type]
    assert [one.text for one in syntax.objects(token)] == objects  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Keane met Lund.", "met", "asserted"),
        ("Keane will meet Lund.", "meet", "future"),
        ("Keane is to meet Lund.", "meet", "future"),
        ("Keane plans to meet Lund.", "meet", "future"),
        ("Keane is going to meet Lund.", "meet", "future"),
        ("Keane did not meet Lund.", "meet", "negated"),
        ("Keane will not meet Lund.", "meet", "negated"),
        ("Keane never met Lund.", "met", "negated"),
        ("Keane might meet Lund.", "meet", "hypothetical"),
        ("Keane would meet Lund if asked.", "meet", "hypothetical"),
        ("Keane refused to meet Lund.", "meet", "hypothetical"),
        ("Keane hopes to meet Lund.", "meet", "hypothetical"),
        ("If Keane meets Lund, Berg will come.", "meets", "hypothetical"),
        ("Keane flew to Oslo to meet Lund.", "meet", "asserted"),
        ("Berg said Keane would meet Lund.", "meet", "future"),
    ],
)
def test_modality(verb: Callable[[str, str], object], text: str, word: str, told: str) -> None:
    """Auxiliaries, negations and the verb above decide whether something is told as done."""
    assert modality.modality(verb(text, word), lexicon.contacts("en")) == told  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "word", "perfect", "past"),
    [
        ("Keane had met Lund.", "met", True, True),
        ("Keane met Lund.", "met", False, True),
        ("Keane has met Lund.", "met", False, False),
        ("Keane was to meet Lund.", "meet", False, True),
    ],
)
def test_tenses(verb: Callable[[str, str], object], text: str, word: str, perfect: bool, past: bool) -> None:
    """The past perfect sets an event before the story; "was to" is a plan of the past."""
    token = verb(text, word)
    assert syntax.is_past_perfect(token) is perfect  # type: ignore[arg-type]
    assert syntax.is_past(token) is past  # type: ignore[arg-type]


def test_walks_up_are_bounded(document: Make) -> None:
    """A sentence nested a hundred deep is climbed a few steps only."""
    doc = parse.parse(document("Keane said that " * 100 + "Lund left."), "en").doc
    assert all(len(list(syntax.climb(token))) <= 10 for token in doc)


def test_words_are_found_by_form_and_by_lemma(document: Make) -> None:
    doc = parse.parse(document("Since May they had their doubts; talks last. It LASTED."), "en").doc
    assert [token.text for token in syntax.worded(doc, {"since", "last"})] == ["Since", "last"]
    assert [token.text for token in syntax.with_lemma(doc, {"last"})] == ["last", "LASTED"]
