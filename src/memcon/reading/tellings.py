"""Every place where the text tells of an event: its trigger, who is in it, when, where, and how it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memcon.knowledge import lexicon as lexicons
from memcon.reading import contact_nouns, contact_verbs, event_tellings
from memcon.reading.syntax import is_verbal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast
    from memcon.reading.parse import Parsed
    from memcon.reading.telling import Telling
    from memcon.record import Statement


def detect(
    parsed: Parsed, cast: Cast, anchors: Anchors, statements: Sequence[Statement], language: str
) -> tuple[Telling, ...]:
    """Finds every telling of a contact or another event, in the order of the text, with who says so."""
    contacts, events = lexicons.contacts(language), lexicons.events(language)
    carriers = _Carriers(statements)
    found = []
    for token in parsed.doc:
        if token.is_punct or token.is_space:
            continue
        told: tuple[Telling, ...] = ()
        if is_verbal(token):
            told = contact_verbs.tell(token, cast, anchors, contacts)
        elif token.pos_ in ("NOUN", "PROPN"):
            told = contact_nouns.tell(token, cast, anchors, contacts)
        told = told or event_tellings.tell(token, cast, anchors, contacts, events)
        carrier = carriers.of(token.idx) if told else None
        found += [replace(one, attributed_to=carrier) for telling in told for one in _by_time(telling, parsed, anchors)]
    return tuple(found)


def _by_time(telling: Telling, parsed: Parsed, anchors: Anchors) -> list[Telling]:
    """One telling for each of the times that a contact's verb or noun has ("they met in May and in July")."""
    moments = anchors.moments(parsed.doc[telling.trigger]) or anchors.moments(parsed.doc[telling.verb])
    if telling.contact is None or not moments:
        return [telling]
    single = replace(telling.contact, several=False)
    return [replace(telling, when=when, place=None, contact=single) for when in moments]


class _Carriers:
    """Finds the innermost statement whose content holds an offset; offsets must be asked in order."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        contents = ((span.start, span.end, one.id) for one in statements for span in one.content)
        self._waiting = sorted(contents, key=lambda content: (-content[0], content[1]))
        self._open: list[tuple[int, int, str]] = []

    def of(self, offset: int) -> str | None:
        """The id of the statement, None where the report itself speaks."""
        while self._waiting and self._waiting[-1][0] <= offset:
            self._open.append(self._waiting.pop())
        self._open = [content for content in self._open if content[1] > offset]
        return min(self._open, key=lambda content: content[1] - content[0])[2] if self._open else None
