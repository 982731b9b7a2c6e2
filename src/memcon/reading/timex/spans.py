"""Resolving what is counted: shifts from a day, durations, sets, decades and centuries, references."""

from collections.abc import Mapping
from datetime import date, timedelta

from memcon.reading.timex.context import Context, Reading
from memcon.reading.timex.dates import integer, mod_of
from memcon.reading.timex.found import VAGUE, Found, Slot
from memcon.record.timex import move, value_at
from memcon.record.vocabulary import TimexMod, TimexType

_NEWS = timedelta(days=7)
"""A day told of as "the day" lies no farther back from the day of publication."""


def resolve_shift(found: Found, context: Context) -> Reading | None:
    """ "Last week", "two years ago", "a day later": a number of units before or after a day, in that unit."""
    slots, params = found.slots, found.rule.params
    unit = str(slots.get("unit") or params.get("unit"))
    mod = mod_of(slots, params) or _about(slots)
    sign = next((slots[name] for name in ("ago", "later", "hence", "before", "near") if name in slots), None)
    step = integer(params, "sign") if sign is None else int(sign)
    base, anchor, keep_quarter = _shift_base(found, context, unit, step)
    number = slots.get("n", params.get("n", 1))
    if number == VAGUE:
        refs = {-1: "PAST_REF", 1: "FUTURE_REF"}
        return Reading(TimexType.DATE, refs.get(step) if params.get("base") != "mention" else None, mod)
    if base is None:
        return Reading(TimexType.DATE, None, mod)
    amount = step * float(number)
    if keep_quarter and context.quarter and abs(amount) == 1:
        quarter = context.quarter
        value = f"{int(quarter.value[:4]) + int(amount):04d}{quarter.value[4:]}"
        return Reading(TimexType.DATE, value, mod, quarter.place)
    day, unit = _moved(base, amount, unit)
    return Reading(TimexType.DATE, value_at(day, unit) if day else None, mod, anchor)


def _about(slots: Mapping[str, Slot]) -> TimexMod | None:
    """A couple is two or so: a number that a vague word gave is a whole one, any other is a float."""
    return TimexMod.APPROX if isinstance(slots.get("n"), int) else None


def _is_recent(day: date, published: date | None) -> bool:
    """Whether a day mentioned is of the news, so that "earlier in the day" is of that day."""
    return published is None or timedelta(0) <= published - day <= _NEWS


def _shift_base(found: Found, context: Context, unit: str, step: int) -> tuple[date | None, str | None, bool]:
    """The day to count from, its name, and whether a year counted from a quarter stays a quarter."""
    counted = "n" in found.slots or "n" in found.rule.params
    keep_quarter = unit == "Y" and counted and not context.narrative
    if found.rule.params.get("base") == "mention":
        mention = context.day_mention if unit in {"D", "W"} else context.mention
        if counted and context.apposed:
            return None, None, False
        if counted and mention and not _fine_enough(mention.value, unit):
            return None, None, keep_quarter
        if mention:
            return mention.day, mention.place, keep_quarter
        if found.rule.params.get("else") == "published" and context.published:
            return context.published, "published", keep_quarter
        if unit == "D" or (counted and (unit in {"W", "M"} or step > 0)):
            return None, None, keep_quarter
    mention = context.day_mention
    if found.rule.params.get("base") == "near" and mention and _is_recent(mention.day, context.published):
        return mention.day, mention.place, keep_quarter
    if context.published and not (context.narrative and context.mention):
        return context.published, "published", keep_quarter
    return *context.base(), keep_quarter


def _fine_enough(value: str, unit: str) -> bool:
    """Whether a date is known to the unit that is counted from it."""
    if unit in {"Y", "DE", "CE"}:
        return True
    return len(value) >= 10 if unit in {"D", "W"} else len(value) >= 7 and value[5].isdecimal()


