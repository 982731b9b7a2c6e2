"""What a claim counts: contacts of which sides, by whom, over which channels and where ("no minister had visited")."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from memcon.checking.facts import Facts, begins, pattern, same_parties, says, words_in, words_in_order
from memcon.record import Claim, Contact
from memcon.record.vocabulary import Channel

_LONGEST_TITLE = 4
"""Words at most of a title within a claim."""
_BEFORE = 6
"""Words before a title among which its article is looked for ("by a serving Kenyan president")."""
_REACH = 80
"""Characters before a claim in which a word may narrow it ("their first formal talks ..., and the first since ...")."""
_BEHIND = 120
"""Characters behind a claim that may tell what it counts ("the first time in years that a king had come")."""
_MOST = 16
"""Contacts that one claim is held against: a report may tell of thousands."""
_VISIT = "visit"
"""The mode of an event that is told as a visit."""


@dataclass(frozen=True)
class Counted:
    """What a claim counts.

    sides are the persons (ids) of each country, none where only the country is told of; contact is the one that the
    claim is about, None where none was read and the sides are those that its sentence names.
    """

    facts: Facts
    claim: Claim
    sides: Mapping[str, Collection[str]]
    contact: Contact | None

    @cached_property
    def rest(self) -> str:
        """What follows the claim in its clause ("that a Kenyan president had come to Oslo")."""
        end = self.claim.span.end
        return re.split(r"[.,;:()–—]|\s-\s", self.facts.document.text[end : end + _BEHIND], maxsplit=1)[0]

    @cached_property
    def told(self) -> str:
        """The claim with what follows it in its clause."""
        return f"{self.claim.span.exact} {self.rest}"

    @cached_property
    def where(self) -> str | None:
        """The country that the claim names as where it counts contacts ("the first meeting in Norland")."""
        return self.facts.destination(self.told)

    @cached_property
    def narrowed(self) -> frozenset[str]:
        """The words in and around the claim that limit which contacts count ("formal", "state")."""
        span = self.claim.span
        return self.facts.narrowing(self.facts.document.text[max(0, span.start - _REACH) : span.end] + " " + self.rest)

    @cached_property
    def is_restricted(self) -> bool:
        """Whether the claim counts only what is about some matter or held in some manner ("devoted to the border")."""
        said = self.claim.span.exact
        for time in self.facts.times:
            if self.claim.span.start <= time.span.start and time.span.end <= self.claim.span.end:
                said = said.replace(time.span.exact, " ")
        return begins(f"{said} {self.rest}", self.facts.words.restricting)

    @cached_property
    def channels(self) -> tuple[Channel, ...]:
        """The channels that count, as the claim's words tell, else as its contact has; empty where all do."""
        words, said = self.facts.words, self._counted_thing
        if says(said, words.together):
            return (Channel.IN_PERSON,)
        if says(said, words.afar):
            return (Channel.PHONE, Channel.VIDEO)
        if says(said, words.written):
            return (Channel.LETTER,)
        if says(said, words.spoken) or self.contact is None or self.contact.channel is Channel.UNSPECIFIED:
            return ()
        return (self.contact.channel,)

    @cached_property
    def _counted_thing(self) -> str:
        """The claim's words before its "since", which may tell of another kind of contact, where these tell of one."""
        said = self.claim.span.exact
        since = pattern(self.facts.words.since - self.facts.words.links, whole=True).search(said)
        first = said[: since.start()] if since else said
        return first if begins(first, self.facts.words.told) else said

    @cached_property
    def visits(self) -> bool:
        """Whether visits count, by the claim's own words or, where they name no contact, by those of its contact."""
        if begins(self.told, self.facts.words.journeys):
            return True
        event = self.facts.events[self.contact.event] if self.contact is not None and not self.tells else None
        return event is not None and (event.mode == _VISIT or begins(event.trigger.exact, self.facts.words.journeys))

    @cached_property
    def tells(self) -> bool:
        """Whether the claim's own words tell of a contact ("first time in years" does not)."""
        return begins(self.claim.span.exact, self.facts.words.told)

    @cached_property
    def host(self) -> str | None:
        """The country that visits must have gone to: where the contact took place, else the one that is named so."""
        there = self.facts.host(self.contact) if self.contact is not None else None
        return there or self.facts.ends_of_visit(self.claim)[1]

    def before(self, until: date) -> list[Contact]:
        """The dated contacts of these sides that were held before a day, the latest first, _MOST at most."""
        found = (
            other
            for days, other in self.facts.history
            if days[1] < until
            and (self.contact is None or other.id != self.contact.id)
            and (same_parties(self.sides, self.facts.sides(other)) or self._took_part(other))
        )
        return list(islice(found, _MOST))

    def counts(self, earlier: Contact) -> bool:
        """Whether an earlier contact is of the kind that counts: its channel, its place, and "formal" and the like."""
        words = self.facts.words
        said = words_in(self.facts.events[earlier.event].evidence.exact)
        if self.visits and not self._is_there(earlier):
            return False
        if self.facts.is_last(earlier) and not said & words.slight:
            return True
        if not self.is_of_channel(earlier):
            return False
        return not said & words.slight and (not self.narrowed or bool(self.narrowed & said))

    def is_of_channel(self, earlier: Contact) -> bool:
        """Whether an earlier contact may have been over a channel that counts."""
        return not self.channels or earlier.channel in (*self.channels, Channel.UNSPECIFIED)

    def is_sure(self, earlier: Contact) -> bool:
        """Whether an earlier contact is surely one that counts, so that it can disprove the claim.

        A state or an office told of may stand for other officials than the persons of the claim's contact ("Norland
        held talks with Sudera"). A conversation that may have been a call disproves no last meeting, what the text
        doubts disproves nothing, and neither does what a claim that is narrowed to a place, a matter or a manner may
        leave out, even where the text calls it the last.
        """
        words, evidence = self.facts.words, self.facts.events[earlier.event].evidence.exact
        in_person = Channel.IN_PERSON in self.channels
        if not self.is_of_channel(earlier) or (in_person and earlier.channel is Channel.UNSPECIFIED):
            return False
        if self.is_restricted or not self.narrowed <= words_in(evidence) or begins(evidence, words.doubtful):
            return False
        if not (self._is_there(earlier) if self.visits else self.where in (None, self.facts.host(earlier))):
            return False
        return self._took_part(earlier)

    def _took_part(self, earlier: Contact) -> bool:
        """Whether of each side someone who counts took part in an earlier contact, or a holder of such an office.

        A side of which the claim's contact names no one needs a holder where the claim counts an office, and one side
        at least does. Whom a visitor saw in the country visited does not matter.
        """
        theirs, days = self.facts.sides(earlier), self.facts.interval(earlier)
        if not self.sides.keys() <= theirs.keys() or days is None:
            return False
        visited, offices = self.host if self.visits else None, self.offices
        held = {
            country
            for country in self.sides
            if any(self.facts.held(one, self._roles(country), days) for one in theirs[country])
        }
        there = all(
            country in held
            or country == visited
            or (not theirs[country].isdisjoint(persons) if persons else not offices)
            for country, persons in self.sides.items()
        )
        return there and (bool(held) or not offices)

    @cached_property
    def offices(self) -> Mapping[str | None, frozenset[str]]:
        """The offices of which the claim counts any holder, by the country it names with each."""
        return offices_counted(self.claim, self.facts)

    def _roles(self, country: str) -> frozenset[str]:
        """The offices of a country that count: those named with it, else those named with none."""
        return self.offices.get(country) or self.offices.get(None, frozenset())

    def _is_there(self, earlier: Contact) -> bool:
        """Whether an earlier contact took place in the country gone to; where either is not known, it is told so."""
        host, there = self.host, self.facts.host(earlier)
        if host is None or there is None:
            return self.facts.events[earlier.event].mode == _VISIT
        return host == there


