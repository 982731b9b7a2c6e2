"""Times a ledger of many invented contacts: storing them, and every question that can be asked of them.

    .venv/bin/python benchmarks/ledger/questions.py [CONTACTS] [FILE]

Stores 10,000 documents of one contact each, to see how fast. Then makes CONTACTS (a million) contacts between 300
officials of 60 invented states over 40 years; pairs follow a skewed law, as in news. Each document tells of four
contacts and holds two statements; one in 500 is a whole Record. A quarter is stored and merged as always; the rest
are copies of it on other days, made inside the database. Prints for each question the median, the 95th percentile and
the longest of 200 askings in milliseconds, half of them of the busiest pairs. A FILE that is there already is asked
as it is. Storing is measured in CPU seconds, as others may work on the machine; questions by the clock, and again in
CPU time.
"""

from __future__ import annotations

import random
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import compress

from memcon.ingestion import open_ledger, steps
from memcon.ledger import Entry, Ledger, Place, ready
from memcon.ledger.entries import ActorRow, SightingRow, StatementRow, dumped
from memcon.ledger.words import words
from memcon.record import (
    Actor,
    Contact,
    Document,
    Event,
    Mention,
    Participant,
    Party,
    ReaderInfo,
    Record,
    Sighting,
    Statement,
    When,
)
from memcon.record.vocabulary import (
    ActorKind,
    Basis,
    Channel,
    ContactStatus,
    EventType,
    MentionForm,
    Quotation,
    Role,
    Verdict,
)
from memcon.views import codec

OFFICIALS, STATES, YEARS, PER_DOCUMENT, WHOLE = 300, 60, 40, 4, 500
START = date(1985, 1, 1)
ROUNDS = 200
VOCABULARY = 20_000


BODY = compress(codec.to_json(Record("0.1", ReaderInfo("bench", "1", ()), Document("")), indent=None).encode())
"""The Record of a document of which only the sightings count."""


def code(state: int) -> str:
    """The three letters of an invented state."""
    return f"Q{chr(65 + state // 26)}{chr(65 + state % 26)}"


def actor(number: int) -> str:
    """The id of an official."""
    return f"local:person:official-{number}"


