"""What the trained tagger reads, and what it says: how likely each word and each candidate attributes.

The tagger sees the word pieces of a document with, for each, the parse of its word and what the rules make of it. It
gives each word's chance to stand in content, to open it, to be a cue and to be a source, and each candidate a chance
of its own, so that its boundaries, its source and its nesting stay those of the parse. training/statements makes it.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
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

UNASKED = 0.35
"""The chance of a word that was not asked about: too little to join content, too much to leave it."""

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
    """Words of a document, by their index and in order, as the model takes them.

    pieces: (n,) ids with those that start and end a sequence. facts: (n, WORD_FACTS). heads: (words,) the first piece
    of each word. numbers: which candidates have their cue here. points: (c, POINTS), spans: (c, SPANS, 2) and
    measures: (c, FACTS) describe them; points and spans are indices of pieces, 0 where there is nothing.
    """

    words: list[int]
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


def tag(tree: Tree, candidates: Sequence[Candidate], index: Index, opening: Sequence[int]) -> Tagged:
    """Asks the tagger about the words and candidates of the sentences that open at the given words.

    Words of other sentences get the chance UNASKED, other candidates keep theirs.
    """
    words, rated = chances(encoder.load(MODEL), labels_of(MODEL), tree, candidates, index, opening)
    content, _, cue, source = words.T.tolist()
    return Tagged(content, cue, source, rated.tolist())


def chances(
    model: encoder.Model,
    labels: Labels,
    tree: Tree,
    candidates: Sequence[Candidate],
    index: Index,
    opening: Sequence[int],
) -> tuple[Array, Array]:
    """The chances (words, OUTPUTS) and (candidates,) that a model gives, as tag tells them."""
    import numpy as np

    words = np.full((len(tree.words), len(OUTPUTS)), UNASKED)
    rated = np.array([each.probability for each in candidates])
    for one in sequences(tree, candidates, index, labels, opening):
        words[one.words], found = _ask(model, one)
        rated[one.numbers] = found[: len(one.numbers)]
    return words, rated


def _ask(model: encoder.Model, one: Passage) -> tuple[Array, Array]:
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


def sequences(
    tree: Tree, candidates: Sequence[Candidate], index: Index, labels: Labels, opening: Sequence[int]
) -> Iterator[Passage]:
    """Cuts the sentences that open at some words into sequences; a candidate belongs to that of its cue's head."""
    import numpy as np

    asked = [word for start in opening for word in range(start, tree.closing[start] + 1)]
    pieces = encoder.pieces([tree.words[word] for word in asked])
    starts = [bisect_left(asked, start) for start in opening]
    runs = encoder.sequences([len(each) for each in pieces], starts, MOST)
    facts = word_facts(tree, candidates, index, labels)
    about: dict[int, list[int]] = {}
    for number, candidate in enumerate(candidates):
        about.setdefault(candidate.token, []).append(number)
    for first, end in runs:
        words = asked[first:end]
        ids, heads, rows = [encoder.CLS], [], [words[0]]
        for word, own in zip(words, pieces[first:end], strict=True):
            heads.append(len(ids))
            ids.extend(own)
            rows.extend([word] * len(own))
        closing = len(ids)
        ids.append(encoder.SEP)
        rows.append(words[-1])
        own_facts = facts[rows]
        own_facts[0] = own_facts[closing] = 0
        heads = [min(head, closing) for head in heads]
        at = [*heads, closing]
        numbers = [number for word in words for number in about.get(word, ())]
        described = [_describe(tree, candidates[number], words, at) for number in numbers] or [_NOTHING]
        yield Passage(
            words,
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


def _describe(tree: Tree, candidate: Candidate, words: Sequence[int], at: Sequence[int]) -> Described:
    """A candidate's points (cue, content's start and end, the words around it, source), stretches and numbers."""

    def piece(word: int) -> int:
        place = bisect_left(words, word)
        return at[place] if place < len(words) and words[place] == word else 0

    def stretch(tokens: Range) -> tuple[int, int]:
        start, stop = bisect_left(words, tokens[0]), bisect_left(words, tokens[1] + 1)
        return (at[start], at[stop]) if start < stop else (0, 0)

    content = candidate.content
    begin, finish = content[0][0], content[-1][1]
    source = candidate.source
    points = [
        piece(candidate.token),
        piece(max(begin, words[0])),
        piece(min(finish, words[-1])),
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
