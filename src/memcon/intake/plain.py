"""Plain text as people paste or scrape it -> Document.

Canonical text: the headline, then the paragraphs of the report, joined by one empty line ("\\n\\n");
characters are kept as they are, but runs of white space inside a paragraph are one space and invisible
characters are gone. What is not in it is in Document.removed: together they hold every visible character of
the input.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from memcon.config import Config
from memcon.errors import ConfigError, InputError
from memcon.intake.blocks import Block, block_at, blocks, simplify, split
from memcon.intake.dateline import Dateline, dated_opening, dateline, signoff
from memcon.intake.furniture import Byline, byline, caption, reference, section, trailer, trailing_credit
from memcon.intake.kinds import LABELLED, host_of, kind_of, official_body
from memcon.intake.language import identify
from memcon.intake.limits import sound
from memcon.intake.repeats import repeats
from memcon.intake.stamps import Stamp, is_time_or_day, iso, stamps, value
from memcon.knowledge.intake_words import intake_words
from memcon.record import Citation, Document, Paragraph, Removed
from memcon.record.vocabulary import DocumentKind, RemovedReason

PARAGRAPH_BREAK = "\n\n"
HEAD = 12
"""Blocks at the top of a text among which bylines stand."""
DATELINE_WITHIN = 5
"""Paragraphs at the top of a text among which the dateline stands: it follows a standfirst or summary."""
_PARTS = re.compile(r"\s+[-–—|•·]\s+|\s*\n\s*")
"""What parts the pieces of a line above a text."""
HEADLINE_LONGEST, HEADLINE_MOST_WORDS = 250, 40


@dataclass(slots=True)
class _Sorted:
    """What a text was sorted into so far: blocks kept, passages removed, and what the removed ones say."""

    raw: str
    kept: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    bylines: list[tuple[Block, Byline]] = field(default_factory=list)
    datelines: list[tuple[Block, Dateline]] = field(default_factory=list)

    def remove(self, reason: RemovedReason, block: Block | None) -> None:
        """Lists a block as removed."""
        if block is not None:
            exact = self.raw[block.start : block.end]
            self.removed.append(Removed(reason, exact, block.start, block.end))


def from_text(
    text: str,
    config: Config,
    *,
    url: str | None = None,
    headline: str | None = None,
    published: str | None = None,
    published_source: Citation | None = None,
    publisher: str | None = None,
    author: str | None = None,
    language: str | None = None,
    fallback_language: str | None = None,
    kind: DocumentKind | None = None,
    wrapped: bool = True,
    beside: Mapping[int, RemovedReason] | None = None,
) -> Document:
    """The Document of a pasted or scraped text; what is given as keyword goes before what the text says.

    beside says of blocks, by their first offset in the text, that they are not of the report, and why.
    published is an ISO 8601 date or instant, or a date as pages write it; a headline that is given and does
    not open the text is put before it. Raises InputError where the text is empty, binary or beyond the
    bounds, or where published is no date, and ConfigError where config.published is none.
    """
    raw = sound(text, config)
    found = _sort(raw, blocks(raw, wrapped=wrapped), beside or {})
    title = simplify(sound(headline, config)) if headline and not headline.isspace() else ""
    paragraphs = [block.text for block in found.kept]
    if title and (not paragraphs or not _same(paragraphs[0], title)):
        paragraphs.insert(0, title)
    opens_with_headline = bool(title) or _is_headline(paragraphs)
    if not paragraphs:
        raise InputError("nothing is left once bylines, credits and links are taken off; give the report's text")
    who = _bylines_say(found, url)
    body = PARAGRAPH_BREAK.join(paragraphs)
    if len(body) > config.max_characters:
        raise InputError(f"{len(body):,} characters are more than a document has ({config.max_characters:,}); split it")
    issued_by = official_body((author, publisher, who.publisher), url)
    language = config.language or language or identify(body) or fallback_language
    given = _given(published, published_source)
    stated = _stated(found, who, language)
    dated = stated if given is None or _tells_more(stated, given) else given
    dated = dated or _assumed(config)
    return Document(
        text=body,
        kind=kind or kind_of(paragraphs, _heads(found), official=issued_by is not None),
        language=language,
        headline=paragraphs[0] if opens_with_headline else None,
        url=url,
        publisher=issued_by.name if issued_by else publisher or who.publisher,
        author=author or _without(who.author, publisher),
        published=dated[0] if dated else None,
        published_source=dated[1] if dated else None,
        paragraphs=_places_of(paragraphs),
        removed=tuple(sorted(found.removed, key=lambda removed: removed.raw_start)),
    )


def _sort(raw: str, parts: Sequence[Block], beside: Mapping[int, RemovedReason]) -> _Sorted:
    """Sorts the blocks of a text into paragraphs and what stands around them; beside tells of some by their start."""
    found = _Sorted(raw)
    after_byline = False
    position = 0
    for block in _with_times_joined(raw, parts, beside):
        line = None
        reason = beside.get(block.start)
        if reason is RemovedReason.BYLINE:
            line = byline(block.text, opens=False, follows=True)
        elif reason is None:
            reason, line = _furniture(block, position, opens=not found.kept, follows=after_byline)
            position += 1
        if line is not None:
            found.bylines.append((block, line))
        if reason is None:
            _keep(found, block)
        else:
            found.remove(reason, block)
        if block.start not in beside and reason is not RemovedReason.BOILERPLATE:
            after_byline = line is not None
    again = repeats([block.text for block in found.kept])
    for position in again:
        found.remove(RemovedReason.REPEATED, found.kept[position])
    found.kept = [block for position, block in enumerate(found.kept) if position not in again]
    _take_dateline(found)
    _take_signoff(found)
    return found


def _heads(found: _Sorted) -> list[str]:
    """The parts of the lines that were taken off among the first paragraphs."""
    upto = found.kept[min(LABELLED, len(found.kept) - 1)].start if found.kept else 0
    above = (one.exact for one in found.removed if one.raw_start < upto)
    return [part for line in above for part in _PARTS.split(line)]


def _furniture(
    block: Block, position: int, *, opens: bool, follows: bool
) -> tuple[RemovedReason | None, Byline | None]:
    """Why the block at a position is not of the report, and what it says as a byline; neither for a paragraph."""
    if trailer(block.text, opens=opens) or (position < HEAD and section(block.text)):
        return RemovedReason.BOILERPLATE, None
    if not opens and caption(block.text):
        return RemovedReason.CAPTION, None
    line = _byline(block, position, opens=opens, follows=follows)
    if line is None and not opens and position < HEAD and reference(block.text):
        return RemovedReason.BOILERPLATE, None
    return (RemovedReason.BYLINE if line else None), line


def _with_times_joined(raw: str, parts: Sequence[Block], beside: Mapping[int, RemovedReason]) -> list[Block]:
    """The blocks, with a line that is only a time joined to the line beside it that is only a date."""
    joined: list[Block] = []
    for position, part in enumerate(parts):
        last = joined[-1] if joined and position < HEAD else None
        if last and beside.get(last.start) is not beside.get(part.start):
            last = None
        pair = {is_time_or_day(last.text), is_time_or_day(part.text)} if last else set()
        if last and pair == {"time", "day"} and (both := block_at(raw, last.start, part.end)):
            joined[-1] = both
        else:
            joined.append(part)
    return joined


def _byline(block: Block, position: int, *, opens: bool, follows: bool) -> Byline | None:
    """The byline of the block at a position; further down only a marked one."""
    if position < HEAD:
        return byline(block.text, opens=opens, follows=follows)
    line = byline(block.text, opens=True, follows=False)
    return line if line and (line.author or any(stamp.label or stamp.clock for stamp in line.stamps)) else None


def _keep(found: _Sorted, block: Block) -> None:
    """Keeps a paragraph, but for a bracketed credit that ends it."""
    at = trailing_credit(block.text)
    if not at:
        found.kept.append(block)
        return
    body, credit = split(found.raw, block, len(block.text[:at].rstrip()))
    found.remove(RemovedReason.BOILERPLATE, credit)
    if body is not None:
        found.kept.append(body)


def _take_dateline(found: _Sorted) -> None:
    """Splits the dateline off the first paragraph that opens with one."""
    texts = [block.text for block in found.kept]
    first = 1 if _is_headline(texts) else 0
    for position in range(first, min(len(texts), first + DATELINE_WITHIN)):
        line = dateline(texts[position])
        if line is None:
            continue
        block = found.kept[position]
        words, body = split(found.raw, block, len(texts[position][: line.length].rstrip()))
        if words is None or body is None:
            continue
        found.datelines.append((words, line))
        found.remove(RemovedReason.DATELINE, words)
        found.kept[position] = body
        return


def _take_signoff(found: _Sorted) -> None:
    """Splits off the place and day that stand under a statement, on one line or two."""
    for _ in range(2):
        if len(found.kept) < 3 or (line := signoff(found.kept[-1].text)) is None:
            return
        last = next((one for one in reversed(found.removed) if one.raw_start > found.kept[-1].start), None)
        if line.stamp is None and (last is None or not any(stamps(last.exact))):
            return
        block = found.kept.pop()
        found.datelines.append((block, line))
        found.remove(RemovedReason.DATELINE, block)


def _is_headline(paragraphs: Sequence[str]) -> bool:
    """Whether the first paragraph is a headline: short, without a final stop, and not all there is."""
    if len(paragraphs) < 2:
        return False
    first = paragraphs[0]
    if len(first) > HEADLINE_LONGEST or len(first.split()) > HEADLINE_MOST_WORDS or dateline(first) is not None:
        return False
    ending = first.rstrip("\"'”’»)]")[-1:]
    return ending not in {".", "…", ":", ";", ","} or first.endswith(("U.S.", "U.N.", "U.K."))


def _same(first: str, second: str) -> bool:
    """Whether two headlines are the same but for case and a final stop."""
    return first.casefold().rstrip(". ") == second.casefold().rstrip(". ")


def _bylines_say(found: _Sorted, url: str | None) -> Byline:
    """One byline of all: the first author and publisher; countries of address, publishers and places."""
    lines = [line for _, line in found.bylines]
    words = intake_words()
    host = host_of(url) if url else ""
    site = words.publisher_at(host) if host else None
    home = words.country_at(host) if host else None
    countries = [home] if home else []
    countries += [country for line in lines for country in line.countries]
    countries += [country for _, line in found.datelines for country in line.countries]
    agency = next((line.agency for _, line in found.datelines if line.agency), None)
    return Byline(
        author=next((line.author for line in lines if line.author), None),
        publisher=next((line.publisher for line in lines if line.publisher), None) or (site.name if site else agency),
        countries=tuple(dict.fromkeys(countries)),
        stamps=(),
    )


def _without(author: str | None, publisher: str | None) -> str | None:
    """An author without the publisher's name that a byline puts after it ("Jane Roe The Alda Courier")."""
    if author is None or publisher is None:
        return author
    return author.removesuffix(publisher).strip(" ,|") or author


