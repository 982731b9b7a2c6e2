"""Which person a name means: the gazetteer's, told apart by office, country and date, or one of the text's own."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from memcon.knowledge.gazetteer import Entity, Gazetteer
from memcon.knowledge.titles import TitleWords
from memcon.reading.naming import doubt
from memcon.reading.naming.register import MAJOR, Register
from memcon.reading.naming.spelling import slug
from memcon.reading.naming.titles import Standing, TitlePhrase
from memcon.record import Candidate

_MOST = 100
"""How many persons of a text are considered for one title, the last found first."""
_NAMES = 20
"""How many names of a person, and how many bearers of a name, are kept."""


@dataclass(slots=True)
class Person:
    """A person of the document: the gazetteer's entity where known, the titles and the names the text gives them.

    seen are the offsets of the names, in order; sex is male, female or None where nothing told it; shares are the roles
    of those whose counterpart the text calls them; candidates are whom the text may mean where it does not tell; body
    is the international body that they serve and no country.
    """

    id: str
    name: str
    country: str | None
    entity: Entity | None = None
    titles: list[TitlePhrase] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    shares: set[str] = field(default_factory=set)
    sex: str | None = None
    candidates: tuple[Candidate, ...] = ()
    body: Entity | None = None

    def roles(self, gazetteer: Gazetteer, at: str | None) -> set[str]:
        """The roles the person holds at a date by the gazetteer, or has by the titles of the text."""
        roles = {role for title in self.titles if title.standing is Standing.CURRENT for role in title.roles}
        roles |= self.shares
        if self.entity is not None:
            roles.update(tenure.role for tenure in gazetteer.tenures_of(self.entity.id, at))
        return roles


def _alike(title: TitlePhrase, other: TitlePhrase) -> bool:
    """Whether a title can take up another: the same kind, or its last word ("the minister", "a foreign minister")."""
    if title.standing is not other.standing or title.deputy != other.deputy:
        return False
    kinds = {kind.id for kind in other.kinds}
    if kinds & {kind.id for kind in title.kinds if kind.roles} - {"leader", "head-of-organisation"}:
        return True
    wording, whole = title.wording.casefold(), other.wording.casefold()
    singular = wording[:-1] if title.plural and wording.endswith("s") else wording
    part = whole.endswith(" " + singular) or whole.startswith(singular + " ")
    return singular == whole or (part and "prime-minister" not in kinds)


def _of_one_body(title: TitlePhrase, other: TitlePhrase) -> bool:
    """Whether what a title names as its body, if anything, is the body of another: the president of which union."""
    return title.body is None or (other.body is not None and other.body.id == title.body.id)


class People:
    """The persons of one document, found name by name; countries are those the text speaks of.

    paragraphs are the offsets at which paragraphs start.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        lexicon: TitleWords,
        at: str | None,
        countries: set[str],
        paragraphs: Sequence[int] = (),
    ) -> None:
        self.paragraphs = paragraphs
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.at = at
        self.register = Register(gazetteer, lexicon, at, frozenset(countries))
        self.by_id: dict[str, Person] = {}
        self._by_name: dict[str, Person] = {}
        self._by_part: dict[str, dict[str, Person]] = {}
        self._titled: dict[str, Person] = {}

    def full(self, name: str, known: Sequence[Entity], title: TitlePhrase | None, offset: int) -> Person:
        """The person of a full name, found or newly made; title is the one beside the name."""
        same = self._by_name.get(name)
        if same is not None and not (known and same.entity is None):
            return self._seen(same, name, title, offset)
        if not known and (bearers := self._bearers(name, offset)) and (title is None or self._fits(bearers[0], title)):
            return self._seen(bearers[0], name, title, offset)
        entity = self.register.choose(known, title) or (self.register.similar(name, title) if not known else None)
        if entity is not None:
            return self._seen(self._known(entity), name, title, offset)
        points = [(each, 1.0 + self.register.score(each, title)) for each in known]
        return self._doubtful(name, points, title) or self._seen(self._local(name, title), name, title, offset)

    def share_out(self, ids: Sequence[str], countries: Sequence[str]) -> None:
        """Gives persons listed behind one plural title its countries in turn: "the presidents of X and Y, A and B"."""
        for actor, country in zip(ids, countries, strict=True):
            person = self.by_id.get(actor)
            if person is not None and person.country is None:
                person.country = country

    def short(self, name: str, title: TitlePhrase | None, offset: int, *, sure: bool) -> Person | None:
        """The person of a name of one part, beside a title or alone; None where no one or several may be meant.

        sure says that the parser too holds the name for a person's.
        """
        bearers = [each for each in self._bearers(name, offset) if title is None or self._fits(each, title)]
        if bearers:
            person, points = self._meant(bearers, title, offset)
            return self._seen(person, name, title, offset) if person else self._doubtful(name, points, title)
        candidates = self.gazetteer.family_named(name)
        if title is not None and (title.roles or title.countries or title.adjoining):
            candidates = tuple(each for each in candidates if self.register.may_be_called(each, title))
            entity = self.register.choose(candidates, title, least=2) or self.register.similar(name, title)
            if entity is not None:
                return self._seen(self._known(entity), name, title, offset)
            scored = [(each, float(self.register.score(each, title))) for each in candidates]
            doubtful = self._doubtful(name, [pair for pair in scored if pair[1] >= 2], title)
            return doubtful or self._seen(self._local(name, title), name, title, offset)
        meant, in_play = self.register.alone(name, sure=sure)
        return self._seen(self._known(meant), name, title, offset) if meant else self._doubtful(name, in_play, None)

    def holding(self, roles: Sequence[str], country: str | None) -> list[Person]:
        """The persons of the document who hold one of the roles, of a country where one is given."""
        wanted = set(roles)
        return [
            person
            for person in islice(reversed(self.by_id.values()), _MOST)
            if (country is None or self._of(person, country)) and person.roles(self.gazetteer, self.at) & wanted
        ]

    def titled(self, title: TitlePhrase) -> list[Person]:
        """The persons of the document to whom the text gave a title of the same kind and country."""
        return [
            person
            for person in islice(reversed(self._titled.values()), _MOST)
            if any(_alike(title, other) and _of_one_body(title, other) for other in person.titles)
            and (title.country is None or person.country == title.country)
        ]

    def office(self, title: TitlePhrase, at: str | None) -> Person | None:
        """Who, by the gazetteer, alone holds the office of a title at a date."""
        holders = {tenure.holder for tenure in self.register.tenures(title, at)}
        entity = self.gazetteer.entity(next(iter(holders))) if len(holders) == 1 else None
        return self._known(entity) if entity else None

    def bears(self, name: str) -> bool:
        """Whether a person of the document may be called so."""
        return bool(self._bearers(name, 0))

    def suits(self, person: Person, title: TitlePhrase) -> bool:
        """Whether one of a person's offices can be worded as a title words it."""
        if any(kind.generic for kind in title.titles) or person in self.titled(title):
            return True
        return any(
            tenure.role in self.register.roles(title) and self.register.worded(tenure, title)
            for tenure in self.gazetteer.tenures_of(person.id, self.at)
        )

    def _bearers(self, name: str, offset: int) -> list[Person]:
        """The persons of the document who may be called so, the likeliest first; none where two are equally likely."""
        known = [self.by_id[each.id] for each in self.gazetteer.family_named(name) if each.id in self.by_id]
        bearers = list(
            {person.id: person for person in (*known, *self._by_part.get(name.casefold(), {}).values())}.values()
        )
        if len(bearers) > 1:
            before = [person for person in bearers if not person.seen or person.seen[0] <= offset]
            bearers = sorted(before or bearers, key=lambda person: -_last(person, offset))
            if not before:
                bearers = [person for person in bearers if person.entity]
                bearers = bearers if len(bearers) == 1 else []
        return bearers

    def _meant(
        self, bearers: Sequence[Person], title: TitlePhrase | None, offset: int
    ) -> tuple[Person | None, list[tuple[Person, float]]]:
        """The one of a name's bearers, the last named first, who is clearly meant, else None; and the points of each.

        Points: 1 for the name, 4 for the office of the title beside it, 3 for having been named last, 2 for a major
        office held that day, 1 for each time named before, at most 2. Where one of them alone holds such an office,
        having been named last counts within a paragraph only: what a former one did is told in passing.
        """
        points = []
        majors = [person.entity is not None and self.register.is_major(person.entity) for person in bearers]
        passing = self.at is not None and sum(majors) == 1
        near = not passing or self._paragraph(_last(bearers[0], offset)) == self._paragraph(offset)
        for person in bearers:
            roles = person.roles(self.gazetteer, self.at)
            by_title = 4 if title is not None and roles.intersection(self.register.roles(title)) else 0
            office = 2 if roles.intersection(MAJOR) else 0
            last = 3 if near and person is bearers[0] else 0
            points.append((person, float(1 + by_title + office + last + min(bisect_right(person.seen, offset), 2))))
        points.sort(key=lambda pair: -pair[1])
        clear = len(points) == 1 or points[0][1] - points[1][1] >= doubt.MARGIN
        return points[0][0] if clear else None, points

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self.paragraphs, offset)

    def _fits(self, person: Person, title: TitlePhrase) -> bool:
        """Whether a title beside a short name does not speak against a person of that name."""
        if title.country is None or person.country is None or title.country == person.country:
            return True
        return bool(title.office or title.body) or not title.roles

    def _doubtful(
        self, name: str, points: Sequence[tuple[Entity | Person, float]], title: TitlePhrase | None
    ) -> Person | None:
        """A person of whom the text does not tell who it is; None where fewer than two may be meant."""
        found = doubt.candidates((each.id, each.name, part) for each, part in points)
        if not found:
            return None
        countries = {each.country for each, part in points if part > 0}
        country = next(iter(countries)) if len(countries) == 1 else None
        person = self.unresolved(name, country, found)
        if title is not None and title not in person.titles:
            person.titles.append(title)
        return person

    def unresolved(self, name: str, country: str | None, candidates: tuple[Candidate, ...]) -> Person:
        """The person of a name or title that may mean any of some candidates, the same for the same candidates.

        Without candidates it is a person of the text's own.
        """
        ids = {each.actor for each in candidates}
        for number in range(1, _MOST):
            person_id = f"local:person:{slug(name) or 'unnamed'}{f'-{number}' if number > 1 else ''}"
            person = self.by_id.get(person_id)
            if person is None or {each.actor for each in person.candidates} == ids:
                break
        return self.by_id.setdefault(person_id, Person(person_id, name, country, candidates=candidates))

    def _local(self, name: str, title: TitlePhrase | None) -> Person:
        """A person of the text alone, who is nobody that the text leaves open."""
        return self.unresolved(name, title.country if title else None, ())

    def _of(self, person: Person, country: str) -> bool:
        return person.country == country or any(title.country == country for title in person.titles)

    def _known(self, entity: Entity) -> Person:
        person = self.by_id.get(entity.id)
        if person is None:
            body = self.register.body_of(entity)
            country = None if body is not None else entity.country
            person = self.by_id[entity.id] = Person(entity.id, entity.name, country, entity, body=body)
        return person

    def _serve(self, person: Person, title: TitlePhrase) -> None:
        """Gives someone the international body that a title beside the name says they serve, in place of a country.

        Not to those who hold an office of their own country that day: a president may chair a union as well.
        """
        entity = person.entity
        if entity is None or title.standing is not Standing.CURRENT or title.countries or person.body is not None:
            return
        body = title.body if title.body is not None and title.body.country is None else None
        heads = title.roles == ("head_of_organisation",)
        if body is None and heads:
            body = self.register.only_body(entity)
        if body is not None and not self.register.serves_country(entity, heads=heads):
            person.body, person.country = body, None

    def entitle(self, person: Person, title: TitlePhrase) -> None:
        """Gives someone a title of the text, with the country or the body that it names."""
        person.titles.append(title)
        self._titled[person.id] = person
        self._serve(person, title)
        if person.country is None and person.body is None and title.country:
            person.country = title.country

    def _seen(self, person: Person, name: str, title: TitlePhrase | None, offset: int) -> Person:
        insort(person.seen, offset)
        if title is not None and title not in person.titles:
            self.entitle(person, title)
        if name not in person.names and len(person.names) < _NAMES:
            person.names.append(name)
            self._by_name.setdefault(name, person)
            for part in self._parts(name, person):
                bearers = self._by_part.setdefault(part.casefold(), {})
                if len(bearers) < _NAMES:
                    bearers[person.id] = person
        return person

    def _parts(self, name: str, person: Person) -> Iterator[str]:
        """What of a full name may stand for it alone: what ends it, and its first word where the family name leads.

        The first word of those that the gazetteer knows too, for some are known by it ("Abiy").
        """
        words = name.split()
        family_first = person.country in self.lexicon.members("modifiers.family_first")
        for at in range(len(words)):
            part = " ".join(words[at:])
            if len(part) > 2 or family_first:
                yield part
        particle, hyphen, rest = words[-1].partition("-")
        if hyphen and particle.casefold() in self.lexicon.members("modifiers.particles"):
            yield rest
        if len(words) > 1 and (family_first or person.entity is not None):
            yield words[0]


def _last(person: Person, offset: int) -> int:
    """Where a person was named last up to an offset, else first after it."""
    return person.seen[max(0, bisect_right(person.seen, offset) - 1)] if person.seen else 0
