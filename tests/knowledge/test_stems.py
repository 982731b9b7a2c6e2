"""Content words without endings, and figures."""

from __future__ import annotations

import pytest

from memcon.knowledge import stems


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["negotiate", "negotiated", "negotiates", "negotiating", "negotiation", "negotiations"]),
        ("fr", ["négociation", "négociations", "negociation"]),
        ("ru", ["переговоры", "переговоров", "переговорах", "переговорам"]),
    ],
)
def test_forms_of_one_word_have_one_stem(language: str, forms: list[str]) -> None:
    """Inflected and derived forms are compared as one word, accents aside."""
    known = stems.load(language)
    assert len({known.stem(form) for form in forms}) == 1


def test_a_short_word_keeps_its_ending() -> None:
    """An ending comes off only where enough of the word stays to tell it by."""
    assert stems.load("en").stem("king") == "king"


def test_content_leaves_out_what_tells_nothing() -> None:
    """Stop words and single letters are no content; names are."""
    assert list(stems.load("en").content("He said that Ada would visit the harbours.")) == ["ada", "visit", "harbour"]


def test_a_language_without_data_keeps_its_words() -> None:
    """Where there is no data for a language, its words are compared as they stand."""
    assert list(stems.load("xx").content("Talofa lava")) == ["talofa", "lava"]


def test_figures_are_compared_without_marks_for_thousands() -> None:
    """1,500 and 1500 are one figure; 2.5 stays what it is."""
    assert list(stems.figures("1,500 of 1500, by 2.5 per cent")) == ["1500", "1500", "2.5"]
