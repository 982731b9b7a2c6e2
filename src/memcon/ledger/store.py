"""The Ledger: what was read from many documents, kept in one database and asked as one."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Lock
from typing import Self

from sqlalchemy import Connection, Engine, select

from memcon.errors import LedgerError, QuestionError
from memcon.ledger import asking, days, derive, overview, rechecking, reviewing, schema, search, writing
from memcon.ledger.bodies import inflate
from memcon.ledger.connection import open_engine, reading
from memcon.ledger.connection import writing as transaction
from memcon.ledger.entries import Entry, plain, prepare
from memcon.ledger.names import resolve
from memcon.ledger.shelf import Shelf, sighting_keys
from memcon.ledger.steps import Steps
from memcon.ledger.words import highlights, terms
from memcon.record import (
    ContactAnswer,
    Dated,
    Failed,
    Found,
    Hit,
    Judgement,
    Last,
    Likeness,
    Listing,
    Named,
    Network,
    Partner,
    Record,
    Review,
    Silence,
    Source,
    Stats,
    Timeline,
)
from memcon.record.vocabulary import Verdict

_CODE = re.compile(r"[A-Z]{3}")
_BATCH = 200
"""Records of one transaction where many are added at once."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: documents that are new, those that were known, and new places where known texts were found."""

    new: int = 0
    known: int = 0
    carried: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.known + other.known, self.carried + other.carried)