def _moved(base: date, amount: float, unit: str) -> tuple[date | None, str]:
    """Moves a day by a number of units; what is not whole is counted in the next finer unit."""
    parts = {"Y": ("M", 12), "W": ("D", 7), "DE": ("Y", 10), "CE": ("Y", 100), "Q": ("M", 3)}
    if amount != int(amount):
        if unit == "M":
            return base + timedelta(days=round(amount * 30.44)), unit
        if unit not in parts:
            return None, unit
        unit, factor = parts[unit]
        amount *= factor
    elif unit == "DE":
        unit, amount = "Y", amount * 10
    try:
        return move(base, int(amount), unit), unit
    except (OverflowError, ValueError):
        return None, unit


def resolve_clock_shift(found: Found, context: Context) -> Reading | None:
    """ "Two hours ago": a time of the day of publication that the text does not fix."""
    if str(found.slots.get("unit", ""))[:1] != "T":
        return resolve_shift(found, context)
    return Reading(TimexType.TIME, None, mod_of(found.slots))


def resolve_dayref(found: Found, context: Context) -> Reading:
    """Yesterday, today, tomorrow, this morning: always said from the day of publication."""
    slots = found.slots
    part = slots.get("daypart") or found.rule.params.get("daypart")
    kind = TimexType.TIME if part else TimexType.DATE
    mod = mod_of(slots)
    if context.published is None:
        return Reading(kind, None, mod)
    days = integer(slots, "dayref") + integer(found.rule.params, "sign")
    value = (context.published + timedelta(days=days)).isoformat() + (f"T{part}" if part else "")
    return Reading(kind, value, mod, "published")


def resolve_tonight(found: Found, context: Context) -> Reading:
    """Tonight, last night, overnight."""
    if context.published is None:
        return Reading(TimexType.TIME, None, mod_of(found.slots))
    day = context.published + timedelta(days=integer(found.rule.params, "sign"))
    return Reading(TimexType.TIME, f"{day.isoformat()}TNI", mod_of(found.slots), "published")


def resolve_daypart(found: Found, context: Context) -> Reading:
    """ "That afternoon", "the next morning": a part of the day mentioned last."""
    mention = context.day_mention
    if mention is None:
        if found.rule.params.get("base") == "published":
            return resolve_dayref(found, context)
        return Reading(TimexType.TIME, None, mod_of(found.slots))
    day = mention.day + timedelta(days=integer(found.rule.params, "sign"))
    value = f"{day.isoformat()}T{found.slots['daypart']}"
    return Reading(TimexType.TIME, value, mod_of(found.slots), mention.place)


def length(number: Slot, unit: str) -> str:
    """The TIMEX3 duration of a number of units; a decade is ten years and a century a hundred when counted.

    >>> length(2.0, "TH"), length(0.5, "Y"), length("X", "W"), length(1.0, "DE")
    ('PT2H', 'P6M', 'PXW', 'P10Y')
    """
    head, name = ("PT", unit[1:]) if unit[0] == "T" else ("P", unit)
    if number == VAGUE:
        return f"{head}X{name}"
    amount = float(number)
    if name in {"DE", "CE"}:
        amount, name = amount * (10 if name == "DE" else 100), "Y"
    if amount != int(amount):
        if unit == "TH":
            hours, minutes = divmod(round(amount * 60), 60)
            return f"PT{hours}H{minutes}M" if hours else f"PT{minutes}M"
        if unit == "TM":
            minutes, seconds = divmod(round(amount * 60), 60)
            return f"PT{minutes}M{seconds}S" if minutes else f"PT{seconds}S"
        if unit == "Y" and (amount * 12).is_integer():
            years, months = divmod(round(amount * 12), 12)
            return f"P{years}Y{months}M" if years else f"P{months}M"
        return f"{head}{amount:g}{name}"
    return f"{head}{int(amount)}{name}"


