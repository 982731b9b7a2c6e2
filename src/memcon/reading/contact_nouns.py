"""Tellings of contacts by nouns: "a call between", "his visit to", and "the talks" that take up an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.reading import contact_precedents
from memcon.reading.contact_parts import (
    STATUS_OF,
    are_sided,
    channel_of,
    denies_to_come,
    host_of,
    is_denied,
    officials,
    persons,
    side,
    telling,
)
from memcon.reading.modality import modality, of_noun
from memcon.reading.syntax import (
    Party,
    all_parties,
    children,
    distinct,
    governor,
    has_feature,
    makers,
    prepositional,
    words_of,
)
from memcon.reading.telling import ContactTelling, Telling
from memcon.record.vocabulary import ActorKind, ContactStatus, Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon, ContactNoun
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast


def tell(token: Token, cast: Cast, anchors: Anchors, lexicon: ContactLexicon) -> tuple[Telling, ...]:
    """The contact that a noun tells of, if any."""
    noun = lexicon.nouns.get(token.lemma_.lower())
    if noun is None or token.dep_ in ("compound", "amod", "nmod") or not _qualifies(token, noun):
        return ()
    own = _tell_noun(token, noun, cast, anchors, lexicon)
    found = [own, contact_precedents.latest(token, own, anchors, lexicon)] if own else []
    for since, named in contact_precedents.predecessors(token, cast, lexicon):
        told = _tell_noun(token, noun, cast, anchors, lexicon, named)
        found.append(contact_precedents.precedent(told, since, named, anchors) if told else None)
    return tuple(one for one in found if one is not None)


def _qualifies(token: Token, noun: ContactNoun) -> bool:
    qualifiers = {child.lower_ for child in children(token, "compound", "amod", "nmod")}
    links = {child.lower_ for child in children(token, "prep")}
    return (not noun.only_with or bool(qualifiers & noun.only_with)) and not links & noun.not_with


def _tell_noun(
    token: Token,
    noun: ContactNoun,
    cast: Cast,
    anchors: Anchors,
    lexicon: ContactLexicon,
    predecessors: Sequence[Party] = (),
) -> Telling | None:
    """The contact of a noun, with those it names and those who hold it; predecessors: those told of instead."""
    carrier = next((c for c in children(token, "relcl") if c.lemma_.lower() in lexicon.words["light"]), None)
    verb = carrier if carrier is not None else governor(token)
    named = _named_by(token, noun, cast)
    if noun.kind == "visit":
        named = persons(named, cast)
    if predecessors:
        home = {side(party.actor, cast) for party in predecessors}
        named = [*predecessors, *(party for party in named if side(party.actor, cast) not in home)]
        verb = None
    if token.pos_ == "PROPN" and not named:
        return None
    doers: list[Party] = []
    grammar = words_of(token)
    together_with = grammar.company | grammar.mutual
    counted = any(children(token, "det", "poss", "nummod")) or token.lemma_.lower() in lexicon.words["plural_one"]
    accompanied = counted and bool(all_parties(prepositional(token, grammar.company | grammar.addressee), cast))
    words = lexicon.words
    carriers = words["light"] | words["planning"]
    if noun.kind == "visit":
        carriers = carriers | words["cancel"] | words["announcing"]
    light = verb is not None and verb.lemma_.lower() in carriers
    occasion = token.dep_ == "pobj" and token.head.lower_ in grammar.means and any(children(token, "det", "poss"))
    if verb is not None and (light or ((accompanied or occasion) and not are_sided(named, cast))):
        doers = makers(verb, cast)
        named += all_parties(prepositional(verb, together_with), cast)
        if noun.kind == "letter":
            named += all_parties((*children(verb, "dative"), *prepositional(verb, grammar.addressee)), cast)
    together = officials(distinct([*doers, *named]), cast)
    recipients = _visited(token, verb, anchors, cast, together) if noun.kind == "visit" else []
    sides = {side(party.actor, cast) for party in (*together, *recipients)}
    alone = len(sides) < 2
    plural = has_feature(token, "Number", "Plur") and token.lemma_.lower() not in lexicon.words["plural_one"]
    determiners = {child.lower_ for child in children(token, "det", "poss", "amod", "nummod")}
    takes_up = _is_taken_up(token, determiners) if alone else token.dep_ == "appos"
    if (alone and not takes_up) or (not alone and not persons(together, cast) and noun.kind in ("visit", "letter")):
        return None
    mode = _noun_modality(token, verb, noun.kind, lexicon)
    contact = ContactTelling(
        channel=channel_of(token, noun.channel, lexicon, verb),
        kind=noun.kind,
        status=_noun_status(token, verb, mode, lexicon),
        takes_up=takes_up,
        several=plural or bool(determiners & lexicon.words["indefinite"]),
        initiator=_noun_initiator(token, noun, verb, doers, cast, lexicon),
    )
    return telling(token, verb, together, recipients, mode, contact, anchors)


def _is_taken_up(token: Token, determiners: set[str]) -> bool:
    """Whether a noun is definite and bears no name of its own ("the call", not "the Rome summit")."""
    if token.pos_ == "PROPN" or any(child.pos_ == "PROPN" for child in children(token, "compound", "nmod")):
        return False
    return bool(determiners & words_of(token).definite) or any(children(token, "poss"))


def _named_by(token: Token, noun: ContactNoun, cast: Cast) -> list[Party]:
    """Those whom the noun's own phrase names: its possessor, its compounds, and its prepositional phrases."""
    found = all_parties(children(token, "poss", "compound", "nmod"), cast)
    words = words_of(token)
    states_too = words.company | words.mutual if noun.kind != "visit" else frozenset()
    for preposition in words.naming:
        for party in all_parties(prepositional(token, (preposition,)), cast):
            if preposition in states_too or cast.actor(party.actor).kind is ActorKind.PERSON:
                found.append(party)
    for clause in children(token, "acl", "relcl"):
        found += all_parties(prepositional(clause, words.mutual | words.company | words.agent), cast)
    return distinct(found)


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
    if any(child.lower_ in grammar.none for child in children(token, "det")):
        return Modality.NEGATED
    qualifiers = {child.lower_ for child in children(token, "amod")}
    if qualifiers & words["possible"]:
        return Modality.HYPOTHETICAL
    if qualifiers & words["upcoming"]:
        return Modality.FUTURE
    if verb is None:
        head = token.head.head if token.dep_ == "pobj" else token.head
        return (of_noun(head, lexicon) if head != token else None) or Modality.ASSERTED
    own = modality(verb, lexicon)
    lemma = verb.lemma_.lower()
    purpose = token.dep_ == "pobj" and token.head.lower_ in grammar.purpose
    is_object = purpose or token.dep_ in ("dobj", "nsubjpass")
    sought = lemma in words["initiate"] and any(child.lower_ in grammar.definite for child in children(token, "det"))
    if (
        is_object
        and own is Modality.ASSERTED
        and not sought
        and lemma not in words["light"]
        and not _calls_off(token, verb, lexicon)
    ):
        if lemma in words["wishing"]:
            return Modality.HYPOTHETICAL
        if lemma in words["planning"] or (lemma in words["announcing"] and kind in ("meeting", "visit")):
            return Modality.FUTURE
    return own


