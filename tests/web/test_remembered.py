"""Heavy answers are remembered for a while."""

import time

import pytest

from memcon.web import remembered
from memcon.web.remembered import Remembered


def test_an_answer_is_made_once_while_it_is_fresh() -> None:
    """Asking again gives what was made, and another question is made for itself."""
    made: list[str] = []
    answers = Remembered()
    for question in ("a", "a", "b", "a"):
        assert answers.get(question, lambda asked=question: made.append(asked) or asked) == question
    assert made == ["a", "b"]


def test_an_old_answer_is_given_while_it_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for an answer that is old but usable; whoever asks later gets the new one."""
    monkeypatch.setattr(remembered, "_FRESH", 0.0)
    answers = Remembered()
    values = iter(range(10))
    assert answers.get("a", lambda: next(values)) == 0
    assert answers.get("a", lambda: next(values)) == 0
    until = time.monotonic() + 5
    while answers.get("a", lambda: next(values)) == 0 and time.monotonic() < until:
        time.sleep(0.01)
    assert answers.get("a", lambda: next(values)) > 0


def test_what_is_too_old_is_made_before_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer beyond use is not given once more."""
    answers = Remembered()
    assert answers.get("a", lambda: 1) == 1
    monkeypatch.setattr(remembered, "_USABLE", 0.0)
    assert answers.get("a", lambda: 2) == 2


def test_the_answers_not_asked_for_longest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many questions strangers ask, few answers are held."""
    monkeypatch.setattr(remembered, "_MOST", 2)
    answers = Remembered()
    for number in range(5):
        answers.get(number, lambda one=number: one)
    assert answers.get(4, lambda: -1) == 4
    assert answers.get(0, lambda: -1) == -1
