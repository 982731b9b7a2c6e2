"""The words around a report's text: labels, bylines, credits, trailers, zones, publishers, places."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from memcon.errors import KnowledgeError

LANGUAGES = ("en", "fr", "ru")


@dataclass(frozen=True, slots=True)
class ZoneMeaning:
    """What a zone word may mean: a fixed offset ("+05:30") or an IANA zone, and where (ISO 3166 alpha-3).

    summer says that the meaning holds only while the IANA zone keeps summer time (True) or does not (False).
    default marks a meaning that is taken without evidence of the country.
    """

    offset: str | None = None
    iana: str | None = None
    countries: frozenset[str] = frozenset()
    summer: bool | None = None
    default: bool = False


@dataclass(frozen=True, slots=True)
class Publisher:
    """An outlet, an agency or an official body; name is its first, country an ISO 3166 alpha-3 code.

    body is the entity id of an official body, by which the Record knows it.
    """

    name: str
    country: str | None
    agency: bool
    official: bool = False
    body: str | None = None


@dataclass(frozen=True, slots=True)
class IntakeWords:
    """The lexicons of all languages at once, since a document's language is unknown until its text is clean.

    Words are case-folded. zones keeps its words as written, for capitals tell ET from "et".
    """

    months: Mapping[str, int]
    weekdays: tuple[str, ...]
    ordinals: tuple[str, ...]
    before_time: tuple[str, ...]
    before_month: tuple[str, ...]
    before_date: tuple[str, ...]
    year_words: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    by: tuple[str, ...]
    roles: frozenset[str]
    particles: frozenset[str]
    noise: tuple[str, ...]
    sections: frozenset[str]
    relative_days: tuple[str, ...]
    caption_credits: tuple[str, ...]
    caption_labels: tuple[str, ...]
    caption_alone: frozenset[str]
    caption_agencies: tuple[str, ...]
    trailer_starts: tuple[str, ...]
    trailer_credits: tuple[str, ...]
    trailer_contained: tuple[str, ...]
    trailer_alone: frozenset[str]
    not_places: frozenset[str]
    dated_openings: tuple[str, ...]
    official_openings: tuple[str, ...]
    official_labels: frozenset[str]
    negations: frozenset[str]
    zones: Mapping[str, tuple[ZoneMeaning, ...]]
    publishers: Mapping[str, Publisher]
    domains: Mapping[str, Publisher]
    places: Mapping[str, str]
    country_domains: Mapping[str, str]

    def publisher(self, name: str) -> Publisher | None:
        """The publisher of this name or domain, with or without "The"; None where it is not known."""
        folded = name.casefold().strip().removeprefix("the ").strip()
        return self.publishers.get(folded) or self.publisher_at(folded)

    def publisher_at(self, host: str) -> Publisher | None:
        """The publisher whose domain is host or lies above it."""
        labels = host.casefold().removeprefix("www.").split(".")
        for start in range(max(0, len(labels) - 4), len(labels) - 1):
            if found := self.domains.get(".".join(labels[start:])):
                return found
        return None

    def country_at(self, host: str) -> str | None:
        """The country (ISO 3166 alpha-3) of a host: its publisher's, else that of its top-level domain."""
        publisher = self.publisher_at(host)
        return publisher.country if publisher else self.country_domains.get(host.casefold().rpartition(".")[2])


@lru_cache(maxsize=1)
def intake_words() -> IntakeWords:
    """Loads the lexicons once a process; raises KnowledgeError where a file is missing or damaged."""
    tables = [_toml(f"{language}/intake.toml") for language in LANGUAGES]
    publishers, domains = _publishers()

    def words(section: str, key: str) -> tuple[str, ...]:
        """All languages' words under a key, longest first so that an alternation prefers them."""
        found = {word.casefold() for table in tables for word in table.get(section, {}).get(key, ())}
        return tuple(sorted(found, key=lambda word: (-len(word), word)))

    return IntakeWords(
        months={name.casefold(): n for table in tables for name, n in table["dates"]["months"].items()},
        weekdays=words("dates", "weekdays"),
        ordinals=words("dates", "ordinals"),
        before_time=words("dates", "before_time"),
        before_month=words("dates", "before_month"),
        before_date=words("datelines", "before_date"),
        year_words=words("dates", "year_words"),
        published=words("labels", "published"),
        updated=words("labels", "updated"),
        by=words("bylines", "by"),
        roles=frozenset(words("bylines", "roles")),
        particles=frozenset(words("bylines", "particles")),
        noise=words("bylines", "noise"),
        sections=frozenset(words("bylines", "sections")),
        relative_days=words("bylines", "relative_days"),
        caption_credits=words("captions", "credits"),
        caption_labels=words("captions", "labels"),
        caption_alone=frozenset(words("captions", "alone")),
        caption_agencies=words("captions", "agencies"),
        trailer_starts=words("trailers", "starts"),
        trailer_credits=words("trailers", "credits"),
        trailer_contained=words("trailers", "contained"),
        trailer_alone=frozenset(words("trailers", "alone")),
        not_places=frozenset(words("datelines", "not_places")),
        dated_openings=words("openings", "dated"),
        official_openings=words("openings", "official"),
        official_labels=frozenset(words("openings", "labels")),
        negations=frozenset(words("repeats", "negations")),
        zones=_zones(),
        publishers=publishers,
        domains=domains,
        places={name.casefold(): country for name, country in _json("dateline_places.json").items()},
        country_domains=_json("country_domains.json"),
    )


def _zones() -> dict[str, tuple[ZoneMeaning, ...]]:
    """Zone words as written -> what each may mean."""
    zones: dict[str, tuple[ZoneMeaning, ...]] = {}
    for entry in _toml("zones.toml")["zone"]:
        meanings = tuple(
            ZoneMeaning(
                offset=meaning.get("offset"),
                iana=meaning.get("iana"),
                countries=frozenset(meaning.get("countries", ())),
                summer=meaning.get("summer"),
                default=meaning.get("default", False),
            )
            for meaning in entry["meanings"]
        )
        zones.update(dict.fromkeys(entry["words"], meanings))
    return zones


def _publishers() -> tuple[dict[str, Publisher], dict[str, Publisher]]:
    """Publishers by case-folded name and by domain."""
    names: dict[str, Publisher] = {}
    domains: dict[str, Publisher] = {}
    for entry in _toml("publishers.toml")["publisher"]:
        publisher = Publisher(
            entry["names"][0],
            entry.get("country"),
            agency=entry.get("agency", False),
            official=entry.get("official", False),
            body=entry.get("body"),
        )
        names.update({name.casefold(): publisher for name in entry["names"]})
        domains.update(dict.fromkeys(entry["domains"], publisher))
    return names, domains


def _toml(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_data(name))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"memcon's data file {name} is damaged: {error}; install memcon again") from error


def _json(name: str) -> dict[str, str]:
    try:
        table: dict[str, str] = json.loads(_data(name))
    except json.JSONDecodeError as error:
        raise KnowledgeError(f"memcon's data file {name} is damaged: {error}; install memcon again") from error
    return table


def _data(name: str) -> str:
    try:
        return (resources.files("memcon.knowledge") / "data" / name).read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(f"memcon's data file {name} is missing; install memcon again") from error
