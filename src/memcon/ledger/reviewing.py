"""Keeps what persons decide of the fields of contacts, and what they judged; rows are only ever added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from memcon.errors import QuestionError
from memcon.ledger import schema
from memcon.ledger.chunks import chunks
from memcon.ledger.writing import insert, numbers_for
from memcon.record import ContactAnswer, Field, Judgement, Likeness, Merged, Review, Version
from memcon.record.vocabulary import Channel, ContactStatus

DECISIONS = ("accept", "reject", "correct")
CORRECTABLE = ("kind", "status", "time", "place", "duration", "topics")
"""The fields that a person can correct; who took part follows from the reports."""
_LONGEST = 300
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")
_DURATION = re.compile(r"P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?)?")


def keep(
    connection: Connection, key: str, field: str, decision: str, by: str, value: str, given: Field | None
) -> Review:
    """Adds a decision on a field as it is given; raises QuestionError for one that makes no sense.

    Only a value that the field has, shown or as a version, can be accepted or rejected.
    """
    if decision not in DECISIONS:
        raise QuestionError(f"a field is one to {', '.join(DECISIONS)}")
    if field not in CORRECTABLE and (decision == "correct" or field not in ("parties", "initiator")):
        raise QuestionError(f"the fields to correct are {', '.join(CORRECTABLE)}")
    if not value.strip() or len(value) > _LONGEST:
        raise QuestionError(f"a decision names the value that it is about, in at most {_LONGEST} characters")
    if decision == "correct":
        _check(field, value)
    elif given is None or value not in {given.value, *(version.value for version in given.versions)}:
        raise QuestionError(f"no report gives this {field}; correct it instead, where that is right")
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    made = Review(key, field, decision, value, by, now)
    (number,) = numbers_for(connection, schema.reviews, 1)
    row = {"id": number, "key": key, "field": field, "decision": decision, "value": value, "by": by, "at": now}
    insert(connection, schema.reviews, [row])
    return made


def of_contact(connection: Connection, keys: Sequence[str]) -> tuple[Review, ...]:
    """The decisions on the contact that some sightings are, in the order they were made."""
    r = schema.reviews.c
    rows = [
        row for some in chunks(list(keys)) for row in connection.execute(select(schema.reviews).where(r.key.in_(some)))
    ]
    return tuple(
        Review(row.key, row.field, row.decision, row.value, row.by, row.at)
        for row in sorted(rows, key=lambda row: row.id)
    )


def by_sighting(connection: Connection) -> dict[str, list[Review]]:
    """Every decision, in the order they were made, by the sighting that it is about; persons make few."""
    found: dict[str, list[Review]] = {}
    for row in connection.execute(select(schema.reviews).order_by(schema.reviews.c.id)):
        made = Review(row.key, row.field, row.decision, row.value, row.by, row.at)
        found.setdefault(row.key, []).append(made)
    return found


def judgements(connection: Connection, most: int, skip: int = 0) -> tuple[Judgement, ...]:
    """What persons judged, the latest first, after the first `skip`."""
    j = schema.judgements
    rows = connection.execute(select(j).order_by(j.c.id.desc()).limit(most).offset(skip))
    return tuple(Judgement(row.a, row.b, Likeness(row.likeness), row.by, row.at, row.note) for row in rows)


def applied(answer: ContactAnswer, reviews: Sequence[Review]) -> ContactAnswer:
    """What a ledger answers of a contact, as persons decided."""
    return replace(answer, merged=decided(answer.merged, reviews))


def decided(merged: Merged, reviews: Sequence[Review]) -> Merged:
    """A merged contact as persons decided: the latest decision on a field is above what the reports give.

    A rejected value is shown no more: the next version that nobody rejected is, or nothing. Every version is kept. A
    field that no report gives and a person corrected is there all the same.
    """
    if not reviews:
        return merged
    ordered = sorted(reviews, key=lambda one: one.at)
    names = dict.fromkeys((*(field.name for field in merged.fields), *(one.field for one in ordered)))
    fields = (
        _decided(merged.field(name) or Field(name, None, "", ()), [one for one in ordered if one.field == name])
        for name in names
    )
    return Merged(merged.id, merged.sightings, merged.ties, tuple(fields))


def _decided(field: Field, reviews: Sequence[Review]) -> Field:
    if not reviews:
        return field
    latest = reviews[-1]
    rule = f"{latest.decision}ed by {latest.by}, {latest.at[:10]}"
    if latest.decision != "reject":
        known = any(version.value == latest.value for version in field.versions)
        versions = field.versions if known else (*field.versions, Version(latest.value or "", (), 0))
        return Field(field.name, latest.value, rule, versions)
    rejected = set[str | None]()
    for one in reviews:
        (rejected.add if one.decision == "reject" else rejected.discard)(one.value)
    kept = [version.value for version in field.versions if version.value not in rejected]
    shown = field.value if field.value in kept else next(iter(kept), None)
    return Field(field.name, shown, rule, field.versions)


def _check(field: str, value: str) -> None:
    """Raises QuestionError for a corrected value that the field cannot have."""
    choices = {"kind": tuple(Channel), "status": tuple(ContactStatus)}.get(field)
    if choices and value not in choices:
        raise QuestionError(f"{field} is one of {', '.join(choices)}")
    if field == "duration" and not _DURATION.fullmatch(value):
        raise QuestionError("write a duration as PT2H or PT1H30M")
    if field == "time":
        try:
            days = [datetime.fromisoformat(one) for one in value.split("/")] if _DAYS.fullmatch(value) else []
        except ValueError:
            days = []
        if not days or days != sorted(days):
            raise QuestionError("write a time as 2025-07-01, or as 2025-07-01/2025-07-03 for a day between two")
