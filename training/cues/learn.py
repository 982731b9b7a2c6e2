"""Learns the numbers of knowledge/data/en/cues.json from PolNeAR's train split.

    PYTHONPATH=training .venv/bin/python training/cues/learn.py ../shared/data/attribution/train.jsonl

The lists of words in cues.json are written by hand and stay as they are; the tables (verbs, nouns, prepositions,
adverbs) and the weights (evidence) are written anew. Takes about three minutes on one core and gives the same
numbers every time. Nothing of the texts is kept but lemmas and counts turned into rates.

1. Every candidate of every article is labelled: right where its content overlaps that of an annotated relation
   (Dice of at least .5), its source overlaps too or neither has one, and its cue is the annotated one.
   Candidates inside annotated content are left out: PolNeAR annotates the outermost relation alone.
2. A lemma's rate in a construction is smoothed towards that of rare lemmas (of speech, or others) in it.
3. A logistic model with an L2 penalty weighs the rate (each candidate's own label taken out) with the evidence.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from statements.examples import judged, trees

from memcon.evaluation.attribution import Article
from memcon.knowledge.cues import Cues, load
from memcon.reading.statements.choosing import rated
from memcon.reading.statements.evidence import evidence, table_of
from memcon.reading.statements.tree import Tree

CUES = Path(__file__).parents[2] / "src" / "memcon" / "knowledge" / "data" / "en" / "cues.json"
SMOOTHING = 3.0
RARE = 6
LEAST_NAMED = 100
PENALTY = 2.0
NOUN_USES, NOUN_SHARE = 5, 0.04


@dataclass(frozen=True, slots=True)
class Sample:
    """One candidate: which table it is of, its lemma and construction, whether it is right, and its evidence."""

    table: str
    lemma: str
    construction: str
    right: bool
    names: tuple[str, ...]


def main(articles: Sequence[tuple[Article, Tree]]) -> None:
    cues = replace(load("en"), nouns={noun: {} for noun in cue_nouns(articles)})
    samples = [sample for article, tree in articles for sample in label(article, tree, cues)]
    right = Counter((each.table, each.lemma, each.construction) for each in samples if each.right)
    seen = Counter((each.table, each.lemma, each.construction) for each in samples)
    rare = rates_of_rare(right, seen, cues)
    weights = weigh(samples, right, seen, rare, cues)
    print(f"{len(samples)} candidates, {sum(right.values())} right; bias {weights['bias']}")
    write({**tables(right, seen, rare, cues), "evidence": weights})


def cue_nouns(articles: Sequence[tuple[Article, Tree]]) -> list[str]:
    """Nouns that stand in annotated cues often enough to be asked about."""
    used: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for article, tree in articles:
        inside = sorted(piece for relation in article.relations for piece in relation.cue)
        marked = bytearray(len(article.text) + 1)
        for start, end in inside:
            marked[start:end] = b"\1" * (end - start)
        for token, tag in enumerate(tree.tags):
            if tag in {"NN", "NNS"} and tree.lemmas[token].isalpha():
                total[tree.lemmas[token]] += 1
                used[tree.lemmas[token]] += marked[tree.starts[token]]
    return sorted(noun for noun, count in used.items() if count >= NOUN_USES and count >= NOUN_SHARE * total[noun])


def label(article: Article, tree: Tree, cues: Cues) -> Iterator[Sample]:
    index, candidates = rated(tree, cues)
    for candidate, (fit, silent) in zip(candidates, judged(article, tree, candidates), strict=True):
        if silent:
            continue
        table = table_of(tree, candidate)
        construction = candidate.construction if table in {"verbs", "nouns"} else ""
        names = tuple(evidence(tree, candidate, index, cues))
        yield Sample(table, candidate.key, construction, fit > 0, names)


Key = tuple[str, str, str]


def rates_of_rare(right: Counter[Key], seen: Counter[Key], cues: Cues) -> dict[tuple[str, str, bool], float]:
    """Table, construction and whether a lemma tells of speech -> how often rare lemmas attribute in it."""
    hits: Counter[tuple[str, str, bool]] = Counter()
    counts: Counter[tuple[str, str, bool]] = Counter()
    for key, count in seen.items():
        if count <= RARE:
            group = (key[0], key[2], key[1] in cues.speech)
            hits[group] += right[key]
            counts[group] += count
    return {group: (hits[group] + 0.2) / (count + 2) for group, count in counts.items() if count >= 8}


def backed(rare: Mapping[tuple[str, str, bool], float], key: Key, cues: Cues) -> float:
    table, lemma, construction = key
    other = rare.get((table, construction, False), 0.1)
    return rare.get((table, construction, True), other) if lemma in cues.speech else other


def weigh(
    samples: list[Sample],
    right: Counter[Key],
    seen: Counter[Key],
    rare: Mapping[tuple[str, str, bool], float],
    cues: Cues,
) -> dict[str, float]:
    """Newton's method on the penalised likelihood; the bias and the weight of the rate are not penalised."""
    uses = Counter(name for sample in samples for name in sample.names)
    columns = {name: 2 + number for number, name in enumerate(sorted(n for n in uses if uses[n] >= LEAST_NAMED))}
    table = np.zeros((len(samples), len(columns) + 2), dtype=np.float32)
    truth = np.array([sample.right for sample in samples], dtype=np.float32)
    for row, sample in enumerate(samples):
        key = (sample.table, sample.lemma, sample.construction)
        rate = (right[key] - sample.right + SMOOTHING * backed(rare, key, cues)) / (seen[key] - 1 + SMOOTHING)
        rate = min(max(rate, 0.01), 0.99)
        table[row, 0], table[row, 1] = 1, np.log(rate / (1 - rate))
        for name in sample.names:
            if name in columns:
                table[row, columns[name]] = 1
    weights = np.zeros(table.shape[1])
    weights[1] = 1
    penalty = np.full(table.shape[1], PENALTY)
    penalty[:2] = 0.001
    for _ in range(12):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (chance - truth) + penalty * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-3:
            break
    named = {name: round(float(weights[column]), 2) for name, column in columns.items()}
    found = {"bias": round(float(weights[0]), 3), "lexicon": round(float(weights[1]), 3)}
    return {**found, **{name: weight for name, weight in named.items() if abs(weight) >= 0.03}}


