"""Which words of the text support which field of the record, and the text cut where that changes."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from operator import itemgetter

from memcon.record import Document, Span

_DEEPEST = 32
"""Marks kept for one stretch of text: one sentence as long as a book would else make a page of gigabytes."""
_Narrowness = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that support a field: the span, the field's id, and a class of the style sheet."""

    span: Span
    field: str
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one paragraph that the same marks cover, the narrowest mark first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


class Marks:
    """Collects the marks of one record while its fields are written, and numbers the fields.

    prefix keeps ids apart where one page holds several records.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self._marks: dict[Mark, None] = {}
        self._fields: dict[object, str] = {}
        self._written: set[object] = set()

    def field(self, key: object) -> str:
        """The id of a field; key tells the fields of a record apart."""
        return self._fields.setdefault(key, f"{self.prefix}f{len(self._fields)}")

    def is_first(self, key: object) -> bool:
        """Whether a field is written for the first time; asking counts as writing."""
        if key in self._written:
            return False
        self._written.add(key)
        return True

    def add(self, key: object, kind: str, *spans: Span | None) -> None:
        """Marks spans as the words of a field, once each; None and empty spans are passed over."""
        for span in spans:
            if span is not None and span.start < span.end:
                self._marks[Mark(span, self.field(key), kind)] = None

    def all(self) -> tuple[Mark, ...]:
        """Every mark, in the order they were made."""
        return tuple(self._marks)

    def anchor(self, *spans: Span | None) -> str | None:
        """The id of the segment where the first of the spans starts, None where there are none."""
        starts = [span.start for span in spans if span is not None and span.start < span.end]
        return f"{self.prefix}t{starts[0]}" if starts else None


def segments(document: Document, marks: Sequence[Mark]) -> Iterator[tuple[Segment, ...]]:
    """The text paragraph by paragraph, each cut at every boundary of a mark; the pieces make up the whole."""
    paragraphs = [(paragraph.start, paragraph.end) for paragraph in document.paragraphs]
    cuts = sorted({offset for mark in marks for offset in (mark.span.start, mark.span.end)})
    covering = _Covering(marks)
    next_cut = 0
    for start, end in paragraphs or [(0, len(document.text))]:
        found: list[Segment] = []
        position = start
        while position < end:
            while next_cut < len(cuts) and cuts[next_cut] <= position:
                next_cut += 1
            until = min(end, cuts[next_cut]) if next_cut < len(cuts) else end
            found.append(Segment(position, until, covering.at(position)))
            position = until
        yield tuple(found)


class _Covering:
    """The marks that cover a position, asked for from left to right; each mark costs a few bisections."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._waiting = sorted(marks, key=lambda mark: mark.span.start, reverse=True)
        self._here: list[tuple[_Narrowness, Mark]] = []
        self._ends: list[tuple[int, _Narrowness, Mark]] = []

    def at(self, position: int) -> tuple[Mark, ...]:
        """The narrowest marks that cover a position, no more than _DEEPEST; positions must not decrease."""
        while self._waiting and self._waiting[-1].span.start <= position:
            mark = self._waiting.pop()
            insort(self._here, (_narrowness(mark), mark), key=itemgetter(0))
            heappush(self._ends, (mark.span.end, _narrowness(mark), mark))
        while self._ends and self._ends[0][0] <= position:
            narrowness = heappop(self._ends)[1]
            del self._here[bisect_left(self._here, narrowness, key=itemgetter(0))]
        return tuple(mark for _, mark in self._here[:_DEEPEST])


def _narrowness(mark: Mark) -> _Narrowness:
    """Sorts the narrowest mark first: it says most about the words it covers. No two marks are alike."""
    return mark.span.end - mark.span.start, mark.span.start, mark.field, mark.kind
