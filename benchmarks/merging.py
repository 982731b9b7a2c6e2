"""What merging a million reports costs: `.venv/bin/python benchmarks/merging.py [HOW_MANY]` prints seconds and memory.

The reports are made up: calls and meetings of 300 persons of 120 countries over ten years, a few persons far busier
than most, four reports of each on average, of which half state the day and the others a month, a year or nothing; each
has 40 words, half of them its contact's own.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date

from memcon.merging import merging
from memcon.record import Party, Sighting

START, DAYS = date(2015, 1, 1).toordinal(), 3650
VOCABULARY = [f"word{number}" for number in range(3000)]


def reports(how_many: int, seed: int = 1) -> Iterator[Sighting]:
    """Reports in the order of their contacts."""
    chance = random.Random(seed)
    people = [Party(f"Q{number}", f"C{int(120 * chance.random() ** 1.5)}", is_person=True) for number in range(300)]
    busy = [1 / (number + 3) for number in range(300)]
    made = 0
    while made < how_many:
        pair = chance.choices(people, busy, k=2)
        if pair[0].country == pair[1].country:
            continue
        day, kind = START + chance.randrange(DAYS), chance.choice(["phone", "phone", "in_person", "video"])
        words = chance.sample(VOCABULARY, 40)
        for _ in range(min(how_many - made, 1 + int(chance.expovariate(1 / 3)))):
            made += 1
            yield report(f"{made:064x}", tuple(sorted(pair)), day, kind, words, chance)


def report(
    name: str, pair: tuple[Party, ...], day: int, kind: str, words: list[str], chance: random.Random
) -> Sighting:
    """One report of a contact, which may leave out or blur what it tells."""
    earliest, latest = told(day, chance.random())
    news = earliest == latest or earliest is None
    if chance.random() < 0.15:
        pair = (pair[0], Party(f"state-{pair[1].country}", pair[1].country, is_person=False))
    return Sighting(
        key=f"{name}/c1",
        is_contact=True,
        kind=kind if chance.random() < 0.7 else "unspecified",
        status="held",
        role="main" if news else "background",
        parties=pair,
        language="en",
        source=name,
        published=date.fromordinal(day + (chance.choice([0, 0, 1, 2]) if news else chance.randrange(300))).isoformat(),
        earliest=earliest,
        latest=latest,
        initiator=pair[0].actor if chance.random() < 0.2 else None,
        duration="PT1H" if chance.random() < 0.2 else None,
        words=tuple(sorted({*chance.sample(words, 20), *chance.sample(VOCABULARY, 20)})),
    )


def told(day: int, share: float) -> tuple[str | None, str | None]:
    """The day as a report tells it: itself, the day after, nothing, its month or its year."""
    if share < 0.6:
        iso = date.fromordinal(day + (share >= 0.55)).isoformat()
        return iso, iso
    if share < 0.75:
        return None, None
    when = date.fromordinal(day)
    if share < 0.9:
        return when.replace(day=1).isoformat(), when.replace(day=28).isoformat()
    return f"{when.year}-01-01", f"{when.year}-12-31"


def main(how_many: int) -> None:
    """Merges so many reports and prints what that took."""
    given = list(reports(how_many))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start = time.process_time()
    found = sum(1 for _ in merging(given))
    seconds = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{how_many:,} reports of {found:,} contacts: {seconds:.1f} s of CPU; {before} MB of reports, {after} at most"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
