"""Whom someone who asks means: an id, a country's code, or a name that the ledger or the gazetteer knows."""

from __future__ import annotations

import re

from sqlalchemy import Connection, or_, select

from memcon.errors import LedgerError, QuestionError
from memcon.knowledge import gazetteer
from memcon.ledger import schema
from memcon.ledger.chunks import chunks
from memcon.ledger.entries import COUNTRY, folded, plain
from memcon.record import Named
from memcon.record.vocabulary import ActorKind

_ID = re.compile(r"Q\d+|local:.+|country:[A-Z]{3}")
_CODE = re.compile(r"[A-Z]{3}")
_MOST_SHOWN = 6


def resolve(connection: Connection, asked: str) -> tuple[int | None, Named]:
    """The row id (None where no record names it) and the name of the one that is asked for.

    asked is an id, an ISO 3166 alpha-3 code, a name or a family name. Of several who bear the name, the one whom the
    ledger knows is meant; a state's name means the country, its officials included. Raises LedgerError where none or
    several fit.
    """
    words = plain(asked.strip())
    if not words:
        raise QuestionError("the name is empty; give one, as in Macron, an id or a country's code")
    if _ID.fullmatch(words):
        return _known(connection, words) or (None, _outside(words))
    if _CODE.fullmatch(words):
        country = _known(connection, f"{COUNTRY}{words}")
        if country is not None or gazetteer.load().state(words) is not None:
            return country or (None, _outside(f"{COUNTRY}{words}"))
    found = _candidates(connection, words)
    if len(found) > 1:
        held = [one for one in found if one[0] is not None]
        found = held or found
    if not found:
        raise LedgerError(f"nobody is known by the name {words[:80]!r}; ask `memcon who`, or give an id")
    if len(found) > 1:
        shown = ", ".join(f"{one.name} ({one.id})" for _, one in found[:_MOST_SHOWN])
        raise QuestionError(f"{words[:80]!r} may be {shown}; give an id")
    return found[0]


def named(connection: Connection, ids: set[int]) -> dict[int, Named]:
    """The actors of row ids."""
    columns = schema.actors.c
    rows = [
        row
        for some in chunks(sorted(ids))
        for row in connection.execute(select(schema.actors).where(columns.id.in_(some)))
    ]
    return {row.id: _named(row.key, row.name, row.kind, row.country) for row in rows}


def named_keys(connection: Connection, keys: set[str]) -> dict[str, Named]:
    """The actors of keys; those without a row are named as the gazetteer knows them."""
    columns = schema.actors.c
    rows = [
        row
        for some in chunks(sorted(keys))
        for row in connection.execute(select(schema.actors).where(columns.key.in_(some)))
    ]
    found = {row.key: _named(row.key, row.name, row.kind, row.country) for row in rows}
    return {key: found.get(key) or _outside(key) for key in sorted(keys)}


def _candidates(connection: Connection, words: str) -> list[tuple[int | None, Named]]:
    """All who may be meant, those whose whole name it is before those whose family name it is."""
    known = gazetteer.load()
    whole = {entity.id: entity for entity, _ in known.named(words)}
    family = {} if whole else {entity.id: entity for entity in known.family_named(words)}
    found: dict[str, tuple[int | None, Named]] = {}
    for entity in (whole or family).values():
        if entity.kind is ActorKind.STATE and entity.country:
            return [_country(connection, entity.country)]
        one = _known(connection, entity.id)
        found[entity.id] = one or (None, Named(entity.id, entity.name, entity.kind, entity.country))
    columns = schema.actors.c
    name = folded(words)
    ends = columns.folded.endswith(f" {name}", autoescape=True) if not whole else columns.folded == name
    rows = connection.execute(
        select(schema.actors).where(or_(columns.folded == name, ends), columns.key.not_like(f"{COUNTRY}%")).limit(20)
    )
    for row in rows:
        found.setdefault(row.key, (row.id, _named(row.key, row.name, row.kind, row.country)))
    return list(found.values())


def _country(connection: Connection, code: str) -> tuple[int | None, Named]:
    key = f"{COUNTRY}{code}"
    return _known(connection, key) or (None, _outside(key))


def _known(connection: Connection, key: str) -> tuple[int, Named] | None:
    row = connection.execute(select(schema.actors).where(schema.actors.c.key == key)).first()
    return None if row is None else (row.id, _named(row.key, row.name, row.kind, row.country))


def _named(key: str, name: str, kind: str, country: str | None) -> Named:
    if key.startswith(COUNTRY):
        return _outside(key)
    return Named(key, name, ActorKind(kind), country)


def _outside(key: str) -> Named:
    """An actor as the gazetteer names it, or by its id alone."""
    known = gazetteer.load()
    if key.startswith(COUNTRY):
        code = key.removeprefix(COUNTRY)
        state = known.state(code)
        return Named(key, state.name if state else code, ActorKind.STATE, code)
    entity = known.entity(key)
    if entity is None:
        return Named(key, key, ActorKind.UNKNOWN, None)
    return Named(entity.id, entity.name, entity.kind, entity.country)
