"""Joining the terms of all sources into persons, and each person's terms of one office into tenures."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from terms import Term, alike_name, days_between, fold, same_name, similar, words

NEAR = 45
"""Days within which two starts of the same office may be one and the same."""

RANK = ("every-politician", "corrections", "world-leaders-current", "foreign-ministers-2023", "factbook", "draft", "ungdc", "world-leaders-2021")
"""Sources by how far their dates are trusted, best first; a date to the day always beats a coarser one."""


@dataclass
class Person:
    """Someone with all their terms; id is the QID when one is known."""

    id: str = ""
    terms: list[Term] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Every spelling met, best source first."""
        ordered = sorted(self.terms, key=lambda t: rank(t.source))
        spellings = [n for t in ordered for n in (t.name, *t.aliases)]
        return list(dict.fromkeys(spellings))

    @property
    def countries(self) -> set[str | None]:
        """The countries served."""
        return {t.country for t in self.terms}


def rank(source: str) -> int:
    """The place of a source in RANK."""
    return next((i for i, prefix in enumerate(RANK) if source.startswith(prefix)), len(RANK))


def join(terms: Iterable[Term], known: dict[str, set[str]], distinct: set[frozenset[str]]) -> list[Person]:
    """Persons from terms: by QID first, then by name within a country.

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
    for term in sorted(unnamed, key=lambda t: rank(t.source)):
        match = best_match(term, index.get(term.country, []), distinct)
        if match is None:
            match = Person()
            persons.append(match)
            index.setdefault(term.country, []).append(match)
        match.terms.append(term)
    return persons


def best_match(term: Term, candidates: list[Person], distinct: set[frozenset[str]]) -> Person | None:
    """The person a term without QID is about, or None: the best of those that fit, if it is clearly the best."""
    scored = sorted(((score(term, p, distinct), i) for i, p in enumerate(candidates)), reverse=True)
    if not scored or scored[0][0] <= 0:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return candidates[scored[0][1]]


def score(term: Term, person: Person, distinct: set[frozenset[str]]) -> float:
    """How surely a term is a person's: 0 where it is not, above 1 where the office's start agrees too."""
    best = 0.0
    for other in person.terms:
        for name in (other.name, *other.aliases):
            if frozenset((fold(term.name), fold(name))) in distinct:
                return 0.0
            best = max(best, _name_score(term, name, other.family))
        near = other.role == term.role and days_between(other.start, term.start) <= NEAR
        if near and (alike_name(term.name, other.name) or _family_alike(term, other)):
            best = max(best, 2.0 + similar(term.name, other.name))
    return best


def _name_score(term: Term, name: str, family: str) -> float:
    ours, theirs = words(term.name), words(name)
    if ours == theirs:
        return 1.5
    short, long = sorted((ours, theirs), key=len)
    if len(short) < 2 or not set(short) <= set(long):
        return 0.0
    same_first = similar(ours[0], theirs[0]) >= 0.75
    same_family = bool(term.family) and fold(term.family) == fold(family or name.split()[-1])
    return 1.0 if same_first or same_family else 0.0


def _family_alike(term: Term, other: Term) -> bool:
    mine = term.family or term.name.split()[-1]
    return max(similar(mine, w) for w in (other.family or other.name).split()) >= 0.7


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
    end = max(t.end or t.seen for t in group)
    gap_stated = all(t.end for t in group) and end < term.start
    return bool(term.start) and term.start <= end and not gap_stated


def _coarse_fit(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and len(short) < len(long) and long.startswith(short)


def _merge(group: list[Term]) -> Term:
    trusted = sorted(group, key=lambda t: (rank(t.source), -len(t.start)))
    start = next((t for t in trusted if len(t.start) == 10), None) or max(trusted, key=lambda t: len(t.start))
    ended = [t for t in trusted if t.end]
    end = next((t for t in ended if len(t.end) == 10), ended[0] if ended else None)
    titled = next((t for t in trusted if t.title), trusted[0])
    sources = list(dict.fromkeys(t.source for t in (start, *([end] if end else []), *trusted)))
    result = Term(trusted[0].name, start.country, start.role, titled.title, " + ".join(sources), start.start,
                  organisation=start.organisation, seen=max(t.seen for t in group))  # fmt: skip
    result.start_basis = start.start_basis
    if end and not (end.end < result.seen[:10] and _reappears(group, end)):
        result.end, result.end_basis = end.end, end.end_basis
    return result


def _reappears(group: list[Term], end: Term) -> bool:
    """Whether another source saw the person in office well after the stated end."""
    return any(t.seen > end.end and days_between(t.seen, end.end) > 400 and t is not end for t in group)


def merge_same(persons: list[Person]) -> list[Person]:
    """Persons without QID joined across countries to those of exactly the same full name (organisations' heads)."""
    by_name: dict[str, list[Person]] = {}
    for person in persons:
        for name in person.names:
            by_name.setdefault(fold(name), []).append(person)
    return [p for p in persons if not _absorbed(p, by_name)]


def _absorbed(person: Person, by_name: dict[str, list[Person]]) -> bool:
    if person.id or not all(t.organisation for t in person.terms):
        return False
    for name in person.names:
        others = [p for p in by_name.get(fold(name), ()) if p is not person and len(words(name)) >= 2]
        if len(others) == 1 and same_name(name, others[0].names[0]):
            others[0].terms += person.terms
            return True
    return False
