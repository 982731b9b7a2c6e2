"""Why sightings are one: as many ties as hold them together, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.merging.candidates import Bundle
from memcon.merging.evidence import IMPOSSIBLE, Seen, log_odds, probability, reasons, seen
from memcon.merging.judged import Pair
from memcon.merging.linkage import Forest
from memcon.record import Tie

_MANY, _FEW = 100, 12
"""Bundles from which on the strongest ties are only looked for with the first few."""


def ties(group: Sequence[Bundle], judged: Sequence[Pair]) -> tuple[Tie, ...]:
    """The ties of one contact: within each bundle from its first, then the strongest ones between bundles.

    judged are pairs of keys that someone judged the same; they come before what scores say. Bundles that nothing but
    others tie together have no tie of their own. There is one tie fewer than sightings.
    """
    if len(group) == 1 and len(group[0]) == 1:
        return ()
    ready = [seen(bundle) for bundle in group]
    return (*_within(group, ready), *_between(ready, judged))


def _within(group: Sequence[Bundle], ready: Sequence[Seen]) -> Iterator[Tie]:
    for bundle, first in zip(group, ready, strict=True):
        for other in bundle[1:]:
            yield _tie(first, seen((other,)))


def _between(ready: Sequence[Seen], judged: Sequence[Pair]) -> Iterator[Tie]:
    place = {one.sighting.key: number for number, one in enumerate(ready)}
    forest = Forest(len(ready))
    for a, b in sorted(judged):
        if forest.root(place[a]) != forest.root(place[b]):
            forest.join(place[a], place[b])
            yield Tie(a, b, 1.0, (("judged", 1.0),))
    most = len(ready) if len(ready) <= _MANY else _FEW
    scored = [
        (-log_odds(one, ready[other]), number, other)
        for number, one in enumerate(ready[:most])
        for other in range(number + 1, len(ready))
    ]
    for minus, one, other in sorted(scored):
        if minus != -IMPOSSIBLE and forest.root(one) != forest.root(other):
            forest.join(one, other)
            yield _tie(ready[one], ready[other])


def _tie(a: Seen, b: Seen) -> Tie:
    """A tie with its reasons as log-odds, the heaviest first."""
    parts = sorted(reasons(a, b), key=lambda part: (-abs(part[1]), part[0]))
    return Tie(a.sighting.key, b.sighting.key, probability(sum(value for _, value in parts)), tuple(parts))
