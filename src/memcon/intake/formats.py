"""What kind of file some bytes are -> the members in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedReader
from itertools import chain
from typing import BinaryIO

from memcon.config import Config
from memcon.intake import archives, feeds, objects, streams, tables
from memcon.intake.decoding import decode
from memcon.intake.live import reports
from memcon.intake.mail import from_mail
from memcon.intake.members import Member, member
from memcon.intake.pdf import from_pdf
from memcon.intake.plain import from_text
from memcon.record import Document

SUFFIXES = (
    *(".txt", ".html", ".htm", ".md", ".eml", ".pdf", ".json", ".jsonl", ".jsonl.gz"),
    *(".parquet", ".rss", ".atom", ".xml", ".warc", ".warc.gz"),
)
"""What a folder's files must end in to be read; a file named itself is read whatever it ends in."""

SNIFFED = 4_096
"""Bytes at the start of a file that tell its kind."""

_ARCHIVES = (".warc", ".warc.gz")
_PAGE = re.compile(
    rb"\s{0,1000}<(?:!doctype\s+html|html|head|body|div|p|article|section|main|table|meta|title|\?xml|!--)",
    re.IGNORECASE,
)


def members(name: str, stream: BufferedReader, config: Config) -> Iterator[Member]:
    """The members of a file, by the end of its name and how it begins; a name is "" for standard input.

    A file that is compressed (gzip) is read as what is in it. Nothing of the stream is kept longer than its member.
    Raises InputError where the file as a whole cannot be read, and OSError, EOFError or zlib.error where it is damaged
    or cut off.
    """
    name = name.casefold()
    head = stream.peek(SNIFFED)[:SNIFFED]
    if head.startswith(archives.GZIP) and not name.endswith(_ARCHIVES) and not archives.begins(head):
        return _members(name.removesuffix(".gz"), streams.unzipped(stream, config), config)
    return _members(name, stream, config)


def _members(name: str, stream: BufferedReader, config: Config) -> Iterator[Member]:
    """The members of a file that is not compressed, or of an archive."""
    if name.endswith(".jsonl"):
        return objects.lines(streams.lines(stream, config), config)
    if name.endswith(".json"):
        return objects.items(streams.whole(stream, config), config)
    head = stream.peek(SNIFFED)[:SNIFFED]
    if name.endswith(_ARCHIVES) or archives.begins(head):
        return _seeking(archives.records, stream, config)
    if name.endswith(".parquet") or head.startswith(b"PAR1"):
        return _seeking(tables.rows, stream, config)
    if name.endswith((".rss", ".atom")) or feeds.is_feed(head):
        return feeds.entries(streams.whole(stream, config), config)
    if name.endswith(".eml"):
        return _single(from_mail, stream, config)
    if name.endswith(".pdf") or head.startswith(b"%PDF-"):
        return _single(from_pdf, stream, config)
    return _one(name, stream, config) if name else _unnamed(stream, config)


def _single(make: Callable[[bytes, Config], Document], stream: BufferedReader, config: Config) -> Iterator[Member]:
    """The member of a file that is one document."""
    yield member("", partial(make, streams.whole(stream, config), config))


def _seeking(
    read: Callable[[BinaryIO, Config], Iterator[Member]], stream: BufferedReader, config: Config
) -> Iterator[Member]:
    """The members of a file that is not read from its beginning to its end in one go."""
    with streams.seekable(stream) as file:
        yield from read(file, config)


def _unnamed(stream: BufferedReader, config: Config) -> Iterator[Member]:
    """Standard input: JSON Lines where its first line is a JSON object, else one text or page."""
    first = stream.readline(config.max_bytes + 1)
    if objects.is_object(first):
        return objects.lines(chain([first], streams.lines(stream, config)), config)
    return _one("", stream, config, first)


def _one(name: str, stream: BufferedReader, config: Config, first: bytes = b"") -> Iterator[Member]:
    """The member of a file that is one document: a page by its name or its first tag, else plain text."""
    data = streams.whole(stream, config, first)
    if name.endswith((".html", ".htm")) or _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        yield Member("", partial(_page, data, config))
    else:
        yield member("", partial(_text, data, config))


def _page(data: bytes, config: Config) -> tuple[Document, ...]:
    """The documents of a web page."""
    return reports(data, config)


def _text(data: bytes, config: Config) -> Document:
    return from_text(decode(data), config)
