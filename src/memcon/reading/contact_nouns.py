"""Tellings of contacts by nouns: "a call between", "his visit to", and "the talks" that take up an earlier one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memcon.reading import contact_precedents
from memcon.reading.contact_frames import BARE, Frame, frame_of, is_occasion, writer_of
from memcon.reading.contact_parts import (
    STATUS_OF,
    are_sided,
    calls_off,
    channel_of,
    denies_to_come,
    host_of,
    is_denied,
    is_disclaimed,
    is_told_of_then,
    is_unheard_of,
    officials,
    persons,
    scheduled,
    side,
    telling,
)
from memcon.reading.modality import modality, of_noun
from memcon.reading.parties import Party, all_parties, distinct
from memcon.reading.syntax import (
    children,
    has_feature,
    is_finite_past,
    is_none,
    is_past,
    is_past_participle,
    prepositional,
    words_of,
)
from memcon.reading.telling import ContactTelling, Telling
from memcon.record.vocabulary import ContactStatus, Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon, ContactNoun
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast


_REACH = 30
"""Tokens before a ranking word in which the noun that it leaves out may stand."""


def tell(
    token: Token, cast: Cast, anchors: Anchors, lexicon: ContactLexicon, speaker: Party | None = None
) -> tuple[Telling, ...]:
    """The contacts that a noun tells of, if any; speaker is who says the words it stands in, where they are quoted."""
    noun = lexicon.nouns.get(token.lemma_.lower()) or _left_out(token, lexicon)
    if noun is None or token.dep_ in ("compound", "amod", "nmod") or not _qualifies(token, noun):
        return ()
    frame = frame_of(token, noun, cast, lexicon, speaker)
    own = _tell_noun(token, noun, frame, cast, anchors, lexicon)
    found = (
        [*_each(token, own, frame, cast, lexicon), contact_precedents.latest(token, own, anchors, lexicon)]
        if own
        else []
    )
    for since, named in contact_precedents.predecessors(token, cast, lexicon):
        home = {side(party.actor, cast) for party in named}
        others = tuple(party for party in frame.named if side(party.actor, cast) not in home)
        told = _tell_noun(token, noun, Frame(None, (), (*named, *others)), cast, anchors, lexicon)
        found.append(contact_precedents.precedent(told, since, named, anchors) if told else None)
    return tuple(one for one in found if one is not None)


def _left_out(token: Token, lexicon: ContactLexicon) -> ContactNoun | None:
    """The contact noun that a ranking word stands for ("a second summit. The first, between A and B, was held in")."""
    words = words_of(token)
    if token.lower_ not in lexicon.words["ranking"] or token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    if not any(prep.lower_ in words.mutual for prep in children(token, "prep")):
        return None
    before = token.doc[max(0, token.i - _REACH) : token.i]
    nouns = (lexicon.nouns.get(one.lemma_.lower()) for one in reversed(before) if one.pos_ == "NOUN")
    return next((noun for noun in nouns if noun is not None and not noun.only_with), None)


def _qualifies(token: Token, noun: ContactNoun) -> bool:
    qualifiers = {child.lower_ for child in children(token, "compound", "amod", "nmod")}
    qualifiers |= {one.lower_ for one in prepositional(token, words_of(token).belonging)} if noun.only_with else set()
    links = {child.lower_ for child in children(token, "prep")}
    if noun.accompanied and not links & words_of(token).company:
        return False
    return (not noun.only_with or bool(qualifiers & noun.only_with)) and not links & noun.not_with


def _tell_noun(
    token: Token, noun: ContactNoun, frame: Frame, cast: Cast, anchors: Anchors, lexicon: ContactLexicon
) -> Telling | None:
    verb = frame.verb
    if (token.pos_ == "PROPN" and not frame.named) or (noun.accompanied and not frame.doers):
        return None
    together = officials(distinct([*frame.doers, *frame.named]), cast)
    recipients = _visited(token, verb, anchors, cast, together) if noun.kind == "visit" else []
    alone = not are_sided([*together, *recipients], cast)
    determiners = {child.lower_ for child in children(token, "det", "poss", "amod", "nummod")}
    takes_up = _is_taken_up(token, determiners) if alone else token.dep_ == "appos"
    if alone and (not takes_up or noun.copular or noun.accompanied):
        return None
    if not alone and not persons(together, cast) and noun.kind in ("visit", "letter"):
        return None
    mode = _noun_modality(token, verb, noun.kind, lexicon)
    mode = scheduled(verb, mode, anchors) if verb is not None else mode
    status = _noun_status(token, noun.kind, verb, mode, anchors, lexicon)
    indefinite = bool(determiners & lexicon.words["indefinite"]) and status is not ContactStatus.DENIED
    contact = ContactTelling(
        channel=channel_of(token, noun.channel, lexicon, verb),
        kind=noun.kind,
        status=status,
        takes_up=takes_up,
        several=_is_plural(token, lexicon) or indefinite,
        initiator=_noun_initiator(token, noun, frame, cast, lexicon),
    )
    return telling(token, verb, together, recipients, mode, contact, anchors, lexicon, _dating(token, verb, lexicon))


def _dating(token: Token, verb: Token | None, lexicon: ContactLexicon) -> Token | None:
    """The verb if its time is the contact's: not where it only speaks of it ("confirmed the call on Friday")."""
    if verb is None or token.dep_ not in ("dobj", "nsubjpass", "conj"):
        return verb
    words = lexicon.words
    holding = words["light"] | words["planning"] | words["initiate"] | words["happening"] | words["placing"]
    return verb if verb.lemma_.lower() in holding else None


