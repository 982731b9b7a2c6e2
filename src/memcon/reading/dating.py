"""When statements were made, and when events took place that state no time but were part of a contact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memcon.reading.syntax import climb, is_verbal, occasions
from memcon.record.vocabulary import Basis, ContactStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from memcon.reading.anchors import Anchors
    from memcon.reading.events import Told
    from memcon.reading.parse import Parsed
    from memcon.record import Contact, Event, Statement, When


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
