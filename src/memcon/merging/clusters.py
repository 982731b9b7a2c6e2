"""Bundles that could be one -> groups that are: average linkage that keeps what cannot be one apart.

Two groups become one where the mean of the probabilities between their members is at least a half, the likeliest pair
of groups first. Never do groups that hold two bundles which cannot be one (two days that cannot agree, two contacts of
one document); what a person judged stands above: "different" keeps whole groups apart, and "same" joins groups, each of
which keeps to the rule by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from memcon.merging.candidates import Bundle
from memcon.merging.crowds import follow
from memcon.merging.evidence import IMPOSSIBLE, Seen, log_odds, probability, seen
from memcon.merging.linkage import Forest, link
from memcon.record import Likeness

Judged = tuple[int, int, Likeness]
"""Two positions of bundles, and what was judged of them."""

_HALF = 0.5
_CROWD = 300
"""Bundles from which on not each two are compared; by then a group's mean is known from some of its members."""


class Wards:
    """Sets of bundles that judgements join, and which of the sets judgements keep apart."""

    def __init__(self, size: int, judged: Iterable[Judged]) -> None:
        """judged are positions of bundles with what was judged of them, the judgement that outweighs others first."""
        self._forest = Forest(size)
        self._apart: dict[int, set[int]] = {}
        for one, other, likeness in judged:
            if likeness is Likeness.SAME:
                self.join(one, other)
            elif likeness is Likeness.DIFFERENT and self._forest.root(one) != self._forest.root(other):
                self._part(self._forest.root(one), self._forest.root(other))

    def allows(self, one: int, other: int) -> bool:
        """Whether nothing that was judged keeps the sets of two bundles apart."""
        return self._forest.root(other) not in self._apart.get(self._forest.root(one), ())

    def join(self, one: int, other: int) -> bool:
        """Makes the sets of two bundles one; False where what was judged keeps them apart."""
        low, high = sorted((self._forest.root(one), self._forest.root(other)))
        if low == high:
            return True
        if high in self._apart.get(low, ()):
            return False
        self._forest.join(low, high)
        for third in self._apart.pop(high, set()):
            self._apart[third].discard(high)
            self._part(low, third)
        return True

    def sets(self) -> list[list[int]]:
        """All sets, each and all in order."""
        return self._forest.sets()

    def _part(self, one: int, other: int) -> None:
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)


def cluster(members: Sequence[Bundle], judged: Iterable[Judged]) -> list[list[int]]:
    """Groups the bundles of one component; positions in members, each group and all in order."""
    if len(members) == 1:
        return [[0]]
    wards = Wards(len(members), judged)
    ready = [seen(member) for member in members]
    if len(members) > _CROWD:
        follow(ready, _HALF, wards.join)
    else:
        link(len(members), _probabilities(ready), _HALF, wards.join)
    return wards.sets()


def _probabilities(ready: Sequence[Seen]) -> Iterator[tuple[int, int, float]]:
    """How likely each two are one; IMPOSSIBLE for those that cannot be."""
    for one, bundle in enumerate(ready):
        for other in range(one + 1, len(ready)):
            found = log_odds(bundle, ready[other])
            yield one, other, IMPOSSIBLE if found == IMPOSSIBLE else probability(found)