def _is_plural(token: Token, lexicon: ContactLexicon) -> bool:
    return has_feature(token, "Number", "Plur") and token.lemma_.lower() not in lexicon.words["plural_one"]


def _each(token: Token, told: Telling, frame: Frame, cast: Cast, lexicon: ContactLexicon) -> list[Telling]:
    """One telling for each of those whom one person met in "meetings with A and B" or in "separate talks"."""
    contact = told.contact
    apart = any(child.lower_ in lexicon.words["separate"] for child in children(token, "amod", "acl"))
    first, *others = told.actors if told.actors else (None,)
    if contact is None or first is None or not (apart or _is_plural(token, lexicon)):
        return [told]
    if [party.actor for party in officials(frame.doers, cast)] != [first.actor] or not are_sided(others, cast):
        return [told]
    single = replace(contact, several=False)
    return [replace(told, actors=(first, other), contact=single) for other in persons(others, cast)]


def _is_taken_up(token: Token, determiners: set[str]) -> bool:
    """Whether a noun is definite and bears no name of its own ("the call", not "the Rome summit")."""
    if token.pos_ == "PROPN" or any(child.pos_ == "PROPN" for child in children(token, "compound", "nmod")):
        return False
    definite = words_of(token).definite
    if bool(determiners & definite) or any(children(token, "poss")):
        return True
    return BARE in definite and not determiners and (token.i < token.head.i or token.dep_ == "pobj")


def _visited(token: Token, verb: Token | None, anchors: Anchors, cast: Cast, visitors: Sequence[Party]) -> list[Party]:
    homes = {side(party.actor, cast) for party in visitors}
    for owner in (token, verb):
        if owner is None:
            continue
        for location, link in anchors.destinations(owner):
            host = host_of(location, cast) if link == "object" or link in words_of(token).visited else None
            if host is not None and location.country not in homes:
                return [host]
    return []


def _noun_modality(token: Token, verb: Token | None, kind: str, lexicon: ContactLexicon) -> Modality:
    words, grammar = lexicon.words, words_of(token)
    if is_none(token):
        return Modality.NEGATED
    if token.dep_ == "pobj" and token.head.lower_ in words["excluding"]:
        return Modality.NEGATED
    qualifiers = {child.lower_ for child in children(token, "amod")}
    if verb is not None and _is_missed(token, verb, lexicon):
        return Modality.NEGATED
    if qualifiers & words["possible"]:
        return Modality.HYPOTHETICAL
    arranged = (one for one in children(token, "acl") if is_past_participle(one))
    if qualifiers & words["upcoming"] or any(one.lemma_.lower() in words["planning"] for one in arranged):
        return Modality.FUTURE
    if verb is None:
        head = token.head.head if token.dep_ == "pobj" else token.head
        if head != token and is_none(head):
            return Modality.NEGATED
        return (of_noun(head, lexicon) if head != token else None) or Modality.ASSERTED
    own = modality(verb, lexicon)
    own = (_presupposed(token, verb, lexicon) or own) if own is Modality.NEGATED else own
    lemma = verb.lemma_.lower()
    if own is Modality.ASSERTED and token.dep_ in ("nsubj", "nsubjpass") and lemma in words["pending"]:
        return Modality.FUTURE
    if token.dep_ == "pobj" and lemma in words["insisting"]:
        return Modality.HYPOTHETICAL
    # "на встрече" is at a meeting, "на встречу" for one
    located = has_feature(token, "Case", "Loc") and token.head.lower_ in grammar.located
    nested = (
        token.head.lower_ in grammar.belonging and token.head.head != verb
    )  # "lors d'un entretien", not "convenir d'"
    purpose = token.dep_ == "pobj" and token.head.lower_ in grammar.purpose and not located and not nested
    is_object = purpose or token.dep_ in ("dobj", "nsubjpass")
    sought = lemma in words["initiate"] and any(child.lower_ in grammar.definite for child in children(token, "det"))
    if (
        is_object
        and own is Modality.ASSERTED
        and not sought
        and lemma not in words["light"]
        and not calls_off(token, verb, lexicon)
    ):
        if lemma in words["wishing"]:
            return Modality.HYPOTHETICAL
        if lemma in words["planning"] or (lemma in words["announcing"] and kind in ("meeting", "visit")):
            return Modality.FUTURE
    return own


