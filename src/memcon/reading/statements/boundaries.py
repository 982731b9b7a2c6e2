"""Where content begins and ends: the parse proposes, the trained tagger widens and trims; no phrase is cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.quoting import Index
from memcon.reading.statements.tree import Range, Tree, merge

WIDEN, TRIM = 0.6, 0.2
"""From which chance on a word beside content joins it, and below which a word at its edge leaves it."""

UNFINISHED = frozenset({"IN", "DT", "TO", "CC", "POS", "PRP$", "WDT", "WP$", "MD", "HYPH", ","})
"""Tags of words that open a phrase: content does not end with one that it did not end with before."""

_BEFORE_NOUN = frozenset({"DT", "PRP$", "JJ", "CD", "NN", "NNP", "POS"})
"""Tags of words that are not parted from the noun after them."""

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
    for piece in candidate.content:
        start, end = _trimmed(tree, index, piece, content)
        if start == piece[0]:
            start = _widened(content, owner, range(start - 1, tree.opening[start] - 1, -1), start)
        if end == piece[1]:
            end = _widened(content, owner, range(end + 1, tree.closing[end] + 1), end)
            while end > piece[1] and (tree.tags[end] in UNFINISHED or not tree.is_word(end)):
                end -= 1
        pieces.append((start, end))
    return replace(candidate, content=tuple(merge(pieces)))


def _widened(content: Sequence[float], owner: Sequence[int], words: range, edge: int) -> int:
    """The last of the words that are likely content; the edge itself where they run on into what is another's."""
    last = edge
    for word in words:
        if content[word] < WIDEN:
            break
        if owner[word] >= 0:
            return edge
        last = word
    return last


def _trimmed(tree: Tree, index: Index, piece: Range, content: Sequence[float]) -> Range:
    """A piece without the unlikely words at its ends.

    Quoted words stay. So does an end that would be cut badly, and the word that the piece hangs by, with its subject.
    """
    start, end = piece
    while start < end and content[start] < TRIM and index.at(start) < 0:
        start += 1
    while end > start and content[end] < TRIM and index.at(end) < 0:
        end -= 1
    if content[end] < TRIM or tree.tags[end] in UNFINISHED:
        end = piece[1]
    if start > piece[0] and start <= tree.heads[start - 1] <= end and tree.tags[start - 1] in _BEFORE_NOUN:
        start = piece[0]
    root = next((word for word in range(piece[0], piece[1] + 1) if not piece[0] <= tree.heads[word] <= piece[1]), start)
    subject = tree.child(root, "nsubj", "nsubjpass", "csubj")
    needed = [root] if subject is None or not piece[0] <= subject <= piece[1] else [root, tree.first[subject]]
    return (min(start, *needed, end), max(end, *needed)) if start > min(needed) or end < max(needed) else (start, end)


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
