"""Tellings: who says so, and which words trigger them."""

from collections.abc import Callable

import pytest

from memcon.record import Record
from memcon.record.vocabulary import EventType

pytestmark = pytest.mark.model


def test_an_event_belongs_to_the_innermost_statement_that_holds_it(read: Callable[..., Record]) -> None:
    """What the ministry says that the minister said is the minister's."""
    record = read(
        "According to the Kremlin, Irish Foreign Minister Nuala Keane said that Belarus had attacked Latvia.",
        "2025-07-03",
    )
    (event,) = [one for one in record.events if one.type is EventType.ASSAULT]
    speakers = {one.id: one.speaker for one in record.statements}
    names = {actor.id: actor.name for actor in record.actors}
    assert event.attributed_to is not None
    assert names[str(speakers[event.attributed_to])] == "Nuala Keane"


def test_an_event_told_by_the_report_itself_has_no_source(read: Callable[..., Record]) -> None:
    """Once asserted by the report, an event is not only a claim of someone."""
    record = read("Belarus attacked Latvia on Tuesday. Riga said Belarus had attacked Latvia.", "2025-07-03")
    assaults = [one for one in record.events if one.type is EventType.ASSAULT]
    assert None in {one.attributed_to for one in assaults}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Irish Foreign Minister Nuala Keane met Omani Foreign Minister Said Al-Harthi.", "met"),
        ("Irish Foreign Minister Nuala Keane had a call with Omani Foreign Minister Said Al-Harthi.", "call"),
        ("Irish Foreign Minister Nuala Keane sat down with Omani Foreign Minister Said Al-Harthi.", "sat"),
    ],
)
def test_the_trigger_is_the_word_that_tells(read: Callable[..., Record], text: str, trigger: str) -> None:
    """A verb or a noun triggers, and the sentence is the evidence."""
    record = read(text, "2025-07-03")
    (contact,) = record.contacts
    event = next(one for one in record.events if one.id == contact.event)
    assert (event.trigger.exact, event.evidence.exact) == (trigger, text)


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("Irish Foreign Minister Nuala Keane phoned Omani Foreign Minister Said Al-Harthi.", "CONSULT", "phone"),
        ("Irish Foreign Minister Nuala Keane visited Oman.", "CONSULT", "visit"),
        ("Irish Foreign Minister Nuala Keane will meet Omani Foreign Minister Said Al-Harthi.", "AGREE", None),
        (
            "Irish Foreign Minister Nuala Keane cancelled a meeting with Omani Foreign Minister Said Al-Harthi.",
            "REJECT",
            "meet",
        ),
    ],
)
def test_contacts_are_coded_as_plover_says(
    read: Callable[..., Record], text: str, type_: str, mode: str | None
) -> None:
    """Held contacts are CONSULT with a mode, planned ones AGREE, cancelled ones REJECT."""
    record = read(text, "2025-07-03")
    (contact,) = record.contacts
    event = next(one for one in record.events if one.id == contact.event)
    assert (event.type, event.mode) == (type_, mode)


def test_a_visitor_is_the_actor_and_the_host_the_recipient(read: Callable[..., Record]) -> None:
    """PLOVER: of a visit the visitor is the actor; in a meeting everyone is."""
    record = read("Irish Foreign Minister Nuala Keane visited Oman on Tuesday.", "2025-07-03")
    names = {actor.id: actor.name for actor in record.actors}
    (event,) = record.events
    assert [names[one] for one in event.actors] == ["Nuala Keane"]
    assert [names[one] for one in event.recipients] == ["Oman"]
