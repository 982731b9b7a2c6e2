"""Asks a ledger what the pages show: the latest contacts, silences broken, an actor's partners, networks, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from sqlalchemy import ColumnElement, Connection, or_, select

from memcon.ledger import schema
from memcon.ledger.asking import dated_of, sources
from memcon.ledger.days import UNKNOWN, day, ordinal
from memcon.ledger.derive import merged_of
from memcon.ledger.names import named, named_keys
from memcon.record import Dated, Listing, Named, Network, Partner, Silence, Spoken
from memcon.record.vocabulary import ContactStatus

_MOST_LOOKED_AT = 20_000
"""Contacts that a network or a map is made of at most: the latest of the period."""
_MOST_PARTIES = 12
"""Parties of one contact that count in a network: a summit of a hundred says little of any two."""


def latest(
    connection: Connection,
    most: int,
    first: int | None = None,
    last: int | None = None,
    country: str | None = None,
    skip: int = 0,
) -> Listing:
    """The latest contacts of known days after the first `skip`, those of one place's country where one is given."""
    m = schema.merged.c
    wanted = select(schema.merged).where(*_period(first, last))
    if country is not None:
        wanted = wanted.where(m.country == country)
    rows = connection.execute(wanted.order_by(m.latest.desc(), m.id.desc()).limit(most).offset(skip)).all()
    contacts = tuple(dated_of(row) for row in rows)
    names = named_keys(connection, {party for one in contacts for party in one.parties})
    return Listing(contacts, tuple(names.values()), sources(connection, contacts))


def keys(
    connection: Connection, after: int, most: int, first: int | None = None, last: int | None = None
) -> tuple[tuple[int, str], ...]:
    """The row ids and keys of contacts after a row id, in order; only those of a period where one is given."""
    m = schema.merged.c
    bounds = (m.is_contact == 1,) if first is None and last is None else _period(first, last)
    rows = connection.execute(select(m.id, m.key).where(m.id > after, *bounds).order_by(m.id).limit(most))
    return tuple((row.id, row.key) for row in rows)


def broken(connection: Connection, contacts: tuple[Dated, ...], over: int) -> tuple[Silence, ...]:
    """The silences of more than `over` days that held contacts end, one for each two of their parties."""
    a, t, m = schema.actors.c, schema.timeline.c, schema.merged.c
    found = []
    for one in contacts:
        if one.status != ContactStatus.HELD or one.earliest is None or len(one.parties) > _MOST_PARTIES:
            continue
        keys = connection.execute(select(a.key, a.id).where(a.key.in_(one.parties))).all()
        ids = {row.key: row.id for row in keys}
        for x, y in combinations([party for party in one.parties if party in ids], 2):
            low, high = sorted((ids[x], ids[y]))
            before = connection.execute(
                select(t.latest, t.earliest, m.key)
                .join_from(schema.timeline, schema.merged)
                .where(t.a == low, t.b == high, t.held == 1, t.latest < ordinal(one.earliest), t.latest > UNKNOWN)
                .order_by(t.latest.desc())
                .limit(1)
            ).first()
            if before and ordinal(one.earliest) - before.latest > over:
                since, days = day(before.latest) or "", ordinal(one.earliest) - before.latest
                ends = day(before.earliest) or since, one.latest or one.earliest
                found.append(Silence((x, y), before.key, one.id, since, one.earliest, days, *ends))
    return tuple(found)


def partners(connection: Connection, actor: int, most: int) -> tuple[Partner, ...]:
    """Those an actor (a row id) had held contacts with, the most frequent first."""
    p = schema.pairs.c
    rows = connection.execute(
        select(schema.pairs)
        .where(or_(p.a == actor, p.b == actor))
        .order_by(p.contacts.desc(), p.last.desc())
        .limit(most)
    ).all()
    names = named(connection, {row.b if row.a == actor else row.a for row in rows})
    found = []
    for row in rows:
        first, last = (_days(connection, row.a, row.b, latest) for latest in (row.first, row.last))
        found.append(Partner(names[row.b if row.a == actor else row.a], row.contacts, first, last))
    return tuple(found)


def _days(connection: Connection, a: int, b: int, latest: int) -> tuple[str, str]:
    """The first and the last day that the contact of a pair may have had whose last day is known."""
    t = schema.timeline.c
    wanted = select(t.earliest).where(t.a == a, t.b == b, t.latest == latest, t.held == 1).order_by(t.earliest.desc())
    earliest = connection.execute(wanted.limit(1)).scalar()
    return day(latest if earliest is None else earliest) or "", day(latest) or ""


def network(connection: Connection, first: int | None, last: int | None) -> Network:
    """Who was in contact with whom over a period."""
    m = schema.merged.c
    wanted = select(m.parties).where(*_period(first, last), m.status == ContactStatus.HELD.value)
    rows = connection.scalars(wanted.order_by(m.latest.desc()).limit(_MOST_LOOKED_AT)).all()
    counts: Counter[tuple[str, str]] = Counter()
    for parties in rows:
        counts.update(combinations(sorted(set(parties.split()))[:_MOST_PARTIES], 2))
    links = tuple(Spoken(a, b, count) for (a, b), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    actors = _named(connection, {actor for link in links for actor in (link.a, link.b)})
    return Network(links, actors, len(rows) < _MOST_LOOKED_AT)


def places(connection: Connection, first: int | None, last: int | None) -> tuple[tuple[str, int], ...]:
    """The countries (ISO 3166 alpha-3) where held contacts of a period took place, and how many did."""
    m = schema.merged.c
    held = select(m.country).where(*_period(first, last), m.status == ContactStatus.HELD.value)
    rows = connection.scalars(held.order_by(m.latest.desc()).limit(_MOST_LOOKED_AT))
    return tuple(sorted(Counter(code for code in rows if code).items(), key=lambda one: (-one[1], one[0])))


def said_by(connection: Connection, actor: int) -> Iterator[tuple[int, int]]:
    """The ids of an actor's statements, the latest stored first, with those of their documents."""
    s = schema.statements.c
    rows = connection.execute(select(s.id, s.document_id).where(s.speaker_id == actor).order_by(s.id.desc()).limit(500))
    return ((row.id, row.document_id) for row in rows)


def uncertain(connection: Connection, most: int) -> tuple[tuple[tuple[Dated, float], ...], tuple[Named, ...]]:
    """Contacts made of several reports with the least score that joins any of them, the least sure first; their actors.

    Looked at are the latest _MOST_LOOKED_AT contacts made of several reports.
    """
    m = schema.merged.c
    rows = connection.execute(
        select(schema.merged)
        .where(m.is_contact == 1, m.body.is_not(None), m.reports > 1)
        .order_by(m.latest.desc())
        .limit(_MOST_LOOKED_AT // 20)
    ).all()
    scored = [(dated_of(row), min((tie.score for tie in merged_of(row.body).ties), default=1.0)) for row in rows]
    queue = tuple(sorted(scored, key=lambda one: (one[1], one[0].id))[:most])
    return queue, _named(connection, {party for one, _ in queue for party in one.parties})


def _named(connection: Connection, keys: set[str]) -> tuple[Named, ...]:
    return tuple(named_keys(connection, keys).values())


def _period(first: int | None, last: int | None) -> tuple[ColumnElement[bool], ...]:
    m = schema.merged.c
    bounds: list[ColumnElement[bool]] = [m.is_contact == 1, m.latest > UNKNOWN]
    if first is not None:
        bounds.append(m.latest >= first)
    if last is not None:
        bounds += [m.earliest <= last, m.latest <= last + 366]
    return tuple(bounds)
