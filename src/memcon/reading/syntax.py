"""Walks over the dependency parse that several layers need; all are bounded, none recurses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memcon.knowledge import grammar
from memcon.reading.cast import Cast, Reference
from memcon.record.vocabulary import ActorKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Token

    from memcon.knowledge.grammar import Grammar

_STEPS = 8
_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_LIST_LENGTH = 40
"""Tokens before a name in which those listed with it are looked for."""

_FACTUAL_LINKS = frozenset({"advcl", "xcomp", "acl", "relcl", "pcomp", "conj", "prep", "pobj", "dobj", "dep"})


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a role, with the reference that names it there."""

    actor: str
    reference: Reference


def words_of(token: Token) -> Grammar:
    """The function words of the language that a token was parsed in."""
    return grammar.load(token.lang_)


def has_feature(token: Token, name: str, *values: str) -> bool:
    """Whether a morphological feature of a token has one of the given values (Universal Dependencies' names)."""
    return any(value in values for value in token.morph.get(name, []))


def is_finite_past(verb: Token) -> bool:
    """Whether a verb is finite and in a past tense ("met", "was")."""
    return has_feature(verb, "VerbForm", "Fin") and has_feature(verb, "Tense", "Past", "Imp")


def is_finite_present(verb: Token) -> bool:
    """Whether a verb is finite and in the present tense ("meets", "is")."""
    return has_feature(verb, "VerbForm", "Fin") and has_feature(verb, "Tense", "Pres")


def is_past_participle(verb: Token) -> bool:
    """Whether a verb is a past participle ("held")."""
    return has_feature(verb, "VerbForm", "Part") and has_feature(verb, "Tense", "Past")


def is_present_participle(verb: Token) -> bool:
    """Whether a verb is a present participle ("going")."""
    return has_feature(verb, "VerbForm", "Part") and has_feature(verb, "Tense", "Pres")


def is_verbal(token: Token) -> bool:
    """Whether a token is a verb or an auxiliary."""
    return token.pos_ in _VERBAL


def children(token: Token, *relations: str) -> Iterator[Token]:
    """The children of a token that stand in one of the given dependency relations."""
    return (child for child in token.children if child.dep_ in relations)


def prepositional(token: Token, prepositions: Iterable[str]) -> Iterator[Token]:
    """The nouns that one of the prepositions brings in under a token ("with" -> its object)."""
    wanted = frozenset(prepositions)
    for prep in token.children:
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in wanted:
            yield from children(prep, "pobj", "pcomp")
            for inner in children(prep, "prep"):
                yield from children(inner, "pobj")


def subjects(verb: Token) -> list[Token]:
    """The subjects of a verb in the active sense: its own, its agent, or the one it shares with the verb above it."""
    current = verb
    for _ in range(_STEPS):
        passive = any(child.dep_ in _PASSIVE_SUBJECTS or child.dep_ == "auxpass" for child in current.children)
        agents = [noun for agent in children(current, "agent") for noun in children(agent, "pobj")]
        if agents and (passive or current.dep_ in ("acl", "relcl")):
            return agents
        own = [child for child in current.children if child.dep_ in _SUBJECTS]
        if own:
            return [_antecedent(child, current) for child in own]
        if passive and current is verb:
            return []
        above = _sharer(current)
        if above is None:
            return []
        if not is_verbal(above):
            return [above]
        if current.dep_ == "xcomp":
            controlled = list(children(above, "dobj"))
            if controlled and is_infinitive(current):
                return controlled
        current = above
        if any(child.dep_ in _PASSIVE_SUBJECTS for child in current.children):
            return list(children(current, *_PASSIVE_SUBJECTS))
    return []


def objects(verb: Token) -> list[Token]:
    """The direct objects of a verb, or the subjects of its passive; a participle's noun counts as its object."""
    found = [_antecedent(child, verb) for child in children(verb, "dobj", "nsubjpass", "dative")]
    if not found:
        found = [
            child for child in children(verb, "ccomp", "npadvmod", "oprd") if child.pos_ == "PROPN" and child.i > verb.i
        ]
    if not found and verb.dep_ == "acl" and is_past_participle(verb):
        found = [verb.head]
    return found


def is_infinitive(verb: Token) -> bool:
    """Whether a verb bears the mark of an infinitive ("to meet")."""
    return any(child.lower_ in words_of(verb).infinitive for child in children(verb, "aux"))


