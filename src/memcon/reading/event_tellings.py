"""Tellings of events other than contacts, by lexicon and parse: who does what to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.reading.modality import modality
from memcon.reading.syntax import (
    all_parties,
    children,
    distinct,
    is_past_perfect,
    objects,
    prepositional,
    subjects,
)
from memcon.reading.telling import Telling
from memcon.record.vocabulary import EventType, Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from memcon.knowledge.lexicon import Coding, ContactLexicon, EventLexicon
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast

_TOWARDS = ("to", "against", "on", "with", "from", "of", "upon")
_NEEDS_RECIPIENT = frozenset({EventType.AID, EventType.SANCTION})


def tell(
    token: Token, cast: Cast, anchors: Anchors, contacts: ContactLexicon, events: EventLexicon
) -> tuple[Telling, ...]:
    """The event that a token tells of, if it is the trigger of one and an actor does it; one at most."""
    found: Telling | None = None
    if token.pos_ == "VERB":
        found = _tell_verb(token, cast, anchors, contacts, events)
    elif token.pos_ == "NOUN" and token.dep_ not in ("compound", "amod"):
        coding = events.nouns.get(token.lemma_.lower())
        found = _tell_noun(token, coding, cast, anchors, events) if coding else None
    return (found,) if found else ()


def _tell_verb(
    token: Token, cast: Cast, anchors: Anchors, contacts: ContactLexicon, events: EventLexicon
) -> Telling | None:
    coding = _verb_coding(token, events)
    if coding is None:
        return None
    actors = all_parties(subjects(token), cast)
    if not actors:
        return None
    recipients = all_parties(objects(token), cast)
    if not recipients:
        recipients = all_parties(prepositional(token, _TOWARDS), cast)
    if not recipients:
        recipients = all_parties(
            (noun for held in children(token, "dobj") for noun in prepositional(held, _TOWARDS)), cast
        )
    if not recipients:
        recipients = all_parties(
            (subject for clause in children(token, "ccomp") for subject in children(clause, "nsubj")), cast
        )
    recipients = [party for party in recipients if party.actor not in {actor.actor for actor in actors}]
    if token.lemma_.lower() in events.reciprocal:
        actors, recipients = distinct([*actors, *recipients]), []
    if coding.type in _NEEDS_RECIPIENT and not recipients:
        return None
    mode = modality(token, contacts)
    return Telling(
        trigger=token.i,
        verb=token.i,
        type=coding.type,
        mode=coding.mode,
        actors=tuple(actors),
        recipients=tuple(recipients),
        when=anchors.when(token, token),
        place=anchors.place(token, token),
        modality=mode,
        is_earlier=is_past_perfect(token),
    )


def _verb_coding(token: Token, events: EventLexicon) -> Coding | None:
    lemma = token.lemma_.lower()
    for held in children(token, "dobj", "nsubjpass"):
        coding = events.verb_objects.get((lemma, held.lemma_.lower()))
        if coding is not None:
            return coding
    for particle in children(token, "prep", "prt"):
        coding = events.verbs.get(f"{lemma}_{particle.lower_}")
        if coding is not None:
            return coding
    return events.verbs.get(lemma)


def _tell_noun(token: Token, coding: Coding, cast: Cast, anchors: Anchors, events: EventLexicon) -> Telling | None:
    actors = all_parties(children(token, "poss", "compound"), cast)
    between = all_parties(prepositional(token, ("between", "among")), cast)
    recipients = all_parties(prepositional(token, ("of", "on", "against", "with", "from")), cast)
    by = all_parties(prepositional(token, ("by",)), cast)
    actors = distinct([*actors, *by, *between])
    if token.lemma_.lower() in events.reciprocal:
        actors, recipients = distinct([*actors, *recipients]), []
        if len(actors) < 2:
            return None
    recipients = [party for party in recipients if party.actor not in {actor.actor for actor in actors}]
    if not actors:
        return None
    return Telling(
        trigger=token.i,
        verb=token.i,
        type=coding.type,
        mode=coding.mode,
        actors=tuple(actors),
        recipients=tuple(recipients),
        when=anchors.when(token, None),
        place=anchors.place(token, None),
        modality=Modality.ASSERTED,
        is_earlier=False,
    )
