"""Events in PLOVER's terms."""

from dataclasses import dataclass

from memcon.record.text import Span
from memcon.record.times import When
from memcon.record.vocabulary import EventType, Modality, Role


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened, as the text names it; country is ISO 3166 alpha-3 where the gazetteer knows it."""

    name: str
    country: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something an actor does to or with another (PLOVER manual of 2024-02).

    actors and recipients are actor ids; in reciprocal events everyone is an actor. mode and contexts are PLOVER's.
    attributed_to is the id of the statement that carries the event, None where the report itself asserts it.
    """

    id: str
    type: EventType
    trigger: Span
    evidence: Span
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    time: When | None = None
    place: Place | None = None
    modality: Modality = Modality.ASSERTED
    role: Role = Role.MAIN
    attributed_to: str | None = None
