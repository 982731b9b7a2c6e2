"""Whether an expression points back or ahead: by the tense of its verb, else by the nearest cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.knowledge.timewords import BREAK, TimeGrammar
from memcon.reading.parse import Parsed
from memcon.reading.timex.found import Found
from memcon.reading.timex.row import Row

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 25
"""Words looked at on either side of an expression for a cue."""
_CLIMB = 12
"""Heads looked at above an expression for a verb."""
_EVENT = 3
"""Words looked at after "Tuesday's" for what happened on it."""
_VERBS = frozenset({"VERB", "AUX"})
_AUXILIARY = frozenset({"aux", "auxpass", "aux:pass", "aux:tense"})
_STOPS = frozenset({".", "!", "?", BREAK})


def direction(found: Found, row: Row, grammar: TimeGrammar, parsed: Parsed | None) -> int:
    """-1 for the past, 1 for the future, 2 where a preposition says so too, 0 where nothing tells."""
    before = row.forms[max(0, found.first - 2) : found.first]
    if grammar.settings["ahead"].intersection((*before[-1:], "_".join(before))):
        return -1 if _had_not(found, row, grammar) else 2
    if _has_happened(found, row, grammar):
        return -1
    if parsed is not None:
        by_verb = _by_parse(row.starts[found.first], row.ends[found.last], parsed, grammar)
        if by_verb:
            return by_verb
    return _by_cue(found, row, grammar)


def _had_not(found: Found, row: Row, grammar: TimeGrammar) -> bool:
    """ "Until Thursday, they had not met": the pluperfect puts what follows "until" into the past."""
    return bool(grammar.settings["perfectaux"].intersection(row.forms[found.last + 1 : found.last + 4]))


def _has_happened(found: Found, row: Row, grammar: TimeGrammar) -> bool:
    """ "Thursday's attack": what is named after the possessive has happened, whatever the verb says."""
    after = row.forms[found.last + 1 : found.last + 3 + _EVENT]
    return after[:2] == ["'", "s"] and bool(grammar.settings["happened"].intersection(after[2:]))


def _is_abbreviation(index: int, row: Row, grammar: TimeGrammar) -> bool:
    """Whether the point after a word ends no sentence: after an initial, a shortened month or title."""
    form = row.forms[index]
    return (
        (len(form) == 1 and form.isalpha())
        or "MONTHABBR" in row.values[index]
        or form in grammar.settings["abbreviations"]
    )


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
            if form in _STOPS and not (form == "." and i and _is_abbreviation(i - 1, row, grammar)):
                break
            if form in passed:
                continue
            if form == "to" and i and row.forms[i - 1] in settings["isto"]:
                return 1
            if steps is before and form in settings["planning"]:
                return -1 if settings["perfectaux"].intersection(row.forms[max(0, i - 2) : i]) else 1
            if form in future or (len(form) > 4 and form.endswith(future_endings)):
                return -1 if settings["perfectaux"].intersection(row.forms[max(0, i - 2) : i]) else 1
            if (form in past or (len(form) > 3 and form.endswith(past_endings))) and not (
                i and row.forms[i - 1] in settings["presentaux"]
            ):
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