def _presupposed(token: Token, verb: Token, lexicon: ContactLexicon) -> Modality | None:
    """How a contact is told of which a verb denies only what came of it ("the talks brought no result").

    It leaves a contact of the past as it was, and one to come still to come. None where the verb denies that there was
    one ("did not take place", "did not begin").
    """
    words = lexicon.words
    existing = words["happening"] | words["planning"] | words["pending"] | words_of(token).be
    if not any(children(verb, "dobj")):
        existing |= words["light"]
    if token.dep_ != "nsubj" or verb.dep_ == "xcomp" or verb.lemma_.lower() in existing:
        return None
    auxiliaries = list(children(verb, "aux"))
    if any(child.lower_ in words["will"] for child in auxiliaries):
        return Modality.FUTURE
    perfect = any(child.lemma_ in words_of(token).have for child in auxiliaries)
    return Modality.ASSERTED if perfect or is_past(verb) else None


def _is_missed(token: Token, verb: Token, lexicon: ContactLexicon) -> bool:
    """Whether a contact is said not to take place, or not to be attended."""
    words, lemma = lexicon.words, verb.lemma_.lower()
    missing = lemma in words["happening"] or (lemma in words["attending"] and token.dep_ == "dobj")
    return missing and modality(verb, lexicon) is Modality.NEGATED


def _is_held(token: Token, verb: Token, lexicon: ContactLexicon) -> bool:
    """Whether a verb says of a contact no more than that it was ("there was a call", "took place", "held talks")."""
    words, lemma = lexicon.words, verb.lemma_.lower()
    if token.dep_ in ("attr", "dobj", "nsubjpass"):
        return lemma in words["light"] | words["happening"] | words_of(token).be
    bare = lemma in words_of(token).be and not any(children(verb, "attr", "acomp", "prep"))
    return bare or lemma in words["happening"]


def _is_absent(token: Token, verb: Token, kind: str) -> bool:
    """Whether the report itself says of one contact, in the simple past, that there was none ("there was no call").

    "There was no contact", "no dialogue" speak of relations, not of one occasion.
    """
    if kind == "talk":
        return False
    there = any(children(verb, "expl")) and is_finite_past(verb) and not any(children(verb, "aux"))
    since = any(one.lower_ in words_of(token).sequencing for owner in (token, verb) for one in children(owner, "prep"))
    return is_none(token) and there and not since and not has_feature(token, "Number", "Plur")


def _noun_status(
    token: Token, kind: str, verb: Token | None, mode: Modality, anchors: Anchors, lexicon: ContactLexicon
) -> ContactStatus | None:
    if is_unheard_of(token, lexicon):
        return ContactStatus.DENIED
    if mode in (Modality.ASSERTED, Modality.FUTURE):
        if calls_off(token, verb, lexicon):
            return ContactStatus.CANCELLED
        if is_denied(token, lexicon) or (verb is not None and is_denied(verb, lexicon)):
            return ContactStatus.DENIED
    if mode is Modality.NEGATED:
        definite = any(child.lower_ in words_of(token).definite for child in children(token, "det"))
        definite = definite or (BARE in words_of(token).definite and not any(children(token, "det")))
        planned = any(child.lower_ in lexicon.words["upcoming"] for child in children(token, "amod"))
        planned = planned or any(one.lemma_.lower() in lexicon.words["planning"] for one in children(token, "acl"))
        if verb is not None and _is_held(token, verb, lexicon):
            absent = _is_absent(token, verb, kind) and is_told_of_then(verb, anchors, lexicon)
            if is_disclaimed(verb, anchors, lexicon) or (absent and not anchors.durations(token)):
                return ContactStatus.DENIED
        if verb is not None and (definite or planned) and _is_missed(token, verb, lexicon):
            return ContactStatus.CANCELLED if planned or denies_to_come(verb, lexicon) else None
        if verb is None and token.dep_ == "pobj":
            planless = token.head.head.lemma_.lower() in lexicon.words["planning_nouns"]
            return ContactStatus.DENIED if planless else None
        return ContactStatus.DENIED if verb is not None and denies_to_come(verb, lexicon) else None
    return STATUS_OF.get(mode)


def _noun_initiator(token: Token, noun: ContactNoun, frame: Frame, cast: Cast, lexicon: ContactLexicon) -> Party | None:
    """Who placed a call, or wrote the letter."""
    making = lexicon.words["sending" if noun.kind == "letter" else "placing"]
    makers_of = list(frame.doers) if frame.verb is not None and frame.verb.lemma_.lower() in making else []
    senders: list[Party] = []
    if noun.kind in ("letter", "call"):
        owners = children(token, "poss") if noun.kind == "letter" else ()
        senders = all_parties((*owners, *prepositional(token, words_of(token).sender)), cast)
    if noun.kind == "letter" and not senders and (writer := writer_of(token, cast)) is not None:
        senders = [writer]
    if noun.kind == "letter" and is_occasion(token, noun, lexicon):
        makers_of = list(frame.doers)
    senders = senders or makers_of
    return senders[0] if len(senders) == 1 else None
