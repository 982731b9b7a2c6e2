"""Where quotations stand among the words, and the content of candidates fitted to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.quotes import Quote
from memcon.reading.statements.sources import Source, noun_before
from memcon.reading.statements.tree import Range, Tree, merge, subtract

HANDED = frozenset({",", "?", "!"})
"""What stands before a closing mark where the sentence goes on to say who speaks."""
_OPENS_NAME = frozenset({"NNP", "NNPS", "NN", "NNS", "PRP", "PRP$", "DT", "JJ"})
_ADDS = frozenset({"VBG", "CC"})
"""Tags of words that add a clause to the one before a comma."""
_LABELLED = 10
"""How near after a mark the colon of a transcript's turn stands."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as tokens, marks included."""

    tokens: Range
    quote: Quote


def place(tree: Tree, quotes: Sequence[Quote], labels: Iterable[int] = ()) -> tuple[Quoted, ...]:
    """Finds the tokens of each quotation.

    labels are the colons after the names in a transcript: a mark right before such a name quotes the whole turn, which
    is the label's content already.
    """
    count = len(tree.words)
    colons = sorted(labels)
    placed = []
    for quote in quotes:
        first, last = tree.token_at(quote.start), min(tree.token_at(quote.end - 1), count - 1)
        colon = next(iter(colons[bisect_right(colons, first) :]), count)
        if colon < min(last, first + _LABELLED):
            continue
        if first <= last:
            placed.append(Quoted((first, last), quote))
    return tuple(placed)


class Index:
    """Where the quotations of a text stand, by token."""

    def __init__(self, tree: Tree, quoted: Sequence[Quoted]) -> None:
        self.tree = tree
        self.quoted = quoted
        self._firsts = [each.tokens[0] for each in quoted]

    def at(self, token: int) -> int:
        """The number of the quotation that holds a token, -1 where none does."""
        number = bisect_right(self._firsts, token) - 1
        return number if number >= 0 and self.quoted[number].tokens[1] >= token else -1

    def among(self, pieces: Sequence[Range]) -> list[int]:
        """The numbers of the quotations that pieces touch, in order."""
        found: list[int] = []
        for first, last in pieces:
            number = max(bisect_right(self._firsts, first) - 1, 0)
            while number < len(self.quoted) and self._firsts[number] <= last:
                if self.quoted[number].tokens[1] >= first and (not found or found[-1] < number):
                    found.append(number)
                number += 1
        return found

    def range(self, number: int) -> Range:
        """The tokens of a quotation."""
        return self.quoted[number].tokens


def fit(candidate: Candidate, index: Index) -> Candidate | None:
    """Widens content to whole quotations, or keeps it inside the quotation that the cue itself stands in."""
    home = index.at(candidate.token)
    if home >= 0:
        first, last = index.range(home)
        inside = [(max(a, first), min(b, last)) for a, b in candidate.content if a <= last and b >= first]
        return replace(candidate, content=tuple(inside)) if inside else None
    content = [piece for piece in candidate.content if not _is_narrative(index, candidate, piece)]
    touched = index.among(content)
    if not touched:
        return candidate
    pieces = merge([*content, *map(index.range, touched)])
    source = unquoted(index, candidate.source)
    if source is not None and index.at(source[1]) >= 0:
        source = _handed(index, candidate, touched) or noun_before(index.tree, candidate.token)
        source = source if source and index.at(source[1]) < 0 else None
    elif source is not None and source[0][0] > candidate.token and index.tree.tags[candidate.token][:2] == "VB":
        source = _handed(index, candidate, touched) or source
    if source is not None:
        pieces = [rest for piece in pieces for rest in subtract(piece, source[0])]
    if not pieces:
        return None
    construction = candidate.construction
    quoted = all(index.at(first) >= 0 and index.at(last) >= 0 for first, last in pieces)
    if quoted and any(index.tree.has_finite(*piece) for piece in pieces):
        construction += " quote"
    return replace(candidate, content=tuple(pieces), construction=construction, source=source)


def _handed(index: Index, candidate: Candidate, touched: Sequence[int]) -> Source | None:
    before = [last for _, last in map(index.range, touched) if last < candidate.cue[0]]
    return handed(index.tree, before[-1], candidate.cue[0]) if before else None


def handed(tree: Tree, closing: int, cue: int) -> Source | None:
    """What stands between a quotation that ends with a comma and its cue: "...," Velt, an envoy, said on "The Hour"."""
    first, last = closing + 1, cue - 1
    if first > last or tree.words[closing - 1] not in HANDED or tree.tags[first] not in _OPENS_NAME:
        return None
    if tree.has_finite(first, last) or tree.tags[last] in {"IN", "RB"}:
        return None
    head = next((token for token in range(first, last + 1) if not first <= tree.heads[token] <= last), last)
    return (first, last), head


def _is_narrative(index: Index, candidate: Candidate, piece: Range) -> bool:
    """Whether words after a quotation and its cue are the report's own: "...," she said, and left.

    So is a mark alone, whatever quotation it closes.
    """
    tree, (first, last) = index.tree, piece
    if piece == candidate.content[0] or first < candidate.token or index.at(candidate.content[0][0]) < 0:
        return False
    while first <= last and not tree.is_word(first):
        first += 1
    return first > last or (tree.tags[first] in _ADDS and not index.among([piece]))


def unquoted(index: Index, source: Source | None) -> Source | None:
    """A source without the closing mark that the parser may have joined to it."""
    if source is None:
        return None
    (first, last), head = source
    while first < head and index.at(first) >= 0 and index.at(head) < 0:
        first += 1
    return (first, last), head
