"""The sightings that a ledger keeps, as merging asks for them: under blocks, by their keys, beside one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select, tuple_

from memcon.ledger import schema
from memcon.ledger.chunks import chunks
from memcon.ledger.entries import SightingRow, hashed, sighting_of
from memcon.record import Sighting


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with its row id and the row id of the merged contact it is part of."""

    id: int
    merged_id: int | None
    sighting: Sighting


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A sighting that comes with a document (row id): it is written when it is known what it is part of."""

    id: int
    document_id: int
    sighting: Sighting
    row: SightingRow


class Shelf:
    """What merging.Shelf asks for, within one transaction; every sighting is read once.

    newcomers are sightings that are not written yet. gone are those that were taken away: their keys, and the row ids
    of the merged contacts they were part of.
    """

    def __init__(
        self, connection: Connection, newcomers: Sequence[Newcomer] = (), gone: Mapping[str, int] | None = None
    ) -> None:
        self._connection = connection
        self.newcomers = tuple(newcomers)
        self.gone = dict(gone or {})
        self.known = {one.sighting.key: Seen(one.id, None, one.sighting) for one in newcomers}
        self._by_id = {one.id: one for one in self.known.values()}
        self._beside = set[int]()
        self._under: dict[int, tuple[int, ...]] = {}
        self._newcomers_under: dict[int, list[int]] = {}
        for one in newcomers:
            for key in one.row.keys:
                self._newcomers_under.setdefault(key, []).append(one.id)

    def of_documents(self, document_ids: Collection[int]) -> list[Sighting]:
        """The sightings of documents (row ids)."""
        column = schema.sightings.c.document_id
        return [one for some in chunks(sorted(document_ids)) for one in self._load(column.in_(some))]

    def under(self, blocks: Collection[str]) -> list[Sighting]:
        """Every sighting that is kept under one of these blocks."""
        keys = {hashed(key) for key in blocks}
        columns = schema.blocks.c
        found = {key: [*self._newcomers_under.get(key, ())] for key in keys if key not in self._under}
        for some in chunks(sorted(found)):
            wanted = select(columns.key, columns.sighting_id).where(columns.key.in_(some))
            for key, number in self._connection.execute(wanted).all():
                found[key].append(number)
        self._under |= {key: tuple(ids) for key, ids in found.items()}
        return self._of({one for key in keys for one in self._under[key]})

    def keyed(self, keys: Collection[str]) -> list[Sighting]:
        """The sightings with these keys."""
        s, d = schema.sightings.c, schema.documents.c
        lacking = [parted for key in sorted(keys) if key not in self.known and (parted := parts(key)) is not None]
        for some in chunks(lacking):
            self._load(tuple_(d.hash, s.local).in_(some))
        return [self.known[key].sighting for key in sorted(keys) if key in self.known]

    def beside(self, keys: Collection[str]) -> list[Sighting]:
        """Every sighting that is in one merged contact with one of these keys."""
        self.keyed(keys)
        wanted = {self.known[key].merged_id for key in keys if key in self.known}
        wanted |= {self.gone[key] for key in keys if key in self.gone}
        ids = {one for one in wanted if one is not None}
        for some in chunks(sorted(ids - self._beside)):
            self._load(schema.sightings.c.merged_id.in_(some))
        self._beside |= ids
        return [one.sighting for one in self._by_id.values() if one.merged_id in ids]

    def _of(self, ids: Collection[int]) -> list[Sighting]:
        for some in chunks(sorted(one for one in ids if one not in self._by_id)):
            self._load(schema.sightings.c.id.in_(some))
        return [self._by_id[one].sighting for one in sorted(ids)]

    def _load(self, clause: ColumnElement[bool]) -> list[Sighting]:
        found = list(_rows(self._connection, clause))
        for one in found:
            self.known.setdefault(one.sighting.key, one)
            self._by_id.setdefault(one.id, one)
        return [one.sighting for one in found]


def parts(key: str) -> tuple[bytes, str] | None:
    """The document's hash and the id in its record that a sighting's key is made of; None where it is no such key."""
    document, _, local = key.partition("/")
    try:
        return bytes.fromhex(document), local
    except ValueError:
        return None


def sighting_keys(connection: Connection, document_ids: Sequence[int]) -> dict[str, int | None]:
    """The keys of the sightings of documents, with the row ids of the merged contacts they are part of."""
    s, d = schema.sightings.c, schema.documents.c
    wanted = select(d.hash, s.local, s.merged_id).join_from(schema.sightings, schema.documents)
    return {
        f"{row.hash.hex()}/{row.local}": row.merged_id
        for some in chunks(document_ids)
        for row in connection.execute(wanted.where(s.document_id.in_(some)))
    }


def _rows(connection: Connection, clause: ColumnElement[bool]) -> Iterator[Seen]:
    s, d = schema.sightings.c, schema.documents.c
    wanted = select(s.id, s.merged_id, s.local, s.body, d.hash, d.source).join_from(schema.sightings, schema.documents)
    for number, merged, local, body, digest, source in connection.execute(wanted.where(clause)).all():
        yield Seen(number, merged, sighting_of(f"{digest.hex()}/{local}", source.hex(), body))


def merged_ids(seen: Iterable[Seen]) -> set[int]:
    """The row ids of the merged contacts that sightings are part of."""
    return {one.merged_id for one in seen if one.merged_id is not None}
