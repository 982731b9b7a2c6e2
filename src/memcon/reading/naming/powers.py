"""States, offices, organisations and groups of a text as actors, and the places it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from memcon.knowledge import places
from memcon.knowledge.gazetteer import Entity, NameForm
from memcon.knowledge.titles import Body, TitleWords
from memcon.reading.naming.metonymy import Metonymy, modifies_noun
from memcon.reading.naming.persons import People, Person
from memcon.reading.naming.roster import Known, Roster
from memcon.reading.naming.scan import Named, Worded
from memcon.reading.naming.spelling import slug
from memcon.reading.naming.titles import Office, Surroundings
from memcon.reading.naming.words import OBJECT, POSSESSIVE, SUBJECT, Words
from memcon.record.vocabulary import ActorKind, MentionForm


def offices(around: Surroundings, worded: Sequence[Worded], roster: Roster) -> list[Office]:
    """Every body that a text names by a metonym ("the Kremlin") or by country and noun ("China's foreign ministry").

    The bodies become known to the roster; they are not yet referred to, for titles may still claim them.
    """
    found = []
    for name in around.starts.values():
        if name.has(NameForm.METONYM):
            entity = name.of(ActorKind.OFFICE)
            if len(entity) == 1:
                found.append(Office(name.first, name.last, roster.entity(entity[0]), entity[0].country))
    told: dict[str, dict[str, Office]] = {}
    for phrase in worded:
        body = phrase.office
        if body is None or phrase.titles:
            continue
        first, last, country = _country_of(phrase, around)
        same = told.setdefault(around.words.lower[phrase.last], {})
        if country is not None:
            office = Office(first, last, body_of(body, country, roster), country)
            same.setdefault(office.id, office)
            found.append(office)
        elif known := _told_before(around.words, around.lexicon, phrase, same.values()):
            found.append(Office(phrase.first, phrase.last, known.id, known.country, bare=True))
    return sorted(found, key=lambda office: office.first)


def _told_before(words: Words, lexicon: TitleWords, phrase: Worded, same: Iterable[Office]) -> Office | None:
    """The body that "the ministry" takes up: the one such body named before, where it is but one."""
    definites, no_articles = lexicon.members("grammar.definite"), bool(lexicon.members("grammar.no_articles"))
    definite = phrase.first > 0 and words.lower[phrase.first - 1] in definites
    definite = definite or no_articles
    following = phrase.last + 1
    opens = words.text[phrase.first][:1].isupper() and following < len(words)
    if not definite and not (opens and words.pos[following] in {"NOUN", "PROPN"}):
        return None
    earlier = [office for office in same if office.last < phrase.first]
    return earlier[0] if len(earlier) == 1 else None


def body_of(body: Body, country: str, roster: Roster) -> str:
    """The id of a country's body, made known to the roster."""
    office_id = f"local:office:{country}-{body.slug}"
    entity = roster.gazetteer.entity(office_id)
    if entity is not None:
        return roster.entity(entity)
    state = roster.gazetteer.state(country)
    name = f"{body.name} of {state.name if state else country}"
    return roster.know(Known(office_id, name, ActorKind.OFFICE, country, body.sector))


def _country_of(phrase: Worded, around: Surroundings) -> tuple[int, int, str | None]:
    """The tokens and country of "French … presidency", "France's presidency" or "presidency of France"."""
    words, lexicon = around.words, around.lexicon
    at = phrase.first - 1
    for _ in range(3):
        if at < 0 or words.sentence[at] != words.sentence[phrase.first]:
            break
        name = around.ends.get(at)
        if name is not None:
            owns = name.has(NameForm.DEMONYM) or name.has(NameForm.NAME) or words.lower[at + 1] == "'s"
            if name.country and owns:
                return name.first, phrase.last, name.country
            break
        if words.lower[at] != "'s" and words.pos[at] not in {"ADJ", "NOUN", "PROPN"}:
            break
        at -= 1
    at = phrase.last + 1
    if at + 1 >= len(words):
        return phrase.first, phrase.last, None
    linked, seated = lexicon.members("modifiers.linking"), lexicon.members("modifiers.seated")
    start = at + 2 if words.lower[at + 1] in lexicon.members("modifiers.articles") else at + 1
    name = around.starts.get(start)
    if name is not None and name.country:
        if words.lower[at] in linked and name.has(NameForm.NAME):
            return phrase.first, name.last, name.country
        if words.lower[at] in seated and name.has(NameForm.CAPITAL):
            return phrase.first, phrase.last, name.country
    return phrase.first, phrase.last, None