def resolve_duration(found: Found, context: Context) -> Reading | None:
    """A length of time; it has no place in the calendar."""
    slots, params = found.slots, found.rule.params
    mod = mod_of(slots, params) or _about(slots)
    if "value" in params:
        return Reading(TimexType.DURATION, str(params["value"]), mod)
    if "halfunit" in slots:
        return Reading(TimexType.DURATION, str(slots["halfunit"]), mod)
    if "durationadj" in slots:
        count, unit = str(slots["durationadj"]).split()
        return Reading(TimexType.DURATION, length(float(count), unit), mod)
    units = [slots[name] for name in ("unit", "adjunit", "anysunit", "anypunit", "sunit", "punit") if name in slots]
    unit = str(units[0])
    plural = "anypunit" in slots
    number = slots.get("n", params.get("n", VAGUE if plural else 1))
    if number != VAGUE and float(number) > float(params.get("most", 1e9)):
        return None
    if "half" in slots or "half" in params:
        number = float(number) + 0.5 if number != VAGUE else number
    value = length(number, unit)
    stated = {**params, **slots}
    for count, finer in (("n2", "unit2"), ("n3", "unit3")):
        if finer in stated:
            more = length(stated.get(count, 1), str(stated[finer]))
            value += more[2:] if "T" in value and "T" in more else more[1:]
    return Reading(TimexType.DURATION, value, mod)


def resolve_often(found: Found, context: Context) -> Reading:
    """Daily, weekly, yearly."""
    return Reading(TimexType.SET, str(found.slots["often"]))


def resolve_set(found: Found, context: Context) -> Reading:
    """ "Every month", "every two weeks", "twice a day"."""
    slots = found.slots
    unit = str(slots.get("anysunit") or slots.get("unit"))
    number = slots.get("n", found.rule.params.get("n", 1))
    return Reading(TimexType.SET, length(number, unit))


def resolve_named_set(found: Found, context: Context) -> Reading:
    """ "Every Monday", "Tuesdays", "each July"."""
    slots = found.slots
    part = slots.get("daypart") or slots.get("dayparts")
    tail = f"T{part}" if part else ""
    weekday = slots.get("weekday") or slots.get("weekdays")
    if weekday:
        return Reading(TimexType.SET, f"XXXX-WXX-{weekday}{tail}")
    if "month" in slots and "day" in slots:
        return Reading(TimexType.SET, f"XXXX-{integer(slots, 'month'):02d}-{integer(slots, 'day'):02d}")
    if "month" in slots:
        return Reading(TimexType.SET, f"XXXX-{integer(slots, 'month'):02d}")
    if "season" in slots:
        return Reading(TimexType.SET, f"XXXX-{slots['season']}")
    return Reading(TimexType.SET, f"XXXX-XX-XX{tail}")


def resolve_decade(found: Found, context: Context) -> Reading:
    """A decade as its first three digits."""
    slots = found.slots
    if "year" in slots:
        value = f"{integer(slots, 'year') // 10:03d}"
    elif "decade" in slots:
        value = str(slots["decade"])
    else:
        base, _ = context.base()
        century = (base.year if base else 2000) // 100
        short = integer(slots, "n") // 10
        if base and century * 10 + short > base.year // 10 + 1:
            century -= 1
        value = f"{century}{short}"[:3]
    return Reading(TimexType.DATE, value, mod_of(slots))


def resolve_century(found: Found, context: Context) -> Reading | None:
    """A century as its first two digits: the twentieth is 19."""
    number = integer(found.slots, "day") or integer(found.slots, "ordinal")
    if not 1 <= number <= 22:
        return None
    era = str(found.rule.params.get("era", ""))
    return Reading(TimexType.DATE, f"{era}{number - 1:02d}", mod_of(found.slots))


def resolve_year_words(found: Found, context: Context) -> Reading | None:
    """A year in words, with or without its month or season."""
    slots = found.slots
    year = integer(slots, "n")
    if not 1000 <= year <= 2199:
        return None
    tail = f"-{integer(slots, 'month'):02d}" if "month" in slots else ""
    tail = f"-{slots['season']}" if "season" in slots else tail
    return Reading(TimexType.DATE, f"{year:04d}{tail}", mod_of(slots))


def resolve_year_end(found: Found, context: Context) -> Reading:
    """ "Year-end": the end of the year that the tense points to."""
    base, anchor = context.base()
    if base is None:
        return Reading(TimexType.DATE, None, TimexMod.END)
    return Reading(TimexType.DATE, f"{base.year:04d}", TimexMod.END, anchor)


def resolve_ref(found: Found, context: Context) -> Reading:
    """Now, recently, soon: PRESENT_REF, PAST_REF or FUTURE_REF."""
    return Reading(TimexType.DATE, str(found.slots.get("ref") or found.rule.params["value"]))
