"""One sentence or text as plain columns, before it becomes a spaCy Doc."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

ENTITY_LABELS = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
"""The labels of French and Russian entities -> those of the English parser; others are left out."""


@dataclass(slots=True)
class Rows:
    """The tokens of a text and their annotation, each list indexed by token; steps change the lists in place.

    spaces says whether a blank follows a token; feats are "Key=Value|Key=Value"; heads are token indices, a root being
    its own; entities are labels in the IOB scheme ("B-PERSON", "I-PERSON", "O"). starts are the first tokens of the
    sentences, white space before the first one apart.
    """

    words: list[str]
    spaces: list[bool]
    lemmas: list[str]
    pos: list[str]
    feats: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[str]
    tags: list[str]
    starts: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def has(self, token: int, feature: str) -> bool:
        """Whether a token bears a feature, as "Key=Value"."""
        return feature in self.feats[token].split("|")

    def children(self) -> list[list[int]]:
        """The children of each token, in the order of the text."""
        found: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return found

    def doc(self, vocab: Vocab) -> Doc:
        """The rows as a spaCy Doc, whose sentences are its trees."""
        from spacy.tokens import Doc

        self._make_whole()
        return Doc(
            vocab,
            words=self.words,
            spaces=self.spaces,
            lemmas=self.lemmas,
            pos=self.pos,
            morphs=self.feats,
            tags=self.tags,
            deps=self.deps,
            heads=self.heads,
            ents=self.entities,
        )

    def _make_whole(self) -> None:
        """Makes each sentence one tree, whatever the steps before have made of it on texts that are none."""
        for first, after in pairwise([*([0] if self.starts else []), *self.starts[1:], len(self)]):
            roots = [token for token in range(first, after) if self.heads[token] == token]
            root = roots[0] if roots else first
            repair(self.heads, first, after - 1, root)
            for token in roots[1:]:
                self.deps[token] = "dep"
            self.deps[root] = "ROOT"


def repair(heads: list[int], first: int, last: int, root: int) -> None:
    """Makes the tokens first..last one tree under root, in place: what lies on a cycle or leads outside hangs from it.

    A graph parser may give cycles and several roots. The cost is linear.
    """
    heads[root] = root
    reaches = [False] * (last - first + 1)
    reaches[root - first] = True
    for token in range(first, last + 1):
        path: list[int] = []
        seen: set[int] = set()
        at = token
        while not reaches[at - first]:
            path.append(at)
            seen.add(at)
            above = heads[at]
            if above == at or above in seen or not first <= above <= last:
                heads[at] = root
                break
            at = above
        for each in path:
            reaches[each - first] = True
