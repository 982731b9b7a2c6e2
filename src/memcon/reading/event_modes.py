"""The mode of an event (PLOVER manual of 2024-02), by what its trigger governs where that leaves it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.record.vocabulary import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from memcon.knowledge.lexicon import Coding, EventLexicon

_REACH = 25
"""Tokens after a trigger in which its mode may be told."""

_OPEN = frozenset({EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
"""Types whose mode is what is asked for, refused or threatened: what is governed tells it, not the verb."""


def mode(trigger: Token, coding: Coding, events: EventLexicon) -> str | None:
    """The mode of an event: its coding's own, else that of the first telling word that the trigger governs."""
    if coding.mode is not None and coding.type not in _OPEN:
        return coding.mode
    known = events.modes.get(coding.type, {})
    end = min(trigger.right_edge.i, trigger.i + _REACH) + 1
    governed = (known.get(token.lemma_.lower()) for token in trigger.doc[trigger.i + 1 : end])
    return next((found for found in governed if found is not None), coding.mode)
