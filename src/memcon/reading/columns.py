"""A parse as columns, one entry a token, each read once for all stages: token by token spaCy costs ten times as much.

The lists are shared and not to be changed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_CHILDREN = 256
"""Children of one token that are kept: no sentence of a language needs more, and hostile text must not cost more."""

_DOCS = 2
_ATTRIBUTES = 16
"""How many parses are remembered, and attributes of each."""


@lru_cache(maxsize=_DOCS * _ATTRIBUTES)
def numbers(doc: Doc, attribute: str) -> list[int]:
    """An attribute by its name in spaCy, as spaCy keeps it: the hash of a string, or an offset."""
    found: list[int] = doc.to_array(attribute).astype("int64").tolist()
    return found


@lru_cache(maxsize=_DOCS * _ATTRIBUTES)
def strings(doc: Doc, attribute: str) -> list[str]:
    """An attribute that is a string, "" where it is not set."""
    table = doc.vocab.strings
    keys = numbers(doc, attribute)
    known = {key: table[key % 2**64] if key else "" for key in set(keys)}
    return [known[key] for key in keys]


@lru_cache(maxsize=_DOCS)
def lemmas(doc: Doc) -> list[str]:
    """The lemmas in lower case."""
    return [lemma.lower() for lemma in strings(doc, "LEMMA")]


@lru_cache(maxsize=_DOCS)
def heads(doc: Doc) -> list[int]:
    """The index of each token's head; its own for the head of a sentence."""
    return [token + offset for token, offset in enumerate(numbers(doc, "HEAD"))]


@lru_cache(maxsize=_DOCS)
def children(doc: Doc) -> list[list[int]]:
    """The children of each token in order, at most MOST_CHILDREN."""
    found: list[list[int]] = [[] for _ in heads(doc)]
    for token, head in enumerate(heads(doc)):
        if head != token and len(found[head]) < MOST_CHILDREN:
            found[head].append(token)
    return found
