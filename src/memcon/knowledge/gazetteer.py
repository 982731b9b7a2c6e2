"""Who and what a text may name: states, people with the offices they held and when, bodies, groups, offices.

The facts live in data/gazetteer.jsonl, written by training/gazetteer/build.py; every tenure has its source.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
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
    "official",
)
"""The roles of tenures. leader: supreme, de facto or party leader of a state; deputy: vice president, deputy
prime minister or governor-general; minister: of finance or the interior; head_of_organisation: of an
international body or an armed group; adviser: national security adviser, head of a leader's office, aide;
envoy: special envoy or permanent representative; official: any other office, known by its title alone."""


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

    role is one of ROLES. start and end are ISO 8601 dates of the precision known (YYYY, YYYY-MM, YYYY-MM-DD);
    start None: not known; end None: still held on the day seen, when the holder was last seen in office.
    precision ("day", "month", "year") is that of start. source says where the row comes from, basis how start
    and end were established.
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
    seen: str | None = None

    def covers(self, at: str) -> bool:
        """Whether the office was held at some time within at (YYYY, YYYY-MM, YYYY-MM-DD, or an instant)."""
        first, last = bounds(at)
        begins = self.start is None or bounds(self.start)[0] <= last
        return begins and (self.end is None or bounds(self.end)[1] >= first)


@lru_cache(maxsize=16_384)
def bounds(date: str) -> tuple[str, str]:
    """The first and last day that a date of any precision may mean, comparable as text."""
    day = date[:10]
    return day + "0000-01-01"[len(day) :], day + "9999-12-31"[len(day) :]


_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‑": "-", "–": "-"})
_INITIALS: Final = re.compile(r"\b([A-Z])\.(?=[A-Z]\b|\s|$)")


def normalise(text: str) -> str:
    """The key of a name: NFC, plain apostrophes, no dots after initials, single spaces, casefold.

    Acronyms of two to five capitals keep them ("U.S." and "US" become "US"), so that "us" is not the USA.
    """
    plain = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    if "." in plain:
        plain = _INITIALS.sub(r"\1", plain)
    plain = " ".join(plain.split())
    return plain if _is_acronym(plain) else plain.casefold()


def _family(text: str) -> str:
    """The key of a family name: "Al-Thani" and "Al Thani" are one."""
    return normalise(text).casefold().replace("-", " ")


def _is_acronym(text: str) -> bool:
    return 2 <= len(text) <= 5 and text.isalpha() and text.isupper()


Row = Mapping[str, Any]


@dataclass(frozen=True)
class Gazetteer:
    """The entities and tenures known; indexes are made when first needed.

    verified is the day of the newest source of current holders. rows are the entities' lines of the file by
    id, held the tenures' lines by holder, offices the same lines by (role, country or organisation).
    """

    verified: str
    rows: Mapping[str, Row]
    held: Mapping[str, list[Row]]
    offices: Mapping[tuple[str, str], list[Row]]

    def entity(self, entity_id: str) -> Entity | None:
        """The entity with this id, if known."""
        found = self._made.get(entity_id)
        if found is None and entity_id in self.rows:
            found = self._made[entity_id] = _entity(self.rows[entity_id])
        return found

    def named(self, text: str, language: str | None = None) -> tuple[tuple[Entity, Name], ...]:
        """Every entity that text names exactly (after normalise), with the name that matched.

        With a language, only names of that language or of any language ("und") count. A word in capitals, as
        in headlines, also matches a name that is not an acronym.
        """
        key = normalise(text)
        keys = (key, key.casefold()) if key.isupper() else (key,)
        found: dict[tuple[str, NameForm], Name] = {}
        for entity_id, name in (hit for k in keys for hit in self._named.get(k, ())):
            if language is None or name.language in (language, "und"):
                found.setdefault((entity_id, name.form), name)
        return tuple((self._known(entity_id), name) for (entity_id, _), name in found.items())

    def family_named(self, text: str) -> tuple[Entity, ...]:
        """The persons whose family name, particles included, is text (in any language known); a hyphen is a space."""
        return tuple(map(self._known, self._families.get(_family(text), ())))

    def tenures_of(self, entity_id: str, at: str | None = None) -> tuple[Tenure, ...]:
        """A person's tenures by start; with at (an ISO date of any precision), only those that cover it."""
        found = self._served.get(entity_id)
        if found is None:
            found = self._served[entity_id] = _tenures(self.held.get(entity_id, ()))
        return _covering(found, at)

    def holders(
        self, role: str, country: str | None = None, organisation: str | None = None, at: str | None = None
    ) -> tuple[Tenure, ...]:
        """The tenures of a role by start, of one country (alpha-3) or organisation (entity id), at a date.

        On the day of a change both the outgoing and the incoming holder are returned.
        """
        place = country or organisation
        found = self._filled.get((role, place))
        if found is None:
            listed = self.offices if place is None else [(role, place)]
            rows = (row for office in listed if office[0] == role for row in self.offices.get(office, ()))
            found = self._filled[role, place] = _tenures(rows)
        if organisation is not None:
            found = tuple(tenure for tenure in found if tenure.organisation == organisation)
        return _covering(found, at)

    def state(self, country: str) -> Entity | None:
        """The state with this ISO 3166 alpha-3 code, if known."""
        entity_id = self._states.get(country)
        return None if entity_id is None else self.entity(entity_id)

    def nations(self, text: str, language: str) -> dict[str, str]:
        """The single words of a text that stand for a country ("Norwegian"), in lower case, each with the country."""
        found = {}
        for word in dict.fromkeys(re.findall(r"\b[^\W\d_a-zß-ÿа-яё][^\W\d_]+", text)):
            countries = {entity.country for entity, _ in self.named(word, language) if entity.kind is ActorKind.STATE}
            if len(countries) == 1 and (country := countries.pop()):
                found[word.lower()] = country
        return found

    def names(self, language: str) -> Iterator[tuple[str, str, NameForm]]:
        """Every name of a language or of any language, as (text, entity id, form)."""
        for entity_id, row in self.rows.items():
            for form, languages in row["names"].items():
                for spoken in (language, "und"):
                    for text in languages.get(spoken, ()):
                        yield text, entity_id, NameForm(form)

    def _known(self, entity_id: str) -> Entity:
        """The entity of an id that is known; KeyError for any other."""
        return self.entity(entity_id) or _entity(self.rows[entity_id])

    @cached_property
    def _made(self) -> dict[str, Entity]:
        """The entities made so far from their lines, by id."""
        return {}

    @cached_property
    def _served(self) -> dict[str, tuple[Tenure, ...]]:
        """The tenures made so far from their lines, by holder."""
        return {}

    @cached_property
    def _filled(self) -> dict[tuple[str, str | None], tuple[Tenure, ...]]:
        """The tenures made so far from their lines, by office and place."""
        return {}

    @cached_property
    def _named(self) -> dict[str, list[tuple[str, Name]]]:
        index: dict[str, list[tuple[str, Name]]] = {}
        for entity_id, row in self.rows.items():
            for name in _names(row):
                index.setdefault(normalise(name.text), []).append((entity_id, name))
        return index

    @cached_property
    def _families(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for entity_id, row in self.rows.items():
            for family in dict.fromkeys(map(_family, row.get("family", ()))):
                index.setdefault(family, []).append(entity_id)
        return index

    @cached_property
    def _states(self) -> dict[str, str]:
        return {
            row["country"]: entity_id
            for entity_id, row in self.rows.items()
            if row["kind"] == ActorKind.STATE and row.get("country")
        }


def _tenures(rows: Iterable[Row]) -> tuple[Tenure, ...]:
    """Tenures from their lines, by start."""
    return tuple(
        Tenure(**{"country": None, "organisation": None, "start": None, "end": None, **row})
        for row in sorted(rows, key=lambda r: (r.get("start") or "", r.get("end") or "9999"))
    )


def _covering(tenures: tuple[Tenure, ...], at: str | None) -> tuple[Tenure, ...]:
    return tenures if at is None else tuple(tenure for tenure in tenures if tenure.covers(at))


_FORMS: Final = {form.value: form for form in NameForm}


def _names(row: Row) -> tuple[Name, ...]:
    return tuple(
        Name(text, language, _FORMS[form])
        for form, languages in row["names"].items()
        for language, texts in languages.items()
        for text in texts
    )


def _entity(row: Row) -> Entity:
    kind = ActorKind(row["kind"])
    return Entity(row["id"], row["name"], kind, row.get("country"), row.get("sector"), _names(row))


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer that ships with memcon; KnowledgeError where its file is missing or damaged."""
    return read(Path(str(files("memcon.knowledge") / "data" / "gazetteer.jsonl")))


def read(path: Path) -> Gazetteer:
    """A gazetteer from a file in the format of docs/gazetteer.md; KnowledgeError where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        header, *rows = json.loads(f"[{','.join(lines)}]")
        return _indexed(header["verified"], rows)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise KnowledgeError(f"The gazetteer {path} is missing or damaged ({reason}); reinstall memcon.") from error


def _indexed(verified: str, lines: list[Row]) -> Gazetteer:
    rows: dict[str, Row] = {}
    held: dict[str, list[Row]] = {}
    offices: dict[tuple[str, str], list[Row]] = {}
    for line in lines:
        holder = line.get("holder")
        if holder is None:
            rows[line["id"]] = line
            line["names"].items()
            continue
        role = line["role"]
        if holder not in rows or role not in ROLES:
            raise ValueError(f"tenure of {holder} as {role}")
        held.setdefault(holder, []).append(line)
        for place in (line.get("country"), line.get("organisation")):
            if place is not None:
                offices.setdefault((role, place), []).append(line)
    return Gazetteer(verified, rows, held, offices)
