"""Tests claims of one report against contacts that other sources establish, and keeps what it finds as derived."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from memcon.ledger import schema
from memcon.ledger.bodies import inflate
from memcon.ledger.chunks import chunks
from memcon.ledger.days import UNKNOWN, day, ordinal
from memcon.ledger.entries import COUNTRY, dumped, key_of
from memcon.ledger.steps import Steps
from memcon.ledger.writing import insert, many
from memcon.record import Claim, Finding, Record
from memcon.record.established import Established

_MOST = 5
"""Contacts before the one a claim is about that are looked at, the latest first."""
_DERIVED = 10_000
"""From which number on derived findings of a document stand, behind those of its record."""


def mark_stale(connection: Connection, pairs: Collection[tuple[int, int]]) -> None:
    """Marks the claims that contacts of these pairs can contradict as to be tested again."""
    if pairs and connection.execute(select(schema.watched.c.a).limit(1)).first() is not None:
        many(connection, "UPDATE watched SET stale = 1 WHERE a = ? AND b = ?", sorted(pairs))


def recheck(connection: Connection, steps: Steps, most: int) -> int:
    """Tests some of the claims that are to be tested; how many it were."""
    w = schema.watched.c
    rows = connection.execute(
        select(w.document_id, w.local).where(w.stale == 1).order_by(w.document_id, w.local).limit(most)
    ).all()
    records: dict[int, Record] = {}
    for document_id, local in dict.fromkeys((row.document_id, row.local) for row in rows):
        record = _record(connection, document_id, steps, records)
        established = list(_established(connection, document_id, local, steps, records))
        found = steps.against(record, local, established)
        _put(connection, record, document_id, local, found)
        done = schema.watched.update().where(w.document_id == document_id, w.local == local)
        connection.execute(done.values(stale=0))
    return len(rows)


def _established(
    connection: Connection, document_id: int, local: str, steps: Steps, records: dict[int, Record]
) -> Iterator[Established]:
    """The latest held and dated contacts of just the claim's parties before its own, as other sources tell them."""
    c, s, m, w = (table.c for table in (schema.claims, schema.sightings, schema.merged, schema.watched))
    its = connection.execute(
        select(m.id, m.earliest, schema.documents.c.source)
        .select_from(schema.claims)
        .join(schema.sightings, and_(s.document_id == c.document_id, s.local == c.about))
        .join(schema.merged, m.id == s.merged_id)
        .join(schema.documents, schema.documents.c.id == c.document_id)
        .where(c.document_id == document_id, c.local == local)
    ).first()
    if its is None or its.earliest == UNKNOWN:
        return
    pairs = connection.execute(select(w.a, w.b).where(w.document_id == document_id, w.local == local)).all()
    for row in {row.id: row for a, b in pairs for row in _before(connection, a, b, its.earliest)}.values():
        if row.id != its.id:
            yield from _told(connection, row, its.source, steps, records)


def against(connection: Connection, record: Record, steps: Steps) -> Iterator[tuple[Claim, Finding, tuple[str, ...]]]:
    """The claims of a Record that is not kept, tested as those of kept ones: each with what was found and its cites."""
    claims = {claim.id: claim for claim in record.claims}
    times = {contact.id: contact.time for contact in record.contacts}
    records: dict[int, Record] = {}
    columns = schema.actors.c
    for local, a, b in steps.watched(record):
        time = times[claims[local].about or ""]
        keys = {key_of(a), key_of(b)}
        ids = connection.scalars(select(columns.id).where(columns.key.in_(keys)).order_by(columns.id)).all()
        if time is None or time.earliest is None or len(ids) != 2:
            continue
        source = bytes.fromhex(record.document.id)
        established = [
            one
            for row in _before(connection, ids[0], ids[1], ordinal(time.earliest))
            for one in _told(connection, row, source, steps, records)
        ]
        found = steps.against(record, local, established)
        if found is not None:
            yield claims[local], *found


def _before(connection: Connection, a: int, b: int, day: int) -> list[Row[Any]]:
    """The latest held and dated contacts of two parties alone, a below b, that were over before a day."""
    t, m = schema.timeline.c, schema.merged.c
    rows = connection.execute(
        select(schema.merged)
        .join_from(schema.timeline, schema.merged, m.id == t.merged_id)
        .where(t.a == a, t.b == b, t.held == 1, t.latest < day, t.earliest > UNKNOWN)
        .order_by(t.latest.desc())
        .limit(_MOST)
    )
    return [row for row in rows if _sides(connection, row.parties) <= 2]


def _told(
    connection: Connection, row: Row[Any], source: bytes, steps: Steps, records: dict[int, Record]
) -> Iterator[Established]:
    """A merged contact in the words of the first report of another source, where there is one."""
    s, d = schema.sightings.c, schema.documents
    wanted = select(s.local, d.c.id, d.c.hash, d.c.publisher).join_from(schema.sightings, d)
    other = connection.execute(
        wanted.where(s.merged_id == row.id, d.c.source != source).order_by(d.c.day, d.c.id).limit(1)
    ).first()
    if other is None:
        return
    record = _record(connection, other.id, steps, records)
    contact = next((one for one in record.contacts if one.id == other.local), None)
    event = next((one for one in record.events if contact is not None and one.id == contact.event), None)
    yield Established(
        row.key,
        other.hash.hex(),
        other.publisher or "Another report",
        row.kind,
        row.country,
        day(row.earliest) or "",
        day(row.latest) or "",
        " ".join(event.evidence.exact.split()) if event is not None else "",
    )


def _sides(connection: Connection, parties: str) -> int:
    """How many countries, or bodies without one, took part."""
    a = schema.actors.c
    keys = parties.split()
    rows = [row for some in chunks(keys) for row in connection.execute(select(a.key, a.country).where(a.key.in_(some)))]
    return len({row.country or row.key.removeprefix(COUNTRY) for row in rows})


def _record(connection: Connection, document_id: int, steps: Steps, records: dict[int, Record]) -> Record:
    if document_id not in records:
        r = schema.records.c
        body = connection.execute(select(r.body).where(r.document_id == document_id)).scalar_one()
        records[document_id] = steps.from_json(inflate(body))
    return records[document_id]


def _put(
    connection: Connection, record: Record, document_id: int, local: str, found: tuple[Finding, tuple[str, ...]] | None
) -> None:
    """Puts a finding in place of what was found of a claim before."""
    f = schema.findings.c
    number = _DERIVED + next(n for n, claim in enumerate(record.claims) if claim.id == local)
    connection.execute(schema.findings.delete().where(f.document_id == document_id, f.n == number))
    if found is not None:
        finding, cites = found
        body = {
            "check": finding.check, "verdict": finding.verdict.value, "claim": finding.claim,
            "evidence": [{"start": one.start, "end": one.end, "exact": one.exact} for one in finding.evidence],
            "explanation": finding.explanation,
        }  # fmt: skip
        row = {"document_id": document_id, "n": number, "local": local, "verdict": finding.verdict.value}
        insert(connection, schema.findings, [{**row, "derived": 1, "body": dumped(body), "cites": " ".join(cites)}])
