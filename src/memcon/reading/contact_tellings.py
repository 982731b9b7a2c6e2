"""Tellings of contacts: verbs ("met", "spoke with"), fixed phrases ("sat down with") and nouns ("a call between")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memcon.reading.cast import Reference
from memcon.reading.syntax import (
    Party,
    all_parties,
    children,
    distinct,
    governor,
    is_past,
    is_past_perfect,
    is_verbal,
    modality,
    objects,
    prepositional,
    subjects,
)
from memcon.reading.telling import ContactTelling, Telling
from memcon.record.vocabulary import ActorKind, Channel, ContactStatus, EventType, MentionForm, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon, ContactNoun, ContactVerb
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast, Location

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_OF_MODALITY = {Modality.ASSERTED: ContactStatus.HELD, Modality.FUTURE: ContactStatus.PLANNED}
_BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "REB"})
"""Sectors whose officials serve no country."""

_VIA = frozenset({"in", "during", "over", "via", "at", "by", "through"})
"""Prepositions that make a contact the occasion of what its parties did ("agreed in a phone call")."""

_OFFICIAL_KINDS = frozenset({ActorKind.PERSON, ActorKind.STATE, ActorKind.OFFICE, ActorKind.ORGANISATION})


def tell(token: Token, cast: Cast, anchors: Anchors, lexicon: ContactLexicon) -> tuple[Telling, ...]:
    """The contacts that a token tells of, if it is the trigger of any; several where one person called several."""
    found: Telling | None = None
    if is_verbal(token):
        verb = _verb_entry(token, lexicon)
        if verb is not None and verb.one_way:
            return tuple(_tell_calls(token, verb, cast, anchors, lexicon))
        found = _tell_verb(token, verb, cast, anchors, lexicon) if verb else None
    elif token.pos_ in ("NOUN", "PROPN"):
        noun = lexicon.nouns.get(token.lemma_.lower())
        if noun is not None and token.dep_ not in ("compound", "amod", "nmod") and _qualifies(token, noun):
            found = _tell_noun(token, noun, cast, anchors, lexicon)
    return (found,) if found else ()


def _qualifies(token: Token, noun: ContactNoun) -> bool:
    return not noun.only_with or any(
        child.lower_ in noun.only_with for child in children(token, "compound", "amod", "nmod")
    )


def side(actor_id: str, cast: Cast) -> str:
    """What an actor stands for in a contact: its country, else itself."""
    return cast.actor(actor_id).country or actor_id


def _verb_entry(token: Token, lexicon: ContactLexicon) -> ContactVerb | None:
    lemma = token.lemma_.lower()
    for child in token.children:
        if child.dep_ in ("prt", "advmod", "dobj", "npadvmod"):
            phrase = lexicon.phrases.get((lemma, child.lemma_.lower()))
            if phrase is not None:
                return phrase
    return lexicon.verbs.get(lemma)


def _tell_verb(
    token: Token, verb: ContactVerb, cast: Cast, anchors: Anchors, lexicon: ContactLexicon
) -> Telling | None:
    makers = _makers(token, verb, cast)
    if not makers:
        return None
    if verb.visit:
        return _tell_visit(token, makers, cast, anchors, lexicon) if not verb.dated or anchors.dated(token) else None
    others = _officials(_others(token, verb, cast), cast)
    if verb.persons_only or verb.host:
        others = _persons(others, cast)
    return _tell_parties(token, verb, distinct([*makers, *others]), None, cast, anchors, lexicon)


def _tell_calls(
    token: Token, verb: ContactVerb, cast: Cast, anchors: Anchors, lexicon: ContactLexicon
) -> Iterator[Telling]:
    """The contacts that one person makes with each of those called or written to."""
    makers = _makers(token, verb, cast)
    caller = makers[0] if len(makers) == 1 else None
    for other in _persons(_officials(_others(token, verb, cast), cast), cast):
        telling = _tell_parties(token, verb, distinct([*makers, other]), caller, cast, anchors, lexicon)
        if makers and telling is not None:
            yield telling


def _makers(token: Token, verb: ContactVerb, cast: Cast) -> list[Party]:
    """The subjects of a contact verb; none where a particle or a predicate gives the verb another sense."""
    for child in token.children:
        if child.dep_ in ("oprd", "prt") and child.lower_ not in ("down", "together"):
            return []
        if verb.plain and (child.dep_ in ("ccomp", "xcomp") or child.lower_ == "as"):
            return []
    return _officials(all_parties(subjects(token), cast), cast)


def _tell_parties(
    token: Token,
    verb: ContactVerb,
    together: Sequence[Party],
    initiator: Party | None,
    cast: Cast,
    anchors: Anchors,
    lexicon: ContactLexicon,
) -> Telling | None:
    if len({side(party.actor, cast) for party in together}) < 2 or not _persons(together, cast):
        return None
    mode = modality(token, lexicon)
    contact = ContactTelling(
        channel=_channel(token, verb.channel, lexicon),
        kind=_kind(verb.channel),
        status=_status(token, mode),
        several=any(
            child.lower_ in lexicon.words["frequent"] for child in children(token, "npadvmod", "advmod", "dobj")
        ),
        initiator=initiator,
    )
    return _telling(token, token, together, (), mode, contact, anchors)


def _tell_visit(
    token: Token, makers: Sequence[Party], cast: Cast, anchors: Anchors, lexicon: ContactLexicon
) -> Telling | None:
    visitors = [party for party in makers if cast.actor(party.actor).kind is ActorKind.PERSON]
    homes = {cast.actor(party.actor).country for party in visitors}
    if len(homes) != 1 or None in homes:
        return None
    for location, link in anchors.destinations(token):
        host = _host(location, cast) if link in ("to", "in", "at", "into", "object") else None
        if host is None or location.country in homes:
            continue
        mode = modality(token, lexicon)
        contact = ContactTelling(Channel.IN_PERSON, "visit", _status(token, mode))
        return _telling(token, token, visitors, [host], mode, contact, anchors)
    return None


def _tell_noun(
    token: Token, noun: ContactNoun, cast: Cast, anchors: Anchors, lexicon: ContactLexicon
) -> Telling | None:
    carrier = next((c for c in children(token, "relcl") if c.lemma_.lower() in lexicon.words["light"]), None)
    verb = carrier if carrier is not None else governor(token)
    named = _named_by(token, noun, cast)
    if noun.kind == "visit":
        named = _persons(named, cast)
    makers: list[Party] = []
    counted = any(children(token, "det", "poss", "nummod"))
    accompanied = counted and bool(all_parties(prepositional(token, ("with", "to")), cast))
    light = verb is not None and verb.lemma_.lower() in lexicon.words["light"]
    occasion = token.dep_ == "pobj" and token.head.lower_ in _VIA and any(children(token, "det", "poss"))
    if verb is not None and (light or ((accompanied or occasion) and not _sided(named, cast))):
        makers = all_parties(subjects(verb), cast)
        named += all_parties(prepositional(verb, ("with", "between", "among")), cast)
        if noun.kind == "letter":
            named += all_parties((*children(verb, "dative"), *prepositional(verb, ("to",))), cast)
    together = _officials(distinct([*makers, *named]), cast)
    recipients = _visited(token, verb, anchors, cast, together) if noun.kind == "visit" else []
    sides = {side(party.actor, cast) for party in (*together, *recipients)}
    alone = len(sides) < 2
    plural = token.tag_ in ("NNS", "NNPS") and token.lemma_.lower() not in lexicon.words["plural_one"]
    determiners = {child.lower_ for child in children(token, "det", "poss", "amod", "nummod")}
    takes_up = alone and _is_taken_up(token, determiners)
    if (alone and not takes_up) or (not alone and not _persons(together, cast) and noun.kind in ("visit", "letter")):
        return None
    mode = _noun_modality(token, verb, noun.kind, lexicon)
    contact = ContactTelling(
        channel=_channel(token, noun.channel, lexicon, verb),
        kind=noun.kind,
        status=_noun_status(token, verb, mode, lexicon),
        takes_up=takes_up,
        several=plural or bool(determiners & lexicon.words["indefinite"]),
        initiator=_noun_initiator(verb, makers, lexicon),
    )
    return _telling(token, verb, together, recipients, mode, contact, anchors)


def _is_taken_up(token: Token, determiners: set[str]) -> bool:
    """Whether a noun is definite and bears no name of its own ("the call", not "the Rome summit")."""
    if token.pos_ == "PROPN" or any(child.pos_ == "PROPN" for child in children(token, "compound", "nmod")):
        return False
    return bool(determiners & _DEFINITE) or any(children(token, "poss"))


def _sided(found: Sequence[Party], cast: Cast) -> bool:
    """Whether parties stand on two sides at least."""
    return len({side(party.actor, cast) for party in found}) > 1


def _persons(found: Iterable[Party], cast: Cast) -> list[Party]:
    return [party for party in found if cast.actor(party.actor).kind is ActorKind.PERSON]


def _named_by(token: Token, noun: ContactNoun, cast: Cast) -> list[Party]:
    """Those whom the noun's own phrase names: its possessor, its compounds, and its prepositional phrases."""
    found = all_parties(children(token, "poss", "compound", "nmod"), cast)
    states_too = ("with", "between", "among") if noun.kind != "visit" else ()
    for preposition in ("between", "among", "with", "of", "by", "from", "to"):
        for party in all_parties(prepositional(token, (preposition,)), cast):
            if preposition in states_too or cast.actor(party.actor).kind is ActorKind.PERSON:
                found.append(party)
    for clause in children(token, "acl", "relcl"):
        found += all_parties(prepositional(clause, ("between", "with", "by", "among")), cast)
    return distinct(found)


