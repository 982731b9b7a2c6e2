"""Contacts: calls, meetings, visits and letters, with who took part, who sought them, how long, and who was told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memcon.knowledge import lexicon as lexicons
from memcon.reading import accounts, contact_details, topics
from memcon.reading.contact_parts import side
from memcon.record import Contact, Participant
from memcon.record.vocabulary import (
    ActorKind,
    Channel,
    ContactStatus,
    EventType,
    MentionForm,
    Modality,
    Role,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from memcon.reading.cast import Cast
    from memcon.reading.events import Told
    from memcon.reading.parse import Parsed
    from memcon.reading.parties import Party
    from memcon.reading.telling import ContactTelling, Telling
    from memcon.record import Actor, Post, Statement, Time, When

_FORM_RANK = {form: rank for rank, form in enumerate((MentionForm.NAME, MentionForm.TITLE, MentionForm.METONYM))}
_OUTCOMES = frozenset({EventType.AGREE, EventType.REJECT, EventType.COOPERATE, EventType.CONCEDE})
_FINAL = (ContactStatus.CANCELLED, ContactStatus.DENIED, ContactStatus.HELD, ContactStatus.PLANNED)
"""What a contact's tellings come to: calling off outweighs planning, and a report that it took place too."""


def find(
    parsed: Parsed,
    cast: Cast,
    durations: Mapping[str, Sequence[Time]],
    statements: Sequence[Statement],
    told: Sequence[Told],
    language: str,
) -> tuple[Contact, ...]:
    """Makes a contact of every event that has one: held, planned, cancelled or denied, between two sides or more.

    durations are how long contacts took, by event id, as contact_details.durations finds them.
    """
    lexicon = lexicons.contacts(language)
    triggers = {telling.trigger for each in told for telling in each.tellings if telling.contact is not None}
    found: list[Contact] = []
    for each in told:
        tellings = _single(each)
        status = _status(tellings)
        participants = _participants(tellings, each.event.time, parsed, cast)
        if status is None or len({side(one.actor, cast) for one in participants}) < 2:
            continue
        duration = next(iter(durations.get(each.event.id, ())), None)
        contact = Contact(
            id=f"c{len(found) + 1}",
            event=each.event.id,
            channel=_channel(tellings),
            status=status,
            role=each.event.role,
            participants=participants,
            initiator=contact_details.initiator(tellings, parsed, cast, lexicon),
            time=each.event.time,
            duration=duration.value if duration else None,
            duration_span=duration.span if duration else None,
            place=each.event.place,
            topics=topics.find(tellings, triggers, parsed, cast, language),
        )
        found.append(replace(contact, outcomes=_outcomes(contact, told)))
    by_contact = accounts.find(found, told, statements, parsed, cast)
    with_accounts = [replace(contact, accounts=by_contact[contact.id]) for contact in found]
    return contact_details.with_informed(with_accounts, told, parsed, cast, lexicon)


def _single(each: Told) -> list[Telling]:
    """The tellings of one single contact; none where every one of them speaks of several ("regular calls")."""
    tellings = [telling for telling in each.tellings if telling.contact is not None]
    return tellings if any(not _contact_of(telling).several for telling in tellings) else []


def _contact_of(telling: Telling) -> ContactTelling:
    assert telling.contact is not None
    return telling.contact


def _status(tellings: Sequence[Telling]) -> ContactStatus | None:
    stated = {_contact_of(telling).status for telling in tellings if not _contact_of(telling).takes_up} or {
        _contact_of(telling).status for telling in tellings
    }
    called_off = {_contact_of(telling).status for telling in tellings} & set(_FINAL[:2])
    return next((status for status in _FINAL if status in stated | called_off), None)


def _channel(tellings: Sequence[Telling]) -> Channel:
    known = [_contact_of(telling).channel for telling in tellings]
    return next((channel for channel in known if channel is not Channel.UNSPECIFIED), Channel.UNSPECIFIED)


def _participants(
    tellings: Sequence[Telling], when: When | None, parsed: Parsed, cast: Cast
) -> tuple[Participant, ...]:
    """Everyone named as a party, persons in place of their states, each cited where it is named best."""
    named: dict[str, Party] = {}
    for telling in tellings:
        for party in telling.parties:
            known = named.get(party.actor)
            if known is None or _rank(party) < _rank(known):
                named[party.actor] = party
    peopled = {cast.actor(a).country for a in named if cast.actor(a).kind is ActorKind.PERSON}
    found = []
    for actor_id, party in named.items():
        actor = cast.actor(actor_id)
        if actor.kind is not ActorKind.PERSON and actor.country in peopled:
            continue
        reference = party.reference
        found.append(Participant(actor_id, _post(actor, when), parsed.document.span(reference.start, reference.end)))
    return tuple(found)


def _rank(party: Party) -> tuple[int, int]:
    """Names before titles before all else, and the longest of them first."""
    reference = party.reference
    return _FORM_RANK.get(reference.form, len(_FORM_RANK)), reference.start - reference.end


def _post(actor: Actor, when: When | None) -> str | None:
    """The title of the post an actor held at a time: the one the text names, else one that serves the own country."""
    named = {word for m in actor.mentions if m.form is MentionForm.TITLE for word in m.span.exact.lower().split()}
    for post in sorted(actor.posts, key=lambda post: (not named & _head_words(post), post.country != actor.country)):
        if when is None or when.earliest is None or when.latest is None:
            return post.title
        if (post.start or "") <= when.latest and (post.end is None or post.end + "~" >= when.earliest):
            return post.title
    return None


def _head_words(post: Post) -> set[str]:
    """The words of a title up to its first "of" ("Prime Minister of India" -> prime, minister)."""
    return set(post.title.lower().split(" of ")[0].split())


def _outcomes(contact: Contact, told: Sequence[Told]) -> tuple[str, ...]:
    """What came of a contact: agreements and refusals among its participants that are told as its news."""
    if contact.role is not Role.MAIN or contact.status is not ContactStatus.HELD:
        return ()
    participants = {one.actor for one in contact.participants}
    return tuple(
        each.event.id
        for each in told
        if each.event.type in _OUTCOMES
        and each.event.id != contact.event
        and each.event.role is Role.MAIN
        and each.event.modality in (Modality.ASSERTED, Modality.NEGATED)
        and len(participants & {*each.event.actors, *each.event.recipients}) > 1
    )
