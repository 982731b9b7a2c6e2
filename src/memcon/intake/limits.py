"""The bounds every text must keep before anything reads it."""

from __future__ import annotations

import re

from memcon.config import Config
from memcon.errors import InputError

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def sound(text: str, config: Config) -> str:
    """The text, lone surrogates made U+FFFD; raises InputError where it is empty, binary or out of bounds."""
    if len(text) > config.max_characters:
        raise InputError(f"{len(text):,} characters are more than a document has ({config.max_characters:,}); split it")
    if "\x00" in text or len(_CONTROLS.findall(text)) > max(8, len(text) // 200):
        raise InputError("this is binary data, not text; give plain text or HTML")
    if not text or text.isspace():
        raise InputError("there is no text in it")
    _refuse_endless_word(text, config.max_word)
    return _SURROGATE.sub("\ufffd", text)


def _refuse_endless_word(text: str, longest: int) -> None:
    """Raises InputError for a run of more than longest characters without white space."""
    if len(text) <= longest:
        return
    for word in text.split():
        if len(word) > longest:
            raise InputError(f"it holds a word of {len(word):,} characters, more than any has ({longest:,}); remove it")
