"""The rows of draft/, which were written from memory: kept only where a dated source saw the person in the office."""

import csv
from collections.abc import Iterator
from pathlib import Path

import places
from terms import Term, days_between, fold, same_name, similar

THIRD_PARTY = "third-party"
"""The source of a sighting in a file that a search found, of which nobody here has the whole or knows the author."""

ROLES = {
    "fm": "foreign_minister",
    "hos": "head_of_state",
    "hog": "head_of_government",
    "head": "head_of_organisation",
    "vp": "deputy",
    "defmin": "defence_minister",
    "nsa": "adviser",
    "envoy": "envoy",
    "spokes": "spokesperson",
    "adviser": "adviser",
    "cos": "adviser",
}
TITLES = {
    "vp": "Vice President",
    "defmin": "Minister of Defence",
    "nsa": "National Security Adviser",
    "envoy": "Special Envoy",
    "spokes": "Spokesperson",
    "adviser": "Adviser to the President",
    "cos": "Head of the Office of the President",
    "fm": "Minister of Foreign Affairs",
}


def rows(path: Path, alpha3: dict[str, str]) -> Iterator[Term]:
    """The draft's rows as terms, each with its Russian name and other spellings as aliases."""
    bodies = {r["draft"]: r for r in places.table("heads.tsv")}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            body = bodies.get(row["actor"])
            if not body and row["actor"] not in alpha3:
                continue
            aliases = [a.strip() for a in row["aliases"].split(";") if _is_name(a)]
            title = body["title"] if body else TITLES.get(row["role"], "")
            yield Term(
                row["name_en"],
                None if body else alpha3[row["actor"]],
                ROLES[row["role"]],
                title,
                "draft",
                row["start"],
                row["end"],
                "draft",
                "draft" if row["end"] else "",
                qid="",
                organisation=body["organisation"] if body else None,
                seen="",
                aliases=[row["name_ru"], *aliases],
            )


def _is_name(alias: str) -> bool:
    words = alias.split()
    return len(words) >= 2 and words[0][0].isupper() and words[-1][0].isupper() and not alias.startswith(("Secretary",))


def corroborated(drafts: list[Term], dated: list[Term]) -> tuple[list[Term], list[Term]]:
    """(kept, left out): a draft row is kept where a dated sighting of that person in that office falls within it.

    The latest sighting becomes the row's seen; a start that a source states (within a month) replaces the draft's.
    """
    kept, left = [], []
    for draft in drafts:
        sightings = [t for t in dated if _same_office(draft, t) and _within(draft, t) and _same_person(draft, t)]
        if not sightings:
            left.append(draft)
            continue
        draft.seen = max(t.seen for t in sightings)
        draft.qid = next((t.qid for t in sightings if t.qid), "")
        draft.source += " + " + min(sightings, key=lambda t: (t.source == THIRD_PARTY, t.source == "evidence")).source
        unofficial = all(t.source == THIRD_PARTY for t in sightings)
        draft.start_basis += f", seen in office {draft.seen}{' in a third-party file alone' if unofficial else ''}"
        kept.append(draft)
    return kept, left


def _same_office(draft: Term, other: Term) -> bool:
    return (draft.role, draft.country, draft.organisation) == (other.role, other.country, other.organisation)


def _within(draft: Term, other: Term) -> bool:
    begun = max(other.start, other.seen) >= draft.start[: len(max(other.start, other.seen))]
    over = bool(draft.end) and (other.start or other.seen) > draft.end
    return begun and not over and (days_between(other.start, draft.start) <= 60 or other.start <= (draft.end or "9999"))


def _same_person(draft: Term, other: Term) -> bool:
    names = [draft.name, *(a for a in draft.aliases if a.isascii())]
    family = draft.name.split()[-1]
    return (
        any(same_name(n, other.name) for n in names)
        or (similar(family, other.name.split()[-1]) >= 0.8 and similar(draft.name, other.name) >= 0.6)
        or fold(family) in fold(other.name).split()
    )


def evidence() -> Iterator[Term]:
    """Dated sightings found in texts, one a row of tables/evidence.tsv; where tells those of third parties."""
    for row in places.table("evidence.tsv"):
        unofficial = row["where"].startswith(("code search", "wikimili"))
        yield Term(
            row["name"],
            row["country"] or None,
            row["role"],
            "",
            THIRD_PARTY if unofficial else "evidence",
            row["seen"],
            organisation=row["organisation"] or None,
            seen=row["seen"],
        )


def supplement() -> Iterator[Term]:
    """Rows of tables/supplement.tsv, also from memory and held to the same rule as the draft's."""
    for row in places.table("supplement.tsv"):
        yield Term(
            row["name"],
            row["country"] or None,
            row["role"],
            row["title"],
            "supplement",
            row["start"],
            row["end"],
            "supplement",
            "supplement" if row["end"] else "",
            organisation=row["organisation"] or None,
            aliases=[a for a in (row["ru"],) if a],
        )
