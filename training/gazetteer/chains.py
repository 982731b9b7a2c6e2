"""Who followed whom in an office: better starts and ends of tenures, from predecessors and successors."""

import re
from itertools import pairwise

from terms import SEEN, SEEN_START, Term, days_between, similar

SHARED = {("BIH", "head_of_state"), ("SMR", "head_of_state"), ("AND", "head_of_state"), ("SMR", "head_of_government")}
"""Offices that several people hold at once."""

SINGLE = (
    "head_of_state",
    "head_of_government",
    "leader",
    "foreign_minister",
    "defence_minister",
    "head_of_organisation",
)

CURRENT = "2026"
"""A holder last seen in office from this date on, without a successor, is taken to be in office still."""

Office = tuple[str, str | None, str | None]


def offices(held: list[Term]) -> dict[Office, list[Term]]:
    """The tenures of each office by start; a body's differently titled offices are kept apart."""
    found: dict[Office, list[Term]] = {}
    for term in held:
        found.setdefault((term.role, term.country, term.organisation), []).append(term)
    for terms in found.values():
        terms.sort(key=lambda t: (t.start, t.end or "9999"))
    return found


def close(held: list[Term]) -> list[Term]:
    """The tenures with starts settled, pieces of one tenure joined, and ends set or known to be open."""
    result = []
    for (role, country, _), terms in offices(held).items():
        single = role in SINGLE and (country, role) not in SHARED
        if single:
            terms = _joined(terms)
            _settle_starts(terms)
            terms.sort(key=lambda t: (t.start, t.end or "9999"))
        for i, term in enumerate(terms):
            _end(term, terms[i + 1 :] if single else [])
        result += terms
    return result


def _joined(terms: list[Term]) -> list[Term]:
    """Consecutive terms of one person, the first without a stated end, become one: nobody was seen in between."""
    kept: list[Term] = []
    for term in terms:
        last = kept[-1] if kept else None
        if last and last.person == term.person and (not last.end or last.end_basis == SEEN):
            last.end, last.end_basis = term.end, term.end_basis
            last.seen = max(last.seen, term.seen)
            if last.start_basis == SEEN_START and term.start_basis != SEEN_START and term.start[:4] == last.start[:4]:
                last.start, last.start_basis = term.start, term.start_basis
            if term.source not in last.source:
                last.source += f" + {term.source}"
        else:
            kept.append(term)
    return kept


def _settle_starts(terms: list[Term]) -> None:
    """Where sources disagree on a start, take the one that fits the predecessor's stated end."""
    for before, term in pairwise(terms):
        if before.person == term.person or len(before.end) != 10 or before.end_basis != "stated":
            continue
        fitting = [s for s in term.other_starts if days_between(s, before.end) <= 3]
        if fitting and days_between(term.start, before.end) > 3:
            term.start = fitting[0]


def _end(term: Term, later: list[Term]) -> None:
    following = next((t for t in later if t.person != term.person and t.start > term.start), None)
    if term.end and term.end_basis != SEEN:
        if (
            following
            and len(term.end) < 10
            and following.start.startswith(term.end)
            and following.start_basis != SEEN_START
        ):
            term.end, term.end_basis = following.start, "successor's start"
        return
    if following and following.start_basis != SEEN_START:
        known = not term.end_basis or days_between(term.seen, following.start) < 500
        if known:
            term.end, term.end_basis = following.start, "successor's start"
            return
    remembered = re.search("draft|supplement", term.source) and term.seen >= "2024-09" and not following
    if remembered:
        term.end_basis = "open"
    elif following or term.seen < CURRENT or term.end_basis == SEEN:
        last = max(term.seen, term.start)[:10]
        if following and last > following.start:
            last = following.start
        term.end, term.end_basis = last, SEEN
    else:
        term.end_basis = "open"


def without_substitutes(held: list[Term]) -> list[Term]:
    """The tenures without those known only from the UN debate that fall inside another person's dated tenure."""
    kept = []
    for terms in offices(held).values():
        dated = [t for t in terms if t.source != "ungdc" and len(t.start) == 10]
        for term in terms:
            inside = any(
                d.person != term.person and d.start < term.start and (d.end or d.seen) > term.seen for d in dated
            )
            if term.source != "ungdc" or not inside:
                kept.append(term)
    return kept


def overlaps(held: list[Term]) -> list[tuple[Term, Term]]:
    """Pairs of tenures of a single office by different people that overlap for more than a month: to be looked at."""
    found = []
    for (role, country, _), terms in offices(held).items():
        if role not in SINGLE or (country, role) in SHARED:
            continue
        for one, other in pairwise(terms):
            late = (one.end or "9999") > other.start and days_between(one.end or "2027", other.start) > 31
            if late and one.person != other.person:
                found.append((one, other))
    return found


def duplicates(held: list[Term]) -> list[tuple[Term, Term]]:
    """Pairs of tenures of a single office, under two ids, whose names or starts are alike: to be looked at."""
    found = []
    for (role, country, _), terms in offices(held).items():
        if role not in SINGLE or (country, role) in SHARED:
            continue
        for i, one in enumerate(terms):
            for other in terms[i + 1 :]:
                if one.person == other.person or other.start < "1998":
                    continue
                near = days_between(one.start, other.start) <= 10
                alike = similar(one.name, other.name) > 0.7 and days_between(one.start, other.start) < 3000
                if near or alike:
                    found.append((one, other))
    return found
