"""A quotation in two versions, of one speaker."""

import pytest

from memcon.checking.quotations import differing
from memcon.record import Document, Paragraph, Span, Statement
from memcon.record.vocabulary import Quotation, Verdict

WHOLE = "we will never give up a single harbour of our northern coast"


def _differing(first: str, second: str, *, speakers: tuple[str, str] = ("keane", "keane")) -> list[str]:
    """The explanations of what is found where two paragraphs quote these words."""
    text, spans, paragraphs = "", [], []
    for words in (first, second):
        start = len(text) + 2 if text else 0
        text += ("\n\n" if text else "") + f"“{words}” she said."
        spans.append(Span(start + 1, start + 1 + len(words), words))
        paragraphs.append(Paragraph(start, len(text)))
    statements = [
        Statement(f"s{number}", speaker, None, None, (span,), Quotation.DIRECT, quotes=(span,))
        for number, (span, speaker) in enumerate(zip(spans, speakers, strict=True), start=1)
    ]
    found = list(differing(Document(text, paragraphs=tuple(paragraphs)), statements))
    assert all(one.claim is None and one.verdict is Verdict.CONTRADICTED for one in found)
    assert all(text[span.start : span.end] == span.exact for one in found for span in one.evidence)
    return [one.explanation for one in found]


@pytest.mark.parametrize(
    ("second", "difference"),
    [
        ("we will never give up a single island of our northern coast", "“harbour” where the other has “island”"),
        ("we will never give up a harbour of our northern coast", "“single” where the other has nothing"),
        ("But we will soon give up a single harbour of our northern coast, she", "“never” where the other has “soon”"),
    ],
)
def test_a_word_that_differs_within_is_found(second: str, difference: str) -> None:
    """The explanation names the words of both versions."""
    (told,) = _differing(WHOLE, second)
    assert difference in told


@pytest.mark.parametrize(
    "second",
    [
        WHOLE,
        WHOLE.upper(),
        "We will never, never mind, give up",
        "never give up a single harbour of our northern",
        "give up a single harbour of our northern coast or of any other coast",
        "we will never … a single harbour of our northern coast",
        "we will never give up a single [port] of our northern coast",
        "we will never give up a single harbor of our northern coast",
        "we'll need more time for the harbours of the north",
        "we will never give up a single harbour of our southern islands",
    ],
)
def test_what_is_shortened_or_merely_written_otherwise_is_not(second: str) -> None:
    """A part, an overlap, an omission, a spelling, another end and another saying are no differences."""
    assert _differing(WHOLE, second) == []


def test_another_speaker_may_say_it_otherwise() -> None:
    """Only the words of one speaker are compared."""
    other = WHOLE.replace("never", "gladly")
    assert _differing(WHOLE, other)
    assert _differing(WHOLE, other, speakers=("keane", "harthi")) == []


def test_a_headline_is_held_against_the_body() -> None:
    """It need not name its speaker, and its quotations are short."""
    headline = "Keane: ‘We will give up no harbour’"
    body = "“We will give up every harbour of the north,” Keane said."
    text = f"{headline}\n\n{body}"
    start = len(headline) + 3
    span = Span(start, start + 43, text[start : start + 43])
    document = Document(
        text,
        headline=headline,
        paragraphs=(Paragraph(0, len(headline)), Paragraph(len(headline) + 2, len(text))),
    )
    said = Statement("s1", "keane", None, None, (span,), Quotation.DIRECT, quotes=(span,))
    (found,) = differing(document, [said])
    assert "“no” where the other has “every”" in found.explanation
    assert [one.exact for one in found.evidence] == ["We will give up no harbour", span.exact]
