"""Components too large to compare each with each: one bundle after the other joins the group it is most like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from memcon.merging.evidence import Seen, log_odds, probability

_SAMPLE = 12
"""Members of a group that a bundle is compared with, the first ones: the mean of so many is near that of all."""


@dataclass(slots=True)
class _Group:
    """Some members, the documents that tell of them, and the days from which and to which all of them are open."""

    members: list[int]
    documents: set[str]
    first: int
    last: int

    def admits(self, one: Seen) -> bool:
        """Whether no member and this one are in one document or on days that cannot agree."""
        near = max(self.first, one.window.first) - min(self.last, one.window.last) <= 1
        return near and self.documents.isdisjoint(one.documents)

    def take(self, at: int, one: Seen) -> None:
        """Adds a member."""
        self.members.append(at)
        self.documents |= one.documents
        self.first, self.last = max(self.first, one.window.first), min(self.last, one.window.last)


def follow(ready: Sequence[Seen], least: float, join: Callable[[int, int], bool]) -> None:
    """Puts each of what is compared, in its order, into the group with the highest mean probability from least on.

    join is told of the group's first member and the new one, and says whether they may be one.
    """
    groups: list[_Group] = []
    for at, one in enumerate(ready):
        means = [
            (-sum(probability(log_odds(one, ready[member])) for member in sample) / len(sample), number)
            for number, group in enumerate(groups)
            if group.admits(one)
            for sample in (group.members[:_SAMPLE],)
        ]
        for minus, number in sorted(means):
            if -minus >= least and join(groups[number].members[0], at):
                groups[number].take(at, one)
                break
        else:
            groups.append(_Group([at], set(one.documents), one.window.first, one.window.last))
