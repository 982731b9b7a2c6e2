"""Name: words. How headlines and transcripts say who speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.tree import Range, Tree

TURN = "label turn"
"""The construction of what is said in a transcript."""

_LONGEST = 6
"""How many tokens a label may have."""
_NAMES = frozenset({"NNP", "NNPS", "NN", "NNS"})
_IN_LABEL = _NAMES | {"DT", "JJ", "POS", "IN", "-LRB-", "-RRB-", "HYPH", "CC", ",", "."}


def find_labels(tree: Tree) -> Iterator[Candidate]:
    """Yields what stands after a name and a colon at the start of a paragraph, to the end of the paragraph.

    Where a label comes back the text is a transcript, and a turn goes on to the next label.
    """
    paragraphs = list(_paragraphs(tree))
    labels = [_label(tree, paragraph) for paragraph in paragraphs]
    speaking = [
        label is not None and _speaks(tree, label, paragraph)
        for label, paragraph in zip(labels, paragraphs, strict=True)
    ]
    counts = Counter(_wording(tree, label) for label, speaks in zip(labels, speaking, strict=True) if label and speaks)
    transcript = any(count > 1 and len(wording) > 1 for wording, count in counts.items())
    for number, label in enumerate(labels):
        if label is None:
            continue
        wording = _wording(tree, label)
        last = number
        turn = transcript and number > 0 and speaking[number]
        if turn:
            if len(wording) < 2:
                continue
            while last + 1 < len(labels) and labels[last + 1] is None:
                last += 1
        name = TURN if turn else "label first" if number == 0 else "label"
        colon = label[1] + 1
        content = (colon + 1, paragraphs[last][1])
        if any(tree.is_word(token) for token in range(colon + 1, paragraphs[number][1] + 1)):
            yield Candidate(colon, (colon, colon), ":", name, (content,), (label, label[1]))


def _speaks(tree: Tree, label: Range, paragraph: Range) -> bool:
    """Whether a label is written as a name and its paragraph tells something, as "Turnout: 54 %" does not."""
    return tree.text[tree.starts[label[0]]].isupper() and tree.has_finite(label[1] + 2, paragraph[1])


def _paragraphs(tree: Tree) -> Iterator[Range]:
    first = 0
    for token, word in enumerate(tree.words):
        if "\n" in word:
            if token > first:
                yield first, token - 1
            first = token + 1
    if first < len(tree.words):
        yield first, len(tree.words) - 1


def _label(tree: Tree, paragraph: Range) -> Range | None:
    """The name before the colon that opens a paragraph, if there is one."""
    first, last = paragraph
    while first < last and not tree.is_word(first):
        first += 1
    for token in range(first, min(first + _LONGEST, last) + 1):
        if tree.words[token] == ":":
            return (first, token - 1) if token > first and tree.tags[token - 1] in _NAMES else None
        if tree.tags[token] not in _IN_LABEL:
            return None
    return None


def _wording(tree: Tree, label: Range) -> str:
    return tree.text[tree.starts[label[0]] : tree.ends[label[1]]]
