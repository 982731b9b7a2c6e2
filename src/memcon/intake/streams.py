"""Bytes from files and pipes, never more of them at once than a document may have."""

from __future__ import annotations

import gzip
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from memcon.config import Config
from memcon.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_PIPED = 4_000_000_000
"""Bytes of a pipe that are put into a file on the way; an archive of Common Crawl News has a quarter."""
_BLOCK = 1 << 20
FREE = 64_000_000
"""Bytes that a compressed stream may give before their ratio is looked at."""


def whole(stream: BinaryIO, config: Config, first: bytes = b"") -> bytes:
    """All of a stream, after what was read first; raises InputError where it is longer than a document may be."""
    data = first + stream.read(max(0, config.max_bytes + 1 - len(first)))
    if len(data) > config.max_bytes:
        raise InputError(f"it is larger than one document may be ({config.max_bytes:,} bytes); split it")
    return data


def lines(stream: BinaryIO, config: Config) -> Iterator[bytes]:
    """The lines of a stream; one that is longer than a document may be is cut there."""
    while line := stream.readline(config.max_bytes + 1):
        yield line
        if len(line) > config.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(config.max_bytes)


@contextmanager
def seekable(stream: io.BufferedReader) -> Iterator[BinaryIO]:
    """The stream, or where it is a pipe, what it holds, in a file without a name.

    Raises InputError where a pipe holds more than such a file may.
    """
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as file:
        while block := stream.read(_BLOCK):
            if file.tell() + len(block) > MOST_PIPED:
                raise InputError(f"the pipe holds more than {MOST_PIPED:,} bytes; give a file")
            file.write(block)
        file.seek(0)
        yield cast("BinaryIO", file)


def unzipped(stream: BinaryIO, config: Config) -> io.BufferedReader:
    """A gzip stream decompressed while it is read; reading raises InputError where it swells beyond all text."""
    return io.BufferedReader(_Unzipped(stream, config), 1 << 16)


def check_expansion(given: int, taken: int, config: Config) -> None:
    """Raises InputError where taken compressed bytes gave more bytes than text does."""
    if given > FREE + config.max_expansion * taken:
        raise InputError(f"it decompresses to more than {config.max_expansion} times its size, as no text does")


class _Counted:
    """A stream that counts what was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


class _Unzipped(io.RawIOBase):
    """The members of a gzip stream, decompressed one after the other, with their ratio watched."""

    def __init__(self, stream: BinaryIO, config: Config) -> None:
        self._source = _Counted(stream)
        self._gzip = gzip.GzipFile(fileobj=cast("BinaryIO", self._source))
        self._config = config
        self._given = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fills the buffer as far as it can; raises InputError where the ratio is out of bounds."""
        room = memoryview(buffer)
        data = self._gzip.read(len(room))
        room[: len(data)] = data
        self._given += len(data)
        check_expansion(self._given, self._source.taken, self._config)
        return len(data)
