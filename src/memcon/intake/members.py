"""One document of a source before it is made, so that what was read before can be passed over at little cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NoReturn

from memcon.errors import InputError
from memcon.record import Document


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a source: where it stands there, and how it is made.

    place is what follows the name of the source in a position: ":12" a line, "#12" a record, row or entry, "[12]"
    an item of a list, "" for a source that is one document. make gives one document (the posts of a live blog:
    several) or raises InputError.
    """

    place: str
    make: Callable[[], tuple[Document, ...]]


def member(place: str, make: Callable[[], Document]) -> Member:
    """The member that make makes one document of."""
    return Member(place, lambda: (make(),))


def broken(place: str, reason: str) -> Member:
    """A member that no document can be made of, for a reason told in one line."""
    return Member(place, partial(_refuse, reason))


def _refuse(reason: str) -> NoReturn:
    raise InputError(reason)
