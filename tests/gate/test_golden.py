"""The report that the project starts from reads as the design says it must (the worked case of the Record's design).

Facts and figures only: nothing of its text is kept here, and nothing in memcon may be fitted to it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon import intake
from memcon.config import Config
from memcon.pipeline import Reader
from memcon.record import Actor, Contact, Finding, Record, Statement
from memcon.record.vocabulary import (
    Channel,
    ClaimKind,
    ClaimModifier,
    ContactStatus,
    EventType,
    InformedWhen,
    RemovedReason,
    Role,
    Verdict,
)

pytestmark = [pytest.mark.model, pytest.mark.data]

MACRON, PUTIN, ZELENSKY, TRUMP = "Q3052772", "Q7747", "Q3874799", "Q22686"


@pytest.fixture(scope="module")
def raw(data: Path) -> str:
    """The report as it was scraped."""
    return (data / "reports" / "toi_2025-07-03_macron_putin.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def record(raw: str, reader: Reader) -> Record:
    """The report, read."""
    return reader.read(intake.from_text(raw, Config()))


@pytest.fixture(scope="module")
def main(record: Record) -> Contact:
    """The one contact that is the report's news."""
    (contact,) = [
        one
        for one in record.contacts
        if one.role is Role.MAIN and {p.actor for p in one.participants} == {MACRON, PUTIN}
    ]
    return contact


def _actor(record: Record, actor_id: str) -> Actor:
    return next(actor for actor in record.actors if actor.id == actor_id)


def _verdicts(record: Record, kind: ClaimKind, words: str) -> list[Finding]:
    claims = {claim.id for claim in record.claims if claim.kind is kind and words in claim.span.exact}
    assert claims, f"no {kind} claim holds {words!r}"
    return [finding for finding in record.findings if finding.claim in claims]


def test_publication_time_keeps_its_offset(record: Record) -> None:
    """The byline's time in Indian Standard Time is the publication time."""
    assert record.document.published == "2025-07-03T00:36+05:30"


def test_caption_and_repetitions_are_removed_and_nothing_else_is_lost(record: Record, raw: str) -> None:
    """The credit, the byline and ten repeated paragraphs are listed; every other letter is in the text."""
    reasons = [removed.reason for removed in record.document.removed]
    assert reasons.count(RemovedReason.REPEATED) == 10
    assert reasons.count(RemovedReason.CAPTION) == 1
    assert reasons.count(RemovedReason.BYLINE) == 1
    assert len(reasons) == 12
    assert all(raw[one.raw_start : one.raw_end] == one.exact for one in record.document.removed)
    kept = raw
    for one in sorted(record.document.removed, key=lambda one: one.raw_start, reverse=True):
        kept = kept[: one.raw_start] + kept[one.raw_end :]
    assert "".join(kept.split()) == "".join(record.document.text.split())


def test_the_main_contact_is_the_call_of_the_first_of_july(main: Contact) -> None:
    """A phone call, held, on 1 July 2025, of two hours."""
    assert (main.channel, main.status) == (Channel.PHONE, ContactStatus.HELD)
    assert main.time is not None
    assert (main.time.value, main.time.earliest, main.time.latest) == ("2025-07-01", "2025-07-01", "2025-07-01")
    assert main.duration == "PT2H"


def test_the_participants_hold_their_posts(main: Contact) -> None:
    """The presidents of France and of Russia, each cited."""
    assert {(one.actor, one.post) for one in main.participants} == {
        (MACRON, "President of France"),
        (PUTIN, "President of Russia"),
    }


def test_the_caller_is_the_initiator(main: Contact) -> None:
    """Macron sought the call."""
    assert main.initiator is not None
    assert main.initiator.actor == MACRON


def test_the_topics_are_labelled(main: Contact) -> None:
    """Ukraine, Iran's nuclear programme and the Middle East."""
    assert {"war in Ukraine", "Iran's nuclear programme", "Middle East"} <= {topic.label for topic in main.topics}


def test_they_agreed_to_go_on(main: Contact, record: Record) -> None:
    """An agreement of both is an outcome of the call."""
    events = {event.id: event for event in record.events}
    agreed = [events[one] for one in main.outcomes if events[one].type is EventType.AGREE]
    assert any({MACRON, PUTIN} <= {*event.actors, *event.recipients} for event in agreed)


def test_the_third_party_was_informed_before_and_after(main: Contact) -> None:
    """Zelensky was told before the call and after it."""
    assert {(one.actor, one.when) for one in main.informed} >= {
        (ZELENSKY, InformedWhen.BEFORE),
        (ZELENSKY, InformedWhen.AFTER),
    }


