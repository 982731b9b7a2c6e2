"""PolNeAR's articles as the tagger reads them, with what it should have said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from memcon.evaluation.attribution import Article, covered, read, word_spans
from memcon.knowledge.cues import load
from memcon.reading.parse import parse
from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.choosing import considered, rated
from memcon.reading.statements.tagger import OUTPUTS, Labels, Passage, chances, sequences
from memcon.reading.statements.tree import Tree, grow
from memcon.record import Document
from memcon.weights import encoder

NESTED = 0.3
"""What a candidate inside annotated content weighs: the annotation is silent on it, so the rules' view is taught."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sequence, its words' labels (words, OUTPUTS), and its candidates' labels and weights (c,)."""

    sequence: Passage
    words: np.ndarray
    right: np.ndarray
    weights: np.ndarray


def trees(path: Path) -> Iterator[tuple[Article, Tree]]:
    """The articles of a file, parsed."""
    for article in read(path):
        yield article, grow(parse(Document(article.text), "en").doc, article.text)


def examples(
    parsed: Iterable[tuple[Article, Tree]], labels: Labels, teacher: encoder.Model | None
) -> Iterator[Example]:
    """Every sequence of every article; a teacher has half the say.

    The texts are whole, although a reader asks about some sentences alone: taught on those, a tagger finds less.
    """
    cues = load("en")
    for article, tree in parsed:
        index, found = rated(tree, cues)
        candidates = considered(tree, found, index, cues)
        words = word_labels(article, tree)
        right, weights = candidate_labels(article, tree, candidates)
        opening = tree.sentences()
        if teacher:
            said, rates = chances(teacher, labels, tree, candidates, index, opening)
            words, right = ((own + taught.astype(np.float32)) / 2 for own, taught in ((words, said), (right, rates)))
        for one in sequences(tree, candidates, index, labels, opening):
            yield Example(one, words[one.words], right[one.numbers], weights[one.numbers])


def word_labels(article: Article, tree: Tree) -> np.ndarray:
    found = np.zeros((len(tree.words), len(OUTPUTS)), np.float32)
    tokens = list(zip(tree.starts, tree.ends, strict=True))
    for relation in article.relations:
        content = sorted(covered(tokens, relation.content))
        found[content, 0] = 1
        if content:
            found[content[0], 1] = 1
        found[sorted(covered(tokens, relation.cue)), 2] = 1
        found[sorted(covered(tokens, relation.source)), 3] = 1
    return found


def candidate_labels(article: Article, tree: Tree, candidates: list[Candidate]) -> tuple[np.ndarray, np.ndarray]:
    """How well each candidate fits an annotated relation (Dice; 0 where it does not), and its weight."""
    right, weights = np.zeros(len(candidates), np.float32), np.ones(len(candidates), np.float32)
    for number, (fit, silent) in enumerate(judged(article, tree, candidates)):
        right[number] = fit
        if silent:
            right[number], weights[number] = candidates[number].probability, NESTED
    return right, weights


def judged(article: Article, tree: Tree, candidates: Iterable[Candidate]) -> Iterator[tuple[float, bool]]:
    """How well each candidate fits an annotated relation, and whether the annotation is silent on it.

    It is silent where the cue stands inside annotated content: PolNeAR annotates the outermost relation alone.
    """
    words = word_spans(article.text)
    gold = [
        (covered(words, each.content), covered(words, each.source), covered(words, each.cue))
        for each in article.relations
    ]
    for candidate in candidates:
        content = covered(words, [(tree.starts[a], tree.ends[b]) for a, b in candidate.content])
        cue = covered(words, [(tree.starts[candidate.token], tree.ends[candidate.token])])
        source: frozenset[int] = frozenset()
        if candidate.source is not None:
            first, last = candidate.source[0]
            source = covered(words, [(tree.starts[first], tree.ends[last])])
        fit = max((fits(content, source, cue, each) for each in gold), default=0.0)
        yield fit, not fit and any(cue & each[0] and not cue & each[2] for each in gold)


def fits(
    content: frozenset[int],
    source: frozenset[int],
    cue: frozenset[int],
    gold: tuple[frozenset[int], frozenset[int], frozenset[int]],
) -> float:
    """The Dice of the contents where the relation is the annotated one, else 0."""
    dice = 2 * len(content & gold[0]) / max(len(content) + len(gold[0]), 1)
    if dice < 0.5 or not (cue & gold[2] or dice > 0.8):
        return 0.0
    return dice if source & gold[1] or not (source or gold[1]) else 0.0
