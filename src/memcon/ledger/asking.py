"""Asks a ledger: timelines, the last contact, silences, one contact with its reports. Each reads one state of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, or_, select

from memcon.errors import LedgerError, QuestionError
from memcon.ledger import schema
from memcon.ledger.bodies import inflate, read
from memcon.ledger.chunks import chunks
from memcon.ledger.days import UNKNOWN, day, ordinal
from memcon.ledger.derive import merged_of
from memcon.ledger.entries import key_of, plain, sighting_of
from memcon.ledger.names import named, named_keys
from memcon.ledger.steps import Steps
from memcon.record import (
    Claim,
    ContactAnswer,
    Dated,
    Finding,
    Found,
    Hit,
    Merged,
    Named,
    Record,
    Report,
    Sighting,
    Silence,
    Source,
    Statement,
    Timeline,
)
from memcon.record.vocabulary import ContactStatus, DocumentKind, Verdict

_ID = re.compile(r"[0-9a-f]{4,64}")
_MOST_MATCHES = 8
_MOST_OPEN = 100
"""Contacts of a pair among which the last is looked for: so many of unknown day may lie over it."""


def dated(
    connection: Connection, a: int, b: int, first: int | None, last: int | None, most: int | None
) -> tuple[Dated, ...]:
    """The contacts of a pair (row ids) that may lie in [first, last], in order of time, the latest `most` of them.

    Undated ones stand at the start, where no bound is given.
    """
    t, m = schema.timeline.c, schema.merged.c
    low, high = min(a, b), max(a, b)
    clauses = [t.a == low, t.b == high]
    if first is not None:
        clauses.append(t.latest >= first)
    if last is not None:
        clauses += [t.earliest <= last, t.latest > UNKNOWN]
    ids = select(t.merged_id).where(*clauses).order_by(t.latest.desc(), t.merged_id.desc()).limit(most)
    rows = connection.execute(select(schema.merged).where(m.id.in_(ids.scalar_subquery()))).all()
    return tuple(dated_of(row) for row in sorted(rows, key=lambda row: (row.earliest, row.latest, row.key)))


def last(connection: Connection, a: int, b: int, at: int) -> Dated | None:
    """The held contact of a pair, over on a day, that is surely as late as any other, whatever days reports leave open.

    A contact of which the year alone is known is not put above one in it whose day is known.
    """
    t = schema.timeline.c
    rows = connection.execute(
        select(t.merged_id, t.earliest, t.latest)
        .where(t.a == min(a, b), t.b == max(a, b), t.held == 1, t.latest <= at, t.latest > UNKNOWN)
        .order_by(t.latest.desc(), t.earliest.desc(), t.merged_id)
        .limit(_MOST_OPEN)
    ).all()
    if not rows:
        return None
    found = max(rows, key=lambda row: (row.earliest, row.latest, -row.merged_id)).merged_id
    return dated_of(connection.execute(select(schema.merged).where(schema.merged.c.id == found)).one())


def timeline(connection: Connection, a: Named, b: Named, contacts: Sequence[Dated]) -> Timeline:
    """A timeline of contacts: the silences between the held and dated ones, whom they name, and their sources."""
    parties = (a.id, b.id)
    named_in = named_keys(connection, {party for one in contacts for party in one.parties} | set(parties))
    return Timeline(
        parties, tuple(contacts), _between(parties, contacts), tuple(named_in.values()), sources(connection, contacts)
    )


def sources(connection: Connection, contacts: Iterable[Dated]) -> tuple[tuple[str, Source], ...]:
    """The documents that report contacts, each once for a contact, in order of publication."""
    s, d, m = schema.sightings.c, schema.documents, schema.merged.c
    found: dict[tuple[str, str], tuple[int, Source]] = {}
    for some in chunks([one.id for one in contacts]):
        wanted = select(m.key, d).join_from(schema.merged, schema.sightings, s.merged_id == m.id).join(d)
        for row in connection.execute(wanted.where(m.key.in_(some))):
            source = source_of(row)
            found[row.key, source.document] = (row.day, source)
    ordered = sorted(found.items(), key=lambda item: (item[0][0], item[1][0], item[0][1]))
    return tuple((key, source) for (key, _), (_, source) in ordered)


def silences(connection: Connection, over: int, at: int, most: int) -> tuple[tuple[Silence, ...], tuple[Named, ...]]:
    """The pairs of actors whose last held contact was over more than `over` days before a day, the longest first."""
    p, t, m = schema.pairs.c, schema.timeline.c, schema.merged.c
    newest = connection.execute(select(func.max(p.last))).scalar() or UNKNOWN
    if at >= newest:
        then = select(p.a, p.b, p.last)
    else:
        last = (
            select(func.max(t.latest))
            .where(t.a == p.a, t.b == p.b, t.held == 1, t.latest <= at)
            .correlate(schema.pairs)
            .scalar_subquery()
        )
        known = case((p.last <= at, p.last), else_=last)
        then = select(p.a, p.b, known.label("last")).where(p.first < at - over)
    pairs = then.cte().prefix_with("MATERIALIZED")  # or each last day is looked up twice
    longest = select(pairs).where(pairs.c.last < at - over).order_by(pairs.c.last, pairs.c.a, pairs.c.b).limit(most)
    silent = longest.subquery().c
    rows = connection.execute(
        select(silent.a, silent.b, silent.last, t.earliest, m.key)
        .join(schema.timeline, and_(t.a == silent.a, t.b == silent.b, t.latest == silent.last, t.held == 1))
        .join(schema.merged, m.id == t.merged_id)
        .order_by(silent.last, silent.a, silent.b, t.earliest, m.key.desc())
    ).all()
    who = named(connection, {one for row in rows for one in (row.a, row.b)})
    until, found = day(at) or "", dict[tuple[int, int], Silence]()
    for row in rows:  # of several contacts on the last day the last row stays
        pair, since = (who[row.a].id, who[row.b].id), day(row.last) or ""
        silence = Silence(pair, row.key, None, since, until, at - row.last, day(row.earliest) or since, until)
        found[row.a, row.b] = silence
    return tuple(found.values()), tuple(who.values())


def contact(connection: Connection, asked: str, steps: Steps) -> ContactAnswer:
    """One merged contact with every report of it, found by its id, the start of its id, or a sighting's key."""
    row = _merged_row(connection, asked)
    s, d = schema.sightings.c, schema.documents
    wanted = select(s.local, s.body.label("sighting"), d).join_from(schema.sightings, d)
    seen = connection.execute(wanted.where(s.merged_id == row.id).order_by(d.c.day, d.c.id, s.local)).all()
    if row.body is None:
        its = [sighting_of(f"{one.hash.hex()}/{one.local}", one.source.hex(), one.sighting) for one in seen]
        merged = _alone(its, steps)
    else:
        merged = merged_of(row.body)
    reports = []
    for one in seen:
        record = record_of(connection, one.id, steps)
        derived = _derived(connection, one.id)
        report = _report(record, one.local, source_of(one), derived) if record else None
        if report is not None:
            reports.append(report)
    who = {party for report in reports for party in _named_in(report)} | set(row.parties.split())
    return ContactAnswer(merged, tuple(reports), tuple(named_keys(connection, who).values()))


