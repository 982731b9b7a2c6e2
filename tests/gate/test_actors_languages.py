"""Floors for the actors of French and Russian reports with gold; lowering one is a decision, not an accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon import intake
from memcon.config import Config
from memcon.evaluation.actors import read_gold, score, total
from memcon.knowledge import gazetteer
from memcon.reading import actors
from memcon.reading.parse import parse

pytestmark = [pytest.mark.model, pytest.mark.data]

FLOORS = {"fr": 0.78, "ru": 0.91}
"""The share of named participants that are found with their country; 19 and 23 of them."""


@pytest.mark.parametrize("language", FLOORS)
def test_named_participants_are_found(data: Path, language: str) -> None:
    """No fewer participants are found, with the right country, than when the floor was set."""
    who = gazetteer.load()
    scores = []
    for text in read_gold(data / "contacts", language):
        document = intake.from_text(text.text, Config(published=text.published, language=language))
        scores.append(score(text, actors.find(parse(document, language), who).actors, {}))
    assert total(scores).recall >= FLOORS[language]
