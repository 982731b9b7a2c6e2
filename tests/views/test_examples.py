"""The views on records of real texts."""

from pathlib import Path

import pytest

from memcon.pipeline import read_many
from memcon.record import Record
from memcon.views import codec
from memcon.views.page import page

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """The records of the examples."""
    found = list(read_many([EXAMPLES]))
    assert all(isinstance(one, Record) for one in found)
    return [one for one in found if isinstance(one, Record)]


@pytest.mark.model
def test_the_examples_are_read_whole(records: list[Record]) -> None:
    """Each of the four texts gives a main contact of Xi Jinping and Volodymyr Zelensky."""
    assert len(records) == 4
    for record in records:
        assert record.document.headline
        ids = {one.actor for contact in record.contacts if contact.role == "main" for one in contact.participants}
        assert {"Q15031", "Q3874799"} <= ids


@pytest.mark.model
def test_records_of_real_texts_survive_json(records: list[Record]) -> None:
    """What the reader makes comes back equal from JSON, every span checked."""
    assert [codec.from_json(codec.to_json(record)) for record in records] == records


@pytest.mark.model
def test_every_span_of_a_real_record_is_marked(records: list[Record]) -> None:
    """Wherever a span starts inside a paragraph, a marked piece of the page starts."""
    for record in records:
        written = page([record])
        for span in codec.spans(record):
            assert f'id="t{span.start}"' in written
