"""What is derived batch by batch is what merging everything at once gives, whatever the order."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from memcon import merging
from memcon.ingestion import open_ledger
from memcon.ledger import Ledger
from memcon.ledger.connection import open_engine
from memcon.record import Likeness, Record
from memcon.record.vocabulary import Channel, ContactStatus

Make = Callable[..., Record]
PEOPLE = ("Brandt", "Rivel", "Olaf", "Castel")


def drawn(record: Make, chance: random.Random, count: int) -> list[Record]:
    """Reports of contacts that lie close together: many could be one, and some are."""
    made = []
    for number in range(count):
        day = f"2024-{chance.randint(1, 3):02d}-{chance.randint(1, 9):02d}"
        made.append(
            record(
                tuple(chance.sample(PEOPLE, chance.choice((2, 2, 3)))),
                chance.choice((day, day, None)),
                published=chance.choice((day, "2024-03-20")),
                channel=chance.choice((Channel.PHONE, Channel.IN_PERSON, Channel.UNSPECIFIED)),
                status=chance.choice((ContactStatus.HELD, ContactStatus.HELD, ContactStatus.PLANNED)),
                outlet=f"The {chance.choice(('Upper', 'Lower'))} Post {number}",
                said=f"Harbour {chance.randint(1, 3)} is open.",
            )
        )
    return made


def groups(ledger: Ledger, url: str) -> set[frozenset[str]]:
    """The keys of sightings that are one contact, for every contact, and that no row is left over."""
    engine = open_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT s.merged_id, d.hash, s.local FROM sightings s JOIN documents d ON d.id = s.document_id")
        ).all()
        lonely = text("SELECT count(*) FROM merged WHERE id NOT IN (SELECT merged_id FROM sightings)")
        assert connection.execute(lonely).scalar() == 0
        counted = "SELECT a, b, count(*), min(latest), max(latest) FROM timeline WHERE held = 1 GROUP BY a, b"
        held = {tuple(row) for row in connection.execute(text(counted))}
        assert {tuple(row) for row in connection.execute(text("SELECT * FROM pairs"))} <= held
    engine.dispose()
    found: dict[int, set[str]] = {}
    for merged_id, content, local in rows:
        assert merged_id is not None
        found.setdefault(merged_id, set()).add(f"{bytes(content).hex()}/{local}")
    return {frozenset(keys) for keys in found.values()}


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_does_not_matter(url: str, record: Make, seed: int) -> None:
    """Reports added in any order and in any batches, replaced and judged, are merged as all at once would be."""
    chance = random.Random(seed)
    made = list({one.document.id: one for one in drawn(record, chance, 30)}.values())
    with open_ledger(url) as ledger:
        waiting = made[:]
        while waiting:
            some = [waiting.pop() for _ in range(min(chance.randint(1, 7), len(waiting)))]
            ledger.add(some)
        changed = chance.sample(made, 5)
        for one in changed:
            ledger.replace([ledger.entry(replace(one, contacts=(), events=()))])
        for one in changed[1:]:
            ledger.replace([ledger.entry(one)])
        left = [one for one in made if one is not changed[0]]
        judged = []
        for _ in range(3):
            one, other = (f"{each.document.id}/c1" for each in chance.sample(left, 2))
            judged.append(ledger.judge(one, other, chance.choice((Likeness.SAME, Likeness.DIFFERENT)), "editor"))
        copied = {source.document: source.carries for source in ledger.documents()}
        sightings = [sighting for one in left for sighting in merging.sightings(one, copied[one.document.id])]
        whole = {frozenset(one.sightings) for one in merging.merge(sightings, judged)}
        assert groups(ledger, url) == whole
        ledger.rederive()
        assert groups(ledger, url) == whole
