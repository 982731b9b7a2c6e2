"""What a report tells, near a claim, of the contact before: "the last, Lund, came in 2004", "Lund was there in 2004".

Such sentences need not be read as contacts of the same parties, so they are found by their words: a date before the
claim's, in the claim's own sentence or a few around it, in a clause that tells of a contact. How sure it is that the
clause speaks of just the contact that the claim counts from decides what it may prove.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property

from memcon.checking.counted import Counted, offices_counted
from memcon.checking.facts import Facts, begins, pattern, says, words_in
from memcon.checking.passages import Stretch, clauses, number_of, sentences
from memcon.record import Actor, Claim, Span, Time
from memcon.record.vocabulary import ActorKind, Channel, MentionForm, Role, TimexType

_BEFORE, _AFTER = 1, 3
"""Sentences before and after a claim's own in which the contact before may be told."""
_LONGEST = 366
"""Days that a date may span: a decade dates no contact."""
_REACH = 80
"""Characters at most between a claim and the date of the "since" behind it."""
_NAMED = re.compile(r"\w*(?:\s+[a-zß-ÿ]+){0,3}\s+[^\W\d_a-zß-ÿа-яё]")
"""The rest of a title that a name follows."""
_GAP = 3
"""Characters at most between a date and the word that brings in what took place then ("in May, when ...")."""


class Surety(IntEnum):
    """How sure it is that a clause tells of the contact that a claim counts from.

    FITTING: it tells of a contact of the same sides, so that it can only bear a claim out. HOLDER: a holder of the
    office that the claim names took part, so that the claim fails where it is too late. LAST: the report calls it the
    last, or tells it to explain the claim ("the first in 12 years: Lund came in 2004"), so that it can do either.
    """

    FITTING = 1
    HOLDER = 2
    LAST = 3


@dataclass(frozen=True, slots=True)
class Precedent:
    """A contact before, as a clause dates it: the days, the date in the text, and how sure it is the one meant."""

    days: tuple[date, date]
    time: Time
    clause: Stretch
    surety: Surety

    @property
    def span(self) -> Span:
        """The words of the date."""
        return self.time.span


