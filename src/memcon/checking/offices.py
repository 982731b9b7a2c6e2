"""Whether someone held the office that a report gives them, by the tenures of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from memcon.checking.facts import Facts, words_in
from memcon.checking.intervals import in_calendar_words
from memcon.knowledge.gazetteer import Tenure, bounds
from memcon.record import Actor, Claim, Contact, Finding, Span, Time
from memcon.record.vocabulary import ClaimKind, Verdict

_SLACK = 31
"""Days by which a stated day may miss the gazetteer's and still hold when rounded: election, oath, first day."""


def check_offices(facts: Facts) -> Iterator[Finding]:
    """Tests "then", "former" and "became in" against the tenures that are known of the person in such an office."""
    for claim in facts.claims:
        if claim.kind is not ClaimKind.OFFICE:
            continue
        actor = _person(claim, facts)
        held = _tenures(claim, actor, facts) if actor is not None else []
        if actor is None or not held:
            yield _finding(claim, Verdict.UNVERIFIABLE, "The gazetteer keeps no tenure of this office for this person")
        elif _opens_with(claim, facts.words.former):
            yield _former(claim, actor, held, facts)
        elif _opens_with(claim, facts.words.then):
            yield _then(claim, actor, held, facts)
        else:
            yield _became(claim, actor, held, facts)


def _opens_with(claim: Claim, words: frozenset[str]) -> bool:
    """Whether one of some words stands in a claim, also as a prefix ("ex-premier")."""
    return bool(words_in(claim.span.exact.replace("-", " ")) & words)


def _person(claim: Claim, facts: Facts) -> Actor | None:
    """Whom a claim speaks of: the one whom a mention within it names, those with known tenures first."""
    named = [
        actor
        for actor in facts.actors.values()
        if any(claim.span.start <= one.span.start < claim.span.end for one in actor.mentions)
    ]
    return next((actor for actor in named if facts.tenures.get(actor.id)), next(iter(named), None))


def _tenures(claim: Claim, actor: Actor, facts: Facts) -> list[Tenure]:
    """The person's tenures in such an office, each period once, by start; those of the own country where there are any.

    A president of France is co-prince of Andorra as well, and nobody means that.
    """
    roles = facts.words.roles.get(claim.value, frozenset())
    fitting = [tenure for tenure in facts.tenures.get(actor.id, ()) if tenure.role in roles]
    own = [tenure for tenure in fitting if tenure.country == actor.country]
    return list({(tenure.start, tenure.end): tenure for tenure in reversed(own or fitting)}.values())[::-1]


def _then(claim: Claim, actor: Actor, held: Sequence[Tenure], facts: Facts) -> Finding:
    """ "Then prime minister": the office must cover the time of the contact that the claim's sentence tells of."""
    contact = _told_beside(claim, facts)
    if contact is None or contact.time is None or not contact.time.earliest or not contact.time.latest:
        return _finding(claim, Verdict.UNVERIFIABLE, "The report does not date what this was the time of")
    first, last = contact.time.earliest, contact.time.latest
    fits = any(_overlaps(one, first, last) for one in held)
    when = in_calendar_words(contact.time.value)
    verb = "includes" if fits else "does not include"
    verdict = Verdict.CONSISTENT if fits else Verdict.CONTRADICTED
    return _finding(claim, verdict, f"{_known(actor, held)}, which {verb} {when}", contact.time.span)


def _former(claim: Claim, actor: Actor, held: Sequence[Tenure], facts: Facts) -> Finding:
    """ "Former": some tenure must have ended before the report; one that is known to run on then contradicts it."""
    published = (facts.document.published or "")[:10]
    if len(published) < len("2025-07-01"):
        return _finding(claim, Verdict.UNVERIFIABLE, "The report's own day is not known")
    day = in_calendar_words(published)
    if any(one.end is not None and bounds(one.end)[0] <= published for one in held):
        return _finding(claim, Verdict.CONSISTENT, f"{_known(actor, held)}, so before {day}")
    running = [one for one in held if one.start is not None and one.covers(published)]
    if any(one.end is not None or (one.seen or "") >= published for one in running):
        return _finding(claim, Verdict.CONTRADICTED, f"{_known(actor, held)}, so still on {day}")
    return _finding(claim, Verdict.UNVERIFIABLE, f"{_known(actor, held)}, which does not settle it for {day}")


def _became(claim: Claim, actor: Actor, held: Sequence[Tenure], facts: Facts) -> Finding:
    """ "Became chancellor in 2021": a tenure must begin then."""
    stated = _last_time_in(claim, facts)
    starts = [one.start for one in held if one.start is not None]
    if stated is None or not starts:
        return _finding(claim, Verdict.UNVERIFIABLE, "The gazetteer does not know when this office was taken")
    off = min(_days_off(start, stated) for start in starts)
    told = f"{_known(actor, held)}; stated is {in_calendar_words(stated.value or stated.span.exact)}"
    if off == 0:
        return _finding(claim, Verdict.CONSISTENT, told, stated.span)
    verdict = Verdict.ROUNDED if off <= _SLACK else Verdict.CONTRADICTED
    return _finding(claim, verdict, f"{told}, {off} days off", stated.span)


def _told_beside(claim: Claim, facts: Facts) -> Contact | None:
    """The contact that a claim speaks of, if the claim stands in the sentence that tells of it."""
    contact = facts.contact(claim.about)
    evidence = facts.events[contact.event].evidence if contact is not None else None
    return contact if evidence is not None and evidence.start <= claim.span.start < evidence.end else None


def _last_time_in(claim: Claim, facts: Facts) -> Time | None:
    inside = [time for time in facts.times if claim.span.start <= time.span.start < claim.span.end and time.earliest]
    return inside[-1] if inside and inside[-1].latest else None


def _overlaps(tenure: Tenure, first: str, last: str) -> bool:
    begins = tenure.start is None or bounds(tenure.start)[0] <= last
    return begins and (tenure.end is None or bounds(tenure.end)[1] >= first)


def _days_off(start: str, stated: Time) -> int:
    """Days between a stated time and the first day of a tenure; 0 where they may be the same."""
    first, last = bounds(start)
    early, late = str(stated.earliest), str(stated.latest)
    if first <= late and early <= last:
        return 0
    gaps = [(one, other) for one, other in ((late, first), (last, early)) if one < other]
    return min((_day(other) - _day(one)).days for one, other in gaps)


def _day(text: str) -> date:
    """A day, one past the end of its month taken for the last of it ("2021-02-31" comes of bounds)."""
    year, month, day = (int(part) for part in text.split("-"))
    for last in (day, 30, 29, 28):
        try:
            return date(year, month, min(day, last))
        except ValueError:
            continue
    return date(year, 1, 1)


def _known(actor: Actor, held: Sequence[Tenure]) -> str:
    """What the gazetteer knows: "The gazetteer has Ann Lee as Prime Minister of X from ... to ..."."""
    periods = " and ".join(
        f"from {in_calendar_words(one.start) if one.start else 'an unknown day'} "
        f"{'to ' + in_calendar_words(one.end) if one.end else 'on'}"
        for one in held
    )
    return f"The gazetteer has {actor.name} as {held[0].title} {periods}"


def _finding(claim: Claim, verdict: Verdict, told: str, *evidence: Span) -> Finding:
    return Finding("office", verdict, claim.id, tuple(dict.fromkeys((claim.span, *evidence))), f"{told}.")
