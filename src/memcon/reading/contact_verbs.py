"""Tellings of contacts by verbs ("met", "spoke with", "flew to") and fixed phrases ("sat down with")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.reading.contact_parts import (
    STATUS_OF,
    channel_of,
    denies_to_come,
    host_of,
    is_denied,
    officials,
    persons,
    side,
    telling,
)
from memcon.reading.modality import modality
from memcon.reading.syntax import (
    Party,
    all_parties,
    children,
    distinct,
    is_finite_present,
    is_present_participle,
    objects,
    prepositional,
    subjects,
    words_of,
)
from memcon.reading.telling import ContactTelling, Telling
from memcon.record.vocabulary import ActorKind, Channel, ContactStatus, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon, ContactVerb
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast


def tell(token: Token, cast: Cast, anchors: Anchors, lexicon: ContactLexicon) -> tuple[Telling, ...]:
    """The contacts that a verb tells of, if any; several where one person called several."""
    verb = _verb_entry(token, lexicon)
    if verb is None:
        return ()
    if verb.one_way:
        return tuple(_tell_calls(token, verb, cast, anchors, lexicon))
    found = _tell_verb(token, verb, cast, anchors, lexicon)
    return (found,) if found else ()


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
    others = officials(_others(token, verb, cast, lexicon), cast)
    if verb.persons_only or verb.host:
        others = persons(others, cast)
    return _tell_parties(token, verb, distinct([*makers, *others]), None, cast, anchors, lexicon)


def _tell_calls(
    token: Token, verb: ContactVerb, cast: Cast, anchors: Anchors, lexicon: ContactLexicon
) -> Iterator[Telling]:
    """The contacts that one person makes with each of those called or written to."""
    makers = _makers(token, verb, cast)
    caller = makers[0] if len(makers) == 1 else None
    for other in persons(officials(_others(token, verb, cast, lexicon), cast), cast):
        telling = _tell_parties(token, verb, distinct([*makers, other]), caller, cast, anchors, lexicon)
        if makers and telling is not None:
            yield telling


def _makers(token: Token, verb: ContactVerb, cast: Cast) -> list[Party]:
    """The subjects of a contact verb; none where a particle or a predicate gives the verb another sense."""
    words = words_of(token)
    for child in token.children:
        if child.dep_ == "prt" and child.lower_ not in words.together:
            return []
        if child.dep_ == "oprd" and (child.pos_ != "PROPN" or any(children(token, "dobj"))):
            return []
        if verb.plain and (child.dep_ in ("ccomp", "xcomp") or child.lower_ in words.predicative):
            return []
        if verb.plain and any(one.lower_ in words.predicative for one in children(child, "prep")):
            return []
        if verb.one_way and child.dep_ in ("dobj", "oprd") and _is_called_something(child):
            return []
    return officials(all_parties(subjects(token), cast), cast)


def _is_called_something(named: Token) -> bool:
    """Whether what someone is called stands behind the name ("called him a friend", not "called him, a friend,")."""
    return any(
        one.i > named.i and one.left_edge.pos_ == "DET" and not named.doc[one.left_edge.i - 1].is_punct
        for one in children(named, "appos")
    )


def _tell_parties(
    token: Token,
    verb: ContactVerb,
    together: Sequence[Party],
    initiator: Party | None,
    cast: Cast,
    anchors: Anchors,
    lexicon: ContactLexicon,
) -> Telling | None:
    if len({side(party.actor, cast) for party in together}) < 2 or not persons(together, cast):
        return None
    mode = modality(token, lexicon)
    contact = ContactTelling(
        channel=channel_of(token, verb.channel, lexicon),
        kind=_kind(verb.channel),
        status=_status(token, mode, lexicon),
        several=any(
            child.lower_ in lexicon.words["frequent"] for child in children(token, "npadvmod", "advmod", "dobj")
        ),
        initiator=initiator,
    )
    return telling(token, token, together, (), mode, contact, anchors)


def _tell_visit(
    token: Token, makers: Sequence[Party], cast: Cast, anchors: Anchors, lexicon: ContactLexicon
) -> Telling | None:
    visitors = [party for party in makers if cast.actor(party.actor).kind is ActorKind.PERSON]
    homes = {side(party.actor, cast) for party in visitors}
    if len(homes) != 1:
        return None
    for location, link in anchors.destinations(token):
        host = host_of(location, cast) if link == "object" or link in words_of(token).reached else None
        if host is None or location.country in homes:
            continue
        mode = modality(token, lexicon)
        if mode is Modality.ASSERTED and _is_under_way(token) and token.lemma_.lower() in lexicon.words["motion"]:
            mode = Modality.FUTURE
        contact = ContactTelling(Channel.IN_PERSON, "visit", _status(token, mode, lexicon))
        return telling(token, token, visitors, [host], mode, contact, anchors)
    return None


def _is_under_way(verb: Token) -> bool:
    """Whether a verb stands in the present progressive."""
    return is_present_participle(verb) and any(is_finite_present(child) for child in children(verb, "aux"))


def _others(token: Token, verb: ContactVerb, cast: Cast, lexicon: ContactLexicon) -> list[Party]:
    """Those whom a contact verb brings in: its objects, and those behind its prepositions or its means."""
    found = all_parties(objects(token), cast) if verb.takes_object else []
    found += all_parties(prepositional(token, verb.companions), cast)
    means = (
        noun
        for prep in children(token, "prep", "agent")
        for noun in children(prep, "pobj")
        if not _is_subject_matter(noun, prep, lexicon)
    )
    for held in (*children(token, "dobj", "prt", "advmod"), *means):
        found += all_parties(prepositional(held, verb.companions), cast)
    return found


def _is_subject_matter(noun: Token, prep: Token, lexicon: ContactLexicon) -> bool:
    """Whether a noun is what is spoken of ("spoke of talks with her"), not how or when ("spoke on Monday with her")."""
    words = lexicon.words
    if noun.pos_ != "NOUN" or noun.ent_type_ or prep.lower_ not in words["about"] | words_of(prep).belonging:
        return False
    named = {noun.lower_, *(one.lower_ for one in children(noun, "compound"))}
    return not named & (words["phone"] | words["video"])


def _kind(channel: Channel) -> str:
    return {Channel.PHONE: "call", Channel.IN_PERSON: "meeting", Channel.LETTER: "letter"}.get(channel, "talk")


def _status(token: Token, mode: Modality, lexicon: ContactLexicon) -> ContactStatus | None:
    if mode is not Modality.NEGATED and is_denied(token, lexicon):
        return ContactStatus.DENIED
    if mode is Modality.NEGATED:
        return ContactStatus.DENIED if denies_to_come(token, lexicon) else None
    return STATUS_OF.get(mode)
