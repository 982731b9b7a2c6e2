"""Which tellings are one event, and which are two."""

from collections.abc import Callable

import pytest

from memcon.record import Record

pytestmark = pytest.mark.model

KEANE = "Irish Foreign Minister Nuala Keane"
HARTHI = "Omani Foreign Minister Said Al-Harthi"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"{KEANE} met {HARTHI} on Tuesday.\n\nKeane met Al-Harthi in Muscat.", 1),
        (f"{KEANE} met {HARTHI} on Tuesday.\n\nThe meeting lasted an hour.", 1),
        (f"{KEANE} met {HARTHI} on Tuesday.\n\nKeane met Al-Harthi in May 2023.", 2),
        (f"{KEANE} met {HARTHI} on Tuesday.\n\nKeane telephoned Al-Harthi on Wednesday.", 2),
        (f"{KEANE} met {HARTHI} on Tuesday.\n\nKeane met Norwegian Foreign Minister Ida Lund on Tuesday.", 2),
        (f"{KEANE} met {HARTHI} on Tuesday.\n\nKeane will meet Al-Harthi again in August.", 2),
        (f"{KEANE} will meet {HARTHI} on Friday.\n\nThe meeting was cancelled.", 1),
        ("The call lasted an hour.", 0),
    ],
)
def test_tellings_are_gathered(read: Callable[..., Record], text: str, count: int) -> None:
    """Parties, dates, channels and status tell contacts apart; a definite noun takes up one that was told."""
    assert len(read(text, "2025-07-03").contacts) == count


def test_one_contact_keeps_the_most_precise_date(read: Callable[..., Record]) -> None:
    """A day outdoes the month that another sentence gives."""
    record = read(f"{KEANE} met {HARTHI} in June 2025.\n\nKeane met Al-Harthi in Muscat on 24 June 2025.", "2025-07-03")
    assert [contact.time.value for contact in record.contacts if contact.time] == ["2025-06-24"]


def test_events_and_contacts_are_numbered_in_the_order_of_the_text(read: Callable[..., Record]) -> None:
    """Ids run by where an event is first told."""
    record = read(
        f"{KEANE} met {HARTHI} on Tuesday. Ireland condemned Belarus.\n\nKeane met Al-Harthi in May 2023.", "2025-07-03"
    )
    starts = [event.trigger.start for event in record.events]
    assert [event.id for event in record.events] == [f"e{n}" for n in range(1, len(record.events) + 1)]
    assert starts == sorted(starts)
    assert [contact.id for contact in record.contacts] == ["c1", "c2"]
