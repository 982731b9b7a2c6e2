"""Writes into a ledger, within the transaction of its one writer: documents with what was read from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Self

from sqlalchemy import Connection, Table, func, select

from memcon.ledger import schema, search
from memcon.ledger.chunks import chunks
from memcon.ledger.copying import Sourced, sources
from memcon.ledger.entries import ActorRow, Entry, folded, plain, state_row
from memcon.ledger.shelf import Newcomer
from memcon.ledger.steps import Steps
from memcon.record import Document


@dataclass(slots=True)
class Names:
    """The row ids of actors' keys: those committed, whose rows are never changed nor deleted, and those not yet."""

    known: dict[str, int] = field(default_factory=dict)
    pending: dict[str, int] = field(default_factory=dict)

    def committed(self) -> None:
        """Counts what was pending as committed."""
        self.known |= self.pending
        self.pending = {}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document was found; entry is None where the ledger is known to hold what was read from it."""

    hash: bytes
    publisher: str | None
    url: str | None
    published: str | None
    position: str | None = None
    entry: Entry | None = None

    @classmethod
    def of(cls, document: Document, position: str | None = None, entry: Entry | None = None) -> Self:
        """The place of a document at a position."""
        told = (document.publisher, document.url, document.published, position)
        publisher, url, published, where = (None if one is None else plain(one) for one in told)
        return cls(bytes.fromhex(document.id), publisher, url, published, where, entry)

    @property
    def who(self) -> tuple[str | None, str | None, str | None]:
        """What tells two places apart: publisher, address and time."""
        return self.publisher, self.url, self.published


@dataclass(frozen=True, slots=True)
class Stored:
    """What adding did: how many documents are new, how many known and how many of these at a new place.

    newcomers are the sightings of the new ones, which derive is to write.
    """

    new: int
    known: int
    carried: int
    newcomers: tuple[Newcomer, ...]


def add(connection: Connection, places: Sequence[Place], steps: Steps, names: Names) -> Stored:
    """Stores those of the entries that the ledger does not hold; of the others only where they were found."""
    by_hash: dict[bytes, list[Place]] = {}
    for place in places:
        by_hash.setdefault(place.hash, []).append(place)
    held = ids_of(connection, by_hash)
    carried = sum(_carry(connection, held[one], found) for one, found in by_hash.items() if one in held)
    new = [found for one, found in by_hash.items() if one not in held]
    entries = [next(place.entry for place in found if place.entry is not None) for found in new]
    numbers = numbers_for(connection, schema.documents, len(new))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    sourced = sources(connection, entries, steps)
    insert(
        connection,
        schema.documents,
        [_document(n, entry, one, now) for n, entry, one in zip(numbers, entries, sourced, strict=True)],
    )
    insert(
        connection,
        schema.bands,
        [
            {"band": band, "document_id": n}
            for n, entry, one in zip(numbers, entries, sourced, strict=True)
            if one.is_indexed
            for band in entry.bands
        ],
    )
    insert(connection, schema.carriers, [row for n, found in zip(numbers, new, strict=True) for row in _own(n, found)])
    write_contents(connection, list(zip(numbers, entries, strict=True)), names, now)
    told = [(n, one.source, entry) for n, entry, one in zip(numbers, entries, sourced, strict=True)]
    return Stored(len(new), len(places) - len(new), carried, newcomers(connection, told))


def write_contents(
    connection: Connection, entries: Sequence[tuple[int, Entry]], names: Names, now: str | None = None
) -> None:
    """Writes what was read from documents, whose rows are there: all but the sightings."""
    now = now or datetime.now(UTC).isoformat(timespec="seconds")
    keys = actor_ids(connection, [actor for _, entry in entries for actor in _named(entry)], names)
    insert(
        connection,
        schema.records,
        [{"document_id": n, "reader": entry.reader, "made": now, "body": entry.body} for n, entry in entries],
    )
    _write_statements(connection, entries, keys)
    insert(
        connection,
        schema.claims,
        [
            {"document_id": n, "local": local, "kind": kind, "about": about, "body": body}
            for n, entry in entries
            for local, kind, about, body in entry.claims
        ],
    )
    insert(
        connection,
        schema.findings,
        [
            {"document_id": n, "n": at, "local": local, "verdict": verdict, "derived": 0, "body": body, "cites": None}
            for n, entry in entries
            for at, (local, verdict, body) in enumerate(entry.findings)
        ],
    )
    watched = [
        {"a": min(keys[a], keys[b]), "b": max(keys[a], keys[b]), "document_id": n, "local": local, "stale": 1}
        for n, entry in entries
        for local, a, b in entry.watched
        if a in keys and b in keys and keys[a] != keys[b]
    ]
    insert(connection, schema.watched, watched)


def clear_contents(connection: Connection, document_ids: Sequence[int]) -> None:
    """Takes out what was read from documents; their rows and carriers stay, and so do merged contacts."""
    for some in chunks(document_ids):
        said = schema.statements.c
        search.remove(connection, connection.scalars(select(said.id).where(said.document_id.in_(some))).all())
        for table in (
            schema.statements,
            schema.claims,
            schema.watched,
            schema.findings,
            schema.sightings,
            schema.records,
        ):
            connection.execute(table.delete().where(table.c.document_id.in_(some)))


def ids_of(connection: Connection, hashes: Iterable[bytes]) -> dict[bytes, int]:
    """The row ids of the documents that the ledger holds."""
    columns = schema.documents.c
    return {
        row[0]: row[1]
        for some in chunks(list(hashes))
        for row in connection.execute(select(columns.hash, columns.id).where(columns.hash.in_(some)))
    }


def sources_of(connection: Connection, document_ids: Sequence[int]) -> dict[int, bytes]:
    """The sources of documents (row ids)."""
    columns = schema.documents.c
    return {
        row.id: row.source
        for some in chunks(document_ids)
        for row in connection.execute(select(columns.id, columns.source).where(columns.id.in_(some)))
    }


def digest(text: str) -> bytes:
    """A key of fixed length for a text of any."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def note_failures(connection: Connection, failures: Sequence[tuple[str, str, str]]) -> None:
    """Keeps why documents could not be taken in (position, stage, reason); of one position the last reason."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = {
        digest(position): {
            "digest": digest(position), "position": plain(position), "stage": plain(stage)[:40],
            "reason": plain(reason), "at": now,
        }
        for position, stage, reason in failures
    }  # fmt: skip
    forget_failures(connection, [position for position, _, _ in failures])
    insert(connection, schema.failures, list(rows.values()))


def forget_failures(connection: Connection, positions: Iterable[str]) -> None:
    """Drops the failures of positions that were taken in since."""
    if connection.execute(select(schema.failures.c.digest).limit(1)).first() is None:
        return
    for some in chunks([digest(position) for position in positions]):
        connection.execute(schema.failures.delete().where(schema.failures.c.digest.in_(some)))


def set_run(connection: Connection, sources: str, position: str | None) -> None:
    """Keeps how far an unfinished run has come; None where it is done."""
    connection.execute(schema.runs.delete().where(schema.runs.c.digest == digest(sources)))
    if position is not None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        insert(connection, schema.runs, [{"digest": digest(sources), "position": plain(position), "at": now}])


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, all with the same columns, by the driver's own means: SQLAlchemy's cost more than the database."""
    if rows:
        quoted = ", ".join(f'"{column}"' for column in rows[0])
        marks = ", ".join("?" for _ in rows[0])
        many(connection, f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})", [tuple(row.values()) for row in rows])


