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
_SOON = 6
"""Words looked at after "until Thursday" for a pluperfect."""
_AUXILIARIES = 3
"""Words looked at before a cue for its auxiliaries: had been due, will have ended."""
_CLIMB = 12
"""Heads looked at above an expression for a verb."""
_EVENT = 3
"""Words looked at after "Tuesday's" for what happened on it."""
_EITHER = 3
"""The tense of a verb that may point back or ahead."""
_VERBS = frozenset({"VERB", "AUX"})
_AUXILIARY = frozenset({"aux", "auxpass", "aux:pass", "aux:tense"})
_STOPS = frozenset({".", "!", "?", BREAK})


def direction(found: Found, row: Row, grammar: TimeGrammar, parsed: Parsed | None) -> int:
    """-1 for the past, 1 for the future, 2 where a preposition says so too, 0 where nothing tells."""
    before = row.forms[max(0, found.first - 2) : found.first]
    if grammar.settings["ahead"].intersection((*before[-1:], "_".join(before))):
        return -1 if _had_not(found, row, grammar) else 2
    if _has_happened(found, row, grammar) or grammar.settings["said"].intersection(before):
        return -1
    if parsed is not None:
        by_verb = _by_parse(row.starts[found.first], row.ends[found.last], parsed, grammar)
        if by_verb:
            return int("weekday" in found.slots) if by_verb == _EITHER else by_verb
    return _by_cue(found, row, grammar)


def _had_not(found: Found, row: Row, grammar: TimeGrammar) -> bool:
    """ "Until Thursday, they had not met": the pluperfect puts what follows "until" into the past."""
    return bool(grammar.settings["perfectaux"].intersection(row.forms[found.last + 1 : found.last + 1 + _SOON]))


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
    before = range(found.first - 1, max(-1, found.first - 1 - _REACH), -1)
    after = range(found.last + 1, min(len(row.forms), found.last + 1 + _REACH))
    for steps in (before, after):
        for i in steps:
            if row.forms[i] in _STOPS and not (row.forms[i] == "." and i and _is_abbreviation(i - 1, row, grammar)):
                break
            cue = _cue(i, row, grammar, planning=steps is before)
            if cue:
                return cue
    return 0


def _cue(index: int, row: Row, grammar: TimeGrammar, *, planning: bool) -> int:
    """Where one word points: -1, 1, or 0 for nowhere; planning says that what it plans may follow it."""
    settings = grammar.settings
    form, before = row.forms[index], row.forms[max(0, index - _AUXILIARIES) : index]
    if form in settings["notcue"]:
        return 0
    if (
        form in settings["future"]
        or (len(form) > 4 and form.endswith(tuple(settings["futureendings"])))
        or (planning and form in settings["planning"])
        or (form == "to" and settings["isto"].intersection(before[-1:]))
    ):
        if settings["perfectaux"].intersection(before):
            return -1
        return 0 if before[-1:] == ["to"] else 1
    if form in settings["past"] or (len(form) > 3 and form.endswith(tuple(settings["pastendings"]))):
        if settings["presentaux"].intersection(before[-1:]):
            return 0
        return 1 if settings["will"].intersection(before) else -1
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
        planned_then = token.tag_ == "VBD" and token.idx >= end
        if "Inf" in token.morph.get("VerbForm", []) and token.head.lemma_.lower() in grammar.settings["planverbs"]:
            return 1
        tense = -1 if planned_then else _tense(token, grammar)
        if tense or token.head.i == token.i:
            return tense
        token = token.head
    return None


def _is_intended(head: Token, grammar: TimeGrammar) -> bool:
    """Whether what follows "to" lies ahead of its head: agreed to, set to, is to; an agreement to."""
    plans = grammar.settings["plannouns"] if head.pos_ == "NOUN" else grammar.settings["isto"]
    return head.lower_ in plans


def _was_planned(word: Token, grammar: TimeGrammar) -> bool:
    """Whether "had" stands before a word or its head: what had been due or planned is over."""
    perfect = grammar.settings["perfectaux"]
    return any(
        child.lower_ in perfect for one in (word, word.head) for child in one.children if child.dep_ in _AUXILIARY
    )


def _came_to_nothing(token: Token, auxiliaries: set[str], grammar: TimeGrammar) -> bool:
    """Whether a plan is told as missed ("was to have met", "was due to have met").

    Its time may be over, or still to come where it is called off beforehand, as a day of the week mostly is.
    """
    past = grammar.settings["pastaux"]
    return bool(auxiliaries & past) and not past.isdisjoint((token.head.lower_, token.head.head.lower_))


def _tense(token: Token, grammar: TimeGrammar) -> int:
    """The time a verb or a word of planning points to; 0 where it takes that of its head."""
    settings = grammar.settings
    auxiliaries = {child.lower_ for child in token.children if child.dep_ in _AUXILIARY}
    if auxiliaries & settings["perfectaux"]:
        return -1
    if "to" in auxiliaries and _came_to_nothing(token, auxiliaries, grammar):
        return _EITHER
    if "to" in auxiliaries and token.head.i < token.i and _is_intended(token.head, grammar):
        return -1 if _was_planned(token.head, grammar) else 1
    if token.lower_ in settings["plans"]:
        return -1 if token.pos_ not in _VERBS and _was_planned(token, grammar) else 1
    if auxiliaries & settings["will"] or "Fut" in token.morph.get("Tense", []):
        return 1
    if token.pos_ not in _VERBS:
        return 0
    if auxiliaries & settings["pastaux"] or ("Past" in token.morph.get("Tense", []) and not auxiliaries):
        return -1
    return int(bool("Part" in token.morph.get("VerbForm", []) and auxiliaries & settings["presentaux"]))
