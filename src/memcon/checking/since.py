"""Whether nothing lies between a claim's date and its news: "the first since May", "they last met in October 2019"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from memcon.checking.counted import Counted
from memcon.checking.facts import APART, MONTH, UNCLEAR, Facts, day_before, same_parties, words_in
from memcon.checking.intervals import in_calendar_words
from memcon.checking.precedents import Precedents, Surety
from memcon.record import Claim, Contact, Finding, Time
from memcon.record.vocabulary import ClaimKind, ContactStatus, Role, Verdict

_LONG = timedelta(days=62)
"""A first contact since longer ago is not disproved by what a few days before may be a part of it."""


def check_since(facts: Facts) -> Iterator[Finding]:
    """Tests each claim of a first contact since a date, or of the last at one, against the dated contacts."""
    precedents = Precedents(facts)
    for claim in facts.claims:
        if claim.kind is not ClaimKind.SINCE:
            continue
        stated = date_in(claim, facts)
        told_of = _precedent_in(claim, facts)
        if stated is None and told_of is not None and told_of.time is not None:
            told = f"The report itself tells of the last one before, in {day_words(told_of)}."
            yield Finding("since", Verdict.CONSISTENT, claim.id, (claim.span, told_of.time.span), told)
            continue
        if stated is None:
            yield unverifiable("since", claim, "The report does not date what this is counted from.")
            continue
        if facts.document.published and str(stated.earliest) > facts.document.published:
            yield unverifiable("since", claim, "The date that this is counted from lies after the report.")
            continue
        counted = precedents.counted(claim)
        contact = counted.contact if counted is not None else None
        is_told_now = contact is not None or precedents.is_now(claim)
        is_first = not words_in(claim.span.exact) & facts.words.counting
        later_one = _later_than(stated, counted) if counted is not None and is_first else None
        if facts.opens_with_last(claim) and not precedents.is_its_own(claim):
            later_one = None
        if later_one is not None and not is_told_now:
            yield unverifiable("since", claim, UNCLEAR)
        elif later_one is not None and later_one.time is not None:
            spans = (claim.span, later_one.time.span)
            told = (
                f"The report itself dates a contact of the same parties in {day_words(later_one)}, "
                f"after {date_words(stated)}."
            )
            yield Finding("since", Verdict.CONTRADICTED, claim.id, spans, told)
        elif _states_the_last(claim, stated, facts) or (counted and contact and _last_known(counted, stated)):
            told = f"The report puts the last contact before at {date_words(stated)} or earlier, and dates none after."
            yield Finding("since", Verdict.CONSISTENT, claim.id, (claim.span, stated.span), told)
        elif (before := _told_with(claim, stated, precedents)) is not None:
            told = f"The report itself tells of a contact before, in {date_words(before)}, and dates none after."
            evidence = tuple(dict.fromkeys((claim.span, stated.span, before.span)))
            yield Finding("since", Verdict.CONSISTENT, claim.id, evidence, told)
        else:
            yield unverifiable(
                "since", claim, "The report states no earlier contact that would prove or disprove this."
            )


def date_in(claim: Claim, facts: Facts) -> Time | None:
    """The first date within a claim."""
    inside = (time for time in facts.times if claim.span.start <= time.span.start < claim.span.end)
    return next((time for time in inside if time.earliest and time.latest), None)


def _later_than(stated: Time, counted: Counted) -> Contact | None:
    """A contact of the same parties that lies between the stated date and the news."""
    facts, contact = counted.facts, counted.contact
    if contact is not None and contact.role is Role.BACKGROUND:
        alike = (one for one in facts.contacts if one.role is Role.MAIN)
        main = next((one for one in alike if same_parties(facts.sides(one), counted.sides)), contact)
        counted = replace(counted, contact=main, sides=facts.sides(main))
    end = _until(stated, counted)
    if end is None:
        return None
    for one in counted.before(end):
        days = facts.interval(one)
        between = days is not None and days[0].isoformat() > str(stated.latest)
        if between and (contact is None or one.id != contact.id) and counted.counts(one) and counted.is_sure(one):
            return one
    return None


def _until(stated: Time, counted: Counted) -> date | None:
    """Before when a contact is surely one before the news, which a claim without a contact of its own puts at today."""
    facts = counted.facts
    if counted.contact is None:
        return day_before(facts.published, MONTH) if facts.published else None
    now = facts.interval(counted.contact)
    if now is None:
        return None
    is_long = now[0] - date.fromisoformat(str(stated.latest)) > _LONG
    return day_before(now[0], APART) if is_long else now[0]


def _precedent_in(claim: Claim, facts: Facts) -> Contact | None:
    """The contact that a claim itself counts from ("no minister has visited since Lund, who in 2012 ...")."""
    return next(
        (
            one
            for one in facts.contacts
            if claim.span.start <= facts.events[one.event].trigger.start < claim.span.end and facts.is_precedent(one)
        ),
        None,
    )


def _states_the_last(claim: Claim, stated: Time, facts: Facts) -> bool:
    """Whether a claim itself tells of the last contact: "last met in May", "the first since Name in 2008".

    A contact that the stated date dates is that last one: "the first since November, when they met in Rome".
    """
    contact = facts.contact(claim.about)
    dated = (one for one in facts.contacts if one.time is not None and one.time.span == stated.span)
    if contact is not None and any(
        one.status is ContactStatus.HELD and facts.same_countries(one, contact) for one in dated
    ):
        return True
    words = claim.span.exact[: stated.span.start - claim.span.start].split()
    if words[:1] and words[0].lower() in facts.words.last:
        return True
    since = next((n for n, word in enumerate(words) if word.lower() in facts.words.since), None)
    names = words[since + 1 : -1] if since is not None else []
    return bool(names) and all(name[:1].isupper() for name in names)


def _last_known(counted: Counted, stated: Time) -> bool:
    """Whether the text calls an earlier contact of the same parties the last, and dates it no later than stated."""
    facts = counted.facts
    now = facts.interval(counted.contact) if counted.contact is not None else None
    return now is not None and any(
        facts.is_last(one) and counted.is_of_channel(one) and days[1].isoformat() <= str(stated.latest)
        for one in counted.before(now[0])
        if (days := facts.interval(one)) is not None and counted.counts(one)
    )


def _told_with(claim: Claim, stated: Time, precedents: Precedents) -> Time | None:
    """The date of a contact that the report tells of beside a claim and that lies no later than the date it gives."""
    if precedents.told_at(claim, stated):
        return stated
    for one in precedents.near(claim):
        if one.surety is Surety.LAST and one.days[1].isoformat() <= str(stated.latest):
            return one.time
    return None


def since_date(claim: Claim, facts: Facts) -> Time | None:
    """The date of the last contact: what directly follows "since" at the end of a claim, or "last met in" it."""
    if claim.kind is not ClaimKind.SINCE:
        return None
    if facts.opens_with_last(claim):
        return date_in(claim, facts)
    return next(
        (
            time
            for time in facts.times
            if time.span.end == claim.span.end
            and claim.span.start <= time.span.start
            and claim.span.exact[: time.span.start - claim.span.start].lower().split()[-1:][0:1]
            and claim.span.exact[: time.span.start - claim.span.start].lower().split()[-1] in facts.words.since
        ),
        None,
    )


def unverifiable(check: str, claim: Claim, why: str) -> Finding:
    """The finding that a claim cannot be tested, and why."""
    return Finding(check, Verdict.UNVERIFIABLE, claim.id, (claim.span,), why)


def day_words(contact: Contact) -> str:
    """When a contact took place, in words."""
    return in_calendar_words(contact.time.value) if contact.time else "an unknown day"


def date_words(time: Time) -> str:
    """A date in words."""
    return in_calendar_words(time.value or time.span.exact)
