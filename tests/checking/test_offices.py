"""Offices that a report gives someone against the tenures that the gazetteer knows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from memcon.checking import check
from memcon.record import Span
from memcon.record.vocabulary import ClaimKind, Verdict

Make = Callable[[], Any]


@pytest.mark.parametrize(
    ("met", "verdict"),
    [
        ("2011-12", Verdict.CONSISTENT),
        ("2012", Verdict.CONSISTENT),
        ("2013-01-05", Verdict.CONTRADICTED),
        ("2009", Verdict.CONTRADICTED),
        (None, Verdict.UNVERIFIABLE),
    ],
)
def test_then_must_have_been_the_time_of_office(report: Make, met: str | None, verdict: Verdict) -> None:
    """ "Then prime minister" holds if the tenure covers the contact that the same sentence tells of."""
    made = report()
    made.held("lund", "2011-09-02", "2012-12-26")
    claim = made.office("lund", "then prime minister Ida Lund")
    contact = made.contact(met)
    made.events[contact.event] = _told_in(made.events[contact.event], claim.span)
    made.claims[0] = _about(claim, contact.id)
    (finding,) = check(made.facts())
    assert (finding.check, finding.verdict) == ("office", verdict)


def test_then_is_not_tested_by_a_contact_told_elsewhere(report: Make) -> None:
    """Only the contact of the claim's own sentence says when "then" was."""
    made = report()
    made.held("lund", "2011-09-02", "2012-12-26")
    made.office("lund", "then prime minister Ida Lund", made.contact("2020"))
    assert [finding.verdict for finding in check(made.facts())] == [Verdict.UNVERIFIABLE]


@pytest.mark.parametrize(
    ("tenures", "published", "verdict"),
    [
        ([("2015-01-01", "2019-05-01", None)], "2025-07-03", Verdict.CONSISTENT),
        ([("2015-01-01", None, "2025-09-01")], "2025-07-03", Verdict.CONTRADICTED),
        ([("2015-01-01", None, "2025-01-01")], "2025-07-03", Verdict.UNVERIFIABLE),
        ([("2015-01-01", "2025-12-01", None)], "2025-07-03", Verdict.CONTRADICTED),
        ([("2015-01-01", "2019-05-01", None), ("2024-01-01", None, "2026-01-01")], "2025-07-03", Verdict.CONSISTENT),
        ([("2015-01-01", "2019-05-01", None)], None, Verdict.UNVERIFIABLE),
        ([], "2025-07-03", Verdict.UNVERIFIABLE),
    ],
)
def test_former_needs_a_tenure_that_ended(
    report: Make, tenures: list[tuple[str, str | None, str | None]], published: str | None, verdict: Verdict
) -> None:
    """ "Former" is contradicted only by a tenure known to run on at publication, with none that ended before."""
    made = report()
    made.published = published
    for start, end, seen in tenures:
        made.held("lund", start, end, seen=seen)
    made.office("lund", "ex-prime minister Ida Lund")
    assert [finding.verdict for finding in check(made.facts())] == [verdict]


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("2021-12", Verdict.CONSISTENT),
        ("2021", Verdict.CONSISTENT),
        ("2021-11-20", Verdict.ROUNDED),
        ("2019", Verdict.CONTRADICTED),
        ("2023-02", Verdict.CONTRADICTED),
    ],
)
def test_becoming_is_the_first_day_of_a_tenure(report: Make, stated: str, verdict: Verdict) -> None:
    """ "Became prime minister in" holds if a tenure begins then, rounded within a month of it."""
    made = report()
    made.held("lund", "2021-12-08", None)
    time = made.time(stated)
    made.text, made.times = "", []
    claim = made.office("lund", f"Ida Lund became prime minister in {stated}")
    made.times.append(_moved(time, claim.span.end - len(stated), stated))
    (finding,) = check(made.facts())
    assert finding.verdict == verdict
    assert "8 December 2021" in finding.explanation


def test_two_counts_of_one_contact_must_agree(report: Make) -> None:
    """ "Their third call" and "their fourth call" of one contact contradict each other; a limited count does not."""
    made = report()
    main = made.contact("2025-07-01")
    made.claim(ClaimKind.ORDINAL, "3", main, words="third call")
    made.claim(ClaimKind.ORDINAL, "4", main, words="fourth call")
    (finding,) = check(made.facts())
    assert (finding.check, finding.verdict) == ("ordinal", Verdict.CONTRADICTED)
    made.text = made.text.replace("fourth call", "fourth call this year")
    assert check(made.facts()) == ()


def _told_in(event: Any, span: Any) -> Any:
    return replace(event, evidence=span, trigger=span)


def _about(claim: Any, contact_id: str) -> Any:
    return replace(claim, about=contact_id)


def _moved(time: Any, start: int, words: str) -> Any:
    return replace(time, span=Span(start, start + len(words), words))


@pytest.mark.model
def test_the_office_of_the_own_country_is_meant(read: Callable[..., Any]) -> None:
    """A president of France is co-prince of Andorra as well; the sums speak of France alone."""
    record = read(
        "Chancellor Angela Merkel met then-President Jacques Chirac in Berlin on 14 March 2006.", "2010-05-01"
    )
    (finding,) = (one for one in record.findings if one.check == "office")
    assert finding.verdict is Verdict.CONSISTENT
    assert "President of France from 17 May 1995 to 16 May 2007" in finding.explanation
    assert "Andorra" not in finding.explanation
