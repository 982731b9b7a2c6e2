"""What a ledger answers, as lines for people."""

from collections.abc import Callable

import pytest

from memcon.record import (
    Comparison,
    ContactAnswer,
    Dated,
    Dispute,
    Field,
    Hit,
    Merged,
    Named,
    Silence,
    Source,
    Span,
    Statement,
    Timeline,
    Version,
)
from memcon.record.vocabulary import ActorKind, DocumentKind, Quotation
from memcon.views import replies

Make = Callable[..., ContactAnswer]
ANA = Named("Q1", "Ana Brandt", ActorKind.PERSON, "FRA")
TOMAS = Named("Q2", "Tomas Rivel", ActorKind.PERSON, "RUS")
POST = Source("d1", DocumentKind.NEWS, "en", "They talk", "The Post", "https://example.org/1", "2025-07-02", "d1")


def call(number: int, day: str | None) -> Dated:
    """A call of the two on a day."""
    return Dated(f"m{number}", "phone", "held", day, day, None, ("Q1", "Q2"), ("grain",), 1, 1, day)


def test_a_timeline_names_silences_and_sources() -> None:
    """A line a contact with its id, the source under it, and the silence between two contacts with its length."""
    found = Timeline(
        ("Q1", "Q2"),
        (call(1, "2022-09-11"), call(2, "2025-07-01")),
        (Silence(("Q1", "Q2"), "m1", "m2", "2022-09-11", "2025-07-01", 1024, "2022-09-11", "2025-07-01"),),
        (ANA, TOMAS),
        (("m2", POST),),
    )
    lines = [text.plain for text in replies.timeline(found)]
    assert lines[0] == "Ana Brandt and Tomas Rivel: 2 recorded contacts"
    assert lines[1].startswith("11 September 2022")
    assert "2 years 9 months without a recorded contact" in lines[2]
    assert lines[3].endswith("phone call, about grain  [m2]")
    assert "The Post, “They talk”, 2 July 2025, https://example.org/1" in lines[4]


def test_a_contact_shows_other_versions_and_who_gives_them(make: Make) -> None:
    """Beside the shown duration stands the other one, with the outlet that gives it."""
    answer = make()
    fields = (
        Field("kind", "phone", "r", (Version("phone", ("d1/c1",), 1),)),
        Field("duration", "PT2H", "r", (Version("PT2H", ("d1/c1",), 2), Version("PT1H", ("d1/c1",), 1))),
    )
    merged = Merged("m1", ("d1/c1",), (), fields)
    lines = [text.plain for text in replies.contact(ContactAnswer(merged, answer.reports, answer.actors))]
    assert any("duration" in line and "2 hours  (2 sources)" in line for line in lines)
    assert any("or 1 hour  (The Norland Post)" in line for line in lines)
    assert any(line.startswith("contradicted  “first in 3 y”") for line in lines)


def test_a_comparison_without_accounts_says_so() -> None:
    """Where no report gives an account, that is what is said."""
    (line,) = replies.comparison(Comparison("m1", (), (), (), ()))
    assert "No report gives" in line.plain


def test_a_dispute_names_both_sides() -> None:
    """Each side's value stands beside its name."""
    dispute = Dispute("duration", (("Q1", "PT2H"), ("Q2", "PT1H")))
    lines = [text.plain for text in replies.comparison(Comparison("m1", (ANA, TOMAS), (), (), (dispute,)))]
    assert "    Ana Brandt: 2 hours" in lines
    assert "    Tomas Rivel: 1 hour" in lines


def test_what_matches_is_marked() -> None:
    """The words that a search found are styled where they stand, and nowhere else in the markup sense."""
    text = "the [bold]grain[/bold] corridor must open"
    statement = Statement("s1", "Q1", None, None, (Span(0, len(text), text),), Quotation.DIRECT)
    _, shown = replies.hits([Hit(POST, statement, ANA, text, ((10, 15),), "2025-07-01")])
    assert text in shown.plain
    assert [shown.plain[span.start : span.end] for span in shown.spans] == ["grain"]


def test_a_silence_from_a_vague_day_is_at_least_so_long() -> None:
    """Where only the month of the contact before is known, the month is told and the length is a least one."""
    vague = Silence(("Q1", "Q2"), "m1", "m2", "2022-09-30", "2025-07-01", 1005, "2022-09-01", "2025-07-01")
    (line,) = (text.plain for text in replies.silences([vague], [ANA, TOMAS]))
    assert "at least 2 years 9 months without a recorded contact (September 2022 – 1 July 2025)" in line


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2022-09-11", "2025-07-01", "2 years 9 months"),
        ("2025-06-30", "2025-07-01", "1 day"),
        ("2024-02-29", "2025-02-28", "11 months"),
        ("2024-01-31", "2025-01-31", "1 year"),
    ],
)
def test_elapsed_time_counts_whole_months(since: str, until: str, words: str) -> None:
    """A month counts when its day of the month is reached."""
    assert replies.elapsed(since, until) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2025-07-01", "2025-07-01", "1 July 2025"),
        ("2022-09-01", "2022-09-30", "September 2022"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-09-03", "2022-10-02", "3 September 2022 – 2 October 2022"),
        (None, None, "day unknown"),
        (None, "2022-09-03", "by 3 September 2022"),
    ],
)
def test_days_are_as_vague_as_they_are(earliest: str | None, latest: str | None, words: str) -> None:
    """A month stays a month and an unknown day stays unknown."""
    assert replies.days(earliest, latest) == words


def test_hostile_names_steer_nothing() -> None:
    """Control characters in an outlet's name are shown, not obeyed."""
    hostile = Source("d1", DocumentKind.NEWS, "en", None, "Evil\x1b[2J\u202e", None, None, "d1")
    assert replies.cited(hostile) == "Evil<U+001B>[2J<U+202E>"
