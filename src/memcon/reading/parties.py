"""Who takes part: the actors that noun phrases name and those that do what a verb says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memcon.reading.cast import Cast, Reference
from memcon.reading.syntax import (
    LIST_LENGTH,
    STEPS,
    children,
    coordinated,
    is_infinitive,
    is_present_participle,
    is_verbal,
    prepositional,
    subjects,
    words_of,
)
from memcon.record.vocabulary import ActorKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Token

_OF_TIME = frozenset({"DATE", "TIME"})
"""Entities that parsers join to a name behind them ("on Wednesday Xi Jinping")."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a role, with the reference that names it there."""

    actor: str
    reference: Reference


def makers(verb: Token, cast: Cast) -> list[Party]:
    """The actors that do what a verb says: its subjects, else, where the parse has none, the names right before it."""
    adverbial = words_of(verb).adverbial
    nouns = [noun for noun in subjects(verb) if not is_verbal(noun) and noun.lower_ not in adverbial]
    if nouns or is_infinitive(verb) or is_present_participle(verb):
        return all_parties(nouns, cast)
    return _standing_before(verb, cast)


def _standing_before(verb: Token, cast: Cast) -> list[Party]:
    """Those whose names stand right before a finite verb and are no object of a preposition."""
    doc, words, first = verb.doc, words_of(verb), verb.sent.start
    if verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ in words.agent:
        return []
    position = verb.i - 1
    while position > first and (doc[position].pos_ in ("AUX", "ADV") or doc[position].lower_ in words.adverbial):
        position -= 1
    reference = cast.at(doc[position].idx) if position >= first else None
    if reference is None:
        return []
    name = doc[reference.token] if reference.token >= 0 else doc[position]
    for _ in range(STEPS):
        if name.dep_ != "conj" or is_verbal(name.head):
            break
        name = name.head
    found = parties(name, cast)
    position = min((party.reference.token for party in found), default=name.i)
    while position > first and (
        cast.at(doc[position].idx) or doc[position].dep_ in ("compound", "amod", "poss", "case")
    ):
        if doc[position].ent_type_ in _OF_TIME and not cast.at(doc[position].idx):
            return found
        position -= 1
    return [] if doc[position].pos_ == "ADP" and not cast.at(doc[position].idx) else found


def parties(token: Token, cast: Cast) -> list[Party]:
    """The actors that a noun phrase names, coordinated ones included, each once, in the order of the text."""
    found: dict[str, Party] = {}
    queue = [token]
    seen: set[int] = set()
    while queue and len(seen) < 60:
        current = queue.pop(0)
        if current.i in seen:
            continue
        seen.add(current.i)
        reference = cast.at(current.idx)
        if reference is not None:
            for actor in reference.actors:
                found.setdefault(actor, Party(actor, reference))
        queue.extend(_further(current, reference, cast))
    if not found:
        named = (name for noun in prepositional(token, words_of(token).belonging) for name in children(noun, "appos"))
        found = {a: Party(a, ref) for name in named if (ref := cast.at(name.idx)) is not None for a in ref.actors}
    return [*_listed_before(token, cast, found), *found.values()]


def _further(token: Token, reference: Reference | None, cast: Cast) -> Iterator[Token]:
    """The tokens of a noun phrase that may name more: what stands in apposition to a person's name names no other.

    Parses hang what follows a name below it ("with Ana Pereira, the spokesman, Juan Cruz, said"), and call the second
    of a list its apposition: there, no article comes first.
    """
    if reference is None:
        yield from children(token, "conj", "appos", "compound", "nmod")
        return
    yield from children(token, "conj")
    named = reference.form is MentionForm.NAME and cast.actor(reference.actors[0]).kind is ActorKind.PERSON
    for apposed in children(token, "appos"):
        if not named or apposed.left_edge.pos_ != "DET":
            yield apposed
        else:
            yield from (one for one in coordinated([apposed])[1:] if _is_of_another(one, reference, cast))


def _is_of_another(title: Token, reference: Reference, cast: Cast) -> bool:
    """Whether a title that the parse joins to that of one person is another's ("A, king of X, and the emir, B,")."""
    named = (cast.at(name.idx) for name in children(title, "appos"))
    return any(one is not None and one.actors != reference.actors for one in named)


def _listed_before(token: Token, cast: Cast, found: Mapping[str, Party]) -> list[Party]:
    """The persons listed before a name in its own noun phrase, where the parse hangs them below it.

    A list holds only names, titles, commas and conjunctions: a verb or a preposition other than "of" ends it.
    """
    doc, last, words = token.doc, token, words_of(token)
    listed: list[Party] = []
    start = doc[max(token.left_edge.i, token.i - LIST_LENGTH)].idx
    for reference in reversed(cast.within(start, token.idx)):
        between = doc[reference.token + 1 : last.i]
        if any(is_verbal(one) or (one.pos_ == "ADP" and one.lower_ not in words.belonging) for one in between):
            break
        if reference.form is not MentionForm.NAME or not any(one.lower_ in words.listing for one in between):
            continue
        if last is token and not any(one.pos_ == "CCONJ" for one in between) and not any(children(token, "conj")):
            break
        persons = [a for a in reference.actors if cast.actor(a).kind is ActorKind.PERSON and a not in found]
        if persons:
            listed.insert(0, Party(persons[0], reference))
            last = doc[reference.token]
    return listed


def all_parties(tokens: Iterable[Token], cast: Cast) -> list[Party]:
    """The actors that several noun phrases name, each once, in order."""
    return distinct(party for token in tokens for party in parties(token, cast))


def distinct(found: Iterable[Party]) -> list[Party]:
    """Each actor once, where it is first named."""
    kept: dict[str, Party] = {}
    for party in found:
        kept.setdefault(party.actor, party)
    return list(kept.values())
