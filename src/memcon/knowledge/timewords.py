"""Words and patterns of temporal expressions: one data file a language, compiled to regular expressions.

A text is a row of words; every word is one symbol that stands for the set of word classes it belongs to. A
pattern of the data file is written in words, classes and operators, and becomes a regular expression over such
rows:

    lower-case word or mark    that word (`ago`, `of`, `,`)
    UPPER-CASE NAME            a class ([words.NAME]), a phrase table ([phrases.NAME]) or a macro ([macros] NAME)
    slot:NAME                  the same, remembered under that slot (a class alone under its own name)
    ( ) | ? *                  as in regular expressions
    { }                        what is inside is the expression, what is outside is only required around it
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from itertools import count
from typing import Any

from memcon.errors import KnowledgeError

Value = int | str
"""What a word means within a class: 7 for July, "Y" for years."""

UNKNOWN = "x"
"""The symbol of every word that no pattern mentions."""

BREAK = "\n"
"""The symbol between two words that no expression may span."""

_FIRST_SYMBOL = 0xE000
COMPOUNDS = ("ISO", "NUMERIC", "CLOCKTIME")
"""Classes of what is one word though it is many numbers: 2025-07-01, 01/07/2025, 19:15."""

_PATTERN = re.compile(r"(?:(?P<slot>[a-z]\w*):)?(?P<name>[A-Z][A-Z_]*)(?![a-z])|(?P<word>[^\W\d_]+|\d+)|(?P<mark>\S)")


@dataclass(frozen=True, slots=True)
class Word:
    """What a word may be: class -> value; symbol stands for it in rows of words."""

    symbol: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern: a regular expression over symbols; group -> (slot, class); what to make of it."""

    name: str
    make: str
    pattern: re.Pattern[str]
    slots: Mapping[str, tuple[str, str]]
    params: Mapping[str, Value]
    cores: tuple[str, ...] = ()
    """The groups of the expressions themselves, where the pattern also requires words around them."""


@dataclass(frozen=True, slots=True, eq=False)
class TimeGrammar:
    """The temporal expressions of one language.

    words maps a lower-case word to its reading; names holds the readings that a word has only when
    capitalised.
    numbers maps a set of number classes to its symbol; phrases maps a table to phrase -> value; starting maps a
    symbol to the rules whose expressions may start with it.
    """

    language: str
    words: Mapping[str, Word]
    names: Mapping[str, Word]
    numbers: Mapping[frozenset[str], str]
    phrases: Mapping[str, Mapping[str, Value]]
    rules: tuple[Rule, ...]
    starting: Mapping[str, tuple[Rule, ...]]
    settings: Mapping[str, frozenset[str]] = field(default_factory=dict)


@lru_cache(maxsize=8)
def load(language: str) -> TimeGrammar:
    """Loads a language's grammar once a process; raises KnowledgeError where there is none."""
    file = resources.files("memcon.knowledge") / "data" / language / "times.toml"
    try:
        source = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise KnowledgeError(f"no temporal expressions for language {language!r} yet") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{file} is damaged: {error}") from error
    try:
        return _Compiler(source).grammar(language)
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise KnowledgeError(f"{file} is damaged: {error!r}") from error


