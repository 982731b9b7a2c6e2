"""What a re-reading changed of a document's Record, layer by layer, in words; ids do not count: they only number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from memcon.record import Claim, Contact, Event, Finding, Record, Statement, Time

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Difference:
    """The parts of one layer that are gone and those that came, each described in a line."""

    layer: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


def differences(before: Record, after: Record) -> tuple[Difference, ...]:
    """What two Records of one document tell differently, in the order of the layers."""
    found = []
    for layer, told in _TOLD.items():
        old = Counter(told(one, before) for one in getattr(before, layer))
        new = Counter(told(one, after) for one in getattr(after, layer))
        if old != new:
            found.append(Difference(layer, tuple((old - new).elements()), tuple((new - old).elements())))
    return tuple(found)


def _actor(one: Any, _: Record) -> str:
    return f"{one.name} ({one.id}), {len(one.mentions)} times"


def _time(one: Time, _: Record) -> str:
    return f"{one.span.exact!r} {one.type.value} {one.value or 'unknown'}"


def _statement(one: Statement, record: Record) -> str:
    return _short(f"{_name(record, one.speaker)} ({one.quotation.value}): {one.words}")


def _event(one: Event, record: Record) -> str:
    who = ", ".join(_name(record, actor) for actor in one.actors)
    whom = ", ".join(_name(record, actor) for actor in one.recipients)
    when = one.time.value if one.time else "no day"
    return _short(
        f"{one.type.value} {one.modality.value} {one.role.value} {one.trigger.exact!r}: {who} > {whom}, {when}"
    )


def _contact(one: Contact, record: Record) -> str:
    who = ", ".join(_name(record, each.actor) for each in one.participants)
    parts = [one.channel.value, one.status.value, one.role.value, one.time.value if one.time else "no day", who]
    parts += [one.place.name] if one.place else []
    parts += [one.duration] if one.duration else []
    return _short(" ".join(parts) + "".join(f"; {topic.label}" for topic in one.topics))


def _claim(one: Claim, _: Record) -> str:
    return _short(f"{one.kind.value} {one.modifier.value} {one.value}: {one.span.exact}")


def _finding(one: Finding, _: Record) -> str:
    return _short(f"{one.check} {one.verdict.value}: {one.explanation}")


_TOLD: dict[str, Callable[[Any, Record], str]] = {
    "actors": _actor,
    "times": _time,
    "statements": _statement,
    "events": _event,
    "contacts": _contact,
    "claims": _claim,
    "findings": _finding,
}


def _name(record: Record, actor: str | None) -> str:
    known: Iterable[str] = (one.name for one in record.actors if one.id == actor)
    return next(iter(known), actor or "somebody")


def _short(told: str) -> str:
    words = " ".join(told.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