def _given(published: str | None, source: Citation | None) -> tuple[str, Citation] | None:
    """The publication time that came with the text; raises InputError where it is no date."""
    if published is None or not published.strip():
        return None
    instant = iso(published)
    if instant is None:
        raise InputError(f"published {published[:60]!r} is no date; write 2025-07-03 or 2025-07-03T10:15+01:00")
    return instant, source or Citation("field", published)


def _tells_more(stated: tuple[str, Citation] | None, given: tuple[str, Citation]) -> bool:
    """Whether the text states the instant of the bare day that came with it."""
    return stated is not None and stated[0].startswith(f"{given[0]}T")


def _stated(found: _Sorted, who: Byline, language: str | None) -> tuple[str, Citation] | None:
    """The publication time that the text states: labelled, in a byline, dateline or opening, or updated."""
    stated = [(block, stamp, "byline") for block, line in found.bylines for stamp in line.stamps]
    stated.sort(key=lambda entry: {"published": 0, None: 1, "updated": 2}[entry[1].label])
    updated = next((at for at, entry in enumerate(stated) if entry[1].label == "updated"), len(stated))
    datelines = [(block, line.stamp, "dateline") for block, line in found.datelines if line.stamp]
    openings = [(block, stamp, "text") for block in found.kept[:2] if (stamp := dated_opening(block.text))]
    day_first = _day_first(who, language)
    for block, stamp, source in [*stated[:updated], *datelines, *openings, *stated[updated:]]:
        instant = value(stamp, who.countries, day_first=day_first)
        if instant is not None:
            return instant, _cite(found.raw, block, stamp, source)
    return None


