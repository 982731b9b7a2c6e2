"""What is exported survives any text, and says of a vague time no more than is known."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO, StringIO

import icalendar
import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.record import ContactAnswer
from memcon.views import columns
from memcon.views.columns import Columns
from memcon.views.exports import calendar, followthemoney, linked_data, network

MADE = datetime(2025, 8, 1, 12, tzinfo=UTC)
Make = Callable[..., ContactAnswer]
ANY = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["\r\nEND:VEVENT\r\nBEGIN:VEVENT", "]]></data><node id='x'/>", '";=1+1,\t', "\x00\x1b\u202e\u2028", "\ud800"]
)
ANYTHING = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def named(answer: ContactAnswer, words: str) -> ContactAnswer:
    """The same contact with one text for the name of a party, an outlet, a headline and an address."""
    (report,) = answer.reports
    source = replace(report.source, publisher=words, headline=words, url=words)
    actors = tuple(replace(actor, name=words) for actor in answer.actors)
    return replace(answer, reports=(replace(report, source=source),), actors=actors)


@given(words=ANY)
@ANYTHING
def test_a_calendar_survives(make: Make, words: str) -> None:
    """One contact stays one event, whoever is named however."""
    written = calendar.to_ics([named(make(place=words or None, topics=words or None), words)], made=MADE)
    assert len(icalendar.Calendar.from_ical(written.encode()).walk("VEVENT")) == 1


@given(words=ANY)
@ANYTHING
@pytest.mark.filterwarnings("ignore")
def test_a_graph_survives(make: Make, words: str) -> None:
    """Two parties stay two nodes with an edge, whatever they are called."""
    written = network.to_graphml([named(make(), words)])
    graph = networkx.read_graphml(BytesIO(written.encode()))
    assert (len(graph.nodes), len(graph.edges)) == (2, 1)


@given(cells=st.lists(ANY, min_size=2, max_size=2))
@ANYTHING
def test_a_table_survives(cells: list[str]) -> None:
    """A row stays a row of as many cells, each as it was but for the mark that no spreadsheet runs it."""
    target = StringIO(newline="")
    columns.write_csv(Columns(("a", "b"), (tuple(cells),)), target)
    header, row = csv.reader(StringIO(target.getvalue(), newline=""))
    assert header == ["a", "b"]
    assert [cell.removeprefix("'") for cell in row] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell[:1] in ("=", "+", "-", "@", "\t", "\r") for cell in row if cell)


@pytest.mark.parametrize(
    ("time", "date"),
    [
        ("2025-07-01", "2025-07-01"),
        ("2024-02-01/2024-02-29", "2024-02"),
        ("2025-01-01/2025-12-31", "2025"),
        ("2025-07-01/2025-07-03", None),
        ("../2025-07-03", None),
        (None, None),
    ],
)
def test_no_day_is_made_up(make: Make, time: str | None, date: str | None) -> None:
    """A month stays a month and a year a year; of a time between two days no day is given."""
    answer = make(time=time, initiator=None)
    event = json.loads(linked_data.to_json([answer]))["@graph"][0]
    assert event.get("startDate") == date
    entity = json.loads(list(followthemoney.write([answer]))[-1])
    assert entity["properties"].get("date") == ([date] if date else None)


@pytest.mark.filterwarnings("ignore")
def test_an_edge_spans_all_days_that_contacts_may_have_had(make: Make) -> None:
    """The last day of a contact of which only the year is known may be its last."""
    graph = networkx.read_graphml(BytesIO(network.to_graphml([make(time="2024-01-01/2024-12-31")]).encode()))
    (edge,) = graph.edges(data=True)
    assert (edge[2]["first"], edge[2]["last"]) == ("2024-01-01", "2024-12-31")


def test_a_calendar_says_that_a_day_is_open(make: Make) -> None:
    """An event over several days says that it was on one of them; the last day of the calendar is no error."""
    (event,) = icalendar.Calendar.from_ical(calendar.to_ics([make(time="2025-07-01/2025-07-03")], made=MADE)).walk(
        "VEVENT"
    )
    assert "do not tell which" in event["DESCRIPTION"]
    assert "VEVENT" not in calendar.to_ics([make(time="9999-12-31")], made=MADE)