class _Compiler:
    """Compiles one data file; lives only while load runs."""

    def __init__(self, source: dict[str, dict[str, object]]) -> None:
        self.classes: dict[str, dict[str, Value]] = {
            name: {form: _value(key) for key, forms in table.items() for form in forms.split()}
            for name, table in _tables(source, "words")
        }
        for name, table in _tables(source, "compounds"):
            self.classes[name], self.classes["ADJUNIT"] = _compounds(table)
        for group, members in _strings(source, "groups"):
            self.classes[group] = {
                form: value for member in members.split() for form, value in self.classes[member].items()
            }
        self.phrases = {
            name: {
                " ".join(phrase.lower().split()): _value(key)
                for key, phrases in table.items()
                for phrase in phrases.split("|")
            }
            for name, table in _tables(source, "phrases")
        }
        self.macros = dict(_strings(source, "macros"))
        for name, values in self.phrases.items():
            self.macros[name] = "(" + "|".join(sorted(values, key=len, reverse=True)) + ")"
        self.settings = {name: frozenset(text.split()) for name, text in _strings(source, "settings")}
        self.sources = [dict(entry) for entry in source["rules"]["list"]]  # type: ignore[attr-defined]
        self.literals: set[str] = set()
        self.groups = count()

    def grammar(self, language: str) -> TimeGrammar:
        """Numbers the symbols, then compiles the rules with them."""
        for entry in self.sources:
            entry["pattern"] = self._expanded(entry["pattern"])
        words, names = self._readings()
        sets = {frozenset(values) for values in (*words.values(), *names.values())}
        numbers = set(_number_classes())
        ordered = sorted(sets | numbers, key=sorted)
        symbol = {classes: chr(_FIRST_SYMBOL + i) for i, classes in enumerate(ordered)}
        members: dict[str, str] = {}
        for classes, char in symbol.items():
            for name in classes:
                members[name] = members.get(name, "") + char
        rules = tuple(self._rule(entry, members) for entry in self.sources)
        firsts = [_first_symbols(rule.pattern.pattern) for rule in rules]
        starting = {
            char: tuple(rule for rule, first in zip(rules, firsts, strict=True) if char in first)
            for char in symbol.values()
        }
        return TimeGrammar(
            language=language,
            words={form: Word(symbol[frozenset(values)], values) for form, values in words.items()},
            names={form: Word(symbol[frozenset(values)], values) for form, values in names.items()},
            numbers={classes: symbol[classes] for classes in numbers},
            phrases=self.phrases,
            rules=rules,
            starting=starting,
            settings=self.settings,
        )

    def _expanded(self, pattern: str) -> str:
        """Replaces macros by their patterns, in brackets, until none is left."""
        for _ in range(8):
            changed = re.sub(r"(?<![A-Za-z_=])(?:([a-z]\w*):)?([A-Z][A-Z_]*)(?![A-Za-z_])", self._expand_one, pattern)
            if changed == pattern:
                break
            pattern = changed
        for match in _PATTERN.finditer(re.sub(r"<[^>]*>", "", pattern)):
            if match["word"] or (match["mark"] and match["mark"] not in "()|?*{}"):
                self.literals.add(match["word"] or match["mark"])
        return pattern

    def _expand_one(self, match: re.Match[str]) -> str:
        slot, name = match.groups()
        if name not in self.macros:
            return match[0]
        kind = name if name in self.phrases else "NUMBER"
        if name in self.phrases and not slot:
            slot = name.lower()
        return f"(<{slot}={kind}>{self.macros[name]})" if slot else f"({self.macros[name]})"

    def _readings(self) -> tuple[dict[str, dict[str, Value]], dict[str, dict[str, Value]]]:
        """Lower-case word -> classes, and the same for capitalised words; a literal is the class `=word`."""
        words: dict[str, dict[str, Value]] = {literal: {"=" + literal: literal} for literal in self.literals}
        proper: dict[str, dict[str, Value]] = {}
        for name, forms in self.classes.items():
            for form, value in forms.items():
                target = proper if form[:1].isupper() else words
                target.setdefault(form.lower(), {})[name] = value
        names = {form: {**words.get(form, {}), **values} for form, values in proper.items()}
        return words, names

    def _rule(self, entry: dict[str, Value], members: Mapping[str, str]) -> Rule:
        slots: dict[str, tuple[str, str]] = {}
        cores: list[str] = []
        parts = list(self._parts(str(entry["pattern"]), members, slots, cores))
        params = {key: value for key, value in entry.items() if key not in {"name", "make", "pattern"}}
        return Rule(str(entry["name"]), str(entry["make"]), re.compile("".join(parts)), slots, params, tuple(cores))

    def _parts(
        self, pattern: str, members: Mapping[str, str], slots: dict[str, tuple[str, str]], cores: list[str]
    ) -> Iterator[str]:
        """Pieces of the regular expression of one pattern; fills slots and cores."""
        for piece in re.finditer(r"\(<(\w+)=(\w+)>|" + _PATTERN.pattern, pattern):
            if piece[1]:
                group = f"g{next(self.groups)}"
                slots[group] = (piece[1], piece[2])
                yield f"(?P<{group}>"
            elif piece["name"]:
                group = f"g{next(self.groups)}"
                slots[group] = (piece["slot"] or piece["name"].lower(), piece["name"])
                yield f"(?P<{group}>[{members[piece['name']]}])"
            elif piece["word"] or piece["mark"] not in "()|?*{}":
                yield f"[{members['=' + (piece['word'] or piece['mark'])]}]"
            elif piece["mark"] == "{":
                cores.append(f"c{next(self.groups)}")
                yield f"(?P<{cores[-1]}>"
            else:
                yield {"(": "(?:", "}": ")"}.get(piece["mark"], piece["mark"])


