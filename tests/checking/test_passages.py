"""Sentences and clauses by punctuation."""

import pytest

from memcon.checking.passages import clauses, sentences
from memcon.record import Document, Paragraph


def _cut(text: str) -> list[str]:
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Paragraph(start, start + len(part)))
        start += len(part) + 2
    found = sentences(Document(text, paragraphs=tuple(paragraphs)), frozenset({"mr", "u.s"}))
    return [text[one.start : one.end].strip() for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met. They left.", ["They met.", "They left."]),
        ("Mr. Keane met S. Harthi. He left.", ["Mr. Keane met S. Harthi.", "He left."]),
        ("The U.S. Secretary came! “Good.” They left", ["The U.S. Secretary came!", "“Good.”", "They left"]),
        ("One. two", ["One. two"]),
        ("First part\n\nSecond part. Third.", ["First part", "Second part.", "Third."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_capital_follows(text: str, wanted: list[str]) -> None:
    """Initials, abbreviations and lower case end none; paragraphs always do."""
    assert _cut(text) == wanted


def test_clauses_lie_between_semicolons_colons_dashes_and_brackets() -> None:
    """A hyphen within a word cuts nothing."""
    text = "A first: she came; he-who left - so they say (in May)."
    (sentence,) = sentences(Document(text, paragraphs=(Paragraph(0, len(text)),)), frozenset())
    assert [text[one.start : one.end].strip() for one in clauses(sentence, text)] == [
        "A first", "she came", "he-who left", "so they say", "in May", ".",
    ]  # fmt: skip
