"""A quotation claimed by a verb: which verbs may tell, and whose words it then was."""

from __future__ import annotations

from memcon.knowledge.cues import Cues
from memcon.reading.statements.candidates import Candidate, cue_of
from memcon.reading.statements.quoting import Index, unquoted
from memcon.reading.statements.sources import Source, below, find_source, inverted, noun_after, noun_before, noun_phrase
from memcon.reading.statements.tree import Range, Tree, overlap

DASHES = frozenset({"-", "‒", "–", "—", "―", "--", "~"})
ENDS = frozenset({".", "!", "?", ":"})
LEADS = frozenset({",", ":"})
"""What stands between a cue and the quotation that it leads up to."""
NAMING = frozenset({"NNP", "NNPS"})
ASKING = frozenset({"WP", "WDT"})
"""Tags of question words and relative pronouns."""
CLOSE, NEAR, FAR = 5, 10, 60
"""How many tokens apart a verb or a name and its quotation may stand, by how sure the sign between them is."""
SURE = 0.5
"""The probability of what layout alone shows, and the least at which the lexicon calls a verb a cue."""

_CLIMBS = 12
"""How many heads are asked in search of a subject: longer chains are errors of the parse."""
_AUXILIARIES = frozenset({"be", "have", "do"})
_NO_CUES = frozenset({"aux", "auxpass"})


def is_cue(tree: Tree, token: int, cues: Cues) -> bool:
    """Whether the lexicon knows a verb as one that tells a clause or a quotation."""
    if tree.tags[token][:2] != "VB" or not may_tell(tree, token):
        return False
    known = cues.verbs.get(tree.lemmas[token], {})
    names = ("around quote", "around", "clause quote", "clause")
    return max(known.get(name, 0.0) for name in names) >= SURE


def may_lead(tree: Tree, token: int) -> bool:
    """Whether a verb, known or not, may lead up to a quotation that it touches."""
    return tree.tags[token] in {"VBD", "VBZ", "VBP", "VBG"} and may_tell(tree, token)


def may_tell(tree: Tree, token: int) -> bool:
    """Whether a verb means something of its own; "the following statement" has none."""
    label = tree.deps[token]
    described = label == "amod" and tree.tags[token] == "VBG"
    return label not in _NO_CUES and not described and tree.lemmas[token] not in _AUXILIARIES


def claim(tree: Tree, index: Index, verb: int, span: Range, cues: Cues) -> Candidate:
    """The attribution of a quotation to the subject of a verb beside it."""
    source = unquoted(index, _source(tree, verb, cues))
    if source is None or overlap(source[0], span):
        source = _name_beside(tree, verb) or noun_before(tree, verb) or noun_after(tree, verb)
    if source is None and (source := _subject_above(tree, verb)) is not None and index.at(source[1]) >= 0:
        source = None
    cue = cue_of(tree, verb)
    return Candidate(verb, cue, tree.lemmas[verb], "around", (span,), source, probability=SURE)


def _source(tree: Tree, verb: int, cues: Cues) -> Source | None:
    """The subject of a verb, against the parser where a name touches the verb or a comma parts it from a noun."""
    source = inverted(tree, verb)
    if source is None and tree.tags[verb] == "VBG":
        if tree.tags[verb - 1] in NAMING:
            return noun_before(tree, verb)
        if tree.words[verb - 1] == ",":
            source = _subject_above(tree, verb)
    source = source or find_source(tree, verb, below(tree, verb), cues)
    if source is not None and source[0][1] < verb - 1 and tree.tags[verb - 1] in NAMING:
        return _name_beside(tree, verb)
    return source


def _subject_above(tree: Tree, verb: int) -> Source | None:
    """The subject of the nearest verb above, or of the sentence: Velt left, shouting; went so far as to say."""
    token = verb
    for _ in range(_CLIMBS):
        if tree.heads[token] == token:
            break
        token = tree.heads[token]
        subject = tree.child(token, "nsubj", "nsubjpass")
        if subject is not None and tree.last[subject] < verb:
            return noun_phrase(tree, subject)
    first = next((each for each in range(tree.opening[verb], verb) if _is_subject(tree, each)), None)
    return noun_phrase(tree, first) if first is not None and tree.last[first] < verb else None


def _is_subject(tree: Tree, token: int) -> bool:
    return tree.deps[token] == "nsubj" and tree.tags[token] not in ASKING


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


def fills_paragraph(tree: Tree, span: Range) -> bool:
    """Whether nothing stands after a quotation in its paragraph, whatever stands before it."""
    end = tree.ends[span[1]]
    return not tree.text[end : end + 1].strip()
