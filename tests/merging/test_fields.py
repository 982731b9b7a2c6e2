"""Fields of contacts: what one report gives, and what several do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from memcon.merging.fields import fields
from memcon.record import Sighting


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"parties": "ada peru norway"},
        {"parties": "norway peru", "day": "2031-02-03"},
        {"earliest": "2031-02-03", "latest": None, "place": "Lima", "place_country": "PER"},
        {"earliest": None, "latest": "2031-02-03", "initiator": "local:person:ada", "duration": "PT1H"},
        {"topics": ("fish", "boats"), "status": "planned", "kind": "in_person"},
        {"is_contact": False, "kind": "YIELD", "status": "hypothetical"},
        {"parties": ""},
    ],
)
def test_one_report_gives_what_it_gives_together_with_a_copy(
    sighting: Callable[..., Sighting], told: dict[str, Any]
) -> None:
    one = sighting("a/c1", **told)
    alone, twice = fields([one]), fields([one, replace(one, key="b/c1")])
    assert [(f.name, f.value, f.rule) for f in alone] == [(f.name, f.value, f.rule) for f in twice]
    for field, other in zip(alone, twice, strict=True):
        assert [(v.value, v.sources) for v in field.versions] == [(v.value, v.sources) for v in other.versions]
        assert all(version.sightings == ("a/c1",) for version in field.versions)


def test_two_topics_are_shown_in_the_order_of_letters_where_all_else_is_alike(
    sighting: Callable[..., Sighting],
) -> None:
    shown = {field.name: field.value for field in fields([sighting("a/c1", topics=("fish", "boats"))])}
    assert shown["topics"] == "boats; fish"