def _visited(token: Token, verb: Token | None, anchors: Anchors, cast: Cast, visitors: Sequence[Party]) -> list[Party]:
    homes = {side(party.actor, cast) for party in visitors}
    for owner in (token, verb):
        if owner is None:
            continue
        for location, link in anchors.destinations(owner):
            host = _host(location, cast) if link in ("to", "in", "object") else None
            if host is not None and location.country not in homes:
                return [host]
    return []


def _host(location: Location, cast: Cast) -> Party | None:
    """The state visited by going to a place."""
    state = cast.state(location.country) if location.country else None
    if state is None:
        return None
    return Party(state.id, Reference(location.start, location.end, -1, (state.id,), MentionForm.NAME))


def _others(token: Token, verb: ContactVerb, cast: Cast) -> list[Party]:
    found = all_parties(objects(token), cast) if verb.takes_object else []
    found += all_parties(prepositional(token, verb.companions), cast)
    means = (noun for prep in children(token, "prep", "agent") for noun in children(prep, "pobj"))
    for held in (*children(token, "dobj", "prt", "advmod"), *means):
        found += all_parties(prepositional(held, verb.companions), cast)
    return found


def _officials(found: Iterable[Party], cast: Cast) -> list[Party]:
    return [
        party
        for party in found
        if (actor := cast.actor(party.actor)).kind in _OFFICIAL_KINDS
        and actor.sector != "MED"
        and (actor.country or actor.posts or actor.sector in _BODIES or actor.kind is not ActorKind.PERSON)
    ]


