"""The news agency whose text a document carries, where the document names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from memcon.intake.blocks import simplify
from memcon.intake.dateline import LONGEST, dateline
from memcon.knowledge.intake_words import Publisher, intake_words
from memcon.record import Document
from memcon.record.vocabulary import RemovedReason

_FIRST, _LAST = 5, 2
"""Paragraphs at the two ends of a text among which datelines and credits stand."""
_LONGEST_CREDIT = 320
"""Characters beyond which a passage credits nobody."""
_LAST_BRACKET = re.compile(r"(?:^|(?<=[.!?”\"»] ))[(\[] ?([^()\[\] ][^()\[\]]{1,40}?) ?[)\]][ .]{0,3}$")
"""Brackets at the end of a passage, after a sentence: "the Palestinian Authority (PA)." credits nobody."""
_SEPARATOR = re.compile(r"\s*[|•·;,/()\[\]]\s*|\s+[-–—]\s+|\s+and\s+")


def agency(document: Document) -> str | None:
    """The name of the agency that a document is by: its dateline, byline, credits or publisher name it.

    Earlier evidence goes before later; where one place names several agencies, the text is no single one's, and the
    answer is None. What somebody told an agency says nothing about whose text it is.
    """
    for named in _named(document):
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _named(document: Document) -> Iterator[set[str]]:
    """The agencies that each kind of evidence names, the strongest kind first."""
    texts = [document.text[one.start : one.end] for one in document.paragraphs] or [document.text]
    removed = [(one.reason, simplify(one.exact[: 2 * _LONGEST_CREDIT])) for one in document.removed]
    datelines = [f"{text[:LONGEST]} It" for reason, text in removed if reason is RemovedReason.DATELINE]
    yield _in_datelines([*datelines, *texts[:_FIRST]])
    bylines = [text for reason, text in removed if reason is RemovedReason.BYLINE]
    yield _in_pieces([*bylines, document.author or ""])
    credited = [text for reason, text in removed if reason is RemovedReason.BOILERPLATE]
    yield _in_credits([*credited, *texts[-_LAST:]])
    yield _in_pieces([document.publisher or ""])


def _in_datelines(texts: Iterable[str]) -> set[str]:
    """The agency of the first dateline that names one."""
    for text in texts:
        line = dateline(text)
        if line is not None and line.agency and (named := _in_pieces([line.agency])):
            return named
    return set()


def _in_pieces(texts: Iterable[str]) -> set[str]:
    """The agencies whose name is a whole part of a byline ("By Jane Roe, Reuters", "PTI | 3 July 2025")."""
    words = intake_words()
    by = re.compile(rf"(?:{'|'.join(map(re.escape, words.by))})(?:\s*:\s*|\s+)", re.IGNORECASE)
    found: set[str] = set()
    for text in texts:
        for piece in _SEPARATOR.split(text[:_LONGEST_CREDIT]):
            name = by.sub("", piece, count=1).strip(" .:@")
            if _written_as_name(name) and (publisher := words.publisher(name)) is not None and publisher.agency:
                found.add(publisher.name)
    return found


def _in_credits(texts: Iterable[str]) -> set[str]:
    """The agencies that credits name ("With inputs from AFP", "(Reuters)" at the end of a text)."""
    words = intake_words()
    found: set[str] = set()
    for text in texts:
        if len(text) > _LONGEST_CREDIT:
            continue
        bare = text.lstrip(" ([.–—-").casefold()
        names = [match.group(1) for match in _LAST_BRACKET.finditer(text) if match.group(1).casefold() in _agencies()]
        if bare.startswith(words.trailer_credits) or any(phrase in bare for phrase in words.trailer_contained):
            names += [match.group() for match in _agency_pattern().finditer(text)]
        found |= {_agencies()[name.casefold()].name for name in names if _written_as_name(name)}
    return found


def _written_as_name(name: str) -> bool:
    """Whether a name is written as agencies are: short ones in capitals, for "map" and "tap" are words."""
    return bool(name) and (name == "dpa" or name.isupper() or (len(name) > 4 and name[0].isupper()))


@lru_cache(maxsize=1)
def _agencies() -> dict[str, Publisher]:
    """The agencies by case-folded name."""
    return {name: publisher for name, publisher in intake_words().publishers.items() if publisher.agency}


@lru_cache(maxsize=1)
def _agency_pattern() -> re.Pattern[str]:
    names = sorted(_agencies(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])", re.IGNORECASE)
