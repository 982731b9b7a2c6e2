"""Compare the gazetteer with tables/check.tsv: python check.py, in memcon's environment.

The table holds changes of office of 2022 to 2026 that any follower of the news knows. It was written from memory and is
no source: it shows where to look, and nothing is carried over from it.
"""

import csv
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from memcon.knowledge.gazetteer import Gazetteer, Tenure, bounds, load, normalise

TABLE = Path(__file__).parent / "tables" / "check.tsv"
WEEK = 7


def main() -> None:
    """Print what differs or is missing, and the share of each role within a week."""
    gazetteer, right, all_rows = load(), Counter[str](), Counter[str]()
    with TABLE.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            kind = "foreign ministers" if row["role"] == "foreign_minister" else "heads"
            all_rows[kind] += 1
            found = nearest(gazetteer, row)
            if found is not None and days(found, row["start"]) <= WEEK:
                right[kind] += 1
            else:
                start = found.start if found else "missing"
                print(row["country"], row["role"], row["name"], row["start"], "|", start, found.source if found else "")
    for kind, count in all_rows.items():
        print(f"{kind}: {right[kind]} of {count} within a week ({right[kind] / count:.1%})")


def nearest(gazetteer: Gazetteer, row: dict[str, str]) -> Tenure | None:
    """The tenure of the row's person in the office that began nearest to the row's day."""
    held = [
        tenure
        for tenure in gazetteer.holders(row["role"], row["country"])
        if tenure.start and alike(row["name"], gazetteer.rows[tenure.holder]["name"])
    ]
    return min(held, key=lambda tenure: days(tenure, row["start"]), default=None)


def alike(one: str, other: str) -> bool:
    """Whether two names may be one person's."""
    return SequenceMatcher(None, normalise(one), normalise(other)).ratio() > 0.7 or one.rsplit(maxsplit=1)[-1] in other


def days(tenure: Tenure, start: str) -> int:
    """How far a tenure's start is from a day; 0 for a month or a year that holds it."""
    first, last = bounds(tenure.start or "0001")
    if first <= start <= last:
        return 0
    return abs((date.fromisoformat(first) - date.fromisoformat(start)).days)


if __name__ == "__main__":
    main()