def _channel(token: Token, implied: Channel, lexicon: ContactLexicon, verb: Token | None = None) -> Channel:
    """The channel that the words around a trigger state ("by phone", "phone call", "virtual"), else the implied one."""
    near = list(token.children)
    near += [noun for child in near if child.dep_ in ("prep", "agent") for noun in child.children]
    near += [inner for child in near if child.dep_ in ("compound", "pobj") for inner in child.children]
    if verb is not None and verb != token:
        near += list(verb.children)
        near += [noun for child in children(verb, "prep") for noun in child.children]
    words = {child.lower_ for child in near}
    if words & lexicon.words["video"]:
        return Channel.VIDEO
    if words & lexicon.words["phone"] and implied is not Channel.IN_PERSON:
        return Channel.PHONE
    if implied is Channel.UNSPECIFIED and any(child.lower_ == "call" for child in near):
        return Channel.PHONE
    return implied


def _kind(channel: Channel) -> str:
    return {Channel.PHONE: "call", Channel.IN_PERSON: "meeting", Channel.LETTER: "letter"}.get(channel, "talk")


def _status(token: Token, mode: Modality) -> ContactStatus | None:
    if mode is Modality.NEGATED:
        return ContactStatus.DENIED if _denies_to_come(token) else None
    return _OF_MODALITY.get(mode)