def tables(
    right: Counter[Key], seen: Counter[Key], rare: Mapping[tuple[str, str, bool], float], cues: Cues
) -> dict[str, dict[str, object]]:
    verbs_and_nouns: dict[str, dict[str, dict[str, float]]] = {"verbs": defaultdict(dict), "nouns": defaultdict(dict)}
    flat: dict[str, dict[str, float]] = {"prepositions": {}, "adverbs": {}}
    for noun in cues.nouns:
        verbs_and_nouns["nouns"][noun] = {}
    for key, count in sorted(seen.items()):
        table, lemma, construction = key
        usual = backed(rare, key, cues)
        rate = (right[key] + SMOOTHING * usual) / (count + SMOOTHING)
        if table in flat:
            flat[table][lemma] = round(rate, 2)
        elif count >= 2 and abs(rate - usual) >= 0.03 and (right[key] or usual > 0.1):
            verbs_and_nouns[table][lemma][construction] = round(rate, 2)
    for (table, construction, of_speech), rate in rare.items():
        if table in verbs_and_nouns:
            verbs_and_nouns[table]["* speech" if of_speech else "*"][construction] = round(rate, 2)
    return {**verbs_and_nouns, **flat}


def write(learned: Mapping[str, Mapping[str, object]]) -> None:
    """Writes cues.json with one list, or one lemma of a table, a line."""
    data = json.loads(CUES.read_text(encoding="utf-8"))
    data.update(learned)
    sections = []
    for name, value in data.items():
        if isinstance(value, dict):
            rows = (f"  {json.dumps(key)}: {json.dumps(value[key], sort_keys=True)}" for key in sorted(value))
            sections.append(f" {json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n }")
        else:
            sections.append(f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    CUES.write_text("{\n" + ",\n".join(sections) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(list(trees(Path(sys.argv[1]))))
