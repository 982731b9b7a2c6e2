"""Walks over the dependency parse that several layers need; all are bounded, none recurses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from memcon.knowledge import grammar
from memcon.reading.cast import Cast, Reference
from memcon.reading.parse import Names, columns
from memcon.record.vocabulary import ActorKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Doc, Token

    from memcon.knowledge.grammar import Grammar

_STEPS = 8
_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_INFINITIVAL = frozenset({"xcomp", "acl", "advcl", "csubj"})
_LIST_LENGTH = 40
"""Tokens before a name in which those listed with it are looked for."""

_OF_TIME = frozenset({"DATE", "TIME"})
"""Entities that parsers join to a name behind them ("on Wednesday Xi Jinping")."""

_FACTUAL_LINKS = frozenset({"advcl", "xcomp", "acl", "relcl", "pcomp", "conj", "prep", "pobj", "dobj", "dep", "acomp"})


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
    features = _features(str(token.morph))
    return any((name, value) in features for value in values)


@lru_cache(maxsize=4096)
def _features(morph: str) -> frozenset[tuple[str, str]]:
    """The features of a token, as "Tense=Past|VerbForm=Fin", each with each of its values."""
    named = (each.partition("=") for each in morph.split("|"))
    return frozenset((name, value) for name, _, values in named for value in values.split(","))


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


def is_none(noun: Token) -> bool:
    """Whether a determiner says that there is none of a noun ("no call")."""
    return any(child.lower_ in words_of(noun).none for child in children(noun, "det"))


def children(token: Token, *relations: str) -> Iterator[Token]:
    """The children of a token that stand in one of the given dependency relations."""
    doc = token.doc
    return (doc[at] for at, relation in _kin(doc)[token.i] if relation in relations)


@lru_cache(maxsize=2)
def _kin(doc: Doc) -> list[list[tuple[int, str]]]:
    """The children of every token of a parse, in order, with their relations: spaCy is slow to tell them one by one."""
    name, found = Names(doc), list[list[tuple[int, str]]]([] for _ in doc)
    for token, (offset, relation) in enumerate(zip(*columns(doc, "HEAD", "DEP"), strict=True)):
        if offset:
            found[token + offset].append((token, name[relation]))
    return found


def prepositional(token: Token, prepositions: Iterable[str]) -> Iterator[Token]:
    """The nouns that one of the prepositions brings in under a token ("with" -> its object)."""
    wanted = frozenset(prepositions)
    for prep in coordinated(children(token, "prep", "agent", "dative")):
        if prep.lower_ in wanted:
            yield from children(prep, "pobj", "pcomp")
            for inner in children(prep, "prep"):
                yield from children(inner, "pobj")


def coordinated(tokens: Iterable[Token]) -> list[Token]:
    """Tokens and those coordinated with them, in the order of the text."""
    queue = list(tokens)
    found: dict[int, Token] = {}
    while queue and len(found) < _LIST_LENGTH:
        current = queue.pop(0)
        if current.i not in found:
            found[current.i] = current
            queue.extend(children(current, "conj"))
    return [found[index] for index in sorted(found)]


def subjects(verb: Token) -> list[Token]:
    """The subjects of a verb in the active sense: its own, its agent, or the one it shares with the verb above it."""
    current = verb
    for _ in range(_STEPS):
        passive = any(child.dep_ in _PASSIVE_SUBJECTS or child.dep_ == "auxpass" for child in current.children)
        agents = [noun for agent in children(current, "agent") for noun in _brought_in(agent)]
        if agents and (passive or current.dep_ in ("acl", "relcl") or _is_absolute(current)):
            return agents
        own = [child for child in current.children if child.dep_ in _SUBJECTS]
        if own:
            before = [child for child in own if child.i < current.i]
            return [_antecedent(child, current) for child in before or own]
        if passive and current is verb:
            return []
        above = _sharer(current)
        if above is None:
            return []
        if not is_verbal(above):
            return _equated(above) or [above]
        if current.dep_ == "xcomp":
            controlled = list(children(above, "dobj"))
            if controlled and is_infinitive(current):
                return controlled
        current = above
        if any(child.dep_ in _PASSIVE_SUBJECTS for child in current.children):
            return list(children(current, *_PASSIVE_SUBJECTS))
    return []


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
    for _ in range(_STEPS):
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


def objects(verb: Token) -> list[Token]:
    """The direct objects of a verb, or the subjects of its passive; a participle's noun counts as its object.

    So does a second subject behind a verb that has one before it: parsers take names there for subjects ("rang Ann").
    """
    found = [_antecedent(child, verb) for child in children(verb, "dobj", "nsubjpass", "dative")]
    found += [child for child in children(verb, "npadvmod") if found and _is_set_off(child, found[-1])]
    if not found and any(child.i < verb.i for child in children(verb, "nsubj")):
        found = [child for child in children(verb, "nsubj") if child.i > verb.i and child.pos_ == "PROPN"]
    if not found:
        found = [
            child for child in children(verb, "ccomp", "npadvmod", "oprd") if child.pos_ == "PROPN" and child.i > verb.i
        ]
    if not found and verb.dep_ == "acl" and is_past_participle(verb):
        found = [verb.head]
    if not found and _is_absolute(verb) and any(children(verb, "agent")):
        found = list(children(verb.head, "nsubj", "nsubjpass"))
    if not found and verb.dep_ in ("conj", "xcomp") and any(children(verb, "auxpass")):
        above = verb.head.head if verb.head.dep_ == "acomp" else verb.head
        found = subjects(above) or list(children(above, *_PASSIVE_SUBJECTS))
    return found


def _is_set_off(name: Token, noun: Token) -> bool:
    """Whether a name stands behind a noun and a comma: parsers hang it from the verb ("met his host, Ann Keane")."""
    comma = name.left_edge.i - 1
    return name.pos_ == "PROPN" and comma == noun.right_edge.i + 1 and name.doc[comma].lower_ == ","


def is_infinitive(verb: Token) -> bool:
    """Whether a verb bears the mark of an infinitive ("to meet"), or is one under a verb or noun that takes none.

    Languages other than English put bare infinitives there ("doit rencontrer", "намерен встретиться").
    """
    if any(child.lower_ in words_of(verb).infinitive for child in children(verb, "aux")):
        return True
    bare = verb.dep_ in _INFINITIVAL and has_feature(verb, "VerbForm", "Inf")
    return bare and not any(has_feature(child, "VerbForm", "Fin") for child in children(verb, "aux"))


def _is_absolute(verb: Token) -> bool:
    """Whether a past participle alone opens a clause about the subject above ("received by the king, she said")."""
    bare = not any(children(verb, "aux", "auxpass", "nsubj", "nsubjpass"))
    return bare and verb.dep_ == "advcl" and is_past_participle(verb) and verb.i < verb.head.i


def _brought_in(agent: Token) -> Iterator[Token]:
    """The nouns of an agent: those of its preposition, or the agent itself where its case alone tells it."""
    if agent.pos_ == "ADP":
        yield from children(agent, "pobj")
    else:
        yield agent


def governor(noun: Token) -> Token | None:
    """The verb that a noun is subject, object or complement of, directly or through one preposition."""
    token = noun
    for _ in range(_STEPS):
        if token.dep_ == "conj":
            token = token.head
            continue
        if token.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "dative", "npadvmod", "ccomp"):
            return token.head if is_verbal(token.head) else None
        if token.dep_ == "pobj":
            above = token.head.head
            above = above.head if above.dep_ in ("prep", "prt", "advmod") else above
            return above if is_verbal(above) else None
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
    start = doc[max(token.left_edge.i, token.i - _LIST_LENGTH)].idx
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
        if current.dep_ not in ("xcomp", "acomp"):
            return False
        current = current.head
    return False


def is_under_way(verb: Token) -> bool:
    """Whether a verb stands in the present progressive ("is meeting")."""
    return is_present_participle(verb) and any(is_finite_present(child) for child in children(verb, "aux"))


def is_simple_present(verb: Token) -> bool:
    """Whether a verb stands in the simple present ("meets")."""
    return is_finite_present(verb) and not any(children(verb, "aux", "auxpass"))


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


def _equated(noun: Token) -> list[Token]:
    """Who a copula says that its subject was ("the last president to visit was Moon")."""
    if noun.dep_ != "nsubj" or noun.head.lemma_.lower() not in words_of(noun).be:
        return []
    return [named for named in children(noun.head, "attr") if named.pos_ == "PROPN"]


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
    if token.dep_ == "prep" and is_verbal(token):
        return head if is_verbal(head) else head.head
    if token.dep_ == "xcomp" and head.pos_ == "ADJ":
        return head.head if is_verbal(head.head) else None
    return None