def _denies_to_come(token: Token) -> bool:
    """Whether a negation speaks of the future ("is not going to meet"), not of the past ("has not met since")."""
    verb = token
    for _ in range(4):
        auxiliaries = {child.lower_ for child in children(verb, "aux")}
        if verb.tag_ in ("VBZ", "VBP") and not auxiliaries:
            return True
        if auxiliaries & {"will", "wo", "to", "would"} or verb.lemma_ == "plan":
            return True
        if verb.dep_ != "xcomp":
            return False
        verb = verb.head
    return False


def _noun_modality(token: Token, verb: Token | None, kind: str, lexicon: ContactLexicon) -> Modality:
    words = lexicon.words
    if any(child.lower_ == "no" for child in children(token, "det")):
        return Modality.NEGATED
    qualifiers = {child.lower_ for child in children(token, "amod")}
    if qualifiers & words["possible"]:
        return Modality.HYPOTHETICAL
    if qualifiers & words["upcoming"]:
        return Modality.FUTURE
    if verb is None:
        head = token.head.head if token.dep_ == "pobj" else token.head
        lemma = head.lemma_.lower()
        if head != token and lemma in words["wishing_nouns"]:
            return Modality.HYPOTHETICAL
        return Modality.FUTURE if head != token and lemma in words["planning_nouns"] else Modality.ASSERTED
    own = modality(verb, lexicon)
    lemma = verb.lemma_.lower()
    is_object = token.dep_ in ("dobj", "nsubjpass") or (token.dep_ == "pobj" and token.head.lower_ in ("for", "to"))
    if is_object and own is Modality.ASSERTED and lemma not in words["light"] and not _calls_off(token, verb, lexicon):
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
        if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in lexicon.words["deny"]:
            return ContactStatus.DENIED
    if mode is Modality.NEGATED:
        return ContactStatus.DENIED if verb is not None and _denies_to_come(verb) else None
    return _OF_MODALITY.get(mode)


def _noun_initiator(verb: Token | None, makers: Sequence[Party], lexicon: ContactLexicon) -> Party | None:
    if verb is None or len(makers) != 1 or verb.lemma_.lower() != "place":
        return None
    return makers[0]


def _telling(
    token: Token,
    verb: Token | None,
    actors: Sequence[Party],
    recipients: Sequence[Party],
    mode: Modality,
    contact: ContactTelling,
    anchors: Anchors,
) -> Telling:
    place = anchors.place(token, verb) if contact.channel in (Channel.IN_PERSON, Channel.UNSPECIFIED) else None
    if contact.channel is Channel.UNSPECIFIED and place is not None and contact.kind == "talk":
        contact = replace(contact, channel=Channel.IN_PERSON)
    event_type, event_mode = _coding(contact, len(actors) + len(recipients))
    return Telling(
        trigger=token.i,
        verb=verb.i if verb is not None else token.i,
        type=event_type,
        mode=event_mode,
        actors=tuple(actors),
        recipients=tuple(recipients),
        when=anchors.when(token, None if contact.status is ContactStatus.CANCELLED else verb),
        place=place,
        modality=mode,
        is_earlier=verb is not None and (is_past_perfect(verb) or (mode is Modality.FUTURE and is_past(verb))),
        contact=contact,
    )


def _coding(contact: ContactTelling, parties_count: int) -> tuple[EventType, str | None]:
    """PLOVER's coding: planned contacts are AGREE, cancelled ones REJECT, all others CONSULT with a mode."""
    if contact.status is ContactStatus.PLANNED:
        return EventType.AGREE, None
    if contact.status is ContactStatus.CANCELLED:
        return EventType.REJECT, "meet"
    if contact.kind == "visit":
        return EventType.CONSULT, "visit"
    if contact.channel in (Channel.PHONE, Channel.VIDEO):
        return EventType.CONSULT, "phone"
    return EventType.CONSULT, "multilateral" if parties_count > 2 else None
