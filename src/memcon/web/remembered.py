"""Answers that are heavy to make and need not be of this second: remembered for a while, and made anew meanwhile."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")

_FRESH, _USABLE = 15.0, 600.0
"""Seconds for which an answer is given as it is, and for which it is given once more while it is made anew."""
_MOST = 128


@dataclass(slots=True)
class _Answer:
    value: Any
    made: float
    is_being_made: bool = False


class Remembered:
    """The latest answers by question, the ones not asked for longest forgotten first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Hashable, make: Callable[[], T]) -> T:
        """The answer to a question; make is called where there is none yet, and in the background where it is old."""
        now = time.monotonic()
        with self._lock:
            known = self._answers.get(question)
            if known is not None and now - known.made < _USABLE:
                self._answers.move_to_end(question)
                is_due = now - known.made >= _FRESH and not known.is_being_made
                known.is_being_made = known.is_being_made or is_due
            else:
                known, is_due = None, False
        if known is None:
            return self._make(question, make)
        if is_due:
            Thread(target=self._make_anew, args=(question, make, known), daemon=True).start()
        value: T = known.value
        return value

    def _make(self, question: Hashable, make: Callable[[], T]) -> T:
        made = make()
        with self._lock:
            self._answers[question] = _Answer(made, time.monotonic())
            while len(self._answers) > _MOST:
                self._answers.popitem(last=False)
        return made

    def _make_anew(self, question: Hashable, make: Callable[[], T], known: _Answer) -> None:
        """Makes an answer in the background; where that fails, whoever asks next tries again."""
        try:
            self._make(question, make)
        finally:
            known.is_being_made = False
