"""The Record: everything read out of one document."""

from dataclasses import dataclass

from memcon.record.actors import Actor
from memcon.record.contacts import Contact
from memcon.record.events import Event
from memcon.record.findings import Claim, Finding
from memcon.record.statements import Statement
from memcon.record.text import Document
from memcon.record.times import Time


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """What made a Record: the reader's name and version, and each model as name==version."""

    name: str
    version: str
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything read out of one document; see ARCHITECTURE.md for how its layers are made.

    memcon is the version of this shape.
    """

    memcon: str
    reader: ReaderInfo
    document: Document
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    contacts: tuple[Contact, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
