"""One Record -> its sightings: every contact and every other event, reduced to what tells two real ones apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from memcon.knowledge import stems
from memcon.record import Actor, Contact, Event, Part, Party, Record, Sighting, Span
from memcon.record.timex import UNKNOWN_YEAR
from memcon.record.vocabulary import (
    ActorKind,
    Channel,
    ContactStatus,
    DocumentKind,
    EventType,
    MentionForm,
    RemovedReason,
    Role,
    TimexType,
)

_MOST_WORDS = 60
"""Stems of one sighting: on the training half of the set in docs/merging.md the first 60 tell as much as all."""

_DATES = frozenset({TimexType.DATE, TimexType.TIME})

_CITY_END = re.compile(r"[,(/:\d–—]| -")
"""What ends the city in a dateline: "GENEVA, May 3 (Agency) -"."""

_START = 2000
"""Characters of a report that say what it is about: they hold more than 60 stems."""


def sightings(record: Record, source: str | None = None) -> tuple[Sighting, ...]:
    """The contacts of a Record, then its events that are no contact's.

    source is the id of the text that the document copies, None where it copies none. Events of which the Record knows
    no actor are left out: nothing could tell which real event they are.
    """
    reduced = _Reduced(record, source or record.document.id)
    of_contacts = {contact.event for contact in record.contacts}
    return (
        *(reduced.contact(contact) for contact in record.contacts),
        *(reduced.event(event) for event in record.events if event.id not in of_contacts and event.actors),
    )


class _Reduced:
    """The parts of one Record that its sightings are made of."""

    def __init__(self, record: Record, source: str) -> None:
        self.record = record
        self.source = source
        self.actors = {actor.id: actor for actor in record.actors}
        self.events = {event.id: event for event in record.events}
        self.statements = {statement.id: statement for statement in record.statements}
        self.names: dict[str, frozenset[str]] = {}
        self.start = record.document.text[:_START]
        self.language = (record.document.language or "en").split("-")[0].lower()

    def contact(self, contact: Contact) -> Sighting:
        event = self.events.get(contact.event)
        said = [
            span
            for account in contact.accounts
            for one in account.statements
            if one in self.statements
            for span in self.statements[one].content
        ]
        passages = [*([event.evidence] if event else ()), *said]
        words, numbers = self._words(passages, contact.role, [one.actor for one in contact.participants])
        return Sighting(
            key=f"{self.record.document.id}/{contact.id}",
            is_contact=True,
            kind=contact.channel.value,
            status=contact.status.value,
            role=contact.role.value,
            parties=self._parties((one.actor, Part.PARTICIPANT) for one in contact.participants),
            language=self.language,
            source=self.source,
            published=self._published(),
            earliest=contact.time.earliest if contact.time else None,
            latest=contact.time.latest if contact.time else None,
            place=contact.place.name if contact.place else None,
            place_country=contact.place.country if contact.place else None,
            initiator=contact.initiator.actor if contact.initiator else None,
            duration=contact.duration,
            topics=tuple(topic.label for topic in contact.topics),
            words=words,
            numbers=numbers,
            is_official=self.record.document.kind is DocumentKind.OFFICIAL,
            told_day=self._told_day(contact, event) if event else None,
            dateline=self._dateline(contact),
        )

    def _told_day(self, contact: Contact, event: Event) -> str | None:
        """The day without its year, or weekday without its week, in the sentence of an undated contact held.

        Of several it is the first behind the words that tell of the contact; before them there may be but one. What is
        planned is often announced on a day of its own.
        """
        if contact.time is not None or contact.status is not ContactStatus.HELD:
            return None
        within, told = event.evidence, event.trigger.start
        times = [
            time
            for time in self.record.times
            if within.start <= time.span.start and time.span.end <= within.end and time.type in _DATES and time.value
        ]
        behind = [time.value for time in times if time.span.start > told]
        value = behind[0] if behind else times[0].value if len({time.value for time in times}) == 1 else None
        return value if value and value.startswith(UNKNOWN_YEAR) else None

    def _dateline(self, contact: Contact) -> str | None:
        """The city that a report of a meeting without a place is written from, where the meeting is its news."""
        if contact.place is not None or contact.role is not Role.MAIN or contact.channel is not Channel.IN_PERSON:
            return None
        removed = self.record.document.removed
        line = next((one.exact for one in removed if one.reason is RemovedReason.DATELINE), "")
        return _CITY_END.split(line, maxsplit=1)[0].strip() or None

    def event(self, event: Event) -> Sighting:
        both = event.type is EventType.CONSULT or not event.recipients
        words, numbers = self._words([event.evidence], Role.BACKGROUND, [*event.actors, *event.recipients])
        return Sighting(
            key=f"{self.record.document.id}/{event.id}",
            is_contact=False,
            kind=event.type.value,
            status=event.modality.value,
            role=event.role.value,
            parties=self._parties(
                [
                    *((actor, Part.PARTICIPANT if both else Part.ACTOR) for actor in event.actors),
                    *((actor, Part.RECIPIENT) for actor in event.recipients),
                ]
            ),
            language=self.language,
            source=self.source,
            published=self._published(),
            earliest=event.time.earliest if event.time else None,
            latest=event.time.latest if event.time else None,
            place=event.place.name if event.place else None,
            place_country=event.place.country if event.place else None,
            words=words,
            numbers=numbers,
            is_official=self.record.document.kind is DocumentKind.OFFICIAL,
        )

    def _parties(self, named: Iterable[tuple[str, Part]]) -> tuple[Party, ...]:
        return tuple(sorted({self._party(self.actors.get(actor), actor, part) for actor, part in named}, key=_order))

    def _party(self, actor: Actor | None, actor_id: str, part: Part) -> Party:
        """A party; a person counts as one where the text or the gazetteer names it, and not several it may be."""
        if actor is None:
            return Party(actor_id, None, is_person=False, part=part)
        named = not actor.id.startswith("local:") or any(one.form is MentionForm.NAME for one in actor.mentions)
        is_person = actor.kind is ActorKind.PERSON and named and not actor.candidates
        return Party(actor.id, actor.country, is_person=is_person, part=part)

    def _published(self) -> str | None:
        return self.record.document.published[:10] if self.record.document.published else None

    def _words(
        self, passages: Iterable[Span], role: Role, parties: Iterable[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words that tell of a contact or event, those of the whole report among them.

        The news is what a report is about from its start on; of background its own passages come first.
        """
        own = () if role is Role.MAIN else [span.exact for span in passages]
        names = frozenset[str]().union(*(self._name(actor) for actor in parties))
        return content((*own, self.start), (), self.language, names)

    def _name(self, actor_id: str) -> frozenset[str]:
        """The stems of everything that names an actor."""
        if actor_id not in self.names:
            actor = self.actors.get(actor_id)
            names = {actor.name, *(mention.span.exact for mention in actor.mentions)} if actor else set()
            self.names[actor_id] = frozenset(stem for name in names for stem in stems.load(self.language).content(name))
        return self.names[actor_id]


def content(
    texts: Iterable[str], names: Iterable[str], language: str, left_out: frozenset[str] = frozenset()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of texts without those of names and those left out, and their figures; the first of each, sorted."""
    forms = stems.load(language)
    passages = tuple(dict.fromkeys(texts))
    left_out |= {stem for name in names for stem in forms.content(name)}
    words = (stem for text in passages for stem in forms.content(text) if stem not in left_out)
    numbers = (figure for text in passages for figure in stems.figures(text))
    return tuple(sorted(_first(words))), tuple(sorted(_first(numbers)))


def _first(words: Iterable[str]) -> set[str]:
    """The first _MOST_WORDS different ones; no more is read than that takes."""
    found = set[str]()
    for word in words:
        found.add(word)
        if len(found) == _MOST_WORDS:
            break
    return found


def _order(party: Party) -> tuple[str, str]:
    return party.part.value, party.actor
