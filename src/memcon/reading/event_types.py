"""The type of an event between two actors, by a trained model of their sentence (weights/events.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from memcon.reading import columns
from memcon.record.vocabulary import EventType
from memcon.weights import encoder

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Span

    from memcon.reading.cast import Reference

MODEL = "events"
LANGUAGES = frozenset({"en"})
"""The languages that there is a model of."""

TYPES: tuple[EventType | None, ...] = (*EventType, None)
"""What the model tells apart, in the order of its outputs; None: the sentence tells of no event between the two."""

MARKS = (1, 2, 3, 4)
"""Pieces that no text holds, put before and after the source, before and after the target."""
LONGEST = 96
"""Pieces of a sentence that are read: of a longer one those around the two."""

_NAME = 30
"""Words on either side of a reference's head that may belong to it."""

Words = tuple[int, int]
"""The first word of an actor, and the one after its last."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sequence of pieces and where in it the marks before the source and before the target stand."""

    pieces: tuple[int, ...]
    source: int
    target: int


def models(language: str) -> tuple[str, ...]:
    """The trained model that takes part, as name==the first digits of its digest; none where a language has none."""
    return (f"memcon-{MODEL}=={encoder.digest(f'{MODEL}.onnx')[:12]}",) if language in LANGUAGES else ()


def mark(pieces: encoder.Pieces, source: Words | None, target: Words | None) -> Marked:
    """Puts marks around two actors, or the one there is, given the pieces of each word and the words of each actor."""
    actors = {side: words for side, words in enumerate((source, target)) if words is not None}
    first, last = _window([len(one) for one in pieces], list(actors.values()))
    before = {words[0]: MARKS[2 * side] for side, words in actors.items()}
    after = {words[1] - 1: MARKS[2 * side + 1] for side, words in actors.items()}
    found = [encoder.CLS]
    places = {}
    for word in range(first, last):
        if word in before:
            places[before[word]] = len(found)
            found.append(before[word])
        found += pieces[word]
        if word in after:
            found.append(after[word])
    return Marked((*found, encoder.SEP), places.get(MARKS[0], 0), places.get(MARKS[2], 0))


def _window(lengths: Sequence[int], actors: Sequence[Words]) -> Words:
    """The words to read: those of the actors and between them, and around them as many as there is room for."""
    first = min((words[0] for words in actors), default=0)
    last = max((words[1] for words in actors), default=first)
    room = LONGEST - sum(lengths[first:last])
    while room > 0 and (first > 0 or last < len(lengths)):
        if last < len(lengths):
            room -= lengths[last]
            last += 1
        if first > 0:
            first -= 1
            room -= lengths[first]
    while last - first > 1 and sum(lengths[first:last]) > 4 * LONGEST:
        last -= 1
    return first, last


def chances(marked: Marked) -> dict[EventType | None, float]:
    """How likely each type is; raises KnowledgeError where the model is missing or damaged."""
    import numpy as np

    length = len(marked.pieces)
    inputs: dict[str, np.ndarray[Any, Any]] = {
        "pieces": np.array([marked.pieces], dtype=np.int64),
        "places": np.arange(length, dtype=np.int64)[None, :],
        "marks": np.array([marked.source, marked.target], dtype=np.int64),
    }
    (found,) = encoder.load(MODEL).run(inputs)
    powers = np.exp(found[0] - found[0].max())
    return dict(zip(TYPES, (powers / powers.sum()).tolist(), strict=True))


def between(sentence: Span, source: Reference, target: Reference) -> dict[EventType | None, float]:
    """How likely each type is for what one reference of a sentence does to another; empty where it cannot be said."""
    places = [_words(sentence, one) for one in (source, target)]
    if None in places or places[0] == places[1]:
        return {}
    return chances(mark(encoder.pieces(columns.strings(sentence.doc, "ORTH")[sentence.start : sentence.end]), *places))


def _words(sentence: Span, reference: Reference) -> Words | None:
    """The words of a reference, counted from the start of its sentence; None where it stands outside."""
    inside = [
        token.i - sentence.start
        for token in sentence.doc[max(sentence.start, reference.token - _NAME) : reference.token + _NAME]
        if token.idx < reference.end and token.idx + len(token) > reference.start and token.i < sentence.end
    ]
    return (inside[0], inside[-1] + 1) if inside else None
