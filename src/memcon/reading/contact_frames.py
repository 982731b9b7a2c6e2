"""Who takes part in a contact that a noun tells of: whom the noun names, and whom the verb that it hangs from does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memcon.reading.contact_parts import are_sided, calls_off, officials, persons
from memcon.reading.parties import Party, all_parties, distinct, makers, parties
from memcon.reading.syntax import (
    children,
    coordinated,
    governor,
    is_infinitive,
    objects,
    prepositional,
    subjects,
    words_of,
)
from memcon.record.vocabulary import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon, ContactNoun
    from memcon.reading.cast import Cast

BARE = "∅"
"""Among the definite determiners of a language without articles: no determiner at all."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a contact noun hangs from: the verb, who does what the verb says, and whom noun and verb name besides."""

    verb: Token | None
    doers: tuple[Party, ...]
    named: tuple[Party, ...]


def frame_of(token: Token, noun: ContactNoun, cast: Cast, lexicon: ContactLexicon, speaker: Party | None) -> Frame:
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
    if verb is not None and not company and token.dep_ == "dobj":
        company = _right_behind(token, verb, cast)
        named += company
    if verb is None:
        return Frame(None, tuple(_verbless(token, noun, company, cast, lexicon, speaker)), tuple(named))
    counted = is_determined(token) or token.lemma_.lower() in words["plural_one"]
    carriers = words["light"] | words["planning"]
    if noun.kind == "visit":
        carriers = carriers | words["cancel"] | words["announcing"] | words["forgoing"]
    if noun.copular:
        carriers = grammar.be
        if token.dep_ == "pobj" and token.head.lower_ in grammar.predicative:
            named += all_parties((*subjects(verb), *objects(verb)), cast)
    light = verb.lemma_.lower() in carriers or (token.dep_ == "pobj" and calls_off(token, verb, lexicon))
    light = light or (_is_purpose(token) and verb.lemma_.lower() in grammar.be | words["joining"])
    occasion = is_occasion(token, noun, lexicon)
    doers: list[Party] = []
    if light or (((counted and company) or occasion) and not are_sided(named, cast)):
        delivered = noun.kind == "letter" and verb.lemma_.lower() in words["delivering"]
        doers = [] if delivered and writer_of(token, cast) is not None else makers(verb, cast)
        named += _brought_in(token, verb, noun, cast, lexicon)
        if occasion and not are_sided([*doers, *named], cast):
            named += persons(all_parties(_addressed(verb, lexicon), cast), cast)
    elif not are_sided(named, cast) and _is_aftermath(token, lexicon):
        verb = verb.head if verb.dep_ == "xcomp" else verb
        both = persons(makers(verb, cast), cast)
        doers = both if are_sided(both, cast) else []
    elif verb.lemma_.lower() in words["hosting"] and (token.dep_ in ("dobj", "nsubjpass") or verb.head == token):
        doers = persons(makers(verb, cast), cast)
    if token.dep_ == "nsubj" and verb.lemma_.lower() in grammar.be:
        ranked = (one for one in children(verb, "attr", "acomp") if one.lower_ in words["ranking"])
        named += all_parties(
            (noun for one in ranked for noun in prepositional(one, grammar.company | grammar.mutual)), cast
        )
    return Frame(verb, tuple(doers), tuple(named))


def _is_aftermath(token: Token, lexicon: ContactLexicon) -> bool:
    """Whether several did something after a contact that is named for the first time ("both agreed after talks")."""
    held = _counted(token, lexicon)
    known = any(one.lower_ in words_of(token).definite for one in children(token, "det"))
    return held.dep_ == "pobj" and held.head.lower_ in lexicon.words["ending"] and not known


def _brought_in(token: Token, verb: Token, noun: ContactNoun, cast: Cast, lexicon: ContactLexicon) -> Iterator[Party]:
    """Whom the verb that holds a contact brings in: with whom, for whom and to whom it is held, given or written."""
    grammar = words_of(token)
    yield from all_parties(prepositional(verb, grammar.company | grammar.mutual), cast)
    yield from _guests(verb, noun, cast)
    if _is_purpose(token) and verb.lemma_.lower() in lexicon.words["joining"]:
        yield from persons(all_parties(objects(verb), cast), cast)
    if noun.kind == "letter":
        kinds = prepositional(token, grammar.belonging)
        written_to = (one for owner in (verb, *kinds) for one in prepositional(owner, grammar.addressee))
        given = (one for one in children(verb, "dative", "dobj") if one != token)
        yield from all_parties((*given, *children(token, "dative"), *written_to), cast)


def _verb_of(token: Token, lexicon: ContactLexicon) -> Token | None:
    """The verb that a noun belongs to: the one below a noun that is said "to take place", not the "is" above it."""
    carrier = next((c for c in children(token, "relcl") if c.lemma_.lower() in lexicon.words["light"]), None)
    counted = _counted(token, lexicon)
    verb = carrier or _misparsed(token) or governor(counted) or _around(counted)
    if verb is None or token.dep_ not in ("nsubj", "nsubjpass"):
        return verb
    for _ in range(2):
        if verb.lemma_.lower() not in words_of(token).be | lexicon.words["planning"]:
            break
        below = [verb, *children(verb, "acomp")]
        verb = next((one for above in below for one in children(above, "xcomp") if is_infinitive(one)), verb)
    return verb


def _misparsed(token: Token) -> Token | None:
    """The verb of an object that parsers take for its participle, though it has a subject ("Keane hosted talks")."""
    return next((one for one in children(token, "amod") if any(children(one, "nsubj"))), None)


