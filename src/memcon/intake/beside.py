"""What stands beside a report in its page and is not in its extracted text: bylines, captions, credits, trailers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from memcon.intake.blocks import simplify
from memcon.intake.furniture import LONGEST_CAPTION, byline, caption, named_body, trailer
from memcon.intake.page_lines import Line, Mark
from memcon.intake.stamps import is_time_or_day
from memcon.record.vocabulary import RemovedReason

AFTER = 12
"""Lines after the last of the report among which its credits and trailers stand."""
BYLINES_AFTER = 4
"""Lines after the last of the report among which the author of the page's article may be named."""
FEWEST_CHARACTERS = 30
"""Letters and figures from which a line that stands within a paragraph of the report is a part of it."""
FEWEST_WORDS = 3
"""Words of a trailer; what is shorter is a button of the page."""
MOST_PUT_IN = 300
"""Lines put in beside a report."""
MOST_SEARCHED = 100_000_000
"""Characters of the report searched through for parts of its paragraphs; pages of news take a hundredth."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, a block a line, and why some of its lines are not of the report: offset of the line -> reason."""

    text: str
    beside: Mapping[int, RemovedReason]


def joined(text: str, page: Sequence[Line], *, statement: bool) -> Marked:
    """The extracted text with those lines of the page put in at their places that name who wrote it or credit it.

    A line that comes again, as in a gallery, is put in once. Looked at are lines between the page's heading and the
    end of the report, those of the same article element, and a few after it. Menus, teasers and whatever else the
    extraction left out are not put in.

    statement: the page is a body's own, so a lead above it is the statement's first sentence; a newspaper's only sums
    the report up, and is left out.
    """
    extracted = [line for line in text.splitlines() if simplify(line)]
    places = _places(extracted, page)
    region = _region(page, places)
    reasons = _reasons(page, places, region) if region else {}
    written: list[tuple[str, RemovedReason | None]] = []
    put_in: set[str] = set()
    following = 0
    for position, place in enumerate(places):
        if place is not None and place >= following:
            written += [(line, None) for line in extracted[following : place + 1]]
            following = place + 1
        words = page[position].text
        if statement and place is None and region and _is_lead(page[position], position, region):
            written.append((words, None))
        elif (reason := reasons.get(position)) and words not in put_in and len(put_in) < MOST_PUT_IN:
            put_in.add(words)
            written.append((words, reason))
    return marked([*written, *((line, None) for line in extracted[following:])])


def marked(written: Sequence[tuple[str, RemovedReason | None]]) -> Marked:
    """Lines put together, those with a reason marked."""
    offset = 0
    beside: dict[int, RemovedReason] = {}
    for line, reason in written:
        if reason is not None:
            beside[offset] = reason
        offset += len(line) + 1
    return Marked("\n".join(line for line, _ in written), beside)


def _places(extracted: Sequence[str], page: Sequence[Line]) -> list[int | None]:
    """For each line of the page the extracted line that it is or is a part of; None where it is in none."""
    folded = [_folded(line) for line in extracted]
    numbers = {line: number for number, line in reversed(list(enumerate(folded)))}
    starts = list(accumulate((len(line) + 1 for line in folded), initial=0))
    whole = "\n".join(folded)
    left = MOST_SEARCHED
    found: list[int | None] = []
    for one in page:
        line = _folded(one.text)
        place = numbers.get(line)
        if place is None and len(line) >= FEWEST_CHARACTERS and left > 0:
            left -= len(whole)
            at = whole.find(line)
            place = bisect_right(starts, at) - 1 if at >= 0 else None
        found.append(place)
    return found


def _folded(line: str) -> str:
    """A line without what extraction changes of it: blanks, marks of lists and quotations, case."""
    return "".join(char for char in line.casefold() if char.isalnum())


def _is_lead(line: Line, position: int, region: _Region) -> bool:
    """Whether a line is a sentence that leads into the text below the heading."""
    ends = line.text.rstrip("\"'”’»)").endswith((".", "…", "!", "?"))
    between = region.start < position < region.second
    return line.mark is Mark.LEAD and between and ends and len(line.text) >= FEWEST_CHARACTERS


def _reasons(page: Sequence[Line], places: Sequence[int | None], region: _Region) -> dict[int, RemovedReason]:
    """Why lines of the page that the extraction left out stand beside its report, by their number."""
    found: dict[int, RemovedReason] = {}
    follows = False
    for position, line in enumerate(page):
        own = bool(region.article) and line.article == region.article
        inside = region.start < position <= region.last + AFTER or own
        if places[position] is not None or not inside:
            follows = False
            continue
        reason = _reason(line, position, region, follows=follows)
        follows = reason is RemovedReason.BYLINE
        if reason is not None:
            found[position] = reason
    return found


@dataclass(frozen=True, slots=True)
class _Region:
    """Where a report stands among the lines of its page: from its heading to its last, and in which article."""

    start: int
    second: int
    last: int
    article: int


def _region(page: Sequence[Line], places: Sequence[int | None]) -> _Region | None:
    """The region of the lines that are a report's paragraphs; None where there is none."""
    first_of: dict[int, int] = {}
    for position, place in enumerate(places):
        if place is not None and page[position].tag != "h1" and len(page[position].text) >= FEWEST_CHARACTERS:
            first_of.setdefault(place, position)
    if not first_of:
        return None
    body = sorted(first_of.values())
    start = next((at for at in range(body[0], -1, -1) if page[at].tag == "h1"), body[0] - 1)
    return _Region(start, body[min(1, len(body) - 1)], first_of[max(first_of)], page[body[0]].article)


def _reason(line: Line, position: int, region: _Region, *, follows: bool) -> RemovedReason | None:
    """Why one line stands beside the report; None for a menu, a teaser or another passage that was left out.

    follows: the line before was a byline.
    """
    text = line.text
    own = bool(region.article) and line.article == region.article
    within = region.start < position <= region.last
    if (within or line.mark is not Mark.ASIDE) and trailer(text, opens=False):
        return RemovedReason.BOILERPLATE if len(text.split()) >= FEWEST_WORDS else None
    if line.mark is Mark.ASIDE:
        return None
    if (line.mark is Mark.CAPTION and len(text) <= LONGEST_CAPTION) or caption(text):
        return RemovedReason.CAPTION
    heads = position < region.second and (own or position > region.start)
    ends = own and region.last < position <= region.last + BYLINES_AFTER
    marked = line.mark is Mark.BYLINE
    if heads and follows and is_time_or_day(text) == "time":
        return RemovedReason.BYLINE
    if heads and named_body(text) is not None:
        return RemovedReason.BYLINE
    is_byline = (heads or (ends and marked)) and byline(text, opens=not (marked or follows), follows=marked or follows)
    return RemovedReason.BYLINE if is_byline else None
