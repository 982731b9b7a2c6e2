"""Many values of one IN, some at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_CHUNK = 500
"""Both databases take more at once, but plans stay alike."""


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Items some at a time."""
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
