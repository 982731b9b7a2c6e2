"""Resolving calendar dates: the year that a date leaves out, weekdays, seasons, quarters, holidays."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from memcon.reading.timex.context import Context, Reading
from memcon.reading.timex.found import Found, Slot
from memcon.record.timex import UNKNOWN_WEEK, UNKNOWN_YEAR, interval_of, move, value_at
from memcon.record.vocabulary import TimexMod, TimexType

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_LONGEST_RANGE = 60
"""Years that a range such as 1914-18 may span; a longer one is no range of years."""
_SLIP_DAYS = 10
"""Within how many days of publication a wrong weekday is a slip rather than a sign of another year."""
_CERTAIN = 2
"""The direction where a preposition such as "until" leaves no doubt."""
_NEAR_MONTHS = 3
"""How far ahead or back a date without year is nearly always the nearest one, whatever the tense."""

_MONTHS_AHEAD = {-1: 1, 0: 2}
"""The same of a month without a day, where the tense is past or none tells."""


def mod_of(slots: Mapping[str, Slot], params: Mapping[str, Slot] | None = None) -> TimexMod | None:
    """The modifier that an expression's words state: about, early, more than."""
    name = str(slots.get("part") or slots.get("mod") or (params or {}).get("mod") or "")
    return TimexMod(name) if name in TimexMod.__members__ else None


_LEAP_YEAR = 2000
"""A year that has every day there is."""


def integer(slots: Mapping[str, Slot], name: str, default: int = 0) -> int:
    """A slot that holds a whole number."""
    value = slots.get(name, default)
    return int(value) if isinstance(value, int | float) else default


def resolve_date(found: Found, context: Context) -> Reading | None:
    """A date by its parts; a year it leaves out comes from the context."""
    slots = found.slots
    mod = mod_of(slots)
    if "shortyear" in slots and "year" in slots and _span_of_years(slots) > _LONGEST_RANGE:
        return None
    year, anchor = _year(found, context)
    month, day = integer(slots, "month"), integer(slots, "day") or integer(slots, "ordinal")
    season = slots.get("season")
    if "era" in found.rule.params:
        return Reading(TimexType.DATE, f"BC{integer(slots, 'y') or integer(slots, 'digits'):04d}", mod)
    if not month and day and not season:
        return _day_of_month(found, day, context)
    if year is None and (month or season):
        year, anchor = _missing_year(found, context)
    if year is None and not month and not season:
        return Reading(TimexType.DATE, None, mod, anchor)
    written = UNKNOWN_YEAR if year is None else f"{year:04d}"
    if season:
        value = f"{written}-{season}"
    elif month and day:
        value = f"{written}-{month:02d}-{day:02d}"
        if _day(_LEAP_YEAR if year is None else year, month, day) is None:
            return None
    else:
        value = f"{written}-{month:02d}" if month else written
    return Reading(TimexType.DATE, value, mod, anchor)


def _year(found: Found, context: Context) -> tuple[int | None, str | None]:
    """The year that the words state, directly or counted from another."""
    slots = found.slots
    if "shortyear" in slots:
        return _full_year(integer(slots, "shortyear"), slots, context), None
    if "year" in slots:
        return integer(slots, "year"), None
    if "years" in slots and context.published:
        return context.published.year + integer(slots, "years"), "published"
    if "nearyears" in slots and context.mention:
        return context.mention.day.year + integer(slots, "nearyears"), context.mention.place
    return None, None


def _full_year(short: int, slots: Mapping[str, Slot], context: Context) -> int:
    """The year of two digits: of the century beside it, else the one nearest to the context."""
    if "year" in slots:
        return integer(slots, "year") + _span_of_years(slots)
    base, _ = context.base()
    now = base.year if base else 2000
    century = now // 100 * 100
    return min(
        (century - 100 + short, century + short, century + 100 + short),
        key=lambda y: (y > now + 10, abs(now - y)),
    )


def _span_of_years(slots: Mapping[str, Slot]) -> int:
    """The years from the first to the second of "1999/00"."""
    return (integer(slots, "shortyear") - integer(slots, "year")) % 100


def _day_of_month(found: Found, day: int, context: Context) -> Reading | None:
    """ "The 20th": of the month mentioned last, else of that of publication; a weekday picks the month."""
    mod, weekday = mod_of(found.slots), integer(found.slots, "anyweekday")
    mention = context.mention
    months: list[str] = []
    anchor: str | None = "published"
    if mention and len(mention.value) >= 7 and mention.value[5:7].isdecimal():
        months, anchor = [mention.value[:7]], mention.place
    elif context.published:
        months = [value_at(move(context.published, step, "M"), "M") for step in (0, -1, 1, -2, 2)]
    for month in months:
        value = f"{month}-{day:02d}"
        if interval_of(value)[0] and weekday in {0, date.fromisoformat(value).isoweekday()}:
            return Reading(TimexType.DATE, value, mod, anchor)
        if not weekday:
            break
    return Reading(TimexType.DATE, None, mod)


