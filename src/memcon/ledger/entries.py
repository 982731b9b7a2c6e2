"""A Record made ready to be stored: everything that takes time is done here, in the process that read the document."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Self

from memcon.ledger.days import ordinal
from memcon.ledger.words import fold, words
from memcon.record import Party, Record, Sighting
from memcon.record.merged import Part

COUNTRY = "country:"
"""What opens the key under which a country stands among the actors."""
_LONGEST_KEY = 300
_PARTS = {part.value: part for part in Part}
_PLAIN = ("key", "source")
"""Fields of a Sighting that its row holds beside the body."""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor: its key, name, kind and country."""

    key: str
    name: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement: its speaker's key and country, its words as they are searched for, and itself as JSON."""

    speaker: str | None
    country: str | None
    words: str
    body: str


@dataclass(frozen=True, slots=True)
class SightingRow:
    """A sighting: its id in the record, itself as JSON, and the hashed keys under which merging looks for it."""

    sighting: Sighting
    local: str
    body: str
    keys: tuple[int, ...]

    @classmethod
    def of(cls, sighting: Sighting, keys: Iterable[str]) -> Self:
        """The row of a sighting that stands under keys."""
        local = sighting.key.partition("/")[2]
        return cls(sighting, local, body_of(sighting), tuple(sorted({hashed(key) for key in keys})))


@dataclass(frozen=True, slots=True)
class Entry:
    """One document ready to be stored. claims and findings hold their columns in the order of the schema."""

    hash: bytes
    kind: str
    language: str | None
    headline: str | None
    publisher: str | None
    url: str | None
    published: str | None
    day: int
    reader: str
    body: bytes
    actors: tuple[ActorRow, ...]
    statements: tuple[StatementRow, ...]
    claims: tuple[tuple[str, str, str | None, str], ...]
    findings: tuple[tuple[str | None, str, str], ...]
    sightings: tuple[SightingRow, ...]
    signature: bytes | None
    bands: tuple[int, ...]
    watched: tuple[tuple[str, str, str], ...] = ()
    """Claims (their ids) that contacts of two actors (their keys) may contradict."""


def prepare(
    record: Record,
    text: str,
    sightings: Iterable[tuple[Sighting, Iterable[str]]],
    signature: tuple[bytes, Sequence[int]] | None,
    watched: Iterable[tuple[str, str, str]],
) -> Entry:
    """Makes a Record ready: text is the Record as JSON, sightings what merging makes of it, each with its keys.

    signature is that of the text, with its bands; watched are claims with the actors whose contacts bear on
    them.
    """
    document = record.document
    tree = json.loads(text)
    countries = {actor.id: actor.country for actor in record.actors}
    return Entry(
        hash=bytes.fromhex(document.id),
        kind=document.kind.value,
        language=_clean(document.language),
        headline=_clean(document.headline),
        publisher=_clean(document.publisher),
        url=_clean(document.url),
        published=_clean(document.published),
        day=ordinal(document.published),
        reader=reader_of(record),
        body=zlib.compress(text.encode("utf-8", "surrogatepass"), 3),
        actors=tuple(
            ActorRow(key_of(actor.id), plain(actor.name)[:200], actor.kind.value, actor.country)
            for actor in record.actors
        ),
        statements=tuple(
            StatementRow(
                key_of(one.speaker) if one.speaker else None,
                countries.get(one.speaker or ""),
                " ".join(words(one.words)),
                dumped(written),
            )
            for one, written in zip(record.statements, tree["statements"], strict=True)
        ),
        claims=tuple(
            (one.id, one.kind.value, one.about, dumped(written))
            for one, written in zip(record.claims, tree["claims"], strict=True)
        ),
        findings=tuple(
            (one.claim, one.verdict.value, dumped(written))
            for one, written in zip(record.findings, tree["findings"], strict=True)
        ),
        sightings=tuple(SightingRow.of(one, keys) for one, keys in sightings),
        signature=signature[0] if signature else None,
        bands=tuple(signature[1]) if signature else (),
        watched=tuple((claim, key_of(a), key_of(b)) for claim, a, b in watched),
    )


def reader_of(record: Record) -> str:
    """What made a Record, in one line: program, version, models and the version of the Record's shape."""
    made = record.reader
    return plain(f"{made.name} {made.version} {' '.join(made.models)} ({record.memcon})")


def key_of(actor: str) -> str:
    """An actor's id as a key that an index can hold: one that is too long ends in a hash of itself."""
    key = plain(actor)
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[: _LONGEST_KEY - 32]}{blake2b(key.encode(), digest_size=16).hexdigest()}"


@lru_cache(maxsize=1024)
def state_row(country: str) -> ActorRow:
    """A country as an actor."""
    return ActorRow(f"{COUNTRY}{country}", country, "state", country)


def hashed(key: str) -> int:
    """A key as 64 bits with a sign: two keys that meet in one only make merging look at more."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def body_of(sighting: Sighting) -> str:
    """A Sighting as JSON, without what its row holds beside it and without what it leaves at its default."""
    found: dict[str, Any] = {}
    for one in fields(Sighting):
        value = getattr(sighting, one.name)
        if one.name in _PLAIN or value is None or value == ():
            continue
        if one.name == "parties":
            value = [[each.actor, each.country, each.is_person, each.part.value] for each in value]
        found[one.name] = value
    return dumped(found)


def sighting_of(key: str, source: str, body: str) -> Sighting:
    """The Sighting of a row."""
    found: dict[str, Any] = json.loads(body)
    parties = tuple(
        Party(actor, country, is_person, _PARTS[part]) for actor, country, is_person, part in found.pop("parties", ())
    )
    lists = {name: tuple(value) for name, value in found.items() if isinstance(value, list)}
    return Sighting(**{**found, **lists, "key": key, "source": source, "parties": parties})


def dumped(tree: Any) -> str:
    """A tree as JSON in one line that any database can hold."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    return text if _is_storable(text) else json.dumps(tree, separators=(",", ":"))


def plain(text: str) -> str:
    """A text that any database can hold: no NUL, no half of a surrogate pair."""
    return text if _is_storable(text) else text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def folded(name: str) -> str:
    """A name as it is searched for."""
    return " ".join(words(name)) or fold(name)[:60]


def _clean(text: str | None) -> str | None:
    return None if text is None else plain(text)


def _is_storable(text: str) -> bool:
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
