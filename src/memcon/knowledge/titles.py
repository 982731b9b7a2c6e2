"""How a language names offices, their holders and the bodies that speak: the words of data/<language>/titles.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from memcon.errors import KnowledgeError

_WORD = re.compile(r"'s\b|-|[^\s\-']+(?:'(?!s\b)\w+)*|'")
_ELIDED = re.compile(r"-|[^\s\-']+'?|'")
"""Tokens where a word that an apostrophe shortens is one of its own: d' + état."""


@dataclass(frozen=True, slots=True)
class Title:
    """One kind of title: the gazetteer's roles it stands for, in order of preference.

    countries limits the roles to those countries (alpha-3); elsewhere, and with no roles, it is an office that the
    gazetteer does not keep. generic titles fit any wording of such an office ("head of state", "leader"). of says which
    body within a body such a title heads, by their ids: the EU's "foreign policy chief" heads its diplomatic service.
    seat is the country (alpha-3) of a title that names a seat of power ("the master of the Kremlin").
    """

    id: str
    roles: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    sector: str = "GOV"
    generic: bool = False
    of: Mapping[str, str] = field(default_factory=dict, hash=False)
    seat: str | None = None

    @property
    def describes(self) -> bool:
        """Whether it describes someone rather than names an office: leader, counterpart."""
        return self.id in {"leader", "counterpart"}


@dataclass(frozen=True, slots=True)
class Body:
    """One kind of body or group of a country: slug of its id ("foreign-ministry"), its English name, PLOVER sector.

    roles are those of the office-holders whose own office it is ("Macron's office" is the presidency).
    """

    slug: str
    name: str
    sector: str = "GOV"
    roles: tuple[str, ...] = ()


Phrase = tuple[str, ...]
"""The lower-case tokens of a phrase, as the parser cuts them."""


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The lexicon of one language.

    titles maps a phrase to its titles and whether it is plural; offices and groups map a phrase to a body. openers
    hold, for each first word of any phrase, the lengths of the phrases it opens, longest first. words gives every
    other list of the file as "section.key" -> its members.
    """

    titles: Mapping[Phrase, tuple[tuple[Title, bool], ...]]
    offices: Mapping[Phrase, Body]
    groups: Mapping[Phrase, Body]
    openers: Mapping[str, tuple[int, ...]]
    words: Mapping[str, frozenset[str]]

    def members(self, key: str) -> frozenset[str]:
        """The members of one list, as "section.key"; empty where the language has none."""
        return self.words.get(key, frozenset())


@dataclass(frozen=True, slots=True)
class Leading:
    """Which of the gazetteer's roles leads a country: roles in the order to try them."""

    default: tuple[str, ...]
    government: frozenset[str]
    above: frozenset[str]

    def by_default(self, country: str | None) -> bool:
        """Whether nothing is known of who leads a country but the usual order."""
        return country not in self.government and country not in self.above

    def roles(self, country: str | None) -> tuple[str, ...]:
        """The roles to try for a country (alpha-3), the one that leads first."""
        if country in self.government:
            return ("head_of_government", "head_of_state", "leader")
        if country in self.above:
            return ("leader", "head_of_state", "head_of_government")
        return self.default


@lru_cache(maxsize=8)
def load(language: str) -> TitleWords:
    """Loads a language's titles; raises KnowledgeError where the file is missing or damaged."""
    data = _read(f"{language}/titles.toml")
    pattern = _ELIDED if data.get("grammar", {}).get("elision") else _WORD
    try:
        titles: dict[Phrase, tuple[tuple[Title, bool], ...]] = {}
        for row in data.get("title", ()):
            title = Title(
                row["id"],
                tuple(row.get("roles", ())),
                frozenset(row.get("countries", ())),
                row.get("sector", "GOV"),
                bool(row.get("generic")),
                row.get("of", {}),
                row.get("seat"),
            )
            for key in ("one", "many"):
                for phrase in _phrases(row.get(key, ()), pattern):
                    known = titles.get(phrase, ())
                    if all(other != title for other, _ in known):
                        titles[phrase] = (*known, (title, key == "many"))
        offices, groups = _bodies(data.get("office", ()), pattern), _bodies(data.get("group", ()), pattern)
        words = {
            f"{section}.{key}": frozenset(members)
            for section, lists in data.items()
            if isinstance(lists, dict)
            for key, members in lists.items()
        }
        for key in words.get("grammar.as_in_english", ()):
            words[key] = words.get(key, frozenset()) | load("en").members(key)
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"titles of {language!r} are damaged: {error}") from error
    return TitleWords(titles, offices, groups, _openers((*titles, *offices, *groups)), words)


@lru_cache(maxsize=1)
def leading() -> Leading:
    """Loads which office leads which country; raises KnowledgeError where the file is missing or damaged."""
    data = _read("leading.toml")
    try:
        return Leading(tuple(data["default"]), frozenset(data["head_of_government"]), frozenset(data["leader"]))
    except (KeyError, TypeError) as error:
        raise KnowledgeError(f"leading.toml is damaged: {error}") from error


def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(files("memcon.knowledge").joinpath("data").joinpath(name).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"the data file {name} is missing or damaged: {error}") from error


def _bodies(rows: Iterable[Mapping[str, Any]], pattern: re.Pattern[str]) -> dict[Phrase, Body]:
    bodies: dict[Phrase, Body] = {}
    for row in rows:
        body = Body(row["slug"], row["name"], row.get("sector", "GOV"), tuple(row.get("roles", ())))
        for phrase in _phrases(row["words"], pattern):
            bodies.setdefault(phrase, body)
    return bodies


def _phrases(texts: Iterable[str], pattern: re.Pattern[str]) -> Iterable[Phrase]:
    """The token sequences a phrase may stand as: as written, and each space as a hyphen where it has one of either."""
    for text in texts:
        words = tuple(pattern.findall(text))
        yield words
        if "-" in words:
            yield tuple(word for word in words if word != "-")
            yield tuple(piece for word in text.split() for piece in ([word] if "-" in word else pattern.findall(word)))
        elif len(words) == 2:
            yield (words[0], "-", words[1])


def _openers(phrases: Iterable[Phrase]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}
