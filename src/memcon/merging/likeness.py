"""How alike two texts are by their words and figures, and two names by their parts."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from memcon.knowledge.stems import unaccented

_FEWEST = 4
"""Words: from fewer nothing is concluded."""
_MIDDLE, _STEEPNESS, _MOST = 0.16, 9.0, 2.5
"""The cosine that speaks neither way, how fast the log-odds move from there, and how far."""


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text, and its figures."""

    words: frozenset[str]
    numbers: frozenset[str]


def bag(words: Iterable[str], numbers: Iterable[str]) -> Bag:
    """A bag of words and figures, each once."""
    return Bag(frozenset(words), frozenset(numbers))


def cosine(a: frozenset[str], b: frozenset[str]) -> float:
    """The cosine of two sets: their common words over the geometric mean of their sizes."""
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def log_odds(a: Bag, b: Bag) -> float:
    """What the words say for one event behind two texts, in log-odds; 0 where either says too little."""
    if min(len(a.words), len(b.words)) < _FEWEST:
        return 0.0
    found = _STEEPNESS * (cosine(a.words, b.words) - _MIDDLE)
    return max(-_MOST, min(_MOST, found))


def plain(name: str) -> str:
    """A name in lower case without accents and hyphens."""
    return unaccented(name.lower()).replace("-", " ")


def same_name(one: str, other: str) -> bool:
    """Whether two local ids of persons ("local:person:juan-perez") are one name told at different length."""
    start = "local:person:"
    if not (one.startswith(start) and other.startswith(start)):
        return False
    mine, others = one[len(start) :].split("-"), other[len(start) :].split("-")
    shorter, longer = sorted((mine, others), key=len)
    return bool(shorter[0]) and set(shorter) <= set(longer)
