"""The parse as plain lists: asking spaCy's tokens one by one would cost more than all the rules together."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from memcon.knowledge.cues import Terms, terms
from memcon.reading import columns

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
Range = tuple[int, int]
"""Tokens first..last, both included."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One document's tokens and dependencies, each list indexed by token.

    words are lower-cased; starts and ends are character offsets; first and last are the edges of a token's subtree;
    opening and closing are the first and last token of the token's sentence. finite counts the finite verbs
    before a token (one entry more than there are tokens). children holds at most columns.MOST_CHILDREN a token.
    """

    text: str
    words: list[str]
    lemmas: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    starts: list[int]
    ends: list[int]
    first: list[int]
    last: list[int]
    opening: list[int]
    closing: list[int]
    finite: list[int]

    def sentences(self) -> list[int]:
        """The first token of every sentence."""
        return [token for token, opening in enumerate(self.opening) if token == opening]

    def child(self, token: int, *labels: str) -> int | None:
        """The first child of token whose dependency label is among labels."""
        deps = self.deps
        for child in self.children[token]:
            if deps[child] in labels:
                return child
        return None

    def token_at(self, offset: int) -> int:
        """The first token that ends after a character offset (len(words) where none does)."""
        index = bisect_left(self.ends, offset)
        return index + 1 if index < len(self.ends) and self.ends[index] == offset else index

    def has_finite(self, first: int, last: int) -> bool:
        """Whether a finite verb stands among the tokens first..last."""
        return self.finite[last + 1] > self.finite[first]

    def is_word(self, token: int) -> bool:
        """Whether a token holds a letter or a digit."""
        return any(map(str.isalnum, self.words[token]))


def grow(doc: Doc, text: str) -> Tree:
    """Reads a spaCy Doc into a Tree, in time linear in its tokens; text is the text whose offsets the Doc has."""
    words, lemmas, tags = columns.strings(doc, "LOWER"), columns.lemmas(doc), columns.strings(doc, "TAG")
    known = terms(doc.lang_)
    if known is not None:
        words, lemmas = _in_english(words, lemmas, [tag[:2] for tag in tags], known)
    heads, starts = columns.heads(doc), columns.numbers(doc, "IDX")
    opening: list[int] = []
    for token, start in enumerate(columns.numbers(doc, "SENT_START")):
        opening.append(token if start == 1 or not token else opening[-1])
    closing = opening.copy()
    for token in range(len(heads) - 1, -1, -1):
        last_one = token + 1 == len(heads) or opening[token + 1] != opening[token]
        closing[token] = token if last_one else closing[token + 1]
    first, last = _edges(heads)
    return Tree(
        text=text,
        words=words,
        lemmas=lemmas,
        tags=tags,
        deps=columns.strings(doc, "DEP"),
        heads=heads,
        children=columns.children(doc),
        starts=starts,
        ends=[start + size for start, size in zip(starts, columns.numbers(doc, "LENGTH"), strict=True)],
        first=first,
        last=last,
        opening=opening,
        closing=closing,
        finite=[0, *accumulate(each in _FINITE for each in tags)],
    )


def _in_english(words: list[str], lemmas: list[str], tags: list[str], known: Terms) -> tuple[list[str], list[str]]:
    """The words and lemmas by which the rules ask, as the English words that work like them; tags are cut to two.

    A lemma that has no English cue word is marked, so that it is no English word by chance.
    """
    tables = {"VB": known.verbs, "NN": known.nouns, "RB": known.adverbs, "JJ": {}}
    told = list(words)
    for token, word in enumerate(words):
        phrases = (" ".join(words[token : token + length]) for length in (3, 2))
        phrase = next((known.words[each] for each in phrases if each in known.words), None)
        told[token] = phrase or known.words.get(word) or known.adverbs.get(word) or word
    return told, [
        lemma if (table := tables.get(tag)) is None else table.get(lemma, f"*{lemma}")
        for lemma, tag in zip(lemmas, tags, strict=True)
    ]


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """The leftmost and rightmost descendant of each token, leaves first, without recursion."""
    first, last = list(range(len(heads))), list(range(len(heads)))
    waiting = [0] * len(heads)
    for token, parent in enumerate(heads):
        waiting[parent] += parent != token
    ready = [token for token, count in enumerate(waiting) if not count]
    while ready:
        token = ready.pop()
        parent = heads[token]
        if parent == token:
            continue
        first[parent] = min(first[parent], first[token])
        last[parent] = max(last[parent], last[token])
        waiting[parent] -= 1
        if not waiting[parent]:
            ready.append(parent)
    return first, last


def merge(ranges: list[Range]) -> list[Range]:
    """Sorts ranges and joins those that touch or overlap."""
    merged: list[Range] = []
    for begin, end in sorted(ranges):
        if begin > end:
            continue
        if merged and begin <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def subtract(whole: Range, hole: Range) -> list[Range]:
    """What is left of a range when another is taken out of it."""
    pieces = [(whole[0], min(whole[1], hole[0] - 1)), (max(whole[0], hole[1] + 1), whole[1])]
    return [piece for piece in pieces if piece[0] <= piece[1]]


def overlap(one: Range, other: Range) -> bool:
    """Whether two ranges share a token."""
    return one[0] <= other[1] and other[0] <= one[1]