def _calls_off(token: Token, verb: Token | None, lexicon: ContactLexicon) -> bool:
    """Whether a verb calls off the contact that its object names."""
    if verb is None or token.dep_ not in ("dobj", "nsubjpass"):
        return False
    lemma = verb.lemma_.lower()
    particles = {child.lower_ for child in children(verb, "prt", "advmod", "prep")}
    return lemma in lexicon.words["cancel"] or lexicon.cancel_particles.get(lemma, "-") in particles


def _noun_status(token: Token, verb: Token | None, mode: Modality, lexicon: ContactLexicon) -> ContactStatus | None:
    if mode in (Modality.ASSERTED, Modality.FUTURE) and verb is not None:
        if _calls_off(token, verb, lexicon):
            return ContactStatus.CANCELLED
        if is_denied(token, lexicon) or (verb != token and is_denied(verb, lexicon)):
            return ContactStatus.DENIED
    if mode is Modality.NEGATED:
        return ContactStatus.DENIED if verb is not None and denies_to_come(verb, lexicon) else None
    return STATUS_OF.get(mode)


def _noun_initiator(
    token: Token, noun: ContactNoun, verb: Token | None, doers: Sequence[Party], cast: Cast, lexicon: ContactLexicon
) -> Party | None:
    """Who placed a call, or wrote the letter."""
    making = lexicon.words["sending" if noun.kind == "letter" else "placing"]
    senders = list(doers) if verb is not None and verb.lemma_.lower() in making else []
    if noun.kind == "letter":
        senders = (
            all_parties((*children(token, "poss"), *prepositional(token, words_of(token).sender)), cast) or senders
        )
    return senders[0] if len(senders) == 1 else None
