"""A Record in reading order."""

from dataclasses import replace

import pytest

from memcon.record import Record
from memcon.record.vocabulary import Role, Verdict
from memcon.views.arrangement import arrange


def test_findings_are_sorted_by_weight(record: Record) -> None:
    """The contradicted finding comes first, whatever its place in the record."""
    verdicts = [checked.finding.verdict for checked in arrange(record).checked]
    assert verdicts == [Verdict.CONTRADICTED, Verdict.CONSISTENT]


def test_claims_that_fail_alike_are_one_finding(record: Record) -> None:
    """Two findings with the same explanation are shown once, with both claims and all the evidence."""
    _, contradicted = record.findings
    again = replace(contradicted, claim="k2", evidence=record.findings[0].evidence)
    (checked, _) = arrange(replace(record, findings=(*record.findings, again))).checked
    assert [claim.id for claim in checked.claims] == ["k1", "k2"]
    assert checked.finding.evidence == (*contradicted.evidence, *again.evidence)


def test_a_finding_of_no_claim_is_shown_by_its_evidence(record: Record) -> None:
    """It stands among the checked with no claim."""
    _, contradicted = record.findings
    apart = replace(contradicted, claim=None, check="quotation", explanation="One speaker is quoted in two versions.")
    (_, checked, _) = arrange(replace(record, findings=(*record.findings, apart))).checked
    assert (checked.claims, checked.finding) == ((), apart)


def test_each_side_has_its_statements_and_those_nested_in_them(record: Record) -> None:
    """The presidency's account holds its statement and, one deeper, what the president urged in it."""
    (told,) = arrange(record).told
    assert [[(said.statement.id, said.depth) for said in side.said] for side in told.sides] == [
        [("s1", 0), ("s2", 1)],
        [("s3", 0)],
    ]


def test_every_statement_has_one_place(record: Record) -> None:
    """Each statement stands in an account or among the others, once; a speaker without a side is among the others."""
    arranged = arrange(record)
    placed = [said.statement.id for told in arranged.told for side in told.sides for said in side.said]
    placed += [said.statement.id for said in arranged.said]
    assert sorted(placed) == ["s1", "s2", "s3", "s4"]


@pytest.mark.parametrize("circle", [("s2", "s1"), ("s1", "s2")])
def test_statements_within_each_other_are_not_lost(record: Record, circle: tuple[str, str]) -> None:
    """Statements that a damaged record nests in a circle are still shown, and nothing runs forever."""
    within = dict(zip(circle, reversed(circle), strict=True))
    statements = tuple(replace(one, within=within.get(one.id)) for one in record.statements)
    arranged = arrange(replace(record, statements=statements, contacts=()))
    assert sorted(said.statement.id for said in arranged.said) == ["s1", "s2", "s3", "s4"]


def test_an_event_stands_in_one_place(record: Record) -> None:
    """Contacts and outcomes stand for their events; an attributed one stays with its statement."""
    arranged = arrange(record)
    assert arranged.reported == ()
    assert [said.events[0].id for told in arranged.told for said in told.sides[0].said if said.events] == ["e2"]
    assert [moment.what.id for moment in arranged.moments] == ["c2", "c3", "c1", "e6"]


def test_an_event_whose_statement_is_missing_is_reported(record: Record) -> None:
    """An event that names no statement of the record is shown among what is reported."""
    events = tuple(
        replace(event, attributed_to="s9") if event.id == "e2" else event
        for event in record.events
        if event.role is Role.MAIN
    )
    assert [event.id for event in arrange(replace(record, events=events)).reported] == ["e2"]


def test_an_unknown_actor_is_named_by_its_id(record: Record) -> None:
    """An id that the record does not list is shown as it is, and no actor as nothing."""
    arranged = arrange(record)
    assert (arranged.name("Q1"), arranged.name(None)) == ("Q1", "")
