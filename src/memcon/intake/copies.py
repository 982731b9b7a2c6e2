"""Documents that carry the same text: twenty outlets with one agency report are one source and twenty carriers.

Two documents are copies of one source where their texts share so many five-word shingles that the Jaccard
index of the two sets is at least THRESHOLD. Candidates come from MinHash with locality-sensitive hashing (rensa);
each is then verified on the shingles themselves, so that the sketches decide no case. docs/fetching.md has the figures.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from memcon.record import Document

SHINGLE = 5
"""Words of a shingle."""
THRESHOLD = 1 / 3
"""The Jaccard index from which documents are copies: of two texts of one length half is then common to both."""

_PERMUTATIONS, _BANDS, _SEED = 128, 64, 17
"""At the threshold a pair is missed once in 1,900: (1 - THRESHOLD ** 2) ** 64; unlike pairs hardly ever meet."""
SCHEME = "rensa-2/128/17/5"
"""How signatures are made: the algorithm of rensa and its version, values, seed, words of a shingle."""
_SAME = 0.9
"""The index from which a copy adds nothing to an index that holds the other."""
_MOST_COMPARED = 500
"""Candidates that one document is compared with in an index, the newest first."""
_OVERHEAD = 500
"""What a document costs in an index beside its shingles, in shingles' worth of memory (8 bytes)."""
_WORD = re.compile(r"\w+")


def copies(documents: Iterable[Document]) -> tuple[tuple[int, ...], ...]:
    """The groups of documents that carry one text, as positions in the input, each group and all in order.

    Documents are in one group where a chain of copies joins them; those without any copy are in none. The order of
    the documents does not matter: the same ones are together. Memory is about 8 bytes a word and 10 kB a document.
    """
    first_with: dict[bytes, int] = {}
    known: dict[int, array[int]] = {}
    joined: list[int] = []
    table = _table()
    for position, document in enumerate(documents):
        joined.append(position)
        words = _shingles(document)
        if not words:
            continue
        made = _sketch(words)
        same = first_with.setdefault(made.hashes.tobytes(), position)
        if same != position:
            joined[position] = same
            continue
        mine = frozenset(made.hashes)
        for other in table.query(made.minhash):
            if _root(joined, other) != _root(joined, position) and _jaccard(mine, known[other]) >= THRESHOLD:
                joined[_root(joined, position)] = _root(joined, other)
        known[position] = made.hashes
        table.insert(position, made.minhash)
    groups: dict[int, list[int]] = {}
    for position in range(len(joined)):
        groups.setdefault(_root(joined, position), []).append(position)
    return tuple(sorted(tuple(group) for group in groups.values() if len(group) > 1))


@dataclass(frozen=True, slots=True)
class Signature:
    """What a database keeps of a text to find its copies: 128 MinHash values of 32 bits, big-endian (512 bytes).

    It says the same on every machine and in every run, under one SCHEME; of two schemes signatures cannot be compared.
    """

    values: bytes

    @property
    def bands(self) -> tuple[int, ...]:
        """Its 64 bands, as signed integers of 64 bits: two texts are to be compared where one of a place is equal.

        Copies have such a one but once in 1,900 at THRESHOLD, and unlike texts hardly ever.
        """
        return struct.unpack(f">{_BANDS}q", self.values)

    def likeness(self, other: Signature) -> float:
        """An estimate of the Jaccard index of the two texts' shingles; its standard error is 0.04 at THRESHOLD."""
        mine, others = (memoryview(one.values).cast("I") for one in (self, other))
        return sum(1 for a, b in zip(mine, others, strict=True) if a == b) / _PERMUTATIONS


def signature(document: Document) -> Signature | None:
    """The signature of a document's text without its headline; None where it has no words."""
    words = _shingles(document)
    return Signature(struct.pack(f">{_PERMUTATIONS}I", *_sketch(words).minhash.digest())) if words else None


