"""Finds the source of a text: the first document of the ledger that it copies, by signatures kept beside documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from memcon.ledger import schema
from memcon.ledger.chunks import chunks
from memcon.ledger.entries import Entry
from memcon.ledger.steps import Steps

_SAME = 0.9
"""The likeness from which a copy adds nothing to an index that holds the other."""
_MOST_COMPARED = 50
"""Documents that one is compared with, those that share most with it."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """The id of the text that a document copies, its own where it copies none, and whether it is to be looked up."""

    source: bytes
    is_indexed: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    signature: bytes
    source: bytes


def sources(connection: Connection, entries: Sequence[Entry], steps: Steps) -> list[Sourced]:
    """The sources of documents that are new, in their order: one may copy another that stands before it."""
    wanted = sorted({band for entry in entries for band in entry.bands})
    under: dict[int, list[int]] = {}
    b = schema.bands.c
    for some in chunks(wanted):
        for row in connection.execute(select(b.band, b.document_id).where(b.band.in_(some))):
            under.setdefault(row.band, []).append(row.document_id)
    kept = _held(connection, {one for found in under.values() for one in found})
    answer = []
    for number, entry in enumerate(entries, 1):
        nearest = _nearest(entry, _near(entry, under), kept, steps)
        found = Sourced(entry.hash, is_indexed=True)
        if nearest is not None:
            found = Sourced(kept[nearest[1]].source, is_indexed=nearest[0] < _SAME)
        answer.append(found)
        if entry.signature is not None and found.is_indexed:
            kept[-number] = _Kept(entry.signature, found.source)
            for band in entry.bands:
                under.setdefault(band, []).append(-number)
    return answer


def _held(connection: Connection, ids: Iterable[int]) -> dict[int, _Kept]:
    d = schema.documents.c
    return {
        row.id: _Kept(row.signature, row.source)
        for some in chunks(sorted(ids))
        for row in connection.execute(select(d.id, d.signature, d.source).where(d.id.in_(some)))
    }


def _near(entry: Entry, under: Mapping[int, Sequence[int]]) -> list[int]:
    """Documents that share bands with one: those that share most, and of these the first stored."""
    shared: dict[int, int] = {}
    for band in entry.bands:
        for one in under.get(band, ()):
            shared[one] = shared.get(one, 0) + 1
    return sorted(shared, key=lambda one: (-shared[one], one < 0, abs(one)))[:_MOST_COMPARED]


def _nearest(entry: Entry, near: Sequence[int], kept: Mapping[int, _Kept], steps: Steps) -> tuple[float, int] | None:
    """The likeness and the id of the document that one copies; None where it copies none."""
    if entry.signature is None or not near:
        return None
    alike = steps.likeness(entry.signature, [kept[one].signature for one in near])
    found = [(likeness, one) for likeness, one in zip(alike, near, strict=True) if likeness is not None]
    return max(found, key=lambda each: each[0], default=None)
