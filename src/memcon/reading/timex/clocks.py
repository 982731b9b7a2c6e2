"""Resolving times of day, with or without their date and zone."""

import re
from datetime import date

from memcon.reading.timex.context import Context, Reading
from memcon.reading.timex.dates import integer, mod_of, resolve_date, resolve_weekday
from memcon.reading.timex.found import Found
from memcon.reading.timex.spans import resolve_dayref
from memcon.record.timex import interval_of
from memcon.record.vocabulary import TimexType

_NEAR_DAYS = 10
"""How near publication one reading of 04/05/2025 must lie to be chosen over the other."""
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?")


def resolve_iso(found: Found, context: Context) -> Reading | None:
    """An ISO 8601 date or instant, as it stands."""
    text = str(found.slots["iso"]).replace("/", "-")
    match = _ISO.match(text)
    if match is None or interval_of(match[1])[0] is None:
        return None
    return Reading(TimexType.TIME if match[2] else TimexType.DATE, text[:16])


def resolve_numeric(found: Found, context: Context) -> Reading | None:
    """01/07/2025 or 01.07.2025: day first where there are points or the language says so.

    Of two readings the one within days of publication is chosen; where neither is or both are, the value is None.
    """
    text = str(found.slots["numeric"])
    first, second, year = (int(part) for part in re.split(r"[./]", text))
    day_first, month_first = f"{year:04d}-{second:02d}-{first:02d}", f"{year:04d}-{first:02d}-{second:02d}"
    possible = [value for value in (day_first, month_first) if interval_of(value)[0]]
    if not possible:
        return None
    if "." in text or found.rule.params.get("order") == "day" or len(set(possible)) == 1:
        return Reading(TimexType.DATE, possible[0])
    near = [value for value in possible if context.published and _within_days(value, context.published)]
    return Reading(TimexType.DATE, near[0] if len(near) == 1 else None)


def _within_days(value: str, published: date) -> bool:
    return abs((date.fromisoformat(value) - published).days) <= _NEAR_DAYS


def resolve_clock(found: Found, context: Context) -> Reading | None:
    """A time of day, on the day stated with it, else the day mentioned last, else that of publication."""
    slots = found.slots
    clock = _clock(found)
    if clock is None:
        return None
    day, anchor = _day(found, context)
    zone = str(slots.get("zone", ""))
    return Reading(TimexType.TIME, f"{day}T{clock}{zone}" if day else None, mod_of(slots), anchor)


def _clock(found: Found) -> str | None:
    slots = found.slots
    if "noon" in slots:
        return f"{integer(slots, 'noon'):02d}:00"
    if "hhmm" in slots:
        hour, minute = divmod(integer(slots, "hhmm"), 100)
        if minute > 59:
            return None
    elif "clocktime" in slots:
        hour, minute = (int(part) for part in str(slots["clocktime"]).split(":")[:2])
    else:
        hour, minute = integer(slots, "hour", integer(slots, "n", 99)), integer(slots, "minute")
    part = slots.get("daypart")
    if "ampm" in slots:
        if hour > 12:
            return None if integer(slots, "ampm") == 0 else f"{hour:02d}:{minute:02d}"
        hour = hour % 12 + integer(slots, "ampm")
    elif part in {"AF", "EV"} and 1 <= hour < 12:
        hour += 12
    return f"{hour:02d}:{minute:02d}" if hour <= 24 else None


def _day(found: Found, context: Context) -> tuple[str | None, str | None]:
    """The day of a time of day as YYYY-MM-DD, and what it was resolved against."""
    slots = found.slots
    reading: Reading | None = None
    if "month" in slots and "day" in slots:
        reading = resolve_date(found, context)
    elif "dayref" in slots:
        reading = resolve_dayref(found, context)
    elif "weekday" in slots:
        reading = resolve_weekday(found, context)
    elif context.day_mention:
        return context.day_mention.day.isoformat(), context.day_mention.place
    elif context.published:
        return context.published.isoformat(), "published"
    if reading is None or reading.value is None:
        return None, None
    return reading.value[:10], reading.anchor


def resolve_dated_part(found: Found, context: Context) -> Reading | None:
    """ "The morning of 28 December": a part of the day that is named."""
    reading = resolve_date(found, context)
    if reading is None:
        return None
    value = f"{reading.value}T{found.slots['daypart']}" if reading.value else None
    return Reading(TimexType.TIME, value, reading.mod, reading.anchor)
