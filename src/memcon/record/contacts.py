"""Contacts between officials: calls, meetings, visits, letters."""

from dataclasses import dataclass

from memcon.record.events import Place
from memcon.record.text import Span
from memcon.record.times import When
from memcon.record.vocabulary import Channel, ContactStatus, InformedWhen, Role


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who took part: actor id, the title of the post held then, and the words that name them."""

    actor: str
    post: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Initiator:
    """Who sought the contact, and the words that say so."""

    actor: str
    span: Span


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the contact: a normalised label and the words it was read from."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Informed:
    """A third party who was told of the contact, when relative to it, and the words that say so."""

    actor: str
    when: InformedWhen
    span: Span


@dataclass(frozen=True, slots=True)
class Account:
    """What one side says of the contact: the side's actor id and the ids of its statements."""

    side: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact between identified officials of two or more countries or organisations.

    event is the id of the event it was read from. duration is ISO 8601 ("PT2H"); outcomes are event ids.
    """

    id: str
    event: str
    channel: Channel
    status: ContactStatus
    role: Role
    participants: tuple[Participant, ...]
    initiator: Initiator | None = None
    time: When | None = None
    duration: str | None = None
    duration_span: Span | None = None
    place: Place | None = None
    topics: tuple[Topic, ...] = ()
    outcomes: tuple[str, ...] = ()
    informed: tuple[Informed, ...] = ()
    accounts: tuple[Account, ...] = ()
