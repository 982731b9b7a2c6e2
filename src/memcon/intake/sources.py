"""Paths, folders and standard input -> Documents one by one; what cannot be read is told and passed over."""

from __future__ import annotations

import gzip
import json
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.decoding import decode
from memcon.intake.mapping import from_mapping
from memcon.intake.page import from_html
from memcon.intake.plain import from_text
from memcon.record import Document

SUFFIXES = (".txt", ".html", ".htm", ".md", ".json", ".jsonl", ".jsonl.gz")
"""What a folder's files must end in to be read; a file named itself is read whatever it ends in."""

STDIN = "-"
_PAGE = re.compile(
    rb"\s{0,1000}<(?:!doctype\s+html|html|head|body|div|p|article|section|main|table|meta|title|\?xml|!--)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: where ("file" or "file:line"), at what stage and why, in a line."""

    source: str
    stage: str
    reason: str


def documents(
    sources: Iterable[str | Path], config: Config, *, stdin: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """The documents of files, folders (recursively, by name) and "-" (stdin), each made when asked for.

    A JSON Lines file gives one for each line, a JSON file one or a list of them. What cannot be read becomes
    a Failure and the rest goes on; memory is bounded by the largest document. Raises ConfigError only.
    """
    for source in sources:
        name = str(source)
        if name == STDIN:
            yield from _checked(name, lambda: _standard_input(stdin, config))
        elif _is_address(name):
            yield Failure(name, "intake", "pages are not fetched yet; save the page and give the file")
        else:
            yield from _checked(name, lambda path=Path(source): _path(path, config))  # type: ignore[misc]


def document(argument: str | Path, config: Config) -> Document:
    """The one document of a path, or of a text itself; raises InputError where there is none or several."""
    what = source(argument)
    if isinstance(what, str):
        return from_text(what, config)
    found = documents([what], config)
    first = next(found, None)
    if first is None:
        raise InputError(f"{what}: it holds no documents")
    if isinstance(first, Failure):
        raise InputError(f"{first.source}: {first.reason}")
    if next(found, None) is not None:
        raise InputError(f"{what}: it holds several documents; read them as many")
    return first


def source(argument: str | Path) -> Path | str:
    """A path where the argument is one, else the argument as the text of a document.

    A string that names nothing there is, on one line and without white space, looks like a mistyped path or
    an address: it raises InputError.
    """
    if isinstance(argument, Path):
        return argument
    if not argument.strip():
        raise InputError("there is no text in it")
    looks_like_path = len(argument) < 4096 and "\n" not in argument and "\x00" not in argument
    if looks_like_path and _exists(Path(argument)):
        return Path(argument)
    if _is_address(argument) and not re.search(r"\s", argument):
        raise InputError(f"{argument[:200]}: pages are not fetched yet; save the page and give the file")
    names_a_file = re.search(r"[/\\]|\.\w{1,5}$", argument) and not re.search(r"\s", argument.strip())
    ends_as_file = looks_like_path and argument.casefold().endswith(SUFFIXES)
    if looks_like_path and (names_a_file or ends_as_file):
        raise InputError(f"{argument[:200]}: no such file; check the path")
    return argument


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_address(name: str) -> bool:
    return name[:8].casefold().startswith(("http://", "https://"))


def _checked(name: str, make: Callable[[], Iterator[Document | Failure]]) -> Iterator[Document | Failure]:
    """What make yields; an InputError that ends it becomes the last Failure."""
    try:
        yield from make()
    except InputError as error:
        yield Failure(name, "intake", str(error))


def _standard_input(stdin: BinaryIO | None, config: Config) -> Iterator[Document | Failure]:
    """Standard input: JSON Lines where its first line is a JSON object, else one text or page."""
    if stdin is None:
        raise InputError("there is no standard input to read")
    data = _bounded(stdin, config)
    first = data.lstrip().split(b"\n", 1)[0]
    if first.startswith(b"{") and _parses(first):
        yield from _lines_of(STDIN, iter(data.splitlines(keepends=True)), config)
    else:
        yield _one(data, "", config)


def _parses(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _path(path: Path, config: Config) -> Iterator[Document | Failure]:
    """The documents of one path."""
    try:
        if path.is_dir():
            yield from _folder(path, config)
        elif not path.exists():
            raise InputError("no such file; check the path")
        elif not path.is_file():
            raise InputError("it is not a regular file; give a file or a folder")
        else:
            yield from _file(path, config)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"it cannot be read ({_why(error)})") from error
    except ValueError as error:
        raise InputError("it is no path that can be read") from error


def _why(error: BaseException) -> str:
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(told.split())[:120] or type(error).__name__


def _folder(folder: Path, config: Config) -> Iterator[Document | Failure]:
    """The documents of a folder and of the folders in it, by name; hidden ones are passed over."""
    some = False
    for top, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.casefold().endswith(SUFFIXES):
                some = True
                path = Path(top) / name
                yield from _checked(str(path), lambda path=path: _path(path, config))  # type: ignore[misc]
    if not some:
        raise InputError(f"nothing in this folder can be read; it needs files in {', '.join(SUFFIXES)}")


def _file(path: Path, config: Config) -> Iterator[Document | Failure]:
    """The documents of one regular file, by the end of its name."""
    name = path.name.casefold()
    if name.endswith(".jsonl.gz"):
        with gzip.open(path, "rb") as stream:
            yield from _lines_of(str(path), _bounded_lines(stream, config), config)
    elif name.endswith(".jsonl"):
        with path.open("rb") as stream:
            yield from _lines_of(str(path), _bounded_lines(stream, config), config)
    else:
        with path.open("rb") as stream:
            data = _bounded(stream, config)
        if name.endswith(".json"):
            yield from _json(str(path), data, config)
        else:
            yield _one(data, name, config)


def _bounded(stream: BinaryIO, config: Config) -> bytes:
    """All of a stream; raises InputError where it is longer than a document may be."""
    data = stream.read(config.max_bytes + 1)
    if len(data) > config.max_bytes:
        raise InputError(f"it is larger than one document may be ({config.max_bytes:,} bytes); split it")
    return data


def _bounded_lines(stream: BinaryIO | gzip.GzipFile, config: Config) -> Iterator[bytes]:
    """The lines of a stream; one that is longer than a document may be is cut there."""
    while line := stream.readline(config.max_bytes + 1):
        yield line
        if len(line) > config.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(config.max_bytes)


def _lines_of(name: str, lines: Iterator[bytes], config: Config) -> Iterator[Document | Failure]:
    """One document or Failure for each line of JSON Lines that is not blank."""
    empty = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        empty = False
        where = f"{name}:{number}"
        try:
            if len(line) > config.max_bytes:
                raise InputError(f"the line is longer than one document may be ({config.max_bytes:,} bytes)")
            yield from_mapping(_load(line.removeprefix(b"\xef\xbb\xbf"), "the line"), config)
        except InputError as error:
            yield Failure(where, "intake", str(error))
    if empty:
        raise InputError("it is empty; give one JSON object a line")


def _json(name: str, data: bytes, config: Config) -> Iterator[Document | Failure]:
    """The document of a JSON object, or those of a list of objects."""
    if not data.strip():
        raise InputError("it is empty; give a JSON object")
    loaded = _load(data.removeprefix(b"\xef\xbb\xbf"), "it")
    if not isinstance(loaded, list):
        yield from_mapping(loaded, config)
        return
    for number, obj in enumerate(loaded, start=1):
        try:
            yield from_mapping(obj, config)
        except InputError as error:
            yield Failure(f"{name}[{number}]", "intake", str(error))
    if not loaded:
        raise InputError("it is an empty list; give JSON objects")


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


def _one(data: bytes, name: str, config: Config) -> Document:
    """The document of one file's bytes: a page by its name or its first tag, else plain text."""
    if name.endswith((".html", ".htm")) or _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        return from_html(data, config)
    return from_text(decode(data), config)