class Precedents:
    """Finds what a document tells of the contacts before those that its claims speak of."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._counted: dict[str, Counted | None] = {}
        self._named: dict[Stretch, list[Actor]] = {}

    @cached_property
    def _sentences(self) -> list[Stretch]:
        return sentences(self._facts.document, self._facts.words.abbreviations)

    @cached_property
    def _dated(self) -> list[tuple[Time, tuple[date, date]]]:
        found = []
        for time in self._facts.times:
            days = _days(time)
            if days is not None and (days[1] - days[0]).days <= _LONGEST:
                found.append((time, days))
        return sorted(found, key=_start)

    def _dated_in(self, stretch: Stretch) -> list[tuple[Time, tuple[date, date]]]:
        """The dates that begin in a stretch of the text, in order."""
        first, end = (bisect_left(self._dated, at, key=_start) for at in (stretch.start, stretch.end))
        return self._dated[first:end]

    def near(self, claim: Claim) -> list[Precedent]:
        """What the sentences around a claim tell of the contact before, in the order of the text."""
        at = number_of(claim.span.start, self._sentences)
        if at is None:
            return []
        around = self._sentences[max(0, at - _BEFORE) : at + _AFTER + 1]
        countries = self._countries(claim, self._sentences[at])
        if not countries and at > 0:
            countries = self._countries(claim, self._sentences[at - 1])
        contact = self._facts.contact(claim.about)
        is_news = contact is not None and contact.role is Role.MAIN and contact.time is not None
        news = contact.time.span if is_news and contact is not None and contact.time is not None else None
        found = []
        for sentence in around:
            for time, days in self._dated_in(sentence):
                if not _overlap(time.span, claim.span) and time.span != news:
                    clause = self._clause(time, sentence, claim)
                    surety = self._surety(claim, clause, time, sentence.holds(claim.span.start), countries)
                    if surety is not None:
                        found.append(Precedent(days, time, clause, surety))
        return found

    def counted(self, claim: Claim) -> Counted | None:
        """What a claim counts: contacts of the parties of the one it is about, else of those whom its sentence names.

        These are two persons of different countries, or two countries where the claim counts holders of an office.
        """
        if claim.id not in self._counted:
            self._counted[claim.id] = self._made_counted(claim)
        return self._counted[claim.id]

    def _made_counted(self, claim: Claim) -> Counted | None:
        facts = self._facts
        contact = facts.contact(claim.about)
        if contact is not None:
            return Counted(facts, claim, facts.sides(contact), contact)
        at = number_of(claim.span.start, self._sentences)
        people = [actor for actor in self._people(self._sentences[at]) if actor.country] if at is not None else []
        ends = [country for country in facts.ends_of_visit(claim) if country]
        if len(ends) == 2 and offices_counted(claim, facts):
            return Counted(facts, claim, dict.fromkeys(ends, ()), None)
        if len(people) == 2 and people[0].country != people[1].country:
            return Counted(facts, claim, {str(actor.country): (actor.id,) for actor in people}, None)
        return None

    def is_now(self, claim: Claim) -> bool:
        """Whether a claim is told in a present tense or in the headline, so that it counts to the day of the report."""
        document = self._facts.document
        if (
            document.headline
            and document.text.startswith(document.headline)
            and claim.span.end <= len(document.headline)
        ):
            return True
        at = number_of(claim.span.start, self._sentences)
        if at is None:
            return False
        clause = self._clause_at(claim.span.start, self._sentences[at])
        return _holds(document.text[clause.start : max(clause.end, claim.span.end)], self._facts.words.present)

    def told_at(self, claim: Claim, stated: Time) -> bool:
        """Whether a claim goes on to tell of a contact at the date it counts from ("since May, when they met")."""
        at = number_of(claim.span.start, self._sentences)
        if at is None or stated.span.end < claim.span.end - _GAP:
            return False
        text = self._facts.document.text[stated.span.end : self._sentences[at].end]
        opening = pattern(self._facts.words.when, whole=True).search(text)
        rest = next(iter(clauses(Stretch(0, len(text)), text)))
        return opening is not None and opening.start() <= _GAP and self._tells(text[opening.end() : rest.end])

    def before_claim(self, claim: Claim, sentences_back: int) -> Time | None:
        """The date that stands nearest before a claim, in its own sentence or so many before it."""
        at = number_of(claim.span.start, self._sentences)
        if at is None:
            return None
        start = self._sentences[max(0, at - sentences_back)].start
        found = [time for time, _ in self._dated if start <= time.span.start and time.span.end <= claim.span.start]
        return found[-1] if found else None

    def first(self) -> Time | None:
        """The first date of the report."""
        return self._dated[0][0] if self._dated else None

    def _clause_at(self, offset: int, sentence: Stretch) -> Stretch:
        """The clause of a sentence that holds an offset in it, or that follows it where a mark stands there."""
        return next(one for one in clauses(sentence, self._facts.document.text) if offset < one.end)

    def _clause(self, time: Time, sentence: Stretch, claim: Claim) -> Stretch:
        """The clause of a date, without the claim where both stand in one."""
        text = self._facts.document.text
        clause = next(one for one in clauses(sentence, text) if time.span.start < one.end or one.end == sentence.end)
        if clause.start <= claim.span.start < clause.end:
            after = time.span.start >= claim.span.end
            return Stretch(claim.span.end, clause.end) if after else Stretch(clause.start, claim.span.start)
        return clause

    def _surety(
        self, claim: Claim, clause: Stretch, time: Time, is_beside: bool, countries: frozenset[str]
    ) -> Surety | None:
        """How sure a clause is to tell of the contact before; None where it does not."""
        facts = self._facts
        words = (
            facts.document.text[clause.start : time.span.start] + " " + facts.document.text[time.span.end : clause.end]
        )
        marked = self._is_marked(clause, time)
        if self._follows_since(claim, time):
            return Surety.LAST
        tells, again = self._tells(words), _holds(words, facts.words.again)
        named = self._people(clause)
        people = [actor for actor in named if actor.country]
        sides = [actor for actor in people if actor.country in countries]
        explains = is_beside and clause.start > claim.span.end and (named or _holds(words, facts.words.persons))
        if explains and not marked and people and offices_counted(claim, facts):
            explains = any(self._held(actor, claim, time) for actor in people)
        if tells and (marked or explains):
            if len(sides) < len(people):
                return Surety.FITTING
            return Surety.LAST if self.is_alike(claim, clause, explains=bool(explains)) else Surety.FITTING
        goes = self._goes_there(words, claim) or self._is_read_there(time, claim)
        if begins(claim.span.exact, facts.words.journeys) and not (goes or again):
            return None
        visits = clause.start >= claim.span.end and sides == people and goes and self._is_of_that_kind(words, claim)
        if tells and visits and any(self._held(actor, claim, time) for actor in sides):
            return Surety.HOLDER
        if (tells and (sides or (is_beside and not people))) or (
            again and any(self._takes_part(actor, claim) for actor in people)
        ):
            return Surety.FITTING
        return None

    def is_alike(self, claim: Claim, clause: Stretch, *, explains: bool = False) -> bool:
        """Whether the last contact that a clause tells of is of the persons, channel and place that a claim counts.

        "The ministers last met", "they last spoke" and "he was last in Oslo" tell nothing of a meeting of presidents in
        Bern.
        """
        counted, words = self.counted(claim), self._facts.words
        text = self._facts.document.text[clause.start : clause.end]
        if counted is None:
            return True
        people = [actor for actor in self._people(clause) if actor.country]
        return (
            self._are_alike(people, clause, counted)
            and self._is_held_alike(text, counted, alone=len(people) < 2 and not explains)
            and (explains or counted.narrowed <= words_in(text))
            and not counted.is_restricted
            and not begins(text, words.doubtful)
        )

    def is_its_own(self, claim: Claim) -> bool:
        """Whether a claim of a last contact tells of those that the contact it is about is of."""
        at = number_of(claim.span.start, self._sentences)
        if at is None:
            return False
        return self.is_alike(claim, self._clause_at(claim.span.start, self._sentences[at]))

    def is_told_alike(self, claim: Claim, other: Claim) -> bool:
        """Whether a claim counts from the day of another one ("not spoken since May", "they last met in May").

        In one sentence it does, unless the other tells of a last contact of some kind and the claim of its own kind.
        """
        counted, at = self.counted(claim), number_of(other.span.start, self._sentences)
        if at is None or counted is None:
            return False
        sentence = self._sentences[at]
        if sentence.holds(claim.span.start) and not (self._facts.opens_with_last(other) and counted.tells):
            return True
        told = self.counted(other)
        channels = told.channels if told is not None else ()
        return channels == counted.channels and self.is_alike(claim, self._clause_at(other.span.start, sentence))

    def _are_alike(self, people: Sequence[Actor], clause: Stretch, counted: Counted) -> bool:
        """Whether those whom a clause names, or tells by their offices, are those whom a claim counts."""
        facts, mine = self._facts, {one for persons in counted.sides.values() for one in persons}
        if counted.offices:
            called = (one for one in people if self._is_called(one, clause))
            return not any(one.id in mine or facts.tenures.get(one.id) for one in called)
        if mine and any(one.id not in mine for one in people):
            return False
        if counted.visits and people:
            return True
        numbers = "|".join(map(re.escape, sorted(facts.words.by_number))) or "(?!)"
        text = re.sub(rf"(?i)\b(?:{numbers})\s+[\w-]+", " ", facts.document.text[clause.start : clause.end])
        by_office = pattern(facts.words.others, whole=False).finditer(text)
        said = {match[0].lower() for match in by_office if not _NAMED.match(match.string, match.end())}
        return all(begins(counted.claim.span.exact, frozenset({word})) for word in said)

    @staticmethod
    def _is_called(actor: Actor, clause: Stretch) -> bool:
        """Whether a clause calls someone by name or by a pronoun, and not only by a title that others held too."""
        inside = (one for one in actor.mentions if clause.holds(one.span.start))
        return any(one.form in (MentionForm.NAME, MentionForm.PRONOUN) for one in inside)

    def _is_held_alike(self, text: str, counted: Counted, *, alone: bool) -> bool:
        """Whether a clause tells of a contact over a channel that a claim counts, and where it counts.

        A journey of someone alone is no meeting.
        """
        words, channels = self._facts.words, counted.channels
        meeting = says(text, words.together)
        where = self._facts.destination(text)
        if counted.visits:
            gone = begins(text, words.journeys) or _holds(text, words.there) or not meeting
            return gone if where is None else where == counted.host
        if counted.where is not None and where != counted.where:
            return False
        if channels == (Channel.IN_PERSON,):
            return not (alone and begins(text, words.journeys)) and (
                meeting or not says(text, words.afar | words.spoken | words.written)
            )
        return not meeting or Channel.PHONE not in channels

    def _is_marked(self, clause: Stretch, time: Time) -> bool:
        """Whether a clause calls a contact the last, and a date is the first behind that word or the only one."""
        inside = [one.span for one, _ in self._dated_in(clause)]
        text = self._facts.document.text[clause.start : clause.end]
        for span in inside:
            text = text.replace(span.exact, "\0" * len(span.exact), 1)
        mark = pattern(self._facts.words.last | self._facts.words.before, whole=True).search(text)
        if mark is None:
            return False
        behind = [span for span in inside if span.start >= clause.start + mark.end()]
        return (behind or inside)[0] == time.span and (bool(behind) or len(inside) == 1)

    def _follows_since(self, claim: Claim, time: Time) -> bool:
        """Whether a date, alone or of a contact, stands in a "since" right behind a claim ("since they met in May").

        The claim may hold the "since" itself, behind its length ("it is three years since they met, in May").
        """
        text = self._facts.document.text[claim.span.end : time.span.start].lstrip(" ,")
        if time.span.start < claim.span.end or len(text) > _REACH or re.search(r"[.;:!?]", text):
            return False
        since = pattern(self._facts.words.since, whole=True)
        opening = since.match(text)
        if opening is None:
            lengths = (one.span for one in self._facts.times if one.type is TimexType.DURATION)
            inside = next((one for one in lengths if claim.span.start <= one.start and one.end <= claim.span.end), None)
            behind = claim.span.exact[inside.end - claim.span.start :].lstrip() if inside is not None else ""
            words = self._facts.words.located | self._facts.words.links
            names = all(word[:1].isupper() or word.lower() in words for word in re.findall(r"[\w-]+", text))
            return since.match(behind) is not None and names
        between = text[opening.end() :].strip()
        return not between or self._tells(between)

    def _is_read_there(self, time: Time, claim: Claim) -> bool:
        """Whether what took place at a date was read as a contact in the country that a claim names as gone to."""
        facts, host = self._facts, self._facts.ends_of_visit(claim)[1]
        dated = (one for one in facts.contacts if one.time is not None and one.time.span == time.span)
        return host is not None and any(facts.host(one) == host for one in dated)

    def _is_of_that_kind(self, words: str, claim: Claim) -> bool:
        """Whether a clause calls a visit what a claim does ("state", "official"); one of no kind counts all visits."""
        narrowed = self._facts.narrowing(claim.span.exact)
        return not narrowed or bool(narrowed & words_in(words))

    def _goes_there(self, words: str, claim: Claim) -> bool:
        """Whether words name the country that a claim names second, or point back to it ("came to the capital")."""
        named = {self._facts.nations[word] for word in words_in(words) if word in self._facts.nations}
        back = pattern(self._facts.words.thither, whole=True).search(words)
        return self._facts.ends_of_visit(claim)[1] in named or (
            back is not None and not words[back.end() :].startswith(" of ")
        )

    def _tells(self, words: str) -> bool:
        """Whether words tell of a contact that took place."""
        known = self._facts.words
        if words_in(words) & (known.negative | known.slight) or begins(words, known.broken):
            return False
        return begins(words, known.told) or _holds(words, known.there) or _holds(words, known.again)

    def _people(self, clause: Stretch) -> list[Actor]:
        if clause not in self._named:
            self._named[clause] = [
                actor
                for actor in self._facts.actors.values()
                if actor.kind is ActorKind.PERSON and any(clause.holds(one.span.start) for one in actor.mentions)
            ]
        return self._named[clause]

    def _takes_part(self, actor: Actor, claim: Claim) -> bool:
        contact = self._facts.contact(claim.about)
        return contact is not None and any(one.actor == actor.id for one in contact.participants)

    def _held(self, actor: Actor, claim: Claim, time: Time) -> bool:
        """Whether someone held, at a time, the office of the country that a claim names first."""
        visitor = self._facts.ends_of_visit(claim)[0]
        if visitor is None or actor.country != visitor or self._takes_part(actor, claim):
            return False
        days = _days(time)
        return days is not None and self._facts.held(actor.id, self._facts.offices_named(claim), days)

    def _countries(self, claim: Claim, sentence: Stretch) -> frozenset[str]:
        """The countries that a claim may speak of: of its contact, of its words, of those named beside it."""
        facts = self._facts
        contact = facts.contact(claim.about)
        found = {facts.actors[one.actor].country for one in contact.participants} if contact else set()
        text = facts.document.text[sentence.start : sentence.end]
        found |= {facts.nations[word] for word in words_in(text) if word in facts.nations}
        found |= {actor.country for actor in self._people(sentence)}
        return frozenset(country for country in found if country)


def _start(dated: tuple[Time, tuple[date, date]]) -> int:
    return dated[0].span.start


def _days(time: Time) -> tuple[date, date] | None:
    if time.type not in (TimexType.DATE, TimexType.TIME) or not time.earliest or not time.latest:
        return None
    try:
        return date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
    except ValueError:
        return None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _holds(text: str, phrases: frozenset[str]) -> bool:
    """Whether one of some phrases stands in a text, in whole words."""
    return pattern(phrases, whole=True).search(text) is not None
