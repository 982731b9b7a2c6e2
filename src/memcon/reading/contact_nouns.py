"""Tellings of contacts by nouns: "a call between", "his visit to", and "the talks" that take up an earlier one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from memcon.reading import contact_precedents
from memcon.reading.contact_parts import (
    STATUS_OF,
    are_sided,
    channel_of,
    denies_to_come,
    host_of,
    is_denied,
    is_disclaimed,
    officials,
    persons,
    scheduled,
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
    is_infinitive,
    is_past_participle,
    makers,
    objects,
    parties,
    prepositional,
    subjects,
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

BARE = "∅"
"""Among the definite determiners of a language without articles: no determiner at all."""


def tell(
    token: Token, cast: Cast, anchors: Anchors, lexicon: ContactLexicon, speaker: Party | None = None
) -> tuple[Telling, ...]:
    """The contacts that a noun tells of, if any; speaker is who says the words it stands in, where they are quoted."""
    noun = lexicon.nouns.get(token.lemma_.lower())
    if noun is None or token.dep_ in ("compound", "amod", "nmod") or not _qualifies(token, noun):
        return ()
    frame = _frame(token, noun, cast, lexicon, speaker)
    own = _tell_noun(token, noun, frame, cast, anchors, lexicon)
    found = (
        [*_each(token, own, frame, cast, lexicon), contact_precedents.latest(token, own, anchors, lexicon)]
        if own
        else []
    )
    for since, named in contact_precedents.predecessors(token, cast, lexicon):
        home = {side(party.actor, cast) for party in named}
        others = tuple(party for party in frame.named if side(party.actor, cast) not in home)
        told = _tell_noun(token, noun, _Frame(None, (), (*named, *others)), cast, anchors, lexicon)
        found.append(contact_precedents.precedent(told, since, named, anchors) if told else None)
    return tuple(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a contact noun hangs from: the verb, who does what the verb says, and whom noun and verb name besides."""

    verb: Token | None
    doers: tuple[Party, ...]
    named: tuple[Party, ...]


def _qualifies(token: Token, noun: ContactNoun) -> bool:
    qualifiers = {child.lower_ for child in children(token, "compound", "amod", "nmod")}
    qualifiers |= {one.lower_ for one in prepositional(token, words_of(token).belonging)} if noun.only_with else set()
    links = {child.lower_ for child in children(token, "prep")}
    if noun.accompanied and not links & words_of(token).company:
        return False
    return (not noun.only_with or bool(qualifiers & noun.only_with)) and not links & noun.not_with


def _frame(token: Token, noun: ContactNoun, cast: Cast, lexicon: ContactLexicon, speaker: Party | None) -> _Frame:
    """The verb of a noun and the parties: those that the noun names, and the verb's where it holds the contact."""
    words, grammar = lexicon.words, words_of(token)
    verb = _verb_of(token, lexicon) if speaker is None else None
    named = _named_by(token, noun, cast)
    if noun.kind == "visit":
        named = persons(named, cast)
    named += _guests(token, noun, cast)
    if not are_sided(named, cast):
        named += _within(token, cast, lexicon)
    company = all_parties(prepositional(token, grammar.company | grammar.addressee), cast)
    if verb is None:
        return _Frame(None, tuple(_verbless(token, noun, company, cast, lexicon, speaker)), tuple(named))
    counted = _is_determined(token) or token.lemma_.lower() in words["plural_one"]
    carriers = words["light"] | words["planning"]
    if noun.kind == "visit":
        carriers = carriers | words["cancel"] | words["announcing"] | words["forgoing"]
    if noun.copular:
        carriers = grammar.be
        if token.dep_ == "pobj" and token.head.lower_ in grammar.predicative:
            named += all_parties((*subjects(verb), *objects(verb)), cast)
    light = verb.lemma_.lower() in carriers
    light = light or (_is_purpose(token) and verb.lemma_.lower() in grammar.be | words["joining"])
    occasion = _is_occasion(token, noun, lexicon)
    doers: list[Party] = []
    if light or (((counted and company) or occasion) and not are_sided(named, cast)):
        doers = makers(verb, cast)
        named += all_parties(prepositional(verb, grammar.company | grammar.mutual), cast)
        named += _guests(verb, noun, cast)
        if _is_purpose(token) and verb.lemma_.lower() in words["joining"]:
            named += persons(all_parties(objects(verb), cast), cast)
        if noun.kind == "letter":
            kinds = prepositional(token, grammar.belonging)
            written_to = (one for noun in (verb, *kinds) for one in prepositional(noun, grammar.addressee))
            named += all_parties((*children(verb, "dative"), *children(token, "dative"), *written_to), cast)
            if verb.lemma_.lower() in words["delivering"] and _sender(token, cast) is not None:
                doers = []
        if occasion and verb.lemma_.lower() in words["addressing"] and not are_sided([*doers, *named], cast):
            named += persons(all_parties(objects(verb), cast), cast)
    if token.dep_ == "nsubj" and verb.lemma_.lower() in grammar.be:
        ranked = (one for one in children(verb, "attr", "acomp") if one.lower_ in words["ranking"])
        named += all_parties(
            (noun for one in ranked for noun in prepositional(one, grammar.company | grammar.mutual)), cast
        )
    return _Frame(verb, tuple(doers), tuple(named))


