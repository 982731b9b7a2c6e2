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
    ("text", "status"),
    [
        (f"Talks between {KEANE} and {LUND} on Monday produced no agreement.", ["held"]),
        (f"{KEANE}'s call with {LUND} on Monday did nothing to calm the markets.", ["held"]),
        (f"Monday's meeting between {KEANE} and {LUND} did not produce an agreement.", ["held"]),
        (f"Talks between {KEANE} and {LUND} on Friday will not produce an agreement.", ["planned"]),
        (f"The meeting between {KEANE} and {LUND} never materialised.", []),
        (f"The meeting between {KEANE} and {LUND} did not begin.", []),
        (f"A meeting between {KEANE} and {LUND} could bring peace.", []),
        (f"A meeting between {KEANE} and {LUND} would have brought no peace.", []),
        (f"If talks between {KEANE} and {LUND} produced no deal, a strike would follow.", []),
        (f"Talks between {KEANE} and {LUND} have produced no deal.", ["held"]),
    ],
)
def test_what_came_of_a_contact_says_not_whether_it_was(
    read: Callable[..., Record], text: str, status: list[str]
) -> None:
    """A verb that denies a result leaves the contact as it was, and one to come still to come."""
    assert [told[1] for told in _told(read(text, "2025-07-03"))] == status


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


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("There was no call between {A} and {B} on Sunday.", ["denied"]),
        ("There was no handshake between {A} and {B}.", ["denied"]),
        ("There was no contact between {A} and {B} until May.", []),
        ("There was no meeting between {A} and {B} until May.", []),
        ("There was no call between {A} and {B} for two months.", []),
        ("There has been no meeting between {A} and {B} since May.", []),
    ],
)
def test_a_single_contact_that_was_not_is_denied(read: Callable[..., Record], text: str, statuses: list[str]) -> None:
    """A report denies one occasion without a speaker; how long there was none, or no contact at all, is no denial."""
    parties = {"A": "Irish Foreign Minister Nuala Keane", "B": "Danish Foreign Minister Jens Holm"}
    record = read(text.format(**parties), "2018-06-05")
    assert [one.status.value for one in record.contacts] == statuses


def test_a_visit_is_of_whom_its_clause_describes(read: Callable[..., Record]) -> None:
    """ "Holm, whose trip to Dublin was called off" tells of Holm's visit."""
    record = read(
        "Irish Foreign Minister Nuala Keane met Danish Foreign Minister Jens Holm, whose trip to Dublin in January was"
        " called off.",
        "2018-06-05",
    )
    names = {actor.id: actor.name for actor in record.actors}
    assert [(one.status.value, [names[p.actor] for p in one.participants]) for one in record.contacts] == [
        ("held", ["Nuala Keane", "Jens Holm"]),
        ("cancelled", ["Jens Holm", "Ireland"]),
    ]


def test_a_ranking_word_stands_for_the_contact_noun_before(read: Callable[..., Record]) -> None:
    """ "The second summit. The first, between A and B, was held in May 2000" tells of a summit then."""
    record = read(
        "It was only the second summit of the two. The first, between Irish Prime Minister Nuala Keane and Danish Prime"
        " Minister Jens Holm, was held in Aarhus in May 2000.",
        "2018-06-05",
    )
    (contact,) = record.contacts
    assert (contact.channel.value, contact.time and contact.time.value) == ("in_person", "2000-05")