def _around(token: Token) -> Token | None:
    """The verb around an occasion that is put in behind its subject ("Keane and Lund, at talks in Rome, agreed")."""
    inner, words = token.head, words_of(token)
    if token.dep_ != "pobj" or inner.lower_ not in words.means or inner.i == inner.sent.start:
        return None
    verb = governor(inner.head) if inner.nbor(-1).text == "," else None
    return verb if verb is not None and verb.i > inner.i and inner.head in coordinated(subjects(verb)) else None


def _counted(token: Token, lexicon: ContactLexicon) -> Token:
    """The noun that counts off a contact where one does ("a second round of talks"), else the contact's own."""
    above = token.head if token.dep_ == "poss" else token.head.head
    belongs = token.dep_ == "poss" or (token.dep_ == "pobj" and token.head.lower_ in words_of(token).belonging)
    return above if belongs and above.lemma_.lower() in lexicon.words["rounds"] else token


def _named_by(token: Token, noun: ContactNoun, cast: Cast) -> list[Party]:
    """Those whom the noun's own phrase names: its possessor, its compounds, and its prepositional phrases."""
    words = words_of(token)
    found = all_parties(map(_owner, children(token, "poss", "compound", "nmod")), cast)
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


def _owner(noun: Token) -> Token:
    """Whose a thing is: whom the clause describes where a relative says so ("Keane, whose visit was called off")."""
    verb = governor(noun.head) if noun.lower_ in words_of(noun).relative else None
    return verb.head if verb is not None and verb.dep_ == "relcl" else noun


def _guests(owner: Token, noun: ContactNoun, cast: Cast) -> list[Party]:
    """Whom a contact is given for ("a dinner for her", "gave a dinner for her")."""
    return persons(all_parties(prepositional(owner, noun.guests), cast), cast)


def _within(token: Token, cast: Cast, lexicon: ContactLexicon) -> list[Party]:
    """Who did something in the course of a contact ("a call in which she urged him ...", "talks at which both agreed").

    Whom they addressed takes part too; whom they only spoke of does not.
    """
    found: list[Party] = []
    for clause in _courses(token):
        found += makers(clause, cast)
        if clause.lemma_.lower() in lexicon.words["addressing"]:
            found += all_parties(objects(clause), cast)
    return persons(found, cast)


def _courses(token: Token) -> Iterator[Token]:
    """The clauses of what was done in the course of a contact ("in which she urged him", "at which both agreed")."""
    for clause in children(token, "relcl"):
        openers = (prep for prep in children(clause, "prep") if prep.lower_ in words_of(token).means)
        if any(one.lower_ in words_of(token).relative for prep in openers for one in children(prep, "pobj")):
            yield clause


def _right_behind(token: Token, verb: Token, cast: Cast) -> list[Party]:
    """Whom "with" brings in right behind a noun, where the parse hangs it from the verb ("rated his talks with")."""
    behind = (prep for prep in children(verb, "prep") if prep.i == token.i + 1)
    nouns = (noun for prep in behind if prep.lower_ in words_of(token).company for noun in children(prep, "pobj"))
    return all_parties(nouns, cast)


def _addressed(verb: Token, lexicon: ContactLexicon) -> list[Token]:
    """To whom something is said in the course of a contact ("urged him to", "expressed to him her concern")."""
    lemma = verb.lemma_.lower()
    if lemma in lexicon.words["addressing"]:
        return objects(verb)
    told = (verb, *children(verb, "dobj")) if lemma in lexicon.words["conveying"] else ()
    return [noun for owner in told for noun in prepositional(owner, words_of(verb).addressee)]


def writer_of(letter: Token, cast: Cast) -> Party | None:
    """Whose letter it is, where another delivers it ("handed over a letter from the king", "one in which he asks").

    Someone who is no official sends none: then whoever delivers it is a party.
    """
    owners = [*children(letter, "poss"), *prepositional(letter, words_of(letter).sender)]
    found = all_parties(owners, cast) or [party for clause in _courses(letter) for party in makers(clause, cast)]
    return next(iter(persons(officials(found, cast), cast)), None)


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
    if token.dep_ != "pobj" or not (company or (noun.kind == "visit" and is_occasion(token, noun, lexicon))):
        return []
    above = token.head.head
    return persons(parties(above.head if above.pos_ == "ADJ" else above, cast), cast)


def _is_purpose(token: Token) -> bool:
    """Whether a contact is what something is done for ("was in Rome for talks", "joined them for a meeting")."""
    return token.dep_ == "pobj" and token.head.lower_ in words_of(token).purpose


def is_occasion(token: Token, noun: ContactNoun, lexicon: ContactLexicon) -> bool:
    """Whether a contact is the occasion of what is told ("in a phone call", "on a visit to")."""
    grammar = words_of(token)
    means = grammar.means | grammar.journey if noun.kind == "visit" or noun.accompanied else grammar.means
    inner, bare = token.head, token.lemma_.lower() in lexicon.words["meals"]
    bare = bare or (noun.kind == "visit" and inner.lower_ in grammar.journey)
    if token.dep_ != "pobj" or not (bare or is_determined(token)):
        return False
    return inner.lower_ in means or (
        inner.dep_ == "prep" and inner.head.pos_ in ("ADP", "ADV") and inner.head.lower_ in means
    )


def is_determined(token: Token) -> bool:
    """Whether a noun has a determiner, a possessor or a number; every noun counts where a language has no articles."""
    return any(children(token, "det", "poss", "nummod")) or BARE in words_of(token).definite
