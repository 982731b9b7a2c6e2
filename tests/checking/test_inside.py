"""Weekdays against the calendar, and the durations of one contact against each other."""

from collections.abc import Callable
from typing import Any

import pytest

from memcon.checking import check
from memcon.record import Claim
from memcon.record.vocabulary import ClaimKind, ClaimModifier, Role, Verdict

Make = Callable[[], Any]
MORE, LESS, BARE = ClaimModifier.MORE_THAN, ClaimModifier.LESS_THAN, ClaimModifier.EXACT


@pytest.mark.parametrize(
    ("day", "weekday", "verdict"),
    [
        ("2025-07-01", "2", Verdict.CONSISTENT),
        ("2025-07-01", "3", Verdict.CONTRADICTED),
        ("2024-02-29", "4", Verdict.CONSISTENT),
        ("1900-03-01", "4", Verdict.CONSISTENT),
        ("2000-02-29", "2", Verdict.CONSISTENT),
    ],
)
def test_weekdays_follow_the_calendar(report: Make, day: str, weekday: str, verdict: Verdict) -> None:
    """A weekday told with a date is right or wrong by the Gregorian calendar."""
    made = report()
    time = made.time(day)
    made.claims.append(Claim("k1", ClaimKind.WEEKDAY, time.span, weekday))
    (finding,) = check(made.facts())
    assert (finding.check, finding.verdict) == ("weekday", verdict)


def test_the_right_weekday_is_named(report: Make) -> None:
    """A contradiction names the weekday that the date had."""
    made = report()
    time = made.time("2025-07-01")
    made.claims.append(Claim("k1", ClaimKind.WEEKDAY, time.span, "7"))
    assert "Tuesday, not a Sunday" in check(made.facts())[0].explanation


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (("PT2H", BARE), ("PT120M", BARE), Verdict.CONSISTENT),
        (("PT2H", BARE), ("PT1H", BARE), Verdict.CONTRADICTED),
        (("PT1H", BARE), ("PT50M", BARE), Verdict.ROUNDED),
        (("PT1H", MORE), ("PT90M", BARE), Verdict.ROUNDED),
        (("PT1H", BARE), ("PT30M", LESS), Verdict.CONTRADICTED),
        (("PTXH", BARE), ("PT3H", BARE), Verdict.UNVERIFIABLE),
    ],
)
def test_durations_of_one_contact_must_agree(
    report: Make, first: tuple[str, ClaimModifier], second: tuple[str, ClaimModifier], verdict: Verdict
) -> None:
    """Two durations of one contact agree, agree when rounded, or contradict each other."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    for value, modifier in (first, second):
        made.claim(ClaimKind.DURATION, value, main, modifier, words=f"for {value}")
    (finding,) = check(made.facts())
    assert (finding.check, finding.verdict) == ("duration", verdict)


def test_one_duration_proves_nothing(report: Make) -> None:
    """A single duration, and durations of different contacts, give no finding."""
    made = report()
    for date, value in (("2025-07-01", "PT1H"), ("2024-07-01", "PT9H")):
        made.claim(ClaimKind.DURATION, value, made.contact(date), words=f"for {value}")
    assert check(made.facts()) == ()


def test_findings_stand_in_the_order_of_their_claims(report: Make) -> None:
    """Findings of several checks are ordered by claim."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.claim(ClaimKind.SINCE, "2020", main, words="since 2020")
    made.claim(ClaimKind.ELAPSED, "P3Y", main)
    assert [finding.claim for finding in check(made.facts())] == ["k1", "k2"]
