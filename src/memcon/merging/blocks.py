"""Which sightings may be one at all: blocking keys of the sides that took part and of the time.

Two sightings are compared where they share two sides (one side, where an event has only one) and their windows come
within a day. A side is the country of a party, or the party itself where it has none: so "Macron", "the French
president" and an unnamed French official meet under FRA.

Windows are of three sizes: some months, some years, any time. A sighting stands under the buckets of its own size, and,
with another mark, under those of each larger size that hold it. It looks under its own buckets, under the larger ones
that hold it, and for what stands below its own: so a dated call meets a vague one of its year, and the thousands of
other dated ones of that year are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations

from memcon.merging.windows import Window, window
from memcon.record import Part, Sighting

_MOST_SIDES = 12
"""Sides of a sighting that make keys: a summit of more has 66 pairs, the first in the order of their codes."""
_MONTHS, _YEARS = 4, 5
"""Buckets of months, and of years, that a window of that size may touch."""


def sides(sighting: Sighting) -> tuple[str, ...]:
    """The sides that took part: countries, and parties without one, each once and in order."""
    return tuple(sorted({party.country or party.actor for party in sighting.parties}))


def themes(sighting: Sighting) -> tuple[str, ...]:
    """The pairs of sides with what they did (contacts all alike, events by type): the keys without the time.

    An event of one side has one theme; of an event that one does to another, who does it is not looked at here.
    """
    what = "contact" if sighting.is_contact else sighting.kind
    known = sides(sighting)[:_MOST_SIDES]
    if len(known) < 2:
        return tuple(f"{what}|{side}" for side in known)
    return tuple(f"{what}|{one}|{other}" for one, other in combinations(known, 2))


def blocks(sighting: Sighting) -> tuple[str, ...]:
    """The keys that a sighting is kept under."""
    own, larger = _buckets(window(sighting))
    marks = [f"={bucket}" for bucket in own] + [f"<{bucket}" for bucket in larger]
    return tuple(f"{theme}{mark}" for theme in themes(sighting) for mark in marks)


def pairs(sighting: Sighting) -> tuple[str, ...]:
    """The keys under which everything that could be one with a sighting is kept; a is found from b as b is from a."""
    own, larger = _buckets(window(sighting))
    marks = [f"={bucket}" for bucket in (*own, *larger)] + [f"<{bucket}" for bucket in own]
    return tuple(f"{theme}{mark}" for theme in themes(sighting) for mark in marks)


@lru_cache(maxsize=16_384)
def _buckets(found: Window) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The buckets of a window's own size, and the larger ones that hold it; a day more to either side counts."""
    if not found.bounded:
        return ("any",), ()
    first, last = date.fromordinal(max(found.first - 1, 1)), date.fromordinal(min(found.last + 1, date.max.toordinal()))
    years = tuple(f"{year:04d}" for year in range(first.year, last.year + 1))
    months = tuple(_months(first, last)) if len(years) <= 2 else ()
    if months and len(months) <= _MONTHS:
        return months, (*years, "any")
    if len(years) <= _YEARS:
        return years, ("any",)
    return ("any",), ()


def _months(first: date, last: date) -> Iterator[str]:
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{month // 12:04d}-{month % 12 + 1:02d}"


def directed(sighting: Sighting) -> tuple[frozenset[str], frozenset[str]] | None:
    """Who does it and who it is done to, as sides; None where all take part alike."""
    doers = frozenset(party.country or party.actor for party in sighting.parties if party.part is Part.ACTOR)
    done_to = frozenset(party.country or party.actor for party in sighting.parties if party.part is Part.RECIPIENT)
    return (doers, done_to) if doers and done_to else None
