"""Candidates and quotation marks brought together: quotations are told whole, and each by one cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from memcon.knowledge.cues import Cues
from memcon.reading.statements.candidates import Candidate, cue_of
from memcon.reading.statements.quotes import Quote
from memcon.reading.statements.sources import Source, below, find_source, inverted, noun_before
from memcon.reading.statements.tree import Range, Tree, merge, overlap, subtract

_STOPS = frozenset({".", "!", "?", ";", "which", "who", "that"})
_HANDED = frozenset({",", "?", "!"})
"""What stands before a closing mark where the sentence goes on to say who speaks."""
_DASHES = frozenset({"-", "‒", "–", "—", "―", "--", "~"})
_IN_NAME = frozenset({"NNP", "NNPS", "NN", "IN", "DT", "JJ", ",", "-LRB-", "-RRB-", "HYPH", "."})
_AUXILIARIES = frozenset({"be", "have", "do"})
_ENDS = frozenset({".", "!", "?", ":"})
_NO_CUES = frozenset({"aux", "auxpass"})
_TELLING_TAGS = frozenset({"VBD", "VBZ", "VBP", "RB"})
_NAMING = frozenset({"NNP", "NNPS"})
_CLOSE = 5
_NEAR = 10
_FAR = 60
_SURE = 0.5


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
        if colon < min(last, first + _NEAR):
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
    touched = index.among(candidate.content)
    if not touched:
        return candidate
    pieces = merge([*candidate.content, *map(index.range, touched)])
    source = _unquoted(index, candidate.source)
    if source is not None and index.at(source[1]) in touched:
        source = noun_before(index.tree, candidate.token)
        source = source if source and index.at(source[1]) < 0 else None
    if source is not None:
        pieces = [rest for piece in pieces for rest in subtract(piece, source[0])]
    if not pieces:
        return None
    construction = candidate.construction
    quoted = all(index.at(first) >= 0 and index.at(last) >= 0 for first, last in pieces)
    if quoted and any(index.tree.has_finite(*piece) for piece in pieces):
        construction += " quote"
    return replace(candidate, content=tuple(pieces), construction=construction, source=source)


def _unquoted(index: Index, source: Source | None) -> Source | None:
    """A source without the closing mark that the parser may have joined to it."""
    if source is None:
        return None
    (first, last), head = source
    while first < head and index.at(first) >= 0 and index.at(head) < 0:
        first += 1
    return (first, last), head


def attach(tree: Tree, index: Index, chosen: Sequence[Candidate], cues: Cues) -> list[Candidate]:
    """Gives quotations that no cue claims to the speaker whose words the layout shows them to be.

    A quotation belongs to a cue that stands right after it, else it goes on the one that ended just before it,
    else it belongs to the cue that leads up to it. A quotation with none of these is left alone.
    """
    found = [each for each in chosen if not _displaced(tree, index, each, cues)]
    owner: dict[int, int] = {}
    for number, candidate in enumerate(found):
        if index.at(candidate.token) < 0 or candidate.construction == "signature":
            for quotation in index.among(candidate.content):
                owner.setdefault(quotation, number)
    latest = -1
    for quotation in range(len(index.quoted)):
        span = index.range(quotation)
        if quotation in owner:
            latest = owner[quotation]
            continue
        before = _before(tree, span[0])
        claim = _follower(tree, index, span, cues)
        if claim is None and not tree.has_finite(*span) and not _stands_alone(tree, span):
            continue
        if claim is None and latest >= 0 and _leads_anew(tree, found[latest], before, cues):
            claim = _leader(tree, index, span, before, cues)
        if claim is None and latest >= 0 and _goes_on(tree, index, found[latest], quotation, before):
            found[latest] = replace(found[latest], content=tuple(merge([*found[latest].content, span])))
            owner[quotation] = latest
            continue
        claim = claim or _leader(tree, index, span, before, cues)
        if claim is not None:
            owner[quotation] = latest = len(found)
            found.append(claim)
    return found


def _displaced(tree: Tree, index: Index, candidate: Candidate, cues: Cues) -> bool:
    """Whether another verb stands between a quotation and its cue: "...," Velt barked and left; left, asking: "...".

    A cue of speech keeps the words that follow it ("said when asked, ...").
    """
    token = candidate.token
    if index.at(token) >= 0 or tree.tags[token][:2] != "VB":
        return False
    told = [index.range(number) for number in index.among(candidate.content)]
    before = [span for span in told if span[1] < token]
    if candidate.construction.startswith("around") and before:
        verb = _verb_after(tree, index, before[-1], cues)
        return verb is not None and verb < token and tree.heads[token] != verb
    after = [span for span in told if span[0] > token]
    if candidate.key in cues.speech or not after:
        return False
    comma = _before(tree, after[0][0])
    return tree.words[comma] in {",", ":"} and any(
        _is_cue(tree, each, cues) and tree.lemmas[each] in cues.speech
        for each in range(max(token + 1, comma - _NEAR), comma)
    )


def _stands_alone(tree: Tree, span: Range) -> bool:
    """Whether a quotation opens a sentence and closes one: "The greed. The lies."""
    return tree.opening[span[0]] == span[0] and tree.words[span[1] - 1] in _ENDS


