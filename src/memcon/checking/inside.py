"""Whether a report agrees with the calendar and with itself: weekdays against dates, durations against each other."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from memcon.checking.facts import Facts
from memcon.checking.intervals import in_calendar_words
from memcon.record import Claim, Finding
from memcon.record.vocabulary import ClaimKind, ClaimModifier, Verdict

_LIMIT = 40
"""Characters behind a count in which its limits may stand."""

_CLOCK = re.compile(r"PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?\Z")


def check_weekdays(facts: Facts) -> Iterator[Finding]:
    """Tests each weekday told with a date against the calendar (proleptic Gregorian)."""
    for claim in facts.claims:
        if claim.kind is not ClaimKind.WEEKDAY:
            continue
        time = next((t for t in facts.times if t.span == claim.span and t.earliest and t.earliest == t.latest), None)
        if time is None or time.earliest is None:
            continue
        day = date.fromisoformat(time.earliest)
        actual = calendar.day_name[day.weekday()]
        fits = day.isoweekday() == int(claim.value)
        yield Finding(
            "weekday",
            Verdict.CONSISTENT if fits else Verdict.CONTRADICTED,
            claim.id,
            (claim.span,),
            f"{in_calendar_words(time.earliest)} was a {actual}"
            + ("." if fits else f", not a {calendar.day_name[int(claim.value) - 1]}."),
        )


def check_durations(facts: Facts) -> Iterator[Finding]:
    """Tests the durations that a report gives one contact against each other; one alone proves nothing."""
    claims = sorted(
        (claim for claim in facts.claims if claim.kind is ClaimKind.DURATION), key=lambda claim: claim.about or ""
    )
    for _, group in groupby(claims, key=lambda claim: claim.about):
        first, *others = group
        for other in others:
            yield _compared(first, other)


def check_ordinals(facts: Facts) -> Iterator[Finding]:
    """Tests the counts that a report gives one contact in the same words against each other ("their third call")."""
    counted: dict[tuple[str, str], Claim] = {}
    for claim in facts.claims:
        noun = claim.span.exact.lower().split()[-1]
        if claim.kind is not ClaimKind.ORDINAL or claim.about is None or _is_limited(claim, facts):
            continue
        first = counted.setdefault((claim.about, noun), claim)
        if first is not claim:
            fits = first.value == claim.value
            told = f"One says number {first.value}, the other number {claim.value}."
            verdict = Verdict.CONSISTENT if fits else Verdict.CONTRADICTED
            yield Finding("ordinal", verdict, claim.id, (first.span, claim.span), told)


def _is_limited(claim: Claim, facts: Facts) -> bool:
    """Whether the word behind a count says within what it counts ("third call this year"): such counts may differ."""
    following = facts.document.text[claim.span.end : claim.span.end + _LIMIT].lower().split()
    return bool(following) and following[0] in facts.words.limits


def _compared(first: Claim, other: Claim) -> Finding:
    one, two = _minutes(first.value), _minutes(other.value)
    evidence = (first.span, other.span)
    if one is None or two is None:
        return Finding("duration", Verdict.UNVERIFIABLE, other.id, evidence, "One of the durations has no number.")
    if one == two:
        return Finding("duration", Verdict.CONSISTENT, other.id, evidence, f"Both say {one:g} minutes.")
    hedged = {first.modifier, other.modifier} != {ClaimModifier.EXACT}
    close = abs(one - two) <= 0.2 * max(one, two)
    verdict = Verdict.ROUNDED if (hedged and _compatible(first, other, one, two)) or close else Verdict.CONTRADICTED
    return Finding("duration", verdict, other.id, evidence, f"One says {one:g} minutes, the other {two:g}.")


def _compatible(first: Claim, other: Claim, one: float, two: float) -> bool:
    """Whether "more than" or "less than" lets one duration stand beside the other."""
    least, most = sorted(((one, first.modifier), (two, other.modifier)))
    return least[1] is ClaimModifier.MORE_THAN or most[1] is ClaimModifier.LESS_THAN


def _minutes(value: str) -> float | None:
    match = _CLOCK.match(value)
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return hours * 60 + minutes + seconds / 60
