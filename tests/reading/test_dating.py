"""When statements were made, and when events took place that were part of a contact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.config import Config
from memcon.intake import from_text
from memcon.pipeline import Reader
from memcon.record import Record, When

pytestmark = pytest.mark.model

KEANE = "Irish Foreign Minister Nuala Keane"
LUND = "Norwegian Foreign Minister Ida Lund"
THURSDAY = "2025-07-03"


def _dated(when: When | None) -> tuple[str, str] | None:
    return (when.value, when.basis.value) if when else None


def _statements(record: Record) -> dict[str, tuple[str, str] | None]:
    """The time and its basis of each statement, by the words of its cue."""
    return {one.cue.exact: _dated(one.time) for one in record.statements if one.cue}


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        (f"{KEANE} said on Wednesday that the harbour would open.", "said", ("2025-07-02", "clause")),
        (f"On Wednesday {KEANE} said the harbour would open.", "said", ("2025-07-02", "clause")),
        (f"{KEANE} said the harbour would open on Monday.", "said", None),
        (f"{KEANE} said the harbour had been open since 2019.", "said", None),
        (f"{KEANE} said the harbour would open.", "said", None),
        (f"{KEANE} met {LUND} on Wednesday, warning that prices would rise.", "warning", ("2025-07-02", "sentence")),
        (
            f"{KEANE} met {LUND} on Wednesday. During the meeting, Keane warned that prices would rise.",
            "warned",
            ("2025-07-02", "event"),
        ),
        (f"{KEANE} met {LUND} on Wednesday. Keane warned that prices would rise.", "warned", None),
        (f"{KEANE} met {LUND}. During the meeting, Keane warned that prices would rise.", "warned", None),
        (
            f"{KEANE} will meet {LUND} on Friday. During the meeting, Keane said, prices would be discussed.",
            "said",
            None,
        ),
    ],
)
def test_when_a_statement_was_made(
    read: Callable[..., Record], text: str, cue: str, expected: tuple[str, str] | None
) -> None:
    """A time of the cue's own clause, its sentence or the contact it was made at; never one of what was said."""
    assert _statements(read(text, THURSDAY))[cue] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{KEANE} and {LUND} signed a treaty during a meeting in Oslo on Wednesday.", "2025-07-02"),
        (f"{KEANE} and {LUND} signed a treaty on Tuesday. They met on Wednesday.", "2025-07-01"),
        (f"{KEANE} and {LUND} met in Oslo on Wednesday, when they signed a treaty.", "2025-07-02"),
    ],
)
def test_an_event_without_a_time_has_that_of_its_contact(read: Callable[..., Record], text: str, expected: str) -> None:
    """Events keep a time of their own, and take that of the contact whose clause they hang from."""
    record = read(text, THURSDAY)
    (event,) = [one for one in record.events if one.trigger.exact == "signed"]
    assert event.time is not None
    assert event.time.value == expected


def test_the_day_of_publication_never_stands_in_for_an_unknown_one(read: Callable[..., Record]) -> None:
    """Where the text states no time, nothing has one."""
    record = read(f"{KEANE} met {LUND} in Oslo. Keane thanked Norway. She said the harbour would open.", THURSDAY)
    assert record.contacts[0].time is None
    assert [one.time for one in (*record.events, *record.statements)] == [None] * (
        len(record.events) + len(record.statements)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"The government announced on Thursday that {KEANE} had spoken by phone with {LUND}.",
            ("2025-07-03", "report"),
        ),
        (
            f"The government announced on Wednesday that {KEANE} had spoken by phone with {LUND}.",
            ("2025-07-02", "report"),
        ),
        (f"The government announced on Monday that {KEANE} had spoken by phone with {LUND}.", None),
        (f"The government announced on Thursday that {KEANE} would speak by phone with {LUND}.", None),
        (f"{KEANE} calls {LUND} over fish.", ("2025-07-03", "report")),
        (f"Fish is dear. {KEANE} calls {LUND} at times.", None),
    ],
)
def test_news_is_dated_by_its_report(read: Callable[..., Record], text: str, expected: tuple[str, str] | None) -> None:
    """What is news and states no day has that of its announcement or headline, or the day before it, and says so."""
    contacts = read(text, THURSDAY).contacts
    assert [_dated(one.time) for one in contacts] == [expected]
    if expected and contacts[0].time:
        assert contacts[0].time.latest == expected[0]
        assert contacts[0].time.earliest is not None
        assert contacts[0].time.earliest < expected[0]


def test_a_dateline_dates_what_took_place_there() -> None:
    """A meeting told in the past tense is of the day of a dateline of its place, and of no other dateline."""
    told = f"{KEANE} met {LUND} in Oslo and spoke of fish."
    reader = Reader(Config(language="en"))
    documents = (from_text(f"{city}, July 3, 2025 - {told}", reader.config) for city in ("OSLO", "ROME"))
    here, elsewhere = (reader.read(document).contacts for document in documents)
    assert [_dated(one.time) for one in here] == [("2025-07-03", "report")]
    assert [one.time for one in elsewhere] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"It rained.\n\n10 February 2023. {KEANE} meets {LUND} in Oslo.", ("2023-02-10", "event")),
        (f"It rained.\n\n10 February 2023. It snowed. {KEANE} met {LUND} in May 2021.", ("2021-05", "clause")),
        (f"It rained.\n\nIt snowed on 10 February 2023. {KEANE} met {LUND} in Oslo.", None),
        (f"It rained.\n\n10 February 2023. It snowed.\n\n{KEANE} met {LUND} in Oslo.", None),
    ],
)
def test_a_date_that_heads_a_paragraph_dates_its_contacts(
    read: Callable[..., Record], text: str, expected: tuple[str, str] | None
) -> None:
    """In a chronicle what each paragraph tells of took place on the date that stands alone before it."""
    (contact,) = read(text, THURSDAY).contacts
    assert _dated(contact.time) == expected


def test_a_name_that_is_also_a_month_is_no_date(read: Callable[..., Record]) -> None:
    """Someone called May or April dates nothing."""
    (contact,) = read(f"{KEANE} held talks with British Prime Minister Theresa May in London.", THURSDAY).contacts
    assert contact.time is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("was to have met {} in February", "2025-02"),
        ("was due to have met {} in February", "2025-02"),
        ("was to have met {} on Friday", "2025-07-04"),
    ],
)
def test_the_day_of_a_plan_that_came_to_nothing(read: Callable[..., Record], told: str, expected: str) -> None:
    """A missed plan is dated to the month nearest to the report, or to the day of the week to come."""
    (contact,) = read(f"{KEANE} {told.format(LUND)}.", THURSDAY).contacts
    assert contact.time is not None
    assert (contact.time.value, contact.status.value) == (expected, "cancelled")
