"""Which candidates are believed: rated by the rules, or by the trained tagger after them, and the best of each cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from math import sqrt

from memcon.config import StatementMethod
from memcon.knowledge.cues import Cues
from memcon.reading.statements import tagger
from memcon.reading.statements.attaching import attach
from memcon.reading.statements.boundaries import settle
from memcon.reading.statements.candidates import Candidate, find_candidates
from memcon.reading.statements.evidence import probability
from memcon.reading.statements.labels import TURN, find_labels
from memcon.reading.statements.proposals import propose
from memcon.reading.statements.quotes import find_quotes
from memcon.reading.statements.quoting import Index, fit, place
from memcon.reading.statements.tree import Tree

THRESHOLDS: dict[StatementMethod, float] = {"rules": 0.4, "model": 0.38}
"""The least probability of a candidate that is believed."""

DOUBT = (0.1, 0.7)
"""Between which probabilities the rules are unsure of a candidate, so that the tagger is asked about its sentence."""

_SURE = 0.005
"""No chance counts as nearer to 0 or 1 than this."""


def believed(tree: Tree, cues: Cues, method: StatementMethod) -> tuple[Index, list[Candidate]]:
    """Where the quotations of a text stand, and the attributions that are believed."""
    index, found = rated(tree, cues)
    if method == "rules":
        return index, attach(tree, index, choose(found, THRESHOLDS[method]), cues)
    found = considered(tree, found, index, cues)
    tagged = tagger.tag(tree, found, index, doubtful(tree, found))
    judged = [
        each.rated(_agreed(each.probability, chance)) for each, chance in zip(found, tagged.candidates, strict=True)
    ]
    chosen = attach(tree, index, choose(judged, THRESHOLDS[method]), cues)
    chosen = settle(tree, index, chosen, tagged.content)
    return index, [*chosen, *propose(tree, chosen, tagged.content, tagged.cue, tagged.source)]


def rated(tree: Tree, cues: Cues) -> tuple[Index, list[Candidate]]:
    """Where the quotations of a text stand, and every candidate with the probability that the rules give it."""
    labels = tuple(find_labels(tree))
    index = _index(tree, labels)
    return index, [each.rated(_rate(tree, each, index, cues)) for each in _fitted(tree, cues, index, labels)]


def considered(tree: Tree, rated: list[Candidate], index: Index, cues: Cues) -> list[Candidate]:
    """The candidates that the tagger is asked about: those of the parse, and what the rules make of quotations."""
    known = set(rated)
    claims = attach(tree, index, choose(rated, THRESHOLDS["rules"]), cues)
    return rated + [each for each in claims if each not in known]


def doubtful(tree: Tree, rated: Iterable[Candidate]) -> list[int]:
    """The first words of the sentences in which the rules are unsure of a candidate, in order."""
    least, most = DOUBT
    return sorted({tree.opening[each.token] for each in rated if least < each.probability < most})


def _fitted(tree: Tree, cues: Cues, index: Index, labels: Iterable[Candidate]) -> Iterator[Candidate]:
    """Every candidate with its content fitted to the quotations of the text."""
    for candidate in chain(find_candidates(tree, cues), labels):
        whole = fit(candidate, index)
        if whole is not None:
            yield whole


def choose(candidates: Iterable[Candidate], threshold: float) -> list[Candidate]:
    """The likeliest candidate of each cue, where it is likely enough.

    A noun that takes a verb into its cue ("raised concerns over X") tells what the verb alone would tell again: the
    likelier of the two stays.
    """
    best: dict[int, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.token)
        if candidate.probability >= threshold and (known is None or candidate.probability > known.probability):
            best[candidate.token] = candidate
    twice = set[int]()
    for noun in best.values():
        verb = best.get(noun.cue[0]) if noun.cue[0] < noun.token else None
        if verb is not None and any(first <= noun.token <= last for first, last in verb.content):
            twice.add(min(noun, verb, key=lambda each: each.probability).token)
    return [each for each in best.values() if each.token not in twice]


def _index(tree: Tree, labels: Iterable[Candidate]) -> Index:
    """Where the quotations of a text stand; the turns of a transcript are no quotations."""
    turns = (each.token for each in labels if each.construction.startswith(TURN))
    return Index(tree, place(tree, find_quotes(tree.text), turns))


def _rate(tree: Tree, candidate: Candidate, index: Index, cues: Cues) -> float:
    return 1.0 if candidate.construction.startswith(TURN) else probability(tree, candidate, index, cues)


def _agreed(rules: float, tagger: float) -> float:
    """The chance of the mean of two log-odds: the tagger knows the context, the rules hold on texts of any kind."""
    odds = [max(each, _SURE) / max(1 - each, _SURE) for each in (rules, tagger)]
    mean = sqrt(odds[0] * odds[1])
    return mean / (1 + mean)
