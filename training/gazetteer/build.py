"""Write src/memcon/knowledge/data/gazetteer.jsonl from ../shared/data/gazetteer: python build.py DATA OUTPUT.

Prints how much each source gave and what was left out. Needs the packages of requirements.txt.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import names
import places
import sources
from chains import close
from people import Person, join, merge_same, tenures
from places import Row
from terms import Term, fold

VERIFIED = "2026-08-22"


def main(data: Path, output: Path) -> None:
    """Build the file and print a summary."""
    alpha3, by_qid, fips = places.codes(data)
    folder = data / "every-politician-scrapers"
    known = sources.politician_names(folder)
    terms: list[Term] = [
        *sources.every_politician(folder),
        *sources.world_leaders(data / "world-leaders-current/2026-08-22.json", alpha3),
        *sources.wikidata_2022(folder / "world-leaders-2021-22.wikidata.csv", by_qid),
        *sources.ministers_2023(folder / "world.foreign_ministers_current_2023-01.csv", by_qid),
        *sources.factbook(data / "factbook/leaders_factbook_1990_2026.csv", fips),
    ]
    distinct = {frozenset((fold(r["one"]), fold(r["other"]))) for r in places.table("distinct.tsv")}
    persons = merge_same(join(terms, known, distinct))
    held: list[Term] = []
    rows: list[Row] = [*places.states(data), *places.territories(data), *places.organisations(), *places.offices()]
    titles = {r["country"]: r["name"] for r in rows if r["kind"] == "state" and "country" in r}
    for person in persons:
        person.id = person.id or local_id(person)
        held += [_held(t, person) for t in tenures(person)]
    close(held)
    kept = [t for t in held if (t.end or "9999") >= "1990" and t.end != "drop"]
    carried = {t.person for t in kept}
    rows += [names.person_row(p) for p in sorted(persons, key=lambda p: p.id) if p.id in carried]
    write(output, rows, kept, titles)
    print(Counter(t.role for t in kept), Counter(r["kind"] for r in rows), Counter(t.source for t in kept).most_common(12))


def _held(term: Term, person: Person) -> Term:
    term.person = person.id
    return term


def local_id(person: Person) -> str:
    """A stable id for someone without a reliable QID."""
    country = next((c for c in sorted(c for c in person.countries if c)), "int")
    slug = re.sub(r"[^a-z0-9]+", "-", fold(person.names[0])).strip("-")
    return f"local:person:{country.lower()}-{slug}"


def write(output: Path, rows: list[Row], held: list[Term], states: dict[str, str]) -> None:
    """Write the file, one JSON object a line: header, entities, tenures, in an order that keeps diffs small."""
    lines: list[Row] = [{"format": "memcon gazetteer 1", "verified": VERIFIED}, *rows]
    for term in sorted(held, key=lambda t: (t.country or "", t.organisation or "", t.role, t.start, t.person)):
        lines.append({
            "holder": term.person, "role": term.role, "title": names.title(term, states.get(term.country or "", "")),
            "country": term.country, "organisation": term.organisation, "start": term.start or None,
            "end": term.end or None, "precision": {4: "year", 7: "month"}.get(len(term.start), "day"),
            "source": term.source, "basis": f"start {term.start_basis}; end {term.end_basis or 'open'}",
        })  # fmt: skip
    text = "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