def _before(tree: Tree, token: int) -> int:
    """The last token before token that is not white space, -1 at the start."""
    token -= 1
    while token >= 0 and tree.words[token].isspace():
        token -= 1
    return token


def _leads_anew(tree: Tree, earlier: Candidate, before: int, cues: Cues) -> bool:
    """Whether a verb of its own leads up to a quotation after another: "...," she sang before asking, "..."."""
    if before <= earlier.cue[1] + 1 or tree.words[before] not in {":", ","}:
        return False
    start = max(earlier.cue[1] + 1, tree.opening[before])
    near = before - 1 > earlier.cue[1] and _may_lead(tree, before - 1)
    return near or any(_is_cue(tree, token, cues) for token in range(start, before))


def _goes_on(tree: Tree, index: Index, earlier: Candidate, quotation: int, before: int) -> bool:
    """Whether nothing but the rest of the earlier quotation's own sentence stands between the two."""
    start = index.range(quotation)[0]
    end = max(earlier.content[-1][1], earlier.cue[1])
    if before > tree.closing[end]:
        return False
    if before > end and tree.words[before] not in _ENDS | {","} and index.at(before) < 0:
        return False
    if "\n" not in tree.text[tree.ends[max(before, 0)] : tree.starts[start]]:
        return True
    return not index.quoted[quotation - 1].quote.closed or _fills_paragraph(tree, index.range(quotation))


def _fills_paragraph(tree: Tree, span: Range) -> bool:
    end = tree.ends[span[1]]
    return not tree.text[end : end + 1].strip()


def _follower(tree: Tree, index: Index, span: Range, cues: Cues) -> Candidate | None:
    """The cue right after a quotation: "...," she replied; "...," said Name, 60; "..." – Name."""
    signature = _signature(tree, span[1] + 1)
    if signature is not None:
        dash, source = signature
        return Candidate(dash, (dash, dash), ":", "signature", (span,), source, probability=_SURE)
    verb = _verb_after(tree, index, span, cues)
    return None if verb is None else _claim(tree, index, verb, span, cues)


def _verb_after(tree: Tree, index: Index, span: Range, cues: Cues) -> int | None:
    """The verb that tells whose words a quotation was, in the clause after it; what commas set apart is skipped."""
    ending, after = tree.words[span[1] - 1], span[1] + 1
    if ending != "," and _opens_sentence(tree, after) and not _only_tells(tree, index, after, cues):
        return None
    if ending not in _HANDED | {"."} and not tree.has_finite(*span):
        return None
    token, left = after, _NEAR
    while token < len(tree.words) and left:
        word = tree.words[token]
        if index.at(token) >= 0 and token > after and (nickname := _nickname(tree, index, token)) is not None:
            token = nickname + 1
            continue
        if index.at(token) >= 0 or word in _STOPS or "\n" in word:
            break
        if word == "," and token > after:
            closing = _comma_after(tree, index, token)
            if closing is None:
                break
            token, left = closing + 1, 3
            continue
        told = ending in _HANDED and tree.tags[token] in {"VBD", "VBZ"} and _may_tell(tree, token)
        if tree.deps[token] != "relcl" and (told or _is_cue(tree, token, cues)):
            return token
        token, left = token + 1, left - 1
    return None


