"""Records as flat tables, for DuckDB, Spark, R and spreadsheets: a row a document, statement, event, contact, claim.

Every row names its document, so tables join on (document, id). Lists are JSON arrays in one column. Spans are three
columns: start, end and the words.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from memcon.errors import InputError
from memcon.record import Claim, Contact, Event, Record, Span, Statement, When

_BATCH = 500
"""Records whose rows are held at once."""

Row = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns in order with whether they hold whole numbers, and the rows of one record."""

    name: str
    columns: tuple[tuple[str, bool], ...]
    rows: Callable[[Record], Iterator[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(name for name, _ in self.columns)


def write_csv(records: Iterable[Record], table: Table, target: TextIO) -> None:
    """Writes one table as CSV (RFC 4180) with a header; what a spreadsheet would run as a formula is quoted with '."""
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(table.names)
    for record in records:
        for row in table.rows(record):
            writer.writerow([tame(row[name]) for name in table.names])


def write_jsonl(records: Iterable[Record], table: Table, target: TextIO) -> None:
    """Writes one table as JSON Lines, an object a row."""
    for record in records:
        target.writelines(f"{_json(row)}\n" for row in table.rows(record))


def write_parquet(records: Iterable[Record], folder: Path) -> Mapping[str, int]:
    """Writes every table under a folder as Parquet, table/year=YYYY/part-N.parquet, and returns the rows of each.

    year is the year of publication, "unknown" where none is stated. Memory holds _BATCH records at a time. Raises
    InputError where the folder cannot be written or is not empty.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise InputError(f"{folder} is not empty: name a new folder to export to")
    except OSError as error:
        raise InputError(f"cannot write {folder}: {error.strerror}") from error
    counts = dict.fromkeys((table.name for table in TABLES), 0)
    schemas = {
        table.name: pyarrow.schema(
            [(name, pyarrow.int64() if is_number else pyarrow.string()) for name, is_number in table.columns]
        )
        for table in TABLES
    }
    remaining = iter(records)
    for number, batch in enumerate(iter(lambda: tuple(islice(remaining, _BATCH)), ())):
        for table in TABLES:
            for year, rows in _by_year(batch, table).items():
                place = folder / table.name / f"year={year}"
                place.mkdir(parents=True, exist_ok=True)
                aside = place / f".part-{number:05}.writing"
                parquet.write_table(pyarrow.Table.from_pylist(rows, schemas[table.name]), aside, compression="zstd")
                os.replace(aside, place / f"part-{number:05}.parquet")
                counts[table.name] += len(rows)
    return counts


def _by_year(records: Iterable[Record], table: Table) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for record in records:
        year = (record.document.published or "")[:4] or "unknown"
        if rows := list(table.rows(record)):
            found.setdefault(year, []).extend(rows)
    return found


def tame(value: str | int | None) -> str | int | None:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _span(prefix: str, span: Span | None) -> Row:
    return {
        f"{prefix}_start": span.start if span else None,
        f"{prefix}_end": span.end if span else None,
        prefix: span.exact if span else None,
    }


def _when(time: When | None) -> Row:
    return {
        "time": time.value if time else None,
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
    }


def _documents(record: Record) -> Iterator[Row]:
    document = record.document
    yield {
        "document": document.id,
        "kind": document.kind.value,
        "language": document.language,
        "headline": document.headline,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "published": document.published,
        "retrieved": document.retrieved,
        "characters": len(document.text),
        "reader": f"{record.reader.name} {record.reader.version}",
        "text": document.text,
    }


def _actors(record: Record) -> Iterator[Row]:
    for actor in record.actors:
        yield {
            "document": record.document.id,
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind.value,
            "country": actor.country,
            "sector": actor.sector,
            "posts": _json([post.title for post in actor.posts]),
            "mentions": len(actor.mentions),
        }


def _statements(record: Record) -> Iterator[Row]:
    for statement in record.statements:
        yield _statement(record.document.id, statement)


def _statement(document: str, statement: Statement) -> Row:
    return {
        "document": document,
        "id": statement.id,
        "speaker": statement.speaker,
        "source": statement.speaker_span.exact if statement.speaker_span else None,
        "cue": statement.cue.exact if statement.cue else None,
        "content": statement.words,
        "start": statement.content[0].start if statement.content else None,
        "end": statement.content[-1].end if statement.content else None,
        "quotation": statement.quotation.value,
        "quotes": _json([span.exact for span in statement.quotes]),
        "addressee": statement.addressee,
        "within": statement.within,
        **_when(statement.time),
    }


def _events(record: Record) -> Iterator[Row]:
    for event in record.events:
        yield _event(record.document.id, event)


def _event(document: str, event: Event) -> Row:
    return {
        "document": document,
        "id": event.id,
        "type": event.type.value,
        "mode": event.mode,
        "contexts": _json(event.contexts),
        "actors": _json(event.actors),
        "recipients": _json(event.recipients),
        "modality": event.modality.value,
        "role": event.role.value,
        "attributed_to": event.attributed_to,
        "place": event.place.name if event.place else None,
        "country": event.place.country if event.place else None,
        **_when(event.time),
        **_span("trigger", event.trigger),
        **_span("evidence", event.evidence),
    }


def _contacts(record: Record) -> Iterator[Row]:
    for contact in record.contacts:
        yield _contact(record.document.id, contact)


def _contact(document: str, contact: Contact) -> Row:
    return {
        "document": document,
        "id": contact.id,
        "event": contact.event,
        "channel": contact.channel.value,
        "status": contact.status.value,
        "role": contact.role.value,
        "participants": _json([one.actor for one in contact.participants]),
        "posts": _json([one.post for one in contact.participants]),
        "initiator": contact.initiator.actor if contact.initiator else None,
        "duration": contact.duration,
        "place": contact.place.name if contact.place else None,
        "country": contact.place.country if contact.place else None,
        "topics": _json([topic.label for topic in contact.topics]),
        "informed": _json([one.actor for one in contact.informed]),
        **_when(contact.time),
    }


def _claims(record: Record) -> Iterator[Row]:
    found = {finding.claim: finding for finding in record.findings if finding.claim is not None}
    for claim in record.claims:
        yield _claim(record.document.id, claim, found)


def _claim(document: str, claim: Claim, found: Mapping[str, Any]) -> Row:
    finding = found.get(claim.id)
    return {
        "document": document,
        "id": claim.id,
        "kind": claim.kind.value,
        "value": claim.value,
        "modifier": claim.modifier.value,
        "about": claim.about,
        "verdict": finding.verdict.value if finding else None,
        "explanation": finding.explanation if finding else None,
        **_span("claim", claim.span),
    }


def _columns(text: str) -> tuple[tuple[str, bool], ...]:
    """Columns of a list of names; those that end in # hold whole numbers."""
    return tuple((name.rstrip("#"), name.endswith("#")) for name in text.split())


TABLES = (
    Table(
        "documents",
        _columns(
            "document kind language headline publisher author url published retrieved characters# reader text",
        ),
        _documents,
    ),
    Table("actors", _columns("document id name kind country sector posts mentions#"), _actors),
    Table(
        "statements",
        _columns(
            "document id speaker source cue content start# end# quotation quotes addressee within time earliest latest"
        ),
        _statements,
    ),
    Table(
        "events",
        _columns(
            "document id type mode contexts actors recipients modality role attributed_to place country "
            "time earliest latest trigger_start# trigger_end# trigger evidence_start# evidence_end# evidence"
        ),
        _events,
    ),
    Table(
        "contacts",
        _columns(
            "document id event channel status role participants posts initiator duration place country topics informed "
            "time earliest latest"
        ),
        _contacts,
    ),
    Table(
        "claims",
        _columns("document id kind value modifier about verdict explanation claim_start# claim_end# claim"),
        _claims,
    ),
)
"""Every table, in the order in which they refer to each other."""
