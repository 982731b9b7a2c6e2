"""Parse and cast -> statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from memcon.knowledge.cues import CueKind, Cues, load
from memcon.reading.cast import Cast
from memcon.reading.parse import Parsed
from memcon.reading.statements.candidates import Candidate, find_candidates
from memcon.reading.statements.quotes import find_quotes
from memcon.reading.statements.quoting import Index, Quoted, attach, fit, place
from memcon.reading.statements.tree import Range, Tree, grow
from memcon.record import Document, Span, Statement
from memcon.record.vocabulary import Quotation

THRESHOLD = 0.4
"""The least probability of a candidate that is believed."""

_SPEECH = frozenset({CueKind.SPEECH})


def find(parsed: Parsed, cast: Cast, *, kinds: frozenset[CueKind] = _SPEECH) -> tuple[Statement, ...]:
    """Finds who says what in a document, outer statements before those that they report.

    kinds are the kinds of cue to take: a Record holds speech; PolNeAR's annotation holds attitudes too.
    """
    cues = load("en")
    tree = grow(parsed.doc, parsed.document.text)
    quoted = place(tree, find_quotes(tree.text))
    index = Index(len(tree.words), quoted)
    best = choose(rated(tree, cues, index), tree, cues, kinds)
    chosen = attach(tree, index, best, cues)
    return _tell(parsed.document, tree, quoted, chosen, cast)


def rated(tree: Tree, cues: Cues, index: Index) -> list[Candidate]:
    """Every candidate with its content fitted to quotations, and how likely it is to attribute."""
    fitted = []
    for candidate in find_candidates(tree, cues):
        whole = fit(tree, candidate, index)
        if whole is not None:
            fitted.append(replace(whole, probability=_probability(tree, whole, cues)))
    return fitted


def _probability(tree: Tree, candidate: Candidate, cues: Cues) -> float:
    if candidate.construction == "preposition":
        return cues.prepositions.get(candidate.key, 0.0)
    if candidate.construction == "adverb":
        return cues.adverbs.get(candidate.key, 0.0)
    table = cues.nouns if tree.tags[candidate.token][:2] == "NN" else cues.verbs
    return cues.probability(table, candidate.key, candidate.construction)


def choose(
    candidates: Iterable[Candidate], tree: Tree, cues: Cues, kinds: frozenset[CueKind]
) -> list[Candidate]:
    """The likeliest candidate of each cue, where it is likely enough and of a kind that is asked for."""
    best: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.probability < THRESHOLD or cues.kind(candidate.key) not in kinds:
            continue
        known = best.get(candidate.token)
        if known is None or candidate.probability > known.probability:
            best[candidate.token] = candidate
    return list(best.values())


def _tell(
    document: Document, tree: Tree, quoted: Sequence[Quoted], chosen: Sequence[Candidate], cast: Cast
) -> tuple[Statement, ...]:
    drafts = [(candidate, _spans(document, tree, candidate.content)) for candidate in chosen]
    drafts = [(candidate, spans) for candidate, spans in drafts if spans]
    drafts.sort(
        key=lambda draft: (draft[1][0].start, -sum(s.end - s.start for s in draft[1]), draft[0].token)
    )
    parents = _parents(tree, drafts)
    statements: list[Statement] = []
    ids: list[str] = []
    for number, (candidate, spans) in enumerate(drafts):
        speakers = _speakers(tree, candidate, cast)
        parent = parents[number]
        quotes = _quotes(document, quoted, spans)
        for place_, speaker in enumerate(speakers or (None,)):
            identity = f"s{len(statements) + 1}"
            if not place_:
                ids.append(identity)
            statements.append(
                Statement(
                    id=identity,
                    speaker=speaker,
                    speaker_span=_span(document, tree, candidate.source),
                    cue=_span(document, tree, candidate.cue),
                    content=spans,
                    quotation=_quotation(document, quoted, spans),
                    quotes=quotes,
                    addressee=_addressee(tree, candidate, cast),
                    within=ids[parent] if parent is not None else None,
                )
            )
    return tuple(statements)


def _parents(tree: Tree, drafts: Sequence[tuple[Candidate, tuple[Span, ...]]]) -> list[int | None]:
    """For each draft the innermost earlier draft whose content holds its cue."""
    parents: list[int | None] = []
    open_: list[int] = []
    for number, (candidate, spans) in enumerate(drafts):
        at = tree.starts[candidate.token]
        open_ = [other for other in open_ if drafts[other][1][-1].end > spans[0].start]
        parents.append(
            next(
                (
                    other
                    for other in reversed(open_)
                    if any(span.start <= at < span.end for span in drafts[other][1])
                ),
                None,
            )
        )
        open_.append(number)
    return parents


def _speakers(tree: Tree, candidate: Candidate, cast: Cast) -> tuple[str, ...]:
    if candidate.source_head is None:
        return ()
    reference = cast.at(tree.starts[candidate.source_head])
    return reference.actors if reference is not None else ()


def _addressee(tree: Tree, candidate: Candidate, cast: Cast) -> str | None:
    if candidate.addressee is None:
        return None
    reference = cast.at(tree.starts[candidate.addressee])
    return reference.actors[0] if reference is not None and len(reference.actors) == 1 else None


_LEAD = " \t\n\r,;:.!?—–-)]…\u00a0"
_TAIL = " \t\n\r,;:.—–-([\u00a0"
_CLOSING = "”\"'’»"


def _spans(document: Document, tree: Tree, ranges: Sequence[Range]) -> tuple[Span, ...]:
    spans = []
    for first, last in ranges:
        start, end = tree.starts[first], tree.ends[last]
        while start < end and tree.text[start] in _LEAD:
            start += 1
        while end > start and tree.text[end - 1] in _TAIL:
            end -= 1
        if any(map(str.isalnum, tree.text[start:end])):
            spans.append(document.span(start, end))
    return tuple(spans)


def _span(document: Document, tree: Tree, tokens: Range | None) -> Span | None:
    if tokens is None:
        return None
    spans = _spans(document, tree, [tokens])
    return spans[0] if spans else document.span(tree.starts[tokens[0]], tree.ends[tokens[1]])


def _quotes(document: Document, quoted: Sequence[Quoted], spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(
        document.span(max(span.start, each.quote.inner_start), min(span.end, each.quote.inner_end))
        for span in spans
        for each in quoted
        if span.start < each.quote.inner_end and each.quote.inner_start < span.end
    )


def _quotation(document: Document, quoted: Sequence[Quoted], spans: Sequence[Span]) -> Quotation:
    outside = inside = 0
    for span in spans:
        words = sum(map(str.isalnum, span.exact))
        within = sum(
            sum(
                map(
                    str.isalnum,
                    document.text[max(span.start, each.quote.start) : min(span.end, each.quote.end)],
                )
            )
            for each in quoted
            if span.start < each.quote.end and each.quote.start < span.end
        )
        inside += within
        outside += words - within
    if not inside:
        return Quotation.INDIRECT
    return Quotation.MIXED if outside else Quotation.DIRECT