def _sender(letter: Token, cast: Cast) -> Party | None:
    """Whose letter it is, where another delivers it ("handed over a letter from the king")."""
    owners = (*children(letter, "poss"), *prepositional(letter, words_of(letter).sender))
    return next(iter(persons(all_parties(owners, cast), cast)), None)


def _verb_of(token: Token, lexicon: ContactLexicon) -> Token | None:
    """The verb that a noun belongs to: the one below a noun that is said "to take place", not the "is" above it."""
    carrier = next((c for c in children(token, "relcl") if c.lemma_.lower() in lexicon.words["light"]), None)
    verb = carrier if carrier is not None else governor(_counted(token, lexicon))
    if verb is None or token.dep_ not in ("nsubj", "nsubjpass"):
        return verb
    for _ in range(2):
        if verb.lemma_.lower() not in words_of(token).be | lexicon.words["planning"]:
            break
        below = [verb, *children(verb, "acomp")]
        verb = next((one for above in below for one in children(above, "xcomp") if is_infinitive(one)), verb)
    return verb


def _counted(token: Token, lexicon: ContactLexicon) -> Token:
    """The noun that counts off a contact where one does ("a second round of talks"), else the contact's own."""
    above = token.head if token.dep_ == "poss" else token.head.head
    belongs = token.dep_ == "poss" or (token.dep_ == "pobj" and token.head.lower_ in words_of(token).belonging)
    return above if belongs and above.lemma_.lower() in lexicon.words["rounds"] else token


def _guests(owner: Token, noun: ContactNoun, cast: Cast) -> list[Party]:
    """Whom a contact is given for ("a dinner for her", "gave a dinner for her")."""
    return persons(all_parties(prepositional(owner, noun.guests), cast), cast)


def _within(token: Token, cast: Cast, lexicon: ContactLexicon) -> list[Party]:
    """Who did something in the course of a contact ("a call in which she urged him ...", "talks at which both agreed").

    Whom they addressed takes part too; whom they only spoke of does not.
    """
    found: list[Party] = []
    for clause in children(token, "relcl"):
        openers = (prep for prep in children(clause, "prep") if prep.lower_ in words_of(token).means)
        if not any(one.lower_ in words_of(token).relative for prep in openers for one in children(prep, "pobj")):
            continue
        found += makers(clause, cast)
        if clause.lemma_.lower() in lexicon.words["addressing"]:
            found += all_parties(objects(clause), cast)
    return persons(found, cast)


def _is_purpose(token: Token) -> bool:
    """Whether a contact is what something is done for ("was in Rome for talks", "joined them for a meeting")."""
    return token.dep_ == "pobj" and token.head.lower_ in words_of(token).purpose


def _verbless(
    token: Token,
    noun: ContactNoun,
    company: Sequence[Party],
    cast: Cast,
    lexicon: ContactLexicon,
    speaker: Party | None,
) -> list[Party]:
    """Who holds a contact that hangs from no verb: whom a visit is told of, or who says "Good call with ..."."""
    if speaker is not None:
        return [speaker] if company else []
    if token.dep_ != "pobj" or not (company or (noun.kind == "visit" and _is_occasion(token, noun, lexicon))):
        return []
    above = token.head.head
    return persons(parties(above.head if above.pos_ == "ADJ" else above, cast), cast)


def _is_occasion(token: Token, noun: ContactNoun, lexicon: ContactLexicon) -> bool:
    """Whether a contact is the occasion of what is told ("in a phone call", "on a visit to")."""
    grammar = words_of(token)
    means = grammar.means | grammar.journey if noun.kind == "visit" or noun.accompanied else grammar.means
    inner, bare = token.head, token.lemma_.lower() in lexicon.words["meals"]
    bare = bare or (noun.kind == "visit" and inner.lower_ in grammar.journey)
    if token.dep_ != "pobj" or not (bare or _is_determined(token)):
        return False
    return inner.lower_ in means or (
        inner.dep_ == "prep" and inner.head.pos_ in ("ADP", "ADV") and inner.head.lower_ in means
    )


def _is_determined(token: Token) -> bool:
    """Whether a noun has a determiner, a possessor or a number; every noun counts where a language has no articles."""
    return any(children(token, "det", "poss", "nummod")) or BARE in words_of(token).definite


