"""Arithmetic on TIMEX3 values: the days a value covers, moving a day by units, the length of a duration."""

import calendar
import re
from datetime import date, timedelta

Interval = tuple[str | None, str | None]
"""First and last calendar day as YYYY-MM-DD; None where unbounded or unknown."""

UNKNOWN_YEAR, UNKNOWN_WEEK = "XXXX", "XXXX-WXX-"
"""How TIMEX3 begins a date whose year, or a weekday (1 to 7) whose week, the text does not tell: "XXXX-04-26"."""

MONTHS_OF = {"SP": (3, 6, 20), "SU": (6, 9, 22), "FA": (9, 12, 20)}
"""Season -> first month, last month and its last day, in the north."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z", re.DOTALL)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_PART = re.compile(r"(\d{4})-([QH])(\d)\Z")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_YEARS = re.compile(r"(\d{2,4})\Z")
_DURATION = re.compile(
    r"P(?:(\d+(?:\.\d+)?)(CE|DE|[YQMWD]))?(?:(\d+(?:\.\d+)?)(M|D))?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?"
    r"(?:(\d+(?:\.\d+)?)S)?)?\Z"
)
_MONTHS = {"CE": 1200, "DE": 120, "Y": 12, "Q": 3, "M": 1}


def interval_of(value: str | None) -> Interval:
    """The first and the last day a TIMEX3 value may mean; (None, None) for durations, sets and references.

    A winter is counted by the year it begins or ends in, so YYYY-WI may mean either.
    """
    try:
        days = _days_of(value or "")
    except (ValueError, OverflowError):
        return None, None
    return (days[0].isoformat(), days[1].isoformat()) if days else (None, None)


def _days_of(value: str) -> tuple[date, date] | None:
    if match := _DAY.match(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    if match := _PART.match(value):
        length = 3 if match[2] == "Q" else 6
        first = (int(match[3]) - 1) * length + 1
        return date(int(match[1]), first, 1), last_of_month(int(match[1]), first + length - 1)
    if match := _SEASON.match(value):
        year = int(match[1])
        if match[2] == "WI":
            return date(year - 1, 12, 1), date(year + 1, 3, 20)
        first, last, day_of_last = MONTHS_OF[match[2]]
        return date(year, first, 1), date(year, last, day_of_last)
    if match := _MONTH.match(value):
        return date(int(match[1]), int(match[2]), 1), last_of_month(int(match[1]), int(match[2]))
    if match := _YEARS.match(value):
        missing = 4 - len(match[1])
        return date(int(match[1] + "0" * missing), 1, 1), date(int(match[1] + "9" * missing), 12, 31)
    return None


def day_of(stamp: str | None) -> date | None:
    """The calendar day that an ISO 8601 date or instant states, never shifted to another zone; None where none does."""
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; raises ValueError where there is no such month."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return date(year, month, calendar.monthrange(year, month)[1])


def move(day: date, number: int, unit: str) -> date:
    """Moves a day by units D, W, M, Q, Y, DE or CE; a day that its month lacks becomes the last.

    Raises OverflowError where the result lies outside the years 1 to 9999, ValueError for another unit.
    """
    if unit in {"D", "W"}:
        return day + timedelta(days=number * (7 if unit == "W" else 1))
    if unit not in _MONTHS:
        raise ValueError(f"no calendar unit {unit!r}")
    months = day.year * 12 + day.month - 1 + number * _MONTHS[unit]
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("outside the years 1 to 9999")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def value_at(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit (D, W, M, Q, Y, DE, CE) that a day lies in."""
    if unit == "D":
        return day.isoformat()
    if unit == "W":
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"
    year = f"{day.year:04d}"
    return {"M": f"{year}-{day.month:02d}", "Y": year, "DE": year[:3], "CE": year[:2]}[unit]


def months_and_days(value: str) -> tuple[float, float] | None:
    """The length of a TIMEX3 duration as months and days of 24 hours; None where it is vague.

    >>> months_and_days("P2Y6M"), months_and_days("PT36H"), months_and_days("PXW")
    ((30.0, 0.0), (0.0, 1.5), None)
    """
    match = _DURATION.match(value)
    if match is None or not any(match.groups()):
        return None
    months = days = 0.0
    for number, unit in ((match[1], match[2]), (match[3], match[4])):
        if number and unit in _MONTHS:
            months += float(number) * _MONTHS[unit]
        elif number:
            days += float(number) * (7 if unit == "W" else 1)
    hours = float(match[5] or 0) + float(match[6] or 0) / 60 + float(match[7] or 0) / 3600
    return months, days + hours / 24
