"""How values read in English."""

import pytest

from memcon.record import Actor, Candidate, Record, Span, When
from memcon.record.vocabulary import ActorKind, Basis
from memcon.views import wording


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-07-01", "1 July 2025"),
        ("2022-09", "September 2022"),
        ("2022", "2022"),
        ("2025-07-03T00:36+05:30", "3 July 2025, 00:36 (UTC+05:30)"),
        ("2025-07-03T00:36Z", "3 July 2025, 00:36 UTC"),
        ("2025-99-01", "2025-99-01"),
        ("PRESENT_REF", "PRESENT_REF"),
    ],
)
def test_dates_read_as_words(value: str, words: str) -> None:
    """A date of any precision is written out; what is none is left alone."""
    assert wording.date(value) == words


def test_a_reported_day_says_so() -> None:
    """The day of a report is marked, that of the event's own words is not."""
    span = Span(0, 7, "Tuesday")
    days = "2025-06-30", "2025-07-01"
    assert wording.moment(When("2025-07-01", *days, span, Basis.REPORT)) == "1 July 2025 (as reported)"
    assert wording.moment(When("2025-07-01", *days, span, Basis.CLAUSE)) == "1 July 2025"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("PT2H", "2 hours"),
        ("PT1H30M", "1 hour 30 minutes"),
        ("P3Y", "3 years"),
        ("P1W", "1 week"),
        ("P", "P"),
        ("PXD", "PXD"),
    ],
)
def test_durations_read_as_words(value: str, words: str) -> None:
    """An ISO 8601 duration is written out; one of unknown length is left alone."""
    assert wording.duration(value) == words


def test_what_was_removed_is_counted(record: Record) -> None:
    """Removed passages are counted by reason, in the singular where there is one."""
    assert wording.removed(record.document.removed) == "2 repeated paragraphs, 1 byline"


def test_names_are_listed_as_in_prose() -> None:
    """Nothing, one, two and three names."""
    assert [wording.listed("ABC"[:count]) for count in range(4)] == ["", "A", "A and B", "A, B and C"]


def test_candidates_read_as_shares() -> None:
    """Whom an actor may be is told with the share of each, the likeliest first; nothing where it is resolved."""
    both = (Candidate("Q1", "Ana Brandt", 0.6), Candidate("Q2", "Eva Brandt", 0.4))
    assert wording.candidates(Actor("a", "Brandt", ActorKind.PERSON, candidates=both)) == (
        "Ana Brandt (60 %) or Eva Brandt (40 %)"
    )
    assert wording.candidates(Actor("a", "Brandt", ActorKind.PERSON)) == ""
