"""Write src/memcon/knowledge/data/gazetteer.jsonl from ../shared/data/gazetteer: python build.py DATA OUTPUT.

Prints how much each source gave and what was left out. Needs the packages of requirements.txt.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import draft
import factbook
import names
import places
import sources
from chains import close, duplicates, overlaps, without_substitutes
from people import Person, join, merge_spellings, tenures, without_intruders
from places import Row
from terms import Term, fold

VERIFIED = "2026-08-22"
"""The newest source's day; every tenure still open says when its holder was last seen in office."""


def main(data: Path, output: Path) -> None:
    """Build the file and print a summary."""
    alpha3, by_qid, fips = places.codes(data)
    folder = data / "every-politician-scrapers"
    dated: list[Term] = [
        *sources.every_politician(folder),
        *sources.world_leaders(data / "world-leaders-current/2026-08-22.json", alpha3),
        *sources.wikidata_2022(folder / "world-leaders-2021-22.wikidata.csv", by_qid),
        *sources.ministers_2023(folder / "world.foreign_ministers_current_2023-01.csv", by_qid),
        *factbook.leaders(data / "factbook/fb_obs.csv", data / "factbook/leaders_factbook_1990_2026.csv", fips),
        *sources.general_debate(data / "ungdc/Speakers_by_session.xlsx"),
        *sources.heads_of_bodies(),
    ]
    dated = factbook.one_office_each(corrected(dated, set(alpha3.values())))
    heads = sources.heads_seen(data / "ungdc/Speakers_by_session.xlsx")
    drafts = [*draft.rows(data / "draft/officeholders_2021_2026_unverified.csv", alpha3), *draft.supplement()]
    kept, left = draft.corroborated(drafts, [*dated, *heads, *draft.evidence()])
    known = sources.politician_names(folder)
    distinct = {frozenset((fold(r["one"]), fold(r["other"]))) for r in places.table("distinct.tsv")}
    same = [(r["country"], r["name"], r["known_as"]) for r in places.table("same.tsv")]
    persons = without_intruders(merge_spellings(join([*dated, *kept], known, distinct, same), distinct))
    taken = {p.id for p in persons}
    for person in persons:
        person.id = person.id or known_id(person, known, taken) or local_id(person)
    held = close(without_substitutes([_held(t, p) for p in persons for t in tenures(p)]))
    held = [t for t in held if (t.end or "9999") >= max("1990", t.start[:4]) and not _backwards(t)]
    rows: list[Row] = [*places.states(data), *places.territories(data), *places.organisations(), *places.offices()]
    carried = {t.person for t in held}
    rows += [names.person_row(p) for p in sorted(persons, key=lambda p: p.id) if p.id in carried]
    write(output, rows, held)
    report(rows, held, kept, left)


def corrected(terms: list[Term], codes: set[str]) -> list[Term]:
    """The terms of known countries, without those that tables/corrections.tsv drops, with the values it sets."""
    fixes = list(places.table("corrections.tsv"))
    result = []
    for term in terms:
        for fix in fixes:
            same = (fix["country"], fix["role"]) == (term.country, term.role) and fold(fix["name"]) in fold(term.name)
            if not same or fix["start"] not in ("", term.start):
                continue
            if fix["action"] == "drop":
                term.role = "dropped"
            elif fix["action"] == "role":
                term.role = fix["value"]
            else:
                setattr(term, fix["action"], fix["value"])
                if fix["action"] == "end":
                    term.end_basis, term.seen = "stated", fix["value"]
        if (
            re.search("[A-Za-z]{2}", term.name)
            and term.role != "dropped"
            and (term.country is None or term.country in codes)
        ):
            result.append(term)
    return result


def _backwards(term: Term) -> bool:
    """Whether a source gives an end before the start, which makes the row worthless."""
    return bool(term.end) and term.end < term.start[: len(term.end)]


def _held(term: Term, person: Person) -> Term:
    term.person = person.id
    return term


_DOUBLES = range(65_490_000, 65_500_000)
"""Wikidata items made in bulk for delegates, many of them second items of people who have one."""


def known_id(person: Person, known: dict[str, set[str]], taken: set[str]) -> str:
    """The QID of the one politician whom the Wikidata files call exactly so, if nobody here has it; else empty."""
    qids = known.get(fold(person.names[0]), set())
    if len(qids) != 1 or " " not in person.names[0]:
        return ""
    qid = next(iter(qids))
    if qid in taken or int(qid[1:]) in _DOUBLES:
        return ""
    taken.add(qid)
    return qid


def local_id(person: Person) -> str:
    """A stable id for someone without a reliable QID."""
    country = next((c for c in sorted(c for c in person.countries if c)), "int")
    slug = re.sub(r"[^a-z0-9]+", "-", fold(person.names[0])).strip("-")
    return f"local:person:{country.lower()}-{slug}"


def write(output: Path, rows: list[Row], held: list[Term]) -> None:
    """Write the file, one JSON object a line: header, entities, tenures, in an order that keeps diffs small."""
    states = {r["country"]: r["name"] for r in rows if r["kind"] == "state" and "country" in r}
    usual = {
        (t.country, t.role): t.title
        for t in held
        if t.source.startswith("every-politician") and t.role == "foreign_minister"
    }
    for term in held:
        if term.source.startswith(("draft", "supplement", "ungdc")):
            term.title = usual.get((term.country, term.role), term.title)
    lines: list[Row] = [{"format": "memcon gazetteer 1", "verified": VERIFIED}, *rows]
    for term in sorted(held, key=lambda t: (t.country or "", t.organisation or "", t.role, t.start, t.person)):
        line = {
            "holder": term.person,
            "role": term.role,
            "title": names.title(term, states.get(term.country or "", "")),
            "country": term.country,
            "organisation": term.organisation,
            "start": term.start or None,
            "end": term.end or None,
            "precision": {4: "year", 7: "month"}.get(len(term.start), "day"),
            "source": term.source,
            "basis": f"start {term.start_basis}; end {term.end_basis}",
            "seen": None if term.end else term.seen,
        }
        lines.append({k: v for k, v in line.items() if v is not None})
    text = "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    output.write_text(text + "\n", encoding="utf-8")


def report(rows: list[Row], held: list[Term], kept: list[Term], left: list[Term]) -> None:
    """Print what was built and what was left out."""
    print(Counter(t.role for t in held), Counter(r["kind"] for r in rows))
    print("sources", Counter(s for t in held for s in t.source.split(" + ")))
    print("ends", Counter(t.end_basis for t in held))
    persons = [r for r in rows if r["kind"] == "person"]
    print("persons with a QID", sum(r["id"].startswith("Q") for r in persons), "of", len(persons))
    print("rows of people.tsv without a person:", names.unused())
    for origin in ("draft", "supplement"):
        both = [sum(t.source.startswith(origin) for t in terms) for terms in (kept, left)]
        print(f"{origin} rows kept {both[0]}, left out {both[1]}")
    print("; ".join(f"{t.country or t.organisation} {t.role} {t.name} {t.start}" for t in left))
    print("possible duplicates:")
    for one, other in duplicates(held):
        print(" ", one.country, one.role, one.name, one.start, one.source, "|", other.name, other.start, other.source)
    print("overlaps since 2000:")
    for one, other in overlaps(held):
        if other.start >= "2000":
            print(
                " ",
                one.country or one.organisation,
                one.role,
                one.name,
                one.start,
                one.end,
                one.source,
                "|",
                other.name,
                other.start,
                other.end,
                other.source,
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