def offices_counted(claim: Claim, facts: Facts) -> dict[str | None, frozenset[str]]:
    """The roles of which a claim counts any holder's contacts ("by a Kenyan president", "no ministers"), by country.

    Empty where it counts those of certain persons ("the two presidents"); the country is None where none is named
    between the article and the title.
    """
    said, words = words_in_order(claim.span.exact), facts.words
    found: dict[str | None, frozenset[str]] = {}
    for at in range(len(said)):
        for size in range(1, _LONGEST_TITLE + 1):
            title = " ".join(said[at : at + size])
            for roles, plural in ((words.roles.get(title), False), (words.plural_roles.get(title), True)):
                if roles and _is_anyones(said[:at], facts, plural=plural):
                    near = (word for word in reversed(said[max(0, at - 2) : at]) if word in facts.nations)
                    nation = facts.nations.get(next(near, ""))
                    found[nation] = found.get(nation, frozenset()) | facts.with_leading(roles)
    return found


def _is_anyones(before: Sequence[str], facts: Facts, *, plural: bool = False) -> bool:
    """Whether the words before a title leave open whose it is: an indefinite article, or none before a plural."""
    words = facts.words
    for at in range(len(before) - 1, max(-1, len(before) - 1 - _BEFORE), -1):
        if before[at] in words.anyone:
            return not words.certain & set(before[max(0, at - 1) : at])
        if before[at] in words.roles or before[at] in words.plural_roles:
            return False
        if before[at] in words.certain or before[at] in words.links:
            return plural and bool(words.certain) and before[at] not in words.certain
    return plural and bool(words.certain)
