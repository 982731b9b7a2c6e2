"""What stands around a report's text in its own lines: bylines and date lines, picture credits, trailers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from memcon.intake.stamps import Stamp, stamps
from memcon.knowledge.intake_words import Publisher, intake_words

LONGEST_BYLINE, LONGEST_CAPTION, LONGEST_TRAILER = 260, 500, 320
"""Characters beyond which a block is text, whatever it holds."""

CREDIT_WITHIN = 180
"""Characters at a caption's end among which its credit stands."""
_WIRES = (
    "AP", "AFP", "REUTERS", "Reuters", "EPA", "EPA-EFE", "PTI", "ANI", "TASS", "ТАСС", "Getty Images", "Getty",
    "РИА Новости", "Sputnik", "Xinhua", "Anadolu",
)  # fmt: skip
"""Agencies as credits of photographs write them."""
_BULLETS = "-–—•*· "
_CREDITED = r"[^.!?]{2,90}"


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline or date line says; countries are the publisher's and those of the places it names."""

    author: str | None
    publisher: str | None
    countries: tuple[str, ...]
    stamps: tuple[Stamp, ...]


def byline(line: str, *, opens: bool, follows: bool) -> Byline | None:
    """Reads a block as a byline or a date line; None where it is not one.

    opens: the block is the first of the text, so it may be a headline, and only a marked byline is taken for
    one. follows: the block before was a byline, so bare names and roles may go on with it.
    """
    if len(line) > LONGEST_BYLINE or "(@" in line:  # "— Name (@name) date" is whom a quoted post is by
        return None
    by = bool(_by_pattern().match(line))
    if not opens and (body := named_body(line)) is not None:
        return Byline(None, body.name, (body.country,) if body.country else (), ())
    found = tuple(stamp for stamp in stamps(line) if stamp.year or stamp.clock or stamp.label)
    pieces = _pieces(line, found)
    marked = by or "|" in line or any(stamp.label or stamp.clock for stamp in found)
    author, publishers, countries = None, list[Publisher](), list[str]()
    bare = 0
    for piece in pieces:
        name = _by_pattern().sub("", piece, count=1)
        if name.casefold() in intake_words().sections or name.casefold() in intake_words().official_labels:
            continue
        if (publisher := _publisher(name)) is not None:
            publishers.append(publisher)
        elif (place := intake_words().places.get(name.casefold())) is not None:
            countries.append(place)
        elif domain := _domain(name):
            publishers.append(Publisher(domain, intake_words().country_at(domain), agency=False))
        elif _is_name(name) or (follows and _is_role(name)):
            bare += 1
            author = author or name
            countries += _places_in(name)
        else:
            return None
    countries = [publisher.country for publisher in publishers if publisher.country] + countries
    goes_on = follows and bare and line[-1] not in ".!?"
    evidence = found or by or not pieces or goes_on or (publishers and ("|" in line or not bare or follows))
    if not evidence or (opens and not marked and (bare or not found)):
        return None
    named = _publisher_as_written(pieces)
    return Byline(author, named, tuple(countries), found)


def _pieces(line: str, found: Iterable[Stamp]) -> list[str]:
    """What a byline says besides dates, split at its separators."""
    rest = line
    for stamp in sorted(found, key=lambda stamp: -stamp.start):
        rest = f"{rest[: stamp.start]} | {rest[stamp.end :]}"
    rest = _noise_pattern().sub(" | ", rest)
    parts = re.split(r"\s*[|•·;\[\]()]\s*|\s+[-–—/]\s+|,\s*|\s+/\s*", rest)
    stripped = (part.strip(" .:-–—/@\t") for part in parts)
    return [part for part in stripped if part and part.casefold() not in _labels()]


def _publisher_as_written(pieces: list[str]) -> str | None:
    """The first publisher of a byline that is no agency, else the agency, in the byline's own words."""
    names = [_by_pattern().sub("", piece, count=1) for piece in pieces]
    known = [(_domain(name) or name, _publisher(name)) for name in names]
    outlets = [name for name, found in known if (found and not found.agency) or (not found and _domain(name))]
    agencies = [name for name, found in known if found and found.agency]
    return next(iter([*outlets, *agencies]), None)


def _publisher(name: str) -> Publisher | None:
    """The publisher that a piece names, alone or before its place or partner ("AFP in Vienna")."""
    alone = intake_words().publisher(name)
    return alone or intake_words().publisher(re.split(r"\s(?:in|with|avec|à)\s", name, maxsplit=1)[0])


def _domain(piece: str) -> str | None:
    """The domain that a piece is, perhaps before a path on it ("news.example", "kremlin.ru/d/12")."""
    match = re.fullmatch(r"((?:[\w-]{2,40}\.){1,4}[A-Za-z]{2,12})(?:/[\w./-]{0,120})?", piece)
    return match[1] if match and not piece[0].isdigit() else None


