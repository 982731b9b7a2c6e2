"""When two spellings may be one name: transliterations, accents, particles and initials left aside."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_VOWELS = re.compile(r"[aeiouywhj'’\-.]+")
_SAME = str.maketrans({"c": "k", "q": "k", "z": "s", "x": "k", "v": "f", "b": "p", "d": "t", "g": "k"})
_SLAVIC = re.compile(r"(?<=[oe])w(?=a?$)")
"""The w of family names that other transliterations end in v: Berdimuhamedow, Bagirowa."""
_ALIKE = 0.6
"""The least share of letters in common, in order, between two spellings of one part of a name."""


def plain(text: str) -> str:
    """A text in small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """A stable lower-case identifier of a name: letters and digits of any script, the rest hyphens."""
    return re.sub(r"[^\w]+", "-", plain(text)).strip("-")


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """What transliterations of a name share: its consonants, voiced and voiceless alike, none doubled."""
    small = _SLAVIC.sub("v", plain(name))
    consonants = _VOWELS.sub("", small).translate(_SAME)
    return re.sub(r"(.)\1+", r"\1", consonants) or small[:1]


@lru_cache(maxsize=16384)
def parts(name: str, particles: frozenset[str]) -> tuple[str, ...]:
    """The parts of a name that tell it from others: no particles, no initials."""
    found = (part for part in re.split(r"[\s\-]+", name) if len(part) > 1 and not part.endswith("."))
    return tuple(plain(part) for part in found if part.casefold() not in particles)


def same_part(one: str, other: str) -> bool:
    """Whether two parts of names may be spellings of one: the same consonants and most letters in common."""
    if one == other:
        return True
    return skeleton(one) == skeleton(other) and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def within(name: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the parts of a name are, in order, parts of a fuller name in whatever spelling."""
    rest = iter(full)
    return bool(name) and all(any(same_part(part, other) for other in rest) for part in name)
