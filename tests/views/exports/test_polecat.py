"""Events in POLECAT's columns."""

import csv
from dataclasses import replace
from io import StringIO

from memcon.record import Record
from memcon.record.vocabulary import Modality
from memcon.views.exports import polecat


def read(record: Record) -> list[dict[str, str]]:
    """The rows that a reader of tab-separated values finds."""
    target = StringIO()
    polecat.write([record], target)
    return list(csv.DictReader(StringIO(target.getvalue()), delimiter="\t"))


def test_a_row_has_polecats_columns(record: Record) -> None:
    """The forty columns stand in POLECAT's order, and a call is a CONSULT of the first quad."""
    rows = read(record)
    assert tuple(rows[0]) == polecat.COLUMNS
    assert len(polecat.COLUMNS) == 40
    call = next(row for row in rows if row["Event Type"] == "CONSULT" and row["Event Mode"] == "phone")
    assert call["Quad Code"] == "1"
    assert call["Event Date"] == "2025-07-01"
    assert "Ana Brandt" in call["Actor Name"]


def test_the_day_of_publication_stands_in_for_nothing(record: Record) -> None:
    """An event without a day has an empty date."""
    undated = replace(record, events=tuple(replace(event, time=None) for event in record.events))
    assert {row["Event Date"] for row in read(undated)} == {""}


def test_what_is_not_done_is_no_row(record: Record) -> None:
    """Planned, denied and merely imagined events are left out."""
    imagined = replace(record, events=tuple(replace(event, modality=Modality.HYPOTHETICAL) for event in record.events))
    assert read(imagined) == []