def _nickname(tree: Tree, index: Index, token: int) -> int | None:
    """The end of a quoted word inside a name: Maria "Mia" Velt."""
    first, last = index.range(index.at(token))
    named = tree.tags[first - 1] in _NAMING and tree.tags[min(last + 1, len(tree.tags) - 1)] in _NAMING
    return last if named and last - first < _CLOSE - 1 else None


def _comma_after(tree: Tree, index: Index, comma: int) -> int | None:
    """The comma that ends what another began ("Velt, the envoy who led the talks, said")."""
    for token in range(comma + 1, min(comma + _FAR, tree.closing[comma] + 1)):
        if index.at(token) >= 0 or "\n" in tree.words[token]:
            return None
        if tree.words[token] == "," and tree.tags[min(token + 1, len(tree.tags) - 1)] in _TELLING_TAGS:
            return token
    return None


def _opens_sentence(tree: Tree, token: int) -> bool:
    """Whether a token can only be the first of a sentence: a capital where no name is."""
    return (
        token < len(tree.words)
        and tree.text[tree.starts[token]].isupper()
        and (tree.words[token - 2] == "." or tree.tags[token] not in _NAMING)
    )


def _only_tells(tree: Tree, index: Index, first: int, cues: Cues) -> bool:
    """Whether a short sentence does nothing but name who spoke: "Velt said." """
    last = first
    while last < len(tree.words) and last - first < _NEAR and tree.words[last] not in _ENDS:
        if index.at(last) >= 0 or "\n" in tree.words[last] or tree.words[last] == ",":
            return False
        last += 1
    return (
        last < len(tree.words)
        and tree.words[last] == "."
        and _is_cue(tree, last - 1, cues)
        and tree.lemmas[last - 1] in cues.speech
    )


def _signature(tree: Tree, after: int) -> tuple[int, Source] | None:
    """A dash and a name that end the paragraph after a quotation or fill the next one."""
    if tree.words[after - 1][-1] in _DASHES:  # a dash without a blank before it is one token with the closing mark
        after -= 1
    while after < len(tree.words) and tree.words[after].isspace():
        after += 1
    if after >= len(tree.words) or tree.words[after][-1] not in _DASHES | {"--"}:
        return None
    first = after + 1
    while first < len(tree.words) and tree.words[first].isspace() and "\n" not in tree.words[first]:
        first += 1
    last = first - 1
    while last + 1 < len(tree.words) and last - after < _NEAR and tree.tags[last + 1] in _IN_NAME:
        last += 1
    ends = last + 1 >= len(tree.words) or "\n" in tree.words[last + 1]
    if not ends or "NNP" not in tree.tags[first : last + 1]:
        return None
    return after, ((first, last), last)


def _leader(tree: Tree, index: Index, span: Range, before: int, cues: Cues) -> Candidate | None:
    """The cue whose sentence leads up to a quotation by a comma or a colon: She replied: "..."."""
    if before < 0 or tree.words[before] not in {":", ","}:
        return _straight(tree, index, span, before, cues) or _introduction(tree, index, span, before, cues)
    colon = tree.words[before] == ":"
    start = max(tree.opening[before], before - _FAR)
    if colon and (label := _label_before(tree, before)) is not None:
        return Candidate(before, (before, before), ":", "label", (span,), label, probability=_SURE)
    for token in range(before - 1, start - 1, -1):
        if index.at(token) >= 0:
            if not colon:
                break
        elif _is_cue(tree, token, cues) or (before - token < (_CLOSE if colon else 2) and _may_lead(tree, token)):
            return _claim(tree, index, token, span, cues)
    if not colon:
        return None
    for token in range(before, start - 1, -1):
        if tree.heads[token] == token and tree.tags[token][:2] == "VB" and _may_tell(tree, token):
            return _claim(tree, index, token, span, cues)
    source = noun_before(tree, before)
    return Candidate(before, (before, before), ":", "label", (span,), source, probability=_SURE) if source else None


