"""Claims of one report against contacts that other reports establish: "the first in three years" after a call last May.

Only what is recorded can contradict; that nothing is recorded proves nothing, and leaves a claim unverifiable.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from memcon.checking.counted import Counted
from memcon.checking.facts import APART, Facts, words_in
from memcon.checking.intervals import Gap, Length, in_calendar_words, in_words, length_of
from memcon.record import Claim, Contact, Finding
from memcon.record.established import Established
from memcon.record.vocabulary import ClaimKind, ClaimModifier, ContactStatus, Verdict

_CHECK = "ledger"
"""The name of this check in its findings."""
_LONGEST = 160
"""Characters that are shown of the words of another report."""


@dataclass(frozen=True, slots=True)
class Against:
    """A finding that rests on what other documents establish, and their ids."""

    finding: Finding
    cites: tuple[str, ...]


def is_watched(claim: Claim) -> bool:
    """Whether contacts that other reports establish can contradict a claim: it counts back from a contact."""
    return claim.about is not None and claim.kind in (ClaimKind.ELAPSED, ClaimKind.SINCE)


def check_against(
    claim: Claim, facts: Facts, established: Sequence[Established], visiting: Collection[str]
) -> Against | None:
    """Tests a claim against contacts of just the parties of the contact it is about; None where none bears on it.

    A contact later than the claim allows contradicts it. Where there is none, the latest before is told and the claim
    stays unverifiable. visiting are beginnings of words for visits, which a meeting in a third country is none of.
    """
    contact = facts.contact(claim.about)
    days = facts.interval(contact) if contact else None
    if contact is None or days is None or contact.status is not ContactStatus.HELD or not is_watched(claim):
        return None
    counted = Counted(facts, claim, facts.sides(contact), contact)
    if not _is_plain(counted):
        return None
    named = any(word.startswith(tuple(visiting)) for word in words_in(claim.span.exact))
    visit = named or counted.visits
    bearing = [
        one
        for one in established
        if _days(one)[1] < days[0] - APART
        and (not counted.channels or one.channel in {channel.value for channel in counted.channels})
        and not words_in(one.words) & facts.words.slight
        and not (visit and (contact.place is None or one.country != contact.place.country))
    ]
    latest = max(bearing, key=lambda one: (one.latest, one.earliest), default=None)
    if latest is None:
        return None
    earlier = _days(latest)
    if claim.kind is ClaimKind.ELAPSED:
        length = length_of(claim.value)
        fails = length is not None and _is_shorter(Gap(*earlier, *days), length, claim.modifier)
        reason = f"not {_claimed(claim.modifier, length)}" if fails and length else ""
    else:
        since = _since(claim, facts)
        fails = since is not None and earlier[0] > since
        reason = f"after {in_calendar_words(since.isoformat())}" if fails and since else ""
    return _told(claim, contact, latest, days[0], reason)


def _is_plain(counted: Counted) -> bool:
    """Whether a claim counts all contacts: it narrows none out ("formal", "second") and tells of no interruption."""
    facts, said = counted.facts, counted.claim.span.exact
    apart = words_in(said) & (facts.words.counting | facts.words.pause)
    return not apart and not facts.narrowing(said) and not counted.is_restricted


def _is_shorter(gap: Gap, length: Length, modifier: ClaimModifier) -> bool:
    """Whether a gap is too short for a claimed length, however its days fall and however generously it is rounded."""
    if length.count is None or modifier is ClaimModifier.LESS_THAN or not gap.shorter_than(length):
        return False
    if modifier is ClaimModifier.MORE_THAN:
        return True
    return gap.units(length.unit)[1] <= length.count - length.slack(modifier)


def _since(claim: Claim, facts: Facts) -> date | None:
    """The last day of the date that a claim counts from; None where its words hold none."""
    inside = [time for time in facts.times if claim.span.start <= time.span.start < claim.span.end]
    stated = next((time.latest for time in inside if time.earliest and time.latest), None)
    return date.fromisoformat(stated) if stated else None


def _claimed(modifier: ClaimModifier, length: Length) -> str:
    hedge = {ClaimModifier.MORE_THAN: "more than ", ClaimModifier.ABOUT: "about ", ClaimModifier.NEARLY: "nearly "}
    return f"{hedge.get(modifier, '')}{length}"


def _told(claim: Claim, contact: Contact, one: Established, day: date, reason: str) -> Against:
    """The finding: contradicted for a reason, unverifiable where there is none."""
    first, last = in_calendar_words(one.earliest), in_calendar_words(one.latest)
    when = last if first == last else f"between {first} and {last}"
    words = one.words if len(one.words) <= _LONGEST else f"{one.words[: _LONGEST - 1]}…"
    before = in_words(_days(one)[1], day)
    told = f"{one.outlet} tells of a contact of the same parties, {when} (“{words}”), {before} before"
    spans = (claim.span, *((contact.time.span,) if contact.time else ()))
    if reason:
        finding = Finding(_CHECK, Verdict.CONTRADICTED, claim.id, spans, f"{told}: {reason}.")
    else:
        ending = "no later one is on record here, which proves nothing."
        finding = Finding(_CHECK, Verdict.UNVERIFIABLE, claim.id, spans, f"{told}; {ending}")
    return Against(finding, (one.document,))


def _days(one: Established) -> tuple[date, date]:
    return date.fromisoformat(one.earliest), date.fromisoformat(one.latest)
