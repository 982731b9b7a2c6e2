"""A text as a row of words, each with the classes that a language's grammar of time gives it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from memcon.knowledge.timewords import BREAK, UNKNOWN, TimeGrammar, Value, Word, number_classes

_WORD = re.compile(
    r"(?P<ISO>\d{4}(?:-\d\d-\d\d|/\d\d/\d\d)(?!\d)(?:T\d\d:\d\d(?::\d\d)?)?)"
    r"|(?P<NUMERIC>\d{1,2}([./])\d{1,2}\3\d{4}(?!\d))"
    r"|(?P<CLOCKTIME>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<number>\d{1,12}(?:[.,]\d{1,12})?(?:,\d{3}){0,3})"
    r"|(?P<ampm>(?:(?<=\d)|(?<=\d\s)|\b)[aApP](?:\.\s?[mM]\b\.?|[mM]\b))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s])"
)
_APOSTROPHES = {"’": "'", "`": "'", "‘": "'", "—": "–", "−": "-", "‑": "-", "‐": "-"}
_NOTHING: Mapping[str, Value] = {}
_UNKNOWN = Word(UNKNOWN, _NOTHING)
_GAP = re.compile(r"[^\S\n]{0,8}\n?[^\S\n]{0,8}")


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a text in order: where each stands, its lower-case form, its classes, and its symbol.

    Where an expression must end, between paragraphs, there is an empty word of form and symbol BREAK.
    """

    starts: list[int]
    ends: list[int]
    forms: list[str]
    values: list[Mapping[str, Value]]
    symbols: str


def read_row(text: str, grammar: TimeGrammar, paragraph_starts: frozenset[int]) -> Row:
    """Cuts a text into words and looks each up; linear in the length of the text."""
    row = Row([], [], [], [], "")
    symbols: list[str] = []
    known: dict[str, tuple[str, Word]] = {}
    end = 0
    for match in _WORD.finditer(text):
        start, stop = match.span()
        plain = start == end or (start == end + 1 and text[end] == " ")
        if not plain and (start in paragraph_starts or not _GAP.fullmatch(text, end, min(start, end + 20))):
            row.starts.append(end)
            row.ends.append(end)
            row.forms.append(BREAK)
            row.values.append(_NOTHING)
            symbols.append(BREAK)
        token = match[0]
        entry = known.get(token)
        if entry is None:
            entry = known[token] = _look_up(match.lastgroup or "mark", token, grammar)
        row.starts.append(start)
        row.ends.append(stop)
        row.forms.append(entry[0])
        row.values.append(entry[1].values)
        symbols.append(entry[1].symbol)
        end = stop
    return replace(row, symbols="".join(symbols))


def _look_up(kind: str, token: str, grammar: TimeGrammar) -> tuple[str, Word]:
    """The form and the classes of one word; a capital may give it others."""
    if kind == "word":
        lower = token.lower()
        word = grammar.words.get(lower, _UNKNOWN)
        return lower, grammar.names.get(lower, word) if token[0] != lower[0] else word
    if kind == "mark":
        form = _APOSTROPHES.get(token, token)
        return form, grammar.words.get(form, _UNKNOWN)
    return _compound(kind, token, grammar)


def _compound(kind: str, form: str, grammar: TimeGrammar) -> tuple[str, Word]:
    """The reading of a number, a date or a clock time in digits, or of a.m. and p.m."""
    if kind == "ampm":
        form = form[0].lower() + "m"
        return form, grammar.words.get(form, _UNKNOWN)
    if kind != "number":
        return form, Word(grammar.numbers[frozenset({kind})], {kind: form})
    plain = form.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", form) else form.replace(",", ".")
    if plain != form and "." not in plain:
        return plain, Word(grammar.numbers[frozenset({"DIGITS"})], {"DIGITS": int(plain)})
    classes = number_classes(plain)
    symbol = grammar.numbers.get(classes)
    if symbol is None:
        return plain, _UNKNOWN
    value: Value = int(plain) if plain.isdecimal() else plain
    return plain, Word(symbol, dict.fromkeys(classes, value))
