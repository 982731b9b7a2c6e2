"""A text as a row of words, each with the classes that a language's grammar of time gives it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from memcon.knowledge.timewords import BREAK, UNKNOWN, TimeGrammar, Value, Word, number_classes

_WORD = re.compile(
    r"(?P<ISO>\d{4}-\d\d-\d\d(?!\d)(?:T\d\d:\d\d(?::\d\d)?)?)"
    r"|(?P<NUMERIC>\d{1,2}([./])\d{1,2}\3\d{4}(?!\d))"
    r"|(?P<CLOCKTIME>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<number>\d{1,12}(?:[.,]\d{1,12})?(?:,\d{3}){0,3})"
    r"|(?P<ampm>(?:(?<=\d)|(?<=\d\s)|\b)[aApP](?:\.\s?[mM]\b\.?|[mM]\b))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s])"
)
_APOSTROPHES = {"’": "'", "`": "'", "‘": "'", "—": "–", "−": "-", "‑": "-", "‐": "-"}
_NOTHING: Mapping[str, Value] = {}
_GAP = re.compile(r"[^\S\n]{0,8}\n?[^\S\n]{0,8}")


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a text in order: where each stands, its lower-case form, its classes, and its symbol."""

    starts: list[int]
    ends: list[int]
    forms: list[str]
    values: list[Mapping[str, Value]]
    symbols: str
    places: list[int]
    """places[i] is the word that symbols[i] stands for; a BREAK stands for the word after it."""


def read_row(text: str, grammar: TimeGrammar, paragraph_starts: frozenset[int]) -> Row:
    """Cuts a text into words and looks each up; linear in the length of the text."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    values: list[Mapping[str, Value]] = []
    symbols: list[str] = []
    places: list[int] = []
    unknown = Word(UNKNOWN, _NOTHING)
    words, names = grammar.words, grammar.names
    end = 0
    for match in _WORD.finditer(text):
        kind = match.lastgroup
        start = match.start()
        if (end != start and not _joined(text, end, start)) or start in paragraph_starts:
            symbols.append(BREAK)
            places.append(len(starts))
        end = match.end()
        form = text[start:end]
        if kind == "word":
            lower = form.lower()
            word = words.get(lower, unknown)
            if form[0] != lower[0]:
                word = names.get(lower, word)
            form = lower
        elif kind == "mark":
            form = _APOSTROPHES.get(form, form)
            word = words.get(form, unknown)
        else:
            form, word = _compound(kind or "number", form, grammar)
        starts.append(start)
        ends.append(end)
        forms.append(form)
        values.append(word.values)
        symbols.append(word.symbol)
        places.append(len(starts) - 1)
    return Row(starts, ends, forms, values, "".join(symbols), places)


def _joined(text: str, end: int, start: int) -> bool:
    """Whether one expression may run from a word that ends at end to one that starts at start."""
    gap = start - end
    return (gap == 1 and text[end] == " ") or (gap < 20 and _GAP.fullmatch(text, end, start) is not None)


def _compound(kind: str, form: str, grammar: TimeGrammar) -> tuple[str, Word]:
    """The reading of a number, a date or a clock time in digits, or of a.m. and p.m."""
    if kind == "ampm":
        form = form[0].lower() + "m"
        return form, grammar.words.get(form, Word(UNKNOWN, _NOTHING))
    if kind != "number":
        return form, Word(grammar.numbers[frozenset({kind})], {kind: form})
    plain = form.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", form) else form.replace(",", ".")
    if plain != form and "." not in plain:
        return plain, Word(grammar.numbers[frozenset({"DIGITS"})], {"DIGITS": int(plain)})
    classes = number_classes(plain)
    symbol = grammar.numbers.get(classes)
    if symbol is None:
        return plain, Word(UNKNOWN, _NOTHING)
    value: Value = int(plain) if plain.isdecimal() else plain
    return plain, Word(symbol, dict.fromkeys(classes, value))
