"""The use cases in order: take in, read, check. Stages never call each other; this page alone joins them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import BinaryIO

from memcon import intake
from memcon.checking import Facts, check
from memcon.config import Config
from memcon.errors import KnowledgeError, MemconError
from memcon.intake import Failure, Located
from memcon.knowledge import lexicon as lexicons
from memcon.knowledge import own_actors
from memcon.knowledge.gazetteer import Gazetteer
from memcon.reading import (
    actors,
    claims,
    contact_details,
    contacts,
    dating,
    discourse,
    event_types,
    events,
    parse,
    sequences,
    statements,
    tellings,
    times,
)
from memcon.reading.anchors import Anchors
from memcon.record import Actor, Document, ReaderInfo, Record
from memcon.record.vocabulary import ActorKind

RECORD_VERSION = "0.1"
"""The version of the Record's shape."""

_FALLBACK_LANGUAGE = "en"


class Reader:
    """Reads documents into Records; models and data are loaded once, when they are first needed.

    timings adds up the CPU seconds of each stage over all documents read so far.
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self.timings: dict[str, float] = {}

    def read(self, document: Document) -> Record:
        """Reads one document whole.

        Raises KnowledgeError where there is no parser or no data for its language.
        """
        language = self._language(document)
        with self._timed("load"):
            parse.load(language)
            statements.load(language, self.config.statements)
            who = own_actors.load(self.config.actors)
        with self._timed("parse"):
            parsed = parse.parse(document, language)
        with self._timed("times"):
            found_times = times.find(document, parsed, language)
        with self._timed("actors"):
            cast = actors.find(parsed, who, found_times)
            found_times = times.outside_names(found_times, cast)
        with self._timed("statements"):
            said = statements.find(parsed, cast, method=self.config.statements)
        with self._timed("events"):
            anchors = Anchors(parsed, cast, found_times, lexicons.event_nouns(language))
            found_tellings = tellings.detect(parsed, cast, anchors, said, language)
            newness = discourse.read(parsed, found_times)
            told = events.find(parsed, cast, found_tellings, found_times, newness, language)
            told = dating.date_news(parsed, anchors, told)
        with self._timed("contacts"):
            lengths = contact_details.durations(told, parsed, cast, anchors, lexicons.contacts(language))
            found_contacts = contacts.find(parsed, cast, lengths, said, told, language)
            said = dating.date_statements(parsed, anchors, found_contacts, told, said)
            found_events = dating.date_events(parsed, found_contacts, told)
        with self._timed("claims"):
            found_claims = claims.find(parsed, lengths, found_times, told, found_contacts, language, cast)
        with self._timed("checks"):
            findings = check(
                Facts(
                    document=document,
                    actors={actor.id: actor for actor in cast.actors},
                    times=found_times,
                    events={event.id: event for event in found_events},
                    contacts=found_contacts,
                    claims=found_claims,
                    words=lexicons.check_words(language),
                    tenures={actor.id: who.tenures_of(actor.id) for actor in cast.actors},
                    statements=said,
                    orders=sequences.find(parsed, told, language),
                    nations=who.nations(document.text, language) if found_claims else {},
                )
            )
        models = (
            *parse.model_versions(language),
            *statements.models(language, self.config.statements),
            *event_types.models(language),
            *discourse.models(language),
        )
        record = Record(
            memcon=RECORD_VERSION,
            reader=ReaderInfo("memcon", metadata.version("memcon"), models),
            document=document,
            actors=_with_issuer(cast.actors, document, who),
            times=found_times,
            statements=said,
            events=found_events,
            contacts=found_contacts,
            claims=found_claims,
            findings=findings,
        )
        return replace(record, actors=_used(record))

    def _language(self, document: Document) -> str:
        language = (self.config.language or document.language or _FALLBACK_LANGUAGE).split("-")[0].lower()
        if language not in parse.DISTRIBUTIONS:
            known = ", ".join(sorted(parse.DISTRIBUTIONS))
            raise KnowledgeError(
                f"the document is in {language!r}, which memcon cannot read yet (it reads: {known}); "
                "if that is wrong, say --language"
            )
        return language

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = time.process_time()
        try:
            yield
        finally:
            self.timings[stage] = self.timings.get(stage, 0.0) + time.process_time() - start


def read_many(
    sources: Iterable[str | Path],
    config: Config | None = None,
    *,
    stdin: BinaryIO | None = None,
    after: str | None = None,
    timings: MutableMapping[str, float] | None = None,
) -> Iterator[Record | Failure]:
    """Reads every document of paths, folders and JSON Lines in order; what cannot be read becomes a Failure.

    after is the position of the last document of an earlier run, and timings as in read_located.
    """
    for _, item in read_located(sources, config, stdin=stdin, after=after, timings=timings):
        yield item


def read_located(
    sources: Iterable[str | Path],
    config: Config | None = None,
    *,
    stdin: BinaryIO | None = None,
    after: str | None = None,
    timings: MutableMapping[str, float] | None = None,
) -> Iterator[tuple[Located, Record | Failure]]:
    """Reads as read_many does, and gives before each record or failure where it was found, for a run to go on after.

    timings, where given, is brought up to date after each document.
    """
    reader = Reader(config)
    for found in intake.located(sources, reader.config, stdin=stdin, after=after):
        item = found.item
        yield found, item if isinstance(item, Failure) else _read_one(item, found.position, reader)
        if timings is not None:
            timings.update(reader.timings)


def _read_one(document: Document, position: str, reader: Reader) -> Record | Failure:
    try:
        return reader.read(document)
    except MemconError as error:
        return Failure(position, "reading", str(error))


def read(source: str | Path, config: Config | None = None) -> Record:
    """Reads one report from a path, or from its text itself; raises InputError where it cannot be read."""
    reader = Reader(config)
    return reader.read(intake.document(source, reader.config))


def _with_issuer(actors: tuple[Actor, ...], document: Document, who: Gazetteer) -> tuple[Actor, ...]:
    """The actors and the body that issued the document, which a statement that says "we" need not name."""
    body = intake.issuing_body(document)
    if body is None or any(actor.id == body for actor in actors):
        return actors
    entity = who.entity(body)
    if entity is not None:
        return (*actors, Actor(entity.id, entity.name, entity.kind, entity.country, entity.sector or "GOV"))
    office = re.match(r"local:office:([A-Z]{3})-", body)
    country = office[1] if office else None
    return (*actors, Actor(body, document.publisher or body, ActorKind.OFFICE, country, "GOV"))


def _used(record: Record) -> tuple[Actor, ...]:
    """The actors that the text mentions or that another layer refers to, and the body that issued the document."""
    used = {one.actor for contact in record.contacts for one in contact.participants}
    used |= {one.actor for contact in record.contacts for one in contact.informed}
    used |= {account.side for contact in record.contacts for account in contact.accounts}
    used |= {actor_id for event in record.events for actor_id in (*event.actors, *event.recipients)}
    used |= {actor_id for one in record.statements for actor_id in (one.speaker, one.addressee) if actor_id}
    used.add(intake.issuing_body(record.document) or "")
    return tuple(actor for actor in record.actors if actor.mentions or actor.id in used)
