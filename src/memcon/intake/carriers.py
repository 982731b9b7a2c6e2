"""Who carries a text: of documents that are copies, one row with their number, their agency and the first of them."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from memcon.intake.agencies import agency
from memcon.intake.copies import CopyIndex
from memcon.record import Document

MOST_SOURCES = 100_000
"""Texts of which carriers are counted at one time."""
MOST_PUBLISHERS = 100
"""Names of publishers that are kept of one text; further carriers are counted only."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text and how many documents carry it; id and headline are those of the first that was met.

    Carriers are told apart by their address, and where they have none by their position in the input. agency is the
    one that most of them name, published the earliest time that one states, as stated.
    """

    id: str
    position: str
    headline: str | None
    carriers: int
    agency: str | None
    published: str | None
    publishers: tuple[str, ...]


def sources(documents: Iterable[tuple[str, Document]], *, most: int = MOST_SOURCES) -> Iterator[Source]:
    """The texts that documents (each with its position) carry, those of most carriers first.

    Memory is bounded: beyond most texts, that of which no carrier came for longest is given at once, before the
    others, and a carrier that comes later counts for a new text.
    """
    index = CopyIndex()
    open_ones: OrderedDict[str, _Tally] = OrderedDict()
    for position, document in documents:
        text = index.add(document) or document.id
        if text not in open_ones:
            open_ones[text] = _Tally(text, position, document.headline)
        open_ones[text].add(position, document)
        open_ones.move_to_end(text)
        if len(open_ones) > most:
            yield open_ones.popitem(last=False)[1].source()
    yield from sorted((one.source() for one in open_ones.values()), key=lambda one: -one.carriers)


@dataclass(slots=True)
class _Tally:
    """The carriers of one text so far; places are their hashes, which tell apart two of one address."""

    id: str
    position: str
    headline: str | None
    places: set[int] = field(default_factory=set)
    agencies: Counter[str] = field(default_factory=Counter)
    published: str | None = None
    publishers: dict[str, None] = field(default_factory=dict)

    def add(self, position: str, document: Document) -> None:
        """Counts a carrier."""
        place = hash(document.url or position)
        if place in self.places:
            return
        self.places.add(place)
        if named := agency(document):
            self.agencies[named] += 1
        if document.published and (self.published is None or _moment(document.published) < _moment(self.published)):
            self.published = document.published
        if document.publisher and len(self.publishers) < MOST_PUBLISHERS:
            self.publishers.setdefault(document.publisher)

    def source(self) -> Source:
        """The row of the text."""
        named = self.agencies.most_common(2)
        tied = len(named) == 2 and named[0][1] == named[1][1]
        return Source(
            id=self.id,
            position=self.position,
            headline=self.headline,
            carriers=len(self.places),
            agency=named[0][0] if named and not tied else None,
            published=self.published,
            publishers=tuple(self.publishers),
        )


def _moment(published: str) -> datetime:
    """When a time of publication is at the earliest; one without offset is taken as UTC."""
    moment = datetime.fromisoformat(published)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
