"""A pair's contacts on a line of time, the silences between them, and the contacts of each month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from memcon.record import Dated, Silence
from memcon.record.vocabulary import Channel
from memcon.views import replies
from memcon.views.charts.drawing import mark, short, svg, words
from memcon.views.markup import Markup, tag

_WIDTH, _HEIGHT, _LEFT, _RIGHT = 960.0, 170.0, 90.0, 30.0
_LANES = (Channel.IN_PERSON, Channel.PHONE, Channel.VIDEO, Channel.LETTER, Channel.UNSPECIFIED)
"""A lane a channel, in this order from the top."""
_NAMES = {
    Channel.IN_PERSON: "in person",
    Channel.PHONE: "phone",
    Channel.VIDEO: "video",
    Channel.LETTER: "letter",
    Channel.UNSPECIFIED: "other",
}
_LABEL = 32.0
"""How wide a year is written."""
_MARGIN = timedelta(days=15)
_FIRST, _LAST = date.min + _MARGIN, date.max - _MARGIN
_MOST_MARKS = 600
"""Contacts drawn one by one; of a pair with more, the latest."""
_LONG = 0.06
"""The part of the line from which a silence is drawn with its length."""
_BAR_HEIGHT = 120.0


def timeline(contacts: Sequence[Dated], silences: Iterable[Silence], *, label: str) -> Markup:
    """Draws contacts on a line of time, a lane a channel; those of unknown day are left out, and said to be.

    A contact of which only the month or year is known is a bar as long as what is known. Silences of a length that
    can be seen lie behind, with their length in words.
    """
    known = [one for one in contacts if one.earliest and one.latest][-_MOST_MARKS:]
    if not known:
        return Markup("")
    first = min(date.fromisoformat(one.earliest or "") for one in known)
    last = max(date.fromisoformat(one.latest or "") for one in known)
    scale = _Scale(max(first, _FIRST) - _MARGIN, min(last, _LAST) + _MARGIN)
    lanes = [lane for lane in _LANES if any(one.kind == lane for one in known)] or [Channel.UNSPECIFIED]
    height = 40 + 26 * len(lanes) + 26.0
    content = [
        *_silences(silences, scale, height),
        *_years(scale, height),
        *(words(0, 53 + 26 * row, _NAMES[lane]) for row, lane in enumerate(lanes)),
        *(_contact(one, lanes, scale) for one in known),
    ]
    return svg(_WIDTH, height, label, *content)


def months(contacts: Iterable[Dated], *, label: str) -> Markup:
    """Draws the held contacts of each month as bars, of which the month is known, from the first month to the last."""
    counts = monthly(contacts)
    if not counts:
        return Markup("")
    first, last = min(counts), max(counts)
    span = _number(last) - _number(first) + 1
    tallest = max(counts.values())
    step = (_WIDTH - _LEFT - _RIGHT) / span
    bars = [
        mark(
            "rect",
            f"{_month(month)}: {count}",
            x=short(_LEFT + (_number(month) - _number(first)) * step),
            y=short(20 + (_BAR_HEIGHT - 40) * (1 - count / tallest)),
            width=short(max(1.0, step - (1 if step > 3 else 0))),
            height=short((_BAR_HEIGHT - 40) * count / tallest),
            class_="bar",
        )
        for month, count in sorted(counts.items())
    ]
    frame = [
        words(_LEFT - 8, 26, str(tallest), anchor="end"),
        words(_LEFT - 8, _BAR_HEIGHT - 18, "0", anchor="end"),
        words(_LEFT, _BAR_HEIGHT - 4, _month(first)),
        *([words(_WIDTH - _RIGHT, _BAR_HEIGHT - 4, _month(last), anchor="end")] if span > 6 else []),
    ]
    return svg(_WIDTH, _BAR_HEIGHT, label, *frame, *bars)


def monthly(contacts: Iterable[Dated]) -> Mapping[str, int]:
    """The held contacts of each month (YYYY-MM) of which the month is known."""
    return Counter(
        one.earliest[:7]
        for one in contacts
        if one.status == "held" and one.earliest and one.latest and one.earliest[:7] == one.latest[:7]
    )


class _Scale:
    """Places days on the drawing."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = max(1, (last - first).days)

    def x(self, day: date) -> float:
        """Where a day lies, those outside at the edge."""
        inside = max(self.first, min(self.last, day))
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (inside - self.first).days / self.days


def _contact(one: Dated, lanes: Sequence[Channel], scale: _Scale) -> Markup:
    lane = next((row for row, lane in enumerate(lanes) if lane == one.kind), len(lanes) - 1)
    start, end = (scale.x(date.fromisoformat(day or "")) for day in (one.earliest, one.latest))
    y = 48 + 26 * lane
    title = f"{replies.days(one.earliest, one.latest)}, {replies.kind(one.kind)}, {one.status}"
    if one.topics:
        title += f": {', '.join(one.topics[:4])}"
    class_ = f"contact {one.kind} {one.status}"
    href = f"/contact/{one.id}"
    if end - start < 8:
        return mark("circle", title, href=href, cx=short((start + end) / 2), cy=short(y), r="6", class_=class_)
    shape = {"x": short(start), "y": short(y - 4), "width": short(end - start), "height": "8", "rx": "4"}
    return mark("rect", title, href=href, class_=f"{class_} vague", **shape)


def _silences(silences: Iterable[Silence], scale: _Scale, height: float) -> Iterator[Markup]:
    for silence in silences:
        start, end = (scale.x(date.fromisoformat(day)) for day in (silence.since, silence.until))
        if end - start < _LONG * _WIDTH:
            continue
        length = replies.length(silence)
        shape = {"x": short(start), "y": "34", "width": short(end - start), "height": short(height - 56)}
        yield mark("rect", f"{length} without a recorded contact", class_="silence", **shape)
        yield words((start + end) / 2, 28, length, class_="silent", anchor="middle")


def _years(scale: _Scale, height: float) -> Iterator[Markup]:
    years = range(scale.first.year, scale.last.year + 1)
    every = max(1, -(-len(years) // 12))
    for year in years:
        x = scale.x(date(year, 1, 1))
        if year != scale.first.year:
            yield tag("line", x1=short(x), x2=short(x), y1="34", y2=short(height - 22), class_="tick")
        has_room = min(scale.x(date(year, 12, 31)), _WIDTH - _RIGHT) - x > _LABEL or every > 1
        if (year - scale.first.year) % every == 0 and has_room and x < _WIDTH - _RIGHT - 20:
            yield words(x + 3, height - 8, str(year))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


def _month(month: str) -> str:
    return replies.days(f"{month}-01", f"{month}-28")
