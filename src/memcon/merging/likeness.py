"""How alike two texts are by their words and by their figures, as log-odds that one event stands behind both.

The curves are fitted on the training half of a public set of news on real events and on other events like them
(docs/merging.md): how much likelier a cosine, or so many common figures, are in two reports of one event than in
reports of two events of one kind, the names of those who took part left aside.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from memcon.knowledge.stems import unaccented

_FEWEST = 4
"""Words: from fewer nothing is concluded."""
_NEUTRAL = 0.21
"""The cosine that speaks for neither, whatever the length."""
_STEEPNESS, _HALFWAY = 11.0, 12
"""How fast the log-odds move from there with texts of many words, and the words at which they move half as fast."""
_MOST = 2.5
"""Words alone never speak louder than this, for what is said of one matter stays much the same from call to call."""
_OTHERS, _ONE, _SEVERAL = math.log(0.6), math.log(3.0), math.log(6.0)
"""No figure in common, one, several: of those that tell something, and at least a third of the fewer."""
_DAYS, _YEARS = 31, (1900, 2100)


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text, and those of its figures that tell something."""

    words: frozenset[str]
    figures: frozenset[str]


def bag(words: Iterable[str], numbers: Iterable[str]) -> Bag:
    """A bag of words and figures; small ones and years are left out, which days, ages and dates are made of."""
    return Bag(frozenset(words), frozenset(number for number in numbers if _tells(number)))


def cosine(a: frozenset[str], b: frozenset[str]) -> float:
    """The cosine of two sets: their common words over the geometric mean of their sizes."""
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def words(a: Bag, b: Bag) -> float:
    """What the words say for one event, in log-odds; 0 where either text has too few."""
    fewer = min(len(a.words), len(b.words))
    if fewer < _FEWEST:
        return 0.0
    found = _STEEPNESS * fewer / (fewer + _HALFWAY) * (cosine(a.words, b.words) - _NEUTRAL)
    return max(-_MOST, min(_MOST, found))


def figures(a: Bag, b: Bag) -> float:
    """What the figures say for one event, in log-odds; 0 where either text has none."""
    if not a.figures or not b.figures:
        return 0.0
    common = len(a.figures & b.figures)
    if not common:
        return _OTHERS
    if 3 * common < min(len(a.figures), len(b.figures)):
        return 0.0
    return _ONE if common == 1 else _SEVERAL


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


def _tells(figure: str) -> bool:
    try:
        value = float(figure)
    except ValueError:
        return True
    return not value.is_integer() or (value > _DAYS and not _YEARS[0] <= value <= _YEARS[1])
