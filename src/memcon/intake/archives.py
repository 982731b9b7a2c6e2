"""WARC archives of web pages (ISO 28500), such as those of Common Crawl News, read record by record."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.decoding import decode
from memcon.intake.live import reports
from memcon.intake.members import Member, broken
from memcon.intake.streams import check_expansion
from memcon.record import Document

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

GZIP = b"\x1f\x8b\x08"
"""How a compressed archive, and each compressed record in it, begins."""
MOST_RESTARTS = 1_000
"""Places where a record seems to begin that are tried after damage; then an archive is given up."""
CUT = "the record is cut off, or says another length than it has; it is read on from the next record"
_BLOCK = 1 << 20
_PAGES = ("text/html", "application/xhtml+xml")
_START = re.compile(rb"\nWARC/1\.[01]\r?\n")
_END_OF_HEADERS = re.compile(rb"\n\r?\n")
_LENGTH = re.compile(r"\d{1,18}")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,7})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


@dataclass(frozen=True, slots=True)
class Page:
    """The response in a record: the bytes of its body as they were sent, and what the headers say of them."""

    body: bytes
    url: str | None
    retrieved: str | None
    charset: str | None
    encodings: tuple[str, ...]


def begins(head: bytes) -> bool:
    """Whether the first bytes of a file are those of an archive, compressed or not."""
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/1.")


def records(stream: BinaryIO, config: Config) -> Iterator[Member]:
    """A member for each page (a record of type response, status 200 and HTML), at "#" and the record's number.

    Records of every type are counted, and a damaged place as one, whose member tells it; reading goes on at the
    next record that can be found, so that nothing is lost but what is damaged. The stream must be seekable.
    """
    scan = _Scan(stream, config)
    while scan.position is not None:
        try:
            yield from scan.records()
        except (OSError, ValueError, RuntimeError) as error:
            yield from scan.restart(f"the archive is damaged here ({_line(error)}); it is read on from the next record")
        if scan.restarts > MOST_RESTARTS:
            raise InputError("the archive is damaged in too many places; the rest of it is not read")
    if not scan.number:
        raise InputError("it holds no WARC records")


class _Scan:
    """Where the reading of an archive stands: at which byte (None: at the end), after how many records."""

    def __init__(self, stream: BinaryIO, config: Config) -> None:
        self.stream = stream
        self.config = config
        self.position: int | None = 0
        self.number = 0
        self.restarts = 0
        self.given = 0
        self._in_damage = False
        self._length = 0
        self.zipped = stream.read(len(GZIP)) == GZIP

    def records(self) -> Iterator[Member]:
        """The members from the current position to the end or the first damage; then position is where to go on."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        start = self.position or 0
        self.stream.seek(start)
        for record in ArchiveIterator(self.stream, record_types=WarcRecordType.any_type, parse_http=False):
            self.position = max(start, record.stream_pos)
            self._length = record.content_length
            self.number += 1
            self.given += max(0, record.content_length)
            check_expansion(self.given, self.stream.tell(), self.config)
            page, reason = self._page(record)
            self._in_damage = False
            if reason == CUT:
                self.number -= 1
                yield from self.restart(reason)
                return
            if reason is not None:
                yield broken(f"#{self.number}", reason)
            elif page is not None:
                yield Member(f"#{self.number}", partial(_documents, page, self.config))
        if self._ends_whole():
            self.position = None
        else:
            yield from self.restart(CUT)

    def _ends_whole(self) -> bool:
        """Whether nothing but blanks follows the last record, for fastwarc stops without a word within headers."""
        start = self.position or 0
        self.stream.seek(start)
        if not self.zipped:
            head = _END_OF_HEADERS.search(self.stream.read(_BLOCK)) if self.number else None
            self.stream.seek(start + (head.end() + self._length if head else 0))
            return not self.stream.read(_BLOCK).strip()
        unpacker = zlib.decompressobj(31)
        rest = b""
        try:
            while block := rest or self.stream.read(_BLOCK):
                if unpacker.eof:
                    unpacker = zlib.decompressobj(31)
                self.given += len(unpacker.decompress(block, _BLOCK))
                check_expansion(self.given, self.stream.tell(), self.config)
                rest = unpacker.unconsumed_tail or unpacker.unused_data
        except zlib.error:
            return False
        return unpacker.eof or self.stream.tell() == start

    def _page(self, record: WarcRecord) -> tuple[Page | None, str | None]:
        """The page in a record, and why it cannot be had; neither for a record that is no page."""
        from fastwarc.warc import WarcRecordType

        if _LENGTH.fullmatch(record.headers.get("Content-Length") or "") is None:
            return None, CUT
        is_page = record.record_type == WarcRecordType.response and record.is_http
        if is_page:
            record.parse_http(strict_mode=False)
            kind = (record.http_content_type or "").casefold()
            is_page = kind in _PAGES and _status(record) == 200
        length = record.content_length
        body = record.reader.read(min(length, self.config.max_bytes + 1)) if is_page else b""
        if len(body) + _skip(record, length - len(body)) < length:
            return None, CUT
        if not is_page:
            return None, None
        if len(body) > self.config.max_bytes:
            return None, f"the page is larger than one document may be ({self.config.max_bytes:,} bytes)"
        headers = record.http_headers
        return Page(
            body=body,
            url=record.headers.get("WARC-Target-URI") or None,
            retrieved=record.headers.get("WARC-Date") or None,
            charset=record.http_charset,
            encodings=tuple(_listed(headers.get("Transfer-Encoding")) + _listed(headers.get("Content-Encoding"))),
        ), None

    def restart(self, reason: str) -> Iterator[Member]:
        """Moves on to the next place where a record may begin; tells the damage where it was not told before."""
        self.restarts += 1
        self.position = self._next_start((self.position or 0) + 1)
        if not self._in_damage:
            self._in_damage = True
            self.number += 1
            yield broken(f"#{self.number}", reason)

    def _next_start(self, position: int) -> int | None:
        """Where, from a position on, a record may begin; None where none does."""
        self.stream.seek(position)
        tail = b""
        while block := self.stream.read(_BLOCK):
            searched = tail + block
            if self.zipped:
                at = searched.find(GZIP)
            else:
                found = _START.search(searched)
                at = found.start() + 1 if found else -1
            if at >= 0:
                return position - len(tail) + at
            position += len(block)
            tail = searched[-16:]
        return None


