"""Floors of attribution, a little below what was measured; lowering one is an explicit act."""

from pathlib import Path

import pytest

from memcon.evaluation.attribution import Scores, read, relations_of, score
from memcon.knowledge.cues import CueKind
from memcon.reading.cast import Cast
from memcon.reading.parse import parse
from memcon.reading.statements import find
from memcon.record import Document
from memcon.record.vocabulary import Quotation

EVERY = 4
"""Every fourth article of the development set: the parse takes most of the time."""


@pytest.mark.data
@pytest.mark.model
def test_attributions_are_found_no_worse_than_before(data: Path) -> None:
    """Relations, content words, sources and direct speech stay at or above their floors."""
    total = Scores()
    for number, article in enumerate(read(data / "attribution" / "dev.jsonl")):
        if number % EVERY == 0:
            found = find(parse(Document(article.text), "en"), Cast((), ()), kinds=frozenset(CueKind))
            total += score(article, relations_of(found))
    reached = {
        "relations": total.relations.f1,
        "content": total.content.f1,
        "sources": total.sources.recall,
        "direct": total.by_quotation[Quotation.DIRECT].recall,
    }
    floors = {"relations": 0.69, "content": 0.84, "sources": 0.87, "direct": 0.84}
    assert all(reached[name] >= floor for name, floor in floors.items()), reached
