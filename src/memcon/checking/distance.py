"""How long since the last contact: "first in over three years", "three-year silence", "first since May"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from memcon.checking.facts import Facts, words_in
from memcon.checking.intervals import Gap, Length, in_calendar_words, length_of
from memcon.record import Claim, Contact, Finding, Span, Time
from memcon.record.vocabulary import ClaimKind, ClaimModifier, ContactStatus, Role, Verdict


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
        stated = _date_in(claim, facts)
        told_of = _precedent_in(claim, facts)
        if stated is None and told_of is not None and told_of.time is not None:
            told = f"The report itself tells of the last one before, in {_day_words(told_of)}."
            yield Finding("since", Verdict.CONSISTENT, claim.id, (claim.span, told_of.time.span), told)
            continue
        if stated is None:
            yield _unverifiable("since", claim, "The report does not date what this is counted from.")
            continue
        contact = facts.contact(claim.about)
        counts = words_in(claim.span.exact) & facts.words.counting
        later_one = _later_than(stated, claim, contact, facts) if contact and not counts else None
        if later_one is not None and later_one.time is not None:
            spans = (claim.span, later_one.time.span)
            told = (
                f"The report itself dates a contact of the same parties in {_day_words(later_one)}, "
                f"after {_date_words(stated)}."
            )
            yield Finding("since", Verdict.CONTRADICTED, claim.id, spans, told)
        elif _states_the_last(claim, stated, facts) or (contact and _last_known(contact, stated, claim, facts)):
            told = f"The report puts the last contact before at {_date_words(stated)} or earlier, and dates none after."
            yield Finding("since", Verdict.CONSISTENT, claim.id, (claim.span, stated.span), told)
        else:
            yield _unverifiable(
                "since", claim, "The report states no earlier contact that would prove or disprove this."
            )


def _date_in(claim: Claim, facts: Facts) -> Time | None:
    inside = (time for time in facts.times if claim.span.start <= time.span.start < claim.span.end)
    return next((time for time in inside if time.earliest and time.latest), None)


def _later_than(stated: Time, claim: Claim, contact: Contact, facts: Facts) -> Contact | None:
    """A contact of the same parties that lies between the stated date and the news."""
    news = contact
    if contact.role is Role.BACKGROUND:
        main = [one for one in facts.contacts if one.role is Role.MAIN and facts.same_parties(one, contact)]
        news = main[0] if main else contact
    for one in facts.before(news):
        days = facts.interval(one)
        between = one.id != contact.id and days is not None and days[0].isoformat() > str(stated.latest)
        if between and facts.counts(claim, news, one):
            return one
    return None


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


def _last_known(contact: Contact, stated: Time, claim: Claim, facts: Facts) -> bool:
    """Whether the text calls an earlier contact of the same parties the last, and dates it no later than stated."""
    return any(
        facts.is_last(one) and days[1].isoformat() <= str(stated.latest)
        for one in facts.before(contact)
        if (days := facts.interval(one)) is not None and facts.counts(claim, contact, one)
    )


_FAR = 4
"""A date more than so many times as far back as its unit is used for is likely to be another event's."""


@dataclass(frozen=True, slots=True)
class _Earlier:
    """When the parties were last in contact before: the days, the words that say so, and whether they say "last"."""

    days: tuple[date, date]
    value: str
    span: Span
    is_last: bool


def _earlier(claim: Claim, contact: Contact, facts: Facts) -> _Earlier | None:
    """The latest earlier contact that the text dates: one it tells of, or the day after "not spoken since"."""
    found = []
    precedents = [one for one in facts.contacts if facts.is_precedent(one) and facts.same_countries(one, contact)]
    for one in (*facts.before(contact), *precedents):
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
    """The date of the last contact: what directly follows "since" at the end of a claim, or "last met in" it."""
    if claim.kind is not ClaimKind.SINCE:
        return None
    if words_in(claim.span.exact.split(" ", 1)[0]) & facts.words.last:
        return _date_in(claim, facts)
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


def _compared(
    claim: Claim, length: Length, contact: Contact, earlier: _Earlier, interval: tuple[date, date], facts: Facts
) -> Finding:
    gap = Gap(*earlier.days, *interval)
    verdict = _verdict(claim.modifier, length, gap)
    beyond = gap.longer_than(length) and not gap.may_equal(length)
    if beyond and not earlier.is_last and verdict is not Verdict.ROUNDED:
        verdict = Verdict.UNVERIFIABLE
    said = words_in(claim.span.exact)
    if said & facts.words.counting or (verdict is Verdict.CONTRADICTED and said & facts.words.pause):
        verdict = Verdict.UNVERIFIABLE
    evidence = [claim.span, earlier.span, *([contact.time.span] if contact.time else [])]
    reason = _reason(verdict, claim.modifier, length)
    return Finding(
        "elapsed",
        verdict,
        claim.id,
        tuple(dict.fromkeys(evidence)),
        f"From {in_calendar_words(earlier.value)} to {_day_words(contact)} it is {gap.told()}: {reason}.",
    )


def _verdict(modifier: ClaimModifier, length: Length, gap: Gap) -> Verdict:
    """Whether a gap bears out a length: "more than" is never rounded up, bare lengths may be rounded to their unit."""
    shorter, longer = gap.shorter_than(length), gap.longer_than(length)
    if modifier in (ClaimModifier.MORE_THAN, ClaimModifier.LESS_THAN):
        fits, fails = (longer, shorter) if modifier is ClaimModifier.MORE_THAN else (shorter, longer)
        if fits or fails:
            return Verdict.CONSISTENT if fits else Verdict.CONTRADICTED
        return Verdict.ROUNDED if gap.is_exact() else Verdict.UNVERIFIABLE
    count = length.count or 0
    least, most = gap.units(length.unit)
    if least <= count <= most or gap.may_equal(length):
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
    """A unit without a number ("just weeks after ..."), tested against the dated event named next in its paragraph."""
    contact = facts.contact(claim.about)
    interval = facts.interval(contact) if contact else None
    paragraph = next((p for p in facts.document.paragraphs if p.start <= claim.span.start < p.end), None)
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
    counted = (
        f"From {stated.span.exact!r} ({_date_words(stated)}) to {_day_words(contact)} "
        f"it is {least:.0f} to {most:.0f} {length}"
    )
    least_gap = gap.until_earliest - gap.since_latest
    if least_gap > usual * _FAR:
        return _unverifiable("elapsed", claim, "The report does not date both ends of this.")
    if least_gap > usual:
        return Finding(
            "elapsed", Verdict.ROUNDED, claim.id, evidence, f"{counted}, longer than '{length}' usually means."
        )
    return Finding("elapsed", Verdict.CONSISTENT, claim.id, evidence, f"{counted}, as claimed.")


def _unverifiable(check: str, claim: Claim, why: str) -> Finding:
    return Finding(check, Verdict.UNVERIFIABLE, claim.id, (claim.span,), why)


def _day_words(contact: Contact) -> str:
    return in_calendar_words(contact.time.value) if contact.time else "an unknown day"


def _date_words(time: Time) -> str:
    return in_calendar_words(time.value or time.span.exact)
