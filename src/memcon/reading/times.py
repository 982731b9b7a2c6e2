"""Temporal expressions of a document: their TIMEX3 values and the days these may mean.

Expressions are first found without regard to the calendar (timex/found.py), then resolved one after another
against the publication date and the dates mentioned before (timex/context.py). What the text does not fix keeps
the value None.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import partial

from memcon.knowledge import timewords
from memcon.reading.cast import Cast, Reference
from memcon.reading.parse import Parsed
from memcon.reading.timex import clocks, dates, guards, spans, tense
from memcon.reading.timex.context import Context, Mention, Reading, first_day
from memcon.reading.timex.found import Found, find_all
from memcon.reading.timex.row import Row, read_row
from memcon.record import Document, Time
from memcon.record.timex import Interval, day_of, interval_of
from memcon.record.vocabulary import MentionForm, TimexMod, TimexType


class Mode(Enum):
    """What undated expressions lean on: the day of publication, the last date mentioned, or what the text suggests."""

    NEWS = "news"
    NARRATIVE = "narrative"
    DETECT = "detect"


RESOLVERS: Mapping[str, Callable[[Found, Context], Reading | None]] = {
    "date": dates.resolve_date,
    "weekday": dates.resolve_weekday,
    "weekend": dates.resolve_weekend,
    "weekof": dates.resolve_week_of,
    "quarter": dates.resolve_quarter,
    "half": dates.resolve_half,
    "holiday": dates.resolve_holiday,
    "iso": clocks.resolve_iso,
    "numeric": clocks.resolve_numeric,
    "clock": clocks.resolve_clock,
    "dated": clocks.resolve_dated_part,
    "shift": spans.resolve_shift,
    "clockshift": spans.resolve_clock_shift,
    "dayref": spans.resolve_dayref,
    "tonight": spans.resolve_tonight,
    "daypart": spans.resolve_daypart,
    "duration": spans.resolve_duration,
    "often": spans.resolve_often,
    "set": spans.resolve_set,
    "setnamed": spans.resolve_named_set,
    "decade": spans.resolve_decade,
    "century": spans.resolve_century,
    "yearwords": spans.resolve_year_words,
    "yearend": spans.resolve_year_end,
    "ref": spans.resolve_ref,
}
"""What a rule of the data makes -> what resolves it."""

_OPENING = frozenset(",(–-")
_CLOSING = frozenset(",)–-")
_MORE = frozenset({TimexMod.MORE_THAN, TimexMod.EQUAL_OR_MORE})
_OPEN = _MORE | {TimexMod.LESS_THAN, TimexMod.EQUAL_OR_LESS}
"""Modifiers that leave a day counted from another open on one side."""

_CHRONICLE_YEARS = 9
"""Years that a text must name before it can be taken for a chronicle."""

_SAID_TODAY = frozenset({"weekday", "dayref", "tonight", "shift"})
"""What a text says that speaks from its own day: Friday, yesterday, tonight, last week."""


def find(
    document: Document, parsed: Parsed | None = None, language: str = "en", mode: Mode = Mode.DETECT
) -> tuple[Time, ...]:
    """Every temporal expression of a document, in order.

    parsed lends the tense of governing verbs; without it the nearest cue word decides. Raises KnowledgeError
    where there is no grammar of the language.
    """
    grammar = timewords.load(language)
    row = read_row(document.text, grammar, frozenset(p.start for p in document.paragraphs))
    found = [one for one in find_all(row, grammar) if guards.passes(one, row, grammar, document.text)]
    published = day_of(document.published)
    narrative = mode is Mode.NARRATIVE or (mode is Mode.DETECT and _is_chronicle(found, published))
    latest = None if published else _latest_day(found, row)
    context = Context(published, None, None, None, narrative=narrative, direction=lambda: 0, latest=latest)
    return tuple(_resolve(found, row, document, context, lambda one: tense.direction(one, row, grammar, parsed)))


def outside_names(found: Iterable[Time], cast: Cast) -> tuple[Time, ...]:
    """The expressions that are no part of someone's name: no month of May in "Britain's Theresa May"."""
    return tuple(time for time in found if not _is_name(cast.at(time.span.start)))


