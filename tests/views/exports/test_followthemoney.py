"""FollowTheMoney entities of contacts, read back by the followthemoney package."""

import json
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from memcon.record import ContactAnswer
from memcon.views.exports import followthemoney

Make = Callable[..., ContactAnswer]


@pytest.fixture(scope="module")
def model() -> Any:
    """The model of the followthemoney package, whose own warnings are not ours."""
    with warnings.catch_warnings(action="ignore"):
        from followthemoney import model

        return model


def test_every_entity_is_valid(make: Make, model: Any) -> None:
    """The package accepts each entity and drops no value of any."""
    lines = [json.loads(line) for line in followthemoney.write([make(), make("m2", kind="in_person", place="Geneva")])]
    assert [line["schema"] for line in lines] == ["Person", "Person", "Article", "Call", "Event"]
    for line in lines:
        proxy = model.get_proxy(line, cleaned=False)
        for name, values in line["properties"].items():
            assert len(proxy.get(name)) == len(values), (name, values)


def test_a_call_has_a_caller_and_a_receiver(make: Make, model: Any) -> None:
    """Who sought the call is its caller; without an initiator nobody is, and it is an Event."""
    call = json.loads(list(followthemoney.write([make()]))[-1])
    assert call["properties"]["caller"] == ["Q900001"]
    assert len(call["properties"]["receiver"]) == 1
    other = json.loads(list(followthemoney.write([make(initiator=None)]))[-1])
    assert other["schema"] == "Event"
    assert len(other["properties"]["involved"]) == 2
