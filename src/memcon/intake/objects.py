"""JSON Lines and JSON files -> one Member for each object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.mapping import from_mapping
from memcon.intake.members import Member, broken, member
from memcon.record import Document

_BOM = b"\xef\xbb\xbf"


def lines(given: Iterable[bytes], config: Config) -> Iterator[Member]:
    """A member for each line of JSON Lines that is not blank, at ":" and its number; raises InputError for none."""
    empty = True
    for number, line in enumerate(given, start=1):
        if not line.strip():
            continue
        empty = False
        if len(line) > config.max_bytes:
            reason = f"the line is longer than one document may be ({config.max_bytes:,} bytes)"
            yield broken(f":{number}", reason)
        else:
            yield member(f":{number}", partial(_from_line, line, config))
    if empty:
        raise InputError("it is empty; give one JSON object a line")


def items(data: bytes, config: Config) -> Iterator[Member]:
    """The member of a JSON object, or those of a list of objects, at "[" their number "]"."""
    if not data.strip():
        raise InputError("it is empty; give a JSON object")
    loaded = _load(data.removeprefix(_BOM), "it")
    if not isinstance(loaded, list):
        yield member("", partial(from_mapping, loaded, config))
        return
    for number, obj in enumerate(loaded, start=1):
        yield member(f"[{number}]", partial(from_mapping, obj, config))
    if not loaded:
        raise InputError("it is an empty list; give JSON objects")


def is_object(line: bytes) -> bool:
    """Whether a line is a whole JSON object, as the first of JSON Lines is."""
    if not line.lstrip(_BOM + b" \t\r\n").startswith(b"{"):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _from_line(line: bytes, config: Config) -> Document:
    return from_mapping(_load(line.removeprefix(_BOM), "the line"), config)


def _load(data: bytes, what: str) -> object:
    """Parses JSON; raises InputError that says where it is malformed."""
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{what} is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"{what} is malformed JSON ({error.msg} at column {error.colno}); mend or remove it"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{what} is JSON beyond all bounds (too deep, or a number too long); remove it") from error
