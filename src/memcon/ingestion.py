"""The use cases of many documents: take them into a ledger, and read those anew that it holds."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from importlib import metadata
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from memcon import intake, merging, parallel
from memcon.checking import Facts
from memcon.checking.against import check_against, is_watched
from memcon.config import Config
from memcon.errors import KnowledgeError, MemconError
from memcon.intake import Failure, Located
from memcon.intake.copies import SCHEME, THRESHOLD, signature
from memcon.knowledge import lexicon as lexicons
from memcon.ledger import Difference, Entry, Ledger, Place, Steps, differences, ready
from memcon.pipeline import Reader
from memcon.record import Document, Finding, Record
from memcon.record.established import Established
from memcon.record.vocabulary import ActorKind
from memcon.views import codec

BANDS = 16
"""Bands of a signature's 64 that a ledger keeps: of texts that are half alike 1 pair in 100 does not meet in one."""
_SCHEME = blake2b(SCHEME.encode(), digest_size=4).digest()
"""What opens a kept signature: those made in another way are never compared with it."""
_LOOKED_UP = 64
"""Documents that the ledger is asked for at once whether it holds them."""
_FEW = 8
"""Documents up to which starting processes takes longer than reading."""
_BATCH_SECONDS = 2.0
"""Seconds after which what was read is written: what a killed run has to read again."""
_LOST = "the process that read it was killed, twice; it may need more memory than there is"

Reading = Callable[[Document], Record]
"""Reads a document; raises MemconError where it cannot."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How far a run has come: documents met, and of these new to the ledger, known to it, at new places, and failed."""

    met: int = 0
    new: int = 0
    known: int = 0
    carried: int = 0
    failed: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reread:
    """A document that was read anew: what is told differently now, or why it could not be read."""

    document: str
    headline: str | None
    differences: tuple[Difference, ...]
    failure: str | None = None


def ingest(
    sources: Iterable[str | Path],
    ledger: Ledger,
    config: Config | None = None,
    *,
    workers: int | None = None,
    batch: int = 256,
    stdin: BinaryIO | None = None,
    told: Callable[[Taken | Failure], None] = lambda _: None,
    reading: Callable[[Config], Reading] | None = None,
) -> Taken:
    """Takes the documents of paths, folders, archives and addresses into a ledger, and tells how far it came.

    Documents are read in parallel processes (workers, by default one for each processor) and written by this one, a
    batch in a transaction: a run that is killed loses only what it had not written, and the same run again goes on
    where it stopped. What the ledger holds is not read again. told hears of every failure and every batch. reading
    makes, in each process, what reads; it must be importable, and is memcon's reader where it is not given.
    """
    config = config or Config()
    named = [str(one) for one in sources]
    run = None if "-" in named else "\n".join([os.getcwd(), *named])
    writer = _Writer(ledger, run, batch, told)
    found = _resumed(named, config, stdin, ledger.reached(run) if run else None)
    for done in _read_all(_sorted(found, ledger), reading or _memcon, config, workers or os.cpu_count() or 1):
        writer.take(done)
    writer.finish()
    return writer.taken


@dataclass(frozen=True, slots=True)
class _Met:
    """A document of a source, or why there is none; to_read where the ledger does not hold it."""

    position: str
    item: Document | Failure
    to_read: bool


@dataclass(frozen=True, slots=True)
class _Done:
    position: str
    item: Place | Failure


def _resumed(sources: list[str], config: Config, stdin: BinaryIO | None, after: str | None) -> Iterator[Located]:
    """The documents of sources that come after a position; all of them where it is not there any more."""
    found = intake.located(sources, config, stdin=stdin, after=after)
    if after is not None:
        first = next(found, None)
        if first is None:
            return
        if isinstance(first.item, Failure) and first.position == after:
            found = intake.located(sources, config, stdin=stdin)
        else:
            found = chain([first], found)
    yield from found


