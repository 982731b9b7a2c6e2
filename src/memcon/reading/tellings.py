"""Every place where the text tells of an event: its trigger, who is in it, when, where, and how it is told."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from memcon.knowledge import grammar
from memcon.knowledge import lexicon as lexicons
from memcon.reading import columns, contact_nouns, contact_verbs, event_tellings
from memcon.reading.cast import Cast, Reference
from memcon.reading.parties import Party
from memcon.reading.syntax import is_verbal
from memcon.record.vocabulary import Basis, MentionForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from memcon.reading.anchors import Anchors
    from memcon.reading.parse import Parsed
    from memcon.reading.telling import Telling
    from memcon.record import Statement


_OPENING = 40
"""Characters of a sentence in which words that take up an occasion stand."""


_TELLING = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
"""The parts of speech of words that tell of events."""

_DATE = 7
"""Tokens of a date that stands alone at the head of a paragraph ("Monday, 10 February 2023.")."""


def detect(
    parsed: Parsed, cast: Cast, anchors: Anchors, statements: Sequence[Statement], language: str
) -> tuple[Telling, ...]:
    """Finds every telling of a contact or another event, in the order of the text, with who says so."""
    contacts, events = lexicons.contacts(language), lexicons.events(language)
    cast, carriers = _with_first_persons(parsed, cast, statements), _Carriers(statements)
    speakers = {one.id: partial(_speaker, one) for one in statements}
    doc, parts = parsed.doc, columns.strings(parsed.doc, "POS")
    found: list[Telling] = []
    for sentence in parsed.sentences():
        is_peopled = bool(cast.within(sentence.start_char, sentence.end_char))
        for token in (doc[at] for at in range(sentence.start, sentence.end) if parts[at] in _TELLING):
            if token.is_punct:
                continue
            told: tuple[Telling, ...] = ()
            if is_verbal(token):
                told = contact_verbs.tell(token, cast, anchors, contacts) if is_peopled else ()
            elif token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and token.lower_ in contacts.words["ranking"]):
                carrier = carriers.of(token.idx) if token.lemma_.lower() in contacts.nouns else None
                said_by = speakers.get(carrier) if carrier is not None else None
                told = contact_nouns.tell(token, cast, anchors, contacts, said_by(token) if said_by else None)
            if not told and is_peopled:
                told = event_tellings.tell(token, cast, anchors, contacts, events)
            carrier = carriers.of(token.idx) if told else None
            if len(told) == 1:
                told = tuple(_by_time(told[0], parsed, anchors))
            told = tuple(_under_date(_on_that_occasion(telling, found, parsed), parsed, anchors) for telling in told)
            found += [replace(telling, attributed_to=carrier) for telling in told]
    return tuple(found)


def _speaker(statement: Statement, noun: Token) -> Party | None:
    """Who makes a statement, as a party, where a noun quoted hangs from no word of the quote ("Good call with ...")."""
    span, head = statement.speaker_span, noun.head
    quote = next((one for one in statement.quotes if one.start <= noun.idx < one.end), None)
    if statement.speaker is None or span is None or quote is None:
        return None
    if head != noun and quote.start <= head.idx < quote.end:
        return None
    return Party(statement.speaker, Reference(span.start, span.end, -1, (statement.speaker,), MentionForm.DESCRIPTION))


def _with_first_persons(parsed: Parsed, cast: Cast, statements: Sequence[Statement]) -> Cast:
    """The cast with "I" and "we" in someone's quoted words as references to that speaker."""
    pattern = _first_persons(parsed.language)
    found: dict[int, Reference] = {}
    for statement in statements:
        for quote in statement.quotes if statement.speaker is not None else ():
            for match in pattern.finditer(quote.exact):
                start, end = quote.start + match.start(), quote.start + match.end()
                tokens = parsed.doc.char_span(start, end)
                if tokens is not None and cast.at(start) is None:
                    speaker = str(statement.speaker)
                    found[start] = Reference(start, end, tokens.root.i, (speaker,), MentionForm.PRONOUN)
    if not found:
        return cast
    return replace(cast, references=tuple(sorted((*cast.references, *found.values()), key=lambda one: one.start)))


@lru_cache(maxsize=8)
def _first_persons(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(grammar.load(language).first_person)))
    return re.compile(rf"\b(?:{words})\b" if words else "(?!)", re.IGNORECASE)


def _on_that_occasion(telling: Telling, before: Sequence[Telling], parsed: Parsed) -> Telling:
    """A contact without a time whose sentence opens with "on that occasion" has that of the contact told before it."""
    if telling.contact is None or telling.when is not None:
        return telling
    sentence = parsed.doc[telling.trigger].sent
    opening = sentence.text.lower()[:_OPENING]
    if not any(opening.startswith(phrase) for phrase in grammar.load(parsed.language).same_occasion):
        return telling
    last = next((one for one in reversed(before) if one.contact is not None and one.trigger < sentence.start), None)
    if last is None or last.when is None:
        return telling
    return replace(telling, when=replace(last.when, basis=Basis.EVENT))


def _under_date(telling: Telling, parsed: Parsed, anchors: Anchors) -> Telling:
    """A contact without a time in a paragraph that opens with a date alone, as in a chronicle, has that date."""
    if telling.contact is None or telling.when is not None or telling.is_earlier:
        return telling
    number = parsed.paragraph_at(parsed.doc[telling.trigger].idx)
    start = parsed.document.paragraphs[number].start if number >= 0 else 0
    opening = parsed.doc.char_span(start, start + 1, alignment_mode="expand")
    heading = opening[0].sent if opening else parsed.doc[:0]
    dated = 0 < len(heading) <= _DATE and not any(token.pos_ in ("VERB", "AUX") for token in heading)
    when = anchors.between(heading.start, heading.end - 1) if dated else None
    return replace(telling, when=replace(when, basis=Basis.EVENT)) if when is not None else telling


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
