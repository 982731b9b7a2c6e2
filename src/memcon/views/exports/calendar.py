"""Merged contacts as an iCalendar (RFC 5545), an all-day event a contact; those without a day are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from memcon.record import ContactAnswer
from memcon.views.exports.described import summary, title

_STATUS = {"held": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED"}
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_OCTETS = 75
"""Octets of a line, the longest that RFC 5545 (3.1) allows."""


def to_ics(answers: Iterable[ContactAnswer], *, made: datetime) -> str:
    """Writes merged contacts as an iCalendar; made is the instant that DTSTAMP states.

    A denied contact is no appointment and is left out, as is one whose day no report gives within a month.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//memcon//contacts//EN", "CALSCALE:GREGORIAN"]
    for answer in answers:
        lines.extend(_event(answer, made))
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line))


def _event(answer: ContactAnswer, made: datetime) -> Iterator[str]:
    seen = summary(answer)
    status = _STATUS.get(seen.status)
    if status is None or seen.earliest is None or seen.latest is None:
        return
    first, last = date.fromisoformat(seen.earliest), date.fromisoformat(seen.latest)
    if (last - first).days > 31 or last == date.max:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{answer.merged.id}@memcon"
    yield f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(title(answer))}"
    yield f"STATUS:{status}"
    if seen.topics:
        yield f"CATEGORIES:{','.join(_text(topic) for topic in seen.topics)}"
    if seen.place:
        yield f"LOCATION:{_text(seen.place)}"
    sources = [" ".join(filter(None, (one.source.publisher, one.source.url))) for one in answer.reports]
    if first != last:
        sources.insert(0, f"On a day from {first} to {last}; the reports do not tell which.")
    if described := "\n".join(filter(None, sources)):
        yield f"DESCRIPTION:{_text(described)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    value = _CONTROLS.sub("", _BREAKS.sub("\n", value))
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return value.encode("utf-8", "replace").decode("utf-8")


def _folded(line: str) -> Iterator[str]:
    """The pieces of a line, each of at most 75 octets, those after the first indented by a space."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += character
        size += width
    yield piece
