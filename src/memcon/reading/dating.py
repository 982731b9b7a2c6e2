"""When statements were made, and when events took place that state no time of their own: by what they are part of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from memcon.reading.syntax import climb, is_finite_past, is_simple_present, is_verbal, occasions
from memcon.record import When
from memcon.record.timex import day_of
from memcon.record.vocabulary import Basis, ContactStatus, RemovedReason, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from memcon.reading.anchors import Anchors
    from memcon.reading.events import Told
    from memcon.reading.parse import Parsed
    from memcon.record import Contact, Document, Event, Place, Span, Statement, Time

_CLAUSES = 4
"""Clauses above the one that tells of a contact in which its announcement may stand."""
_REPORTED = frozenset({"ccomp", "parataxis", "conj", "advcl", "relcl", "acl", "dep", "xcomp"})


def date_news(parsed: Parsed, anchors: Anchors, told: Sequence[Told]) -> tuple[Told, ...]:
    """Gives a contact that is the news, and states no day, the day on which it was announced or reported as news.

    "Have spoken by phone, the palace announced on Tuesday" tells of that Tuesday or the day before, where that is the
    day of publication or the one before it, and is cited by it. "Met here", in a report with a dateline of the place of
    the meeting, and the present tense of a headline ("Lund calls Keane") tell of the day of publication or the one
    before; they are cited by their verb.
    """
    today = day_of(parsed.document.published)
    return tuple(
        replace(each, event=replace(each.event, time=when))
        if today is not None and today.year > 1 and (when := _of_report(each, parsed, anchors, today)) is not None
        else each
        for each in told
    )


def _of_report(each: Told, parsed: Parsed, anchors: Anchors, today: date) -> When | None:
    if each.event.time is not None or each.event.role is not Role.MAIN:
        return None
    tellings = [one for one in each.tellings if one.contact is not None and not one.contact.takes_up]
    held = all(one.contact is not None and one.contact.status is ContactStatus.HELD for one in tellings)
    if not tellings or not held or any(one.is_earlier for one in tellings):
        return None
    verb = parsed.doc[tellings[0].verb]
    for time in _announced(verb, anchors):
        day = day_of(time.earliest) if time.earliest == time.latest else None
        if day is not None and timedelta(0) <= today - day <= timedelta(days=1):
            return _reported(day, time.span)
    heading = is_simple_present(verb) and verb.sent.start_char <= parsed.doc[0].idx
    if heading or (is_finite_past(verb) and _is_datelined(each.event.place, parsed.document)):
        return _reported(today, parsed.cite(verb.i, verb.i))
    return None


def _reported(day: date, span: Span) -> When:
    """The time of what was news on a day: that day or the one before."""
    return When(day.isoformat(), (day - timedelta(days=1)).isoformat(), day.isoformat(), span, Basis.REPORT)


def _announced(verb: Token, anchors: Anchors) -> Sequence[Time]:
    """The dates of the verbs that report the clause of a verb ("..., the palace announced on Tuesday")."""
    current, reported = verb, False
    for _ in range(_CLAUSES):
        if current.head == current or current.dep_ not in _REPORTED:
            return ()
        reported = reported or current.dep_ in ("ccomp", "parataxis")
        current = current.head
        if reported and anchors.days_of(current):
            return anchors.days_of(current)
    return ()


def _is_datelined(place: Place | None, document: Document) -> bool:
    """Whether a report was written where an event took place, as the dateline says that opens it ("ROME, 3 May -")."""
    return place is not None and any(
        one.reason is RemovedReason.DATELINE and place.name.casefold() in one.exact.casefold()
        for one in document.removed
    )


def date_statements(
    parsed: Parsed,
    anchors: Anchors,
    contacts: Sequence[Contact],
    told: Sequence[Told],
    statements: Sequence[Statement],
) -> tuple[Statement, ...]:
    """Gives each statement the time of its cue's clause, else its sentence's, else that of its contact."""
    moments = _moments(contacts, told)
    found = []
    for statement in statements:
        cue = parsed.root_of(statement.cue) if statement.cue else None
        when = None
        if cue is not None and is_verbal(cue):
            when = anchors.when(cue, cue) or _of_contact(cue, moments)
        found.append(replace(statement, time=when) if when else statement)
    return tuple(found)


def date_events(parsed: Parsed, contacts: Sequence[Contact], told: Sequence[Told]) -> tuple[Event, ...]:
    """Gives each event without a time of its own that of the contact whose clause it hangs from, or that it came of."""
    moments = _moments(contacts, told)
    outcomes = {event_id: contact.time for contact in contacts for event_id in contact.outcomes}
    found = []
    for each in told:
        event = each.event
        if event.time is None and each.tellings[0].contact is None:
            part_of = [_of_contact(parsed.doc[telling.trigger], moments) for telling in each.tellings]
            outcome = outcomes.get(event.id)
            part_of.append(replace(outcome, basis=Basis.EVENT) if outcome else None)
            event = replace(event, time=next((when for when in part_of if when), None))
        found.append(event)
    return tuple(found)


def _moments(contacts: Sequence[Contact], told: Sequence[Told]) -> dict[int, When]:
    """The times of the dated contacts that were held, by the token indices of their tellings."""
    dated = {one.event: one.time for one in contacts if one.time and one.status is ContactStatus.HELD}
    return {
        index: replace(when, basis=Basis.EVENT)
        for each in told
        if (when := dated.get(each.event.id)) is not None
        for telling in each.tellings
        for index in (telling.trigger, telling.verb)
    }


def _of_contact(token: Token, moments: Mapping[int, When]) -> When | None:
    """The time of the contact on whose occasion something was done ("during the call, she warned ...")."""
    above = (one for one in climb(token) if one != token)
    return next((moments[one.i] for one in (*occasions(token), *above) if one.i in moments), None)
