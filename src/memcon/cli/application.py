"""The application that commands join, and what they share: one-line complaints, the file to write to.

Exit codes: 0 everything was read; 1 something could not be read (one line on standard error for each);
2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer

from memcon.config import ledger_url
from memcon.errors import InputError, MemconError
from memcon.views.visible import line

app = typer.Typer(
    name="memcon",
    help="Reads news reports and official statements about diplomacy into a sourced, checkable record "
    "of who spoke with whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


OwnActors = Annotated[
    Path | None,
    typer.Option("--actors", metavar="FILE", help="A YAML file of your own actors to know besides (docs/actors.md)."),
]
"""The option that names a user's own actors."""


LedgerUrl = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="URL",
        envvar="MEMCON_LEDGER",
        callback=ledger_url,
        help="The ledger: a file, or postgresql+psycopg://user@host/name.",
    ),
]
"""The option that names a ledger; its default is config.DEFAULT_LEDGER."""


class AnswerFormat(StrEnum):
    """How answers from the gazetteer are written."""

    TEXT = "text"
    JSON = "json"


def main() -> None:
    """Runs the command line; a MemconError or a full disk ends it with one line and exit code 1."""
    if sys.stdout is None:  # closed by whoever called
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (open to the end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except MemconError as error:
        complain(str(error))
        sys.exit(1)
    except OSError as error:
        complain(f"cannot go on: {error.strerror or error}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left to write cannot fail again at exit
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _print_version(asked: bool | None) -> None:  # typer calls an option's callback with its value
    """Prints the version and leaves, where --version was given."""
    if asked:
        from importlib.metadata import version

        typer.echo(f"memcon {version('memcon')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool | None,
        typer.Option("--version", help="Print the version and leave.", callback=_print_version, is_eager=True),
    ] = None,
) -> None:
    """Options that stand before any command."""


def checked_day(value: str | None) -> str | None:
    """A day, month or year as given; anything else is wrong usage."""
    if value is not None:
        try:
            datetime.fromisoformat(f"{value}-01-01"[:10] if len(value) < 10 else value)
        except ValueError:
            raise typer.BadParameter("write it as 2021, 2021-11 or 2021-11-01") from None
    return value


def complain(message: str) -> None:
    """Prints one line to standard error, whatever the message holds."""
    print(f"memcon: {line(message)}", file=sys.stderr)  # not echo: a progress bar makes room for print


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """The file to write to, or standard output; raises InputError where the file cannot be written."""
    if path is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
    with file:
        yield file
