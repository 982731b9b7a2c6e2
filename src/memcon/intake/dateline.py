"""The dateline that opens a report: place, date and agency before the first words of the story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from memcon.intake.stamps import Stamp, stamps
from memcon.knowledge.intake_words import intake_words

LONGEST = 110
"""Characters within which a dateline must end."""

_END = re.compile(r"\s*(?:--?|[–—―])\s+|\s+(?:--?|[–—―])\s*|[–—―]\s*|:\s+|\.\s+|\)\s+|\s/\s+")
_MORE = re.compile(r"\s*(?:--?|[–—―:.])\s+")

_AFTER = re.compile(r"([\w-]{2,20}(?:\s[\w-]{2,20})?)(?:\.\s|,\s|\s?[–—-]\s)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The first length characters of a paragraph, blanks after them included, and what they say.

    countries are those of the place and of the agency (ISO 3166 alpha-3); agency is its name as written.
    """

    length: int
    countries: tuple[str, ...]
    agency: str | None
    stamp: Stamp | None


def dateline(paragraph: str) -> Dateline | None:
    """Reads the dateline at the start of a paragraph, or None.

    Capitals before a dash, a known place, a date or an agency are evidence; what stands before the dash,
    colon or stop must be made of such parts alone. A bare name before a colon is a speaker, not a place, and
    a story that goes on in small letters after a bare place is a sentence with a dash.
    """
    head = paragraph[: LONGEST + 4]
    found = [stamp for stamp in stamps(head) if stamp.end <= LONGEST]
    for end in _END.finditer(head):
        if end.start() > LONGEST:
            break
        if any(stamp.start < end.end() and end.start() < stamp.end for stamp in found):
            continue
        inside = next((stamp for stamp in found if stamp.end <= end.end()), None)
        stop = end.start() + (1 if end.group().startswith((")", ".")) else 0)
        more = _MORE.match(head, stop) if end.group().startswith(")") else None
        made = _read(head[:stop], inside, end.group().strip(), more.end() if more else end.end())
        if made is None:
            continue
        made = _with_agency_after(paragraph, made)
        story = paragraph[made.length :].lstrip()
        if story and (made.stamp or made.agency or not story[0].islower()):
            return made
    return None


def _with_agency_after(paragraph: str, line: Dateline) -> Dateline:
    """The dateline with an agency that follows its dash ("МОСКВА, 3 июл — РИА Новости. …")."""
    after = _AFTER.match(paragraph, line.length)
    publisher = intake_words().publisher(after.group(1)) if after and line.agency is None else None
    if after is None or publisher is None or not publisher.agency:
        return line
    countries = (*line.countries, *([publisher.country] if publisher.country else []))
    return Dateline(after.end(), countries, after.group(1), line.stamp)


def signoff(line: str) -> Dateline | None:
    """Reads a line that is only a known place, a day, or both, as they stand under a statement; None for another."""
    if len(line) > LONGEST:
        return None
    stamp = next(stamps(line), None)
    rest = line if stamp is None else f"{line[: stamp.start]} , {line[stamp.end :]}"
    places, known, _ = _places(rest)
    if places is None or not (known or (stamp and not places)):
        return None
    countries = tuple(words for place in places if (words := intake_words().places.get(place)))
    return Dateline(len(line), countries, None, stamp)


def dated_opening(paragraph: str) -> Stamp | None:
    """The date of a statement that opens with its kind and day ("Point de presse du 3 juillet 2025.")."""
    head = paragraph[: LONGEST + 4]
    for stamp in stamps(head):
        before, after = head[: stamp.start].casefold(), head[stamp.end :].lstrip()
        if before.endswith(tuple(f"{words} " for words in intake_words().dated_openings)) and after[:1] in ".:-–—":
            return stamp
        return None
    return None


def _read(text: str, stamp: Stamp | None, mark: str, length: int) -> Dateline | None:
    """Judges text, the words before an end mark, as a dateline of length characters."""
    rest = text if stamp is None else f"{text[: stamp.start]} , {text[stamp.end :]}"
    agency, rest = _take_agency(rest)
    places, known, capitals = _places(rest)
    if places is None or (mark == ")" and agency is None):
        return None
    dated = stamp is not None
    if mark in {".", ":", "/"} or mark == "":
        evidence = dated or (agency is not None and (known or capitals)) or (mark == ":" and known)
    elif mark == ")":
        evidence = known or capitals or dated
    else:
        evidence = dated or agency is not None or known or capitals
    if not evidence or not (places or dated or agency):
        return None
    if mark == "." and not dated and agency is None:
        return None
    words = intake_words()
    publisher = words.publisher(agency) if agency else None
    countries = [words.places[place] for place in places if place in words.places]
    countries += [publisher.country] if publisher and publisher.country else []
    return Dateline(length, tuple(countries), agency, stamp)


def _take_agency(text: str) -> tuple[str | None, str]:
    """The agency in brackets or slashes, or named at the end, and the text without it."""
    match = re.search(r"[(/\[]\s?([^()/\[\]]{2,40})\s?[)/\]]\.?\s*$", text)
    if match is not None and _agency_pattern().search(match.group(1)):
        return match.group(1).strip(), text[: match.start()]
    if match is not None and _like_a_place(match.group(1).strip()):  # a region, or an agency nobody here knows
        return None, text[: match.start()]
    tail = re.search(r"(?:^|[,.\s–—-])\s?([\w.-]+(?:\s[\w.-]+)?)\.?\s*$", text)
    if tail is not None and (found := intake_words().publisher(tail.group(1))) is not None and found.agency:
        return tail.group(1), text[: tail.start()]
    return None, text


@lru_cache(maxsize=1)
def _agency_pattern() -> re.Pattern[str]:
    """A name that may stand in brackets: a known publisher, or capitals such as an agency's initials."""
    words = intake_words()
    names = "|".join(re.escape(name) for name in sorted(words.publishers, key=len, reverse=True))
    return re.compile(rf"^(?:{names})(?:$|\W)|^(?-i:[A-Z]{{2,6}})$", re.IGNORECASE)


def _places(text: str) -> tuple[list[str] | None, bool, bool]:
    """The place names (case-folded) a dateline's words consist of, or None where they are something else.

    Also whether one of them is known, and whether the first is written in capitals.
    """
    words = intake_words()
    parts = [part.strip(" .,;:/–—-") for part in re.split(r"[,/;]|\s+[-–—]+\s+", text)]
    parts = [part for part in parts if part and part.casefold() not in words.before_date]
    folded = [part.casefold() for part in parts]
    if len(parts) > 4 or any(part in words.not_places for part in folded) or not all(map(_like_a_place, parts)):
        return None, False, False
    short = all(len(part.split()) <= 3 for part in parts)  # more are a heading in capitals
    capitals = short and bool(parts) and parts[0].isupper() and sum(char.isalpha() for char in parts[0]) > 2
    return folded, any(part in words.places for part in folded), capitals


def _like_a_place(part: str) -> bool:
    """Whether a part is written as a place name: up to five capitalised words, no figures."""
    tokens = part.split()
    particles = intake_words().particles
    return (
        0 < len(tokens) <= 5
        and tokens[0][0].isupper()
        and all(token[0].isupper() or token.casefold() in particles for token in tokens)
        and not any(char.isdigit() or char in '"“”«»?!' for char in part)
    )
