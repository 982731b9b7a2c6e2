"""The use cases of many documents: the ledger opened with the steps it works with."""

from __future__ import annotations

import struct
from functools import partial
from hashlib import blake2b

from memcon import merging
from memcon.intake.copies import SCHEME, THRESHOLD, Signature, signature
from memcon.ledger import Ledger, Steps
from memcon.record import Document
from memcon.views import codec

BANDS = 16
"""Bands of a signature's 64 that a ledger keeps: of texts that are half alike 1 pair in 100 does not meet in one."""
_SCHEME = blake2b(SCHEME.encode(), digest_size=4).digest()
"""What opens a kept signature: those made in another way are never compared with it."""


def steps() -> Steps:
    """What a ledger asks of the other stages."""
    return Steps(
        to_json=partial(codec.to_json, indent=None),
        from_json=codec.from_json,
        sightings=merging.sightings,
        blocks=merging.blocks,
        closure=merging.closure,
        merge=merging.merge,
        signature=_signature,
        likeness=_likeness,
    )


def open_ledger(url: str) -> Ledger:
    """Opens the ledger at a URL, made where there is none; raises LedgerError where it cannot be."""
    return Ledger.open(url, steps())


def _signature(document: Document) -> tuple[bytes, tuple[int, ...]] | None:
    """The signature of a document under its scheme, and the bands that it is looked up by."""
    found = signature(document)
    if found is None:
        return None
    kept = found.bands[:: len(found.bands) // BANDS]
    marked = (struct.pack(">Bq", number, band) for number, band in enumerate(kept))
    return _SCHEME + found.values, tuple(
        int.from_bytes(blake2b(_SCHEME + one, digest_size=8).digest(), "big", signed=True) for one in marked
    )


def _likeness(first: bytes, second: bytes) -> float | None:
    """How alike the texts of two signatures are; None where they are no copies or are signed under two schemes."""
    size = len(_SCHEME)
    if first[:size] != _SCHEME or second[:size] != _SCHEME:
        return None
    found = Signature(first[size:]).likeness(Signature(second[size:]))
    return found if found >= THRESHOLD else None