def many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Runs a statement, whose only question marks stand for values, once for each row, by the driver's own means."""
    if rows:
        marked = statement if connection.dialect.name == "sqlite" else statement.replace("?", "%s")
        connection.exec_driver_sql(marked, list(rows))


def numbers_for(connection: Connection, table: Table, count: int) -> list[int]:
    """Row ids that are free: there is one writer at a time, and ids of deleted rows at the end may come again."""
    last = connection.execute(select(func.max(table.c.id))).scalar() or 0
    return list(range(last + 1, last + 1 + count))


def _document(number: int, entry: Entry, sourced: Sourced, now: str) -> dict[str, Any]:
    return {
        "id": number, "hash": entry.hash, "source": sourced.source, "kind": entry.kind, "language": entry.language,
        "headline": entry.headline, "publisher": entry.publisher, "url": entry.url, "published": entry.published,
        "day": entry.day, "added": now, "signature": entry.signature,
    }  # fmt: skip


def _own(number: int, places: Sequence[Place]) -> Iterator[dict[str, Any]]:
    """The rows of where a new document was found, each place once."""
    seen = set[tuple[str | None, ...]]()
    for place in places:
        if place.who not in seen:
            yield _carrier(number, len(seen), place)
            seen.add(place.who)


def _carrier(number: int, n: int, place: Place) -> dict[str, Any]:
    return {
        "document_id": number, "n": n, "publisher": place.publisher, "url": place.url, "published": place.published,
        "position": place.position,
    }  # fmt: skip


