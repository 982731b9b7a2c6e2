"""Who is named where: the actors of a document and every reference to them, as later stages ask for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from memcon.record import Actor
from memcon.record.vocabulary import ActorKind, MentionForm


@dataclass(frozen=True, slots=True)
class Reference:
    """One place in the text that stands for one actor, or for several ("the two leaders", "their").

    start and end are character offsets; token is the index of the head token in the parse. actors are actor ids.
    """

    start: int
    end: int
    token: int
    actors: tuple[str, ...]
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Location:
    """One place where the text names a place as such ("in Paris"): offsets, name, and country (alpha-3) if known."""

    start: int
    end: int
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a document and the references to them, in the order of the text and never overlapping.

    actors holds a state for every country that an actor or a place belongs to, with no mentions where none names it.
    speaks_for maps a person to the body they speak for ("Kremlin spokesman Dmitry Peskov": Peskov -> the Kremlin).
    places are the cities and countries named as places, not as actors, in the order of the text.
    """

    actors: tuple[Actor, ...]
    references: tuple[Reference, ...]
    speaks_for: Mapping[str, str] = field(default_factory=dict)
    places: tuple[Location, ...] = ()
    _by_id: dict[str, Actor] = field(init=False, repr=False)
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {actor.id: actor for actor in self.actors})
        object.__setattr__(self, "_starts", [reference.start for reference in self.references])

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id; raises KeyError where there is none."""
        return self._by_id[actor_id]

    def state(self, country: str) -> Actor | None:
        """The state of a country (ISO 3166 alpha-3)."""
        return next((a for a in self.actors if a.kind is ActorKind.STATE and a.country == country), None)

    def at(self, offset: int) -> Reference | None:
        """The reference that covers a character offset, if any."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self.references[index].end > offset:
            return self.references[index]
        return None

    def within(self, start: int, end: int) -> tuple[Reference, ...]:
        """The references that start inside [start, end), in order."""
        return self.references[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
