"""How long since the last contact: "first in over three years", "three-year silence", "just weeks after"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from memcon.checking.counted import Counted
from memcon.checking.facts import APART, MONTH, UNCLEAR, Facts, day_before, words_in
from memcon.checking.intervals import Gap, Length, in_calendar_words, length_of
from memcon.checking.precedents import Precedents, Surety
from memcon.checking.since import date_words, day_words, since_date, unverifiable
from memcon.record import Claim, Finding, Span, Time
from memcon.record.vocabulary import ClaimKind, ClaimModifier, ContactStatus, Role, Verdict

_FAR = 4
"""A date more than so many times as far back as its unit is used for is likely to be another event's."""
_SHORT = frozenset({"D", "W"})
"""Units of lengths that two contacts within a few days of each other may lie apart."""
_BORNE_OUT = frozenset({Verdict.CONSISTENT, Verdict.ROUNDED})
_Lasts = Mapping[str, Sequence[tuple[Claim, Time]]]
"""By contact, the claims that date the last contact before it, with their dates."""
_MOST = 16
"""Such claims of one contact: a report may make thousands."""
_AT_ODDS = "The report calls one contact the last before and dates another after it."
_CLOSE = 1.25
"""A gap more than so many times what is claimed bears out no "more than": it is likely to be another contact's."""


@dataclass(frozen=True, slots=True)
class _End:
    """What a claim counts to: the days, how they are told, the words of the date, and whether it is surely meant."""

    days: tuple[date, date]
    told: str
    span: Span | None
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class _Earlier:
    """When the parties were last in contact before: the days, and the words that say so.

    is_last tells whether they call it the last, is_sure whether those whom the claim counts surely took part.
    """

    days: tuple[date, date]
    value: str
    span: Span
    is_last: bool
    is_sure: bool = True


def check_elapsed(facts: Facts) -> Iterator[Finding]:
    """Tests each elapsed claim against the contacts before that the text dates."""
    precedents, lasts = Precedents(facts), _last_days(facts)
    for claim in facts.claims:
        length = length_of(claim.value) if claim.kind is ClaimKind.ELAPSED else None
        if length is None:
            continue
        if length.count is None:
            yield _vague(claim, length, facts)
            continue
        yield _tested(claim, length, precedents, lasts, facts)


def _tested(claim: Claim, length: Length, precedents: Precedents, lasts: _Lasts, facts: Facts) -> Finding:
    """What the contacts of the report, and what is told of the contact before beside a claim, prove of it together.

    What the report calls the last bears the claim out or contradicts it, and so does a contact that it was read to
    tell of; an earlier holder of the office contradicts where the gap is too short; any other can only bear it out.
    """
    near = precedents.near(claim)
    end = _end(claim, [one.time for one in near if one.surety is Surety.LAST], precedents, facts)
    known = _by_contacts(claim, length, end, precedents, lasts, facts)
    if words_in(claim.span.exact) & facts.words.counting or end is None:
        return known
    tested = {surety: list[Finding]() for surety in Surety}
    for one in near:
        earlier = _Earlier(one.days, one.time.value or one.span.exact, one.span, is_last=one.surety is Surety.LAST)
        if _is_before(replace(earlier, is_last=False), end.days, length):
            tested[one.surety].append(_compared(claim, length, earlier, end))
    last, holders, fitting = (tested[surety] for surety in (Surety.LAST, Surety.HOLDER, Surety.FITTING))
    if borne := _first(last, _BORNE_OUT):
        return borne if known.verdict is not Verdict.CONTRADICTED else unverifiable("elapsed", claim, _AT_ODDS)
    if known.verdict in _BORNE_OUT:
        return known
    if end.is_sure:
        failed = last[-1] if last and all(one.verdict is Verdict.CONTRADICTED for one in last) else None
        failed = failed or _first([known, *holders], frozenset({Verdict.CONTRADICTED}))
        if failed is not None:
            return failed
    elif known.verdict is Verdict.CONTRADICTED:
        known = unverifiable("elapsed", claim, UNCLEAR)
    return _first([*holders, *fitting], _BORNE_OUT) or known


