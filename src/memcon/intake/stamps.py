"""Dates and times as bylines, date lines and datelines write them, and the offset their zone words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from memcon.knowledge.intake_words import ZoneMeaning, intake_words

EARLIEST_YEAR, LATEST_YEAR = 1800, 2199


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date, perhaps with a time and a zone, at [start, end) of a line.

    label is "published" or "updated" where the words before say so; start then includes them. clock is
    "HH:MM" or "HH:MM:SS". zone is the zone's wording, though it may be of none that is known. A stamp without year
    says only month and day. either marks figures such as 04/10/2015, whose month and day (here taken day first)
    could be the other way round.
    """

    start: int
    end: int
    label: str | None
    year: int | None
    month: int
    day: int
    clock: str | None = None
    zone: str | None = None
    either: bool = False


def value(stamp: Stamp, countries: Sequence[str] = (), *, day_first: bool | None = None) -> str | None:
    """ISO 8601 of a stamp, with the offset of its zone where the words settle it.

    countries (ISO 3166 alpha-3, the best evidence first) settle zone words that several countries use.
    day_first says how figures such as 04/10/2015 are to be read; None leaves them unread. None also for a
    stamp without year.
    """
    if stamp.year is None or (stamp.either and day_first is None):
        return None
    month, day = (stamp.month, stamp.day) if day_first or not stamp.either else (stamp.day, stamp.month)
    date_value = f"{stamp.year:04}-{month:02}-{day:02}"
    if stamp.clock is None:
        return date_value
    offset = _offset(stamp, countries) if stamp.zone else None
    return f"{date_value}T{stamp.clock}{offset or ''}"


def stamps(line: str) -> Iterator[Stamp]:
    """The dates of a line, in order; those that name no real day are left out."""
    for match in _stamp_pattern().finditer(line):
        made = _stamp(line, match)
        if made is not None:
            yield made


def is_time_or_day(line: str) -> str | None:
    """ "time" for a line that is only a time of day, "day" for one that is only a date, else None."""
    if len(line) > 60:
        return None
    if re.fullmatch(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s\(?[A-Z]{2,5}\)?)?", line, re.IGNORECASE):
        return "time"
    found = next(stamps(line), None)
    whole = found is not None and (found.start, found.end) == (0, len(line)) and found.clock is None
    return "day" if whole else None


