"""What a check may look at: one document's contacts, times and claims, and the words that qualify them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from memcon.knowledge import titles
from memcon.knowledge.gazetteer import Tenure, bounds
from memcon.knowledge.lexicon import CheckWords
from memcon.record import Actor, Claim, Contact, Document, Event, Statement, Time
from memcon.record.order import Order
from memcon.record.vocabulary import ActorKind, Channel, ContactStatus

APART = timedelta(days=7)
"""Contacts nearer than this to the one a claim is about may be that one, told with another day or in another part."""
_LONGEST_TITLE = 4
"""Words at most of a title within a claim."""
_BEFORE = 6
"""Words before a title among which its article is looked for ("by a serving Kenyan president")."""
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

    def before(self, contact: Contact, offices: frozenset[str] = frozenset()) -> list[Contact]:
        """The dated contacts of the same parties that were held before a contact, the latest first.

        Where offices (roles of the gazetteer) are given, so are those of others who held them then.
        """
        mine = self.interval(contact)
        if mine is None:
            return []
        found = [
            (interval, other)
            for other in self.contacts
            if other.id != contact.id
            and other.status is ContactStatus.HELD
            and (self.same_parties(contact, other) or (offices and self._are_met(contact, other, offices)))
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

    def is_sure(self, claim: Claim, contact: Contact, earlier: Contact) -> bool:
        """Whether those whom a claim counts surely took part in an earlier contact, and not only their countries.

        A state or an office told of may stand for other officials than the persons of the claim's contact ("Norland
        held talks with Sudera"), unless the text calls that contact the last one. A country visited is a party itself.
        """
        if self.is_last(earlier):
            return True
        if earlier.channel is Channel.UNSPECIFIED and Channel.IN_PERSON in self.channels(claim, contact):
            return False  # a conversation that may have been a call disproves no last meeting
        visits = self.counts_visits(claim, contact)
        return self._are_met(contact, earlier, self.offices_counted(claim), countries=visits)

    def offices_counted(self, claim: Claim) -> frozenset[str]:
        """The roles of which a claim counts any holder's contacts ("by a Kenyan president", "no Norlandic ministers").

        Empty where it counts those of certain persons ("the two presidents").
        """
        said, found = words_in_order(claim.span.exact), set[str]()
        for at in range(len(said)):
            for size in range(1, _LONGEST_TITLE + 1):
                title = " ".join(said[at : at + size])
                if title in self.words.roles and self._is_anyones(said[:at]):
                    found |= self.words.roles[title]
                if title in self.words.plural_roles and self._is_anyones(said[:at], plural=True):
                    found |= self.words.plural_roles[title]
        return self._leading(found)

    def _is_anyones(self, before: Sequence[str], *, plural: bool = False) -> bool:
        """Whether the words before a title leave open whose it is: an indefinite article, or none before a plural."""
        words = self.words
        for at in range(len(before) - 1, max(-1, len(before) - 1 - _BEFORE), -1):
            if before[at] in words.anyone:
                return not words.certain & set(before[max(0, at - 1) : at])
            if before[at] in words.certain or before[at] in words.links:
                return plural and bool(words.certain) and before[at] not in words.certain
        return plural and bool(words.certain)

    def held(self, actor_id: str, roles: frozenset[str], days: tuple[date, date]) -> bool:
        """Whether someone is known to have held one of some offices within these days."""
        return any(
            tenure.role in roles
            and (tenure.start is None or bounds(tenure.start)[0] <= days[1].isoformat())
            and (tenure.end is None or bounds(tenure.end)[1] >= days[0].isoformat())
            for tenure in self.tenures.get(actor_id, ())
        )

    def offices_named(self, claim: Claim) -> frozenset[str]:
        """The roles that the titles within a claim stand for."""
        said = f" {' '.join(words_in_order(claim.span.exact))} "
        return self._leading({role for title, of in self.words.roles.items() if f" {title} " in said for role in of})

    @staticmethod
    def _leading(roles: set[str]) -> frozenset[str]:
        return frozenset(roles | {*(titles.leading().default if "leading" in roles else ())})

    def _are_met(self, contact: Contact, earlier: Contact, offices: frozenset[str], *, countries: bool = False) -> bool:
        """Whether of each side of a contact someone took part in an earlier one, or a holder of such an office.

        A side of which no person is told counts where the contact has none either, or where countries do.
        """
        mine, theirs, days = self._parties(contact), self._parties(earlier), self.interval(earlier)
        if not mine.keys() <= theirs.keys() or days is None:
            return False
        return all(
            not persons
            or (not theirs[country] and countries)
            or persons & theirs[country]
            or any(self.held(one, offices, days) for one in theirs[country])
            for country, persons in mine.items()
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
        if not self.is_of_channel(claim, contact, earlier):
            return False
        around = words_in(self.document.text[max(0, claim.span.start - _REACH) : claim.span.end])
        narrowed = self.words.narrowing & around
        return not said & self.words.slight and (not narrowed or bool(narrowed & said))

    def tells(self, claim: Claim) -> bool:
        """Whether a claim's own words tell of a contact ("first time in years" does not)."""
        return begins(claim.span.exact, self.words.told)

    def channels(self, claim: Claim, contact: Contact) -> tuple[Channel, ...]:
        """The channels that a claim counts, as its words tell, else as its contact has; empty where it counts all."""
        words, said = self.words, claim.span.exact
        if begins(said, words.together):
            return (Channel.IN_PERSON,)
        if begins(said, words.afar):
            return (Channel.PHONE, Channel.VIDEO)
        if begins(said, words.spoken) or contact.channel is Channel.UNSPECIFIED:
            return ()
        return (contact.channel,)

    def is_of_channel(self, claim: Claim, contact: Contact, earlier: Contact) -> bool:
        """Whether an earlier contact may have been over a channel that a claim counts."""
        counted = self.channels(claim, contact)
        return not counted or earlier.channel in (*counted, Channel.UNSPECIFIED)

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
        told = (
            claim.span.exact if self.tells(claim) else f"{claim.span.exact} {self.events[contact.event].trigger.exact}"
        )
        return begins(told, self.words.journeys)

    def _same_host(self, claim: Claim, contact: Contact, earlier: Contact) -> bool:
        """Whether an earlier contact took place in the country that a claim of a visit speaks of.

        That is the country where its contact took place, else the one that it names as gone to. Where neither is
        known, or not where the earlier one took place, it must be told as a visit.
        """
        host = self.host(contact) or self.ends_of_visit(claim)[1]
        there = self.host(earlier)
        if host is None or there is None:
            return self.events[earlier.event].mode == "visit"
        return host == there

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
