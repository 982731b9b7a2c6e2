"""What a ledger answers, as tables."""

import csv
import json
from collections.abc import Callable
from io import StringIO

from memcon.record import Comparison, ContactAnswer, Dated, Dispute, Named, Timeline
from memcon.record.vocabulary import ActorKind
from memcon.views import columns

Make = Callable[..., ContactAnswer]
CALL = Dated("m1", "phone", "held", "2025-07-01", "2025-07-01", None, ("Q1", "Q2"), ("=grain",), 3, 2, "2025-07-02")
NOBODY = Timeline(("Q1", "Q2"), (CALL,), (), (Named("Q1", "Ana", ActorKind.PERSON, None),), ())


def test_rows_are_as_long_as_the_names(make: Make) -> None:
    """Every row of every table has a cell for each column."""
    dispute = Dispute("duration", (("Q1", "PT2H"), ("Q2", "PT1H")))
    for table in (
        columns.timeline(NOBODY),
        columns.contact(make()),
        columns.comparison(Comparison("m1", (), (), (), (dispute,))),
    ):
        assert table.rows
        assert all(len(row) == len(table.names) for row in table.rows)


def test_csv_is_read_back_and_no_cell_is_a_formula() -> None:
    """A spreadsheet gets the values, and text that it would run as a formula stays text."""
    target = StringIO(newline="")
    columns.write_csv(columns.timeline(NOBODY), target)
    (row,) = csv.DictReader(StringIO(target.getvalue(), newline=""))
    assert row["id"] == "m1"
    assert row["parties"] == "Q1; Q2"
    assert row["topics"] == "'=grain"
    assert row["sources"] == "2"


def test_json_keeps_the_names_of_fields() -> None:
    """A program finds the fields under their names in Python."""
    tree = json.loads(columns.to_json(NOBODY))
    assert tree["contacts"][0]["known_from"] == "2025-07-02"
    assert tree["actors"][0]["kind"] == "person"
