"""Tellings of events other than contacts, by lexicon and parse: who does what to whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memcon.knowledge.lexicon import Coding
from memcon.reading import event_types
from memcon.reading.event_modes import mode
from memcon.reading.modality import modality
from memcon.reading.parties import all_parties, distinct
from memcon.reading.syntax import children, is_past_perfect, objects, prepositional, subjects, words_of
from memcon.reading.telling import Telling
from memcon.record.vocabulary import EventType, Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon, EventLexicon
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast
    from memcon.reading.parties import Party

_SURE = 0.8
"""The chance from which the model is believed: in cross-validation it is then right 92 times of 100."""
_NO_CLAUSE = frozenset({"prep", "amod", "compound", "mark"})
"""What a verb's form is when it opens no clause ("according to", "a divided city")."""

_YIELDING = frozenset({EventType.CONCEDE, EventType.RETREAT})
"""Types that the model has learned as one."""

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
    fixed = _object_coding(token, events)
    coding = fixed or _verb_coding(token, events)
    actors = all_parties(subjects(token), cast) if coding or _may_tell(token, cast, contacts, events) else []
    if not actors:
        return None
    towards = words_of(token).towards
    held = [noun for one in children(token, "dobj") for noun in prepositional(one, towards)]
    addressed = [subject for clause in children(token, "ccomp") for subject in children(clause, "nsubj")]
    places = (objects(token), prepositional(token, towards), held, addressed)
    recipients = next((found for nouns in places if (found := all_parties(nouns, cast))), [])
    how = modality(token, contacts)
    if how is Modality.ASSERTED and fixed is None:
        coding = _judged(token, coding, actors, recipients)
    if coding is None:
        return None
    when, place = anchors.when(token, token), anchors.place(token, token)
    told = Telling(
        token.i, token.i, coding.type, mode(token, coding, events), tuple(actors), tuple(recipients), when, place,
        how, is_past_perfect(token),
    )  # fmt: skip
    return _sorted_out(told, token, events)


def _may_tell(token: Token, cast: Cast, contacts: ContactLexicon, events: EventLexicon) -> bool:
    """Whether a verb outside the lexicon may tell of an event: not of words or a contact, and two are named."""
    lemma = token.lemma_.lower()
    if token.dep_ in _NO_CLAUSE or token.lang_ not in event_types.LANGUAGES or any(children(token, "ccomp")):
        return False
    if lemma in events.quiet or lemma in contacts.verbs:
        return False
    sentence = token.sent
    return len(cast.within(sentence.start_char, sentence.end_char)) > 1


def _judged(token: Token, coding: Coding | None, actors: Sequence[Party], recipients: Sequence[Party]) -> Coding | None:
    """What the model takes the act of one on another for, where it is sure; else what the lexicon does.

    Only what is told as done by a verb without an object that the lexicon knows is its to judge: of what is to come it
    knows the promise, not the act.
    """
    doers = {party.actor for party in actors}
    other = next((one for one in recipients if one.actor not in doers), None)
    if other is None or token.lang_ not in event_types.LANGUAGES:
        return coding
    chances = event_types.between(token.sent, actors[0].reference, other.reference)
    best = max(chances, key=chances.__getitem__, default=None)
    if best is None or best is EventType.CONSULT or chances[best] < _SURE:
        return coding
    if coding is not None and (coding.type is best or {coding.type, best} <= _YIELDING):
        return coding
    return Coding(best, None)


def _object_coding(token: Token, events: EventLexicon) -> Coding | None:
    """What a verb with its object tells of, where the lexicon knows the two together."""
    lemma = token.lemma_.lower()
    codings = (events.verb_objects.get((lemma, held.lemma_.lower())) for held in children(token, "dobj", "nsubjpass"))
    return next((coding for coding in codings if coding is not None), None)


def _verb_coding(token: Token, events: EventLexicon) -> Coding | None:
    """What a verb tells of, with its particle or without."""
    lemma = token.lemma_.lower()
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
