"""The use cases of many documents: the ledger opened with the steps it works with."""

from __future__ import annotations

from functools import partial

from memcon import merging
from memcon.ledger import Ledger, Steps
from memcon.views import codec


def steps() -> Steps:
    """What a ledger asks of the other stages."""
    return Steps(
        to_json=partial(codec.to_json, indent=None),
        from_json=codec.from_json,
        sightings=merging.sightings,
        blocks=merging.blocks,
        closure=merging.closure,
        merge=merging.merge,
    )


def open_ledger(url: str) -> Ledger:
    """Opens the ledger at a URL, made where there is none; raises LedgerError where it cannot be."""
    return Ledger.open(url, steps())
