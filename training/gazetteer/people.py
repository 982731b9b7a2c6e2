"""Joining the terms of all sources into persons, and each person's terms of one office into tenures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from terms import SEEN, SEEN_START, Term, alike_name, close_spelling, days_between, fold, similar, words

REALMS = frozenset(("elizabeth ii", "charles iii", "vaclav havel"))
"""People who headed several states."""

CHAINED = frozenset(("QAT", "KWT", "BHR", "ARE", "SAU", "OMN"))
"""Countries whose names are chains of ancestors, so that one name within another may be a cousin's."""

NEAR = 45
"""Days within which two starts of the same office may be one and the same."""

RANK = (
    "every-politician",
    "corrections",
    "world-leaders-current",
    "foreign-ministers-2023",
    "factbook",
    "draft",
    "supplement",
    "ungdc",
    "world-leaders-2021",
)
"""Sources by how far their dates are trusted, best first; a date to the day always beats a coarser one."""

NAMED = (
    "every-politician",
    "world-leaders-2021",
    "foreign-ministers-2023",
    "world-leaders-current",
    "draft",
    "supplement",
)
"""Sources by how far their spelling of names is the usual one; the rest follow."""


@dataclass
class Person:
    """Someone with all their terms; id is the QID when one is known."""

    id: str = ""
    terms: list[Term] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Every spelling met, best source first."""
        ordered = sorted(self.terms, key=lambda t: rank(t.source, NAMED))
        spellings = [n for t in ordered for n in (t.name, *t.aliases)]
        return list(dict.fromkeys(spellings))

    @property
    def countries(self) -> set[str | None]:
        """The countries served."""
        return {t.country for t in self.terms}


def rank(source: str, order: tuple[str, ...] = RANK) -> int:
    """The place of a source in an order of trust."""
    return next((i for i, prefix in enumerate(order) if source.startswith(prefix)), len(order))


def join(
    terms: Iterable[Term],
    known: dict[str, set[str]],
    distinct: set[frozenset[str]],
    aliases: Iterable[tuple[str, str, str]],
) -> list[Person]:
    """Persons from terms: by QID first, then by name within a country.

    aliases holds (country, name, other name of the same person), where spellings are too far apart to be matched.

    known maps folded names to the QIDs that the every-politician files give; a QID from another source that they
    contradict is dropped. distinct holds pairs of folded names that must not be joined.
    """
    by_id: dict[str, Person] = {}
    unnamed: list[Term] = []
    for term in terms:
        if term.qid and term.qid not in known.get(fold(term.name), {term.qid}):
            term.qid = ""
        if term.qid:
            by_id.setdefault(term.qid, Person(term.qid)).terms.append(term)
        else:
            unnamed.append(term)
    index: dict[str | None, list[Person]] = {}
    for person in by_id.values():
        for country in person.countries:
            index.setdefault(country, []).append(person)
    persons = list(by_id.values())
    same = {(c, fold(n)): fold(o) for c, n, o in aliases}
    for group in _units(unnamed):
        known_as = same.get((group[0].country, fold(group[0].name)))
        match = next((p for p in index.get(group[0].country, []) if known_as in map(fold, p.names)), None)
        if known_as and match is None:
            match = next((p for p in persons if known_as in map(fold, p.names)), None)
        match = match or best_match(group, index.get(group[0].country, []), distinct)
        if match is None:
            match = Person()
            persons.append(match)
            index.setdefault(group[0].country, []).append(match)
        match.terms += group
    return persons


def _units(terms: list[Term]) -> list[list[Term]]:
    """Terms of one country under exactly the same name, best source first: one person to be matched as a whole."""
    units: dict[tuple[str | None, str], list[Term]] = {}
    for term in terms:
        units.setdefault((term.country, fold(term.name)), []).append(term)
    return sorted(units.values(), key=lambda u: (min(rank(t.source) for t in u), -len(u)))


def best_match(unit: list[Term], candidates: list[Person], distinct: set[frozenset[str]]) -> Person | None:
    """The person that terms without QID are about, or None: the best of those that fit, if it is clearly the best."""
    scored = sorted(((max(score(t, p, distinct) for t in unit), i) for i, p in enumerate(candidates)), reverse=True)
    if not scored or scored[0][0] <= 0:
        return None
    tied = [candidates[i] for value, i in scored if value == scored[0][0]]
    if len(tied) > 1:
        tied.sort(key=lambda p: _gap(unit, p))
        if _gap(unit, tied[1]) - _gap(unit, tied[0]) < 3 * 365:
            return None
    return tied[0]


def _gap(unit: list[Term], person: Person) -> float:
    """The least time between the starts of a unit's terms and a person's, in days."""
    return min(days_between(t.start, o.start) for t in unit for o in person.terms)


def score(term: Term, person: Person, distinct: set[frozenset[str]]) -> float:
    """How surely a term is a person's: 0 where it is not, above 2 where the office's time agrees too."""
    best = 0.0
    for other in person.terms:
        for name in (other.name, *other.aliases):
            if frozenset((fold(term.name), fold(name))) in distinct:
                return 0.0
            named = _name_score(term, name, other.family)
            chained = term.country in CHAINED and named < 1.5
            best = max(best, 0.0 if chained else named)
        if (
            other.role == term.role
            and _same_time(term, other)
            and (alike_name(term.name, other.name) or _family_alike(term, other))
        ):
            best = max(best, 2.0 + similar(term.name, other.name))
        elif other.role == term.role and close_spelling(term.name, other.name, chained=term.country in CHAINED):
            best = max(best, 1.2)
    return best


def without_intruders(persons: list[Person]) -> list[Person]:
    """The persons without Factbook terms that start inside a tenure that the every-politician files state in full.

    Those are deputies or holders of other offices whom an edition lists beside the holder.
    """
    stated: dict[tuple[str, str | None], list[tuple[Term, Person]]] = {}
    for person in persons:
        for t in person.terms:
            if t.source == "every-politician" and t.end and t.role.startswith("head_of"):
                stated.setdefault((t.role, t.country), []).append((t, person))
    for person in persons:
        person.terms = [t for t in person.terms if not _intrudes(t, person, stated.get((t.role, t.country), []))]
    return [p for p in persons if p.terms]


def _intrudes(term: Term, person: Person, stated: list[tuple[Term, "Person"]]) -> bool:
    if term.source != "factbook" or any(p is person and days_between(t.start, term.start) < 400 for t, p in stated):
        return False
    return any(
        t.start < term.start < t.end and min(days_between(t.start, term.start), days_between(t.end, term.start)) > NEAR
        for t, p in stated
        if p is not person
    )


def _same_time(term: Term, other: Term) -> bool:
    """Whether two terms of an office may be one: they start together, or a sighting falls within the other."""
    if days_between(other.start, term.start) <= NEAR or _coarse_fit(other.start, term.start):
        return True
    for sighting, whole in ((term, other), (other, term)):
        if sighting.start_basis == SEEN_START and whole.start_basis != SEEN_START:
            return whole.start <= sighting.start <= (whole.end or whole.seen)
    return False


def _name_score(term: Term, name: str, family: str) -> float:
    ours, theirs = words(term.name), words(name)
    if ours == theirs:
        return 1.5
    short, long = sorted((ours, theirs), key=len)
    if len(short) < 2 or not set(short) <= set(long):
        return 0.0
    same_first = similar(ours[0], theirs[0]) >= 0.75
    same_family = bool(term.family) and fold(term.family) == fold(family or name.rsplit(maxsplit=1)[-1])
    return 1.0 if same_first or same_family else 0.0


def _family_alike(term: Term, other: Term) -> bool:
    """Whether family names are alike and given names may be forms of one (Bill, William), not two relatives'."""
    mine = term.family or term.name.split()[-1]
    if max(similar(mine, w) for w in (other.family or other.name).split()) < 0.7:
        return False
    given = [[w for w in words(t.name) if w not in words(t.family or t.name.split()[-1])] for t in (term, other)]
    return not all(given) or max(similar(a, b) for a in given[0] for b in given[1]) >= 0.45


