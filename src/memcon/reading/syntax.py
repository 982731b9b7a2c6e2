"""Walks over the dependency parse that several layers need; all are bounded, none recurses."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from memcon.knowledge import grammar
from memcon.reading import columns

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from spacy.tokens import Doc, Token

    from memcon.knowledge.grammar import Grammar

STEPS = 8
"""Heads that a walk up the parse asks at most."""
_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_INFINITIVAL = frozenset({"xcomp", "acl", "advcl", "csubj"})
LIST_LENGTH = 40
"""Members of a list, or tokens before a name in which those listed with it are looked for, at most."""

_FACTUAL_LINKS = frozenset({"advcl", "xcomp", "acl", "relcl", "pcomp", "conj", "prep", "pobj", "dobj", "dep", "acomp"})


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
    labels = columns.strings(doc, "DEP")
    return (doc[at] for at in columns.children(doc)[token.i] if labels[at] in relations)


def worded(doc: Doc, words: Container[str]) -> list[Token]:
    """The tokens of a parse whose form in lower case is among words, in order."""
    return [doc[at] for at, form in enumerate(columns.strings(doc, "LOWER")) if form in words]


def with_lemma(doc: Doc, lemmas: Container[str]) -> list[Token]:
    """The tokens of a parse whose lemma in lower case is among lemmas, in order."""
    return [doc[at] for at, lemma in enumerate(columns.lemmas(doc)) if lemma in lemmas]


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
    while queue and len(found) < LIST_LENGTH:
        current = queue.pop(0)
        if current.i not in found:
            found[current.i] = current
            queue.extend(children(current, "conj"))
    return [found[index] for index in sorted(found)]


def subjects(verb: Token) -> list[Token]:
    """The subjects of a verb in the active sense: its own, its agent, or the one it shares with the verb above it."""
    current = verb
    for _ in range(STEPS):
        passive = any(child.dep_ in _PASSIVE_SUBJECTS or child.dep_ == "auxpass" for child in current.children)
        by_whom = agents(current)
        if by_whom and (passive or current.dep_ in ("acl", "relcl") or _is_absolute(current)):
            return by_whom
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


def agents(verb: Token) -> list[Token]:
    """Those by whom something is done: the nouns of a preposition, or those whose case alone tells it."""
    found: list[Token] = []
    for agent in children(verb, "agent"):
        found += children(agent, "pobj") if agent.pos_ == "ADP" else (agent,)
    return found


def governor(noun: Token) -> Token | None:
    """The verb that a noun is subject, object or complement of, directly or through one preposition."""
    token = noun
    for _ in range(STEPS):
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


def is_past_perfect(verb: Token) -> bool:
    """Whether a verb stands in the past perfect ("had met")."""
    perfect = words_of(verb).perfect
    had = any(child.lower_ in perfect for child in children(verb, "aux"))
    return had and (is_past_participle(verb) or is_finite_past(verb))


def is_past(verb: Token) -> bool:
    """Whether a verb, or the one its infinitive hangs from, stands in a past tense ("was planning", "was to meet")."""
    current = verb
    for _ in range(STEPS):
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
    for _ in range(STEPS):
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
    for _ in range(STEPS):
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
