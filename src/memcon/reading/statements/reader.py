"""Parse and cast -> statements: candidates are rated, chosen, joined with quotations, nested and told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from memcon.config import DEFAULT_METHOD, StatementMethod
from memcon.knowledge.cues import CueKind, Cues
from memcon.knowledge.cues import load as cues_of
from memcon.reading.cast import Cast
from memcon.reading.parse import Parsed
from memcon.reading.statements import tagger
from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.choosing import believed
from memcon.reading.statements.evidence import kind
from memcon.reading.statements.quoting import Index
from memcon.reading.statements.speakers import addressee, pronoun, speakers
from memcon.reading.statements.tree import Range, Tree, grow
from memcon.record import Document, Span, Statement
from memcon.record.vocabulary import Quotation

TAGGED = frozenset({"en"})
"""The languages that the trained tagger reads; others are read by the rules."""

SPEECH = frozenset({CueKind.SPEECH})
"""What a Record holds; PolNeAR's annotation holds every kind."""

_LEAD = " \t\n\r,;:.!?―—–-)]…\u00a0"
_TAIL = " \t\n\r,;:.―—–-([\u00a0"

_CLOSING = "”»\"'’"
"""Marks that the parser may join to the bar after them."""

DEPTH = 12
"""How deep statements may nest: deeper ones are left out, whatever a hostile text may hold."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A candidate and what its cue tells; parent is the index of the draft that reports it."""

    candidate: Candidate
    kind: CueKind
    parent: int | None = None


def load(language: str, method: StatementMethod = DEFAULT_METHOD) -> None:
    """Loads what finding statements needs, once a process; raises KnowledgeError where it is missing or damaged."""
    cues_of(language)
    if _is_tagged(language, method):
        tagger.load()


def models(language: str, method: StatementMethod = DEFAULT_METHOD) -> tuple[str, ...]:
    """The trained models that take part, each as name==version."""
    return (tagger.version(),) if _is_tagged(language, method) else ()


def find(
    parsed: Parsed, cast: Cast, *, kinds: frozenset[CueKind] = SPEECH, method: StatementMethod = DEFAULT_METHOD
) -> tuple[Statement, ...]:
    """Finds who says what in a document, in the order of the text, a statement before those that it reports.

    kinds are the kinds of cue to take; method is what decides which candidates are believed, where the language has
    both. Several speakers of the same words ("Rome and Oslo said") make one statement each, with the same spans.
    """
    cues = cues_of(parsed.language)
    document = parsed.document
    tree = grow(parsed.doc, document.text)
    index, chosen = believed(tree, cues, method if _is_tagged(parsed.language, method) else "rules")
    drafts = [_Draft(each, kind(tree, each, cues)) for each in chosen]
    return _tell(document, index, _keep(_nest(drafts), kinds), cast, cues)


def _is_tagged(language: str, method: StatementMethod) -> bool:
    return method == "model" and language in TAGGED