def _is_name(piece: str) -> bool:
    """Whether a piece is written like names: short, every word but particles capitalised, no figures."""
    words = piece.split()
    if not words or len(words) > 9 or any(char.isdigit() for char in piece):
        return False
    if len(words) > 5 and not any(word.casefold() in intake_words().particles for word in words):
        return False
    small = intake_words().particles | intake_words().roles
    names = [word for word in words if word[0].isupper() or word.casefold() not in small]
    return (
        bool(names)
        and any(word[0].isupper() for word in names)
        and all(word[0].isupper() or word[0] in "@'’\"“(" for word in names)
    )


def _is_role(piece: str) -> bool:
    """Whether a piece ends in a reporter's role ("diplomatic correspondent")."""
    words = piece.casefold().split()
    return 0 < len(words) <= 5 and words[-1] in intake_words().roles


def _places_in(name: str) -> list[str]:
    """The country of a place that ends a byline ("Jane Roe in Geneva")."""
    last = name.split()
    tails = (" ".join(last[-size:]).casefold() for size in (2, 1) if len(last) > size)
    return [place for tail in tails if (place := intake_words().places.get(tail))][:1]


def named_body(line: str) -> Publisher | None:
    """The official body that a line names, alone or before other names ("Cabinet Office and Jane Roe MP")."""
    line = _by_pattern().sub("", line, count=1).lstrip(_BULLETS)
    words = line.split()
    joints = (at for at in range(1, len(words)) if words[at].casefold() in intake_words().particles)
    starts = (" ".join(words[:at]) for at in joints if _is_name(" ".join(words[at + 1 :])))
    found = (intake_words().publisher(start) for start in (line, *starts))
    return next((body for body in found if body is not None and body.official), None)


def section(line: str) -> bool:
    """Whether a block is only the names of a site's sections ("World", "Home > News > Politics")."""
    if len(line) > 80:
        return False
    pieces = [piece.strip(" .:").casefold() for piece in re.split(r"\s*[>»›|/•·]\s*", line)]
    return all(piece in intake_words().sections or not piece for piece in pieces)


def reference(line: str) -> bool:
    """Whether a block is only a statement's number ("1104-01-07-2025", "2025/713")."""
    return bool(re.fullmatch(r"(?:\d{1,6}[-/.]){1,5}\d{1,6}", line))


def caption(line: str) -> bool:
    """Whether a block is a picture's caption or credit."""
    if len(line) > LONGEST_CAPTION:
        return False
    bare = line.strip(" ()[].").casefold()
    if bare in intake_words().caption_alone:
        return True
    tail = line[-CREDIT_WITHIN:]
    near = f"{line[:60]} {tail}".casefold()
    if not any(hint in near for hint in _caption_hints()):
        return False
    if any(pattern.match(line) for pattern in _caption_starts()):
        return True
    return any(pattern.search(tail) for pattern in _caption_ends())


def trailer(line: str, *, opens: bool) -> bool:
    """Whether a block invites elsewhere, credits helpers or states rights.

    opens: the block is the first of the text, so it may be a headline, and only a page's button is taken for
    none.
    """
    words = intake_words()
    bare = line.strip(" ()[]:.>»→|*-–—_").casefold()
    if bare in words.trailer_alone or not any(char.isalnum() for char in bare):
        return True
    if opens or len(line) > LONGEST_TRAILER:
        return False
    if any(pattern.match(line) for pattern in _trailer_patterns()):
        return True
    return any(phrase in bare for phrase in words.trailer_contained)


def trailing_credit(line: str) -> int | None:
    """Where a bracketed credit ("(Reporting by …; editing by …)") starts that ends a paragraph of text."""
    if not line.endswith((")", "]", ").", "].")):
        return None
    match = _trailing_credit_pattern().search(line[-LONGEST_TRAILER:])
    return None if match is None else max(0, len(line) - LONGEST_TRAILER) + match.start()


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """Words that are nothing by themselves once a date beside them is taken out."""
    words = intake_words()
    return frozenset((*words.published, *words.updated, *words.before_date, *words.by))


