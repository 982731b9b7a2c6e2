"""What the ledger asks of the stages beside it, which it may not know: the pipeline hands it over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from memcon.ledger.shelf import Shelf
from memcon.record import Document, Finding, Judgement, Merged, Record, Sighting
from memcon.record.established import Established

Judged = Iterable[Judgement]


@dataclass(frozen=True, slots=True)
class Steps:
    """The functions of other stages that a ledger works with; memcon.views.codec and memcon.merging say what they do.

    closure gives the sightings whose merging may change because some (keys) were touched, which it finds on a shelf.
    Merging its answer must give for these what merging everything gives. signature gives what is kept of a text to
    find its copies, None where it has no words, with the bands that copies share; likeness how alike the text of a
    signature is to those of others, None where they are no copies. watched gives
    the claims (ids) that contacts of two actors (ids, or "country:FRA") can contradict; against tests one of them, and
    names the documents that its finding rests on.
    """

    to_json: Callable[[Record], str]
    from_json: Callable[[str | bytes], Record]
    sightings: Callable[[Record], Iterable[Sighting]]
    blocks: Callable[[Sighting], Iterable[str]]
    closure: Callable[[Collection[str], Judged, Shelf], Iterable[Sighting]]
    merge: Callable[[Iterable[Sighting], Judged], Iterable[Merged]]
    signature: Callable[[Document], tuple[bytes, Sequence[int]] | None]
    likeness: Callable[[bytes, Sequence[bytes]], Sequence[float | None]]
    watched: Callable[[Record], Iterable[tuple[str, str, str]]]
    against: Callable[[Record, str, Sequence[Established]], tuple[Finding, tuple[str, ...]] | None]
