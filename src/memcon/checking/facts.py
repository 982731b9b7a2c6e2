"""What a check may look at: one document's contacts, times and claims, and the words that qualify them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from memcon.knowledge.gazetteer import Tenure
from memcon.knowledge.lexicon import CheckWords
from memcon.record import Actor, Claim, Contact, Document, Event, Statement, Time
from memcon.record.order import Order
from memcon.record.vocabulary import ActorKind, Channel, ContactStatus

_REACH = 80
"""Characters before a claim in which a word may narrow it ("their first formal talks ..., and the first since ...")."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One document's facts.

    tenures are what the gazetteer knows of the persons' offices, by actor id; nations are the words within claims
    (lower case) that stand for a country, with the country; orders are what the text tells as before and after.
    """

    document: Document
    actors: Mapping[str, Actor]
    times: Sequence[Time]
    events: Mapping[str, Event]
    contacts: Sequence[Contact]
    claims: Sequence[Claim]
    words: CheckWords
    tenures: Mapping[str, Sequence[Tenure]] = field(default_factory=dict)
    nations: Mapping[str, str] = field(default_factory=dict)
    statements: Sequence[Statement] = ()
    orders: Sequence[Order] = ()

    def contact(self, contact_id: str | None) -> Contact | None:
        """The contact of that id, None where there is none."""
        return next((contact for contact in self.contacts if contact.id == contact_id), None)

    def interval(self, contact: Contact) -> tuple[date, date] | None:
        """The days on which a contact took place or is to; None where the text does not date it."""
        when = contact.time
        if when is None or when.earliest is None or when.latest is None:
            return None
        try:
            return date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
        except ValueError:
            return None

    def before(self, contact: Contact) -> list[Contact]:
        """The dated contacts of the same parties that were held before a contact, the latest first."""
        mine = self.interval(contact)
        if mine is None:
            return []
        found = [
            (interval, other)
            for other in self.contacts
            if other.id != contact.id
            and other.status is ContactStatus.HELD
            and self.same_parties(contact, other)
            and (interval := self.interval(other)) is not None
            and interval[1] < mine[0]
        ]
        return [other for _, other in sorted(found, key=lambda pair: pair[0][1], reverse=True)]

    def same_parties(self, one: Contact, other: Contact) -> bool:
        """Whether all persons of the smaller contact took part in the larger, counting a state for its officials."""
        mine, theirs = self._parties(one), self._parties(other)
        smaller, larger = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
        return all(
            country in larger and (not persons or not larger[country] or bool(persons & larger[country]))
            for country, persons in smaller.items()
        )

    def same_countries(self, one: Contact, other: Contact) -> bool:
        """Whether officials of the same states or bodies took part in two contacts."""
        return self._parties(one).keys() == self._parties(other).keys()

    def is_last(self, contact: Contact) -> bool:
        """Whether the text calls a contact the last one ("their last communication", "last met"; not "last month")."""
        evidence = self.events[contact.event].evidence
        told = evidence.exact
        for time in self.times:
            if evidence.start <= time.span.start and time.span.end <= evidence.end:
                told = told.replace(time.span.exact, " ")
        return bool(words_in(told) & self.words.last) or self.is_precedent(contact)

    def is_precedent(self, contact: Contact) -> bool:
        """Whether a contact is only told of as what another is counted from ("no visit since Lund's in 2008")."""
        return self.events[contact.event].trigger.exact.lower() in self.words.since

    def counts(self, claim: Claim, contact: Contact, earlier: Contact) -> bool:
        """Whether an earlier contact is of the kind that a claim counts: its channel, and "formal" and the like."""
        said = words_in(self.events[earlier.event].evidence.exact)
        if self.is_last(earlier) and not said & self.words.slight:
            return True
        if self.counts_visits(claim, contact) and not self._same_host(claim, contact, earlier):
            return False
        if len({contact.channel, earlier.channel} - {Channel.UNSPECIFIED}) > 1:
            return False
        around = words_in(self.document.text[max(0, claim.span.start - _REACH) : claim.span.end])
        narrowed = self.words.narrowing & around
        return not said & self.words.slight and (not narrowed or bool(narrowed & said))

    def ends_of_visit(self, claim: Claim) -> tuple[str | None, str | None]:
        """The country that a claim of a visit names as the visitor's and the one it names as gone to, None if not told.

        The host is what stands behind "to" or "in" ("to Norway by a Kenyan"), else the second named.
        """
        said = words_in_order(claim.span.exact)
        named = {self.nations[word]: at for at, word in reversed(list(enumerate(said))) if word in self.nations}
        order = sorted(named, key=named.__getitem__)
        led_to = [
            one
            for one in order
            if any(word in self.words.reached for word in said[max(0, named[one] - 2) : named[one]])
        ]
        host = led_to[0] if len(order) > 1 and led_to else next(iter(order[1:2]), None)
        return next((one for one in order if one != host), None), host

    def counts_visits(self, claim: Claim, contact: Contact) -> bool:
        """Whether a claim counts visits, by its own words or, where they name no contact, by those of its contact."""
        named = begins(claim.span.exact, self.words.told)
        told = claim.span.exact if named else f"{claim.span.exact} {self.events[contact.event].trigger.exact}"
        return begins(told, self.words.journeys)

    def _same_host(self, claim: Claim, contact: Contact, earlier: Contact) -> bool:
        """Whether an earlier contact may have taken place in the country that a claim of a visit speaks of.

        That is the country where its contact took place, else the one that it names as gone to.
        """
        host = self.host(contact) or self.ends_of_visit(claim)[1]
        there = self.host(earlier)
        return host is None or there is None or host == there

    def host(self, contact: Contact) -> str | None:
        """The country where a contact took place, else the one that took part with no person of its own."""
        if contact.place is not None and contact.place.country:
            return contact.place.country
        alone = [country for country, persons in self._parties(contact).items() if not persons]
        return alone[0] if len(alone) == 1 else None

    def _parties(self, contact: Contact) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for one in contact.participants:
            actor = self.actors[one.actor]
            persons = found.setdefault(actor.country or actor.id, set())
            if actor.kind is ActorKind.PERSON:
                persons.add(actor.id)
        return found


def words_in(text: str) -> set[str]:
    """The words of a text in lower case; hyphenated ones stay whole."""
    return set(words_in_order(text))


def words_in_order(text: str) -> list[str]:
    """The words of a text in lower case and in their order; hyphenated ones stay whole."""
    return re.findall(r"[\w-]+", text.lower())


@lru_cache(maxsize=64)
def pattern(words: frozenset[str], *, whole: bool) -> re.Pattern[str]:
    """What finds one of some words or phrases in a text, in any case, as whole words or as beginnings."""
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"\b({either})\b" if whole else rf"\b({either})", re.IGNORECASE)


def begins(text: str, beginnings: frozenset[str]) -> bool:
    """Whether a word of a text, or a phrase from a word's start on, begins so."""
    return pattern(beginnings, whole=False).search(text) is not None
