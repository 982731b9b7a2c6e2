"""memcon reads diplomatic news and statements into a sourced, checkable record of who spoke with whom.

    import memcon
    record = memcon.read("report.txt")
    record.contacts[0].participants

Models are loaded at the first call of read, not at import.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from memcon.config import DEFAULT_LEDGER, Config, ledger_url
from memcon.errors import ConfigError, InputError, KnowledgeError, LedgerError, MemconError
from memcon.record import (
    Account,
    Actor,
    Candidate,
    Citation,
    Claim,
    Contact,
    Document,
    Event,
    Finding,
    Informed,
    Initiator,
    Mention,
    Paragraph,
    Participant,
    Place,
    Post,
    ReaderInfo,
    Record,
    Removed,
    Span,
    Statement,
    Time,
    Topic,
    When,
)

if TYPE_CHECKING:
    from memcon.ledger import Ledger

__all__ = [
    "Account", "Actor", "Candidate", "Citation", "Claim", "Config", "ConfigError", "Contact", "Document",
    "Event", "Finding", "Informed", "Initiator", "InputError", "KnowledgeError", "LedgerError", "MemconError",
    "Mention", "Paragraph", "Participant", "Place", "Post", "ReadRecord", "ReaderInfo", "Record", "Removed",
    "Span", "Statement", "Time", "Topic", "When", "frame", "from_json", "open_ledger", "read", "schema", "to_html",
    "to_json",
]  # fmt: skip


class ReadRecord(Record):
    """A Record as read and from_json return it: the same fields, and a notebook shows it as its page.

    It stands here because record/ holds plain data and may not know the views.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Equal to any Record with equal fields."""
        if not isinstance(other, Record):
            return NotImplemented
        return all(getattr(self, one.name) == getattr(other, one.name) for one in fields(Record))

    __hash__ = Record.__hash__

    def _repr_html_(self) -> str:
        """The page of views.page in a frame of its own, so that its style stays inside."""
        from memcon.views.page import frame

        return frame(self)


def read(source: str | Path, config: Config | None = None) -> ReadRecord:
    """Reads one document, given as a path or as its text, into its Record.

    Raises InputError where it cannot be read as a document, KnowledgeError where its language has no parser.
    """
    from memcon import pipeline

    return _shown(pipeline.read(source, config or Config()))


def to_json(record: Record, *, indent: int | None = 2) -> str:
    """Writes a Record as JSON; indent=None gives it one line."""
    from memcon.views import codec

    return codec.to_json(record, indent=indent)


def from_json(text: str | bytes) -> ReadRecord:
    """Reads a Record from JSON; raises InputError where it is malformed or miscites its document."""
    from memcon.views import codec

    return _shown(codec.from_json(text))


def to_html(record: Record) -> str:
    """Writes a Record as one self-contained HTML page."""
    from memcon.views import page

    return page.page([record])


def open_ledger(url: str | Path = DEFAULT_LEDGER) -> Ledger:
    """Opens the ledger at a path (SQLite) or a URL (postgresql+psycopg://…), made where there is none.

    Raises LedgerError where it cannot be opened.
    """
    from memcon import ingestion

    return ingestion.open_ledger(ledger_url(str(url)))


def frame(answer: object, library: Literal["polars", "pandas"] = "polars") -> Any:
    """What a ledger answers as a polars or pandas DataFrame; see views.frames."""
    from memcon.views import frames

    return frames.frame(answer, library)


def schema() -> dict[str, object]:
    """The JSON Schema of a Record as to_json writes it."""
    from memcon.views import codec

    return codec.schema()


def _shown(record: Record) -> ReadRecord:
    """The same record as one that a notebook shows."""
    return ReadRecord(**{one.name: getattr(record, one.name) for one in fields(Record)})
