"""The sentences of a text and the clauses of a sentence, by punctuation alone: a Record keeps no parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from memcon.record import Document

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-zß-ÿа-яё])")
_INITIAL = re.compile(r"\b[^\W\d_]\Z")

_CLAUSE_END = re.compile(r"[;:()]|\s[–—-]{1,2}\s|—")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters [start, end) of the text."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Whether an offset lies inside."""
        return self.start <= offset < self.end


def sentences(document: Document, abbreviations: frozenset[str]) -> list[Stretch]:
    """The sentences of a document in order; none spans two paragraphs, none ends in an initial or an abbreviation."""
    found: list[Stretch] = []
    for paragraph in document.paragraphs:
        text, start = document.text[paragraph.start : paragraph.end], 0
        for match in _SENTENCE_END.finditer(text):
            before = text[start : match.start()]
            word = before.rsplit(None, 1)[-1].lower() if before.strip() else ""
            if match[0].startswith(".") and (_INITIAL.search(before) or word in abbreviations):
                continue
            found.append(Stretch(paragraph.start + start, paragraph.start + match.end()))
            start = match.end()
        if start < len(text):
            found.append(Stretch(paragraph.start + start, paragraph.end))
    return found


def number_of(offset: int, found: Sequence[Stretch]) -> int | None:
    """The number of the sentence that holds an offset."""
    number = bisect_right(found, offset, key=lambda one: one.start) - 1
    return number if number >= 0 and found[number].holds(offset) else None


def clauses(sentence: Stretch, text: str) -> Iterator[Stretch]:
    """The parts of a sentence between semicolons, colons, dashes and brackets, in order."""
    start = sentence.start
    for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
        yield Stretch(start, match.start())
        start = match.end()
    yield Stretch(start, sentence.end)