class Ledger:
    """One ledger, kept in SQLite or PostgreSQL.

    Every method is one transaction: what it writes is there whole or not at all, and a process killed in between
    leaves what was there before. Readers never wait for a writer; of several writers one waits for the other. Each
    method raises LedgerError where the database refuses.
    """

    def __init__(self, engine: Engine, steps: Steps) -> None:
        self._engine = engine
        self._steps = steps
        self._names = writing.Names()
        self._lock = Lock()

    @classmethod
    def open(cls, url: str, steps: Steps) -> Self:
        """Opens the ledger at a URL (sqlite:///file.db, postgresql+psycopg://user@host/name), made where there is none.

        Raises LedgerError where the URL names none, it cannot be opened, or a newer memcon made it.
        """
        return cls(open_engine(url), steps)

    def close(self) -> None:
        """Lets go of the database; the ledger may be asked again all the same."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def entry(self, record: Record) -> Entry:
        """Makes a Record ready to be stored, which may be done in another process than the writer's."""
        return ready(record, self._steps)

    def add(self, records: Iterable[Record]) -> Added:
        """Adds records, some in a transaction; one whose document is held changes nothing but where it was found."""
        added, batch = Added(), list[Record]()
        for record in records:
            batch.append(record)
            if len(batch) == _BATCH:
                added += self.add_entries([writing.Place.of(one.document, entry=self.entry(one)) for one in batch])
                batch = []
        added += self.add_entries([writing.Place.of(one.document, entry=self.entry(one)) for one in batch])
        self.recheck()
        return added

    def add_entries(
        self,
        places: Sequence[writing.Place],
        *,
        failures: Sequence[tuple[str, str, str]] = (),
        run: str | None = None,
        position: str | None = None,
    ) -> Added:
        """Adds what was made ready, with the failures met beside it (position, stage, reason), in one transaction.

        run names the sources of a run, and position how far it has come: both are kept until position is None. Claims
        are to be tested by recheck when all is added.
        """
        with _uncollected(), self._writing() as connection:
            stored = writing.add(connection, places, self._steps, self._names)
            touched = [one.sighting.key for one in stored.newcomers]
            derive.derive(connection, touched, Shelf(connection, stored.newcomers), self._steps, self._names)
            writing.forget_failures(connection, [one.position for one in places if one.position is not None])
            writing.note_failures(connection, failures)
            if run is not None:
                writing.set_run(connection, run, position)
        return Added(stored.new, stored.known, stored.carried)

    def replace(self, entries: Sequence[Entry]) -> None:
        """Puts what was read anew in place of what is held of the same documents, in one transaction.

        Judgements stay: they name contacts by document and id. Raises LedgerError where a document is not held.
        """
        with self._writing() as connection:
            held = writing.ids_of(connection, [one.hash for one in entries])
            lacking = next((one for one in entries if one.hash not in held), None)
            if lacking is not None:
                raise LedgerError(f"the ledger holds no document {lacking.hash.hex()}; add it first")
            ids = list(held.values())
            sources = writing.sources_of(connection, ids)
            gone = sighting_keys(connection, ids)
            writing.clear_contents(connection, ids)
            writing.write_contents(connection, [(held[one.hash], one) for one in entries], self._names)
            told = [(held[one.hash], sources[held[one.hash]], one) for one in entries]
            newcomers = writing.newcomers(connection, told)
            shelf = Shelf(connection, newcomers, {key: merged for key, merged in gone.items() if merged is not None})
            touched = {*gone, *(one.sighting.key for one in newcomers)}
            derive.derive(connection, touched, shelf, self._steps, self._names)
        self.recheck()

    def recheck(self) -> int:
        """Tests claims against contacts that other sources establish, where these changed; how many were tested.

        What it finds depends on what the ledger holds alone, and can be found again at any time.
        """
        count = 0
        while True:
            with self._writing() as connection:
                some = rechecking.recheck(connection, self._steps, _BATCH)
            count += some
            if some < _BATCH:
                return count

    def rederive(self) -> None:
        """Merges everything anew from the reports and the judgements; nothing that was read changes."""
        with self._writing() as connection:
            shelf = Shelf(connection)
            everything = shelf.of_documents(connection.scalars(select(schema.documents.c.id)).all())
            derive.derive(connection, [one.key for one in everything], shelf, self._steps, self._names)

    def judge(self, a: str, b: str, likeness: Likeness, by: str, note: str | None = None) -> Judgement:
        """Keeps what a person judged of two reports, each the id of a merged contact or the key of a sighting.

        A merged contact stands for its first report. Raises LedgerError where one is not held, or both are the same.
        """
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        with self._writing() as connection:
            one, other = (asking.sighting_key(connection, key) for key in (a, b))
            if one == other:
                raise QuestionError("these are one and the same report; name two")
            made = Judgement(one, other, likeness, _signed(by), now, None if note is None else plain(note))
            (number,) = writing.numbers_for(connection, schema.judgements, 1)
            row = {"id": number, "a": one, "b": other, "likeness": likeness.value, "by": made.by, "at": now}
            writing.insert(connection, schema.judgements, [{**row, "note": made.note}])
            derive.derive(connection, (one, other), Shelf(connection), self._steps, self._names)
        self.recheck()
        return made

    def known(self, documents: Iterable[str]) -> frozenset[str]:
        """Those of some document ids that the ledger holds."""
        with self._reading() as connection:
            return frozenset(one.hex() for one in writing.ids_of(connection, [_bytes(one) for one in documents]))

    def reached(self, run: str) -> str | None:
        """The position that an unfinished run over these sources has reached."""
        r = schema.runs.c
        with self._reading() as connection:
            return connection.execute(select(r.position).where(r.digest == writing.digest(run))).scalar()

    def who(self, name: str) -> Named:
        """Whom a name, an id or a country's code means; raises LedgerError where it may be nobody or several."""
        with self._reading() as connection:
            return resolve(connection, name)[1]

    def contacts(
        self,
        a: str,
        b: str,
        first: str | None = None,
        last: str | None = None,
        as_of: str | None = None,
        most: int | None = 500,
    ) -> Timeline:
        """The contacts of two parties from first to last and no later than as_of (ISO dates), the latest `most`.

        A party is an id, a name, or a country, whose officials then count. Raises LedgerError for a name unknown.
        """
        start, end = days.asked(first), days.asked(last, last=True)
        bound = days.asked(as_of, last=True)
        end = bound if end is None else end if bound is None else min(end, bound)
        with self._reading() as connection:
            (one, a_named), (other, b_named) = resolve(connection, a), resolve(connection, b)
            found = asking.dated(connection, one or 0, other or 0, start, end, most)
            return asking.timeline(connection, a_named, b_named, found)

    def last(self, a: str, b: str, as_of: str | None = None) -> Last:
        """The last held contact of two parties up to a day, today where none is given."""
        at = days.asked(as_of, last=True) or date.today().toordinal()
        with self._reading() as connection:
            (one, a_named), (other, b_named) = resolve(connection, a), resolve(connection, b)
            contact = asking.last(connection, one or 0, other or 0, at)
            later = asking.perhaps_later(connection, one or 0, other or 0, at, contact)
            shown = [*([contact] if contact else []), *later]
            return Last((a_named, b_named), days.day(at) or "", contact, later, asking.sources(connection, shown))

    def silences(
        self, over_days: int = 365, as_of: str | None = None, most: int = 100
    ) -> tuple[tuple[Silence, ...], tuple[Named, ...]]:
        """The pairs whose last held contact was over more than so many days ago, and their names; longest first."""
        at = days.asked(as_of, last=True) or date.today().toordinal()
        with self._reading() as connection:
            return asking.silences(connection, max(over_days, 0), at, most) if over_days < at else ((), ())

    def contact(self, contact_id: str) -> ContactAnswer:
        """One merged contact with its versions and reports, by its id, the start of it, or the key of a sighting."""
        with self._reading() as connection:
            return self._reviewed(connection, contact_id)

    def answers(self, first: str | None = None, last: str | None = None) -> Iterator[ContactAnswer]:
        """Every contact of a period (ISO dates), or every one where none is given, in the order they were merged.

        Each is read when it is asked for; one that is merged anew in between may be given twice or not at all.
        """
        after = 0
        while True:
            with self._reading() as connection:
                bounds = days.asked(first), days.asked(last, last=True)
                rows = overview.keys(connection, after, 200, *bounds)
                found = [self._reviewed(connection, key) for _, key in rows]
            yield from found
            if not rows:
                return
            after = rows[-1][0]

    def search(
        self,
        query: str,
        speaker: str | None = None,
        country: str | None = None,
        first: str | None = None,
        last: str | None = None,
        most: int = 20,
    ) -> tuple[Hit, ...]:
        """The statements that hold every word and "phrase" of a query (a star ends a word that may go on).

        The latest taken in come first; the words of one source carried by several count once. Raises LedgerError where
        the query holds no word.
        """
        asked = terms(query)
        if country is not None and not _CODE.fullmatch(country):
            raise QuestionError(f"{country[:40]!r} is no country; write its alpha-3 code, as in FRA")
        if not asked:
            raise QuestionError("the search holds no word; give one, or a phrase in quotation marks")
        with self._reading() as connection:
            number, said_by = resolve(connection, speaker) if speaker else (None, None)
            if said_by is not None and number is None:
                return ()
            of = country
            if said_by is not None and said_by.id.startswith("country:"):
                number, of = None, said_by.country
            found = search.find(
                connection, asked, speaker=number, country=of, first=days.asked(first), last=days.asked(last, last=True)
            )
            return tuple(asking.hits(connection, found, most, lambda text: highlights(text, asked)))

    def findings(self, verdict: Verdict | None = None, most: int | None = 500, skip: int = 0) -> tuple[Found, ...]:
        """What checks found, the newest documents first, after the first `skip`; only those with a verdict if given."""
        with self._reading() as connection:
            return asking.findings(connection, verdict, most, skip)

    def against(self, record: Record) -> tuple[Found, ...]:
        """What contacts of the ledger say of the claims of a Record, which need not be kept; each cites its reports."""
        with self._reading() as connection:
            found = list(rechecking.against(connection, record, self._steps))
            cited = asking.by_hash(connection, {one for _, _, cites in found for one in cites})
        its = record.document
        source = Source(
            its.id, its.kind, its.language, its.headline, its.publisher, its.url, its.published, carries=its.id
        )
        return tuple(
            Found(finding, claim, source, None, tuple(cited[one] for one in cites)) for claim, finding, cites in found
        )

    def failures(self) -> tuple[Failed, ...]:
        """The documents that could not be taken in, in the order of their positions."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.failures).order_by(schema.failures.c.position))
            return tuple(Failed(row.position, row.stage, row.reason, row.at) for row in rows)

    def record(self, document_id: str) -> Record:
        """The Record of a document; raises LedgerError where the ledger does not hold it."""
        with self._reading() as connection:
            held = writing.ids_of(connection, [_bytes(document_id)])
            found = asking.record_of(connection, held[_bytes(document_id)], self._steps) if held else None
        if found is None:
            raise LedgerError(f"the ledger holds no document {document_id[:100]!r}; `memcon stats` tells what it holds")
        return found

    def records(self, *, unless_reader: str | None = None) -> Iterator[Record]:
        """The Records of all documents in the order they were added; not those whose reader's name begins with this.

        Each is read when it is asked for, and the ledger may be written to in between.
        """
        after = 0
        r = schema.records.c
        while True:
            with self._reading() as connection:
                wanted = select(r.document_id, r.body).where(r.document_id > after).order_by(r.document_id).limit(50)
                if unless_reader is not None:
                    wanted = wanted.where(r.reader.not_like(f"{unless_reader}%"))
                rows = connection.execute(wanted).all()
            if not rows:
                return
            for row in rows:
                yield self._steps.from_json(inflate(row.body))
            after = rows[-1].document_id

    def documents(self) -> Iterator[Source]:
        """All documents in the order they were added."""
        after: int | None = 0
        while after is not None:
            found, after = self.sources(after, 1000)
            yield from found

    def latest(
        self,
        most: int = 20,
        first: str | None = None,
        last: str | None = None,
        country: str | None = None,
        skip: int = 0,
    ) -> Listing:
        """The latest contacts of a period (ISO dates), only those held in a country (alpha-3) where one is given.

        The first `skip` of them are passed over.
        """
        with self._reading() as connection:
            bounds = days.asked(first), days.asked(last, last=True)
            return overview.latest(connection, most, *bounds, country=country, skip=skip)

    def broken(self, contacts: tuple[Dated, ...], over_days: int = 365) -> tuple[Silence, ...]:
        """The silences of more than so many days that contacts ended."""
        with self._reading() as connection:
            return overview.broken(connection, contacts, over_days)

    def partners(self, actor: str, most: int = 50) -> tuple[Partner, ...]:
        """Those an actor (an id or a name) had held contacts with, the most frequent first."""
        with self._reading() as connection:
            number, _ = resolve(connection, actor)
            return () if number is None else overview.partners(connection, number, most)

    def said_by(self, actor: str, most: int = 20) -> tuple[Hit, ...]:
        """The latest statements of an actor (an id or a name)."""
        with self._reading() as connection:
            number, _ = resolve(connection, actor)
            if number is None:
                return ()
            return tuple(asking.hits(connection, overview.said_by(connection, number), most, lambda _: ()))

    def network(self, first: str | None = None, last: str | None = None) -> Network:
        """Who was in contact with whom over a period (ISO dates)."""
        with self._reading() as connection:
            return overview.network(connection, days.asked(first), days.asked(last, last=True))

    def places(self, first: str | None = None, last: str | None = None) -> tuple[tuple[str, int], ...]:
        """The countries (alpha-3) where held contacts of a period took place, with their number, most first."""
        with self._reading() as connection:
            return overview.places(connection, days.asked(first), days.asked(last, last=True))

    def uncertain(self, most: int = 50) -> tuple[tuple[tuple[Dated, float], ...], tuple[Named, ...]]:
        """Contacts made of several reports, the least sure first, with the least score in each; and whom they name."""
        with self._reading() as connection:
            return overview.uncertain(connection, most)

    def judgements(self, most: int = 100, skip: int = 0) -> tuple[Judgement, ...]:
        """What persons judged, the latest first, after the first `skip`."""
        with self._reading() as connection:
            return reviewing.judgements(connection, most, skip)

    def review(self, contact_id: str, field: str, decision: str, by: str, value: str | None = None) -> Review:
        """Keeps what a person decided of a field of a contact: accept, reject or correct (to a value).

        Raises LedgerError for a field or decision there is none of, and for a value that is missing or malformed.
        """
        with self._writing() as connection:
            key = asking.sighting_key(connection, contact_id)
            given = self._reviewed(connection, key).merged.field(field)
            made = reviewing.keep(connection, key, field, decision, _signed(by), plain(value or ""), given)
            derive.derive(connection, (key,), Shelf(connection), self._steps, self._names)
        self.recheck()
        return made

    def reviews(self, contact_id: str) -> tuple[Review, ...]:
        """What persons decided of the fields of a contact, in the order they said it."""
        with self._reading() as connection:
            return reviewing.of_contact(connection, asking.sighting_keys(connection, contact_id))

    def sources(self, after: int = 0, most: int = 100) -> tuple[tuple[Source, ...], int | None]:
        """The documents added after a place, in their order, and the place to go on from, None at the end."""
        d = schema.documents
        with self._reading() as connection:
            rows = connection.execute(select(d).where(d.c.id > after).order_by(d.c.id).limit(most)).all()
        return tuple(asking.source_of(row) for row in rows), rows[-1].id if len(rows) == most else None

    def carriers(self, document_id: str) -> tuple[Source, ...]:
        """A document at every place where its very text was found, in the order they were met; none if not held."""
        with self._reading() as connection:
            return asking.carriers(connection, _bytes(document_id))

    def stats(self) -> Stats:
        """How much the ledger holds."""
        with self._reading() as connection:
            return Stats(asking.counts(connection), *asking.published(connection))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._lock:
            self._names.pending = {}
            with transaction(self._engine) as connection:
                yield connection
            self._names.committed()

    def _reviewed(self, connection: Connection, contact_id: str) -> ContactAnswer:
        """A merged contact as persons decided."""
        found = asking.contact(connection, contact_id, self._steps)
        return reviewing.applied(found, reviewing.of_contact(connection, found.merged.sightings))

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self._engine)


def ready(record: Record, steps: Steps) -> Entry:
    """Makes a Record ready to be stored."""
    found = [(one, tuple(steps.blocks(one))) for one in steps.sightings(record)]
    return prepare(record, steps.to_json(record), found, steps.signature(record.document), steps.watched(record))


def _signed(by: str) -> str:
    """The name of a person who decides; raises QuestionError where there is none."""
    if not by.strip():
        raise QuestionError("say who decides: the name is empty")
    return plain(by)


def _bytes(document_id: str) -> bytes:
    try:
        return bytes.fromhex(document_id)
    except ValueError:
        return b""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps the garbage collector from walking over the thousands of objects of a batch, which leaves no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
