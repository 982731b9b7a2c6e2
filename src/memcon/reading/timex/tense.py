"""Whether an expression points back or ahead: by the tense of its verb, else by the nearest cue."""

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
_VERBS = frozenset({"VERB", "AUX"})
_AUXILIARY = frozenset({"aux", "auxpass", "aux:pass", "aux:tense"})
_STOPS = frozenset({".", "!", "?"})


def direction(found: Found, row: Row, grammar: TimeGrammar, parsed: Parsed | None) -> int:
    """-1 for the past, 1 for the future, 2 where a preposition says so too, 0 where nothing tells."""
    before = row.forms[max(0, found.first - 2) : found.first]
    if grammar.settings["ahead"].intersection((*before[-1:], "_".join(before))):
        return 2
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
    passed = settings["notcue"]
    before = range(found.first - 1, max(-1, found.first - 1 - _REACH), -1)
    after = range(found.last + 1, min(len(row.forms), found.last + 1 + _REACH))
    for steps in (before, after):
        for i in steps:
            form = row.forms[i]
            if form in _STOPS and not (i and len(row.forms[i - 1]) <= _ABBREVIATION):
                break
            if form in passed:
                continue
            if form == "to" and i and row.forms[i - 1] in settings["isto"]:
                return 1
            if form in future or (len(form) > 4 and form.endswith(future_endings)):
                return 1
            if form in past or (len(form) > 3 and form.endswith(past_endings)):
                return 1 if settings["will"].intersection(row.forms[max(0, i - 3) : i]) else -1
    return 0


def _by_parse(start: int, end: int, parsed: Parsed, grammar: TimeGrammar) -> int | None:
    """The tense of the first verb above the words [start, end) that has one; None where there is no verb."""
    span = parsed.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    token = span.root
    for _ in range(_CLIMB):
        if token.head.i == token.i and token.pos_ not in _VERBS:
            return None
        tense = _tense(token, grammar)
        if tense or token.head.i == token.i:
            return tense
        token = token.head
    return None


def _tense(token: Token, grammar: TimeGrammar) -> int:
    """The time a verb or a word of planning points to; 0 where it takes that of its head."""
    settings = grammar.settings
    auxiliaries = {child.lower_ for child in token.children if child.dep_ in _AUXILIARY}
    if auxiliaries & settings["perfectaux"]:
        return -1
    if "to" in auxiliaries and token.head.lower_ in settings["isto"] and "Pres" in token.head.morph.get("Tense", []):
        return 1
    if token.lower_ in settings["plans"] or auxiliaries & settings["will"] or "Fut" in token.morph.get("Tense", []):
        return 1
    if token.pos_ not in _VERBS:
        return 0
    if auxiliaries & settings["pastaux"] or ("Past" in token.morph.get("Tense", []) and not auxiliaries):
        return -1
    return int(bool("Part" in token.morph.get("VerbForm", []) and auxiliaries & settings["presentaux"]))
