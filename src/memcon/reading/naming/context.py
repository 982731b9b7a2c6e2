"""What was spoken of before a word, and what the word is to its sentence: the ground for references back."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from memcon.reading.cast import Reference
from memcon.reading.naming.persons import People, Person
from memcon.reading.naming.roster import Roster
from memcon.reading.naming.scan import listing
from memcon.reading.naming.titles import Surroundings, TitlePhrase
from memcon.reading.naming.words import OBJECT, POSSESSIVE, SUBJECT
from memcon.record.vocabulary import ActorKind

_DEPTH = 12
"""How many steps up the parse are followed."""
_BACK = 40
"""How many references back an antecedent is sought."""
_AROUND = 200
"""How many references back count for what a text speaks of most."""


def _start(reference: Reference) -> int:
    return reference.start


class Context:
    """The words, persons and references of one document, as the steps that refer back ask for them.

    home is the country of the place that the report is dated from, places those named so far, in order.
    """

    def __init__(self, around: Surroundings, people: People, roster: Roster, home: str | None) -> None:
        self.words = around.words
        self.lexicon = around.lexicon
        self.ends = around.ends
        self.owners = around.owners
        self.people = people
        self.roster = roster
        self.home = home
        self.places = sorted(roster.places, key=lambda place: place.start)
        self.listing = listing(around.lexicon)
        self._subjects: dict[int, int | None] = {}

    def at(self, token: int) -> Reference | None:
        """The reference that covers a token."""
        return self.roster.at(token)

    def before(self, token: int, limit: int = _BACK) -> Iterator[Reference]:
        """The references before a token, the nearest first."""
        references = self.roster.references
        index = bisect_left(references, self.words.start[token], key=_start)
        return iter(references[max(0, index - limit) : index][::-1])

    def after(self, token: int) -> Iterator[Reference]:
        """The references from a token on, in order."""
        references = self.roster.references
        index = bisect_left(references, self.words.start[token], key=_start)
        return iter(references[index : index + _BACK])

    def person(self, reference: Reference | None) -> Person | None:
        """The one person a reference means, if it means one."""
        if reference is None or len(reference.actors) != 1:
            return None
        return self.people.by_id.get(reference.actors[0])

    def kind(self, reference: Reference) -> ActorKind | None:
        """The kind of the first actor of a reference."""
        if reference.actors[0] in self.people.by_id:
            return ActorKind.PERSON
        known = self.roster.known.get(reference.actors[0])
        return known.kind if known else None

    def country(self, actor: str) -> str | None:
        """The country of an actor, alpha-3, where it is known."""
        person = self.people.by_id.get(actor)
        if person is not None:
            return person.country
        known = self.roster.known.get(actor)
        return known.country if known else None

    def where(self, token: int) -> str | None:
        """The country of the place named last within the sentence of a token or the two before it."""
        words, places = self.words, self.places
        index = bisect_left(places, words.start[token], key=lambda place: place.start)
        for place in reversed(places[max(0, index - 8) : index]):
            if words.sentence[token] - words.sentence[words.covering(place.start)] > 2:
                return None
            if place.country is not None:
                return place.country
        return None

    def after_title(self, title: TitlePhrase) -> Reference | None:
        """The group of states that a title is of: "the envoys of the two countries"."""
        words, linking = self.words, self.lexicon.members("modifiers.linking")
        if not words.lower[title.last + 1 : title.last + 2] or words.lower[title.last + 1] not in linking:
            return None
        found = (self.at(token) for token in range(title.last + 2, min(title.last + 4, len(words))))
        return next((each for each in found if each is not None and self.kind(each) is ActorKind.STATE), None)

    def side(self, actor: str) -> str:
        """What an actor stands for: its country, else itself."""
        return self.country(actor) or actor

    def serves_body(self, person: Person) -> bool:
        """Whether someone serves a body of no country by the titles of the text or by the gazetteer."""
        if person.body is not None or (person.entity is not None and person.entity.country is None):
            return True
        return any(title.body is not None for title in person.titles)

    def is_official(self, person: Person) -> bool:
        """Whether someone may act for a country or body: known to the gazetteer or titled, and no spokesperson."""
        kinds = {kind.id for title in person.titles for kind in title.titles}
        known = person.entity is not None or bool(person.titles)
        return known and not person.candidates and "spokesperson" not in kinds

    def is_of_unknown(self, person: Person) -> bool:
        """Whether someone may be of any country: no spokesperson, whose side a nationality never stands for."""
        kinds = {kind.id for title in person.titles for kind in title.titles}
        return person.country is None and not self.serves_body(person) and "spokesperson" not in kinds

    def leads_side(self, person: Person, token: int) -> bool:
        """Whether no other official of someone's side is spoken of more often around a token."""
        counts, people = self.counts(token), self.people.by_id
        others = (people[actor] for actor in counts if actor in people and actor != person.id)
        rivals = (each for each in others if self.side(each.id) == self.side(person.id) and self.is_official(each))
        return all(counts[each.id] <= counts[person.id] for each in rivals)

    def by_sentence(self, token: int, reach: int) -> Iterator[list[Reference]]:
        """The references before a token, by sentence, the nearest sentence first, at most so many sentences back."""
        words, found = self.words, list[Reference]()
        for reference in self.before(token):
            if words.sentence[token] - words.sentence[reference.token] > reach:
                break
            if found and words.sentence[found[0].token] != words.sentence[reference.token]:
                yield found
                found = []
            found.append(reference)
        if found:
            yield found

    def foremost(self, token: int, number: int) -> tuple[str, ...]:
        """The so many countries that the text around a token speaks of most, at least twice as often as of others."""
        spoken = Counter[str]()
        for actor, count in self.counts(token).items():
            country = self.country(actor)
            if country is not None:
                spoken[country] += count
        ranked = spoken.most_common(number + 1)
        if len(ranked) < number or (len(ranked) > number and ranked[number - 1][1] < 2 * ranked[number][1]):
            return ()
        return tuple(country for country, _ in ranked[:number])

    def own_subject(self, token: int) -> tuple[str, ...]:
        """Whom the subject of a token's own clause means, where the token is no part of it: it means someone else."""
        clauses = self.clauses(token)
        subject = self.subject(clauses[0]) if clauses else None
        if subject is None or subject >= token or self.role(token) == "subject":
            return ()
        reference = self.at(subject)
        return reference.actors if reference is not None else ()

    def counts(self, token: int) -> Counter[str]:
        """How often each actor is spoken of around a token."""
        references = (*self.before(token, _AROUND), *self.after(token))
        return Counter(actor for reference in references for actor in reference.actors)

    def listed(self, token: int) -> tuple[str, ...]:
        """The actors of the references that stand in a row from a token on: "Macron, Merz and Starmer"."""
        ids: list[str] = []
        end = self.words.start[token] if token < len(self.words) else 0
        for reference in self.after(token) if token < len(self.words) else ():
            apart = self.words.plain[end : reference.start].strip()
            if apart not in ({""} if not ids else self.listing) or len(reference.actors) != 1:
                break
            ids += reference.actors
            end = reference.end
        return tuple(dict.fromkeys(ids))

    def role(self, token: int) -> str:
        """subject, object, possessive or other: what a token is to its clause; a conjunct is what the first is."""
        words = self.words
        for _ in range(_DEPTH):
            if words.dep[token] not in {"conj", "appos", "compound", "nmod"} or words.head[token] == token:
                break
            token = words.head[token]
        dep = words.dep[token]
        kinds = (("subject", SUBJECT), ("object", OBJECT), ("possessive", POSSESSIVE))
        return next((name for name, labels in kinds if dep in labels), "other")

    def leads(self, token: int) -> bool:
        """Whether a subject is that of the sentence's main clause."""
        words = self.words
        verb = words.head[token]
        for _ in range(_DEPTH):
            if words.dep[verb] not in {"conj", "nsubj", "appos", "compound"} or words.head[verb] == verb:
                break
            verb = words.head[verb]
        return words.dep[verb] == "ROOT"

    def clauses(self, token: int) -> list[int]:
        """The verbs above a token, the nearest first."""
        words, found = self.words, []
        for _ in range(_DEPTH):
            above = words.head[token]
            if above == token:
                break
            token = above
            if words.pos[token] in {"VERB", "AUX"}:
                found.append(token)
        return found

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, or of the verb it is joined to."""
        if verb not in self._subjects:
            self._subjects[verb] = self._find_subject(verb)
        return self._subjects[verb]

    def _find_subject(self, verb: int) -> int | None:
        words = self.words
        for _ in range(_DEPTH):
            for child in words.children[verb]:
                if words.dep[child] in SUBJECT:
                    relative = words.lower[child] in self.lexicon.members("pronouns.relative")
                    return words.head[verb] if relative and words.dep[verb] == "relcl" else child
            if words.dep[verb] not in {"conj", "xcomp", "advcl", "pcomp"} or words.head[verb] == verb:
                return None
            verb = words.head[verb]
            if words.pos[verb] not in {"VERB", "AUX"}:
                return None
        return None

    def is_plural(self, token: int) -> bool:
        """Whether a token is a common noun in the plural."""
        words = self.words
        return words.pos[token] == "NOUN" and words.plural[token]