def record_of(connection: Connection, document_id: int, steps: Steps) -> Record | None:
    """The Record of a document's row id."""
    r = schema.records.c
    body = connection.execute(select(r.body).where(r.document_id == document_id)).scalar()
    return None if body is None else steps.from_json(inflate(body))


def findings(connection: Connection, verdict: Verdict | None, most: int | None, skip: int = 0) -> tuple[Found, ...]:
    """What checks found after the first `skip`, the newest documents first; what rests on others cites them."""
    f, c, s, m = schema.findings.c, schema.claims.c, schema.sightings.c, schema.merged.c
    d = schema.documents
    wanted = (
        select(f.body.label("finding"), f.cites, c.body.label("claim"), m.key, d)
        .select_from(schema.findings)
        .outerjoin(schema.claims, and_(c.document_id == f.document_id, c.local == f.local))
        .join(d, d.c.id == f.document_id)
        .outerjoin(schema.sightings, and_(s.document_id == f.document_id, s.local == c.about))
        .outerjoin(schema.merged, m.id == s.merged_id)
        .order_by(f.document_id.desc(), f.n)
        .limit(most)
        .offset(skip)
    )
    if verdict is not None:
        wanted = wanted.where(f.verdict == verdict.value)
    rows = connection.execute(wanted).all()
    cited = by_hash(connection, {one for row in rows for one in (row.cites or "").split()})
    return tuple(
        Found(
            read(Finding, row.finding),
            read(Claim, row.claim) if row.claim is not None else None,
            source_of(row),
            row.key,
            tuple(cited[one] for one in (row.cites or "").split() if one in cited),
        )
        for row in rows
    )


def source_of(row: Row[Any]) -> Source:
    """The Source of a row that has a document's columns."""
    return Source(
        row.hash.hex(), DocumentKind(row.kind), row.language, row.headline, row.publisher, row.url, row.published,
        row.source.hex(),
    )  # fmt: skip


