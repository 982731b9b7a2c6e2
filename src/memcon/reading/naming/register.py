"""Which person of the gazetteer a name or a title means: by office, by country and by the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from memcon.knowledge.gazetteer import Entity, Gazetteer, Tenure
from memcon.knowledge.titles import TitleWords
from memcon.knowledge.titles import leading as leading_roles
from memcon.reading.naming import doubt
from memcon.reading.naming.spelling import parts, within
from memcon.reading.naming.titles import TitlePhrase

MAJOR = (
    "head_of_state",
    "head_of_government",
    "leader",
    "foreign_minister",
    "defence_minister",
    "head_of_organisation",
)
"""The offices whose holders a text may call by family name alone."""

_FAMILY_FIRST_OR_LAST = frozenset({"CHN", "JPN", "KOR", "PRK", "TWN", "HUN"})
"""Countries whose names are written in either order abroad."""
_TELLING = 5
"""Letters from which on a part of a name tells much: fewer are shared by many names, and spelled alike by chance."""
_WIDE = 2
"""Of the points of the likeliest bearer of a name, one in so many makes another a candidate."""


def _has_rank(title: TitlePhrase | None) -> bool:
    """Whether a title is of a rank or a house, which goes with any office: "Colonel", "Prince"."""
    return title is not None and any(kind.id in {"royal", "military"} for kind in title.titles)


@dataclass(frozen=True, slots=True)
class Register:
    """The gazetteer as one document asks it: at the day of publication, among the countries the text speaks of."""

    gazetteer: Gazetteer
    lexicon: TitleWords
    at: str | None
    countries: frozenset[str]

    def tenures(self, title: TitlePhrase, at: str | None) -> tuple[Tenure, ...]:
        """The tenures of the office a title names, of the first role that has any."""
        own = title.body.id if title.body else None
        body = next((kind.of[own] for kind in title.kinds if own in kind.of), own) if own else None
        for role in self.roles(title):
            if title.country and role != "head_of_organisation":
                found = self.gazetteer.holders(role, country=title.country, at=at)
            elif body:
                found = self.gazetteer.holders(role, organisation=body, at=at)
            else:
                continue
            found = tuple(tenure for tenure in found if self.worded(tenure, title))
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

    def worded(self, tenure: Tenure, title: TitlePhrase) -> bool:
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

    def choose(self, candidates: Iterable[Entity], title: TitlePhrase | None, least: int = 0) -> Entity | None:
        """The one best candidate by office, date and country; None where none or several fit best."""
        scored = [(self.score(entity, title), entity) for entity in candidates]
        scored = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: -pair[0])
        if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
            return None
        return scored[0][1]

    def score(self, entity: Entity, title: TitlePhrase | None) -> int:
        """How well someone fits a title, the day and the countries of the text, in points; -1 where they do not.

        Points: 4 for the title's office held that day, 3 for having held it, 2 for the title's country, 2 for any
        office held that day, 1 for a country that the text speaks of.
        """
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

    def similar(self, name: str, title: TitlePhrase | None) -> Entity | None:
        """Someone the gazetteer writes otherwise, who fits by office or country.

        Looked for among those of that family name, the holders of the title's office, and the holders of major
        offices, on that day, of the countries the text speaks of. A family name alone is looked for only among the
        holders of offices of the title's country. A country that the text speaks of is enough for a name of three
        words and, where the day is not known, for a whole name of which one part is written just so.
        """
        particles = self.lexicon.members("modifiers.particles")
        wanted = parts(name, particles)
        alone = len(wanted) < 2
        if not wanted or (alone and (title is None or title.country is None)):
            return None
        fitting = []
        for entity in self._candidates(name, title, alone=alone).values():
            known = {parts(each, particles) for each in (entity.name, *(each.text for each in entity.names))}
            spelled = known
            if alone:
                first = entity.country in self.lexicon.members("modifiers.family_first")
                spelled = {each[:1] if first else each[-1:] for each in known}
            orders = (wanted, wanted[::-1]) if entity.country in _FAMILY_FIRST_OR_LAST else (wanted,)
            if not any(within(order, each) for each in spelled for order in orders):
                continue
            whole = (each for each in known if len(each) == len(wanted))
            written = any(part in each for each in whole for part in wanted if len(part) >= _TELLING)
            least = 1 if len(wanted) > 2 or (self.at is None and written) else 2
            if self.score(entity, title) >= least and (not alone or title is None or self.may_be_called(entity, title)):
                fitting.append(entity)
        return self.choose(fitting, title)

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

    def is_major(self, entity: Entity) -> bool:
        """Whether someone holds a major office that day (on any day where it is not known)."""
        return any(tenure.role in MAJOR for tenure in self.gazetteer.tenures_of(entity.id, self.at))

    def is_near_and_major(self, name: str) -> bool:
        """Whether a bearer of a family name holds a major office that day in a country that the text speaks of."""
        bearers = self.gazetteer.family_named(name) if self.at is not None else ()
        return any(each.country in self.countries and self.is_major(each) for each in bearers)

    def alone(self, name: str, *, sure: bool) -> tuple[Entity | None, list[tuple[Entity, float]]]:
        """Who a family name alone clearly means, else None; and all who may be meant, with points.

        Points: 1 for the name, 4 for a major office held that day (any day where that is not known), 1 for leading a
        country by it, 2 for a country that the text speaks of. sure says that the parser holds the name for a
        person's: without it, only one in office and of such a country is meant, and otherwise no one.
        """
        if name.casefold() in self.lexicon.members("modifiers.not_alone") and not sure:
            return None, []
        points = sorted(
            ((each, self._standing(each)) for each in self.gazetteer.family_named(name)), key=lambda pair: -pair[1]
        )
        if not points:
            return None, []
        best, most = points[0]
        near, held = best.country in self.countries, self.is_major(best)
        clear = len(points) == 1 or most - points[1][1] >= doubt.MARGIN
        told = (near and held) or (sure and len(points) == 1 and (near or (held and self.at is not None)))
        if clear and told:
            return best, []
        close = [pair for pair in points if pair[1] * _WIDE >= most]
        return None, (close if len(close) > 1 else points) if sure and most > 1 else []

    def _standing(self, entity: Entity) -> float:
        """The points of a bearer of a family name that stands alone."""
        held = [tenure for tenure in self.gazetteer.tenures_of(entity.id, self.at) if tenure.role in MAJOR]
        leads = any(tenure.role in leading_roles().roles(tenure.country)[:1] for tenure in held if tenure.country)
        return 1.0 + 4 * bool(held) + leads + 2 * (entity.country in self.countries)

    def body_of(self, entity: Entity) -> Entity | None:
        """The international body that someone heads that day, where they hold no office of a country beside it."""
        held = self.gazetteer.tenures_of(entity.id, self.at) if self.at is not None else ()
        bodies = [tenure.organisation for tenure in held if tenure.organisation and not tenure.country]
        return self._international(bodies[0]) if bodies and not any(tenure.country for tenure in held) else None

    def only_body(self, entity: Entity) -> Entity | None:
        """The one international body that the gazetteer ever saw someone head."""
        bodies = {tenure.organisation for tenure in self.gazetteer.tenures_of(entity.id) if tenure.organisation}
        return self._international(next(iter(bodies))) if len(bodies) == 1 else None

    def serves_country(self, entity: Entity, *, heads: bool) -> bool:
        """Whether someone whom a text calls an official of a body, or its head, serves a country nevertheless.

        That is one who holds an office of a country that day; where the day is not known, one who is called the head of
        a body and never was that by the gazetteer: presidents chair unions of states.
        """
        held = self.gazetteer.tenures_of(entity.id, self.at)
        if self.at is not None:
            return any(tenure.country for tenure in held)
        return heads and not any(tenure.organisation for tenure in held)

    def _international(self, body: str | None) -> Entity | None:
        entity = self.gazetteer.entity(body) if body else None
        return entity if entity is not None and entity.country is None else None

    def may_be_called(self, entity: Entity, title: TitlePhrase) -> bool:
        """Whether a family name beside a title of an office that the gazetteer does not keep may be this person's.

        "Culture Minister Berg" is not the prime minister of that name; "Colonel Berg" may be, for ranks go with
        offices.
        """
        if title.roles or title.deputy or not title.wording or _has_rank(title):
            return True
        wanted = set(title.wording.casefold().split())
        tenures = (tenure for tenure in self.gazetteer.tenures_of(entity.id) if tenure.role != "head_of_government")
        return any(wanted <= set(tenure.title.casefold().split()) for tenure in tenures)
