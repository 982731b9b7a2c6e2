"""What kind of document a text is: reporting, a body's own statement, or speaker turns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from memcon.knowledge.intake_words import intake_words
from memcon.record.vocabulary import DocumentKind

FEWEST_TURNS = 4
"""Labelled paragraphs from which a text may be a transcript."""
LEAST_SHARE = 0.25
"""The share of its paragraphs that must open with a speaker's label; long answers run over several."""

_LABEL = re.compile(r"([^\W\d_][\w.'’-]{0,30}(?:\s[^\W\d_][\w.'’-]{0,30}){0,5})\s?(?:\([^()]{1,60}\)\s?)?:\s")


def kind_of(paragraphs: Sequence[str], *, official: bool) -> DocumentKind:
    """Transcript where speakers' labels open enough paragraphs and come back; else official or news.

    official: the text stands under the address or name of a body that issues statements.
    """
    if _has_turns(paragraphs):
        return DocumentKind.TRANSCRIPT
    headline = paragraphs[0].casefold() if paragraphs else ""
    if official or headline.startswith(intake_words().official_openings):
        return DocumentKind.OFFICIAL
    return DocumentKind.NEWS


def _has_turns(paragraphs: Sequence[str]) -> bool:
    """Whether at least two speakers are labelled, one of them again, in enough paragraphs."""
    labels = Counter(label for text in paragraphs if (label := _label(text)))
    turns = labels.total()
    return (
        turns >= FEWEST_TURNS
        and turns >= LEAST_SHARE * len(paragraphs)
        and len(labels) >= 2
        and labels.most_common(1)[0][1] >= 2
    )


def _label(paragraph: str) -> str | None:
    """The speaker's label that opens a paragraph: capitalised words before a colon."""
    match = _LABEL.match(paragraph[:200])
    if match is None:
        return None
    words = match.group(1).split()
    particles = intake_words().particles
    return match.group(1).strip() if all(word[0].isupper() or word.casefold() in particles for word in words) else None