def _skip(record: WarcRecord, length: int) -> int:
    """Passes over the rest of a record; how many bytes there were of it."""
    passed = 0
    while passed < length and (step := record.reader.consume(min(length - passed, _BLOCK))):
        passed += step
    return passed


def _status(record: WarcRecord) -> int:
    """The HTTP status of a record; 0 where it has none."""
    try:
        return record.http_headers.status_code or 0
    except (ValueError, AttributeError):
        return 0


def _listed(header: str | None) -> list[str]:
    """The codings a header lists, but for those that change nothing."""
    parts = [part.strip().casefold() for part in (header or "").split(",")]
    return [part for part in parts if part and part != "identity"]


def _documents(page: Page, config: Config) -> tuple[Document, ...]:
    """The documents of a page, fetched from where and when the archive says."""
    body = page.body
    for coding in page.encodings[:4]:
        body = _decoded(body, coding, config)
    html: str | bytes = decode(body, declared=page.charset) if page.charset else body
    made = reports(html, config, url=page.url)
    one = page.url if len(made) == 1 else None
    return tuple(replace(each, url=one or each.url or page.url, retrieved=page.retrieved) for each in made)


def _decoded(body: bytes, coding: str, config: Config) -> bytes:
    """A body without one transfer or content coding; as it is where the archive took the coding off before."""
    if coding == "chunked":
        return _unchunked(body) if _CHUNK.match(body) else body
    if coding in {"gzip", "x-gzip"}:
        return _inflated(body, 31, config) if body.startswith(GZIP) else body
    if coding == "deflate":
        return _inflated(body, 15, config) if body[:1] == b"\x78" else body
    if b"<" in body[:1000] and b"\x00" not in body[:1000]:
        return body
    raise InputError(f"the page is in the coding {coding[:20]!r}, which is not read")


def _inflated(body: bytes, bits: int, config: Config) -> bytes:
    """A compressed body decompressed; raises InputError where it is damaged or larger than a document may be."""
    unpacker = zlib.decompressobj(bits)
    try:
        data = unpacker.decompress(body, config.max_bytes + 1)
    except zlib.error as error:
        raise InputError(f"the compressed page is damaged ({_line(error)})") from error
    if len(data) > config.max_bytes:
        raise InputError(f"the page is larger than one document may be ({config.max_bytes:,} bytes)")
    if not unpacker.eof:
        raise InputError("the compressed page is cut off")
    return data


def _unchunked(body: bytes) -> bytes:
    """A chunked body put together; raises InputError where a chunk is cut off."""
    parts: list[bytes] = []
    position = 0
    while (size := _CHUNK.match(body, position)) is not None:
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        part = body[size.end() : size.end() + length]
        if len(part) < length:
            break
        parts.append(part)
        position = size.end() + length
        position += 2 if body.startswith(b"\r\n", position) else 1
    raise InputError("the page is cut off: it lacks its last chunk")


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
