"""Whom a name or a title may mean where the text does not tell: candidates with their shares of the points."""

from __future__ import annotations

from collections.abc import Iterable

from memcon.record import Candidate

MARGIN = 2.0
"""By how many points one bearer of a name must lead all others to be taken for the one meant."""
_LISTED = 5
"""How many candidates are kept."""


def candidates(points: Iterable[tuple[str, str, float]]) -> tuple[Candidate, ...]:
    """The likeliest of (actor id, name, points), best first, with their shares of all points; none for fewer than two.

    Those without points are no candidates.
    """
    fitting = sorted((each for each in points if each[2] > 0), key=lambda each: (-each[2], each[0]))
    whole = sum(each[2] for each in fitting)
    if len(fitting) < 2:
        return ()
    return tuple(Candidate(actor, name, round(part / whole, 2)) for actor, name, part in fitting[:_LISTED])
