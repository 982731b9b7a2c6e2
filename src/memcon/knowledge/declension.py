"""The nominative of names that no dictionary holds, by their endings: the file data/<language>/names.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from memcon.errors import KnowledgeError

_LEAST = 2
"""Letters of a stem that an ending may leave."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One ending, what the nominative has in its place, and the letters it must follow (any where empty)."""

    ending: str
    base: str
    after: str

    def fits(self, word: str) -> bool:
        """Whether a word in small letters has the ending."""
        stem = word[: len(word) - len(self.ending)]
        return word.endswith(self.ending) and len(stem) >= _LEAST and (not self.after or stem[-1] in self.after)


@dataclass(frozen=True, slots=True)
class Declension:
    """The endings of each case, in the order in which they are tried; a language without cases has none.

    by_letter holds the same by their last letter.
    """

    endings: Mapping[str, tuple[Ending, ...]]
    by_letter: Mapping[str, tuple[Ending, ...]]

    def nominative(self, word: str, case: str) -> str:
        """A name in the nominative, given the case it stands in ("Ins"); unchanged where no ending fits."""
        lower = word.lower()
        for row in self.endings.get(case, ()):
            if row.fits(lower):
                return word[: len(word) - len(row.ending)] + row.base
        return word

    def nominatives(self, word: str) -> tuple[str, ...]:
        """Every form that may be the nominative of a name whose case is not known, the word itself first."""
        lower = word.lower()
        found = dict.fromkeys([word])
        for row in self.by_letter.get(lower[-1:], ()):
            if row.fits(lower):
                found[word[: len(word) - len(row.ending)] + row.base] = None
        return tuple(found)


@lru_cache(maxsize=8)
def load(language: str) -> Declension:
    """Loads a language's endings, none where it has no file; raises KnowledgeError where the file is damaged."""
    file = files("memcon.knowledge").joinpath("data", language, "names.toml")
    if not file.is_file():
        return Declension({}, {})
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        endings: dict[str, tuple[Ending, ...]] = {}
        for table in data["ending"]:
            rows = tuple(Ending(row[0], row[1], data[row[2]] if len(row) > 2 else "") for row in table["rows"])
            endings.update(dict.fromkeys(table["cases"], rows))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, IndexError, TypeError) as error:
        raise KnowledgeError(f"data/{language}/names.toml is damaged: {error}") from error
    by_letter: dict[str, dict[Ending, None]] = {}
    for rows in endings.values():
        for row in rows:
            by_letter.setdefault(row.ending[-1:], {})[row] = None
    return Declension(endings, {letter: tuple(rows) for letter, rows in by_letter.items()})
