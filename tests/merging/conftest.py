"""Sightings made of few words, for the tests of merging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.record import Party, Sighting

OFFICIALS = {
    "ada": Party("local:person:ada", "NOR", is_person=True),
    "bea": Party("local:person:bea", "PER", is_person=True),
    "cem": Party("local:person:cem", "PER", is_person=True),
    "dan": Party("local:person:dan", "NOR", is_person=True),
    "eve": Party("local:person:eve", "LAO", is_person=True),
    "norway": Party("Q20", "NOR", is_person=False),
    "peru": Party("Q419", "PER", is_person=False),
}
"""Invented officials of three states, and two of the states."""


def make_sighting(key: str, parties: str = "ada bea", day: str | None = None, **fields: Any) -> Sighting:
    """A sighting of a call held between officials by their short names, on a day if one is given."""
    given: dict[str, Any] = {
        "is_contact": True,
        "kind": "phone",
        "status": "held",
        "role": "main",
        "language": "en",
        "source": key.partition("/")[0],
        "earliest": day,
        "latest": day,
    }
    return Sighting(key=key, parties=tuple(OFFICIALS[name] for name in parties.split()), **(given | fields))


@pytest.fixture(scope="session")
def sighting() -> Callable[..., Sighting]:
    """Makes a sighting: sighting(key, parties="ada bea", day=None, **fields)."""
    return make_sighting
