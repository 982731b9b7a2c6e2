"""Calendar arithmetic: how long it is between two days that are each known only to lie in an interval."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from memcon.record.vocabulary import ClaimModifier

_DURATION = re.compile(r"P(\d+|X)(DE|CE|[DWMY])\Z")
_MIXED = re.compile(r"P(\d{1,4})Y(\d{1,4})M\Z")
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:T.*)?\Z")
_MONTHS = {"M": 1, "Y": 12, "DE": 120, "CE": 1200}
_DAYS = {"D": 1, "W": 7}
_NAMES = {"D": "day", "W": "week", "M": "month", "Y": "year", "DE": "decade", "CE": "century"}


@dataclass(frozen=True, slots=True)
class Length:
    """A calendar duration: count units, count None where the text gives no number ("weeks").

    step is how many units the number is told to the nearest of: "four and a half years" are 54 months in steps of six.
    """

    count: int | None
    unit: str
    step: int = 1

    def slack(self, modifier: ClaimModifier) -> float:
        """How many units a gap may lie off and still be the length when rounded.

        Half a step, a whole one after "nearly" and "about"; a tenth of a number in tens, which is round itself.
        """
        count = self.count or 0
        least = self.step * (0.5 if modifier is ClaimModifier.EXACT else 1.0)
        return max(least, 0.1 * count) if count % 10 == 0 or modifier is not ClaimModifier.EXACT else least

    def __str__(self) -> str:
        if self.count is None:
            return plural(2, self.unit).split(" ", 1)[1]
        return plural(self.count, self.unit)


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two events: the first lies in [since_earliest, since_latest], the second likewise."""

    since_earliest: date
    since_latest: date
    until_earliest: date
    until_latest: date

    def shorter_than(self, length: Length) -> bool:
        """Whether the gap is shorter than a length however the two days fall."""
        return self.until_latest < later(self.since_earliest, length)

    def longer_than(self, length: Length) -> bool:
        """Whether the gap is longer than a length however the two days fall."""
        return self.until_earliest > later(self.since_latest, length)

    def may_equal(self, length: Length) -> bool:
        """Whether the gap may be a length to the day."""
        return later(self.since_earliest, length) <= self.until_latest and self.until_earliest <= later(
            self.since_latest, length
        )

    def is_exact(self) -> bool:
        """Whether both days are known."""
        return self.since_earliest == self.since_latest and self.until_earliest == self.until_latest

    def units(self, unit: str) -> tuple[float, float]:
        """The least and the greatest length of the gap in a unit, as decimal numbers of it."""
        return _units(self.since_latest, self.until_earliest, unit), _units(
            self.since_earliest, self.until_latest, unit
        )

    def told(self) -> str:
        """The gap in words, as years and months or as days: "2 years 9 months to 2 years 10 months"."""
        least, most = in_words(self.since_latest, self.until_earliest), in_words(self.since_earliest, self.until_latest)
        return least if least == most else f"{least} to {most}"


def length_of(value: str) -> Length | None:
    """A TIMEX3 duration of one calendar unit ("P3Y", "PXW"), or of years and months, as a Length; None for others."""
    if mixed := _MIXED.match(value):
        years, months = int(mixed[1]), int(mixed[2])
        return Length(12 * years + months, "M", 6 if months % 6 == 0 else 1)
    match = _DURATION.match(value)
    if match is None:
        return None
    return Length(None if match[1] == "X" else min(int(match[1]), 9999), match[2])


def later(day: date, length: Length) -> date:
    """The day a length after a day: the last of a month that has no such day, and date.max at the latest."""
    count = length.count or 0
    try:
        if length.unit in _DAYS:
            return day + timedelta(days=count * _DAYS[length.unit])
        months = day.month - 1 + count * _MONTHS[length.unit]
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return date.max


def in_words(first: date, last: date) -> str:
    """The time between two days in words; below two months in days."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months < 2:
        return plural(max((last - first).days, 0), "D")
    years, rest = divmod(months, 12)
    parts = [plural(years, "Y")] if years else []
    return " ".join([*parts, plural(rest, "M")] if rest or not years else parts)


def in_calendar_words(value: str) -> str:
    """A TIMEX3 day or month in words ("1 July 2025", "September 2022"); any other value as it is."""
    match = _DAY.match(value)
    if match is None or not 1 <= int(match[2]) <= 12:
        return value
    day = f"{int(match[3])} " if match[3] else ""
    return f"{day}{calendar.month_name[int(match[2])]} {match[1]}"


def plural(count: int, unit: str) -> str:
    """A count of a unit in words ("1 year", "3 centuries")."""
    name = _NAMES[unit]
    many = "centuries" if name == "century" else name + "s"
    return f"{count} {name if count == 1 else many}"


def _units(first: date, last: date, unit: str) -> float:
    days = (last - first).days
    if unit in _DAYS:
        return days / _DAYS[unit]
    return days / (30.436875 * _MONTHS[unit])
