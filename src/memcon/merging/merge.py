"""Sightings -> merged contacts and events, whatever order they come in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from memcon.merging.candidates import Bundle, components, prepared
from memcon.merging.clusters import Judged, cluster
from memcon.merging.fields import fields
from memcon.merging.judged import holding, latest_first
from memcon.merging.ties import ties
from memcon.record import Judgement, Likeness, Merged, Sighting


def merge(sightings: Iterable[Sighting], judgements: Iterable[Judgement] = ()) -> tuple[Merged, ...]:
    """Merges sightings: every one is in exactly one Merged, in the order of their ids.

    The order of sightings and judgements does not matter. Judgements on keys that are not here are passed over.
    """
    return tuple(sorted(merging(sightings, judgements), key=lambda one: one.id))


def merging(sightings: Iterable[Sighting], judgements: Iterable[Judgement] = ()) -> Iterator[Merged]:
    """Merges sightings like merge, one Merged at a time, in an order of its own: for more than fit the memory twice."""
    ranked = latest_first(holding(judgements))
    known = prepared(sightings, ranked)
    named = {key for pair, _ in ranked for key in pair}
    at = {one.key: position for position, bundle in enumerate(known) for one in bundle if one.key in named}
    judged = [(at[a], at[b], likeness) for (a, b), likeness in ranked if a in at and b in at]
    forest = components(known)
    for one, other, likeness in judged:
        if likeness is Likeness.SAME:
            forest.join(one, other)
    by_component: dict[int, list[Judged]] = {}
    for one, other, likeness in judged:
        if forest.root(one) == forest.root(other):
            by_component.setdefault(forest.root(one), []).append((one, other, likeness))
    for component in forest.sets():
        yield from _component(component, known, by_component.get(component[0], ()))


def _component(component: Sequence[int], known: Sequence[Bundle], judged: Iterable[Judged]) -> Iterator[Merged]:
    """Merges the bundles at some positions, which could be one; judged are those positions that someone judged."""
    if len(component) == 1 and len(alone := known[component[0]]) == 1:
        yield Merged(_id(alone), (alone[0].key,), (), fields(alone))
        return
    place = {position: number for number, position in enumerate(component)}
    inside = [(place[a], place[b], likeness) for a, b, likeness in judged]
    members = [known[position] for position in component]
    for group in cluster(members, inside):
        numbers = set(group)
        same = [
            (members[a][0].key, members[b][0].key) for a, b, x in inside if {a, b} <= numbers and x is Likeness.SAME
        ]
        bundles = [members[number] for number in group]
        sightings = sorted((one for bundle in bundles for one in bundle), key=lambda one: one.key)
        yield Merged(_id(sightings), tuple(one.key for one in sightings), ties(bundles, same), fields(sightings))


def _id(sightings: Iterable[Sighting]) -> str:
    """An id that stays as long as the report first published does."""
    first = min(sightings, key=lambda one: (one.published or "9999", one.key))
    return hashlib.sha256(first.key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
