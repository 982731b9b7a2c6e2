"""The words and patterns of time are compiled from their data files, and damage is named."""

from pathlib import Path

import pytest

from memcon.errors import KnowledgeError
from memcon.knowledge import timewords
from memcon.knowledge.timewords import TimeGrammar, load, number_classes
from memcon.reading.times import RESOLVERS

LANGUAGES = ("en", "fr", "ru")

SMALL = """
[words.UNIT]
D = "day days"
[words.MONTH]
5 = "May"
[phrases.MOD]
MORE_THAN = "more than | over"
[macros]
COUNT = "(DIGITS|a)"
[settings]
past = "was were"
[rules]
list = [
{ name = "ago", make = "shift", sign = -1, pattern = "(mod:MOD)? n:COUNT UNIT ago" },
{ name = "in-month", make = "date", pattern = "in {MONTH}" },
]
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TimeGrammar:
    """A grammar of two rules."""
    return compiled(SMALL, tmp_path, monkeypatch)


def compiled(source: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> TimeGrammar:
    (folder / "data" / "zz").mkdir(parents=True)
    (folder / "data" / "zz" / "times.toml").write_text(source, "utf-8")
    monkeypatch.setattr(timewords.resources, "files", lambda _: folder)
    return load.__wrapped__("zz")


def row(grammar: TimeGrammar, *words: str) -> str:
    return "".join(
        grammar.words[word].symbol if word in grammar.words else grammar.numbers[number_classes(word)] for word in words
    )


def test_a_pattern_matches_rows_of_words(small: TimeGrammar) -> None:
    """Classes, phrases, macros and literal words become one regular expression over symbols."""
    rule = small.rules[0]
    assert rule.pattern.fullmatch(row(small, "more", "than", "12", "days", "ago"))
    assert rule.pattern.fullmatch(row(small, "a", "day", "ago"))
    assert not rule.pattern.match(row(small, "12", "ago"))


def test_slots_name_the_group_and_its_class(small: TimeGrammar) -> None:
    """A slot of a phrase table is looked up there, one of a macro is a number, a class stands for itself."""
    slots = sorted(small.rules[0].slots.values())
    assert slots == [("digits", "DIGITS"), ("mod", "MOD"), ("n", "NUMBER"), ("unit", "UNIT")]
    assert small.rules[0].params == {"sign": -1}


def test_a_capital_in_the_data_requires_one_in_the_text(small: TimeGrammar) -> None:
    """May is a month, may is none."""
    assert "MONTH" in small.names["may"].values
    assert "may" not in small.words


def test_braces_mark_the_expression_within_its_surroundings(small: TimeGrammar) -> None:
    """What stands outside the braces is required and not part of the expression."""
    rule = small.rules[1]
    match = rule.pattern.match(row(small, "in") + small.names["may"].symbol)
    assert match
    assert match.span(rule.cores[0]) == (1, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_tried_only_where_they_may_start(language: str) -> None:
    """Every rule is found under some symbol, and under no symbol at which it cannot start."""
    grammar = load(language)
    for rule in grammar.rules:
        assert any(rule in rules for rules in grammar.starting.values()), rule.name
    for symbol, rules in grammar.starting.items():
        alone = {rule.name for rule in grammar.rules if rule.pattern.match(symbol)}
        assert alone <= {rule.name for rule in rules}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_names_something_that_can_be_made(language: str) -> None:
    """A rule makes nothing on purpose or what a resolver makes, and its name is its own."""
    rules = load(language).rules
    assert {rule.make for rule in rules} <= {*RESOLVERS, "none"}
    assert {rule.params.get("guard") for rule in rules} <= {None, "year", "tight", "common"}
    assert len({rule.name for rule in rules}) == len(rules)


@pytest.mark.parametrize(
    "damage",
    ["[rules", "[rules]\nlist = [{ name = 'x' }]", SMALL.replace("n:COUNT", "NOCLASS"), SMALL.replace('ago"', '(ago"')],
)
def test_a_damaged_file_is_named(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be compiled raises KnowledgeError with the file's name."""
    with pytest.raises(KnowledgeError, match=r"times\.toml"):
        compiled(damage, tmp_path, monkeypatch)


def test_a_number_is_what_it_may_be() -> None:
    """12 may be a day, an hour, a minute or a short year; 1990 a year; 1.5 neither."""
    assert number_classes("12") == {"DIGITS", "DAY", "HOUR", "MINUTE", "SHORTYEAR"}
    assert number_classes("1990") == {"DIGITS", "YEAR"}
    assert number_classes("1.5") == {"DECIMAL"}