def _missing_year(found: Found, context: Context) -> tuple[int | None, str | None]:
    """The year of a month or season without one."""
    base, anchor = context.base()
    if "near" in found.slots and context.mention:
        base, anchor = context.mention.day, context.mention.place
    if base is None and context.latest:
        base, anchor = context.latest.day, context.latest.place
    if base is None:
        return None, None
    month = integer(found.slots, "month") or _SEASON_MONTH[str(found.slots["season"])]
    day = integer(found.slots, "day")
    weekday = integer(found.slots, "anyweekday")
    if weekday and day and not _is_close(base, month, day):
        agreeing = [y for y in (base.year, base.year - 1, base.year + 1) if _weekday(y, month, day) == weekday]
        if agreeing:
            return agreeing[0], anchor
    turn = found.slots.get("before", found.slots.get("near"))
    if turn == 0:
        return base.year, anchor
    if turn is not None:
        length = 3 if "season" in found.slots else 1
        return _turned_year(base, month, length, int(turn)), anchor
    if context.narrative and context.mention:
        return _narrative_year(base, month), anchor
    direction = context.direction()
    if "season" in found.slots:
        return base.year - (direction < 0 and month > base.month + 2), anchor
    return _nearest_year(base, month, day, direction), anchor


def _nearest_year(base: date, month: int, day: int, direction: int) -> int:
    """The year that puts a date nearest to base, unless the tense decides between two that are both far."""
    ahead = (month - base.month) % 12
    if not ahead:
        return base.year
    next_year = base.year + (month < base.month)
    if not day and direction >= _CERTAIN:
        return next_year
    if ahead <= (_NEAR_MONTHS if day else _MONTHS_AHEAD.get(direction, _NEAR_MONTHS)):
        return next_year
    back = 12 - ahead
    if direction <= 0 or back < _NEAR_MONTHS or (day and back == _NEAR_MONTHS):
        return next_year - 1
    return next_year


def _is_close(base: date, month: int, day: int) -> bool:
    """Whether a date lies within days of base in some year: a weekday that disagrees is then a slip."""
    days = (_day(base.year + step, month, day) for step in (-1, 0, 1))
    return any(abs((one - base).days) <= _SLIP_DAYS for one in days if one)


def _turned_year(base: date, month: int, length: int, turn: int) -> int:
    """Of "last March", "next summer": the nearest that is over, or is yet to begin, in the month of base."""
    if turn > 0:
        return base.year + (month <= base.month)
    months = base.year * 12 + base.month - 1 - length
    return months // 12 - (month - 1 > months % 12)


def _narrative_year(base: date, month: int) -> int:
    """A chronicle goes forward: a month long before the last one mentioned is the next year's."""
    return base.year + (month < base.month - 6)


