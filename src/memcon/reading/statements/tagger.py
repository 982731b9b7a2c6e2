"""What the trained tagger reads, and what it says: how likely each word and each candidate attributes.

The tagger sees the word pieces of a document with, for each, the parse of its word and what the rules make of it. It
gives each word's chance to stand in content, to open it, to be a cue and to be a source, and each candidate a chance
of its own, so that its boundaries, its source and its nesting stay those of the parse. training/statements makes it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.quoting import Index
from memcon.reading.statements.tree import Range, Tree
from memcon.weights import encoder

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

MOST = 200
"""Word pieces of a sequence: enough to see the sentences around a quotation."""

WORD_FACTS, POINTS, SPANS, FACTS = 5, 6, 4, 6
"""How many features a word has, and how many points, stretches and numbers describe a candidate."""

STEPS = (0.05, 0.15, 0.3, 0.5, 0.75)
"""Where a probability of the rules passes into the next step of a feature."""

OUTPUTS = ("content", "opens", "cue", "source")
"""What the tagger says of each word."""

_CONTENTS = SPANS - 1
_LEAST, _MOST = 0.005, 0.995
MODEL = "statements"


@dataclass(frozen=True, slots=True)
class Labels:
    """The tags and dependency labels that the tagger knows, in their order; 0 stands for any other."""

    tags: Mapping[str, int]
    deps: Mapping[str, int]

    @classmethod
    def of(cls, tags: Sequence[str], deps: Sequence[str]) -> Labels:
        """Numbers labels from 1."""
        return cls(*({name: number for number, name in enumerate(names, 1)} for names in (tags, deps)))


@dataclass(frozen=True, slots=True)
class Passage:
    """The words first..end (end left out) as the model takes them.

    pieces: (n,) ids with those that start and end a sequence. facts: (n, WORD_FACTS). heads: (words,) the first piece
    of each word. numbers: which candidates have their cue here. points: (c, POINTS), spans: (c, SPANS, 2) and
    measures: (c, FACTS) describe them; points and spans are indices of pieces, 0 where there is nothing.
    """

    first: int
    end: int
    pieces: Array
    facts: Array
    heads: Array
    numbers: list[int]
    points: Array
    spans: Array
    measures: Array


@dataclass(frozen=True, slots=True)
class Tagged:
    """Chances: of each word to stand in content, a cue or a source; of each candidate that was asked about."""

    content: list[float]
    cue: list[float]
    source: list[float]
    candidates: list[float]


def tag(tree: Tree, candidates: Sequence[Candidate], index: Index) -> Tagged:
    """Asks the tagger about a document's words and candidates."""
    import numpy as np

    model, labels = encoder.load(MODEL), labels_of(MODEL)
    words = np.zeros((len(tree.words), len(OUTPUTS)), np.float32)
    chances = [0.0] * len(candidates)
    for one in sequences(tree, candidates, index, labels):
        words[one.first : one.end], rated = ask(model, one)
        for number, chance in zip(one.numbers, rated.tolist(), strict=False):
            chances[number] = chance
    content, _, cue, source = words.T.tolist()
    return Tagged(content, cue, source, chances)


def ask(model: encoder.Model, one: Passage) -> tuple[Array, Array]:
    """The chances (words, OUTPUTS) and (candidates,) that a model gives a sequence."""
    import numpy as np

    said, rated = model.run(
        {
            "pieces": one.pieces[None],
            "places": np.arange(len(one.pieces))[None],
            "facts": one.facts[None],
            "points": one.points,
            "spans": one.spans,
            "measures": one.measures,
        }
    )
    return _chance(said[0][one.heads]), _chance(rated)


def load() -> None:
    """Loads the tagger once a process; raises KnowledgeError where its weights are missing or damaged."""
    encoder.load(MODEL)
    encoder.pieces(())


def version() -> str:
    """The name and version of the tagger, as name==version; its version is the start of its weights' SHA-256."""
    return f"memcon-{MODEL}=={encoder.digest(f'{MODEL}.onnx')[:12]}"


def labels_of(name: str) -> Labels:
    """The labels that a model was trained with."""
    listed = json.loads(encoder.checked(f"{name}.json"))
    return Labels.of(listed["tags"], listed["deps"])


