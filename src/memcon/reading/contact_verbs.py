"""Tellings of contacts by verbs ("met", "spoke with", "flew to") and fixed phrases ("sat down with")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.knowledge.lexicon import ContactVerb
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
from memcon.reading.modality import is_over, modality, was_to_have
from memcon.reading.parties import Party, all_parties, distinct, makers
from memcon.reading.syntax import (
    agents,
    children,
    coordinated,
    governor,
    is_infinitive,
    is_present_participle,
    is_under_way,
    objects,
    occasions,
    prepositional,
    subjects,
    words_of,
)
from memcon.reading.telling import ContactTelling, Telling
from memcon.record.vocabulary import Channel, ContactStatus, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast


_REACH = 30
"""Tokens after a verb in which words such as "one after the other" may stand."""


def tell(token: Token, cast: Cast, anchors: Anchors, lexicon: ContactLexicon) -> tuple[Telling, ...]:
    """The contacts that a verb tells of, if any; several where one person called several."""
    verb = _verb_entry(token, cast, lexicon)
    if verb is None:
        return ()
    if verb.one_way:
        return tuple(_tell_calls(token, verb, cast, anchors, lexicon))
    doers = _makers(token, verb, cast, lexicon)
    doers = persons(doers, cast) if verb.convening else doers
    found = [*_tell_verb(token, verb, doers, cast, anchors, lexicon)]
    found += [one for told in found for one in contact_precedents.occasions(told, token, anchors, lexicon)]
    for since, named in contact_precedents.predecessors(token, cast, lexicon):
        for told in _tell_verb(token, verb, named, cast, anchors, lexicon):
            earlier = contact_precedents.precedent(told, since, named, anchors)
            found += [earlier] if earlier is not None else []
    return tuple(found)


def _verb_entry(token: Token, cast: Cast, lexicon: ContactLexicon) -> ContactVerb | None:
    """How a verb tells of a contact: with its fixed complement, else alone."""
    lemma = token.lemma_.lower()
    phrase = _phrase(token, lemma, cast, lexicon) if lemma in lexicon.phrasal else None
    return phrase or lexicon.verbs.get(lemma) or _by_means(token, lexicon)


def _phrase(token: Token, lemma: str, cast: Cast, lexicon: ContactLexicon) -> ContactVerb | None:
    """How a verb tells of a contact with its fixed complement, a preposition before someone among them."""
    complements = [child for child in token.children if child.dep_ in ("prt", "advmod", "dobj", "npadvmod")]
    if token.dep_ == "amod" and token.head.i == token.i + 1:
        complements.append(token.head)
    preps = list(children(token, "prep"))
    complements += [noun for prep in preps for noun in children(prep, "pobj", "advmod")]
    links = {prep.lower_ for prep in preps}
    before_someone = {prep for prep in preps if any(cast.at(noun.idx) for noun in children(prep, "pobj"))}
    for child in (*complements, *preps):
        phrase = lexicon.phrases.get((lemma, child.lemma_.lower()))
        if phrase is None or (phrase.accompanied and not links & phrase.companions):
            continue
        if child not in preps or child in before_someone or child.lower_ not in phrase.companions:
            return phrase
    return None


def _by_means(token: Token, lexicon: ContactLexicon) -> ContactVerb | None:
    """What a means of contact makes of any verb: "told him by phone", "agreed by telephone"."""
    words, grammar = lexicon.words, words_of(token)
    preps = [prep for owner in (token, *children(token, "dobj")) for prep in children(owner, "prep")]
    matters = (noun for prep in preps for noun in children(prep, "pobj"))
    shared = [*preps, *(prep for noun in matters for prep in children(noun, "prep"))]
    over = (prep for prep in shared if prep.lower_ in words["shared_over"])
    if any(noun.lower_ in words["meals"] for prep in over for noun in children(prep, "pobj")):
        return ContactVerb(Channel.IN_PERSON, companions=grammar.company, persons_only=True)
    nouns = (noun for prep in preps if prep.lower_ in grammar.by_means for noun in children(prep, "pobj"))
    said = {noun.lower_ for noun in nouns if not any(children(noun, "poss"))}
    for named, channel in (("video", Channel.VIDEO), ("phone", Channel.PHONE)):
        if said & words[named]:
            told = token.lemma_.lower() in words["addressing"]
            companions = grammar.company | grammar.addressee
            return ContactVerb(channel, takes_object=told, companions=companions, persons_only=told)
    return None


def _tell_verb(
    token: Token,
    verb: ContactVerb,
    doers: Sequence[Party],
    cast: Cast,
    anchors: Anchors,
    lexicon: ContactLexicon,
) -> Iterator[Telling]:
    """The contact that a verb tells of, or one for each of several parties where its words say so."""
    if verb.visit and verb.plain and not verb.takes_object and any(children(token, "dobj")):
        return
    if verb.visit:
        dated = not verb.dated or anchors.dated(token) or any(anchors.dated(noun) for noun in occasions(token))
        coming = _awaited(token, doers, cast) if verb.awaited else doers
        visitors = persons(coming, cast) if dated else []
        at_home = persons(doers, cast) if verb.awaited else []
        visited = persons(officials(all_parties(objects(token), cast), cast), cast) if verb.persons_only else []
        for together in [[one] for one in visitors] if _is_distributive(token, lexicon) else [visitors]:
            if together and visited and are_sided([*together, *visited], cast):
                told = _tell_parties(token, verb, distinct([*together, *visited]), None, cast, anchors, lexicon)
                yield from () if told is None else (told,)
            else:
                yield from _tell_visit(token, verb, together, at_home, cast, anchors, lexicon)
        return
    if verb.dated and anchors.when(token, token) is None:
        return
    if verb.placed and (anchors.place(token, token) is None or _is_distributive(token, lexicon)):
        return
    others = officials(_others(token, verb, cast, lexicon), cast)
    if verb.persons_only or verb.host:
        others = persons(others, cast)
    if verb.host and _is_hosted_by_no_one(token, doers, others):
        yield from _tell_visit(token, verb, others, (), cast, anchors, lexicon)
        return
    if verb.convening and not are_sided(others, cast):
        return
    for met in _meetings(token, verb, others, cast, lexicon) if verb.host or len(doers) == 1 else [others]:
        telling = _tell_parties(token, verb, distinct([*doers, *met]), None, cast, anchors, lexicon)
        if telling is not None and (doers or verb.convening):
            yield telling


def _is_hosted_by_no_one(token: Token, doers: Sequence[Party], guests: Sequence[Party]) -> bool:
    """Whether a passive tells of guests but not of their host ("was received in Rome")."""
    passive = any(children(token, "auxpass")) and not any(children(token, "agent"))
    return passive and {party.actor for party in doers} <= {party.actor for party in guests}


def _meetings(
    token: Token, verb: ContactVerb, others: Sequence[Party], cast: Cast, lexicon: ContactLexicon
) -> list[list[Party]]:
    """Those met together: each alone if the words say so, else those of one preposition ("with A, then with B")."""
    if _is_distributive(token, lexicon):
        return [[one] for one in others]
    if (apart := _in_sequence(token, others, lexicon)) is not None:
        return apart
    preps = [prep for prep in coordinated(children(token, "prep")) if prep.lower_ in verb.companions]
    brought = [persons(officials(all_parties(children(prep, "pobj"), cast), cast), cast) for prep in preps]
    groups = [group for group in brought if group]
    return groups if len(groups) > 1 and sum(map(len, groups)) == len(others) else [list(others)]


def _in_sequence(token: Token, others: Sequence[Party], lexicon: ContactLexicon) -> list[list[Party]] | None:
    """Those met one after the other, where "then" stands between them ("received the king, then the emir")."""
    ordered = sorted((one for one in others if one.reference.token > token.i), key=lambda one: one.reference.token)
    groups: list[list[Party]] = [[]]
    for number, party in enumerate(ordered):
        before = token.doc[ordered[number - 1].reference.token + 1 : party.reference.token] if number else ()
        if any(one.lower_ in lexicon.words["then"] for one in before):
            groups.append([])
        groups[-1].append(party)
    return groups if len(groups) > 1 and len(ordered) == len(others) else None


def _is_distributive(token: Token, lexicon: ContactLexicon) -> bool:
    """Whether a verb, or the one its infinitive hangs from, tells of one act for each of several."""
    verb = token.head if token.dep_ == "xcomp" else token
    words = words_of(token)
    if any(child.lower_ in words.distributive for one in (verb, token) for child in one.children):
        return True
    means = (noun for prep in children(token, "prep") for noun in children(prep, "pobj"))
    if any(child.lower_ in lexicon.words["separate"] for noun in means for child in children(noun, "amod")):
        return True
    clause = token.doc[token.i + 1 : min(token.sent.end, token.i + _REACH)].text.lower()
    return any(phrase in clause for phrase in words.in_turn)


def _tell_calls(
    token: Token, verb: ContactVerb, cast: Cast, anchors: Anchors, lexicon: ContactLexicon
) -> Iterator[Telling]:
    """The contacts that one person makes with each of those called or written to."""
    doers = _makers(token, verb, cast, lexicon)
    caller = doers[0] if len(doers) == 1 else None
    for other in persons(officials(_others(token, verb, cast, lexicon), cast), cast):
        telling = _tell_parties(token, verb, distinct([*doers, other]), caller, cast, anchors, lexicon)
        if doers and telling is not None:
            yield telling


def _makers(token: Token, verb: ContactVerb, cast: Cast, lexicon: ContactLexicon) -> list[Party]:
    """The subjects of a contact verb; none where a particle or a predicate gives the verb another sense."""
    words = words_of(token)
    lemma = token.lemma_.lower()
    for child in token.children:
        particle = child.lower_ if child.dep_ == "prt" else None
        if particle and particle not in words.together and (lemma, particle) not in lexicon.phrases:
            return []
        if child.dep_ == "oprd" and (child.pos_ != "PROPN" or any(children(token, "dobj"))):
            return []
        if verb.plain and (child.dep_ in ("ccomp", "xcomp") or child.lower_ in words.predicative):
            return []
        if verb.plain and any(one.lower_ in words.predicative for one in children(child, "prep")):
            return []
        if verb.unless and any(_urges(one, verb) for one in (child, *_preps_behind(child))):
            return []
        if verb.one_way and child.dep_ in ("dobj", "oprd") and _is_called_something(child):
            return []
    if token.dep_ == "amod" and is_present_participle(token):
        above = governor(token.head)
        nouns = [*subjects(above), *children(above, "nsubjpass")] if above is not None else []
        return officials(all_parties(nouns, cast), cast)
    found = officials(makers(_holder_of_plan(token, lexicon), cast), cast)
    if not found and token.dep_ == "acl" and token.head.lemma_.lower() in lexicon.words["planning_nouns"]:
        found = officials(all_parties(prepositional(token.head, words.purpose), cast), cast)
    return found


def _holder_of_plan(token: Token, lexicon: ContactLexicon) -> Token:
    """The verb above a noun of planning and what is planned, whose subject is to act ("has no plans to meet him")."""
    noun = token.head.head if token.dep_ == "pcomp" else token.head
    planned = noun.dep_ == "dobj" and noun.lemma_.lower() in lexicon.words["planning_nouns"]
    open_to = token.dep_ == "pcomp" or (token.dep_ == "acl" and is_infinitive(token))
    return noun.head if planned and open_to and not any(children(token, "nsubj", "nsubjpass")) else token


def _preps_behind(name: Token) -> Iterator[Token]:
    """The prepositions behind a name that the parse hangs from it or from the title before it."""
    for head in (name, *children(name, "compound")):
        yield from (one for one in children(head, "prep") if one.i > name.i)


def _urges(child: Token, verb: ContactVerb) -> bool:
    """Whether what stands below a verb makes it one of urging ("appeler à accepter", "appeler à la retenue")."""
    if child.dep_ in ("xcomp", "advcl"):
        return any(mark.lower_ in verb.unless for mark in children(child, "aux"))
    if child.dep_ == "prep" and child.lower_ in verb.companions:
        named = [noun for noun in children(child, "pobj") if noun.ent_type_ or noun.pos_ == "PROPN"]
        return any(is_infinitive(one) for noun in named for one in children(noun, "acl", "relcl", "xcomp", "advcl"))
    if child.dep_ != "prep" or child.lower_ not in verb.unless:
        return False
    return any(noun.dep_ == "pcomp" or (noun.pos_ == "NOUN" and not noun.ent_type_) for noun in child.children)


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
    if not are_sided(together, cast) or not persons(together, cast):
        return None
    mode = scheduled(token, modality(token, lexicon), anchors)
    contact = ContactTelling(
        channel=channel_of(token, verb.channel, lexicon),
        kind=_kind(verb.channel),
        status=_status(token, mode, anchors, lexicon),
        several=any(_is_repeated(child, lexicon) for child in children(token, "npadvmod", "advmod", "dobj")),
        initiator=initiator,
    )
    return telling(token, token, together, (), mode, contact, anchors, lexicon, token)


def _is_repeated(adverbial: Token, lexicon: ContactLexicon) -> bool:
    """Whether an adverb or a measure makes a verb tell of many contacts ("three times", not "the last time")."""
    words = lexicon.words
    single = words["ranking"] | words["latest"]
    return adverbial.lower_ in words["frequent"] and not any(one.lower_ in single for one in adverbial.children)


def _awaited(token: Token, doers: Sequence[Party], cast: Cast) -> list[Party]:
    """Whom a verb of expecting says is expected: its object, or the subject of an adjective ("est attendu")."""
    found = officials(all_parties(objects(token), cast), cast)
    return found if found or any(children(token, "dobj", "ccomp", "xcomp")) else list(doers)


def _tell_visit(
    token: Token,
    verb: ContactVerb,
    visitors: Sequence[Party],
    at_home: Sequence[Party],
    cast: Cast,
    anchors: Anchors,
    lexicon: ContactLexicon,
) -> Iterator[Telling]:
    """The visit to the country of a place: to those at home there who wait for the visitors, else to the state."""
    homes = {side(party.actor, cast) for party in visitors}
    if len(homes) != 1:
        return
    leading = words_of(token).located if verb.host else words_of(token).reached
    for location, link in anchors.destinations(token):
        host = host_of(location, cast) if link == "object" or link in leading else None
        if host is None or location.country in homes:
            continue
        mode = scheduled(token, modality(token, lexicon), anchors)
        going = is_under_way(token) and token.lemma_.lower() in lexicon.words["motion"]
        due = any(one.lemma_.lower() in lexicon.words["planning"] for one in children(token, "acomp"))
        if mode is Modality.ASSERTED and (going or due or verb.awaited):
            mode = Modality.FUTURE
        contact = ContactTelling(Channel.IN_PERSON, "visit", _status(token, mode, anchors, lexicon))
        hosts = [one for one in at_home if side(one.actor, cast) == side(host.actor, cast)] or [host]
        yield telling(token, token, visitors, hosts, mode, contact, anchors, lexicon, token)
        return


def _others(token: Token, verb: ContactVerb, cast: Cast, lexicon: ContactLexicon) -> list[Party]:
    """Those whom a contact verb brings in: its objects, and those behind its prepositions or its means."""
    met = objects(token) if verb.takes_object else []
    found = [*all_parties(met, cast), *_leaders_of(met, cast, lexicon)]
    found += all_parties(_behind_relatives(token, prepositional(token, verb.companions)), cast)
    means = (
        noun
        for prep in children(token, "prep", "agent")
        for noun in children(prep, "pobj")
        if not _is_subject_matter(noun, prep, lexicon)
    )
    for held in (*children(token, "dobj", "prt", "advmod"), *means):
        found += all_parties(prepositional(held, verb.companions), cast)
    return found


def _leaders_of(nouns: Iterable[Token], cast: Cast, lexicon: ContactLexicon) -> list[Party]:
    """Who leads those that nouns name ("received a delegation headed by the minister")."""
    clauses = (one for noun in nouns for one in children(noun, "acl") if one.lemma_.lower() in lexicon.words["leading"])
    return all_parties((noun for one in clauses for noun in agents(one)), cast)


def _behind_relatives(verb: Token, nouns: Iterable[Token]) -> Iterator[Token]:
    """Nouns, a relative pronoun being what its clause describes ("the minister, with whom he spoke")."""
    for noun in nouns:
        yield verb.head if verb.dep_ == "relcl" and noun.lower_ in words_of(noun).relative else noun


def _is_subject_matter(noun: Token, prep: Token, lexicon: ContactLexicon) -> bool:
    """Whether a noun is what is spoken of ("spoke of talks with her"), not how or when ("spoke on Monday with her")."""
    words = lexicon.words
    if noun.pos_ != "NOUN" or noun.ent_type_ or prep.lower_ not in words["about"] | words_of(prep).belonging:
        return False
    named = {noun.lower_, *(one.lower_ for one in children(noun, "compound"))}
    return not named & (words["phone"] | words["video"])


def _kind(channel: Channel) -> str:
    return {Channel.PHONE: "call", Channel.IN_PERSON: "meeting", Channel.LETTER: "letter"}.get(channel, "talk")


def _status(token: Token, mode: Modality, anchors: Anchors, lexicon: ContactLexicon) -> ContactStatus | None:
    if mode is not Modality.NEGATED and is_denied(token, lexicon):
        return ContactStatus.DENIED
    if mode is Modality.HYPOTHETICAL and was_to_have(token, lexicon):
        return ContactStatus.CANCELLED
    if mode is Modality.NEGATED:
        if any(is_over(child, lexicon) for child in token.children):
            to_come = any(child.lower_ in words_of(token).future for child in children(token, "aux"))
            return ContactStatus.CANCELLED if to_come else None
        denied = denies_to_come(token, lexicon) or is_disclaimed(token, anchors, lexicon)
        return ContactStatus.DENIED if denied else None
    return STATUS_OF.get(mode)
