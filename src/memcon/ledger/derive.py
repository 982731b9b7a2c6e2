"""Derives merged contacts, timelines and pairs from sightings and judgements: of what was touched, or of everything."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from memcon.ledger import reviewing, schema
from memcon.ledger.chunks import chunks
from memcon.ledger.days import UNKNOWN, ordinal
from memcon.ledger.entries import COUNTRY, ActorRow, dumped, key_of, plain, state_row
from memcon.ledger.rechecking import mark_stale
from memcon.ledger.shelf import Newcomer, Seen, Shelf, merged_ids
from memcon.ledger.steps import Steps
from memcon.ledger.writing import Names, actor_ids, insert, many, numbers_for
from memcon.record import Field, Judgement, Likeness, Merged, Sighting, Tie, Version, days_of
from memcon.record.vocabulary import ContactStatus

MOST_PARTIES = 64
"""Parties of one contact that stand in timelines: a summit of so many has two thousand pairs of them."""


def derive(connection: Connection, touched: Collection[str], shelf: Shelf, steps: Steps, names: Names) -> None:
    """Merges anew all whose merging may change because sightings (keys) did, and puts it in place of what stood there.

    The shelf knows which of them were taken away, and what these were part of.
    """
    judged = judgements(connection)
    reached = tuple(steps.closure(touched, judged, shelf))
    seen = {one.key: shelf.known[one.key] for one in reached}
    lost = {shelf.gone[key] for key in touched if key in shelf.gone}
    made, kept = _parted(steps.merge(reached, judged), seen, set(touched), lost)
    old = (merged_ids(seen.values()) | lost) - kept
    if made or old:
        _put(connection, seen, sorted(old), made, names, shelf.newcomers)


def _parted(
    merged: Iterable[Merged], seen: Mapping[str, Seen], touched: set[str], lost: set[int]
) -> tuple[list[Merged], set[int]]:
    """The merged contacts that are new, and the row ids of those that are as they were, sighting for sighting."""
    sizes = Counter(one.merged_id for one in seen.values())
    made, kept = [], set[int]()
    for one in merged:
        were = {seen[key].merged_id for key in one.sightings}
        was = were.pop() if len(were) == 1 else None
        if was is None or was in lost or sizes[was] != len(one.sightings) or not touched.isdisjoint(one.sightings):
            made.append(one)
        else:
            kept.add(was)
    return made, kept


def judgements(connection: Connection) -> tuple[Judgement, ...]:
    """What persons judged, in the order they said it."""
    rows = connection.execute(select(schema.judgements).order_by(schema.judgements.c.id))
    return tuple(Judgement(row.a, row.b, Likeness(row.likeness), row.by, row.at, row.note) for row in rows)


def merged_of(body: str) -> Merged:
    """The Merged of a row's body."""
    tree = json.loads(body)
    return Merged(
        tree["id"],
        tuple(tree["sightings"]),
        tuple(Tie(a, b, score, tuple((name, part) for name, part in parts)) for a, b, score, parts in tree["ties"]),
        tuple(
            Field(name, value, rule, tuple(Version(v, tuple(keys), sources) for v, keys, sources in versions))
            for name, value, rule, versions in tree["fields"]
        ),
    )


def _body(merged: Merged) -> str | None:
    """A Merged as JSON; None where it has one sighting, from which it can be made again."""
    if len(merged.sightings) < 2:
        return None
    return dumped(
        {
            "id": merged.id,
            "sightings": merged.sightings,
            "ties": [[tie.a, tie.b, tie.score, tie.parts] for tie in merged.ties],
            "fields": [
                [one.name, one.value, one.rule, [[v.value, v.sightings, v.sources] for v in one.versions]]
                for one in merged.fields
            ],
        }
    )


