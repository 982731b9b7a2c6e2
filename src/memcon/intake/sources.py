"""Paths, folders and standard input -> Documents one by one; what cannot be read is told and passed over."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from glob import has_magic, iglob
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake import formats
from memcon.intake.formats import SUFFIXES
from memcon.intake.members import Member, broken
from memcon.intake.plain import from_text
from memcon.record import Document

if TYPE_CHECKING:
    from memcon.intake.fetch import Fetcher

STDIN = "-"
_PLACE = re.compile(r"(?::\d+|#\d+|\[\d+\])?")
"""What may follow the name of a source in a position (see intake.members)."""

_Members = Callable[[], Iterator[Member]]


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: where ("file" or "file:line"), at what stage and why, in a line."""

    source: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Located:
    """A document or failure and its position: its file, and where it stands in it ("news.jsonl:12", "crawl.warc#3").

    A position stays the same as long as the file does; the posts of one live blog share that of their page, and last
    tells that no other follows at the same position.
    """

    position: str
    item: Document | Failure
    last: bool = True


def documents(
    sources: Iterable[str | Path],
    config: Config,
    *,
    stdin: BinaryIO | None = None,
    after: str | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Document | Failure]:
    """The documents of files, folders (recursively, by name), globs, addresses and "-" (stdin), each when asked for.

    A file of many gives one for each member (see docs/intake.md). What cannot be read becomes a Failure and the
    rest goes on; memory is bounded by the largest document. after resumes a run (see located). Addresses are fetched
    by fetcher; where none is given, by one that lives as long as the call. Raises ConfigError only.
    """
    for found in located(sources, config, stdin=stdin, after=after, fetcher=fetcher):
        yield found.item


def located(
    sources: Iterable[str | Path],
    config: Config,
    *,
    stdin: BinaryIO | None = None,
    after: str | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Located]:
    """The documents and failures of sources as documents() gives them, each with its position.

    after is the position of the last one read before: all up to it are passed over without being made, and where
    it is never met one Failure says so. A source should be named once, for its positions to be told apart.
    """
    waiting = after
    for name, open_members in _files(sources, config, stdin, fetcher):
        if waiting is not None and not _may_hold(name, waiting):
            continue
        try:
            for member in open_members():
                position = name + member.place
                if waiting is None:
                    yield from _made(position, member)
                elif position == waiting:
                    waiting = None
        except InputError as error:
            if waiting is None:
                yield Located(name, Failure(name, "intake", str(error)))
        waiting = None if waiting == name else waiting
    if waiting is not None:
        yield Located(
            waiting, Failure(waiting, "intake", "no document stands there to go on after; check the position")
        )


def document(argument: str | Path, config: Config) -> Document:
    """The one document of a path or an address, or of a text itself; raises InputError where there is none or several.

    An address is fetched.
    """
    fetched = isinstance(argument, str) and _is_address(argument) and not re.search(r"\s", argument)
    what = argument if fetched else source(argument)
    if isinstance(what, str) and not fetched:
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
        raise InputError(f"{argument[:200]}: it is an address, neither a path nor a text")
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


def _made(position: str, member: Member) -> Iterator[Located]:
    """The documents of a member, or its failure."""
    try:
        made = member.make()
        for number, document in enumerate(made, start=1):
            yield Located(position, document, last=number == len(made))
    except InputError as error:
        yield Located(position, Failure(position, "intake", str(error)))


def _may_hold(name: str, position: str) -> bool:
    """Whether a position may be in the source of that name."""
    return position.startswith(name) and _PLACE.fullmatch(position, len(name)) is not None


def _files(
    sources: Iterable[str | Path], config: Config, stdin: BinaryIO | None, fetcher: Fetcher | None
) -> Iterator[tuple[str, _Members]]:
    """Each single file behind the sources: its name, and what gives its members or raises InputError."""
    for source in sources:
        name = str(source)
        if name == STDIN:
            yield name, partial(_standard_input, stdin, config)
        elif _is_address(name):
            fetcher = fetcher or fetcher_of(config)
            yield name, partial(_address, name, fetcher, config)
        elif has_magic(name) and not _exists(Path(name)) and "\x00" not in name:
            yield from _glob(name, config)
        elif _is_folder(Path(source)):
            yield from _folder(Path(source), config)
        else:
            yield name, partial(_path, Path(source), config)


def fetcher_of(config: Config) -> Fetcher:
    """What fetches the pages of one run; it knows whom it asked, and when."""
    from memcon.intake.fetch import Fetcher

    return Fetcher(allow=config.allowed_hosts, max_bytes=config.max_bytes)


def _address(address: str, fetcher: Fetcher, config: Config) -> Iterator[Member]:
    """The members of what stands at an address."""
    from memcon.intake import fetched

    return fetched.members(address, fetcher, config)


def _refused(reason: str) -> Iterator[Member]:
    yield broken("", reason)


def _glob(pattern: str, config: Config) -> Iterator[tuple[str, _Members]]:
    """The files that a pattern the shell left as it is stands for, by name; "**" is any depth of folders."""
    found = sorted(iglob(pattern, recursive=True))
    for name in found:
        if not _is_folder(Path(name)):
            yield name, partial(_path, Path(name), config)
    if not found:
        yield pattern, partial(_refused, "no file matches this pattern; check it")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _folder(folder: Path, config: Config) -> Iterator[tuple[str, _Members]]:
    """The files of a folder and of the folders in it that can be read, by name; hidden ones are passed over."""
    some = False
    for top, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.casefold().endswith(SUFFIXES):
                some = True
                path = Path(top) / name
                yield str(path), partial(_path, path, config)
    if not some:
        reason = f"nothing in this folder can be read; it needs files in {', '.join(SUFFIXES)}"
        yield str(folder), partial(_refused, reason)


def _standard_input(stdin: BinaryIO | None, config: Config) -> Iterator[Member]:
    """The members of standard input, read as they are asked for; the stream stays open."""
    if stdin is None:
        raise InputError("there is no standard input to read")
    stream: BufferedReader = BufferedReader(cast(Any, stdin))  # any binary stream has what it needs
    try:
        yield from formats.members("", stream, config)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"it cannot be read ({_why(error)})") from error
    finally:
        stream.detach()


def _path(path: Path, config: Config) -> Iterator[Member]:
    """The members of one file."""
    try:
        if not path.exists():
            raise InputError("no such file; check the path")
        if not path.is_file():
            raise InputError("it is not a regular file; give a file or a folder")
        with path.open("rb") as stream:
            yield from formats.members(path.name, stream, config)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"it cannot be read ({_why(error)})") from error
    except ValueError as error:
        raise InputError("it is no path that can be read") from error


def _why(error: BaseException) -> str:
    told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(told.split())[:120] or type(error).__name__