def _sorted(found: Iterator[Located], ledger: Ledger) -> Iterator[_Met]:
    """What was found, each document with whether it is to be read."""
    while some := list(islice(found, _LOOKED_UP)):
        documents = {one.item.id for one in some if isinstance(one.item, Document)}
        held = ledger.known(documents)
        for one in some:
            yield _Met(one.position, one.item, isinstance(one.item, Document) and one.item.id not in held)


def _read_all(
    found: Iterator[_Met], reading: Callable[[Config], Reading], config: Config, workers: int
) -> Iterator[_Done]:
    """What became of each document, in order."""
    work = partial(_read_one, reading, config)
    first = list(islice(found, _FEW))
    if len(first) < _FEW or workers < 2:
        yield from map(work, chain(first, found))
    else:
        yield from parallel.spread(chain(first, found), work, _lost, workers=workers)


def _read_one(reading: Callable[[Config], Reading], config: Config, met: _Met) -> _Done:
    if isinstance(met.item, Failure):
        return _Done(met.position, met.item)
    if not met.to_read:
        return _Done(met.position, Place.of(met.item, met.position))
    try:
        record = _made_once(reading, config)(met.item)
    except MemconError as error:
        return _Done(met.position, Failure(met.position, "reading", str(error)))
    return _Done(met.position, Place.of(met.item, met.position, ready(record, steps())))


def _lost(met: _Met) -> _Done:
    return _Done(met.position, Failure(met.position, "reading", _LOST))


@cache
def _made_once(reading: Callable[[Config], Reading], config: Config) -> Reading:
    """What reads in this process."""
    return reading(config)


def _memcon(config: Config) -> Reading:
    return Reader(config).read


@dataclass(slots=True)
class _Writer:
    """Writes what was read in batches, and counts."""

    ledger: Ledger
    run: str | None
    batch: int
    told: Callable[[Taken | Failure], None]
    taken: Taken = Taken()
    _batch: list[_Done] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _written: float = field(default_factory=time.monotonic)

    def take(self, done: _Done) -> None:
        """Takes what became of one document, and writes when enough came together: never amid those of one position."""
        is_due = len(self._batch) >= self.batch or time.monotonic() - self._written >= _BATCH_SECONDS
        if is_due and self._batch and self._batch[-1].position != done.position:
            self._write(self._batch[-1].position)
        self._batch.append(done)
        if isinstance(done.item, Failure):
            self.told(done.item)

    def finish(self) -> None:
        """Writes the rest, tests claims against what was taken in, and writes that the run is done."""
        self._write(self._batch[-1].position if self._batch else None)
        self.ledger.recheck()
        self._write(None)

    def _write(self, position: str | None) -> None:
        places = [one.item for one in self._batch if isinstance(one.item, Place)]
        failed = [one.item for one in self._batch if isinstance(one.item, Failure)]
        failures = [(one.source, one.stage, one.reason) for one in failed]
        added = self.ledger.add_entries(places, failures=failures, run=self.run, position=position)
        before = self.taken
        self.taken = Taken(
            before.met + len(self._batch),
            before.new + added.new,
            before.known + added.known,
            before.carried + added.carried,
            before.failed + len(failed),
            time.monotonic() - self._began,
        )
        self._batch = []
        self._written = time.monotonic()
        self.told(self.taken)


def reread(
    ledger: Ledger,
    config: Config | None = None,
    *,
    everything: bool = False,
    workers: int | None = None,
    reading: Callable[[Config], Reading] | None = None,
) -> Iterator[Reread]:
    """Reads documents anew that another version of memcon read (all with everything), and tells what changed in each.

    Each document's record is replaced in one transaction, when what changed is asked for; one that cannot be read
    any more keeps its record. What intake made of a document stays: its text is the one that is kept.
    """
    version = None if everything else f"memcon {metadata.version('memcon')} "
    held = ledger.records(unless_reader=version)
    work = partial(_reread_one, reading or _memcon, config or Config())
    first = list(islice(held, _FEW))
    count = workers or os.cpu_count() or 1
    several = len(first) == _FEW and count > 1
    found = chain(first, held)
    for one, entry in parallel.spread(found, work, _lost_again, workers=count) if several else map(work, found):
        if entry is not None:
            ledger.replace([entry])
        yield one