def _put(
    connection: Connection,
    seen: Mapping[str, Seen],
    old: Sequence[int],
    made: Sequence[Merged],
    names: Names,
    newcomers: Sequence[Newcomer],
) -> None:
    """Puts merged contacts in place of old ones (row ids), and writes the newcomers."""
    changed = set(_remove(connection, old))
    ids = numbers_for(connection, schema.merged, len(made))
    rows, lines, part_of = [], [], dict[int, int]()
    keys = _party_ids(connection, [seen[key].sighting for one in made for key in one.sightings], names)
    reviews = reviewing.by_sighting(connection)
    for number, one in zip(ids, made, strict=True):
        its = [seen[key].sighting for key in one.sightings]
        row = _row(
            number, one, its, reviewing.decided(one, [it for key in one.sightings for it in reviews.get(key, ())])
        )
        rows.append(row)
        part_of |= {seen[key].id: number for key in one.sightings}
        lines += _lines(row, its, keys)
    insert(connection, schema.merged, rows)
    _write_sightings(connection, newcomers, part_of)
    insert(connection, schema.timeline, lines)
    mark_stale(connection, changed | {(line["a"], line["b"]) for line in lines})
    _count(connection, sorted(changed))
    _count_more(connection, lines, changed, {n for key, n in keys.items() if key.startswith(COUNTRY)})


def _write_sightings(connection: Connection, newcomers: Sequence[Newcomer], part_of: Mapping[int, int]) -> None:
    """Writes the newcomers, and of the other sightings what they are part of now (row ids)."""
    insert(
        connection,
        schema.sightings,
        [
            {
                "id": one.id, "document_id": one.document_id, "local": one.row.local, "merged_id": part_of[one.id],
                "body": one.row.body,
            }
            for one in newcomers
        ],
    )  # fmt: skip
    insert(
        connection, schema.blocks, [{"key": key, "sighting_id": one.id} for one in newcomers for key in one.row.keys]
    )
    written = part_of.keys() - {one.id for one in newcomers}
    many(
        connection, "UPDATE sightings SET merged_id = ? WHERE id = ?", [(part_of[one], one) for one in sorted(written)]
    )


