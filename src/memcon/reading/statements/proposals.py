"""Attributions that the trained tagger sees and no rule finds: a stretch of content, a cue and a source beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from memcon.reading.statements.boundaries import UNFINISHED
from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.sources import Source
from memcon.reading.statements.tree import Range, Tree

CONTENT, MEAN, CUE, SOURCE = 0.5, 0.8, 0.6, 0.4
"""The least chance of a word of content, of content on the whole, of a word of a cue and of a source."""


def propose(
    tree: Tree,
    chosen: Sequence[Candidate],
    content: Sequence[float],
    cue: Sequence[float],
    source: Sequence[float],
) -> Iterator[Candidate]:
    """Yields what the tagger is sure of in words that no chosen candidate tells; each list is a chance for each word.

    Cue and source are the nearest in the same sentence, the cue one that no chosen candidate has. Without a cue nothing
    is proposed: a Record cites how it knows.
    """
    told = [False] * len(tree.words)
    for each in chosen:
        for first, last in (*each.content, each.cue):
            told[first : last + 1] = [True] * (last - first + 1)
    first = 0
    while first < len(tree.words):
        sentence = (first, tree.closing[first])
        first = tree.closing[first] + 1
        regions = [region for region in _runs(tree, content, CONTENT, sentence) if _is_new(region, told, content)]
        if not regions:
            continue
        cues = [run for run in _runs(tree, cue, CUE, sentence) if not any(told[run[0] : run[1] + 1])]
        sources = _runs(tree, source, SOURCE, sentence)
        for region in regions:
            found = _nearest(region, cues)
            if found is not None:
                token = max(range(found[0], found[1] + 1), key=cue.__getitem__)
                said_by = _nearest(found, [run for run in sources if run != found])
                voice: Source | None = (said_by, _head(tree, said_by)) if said_by else None
                yield Candidate(token, found, tree.lemmas[token], "tagged", (region,), voice, probability=CONTENT)


def _is_new(region: Range, told: Sequence[bool], content: Sequence[float]) -> bool:
    first, last = region
    return not any(told[first : last + 1]) and fmean(content[first : last + 1]) >= MEAN


def _runs(tree: Tree, chance: Sequence[float], least: float, sentence: Range) -> list[Range]:
    """Stretches of words of a chance, with the marks between them, that end where a phrase may."""
    runs: list[Range] = []
    for token in range(sentence[0], sentence[1] + 1):
        if not tree.is_word(token) or chance[token] < least:
            continue
        between = range(runs[-1][1] + 1, token) if runs else range(0)
        if runs and not any(map(tree.is_word, between)):
            runs[-1] = (runs[-1][0], token)
        else:
            runs.append((token, token))
    return [(first, _finished(tree, first, last)) for first, last in runs]


def _finished(tree: Tree, first: int, last: int) -> int:
    while last > first and tree.tags[last] in UNFINISHED:
        last -= 1
    return last


def _nearest(place: Range, runs: Sequence[Range]) -> Range | None:
    return min(runs, key=lambda run: max(run[0] - place[1], place[0] - run[1]), default=None)


def _head(tree: Tree, words: Range) -> int:
    """The word of a stretch that the others hang on."""
    return next(
        (each for each in range(words[0], words[1] + 1) if not words[0] <= tree.heads[each] <= words[1]), words[1]
    )
