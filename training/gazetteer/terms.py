"""A term of office as one source states it, and the comparison of personal names across sources."""

import re
import unicodedata
from dataclasses import dataclass, field
from difflib import SequenceMatcher

SEEN = "last seen in office, true end not known"
"""The basis of an end that is only the last sighting."""

SEEN_START = "first seen in office, true start not known"

_UNFOLDED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th", "ə": "a"})
_HONORIFICS = frozenset(
    [
        "dr",
        "gen",
        "general",
        "col",
        "sir",
        "sheikh",
        "shaykh",
        "sheik",
        "prince",
        "princess",
        "mr",
        "mrs",
        "ms",
        "sayyid",
        "hajji",
        "haji",
        "alhaj",
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "jr",
        "sr",
        "dato",
        "datuk",
        "sri",
        "seri",
        "setia",
        "paduka",
        "awang",
        "tun",
        "tan",
        "chief",
        "lyonpo",
        "lyompo",
        "counselor",
        "ceo",
        "aka",
        "serves",
    ]
)


@dataclass
class Term:
    """One source's statement that a person held an office; dates are ISO 8601 of the precision given, or empty."""

    name: str
    country: str | None
    role: str
    title: str
    source: str
    start: str = ""
    end: str = ""
    start_basis: str = "stated"
    end_basis: str = ""
    family: str = ""
    qid: str = ""
    organisation: str | None = None
    seen: str = ""
    aliases: list[str] = field(default_factory=list)
    person: str = ""
    other_starts: list[str] = field(default_factory=list)


def fold(text: str) -> str:
    """Lower case without diacritics or punctuation, words separated by one space."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_UNFOLDED))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s-]", "", letters).replace("-", " ").split())


def words(name: str) -> list[str]:
    """The folded words of a name that tell persons apart (no honorifics, no articles of Arabic names)."""
    kept = [w for w in fold(name).split() if w not in _HONORIFICS and len(w) > 1]
    return kept or fold(name).split()


def similar(one: str, other: str) -> float:
    """How alike two words are written, 0 to 1 (difflib's ratio on folded forms)."""
    return SequenceMatcher(None, fold(one), fold(other)).ratio()


def same_name(one: str, other: str) -> bool:
    """Whether two full names surely spell one person's: the same words, or all words of the shorter in the longer."""
    left, right = set(words(one)), set(words(other))
    if left == right:
        return True
    return min(len(left), len(right)) >= 2 and (left <= right or right <= left)


def alike_name(one: str, other: str) -> bool:
    """Whether two names may be transliterations of one: every word of the shorter has a close match in the longer."""
    short, long = sorted((words(one), words(other)), key=len)
    if not short or not long:
        return False
    scores = [max(similar(a, b) for b in long) for a in short]
    return max(scores) >= 0.75 and min(scores) >= 0.45 and sum(scores) / len(scores) >= 0.62


def close_spelling(one: str, other: str, *, chained: bool) -> bool:
    """Whether two full names are surely spellings of one: nearly the same letters, word by word or as a whole.

    Names that are chains of ancestors must agree word by word.
    """
    left, right = words(one), words(other)
    if len(left) < 2 or len(right) < 2:
        return False
    if not chained and SequenceMatcher(None, " ".join(left), " ".join(right)).ratio() >= 0.86:
        return True
    return len(left) == len(right) and all(similar(a, b) >= 0.8 for a, b in zip(left, right, strict=True))


def days_between(one: str, other: str) -> float:
    """Roughly the days between two dates of any precision; infinite where one is unknown."""
    if not one or not other:
        return float("inf")
    return abs(_ordinal(one) - _ordinal(other))


def _ordinal(date: str) -> float:
    parts = [int(p) for p in date.split("-")]
    month = parts[1] if len(parts) > 1 else 7
    day = parts[2] if len(parts) > 2 else 15
    return parts[0] * 365.25 + (month - 1) * 30.44 + day
