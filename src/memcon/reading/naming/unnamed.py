"""Whom titles without names mean: "the French president", "his counterpart", "the ministry's spokesperson"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from memcon.knowledge.titles import leading
from memcon.reading.naming import doubt
from memcon.reading.naming.context import Context
from memcon.reading.naming.groups import Groups
from memcon.reading.naming.metonymy import modifies_noun
from memcon.reading.naming.persons import Person
from memcon.reading.naming.register import MAJOR
from memcon.reading.naming.spelling import slug
from memcon.reading.naming.titles import Standing, TitlePhrase
from memcon.reading.naming.words import SUBJECT
from memcon.record.vocabulary import MentionForm

_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 60
"""How many words to either side a year is looked for."""
_BODIES = ("head_of_organisation",)


class Unnamed:
    """Resolves the titles without names of one document; speaks_for maps unnamed spokespersons to their bodies."""

    def __init__(self, context: Context, groups: Groups) -> None:
        self.context = context
        self.groups = groups
        self.people = context.people
        self.speaks_for: dict[str, str] = {}
        self.sole = {
            form: key.partition(".")[2]
            for key, forms in context.lexicon.words.items()
            if key.startswith("sole.")
            for form in forms
        }

    def resolve(self, title: TitlePhrase) -> None:
        """Refers from a title to its holder or holders, if they are clear; one with a name tells of whom it names."""
        if title.name is None:
            self._refer(title)
        elif "counterpart" in title.roles:
            self._share(title)
        elif title.plural:
            self._apportion(title)

    def _share(self, title: TitlePhrase) -> None:
        """Gives a named counterpart ("his French counterpart X") the roles of the one it is the counterpart of.

        One of whom no country is known is of the other of the two states that the text speaks of most.
        """
        if title.owner is None or title.name is None:
            return
        of = self.context.person(self.context.at(title.owner))
        person = self.context.person(self.context.at(title.name[1]))
        if of is None or person is None or of is person:
            return
        person.shares |= of.roles(self.people.gazetteer, self.people.at)
        states = self.context.foremost(title.first, 2)
        if person.country is None and not self.context.serves_body(person) and of.country in states:
            person.country = next(state for state in states if state != of.country)

    def _apportion(self, title: TitlePhrase) -> None:
        """Gives each of several persons behind a plural title the country that is left for them.

        "Their envoys, A and B" are of the two in their order; of "the two ministers, A and B" the one whom nothing is
        known of is of the other of the two states in question, where the first is of one of them.
        """
        context = self.context
        listed = context.listed(title.name[0]) if title.name is not None else ()
        persons = [person for actor in listed if (person := self.people.by_id.get(actor)) is not None]
        if len(persons) < 2 or len(persons) != len(listed):
            return
        owner = context.at(title.owner) if title.owner is not None else None
        states = context.after_title(title) or owner
        if states is not None:
            countries = [country for actor in states.actors if (country := context.country(actor))]
        else:
            countries = list(context.foremost(title.first, len(persons)))
        unknown = [person for person in persons if person.country is None and not context.serves_body(person)]
        left = [country for country in countries if country not in {person.country for person in persons}]
        if len(set(countries)) != len(persons) or len(left) != len(unknown):
            return
        if len(unknown) == 1 or (unknown and len(unknown) == len(persons) and states is owner is not None):
            for person, country in zip(unknown, left, strict=True):
                person.country = country

    def _refer(self, title: TitlePhrase) -> None:
        """Refers from a title without a name to its holder or holders, if they are clear."""
        roster = self.context.roster
        if not roster.free(title.first, title.last) or modifies_noun(self.context.words, title.first, title.last):
            return
        being = self.context.lexicon.members("places.being")
        if not title.definite and title.first > 0 and self.context.words.lower[title.first - 1] in being:
            return
        if title.owner is not None and not title.countries and not title.body and not title.office:
            title = self._owned(title)
            if not title.countries and "counterpart" not in title.roles:
                return
        if title.plural:
            ids = self._holders(title)
        else:
            spokesperson = any(kind.id == "spokesperson" for kind in title.titles)
            person = self._spokesperson(title) if spokesperson else self.holder(title)
            ids = (person.id,) if person else ()
        if ids:
            described = any(kind.describes or kind.id == "spokesperson" for kind in title.titles)
            form = MentionForm.DESCRIPTION if described else MentionForm.TITLE
            roster.refer(ids, title.first, title.last, form, title.head)

    def countryman(self, token: int, country: str) -> None:
        """Refers from "the Senegalese", in the singular, to the one person of that country spoken of before."""
        if not self.context.roster.free(token, token):
            return
        own = [
            actor
            for reference in self.context.before(token)
            for actor in reference.actors
            if actor in self.people.by_id and self.context.country(actor) == country
        ]
        if len(set(own)) == 1:
            self.context.roster.refer((own[0],), token, token, MentionForm.DESCRIPTION)

    def _owned(self, title: TitlePhrase) -> TitlePhrase:
        """A title with the country of its owner: "his foreign minister"."""
        reference = self.context.at(title.owner) if title.owner is not None else None
        hosts = self.context.lexicon.members("visit.host") | self.context.lexicon.members("visit.hosts")
        if reference is None and title.owner is not None and self.context.words.lower[title.owner] in hosts:
            country = self.context.where(title.owner) or self.context.home
            return replace(title, countries=(country,) if country else ())
        if reference is None or (len(reference.actors) != 1 and not title.plural):
            return title
        countries = [country for actor in reference.actors if (country := self.context.country(actor))]
        if "counterpart" in title.roles:
            return title
        return replace(title, countries=tuple(dict.fromkeys(countries)))

    def _spokesperson(self, title: TitlePhrase) -> Person | None:
        """The one who speaks for a body: named in the text, else an unnamed person of the body."""
        body = title.office or (title.body.id if title.body else None)
        named = [
            person
            for person in self.people.titled(title)
            if any((other.office, other.body) == (title.office, title.body) for other in person.titles)
        ]
        if not title.vague and len(named) == 1:
            return named[0]
        if body is None or (named and not title.vague):
            return None
        roster = self.context.roster
        if title.body is not None:
            roster.entity(title.body)
        name = f"{roster.known[body].name}, spokesperson" if body in roster.known else title.wording
        person = self._unnamed(f"{body.rpartition(':')[2]}-spokesperson", name, title)
        self.speaks_for[person.id] = body
        return person

    def _unnamed(self, key: str, name: str, title: TitlePhrase) -> Person:
        person = Person(f"local:person:{slug(key)}", name, title.country, titles=[title])
        return self.people.by_id.setdefault(person.id, person)

    def holder(self, title: TitlePhrase) -> Person | None:
        """Whom a title in the singular means."""
        if "counterpart" in title.roles:
            return self._counterpart(title)
        if title.vague:
            return self._equated(title)
        if len(title.countries) > 1:
            return self._of_either(title)
        roles = self.people.register.roles(title)
        if not title.countries and not title.body:
            return self._uncountried(title, roles) if title.definite else None
        titled = self.people.titled(title)
        if title.standing is not Standing.CURRENT:
            return titled[0] if len(titled) == 1 else None
        if len(titled) == 1 and "leading" not in title.roles:
            return titled[0]
        if "leading" in title.roles and not leading().by_default(title.country):
            held = self.people.holding(roles[:1], title.country)
            return held[0] if len(held) == 1 else self._in_office(title, roles)
        for role in roles if title.country else ():
            held = self.people.holding([role], title.country)
            held = [person for person in held if person.entity is None or self.people.suits(person, title)]
            if held:
                return self._nearest(title.first, held) or self._doubtful(title, held)
        return self._in_office(title, roles)

    def _of_either(self, title: TitlePhrase) -> Person | None:
        """Who holds a title in one of the states that share its adjective ("the Congolese president").

        The one of them that the text names, else a person who may be any of them.
        """
        held = [self.holder(replace(title, countries=(country,))) for country in title.countries]
        named = [person for person in held if person is not None and person.seen]
        if len(named) == 1:
            return named[0]
        found = doubt.candidates((person.id, person.name, 1.0) for person in held if person and not person.candidates)
        return self.people.unresolved(title.wording, None, found) if found else None

    def _in_office(self, title: TitlePhrase, roles: Sequence[str]) -> Person | None:
        """Who held the office in the year the sentence states, or on the day of publication; else an unnamed person."""
        year = self._year(title.first)
        person = self.people.office(title, year) if year else None
        if person is None and self.people.at:
            person = self.people.office(title, self.people.at)
        office = set(roles) & set(MAJOR)
        if person is None and title.country and office and not self._is_held(office, title.country):
            state = self.people.gazetteer.state(title.country)
            wording = title.titles[0].id.replace("-", " ") if title.plural else title.wording
            name = f"{wording} of {state.name if state else title.country}"
            person = self._unnamed(f"{title.country}-{title.titles[0].id}", name, title)
        return person or self._sole_holder(title, roles)

    def _sole_holder(self, title: TitlePhrase, roles: Sequence[str]) -> Person | None:
        """The unnamed person of an office that the gazetteer does not keep and that one of a country holds.

        None where the text gives such a title to someone of whom no country is known: it may be the very one.
        """
        office, country = self.sole.get(title.wording.lower()), title.country
        state = self.people.gazetteer.state(country) if country else None
        if office is None or state is None or roles or title.standing is not Standing.CURRENT:
            return None
        if any(person.country is None for person in self.people.titled(replace(title, countries=()))):
            return None
        return self._unnamed(f"{country}-{office}", f"{office.replace('-', ' ')} of {state.name}", title)

    def _is_held(self, roles: Set[str], country: str) -> bool:
        """Whether the gazetteer knows holders of such an office that day: then an unnamed one would be a guess."""
        at = self.people.at
        return at is not None and any(self.people.gazetteer.holders(role, country=country, at=at) for role in roles)

    def _equated(self, title: TitlePhrase) -> Person | None:
        """ "The last Japanese premier there was Shinzo Abe": whom the sentence says the title to be."""
        words = self.context.words
        top = words.top(title.first, title.last)
        if words.dep[top] not in SUBJECT or words.lemma[words.head[top]] not in self.context.lexicon.members(
            "grammar.be"
        ):
            return None
        for child in words.children[words.head[top]]:
            if words.dep[child] == "attr" and (reference := self.context.at(child)) is not None:
                return self.context.person(reference)
        return None

    def _year(self, token: int) -> str | None:
        """The one year, before that of publication, that a sentence states."""
        words = self.context.words
        near = range(max(0, token - _REACH), min(len(words), token + _REACH))
        years = {
            words.text[at]
            for at in near
            if words.sentence[at] == words.sentence[token] and _YEAR.fullmatch(words.text[at])
        }
        year = next(iter(years)) if len(years) == 1 else None
        return year if year and self.people.at and year < self.people.at[:4] else None

    def _counterpart(self, title: TitlePhrase) -> Person | None:
        """ "his French counterpart": the holder, in that country, of the office of the one just spoken of."""
        of = self.context.person(self.context.at(title.owner)) if title.owner is not None else None
        if of is None or title.country is None:
            return None
        for other in reversed(of.titles):
            office = other.roles or self.sole.get(other.wording.lower())
            if office and "counterpart" not in other.roles and other.standing is Standing.CURRENT:
                taken = replace(title, titles=other.titles, wording=other.wording, deputy=other.deputy)
                return self.holder(replace(taken, owner=None))
        for role in sorted(of.roles(self.people.gazetteer, self.people.at)):
            held = self.people.holding([role], title.country)
            if len(held) == 1:
                return held[0]
        return None

    def _uncountried(self, title: TitlePhrase, roles: Sequence[str]) -> Person | None:
        """ "the president": the nearest person with that title, unless another with it was spoken of as near."""
        titled = self.people.titled(title)
        if len(titled) == 1:
            return titled[0]
        if len(so_called := self._so_called(title, titled)) == 1:
            return so_called[0]
        if not roles or tuple(roles) == _BODIES:
            return self._nearest(title.first, titled)
        known = {person.id: person for person in (*titled, *self.people.holding(roles, None))}
        suiting = [
            person
            for person in known.values()
            if person in titled or person.entity is None or self.people.suits(person, title)
        ]
        nearest = self._nearest(title.first, suiting)
        if nearest is not None and not self._is_at_home(title, nearest, suiting):
            return nearest
        return self._doubtful(title, suiting)

    def _so_called(self, title: TitlePhrase, titled: Sequence[Person]) -> list[Person]:
        """Whom the text calls by just this title, where it has a capital: with "Secretary Lund" in it, "the Secretary"
        is no Foreign Secretary.
        """
        if not title.wording[:1].isupper():
            return []
        return [person for person in titled if any(other.wording == title.wording for other in person.titles)]

    def _is_at_home(self, title: TitlePhrase, nearest: Person, persons: Sequence[Person]) -> bool:
        """Whether "the president", to whom something is done, may be another: that of where the report is written."""
        home = self.context.home
        if home is None or nearest.country == home or self.context.role(title.head) == "subject":
            return False
        return any(person.country == home for person in persons)

    def _doubtful(self, title: TitlePhrase, persons: Sequence[Person]) -> Person | None:
        """A person who may be any of those holders of a title that were named before it; None for fewer than two.

        Each has one point, shared by as many sentences as lie between the title and where they were named last.
        """
        words = self.context.words
        ids = {person.id for person in persons if not person.candidates}
        near: dict[str, float] = {}
        for reference in self.context.before(title.first):
            if len(reference.actors) == 1 and reference.actors[0] in ids:
                apart = words.sentence[title.first] - words.sentence[reference.token]
                near.setdefault(reference.actors[0], 1 / (1 + apart))
        by_id = self.people.by_id
        found = doubt.candidates((actor, by_id[actor].name, part) for actor, part in near.items())
        if not found:
            return None
        person = self.people.unresolved(title.wording, title.country, found)
        person.titles = person.titles or [title]
        return person

    def _nearest(self, token: int, persons: Sequence[Person]) -> Person | None:
        """The one of some persons named last before a token, else first after it in its paragraph.

        None where others of them stand in the same sentence with the same weight.
        """
        if len(persons) == 1:
            return persons[0]
        ids = {person.id for person in persons}
        words = self.context.words
        subjects: list[str] = []
        near: list[str] = []
        sentence: int | None = None
        for reference in self.context.before(token):
            if len(reference.actors) != 1 or reference.actors[0] not in ids:
                continue
            if sentence is not None and words.sentence[reference.token] != sentence:
                break
            sentence = words.sentence[reference.token]
            subject = self.context.role(reference.token) == "subject"
            (subjects if subject else near).append(reference.actors[0])
        near = subjects or near
        if not near:
            near = [
                reference.actors[0]
                for reference in self.context.after(token)
                if reference.actors[0] in ids and words.paragraph[reference.token] == words.paragraph[token]
            ]
        return self.people.by_id[near[0]] if len(set(near)) == 1 else None

    def _holders(self, title: TitlePhrase) -> tuple[str, ...]:
        """The persons of a plural title: those named right after it, of the countries it names, or spoken of before."""
        words = self.context.words
        if words.text[title.last + 1 : title.last + 2] == [","]:
            listed = self.context.listed(title.last + 2)
            if len(listed) > 1 and all(actor in self.people.by_id for actor in listed):
                if len(listed) == len(title.countries):
                    self.people.share_out(listed, title.countries)
                return listed
        if len(title.countries) > 1:
            held = [self.holder(replace(title, countries=(country,), definite=False)) for country in title.countries]
            return tuple(person.id for person in held if person)
        if title.countries or title.body or not title.definite or "counterpart" in title.roles:
            return ()
        if not title.roles or title.roles == _BODIES:
            titled = self.people.titled(title)
            known = len(titled) == 2 and title.titles[0].id != "head-of-organisation"
            return tuple(person.id for person in titled) if known else ()
        before = words.lower[title.first - 1] if title.first else ""
        if self.groups.counts.get(before, 2) != 2:
            return ()
        kinds = frozenset(kind.id for kind in title.titles if not kind.generic)
        return self.groups.members(title.first, frozenset(title.roles), 2, counted=False, kinds=kinds)