class World:
    """Draws contacts and words; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.weights = [1 / (rank + 3) for rank in range(OFFICIALS)]

    def pair(self) -> tuple[int, int]:
        """Two officials of different states."""
        while True:
            one, other = self.chance.choices(range(OFFICIALS), self.weights, k=2)
            if one % STATES != other % STATES:
                return one, other

    def day(self) -> date:
        """A day of the years."""
        return START + timedelta(days=self.chance.randrange(YEARS * 365))

    def sentence(self) -> str:
        """Twelve words, some common and some rare."""
        picked = (int(VOCABULARY * self.chance.random() ** 3) for _ in range(12))
        return "talks on " + " ".join(f"word{number}" for number in picked)


def entries(documents: int, each: int, world: World) -> Iterator[Entry]:
    """Documents that are ready to be stored, each of so many contacts."""
    blocks = steps().blocks
    for number in range(documents):
        told = [(*world.pair(), world.day()) for _ in range(each)]
        if number % WHOLE == 0:
            yield ready(whole(number), steps())
            continue
        key = sha256(str(number).encode()).hexdigest()
        published = max(day for *_, day in told) + timedelta(days=1)
        seen = []
        for at, (one, other, day) in enumerate(told):
            sighting = Sighting(
                f"{key}/c{at}",
                is_contact=True,
                kind=world.chance.choice(("phone", "in_person", "unspecified")),
                status="held",
                role="main",
                parties=tuple(sorted(Party(actor(who), code(who % STATES), True) for who in (one, other))),
                language="en",
                source=key,
                published=published.isoformat(),
                earliest=day.isoformat(),
                latest=day.isoformat(),
                words=tuple(sorted(world.sentence().split())),
            )
            seen.append(SightingRow.of(sighting, blocks(sighting)))
        involved = sorted({who for one, other, _ in told for who in (one, other)})
        yield Entry(
            hash=bytes.fromhex(key),
            kind="news",
            language="en",
            headline=f"Report {number}",
            publisher=f"Outlet {number % 50}",
            url=f"https://outlet{number % 50}.example/{number}",
            published=published.isoformat(),
            day=published.toordinal(),
            reader="bench",
            body=BODY,
            actors=tuple(ActorRow(actor(who), f"Official N{who}", "person", code(who % STATES)) for who in involved),
            statements=tuple(said(one, other, world) for one, other, _ in told[:2]),
            claims=(("k1", "elapsed", "c0", CLAIM),) if number % 10 == 0 else (),
            findings=(("k1", "contradicted", FINDING),) if number % 10 == 0 else (),
            sightings=tuple(seen),
            signature=None,
            bands=(),
        )


SPAN = {"start": 0, "end": 4, "exact": "word"}
CLAIM = dumped({"id": "k1", "kind": "elapsed", "span": SPAN, "value": "P3Y", "modifier": "exact", "about": "c0"})
FINDING = dumped(
    {"check": "elapsed", "verdict": "contradicted", "claim": "k1", "evidence": [SPAN], "explanation": "It is not."}
)


def said(one: int, other: int, world: World) -> StatementRow:
    """A statement of one to another."""
    sentence = world.sentence()
    body = dumped(
        {
            "id": "s1",
            "speaker": actor(one),
            "speaker_span": None,
            "cue": None,
            "content": [{"start": 0, "end": len(sentence), "exact": sentence}],
            "quotation": "indirect",
            "quotes": [],
            "addressee": actor(other),
            "within": None,
            "time": None,
        }
    )
    return StatementRow(actor(one), code(one % STATES), " ".join(words(sentence)), body)


def whole(number: int) -> Record:
    """A Record of a contact with a text of some length; the same number gives the same."""
    world = World(number)
    one, other = world.pair()
    day = world.day()
    text = f"Official {one} and Official {other} spoke on {day}. Report {number}. "
    text += " ".join(world.sentence() + "." for _ in range(40))
    document = Document(text, language="en", published=(day + timedelta(days=1)).isoformat(), publisher="Whole")
    actors = tuple(
        Actor(
            actor(who),
            f"Official N{who}",
            ActorKind.PERSON,
            code(who % STATES),
            mentions=(Mention(document.span(0, 8), MentionForm.NAME),),
        )
        for who in (one, other)
    )
    when = When(
        str(day), str(day), str(day), document.span(text.index(str(day)), text.index(str(day)) + 10), Basis.CLAUSE
    )
    event = Event(
        "e1", EventType.CONSULT, document.span(0, 8), document.span(0, 40), actors=tuple(a.id for a in actors)
    )
    parties = tuple(Participant(one.id, None, document.span(0, 8)) for one in actors)
    contact = Contact("c1", "e1", Channel.PHONE, ContactStatus.HELD, Role.MAIN, parties, time=when)
    statements = tuple(
        Statement(f"s{n}", actors[0].id, None, None, (document.span(n * 20, n * 20 + 80),), Quotation.INDIRECT)
        for n in range(10)
    )
    return Record("0.1", ReaderInfo("bench", "1", ()), document, actors, (), statements, (event,), (contact,))


def take_in(path: Path, documents: int, each: int) -> None:
    """Stores documents of so many contacts each, and prints how fast."""
    made = entries(documents, each, World(1))
    stored, spent = 0, 0.0
    with open_ledger(f"sqlite:///{path}") as ledger:
        while some := list(islice(made, 1000)):
            places = [Place(one.hash, one.publisher, one.url, one.published, None, one) for one in some]
            started = time.process_time()
            ledger.add_entries(places)
            spent += time.process_time() - started
            stored += len(some)
            if stored % 10_000 == 0 or stored == documents:
                print(f"{stored} documents of {each} contacts, {stored / spent:.0f} a CPU second", flush=True)


def store(path: Path, contacts: int) -> None:
    """Stores a quarter of the contacts, prints how fast, and copies them."""
    take_in(path, contacts // 4 // PER_DOCUMENT, PER_DOCUMENT)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    multiply(path)


def multiply(path: Path) -> None:
    """Copies everything in a ledger three times, each time 41 days later."""
    database = sqlite3.connect(path, isolation_level=None)
    tables = ("documents", "merged", "sightings", "statements")
    d, m, s, said = (database.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for table in tables)
    database.execute("BEGIN")
    for k in (1, 2, 3):
        days = k * 41
        for statement in (
            f"documents SELECT id + {k * d}, randomblob(32), source, kind, language, headline, publisher, url, "
            f"published, day + {days}, added, signature FROM documents WHERE id <= {d}",
            f"records SELECT document_id + {k * d}, reader, made, body FROM records WHERE document_id <= {d}",
            f"merged SELECT id + {k * m}, lower(hex(randomblob(8))), is_contact, kind, status, earliest + {days}, "
            f"latest + {days}, known_from + {days}, place, country, parties, topics, reports, sources, body "
            f"FROM merged WHERE id <= {m}",
            f"sightings SELECT id + {k * s}, document_id + {k * d}, local, merged_id + {k * m}, body "
            f"FROM sightings WHERE id <= {s}",
            f"timeline SELECT a, b, latest + {days}, merged_id + {k * m}, earliest + {days}, held FROM timeline "
            f"WHERE merged_id <= {m}",
            f"statements SELECT id + {k * said}, document_id + {k * d}, speaker_id, body FROM statements "
            f"WHERE id <= {said}",
            f"statement_words (rowid, said, tags) SELECT rowid + {k * said}, said, tags FROM statement_words "
            f"WHERE rowid <= {said}",
            f"claims SELECT document_id + {k * d}, local, kind, about, body FROM claims WHERE document_id <= {d}",
            f"findings SELECT document_id + {k * d}, n, local, verdict, derived, body, cites FROM findings "
            f"WHERE document_id <= {d}",
        ):
            database.execute(f"INSERT INTO {statement}")
    database.execute("DELETE FROM pairs")
    persons = "(SELECT id FROM actors WHERE key NOT LIKE 'country:%')"
    database.execute(
        "INSERT INTO pairs SELECT a, b, count(*), min(latest), max(latest) FROM timeline "
        f"WHERE held = 1 AND a IN {persons} AND b IN {persons} GROUP BY a, b"
    )
    database.execute("COMMIT")
    database.close()


def ask(ledger: Ledger) -> None:
    """Times every question."""
    world = World(2)
    busiest = [(0, 1), (1, 2), (0, 2), (2, 3), (0, 4), (1, 5)]

    def pair() -> tuple[int, int]:
        return world.chance.choice(busiest) if world.chance.random() < 0.5 else world.pair()

    def persons() -> tuple[str, str]:
        one, other = pair()
        return actor(one), actor(other)

    def states() -> tuple[str, str]:
        one, other = pair()
        return f"country:{code(one % STATES)}", f"country:{code(other % STATES)}"

    stored = dict(ledger.stats().counts)["documents"] // 4  # the rest are copies
    keys = [f"{whole(number).document.id}/c1" for number in range(0, stored, WHOLE)][:100]
    rare = [f"word{number}" for number in range(VOCABULARY - 300, VOCABULARY - 1)]
    questions: dict[str, Callable[[], object]] = {
        "contacts of two persons": lambda: ledger.contacts(*persons()),
        "contacts of two persons, a year": lambda: ledger.contacts(*persons(), first="2001", last="2001"),
        "contacts of two states": lambda: ledger.contacts(*states()),
        "contacts of a person and a state": lambda: ledger.contacts(persons()[0], states()[1]),
        "last, on any day": lambda: ledger.last(*persons(), str(world.day())),
        "last, of two states": lambda: ledger.last(*states(), str(world.day())),
        "silences over a year, today": lambda: ledger.silences(365),
        "silences over a year, on any day": lambda: ledger.silences(365, str(world.day())),
        "contact with its reports": lambda: ledger.contact(world.chance.choice(keys)),
        "search, a rare word": lambda: ledger.search(world.chance.choice(rare)),
        "search, a common word": lambda: ledger.search("talks"),
        "search, two common words": lambda: ledger.search("talks word0"),
        "search, a phrase": lambda: ledger.search('"talks on word1"'),
        "search, a common word by one speaker": lambda: ledger.search("talks", speaker=actor(world.pair()[0])),
        "search, a common word in one month": lambda: ledger.search("talks", first="2003-04", last="2003-04"),
        "search, the beginning of a word": lambda: ledger.search("word199*"),
        "findings, contradicted": lambda: ledger.findings(Verdict.CONTRADICTED),
        "stats": ledger.stats,
        "latest contacts": ledger.latest,
        "partners of one": lambda: ledger.partners(persons()[0]),
        "said by one": lambda: ledger.said_by(persons()[0]),
        "network of a year": lambda: ledger.network("2004", "2004"),
        "places of a year": lambda: ledger.places("2004", "2004"),
        "uncertain merges": ledger.uncertain,
        "known documents": lambda: ledger.known([sha256(str(n).encode()).hexdigest() for n in range(64)]),
    }
    print(f"{'milliseconds':<40}{'median':>9}{'p95':>9}{'longest':>9}{'CPU p95':>9}")
    for name, question in questions.items():
        question()
        clock, spent = [], []
        for _ in range(ROUNDS):
            began, started = time.perf_counter(), time.process_time()
            question()
            clock.append((time.perf_counter() - began) * 1000)
            spent.append((time.process_time() - started) * 1000)
        clock.sort()
        spent.sort()
        middle, late = ROUNDS // 2, int(ROUNDS * 0.95)
        print(f"{name:<40}{clock[middle]:9.1f}{clock[late]:9.1f}{clock[-1]:9.1f}{spent[late]:9.1f}", flush=True)


def main() -> None:
    """Makes a ledger where there is none, and asks it."""
    contacts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    path = Path(sys.argv[2] if len(sys.argv) > 2 else "/tmp/memcon-bench.db")
    if not path.exists():
        with TemporaryDirectory() as folder:
            take_in(Path(folder) / "one.db", 10_000, 1)
        store(path, contacts)
    with open_ledger(f"sqlite:///{path}") as ledger:
        print(f"{path.stat().st_size / 1e6:.0f} MB")
        ask(ledger)


if __name__ == "__main__":
    main()
