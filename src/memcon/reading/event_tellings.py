"""Tellings of events other than contacts, by lexicon and parse: who does what to whom."""

from __future__ import annotations

from dataclasses import replace
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
    words_of,
)
from memcon.reading.telling import Telling
from memcon.record.vocabulary import EventType, Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from memcon.knowledge.lexicon import Coding, ContactLexicon, EventLexicon
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast

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
    actors = all_parties(subjects(token), cast) if coding else []
    if coding is None or not actors:
        return None
    towards = words_of(token).towards
    held = [noun for one in children(token, "dobj") for noun in prepositional(one, towards)]
    addressed = [subject for clause in children(token, "ccomp") for subject in children(clause, "nsubj")]
    places = (objects(token), prepositional(token, towards), held, addressed)
    recipients = next((found for nouns in places if (found := all_parties(nouns, cast))), [])
    when, place = anchors.when(token, token), anchors.place(token, token)
    told = Telling(
        token.i, token.i, coding.type, coding.mode, tuple(actors), tuple(recipients), when, place,
        modality(token, contacts), is_past_perfect(token),
    )  # fmt: skip
    return _sorted_out(told, token, events)


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
    words = words_of(token)
    makers = (*children(token, "poss", "compound"), *prepositional(token, words.agent))
    actors = all_parties((*makers, *prepositional(token, words.mutual)), cast)
    recipients = all_parties(prepositional(token, words.targets), cast)
    when, place = anchors.when(token, None), anchors.place(token, None)
    told = Telling(
        token.i, token.i, coding.type, coding.mode, tuple(actors), tuple(recipients), when, place,
        Modality.ASSERTED, is_earlier=False,
    )  # fmt: skip
    reciprocal = token.lemma_.lower() in events.reciprocal
    return _sorted_out(told, token, events) if actors and (not reciprocal or len(actors + recipients) > 1) else None


def _sorted_out(told: Telling, token: Token, events: EventLexicon) -> Telling | None:
    """The telling with nobody on both sides, all on one where the act is mutual; None where PLOVER asks for more."""
    if token.lemma_.lower() in events.reciprocal:
        return replace(told, actors=tuple(distinct(told.parties)), recipients=())
    actors = {party.actor for party in told.actors}
    recipients = tuple(party for party in told.recipients if party.actor not in actors)
    if told.type in _NEEDS_RECIPIENT and not recipients:
        return None
    return replace(told, recipients=recipients)
