"""The words of a text as they compare across reports: content words without endings, and figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from memcon.errors import KnowledgeError
from memcon.knowledge.lexicon import load_table

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_LONGEST = 40
"""Letters: a longer run is no word (an address, a key)."""


@dataclass(frozen=True, slots=True)
class WordForms:
    """What a language's words.toml says: stop words, endings, their lengths (longest first), letters that must stay."""

    language: str
    stop: frozenset[str]
    endings: frozenset[str]
    lengths: tuple[int, ...]
    keep: int

    def stem(self, word: str) -> str:
        """A word in plain lower-case letters without its ending."""
        return _stem(word.lower(), self.language)

    def content(self, text: str) -> Iterator[str]:
        """The stems of the content words of a text in their order; names among them."""
        for match in _WORD.finditer(text if text.isascii() else unicodedata.normalize("NFC", text)):
            found = telling(match[0], self.language)
            if found is not None:
                yield found


@lru_cache(maxsize=8)
def load(language: str) -> WordForms:
    """The word forms of a language, read once; of a language without data, none: words are compared as they are."""
    try:
        table = load_table(language, "words")
    except KnowledgeError:
        return WordForms(language, frozenset(), frozenset(), (), 0)
    endings = frozenset(unaccented(ending) for ending in table["endings"])
    lengths = tuple(sorted({len(ending) for ending in endings}, reverse=True))
    return WordForms(language, frozenset(table["stop"].split()), endings, lengths, table["keep"])


@lru_cache(maxsize=100_000)
def telling(word: str, language: str) -> str | None:
    """The stem of a word; None for one that tells nothing: a stop word, a single letter, a key or an address."""
    lower = word.lower()
    if lower in load(language).stop or len(lower) > _LONGEST or (len(lower) == 1 and lower.isascii()):
        return None
    return _stem(lower, language)


@lru_cache(maxsize=100_000)
def _stem(lower: str, language: str) -> str:
    forms, plain = load(language), unaccented(lower)
    for length in forms.lengths:
        if len(plain) - length >= forms.keep and plain[-length:] in forms.endings:
            return plain[:-length]
    return plain


def figures(text: str) -> Iterator[str]:
    """The figures of a text without the marks that part thousands: "1,500" is 1500, "2.5" stays."""
    for match in _FIGURE.finditer(text):
        whole = match[0]
        yield whole.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", whole) else whole


def unaccented(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