def _last_days(facts: Facts) -> _Lasts:
    found: dict[str, list[tuple[Claim, Time]]] = {}
    for one in facts.claims:
        if one.kind is ClaimKind.SINCE and one.about is not None and len(found.setdefault(one.about, [])) < _MOST:
            stated = since_date(one, facts)
            found[one.about] += [(one, stated)] if stated is not None else []
    return found


def _first(findings: Iterable[Finding], verdicts: frozenset[Verdict]) -> Finding | None:
    return next((one for one in findings if one.verdict in verdicts), None)


def _end(claim: Claim, earlier: list[Time], precedents: Precedents, facts: Facts) -> _End | None:
    """What a claim counts to: its contact, else the date before it in its sentence, else the day of publication.

    That day stands for a contact only where it is the report's news, and is not sure where the contact is yet to come.
    A date of the sentence before, or the first of the report, is not sure.
    """
    contact = facts.contact(claim.about)
    interval = facts.interval(contact) if contact else None
    dates = [time.span for time in earlier]
    own = precedents.before_claim(claim, 0)
    own = own if own is not None and own.span not in dates else None
    if contact is not None and contact.time is not None and interval is not None and contact.time.span not in dates:
        if own is not None and str(own.latest) < interval[0].isoformat():
            return _dated(own, is_sure=False)
        return _End(interval, day_words(contact), contact.time.span)
    if own is not None:
        return _dated(own, is_sure=True)
    day = facts.published
    if day is not None and (contact is None or contact.role is Role.MAIN):
        is_sure = contact is None or contact.status is ContactStatus.HELD
        return _End((day, day), f"{in_calendar_words(day.isoformat())}, the day of publication,", None, is_sure)
    previous = precedents.before_claim(claim, 1)
    if previous is not None and previous.span not in dates:
        return _dated(previous, is_sure=contact is None or contact.role is Role.MAIN)
    first = precedents.first()
    return _dated(first, is_sure=False) if first is not None and first.span not in dates else None


def _dated(time: Time, *, is_sure: bool) -> _End:
    days = date.fromisoformat(str(time.earliest)), date.fromisoformat(str(time.latest))
    return _End(days, date_words(time), time.span, is_sure)


def _by_contacts(
    claim: Claim, length: Length, told_end: _End | None, precedents: Precedents, lasts: _Lasts, facts: Facts
) -> Finding:
    """Tests a claim against the dated contacts of the same parties before its own.

    Where that is not dated, it counts to the end that the text tells otherwise; contacts of a month before that may be
    the very one.
    """
    counted = precedents.counted(claim)
    contact = counted.contact if counted is not None else None
    interval = facts.interval(contact) if contact else None
    end, apart = told_end, MONTH
    if contact is not None and contact.time is not None and interval is not None:
        end, apart = _End(interval, day_words(contact), contact.time.span), APART
    if counted is None or end is None:
        return unverifiable("elapsed", claim, "The report dates no contact that this could be counted to.")
    earlier = _earlier(length, counted, precedents, lasts, end.days, apart)
    if earlier is None:
        return unverifiable("elapsed", claim, "The report dates no earlier contact of the same parties.")
    found = _compared(claim, length, earlier, end)
    said = words_in(claim.span.exact)
    fails = found.verdict is Verdict.CONTRADICTED
    if said & facts.words.counting or (fails and said & facts.words.pause):
        return _compared(claim, length, earlier, end, is_open=True)
    if fails and contact is None and not precedents.is_now(claim):
        return unverifiable("elapsed", claim, UNCLEAR)
    if fails and not earlier.is_sure:
        told = f"The report tells of a contact of the same countries in {in_calendar_words(earlier.value)}"
        return unverifiable("elapsed", claim, f"{told}, perhaps one of others.")
    return found


