"""Where content begins and ends: the parse proposes, the trained tagger widens and trims; no phrase is cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.quoting import Index
from memcon.reading.statements.tree import Range, Tree, merge

WIDEN, TRIM = 0.5, 0.2
"""From which chance on a word beside content joins it, and below which a word at its edge leaves it."""

UNFINISHED = frozenset({"IN", "DT", "TO", "CC", "POS", "PRP$", "WDT", "WP$", "MD", "HYPH", ","})
"""Tags of words that open a phrase: content does not end with one that it did not end with before."""

_OF_VERB = frozenset({"aux", "auxpass", "neg"})
"""Labels of words that belong to the verb that they stand before."""


def settle(tree: Tree, index: Index, chosen: Sequence[Candidate], content: Sequence[float]) -> list[Candidate]:
    """Moves the ends of outermost contents to where the tagger sees them; content is each word's chance to be in one.

    What another outermost attribution says, whose cue and whose source, stays its own, and the verb above a cue is no
    content of it. Nested ones keep the boundaries of the parse: the tagger was taught the outermost alone.
    """
    inside = _marked(tree, [piece for each in chosen for piece in each.content])
    nested = [inside[each.token] for each in chosen]
    owner = [-1] * len(tree.words)
    for number, each in enumerate(chosen):
        if not nested[number]:
            above = tree.heads[each.token]
            taken = [*each.content, each.cue, *([each.source[0]] if each.source else [])]
            held = (above, *(child for child in tree.children[above] if tree.deps[child] in _OF_VERB))
            taken.extend((word, word) for word in held if owner[word] < 0)
            for first, last in taken:
                owner[first : last + 1] = [number] * (last - first + 1)
    return [
        each if nested[number] else _settled(tree, index, each, content, owner) for number, each in enumerate(chosen)
    ]


def _settled(
    tree: Tree, index: Index, candidate: Candidate, content: Sequence[float], owner: Sequence[int]
) -> Candidate:
    pieces = []
    for first, last in candidate.content:
        start, end = _trimmed(tree, index, (first, last), content)
        if start == first:
            while start > tree.opening[first] and content[start - 1] >= WIDEN and owner[start - 1] < 0:
                start -= 1
        if end == last:
            while end < tree.closing[last] and content[end + 1] >= WIDEN and owner[end + 1] < 0:
                end += 1
            while end > last and (tree.tags[end] in UNFINISHED or not tree.is_word(end)):
                end -= 1
        pieces.append((start, end))
    return replace(candidate, content=tuple(merge(pieces)))


def _trimmed(tree: Tree, index: Index, piece: Range, content: Sequence[float]) -> Range:
    """A piece without the unlikely words at its ends; quoted words stay, and so does an end that would be cut badly."""
    start, end = piece
    while start < end and content[start] < TRIM and index.at(start) < 0:
        start += 1
    while end > start and content[end] < TRIM and index.at(end) < 0:
        end -= 1
    return (start, end) if content[end] >= TRIM and tree.tags[end] not in UNFINISHED else (start, piece[1])


def _marked(tree: Tree, pieces: Sequence[Range]) -> list[bool]:
    """Which words stand in any of the pieces."""
    edges = [0] * (len(tree.words) + 1)
    for first, last in pieces:
        edges[first] += 1
        edges[last + 1] -= 1
    marked, depth = [], 0
    for edge in edges[:-1]:
        depth += edge
        marked.append(depth > 0)
    return marked
