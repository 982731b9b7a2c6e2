"""Which nouns tell of a contact, between whom, and which only take up one told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.record import Record

pytestmark = pytest.mark.model

KEANE = "Irish Foreign Minister Nuala Keane"
LUND = "Norwegian Foreign Minister Ida Lund"
HOLM = "Danish Foreign Minister Jens Holm"


def _told(record: Record) -> list[tuple[str, str, frozenset[str]]]:
    """The channel, the status and the last names of the parties of each contact."""
    names = {actor.id: actor.name.rpartition(" ")[2] for actor in record.actors}
    return [
        (one.channel.value, one.status.value, frozenset(names[party.actor] for party in one.participants))
        for one in record.contacts
    ]


@pytest.mark.parametrize(
    ("text", "channel", "status"),
    [
        (f"{KEANE} held talks with {LUND}.", "unspecified", "held"),
        (f"{KEANE} had a phone call with {LUND}.", "phone", "held"),
        (f"{KEANE} had a video conference with {LUND}.", "video", "held"),
        (f"Talks between {KEANE} and {LUND} ended without agreement.", "unspecified", "held"),
        (f"A meeting between {KEANE} and {LUND} is planned for Monday.", "in_person", "planned"),
        (f"{KEANE} cancelled a meeting with {LUND}.", "in_person", "cancelled"),
        (f"{KEANE} called off the talks with {LUND}.", "unspecified", "cancelled"),
        (f"{KEANE} denied a meeting with {LUND}.", "in_person", "denied"),
        (f"{KEANE} sent a letter to {LUND}.", "letter", "held"),
        (f"{KEANE} announced a meeting with {LUND}.", "in_person", "planned"),
        (f"{KEANE} pulled out of a meeting with {LUND}.", "in_person", "cancelled"),
        (f"There was no phone call between {KEANE} and {LUND}, the ministry said.", "phone", "denied"),
        (f"The ministry said it was not aware of any call between {KEANE} and {LUND}.", "phone", "denied"),
        (f"The ministry knew nothing of a call between {KEANE} and {LUND}.", "phone", "denied"),
        (f"{KEANE} described her meeting with {LUND} as frank.", "in_person", "held"),
        (f"After three hours of talks with {LUND}, {KEANE} gave up hope.", "unspecified", "held"),
        (f"At the end of talks with {LUND}, {KEANE} gave up hope.", "unspecified", "held"),
        (f"{KEANE} conveyed her condolences to {LUND} in a phone call.", "phone", "held"),
        (f"{LUND} had {KEANE} over for dinner.", "in_person", "held"),
        (f"{KEANE} did not mention her call with {LUND}, the ministry said.", "phone", None),
        (f"The ministry did not know of the call between {KEANE} and {LUND}.", "phone", None),
    ],
)
def test_nouns_of_contact(read: Callable[..., Record], text: str, channel: str, status: str | None) -> None:
    """The noun tells the channel, its verb and its modifiers whether it was held; None where they leave it open."""
    found = [(channel, status, {"Keane", "Lund"})] if status is not None else []
    assert _told(read(text, "2025-07-03")) == found


@pytest.mark.parametrize("told", ["a letter from {}", "a letter in which {} asked for help"])
def test_a_letter_is_of_its_writer(read: Callable[..., Record], told: str) -> None:
    """Who hands a letter over for another is no party to it."""
    record = read(f"{HOLM} handed {LUND} {told.format(KEANE)}.", "2025-07-03")
    assert _told(record) == [("letter", "held", {"Keane", "Lund"})]


@pytest.mark.parametrize(
    "text",
    [
        f"{KEANE} proposed a meeting with {LUND}.",
        f"{KEANE} spoke of a possible meeting with {LUND}.",
        f"No meeting between {KEANE} and {LUND} took place.",
        f"{KEANE} held a news conference.",
        f"{KEANE} called for talks with {LUND}.",
        f"{KEANE} has regular talks with {LUND}.",
        f"{KEANE} asked for a call with {LUND}.",
        f"{KEANE} praised the dinner.",
    ],
)
def test_nouns_that_tell_of_no_single_contact_held(read: Callable[..., Record], text: str) -> None:
    """What is proposed, possible, denied by "no", repeated or of another kind is no contact that was held."""
    assert [told for told in _told(read(text, "2025-07-03")) if told[1] == "held"] == []


def test_a_definite_noun_takes_up_the_contact_told_before(read: Callable[..., Record]) -> None:
    """ "The call" and "their talks" are the call that was told; they add its length and no second contact."""
    record = read(f"{KEANE} called {LUND} on Monday. The call lasted an hour. Their talks were friendly.", "2025-07-03")
    assert _told(record) == [("phone", "held", {"Keane", "Lund"})]
    assert record.contacts[0].duration == "PT1H"


def test_a_definite_noun_of_another_kind_takes_up_nothing(read: Callable[..., Record]) -> None:
    """ "The letter" after a call is another thing, and without parties no contact."""
    record = read(f"{KEANE} called {LUND} on Monday. The letter was late.", "2025-07-03")
    assert _told(record) == [("phone", "held", {"Keane", "Lund"})]


def test_a_demonstrative_points_to_what_stands_near(read: Callable[..., Record]) -> None:
    """ "That call" is the call of its paragraph; one that no contact stands near is left open."""
    near = read(f"{KEANE} called {LUND} on Monday. That call lasted an hour.", "2025-07-03")
    far = read(f"{KEANE} called {LUND} on Monday.\n\nThat call, she said of another, lasted an hour.", "2025-07-03")
    assert [[one.duration for one in record.contacts] for record in (near, far)] == [["PT1H"], [None]]


def test_two_meetings_with_others_stay_two(read: Callable[..., Record]) -> None:
    """Other parties make another contact, whatever the noun."""
    record = read(f"{KEANE} held a meeting with {LUND}. She later held a meeting with {HOLM}.", "2025-07-03")
    assert [told[2] for told in _told(record)] == [{"Keane", "Lund"}, {"Keane", "Holm"}]


def test_what_was_promised_is_still_to_come(read: Callable[..., Record]) -> None:
    """Agreeing to a visit plans one; it is not the meeting at which it was agreed."""
    record = read(f"{KEANE} met {LUND} in Dublin on Monday. Keane agreed to pay a visit to Oslo.", "2025-07-03")
    assert [one.status.value for one in record.contacts] == ["held", "planned"]