_JOINS = frozenset({"'s", "and", "of", "the", "for"})


class Powers:
    """Makes the references to whatever is not a person, and notes the places."""

    def __init__(self, around: Surroundings, people: People, roster: Roster) -> None:
        self.around = around
        self.words = around.words
        self.lexicon = around.lexicon
        self.people = people
        self.gazetteer = people.gazetteer
        self.roster = roster
        self.metonymy = Metonymy(around.words, around.lexicon)

    def refer_offices(self, found: Iterable[Office]) -> None:
        """Refers to the bodies found, except where their building is a mere place ("at the White House")."""
        for office in found:
            name = self.around.starts.get(office.first)
            metonym = name is not None and name.last == office.last
            if metonym and (
                self._is_venue(office.first, office.last) or modifies_noun(self.words, office.first, office.last)
            ):
                self.roster.place(office.first, office.last, office.country)
            elif not modifies_noun(self.words, office.first, office.last) or not metonym:
                form = MentionForm.METONYM if metonym else MentionForm.NAME
                form = MentionForm.DESCRIPTION if office.bare else form
                self.roster.refer([office.id], office.first, office.last, form)

    def refer_by_holder(self) -> None:
        """Refers to bodies named by who leads them: "the Trump administration", "Macron's office"."""
        words, lexicon = self.words, self.lexicon
        for reference in tuple(self.roster.references):
            person = self.people.by_id.get(reference.actors[0])
            following = words.covering(reference.end - 1) + 1
            if person is None or person.country is None or following + 1 >= len(words):
                continue
            owned = words.lower[following] in {"'s", "'"}
            at = following + 1 if owned else following
            body = lexicon.offices.get((words.lower[at],))
            if owned and words.lower[at] in lexicon.members("personal.office"):
                body = self._own_office(person)
            elif body is None or body.slug != "government":
                continue
            if body is not None and self.roster.free(at, at):
                self.roster.refer([body_of(body, person.country, self.roster)], at, at, MentionForm.DESCRIPTION)

    def _own_office(self, person: Person) -> Body | None:
        """The body that serves an office-holder, if the text or the gazetteer tells the office."""
        held = person.roles(self.gazetteer, self.people.at)
        bodies = {body.slug: body for body in self.lexicon.offices.values() if held & set(body.roles)}
        return next(iter(bodies.values())) if len(bodies) == 1 else None

    def refer_groups(self, worded: Iterable[Worded]) -> None:
        """Refers to collectives of a country or body: "French officials", "White House aides", "the Russian side"."""
        words, ends = self.words, self.around.ends
        for phrase in worded:
            if phrase.group is not None and self.roster.free(phrase.first, phrase.last):
                owner = self._owner_before(phrase.first)
                if owner is not None and self.roster.free(owner[0], phrase.last):
                    group = self._group(phrase.group, owner[1])
                    self.roster.refer([group], owner[0], phrase.last, MentionForm.DESCRIPTION)
        sides = self.lexicon.members("description.state")
        for token, word in enumerate(words.lower):
            if word not in sides or token - 1 not in ends or modifies_noun(words, token, token):
                continue
            name = ends[token - 1]
            state = self.roster.state(name.country) if name.country and name.has(NameForm.DEMONYM) else None
            if state:
                self.roster.refer([state], name.first, token, MentionForm.DESCRIPTION)

    def _owner_before(self, first: int) -> tuple[int, Entity | Known] | None:
        """Where the name of the country or body that owns a group starts, at most three words before it, and which."""
        words, at = self.words, first - 1
        for _ in range(4):
            if at < 0 or words.sentence[at] != words.sentence[first]:
                return None
            office = self.around.office_ends.get(at)
            if office is not None:
                return office.first, self.roster.known[office.id]
            name = self.around.ends.get(at)
            if name is not None:
                state = self.gazetteer.state(name.country) if name.country else None
                owns = name.has(NameForm.DEMONYM) or name.has(NameForm.NAME) or words.lower[at + 1] == "'s"
                bodies = name.of(ActorKind.ORGANISATION, ActorKind.GROUP)
                owner = state if state is not None and owns else bodies[0] if len(bodies) == 1 else None
                return (name.first, owner) if owner is not None else None
            if words.pos[at] not in {"ADJ", "NOUN", "PROPN", "PART"} and words.lower[at] not in {"and", "-"}:
                return None
            at -= 1
        return None

    def _group(self, group: Body, owner: Entity | Known) -> str:
        """The id of a group of a state or body, made known to the roster."""
        is_state = owner.kind is ActorKind.STATE and owner.country is not None
        key = owner.country if is_state else owner.id.rpartition(":")[2]
        sector = group.sector if is_state else owner.sector
        name = f"{group.name} of {owner.name}"
        return self.roster.know(Known(f"local:group:{key}-{group.slug}", name, ActorKind.GROUP, owner.country, sector))

    def refer_named(self, named: Iterable[Named]) -> None:
        """Refers to the states and organisations named, and notes those that are places."""
        for name in named:
            if not self.roster.free(name.first, name.last) or name.of(ActorKind.PERSON):
                continue
            bodies = name.of(ActorKind.ORGANISATION, ActorKind.GROUP)
            states = name.of(ActorKind.STATE)
            if states:
                self._refer_state(name, states)
            elif bodies and not self._inside_longer(name):
                self._refer_body(name, bodies)

    def _refer_state(self, name: Named, states: Sequence[Entity]) -> None:
        words = self.words
        if name.has(NameForm.DEMONYM) and not name.has(NameForm.NAME) and not name.has(NameForm.CAPITAL):
            return
        if self._inside_longer(name):
            return
        city = name.has(NameForm.CAPITAL) and not name.has(NameForm.NAME)
        if states[0].country is None:
            self.roster.place(name.first, name.last, None)
            return
        if len(states) > 1:
            near = [state for state in states if state.id in self.roster.known]
            if len(near) != 1:
                return
            states = near
        joined = self._is_hyphenated(name)
        followed = words.text[name.last + 1 : name.last + 2] == [","] and self._is_qualified(name)
        if joined or modifies_noun(words, name.first, name.last):
            if city and not joined:
                self.roster.place(name.first, name.last, states[0].country)
            else:
                self.roster.claim(name.first, name.last)
        elif not followed and self.metonymy.is_power(name.first, name.last, city=city):
            form = MentionForm.METONYM if city else MentionForm.NAME
            actor = self._seat(name, states[0]) if city else states[0]
            self.roster.refer([self.roster.entity(actor)], name.first, name.last, form)
        else:
            self.roster.place(name.first, name.last, states[0].country)

    def _seat(self, name: Named, state: Entity) -> Entity:
        """Whom a city that acts stands for: its state, or the body seated there if the state is not spoken of."""
        for body in self.lexicon.members(f"seats.{self.words.named(name.first, name.last)}"):
            for entity, _ in self.gazetteer.named(body):
                if entity.kind is ActorKind.ORGANISATION and state.id not in self.roster.known:
                    return entity
        return state

    def _is_hyphenated(self, name: Named) -> bool:
        """Whether a name is one half of a compound: "the Israel-Iran conflict"."""
        words, after = self.words, name.last + 1
        before = (
            name.first > 0
            and words.text[name.first - 1] == "-"
            and words.end[name.first - 1] == words.start[name.first]
        )
        return before or (
            after < len(words) and words.text[after] == "-" and words.start[after] == words.end[name.last]
        )

    def _is_qualified(self, name: Named) -> bool:
        """Whether a bigger place follows a city after a comma: "Kyiv, Ukraine"."""
        following = name.last + 2
        entity = self.words.entity(following) if following < len(self.words) else None
        return entity is not None and entity[2] == "GPE" and entity[0] == following

    def _refer_body(self, name: Named, bodies: Sequence[Entity]) -> None:
        if len(bodies) > 1:
            near = [body for body in bodies if body.id in self.roster.known]
            bodies = near if len(near) == 1 else []
        if not bodies or modifies_noun(self.words, name.first, name.last):
            return
        if not self._is_venue(name.first, name.last):
            self.roster.refer([self.roster.entity(bodies[0])], name.first, name.last, MentionForm.NAME)

    def _is_venue(self, first: int, last: int) -> bool:
        words = self.words
        top = words.top(first, last)
        head = words.head[top]
        venues = self.lexicon.members("metonymy.place") | self.lexicon.members("metonymy.venue")
        return words.dep[top] == "pobj" and words.lower[head] in venues

    def _inside_longer(self, name: Named) -> bool:
        """Whether the parser holds the name for part of a longer one ("Bank of Russia", "The Moscow Times")."""
        entity = self.words.entity(name.first)
        if entity is None or entity[2] not in {"ORG", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"}:
            return False
        first, last, _ = entity
        return name.last <= last and last - first > name.last - name.first and self._is_longer(first, last, name)

    def _is_longer(self, first: int, last: int, name: Named) -> bool:
        words = self.words
        rest = [
            t
            for t in range(first, last + 1)
            if not name.first <= t <= name.last and words.lower[t] not in {"the", "'s"}
        ]
        return bool(rest) and all(words.text[t][:1].isupper() or words.lower[t] in {"of", "for", "and"} for t in rest)

    def refer_organisations(self) -> None:
        """Refers to organisations only the parser knows, where they act; media are told by their names."""
        words, lexicon = self.words, self.lexicon
        names, endings = lexicon.members("media.names"), lexicon.members("media.words")
        for first, last, label in words.entities:
            if label != "ORG" and words.said(first, last) not in names:
                continue
            while first < last and words.lower[first] in lexicon.members("modifiers.articles"):
                first += 1
            while last > first and (words.lower[last] in _JOINS or not words.text[last][-1].isalnum()):
                last -= 1
            name = words.named(first, last)
            if not self.roster.free(first, last) or len(name) < 2 or not name[0].isupper():
                continue
            if self.metonymy.opens_as_dateline(first, last):
                continue
            if tuple(words.lower[first : last + 1]) in lexicon.titles or self.people.bears(words.text[last]):
                continue
            top = words.top(first, last)
            media = name in names or any(word in endings for word in words.lower[first : last + 1])
            if words.dep[top] in SUBJECT or (media and words.dep[top] in OBJECT | POSSESSIVE | {"pobj"}):
                known = Known(
                    f"local:organisation:{slug(name)}",
                    name,
                    ActorKind.ORGANISATION,
                    None,
                    "MED" if media else None,
                )
                self.roster.refer([self.roster.know(known)], first, last, MentionForm.NAME)

    def note_places(self, named: Iterable[Named], taken: Set[int] = frozenset()) -> None:
        """Notes the places that the parser knows and the gazetteer does not, where no token of them is taken."""
        demonyms = {name.first for name in named if all(form is NameForm.DEMONYM for _, form in name.candidates)}
        for first, last, label in self.words.entities:
            if label in {"GPE", "LOC", "FAC"} and first not in demonyms:
                while first < last and self.words.lower[first] in self.lexicon.members("modifiers.articles"):
                    first += 1
                while last > first and (self.words.text[last] == "'s" or not self.words.text[last][-1].isalnum()):
                    last -= 1
                if taken.isdisjoint(range(first, last + 1)):
                    start, country = self._part_of(first)
                    name = self.words.named(first, last)
                    self.roster.place(start, last, self.country_named(name) or country, name=name)

    def _part_of(self, first: int) -> tuple[int, str | None]:
        """Where a place starts that is told by what it is, and the country told with it: "Turkish city of Izmir"."""
        words, ends = self.words, self.around.ends
        noun = first - 2
        if noun < 0 or words.lower[first - 1] not in self.lexicon.members("places.of"):
            return first, None
        if words.lower[noun] not in self.lexicon.members("places.part") or not self.roster.free(noun, first - 1):
            return first, None
        name = ends.get(noun - 1)
        if name is None or not name.has(NameForm.DEMONYM) or not self.roster.free(name.first, name.last):
            return noun, None
        return name.first, name.country

    def country_named(self, name: str) -> str | None:
        """The country that the name of a state, its capital or a city means, if one alone; a family name is no city."""
        states = {
            entity.country
            for entity, known in self.gazetteer.named(name)
            if entity.kind is ActorKind.STATE and known.form in (NameForm.NAME, NameForm.CAPITAL)
        }
        if states:
            return next(iter(states)) if len(states) == 1 else None
        return None if self.gazetteer.family_named(name) else places.load().get(name.casefold())
