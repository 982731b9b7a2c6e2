"""Work in processes that may die."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from memcon.errors import MemconError
from memcon.parallel import spread


@pytest.fixture
def work(importable: Path) -> Any:
    """The module of work that other processes can import."""
    return import_module("work")


def test_answers_come_in_order(work: Any) -> None:
    """Items spread over processes come back complete and in their order."""
    assert list(spread(range(50), work.double, work.minus, workers=2)) == [2 * number for number in range(50)]


def test_an_item_that_kills_is_given_up_alone(work: Any) -> None:
    """An item that kills every process that takes it is answered as lost; none beside it is lost or doubled."""
    deadly = partial(work.double_or_die, frozenset({3, 21}))
    found = list(spread(range(30), deadly, work.minus, workers=2))
    assert found == [-number if number in (3, 21) else 2 * number for number in range(30)]


def test_a_process_killed_by_chance_costs_nothing(work: Any, tmp_path: Path) -> None:
    """Items whose process is killed once are taken by the next one."""
    assert list(spread(range(25), partial(work.die_once, tmp_path), work.minus, workers=2)) == list(range(25))


def test_items_are_taken_as_they_are_needed(work: Any) -> None:
    """An endless source is read only so far ahead as processes have work."""
    taken = []

    def source() -> Iterator[int]:
        for number in range(10**9):
            taken.append(number)
            yield number

    answers = spread(source(), work.double, work.minus, workers=2, chunk=2)
    assert [next(answers) for _ in range(4)] == [0, 2, 4, 6]
    del answers
    assert len(taken) < 40


def test_processes_that_cannot_start_are_told() -> None:
    """Work that other processes cannot import is one error, not one for every item."""
    with pytest.raises(MemconError, match="cannot start"):
        list(spread(range(9), _here_alone, _here_alone, workers=2))


def _here_alone(number: int) -> int:
    return number
