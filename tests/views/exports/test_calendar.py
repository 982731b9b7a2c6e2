"""iCalendar of contacts, read back by the icalendar package."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.record import ContactAnswer
from memcon.views.exports import calendar

MADE = datetime(2025, 8, 1, 12, tzinfo=UTC)
Make = Callable[..., ContactAnswer]


def test_a_contact_is_an_event_of_its_day(make: Make) -> None:
    """Another reader finds the day, the title, the state, the topics and the report."""
    found = icalendar.Calendar.from_ical(calendar.to_ics([make()], made=MADE))
    (event,) = found.walk("VEVENT")
    assert event["DTSTART"].dt == date(2025, 7, 1)
    assert event["DTEND"].dt == date(2025, 7, 2)
    assert event["SUMMARY"] == "Phone call: Ana Brandt and Tomas Rivel; <b>&"
    assert event["STATUS"] == "CONFIRMED"
    assert event["CATEGORIES"].cats == ["ceasefire", "gas, oil"]
    assert "https://example.org/a?b=1&c=2" in event["DESCRIPTION"]


@pytest.mark.parametrize(
    "values", [{"time": None}, {"time": "2025-01-01/2025-12-31"}, {"status": "denied"}], ids=["none", "year", "denied"]
)
def test_what_has_no_day_is_left_out(make: Make, values: dict[str, str | None]) -> None:
    """A contact without a day, with a vague one, or denied, is no appointment."""
    found = icalendar.Calendar.from_ical(calendar.to_ics([make(**values)], made=MADE))
    assert not found.walk("VEVENT")


@given(place=st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_words_survive(make: Make, place: str) -> None:
    """Lines stay within 75 octets and no value breaks out of its line, whatever it holds."""
    written = calendar.to_ics([make(place=place or None)], made=MADE)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert "\n" not in written.replace("\r\n", "")
    assert len(icalendar.Calendar.from_ical(written).walk("VEVENT")) == 1
