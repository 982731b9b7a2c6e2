"""Sightings -> merged contacts and events, whatever order they come in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from memcon.merging.candidates import Bundle, edges, log_odds, prepared
from memcon.merging.clusters import cluster
from memcon.merging.evidence import IMPOSSIBLE, probability, reasons, seen
from memcon.merging.fields import fields
from memcon.merging.judged import Pair, holding, latest_first
from memcon.merging.linkage import Forest
from memcon.record import Judgement, Likeness, Merged, Sighting, Tie


def merge(sightings: Iterable[Sighting], judgements: Iterable[Judgement] = ()) -> tuple[Merged, ...]:
    """Merges sightings: every one is in exactly one Merged, in the order of their ids.

    The order of sightings and judgements does not matter. Judgements on keys that are not here are passed over.
    """
    ranked = latest_first(holding(judgements))
    known = prepared(sightings, ranked)
    at = {one.key: position for position, bundle in enumerate(known) for one in bundle.sightings}
    judged = [(at[a], at[b], likeness) for (a, b), likeness in latest_first(holding(judgements)) if a in at and b in at]
    forest = Forest(len(known))
    for one, other in edges(known):
        forest.join(one, other)
    for one, other, likeness in judged:
        if likeness is Likeness.SAME:
            forest.join(one, other)
    by_component: dict[int, list[tuple[int, int, Likeness]]] = {}
    for one, other, likeness in judged:
        if forest.root(one) == forest.root(other):
            by_component.setdefault(forest.root(one), []).append((one, other, likeness))
    found = []
    for component in forest.sets():
        place = {position: number for number, position in enumerate(component)}
        inside = [(place[a], place[b], likeness) for a, b, likeness in by_component.get(component[0], ())]
        members = [known[position] for position in component]
        for group in cluster(members, inside):
            numbers = set(group)
            same = [(members[a].key, members[b].key) for a, b, x in inside if {a, b} <= numbers and x is Likeness.SAME]
            found.append(_merged([members[number] for number in group], same))
    return tuple(sorted(found, key=lambda one: one.id))


def _merged(group: Sequence[Bundle], judged: Sequence[Pair]) -> Merged:
    sightings = sorted((one for bundle in group for one in bundle.sightings), key=lambda one: one.key)
    first = min(sightings, key=lambda one: (one.published or "9999", one.key))
    digest = hashlib.sha256(first.key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    ties = [*_within(group), *_between(group, judged)]
    return Merged(digest, tuple(one.key for one in sightings), tuple(ties), fields(sightings))


def _within(group: Sequence[Bundle]) -> list[Tie]:
    return [
        _tie(bundle.key, other.key, reasons(bundle.first, seen(other)))
        for bundle in group
        for other in bundle.sightings[1:]
    ]


def _between(group: Sequence[Bundle], judged: Sequence[Pair]) -> list[Tie]:
    """The strongest ties that hold the bundles together, one fewer than there are bundles; those judged come first."""
    place = {bundle.key: number for number, bundle in enumerate(group)}
    forest = Forest(len(group))
    ties = []
    for a, b in sorted(judged):
        if forest.root(place[a]) != forest.root(place[b]):
            forest.join(place[a], place[b])
            ties.append(Tie(a, b, 1.0, (("judged", 1.0),)))
    scored = [
        (-log_odds(one, other), number, number + 1 + offset)
        for number, one in enumerate(group)
        for offset, other in enumerate(group[number + 1 :])
    ]
    for minus, one, other in sorted(scored):
        if minus != -IMPOSSIBLE and forest.root(one) != forest.root(other):
            forest.join(one, other)
            ties.append(_tie(group[one].key, group[other].key, reasons(group[one].first, group[other].first)))
    return ties


def _tie(a: str, b: str, parts: Sequence[tuple[str, float]]) -> Tie:
    """A tie with its reasons as log-odds, the heaviest first."""
    ordered = sorted(parts, key=lambda part: (-abs(part[1]), part[0]))
    return Tie(a, b, probability(sum(value for _, value in parts)), tuple(ordered))
