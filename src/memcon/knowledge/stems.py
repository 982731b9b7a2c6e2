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
    """What a language's words.toml says: stop words, endings with the longest first, letters that must stay."""

    stop: frozenset[str]
    endings: tuple[str, ...]
    keep: int

    def stem(self, word: str) -> str:
        """A word in plain lower-case letters without its ending."""
        plain = unaccented(word.lower())
        for ending in self.endings:
            if plain.endswith(ending) and len(plain) - len(ending) >= self.keep:
                return plain[: -len(ending)]
        return plain

    def content(self, text: str) -> Iterator[str]:
        """The stems of the content words of a text in their order; names among them."""
        for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
            word = match[0].lower()
            if len(word) <= _LONGEST and word not in self.stop and (len(word) > 1 or not word.isascii()):
                yield self.stem(word)


@lru_cache(maxsize=8)
def load(language: str) -> WordForms:
    """The word forms of a language, read once; of a language without data, none: words are compared as they are."""
    try:
        table = load_table(language, "words")
    except KnowledgeError:
        return WordForms(frozenset(), (), 0)
    endings = {unaccented(ending) for ending in table["endings"]}
    return WordForms(
        frozenset(table["stop"].split()), tuple(sorted(endings, key=lambda e: (-len(e), e))), table["keep"]
    )


def figures(text: str) -> Iterator[str]:
    """The figures of a text without the marks that part thousands: "1,500" is 1500, "2.5" stays."""
    for match in _FIGURE.finditer(text):
        whole = match[0]
        yield whole.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", whole) else whole


def unaccented(word: str) -> str:
    """A word without its accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
