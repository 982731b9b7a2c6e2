"""Which person a name means: the gazetteer's, told apart by office, country and date, or one of the text's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from memcon.knowledge.gazetteer import Entity, Gazetteer, Tenure
from memcon.knowledge.titles import TitleWords
from memcon.knowledge.titles import leading as leading_roles
from memcon.reading.naming.spelling import parts, slug, within
from memcon.reading.naming.titles import Standing, TitlePhrase

MAJOR = (
    "head_of_state",
    "head_of_government",
    "leader",
    "foreign_minister",
    "defence_minister",
    "head_of_organisation",
)
"""The offices whose holders a text may call by family name alone."""

_MOST = 100
"""How many persons of a text are considered for one title, the last found first."""
_NAMES = 20
"""How many names of a person, and how many bearers of a name, are kept."""
_FAMILY_FIRST_OR_LAST = frozenset({"CHN", "JPN", "KOR", "PRK", "TWN", "HUN"})
"""Countries whose names are written in either order abroad."""


@dataclass(slots=True)
class Person:
    """A person of the document: the gazetteer's entity where known, the titles and the names the text gives them.

    seen is the offset where a name stood last; sex is male, female or None where nothing told it; shares are the roles
    of those whose counterpart the text calls them.
    """

    id: str
    name: str
    country: str | None
    entity: Entity | None = None
    titles: list[TitlePhrase] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    seen: int = 0
    shares: set[str] = field(default_factory=set)
    sex: str | None = None

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


class People:
    """The persons of one document, found name by name; countries are those the text speaks of."""

    def __init__(self, gazetteer: Gazetteer, lexicon: TitleWords, at: str | None, countries: set[str]) -> None:
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.at = at
        self.countries = countries
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
        entity = self._choose(known, title) or (self._similar(name, title) if not known else None)
        if entity is not None:
            return self._seen(self._known(entity), name, title, offset)
        return self._seen(self._local(name, title), name, title, offset)

    def short(self, name: str, title: TitlePhrase | None, offset: int, *, sure: bool) -> Person | None:
        """The person of a name of one part, beside a title or alone; None where no one or several may be meant.

        sure says that the parser too holds the name for a person's.
        """
        for person in self._bearers(name, offset):
            if title is None or self._fits(person, title):
                return self._seen(person, name, title, offset)
        candidates = self.gazetteer.family_named(name)
        if title is not None and (title.roles or title.countries or title.adjoining):
            entity = self._choose(candidates, title, least=2) or self._similar(name, title)
            return self._seen(self._known(entity) if entity else self._local(name, title), name, title, offset)
        entity = self._alone(name, candidates, sure=sure)
        return self._seen(self._known(entity), name, title, offset) if entity else None

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
            if any(_alike(title, other) for other in person.titles)
            and (title.country is None or person.country == title.country)
        ]

    def office(self, title: TitlePhrase, at: str | None) -> Person | None:
        """Who, by the gazetteer, alone holds the office of a title at a date."""
        holders = {tenure.holder for tenure in self.tenures(title, at)}
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
            tenure.role in self.roles(title) and self._worded(tenure, title)
            for tenure in self.gazetteer.tenures_of(person.id, self.at)
        )

    def tenures(self, title: TitlePhrase, at: str | None) -> tuple[Tenure, ...]:
        """The tenures of the office a title names, of the first role that has any."""
        body = title.body.id if title.body else None
        for role in self.roles(title):
            if title.country and role != "head_of_organisation":
                found = self.gazetteer.holders(role, country=title.country, at=at)
            elif body:
                found = self.gazetteer.holders(role, organisation=body, at=at)
            else:
                continue
            found = tuple(tenure for tenure in found if self._worded(tenure, title))
            if found:
                return found
        return ()

    def roles(self, title: TitlePhrase) -> tuple[str, ...]:
        """The gazetteer's roles of a title; "leader" means whoever leads that country."""
        return tuple(
            each
            for role in title.roles
            for each in (leading_roles().roles(title.country) if role == "leading" else (role,))
        )

    def _worded(self, tenure: Tenure, title: TitlePhrase) -> bool:
        """Whether a tenure's title can be worded so: a king is no president, though both are heads of state."""
        if any(kind.generic for kind in title.titles):
            return True
        words = re.findall(r"[\w'-]+", tenure.title.casefold())
        kinds = {
            kind.id
            for first in range(len(words))
            for length in range(1, 5)
            for kind, _ in self.lexicon.titles.get(tuple(words[first : first + length]), ())
            if (kind.roles and not kind.countries) or tenure.country in kind.countries
        }
        return not kinds or bool(kinds & {kind.id for kind in title.kinds})

    def _bearers(self, name: str, offset: int) -> list[Person]:
        """The persons of the document who may be called so, the likeliest first; none where two are equally likely."""
        known = [self.by_id[each.id] for each in self.gazetteer.family_named(name) if each.id in self.by_id]
        bearers = list(
            {person.id: person for person in (*known, *self._by_part.get(name.casefold(), {}).values())}.values()
        )
        if len(bearers) > 1:
            before = [person for person in bearers if person.seen <= offset]
            bearers = sorted(before or bearers, key=lambda person: -person.seen)
            if not before:
                bearers = [person for person in bearers if person.entity]
                bearers = bearers if len(bearers) == 1 else []
        return bearers

    def _fits(self, person: Person, title: TitlePhrase) -> bool:
        """Whether a title beside a short name does not speak against a person of that name."""
        if title.country is None or person.country is None or title.country == person.country:
            return True
        return bool(title.office or title.body) or not title.roles

    def _choose(self, candidates: Iterable[Entity], title: TitlePhrase | None, least: int = 0) -> Entity | None:
        """The one best candidate by office, date and country; None where none or several fit best."""
        scored = [(self._score(entity, title), entity) for entity in candidates]
        scored = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
        if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
            return None
        return scored[0][1]

    def _score(self, entity: Entity, title: TitlePhrase | None) -> int:
        score = 0
        tenures = self.gazetteer.tenures_of(entity.id)
        held = [tenure for tenure in tenures if self.at is not None and tenure.covers(self.at)]
        if title is not None and not title.deputy:
            roles = self.roles(title)
            for tenure in tenures:
                if tenure.role in roles and (
                    title.country in (None, tenure.country) or (title.body and tenure.organisation == title.body.id)
                ):
                    score = max(score, 4 if tenure in held else 3)
            if title.country and entity.country == title.country:
                score += 2
            elif title.country and entity.country and not title.body and not score:
                return -1
        score += 2 if held else 0
        return score + (1 if entity.country in self.countries else 0)

    def _similar(self, name: str, title: TitlePhrase | None) -> Entity | None:
        """Someone the gazetteer writes otherwise, who fits by office or country.

        Looked for among those of that family name, the holders of the title's office, and the holders of major
        offices, on that day, of the countries the text speaks of. A family name alone is looked for only among the
        holders of offices of the title's country.
        """
        particles = self.lexicon.members("modifiers.particles")
        wanted = parts(name, particles)
        alone = len(wanted) < 2
        if not wanted or (alone and (title is None or title.country is None)):
            return None
        fitting = []
        for entity in self._candidates(name, title, alone=alone).values():
            known = {parts(each, particles) for each in (entity.name, *(each.text for each in entity.names))}
            if alone:
                first = entity.country in self.lexicon.members("modifiers.family_first")
                known = {each[:1] if first else each[-1:] for each in known}
            reverse = entity.country in _FAMILY_FIRST_OR_LAST
            same = any(within(wanted, each) or (reverse and within(wanted[::-1], each)) for each in known)
            if same and self._score(entity, title) >= 2:
                fitting.append(entity)
        return self._choose(fitting, title)

    def _candidates(self, name: str, title: TitlePhrase | None, *, alone: bool) -> dict[str, Entity]:
        words = name.split()
        tenures = [*self.tenures(title, self.at), *self.tenures(title, None)] if title is not None else []
        found: dict[str, Entity] = {}
        if not alone:
            known = (entity for part in {words[0], words[-1]} for entity in self.gazetteer.family_named(part))
            found = {entity.id: entity for entity in known}
        countries = {title.country} if title is not None and title.country else self.countries
        tenures += [
            tenure
            for country in countries
            for role in MAJOR
            for tenure in self.gazetteer.holders(role, country=country, at=self.at)
        ]
        for tenure in tenures:
            entity = self.gazetteer.entity(tenure.holder)
            if entity is not None:
                found[entity.id] = entity
        return found

    def sole_bearer(self, name: str) -> Entity | None:
        """The only bearer of a family name who holds a major office at the date; None for common words."""
        if self.at is None or name.casefold() in self.lexicon.members("modifiers.not_alone"):
            return None
        held = [
            entity
            for entity in self.gazetteer.family_named(name)
            if any(tenure.role in MAJOR for tenure in self.gazetteer.tenures_of(entity.id, self.at))
        ]
        return held[0] if len(held) == 1 else None

    def _alone(self, name: str, candidates: Sequence[Entity], *, sure: bool) -> Entity | None:
        """Who a family name alone means: the one in office then, if the text speaks of the country."""
        if name.casefold() in self.lexicon.members("modifiers.not_alone") and not sure:
            return None
        near = [entity for entity in candidates if entity.country in self.countries]
        held = [
            entity
            for entity in candidates
            if any(tenure.role in MAJOR for tenure in self.gazetteer.tenures_of(entity.id, self.at))
        ]
        if self.at is not None and len(held) == 1 and (held[0] in near or sure):
            return held[0]
        if len(held) > 1 or self.at is None:
            held = [entity for entity in held if entity in near]
            return held[0] if len(held) == 1 else None
        return near[0] if len(near) == 1 and len(candidates) == 1 and sure else None

    def _of(self, person: Person, country: str) -> bool:
        return person.country == country or any(title.country == country for title in person.titles)

    def _known(self, entity: Entity) -> Person:
        return self.by_id.setdefault(entity.id, Person(entity.id, entity.name, entity.country, entity))

    def _local(self, name: str, title: TitlePhrase | None) -> Person:
        country = title.country if title else None
        person = Person(f"local:person:{slug(name) or 'unnamed'}", name, country)
        return self.by_id.setdefault(person.id, person)

    def _seen(self, person: Person, name: str, title: TitlePhrase | None, offset: int) -> Person:
        person.seen = offset
        if title is not None and title not in person.titles:
            person.titles.append(title)
            self._titled[person.id] = person
            if person.country is None and title.country:
                person.country = title.country
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
