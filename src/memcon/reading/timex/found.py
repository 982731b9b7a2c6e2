"""Finding expressions: the longest match of the grammar's patterns over a row of words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from memcon.knowledge.timewords import Rule, TimeGrammar, Value
from memcon.reading.timex.row import Row

VAGUE = "X"
"""The number of "several" and "a few"."""

Slot = Value | float
_RUN = re.compile(r"[^x\n]+")
_LONGEST_RUN = 60
"""Symbols looked at together; a longer run is cut, so that the cost of a text stays linear."""


@dataclass(frozen=True, slots=True)
class Found:
    """One expression not yet resolved: its words first..last of the row, its rule, its slots."""

    first: int
    last: int
    rule: Rule
    slots: Mapping[str, Slot]


@dataclass(frozen=True, slots=True)
class _Match:
    """One rule's match inside a run of symbols: cores and slots as (…, start, end) within the run."""

    rule: Rule
    cores: tuple[tuple[int, int], ...]
    slots: tuple[tuple[str, str, int, int], ...]


def find_all(row: Row, grammar: TimeGrammar) -> Iterator[Found]:
    """Every expression of a row, in order; none overlaps another."""
    for run in _RUN.finditer(row.symbols):
        for start in range(run.start(), run.end(), _LONGEST_RUN):
            piece = row.symbols[start : min(run.end(), start + _LONGEST_RUN)]
            for match in _matches(grammar, piece):
                yield from _found(match, start, row, grammar)


@lru_cache(maxsize=20_000)
def _matches(grammar: TimeGrammar, run: str) -> tuple[_Match, ...]:
    """The matches in one run of symbols, left to right: the longest, of equally long ones the first."""
    found: list[_Match] = []
    position = 0
    while position < len(run):
        best = _longest(grammar, run, position)
        if best and best.cores[0][0] > position:
            inside = _longest(grammar, run, best.cores[0][0])
            best = inside if inside and inside.cores[-1][1] > best.cores[-1][1] else best
        if best:
            found.append(best)
        position = best.cores[-1][1] if best else position + 1
    return tuple(found)


def _longest(grammar: TimeGrammar, run: str, start: int) -> _Match | None:
    """The longest match at one place, of equally long ones the first rule's."""
    best: re.Match[str] | None = None
    best_rule = grammar.rules[0]
    for rule in grammar.starting.get(run[start], ()):
        match = rule.pattern.match(run, start)
        if match and match.end() > (best.end() if best else start):
            best, best_rule = match, rule
    return _Match(best_rule, _cores(best, best_rule), _slots(best, best_rule)) if best else None


def _cores(match: re.Match[str], rule: Rule) -> tuple[tuple[int, int], ...]:
    spans = [match.span(name) for name in rule.cores]
    return tuple(span for span in spans if span[0] >= 0) or (match.span(),)


def _slots(match: re.Match[str], rule: Rule) -> tuple[tuple[str, str, int, int], ...]:
    return tuple(
        (slot, kind, *match.span(group)) for group, (slot, kind) in rule.slots.items() if match.start(group) >= 0
    )


def _found(match: _Match, offset: int, row: Row, grammar: TimeGrammar) -> Iterator[Found]:
    """One Found a core, with its own slots, those outside all cores, and what it lacks from others."""
    if match.rule.make == "none":
        return
    for core in match.cores:
        own: dict[str, Slot] = {}
        shared: dict[str, Slot] = {}
        for slot, kind, start, end in match.slots:
            value = _slot_value(kind, offset + start, offset + end - 1, row, grammar)
            inside = core[0] <= start and end <= core[1]
            (own if inside else shared).setdefault(slot, value)
        if "year" in own:
            shared.pop("shortyear", None)
        yield Found(offset + core[0], offset + core[1] - 1, match.rule, {**shared, **own})


def _slot_value(kind: str, first: int, last: int, row: Row, grammar: TimeGrammar) -> Slot:
    if kind == "NUMBER":
        return number_of(row, first, last)
    if kind in grammar.phrases:
        return grammar.phrases[kind][" ".join(row.forms[first : last + 1])]
    value = row.values[first][kind]
    return float(value) if kind == "DIGITS" else value


def number_of(row: Row, first: int, last: int) -> float:
    """The number that words first..last spell: digits, fractions, words, nineteen ninety, quatre-vingt."""
    values = [row.values[i] for i in range(first, last + 1)]
    forms = row.forms[first : last + 1]
    if "/" in forms:
        slash = forms.index("/")
        above, below = values[slash - 1].get("DIGITS", 1), values[slash + 1].get("DIGITS", 2)
        whole = values[slash - 2].get("DIGITS", 0) if slash >= 2 else 0
        return float(whole) + float(above) / (float(below) or 1.0)
    total = current = 0.0
    previous = 0.0
    for value in values:
        if "DIGITS" in value or "DECIMAL" in value:
            if current:
                break
            current = float(value.get("DIGITS", value.get("DECIMAL", 0)))
        elif "SCALE" in value:
            scale = float(value["SCALE"])
            current = (current or 1.0) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif "CARD" in value:
            card = float(value["CARD"])
            is_year = 10 < previous <= 20 and card >= 10 and current == previous
            is_score = previous == 4 and card == 20
            current = current * 100 + card if is_year else current * 20 if is_score else current + card
            previous = card
        elif "HALFWORD" in value:
            current += float(value["HALFWORD"])
    return total + current or 1.0
