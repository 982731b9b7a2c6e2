"""Floors of attribution, a little below what was measured; lowering one is an explicit act."""

from pathlib import Path

import pytest

from memcon.config import StatementMethod
from memcon.evaluation.attribution import Scores, read, relations_of, score
from memcon.knowledge.cues import CueKind
from memcon.reading.cast import Cast
from memcon.reading.parse import parse
from memcon.reading.statements import find
from memcon.record import Document
from memcon.record.vocabulary import Quotation

EVERY = 4
"""Every fourth article of the development set: the parse takes most of the time."""


FLOORS: dict[StatementMethod, dict[str, float]] = {
    "rules": {"relations": 0.725, "content": 0.86, "sources": 0.885, "direct": 0.94},
    "model": {"relations": 0.755, "content": 0.89, "sources": 0.89, "direct": 0.975},
}


@pytest.mark.data
@pytest.mark.model
def test_attributions_are_found_no_worse_than_before(data: Path) -> None:
    """Relations, content words, sources and direct speech stay at or above their floors, by rules and by model."""
    totals: dict[StatementMethod, Scores] = dict.fromkeys(FLOORS, Scores())
    for number, article in enumerate(read(data / "attribution" / "dev.jsonl")):
        if number % EVERY == 0:
            parsed = parse(Document(article.text), "en")
            for method in FLOORS:
                found = find(parsed, Cast((), ()), kinds=frozenset(CueKind), method=method)
                totals[method] += score(article, relations_of(found))
    for method, floors in FLOORS.items():
        total = totals[method]
        reached = {
            "relations": total.relations.f1,
            "content": total.content.f1,
            "sources": total.sources.recall,
            "direct": total.by_quotation[Quotation.DIRECT].recall,
        }
        assert all(reached[name] >= floor for name, floor in floors.items()), (method, reached)
