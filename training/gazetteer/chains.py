"""Who followed whom: ends of tenures that no source states, from the start of the successor."""

from terms import Term, days_between

SHARED = {("BIH", "head_of_state"), ("SMR", "head_of_state"), ("AND", "head_of_state"), ("SMR", "head_of_government")}
"""Offices that several people hold at once."""

SINGLE = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")

CURRENT = "2026"
"""A holder last seen in office from this date on, without a successor, is taken to be in office still."""


def close(held: list[Term]) -> None:
    """Set the end of every tenure that lacks one and is not known to be going on, and say on what basis."""
    offices: dict[tuple[str, str | None, str | None], list[Term]] = {}
    for term in held:
        offices.setdefault((term.role, term.country, term.organisation), []).append(term)
    for (role, country, _), terms in offices.items():
        terms.sort(key=lambda t: (t.start, t.end or "9999"))
        single = role in SINGLE and (country, role) not in SHARED
        for i, term in enumerate(terms):
            if term.end:
                continue
            following = next((t for t in terms[i + 1 :] if t.person != term.person and t.start > term.start), None)
            if single and following:
                term.end, term.end_basis = following.start, "successor's start"
            elif term.seen < CURRENT:
                term.end, term.end_basis = max(term.seen, term.start)[:10], "last seen in office, true end not known"
            else:
                term.end_basis = f"open, in office when last seen {term.seen}"


def overlaps(held: list[Term]) -> list[tuple[Term, Term]]:
    """Pairs of tenures of a single office by different people that overlap for more than a month: to be looked at."""
    found = []
    offices: dict[tuple[str, str | None], list[Term]] = {}
    for term in held:
        if term.role in SINGLE and term.country and (term.country, term.role) not in SHARED:
            offices.setdefault((term.role, term.country), []).append(term)
    for terms in offices.values():
        terms.sort(key=lambda t: t.start)
        for one, other in zip(terms, terms[1:], strict=False):
            late = (one.end or "9999") > other.start and days_between(one.end or "2027", other.start) > 31
            if late and one.person != other.person:
                found.append((one, other))
    return found
