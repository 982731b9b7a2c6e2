"""When a sighting may have taken place: the days its text states, or those its telling and publication leave open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from memcon.record import Sighting
from memcon.record.vocabulary import ContactStatus, Modality, Role

NEWS_DAYS = 3
"""News without a day is of the day of publication or of the days just before it: 27 of 27 dated ones on dev."""
AHEAD_DAYS = 31
"""What is planned without a day is mostly expected within the month; a day before publication for time zones."""
PAST_DAYS = 60
"""Background without a day is mostly of the last two months: an older contact is told with its time."""

_PLANNED = frozenset({ContactStatus.PLANNED, Modality.FUTURE, ContactStatus.CANCELLED})
_FIRST, _LAST = 0, date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day (proleptic ordinals, both included), and whether the text states them."""

    first: int
    last: int
    stated: bool

    @property
    def days(self) -> int:
        """How many days the window has."""
        return self.last - self.first + 1

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return self.first > _FIRST and self.last < _LAST


def window(sighting: Sighting) -> Window:
    """The window of a sighting; the widest there is where nothing is known."""
    first = ordinal(sighting.earliest)
    last = first if sighting.latest == sighting.earliest else ordinal(sighting.latest)
    if first is not None or last is not None:
        first, last = first if first is not None else _FIRST, last if last is not None else _LAST
        return Window(min(first, last), max(first, last), stated=True)
    published = ordinal(sighting.published)
    if published is None:
        return Window(_FIRST, _LAST, stated=False)
    if sighting.status in _PLANNED:
        return Window(published - 1, published + AHEAD_DAYS, stated=False)
    if sighting.role == Role.MAIN:
        return Window(published - NEWS_DAYS, published, stated=False)
    return Window(published - PAST_DAYS, published, stated=False)


@lru_cache(maxsize=16_384)
def ordinal(value: str | None) -> int | None:
    """The ordinal of a day; None where there is none or it is no day of the calendar."""
    try:
        return date.fromisoformat(value[:10]).toordinal() if value else None
    except ValueError:
        return None