def _label_before(tree: Tree, colon: int) -> Source | None:
    """The name between a dash and a colon, whatever the sentence before the dash says: "Vote is near - Velt: ..."."""
    first = colon
    while first > 0 and colon - first < _NEAR and tree.tags[first - 1] in _NAMING:
        first -= 1
    return ((first, colon - 1), colon - 1) if 0 < first < colon and tree.words[first - 1] in _DASHES else None


def _straight(tree: Tree, index: Index, span: Range, before: int, cues: Cues) -> Candidate | None:
    """The verb right before a quotation that is a sentence of its own: a man shouted "Stay there!"."""
    inner = index.tree.starts[span[0] + 1] if span[0] < span[1] else 0
    if before < 0 or "\n" in tree.text[tree.ends[before] : tree.starts[span[0]]] or not tree.text[inner].isupper():
        return None
    whole = tree.has_finite(*span) or tree.words[span[1] - 1] in _ENDS
    known = _is_cue(tree, before, cues) or (tree.lemmas[before] in cues.speech and tree.tags[before][:2] == "VB")
    return _claim(tree, index, before, span, cues) if whole and known else None


def _introduction(tree: Tree, index: Index, span: Range, before: int, cues: Cues) -> Candidate | None:
    """The sentence of saying before a quotation that is a paragraph of its own: He went on to explain."""
    if before < 0 or not _fills_paragraph(tree, span) or "\n" not in tree.words[span[0] - 1]:
        return None
    for token in range(before, max(tree.opening[before], before - _FAR) - 1, -1):
        if tree.heads[token] == token and index.at(token) < 0 and _is_cue(tree, token, cues):
            return _claim(tree, index, token, span, cues)
    return None


def _may_lead(tree: Tree, token: int) -> bool:
    return tree.tags[token] in {"VBD", "VBZ", "VBP", "VBG"} and _may_tell(tree, token)


def _may_tell(tree: Tree, token: int) -> bool:
    return tree.deps[token] not in _NO_CUES and tree.lemmas[token] not in _AUXILIARIES


def _is_cue(tree: Tree, token: int, cues: Cues) -> bool:
    if tree.tags[token][:2] != "VB" or not _may_tell(tree, token):
        return False
    known = cues.verbs.get(tree.lemmas[token], {})
    names = ("around quote", "around", "clause quote", "clause")
    return max(known.get(name, 0.0) for name in names) >= _SURE


def _claim(tree: Tree, index: Index, verb: int, span: Range, cues: Cues) -> Candidate:
    source = inverted(tree, verb)
    if source is None and tree.tags[verb] == "VBG" and tree.tags[verb - 1] in _NAMING:
        source = noun_before(tree, verb)
    source = _unquoted(index, source or find_source(tree, verb, below(tree, verb), cues))
    if source is None or overlap(source[0], span):
        source = _name_beside(tree, verb) or noun_before(tree, verb)
    cue = cue_of(tree, verb)
    return Candidate(verb, cue, tree.lemmas[verb], "around", (span,), source, probability=_SURE)


def _name_beside(tree: Tree, verb: int) -> Source | None:
    """The name that touches a verb, for sentences that the parser has misread."""
    for step in (-1, 1):
        token = verb + step
        while 0 <= token < len(tree.words) and tree.tags[token] == "NNP":
            token += step
        if token != verb + step:
            first, last = sorted((verb + step, token - step))
            return (first, last), last
    return None
