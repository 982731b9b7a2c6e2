"""The actors and references of one document while they are being found; no token is used by two references."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

from memcon.knowledge.gazetteer import Entity, Gazetteer
from memcon.reading.cast import Location, Reference
from memcon.reading.naming.words import Words
from memcon.record.vocabulary import ActorKind, MentionForm


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an actor apart from its mentions and posts."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None


class Roster:
    """Collects references, refusing those that would overlap one already made."""

    def __init__(self, words: Words, gazetteer: Gazetteer) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.known: dict[str, Known] = {}
        self.references: list[Reference] = []
        self.places: list[Location] = []
        self._taken = bytearray(len(words))

    def free(self, first: int, last: int) -> bool:
        """Whether no reference and no place uses a token of first..last."""
        return not any(self._taken[first : last + 1])

    def know(self, actor: Known) -> str:
        """Adds an actor unless its id is known already; returns the id."""
        self.known.setdefault(actor.id, actor)
        return actor.id

    def entity(self, entity: Entity) -> str:
        """Adds an entity of the gazetteer; returns its id."""
        sector = entity.sector or ("GOV" if entity.kind in (ActorKind.STATE, ActorKind.OFFICE) else None)
        return self.know(Known(entity.id, entity.name, entity.kind, entity.country, sector))

    def state(self, country: str) -> str | None:
        """Adds the state with an alpha-3 code; returns its id, None where the gazetteer has none."""
        entity = self.gazetteer.state(country)
        return self.entity(entity) if entity else None

    def refer(self, actors: Iterable[str], first: int, last: int, form: MentionForm, head: int | None = None) -> bool:
        """Makes a reference of tokens first..last to actors unless one of the tokens is used; says whether it did."""
        ids = tuple(dict.fromkeys(actors))
        if not ids or first > last or not self.free(first, last):
            return False
        self._taken[first : last + 1] = b"\x01" * (last + 1 - first)
        top = self.words.top(first, last) if head is None else head
        insort(
            self.references,
            Reference(self.words.start[first], self.words.end[last], top, ids, form),
            key=_start,
        )
        return True

    def at(self, token: int) -> Reference | None:
        """The reference that covers a token."""
        index = bisect_left(self.references, self.words.start[token] + 1, key=_start) - 1
        if index >= 0 and self.references[index].end > self.words.start[token]:
            return self.references[index]
        return None

    def claim(self, first: int, last: int) -> None:
        """Keeps tokens first..last from being referred to or noted: the country in "China's Wang Yi"."""
        if self.free(first, last):
            self._taken[first : last + 1] = b"\x03" * (last + 1 - first)

    def place(self, first: int, last: int, country: str | None, *, name: str | None = None) -> bool:
        """Notes a place of tokens first..last unless one of them is used; says whether it did."""
        if first > last or not self.free(first, last):
            return False
        self._taken[first : last + 1] = b"\x02" * (last + 1 - first)
        start, end = self.words.start[first], self.words.end[last]
        self.places.append(Location(start, end, name or self.words.named(first, last), country))
        return True


def _start(reference: Reference) -> int:
    return reference.start