def by_hash(connection: Connection, hashes: set[str]) -> dict[str, Source]:
    """The documents of some ids."""
    d = schema.documents
    wanted = [bytes.fromhex(one) for one in sorted(hashes)]
    rows = [row for some in chunks(wanted) for row in connection.execute(select(d).where(d.c.hash.in_(some)))]
    return {row.hash.hex(): source_of(row) for row in rows}


def dated_of(row: Row[Any]) -> Dated:
    """The Dated of a row that has a merged contact's columns."""
    return Dated(
        row.key, row.kind, row.status, day(row.earliest), day(row.latest), row.place, tuple(row.parties.split()),
        tuple(topic for topic in row.topics.split("; ") if topic), row.reports, row.sources, day(row.known_from),
    )  # fmt: skip


def _between(parties: tuple[str, str], contacts: Sequence[Dated]) -> tuple[Silence, ...]:
    """The silences between held contacts of known days, one that lies within another's days passed over."""
    found = []
    before: Dated | None = None
    for one in contacts:
        if one.status != ContactStatus.HELD.value or one.latest is None or one.earliest is None:
            continue
        if before is not None and before.latest is not None and one.earliest > before.latest:
            days = _days(before.latest, one.earliest)
            ends = before.earliest or before.latest, one.latest
            found.append(Silence(parties, before.id, one.id, before.latest, one.earliest, days, *ends))
        if before is None or before.latest is None or one.latest > before.latest:
            before = one
    return tuple(found)


def _days(first: str, last: str) -> int:
    from datetime import date

    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _merged_row(connection: Connection, asked: str) -> Row[Any]:
    m, s, d = schema.merged.c, schema.sightings.c, schema.documents.c
    document, slash, local = asked.partition("/")
    if slash:
        try:
            content = bytes.fromhex(document)
        except ValueError:
            content = b""
        joined = schema.merged.join(schema.sightings, s.merged_id == m.id)
        wanted = select(schema.merged).select_from(joined.join(schema.documents, d.id == s.document_id))
        rows = connection.execute(wanted.where(d.hash == content, s.local == plain(local))).all()
    else:
        found = select(schema.merged).where(m.key >= asked, m.key < f"{asked}g")  # ids are hexadecimal: g ends them
        rows = connection.execute(found.limit(_MOST_MATCHES)).all() if _ID.fullmatch(asked) else []
        rows = [row for row in rows if row.key == asked] or rows
    if not rows or not asked:
        raise LedgerError(f"no contact has the id {asked[:100]!r}; `memcon contacts` shows their ids")
    if len(rows) > 1:
        raise QuestionError(
            f"{asked[:100]!r} begins several ids: {', '.join(row.key for row in rows)}; give more of it"
        )
    return rows[0]


def _alone(its: Sequence[Sighting], steps: Steps) -> Merged:
    """The Merged of one sighting alone."""
    (merged,) = steps.merge(its, ())
    return merged


def _derived(connection: Connection, document_id: int) -> tuple[Finding, ...]:
    """The findings on a document's claims that rest on other documents."""
    f = schema.findings.c
    wanted = select(f.body).where(f.document_id == document_id, f.derived == 1).order_by(f.n)
    return tuple(read(Finding, body) for body in connection.scalars(wanted))


def _report(record: Record, local: str, source: Source, derived: tuple[Finding, ...]) -> Report | None:
    """What a Record says of a contact; None where local names an event that is no contact."""
    its = next((one for one in record.contacts if one.id == local), None)
    if its is None:
        return None
    event = next((one for one in record.events if one.id == its.event), None)
    said = {one for account in its.accounts for one in account.statements}
    claims = tuple(one for one in record.claims if one.about == local)
    about = {one.id for one in claims}
    evidence = event.evidence if event else its.participants[0].span
    return Report(
        f"{record.document.id}/{local}",
        source,
        its,
        tuple(one for one in record.statements if one.id in said),
        claims,
        tuple(one for one in (*record.findings, *derived) if one.claim in about),
        evidence,
    )


def _named_in(report: Report) -> set[str]:
    its = report.contact
    found = {one.actor for one in its.participants} | {one.actor for one in its.informed}
    found |= {one.side for one in its.accounts} | {one.speaker for one in report.statements if one.speaker}
    return {key_of(one) for one in found | ({its.initiator.actor} if its.initiator else set())}


