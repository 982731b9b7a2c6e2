"""Bytes -> text: what encoding they are in, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from memcon.errors import InputError
from memcon.intake.language import certainty

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks; the longer before those they start with."""

_MAGIC = (
    (b"%PDF-", "a PDF; save its text (pdftotext) and give that"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save it as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as plain text or HTML"),
    (b"{\\rtf", "an RTF document; save it as plain text or HTML"),
    (b"\x1f\x8b", "gzip-compressed; decompress it first (only .jsonl.gz is read as it is)"),
    (b"\x89PNG", "an image; give the text"),
    (b"\xff\xd8\xff", "an image; give the text"),
    (b"GIF8", "an image; give the text"),
    (b"RIFF", "an image, a sound or a video; give the text"),
    (b"\x7fELF", "a program; give the text"),
    (b"SQLite format 3", "a database; give the text"),
)
"""How files of other kinds begin, and what to do instead."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_:.-]{2,40})"
    rb"|<\?xml[^>]{0,100}encoding\s{0,4}=\s{0,4}[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_NO_PAGES = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"})
"""Encodings that Python knows and browsers do not; decoding some of them costs the square of the length."""
DECLARED_WITHIN = 4_096
"""Bytes of a page among which it may declare its encoding."""
SAMPLE = 60_000
"""Bytes from which an undeclared encoding is guessed."""
MOST_CHAOS = 0.15
"""The share of unlikely characters (charset-normalizer's "chaos") up to which a guess is taken."""
_PLAUSIBLE = [
    "cp1252", "cp1251", "cp1250", "cp1254", "cp1256", "cp1255", "cp1253", "koi8_r", "cp866", "iso8859_2",
    "iso8859_5",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "cp949",
]  # fmt: skip
"""Encodings that news pages were written in; others are likelier to be a wrong guess."""


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of some bytes, without its byte-order mark.

    Takes a byte-order mark at its word, then a declared encoding, UTF-8, and a good guess, in this order.
    Raises InputError where the bytes are empty, binary or in no encoding that can be told.
    """
    if not data.strip():
        raise InputError("it is empty; give a report's text")
    for start, what in _MAGIC:
        if data.startswith(start):
            raise InputError(f"it is {what}")
    for bom, marked in _BOMS:
        if data.startswith(bom):
            return _strictly(data, marked)
    if b"\x00" in data:
        raise InputError("it is binary data, not text; give plain text or HTML")
    for encoding in (declared, "utf-8"):
        if encoding and (text := _try(data, encoding)) is not None:
            return text
    return _guess(data)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page's own head declares, or None where it declares none that pages are in."""
    match = _DECLARED.search(data, 0, DECLARED_WITHIN)
    if match is None:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii").casefold()
    try:
        if codecs.lookup(name).name in _NO_PAGES:
            return None
    except LookupError:
        return None
    # Browsers read what calls itself Latin-1 as Windows-1252 (WHATWG Encoding): pages are made for them.
    return "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _strictly(data: bytes, encoding: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise InputError(f"it is marked as {encoding.removesuffix('-sig').upper()} but is not; save it as UTF-8")
    return text


def _rank(encoding: str) -> int:
    return _PLAUSIBLE.index(encoding) if encoding in _PLAUSIBLE else len(_PLAUSIBLE)


def _guess(data: bytes) -> str:
    """Decodes by the plausible encoding whose text reads best; raises InputError where none fits."""
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:SAMPLE], cp_isolation=_PLAUSIBLE, threshold=MOST_CHAOS)
    # Of two that read about as well the commoner is likelier, and _PLAUSIBLE is in that order.
    ranked = sorted((-round(certainty(str(match)), 1), _rank(match.encoding), match.encoding) for match in matches)
    for _, _, encoding in ranked:
        if (text := _try(data, encoding)) is not None:
            return text
    raise InputError("its encoding cannot be told; save it as UTF-8")