def _tell_noun(
    token: Token, noun: ContactNoun, frame: _Frame, cast: Cast, anchors: Anchors, lexicon: ContactLexicon
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
    contact = ContactTelling(
        channel=channel_of(token, noun.channel, lexicon, verb),
        kind=noun.kind,
        status=_noun_status(token, verb, mode, anchors, lexicon),
        takes_up=takes_up,
        several=_is_plural(token, lexicon) or bool(determiners & lexicon.words["indefinite"]),
        initiator=_noun_initiator(token, noun, frame, cast, lexicon),
    )
    return telling(token, verb, together, recipients, mode, contact, anchors, _dating(token, verb, lexicon))


def _dating(token: Token, verb: Token | None, lexicon: ContactLexicon) -> Token | None:
    """The verb if its time is the contact's: not where it only speaks of it ("confirmed the call on Friday")."""
    if verb is None or token.dep_ not in ("dobj", "nsubjpass", "conj"):
        return verb
    words = lexicon.words
    holding = words["light"] | words["planning"] | words["initiate"] | words["happening"] | words["placing"]
    return verb if verb.lemma_.lower() in holding else None


def _is_plural(token: Token, lexicon: ContactLexicon) -> bool:
    return has_feature(token, "Number", "Plur") and token.lemma_.lower() not in lexicon.words["plural_one"]


def _each(token: Token, told: Telling, frame: _Frame, cast: Cast, lexicon: ContactLexicon) -> list[Telling]:
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
        linking = words.mutual | words.company | words.agent
        linking |= words.addressee if noun.kind == "letter" else frozenset()
        found += all_parties(prepositional(clause, linking), cast)
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
        if head != token and any(child.lower_ in grammar.none for child in children(head, "det")):
            return Modality.NEGATED
        return (of_noun(head, lexicon) if head != token else None) or Modality.ASSERTED
    own = modality(verb, lexicon)
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
        and not _calls_off(token, verb, lexicon)
    ):
        if lemma in words["wishing"]:
            return Modality.HYPOTHETICAL
        if lemma in words["planning"] or (lemma in words["announcing"] and kind in ("meeting", "visit")):
            return Modality.FUTURE
    return own


def _is_missed(token: Token, verb: Token, lexicon: ContactLexicon) -> bool:
    """Whether a contact is said not to take place, or not to be attended."""
    words, lemma = lexicon.words, verb.lemma_.lower()
    missing = lemma in words["happening"] or (lemma in words["attending"] and token.dep_ == "dobj")
    return missing and modality(verb, lexicon) is Modality.NEGATED


def _calls_off(token: Token, verb: Token | None, lexicon: ContactLexicon) -> bool:
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


def _noun_status(
    token: Token, verb: Token | None, mode: Modality, anchors: Anchors, lexicon: ContactLexicon
) -> ContactStatus | None:
    if mode in (Modality.ASSERTED, Modality.FUTURE):
        if _calls_off(token, verb, lexicon):
            return ContactStatus.CANCELLED
        if is_denied(token, lexicon) or (verb is not None and is_denied(verb, lexicon)):
            return ContactStatus.DENIED
    if mode is Modality.NEGATED:
        definite = any(child.lower_ in words_of(token).definite for child in children(token, "det"))
        definite = definite or (BARE in words_of(token).definite and not any(children(token, "det")))
        planned = any(child.lower_ in lexicon.words["upcoming"] for child in children(token, "amod"))
        planned = planned or any(one.lemma_.lower() in lexicon.words["planning"] for one in children(token, "acl"))
        if verb is not None and is_disclaimed(verb, anchors, lexicon):
            return ContactStatus.DENIED
        if verb is not None and (definite or planned) and _is_missed(token, verb, lexicon):
            return ContactStatus.CANCELLED if planned or denies_to_come(verb, lexicon) else None
        if verb is None and token.dep_ == "pobj":
            planless = token.head.head.lemma_.lower() in lexicon.words["planning_nouns"]
            return ContactStatus.DENIED if planless else None
        return ContactStatus.DENIED if verb is not None and denies_to_come(verb, lexicon) else None
    return STATUS_OF.get(mode)


def _noun_initiator(
    token: Token, noun: ContactNoun, frame: _Frame, cast: Cast, lexicon: ContactLexicon
) -> Party | None:
    """Who placed a call, or wrote the letter."""
    making = lexicon.words["sending" if noun.kind == "letter" else "placing"]
    makers_of = list(frame.doers) if frame.verb is not None and frame.verb.lemma_.lower() in making else []
    senders: list[Party] = []
    if noun.kind in ("letter", "call"):
        owners = children(token, "poss") if noun.kind == "letter" else ()
        senders = all_parties((*owners, *prepositional(token, words_of(token).sender)), cast)
    if noun.kind == "letter" and _is_occasion(token, noun, lexicon):
        makers_of = list(frame.doers)
    senders = senders or makers_of
    return senders[0] if len(senders) == 1 else None
