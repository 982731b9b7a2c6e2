"""The cue that leads up to a quotation."""

from __future__ import annotations

from memcon.knowledge.cues import Cues
from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.claiming import (
    ASKING,
    CLOSE,
    DASHES,
    ENDS,
    FAR,
    LEADS,
    NAMING,
    NEAR,
    SURE,
    claim,
    fills_paragraph,
    is_cue,
    may_lead,
    may_tell,
)
from memcon.reading.statements.quoting import Index
from memcon.reading.statements.sources import Source, noun_before
from memcon.reading.statements.tree import Range, Tree

_TOLD = ("ccomp", "xcomp", "dobj", "advcl", "conj", "parataxis")
"""Labels of what a verb of saying tells, or of more that is told beside it."""


def leader(tree: Tree, index: Index, span: Range, before: int, cues: Cues) -> Candidate | None:
    """The cue whose sentence leads up to a quotation by a comma or a colon: She replied: "..."."""
    if before < 0:
        return None
    if tree.words[before] in DASHES:
        return _set_apart(tree, span, before)
    if tree.words[before] not in LEADS:
        return _straight(tree, index, span, before, cues) or _introduction(tree, index, span, before, cues)
    colon = tree.words[before] == ":"
    start = max(tree.opening[before], before - FAR)
    if colon and (label := _label_before(tree, before)) is not None:
        return Candidate(before, (before, before), ":", "label", (span,), label, probability=SURE)
    if not colon:
        verb = _by_comma(tree, index, start, before, cues)
        return None if verb is None else claim(tree, index, verb, span, cues)
    verb = _by_colon(tree, index, start, before, cues)
    if verb is not None:
        return claim(tree, index, verb, span, cues)
    source = noun_before(tree, before)
    return Candidate(before, (before, before), ":", "label", (span,), source, probability=SURE) if source else None


def _by_comma(tree: Tree, index: Index, start: int, comma: int, cues: Cues) -> int | None:
    """The nearest cue before a comma, or any verb that touches it."""
    for token in range(comma - 1, start - 1, -1):
        if index.at(token) >= 0:
            return None
        if is_cue(tree, token, cues) or (token == comma - 1 and may_lead(tree, token)):
            return token
    return None


def _by_colon(tree: Tree, index: Index, start: int, colon: int, cues: Cues) -> int | None:
    """The verb whose clause leads up to a colon: a cue, a verb near by, else the nearest of a clause that ends there.

    A clause with a subject of its own comes before a cue farther off: said it was late, but he gave a reason: "...".
    """
    ending: int | None = None
    for token in range(colon - 1, start - 1, -1):
        if tree.words[token] in DASHES and tree.tags[token] != "HYPH":
            break
        if index.at(token) >= 0 or _asks(tree, token) or _is_reported(tree, token):
            continue
        if colon - token < CLOSE and may_lead(tree, token):
            return token
        if is_cue(tree, token, cues):
            return ending if ending is not None and _is_main(tree, ending) else token
        if ending is None and _ends_at(tree, token, colon):
            ending = token
    return ending


def _asks(tree: Tree, verb: int) -> bool:
    """Whether a verb's subject is a question word: apologized for what happened."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    return subject is not None and tree.tags[subject] in ASKING


def _is_reported(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in what another tells: claimed that it had failed."""
    return tree.deps[verb] == "ccomp" and tree.heads[verb] < verb


def _is_main(tree: Tree, verb: int) -> bool:
    """Whether a verb is finite, has a subject and tells more than when or why."""
    subject = tree.child(verb, "nsubj")
    return may_lead(tree, verb) and tree.deps[verb] != "advcl" and subject is not None and subject < verb


def _ends_at(tree: Tree, verb: int, colon: int) -> bool:
    """Whether a clause, one that is no relative clause, ends with the colon that leads up to a quotation."""
    return (
        tree.tags[verb][:2] == "VB"
        and tree.deps[verb] not in {"relcl", "acl"}
        and may_tell(tree, verb)
        and (tree.last[verb] >= colon - 1 or tree.heads[verb] == verb)
    )


def _label_before(tree: Tree, colon: int) -> Source | None:
    """The name between a dash and a colon, whatever the sentence before the dash says: "Vote is near - Velt: ..."."""
    first = colon
    while first > 0 and colon - first < NEAR and tree.tags[first - 1] in NAMING:
        first -= 1
    return ((first, colon - 1), colon - 1) if 0 < first < colon and tree.words[first - 1] in DASHES else None


def _set_apart(tree: Tree, span: Range, dash: int) -> Candidate | None:
    """A sentence quoted between dashes after the name of who said it: the envoy Arno Velt -- "..." -- and others."""
    after = min(span[1] + 1, len(tree.words) - 1)
    whole = tree.has_finite(*span) and (fills_paragraph(tree, span) or tree.words[after] in DASHES)
    named = whole and tree.tags[dash - 1] in NAMING and tree.deps[dash - 1] != "pobj"
    source = noun_before(tree, dash) if named else None
    return Candidate(dash, (dash, dash), ":", "label", (span,), source, probability=SURE) if source else None


def _straight(tree: Tree, index: Index, span: Range, before: int, cues: Cues) -> Candidate | None:
    """The verb right before a quotation that is a sentence of its own: a man shouted "Stay there!"."""
    inner = index.tree.starts[span[0] + 1] if span[0] < span[1] else 0
    if "\n" in tree.text[tree.ends[before] : tree.starts[span[0]]] or not tree.text[inner].isupper():
        return None
    whole = tree.has_finite(*span) or tree.words[span[1] - 1] in ENDS
    known = is_cue(tree, before, cues) or (tree.lemmas[before] in cues.speech and tree.tags[before][:2] == "VB")
    return claim(tree, index, before, span, cues) if whole and known else None


def _introduction(tree: Tree, index: Index, span: Range, before: int, cues: Cues) -> Candidate | None:
    """The sentence of saying before a quotation that is a paragraph of its own, or that it says nothing without.

    He went on to explain that in a letter. Velt said in a statement.
    """
    apart = fills_paragraph(tree, span) and "\n" in tree.words[span[0] - 1]
    if not apart and not (tree.words[before] == "." and tree.opening[span[0]] == span[0]):
        return None
    for token in range(before, max(tree.opening[before], before - FAR) - 1, -1):
        if index.at(token) >= 0 and not apart:
            return None
        if tree.heads[token] == token and index.at(token) < 0 and is_cue(tree, token, cues):
            if not apart and (tree.lemmas[token] not in cues.speech or tree.child(token, *_TOLD) is not None):
                return None
            return claim(tree, index, token, span, cues)
    return None
