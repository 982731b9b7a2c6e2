"""Which words of the text support which field of the record, and the text cut where that changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from memcon.record import Document, Span


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
    pending = sorted(marks, key=lambda mark: (mark.span.start, mark.span.end))
    cuts = sorted({offset for mark in marks for offset in (mark.span.start, mark.span.end)})
    active: list[Mark] = []
    next_mark = next_cut = 0
    for start, end in paragraphs or [(0, len(document.text))]:
        found: list[Segment] = []
        position = start
        while position < end:
            while next_cut < len(cuts) and cuts[next_cut] <= position:
                next_cut += 1
            until = min(end, cuts[next_cut]) if next_cut < len(cuts) else end
            while next_mark < len(pending) and pending[next_mark].span.start <= position:
                active.append(pending[next_mark])
                next_mark += 1
            active = [mark for mark in active if mark.span.end > position]
            found.append(Segment(position, until, tuple(sorted(active, key=_narrowness))))
            position = until
        yield tuple(found)


def _narrowness(mark: Mark) -> tuple[int, int, str]:
    """Sorts the narrowest mark first: it says most about the words it covers."""
    return mark.span.end - mark.span.start, mark.span.start, mark.field
