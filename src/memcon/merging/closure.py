"""What must be merged again when sightings come, change or go, or when someone judges: all that is, no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from memcon.merging.blocks import pairs
from memcon.merging.candidates import components, prepared
from memcon.merging.judged import Pair, holding, latest_first
from memcon.record import Judgement, Likeness, Sighting


class Shelf(Protocol):
    """Where sightings are kept as they are after a change, and how they were merged before it.

    A sighting that was not yet kept is found by under and keyed, and stands beside none; one that was taken away is
    found by neither, and others may still stand beside its key.
    """

    def under(self, blocks: Collection[str]) -> Iterable[Sighting]:
        """Every sighting that is kept under one of these blocks (merging.blocks)."""

    def keyed(self, keys: Collection[str]) -> Iterable[Sighting]:
        """The sightings with these keys."""

    def beside(self, keys: Collection[str]) -> Iterable[Sighting]:
        """Every sighting that is in one stored Merged with one of these keys."""


def closure(touched: Collection[str], judgements: Iterable[Judgement], shelf: Shelf) -> tuple[Sighting, ...]:
    """The sightings, in the order of their keys, whose merging may change.

    touched are the keys of sightings that came, changed or were taken away, and those that a new judgement names.
    judgements are all there are (or all that name what is found here). Merging the answer alone gives just those
    Merged that merging everything would: every stored Merged with one of the touched or found keys gives way to them.
    """
    ranked = latest_first(holding(judgements))
    found: dict[str, Sighting] = {}
    asked = set(touched)
    frontier = {one.key: one for one in shelf.keyed(asked)}
    frontier |= {one.key: one for one in shelf.beside(asked)}
    while frontier:
        found |= frontier
        linked = _linked(frontier, shelf, ranked)
        named = _judged_same(frontier, ranked) - found.keys()
        if named:
            linked |= {one.key: one for one in shelf.keyed(named)}
        linked |= {one.key: one for one in shelf.beside(frontier.keys() | linked.keys())}
        frontier = {key: one for key, one in linked.items() if key not in found}
    return tuple(found[key] for key in sorted(found))


def _linked(
    frontier: Mapping[str, Sighting], shelf: Shelf, judged: Iterable[tuple[Pair, Likeness]]
) -> dict[str, Sighting]:
    """Everything that shares a bundle with one of the frontier, or could be one with it."""
    near = shelf.under({key for one in frontier.values() for key in pairs(one)})
    known = prepared([*near, *frontier.values()], judged)
    touched = {position for position, one in enumerate(known) if any(s.key in frontier for s in one)}
    forest = components(known, touched)
    roots = {forest.root(position) for position in touched}
    return {one.key: one for position, bundle in enumerate(known) if forest.root(position) in roots for one in bundle}


def _judged_same(keys: Collection[str], judged: Iterable[tuple[Pair, Likeness]]) -> set[str]:
    """The keys that someone judged the same as one of these."""
    same = [pair for pair, likeness in judged if likeness is Likeness.SAME]
    return {b for a, b in same if a in keys} | {a for a, b in same if b in keys}
