"""Which sightings are compared, and which of them could be one: bundles of like ones, and components of bundles.

Sightings of one day, of the same persons, told alike in every field that is compared, could only be one contact; they
are a bundle, which stands in comparisons as its first sighting. So an event with thousands of reports costs
what its few ways of being told cost. Bundles of the same sides are compared where their windows come within a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from functools import cache

from memcon.merging.blocks import themes
from memcon.merging.evidence import Seen, log_odds, seen
from memcon.merging.judged import Pair
from memcon.merging.linkage import Forest
from memcon.merging.windows import Window, window
from memcon.record import Likeness, Sighting
from memcon.record.vocabulary import ContactStatus, Role

THRESHOLD = 0.0
"""The log-odds from which two sightings are rather one contact than two."""


Bundle = tuple[Sighting, ...]
"""Sightings that are told alike, in the order of their keys; never two of one document."""


def prepared(sightings: Iterable[Sighting], judged: Iterable[tuple[Pair, Likeness]]) -> list[Bundle]:
    """The bundles of sightings, in the order of their keys; a key that comes twice counts once.

    What a judgement names is a bundle of its own, so that the judgement can hold of it alone.
    """
    named = {key for pair, _ in judged for key in pair}
    by_key: dict[str, Sighting] = {}
    for one in sightings:
        known = by_key.get(one.key)
        if known is None or (one is not known and repr(one) > repr(known)):
            by_key[one.key] = one
    groups: dict[Hashable, list[Sighting]] = {}
    times: dict[tuple[str, Hashable], int] = {}
    alike = Counter(map(_gist, by_key.values()))
    for key in sorted(by_key):
        one = by_key[key]
        told = key if alike[_gist(one)] == 1 or key in named else _told(one)
        number = times[one.document, told] = times.get((one.document, told), -1) + 1
        groups.setdefault((told, number), []).append(one)
    return [tuple(group) for group in groups.values()]


def _gist(one: Sighting) -> Hashable:
    """A part of what sightings of one bundle have in common, which costs little."""
    return one.parties[0].actor if one.parties else "", one.earliest or one.published


def _told(one: Sighting) -> Hashable:
    """What sightings of one bundle have in common; the key alone for one that could be another contact for all that.

    Such a bundle is of two named persons and a few days: a stated one, or those before the news without one.
    """
    if not one.is_contact or len({party.country for party in one.parties if party.is_person}) < 2:
        return one.key
    if one.earliest is None and one.latest is None:
        if one.published is None or one.role != Role.MAIN.value or one.status != ContactStatus.HELD.value:
            return one.key
        when: Hashable = ("published", one.published)
    elif one.earliest == one.latest:
        when = one.earliest
    else:
        return one.key
    return (one.kind, one.status, one.parties, when, one.place, one.place_country, one.initiator, one.duration)


def components(known: Sequence[Bundle], touching: Set[int] | None = None) -> Forest:
    """The bundles, as positions, joined wherever the log-odds of two reach THRESHOLD.

    touching, where given, are positions: then only pairs that hold one of them are looked at.
    """
    forest = Forest(len(known))
    look = cache(lambda at: seen(known[at]))  # most stand alone in their time and are never compared
    for theme, members in _by_theme(known).items():
        if len(members) == 1 or (touching is not None and touching.isdisjoint(members)):
            continue
        active: list[tuple[Window, int]] = []
        for here, at in sorted(((window(known[at][0]), at) for at in members), key=lambda one: one[0].first):
            active = [before for before in active if before[0].last + 1 >= here.first]
            for _, other in active:
                if touching is not None and at not in touching and other not in touching:
                    continue
                if forest.root(at) == forest.root(other) or not _is_first(theme, look(at), look(other)):
                    continue
                if log_odds(look(at), look(other)) >= THRESHOLD:
                    forest.join(at, other)
            active.append((here, at))
    return forest


def _by_theme(known: Sequence[Bundle]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, bundle in enumerate(known):
        for theme in themes(bundle[0]):
            found.setdefault(theme, []).append(at)
    return found


def _is_first(theme: str, a: Seen, b: Seen) -> bool:
    """Whether a theme is the first that two bundles share, so that they are compared once."""
    if len(a.sides) <= 2 or len(b.sides) <= 2:
        return True
    return theme == min(set(themes(a.sighting)) & set(themes(b.sighting)))