def _compounds(table: Mapping[str, Any]) -> tuple[dict[str, Value], dict[str, Value]]:
    """Adjectives such as двухчасовой: number and unit in one word, "2 TH"; and the unit's adjective alone,
    "TH".
    """
    endings = table["endings"].split()
    alone = {
        stem + ending: unit for unit, stems in table["units"].items() for stem in stems.split() for ending in endings
    }
    together = {
        prefix + adjective: f"{number} {unit}"
        for number, prefixes in table["numbers"].items()
        for prefix in prefixes.split()
        for adjective, unit in alone.items()
    }
    return dict(together), dict(alone)


_PIECE = re.compile(
    r"(?P<open>\(\?(?:P<\w+>|:))|\[(?P<set>[^]]*)\](?P<many>[?*]?)|(?P<close>\))(?P<maybe>[?*]?)|(?P<or>\|)"
)


def _first_symbols(pattern: str) -> frozenset[str]:
    """The symbols that a match of a rule's regular expression may start with; the pattern is made of _PIECEs.

    A level of brackets is [first symbols of all branches, whether some branch can be empty, whether this one is].
    """
    levels: list[tuple[set[str], bool, bool]] = [(set(), False, True)]
    for piece in _PIECE.finditer(pattern):
        first, some_empty, empty = levels[-1]
        if piece["open"]:
            levels.append((set(), False, True))
            continue
        if piece["or"]:
            levels[-1] = (first, some_empty or empty, True)
            continue
        inner, skipped = set(piece["set"] or ""), bool(piece["many"])
        if piece["close"]:
            levels.pop()
            inner, skipped = first, some_empty or empty or bool(piece["maybe"])
            first, some_empty, empty = levels[-1]
        if empty:
            first |= inner
        levels[-1] = (first, some_empty, empty and skipped)
    return frozenset(levels[0][0])


def _number_classes() -> Iterator[frozenset[str]]:
    """Every set of classes that a number can have, as number_classes assigns them."""
    for text in (
        "0",
        "5",
        "12",
        "20",
        "28",
        "31",
        "45",
        "60",
        "99",
        "200",
        "0500",
        "1990",
        "5000",
        "10000",
        "1.5",
    ):
        yield number_classes(text)
        if len(text) == 1:
            yield number_classes("0" + text)
    yield from (frozenset({name}) for name in COMPOUNDS)


def number_classes(text: str) -> frozenset[str]:
    """The classes of a number in digits: DIGITS or DECIMAL, and what of a date or clock it may be."""
    if not text.isdecimal():
        return frozenset({"DECIMAL"})
    classes = {"DIGITS"}
    if len(text) <= 2:
        number = int(text)
        classes |= {"DAY"} if 1 <= number <= 31 else set()
        classes |= {"HOUR"} if number <= 24 else set()
        classes |= {"MINUTE"} if len(text) == 2 and number < 60 else set()
        classes |= {"SHORTYEAR"} if len(text) == 2 else set()
    elif len(text) == 4 and 1000 <= int(text) < 2200:
        classes.add("YEAR")
    return frozenset(classes)


def _value(key: str) -> Value:
    return int(key) if key.lstrip("-").isdecimal() else key


def _tables(source: Mapping[str, Mapping[str, object]], name: str) -> Iterator[tuple[str, dict[str, str]]]:
    for key, table in source.get(name, {}).items():
        if not isinstance(table, dict):
            raise TypeError(f"[{name}.{key}] is not a table")
        yield key, table


def _strings(source: Mapping[str, Mapping[str, object]], name: str) -> Iterator[tuple[str, str]]:
    for key, text in source.get(name, {}).items():
        yield key, str(text)
