"""What a check may look at: one document's contacts, times and claims, and the words that qualify them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from memcon.knowledge import titles
from memcon.knowledge.gazetteer import Tenure, bounds
from memcon.knowledge.lexicon import CheckWords
from memcon.record import Actor, Claim, Contact, Document, Event, Statement, Time
from memcon.record.order import Order
from memcon.record.vocabulary import ActorKind, ContactStatus

UNCLEAR = "The report does not say clearly what this is counted to."
MONTH = timedelta(days=31)
"""How old the news of a report may be that does not date it."""
APART = timedelta(days=7)
"""Contacts nearer than this to the one a claim is about may be that one, told with another day or in another part."""


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
    _history: list[tuple[tuple[date, date], Contact]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )
    _last: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    _sides: dict[str, dict[str, set[str]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def published(self) -> date | None:
        """The day of publication; None where the document gives none that the calendar has."""
        try:
            return date.fromisoformat((self.document.published or "")[:10])
        except ValueError:
            return None

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

    @property
    def history(self) -> Sequence[tuple[tuple[date, date], Contact]]:
        """The dated contacts that were held, each with its days, the latest first."""
        if not self._history:
            held = (one for one in self.contacts if one.status is ContactStatus.HELD)
            found = [(days, one) for one in held if (days := self.interval(one)) is not None]
            self._history.extend(sorted(found, key=lambda pair: pair[0][1], reverse=True))
        return self._history

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
        named = (of for title, of in self.words.roles.items() if f" {title} " in said)
        return self.with_leading({role for of in named for role in of})

    def narrowing(self, text: str) -> frozenset[str]:
        """The words of a text that limit which contacts count ("formal", "state"), but for those of titles."""
        return self.words.narrowing & words_in(pattern(self.words.long_titles, whole=True).sub(" ", text))

    @staticmethod
    def with_leading(roles: Collection[str]) -> frozenset[str]:
        """Roles, and those that lead a country where "leading" is among them."""
        return frozenset({*roles, *(titles.leading().default if "leading" in roles else ())})

    def same_countries(self, one: Contact, other: Contact) -> bool:
        """Whether officials of the same states or bodies took part in two contacts."""
        return self.sides(one).keys() == self.sides(other).keys()

    def opens_with_last(self, claim: Claim) -> bool:
        """Whether a claim begins with a word for the last contact ("last met in May")."""
        return bool(words_in(claim.span.exact.split(" ", 1)[0]) & self.words.last)

    def is_last(self, contact: Contact) -> bool:
        """Whether the text calls a contact the last one ("their last communication", "last met"; not "last month")."""
        if contact.id not in self._last:
            self._last[contact.id] = self._is_called_last(contact)
        return self._last[contact.id]

    def _is_called_last(self, contact: Contact) -> bool:
        evidence = self.events[contact.event].evidence
        told = evidence.exact
        for time in self.times:
            if evidence.start <= time.span.start and time.span.end <= evidence.end:
                told = told.replace(time.span.exact, " ")
        return bool(words_in(told) & self.words.last) or self.is_precedent(contact)

    def is_precedent(self, contact: Contact) -> bool:
        """Whether a contact is only told of as what another is counted from ("no visit since Lund's in 2008")."""
        return self.events[contact.event].trigger.exact.lower() in self.words.since

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

    def destination(self, text: str) -> str | None:
        """The country that a text names as where something is held or gone to ("in Norland", "on Sudera's soil")."""
        said = words_in_order(text)
        return next(
            (
                self.nations[word]
                for at, word in enumerate(said)
                if word in self.nations
                and (
                    not self.words.located.isdisjoint(said[max(0, at - 2) : at])
                    or begins(said[at - 1] if at else "", self.words.journeys)
                )
            ),
            None,
        )

    def host(self, contact: Contact) -> str | None:
        """The country where a contact took place, else the one that took part with no person of its own."""
        if contact.place is not None and contact.place.country:
            return contact.place.country
        alone = [country for country, persons in self.sides(contact).items() if not persons]
        return alone[0] if len(alone) == 1 else None

    def sides(self, contact: Contact) -> dict[str, set[str]]:
        """The persons (ids) of each country or body that took part in a contact; none where only it is told of."""
        if contact.id in self._sides:
            return self._sides[contact.id]
        found = self._sides.setdefault(contact.id, {})
        for one in contact.participants:
            actor = self.actors[one.actor]
            persons = found.setdefault(actor.country or actor.id, set())
            if actor.kind is ActorKind.PERSON:
                persons.add(actor.id)
        return found


def same_parties(mine: Mapping[str, Collection[str]], theirs: Mapping[str, Collection[str]]) -> bool:
    """Whether all of the smaller of two sets of sides are in the larger, counting a state for its officials."""
    smaller, larger = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    return all(
        country in larger and (not persons or not larger[country] or bool(set(persons) & set(larger[country])))
        for country, persons in smaller.items()
    )


def day_before(day: date, apart: timedelta) -> date:
    """A day so long before another; the first of the calendar where that lies before it."""
    return day - apart if day - date.min > apart else date.min


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


@lru_cache(maxsize=64)
def _forms(words: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(
        re.escape(word[:-1]) if word.endswith("*") else rf"{re.escape(word)}(?![\w-])"
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{either or '(?!)'})", re.IGNORECASE)


def says(text: str, words: frozenset[str]) -> bool:
    """Whether a text holds one of some words or phrases, in which a star stands for any ending."""
    return _forms(words).search(text) is not None


def begins(text: str, beginnings: frozenset[str]) -> bool:
    """Whether a word of a text, or a phrase from a word's start on, begins so."""
    return pattern(beginnings, whole=False).search(text) is not None