def sequences(tree: Tree, candidates: Sequence[Candidate], index: Index, labels: Labels) -> Iterator[Passage]:
    """Cuts a document into sequences; a candidate belongs to the one that holds its cue's head."""
    import numpy as np

    pieces = encoder.pieces(tree.words)
    starts = [token for token, opening in enumerate(tree.opening) if token == opening]
    runs = encoder.sequences([len(each) for each in pieces], starts, MOST)
    facts = word_facts(tree, candidates, index, labels)
    inside: list[list[int]] = [[] for _ in runs]
    firsts = [first for first, _ in runs]
    for number, candidate in enumerate(candidates):
        inside[bisect_right(firsts, candidate.token) - 1].append(number)
    for (first, end), numbers in zip(runs, inside, strict=True):
        ids, heads, owners = [encoder.CLS], [], [first]
        for word in range(first, end):
            heads.append(len(ids))
            ids.extend(pieces[word])
            owners.extend([word] * len(pieces[word]))
        closing = len(ids)
        ids.append(encoder.SEP)
        owners.append(end - 1)
        own_facts = facts[owners]
        own_facts[0] = own_facts[closing] = 0
        heads = [min(head, closing) for head in heads]
        at = [*heads, closing]
        described = [_describe(tree, candidates[number], first, end, at) for number in numbers] or [_NOTHING]
        yield Passage(
            first,
            end,
            np.array(ids, np.int64),
            own_facts,
            np.array(heads, np.int64),
            numbers,
            np.array([each[0] for each in described], np.int64),
            np.array([each[1] for each in described], np.int64),
            np.array([each[2] for each in described], np.float32),
        )


def word_facts(tree: Tree, candidates: Sequence[Candidate], index: Index, labels: Labels) -> Array:
    """(words, WORD_FACTS) of int64: tag, label, quotation, and how likely the rules find content, cue and source."""
    import numpy as np

    facts = np.zeros((len(tree.words), WORD_FACTS), np.int64)
    facts[:, 0] = [labels.tags.get(each, 0) for each in tree.tags]
    facts[:, 1] = [labels.deps.get(each, 0) for each in tree.deps]
    for quoted in index.quoted:
        facts[quoted.tokens[0] : quoted.tokens[1] + 1, 2] = 1
    for candidate in sorted(candidates, key=lambda each: each.probability):
        step = 1 + bisect_right(STEPS, candidate.probability)
        for first, last in candidate.content:
            facts[first : last + 1, 3] = step
        facts[candidate.token, 4] = step
        if candidate.source is not None:
            facts[candidate.source[1], 4] = len(STEPS) + 1 + step
    return facts


Described = tuple[list[int], list[tuple[int, int]], list[float]]

_NOTHING: Described = ([0] * POINTS, [(0, 0)] * SPANS, [0.0] * FACTS)


def _describe(tree: Tree, candidate: Candidate, first: int, end: int, at: Sequence[int]) -> Described:
    """A candidate's points (cue, content's start and end, the words around it, source), stretches and numbers."""

    def piece(word: int) -> int:
        return at[word - first] if first <= word < end else 0

    def stretch(words: Range) -> tuple[int, int]:
        start, stop = max(words[0], first), min(words[1] + 1, end)
        return (at[start - first], at[stop - first]) if start < stop else (0, 0)

    content = candidate.content
    begin, finish = content[0][0], content[-1][1]
    source = candidate.source
    points = [
        piece(candidate.token),
        piece(max(begin, first)),
        piece(min(finish, end - 1)),
        piece(begin - 1),
        piece(finish + 1),
        piece(source[1]) if source else 0,
    ]
    spans = [stretch(each) for each in content[:_CONTENTS]]
    spans += [(0, 0)] * (_CONTENTS - len(spans))
    spans.append(stretch(source[0]) if source else (0, 0))
    chance = min(max(candidate.probability, _LEAST), _MOST)
    size = sum(last - start + 1 for start, last in content)
    measures = [
        log(chance / (1 - chance)) / 3,
        log(size),
        float(len(content) > 1),
        float(source is None),
        float(begin < candidate.token),
        min(abs(source[1] - candidate.token), 30) / 10 if source else 0.0,
    ]
    return points, spans, measures


def _chance(logits: Array) -> Array:
    import numpy as np

    chances: Array = 1 / (1 + np.exp(-logits.astype(np.float64)))
    return chances
