"""Whose words they are, by the parse: a verb's subject, its agent, or the subject of a verb above it."""

from __future__ import annotations

from memcon.knowledge.cues import Cues
from memcon.reading.statements.tree import Range, Tree

Children = dict[str, list[int]]
"""Dependency label -> the children of a token that bear it, in order."""

Source = tuple[Range, int]
"""The words of a source, and the token by which its speaker is looked up."""

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_RELATIVES = frozenset({"who", "which", "that"})
_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "parataxis"})
"""Labels of verbs that may share the subject of the verb above them."""
_NOMINAL = frozenset({"NNP", "NNPS", "NN", "NNS", "PRP"})
_IN_NOUN_PHRASE = _NOMINAL | {"DT", "JJ", "CD", "PRP$", "POS", "HYPH"}
_CLIMBS = 12
"""How many heads are asked in search of a subject: longer chains are errors of the parse."""


def below(tree: Tree, token: int) -> Children:
    """The children of a token by their labels."""
    labelled: Children = {}
    for child in tree.children[token]:
        labelled.setdefault(tree.deps[child], []).append(child)
    return labelled


def is_passive(tree: Tree, verb: int, children: Children) -> bool:
    """Whether a verb stands in the passive, its auxiliary told or left out ("the deal agreed by both")."""
    return "auxpass" in children or (
        tree.tags[verb] == "VBN" and tree.deps[verb] in {"acl", "amod", "relcl"} and "aux" not in children
    )


def find_source(tree: Tree, verb: int, children: Children, cues: Cues) -> Source | None:
    """The source of a verb: its agent where it is passive, else its subject or the one that it shares."""
    if is_passive(tree, verb, children):
        for agent in children.get("agent", []):
            inner = tree.child(agent, "pobj")
            if inner is not None:
                return noun_phrase(tree, inner)
        return None
    if "expl" in children:
        return None
    if tree.tags[verb] == "VBG" and verb and tree.tags[verb - 1] in {"NNP", "NNPS"}:
        return noun_before(tree, verb)
    return _shared_subject(tree, verb, cues) or (
        noun_before(tree, verb) if tree.tags[verb] in {"VBD", "VBZ", "VBP"} else None
    )


def is_afterthought(tree: Tree, verb: int) -> bool:
    """Whether a participle after a comma may belong to the cue above its clause: "said it was late, adding that"."""
    head = tree.heads[verb]
    return (
        tree.tags[verb] == "VBG"
        and tree.deps[verb] == "advcl"
        and tree.deps[head] == "ccomp"
        and tree.heads[head] < head < verb
        and tree.words[tree.first[verb] - 1] == ","
    )


def is_second_cue(tree: Tree, verb: int) -> bool:
    """Whether a verb joined to the clause of a cue is a cue beside it: "said that it was late and added that"."""
    clause = tree.heads[verb]
    cue = tree.heads[clause]
    if tree.deps[verb] != "conj" or tree.deps[clause] != "ccomp" or cue > clause or verb < clause:
        return False
    content = tree.child(verb, "ccomp")
    return (
        tree.tags[verb] == tree.tags[cue] != "VB"
        and tree.child(verb, *_SUBJECTS, *_PASSIVE_SUBJECTS, "aux") is None
        and content is not None
        and tree.words[tree.first[content]] == "that"
        and tree.child(clause, "mark") is not None
    )


def _shared_subject(tree: Tree, verb: int, cues: Cues) -> Source | None:
    token = verb
    for _ in range(_CLIMBS):
        subject = tree.child(token, *_SUBJECTS)
        if subject is None and token != verb:
            subject = tree.child(token, *_PASSIVE_SUBJECTS)
        if subject is not None:
            return noun_phrase(tree, subject)
        label, head = tree.deps[token], tree.heads[token]
        if label in {"acl", "relcl"} and tree.tags[head][0] in {"N", "P"} and head < token:
            if tree.deps[head] != "dobj" or not _tells(tree, head, token, cues):
                return noun_phrase(tree, head, without=token)
            head = tree.heads[head]
        if label == "pcomp" and tree.words[head] == "as":
            reported = tree.child(tree.heads[head], "dobj")
            if reported is not None:
                return noun_phrase(tree, reported)
        shared = label in _SHARING or label == "acl" or (label == "ccomp" and tree.tags[token] == "VBG")
        if label == "dobj" and token != verb and tree.tags[token][0] == "N":
            shared = True
        if head == token or not shared:
            return None
        if is_afterthought(tree, token) or is_second_cue(tree, token):
            head = tree.heads[head]
        token = head
    return None


def _tells(tree: Tree, noun: int, participle: int, cues: Cues) -> bool:
    """Whether the object of a verb leaves what is said to the verb's subject: a claim saying, told reporters saying."""
    told = tree.tags[participle] == "VBG" and tree.lemmas[tree.heads[noun]] in cues.speech
    return tree.lemmas[noun] in cues.speech or (told and tree.lemmas[participle] in cues.speech)


def inverted(tree: Tree, verb: int) -> Source | None:
    """The noun phrase right after a verb that has no subject of its own: "...," added a diplomat."""
    if tree.tags[verb] not in {"VBD", "VBZ", "VBP"} or tree.child(verb, "nsubj") is not None:
        return None
    found = tree.child(verb, "dobj")
    return noun_phrase(tree, found) if found is not None and tree.first[found] == verb + 1 else None


def noun_before(tree: Tree, verb: int) -> Source | None:
    """The noun phrase that ends right before a token, for sentences that the parser has misread."""
    token = verb - 1
    while token > tree.opening[verb] and tree.tags[token] in {"RB", "MD", ","}:
        token -= 1
    last = token
    if tree.words[token] == ")":
        while token > tree.opening[verb] and tree.words[token] != "(":
            token -= 1
        token -= 1
    if token < tree.opening[verb] or tree.tags[token] not in _NOMINAL:
        return None
    first = token
    while first > tree.opening[verb] and tree.tags[first - 1] in _IN_NOUN_PHRASE:
        first -= 1
    return (first, last), token


def noun_after(tree: Tree, verb: int) -> Source | None:
    """The noun phrase that starts right after a token, for sentences that the parser has misread."""
    last = verb
    while last < tree.closing[verb] and tree.tags[last + 1] in _IN_NOUN_PHRASE:
        last += 1
    return ((verb + 1, last), last) if last > verb and tree.tags[last] in _NOMINAL else None


def noun_phrase(tree: Tree, head: int, without: int | None = None) -> Source:
    """The words around a noun; without is a clause after it to leave out."""
    first, last = tree.first[head], tree.last[head]
    if without is not None and without > head:
        last = max(head, tree.first[without] - 1)
    end = last - 1 if tree.words[last] == "," else last
    if head < end - 1 and tree.tags[end] == "CD" and tree.words[end - 1] == ",":
        last = end - 2
    verb = tree.heads[head]
    if tree.words[head] in _RELATIVES and tree.deps[verb] == "relcl":
        return (first, last), tree.heads[verb]
    return (first, last), head