def governor(noun: Token) -> Token | None:
    """The verb that a noun is subject, object or complement of, directly or through one preposition."""
    token = noun
    for _ in range(_STEPS):
        if token.dep_ == "conj":
            token = token.head
            continue
        if token.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "dative", "npadvmod", "ccomp"):
            return token.head if is_verbal(token.head) else None
        if token.dep_ == "pobj" and is_verbal(token.head.head):
            return token.head.head
        return None
    return None


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
        follow = ("conj", "appos") if reference is not None else ("conj", "appos", "compound", "nmod")
        queue.extend(children(current, *follow))
    if not found:
        named = (name for noun in prepositional(token, words_of(token).belonging) for name in children(noun, "appos"))
        found = {a: Party(a, ref) for name in named if (ref := cast.at(name.idx)) is not None for a in ref.actors}
    return [*_listed_before(token, cast, found), *found.values()]


def _listed_before(token: Token, cast: Cast, found: Mapping[str, Party]) -> list[Party]:
    """The persons listed before a name in its own noun phrase, where the parse hangs them below it.

    A list holds only names, titles, commas and conjunctions: a verb or a preposition other than "of" ends it.
    """
    doc, last, words = token.doc, token, words_of(token)
    listed: list[Party] = []
    start = doc[max(token.left_edge.i, token.i - _LIST_LENGTH)].idx
    for reference in reversed(cast.within(start, token.idx)):
        between = doc[reference.token + 1 : last.i]
        if any(is_verbal(one) or (one.pos_ == "ADP" and one.lower_ not in words.belonging) for one in between):
            break
        if reference.form is not MentionForm.NAME or not any(one.lower_ in words.listing for one in between):
            continue
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


def is_past_perfect(verb: Token) -> bool:
    """Whether a verb stands in the past perfect ("had met")."""
    perfect = words_of(verb).perfect
    had = any(child.lower_ in perfect for child in children(verb, "aux"))
    return had and (is_past_participle(verb) or is_finite_past(verb))


def is_past(verb: Token) -> bool:
    """Whether a verb, or the one its infinitive hangs from, stands in a past tense ("was planning", "was to meet")."""
    current = verb
    for _ in range(_STEPS):
        if is_finite_past(current) or any(is_finite_past(child) for child in children(current, "aux", "auxpass")):
            return True
        if current.dep_ != "xcomp":
            return False
        current = current.head
    return False


def climb(token: Token) -> Iterator[Token]:
    """The token and those above it, as far as they stand in one assertion: never out of a complement."""
    current = token
    for _ in range(_STEPS):
        yield current
        if current.head == current or current.dep_ not in _FACTUAL_LINKS:
            return
        if current.dep_ == "conj" and any(child.dep_ in _SUBJECTS for child in current.children):
            return
        if _is_of_another_time(current):
            return
        current = current.head


def stands_apart(token: Token) -> bool:
    """Whether a word stands in a clause told as before or after its sentence ("the call came after he said")."""
    current = token
    for _ in range(_STEPS):
        if _is_of_another_time(current):
            return True
        if current.head == current:
            return False
        current = current.head
    return False


def _is_of_another_time(clause: Token) -> bool:
    """Whether a clause is told as before or after what it hangs from ("days after visiting Kyiv")."""
    sequencing = words_of(clause).sequencing
    if clause.dep_ == "pcomp":
        return clause.head.lower_ in sequencing
    return clause.dep_ == "advcl" and any(child.lower_ in sequencing for child in children(clause, "mark"))


def occasions(verb: Token) -> Iterator[Token]:
    """The nouns of a verb's own prepositional phrases ("met on the sidelines of a summit", "hosted him for talks")."""
    words = words_of(verb)
    for prep in children(verb, "prep"):
        if prep.lower_ in words.occasioning:
            for noun in children(prep, "pobj"):
                yield noun
                yield from prepositional(noun, words.belonging)


def _antecedent(child: Token, verb: Token) -> Token:
    if verb.dep_ == "relcl" and child.lower_ in words_of(child).relative:
        return verb.head
    return child


def _sharer(token: Token) -> Token | None:
    """The token whose subject token shares, or the noun that a participle or relative clause describes."""
    head = token.head
    if head == token:
        return None
    if token.dep_ in ("acl", "relcl"):
        return head.head if head.dep_ == "attr" and is_verbal(head.head) else head
    if token.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep") and is_verbal(head):
        return head
    if token.dep_ == "pcomp" and is_verbal(head.head):
        return head.head
    if token.dep_ == "xcomp" and head.pos_ == "ADJ":
        return head.head if is_verbal(head.head) else None
    return None
