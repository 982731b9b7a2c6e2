"""Bundles that could be one -> groups that are: average linkage that keeps what cannot be one apart.

Two groups become one where the mean of the probabilities between their members is at least a half, the likeliest pair
of groups first. Never do groups that hold two bundles which cannot be one (two days that cannot agree, two contacts of
one document); what a person judged stands above: "different" keeps whole groups apart, and "same" joins groups, each of
which keeps to the rule by itself.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

from memcon.merging.candidates import Bundle, log_odds
from memcon.merging.evidence import IMPOSSIBLE, probability
from memcon.record import Likeness

_HALF = 0.5


class Forest:
    """Disjoint sets of numbers."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, one: int) -> int:
        """The number that stands for the set of one."""
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, one: int, other: int) -> int:
        """Makes the sets of two numbers one, and gives its root: the smaller of theirs."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low
        return low

    def sets(self) -> list[list[int]]:
        """All sets, each and all in order."""
        found: dict[int, list[int]] = {}
        for one in range(len(self._parent)):
            found.setdefault(self.root(one), []).append(one)
        return list(found.values())


class Wards:
    """Sets of bundles that judgements join, and which of the sets judgements keep apart."""

    def __init__(self, size: int, judged: Iterable[tuple[int, int, Likeness]]) -> None:
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


def cluster(members: Sequence[Bundle], judged: Iterable[tuple[int, int, Likeness]]) -> list[list[int]]:
    """Groups the bundles of one component; positions in members, each group and all in order."""
    if len(members) == 1:
        return [[0]]
    wards = Wards(len(members), judged)
    _link(len(members), lambda one, other: log_odds(members[one], members[other]), wards)
    return wards.sets()


def _link(size: int, score: Callable[[int, int], float], wards: Wards) -> None:
    """Average linkage of the numbers below size; joins in wards what becomes one."""
    sums: dict[int, dict[int, float]] = {one: {} for one in range(size)}
    heap: list[tuple[float, int, int]] = []
    for one in range(size):
        for other in range(one + 1, size):
            found = score(one, other)
            sums[one][other] = sums[other][one] = IMPOSSIBLE if found == IMPOSSIBLE else probability(found)
            if sums[one][other] >= _HALF:
                heap.append((-sums[one][other], one, other))
    heapq.heapify(heap)
    sizes = dict.fromkeys(range(size), 1)
    while heap:
        minus, one, other = heapq.heappop(heap)
        if one not in sums or other not in sums or -minus != _mean(sums, sizes, one, other):
            continue
        if not wards.join(one, other):
            continue
        _fuse(sums, sizes, one, other)
        for third in sums[one]:
            mean = _mean(sums, sizes, one, third)
            if mean >= _HALF:
                heapq.heappush(heap, (-mean, min(one, third), max(one, third)))


def _mean(sums: Mapping[int, Mapping[int, float]], sizes: Mapping[int, int], one: int, other: int) -> float:
    return sums[one][other] / (sizes[one] * sizes[other])


def _fuse(sums: dict[int, dict[int, float]], sizes: dict[int, int], one: int, other: int) -> None:
    """Puts the second part into the first."""
    gone = sums.pop(other)
    sizes[one] += sizes.pop(other)
    del sums[one][other]
    for third, value in gone.items():
        if third != one:
            sums[one][third] += value
            sums[third][one] = sums[one][third]
            del sums[third][other]
