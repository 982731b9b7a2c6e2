"""Which verbs tell of a contact, between whom, and in which senses they tell of none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.record import Contact, Record

pytestmark = pytest.mark.model

KEANE = "Irish Foreign Minister Nuala Keane"
LUND = "Norwegian Foreign Minister Ida Lund"
HOLM = "Danish Foreign Minister Jens Holm"


def _told(record: Record) -> list[tuple[str, frozenset[str]]]:
    """The channel and the names of the parties of each contact."""
    names = {actor.id: actor.name for actor in record.actors}
    return [(one.channel.value, _names(one, names)) for one in record.contacts]


def _names(contact: Contact, names: dict[str, str]) -> frozenset[str]:
    return frozenset(names[one.actor].rpartition(" ")[2] for one in contact.participants)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        (f"{KEANE} met {LUND}.", "in_person"),
        (f"{KEANE} was met by {LUND} at the airport.", "in_person"),
        (f"{KEANE} sat down with {LUND}.", "in_person"),
        (f"{KEANE} spoke with {LUND} by phone.", "phone"),
        (f"{KEANE} spoke with {LUND} by video link.", "video"),
        (f"{KEANE} spoke on the phone with {LUND}.", "phone"),
        (f"{KEANE} spoke on Monday with {LUND}.", "unspecified"),
        (f"{KEANE} spoke with {LUND}.", "unspecified"),
        (f"{KEANE} called {LUND}.", "phone"),
        (f"{KEANE} wrote to {LUND}.", "letter"),
        (f"{LUND} received {KEANE}.", "in_person"),
        (f"{KEANE} bumped into {LUND} at the airport.", "in_person"),
        (f"{KEANE} talked the matter over with {LUND}.", "unspecified"),
        (f"{KEANE} exchanged pleasantries with {LUND}.", "unspecified"),
        (f"{KEANE} shared a sofa with {LUND}.", "in_person"),
        (f"{KEANE} took a walk with {LUND}.", "in_person"),
        (f"{KEANE} and {LUND} crossed paths in Rome.", "in_person"),
        (f"In Rome, {KEANE} stood beside {LUND}.", "in_person"),
        (f"{KEANE}, flanked by {LUND}, praised the deal.", "in_person"),
        (f"{KEANE} and {LUND} signed the treaty in Rome.", "in_person"),
        (f"{KEANE} heard from {LUND} by telephone.", "phone"),
        (f"{KEANE} and {LUND} were on the line on Monday.", "phone"),
        (
            "Nuala Keane, the foreign minister of Ireland and head of its party, and the Norwegian foreign minister, "
            "Ida Lund, discussed trade in a telephone call on Wednesday.",
            "phone",
        ),
    ],
)
def test_verbs_of_contact(read: Callable[..., Record], text: str, channel: str) -> None:
    """The verb, and the words beside it, tell the channel."""
    assert _told(read(text, "2025-07-03")) == [(channel, {"Keane", "Lund"})]


@pytest.mark.parametrize(
    "told",
    [
        "called {} a friend",
        "called {} the best of ministers",
        "saw {} as a partner",
        "saw {} leave",
        "met a deadline set by {}",
        "met with resistance from {}",
        "spoke about {} to reporters",
        "welcomed the decision of {}",
        "called on {} to resign",
        "called for {} to resign",
        "spoke of a possible meeting with {}",
        "spoke about her quarrel with {}",
        "ran into criticism from {}",
        "went over the budget of {}",
        "stood beside {} in the quarrel",
        "raised doubts about {}",
        "signed a petition against {}",
        "brought {} to the table",
    ],
)
def test_other_senses_of_these_verbs(read: Callable[..., Record], told: str) -> None:
    """Naming, judging, demanding and talking about someone is no contact with them."""
    assert _told(read(f"{KEANE} {told.format(LUND)}.", "2025-07-03")) == []


def test_a_call_to_someone_described_is_a_call(read: Callable[..., Record]) -> None:
    """An apposition set off by commas says who was called, not what."""
    assert _told(read(f"{KEANE} called {LUND}, an old friend, on Monday.", "2025-07-03")) == [
        ("phone", {"Keane", "Lund"})
    ]


def test_calls_to_several_are_several_contacts(read: Callable[..., Record]) -> None:
    """One caller and two called are two calls; three who met are one meeting."""
    assert _told(read(f"{KEANE} called {LUND} and {HOLM}.", "2025-07-03")) == [
        ("phone", {"Keane", "Lund"}),
        ("phone", {"Keane", "Holm"}),
    ]
    assert _told(read(f"{KEANE} met {LUND} and {HOLM}.", "2025-07-03")) == [("in_person", {"Keane", "Lund", "Holm"})]


@pytest.mark.parametrize(
    "other", ["reporters", "her deputy, Sean Brody", "Irish Finance Minister Aoife Daly", "farmers"]
)
def test_within_one_country_there_is_no_contact(read: Callable[..., Record], other: str) -> None:
    """A contact needs two sides; press and public are none."""
    assert _told(read(f"{KEANE} met {other} in Dublin.", "2025-07-03")) == []


@pytest.mark.parametrize(
    ("text", "status", "parties"),
    [
        (f"{KEANE} visited {LUND} in Oslo on Monday.", "held", {"Keane", "Lund"}),
        (f"{KEANE} is to visit {LUND} next week with many traders.", "planned", {"Keane", "Lund"}),
        (f"{LUND} awaits {KEANE} in Oslo.", "planned", {"Keane", "Lund"}),
        (f"{KEANE} is expected in Oslo on Friday.", "planned", {"Keane", "Norway"}),
        (f"{KEANE} visited the Irish ambassador in Oslo on Monday.", "held", {"Keane", "Norway"}),
        (f"{KEANE} met her opposite number, Ida Lund of Norway, in Rome.", "held", {"Keane", "Lund"}),
        (f"{KEANE} received a delegation headed by {LUND}.", "held", {"Keane", "Lund"}),
        (f"{KEANE} and {LUND} agreed on a bus service over lunch in Rome.", "held", {"Keane", "Lund"}),
        (f"{KEANE} and {LUND} spent half an hour together in Rome.", "held", {"Keane", "Lund"}),
    ],
)
def test_who_visits_and_who_is_visited(read: Callable[..., Record], text: str, status: str, parties: set[str]) -> None:
    """A person may be visited, and waits for visitors at home; who leads a delegation, or shares a meal, takes part."""
    record = read(text, "2025-07-03")
    assert [(channel, set(names)) for channel, names in _told(record)] == [("in_person", parties)]
    assert record.contacts[0].status == status


def test_a_visit_is_a_contact_with_the_state_visited(read: Callable[..., Record]) -> None:
    """The host of a visit is the country of the place gone to; at home there is none."""
    assert _told(read(f"{KEANE} visited Oslo on Monday.", "2025-07-03")) == [("in_person", {"Keane", "Norway"})]
    assert _told(read(f"{KEANE} visited Dublin on Monday.", "2025-07-03")) == []


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        (f"{HOLM} brought {KEANE} and {LUND} together in Rome.", {"Holm", "Keane", "Lund"}),
        (f"{KEANE} and {LUND} were brought together by {HOLM}.", {"Holm", "Keane", "Lund"}),
        (f"{HOLM} hosted talks between {KEANE} and {LUND}.", {"Holm", "Keane", "Lund"}),
        (f"The crisis brought {KEANE} and {LUND} together in Rome.", {"Keane", "Lund"}),
    ],
)
def test_who_brings_others_together_takes_part(read: Callable[..., Record], told: str, parties: set[str]) -> None:
    """A person who convenes or hosts is there too; what brings people together is no person."""
    assert [names for _, names in _told(read(told, "2025-07-03"))] == [parties]


@pytest.mark.parametrize(
    "told", ["went on to Oslo", "made a stop in Oslo", "made his way to Oslo", "proceeded to Oslo"]
)
def test_stages_of_a_journey_are_visits(read: Callable[..., Record], told: str) -> None:
    """Going on to a place, or stopping there, is a visit to its country."""
    record = read(f"Irish Prime Minister Sean Daly {told} on Monday.", "2025-07-03")
    assert _told(record) == [("in_person", {"Daly", "Norway"})]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (f"{KEANE} and {LUND} did not speak on Monday, the ministry said.", ["denied"]),
        (f"The ministry said that {KEANE} had not spoken with {LUND} on Monday.", ["denied"]),
        (f"{KEANE} was to have met {LUND} on Monday but the trip was cancelled.", ["cancelled"]),
        (f"{KEANE} was happy to have met {LUND} on Monday.", ["held"]),
        (f"{KEANE} will no longer meet {LUND} on Monday.", ["cancelled"]),
        (f"{KEANE} no longer speaks with {LUND}.", []),
        (f"{KEANE} did not speak with {LUND} on Monday.", []),
        (f"The ministry said that {KEANE} and {LUND} had never met.", []),
        (f"Not since May had {KEANE} and {LUND} talked.", []),
    ],
)
def test_what_did_not_take_place(read: Callable[..., Record], told: str, status: list[str]) -> None:
    """Someone denies a contact, or one that was planned falls through; what is merely absent is none."""
    assert [one.status.value for one in read(told, "2025-07-03").contacts] == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"There are no plans for {KEANE} to meet {LUND}.", "denied"),
        (f"{KEANE} has no plans to meet {LUND}.", "denied"),
        (f"{KEANE} has no intention of meeting {LUND}.", "denied"),
        (f"{KEANE} has plans to meet {LUND} in June.", "planned"),
        (f"{KEANE} and {LUND} did not meet in Oslo, contrary to what newspapers reported.", "denied"),
    ],
)
def test_whose_plan_it_is_takes_part_and_no_plan_is_none(read: Callable[..., Record], text: str, status: str) -> None:
    """Whoever has plans to meet someone is a party; no plans to is a denial, never a plan."""
    record = read(text, "2018-06-05")
    assert [one.status.value for one in record.contacts] == [status]
    assert [names for _, names in _told(record)] == [{"Keane", "Lund"}]


def test_a_would_joined_to_what_was_said_is_a_plan(read: Callable[..., Record]) -> None:
    """ "Said that she had met A and would call B" announces the call."""
    record = read(f"The ministry said that {KEANE} had met {LUND} on Monday and would call {HOLM} today.", "2018-06-05")
    assert [(one.status.value, names) for one, (_, names) in zip(record.contacts, _told(record), strict=True)] == [
        ("held", {"Keane", "Lund"}),
        ("planned", {"Keane", "Holm"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{KEANE} breakfasted with {LUND} on Monday.",
        f"{KEANE} walked in the palace garden with {LUND} until dusk.",
    ],
)
def test_meals_and_walks_are_meetings(read: Callable[..., Record], text: str) -> None:
    """Who breakfasts or walks with another meets in person, whatever noun the parse hangs the company from."""
    assert _told(read(text, "2018-06-05")) == [("in_person", {"Keane", "Lund"})]


def test_whom_one_has_not_met_since_an_occasion_was_met_there(read: Callable[..., Record]) -> None:
    """ "Not met since the summit in May 2016" tells of a meeting then, "not since the election" of none."""
    opening = f"{KEANE} met {LUND} in Cork on Monday. The two ministers had not met since the"
    record = read(f"{opening} Baltic summit in Riga in May 2016.", "2018-06-05")
    assert [(one.time.value, one.role.value) for one in record.contacts if one.time] == [
        ("2018-06-04", "main"),
        ("2016-05", "background"),
    ]
    assert len(read(f"{opening} Danish election in May 2016.", "2018-06-05").contacts) == 1
