"""What a sighting keeps of the report it was read from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon import intake
from memcon.config import Config
from memcon.merging import sightings
from memcon.pipeline import Reader
from memcon.record import Record

pytestmark = pytest.mark.model

WHO = "Irish Foreign Minister Nuala Keane met Omani Foreign Minister Said Al-Harthi"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{WHO} in Muscat on Saturday, ahead of a summit that opens on Monday.", "XXXX-WXX-6"),
        (f"{WHO} in Muscat on Saturday.", "XXXX-WXX-6"),
        (f"Two days after a summit that opened on Monday and closed on Tuesday, {WHO} in Muscat.", None),
    ],
)
def test_the_told_day_is_the_first_behind_the_contact(read: Callable[..., Record], text: str, told: str | None) -> None:
    """Of two weekdays in one sentence the first behind the words that tell of a contact is its own."""
    (found,) = (one for one in sightings(read(text)) if one.is_contact)
    assert found.told_day == told


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        (f"GENEVA, May 3, 2024 - {WHO} on the margins of the conference.", "GENEVA"),
        (f"GENEVA, May 3, 2024 - {WHO} in Muscat.", None),
        (f"{WHO} on the margins of the conference.", None),
    ],
)
def test_the_dateline_is_kept_of_a_meeting_without_a_place(reader: Reader, text: str, dateline: str | None) -> None:
    """The city of the dateline goes with a meeting that is the news and has no place of its own."""
    record = reader.read(intake.from_text(text, Config(language="en")))
    (found,) = (one for one in sightings(record) if one.is_contact)
    assert found.dateline == dateline
