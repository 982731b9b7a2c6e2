"""How long since the last contact: "first in over three years", "three-year silence", "first since May"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from memcon.checking.facts import Facts
from memcon.checking.intervals import Gap, Length, length_of
from memcon.record import Claim, Contact, Finding, Span, Time
from memcon.record.vocabulary import ClaimKind, ClaimModifier, Verdict


def check_elapsed(facts: Facts) -> Iterator[Finding]:
    """Tests each elapsed claim against the contacts of the same parties that the text dates."""
    for claim in facts.claims:
        length = length_of(claim.value) if claim.kind is ClaimKind.ELAPSED else None
        if length is None:
            continue
        if length.count is None:
            yield _vague(claim, length, facts)
            continue
        contact = facts.contact(claim.about)
        interval = facts.interval(contact) if contact else None
        if contact is None or interval is None:
            yield _unverifiable("elapsed", claim, "The report dates no contact that this could be counted to.")
            continue
        earlier = _earlier(claim, contact, facts)
        if earlier is None:
            yield _unverifiable("elapsed", claim, "The report dates no earlier contact of the same parties.")
            continue
        yield _compared(claim, length, contact, earlier, interval, facts)


def check_since(facts: Facts) -> Iterator[Finding]:
    """Tests each claim of a first contact since a date, or of the last at one, against the dated contacts."""
    for claim in facts.claims:
        if claim.kind is not ClaimKind.SINCE:
            continue
        contact = facts.contact(claim.about)
        stated = next((t for t in facts.times if claim.span.start <= t.span.start < claim.span.end and t.earliest), None)
        if contact is None or stated is None or stated.latest is None:
            yield _unverifiable("since", claim, "The report does not date what this is counted from.")
            continue
        if contact.time is not None and contact.time.span == stated.span:
            later_ones = _later_than(facts, contact)
            yield _last_at(claim, contact, later_ones, facts)
            continue
        earlier = [one for one in facts.before(contact) if facts.counts(claim, contact, one)]
        between = [one for one in earlier if str(_stamp(one)[0]) > stated.latest]
        if between:
            yield Finding(
                "since",
                Verdict.CONTRADICTED,
                claim.id,
                _evidence(claim, between[0], contact),
                f"The report itself dates a contact of the same parties at {_day_words(between[0])}, "
                f"after {stated.value}, from which this counts.",
            )
        elif any(facts.is_last(one) for one in earlier):
            last = next(one for one in earlier if facts.is_last(one))
            yield Finding(
                "since",
                Verdict.CONSISTENT,
                claim.id,
                _evidence(claim, last, contact),
                f"The report calls the contact of {_day_words(last)} the last before, and that is not after {stated.value}.",
            )
        else:
            yield _unverifiable("since", claim, "The report states no earlier contact that would prove or disprove this.")


@dataclass(frozen=True, slots=True)
class _Earlier:
    """When the parties were last in contact before: the days, the words that say so, and whether they say "last"."""

    days: tuple[date, date]
    value: str
    span: Span
    is_last: bool


def _earlier(claim: Claim, contact: Contact, facts: Facts) -> _Earlier | None:
    """The latest earlier contact that the text dates: one it tells of, or the day of "not spoken since", "first since"."""
    found = []
    for one in facts.before(contact):
        days = facts.interval(one)
        if days is not None and one.time is not None and facts.counts(claim, contact, one):
            found.append(_Earlier(days, one.time.value, one.time.span, facts.is_last(one)))
    for other in facts.claims:
        stated = _since_date(other, facts) if other.about == claim.about else None
        if stated is not None and stated.earliest and stated.latest:
            days = date.fromisoformat(stated.earliest), date.fromisoformat(stated.latest)
            found.append(_Earlier(days, stated.value or "", stated.span, is_last=True))
    own = facts.interval(contact)
    past = [one for one in found if own is not None and one.days[1] < own[0]]
    return max(past, key=lambda one: one.days[1], default=None)


def _since_date(claim: Claim, facts: Facts) -> Time | None:
    """The date that directly follows "since" at the end of a claim, which makes it the date of the last contact."""
    if claim.kind is not ClaimKind.SINCE:
        return None
    return next(
        (
            time
            for time in facts.times
            if time.span.end == claim.span.end
            and claim.span.start <= time.span.start
            and claim.span.exact[: time.span.start - claim.span.start].split()[-1:] == ["since"]
        ),
        None,
    )


def _compared(
    claim: Claim, length: Length, contact: Contact, earlier: _Earlier, interval: tuple[date, date], facts: Facts
) -> Finding:
    gap = Gap(*earlier.days, *interval)
    verdict = _verdict(claim.modifier, length, gap)
    longer = gap.reaches(length) and verdict is not Verdict.CONTRADICTED
    if longer and not earlier.is_last and claim.modifier is ClaimModifier.MORE_THAN:
        verdict = Verdict.UNVERIFIABLE
    if verdict is Verdict.CONTRADICTED and any(word in claim.span.exact.lower() for word in facts.words.pause):
        verdict = Verdict.UNVERIFIABLE
    evidence = [claim.span, earlier.span, *([contact.time.span] if contact.time else [])]
    return Finding(
        "elapsed",
        verdict,
        claim.id,
        tuple(dict.fromkeys(evidence)),
        f"From {earlier.value} to {_day_words(contact)} it is {gap.told()}: {_reason(verdict, claim.modifier, length)}.",
    )


def _verdict(modifier: ClaimModifier, length: Length, gap: Gap) -> Verdict:
    """Whether a gap bears out a length: "more than" is never rounded up, bare lengths may be rounded to their unit."""
    if modifier is ClaimModifier.MORE_THAN:
        if gap.shorter_than(length):
            return Verdict.CONTRADICTED
        return Verdict.CONSISTENT if gap.reaches(length) else Verdict.UNVERIFIABLE
    if modifier is ClaimModifier.LESS_THAN:
        if gap.reaches(length):
            return Verdict.CONTRADICTED
        return Verdict.CONSISTENT if gap.shorter_than(length) else Verdict.UNVERIFIABLE
    count = length.count or 0
    least, most = gap.units(length.unit)
    if least <= count <= most:
        return Verdict.CONSISTENT
    slack = max(0.5, 0.1 * count) if modifier is ClaimModifier.EXACT else max(1.0, 0.2 * count)
    if count - slack < most and least < count + slack:
        return Verdict.ROUNDED
    return Verdict.CONTRADICTED


def _reason(verdict: Verdict, modifier: ClaimModifier, length: Length) -> str:
    hedge = {
        ClaimModifier.MORE_THAN: "more than ",
        ClaimModifier.LESS_THAN: "less than ",
        ClaimModifier.ABOUT: "about ",
        ClaimModifier.NEARLY: "nearly ",
        ClaimModifier.EXACT: "",
    }[modifier]
    claimed = f"{hedge}{length}"
    return {
        Verdict.CONSISTENT: f"{claimed}, as claimed",
        Verdict.ROUNDED: f"{claimed} only when rounded",
        Verdict.CONTRADICTED: f"not {claimed}",
        Verdict.UNVERIFIABLE: f"whether that is {claimed} cannot be told",
    }[verdict]


def _vague(claim: Claim, length: Length, facts: Facts) -> Finding:
    """A unit without a number ("just weeks after ..."): tested against the dated event that the sentence or the next names."""
    contact = facts.contact(claim.about)
    interval = facts.interval(contact) if contact else None
    paragraph = next(
        (p for p in facts.document.paragraphs if p.start <= claim.span.start < p.end), None
    )
    if contact is None or interval is None or paragraph is None:
        return _unverifiable("elapsed", claim, "The report does not date both ends of this.")
    stated = next(
        (
            time
            for time in facts.times
            if claim.span.end <= time.span.start < paragraph.end and time.earliest and time.latest
        ),
        None,
    )
    if stated is None or str(stated.latest) >= interval[0].isoformat():
        return _unverifiable("elapsed", claim, "The report does not date both ends of this.")
    gap = Gap(date.fromisoformat(str(stated.earliest)), date.fromisoformat(str(stated.latest)), *interval)
    usual = timedelta(days=facts.words.vague_days.get(length.unit, 0))
    least, most = gap.units(length.unit)
    evidence = (claim.span, stated.span, *(() if contact.time is None else (contact.time.span,)))
    counted = f"From {stated.span.exact!r} ({stated.value}) to {_day_words(contact)} it is {least:.0f} to {most:.0f} {length}"
    if gap.until_earliest - gap.since_latest > usual:
        return Finding("elapsed", Verdict.ROUNDED, claim.id, evidence, f"{counted}, more than {length} usually means.")
    return Finding("elapsed", Verdict.CONSISTENT, claim.id, evidence, f"{counted}, as claimed.")


def _later_than(facts: Facts, contact: Contact) -> list[Contact]:
    """The contacts of the same parties, told as background, that lie between a "last" contact and the main one."""
    own = facts.interval(contact)
    main = next((one for one in facts.contacts if one.role == "main" and facts.same_parties(one, contact)), None)
    if own is None or main is None or main.id == contact.id:
        return []
    return [one for one in facts.before(main) if (facts.interval(one) or own)[0] > own[1]]


def _last_at(claim: Claim, contact: Contact, later_ones: list[Contact], facts: Facts) -> Finding:
    for one in later_ones:
        if facts.counts(claim, contact, one):
            return Finding(
                "since",
                Verdict.CONTRADICTED,
                claim.id,
                _evidence(claim, one, contact),
                f"The report itself dates a later contact of the same parties, at {_day_words(one)}.",
            )
    return Finding(
        "since",
        Verdict.CONSISTENT,
        claim.id,
        _evidence(claim, contact, contact),
        f"The report dates no contact of the same parties between {_day_words(contact)} and its news.",
    )


def _unverifiable(check: str, claim: Claim, why: str) -> Finding:
    return Finding(check, Verdict.UNVERIFIABLE, claim.id, (claim.span,), why)


def _evidence(claim: Claim, earlier: Contact, contact: Contact) -> tuple[Span, ...]:
    spans = [claim.span, *(one.time.span for one in (earlier, contact) if one.time is not None)]
    return tuple(dict.fromkeys(spans))


def _stamp(contact: Contact) -> tuple[str, str]:
    when = contact.time
    return (when.earliest or "", when.latest or "") if when else ("", "")


def _day_words(contact: Contact) -> str:
    return contact.time.value if contact.time else "an unknown day"
