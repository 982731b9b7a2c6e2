"""What tellings of contacts by verbs and by nouns share: who counts as a party, the channel, the coding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memcon.reading.cast import Reference
from memcon.reading.parties import Party
from memcon.reading.syntax import (
    children,
    has_feature,
    is_finite_past,
    is_finite_present,
    is_infinitive,
    is_past,
    is_past_participle,
    is_past_perfect,
    is_simple_present,
    is_under_way,
    is_verbal,
    words_of,
)
from memcon.reading.telling import ContactTelling, Telling
from memcon.record.vocabulary import ActorKind, Channel, ContactStatus, EventType, MentionForm, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast, Location

_BODIES = frozenset({"IGO", "UNO", "EUR", "NGO", "REB"})
"""Sectors whose officials serve no country."""
_OFFICIAL_KINDS = frozenset({ActorKind.PERSON, ActorKind.STATE, ActorKind.OFFICE, ActorKind.ORGANISATION})
STATUS_OF = {Modality.ASSERTED: ContactStatus.HELD, Modality.FUTURE: ContactStatus.PLANNED}


def side(actor_id: str, cast: Cast) -> str:
    """What an actor stands for in a contact: its country, else itself."""
    return cast.actor(actor_id).country or actor_id


def persons(found: Iterable[Party], cast: Cast) -> list[Party]:
    """The persons among parties."""
    return [party for party in found if cast.actor(party.actor).kind is ActorKind.PERSON]


def officials(found: Iterable[Party], cast: Cast) -> list[Party]:
    """The parties that can take part in a contact: officials of a state or a body, states and bodies; never media."""
    return [
        party
        for party in found
        if (actor := cast.actor(party.actor)).kind in _OFFICIAL_KINDS
        and actor.sector != "MED"
        and (actor.country or actor.sector in _BODIES)
    ]


def are_sided(found: Sequence[Party], cast: Cast) -> bool:
    """Whether parties stand on two sides at least."""
    return len({side(party.actor, cast) for party in found}) > 1


def host_of(location: Location, cast: Cast) -> Party | None:
    """The state visited by going to a place."""
    state = cast.state(location.country) if location.country else None
    if state is None:
        return None
    return Party(state.id, Reference(location.start, location.end, -1, (state.id,), MentionForm.NAME))


def channel_of(token: Token, implied: Channel, lexicon: ContactLexicon, verb: Token | None = None) -> Channel:
    """The channel that the words around a trigger state ("by phone", "phone call", "virtual"), else the implied one."""
    near = list(token.children)
    near += [prep for child in near if child.dep_ == "dobj" for prep in children(child, "prep")]
    near += [noun for child in near if child.dep_ in ("prep", "agent") for noun in child.children]
    near += [inner for child in near if child.dep_ in ("compound", "pobj") for inner in child.children]
    if verb is not None and verb != token:
        near += list(verb.children)
        near += [noun for child in children(verb, "prep") for noun in child.children]
    words = {form for child in near for form in (child.lower_, child.lemma_.lower())}
    if words & lexicon.words["video"]:
        return Channel.VIDEO
    if words & lexicon.words["phone"] and implied is not Channel.IN_PERSON:
        return Channel.PHONE
    if implied is Channel.UNSPECIFIED and words & lexicon.words["calling"]:
        return Channel.PHONE
    return implied


def denies_to_come(token: Token, lexicon: ContactLexicon) -> bool:
    """Whether a negation speaks of the future ("is not going to meet"), not of the past ("has not met since")."""
    verb, future = token, words_of(token).future
    for _ in range(4):
        auxiliaries = {child.lower_ for child in children(verb, "aux")}
        if has_feature(verb, "Tense", "Fut") or (is_finite_present(verb) and not auxiliaries):
            return True
        if is_infinitive(verb):
            lemma, planned = verb.head.lemma_.lower(), lexicon.words["planning"] | lexicon.words["planning_nouns"]
            put_off = any(child.lower_ in words_of(verb).yet for child in verb.head.children)
            return not put_off and (lemma in planned | words_of(verb).be | words_of(verb).go)
        if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in lexicon.words["planning_nouns"]:
            return True
        if auxiliaries & future or verb.lemma_.lower() in lexicon.words["intending"]:
            return True
        if verb.dep_ != "xcomp":
            return False
        verb = verb.head
    return False


def is_disclaimed(verb: Token, anchors: Anchors, lexicon: ContactLexicon) -> bool:
    """Whether someone states that a contact did not take place ("they did not speak, the Kremlin says").

    A negation that counts the time since the last contact, or that says only "not yet" or "never", is no such denial.
    """
    words = lexicon.words
    if not is_told_of_then(verb, anchors, lexicon):
        return False
    joined = () if any(children(verb, "cc")) else children(verb, "conj")
    told = [one for one in (verb.head, *children(verb, "parataxis"), *joined) if one != verb]
    if any(is_verbal(one) and one.lemma_.lower() in words["stating"] for one in told):
        return verb.dep_ in ("ROOT", "ccomp", "parataxis", "conj") or any(children(verb, "parataxis"))
    preps = [one for prep in children(verb, "prep") for one in (prep, *children(prep, "prep"))]
    return any(one.lower_ in words["according"] for one in preps) or _is_countered(verb, lexicon)


def _is_countered(verb: Token, lexicon: ContactLexicon) -> bool:
    """Whether what did not take place is set against what others say ("did not meet, contrary to reports")."""
    beside = (one for child in verb.children for one in (child, *child.children))
    return any(one.lower_ in lexicon.words["countering"] for one in beside)


def is_told_of_then(verb: Token, anchors: Anchors, lexicon: ContactLexicon) -> bool:
    """Whether a negated verb tells of what did not take place then, not of how long nothing has, or only so far."""
    words, grammar = lexicon.words, words_of(verb)
    past = is_past(verb) or is_past_participle(verb)
    if not past or _is_before_story(verb) or anchors.durations(verb):
        return False
    beside = children(verb, "advmod", "prep", "npadvmod", "neg")
    below = [*verb.children, *(one for child in beside for one in child.children)]
    counting = grammar.yet | words["counting_back"]
    if any(one.lower_ in counting or one.lower_ in grammar.since - grammar.company for one in below):
        return False
    preps = children(verb, "prep")
    return not any(one.lower_ in grammar.since and anchors.between(one.i, one.right_edge.i) for one in preps)


def is_denied(verb: Token, lexicon: ContactLexicon) -> bool:
    """Whether a clause is what someone denies ("denied that they met", "dismissed reports that they had met")."""
    current = verb
    for _ in range(4):
        head = current.head
        if head == current:
            return False
        if current.dep_ in ("ccomp", "xcomp", "dobj") and is_verbal(head):
            negated = any(child.dep_ == "neg" for child in head.children)
            return head.lemma_.lower() in lexicon.words["deny"] and not negated
        if current.dep_ not in ("acl", "ccomp", "relcl", "pobj", "prep"):
            return False
        if current.dep_ in ("acl", "ccomp", "relcl") and head.lemma_.lower() not in lexicon.words["hearsay"]:
            return False
        current = head
    return False


def is_unheard_of(noun: Token, lexicon: ContactLexicon) -> bool:
    """Whether someone knows of no such contact ("was not aware of any call", "knew nothing of talks between them").

    Who did not know of the call only learned of it late: a definite noun is one that took place.
    """
    words, grammar = lexicon.words, words_of(noun)
    if noun.dep_ != "pobj" or noun.head.lower_ not in words["about"] | grammar.belonging:
        return False
    if any(one.lower_ in grammar.definite for one in children(noun, "det")) or any(children(noun, "poss")):
        return False
    below = noun.head.head
    chain = (below, below.head, below.head.head)
    if below.lower_ in words["unaware"]:
        return True
    if not any(one.lemma_.lower() in words["knowing"] for one in chain[:2]):
        return False
    none = words["nobody"] | grammar.none
    beside = (one for above in (noun, *chain) for one in (above, *children(above, "neg", "det", "dobj", "nsubj")))
    return any(one.dep_ == "neg" or one.lower_ in none for one in beside)


def calls_off(token: Token, verb: Token | None, lexicon: ContactLexicon) -> bool:
    """Whether a verb calls off the contact that its object names, or says of its subject that it is off."""
    if verb is None:
        return False
    words, lemma = lexicon.words, verb.lemma_.lower()
    particles = {child.lower_ for child in children(verb, "prt", "advmod", "prep")}
    parted = lexicon.cancel_particles.get(lemma, "-") in particles
    if token.dep_ in ("dobj", "nsubjpass"):
        held = {noun.lower_ for prep in children(verb, "prep") for noun in children(prep, "pobj")}
        return parted or lemma in words["cancel"] or (lemma in words["laying"] and bool(held & words["laid"]))
    if token.dep_ == "nsubj":
        if parted or lemma in words["lapsing"]:
            return True
        told = children(verb, "acomp", "oprd", "attr", "xcomp", "advcl", "ccomp")
        return any(one.lemma_.lower() in words["cancel"] and is_past_participle(one) for one in told)
    return token.dep_ == "pobj" and (parted or lemma in words["forgoing"])


def scheduled(verb: Token, mode: Modality, anchors: Anchors) -> Modality:
    """How a verb is told once its date is known: a present tense with a day to come is a plan."""
    present = is_under_way(verb) or is_simple_present(verb)
    return Modality.FUTURE if mode is Modality.ASSERTED and present and anchors.is_to_come(verb) else mode


def telling(
    token: Token,
    verb: Token | None,
    actors: Sequence[Party],
    recipients: Sequence[Party],
    mode: Modality,
    contact: ContactTelling,
    anchors: Anchors,
    lexicon: ContactLexicon,
    dating: Token | None = None,
) -> Telling:
    """A telling of a contact with its place, PLOVER's coding, and its time: its own or that of the verb dating."""
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
        when=anchors.when(token, None if contact.status is ContactStatus.CANCELLED else dating),
        place=place,
        modality=mode,
        is_earlier=verb is not None
        and (
            _is_before_story(verb)
            or _is_the_last(verb, lexicon)
            or (mode is Modality.FUTURE and _was_planned(verb, lexicon))
        ),
        contact=contact,
    )


def _was_planned(verb: Token, lexicon: ContactLexicon) -> bool:
    """Whether a verb tells of what was planned then ("was to meet"), not of what is promised ("agreed to meet")."""
    promised = is_infinitive(verb) and verb.head.lemma_.lower() in lexicon.words["promising"]
    return is_past(verb) and not (promised and is_finite_past(verb.head))


def _is_before_story(verb: Token) -> bool:
    """Whether a verb tells of what was over before the story: the past perfect, unless a past report shifts it back."""
    above = verb.head.head if is_infinitive(verb.head) else verb.head
    shifted = verb.dep_ == "ccomp" and is_finite_past(above)
    return is_past_perfect(verb) and not shifted


def _is_the_last(verb: Token, lexicon: ContactLexicon) -> bool:
    """Whether a past verb tells of the contact before the news ("he was last there in May", "the two last spoke")."""
    marks = (child for child in verb.children if child.lower_ in lexicon.words["latest"])
    alone = any(mark.dep_ in ("advmod", "acomp", "nsubj") and not any(mark.children) for mark in marks)
    return alone and is_finite_past(verb)


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
