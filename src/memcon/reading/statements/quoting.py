"""Candidates and quotation marks brought together: quotations are told whole, and each by one cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memcon.knowledge.cues import Cues
from memcon.reading.statements.candidates import Candidate, sources
from memcon.reading.statements.quotes import Quote
from memcon.reading.statements.tree import Range, Tree, merge, overlap, subtract

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
_STOPS = frozenset({".", "!", "?", ";"})
_NEAR = 10
_FAR = 60
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as tokens, marks included."""

    tokens: Range
    quote: Quote

    def holds(self, token: int) -> bool:
        """Whether a token stands inside the quotation."""
        return self.tokens[0] <= token <= self.tokens[1]


def place(tree: Tree, quotes: Sequence[Quote]) -> tuple[Quoted, ...]:
    """Finds the tokens of each quotation."""
    count = len(tree.words)
    placed = []
    for quote in quotes:
        first, last = tree.token_at(quote.start), min(tree.token_at(quote.end - 1), count - 1)
        if first <= last:
            placed.append(Quoted((first, last), quote))
    return tuple(placed)


class Index:
    """Which quotation a token stands in."""

    def __init__(self, count: int, quoted: Sequence[Quoted]) -> None:
        self._quoted = quoted
        self._of = [-1] * count
        for number, each in enumerate(quoted):
            for token in range(each.tokens[0], each.tokens[1] + 1):
                self._of[token] = number

    def at(self, token: int) -> int:
        """The number of the quotation that holds a token, -1 where none does."""
        return self._of[token]

    def among(self, pieces: Sequence[Range]) -> list[int]:
        """The numbers of the quotations that pieces touch, in order."""
        return sorted({self._of[token] for first, last in pieces for token in range(first, last + 1)} - {-1})

    @property
    def count(self) -> int:
        """How many quotations there are."""
        return len(self._quoted)

    def quote(self, number: int) -> Quote:
        """The quotation of that number."""
        return self._quoted[number].quote

    def range(self, number: int) -> Range:
        """The tokens of a quotation."""
        return self._quoted[number].tokens


def fit(tree: Tree, candidate: Candidate, index: Index) -> Candidate | None:
    """Widens content to whole quotations, or keeps it inside the quotation that the cue itself stands in."""
    home = index.at(candidate.token)
    if home >= 0:
        first, last = index.range(home)
        pieces = [(max(a, first), min(b, last)) for a, b in candidate.content if a <= last and b >= first]
        return replace(candidate, content=tuple(pieces)) if pieces else None
    touched = index.among(candidate.content)
    if not touched:
        return candidate
    pieces = merge([*candidate.content, *map(index.range, touched)])
    source = candidate.source
    if source is not None and any(overlap(source, piece) for piece in pieces):
        pieces = [rest for piece in pieces for rest in subtract(piece, source)]
    if not pieces:
        return None
    construction = candidate.construction
    if all(index.at(first) >= 0 and index.at(last) >= 0 for first, last in pieces) and any(
        tree.tags[token] in _FINITE for first, last in pieces for token in range(first, last + 1)
    ):
        construction += " quote"
    return replace(candidate, content=tuple(pieces), construction=construction)


def attach(tree: Tree, index: Index, chosen: Sequence[Candidate], cues: Cues) -> list[Candidate]:
    """Gives quotations that no cue claims to the speaker whose words the layout shows them to be.

    A quotation goes on one that ended just before it; else it belongs to a cue that stands right before or right
    after it. A quotation with neither is left alone.
    """
    found = list(chosen)
    owner: dict[int, int] = {}
    for number, candidate in enumerate(found):
        if index.at(candidate.token) < 0:
            for quotation in index.among(candidate.content):
                owner.setdefault(quotation, number)
    for quotation in range(index.count):
        span = index.range(quotation)
        if quotation in owner or not _is_sentence(tree, span):
            continue
        before = _before(tree, span[0])
        earlier = owner.get(quotation - 1) if quotation else None
        if earlier is not None and _goes_on(tree, index, found[earlier], quotation, before):
            found[earlier] = replace(found[earlier], content=tuple(merge([*found[earlier].content, span])))
            owner[quotation] = earlier
            continue
        cue = _neighbour(tree, index, span, before, cues)
        if cue is not None:
            owner[quotation] = len(found)
            found.append(cue)
    return found


def _is_sentence(tree: Tree, span: Range) -> bool:
    """Whether a quotation is more than a phrase: it holds a finite verb or several words that start a sentence."""
    return any(tree.tags[token] in _FINITE for token in range(span[0], span[1] + 1))


def _before(tree: Tree, token: int) -> int:
    """The last token before token that is not white space, -1 at the start."""
    token -= 1
    while token >= 0 and tree.words[token].isspace():
        token -= 1
    return token


def _goes_on(tree: Tree, index: Index, earlier: Candidate, quotation: int, before: int) -> bool:
    """Whether nothing but the end of the earlier quotation's own sentence stands between the two."""
    previous = index.range(quotation - 1)
    between = tree.text[tree.ends[max(before, previous[1])] : tree.starts[index.range(quotation)[0]]]
    if before <= previous[1]:
        return True
    if "\n" in between and not _fills_paragraph(tree, index.range(quotation)):
        return False
    return previous[1] < earlier.token <= before and tree.sentence_end(earlier.token) >= before


def _fills_paragraph(tree: Tree, span: Range) -> bool:
    end = tree.ends[span[1]]
    return not tree.text[end : end + 1].strip()


def _neighbour(tree: Tree, index: Index, span: Range, before: int, cues: Cues) -> Candidate | None:
    """The cue verb right after a quotation, or the one whose sentence leads up to it by a comma or a colon."""
    after = span[1] + 1
    handed_over = tree.words[span[1] - 1] in {",", "?", "!"}
    for token in range(after, min(after + _NEAR, len(tree.words))):
        if index.at(token) >= 0 or tree.words[token] in _STOPS or "\n" in tree.words[token]:
            break
        if _is_cue(tree, token, cues) or (handed_over and tree.tags[token] in {"VBD", "VBZ"}):
            return _claim(tree, token, span)
    if before < 0 or tree.words[before] not in {":", ","}:
        return None
    colon = tree.words[before] == ":"
    for token in range(before - 1, max(tree.sentence[before], before - _FAR) - 1, -1):
        if index.at(token) >= 0 and not colon:
            break
        if index.at(token) < 0 and _is_cue(tree, token, cues):
            return _claim(tree, token, span)
    if colon:
        root = next((t for t in range(before, tree.sentence[before] - 1, -1) if tree.heads[t] == t), before)
        if tree.tags[root][:2] == "VB":
            return _claim(tree, root, span)
    return None


def _is_cue(tree: Tree, token: int, cues: Cues) -> bool:
    if tree.tags[token][:2] != "VB" or tree.deps[token] in {"aux", "auxpass"}:
        return False
    known = cues.verbs.get(tree.lemmas[token], {})
    return max(known.get(name, 0.0) for name in ("around quote", "around", "clause quote", "clause")) >= _SURE


def _claim(tree: Tree, verb: int, span: Range) -> Candidate | None:
    cue, source, head = sources(tree, verb)
    if source is not None and overlap(source, span):
        source, head = None, None
    return Candidate(verb, cue, tree.lemmas[verb], "around", (span,), source, head, probability=_SURE)
