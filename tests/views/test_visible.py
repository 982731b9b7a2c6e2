"""Hostile text made safe to look at."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from memcon.views.visible import around, clipped, line, visible

STEERING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


def test_an_escape_sequence_is_shown_not_obeyed() -> None:
    """ESC, and a bidirectional override, are named."""
    assert visible("a\x1b[31mb\u202ec") == "a<U+001B>[31mb<U+202E>c"


@given(st.text(st.characters()))
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    """No control but tab and line feed, no bidirectional embedding and no surrogate comes through."""
    for character in visible(text):
        assert character in "\t\n" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in STEERING


@given(st.text())
def test_a_line_has_no_breaks(text: str) -> None:
    """line gives one line whatever it is given."""
    assert len(line(text).splitlines()) <= 1


def test_ordinary_text_of_any_script_is_untouched() -> None:
    """Accents, Cyrillic, Arabic and joined emoji are left as they are."""
    text = "Élysée, Кремль, الرئيس, می‌خواهم, 👩‍🚀"
    assert visible(text) == text


def test_cutting_keeps_whole_words() -> None:
    """A long text is cut at a word, with an ellipsis, within the width."""
    assert clipped("the quick brown fox jumps", 16) == "the quick brown…"
    assert clipped("short", 16) == "short"


@given(st.text("ab ", max_size=60), st.integers(0, 60), st.integers(1, 10), st.integers(10, 40))
def test_words_around_a_place_hold_the_place(text: str, start: int, length: int, width: int) -> None:
    """What is cut around a trigger still holds the trigger, and is not much longer than asked for."""
    start = min(start, len(text))
    end = min(start + length, len(text))
    shown = around(text, start, end, width)
    assert " ".join(text[start:end].split()) in shown
    assert len(shown) <= max(width, end - start) + len("… ") + len(" …")
