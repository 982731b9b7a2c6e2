"""Which verb or noun a time, a duration or a place belongs to, by the parse."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from memcon.reading.syntax import children, climb, is_under_way, is_verbal, occasions, words_of
from memcon.record import Place, When
from memcon.record.timex import day_of
from memcon.record.vocabulary import Basis, TimexType

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from spacy.tokens import Token

    from memcon.reading.cast import Cast, Location
    from memcon.reading.parse import Parsed
    from memcon.record import Time

_STEPS = 8
_STRETCH = frozenset({"date-span", "dates-span"})
"""The rules of times that make the two ends of a stretch of days."""
_DAY = len("2025-07-01")
_PARTING = frozenset({";", ":", "–", "—", "--", "(", ")"})
_BESIDE = 18
"""Tokens between an event and a date that no verb parts from it."""


class Anchors:
    """The times, durations and places of a document, by the index of the token they belong to.

    event_nouns are the lemmas of nouns that can carry a time or a place of their own ("the call on Monday").
    """

    def __init__(self, parsed: Parsed, cast: Cast, times: Sequence[Time], event_nouns: Container[str]) -> None:
        self._parsed = parsed
        self._event_nouns = event_nouns
        self._dates: dict[int, list[Time]] = defaultdict(list)
        self._named: dict[int, Time] = {}
        self._heads: list[tuple[int, Token, Time]] = []
        self._told_when: set[int] = set()
        self._durations: dict[int, list[Time]] = defaultdict(list)
        self._places: dict[int, list[tuple[Location, str]]] = defaultdict(list)
        lengths = set[int]()
        for time in times:
            head = parsed.root_between(time.span.start, time.span.end)
            owner = self._owner(head)
            if owner is None or head is None:
                continue
            if time.type in (TimexType.DATE, TimexType.TIME):
                self._told_when.add(owner.i)
            if time.type is TimexType.DURATION:
                self._durations[owner.i].append(time)
                lengths.add(head.i)
            elif time.type in (TimexType.DATE, TimexType.TIME) and time.value and time.earliest:
                tokens = parsed.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
                self._named.update(dict.fromkeys((token.i for token in tokens or ()), time))
                if not _bounds(head, owner):
                    self._dates[owner.i].append(time)
                    self._heads.append((head.i, owner, time))
        for location in cast.places:
            head = parsed.root_between(location.start, location.end)
            owner, link = self._place_owner(head, lengths)
            if owner is not None:
                self._places[owner.i].append((location, link))

    def when(self, trigger: Token, verb: Token | None) -> When | None:
        """The date of an event: of its clause, else of the assertion that its clause hangs from."""
        for token in (trigger, *children(trigger, "acl"), verb):
            if token is not None and self._dates.get(token.i):
                return _when(self._dates[token.i], Basis.CLAUSE)
        clause = verb if verb is not None else trigger
        named = self._named.get(_modified_by(clause)) or self._named.get(_belongs_to(trigger))
        if named is not None:
            return _when([named], Basis.CLAUSE)
        if verb is None:
            return None
        for token in (*occasions(clause), *_same_time(clause), *climb(clause), *_above(clause)):
            if self._dates.get(token.i):
                return _when(self._dates[token.i], Basis.SENTENCE)
        if is_under_way(clause):
            return self._now(clause)
        beside = self._beside(trigger, verb)
        return _when(beside, Basis.SENTENCE) if beside else None

    def _beside(self, trigger: Token, verb: Token) -> list[Time]:
        """The dates that no other verb parts from an event, where the parse gives them to something farther away.

        Parsers hang what stands behind a name in apposition, or behind a comma, from the verb of the whole sentence.
        """
        sentence = trigger.sent
        first = bisect_left(self._heads, sentence.start, key=lambda found: found[0])
        last = bisect_left(self._heads, sentence.end, key=lambda found: found[0])
        return [
            time
            for head, owner, time in self._heads[first:last]
            if is_verbal(owner)
            and not any(trigger.i < joint.i < head for joint in children(owner, "cc"))
            and (owner.i > head or not _stand_together(owner, self._parsed.doc[head], (owner,)))
            and any(_stand_together(one, self._parsed.doc[head], (trigger, verb)) for one in {trigger, verb})
        ]

    def days_of(self, verb: Token) -> Sequence[Time]:
        """The dates of one verb by the parse, whatever it tells of."""
        return self._dates.get(verb.i, ())

    def moments(self, token: Token) -> list[When]:
        """The several times of one verb or noun ("met in May and in July"), in their order; none where they overlap.

        The first and the last day of one stretch of days ("from 12 to 14 July") are no several times.
        """
        times = self._dates.get(token.i, ())
        if sum(time.rule in _STRETCH for time in times) > 1:
            return []
        found = sorted((_when([time], Basis.CLAUSE) for time in times), key=_first_day)
        found = [when for when in found if not any(one != when and _holds(when, one) for one in found)]
        return found if len(found) > 1 and all(_are_apart(one, other) for one, other in pairwise(found)) else []

    def is_to_come(self, token: Token) -> bool:
        """Whether what a verb tells of is dated after the day of publication."""
        today, when = self._today(), self.when(token, token)
        return today is not None and when is not None and when.earliest is not None and when.earliest > today

    def between(self, first: int, last: int) -> When | None:
        """The first dated expression among the tokens first..last, both included."""
        named = next((self._named[index] for index in range(first, last + 1) if index in self._named), None)
        return _when([named], Basis.CLAUSE) if named is not None else None

    def _today(self) -> str | None:
        day = day_of(self._parsed.document.published)
        return day.isoformat() if day else None

    def _now(self, verb: Token) -> When | None:
        """The day of publication, for what is told as going on ("is meeting"), cited by the verb itself."""
        today = self._today()
        if today is None:
            return None
        first = min((child.i for child in children(verb, "aux")), default=verb.i)
        return When(today, today, today, self._parsed.cite(min(first, verb.i), verb.i), Basis.CLAUSE)

    def dated(self, token: Token) -> bool:
        """Whether a token has a date of its own, be it one that no year is known for."""
        return token.i in self._told_when

    def durations(self, token: Token) -> Sequence[Time]:
        """The durations that belong to a token ("a two-hour call", "lasted an hour")."""
        return self._durations.get(token.i, ())

    def place(self, trigger: Token, verb: Token | None) -> Place | None:
        """Where an event took place, as its own clause says."""
        for token in (trigger, verb, *(occasions(verb) if verb is not None else ())):
            if token is None:
                continue
            for location, link in self._places.get(token.i, ()):
                if link in words_of(token).located:
                    return self.cite(location)
        return None

    def destinations(self, token: Token) -> Iterator[tuple[Location, str]]:
        """The places under a token with the preposition, or "object", that links each."""
        return iter(self._places.get(token.i, ()))

    def cite(self, location: Location) -> Place:
        """A location as the Place of the Record."""
        return Place(location.name, location.country, self._parsed.document.span(location.start, location.end))

    def _owner(self, token: Token | None) -> Token | None:
        """The verb or event noun above a token; where the parse has none, the last verb of its sentence before it."""
        start = token
        for _ in range(_STEPS):
            if token is None or start is None or token.head == token:
                return token
            token = token.head
            if is_verbal(token) or token.lemma_.lower() in self._event_nouns:
                return token
            if token.head == token:
                return next((one for one in reversed(token.doc[token.sent.start : start.i]) if is_verbal(one)), None)
        return None

    def _place_owner(self, token: Token | None, lengths: Container[int]) -> tuple[Token | None, str]:
        """The verb or event noun that a place belongs to, and the preposition, or "object", that links it.

        A place within a place keeps its own preposition ("at a hotel in Rome"), one within a subject matter or a time
        has that of the outer noun ("on the crisis in Sudan", "before elections in Ghana") and so is no place of it.
        An adverb of place is its own link ("had gone there"), and a length of time has no place ("talked for an hour
        in Rome"): lengths are where those stand.
        """
        link = "object"
        words = words_of(token) if token is not None else None
        if token is not None and words is not None and token.dep_ == "advmod" and token.lower_ in words.located:
            link = token.lower_
        for _ in range(_STEPS):
            if token is None or words is None or token.head == token:
                return None, link
            if token.dep_ == "pobj":
                outer = token.head.lower_
                nested = outer in words.locating or token.lemma_.lower() in words.edges or token.i in lengths
                link = link if nested and link != "object" and link not in words.belonging else outer
            elif token.dep_ in ("poss", "nsubj", "nsubjpass"):
                return None, link
            token = token.head
            if is_verbal(token) or token.lemma_.lower() in self._event_nouns:
                return token, link
        return None, link


def _stand_together(event: Token, date_head: Token, own: Sequence[Token]) -> bool:
    """Whether neither a verb nor a word of before and after stands between an event and a date near it."""
    first, last = sorted((event.i, date_head.i))
    if last - first > _BESIDE:
        return False
    words = words_of(event)
    return not any(
        (is_verbal(one) and one not in own and one.dep_ not in ("aux", "auxpass"))
        or one.dep_ == "mark"
        or one.lower_ in words.sequencing | words.relative | (words.bounding - words.belonging)
        or one.text in _PARTING
        for one in event.doc[first + 1 : last]
    )


def _same_time(clause: Token) -> Iterator[Token]:
    """The verbs of clauses told as of the same time ("hugged her as she arrived yesterday")."""
    simultaneous = words_of(clause).simultaneous
    for below in children(clause, "advcl"):
        if any(child.lower_ in simultaneous for child in children(below, "mark", "advmod")):
            yield below


def _above(clause: Token) -> Iterator[Token]:
    """The verb above a participle before its noun ("were seen shaking hands in May"), and the copula that equates
    someone with who did something ("the last to visit was Moon in 2019", "in May it was Li who met them")."""
    noun = clause.head
    if clause.dep_ == "amod" and noun.i > clause.i and is_verbal(noun.head):
        yield noun.head
    words = words_of(clause)
    if clause.dep_ in ("relcl", "acl") and noun.head.lemma_.lower() in words.be:
        cleft = noun.dep_ == "attr" and any(one.lower_ in words.expletive for one in children(noun.head, "nsubj"))
        if cleft or noun.dep_ == "nsubj":
            yield noun.head


def _first_day(when: When) -> str:
    return when.earliest or ""


def _holds(outer: When, inner: When) -> bool:
    """Whether a time lies within another ("this year, in May")."""
    if None in (outer.earliest, outer.latest, inner.earliest, inner.latest):
        return False
    return str(outer.earliest) <= str(inner.earliest) and str(inner.latest) <= str(outer.latest)


def _are_apart(one: When, other: When) -> bool:
    """Whether a later time leaves days between it and the one before, or both are months or longer."""
    if one.latest is None or other.earliest is None:
        return False
    days = (date.fromisoformat(other.earliest) - date.fromisoformat(one.latest)).days
    return days > 1 or (days == 1 and len(one.value) < _DAY and len(other.value) < _DAY)


def _modified_by(clause: Token) -> int:
    """The index of the token that a relative clause, or one that "when" opens, stands behind; -1 for all others."""
    if clause.dep_ == "relcl":
        return int(clause.head.i)
    moment = words_of(clause).moment
    opener = next((child for child in clause.children if child.lower_ in moment), None)
    if opener is None or opener.i < 2:
        return -1
    before = opener.nbor(-1)
    return int(before.i - 1 if before.is_punct else before.i)


def _belongs_to(noun: Token) -> int:
    """The index of the token that a noun belongs to ("on the night of the talks"); -1 where there is none."""
    above = noun.head
    return int(above.head.i) if above.dep_ == "prep" and above.lower_ in words_of(noun).belonging else -1


def _bounds(head: Token, owner: Token) -> bool:
    """Whether a date only bounds what it belongs to ("since 2008", "ahead of March") and is not its own."""
    token, words = head, words_of(head)
    between = head.doc[min(owner.i, head.i) + 1 : head.i]
    if any(one.dep_ == "mark" and one.lower_ in words.since for one in between):
        return True
    for _ in range(_STEPS):
        if token.dep_ in ("prep", "mark") and token.lower_ in words.bounding:
            return not (token.lower_ in words.belonging and token.head == owner)
        if token.dep_ == "prep" and _is_behind_since(token):
            return True
        if token in (owner, token.head) or is_verbal(token):
            return False
        token = token.head
    return False


def _is_behind_since(preposition: Token) -> bool:
    """Whether a date belongs to the predecessor named right before it: nobody came "since Lund in 2008"."""
    words = words_of(preposition)
    return any(
        one.lower_ in words.since - words.company
        and one.right_edge.i == preposition.i - 1
        and one.i + 1 < preposition.i
        for one in children(preposition.head, "prep")
    )


def _when(times: Sequence[Time], basis: Basis) -> When:
    """The most precise of the times that belong to one token; the first of equals."""
    best = max(times, key=lambda time: len(time.value or ""))
    return When(best.value or "", best.earliest, best.latest, best.span, basis)