@lru_cache(maxsize=1)
def _by_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(intake_words().by)})(?:\s*:\s*|\s+)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _noise_pattern() -> re.Pattern[str]:
    """Reading times, ages and counts ("5 min read", "2 hours ago"), and labels with a time but no date."""
    words = intake_words()
    label = rf"(?:(?<!\w)(?:{_alternatives((*words.updated, *words.published))})[\s:]{{0,3}})"
    noise = rf"(?:{_alternatives(words.noise)})"
    day = rf"(?:{_alternatives(words.relative_days)})"
    at = rf"(?:(?:{_alternatives(words.before_time)})\s)?"
    clock = rf"{at}\d{{1,2}}[:h.]\d\d(?:\s?[ap]\.?m\b\.?)?"
    return re.compile(
        rf"{label}?\b\d{{1,6}}\s?{noise}\b|\b{noise}\s?:?\s?\d{{1,3}}(?:\s?{noise}\b)?"
        rf"|{label}{day}?[\s,]{{0,2}}{clock}|{label}{day}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _caption_hints() -> tuple[str, ...]:
    """Substrings (case-folded) of which every caption that the patterns find has one at its start or end."""
    words = intake_words()
    hints = {*words.caption_credits, *words.caption_labels, *words.caption_agencies, "©"}
    hints |= {f"{slash}{wire.casefold()}" for wire in _WIRES for slash in ("/", "/ ")}
    hints |= {f"{wire.casefold()}/" for wire in _WIRES}
    return tuple(hint for hint in hints if not any(other in hint for other in hints - {hint}))


@lru_cache(maxsize=1)
def _caption_starts() -> tuple[re.Pattern[str], ...]:
    """A line that is a credit; one that a caption's label opens; one that the name of an archive opens."""
    words = intake_words()
    flags = re.IGNORECASE
    credit = rf"(?:{_alternatives(words.caption_credits)})"
    return (
        re.compile(rf"[(\[]?\s?{credit}\s?[:：/|]\s?{_CREDITED}[)\]]?\.?$", flags),
        re.compile(rf"(?:{_alternatives(words.caption_labels)})\s?[,:]", flags),
        re.compile(r"(?:[\w-]+(?: [\w-]+)? via )?(?-i:Getty Images) (?-i:[A-ZА-Я])[^.!?]{5,200}\.?$", flags),
        re.compile(rf"©\s?(?:[\w-]+[\s/]+){{0,4}}(?:{_alternatives(_WIRES)})\b[^.!?]{{0,60}}$", flags),
    )


@lru_cache(maxsize=1)
def _caption_ends() -> tuple[re.Pattern[str], ...]:
    """A credit in brackets, after a sentence, or of the form Name/AGENCY or AGENCY/Name, that ends a caption."""
    words = intake_words()
    flags = re.IGNORECASE
    credit = rf"(?:{_alternatives(words.caption_credits)})"
    agency = rf"(?:{_alternatives(words.caption_agencies)})"
    wire = rf"(?:{_alternatives(_WIRES)})"
    name = r"[A-ZА-Я][\w'’.-]+(?:[\s/][A-ZА-Я][\w'’.-]+){0,4}"
    return (
        re.compile(rf"[(\[]\s?{credit}\s?(?:[:：/|–—-]|\bby\b|\bcourtesy\b)\s?{_CREDITED}[)\]]\.?$", flags),
        re.compile(rf"[.!?”\"»|]\s{credit}\s?(?:[:：/]|\bby\b|\bcourtesy\b)\s?{_CREDITED}\.?$", flags),
        re.compile(rf"[(\[©|/][^()\[\].!?]{{0,60}}{agency}[^()\[\].!?]{{0,60}}[)\]]?\.?$", flags),
        re.compile(rf"[.”\"»]\s[^.!?]{{0,40}}/?{agency}\.?$", flags),
        re.compile(rf"(?:^|[.!?”\"»)\]]\s|[(\[]){wire}/{name}[)\]]?\.?$"),
        re.compile(rf"[\w'’.-]\s?/\s?{wire}[)\]]?$"),
    )


@lru_cache(maxsize=1)
def _trailer_patterns() -> tuple[re.Pattern[str], ...]:
    """Invitations before a colon, a bar or little else; credits of helpers; tagged links; typists; copyright lines."""
    words = intake_words()
    starts = rf"(?:{_alternatives(words.trailer_starts)})"
    return (
        re.compile(rf"[\s(\[*>»→•-]{{0,4}}{starts}\s*(?:[:：|»>→–—]|-\s)", re.IGNORECASE),
        re.compile(rf"[\s(\[*>»→•-]{{0,4}}{starts}\b[^.!?:]{{0,100}}[)\]»>→]?$", re.IGNORECASE),
        re.compile(rf"[\s(\[*–—-]{{0,4}}(?:{_alternatives(words.trailer_credits)})\b(?:\s|:)", re.IGNORECASE),
        re.compile(r"[^.!?]{10,120}\s\[(?-i:[A-ZА-Я]{4,12})\][|\s]{0,3}$"),
        re.compile(r"(?-i:[A-Z]{1,6}(?:/[A-Z]{1,6}){1,4})$"),
        re.compile(r"(?:copyright\b|©|\(c\)\s)[^\n]{0,20}\b(?:19|20)\d\d\b", re.IGNORECASE),
    )


@lru_cache(maxsize=1)
def _trailing_credit_pattern() -> re.Pattern[str]:
    words = intake_words()
    agencies = _alternatives(name for name, publisher in words.publishers.items() if publisher.agency)
    return re.compile(
        rf"[(\[]\s?(?:{_alternatives(words.trailer_credits)})\b[^()\[\]]{{0,240}}[)\]]\s*\.?$"
        rf"|(?<=[.!?”\"»])\s[(\[](?:{agencies})[)\]]\.?$",
        re.IGNORECASE,
    )