def perhaps_later(connection: Connection, a: int, b: int, at: int, than: Dated | None) -> tuple[Dated, ...]:
    """The held contacts of a pair that may have been later than one, and before the end of a day: the latest few.

    Their reports date them to a time that goes on after it, or do not date them; what was reported as held before the
    one began was not later.
    """
    t, m = schema.timeline.c, schema.merged.c
    pair = (t.a == min(a, b), t.b == max(a, b))
    after = at if than is None or than.latest is None else min(at, ordinal(than.latest))
    reaching = select(t.merged_id).where(*pair, t.held == 1, t.latest > after, t.earliest <= at)
    undated = select(t.merged_id).where(*pair, t.latest == UNKNOWN)
    reported = m.known_from >= (UNKNOWN if than is None else ordinal(than.earliest))
    rows = [
        row
        for ids in (reaching, undated)
        for row in connection.execute(
            select(schema.merged)
            .where(m.id.in_(ids), m.status == ContactStatus.HELD.value, or_(m.known_from == UNKNOWN, reported))
            .order_by(m.known_from.desc(), m.key)
            .limit(_MOST_MATCHES)
        )
        if than is None or row.key != than.id
    ]
    return tuple(dated_of(row) for row in rows)


def hits(
    connection: Connection,
    found: Iterator[tuple[int, int]],
    most: int,
    marked: Callable[[str], tuple[tuple[int, int], ...]],
) -> Iterator[Hit]:
    """The statements of row ids with their sources; of one text that several carry only the first met."""
    s, d = schema.statements.c, schema.documents
    wanted = select(s.body, s.speaker_id, d).join_from(schema.statements, d)
    seen = set[tuple[bytes, str]]()
    while len(seen) < most and (some := list(islice(found, most))):
        rows = connection.execute(wanted.where(s.id.in_([one for one, _ in some])).order_by(s.id.desc())).all()
        who = named(connection, {row.speaker_id for row in rows if row.speaker_id is not None})
        for row in rows:
            statement = read(Statement, row.body)
            text = statement.words
            if len(seen) < most and (row.source, text) not in seen:
                seen.add((row.source, text))
                yield Hit(source_of(row), statement, who.get(row.speaker_id), text, marked(text), day(row.day))


def sighting_key(connection: Connection, asked: str) -> str:
    """The key of a sighting that is held: asked itself, or the first in order of a merged contact's."""
    row = _merged_row(connection, asked)
    if "/" in asked:
        return asked
    return sighting_keys(connection, row.key)[0]


def sighting_keys(connection: Connection, asked: str) -> tuple[str, ...]:
    """The keys of a merged contact's sightings, in order; it is found as contact() finds it."""
    row = _merged_row(connection, asked)
    s, d = schema.sightings.c, schema.documents.c
    wanted = select(s.local, d.hash).join_from(schema.sightings, schema.documents).where(s.merged_id == row.id)
    return tuple(sorted(f"{one.hash.hex()}/{one.local}" for one in connection.execute(wanted)))


def counts(connection: Connection) -> tuple[tuple[str, int], ...]:
    """How much a ledger holds, as names and numbers.

    Contacts are all that are no events: SQLite counts a whole table without looking at its rows.
    """
    m, d = schema.merged.c, schema.documents.c
    of = {
        "documents": select(func.count()).select_from(schema.documents),
        "sources": select(func.count()).where(d.source == d.hash),  # the first of each group
        "statements": select(func.count()).select_from(schema.statements),
        "contacts": select(func.count()).select_from(schema.merged),
        "events": select(func.count()).where(m.is_contact == 0),
        "reports of contacts and events": select(func.count()).select_from(schema.sightings),
        "pairs in contact": select(func.count()).select_from(schema.pairs),
        "claims": select(func.count()).select_from(schema.claims),
        "judgements": select(func.count()).select_from(schema.judgements),
        "failures": select(func.count()).select_from(schema.failures),
    }
    found = {name: connection.execute(wanted).scalar() or 0 for name, wanted in of.items()}
    return tuple((found | {"contacts": found["contacts"] - found["events"]}).items())


def published(connection: Connection) -> tuple[str | None, str | None]:
    """The days of the first and of the last publication."""
    d = schema.documents.c
    first, last = (connection.execute(select(of(d.day)).where(d.day > UNKNOWN)).scalar() for of in (func.min, func.max))
    return day(first or UNKNOWN), day(last or UNKNOWN)


def carriers(connection: Connection, content: bytes) -> tuple[Source, ...]:
    """The document of a hash at every place where its text was found, in the order they were met."""
    c, d = schema.carriers, schema.documents
    row = connection.execute(select(d).where(d.c.hash == content)).first()
    if row is None:
        return ()
    places = connection.execute(select(c).where(c.c.document_id == row.id).order_by(c.c.n))
    return tuple(
        replace(source_of(row), publisher=one.publisher, url=one.url, published=one.published) for one in places
    )