def _nest(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Orders drafts by the start of their content, the longest first, and finds the parent of each."""
    ordered = sorted(drafts, key=lambda draft: (draft.candidate.content[0][0], -_size(draft), draft.candidate.token))
    nested: list[_Draft] = []
    open_: list[int] = []
    for draft in ordered:
        content, token = draft.candidate.content, draft.candidate.token
        open_ = [each for each in open_ if nested[each].candidate.content[-1][1] >= content[0][0]]
        if len(open_) >= DEPTH:
            continue
        parent = next((each for each in reversed(open_) if _holds(nested[each], token)), None)
        open_.append(len(nested))
        nested.append(replace(draft, parent=parent))
    return nested


def _keep(drafts: Sequence[_Draft], kinds: frozenset[CueKind]) -> list[_Draft]:
    """Keeps the drafts of some kinds; what is reported inside words that were not said goes with them."""
    kept: list[_Draft] = []
    new_index: dict[int, int | None] = {}
    dropped: set[int] = set()
    for number, draft in enumerate(drafts):
        parent = draft.parent
        unsaid = draft.kind is CueKind.UNSAID and CueKind.UNSAID not in kinds
        if unsaid or parent in dropped:
            dropped.add(number)
            continue
        above = new_index[parent] if parent is not None else None
        if draft.kind in kinds:
            new_index[number] = len(kept)
            kept.append(replace(draft, parent=above))
        else:
            new_index[number] = above
    return kept


def _tell(document: Document, index: Index, drafts: Sequence[_Draft], cast: Cast, cues: Cues) -> tuple[Statement, ...]:
    tree = index.tree
    statements: list[Statement] = []
    told: list[Statement | None] = []
    for draft in drafts:
        candidate = draft.candidate
        content = _spans(document, tree, candidate.content)
        parent = told[draft.parent] if draft.parent is not None else None
        if not content:
            told.append(parent)
            continue
        quotes = _quotes(document, index, candidate.content, content)
        statement = Statement(
            id=f"s{len(statements) + 1}",
            speaker=None,
            speaker_span=_span(document, tree, candidate.source[0]) if candidate.source else None,
            cue=_span(document, tree, candidate.cue),
            content=content,
            quotation=_quotation(index, candidate.content, content),
            quotes=quotes,
            addressee=addressee(tree, candidate, cast),
            within=parent.id if parent else None,
        )
        voices = speakers(tree, candidate, cast, cues)
        if not voices and quotes:
            earlier = statements[-1] if statements else None
            voices = _implied(document, pronoun(tree, candidate, cues), statement, parent, earlier)
        told.append(replace(statement, speaker=voices[0] if voices else None))
        for voice in voices or (None,):
            statements.append(replace(statement, id=f"s{len(statements) + 1}", speaker=voice))
    return tuple(statements)


def _implied(
    document: Document, spoken: str | None, statement: Statement, parent: Statement | None, earlier: Statement | None
) -> tuple[str, ...]:
    """The speaker that a pronoun which the cast could not resolve must mean where quotations are told.

    "I" inside someone's words is that speaker; "he" goes on with the quoted speaker of the same paragraph.
    """
    if spoken == "I" and parent is not None and parent.speaker:
        return (parent.speaker,)
    if spoken != "he" or earlier is None or earlier.speaker is None or not earlier.quotes:
        return ()
    apart = document.text[earlier.content[0].start : statement.content[0].start]
    same_level = earlier.within == statement.within
    return (earlier.speaker,) if same_level and "\n" not in apart else ()


def _size(draft: _Draft) -> int:
    return sum(last - first + 1 for first, last in draft.candidate.content)


def _holds(draft: _Draft, token: int) -> bool:
    return any(first <= token <= last for first, last in draft.candidate.content)


def _spans(document: Document, tree: Tree, ranges: Sequence[Range]) -> tuple[Span, ...]:
    """The spans of ranges that hold words, without the punctuation around them; marks of quotation stay."""
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


def _span(document: Document, tree: Tree, tokens: Range) -> Span:
    """The span of a source or a cue."""
    spans = _spans(document, tree, [tokens])
    if spans:
        return spans[0]
    start, end = tree.starts[tokens[0]], tree.ends[tokens[1]]
    while end - start > 1 and tree.text[start] in _CLOSING:
        start += 1
    return document.span(start, end)


def _quotes(document: Document, index: Index, ranges: Sequence[Range], spans: Sequence[Span]) -> tuple[Span, ...]:
    """The words of content inside quotation marks, without the comma or full stop that typesetting puts there."""
    found = []
    for number in index.among(ranges):
        quote = index.quoted[number].quote
        for span in spans:
            start, end = max(span.start, quote.inner_start), min(span.end, quote.inner_end)
            while end > start and document.text[end - 1] in ",. \u00a0":
                end -= 1
            if start < end:
                found.append(document.span(start, end))
    return tuple(found)


def _quotation(index: Index, ranges: Sequence[Range], spans: Sequence[Span]) -> Quotation:
    """Whether letters of the content stand inside quotation marks, outside, or both."""
    letters = sum(_letters(span.exact) for span in spans)
    inside = 0
    for number in index.among(ranges):
        quote = index.quoted[number].quote
        for span in spans:
            start, end = max(span.start, quote.start), min(span.end, quote.end)
            if start < end:
                inside += _letters(index.tree.text[start:end])
    if not inside:
        return Quotation.INDIRECT
    return Quotation.MIXED if inside < letters else Quotation.DIRECT


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
