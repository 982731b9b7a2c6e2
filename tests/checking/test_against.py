"""Claims against contacts that other reports establish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from memcon.checking.against import Against, check_against
from memcon.record import Place
from memcon.record.established import Established
from memcon.record.vocabulary import Channel, ClaimKind, ClaimModifier, ContactStatus, Verdict

VISITING = ("visit",)
Make = Callable[[], Any]


def call(day: str, latest: str | None = None, **changes: Any) -> Established:
    """A call of the two that another outlet dates."""
    told = Established("m1", "d2", "The Hill Herald", "phone", None, day, latest or day, "They spoke by telephone.")
    return replace(told, **changes)


def found_by(
    report: Make, *established: Established, value: str = "P3Y", words: str = "first call in years", **told: Any
) -> Against | None:
    """What is found of "the first call in three years" of 1 July 2025."""
    made = report()
    modifier = told.pop("modifier", ClaimModifier.EXACT)
    contact = made.contact("2025-07-01", channel=told.pop("channel", Channel.PHONE), **told)
    claim = made.claim(ClaimKind.ELAPSED, value, contact, modifier, words)
    return check_against(claim, made.facts(), established, VISITING)


def verdict(found: Against | None) -> Verdict | None:
    """The verdict, None where nothing was found."""
    return found.finding.verdict if found else None


def test_a_later_call_contradicts(report: Make) -> None:
    """The first call in three years is contradicted by a call of another outlet a year before, which is cited."""
    found = found_by(report, call("2024-06-20"), call("2022-01-01"))
    assert found is not None
    assert found.finding.verdict is Verdict.CONTRADICTED
    assert found.cites == ("d2",)
    assert "The Hill Herald" in found.finding.explanation
    assert "20 June 2024 (“They spoke by telephone.”), 1 year" in found.finding.explanation


def test_absence_proves_nothing(report: Make) -> None:
    """Where the last call on record is longer ago than the claim says, that is told, and proves nothing."""
    assert verdict(found_by(report, call("2022-05-01"))) is Verdict.UNVERIFIABLE
    assert found_by(report) is None


@pytest.mark.parametrize(
    ("value", "modifier", "day", "expected"),
    [
        ("P3Y", ClaimModifier.EXACT, "2022-09-11", Verdict.UNVERIFIABLE),  # 2 years 9 months are 3 years when rounded
        ("P3Y", ClaimModifier.MORE_THAN, "2022-09-11", Verdict.CONTRADICTED),  # "more than" is never rounded up
        ("P3Y", ClaimModifier.MORE_THAN, "2022-06-11", Verdict.UNVERIFIABLE),
        ("P3Y", ClaimModifier.NEARLY, "2023-05-01", Verdict.UNVERIFIABLE),
        ("P3Y", ClaimModifier.ABOUT, "2024-08-01", Verdict.CONTRADICTED),
        ("P3Y", ClaimModifier.LESS_THAN, "2024-08-01", Verdict.UNVERIFIABLE),
        ("PXY", ClaimModifier.EXACT, "2025-01-01", Verdict.UNVERIFIABLE),
    ],
)
def test_lengths_are_rounded_with_care(
    report: Make, value: str, modifier: ClaimModifier, day: str, expected: Verdict
) -> None:
    """A length that holds when rounded is not contradicted, "more than" must hold to the day, vague ones are left."""
    assert verdict(found_by(report, call(day), value=value, modifier=modifier)) is expected


def test_only_what_is_surely_counted_contradicts(report: Make) -> None:
    """A meeting is no call, a brief word may not count, formal and second ones are counted otherwise."""
    assert found_by(report, call("2024-06-20", channel="in_person")) is None
    assert found_by(report, call("2024-06-20", words="They spoke briefly.")) is None
    assert found_by(report, call("2024-06-20"), words="first formal call in years") is None
    assert found_by(report, call("2024-06-20"), words="second call in years") is None
    assert found_by(report, call("2024-06-20"), status=ContactStatus.PLANNED) is None


def test_the_contact_itself_is_no_earlier_one(report: Make) -> None:
    """A contact dated to the week before may be the one that the claim is about."""
    assert found_by(report, call("2025-06-28")) is None
    assert found_by(report, call("2025-07-01")) is None
    assert found_by(report, call("2025-05-01", "2025-06-30")) is None


def test_a_visit_is_contradicted_by_a_visit_there_alone(report: Make) -> None:
    """The first visit in three years is not contradicted by a meeting in a third country."""
    made = report()
    contact = made.contact("2025-07-01", channel=Channel.IN_PERSON)
    claim = made.claim(ClaimKind.ELAPSED, "P3Y", contact, words="first visit in three years")
    facts = made.facts()
    there = replace(contact, place=Place("Muscat", "OMN", claim.span))
    facts = replace(facts, contacts=(there,))
    met = call("2024-06-20", channel="in_person", country="CHE")
    assert check_against(claim, facts, (met,), VISITING) is None
    assert verdict(check_against(claim, facts, (replace(met, country="OMN"),), VISITING)) is Verdict.CONTRADICTED


def test_a_visit_is_counted_by_the_words_of_its_contact_too(report: Make) -> None:
    """ "A visit that is the first in three years": the claim names no contact, so what it is about does."""
    made = report()
    contact = made.contact("2025-07-01", told="visit to Muscat", channel=Channel.IN_PERSON)
    claim = made.claim(ClaimKind.ELAPSED, "P3Y", contact, words="first by an Irish minister in three years")
    meeting = made.claim(ClaimKind.ELAPSED, "P3Y", contact, words="first meeting in three years")
    facts = made.facts()
    facts = replace(facts, contacts=(replace(contact, place=Place("Muscat", "OMN", claim.span)),))
    met = call("2024-06-20", channel="in_person", country="CHE")
    assert check_against(claim, facts, (met,), VISITING) is None
    assert verdict(check_against(meeting, facts, (met,), VISITING)) is Verdict.CONTRADICTED


def test_a_call_after_the_date_counted_from_contradicts(report: Make) -> None:
    """The first call since May 2022 is contradicted by one of 2023, not by one of that May."""
    made = report()
    contact = made.contact("2025-07-01", channel=Channel.PHONE)
    time = made.time("2022-05", "first call since May 2022")
    claim = replace(made.claim(ClaimKind.SINCE, "2022-05", contact), span=time.span)
    facts = made.facts()
    assert verdict(check_against(claim, facts, (call("2023-02-01"),), VISITING)) is Verdict.CONTRADICTED
    assert verdict(check_against(claim, facts, (call("2022-05-20"),), VISITING)) is Verdict.UNVERIFIABLE
