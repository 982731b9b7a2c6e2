"""Where quotation marks open and close; an unbalanced mark is passed over or ends with its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"[“”„«»\"‘’']|\n")
_CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”", '"'),
    "„": ("“", "”"),
    "«": ("»",),
    '"': ('"', "”"),
    "''": ("''",),
    "‘": ("’", "'"),
    "'": ("'", "’"),
}
_DOUBLE = frozenset(_CLOSERS) - {"‘", "'"}


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch between quotation marks, as character offsets.

    start and end take in the marks, inner_start and inner_end leave them out. closed is False where the paragraph
    ended before the mark was closed (a quotation that goes on in the next paragraph, or an error of the text).
    """

    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Finds the outermost quotations of a text in order; quotations inside quotations belong to the outer one."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Quote]:
    opener, start, inner = "", 0, 0
    skip = -1
    for match in _MARK.finditer(text):
        at = match.start()
        if at < skip:
            continue
        mark = match.group()
        if mark == "\n":
            if opener in _DOUBLE and at - inner > 1:
                yield Quote(start, inner, at, at, closed=False)
            opener = ""
            continue
        if mark == "'" and text.startswith("''", at):
            mark, skip = "''", at + 2
        end = at + len(mark)
        before, after = text[at - 1 : at], text[end : end + 1]
        if opener and _closes(opener, mark, before, after):
            if at > inner:
                yield Quote(start, inner, at, end, closed=True)
            opener = ""
        elif _opens(mark, before, after) and (
            not opener or (mark == opener and mark in {'"', "''"}) or (opener in {"‘", "'"} and mark in _DOUBLE)
        ):
            opener, start, inner = mark, at, end
    if opener in _DOUBLE and len(text) - inner > 1:
        yield Quote(start, inner, len(text), len(text), closed=False)


def _opens(mark: str, before: str, after: str) -> bool:
    if mark not in _CLOSERS or not after or (after.isspace() and (mark != "«" or after == "\n")):
        return False
    if mark in {"“", "„", "«"}:
        return True
    if mark in {"‘", "'"} and not after.isalpha():
        return False
    return not before or not (before.isalnum() or before in ".,;!?)")


def _closes(opener: str, mark: str, before: str, after: str) -> bool:
    if mark == opener == "“":
        return not before.isspace() and (not after or after.isspace())
    if mark not in _CLOSERS[opener]:
        return False
    if opener in {"‘", "'"}:
        return not before.isspace() and not after.isalnum()
    if mark in {'"', "''"}:
        return not before.isspace() or not after or after.isspace()
    return True