def _assumed(config: Config) -> tuple[str, Citation] | None:
    """The publication time to assume where none is stated; raises ConfigError where it is no date."""
    if config.published is None:
        return None
    instant = iso(config.published)
    if instant is None:
        raise ConfigError(f"published {config.published[:60]!r} is no date; write 2025-07-03 or 2025-07-03T10:15Z")
    return instant, Citation("option", config.published)


def _day_first(who: Byline, language: str | None) -> bool | None:
    """How figures such as 04/10/2015 are to be read: by the publisher's country, else by the language."""
    words = intake_words()
    named = words.publisher(who.publisher) if who.publisher else None
    if named is not None and named.country:
        return named.country != "USA"
    return True if language in {"fr", "ru"} else None


def _cite(raw: str, block: Block, stamp: Stamp, source: str) -> Citation:
    """The words of a stamp, at their place in the raw text."""
    before, _ = split(raw, block, len(block.text[: stamp.start].rstrip())) if stamp.start else (None, None)
    start = before.end if before else block.start
    upto, _ = split(raw, block, len(block.text[: stamp.end].rstrip()))
    end = upto.end if upto else block.end
    while start < end and raw[start].isspace():
        start += 1
    return Citation(source, raw[start:end], start, end)


def _places_of(paragraphs: Sequence[str]) -> tuple[Paragraph, ...]:
    """Where each paragraph stands in the canonical text."""
    places = []
    start = 0
    for paragraph in paragraphs:
        places.append(Paragraph(start, start + len(paragraph)))
        start += len(paragraph) + len(PARAGRAPH_BREAK)
    return tuple(places)
