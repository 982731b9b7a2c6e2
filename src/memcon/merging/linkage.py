"""Average linkage: the two groups whose members are on average most alike become one, while they are alike enough."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping


class Forest:
    """Disjoint sets of the numbers below a size."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, one: int) -> int:
        """The number that stands for the set of one."""
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, one: int, other: int) -> bool:
        """Makes the sets of two numbers one, under the smaller of their roots."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low
        return True

    def sets(self) -> list[list[int]]:
        """All sets, each and all in order."""
        found: dict[int, list[int]] = {}
        for one in range(len(self._parent)):
            found.setdefault(self.root(one), []).append(one)
        return list(found.values())


def link(size: int, alike: Iterable[tuple[int, int, float]], least: float, join: Callable[[int, int], bool]) -> None:
    """Joins the numbers below size into groups, the groups most alike first, until no two reach the least mean.

    alike gives, for pairs of numbers, how alike they are; a pair it does not give counts as 0, and one of minus
    infinity keeps the groups of the two apart. join is told of one number of either group, and says whether they may
    be one. Of pairs equally alike the first goes first, so that the result depends on the numbers alone.
    """
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    heap: list[tuple[float, int, int]] = []
    for one, other, value in alike:
        sums[one][other] = sums[other][one] = value
        if value >= least:
            heap.append((-value, min(one, other), max(one, other)))
    heapq.heapify(heap)
    sizes = [1] * size
    while heap:
        minus, one, other = heapq.heappop(heap)
        stale = other not in sums[one] or -minus != sums[one][other] / (sizes[one] * sizes[other])
        if stale or not join(one, other):
            continue
        sizes[one] += sizes[other]
        _fuse(sums, one, other)
        for third, value in sums[one].items():
            mean = value / (sizes[one] * sizes[third])
            if mean >= least:
                heapq.heappush(heap, (-mean, min(one, third), max(one, third)))


def _fuse(sums: list[dict[int, float]], one: int, other: int) -> None:
    """Puts the second group into the first: sums of how alike their members are to those of every other."""
    gone, sums[other] = sums[other], {}
    del sums[one][other]
    for third, value in gone.items():
        if third == one:
            continue
        del sums[third][other]
        sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + value


def clusters(size: int, alike: Iterable[tuple[int, int, float]], least: float) -> list[list[int]]:
    """The groups that linking makes, each and all in order."""
    forest = Forest(size)
    link(size, alike, least, forest.join)
    return forest.sets()


def cosines(vectors: Iterable[Mapping[str, float]]) -> dict[tuple[int, int], float]:
    """The cosines of every two vectors that have anything in common, by their positions (the smaller first)."""
    by_word: dict[str, list[tuple[int, float]]] = {}
    for at, vector in enumerate(vectors):
        length = sum(value * value for value in vector.values()) ** 0.5
        for word, value in vector.items():
            if value:
                by_word.setdefault(word, []).append((at, value / length))
    found: dict[tuple[int, int], float] = {}
    for having in by_word.values():
        for number, (at, value) in enumerate(having):
            for before, other in having[:number]:
                found[before, at] = found.get((before, at), 0.0) + value * other
    return found
