"""Paragraphs that a page gives twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from memcon.knowledge.intake_words import intake_words

SHINGLE = 4
"""Words in a shingle."""
NEAR = 0.9
"""The share of common shingles from which two paragraphs are the same one."""
FEWEST_WORDS = 6
"""Shorter paragraphs may come twice in good faith ("Question:", "Thank you very much.")."""
_POSTINGS = 16
"""Earlier paragraphs remembered for one shingle, so that hostile repetition costs no more than its length."""

_WORD = re.compile(r"\w+")


def repeats(paragraphs: Sequence[str]) -> frozenset[int]:
    """The positions of paragraphs that repeat an earlier one, exactly or nearly, and add nothing to it.

    A near repeat shares at least NEAR of the shingles and brings no figure, no capitalised word and no
    negation of its own: "12 killed" after "11 killed" is not a repeat.
    """
    found = set()
    sets: list[frozenset[tuple[str, ...]]] = []
    seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
    exact: dict[tuple[str, ...], int] = {}
    for position, paragraph in enumerate(paragraphs):
        words = tuple(_WORD.findall(paragraph))
        folded = tuple(word.casefold() for word in words)
        shingles = frozenset(folded[at : at + SHINGLE] for at in range(max(1, len(folded) - SHINGLE + 1)))
        sets.append(shingles)
        if len(words) < FEWEST_WORDS:
            continue
        if exact.setdefault(folded, position) != position or any(
            not _adds(words, paragraphs[earlier]) for earlier in _near(shingles, sets, seen)
        ):
            found.add(position)
            continue
        for shingle in shingles:
            if len(seen[shingle]) < _POSTINGS:
                seen[shingle].append(position)
    return frozenset(found)


def _near(
    shingles: frozenset[tuple[str, ...]],
    sets: Sequence[frozenset[tuple[str, ...]]],
    seen: dict[tuple[str, ...], list[int]],
) -> list[int]:
    """The earlier paragraphs that share at least NEAR of the shingles."""
    common = Counter(position for shingle in shingles for position in seen.get(shingle, ()))
    return [position for position, count in common.items() if count >= NEAR * max(len(shingles), len(sets[position]))]


def _adds(words: Sequence[str], earlier: str) -> bool:
    """Whether words bring a figure, a name or a negation that the earlier paragraph lacks."""
    known = set(_WORD.findall(earlier))
    new = (word for word in words if word not in known)
    return any(
        word[0].isupper() or any(char.isdigit() for char in word) or word.casefold() in intake_words().negations
        for word in new
    )
