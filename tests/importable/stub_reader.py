"""A reader that makes a record of every text at once, for tests of what stands around reading."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from memcon.config import Config
from memcon.errors import KnowledgeError
from memcon.record import (
    Actor,
    Contact,
    Document,
    Event,
    Mention,
    Participant,
    ReaderInfo,
    Record,
    Span,
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
)

VERSION = "9.9"


def text(number: int) -> str:
    """The text of the nth invented report; those of a pair of numbers tell of one call."""
    return (
        f"President Brandt and Premier Rivel spoke by phone on {2000 + number // 336}-{number // 28 % 12 + 1:02d}-"
        f"{number % 28 + 1:02d}. Brandt said: harbour number {number} stays open. "
        + " ".join(f"Quay{number * 31 + place}" for place in range(20))
    )


def reading(_: Config) -> Callable[[Document], Record]:
    """What reads: a text with "unreadable" in it is refused, "deadly" kills the process, "slow" takes its time."""
    return _read


def reading_anew(_: Config) -> Callable[[Document], Record]:
    """A later version of what reads, which finds no statements."""
    return lambda document: _read(document, "10.0")


def reading_deadly_refused(_: Config) -> Callable[[Document], Record]:
    """What reads as reading does, and refuses what would kill it."""

    def read(document: Document) -> Record:
        if "deadly" in document.text:
            raise KnowledgeError("it would kill")
        return _read(document)

    return read


def _read(document: Document, version: str = VERSION) -> Record:
    if "unreadable" in document.text:
        raise KnowledgeError("the document cannot be read; try another")
    if "deadly" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "once" in document.text and _is_first(document):
        os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in document.text:
        time.sleep(0.05)

    def cite(words: str) -> Span:
        start = document.text.index(words)
        return document.span(start, start + len(words))

    if "Brandt" not in document.text:
        return Record("0.1", ReaderInfo("memcon", version, ()), document)
    names = {"Brandt": "XNL", "Rivel": "XES"}
    actors = tuple(
        Actor(
            f"local:person:{name.lower()}",
            name,
            ActorKind.PERSON,
            country,
            mentions=(Mention(cite(name), MentionForm.NAME),),
        )
        for name, country in names.items()
    )
    day = document.text.split(" on ")[1][:10]
    when = When(day, day, day, cite(day), Basis.CLAUSE)
    said = document.text.split("said: ")[1].split(".")[0]
    event = Event("e1", EventType.CONSULT, cite("spoke"), cite("spoke by phone"), actors=tuple(a.id for a in actors))
    parties = tuple(Participant(one.id, None, cite(one.name)) for one in actors)
    contact = Contact("c1", "e1", Channel.PHONE, ContactStatus.HELD, Role.MAIN, parties, time=when)
    statement = Statement("s1", actors[0].id, cite("Brandt"), cite("said"), (cite(said),), Quotation.INDIRECT)
    statements = (statement,) if version == VERSION else ()
    return Record("0.1", ReaderInfo("memcon", version, ()), document, actors, (), statements, (event,), (contact,))


def _is_first(document: Document) -> bool:
    """Whether no process has read this document before; what remembers it is a file that the text names."""
    mark = Path(document.text.split("once ")[1].split()[0])
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