def _day(year: int, month: int, day: int) -> date | None:
    """A day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(year: int, month: int, day: int) -> int | None:
    found = _day(year, month, day)
    return found.isoweekday() if found else None


def resolve_weekday(found: Found, context: Context) -> Reading:
    """A weekday without date: the last one up to, or the first one after, the day of publication."""
    slots = found.slots
    weekday = integer(slots, "weekday")
    base, anchor = (context.published, "published") if context.published else (None, None)
    near = "near" in slots or context.narrative
    if near and context.day_mention:
        base, anchor = context.day_mention.day, context.day_mention.place
    part = slots.get("daypart") or found.rule.params.get("daypart")
    kind = TimexType.TIME if part else TimexType.DATE
    if base is None:
        return Reading(kind, f"{UNKNOWN_WEEK}{weekday}" + (f"T{part}" if part else ""), mod_of(slots))
    ahead = (weekday - base.isoweekday()) % 7
    turn = slots.get("before", slots.get("near"))
    if "weeks" in slots:
        day = base - timedelta(days=base.isoweekday() - weekday) + timedelta(weeks=integer(slots, "weeks"))
    elif turn == -1:
        day = base - timedelta(days=7 - ahead)
    elif turn == 1:
        day = base + timedelta(days=ahead or 7)
    elif near or context.direction() > 0 or (turn == 0 and context.direction() == 0):
        day = base + timedelta(days=ahead)
    else:
        day = base - timedelta(days=(7 - ahead) % 7)
    value = day.isoformat() + (f"T{part}" if part else "")
    return Reading(kind, value, mod_of(slots), anchor)


def resolve_weekend(found: Found, context: Context) -> Reading:
    """A weekend, by the week it ends: last, this, next; "the weekend" is the one that the tense points to."""
    base, anchor = context.base()
    if base is None:
        return Reading(TimexType.DATE, None)
    turn = found.slots.get("before", found.slots.get("near"))
    if turn is None:
        turn = -1 if context.direction() <= 0 and base.isoweekday() < 6 else 0
    value = value_at(base + timedelta(weeks=int(turn)), "W") + "-WE"
    return Reading(TimexType.DATE, value, mod_of(found.slots), anchor)


def resolve_week_of(found: Found, context: Context) -> Reading | None:
    """The week that a date lies in."""
    reading = resolve_date(found, context)
    if reading is None or reading.value is None:
        return reading
    return Reading(TimexType.DATE, value_at(date.fromisoformat(reading.value[:10]), "W"), None, reading.anchor)


def resolve_quarter(found: Found, context: Context) -> Reading:
    """A quarter by its number, its year or what was said before.

    Without a number it is the one last ended; without a year, no more than one quarter after publication.
    """
    slots, params = found.slots, found.rule.params
    base, anchor = context.base()
    year, year_anchor = _year(found, context)
    quarter = integer(slots, "ordinal")
    back = integer(params, "years")
    known = context.quarter
    if base is None and year is None:
        return Reading(TimexType.DATE, None)
    if not quarter:
        if year is not None:
            return Reading(TimexType.DATE, f"{year:04d}{known.value[4:] if known else ''}", None, year_anchor)
        if known and "before" not in slots and "latest" not in params:
            return _year_of_quarter(known.value, back, known.place)
        if base is None:
            return Reading(TimexType.DATE, None)
        count = base.year * 4 + (base.month - 1) // 3 + integer(slots, "before", -1)
        return Reading(TimexType.DATE, f"{count // 4 + back:04d}-Q{count % 4 + 1}", None, anchor)
    if quarter > 4:
        return Reading(TimexType.DATE, None)
    if year is None and base is not None:
        ahead = quarter - ((base.month - 1) // 3 + 1)
        return Reading(TimexType.DATE, f"{base.year - (ahead > 1) + back:04d}-Q{quarter}", None, anchor)
    return Reading(TimexType.DATE, f"{(year or 0) + back:04d}-Q{quarter}", None, year_anchor)


def _year_of_quarter(value: str, back: int, place: str) -> Reading:
    return Reading(TimexType.DATE, f"{int(value[:4]) + back:04d}{value[4:]}", None, place)


def resolve_half(found: Found, context: Context) -> Reading:
    """The first or second half of a year."""
    base, anchor = context.base()
    year, year_anchor = _year(found, context)
    half = integer(found.slots, "ordinal", 2)
    if year is None:
        if base is None:
            return Reading(TimexType.DATE, None)
        year, year_anchor = base.year, anchor
    return Reading(TimexType.DATE, f"{year:04d}-H{half}" if half <= 2 else None, None, year_anchor)


def resolve_holiday(found: Found, context: Context) -> Reading:
    """A feast by its rule: a fixed day, or one computed from the year; or the week it lies in."""
    slots = found.slots
    name = str(slots["holiday"])
    base, anchor = context.base()
    if "year" in slots:
        return Reading(TimexType.DATE, _feast(name, integer(slots, "year")).isoformat())
    if base is None:
        return Reading(TimexType.DATE, None)
    near: Iterable[date] = [_feast(name, base.year + step) for step in (-1, 0, 1)]
    turn = slots.get("before")
    week = "week" in found.rule.params
    past = turn == -1 or (turn is None and not week and context.direction() < 0)
    future = turn == 1 or (turn is None and not week and context.direction() > 0)
    if past:
        near = [day for day in near if day <= base]
    elif future:
        near = [day for day in near if day >= base]
    day = min(near, key=lambda candidate: abs((candidate - base).days))
    return Reading(TimexType.DATE, value_at(day, "W" if week else "D"), None, anchor)


def _feast(name: str, year: int) -> date:
    """The day of a feast in a year; a name is MM-DD, a name of a rule, or easter with a number of days."""
    if name.startswith("easter"):
        return easter(year) + timedelta(days=int(name[6:] or 0))
    if name.startswith("pascha"):
        return orthodox_easter(year) + timedelta(days=int(name[6:] or 0))
    rules = {"thanksgiving": (11, 4, 22), "memorial": (5, 1, 25), "labor": (9, 1, 1), "election": (11, 2, 2)}
    if name in rules:
        month, weekday, earliest = rules[name]
        start = date(year, month, earliest)
        return start + timedelta(days=(weekday - start.isoweekday()) % 7)
    month, day = int(name[:2]), int(name[3:])
    return date(year, month, day)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar as a Gregorian date (Meeus; good from 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)