def _is_name(reference: Reference | None) -> bool:
    return reference is not None and reference.form is MentionForm.NAME


def _latest_day(found: list[Found], row: Row) -> Mention | None:
    """The latest of the days that a text gives with their year: the nearest to when it was written."""
    days: list[tuple[date, Found]] = []
    for one in found:
        year, month, day = (one.slots.get(name) for name in ("year", "month", "day"))
        if isinstance(year, int) and isinstance(month, int) and isinstance(day, int) and one.rule.make == "date":
            with suppress(ValueError):
                days.append((date(year, month, day), one))
    if not days:
        return None
    last, one = max(days, key=lambda pair: pair[0])
    return Mention(last.isoformat(), last, f"{row.starts[one.first]}-{row.ends[one.last]}")


def _is_chronicle(found: list[Found], published: date | None) -> bool:
    """Whether a text tells of other times than its own.

    It names many years, two in three of them over a year away from its own, and says at most a third as often what
    is counted from its own day.
    """
    years = [year for one in found if isinstance(year := one.slots.get("year"), int)]
    if len(years) < _CHRONICLE_YEARS or 3 * sum(map(_is_said_today, found)) > len(years):
        return False
    return published is None or 3 * sum(abs(year - published.year) > 1 for year in years) >= 2 * len(years)


def _is_said_today(found: Found) -> bool:
    return found.rule.make in _SAID_TODAY and found.rule.params.get("base") != "mention"


def _resolve(
    found: list[Found], row: Row, document: Document, context: Context, direction: Callable[[Found], int]
) -> Iterator[Time]:
    """Resolves expressions in order, each knowing the dates before it."""
    for one in found:
        here = replace(context, direction=partial(direction, one), apposed=_is_apposed(one, row, context.mention))
        reading = RESOLVERS[one.rule.make](one, here)
        if reading is None:
            continue
        span = document.span(row.starts[one.first], row.ends[one.last])
        days = _days(one, reading)
        time = Time(span, reading.type, reading.value, reading.mod, *days, reading.anchor, one.rule.name)
        context = _remember(context, time)
        yield time


def _is_apposed(one: Found, row: Row, mention: Mention | None) -> bool:
    """Whether an expression stands between commas, brackets or dashes right after the last mention."""
    before, after = one.first - 1, one.last + 1
    if mention is None or before < 1 or after >= len(row.forms) or row.forms[after] not in _CLOSING:
        return False
    while before > one.first - 3 and row.forms[before].isalpha():
        before -= 1
    return row.forms[before] in _OPENING and row.ends[before - 1] == int(mention.place.partition("-")[2])


def _days(one: Found, reading: Reading) -> Interval:
    """The days a reading may mean: "more than a year ago" has no first day, "nearly a year ago" no last one."""
    if reading.type is TimexType.DURATION:
        return None, None
    earliest, latest = interval_of(reading.value)
    if one.rule.make == "shift" and reading.mod in _OPEN:
        back = one.slots.get("ago", one.slots.get("later", one.rule.params.get("sign"))) == -1
        return (None, latest) if back == (reading.mod in _MORE) else (earliest, None)
    return earliest, latest


def _remember(context: Context, time: Time) -> Context:
    """The context after an expression: dates become what later ones are counted from."""
    if time.value is None or time.earliest is None or time.type not in {TimexType.DATE, TimexType.TIME}:
        return context
    day = first_day(time.value)
    if day is None:
        return context
    mention = Mention(time.value, day, f"{time.span.start}-{time.span.end}")
    return replace(
        context,
        mention=mention,
        day_mention=mention if mention.has_day else context.day_mention,
        quarter=mention if _is_new_quarter(mention, context) else context.quarter,
    )


def _is_new_quarter(mention: Mention, context: Context) -> bool:
    """Whether a text now tells of another quarter: not of the same one a year before, nor of one yet to come."""
    known = context.quarter
    if "-Q" not in mention.value or (context.published and mention.day > context.published):
        return False
    return known is None or mention.value[4:] != known.value[4:] or mention.value > known.value
