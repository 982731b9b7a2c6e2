"""Hand-made Facts: contacts of two invented officials, with dates, and claims about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from memcon.checking import Facts
from memcon.knowledge import lexicon
from memcon.knowledge.gazetteer import Tenure
from memcon.record import Actor, Claim, Contact, Document, Event, Mention, Paragraph, Participant, Span, Time, When
from memcon.record.timex import interval_of
from memcon.record.vocabulary import (
    ActorKind,
    Basis,
    Channel,
    ClaimKind,
    ClaimModifier,
    ContactStatus,
    EventType,
    MentionForm,
    Role,
    TimexType,
)

ACTORS = {
    actor.id: actor
    for actor in (
        Actor("keane", "Nuala Keane", ActorKind.PERSON, "IRL"),
        Actor("byrne", "Conor Byrne", ActorKind.PERSON, "IRL"),
        Actor("harthi", "Said Al-Harthi", ActorKind.PERSON, "OMN"),
        Actor("lund", "Ida Lund", ActorKind.PERSON, "NOR"),
        Actor("ireland", "Ireland", ActorKind.STATE, "IRL"),
        Actor("oman", "Oman", ActorKind.STATE, "OMN"),
    )
}


@dataclass
class Report:
    """A report that grows sentence by sentence; each sentence tells one contact or makes one claim."""

    text: str = ""
    times: list[Time] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    events: dict[str, Event] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    published: str | None = None
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    tenures: dict[str, list[Tenure]] = field(default_factory=dict)

    def write(self, words: str) -> Span:
        """Adds words as a paragraph of their own and cites them."""
        start = len(self.text) + 2 if self.text else 0
        self.text += ("\n\n" if self.text else "") + words
        return Span(start, start + len(words), words)

    def time(self, value: str, words: str | None = None) -> Time:
        """Writes a date and gives its Time."""
        earliest, latest = interval_of(value)
        time = Time(self.write(words or value), TimexType.DATE, value, None, earliest, latest)
        self.times.append(time)
        return time

    def contact(
        self,
        date: str | None,
        *,
        told: str = "They met.",
        who: Sequence[str] = ("keane", "harthi"),
        channel: Channel = Channel.UNSPECIFIED,
        status: ContactStatus = ContactStatus.HELD,
        role: Role = Role.BACKGROUND,
    ) -> Contact:
        """Tells a contact at a date (a TIMEX3 value), or without one."""
        number = len(self.contacts) + 1
        evidence = self.write(told)
        when = None
        if date is not None:
            time = self.time(date)
            when = When(date, time.earliest, time.latest, time.span, Basis.CLAUSE)
        self.events[f"e{number}"] = Event(f"e{number}", EventType.CONSULT, evidence, evidence, time=when, role=role)
        contact = Contact(
            f"c{number}",
            f"e{number}",
            channel,
            status,
            role,
            tuple(Participant(actor, None, evidence) for actor in who),
            time=when,
        )
        self.contacts.append(contact)
        return contact

    def claim(
        self,
        kind: ClaimKind,
        value: str,
        about: Contact | None,
        modifier: ClaimModifier = ClaimModifier.EXACT,
        words: str = "first contact in a while",
    ) -> Claim:
        """Makes a claim about a contact."""
        claim = Claim(f"k{len(self.claims) + 1}", kind, self.write(words), value, modifier, about.id if about else None)
        self.claims.append(claim)
        return claim

    def held(self, who: str, start: str | None, end: str | None, *, seen: str | None = None) -> None:
        """Lets an actor have been head of government from one date to another."""
        title, country = "Prime Minister", ACTORS[who].country
        self.tenures.setdefault(who, []).append(
            Tenure(who, "head_of_government", title, country, None, start, end, "day", "test", "test", seen)
        )

    def office(self, who: str, words: str, about: Contact | None = None) -> Claim:
        """Claims, in words that name the actor, that the actor was prime minister."""
        claim = self.claim(ClaimKind.OFFICE, "prime minister", about, words=words)
        name = ACTORS[who].name
        start = claim.span.start + words.index(name)
        mention = Mention(Span(start, start + len(name), name), MentionForm.NAME)
        self.mentions.setdefault(who, []).append(mention)
        return claim

    def facts(self) -> Facts:
        """What checks look at."""
        paragraphs, start = [], 0
        for part in self.text.split("\n\n"):
            paragraphs.append(Paragraph(start, start + len(part)))
            start += len(part) + 2
        return Facts(
            document=Document(self.text, published=self.published, paragraphs=tuple(paragraphs)),
            actors={
                actor_id: replace(actor, mentions=tuple(self.mentions.get(actor_id, ())))
                for actor_id, actor in ACTORS.items()
            },
            times=tuple(self.times),
            events=self.events,
            contacts=tuple(self.contacts),
            claims=tuple(self.claims),
            words=lexicon.check_words("en"),
            tenures=self.tenures,
        )


@pytest.fixture
def report() -> Callable[[], Report]:
    """Makes empty reports."""
    return Report
