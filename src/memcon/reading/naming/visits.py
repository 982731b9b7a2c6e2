"""Whom the parts of a visit mean: "the visitor", "his guest", "her Chinese host", "both guests"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from memcon.reading.naming.context import Context
from memcon.reading.naming.groups import Groups
from memcon.reading.naming.metonymy import modifies_noun
from memcon.reading.naming.persons import Person
from memcon.reading.naming.scan import Named
from memcon.reading.naming.words import OBJECT, PASSIVE, POSSESSIVE
from memcon.record.vocabulary import MentionForm

_REACH = 4
"""How many sentences back a visitor or a host is sought."""
_FAR = 200
"""How many words back a reception is sought."""
_OPENING = 4
"""How many words before the noun its article or owner may stand."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun of a visit with what stands before it: first token, owner's token, country, and how many are meant."""

    first: int
    noun: int
    owner: int | None = None
    country: str | None = None
    number: int | None = None
    plural: bool = False
    host: bool = False


def _of(country: str) -> Callable[[Person], bool]:
    return lambda person: person.country == country


class Visits:
    """Resolves the guests and hosts of one document."""

    def __init__(self, context: Context, groups: Groups) -> None:
        self.context = context
        self.groups = groups
        lists = {key: context.lexicon.members(f"visit.{key}") for key in ("guest", "guests", "host", "hosts")}
        self.kinds = {word: key for key, members in lists.items() for word in members}

    def resolve(self, noun: int) -> None:
        """Refers from a guest, a host or several of them to whom they are, if that is clear."""
        words, roster = self.context.words, self.context.roster
        phrase = self._phrase(noun)
        if phrase is None or not roster.free(phrase.first, noun) or modifies_noun(words, noun, noun):
            return
        if words.dep[noun] == "attr" or words.text[noun + 1 : noun + 2] == ["-"]:
            return
        ids = self._beside(noun) or self._from(noun) or self._by_hosting(phrase) or self._meant(phrase)
        roster.refer(ids, phrase.first, noun, MentionForm.DESCRIPTION, noun)

    def _phrase(self, noun: int) -> _Phrase | None:
        """Reads a noun's article, number, owner and nationality; None where no certain one is meant."""
        context, words = self.context, self.context.words
        kind = self.kinds[words.lower[noun]]
        plural, host = kind in {"guests", "hosts"}, kind in {"host", "hosts"}
        first, country, number = noun, None, None
        for at in range(noun - 1, max(-1, noun - 1 - _OPENING), -1):
            word, name = words.lower[at], context.ends.get(at)
            if name is not None:
                country, first = name.country, name.first
                if country is None:
                    return None
            elif word in self.groups.both:
                return _Phrase(at, noun, None, country, 2, plural, host)
            elif word in self.groups.counts or word in self.groups.determiners:
                number, first = self.groups.counts.get(word, 2), at
            elif word in context.lexicon.members("grammar.definite"):
                return _Phrase(first, noun, None, country, number, plural, host)
            elif words.dep[at] in POSSESSIVE and context.at(at) is not None:
                return _Phrase(first, noun, at, country, number, plural, host)
            elif word in context.owners:
                return _Phrase(first, noun, None, country, number, plural, host)
            elif word not in {"'s", "'"} and words.pos[at] not in {"ADJ", "PART"}:
                if first <= at + 1 and words.dep[at] in POSSESSIVE:
                    return None
                break
        return None

    def _beside(self, noun: int) -> tuple[str, ...]:
        """The person named behind a comma: "his host, Arno Berg"."""
        words = self.context.words
        if words.text[noun + 1 : noun + 2] != [","] or noun + 2 >= len(words):
            return ()
        reference = self.context.at(noun + 2)
        beside = reference is not None and words.head[reference.token] == noun and words.dep[reference.token] == "appos"
        return reference.actors if reference is not None and beside else ()

    def _from(self, noun: int) -> tuple[str, ...]:
        """The persons spoken of last of the countries that guests are from: "the guests from Paris and Berlin"."""
        words = self.context.words
        for child in words.children[noun]:
            if words.lower[child] in self.context.lexicon.members("places.away"):
                ends = self.context.ends
                names = [ends[at] for at in range(child + 1, min(child + 8, len(words))) if at in ends]
                names = [name for name in names if words.sentence[name.last] == words.sentence[noun]]
                people = [self._last_of(noun, name.country) for name in names[: self._listed(child, names)]]
                return tuple(person.id for person in people if person) if all(people) else ()
        return ()

    def _listed(self, start: int, names: list[Named]) -> int:
        """How many names stand in a row from the token behind start on."""
        words, at, size = self.context.words, start, 0
        for name in names:
            apart = [word for word in words.lower[at + 1 : name.first] if word not in self.context.listing]
            if [word for word in apart if word not in self.context.lexicon.members("modifiers.articles")]:
                break
            at, size = name.last, size + 1
        return size

    def _last_of(self, noun: int, country: str | None) -> Person | None:
        return self._one(noun, lambda person: country is not None and person.country == country)

    def _by_hosting(self, phrase: _Phrase) -> tuple[str, ...]:
        """The guest or the host of the last reception told before, where one is told ("A received B")."""
        context, words = self.context, self.context.words
        if phrase.plural or phrase.country is not None:
            return ()
        verbs = context.lexicon.members("visit.hosting")
        for at in range(phrase.first - 1, max(-1, phrase.first - _FAR), -1):
            if words.sentence[phrase.first] - words.sentence[at] > _REACH:
                return ()
            if words.lemma[at] not in verbs or words.pos[at] != "VERB":
                continue
            host, guest = self._received(at)
            if host is None or guest is None or context.side(host.id) == context.side(guest.id):
                continue
            meant, other = (host, guest) if phrase.host else (guest, host)
            owner = context.at(phrase.owner) if phrase.owner is not None else None
            if owner is not None and owner.actors != (other.id,):
                return ()
            return (meant.id,) if meant.id not in context.own_subject(phrase.noun) else ()
        return ()

    def _received(self, verb: int) -> tuple[Person | None, Person | None]:
        """Who receives whom, by the parse of a verb of hosting."""
        context, words = self.context, self.context.words
        subject = context.subject(verb)
        if subject is None:
            return None, None
        if words.dep[subject] in PASSIVE:
            agents = (child for child in words.children[verb] if words.dep[child] == "agent")
            others = [noun for agent in agents for noun in (agent, *words.children[agent])]
        else:
            others = [child for child in words.children[verb] if words.dep[child] in OBJECT and child > verb]
        people = [person for other in others if (person := context.person(context.at(other))) is not None]
        first, second = context.person(context.at(subject)), people[0] if len(people) == 1 else None
        return (second, first) if words.dep[subject] in PASSIVE else (first, second)

    def _meant(self, phrase: _Phrase) -> tuple[str, ...]:
        ways = list(self._ways(phrase))
        for fits in ways:
            if phrase.plural:
                found = self._several(phrase, fits)
            else:
                person = self._one(phrase.noun, fits)
                found = (person.id,) if person else ()
            if found:
                return found
        named_later = phrase.host and phrase.owner is not None and not phrase.plural
        return self._later(phrase.noun, ways[0]) if named_later and len(ways) == 1 else ()

    def _later(self, noun: int, fits: Callable[[Person], bool]) -> tuple[str, ...]:
        """The only official who fits and is named further on, where no one before does."""
        context = self.context
        actors = {actor for reference in context.after(noun) for actor in reference.actors}
        before = any(True for _ in self._fitting(noun, fits))
        people = [context.people.by_id[actor] for actor in actors if actor in context.people.by_id]
        found = [person.id for person in people if context.is_official(person) and fits(person)]
        return tuple(found) if len(found) == 1 and not before else ()

    def _ways(self, phrase: _Phrase) -> Iterator[Callable[[Person], bool]]:
        """What may tell the ones meant, the best first: nationality, the country of the place, that of the owner."""
        context = self.context
        owner = context.at(phrase.owner) if phrase.owner is not None else None
        owners = {context.side(actor) for actor in owner.actors} if owner is not None else set[str]()
        if phrase.country is not None:
            yield lambda person: person.country == phrase.country and context.side(person.id) not in owners
            return
        places = list(dict.fromkeys(place for place in (context.home, context.where(phrase.noun)) if place is not None))
        if phrase.host:
            for place in places:
                if place not in owners:
                    yield _of(place)
            if owners and not places:
                yield lambda person: context.side(person.id) not in owners
        elif owners:
            yield lambda person: context.side(person.id) not in owners
        elif places:
            yield lambda person: person.country not in places

    def _fitting(self, noun: int, fits: Callable[[Person], bool]) -> Iterator[list[Person]]:
        """The persons who fit, sentence by sentence, the nearest first."""
        context = self.context
        excluded = context.own_subject(noun)
        for references in context.by_sentence(noun, _REACH):
            found = {
                actor: person
                for reference in references
                for actor in reference.actors
                if (person := context.people.by_id.get(actor)) is not None
                and actor not in excluded
                and (person.country or context.serves_body(person))
                and context.is_official(person)
                and fits(person)
            }
            if found:
                yield list(found.values())

    def _one(self, noun: int, fits: Callable[[Person], bool]) -> Person | None:
        """The one of the nearest sentence with anyone who fits."""
        found = next(self._fitting(noun, fits), [])
        return found[0] if len(found) == 1 and self.context.leads_side(found[0], noun) else None

    def _several(self, phrase: _Phrase, fits: Callable[[Person], bool]) -> tuple[str, ...]:
        """All who fit in the nearest sentences that have as many as are meant, or several where no number is given."""
        found: dict[str, None] = {}
        for persons in self._fitting(phrase.noun, fits):
            ids = {person.id: None for person in reversed(persons)}
            found = {**ids, **found}
            if phrase.number is None:
                return tuple(found) if len(found) > 1 else ()
            if len(found) >= phrase.number:
                return tuple(found) if len(found) == phrase.number else ()
        return ()