def are_copies(first: Document, second: Document) -> bool:
    """Whether two documents carry one text, decided on the shingles themselves."""
    mine, others = _shingles(first), _shingles(second)
    return bool(mine) and len(mine & others) >= THRESHOLD * len(mine | others)


class CopyIndex:
    """Tells of each document of a stream whether it copies one that came before, in bounded memory.

    Documents that a group is made of here are together in the groups of copies() as well, whatever their order.
    The other way round holds where being copies is transitive among them (each two of a group are copies) and none
    was forgotten: where only a later document joins two others, it goes to the nearer one and the two stay apart.
    """

    def __init__(self, *, most_shingles: int = 20_000_000) -> None:
        """Keeps documents of no more than most_shingles shingles (8 bytes each; a document counts for 500 more).

        What was neither added nor found again for longest is forgotten first.
        """
        self._most = most_shingles
        self._size = 0
        self._next = 0
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._table = _table()

    def __len__(self) -> int:
        """How many documents are kept to compare with."""
        return len(self._kept)

    def add(self, document: Document) -> str | None:
        """The id of the source that a document copies, the first of its group; None where it copies none.

        A document of the very same text as its source has the same id.
        """
        words = _shingles(document)
        if not words:
            return None
        made = _sketch(words)
        mine = frozenset(made.hashes)
        nearest, index = None, 0.0
        for key in sorted(self._table.query(made.minhash), reverse=True)[:_MOST_COMPARED]:
            if (found := _jaccard(mine, self._kept[key].hashes)) >= max(THRESHOLD, index):  # of equals the oldest
                nearest, index = key, found
        source = None if nearest is None else self._kept[nearest].source
        if nearest is not None and index >= _SAME:
            self._kept.move_to_end(nearest)
        else:
            self._keep(made, source or document.id)
        return source

    def _keep(self, made: _Sketch, source: str) -> None:
        """Keeps a document, and forgets others until it has room."""
        self._kept[self._next] = _Kept(made.hashes, source)
        self._table.insert(self._next, made.minhash)
        self._next += 1
        self._size += len(made.hashes) + _OVERHEAD
        while self._size > self._most and self._kept:
            key, forgotten = self._kept.popitem(last=False)
            self._table.remove(key)
            self._size -= len(forgotten.hashes) + _OVERHEAD


@dataclass(frozen=True, slots=True)
class _Sketch:
    """The shingles of a document: their hashes (64 bits, in order), and their MinHash."""

    hashes: array[int]
    minhash: Any


@dataclass(frozen=True, slots=True)
class _Kept:
    hashes: array[int]
    source: str


def _table() -> Any:
    """An empty table of sketches."""
    from rensa import RMinHashLSH

    return RMinHashLSH(threshold=THRESHOLD, num_perm=_PERMUTATIONS, num_bands=_BANDS)


def _shingles(document: Document) -> frozenset[str]:
    """The runs of five words in a document without its headline, for each outlet writes its own; case-folded.

    A shorter text is one run. Scripts that put no blanks between words give long words, and so copies only of
    whole phrases.
    """
    start = document.paragraphs[1].start if document.headline and len(document.paragraphs) > 1 else 0
    words: Sequence[str] = _WORD.findall(document.text[start:].casefold())
    if not words:
        return frozenset()
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def _sketch(shingles: Collection[str]) -> _Sketch:
    from rensa import RMinHash

    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update(shingles)
    (hashes,) = RMinHash.hash_token_sets([shingles])
    return _Sketch(array("Q", sorted(hashes)), minhash)


def _jaccard(mine: frozenset[int], others: array[int]) -> float:
    """The Jaccard index of two sets of shingles."""
    common = len(mine.intersection(others))
    return common / (len(mine) + len(others) - common)


def _root(joined: list[int], position: int) -> int:
    """The document that stands for the group of one, the ways there shortened."""
    while joined[position] != position:
        joined[position] = joined[joined[position]]
        position = joined[position]
    return position
