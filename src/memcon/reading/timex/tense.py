"""Whether an expression points back or ahead: by the tense of the verb that governs it, else by the nearest cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.knowledge.timewords import TimeGrammar
from memcon.reading.parse import Parsed
from memcon.reading.timex.found import Found
from memcon.reading.timex.row import Row

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 25
"""Words looked at on either side of an expression for a cue."""
_CLIMB = 12
"""Heads looked at above an expression for a verb."""
_ABBREVIATION = 4
"""A point after so short a word does not end a sentence here."""
_STOPS = frozenset({".", "!", "?"})


def direction(found: Found, row: Row, grammar: TimeGrammar, parsed: Parsed | None) -> int:
    """-1 for the past, 1 for the future, 0 where nothing tells."""
    if parsed is not None:
        by_verb = _by_parse(row.starts[found.first], row.ends[found.last], parsed, grammar)
        if by_verb:
            return by_verb
    return _by_cue(found, row, grammar)


def _by_cue(found: Found, row: Row, grammar: TimeGrammar) -> int:
    """The nearest cue word in the sentence, those before the expression first."""
    settings = grammar.settings
    future, past = settings["future"], settings["past"]
    past_endings, future_endings = tuple(settings["pastendings"]), tuple(settings["futureendings"])
    before = range(found.first - 1, max(-1, found.first - 1 - _REACH), -1)
    after = range(found.last + 1, min(len(row.forms), found.last + 1 + _REACH))
    for steps in (before, after):
        for i in steps:
            form = row.forms[i]
            if form in _STOPS and not (i and len(row.forms[i - 1]) <= _ABBREVIATION):
                break
            if form in future or (len(form) > 4 and form.endswith(future_endings)):
                return 1
            if form in past or (len(form) > 3 and form.endswith(past_endings)):
                return 1 if settings["will"].intersection(row.forms[max(0, i - 3) : i]) else -1
    return 0


def _by_parse(start: int, end: int, parsed: Parsed, grammar: TimeGrammar) -> int:
    """The tense of the first verb above the words [start, end)."""
    span = parsed.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return 0
    token = span.root
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            tense = _tense(token, grammar)
            if tense:
                return tense
        if token.head.i == token.i:
            return 0
        token = token.head
    return 0


def _tense(verb: Token, grammar: TimeGrammar) -> int:
    """The tense of one verb with its auxiliaries; 0 for infinitives and presents, which take that of the verb above."""
    auxiliaries = {
        child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass", "aux:pass", "aux:tense"}
    }
    if auxiliaries & grammar.settings["futureaux"] or "Fut" in verb.morph.get("Tense"):
        return 1
    if auxiliaries & grammar.settings["pastaux"]:
        return -1
    if verb.lower_ in grammar.settings["future"]:
        return 1
    if "Past" in verb.morph.get("Tense"):
        return -1
    if "Part" in verb.morph.get("VerbForm") and auxiliaries & grammar.settings["presentaux"]:
        return 1
    return 0