def _carry(connection: Connection, number: int, places: Sequence[Place]) -> int:
    """Adds where a document that is held was found as well; tells how many places were new."""
    columns = schema.carriers.c
    held = connection.execute(
        select(columns.publisher, columns.url, columns.published).where(columns.document_id == number)
    ).all()
    seen = {tuple(row) for row in held}
    before = len(seen)
    for place in places:
        if place.who not in seen:
            insert(connection, schema.carriers, [_carrier(number, len(seen), place)])
            seen.add(place.who)
    return len(seen) - before


def _named(entry: Entry) -> Iterator[ActorRow]:
    """The actors of an entry and their countries."""
    for actor in entry.actors:
        yield actor
        if actor.country:
            yield state_row(actor.country)


def actor_ids(connection: Connection, actors: Iterable[ActorRow], names: Names) -> dict[str, int]:
    """The row ids of actors; those that the ledger does not know are added."""
    wanted = {actor.key: actor for actor in actors}
    known = names.known | names.pending if names.pending else names.known
    missing = [key for key in wanted if key not in known]
    columns = schema.actors.c
    found = {
        row[0]: row[1]
        for some in chunks(missing)
        for row in connection.execute(select(columns.key, columns.id).where(columns.key.in_(some)))
    }
    new = [key for key in missing if key not in found]
    numbers = dict(zip(new, numbers_for(connection, schema.actors, len(new)), strict=True))
    insert(
        connection,
        schema.actors,
        [
            {
                "id": number, "key": key, "name": wanted[key].name, "folded": folded(wanted[key].name)[:200],
                "kind": wanted[key].kind, "country": wanted[key].country,
            }
            for key, number in numbers.items()
        ],
    )  # fmt: skip
    names.pending |= found | numbers
    return {key: known.get(key) or found.get(key) or numbers[key] for key in wanted}


def _write_statements(connection: Connection, entries: Sequence[tuple[int, Entry]], keys: Mapping[str, int]) -> None:
    said = [(n, entry.day, one) for n, entry in entries for one in entry.statements]
    numbers = numbers_for(connection, schema.statements, len(said))
    insert(
        connection,
        schema.statements,
        [
            {"id": at, "document_id": n, "speaker_id": keys.get(one.speaker or ""), "body": one.body}
            for at, (n, _, one) in zip(numbers, said, strict=True)
        ],
    )
    search.add(
        connection,
        [
            (at, one.words, search.tags(keys.get(one.speaker or ""), one.country, published))
            for at, (_, published, one) in zip(numbers, said, strict=True)
        ],
    )


def newcomers(connection: Connection, entries: Sequence[tuple[int, bytes, Entry]]) -> tuple[Newcomer, ...]:
    """The sightings of documents (row ids), each with the source of its document."""
    told = [(n, source.hex(), one) for n, source, entry in entries for one in entry.sightings]
    numbers = numbers_for(connection, schema.sightings, len(told))
    return tuple(
        Newcomer(at, n, one.sighting if one.sighting.source == source else replace(one.sighting, source=source), one)
        for at, (n, source, one) in zip(numbers, told, strict=True)
    )
