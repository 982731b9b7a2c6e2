"""A quotation that differs between two places of one report: the same speaker's words given twice, and not alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from memcon.checking.facts import Facts
from memcon.record import Document, Finding, Span, Statement
from memcon.record.vocabulary import Verdict

_SHARED, _SHARED_IN_HEADLINE, _SHARED_PART = 6, 4, 0.75
"""Words that two versions share at least: anywhere, where one is a headline's, and as a part of the shorter one."""
_DIFFERENT = 2
"""Words in which the two versions differ at most, on either side: with more they are two sayings."""
_AROUND, _AROUND_IN_HEADLINE = 2, 1
"""Words on either side of a difference that both versions share: sayings built alike differ at their ends."""
_MOST = 200
"""Quotations that are compared; a text with more is compared by the first of them."""
_MARKED = re.compile(r"(?<!\w)[“\"‘']([^“”\"‘\n]{8,200})[”\"’'](?!\w)")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CUT = re.compile(r"…|\.\s?\.\s?\.|[\[\](){}]|\*")
"""An ellipsis or a bracket: whoever quotes says that the words are not whole there."""


@dataclass(frozen=True, slots=True)
class _Quote:
    span: Span
    speaker: str | None
    words: tuple[str, ...]
    in_headline: bool

    def may_be(self, other: _Quote) -> bool:
        """Whether two quotations may be of one speaker: a headline need not name its own."""
        return self.speaker == other.speaker or (self.in_headline and self.speaker is None)


def check_quotations(facts: Facts) -> Iterator[Finding]:
    """Tests the words that a report quotes of one speaker in two paragraphs against each other.

    Marks of omission, case, punctuation and length are no differences: where one version is a part of the other, or
    begins or ends elsewhere, nothing is found.
    """
    yield from differing(facts.document, facts.statements)


def differing(document: Document, statements: Sequence[Statement]) -> Iterator[Finding]:
    """A finding for each quotation that comes in two versions, the first two of them."""
    found: set[tuple[str, ...]] = set()
    for one, other in combinations(_quotes(document, statements)[:_MOST], 2):
        if not one.may_be(other) or _same_paragraph(one, other, document):
            continue
        difference = _difference(one, other)
        if difference is None or other.words in found:
            continue
        found.add(other.words)
        first, second = (f"“{' '.join(words)}”" if words else "nothing" for words in difference)
        told = (
            f"The same words of one speaker are quoted in two versions: one has {first} where the other has {second}."
        )
        yield Finding("quotation", Verdict.CONTRADICTED, None, (one.span, other.span), told)


def _quotes(document: Document, statements: Sequence[Statement]) -> list[_Quote]:
    """The quotations whose speaker is known, and those of the headline, in the order of the text.

    Left out are those told as cut, and those too short to be compared.
    """
    headline = document.headline if document.headline and document.text.startswith(document.headline) else ""
    spans = {document.span(*match.span(1)): None for match in _MARKED.finditer(headline)}
    given: dict[Span, str | None] = spans | {q: one.speaker for one in statements for q in one.quotes if one.speaker}
    found = []
    for span, speaker in sorted(given.items(), key=lambda item: (item[0].start, item[0].end)):
        words = tuple(word.lower().replace("’", "'") for word in _WORD.findall(span.exact))
        in_headline = span.end <= len(headline)
        if len(words) > (_SHARED_IN_HEADLINE if in_headline else _SHARED) - 1 and not _CUT.search(span.exact):
            found.append(_Quote(span, speaker, words, in_headline))
    return found


def _same_paragraph(one: _Quote, other: _Quote, document: Document) -> bool:
    return any(each.start <= one.span.start and other.span.end <= each.end for each in document.paragraphs)


def _difference(first: _Quote, second: _Quote) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The words in which two versions of one quotation differ; None where they do not, or are two quotations."""
    one, other = first.words, second.words
    enough, around = (_SHARED_IN_HEADLINE, _AROUND_IN_HEADLINE) if first.in_headline else (_SHARED, _AROUND)
    blocks = [block for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks() if block.size]
    shared = sum(block.size for block in blocks)
    if len(blocks) != 2 or shared < max(enough, _SHARED_PART * min(len(one), len(other))):
        return None
    before, after = blocks
    left, right = one[before.a + before.size : after.a], other[before.b + before.size : after.b]
    if min(before.size, after.size) < around or max(len(left), len(right)) > _DIFFERENT or _are_alike(left, right):
        return None
    return left, right


def _are_alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two wordings are the same but for how they are written ("per cent" and "percent", "harbor")."""
    one, other = (re.sub(r"[\W_]", "", "".join(words)) for words in (first, second))
    return one == other or one.isdigit() or other.isdigit() or SequenceMatcher(None, one, other).ratio() > 0.8