def iso(text: str) -> str | None:
    """The date or instant a field or option declares, in ISO 8601 with its own offset; None if it is none.

    Takes ISO 8601 (a blank for the T is well), the dates of mail and feeds (RFC 2822), and what date lines
    write.
    """
    text = text.strip()
    if len(text) > 80:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text if _real(int(text[:4]), int(text[5:7]), int(text[8:])) else None
    if re.match(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d", text):
        return _iso_instant(text)
    if re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d", text):
        try:
            made = parsedate_to_datetime(text)
        except (ValueError, IndexError, OverflowError):
            return None
        return made.isoformat() if EARLIEST_YEAR <= made.year <= LATEST_YEAR else None
    found = list(stamps(text))
    return value(found[0]) if len(found) == 1 else None


def _iso_instant(text: str) -> str | None:
    """Normalises an ISO instant: T between, a colon in the offset, seconds only where given."""
    match = re.fullmatch(
        r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(:\d\d)?(?:[.,]\d{1,9})?"
        r"\s{0,4}(?:([Zz]|UTC|GMT)|([+-]\d\d):?(\d\d)?)?",
        text,
    )
    if match is None:
        return None
    year, month, day, hour, minute, seconds, zulu, hours, minutes = match.groups()
    if not _real(int(year), int(month), int(day)) or int(hour) > 23 or int(minute) > 59:
        return None
    offset = "+00:00" if zulu else f"{hours}:{minutes or '00'}" if hours else ""
    if offset and (int(offset[1:3]) > 14 or int(offset[4:]) > 59):
        return None
    return f"{year}-{month}-{day}T{hour}:{minute}{seconds or ''}{offset}"


@lru_cache(maxsize=1)
def _stamp_pattern() -> re.Pattern[str]:
    """One pattern for label, time, zone and date in either order; every repeat in it is bounded."""
    words = intake_words()
    month = f"(?:{_any(sorted(words.months, key=len, reverse=True))})"
    weekday = rf"(?:\(?(?:{_any(words.weekdays)})\)?\.?,?\s{{1,3}})?"
    ordinal = rf"(?:\s?(?:{_any(words.ordinals)}))?"
    year = r"(?:1[89]|20|21)\d\d(?!\d(?!\d?:\d\d))"
    of = rf"(?:(?:{_any(words.before_month)})\s)?"
    year_word = rf"(?:\s?(?:{_any(words.year_words)})(?!\w))?"
    named = rf"(?-i:{_any(sorted(words.zones, key=len, reverse=True))})(?!\w)"
    unknown = r"(?-i:[A-Z]{2,4}T)(?!\w)"
    zone = rf"(?:(?:GMT|UTC)\s?[+\-−]\s?\d{{1,2}}(?::?\d\d)?|[+\-−]\d\d:?\d\d(?!\d)|{named}|{unknown})"
    clock = (
        r"(?:[01]?\d|2[0-3])(?:[:.]|\s?h\s?)[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:\s?[ap]\.?m\b\.?)?(?!\d)"
        r"|(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?|(?:[01]?\d|2[0-3])\s?h(?!\w)"
    )
    at = rf"[\s,;|/•·@–—-]{{0,5}}(?:(?:{_any(words.before_time)})\s{{1,2}})?"
    date_forms = "|".join(
        (
            rf"(?P<m1>{month})\.?\s{{1,2}}(?P<d1>\d{{1,2}}){ordinal}(?!\d|:\d)(?:,?\s{{1,2}}(?P<y1>{year}))?",
            rf"(?P<d2>\d{{1,2}}){ordinal}\s?[\s-]{of}(?P<m2>{month})(?!\w)\.?,?(?:[\s-]\s?(?P<y2>{year}){year_word})?",
            rf"(?P<y3>{year})(?P<s3>[-/.])(?P<m3>\d\d)(?P=s3)(?P<d3>\d\d)(?!\d)",
            rf"(?P<a4>\d{{1,2}})(?P<s4>[-/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>{year}|\d\d(?!\d))",
        )
    )
    return re.compile(
        rf"(?<!\w)(?:(?P<label>{_any((*words.published, *words.updated))})(?:\s{{0,2}}[:\-–—|]|\s)\s{{0,2}})?"
        rf"(?:(?P<t1>{clock})(?:\s?\(?(?P<z1>{zone})\)?)?{at})?"
        rf"{weekday}(?:{date_forms})"
        rf"(?:(?:{at}|T)(?P<t2>{clock})(?:\s?\(?(?P<z2>{zone})\)?)?)?",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    """An alternation of literal words (one that never matches where there are none)."""
    return "|".join(re.escape(word) for word in words) or r"(?!)"


def _stamp(line: str, match: re.Match[str]) -> Stamp | None:
    """The stamp of a match, or None where it names no single real day."""
    groups = match.groupdict()
    year, month, day = _day_parts(groups)
    if not _real(year or 2000, month, day):
        return None
    words = intake_words()
    label = groups["label"]
    which = "t1" if groups["t1"] else "t2" if groups["t2"] else None
    return Stamp(
        start=match.start(),
        end=match.end(),
        label=None if label is None else "updated" if label.casefold() in words.updated else "published",
        year=year,
        month=month,
        day=day,
        clock=_clock(groups[which]) if which else None,
        zone=groups[which.replace("t", "z")] if which else None,
        either=groups["s4"] in {"/", "-"} and month != day and month <= 12 and day <= 12,
    )


def _day_parts(groups: dict[str, str | None]) -> tuple[int | None, int, int]:
    """Year (None where not told), month and day, figures read day first where they can be."""
    months = intake_words().months
    if groups["m1"] and groups["d1"]:
        return (
            (int(groups["y1"]) if groups["y1"] else None),
            months[groups["m1"].casefold()],
            int(groups["d1"]),
        )
    if groups["m2"] and groups["d2"]:
        return (
            (int(groups["y2"]) if groups["y2"] else None),
            months[groups["m2"].casefold()],
            int(groups["d2"]),
        )
    if groups["y3"] and groups["m3"] and groups["d3"]:
        return int(groups["y3"]), int(groups["m3"]), int(groups["d3"])
    first, second, written = int(groups["a4"] or 0), int(groups["b4"] or 0), groups["y4"] or ""
    year = int(written) if len(written) == 4 else 2000 + int(written)
    if groups["s4"] == "." or first > 12:
        return year, second, first
    if second > 12:
        return year, first, second
    return year, second, first


def _clock(written: str) -> str:
    """HH:MM or HH:MM:SS of a time as written ("7.30 pm", "10h15", "00:36")."""
    numbers = [int(number) for number in re.findall(r"\d+", written)][:3]
    half = re.search(r"([ap])\.?m", written, re.IGNORECASE)
    if half:
        numbers[0] = numbers[0] % 12 + (12 if half.group(1).casefold() == "p" and numbers[0] <= 12 else 0)
    numbers += [0] * (2 - len(numbers))
    return ":".join(f"{number:02}" for number in numbers)


def _offset(stamp: Stamp, countries: Sequence[str]) -> str | None:
    """The offset a stamp's zone words mean on its day; None where they leave it open."""
    zone = (stamp.zone or "").replace("−", "-")
    numeric = re.fullmatch(r"(?:(?:GMT|UTC)\s?)?([+-])\s?(\d{1,2}):?(\d\d)?", zone, re.IGNORECASE)
    if numeric:
        sign, hours, minutes = numeric.groups()
        return f"{sign}{int(hours):02}:{minutes or '00'}" if int(hours) <= 14 else None
    meanings = intake_words().zones.get(zone, ())
    offsets = [(meaning, _offset_of(meaning, stamp)) for meaning in meanings]
    possible = [(meaning, offset) for meaning, offset in offsets if offset is not None]
    if len(meanings) > 1:
        at_home = [pair for country in countries for pair in possible if country in pair[0].countries]
        possible = at_home[:1] or [pair for pair in possible if pair[0].default]
    return possible[0][1] if len({offset for _, offset in possible}) == 1 else None


def _offset_of(meaning: ZoneMeaning, stamp: Stamp) -> str | None:
    """The offset of one meaning of a zone word on a stamp's day; None where it is not in force then."""
    if meaning.offset:
        return meaning.offset
    hour, minute = (int(part) for part in (stamp.clock or "12:00").split(":")[:2])
    try:
        moment = datetime(stamp.year or 2000, stamp.month, stamp.day, hour, minute, tzinfo=ZoneInfo(meaning.iana or ""))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    offset = moment.utcoffset() or timedelta(0)
    standard = min(_winter(moment), _summer(moment))
    if meaning.summer is not None and meaning.summer != (offset > standard):
        return None
    return _spell(offset)


def _winter(moment: datetime) -> timedelta:
    return moment.replace(month=1, day=1).utcoffset() or timedelta(0)


def _summer(moment: datetime) -> timedelta:
    return moment.replace(month=7, day=1).utcoffset() or timedelta(0)


def _spell(offset: timedelta) -> str:
    """An offset as +HH:MM."""
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _real(year: int, month: int, day: int) -> bool:
    """Whether there was such a day, in a year that news is written in."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