def _remove(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Takes merged contacts out, their sightings left without; tells the pairs whose timelines they stood in."""
    for some in chunks(ids):
        columns = schema.timeline.c
        rows = connection.execute(select(columns.a, columns.b).where(columns.merged_id.in_(some))).all()
        yield from {(row.a, row.b) for row in rows}
        free = schema.sightings.update().where(schema.sightings.c.merged_id.in_(some))
        connection.execute(free.values(merged_id=None))
        connection.execute(schema.timeline.delete().where(columns.merged_id.in_(some)))
        connection.execute(schema.merged.delete().where(schema.merged.c.id.in_(some)))


def _row(number: int, merged: Merged, its: Sequence[Sighting], decided: Merged) -> dict[str, Any]:
    """The row of a merged contact: it shows what persons decided, and its body keeps what the reports give."""
    fields = {field.name: field for field in decided.fields}
    shown = {name: plain(field.value) for name, field in fields.items() if field.value is not None}
    earliest, latest = _shown_days(fields.get("time"), its)
    known = [ordinal(one.published) for one in its if one.published]
    return {
        "id": number, "key": merged.id, "is_contact": int(its[0].is_contact), "kind": shown.get("kind", ""),
        "status": shown.get("status", ""), "earliest": earliest, "latest": latest,
        "known_from": min(known, default=UNKNOWN), "place": shown.get("place"),
        "country": _country(shown.get("place"), its), "parties": shown.get("parties", ""),
        "topics": shown.get("topics", ""), "reports": len({one.document for one in its}),
        "sources": len({one.source for one in its}), "body": _body(merged),
    }  # fmt: skip


def _country(place: str | None, its: Sequence[Sighting]) -> str | None:
    """The country of the shown place, as a sighting that gives the place has it."""
    return next((one.place_country for one in its if place and one.place == place and one.place_country), None)


def _shown_days(time: Field | None, its: Sequence[Sighting]) -> tuple[int, int]:
    """The days of the shown time: those of a sighting that gives it, or what a person corrected it to."""
    shown = next((one for one in time.versions if one.value == time.value), None) if time else None
    giving = set(shown.sightings) if shown else set()
    one = next((sighting for sighting in its if sighting.key in giving), None)
    earliest, latest = (one.earliest, one.latest) if one else days_of(time.value if time else None)
    return ordinal(earliest), ordinal(latest)


def _party_ids(connection: Connection, its: Iterable[Sighting], names: Names) -> dict[str, int]:
    """The row ids of every party and of every country of a party."""
    rows = []
    for party in {party for one in its for party in one.parties}:
        rows.append(ActorRow(key_of(party.actor), party.actor[:200], "person" if party.is_person else "unknown", None))
        if party.country:
            rows.append(state_row(party.country))
    return actor_ids(connection, rows, names)


def _lines(row: Mapping[str, Any], its: Sequence[Sighting], keys: Mapping[str, int]) -> list[dict[str, Any]]:
    """The timeline's lines of a merged contact: for each two of its parties, and of their countries."""
    if not row["is_contact"]:
        return []
    country = {party.actor: party.country for one in its for party in one.parties}
    held = int(row["status"] == ContactStatus.HELD.value and row["latest"] > UNKNOWN)
    shown = row["parties"].split()[:MOST_PARTIES]
    levels = [(keys.get(key_of(one)), keys.get(f"{COUNTRY}{country.get(one)}")) for one in shown]
    found = set[tuple[int, int]]()
    for (one, its_state), (other, other_state) in combinations(levels, 2):
        for a in (one, its_state):
            for b in (other, other_state):
                # no one is in contact with the own country
                if a is not None and b is not None and a != other_state and b != its_state:
                    found.add((min(a, b), max(a, b)))
    return [
        {
            "a": a, "b": b, "latest": row["latest"], "merged_id": row["id"], "earliest": row["earliest"], "held": held,
        }
        for a, b in sorted(found)
        if a != b
    ]  # fmt: skip


def _count(connection: Connection, touched: Sequence[tuple[int, int]]) -> None:
    """Counts anew the held contacts of pairs of actors; of countries none are counted."""
    if not touched:
        return
    countries = set(connection.scalars(select(schema.actors.c.id).where(schema.actors.c.key.like(f"{COUNTRY}%"))))
    t = schema.timeline.c
    pairs = [(a, b) for a, b in touched if a not in countries and b not in countries]
    counted = select(func.count(), func.min(t.latest), func.max(t.latest)).where(
        t.a == bindparam("one"), t.b == bindparam("other"), t.held == 1
    )
    rows = []
    for a, b in pairs:
        count, first, last = connection.execute(counted, {"one": a, "other": b}).one()
        if count:
            rows.append({"a": a, "b": b, "contacts": count, "first": first, "last": last})
    many(connection, "DELETE FROM pairs WHERE a = ? AND b = ?", pairs)
    insert(connection, schema.pairs, rows)


def _count_more(
    connection: Connection,
    lines: Iterable[Mapping[str, Any]],
    passed_over: Collection[tuple[int, int]],
    countries: set[int],
) -> None:
    """Adds lines that are new on timelines to what is counted of their pairs."""
    days: dict[tuple[int, int], list[int]] = {}
    for line in lines:
        pair = line["a"], line["b"]
        if line["held"] and pair not in passed_over and not countries & set(pair):
            days.setdefault(pair, []).append(line["latest"])
    least, most = ("min", "max") if connection.dialect.name == "sqlite" else ("least", "greatest")
    statement = (
        "INSERT INTO pairs (a, b, contacts, first, last) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (a, b) DO UPDATE SET contacts = pairs.contacts + excluded.contacts, "
        f"first = {least}(pairs.first, excluded.first), last = {most}(pairs.last, excluded.last)"
    )
    many(connection, statement, [(a, b, len(its), min(its), max(its)) for (a, b), its in days.items()])