def _reread_one(reading: Callable[[Config], Reading], config: Config, record: Record) -> tuple[Reread, Entry | None]:
    document = record.document
    try:
        made = _made_once(reading, config)(document)
    except MemconError as error:
        return Reread(document.id, document.headline, (), str(error)), None
    changed = Reread(document.id, document.headline, differences(record, made))
    return changed, None if made == record else ready(made, steps())


def _lost_again(record: Record) -> tuple[Reread, Entry | None]:
    return Reread(record.document.id, record.document.headline, (), _LOST), None


def steps() -> Steps:
    """What a ledger asks of the other stages."""
    return Steps(
        to_json=partial(codec.to_json, indent=None),
        from_json=codec.from_json,
        sightings=merging.sightings,
        blocks=merging.blocks,
        closure=merging.closure,
        merge=merging.merge,
        signature=_signature,
        likeness=_likeness,
        watched=_watched,
        against=_against,
    )


def open_ledger(url: str) -> Ledger:
    """Opens the ledger at a URL, made where there is none; raises LedgerError where it cannot be."""
    return Ledger.open(url, steps())


def _signature(document: Document) -> tuple[bytes, tuple[int, ...]] | None:
    """The signature of a document under its scheme, and the bands that it is looked up by."""
    found = signature(document)
    if found is None:
        return None
    kept = found.bands[:: len(found.bands) // BANDS]
    marked = (struct.pack(">Bq", number, band) for number, band in enumerate(kept))
    return _SCHEME + found.values, tuple(
        int.from_bytes(blake2b(_SCHEME + one, digest_size=8).digest(), "big", signed=True) for one in marked
    )


def _likeness(signed: bytes, others: Sequence[bytes]) -> list[float | None]:
    """How alike the text of a signature is to others; None where they are no copies or signed under another scheme."""
    import numpy

    size = len(_SCHEME)
    comparable = [one if one[:size] == _SCHEME == signed[:size] else bytes(len(signed)) for one in others]
    values = numpy.frombuffer(b"".join(comparable), dtype=">u4").reshape(len(others), -1)
    equal = (values[:, 1:] == numpy.frombuffer(signed, dtype=">u4")[1:]).mean(axis=1)
    return [float(one) if one >= THRESHOLD else None for one in equal]


def _watched(record: Record) -> Iterator[tuple[str, str, str]]:
    """The claims that contacts told by others can contradict, with the two sides of the contact they are about.

    A side is its person, or its country where the report names no person of it; contacts of more sides, or of several
    persons of one, are left out: a claim about them may be about some of them only.
    """
    contacts = {contact.id: contact for contact in record.contacts}
    actors = {actor.id: actor for actor in record.actors}
    for claim in record.claims:
        contact = contacts.get(claim.about or "")
        if contact is None or not is_watched(claim):
            continue
        sides: dict[str, set[str]] = {}
        for participant in contact.participants:
            actor = actors[participant.actor]
            country = f"country:{actor.country}" if actor.country else actor.id
            persons = sides.setdefault(country, set())
            if actor.kind is ActorKind.PERSON:
                persons.add(actor.id)
        if len(sides) == 2 and all(len(persons) < 2 for persons in sides.values()):
            one, other = (next(iter(persons), country) for country, persons in sides.items())
            yield claim.id, one, other


def _against(
    record: Record, claim_id: str, established: Sequence[Established]
) -> tuple[Finding, tuple[str, ...]] | None:
    """What contacts that others establish say of a claim, and the documents it rests on."""
    claim = next(one for one in record.claims if one.id == claim_id)
    language = (record.document.language or "en").split("-")[0].lower()
    try:
        words, visiting = lexicons.check_words(language), lexicons.claims(language)["visiting"]
    except KnowledgeError:
        return None
    facts = Facts(
        document=record.document,
        actors={actor.id: actor for actor in record.actors},
        times=record.times,
        events={event.id: event for event in record.events},
        contacts=record.contacts,
        claims=record.claims,
        words=words,
    )
    found = check_against(claim, facts, established, visiting)
    return None if found is None else (found.finding, found.cites)
