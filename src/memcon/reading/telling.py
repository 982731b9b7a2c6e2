"""One telling of an event, the working shape between the parse and the Record's events and contacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memcon.record.vocabulary import ContactStatus, EventType, Modality

if TYPE_CHECKING:
    from memcon.reading.parties import Party
    from memcon.record import Place, When
    from memcon.record.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class ContactTelling:
    """What a telling of a contact adds.

    kind is the family of its noun (call, talk, meeting, visit, letter). status is None where the text tells of no
    contact that was, is to be, was called off or is denied (wished for, or merely absent so far). takes_up: a definite
    noun that may stand for a contact told before ("the call"). several: no single contact ("several calls").
    """

    channel: Channel
    kind: str
    status: ContactStatus | None
    takes_up: bool = False
    several: bool = False
    initiator: Party | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an event: trigger and verb are token indices, verb the one that governs a noun trigger.

    is_earlier marks the past perfect: told as over before the time of the story.
    """

    trigger: int
    verb: int
    type: EventType
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When | None
    place: Place | None
    modality: Modality
    is_earlier: bool
    contact: ContactTelling | None = None
    attributed_to: str | None = None

    @property
    def parties(self) -> tuple[Party, ...]:
        """Actors and recipients together."""
        return self.actors + self.recipients
