"""Words as they are searched for: folded, so that case and accents do not matter, and alike on every database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
"""Letters and digits, with the accents that stand by themselves behind a letter."""
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_MOST_TERMS = 32
_LONGEST = 60
"""Characters of a word that count: longer ones are no words, and indexes have bounds."""


@dataclass(frozen=True, slots=True)
class Term:
    """What must stand in a text: folded words one after the other; is_prefix lets the last one go on."""

    words: tuple[str, ...]
    is_prefix: bool = False


def fold(text: str) -> str:
    """A text without case, accents, and the blanks that some letters are made of."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not (unicodedata.combining(sign) or sign.isspace()))


def words(text: str) -> list[str]:
    """The folded words of a text in order."""
    found = (fold(match[0])[:_LONGEST] for match in _WORD.finditer(text))
    return [word for word in found if word]


def terms(query: str) -> tuple[Term, ...]:
    """What a query asks for: each word, and each phrase in quotation marks; a star ends a word that may go on.

    All must be found. Signs that are no words part them, and a query of such signs alone asks for nothing.
    """
    found = []
    for match in _TERM.finditer(query.replace("“", '"').replace("”", '"')):
        said = match[1] if match[1] is not None else match[2]
        asked = tuple(words(said))
        if asked:
            found.append(Term(asked, match[1] is None and said.endswith("*")))
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


def highlights(text: str, asked: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """The ranges [start, end) of a text that terms match, in order, none overlapping another."""
    places = [(match.start(), match.end(), fold(match[0])[:_LONGEST]) for match in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    for term in asked:
        size = len(term.words)
        for at in range(len(places) - size + 1):
            if _fits(term, [place[2] for place in places[at : at + size]]):
                found.append((places[at][0], places[at + size - 1][1]))
    return _apart(found)


def _fits(term: Term, said: Sequence[str]) -> bool:
    if term.is_prefix:
        return tuple(said[:-1]) == term.words[:-1] and said[-1].startswith(term.words[-1])
    return tuple(said) == term.words


def _apart(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges in order, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
