"""Which sightings are compared, and which of them could be one: bundles of like ones, and the edges between bundles.

Sightings of one stated day, of the same parties, told alike in every field that is compared, could only be one contact;
they are a bundle, which stands in comparisons as its first sighting. So an event with thousands of reports costs
what its few ways of being told cost. Bundles of the same sides are compared where their windows come within a day.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from memcon.merging.blocks import themes
from memcon.merging.evidence import IMPOSSIBLE, Seen, reasons, seen
from memcon.merging.judged import Pair
from memcon.record import Likeness, Sighting

THRESHOLD = 0.0
"""The log-odds from which two sightings are rather one contact than two."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Sightings that are told alike, in the order of their keys; never two of one document."""

    sightings: tuple[Sighting, ...]
    first: Seen

    @property
    def key(self) -> str:
        """The key of the first sighting."""
        return self.sightings[0].key


def prepared(sightings: Iterable[Sighting], judged: Iterable[tuple[Pair, Likeness]]) -> list[Bundle]:
    """The bundles of sightings, in the order of their keys; a key that comes twice counts once.

    What a judgement names is a bundle of its own, so that the judgement can hold of it alone.
    """
    named = {key for pair, _ in judged for key in pair}
    by_key: dict[str, Sighting] = {}
    for one in sightings:
        known = by_key.get(one.key)
        if known is None or repr(one) > repr(known):
            by_key[one.key] = one
    groups: dict[Hashable, list[Sighting]] = {}
    times: dict[tuple[str, Hashable], int] = {}
    for key in sorted(by_key):
        one = by_key[key]
        told = key if key in named else _told(one)
        number = times[one.document, told] = times.get((one.document, told), -1) + 1
        groups.setdefault((told, number), []).append(one)
    return [Bundle(tuple(group), seen(group[0])) for group in groups.values()]


def _told(one: Sighting) -> Hashable:
    """What sightings of one bundle have in common; the key alone for one that is no contact of a stated day."""
    if not one.is_contact or one.earliest is None or one.earliest != one.latest:
        return one.key
    persons = {party.country for party in one.parties if party.is_person}
    if len(persons) < 2:
        return one.key
    return (one.kind, one.status, one.parties, one.earliest, one.place, one.place_country, one.initiator, one.duration)


def log_odds(a: Bundle, b: Bundle) -> float:
    """The log-odds that two bundles are one contact; IMPOSSIBLE where a document tells of both."""
    found = sum(value for _, value in reasons(a.first, b.first))
    if found == IMPOSSIBLE or not {s.document for s in a.sightings}.isdisjoint(s.document for s in b.sightings):
        return IMPOSSIBLE
    return found


def edges(known: Sequence[Bundle], touching: Collection[int] | None = None) -> Iterator[tuple[int, int]]:
    """The pairs of bundles, by their positions, whose log-odds reach THRESHOLD; every pair once.

    touching, where given, are positions of which a pair must hold one.
    """
    for theme, members in _by_theme(known).items():
        members.sort(key=lambda at: known[at].first.window.first)
        active: list[int] = []
        for at in members:
            bundle = known[at]
            active = [other for other in active if known[other].first.window.last + 1 >= bundle.first.window.first]
            for other in active:
                if touching is not None and at not in touching and other not in touching:
                    continue
                one, two = known[min(at, other)], known[max(at, other)]
                if _shared(one, two) == theme and log_odds(one, two) >= THRESHOLD:
                    yield min(at, other), max(at, other)
            active.append(at)


def _by_theme(known: Sequence[Bundle]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, bundle in enumerate(known):
        for theme in themes(bundle.sightings[0]):
            found.setdefault(theme, []).append(at)
    return found


def _shared(a: Bundle, b: Bundle) -> str | None:
    """The first theme that two bundles share."""
    one, other = themes(a.sightings[0]), themes(b.sightings[0])
    if one == other:
        return one[0]
    return min(set(one) & set(other), default=None)