def test_each_side_has_its_account(main: Contact, record: Record) -> None:
    """France's account holds a statement of the presidency, Russia's one of the Kremlin."""
    accounts = {_actor(record, account.side).country: account.statements for account in main.accounts}
    assert accounts.keys() == {"FRA", "RUS"}
    speakers = {statement.id: statement.speaker for statement in record.statements}
    assert "local:office:FRA-presidency" in {speakers[one] for one in accounts["FRA"]}
    assert "local:office:RUS-presidency" in {speakers[one] for one in accounts["RUS"]}


def test_the_call_of_2022_is_background(record: Record) -> None:
    """The call of September 2022 between the same two is told, and is not new."""
    (old,) = [one for one in record.contacts if one.time is not None and one.time.value == "2022-09"]
    assert old.role is Role.BACKGROUND
    assert {one.actor for one in old.participants} == {MACRON, PUTIN}
    assert "nuclear power plant" in {topic.label for topic in old.topics}


def test_the_meeting_with_trump_is_background(record: Record) -> None:
    """Macron and Trump met in February 2025."""
    (met,) = [one for one in record.contacts if {p.actor for p in one.participants} == {MACRON, TRUMP}]
    assert met.role is Role.BACKGROUND
    assert met.time is not None
    assert met.time.value == "2025-02"
    assert met.channel is Channel.IN_PERSON


def test_the_invasion_and_the_war_are_background(record: Record) -> None:
    """The invasion of 2022, and the war of Israel and Iran, are told as events and not as news."""
    assaults = [event for event in record.events if event.type is EventType.ASSAULT]
    countries = [
        ({_actor(record, one).country for one in (*event.actors, *event.recipients)}, event.role) for event in assaults
    ]
    assert any("RUS" in who and role is Role.BACKGROUND for who, role in countries)
    assert any(who & {"ISR", "IRN"} and role is Role.BACKGROUND for who, role in countries)


def test_only_one_contact_is_new(record: Record) -> None:
    """Beside the call, only contacts of Macron with Zelensky may belong to the story."""
    others = [
        {p.actor for p in one.participants}
        for one in record.contacts
        if one.role is Role.MAIN and {p.actor for p in one.participants} != {MACRON, PUTIN}
    ]
    assert all(who == {MACRON, ZELENSKY} for who in others)


@pytest.mark.parametrize("words", ["anti-Russian bridgehead", "new territorial realities"])
def test_quoted_words_are_verbatim(record: Record, words: str) -> None:
    """The quoted words are quotes of statements, without their marks."""
    quotes = [quote.exact for statement in record.statements for quote in statement.quotes]
    assert any(words in quote for quote in quotes)
    assert not any(quote[0] in '“"' or quote[-1] in '”"' for quote in quotes)


def test_statements_nest(record: Record) -> None:
    """Some statement is reported inside another: the presidency says what Macron urged."""
    by_id = {statement.id: statement for statement in record.statements}

    def outer(statement: Statement) -> str | None:
        return by_id[statement.within].speaker if statement.within else None

    assert any(
        statement.speaker == MACRON and outer(statement) == "local:office:FRA-presidency"
        for statement in record.statements
    )


def test_first_in_more_than_three_years_is_contradicted(record: Record) -> None:
    """The report's own last contact lies 2 years 9 to 10 months back."""
    findings = _verdicts(record, ClaimKind.ELAPSED, "three years")
    assert findings
    assert {finding.verdict for finding in findings} == {Verdict.CONTRADICTED}
    modifiers = {claim.modifier for claim in record.claims if claim.id in {finding.claim for finding in findings}}
    assert modifiers == {ClaimModifier.MORE_THAN}
    assert all("2 years 9 months to 2 years 10 months" in finding.explanation for finding in findings)


def test_three_year_silence_is_rounded(record: Record) -> None:
    """Three years is what 2 years 9 months round to."""
    assert {finding.verdict for finding in _verdicts(record, ClaimKind.ELAPSED, "three-year silence")} == {
        Verdict.ROUNDED
    }


def test_the_weekday_is_right(record: Record) -> None:
    """1 July 2025 was a Tuesday."""
    assert {finding.verdict for finding in _verdicts(record, ClaimKind.WEEKDAY, "July 1")} == {Verdict.CONSISTENT}


def test_just_weeks_after_is_not_let_pass(record: Record) -> None:
    """A speech in March lies 13 weeks back at least: contradicted or, with care, rounded."""
    verdicts = {finding.verdict for finding in _verdicts(record, ClaimKind.ELAPSED, "weeks after")}
    assert verdicts <= {Verdict.CONTRADICTED, Verdict.ROUNDED}
    assert verdicts