def _earlier(
    length: Length,
    counted: Counted,
    precedents: Precedents,
    lasts: _Lasts,
    end: tuple[date, date],
    apart: timedelta,
) -> _Earlier | None:
    """The latest earlier contact that the text dates: one it tells of, or the day after "not spoken since".

    One that is not sure is taken only where there is no other.
    """
    facts, claim, found = counted.facts, counted.claim, []
    told = (one for one in facts.contacts if facts.is_precedent(one))
    for one in (*counted.before(end[0]), *(one for one in told if facts.sides(one).keys() == counted.sides.keys())):
        days = facts.interval(one)
        if days is not None and one.time is not None and counted.counts(one):
            is_sure = counted.is_sure(one)
            if is_sure or counted.contact is not None:
                found.append(_Earlier(days, one.time.value, one.time.span, facts.is_last(one), is_sure))
    for other, stated in lasts.get(claim.about or "", ()):
        if stated.earliest and stated.latest and precedents.is_told_alike(claim, other):
            days = date.fromisoformat(stated.earliest), date.fromisoformat(stated.latest)
            found.append(_Earlier(days, stated.value or "", stated.span, is_last=True))
    past = [one for one in found if _is_before(one, end, length, apart)]
    return max(past, key=lambda one: (one.is_sure, one.days[1]), default=None)


def _is_before(earlier: _Earlier, end: tuple[date, date], length: Length, apart: timedelta = APART) -> bool:
    """Whether a contact is surely one before that which a claim of some length counts to."""
    return earlier.days[1] < day_before(end[0], timedelta(0) if earlier.is_last or length.unit in _SHORT else apart)


def _compared(claim: Claim, length: Length, earlier: _Earlier, end: _End, *, is_open: bool = False) -> Finding:
    """The finding that a gap makes; is_open where it proves nothing, whatever its length."""
    gap = Gap(*earlier.days, *end.days)
    verdict = _verdict(claim.modifier, length, gap)
    beyond = gap.longer_than(length) and not gap.may_equal(length)
    if is_open or (beyond and not earlier.is_last and verdict is not Verdict.ROUNDED and not _is_close(length, gap)):
        verdict = Verdict.UNVERIFIABLE
    spans = (claim.span, earlier.span, *([end.span] if end.span else []))
    told = f"From {in_calendar_words(earlier.value)} to {end.told} it is {gap.told()}"
    reason = _reason(verdict, claim.modifier, length)
    return Finding("elapsed", verdict, claim.id, tuple(dict.fromkeys(spans)), f"{told}: {reason}.")


def _is_close(length: Length, gap: Gap) -> bool:
    """Whether a gap that is longer than a length is no more than a little so."""
    return gap.units(length.unit)[0] <= max(_CLOSE * (length.count or 0), (length.count or 0) + length.step)


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
    slack = length.slack(modifier)
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
        return unverifiable("elapsed", claim, "The report does not date both ends of this.")
    stated = next(
        (
            time
            for time in facts.times
            if claim.span.end <= time.span.start < paragraph.end and time.earliest and time.latest
        ),
        None,
    )
    if stated is None or str(stated.latest) >= interval[0].isoformat():
        return unverifiable("elapsed", claim, "The report does not date both ends of this.")
    gap = Gap(date.fromisoformat(str(stated.earliest)), date.fromisoformat(str(stated.latest)), *interval)
    usual = timedelta(days=facts.words.vague_days.get(length.unit, 0))
    least, most = gap.units(length.unit)
    evidence = (claim.span, stated.span, *(() if contact.time is None else (contact.time.span,)))
    counted = (
        f"From {stated.span.exact!r} ({date_words(stated)}) to {day_words(contact)} "
        f"it is {least:.0f} to {most:.0f} {length}"
    )
    least_gap = gap.until_earliest - gap.since_latest
    if least_gap > usual * _FAR:
        return unverifiable("elapsed", claim, "The report does not date both ends of this.")
    if least_gap > usual:
        return Finding(
            "elapsed", Verdict.ROUNDED, claim.id, evidence, f"{counted}, longer than '{length}' usually means."
        )
    return Finding("elapsed", Verdict.CONSISTENT, claim.id, evidence, f"{counted}, as claimed.")