def tenures(person: Person) -> list[Term]:
    """A person's terms with those that several sources state of one term merged; sources are joined by ' + '."""
    merged: list[list[Term]] = []
    for term in sorted(person.terms, key=lambda t: (t.start or "9999", rank(t.source))):
        group = next((g for g in merged if _one_term(g, term)), None)
        if group is None:
            merged.append([term])
        else:
            group.append(term)
    return [_merge(g) for g in merged]


def _one_term(group: list[Term], term: Term) -> bool:
    first = group[0]
    if (first.role, first.country, first.organisation) != (term.role, term.country, term.organisation):
        return False
    if any(days_between(t.start, term.start) <= NEAR or _coarse_fit(t.start, term.start) for t in group):
        return True
    if term.start_basis == SEEN_START and first.start_basis == SEEN_START:
        return days_between(max(t.seen for t in group), term.start) < 1200
    stated = [t.end for t in group if t.end and t.end_basis != SEEN]
    if stated and max(stated) < term.start:
        return False
    return bool(term.start) and term.start <= max([*stated, *(t.seen for t in group)])


def _coarse_fit(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and len(short) < len(long) and long.startswith(short)


def _merge(group: list[Term]) -> Term:
    trusted = sorted(group, key=lambda t: (rank(t.source), -len(t.start)))
    firm = [t for t in trusted if t.start_basis != SEEN_START] or trusted[:1]
    start = next((t for t in firm if len(t.start) == 10), None) or max(firm, key=lambda t: len(t.start))
    if start.start_basis == SEEN_START:
        start = min(group, key=lambda t: t.start)
    seen = max(t.seen for t in group)
    ended = [t for t in trusted if t.end and t.end_basis != SEEN and not (t.end < seen[: len(t.end)])]
    end = next((t for t in ended if len(t.end) == 10), ended[0] if ended else None)
    label = next((t.title for t in trusted if t.title and not re.match("Acting|Caretaker|Interim", t.title)), "")
    sources = dict.fromkeys(s for t in (start, *([end] if end else []), *trusted) for s in t.source.split(" + "))
    result = Term(
        trusted[0].name,
        start.country,
        start.role,
        label or trusted[0].title,
        " + ".join(sources),
        start.start,
        organisation=start.organisation,
        seen=seen,
        start_basis=start.start_basis,
    )
    result.other_starts = sorted({t.start for t in group if len(t.start) == 10 and t.start_basis != SEEN_START})
    if end:
        result.end, result.end_basis = end.end, end.end_basis
    elif all(t.end_basis == SEEN for t in group):
        result.end, result.end_basis = seen, SEEN
    return result


def merge_spellings(persons: list[Person], distinct: set[frozenset[str]]) -> list[Person]:
    """Persons without QID joined to those of the same country who share a spelling of the full name.

    Across countries only the heads of bodies, the co-princes of Andorra and the monarchs of several realms are joined.
    """
    index: dict[str, list[Person]] = {}
    for person in persons:
        for key in {fold(n) for n in person.names if len(words(n)) >= 2}:
            index.setdefault(key, []).append(person)
    gone: dict[int, Person] = {}
    for person in sorted(persons, key=lambda p: (bool(p.id), -len(p.terms)), reverse=True):
        if person.id or id(person) in gone:
            continue
        for other in (o for n in person.names for o in index.get(fold(n), ())):
            if other is not person and id(other) not in gone and _joinable(person, other, distinct):
                other.terms += person.terms
                gone[id(person)] = other
                break
    return [p for p in persons if id(p) not in gone]


def _joinable(person: Person, other: Person, distinct: set[frozenset[str]]) -> bool:
    if any(frozenset((fold(a), fold(b))) in distinct for a in person.names for b in other.names):
        return False
    if {fold(n) for n in person.names} & REALMS:
        return True
    if (person.countries & other.countries) - {None}:
        return True
    return any(p.countries <= {None, "AND"} for p in (person, other))
