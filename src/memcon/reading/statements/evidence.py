"""How likely a candidate attributes: its cue's record in the lexicon, corrected by what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log

from memcon.knowledge.cues import CueKind, Cues
from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.quoting import Index
from memcon.reading.statements.tree import Tree

_LABELS = frozenset({"ROOT", "conj", "relcl", "advcl", "xcomp", "ccomp", "pcomp", "acl", "parataxis", "dobj", "pobj"})
_LEAST, _MOST = 0.01, 0.99


def probability(tree: Tree, candidate: Candidate, index: Index, cues: Cues) -> float:
    """The probability that a candidate attributes, by a logistic model whose weights are among the cues."""
    weights = cues.evidence
    prior = min(max(lexical(tree, candidate, cues), _LEAST), _MOST)
    score = weights["bias"] + weights["lexicon"] * log(prior / (1 - prior))
    for name in evidence(tree, candidate, index, cues):
        score += weights.get(name, 0.0)
    return 1 / (1 + exp(-score))


def lexical(tree: Tree, candidate: Candidate, cues: Cues) -> float:
    """How often the lexicon has seen the cue attribute in this construction."""
    table = table_of(tree, candidate)
    if table == "adverbs":
        return cues.adverbs.get(candidate.key, 0.0)
    if table == "prepositions":
        return cues.prepositions.get(candidate.key, 0.0)
    return cues.probability(cues.verbs if table == "verbs" else cues.nouns, candidate.key, candidate.construction)


def table_of(tree: Tree, candidate: Candidate) -> str:
    """The name of the lexicon's table that a candidate is looked up in."""
    if candidate.construction.startswith("adverb"):
        return "adverbs"
    if candidate.construction.startswith("preposition"):
        return "prepositions"
    return "verbs" if tree.tags[candidate.token][:2] == "VB" else "nouns"


def evidence(tree: Tree, candidate: Candidate, index: Index, cues: Cues) -> Iterator[str]:
    """The names of what speaks for or against a candidate."""
    token = candidate.token
    tag, label = tree.tags[token], tree.deps[token]
    yield f"tag {tag}"
    yield f"label {label if label in _LABELS else 'other'}"
    yield f"construction {candidate.construction}"
    yield f"source {_source(tree, candidate, cues)}"
    if candidate.key in cues.speech:
        yield "speech"
    for child in tree.children[token]:
        if tree.deps[child] == "neg":
            yield "negated"
        elif tree.tags[child] == "MD":
            yield "modal"
        elif tree.tags[child] == "TO":
            yield "to"
    yield from _content(tree, candidate, index)


def _source(tree: Tree, candidate: Candidate, cues: Cues) -> str:
    if candidate.source is None:
        return "none"
    (first, last), _ = candidate.source
    if first == last and tree.words[first] in cues.pronouns:
        return cues.pronouns[tree.words[first]]
    side = "after" if first > candidate.token else "before"
    return f"{'name' if 'NNP' in tree.tags[max(first, last - 9) : last + 1] else 'noun'} {side}"


def _content(tree: Tree, candidate: Candidate, index: Index) -> Iterator[str]:
    pieces = candidate.content
    size = sum(last - first + 1 for first, last in pieces)
    yield "length " + ("1" if size == 1 else "2-3" if size < 4 else "4-7" if size < 8 else "8+")
    first, last = pieces[0]
    tags = tree.tags[first : min(last, first + 3) + 1]
    if size < 4 and "NNP" in tags:
        yield "short name"
    if size == 1:
        yield f"alone {'pronoun' if tags[0] in {'PRP', 'DT', 'WDT', 'WP'} else 'word'}"
    if index.at(candidate.token) < 0 and index.among(pieces):
        yield "marks"
    if len(pieces) > 1:
        yield "split"
    if tree.has_finite(first, last):
        yield "content finite"
    if tree.words[tree.closing[candidate.token]] == "?":
        yield "question"
    if first < candidate.token:
        yield "content before"
    elif first - candidate.token > 3:
        yield "content far"


def kind(tree: Tree, candidate: Candidate, cues: Cues) -> CueKind:
    """Whether a candidate tells words, something else, or words that were not said."""
    first, token = candidate.cue[0], candidate.token
    tells = candidate.key in cues.speech
    if first < token and tree.tags[token][:2] == "NN":
        tells = tree.lemmas[first] in cues.light
    if not tells and candidate.key != ":" and not candidate.construction.startswith("as"):
        return CueKind.ATTITUDE
    if candidate.key in cues.reaching and candidate.construction == "object":
        return CueKind.ATTITUDE
    if _by_nobody(tree, candidate, cues):
        return CueKind.UNSAID
    verb = first if tree.tags[token][:2] == "NN" and tree.tags[first][:2] == "VB" else token
    head = tree.heads[verb]
    for child in tree.children[verb]:
        label = tree.deps[child]
        unsaid = child < verb and tree.words[child] in cues.not_said_after
        if label == "neg" or tree.tags[child] == "MD" or unsaid:
            return CueKind.UNSAID
        if tree.tags[child] == "TO" and tree.lemmas[head] not in cues.carried_out:
            return CueKind.UNSAID
    if tree.deps[verb] == "pcomp" and tree.words[head] in cues.not_said_after:
        return CueKind.UNSAID
    return CueKind.SPEECH


def _by_nobody(tree: Tree, candidate: Candidate, cues: Cues) -> bool:
    """Whether the source is no one: "nobody said", "no minister said", "none of them said"."""
    if candidate.source is None:
        return False
    head = candidate.source[1]
    return tree.words[head] in cues.negative or tree.words[tree.first[head]] in cues.negative
