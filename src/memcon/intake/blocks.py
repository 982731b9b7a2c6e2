"""The raw text as blocks: one a line or a hard-wrapped paragraph, each with its place in the raw text.

Simplified text keeps every character but three kinds: runs of white space become one space, invisible format
and control characters go, and a lone surrogate was replaced by U+FFFD before (see intake.limits).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
"""Soft hyphens, zero-width spaces, byte-order marks and all controls, as a character class."""

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_JOINER = re.compile("(?<![\u0600-\U0010ffff])[\u200c\u200d]+")
"""Zero-width joiners, but for those after scripts (and emoji) that are spelled with them."""
_SPACE = re.compile(r"\s+")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

WRAP_NARROWEST, WRAP_WIDEST = 50, 110
"""Columns between which a text may have been hard-wrapped."""


@dataclass(frozen=True, slots=True)
class Block:
    """raw[start:end] of the decoded input, without blanks at its ends, and the same simplified."""

    start: int
    end: int
    text: str


def simplify(raw: str) -> str:
    """A passage with white space made single spaces and invisible characters dropped."""
    visible = _JOINER.sub("", _INVISIBLE.sub("", raw))
    return _SPACE.sub(" ", visible).strip()


def block_at(raw: str, start: int, end: int) -> Block | None:
    """The block of raw[start:end]; None where nothing visible is there."""
    text = simplify(raw[start:end])
    if not text:
        return None
    while raw[start].isspace():
        start += 1
    while raw[end - 1].isspace():
        end -= 1
    return Block(start, end, text)


def split(raw: str, whole: Block, length: int) -> tuple[Block | None, Block | None]:
    """Splits a block after length characters of its simplified text."""
    low, high = whole.start, whole.end
    while low < high:  # the shortest raw prefix that simplifies to at least length characters
        middle = (low + high) // 2
        if len(simplify(raw[whole.start : middle])) < length:
            low = middle + 1
        else:
            high = middle
    return block_at(raw, whole.start, low), block_at(raw, low, whole.end)


def blocks(raw: str, *, wrapped: bool) -> tuple[Block, ...]:
    """The blocks of a text: its lines; where it may be wrapped, the lines of a paragraph joined."""
    lines = list(_lines(raw))
    width = _wrap_width(lines) if wrapped else 0
    found: list[Block] = []
    start = None
    for position, line in enumerate(lines):
        start = line.start if start is None else start
        following = lines[position + 1] if position + 1 < len(lines) else None
        if width and following is not None and _goes_on(line, following, width):
            continue
        if (made := block_at(raw, start, line.end)) is not None:
            found.append(made)
        start = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_blank: bool


def _lines(raw: str) -> Iterator[_Line]:
    """The lines that show something; after_blank where an empty line, or none at all, stands before."""
    end_of_last = 0
    after_blank = True
    for match in _LINE.finditer(raw):
        breaks = 0
        for _ in _BREAK.finditer(raw, end_of_last, match.start()):
            breaks += 1
        after_blank = after_blank or breaks > 1
        end_of_last = match.end()
        if text := simplify(match.group()):
            yield _Line(match.start(), match.end(), text, after_blank)
            after_blank = False
        else:
            after_blank = True


def _wrap_width(lines: list[_Line]) -> int:
    """The column a text is hard-wrapped at, or 0 for a text that is not.

    A wrapped text is one where some line stops in mid-sentence though the next word would not have fitted.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    width = max((len(a.text) for a, _ in pairs if " " in a.text), default=0)
    if not WRAP_NARROWEST <= width <= WRAP_WIDEST or any(len(b.text) > WRAP_WIDEST for _, b in pairs):
        return 0
    cut = [a for a, b in pairs if _too_full(a, b, width) and a.text[-1].isalnum() and b.text[0].islower()]
    return width if cut else 0


def _too_full(line: _Line, following: _Line, width: int) -> bool:
    first_word = following.text.split(" ", 1)[0]
    return len(line.text) + 1 + len(first_word) > width


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line belongs to the same hard-wrapped paragraph."""
    return not following.after_blank and _too_full(line, following, width)
