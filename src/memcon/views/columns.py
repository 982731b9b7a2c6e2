"""What a ledger answers, as tables: columns and rows, for CSV and for data frames, and as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TextIO

from memcon.record import Comparison, ContactAnswer, Dated, Failed, Found, Hit, Last, Saying, Silence, Stats, Timeline
from memcon.views.exports.tables import tame

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Columns:
    """A table of an answer: the names of its columns and its rows, each as long as the names."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


_SOURCE = ("document", "publisher", "url", "published")


def timeline(found: Timeline) -> Columns:
    """A row a contact; parties, topics and the documents that report it are joined by semicolons."""
    documents: dict[str, list[str]] = {}
    for key, source in found.sources:
        documents.setdefault(key, []).append(source.document)
    names = (*DATED, "documents")
    return Columns(
        names,
        tuple((*dated(contact), "; ".join(documents.get(contact.id, ()))) for contact in found.contacts),
    )


def listing(found: Iterable[Dated]) -> Columns:
    """A row a contact."""
    return Columns(DATED, tuple(dated(contact) for contact in found))


DATED = (
    "id", "kind", "status", "earliest", "latest", "place", "parties", "topics", "reports", "sources", "known_from",
)  # fmt: skip


def dated(contact: Dated) -> tuple[Cell, ...]:
    """The row of one contact, in the order of DATED."""
    return (
        contact.id,
        contact.kind,
        contact.status,
        contact.earliest,
        contact.latest,
        contact.place,
        "; ".join(contact.parties),
        "; ".join(contact.topics),
        contact.reports,
        contact.sources,
        contact.known_from,
    )


def last(found: Last) -> Columns:
    """The row of the last contact of two parties, then those of contacts that may have been later."""
    rows = [("last", *dated(found.contact))] if found.contact else []
    rows += [("perhaps later", *dated(one)) for one in found.perhaps_later]
    return Columns(("what", *DATED), tuple(rows))


def stats(found: Stats) -> Columns:
    """A row a number."""
    return Columns(("what", "count"), found.counts)


def contact(answer: ContactAnswer) -> Columns:
    """A row a version of a field of a merged contact, with whether it is the shown one and which reports give it."""
    names = ("contact", "field", "value", "shown", "sources", "reports")
    return Columns(
        names,
        tuple(
            (
                answer.merged.id,
                field.name,
                version.value,
                int(version.value == field.value),
                version.sources,
                "; ".join(version.sightings),
            )
            for field in answer.merged.fields
            for version in field.versions
        ),
    )


def comparison(found: Comparison) -> Columns:
    """A row a saying (or a disputed value), with what it is: dispute, shared or only."""
    names = ("contact", "what", "number", "over", "side", "words", *_SOURCE)
    rows: list[tuple[Cell, ...]] = []
    for number, dispute in enumerate(found.disputes, 1):
        rows.extend(
            (found.contact, "dispute", number, dispute.over, side, value, None, None, None, None)
            for side, value in dispute.values
        )
    for number, point in enumerate(found.points, 1):
        rows.extend(_saying(found.contact, "shared", number, ", ".join(point.shared), one) for one in point.sayings)
    rows.extend(_saying(found.contact, "only", number, None, one) for number, one in enumerate(found.only, 1))
    return Columns(names, tuple(rows))


def silences(found: Iterable[Silence]) -> Columns:
    """A row a silence."""
    names = ("party", "other_party", "since_earliest", "since", "until", "until_latest", "days", "before", "after")
    rows = (
        (
            *one.parties,
            one.since_earliest,
            one.since,
            one.until,
            one.until_latest,
            one.days,
            one.before,
            one.after,
        )
        for one in found
    )
    return Columns(names, tuple(rows))


def hits(found: Iterable[Hit]) -> Columns:
    """A row a statement found."""
    names = ("day", "speaker", "name", "words", "statement", *_SOURCE)
    return Columns(
        names,
        tuple(
            (
                hit.day,
                hit.statement.speaker,
                hit.speaker.name if hit.speaker else None,
                hit.text,
                hit.statement.id,
                hit.source.document,
                hit.source.publisher,
                hit.source.url,
                hit.source.published,
            )
            for hit in found
        ),
    )


def findings(found: Iterable[Found]) -> Columns:
    """A row a finding, its claim's fields empty where it tested none.

    cites are the other documents that it rests on, joined by semicolons.
    """
    names = ("verdict", "check", "claim", "kind", "value", "modifier", "explanation", "contact", "cites", *_SOURCE)
    return Columns(
        names,
        tuple(
            (
                one.finding.verdict.value,
                one.finding.check,
                one.words,
                one.claim.kind.value if one.claim else None,
                one.claim.value if one.claim else None,
                one.claim.modifier.value if one.claim else None,
                one.finding.explanation,
                one.contact,
                "; ".join(source.document for source in one.cites),
                one.source.document,
                one.source.publisher,
                one.source.url,
                one.source.published,
            )
            for one in found
        ),
    )


def failures(found: Iterable[Failed]) -> Columns:
    """A row a document that could not be taken in."""
    return Columns(
        ("position", "stage", "reason", "at"), tuple((one.position, one.stage, one.reason, one.at) for one in found)
    )


def write_csv(columns: Columns, target: TextIO) -> None:
    """Writes a table as CSV (RFC 4180) with a header."""
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns.names)
    writer.writerows([tame(cell) for cell in row] for row in columns.rows)


def to_json(answer: DataclassInstance | Sequence[DataclassInstance] | dict[str, int]) -> str:
    """An answer as JSON, its fields as they are named in Python; several answers are an array."""
    tree: Any
    if isinstance(answer, dict):
        tree = answer
    elif isinstance(answer, Sequence):
        tree = [asdict(one) for one in answer]
    else:
        tree = asdict(answer)
    return json.dumps(tree, ensure_ascii=False, indent=2)


def _saying(contact: str, what: str, number: int, over: str | None, saying: Saying) -> tuple[Cell, ...]:
    source = saying.source
    return (
        contact, what, number, over, saying.side, saying.statement.words,
        source.document, source.publisher, source.url, source.published,
    )  # fmt: skip
