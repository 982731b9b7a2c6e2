"""Who and what a text may name: states, people with the offices they held and when, organisations, groups, offices.

The facts live in data/gazetteer.jsonl, written by training/gazetteer/build.py; every tenure carries its source.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from memcon.errors import KnowledgeError
from memcon.record.vocabulary import ActorKind

ROLES: Final = (
    "head_of_state",
    "head_of_government",
    "leader",
    "deputy",
    "foreign_minister",
    "defence_minister",
    "minister",
    "head_of_organisation",
    "adviser",
    "envoy",
    "spokesperson",
)
"""The roles of tenures. leader: supreme, de facto or party leader of a state (or chief of a state's ruling family);
deputy: vice president or deputy prime minister; minister: any other minister; head_of_organisation: of an
international body or an armed group; adviser: national security adviser, head of a leader's office, aide; envoy:
special envoy or permanent representative."""


class NameForm(StrEnum):
    """What kind of name a Name is; CAPITAL and METONYM name a state or an office by a place."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write an entity's name; language is "en", "fr", "ru", or "und" for any."""

    text: str
    language: str
    form: NameForm


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that acts: id is a Wikidata QID where a source gives one, else "local:kind:slug".

    country is ISO 3166 alpha-3 (XKX for Kosovo), sector a PLOVER sector; both None where they do not apply.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one office.

    role is one of ROLES. start and end are ISO 8601 dates of the precision known (YYYY, YYYY-MM or YYYY-MM-DD); start
    None: not known; end None: still held when the gazetteer was verified. precision ("day", "month" or "year") is that
    of start. source names where the row comes from, basis says how start and end were established.
    """

    holder: str
    role: str
    title: str
    country: str | None
    organisation: str | None
    start: str | None
    end: str | None
    precision: str
    source: str
    basis: str

    def covers(self, at: str) -> bool:
        """Whether the office was held at some time within at (YYYY, YYYY-MM, YYYY-MM-DD, or a longer instant)."""
        first, last = _bounds(at)
        begins = self.start is None or _bounds(self.start)[0] <= last
        return begins and (self.end is None or _bounds(self.end)[1] >= first)


def _bounds(date: str) -> tuple[str, str]:
    """The first and last day that a date of any precision may mean, comparable as text."""
    day = date[:10]
    return day + "0000-01-01"[len(day) :], day + "9999-12-31"[len(day) :]


_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‑": "-", "–": "-"})
_INITIALS: Final = re.compile(r"\b([A-Z])\.(?=[A-Z]\b|\s|$)")


def normalise(text: str) -> str:
    """The key under which names are looked up: NFC, plain apostrophes, no dots after initials, one space, casefold.

    Acronyms of two to five capitals keep their capitals ("U.S." and "US" become "US"), so that "us" is not the USA.
    """
    plain = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    if "." in plain:
        plain = _INITIALS.sub(r"\1", plain)
    plain = " ".join(plain.split())
    return plain if _is_acronym(plain) else plain.casefold()


def _is_acronym(text: str) -> bool:
    return 2 <= len(text) <= 5 and text.isalpha() and text.isupper()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The entities and tenures known, indexed; verified is the ISO date up to which current holders were checked."""

    verified: str
    entities: Mapping[str, Entity]
    tenures: Sequence[Tenure]
    families: Mapping[str, Sequence[str]]
    _named: Mapping[str, Sequence[tuple[str, Name]]] = field(repr=False)
    _held: Mapping[str, Sequence[Tenure]] = field(repr=False)
    _offices: Mapping[tuple[str, str | None], Sequence[Tenure]] = field(repr=False)
    _states: Mapping[str, Entity] = field(repr=False)

    def entity(self, entity_id: str) -> Entity | None:
        """The entity with this id, if known."""
        return self.entities.get(entity_id)

    def named(self, text: str, language: str | None = None) -> tuple[tuple[Entity, Name], ...]:
        """Every entity that text names exactly (after normalise), with the name that matched.

        With a language, only names of that language or of any language ("und") count. A word in capitals, as in
        headlines, also matches a name that is not an acronym.
        """
        key = normalise(text)
        found = [*self._named.get(key, ())]
        if key.isupper():
            found += self._named.get(key.casefold(), ())
        return tuple(
            (self.entities[entity_id], name)
            for entity_id, name in found
            if language is None or name.language in (language, "und")
        )

    def family_named(self, text: str) -> tuple[Entity, ...]:
        """The persons whose family name, particles included, is text (in any language known)."""
        return tuple(self.entities[i] for i in self.families.get(normalise(text).casefold(), ()))

    def tenures_of(self, entity_id: str, at: str | None = None) -> tuple[Tenure, ...]:
        """A person's tenures by start; with at (an ISO date of any precision), only those that cover it."""
        return tuple(t for t in self._held.get(entity_id, ()) if at is None or t.covers(at))

    def holders(
        self, role: str, country: str | None = None, organisation: str | None = None, at: str | None = None
    ) -> tuple[Tenure, ...]:
        """The tenures of a role by start, of one country (alpha-3) or organisation (entity id), at a date.

        On the day of a change both the outgoing and the incoming holder are returned.
        """
        keys = [country or organisation] if country or organisation else [k for r, k in self._offices if r == role]
        found = [
            t
            for key in keys
            for t in self._offices.get((role, key), ())
            if (organisation is None or t.organisation == organisation) and (at is None or t.covers(at))
        ]
        return tuple(sorted(found, key=_by_start))

    def state(self, country: str) -> Entity | None:
        """The state with this ISO 3166 alpha-3 code, if known."""
        return self._states.get(country)

    def names(self, language: str) -> Iterator[tuple[str, str, NameForm]]:
        """Every name of a language or of any language, as (text, entity id, form)."""
        for entity in self.entities.values():
            for name in entity.names:
                if name.language in (language, "und"):
                    yield name.text, entity.id, name.form


def _by_start(tenure: Tenure) -> tuple[str, str]:
    return tenure.start or "", tenure.end or "9999"


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer that ships with memcon; KnowledgeError where its file is missing or damaged."""
    return read(Path(str(files("memcon.knowledge") / "data" / "gazetteer.jsonl")))


def read(path: Path) -> Gazetteer:
    """A gazetteer from a file in the format of docs/gazetteer.md; KnowledgeError where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        header, *rows = json.loads(f"[{','.join(lines)}]")
        return _build(header["verified"], rows)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"The gazetteer {path} is missing or damaged ({type(error).__name__}: {error}); reinstall memcon."
        raise KnowledgeError(message) from error


def _build(verified: str, rows: Iterable[dict[str, Any]]) -> Gazetteer:
    entities: dict[str, Entity] = {}
    tenures: list[Tenure] = []
    families: dict[str, list[str]] = {}
    named: dict[str, list[tuple[str, Name]]] = {}
    for row in rows:
        if "holder" in row:
            tenures.append(Tenure(**row))
            continue
        entity = _entity(row)
        entities[entity.id] = entity
        for name in entity.names:
            named.setdefault(normalise(name.text), []).append((entity.id, name))
        for family in row.get("family", ()):
            families.setdefault(normalise(family).casefold(), []).append(entity.id)
    held: dict[str, list[Tenure]] = {}
    offices: dict[tuple[str, str | None], list[Tenure]] = {}
    for tenure in sorted(tenures, key=_by_start):
        if tenure.holder not in entities or tenure.role not in ROLES:
            raise ValueError(f"tenure of {tenure.holder} as {tenure.role}")
        held.setdefault(tenure.holder, []).append(tenure)
        offices.setdefault((tenure.role, tenure.country or tenure.organisation), []).append(tenure)
        if tenure.country and tenure.organisation:
            offices.setdefault((tenure.role, tenure.organisation), []).append(tenure)
    states = {e.country: e for e in entities.values() if e.kind is ActorKind.STATE and e.country}
    return Gazetteer(verified, entities, tenures, families, named, held, offices, states)


def _entity(row: Mapping[str, Any]) -> Entity:
    names = tuple(
        Name(text, language, NameForm(form))
        for form, languages in row["names"].items()
        for language, texts in languages.items()
        for text in texts
    )
    return Entity(row["id"], row["name"], ActorKind(row["kind"]), row.get("country"), row.get("sector"), names)
