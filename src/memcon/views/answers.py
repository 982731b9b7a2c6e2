"""Answers from the gazetteer as lines for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from memcon.knowledge.gazetteer import Tenure
from memcon.knowledge.who import Answer
from memcon.views import wording
from memcon.views.visible import line


def lines(answers: Iterable[Answer]) -> Iterator[str]:
    """Each answer as a line with who it is, a line for each time in office, and a line of doubt where there is one."""
    for answer in answers:
        entity = answer.entity
        yield line(" · ".join(fact for fact in (entity.name, entity.country, entity.kind.value, entity.id) if fact))
        for tenure in answer.tenures:
            yield f"  {_term(tenure):<36}  {line(tenure.title)}"
        if answer.doubt:
            yield f"  {line(answer.doubt)}"


def to_json(answers: Iterable[Answer]) -> str:
    """The answers as a JSON array; each tenure keeps its source."""
    found = [
        {
            "id": answer.entity.id,
            "name": answer.entity.name,
            "kind": answer.entity.kind.value,
            "country": answer.entity.country,
            "tenures": [asdict(tenure) for tenure in answer.tenures],
            "doubt": answer.doubt,
        }
        for answer in answers
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _term(tenure: Tenure) -> str:
    """When a tenure began and ended, in words."""
    start = wording.date(tenure.start) if tenure.start else "?"
    return f"{start} – {wording.date(tenure.end) if tenure.end else ''}".rstrip()
