"""Contacts: every case of tests/cases/contacts.toml, and what all contacts have in common."""

from collections.abc import Callable
from typing import Any

import pytest

from memcon.record import Actor, Contact, Record
from memcon.record.vocabulary import ActorKind

pytestmark = pytest.mark.model


def _who(contact: Contact, actors: dict[str, Actor]) -> tuple[str, ...]:
    """Persons by name, states and bodies by country or else by name, sorted."""
    there = [actors[one.actor] for one in contact.participants]
    return tuple(sorted(one.name if one.kind is ActorKind.PERSON else one.country or one.name for one in there))


def _fields(contact: Contact, actors: dict[str, Actor]) -> dict[str, Any]:
    return {
        "channel": contact.channel.value,
        "status": contact.status.value,
        "role": contact.role.value,
        "date": contact.time.value[:10] if contact.time else None,
        "duration": contact.duration,
        "initiator": actors[contact.initiator.actor].name if contact.initiator else None,
        "place": contact.place.name if contact.place else None,
        "topics": [topic.label for topic in contact.topics],
        "informed": [f"{actors[one.actor].name}:{one.when.value}" for one in contact.informed],
    }


def _missed(wanted: dict[str, Any], contact: Contact, actors: dict[str, Actor]) -> dict[str, str]:
    """The fields in which a contact is not as wanted; of topics those that are missing."""
    found = _fields(contact, actors)
    wrong = {}
    for name, value in wanted.items():
        if name == "who":
            continue
        right = set(value) <= set(found[name]) if name == "topics" else found[name] == value
        if not right:
            wrong[name] = f"{found[name]!r} instead of {value!r}"
    return wrong


def test_contacts_are_read_as_written_down(contacts_case: dict[str, Any], read: Callable[..., Record]) -> None:
    """Each text yields exactly its contacts, each with its parties and with every field that the case states."""
    record = read(contacts_case["text"], contacts_case.get("published", "2025-07-03"), contacts_case.get("headline"))
    actors = {actor.id: actor for actor in record.actors}
    found = sorted((_who(contact, actors), number) for number, contact in enumerate(record.contacts))
    wanted = sorted((tuple(sorted(one["who"])), number) for number, one in enumerate(contacts_case["contacts"]))
    assert [who for who, _ in found] == [who for who, _ in wanted]
    wrong = [
        (who, missed)
        for (who, index), (_, number) in zip(found, wanted, strict=True)
        if (missed := _missed(contacts_case["contacts"][number], record.contacts[index], actors))
    ]
    assert not wrong
