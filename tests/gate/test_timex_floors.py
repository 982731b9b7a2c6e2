"""Floors of quality on the marked sets of temporal expressions; lowering one is an explicit act.

Figures are F1 in percent without the parse, a little below what was measured when the floor was set.
"""

from pathlib import Path

import pytest

from memcon.evaluation.timex import MEASURES, evaluate, read_set
from memcon.reading.times import Mode, find

FLOORS = {
    ("te3_timebank", "en", Mode.DETECT): (91.3, 94.6, 91.4, 82.5),
    ("te3_aquaint", "en", Mode.DETECT): (85.0, 95.0, 86.0, 77.6),
    ("wikiwars", "en", Mode.NARRATIVE): (86.0, 93.5, 91.0, 81.5),
    ("probe_en", "en", Mode.DETECT): (98.0, 98.0, 98.0, 98.0),
    ("probe_fr", "fr", Mode.DETECT): (100.0, 100.0, 100.0, 100.0),
    ("probe_ru", "ru", Mode.DETECT): (100.0, 100.0, 100.0, 100.0),
}


@pytest.mark.data
@pytest.mark.parametrize(("name", "language", "mode"), FLOORS)
def test_a_marked_set_is_read_no_worse_than_before(data: Path, name: str, language: str, mode: Mode) -> None:
    """Strict, relaxed, type and value F1 stay at or above their floors."""
    documents = read_set(data / "timex" / f"{name}.jsonl")
    scores, _ = evaluate(documents, lambda document: find(document, None, language, mode), samples=0)
    reached = tuple(round(scores[measure].f1, 1) for measure in MEASURES)
    assert all(a >= b for a, b in zip(reached, FLOORS[name, language, mode], strict=True)), reached
