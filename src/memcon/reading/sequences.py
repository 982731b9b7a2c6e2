"""What a text tells as before and after: "hours before meeting X", "after her talks with Y on Friday she flew home"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.knowledge import lexicon as lexicons
from memcon.reading.syntax import children, is_infinitive, is_verbal, worded
from memcon.record.order import Order
from memcon.record.vocabulary import Modality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from memcon.reading.events import Told
    from memcon.reading.parse import Parsed
    from memcon.reading.telling import Telling
    from memcon.record import When

_TOLD = frozenset({Modality.ASSERTED})
_STEPS = 4
"""Governors between a word of sequence and the happening that it hangs from, or that hangs from it."""


def find(parsed: Parsed, told: Sequence[Told], language: str) -> tuple[Order, ...]:
    """Every "before" and "after" in a sentence between two happenings that the report asserts and dates."""
    words = lexicons.claims(language)
    asserted = [
        (telling, each)
        for each in told
        for telling in each.tellings
        if telling.modality is Modality.ASSERTED and not is_infinitive(parsed.doc[telling.verb])
    ]
    by_token = {telling.verb: (telling, each) for telling, each in asserted}
    by_token |= {telling.trigger: (telling, each) for telling, each in asserted}
    found = []
    for token in worded(parsed.doc, {*words["preceding"], *words["succeeding"]}):
        order = _order(token, token.lower_ in words["preceding"], parsed, by_token)
        found += [order] if order is not None else []
    return tuple(found)


def _order(word: Token, before: bool, parsed: Parsed, by_token: dict[int, tuple[Telling, Told]]) -> Order | None:
    below, above = _below(word, by_token), _above(word, by_token)
    if below is None or above is None or below[1].event.id == above[1].event.id:
        return None
    lower, upper = _when(*below), _when(*above)
    if lower is None or upper is None or lower.span == upper.span:
        return None
    tokens = (below[0].trigger, above[0].trigger, word.i)
    span = parsed.cite(min(tokens), max(tokens))
    return Order(upper, lower, span) if before else Order(lower, upper, span)


def _when(telling: Telling, told: Told) -> When | None:
    """When a telling itself dates what it tells of, else when the report dates it."""
    return telling.when or told.event.time


def _below(word: Token, by_token: dict[int, tuple[Telling, Told]]) -> tuple[Telling, Told] | None:
    """What a word of sequence brings in: the verb of its clause, or the noun or verb behind it."""
    if word.dep_ == "mark":
        return by_token.get(word.head.i)
    return next((by_token[one.i] for one in children(word, "pobj", "pcomp") if one.i in by_token), None)


def _above(word: Token, by_token: dict[int, tuple[Telling, Told]]) -> tuple[Telling, Told] | None:
    """What a word of sequence hangs from: the happening told by the verb of the clause above."""
    token = word.head.head if word.dep_ == "mark" else word.head
    for _ in range(_STEPS):
        if token.i in by_token and token.i != word.i:
            return by_token[token.i]
        if is_verbal(token) or token.head == token:
            return None
        token = token.head
    return None
