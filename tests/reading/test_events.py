"""Events: every case of tests/cases/events.toml, and what all events have in common."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from memcon.record import Actor, Event, Record
from memcon.record.vocabulary import ActorKind, EventType

pytestmark = pytest.mark.model


def _names(ids: Iterable[str], actors: dict[str, Actor]) -> list[str]:
    """Persons by name, states and their bodies by country, others by name, sorted."""
    there = [actors[one] for one in ids]
    return sorted(one.name if one.kind is ActorKind.PERSON else one.country or one.name for one in there)


def _fields(event: Event, record: Record) -> dict[str, Any]:
    actors = {actor.id: actor for actor in record.actors}
    speakers = {statement.id: statement.speaker for statement in record.statements}
    speaker = speakers[event.attributed_to] if event.attributed_to else None
    return {
        "type": event.type.value,
        "mode": event.mode,
        "by": _names(event.actors, actors),
        "to": _names(event.recipients, actors),
        "modality": event.modality.value,
        "role": event.role.value,
        "trigger": event.trigger.exact,
        "said_by": _names([speaker], actors)[0] if speaker else "",
    }


def _fits(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    return all(
        sorted(value) == found[name] if isinstance(value, list) else value == found[name]
        for name, value in wanted.items()
    )


def _beside_contacts(record: Record) -> list[Event]:
    """The events that are no contact's."""
    of_contacts = {contact.event for contact in record.contacts}
    return [event for event in record.events if event.type is not EventType.CONSULT and event.id not in of_contacts]


def test_events_are_read_as_written_down(events_case: dict[str, Any], read: Callable[..., Record]) -> None:
    """Each text yields exactly its events, each with every field that the case states."""
    record = read(events_case["text"], "2025-07-03")
    found = [_fields(event, record) for event in _beside_contacts(record)]
    missed = [one for one in events_case["events"] if not any(_fits(one, other) for other in found)]
    assert not missed, f"found: {found}"
    assert len(found) == len(events_case["events"]), f"found: {found}"
