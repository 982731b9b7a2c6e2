"""What follows a quotation: its cue, also behind what commas set apart, and no clause of another event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.reading.cast import Cast
from memcon.reading.parse import parse
from memcon.reading.statements import find
from memcon.record import Document, Statement

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def found(document: Callable[..., Document]) -> Callable[[str], list[Statement]]:
    def found(text: str) -> list[Statement]:
        return [each for each in find(parse(document(text), "en"), Cast((), ()), method="rules") if each.quotes]

    return found


Found = Callable[[str], list[Statement]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“The road is open,” Arno Velt, an envoy, said on Radio Hill’s “Snow and Friends.”", "Arno Velt, an envoy"),
        (
            "“It is open!” the mayor's niece, Councillor Maria “Mia” Arden (Hill Party), shouted to the crowd.",
            "the mayor's niece, Councillor Maria “Mia” Arden (Hill Party)",
        ),
        ("“The road is shut,” Maria Arden, an envoy working for the council, wrote.", "Maria Arden, an envoy working"),
    ],
)
def test_the_source_stands_between_quotation_and_cue(found: Found, text: str, source: str) -> None:
    """What a quotation that ends with a comma hands over to is the source, not a quoted name after the cue."""
    statement = found(text)[0]
    assert statement.speaker_span is not None
    assert statement.speaker_span.exact.startswith(source)
    assert len(statement.content) == 1


def test_a_clause_of_time_tells_no_quotation(found: Found) -> None:
    """The verb after "when" or "after" has not said the words before it."""
    (statement,) = found("The envoy replied, “It was late,” when Arden asked about the road.")
    assert statement.cue is not None
    assert statement.cue.exact == "replied"


def test_a_quoted_name_is_not_said(found: Found) -> None:
    """A title that goes on the noun before it is the name of a thing."""
    assert not found("In a long film titled “Arrogant,” the envoy warned that the road was closed.")
