"""The command line: the only place that prints or sets an exit code.

Exit codes: 0 everything was read; 1 something could not be read (one line on standard error for each);
2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, TypeVar

import typer

from memcon.errors import InputError, MemconError
from memcon.views.visible import line

if TYPE_CHECKING:
    from memcon.config import Config
    from memcon.record import Record

T = TypeVar("T")

app = typer.Typer(
    name="memcon",
    help="Reads news reports and official statements about diplomacy into a sourced, checkable record "
    "of who spoke with whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How records are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


class AnswerFormat(StrEnum):
    """How answers from the gazetteer are written."""

    TEXT = "text"
    JSON = "json"


class Layer(StrEnum):
    """What of a record can be measured against a set."""

    TIMEX = "timex"
    ATTRIBUTION = "attribution"
    ACTORS = "actors"
    CONTACTS = "contacts"
    EXTRACTION = "extraction"


_SUFFIXES = {".json": Format.JSON, ".jsonl": Format.JSONL, ".html": Format.HTML, ".htm": Format.HTML}


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
        _complain(str(error))
        sys.exit(1)
    except OSError as error:
        _complain(f"cannot go on: {error.strerror or error}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left to write cannot fail again at exit
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _checked_date(value: str | None) -> str | None:
    """A publication date as given; anything but an ISO 8601 date or instant is wrong usage."""
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter("write it as 2025-07-03 or 2025-07-03T00:36+05:30") from None
    return value


def _checked_day(value: str | None) -> str | None:
    """A day, month or year as given; anything else is wrong usage."""
    if value is not None:
        try:
            datetime.fromisoformat(f"{value}-01-01"[:10] if len(value) < 10 else value)
        except ValueError:
            raise typer.BadParameter("write it as 2021, 2021-11 or 2021-11-01") from None
    return value


def _checked_columns(value: str | None) -> str | None:
    """Columns as given; anything but known fields with a name each is wrong usage."""
    from memcon.intake.mapping import FIELDS

    for pair in value.split(",") if value is not None else ():
        ours, _, theirs = pair.partition("=")
        if ours.strip() not in FIELDS or not theirs.strip():
            raise typer.BadParameter(f"write text=body,published=date; the fields are {', '.join(FIELDS)}")
    return value


def _pairs(columns: str | None) -> tuple[tuple[str, str], ...]:
    """The pairs of "text=body,published=date"."""
    parted = (pair.partition("=") for pair in columns.split(",")) if columns else ()
    return tuple((ours.strip(), theirs.strip()) for ours, _, theirs in parted)


def _checked_sources(sources: list[str]) -> list[str]:
    """Sources as given; an empty one (an unset variable of the shell) is wrong usage, not the folder one is in."""
    if not all(sources):
        raise typer.BadParameter("a path is empty")
    return sources


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


@app.command()
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            callback=_checked_sources,
            help="Files (text, pages, mail, PDF, feeds, JSON Lines, Parquet, WARC), folders, patterns, addresses "
            "(https://…), or - for standard input.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            callback=_checked_date,
            help="Publication date (ISO 8601) of documents that state none themselves.",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Language of the documents, as in en; found out where not given."),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="PAIRS",
            callback=_checked_columns,
            help="What the fields are called in JSON objects and tables, as in text=body,published=date.",
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST",
            help="Fetch from this host though it is not at a public address; may be given several times.",
        ),
    ] = None,
    style: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="How to write: text for people (the default); json, an object for one document and an array "
            "for several; jsonl, a record a line; html, one self-contained page. Where not given, the name of "
            "--output decides.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file instead of standard output.")
    ] = None,
    timings: Annotated[
        bool, typer.Option("--timings", help="Print the CPU seconds of each stage to standard error.")
    ] = False,
) -> None:
    """Read reports and statements, and print the record of each.

    A document that cannot be read is named on standard error, the others are read, and the exit code is 1.
    """
    from memcon.config import Config

    config = Config(
        language=language, published=published, columns=_pairs(columns), allowed_hosts=tuple(allow_host or ())
    )
    run = _Run(sources, config)
    style = style or (_SUFFIXES.get(output.suffix.lower()) if output else None) or Format.TEXT
    with _opened(output) as target:
        _WRITERS[style](run.records(show_progress=output is not None or not sys.stdout.isatty()), target)
    if timings:
        _print_timings(run.timings)
    if run.failed:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from memcon.views import codec

    typer.echo(json.dumps(codec.schema(), indent=2, ensure_ascii=False))


@app.command()
def who(
    query: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", help="A name (Lavrov) or an office (French president)."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", callback=_checked_day, help="On this day, month or year (ISO 8601), as in 2021-11."
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Of this country (ISO 3166 alpha-3); alone it asks for those who lead it."),
    ] = None,
    style: Annotated[
        AnswerFormat, typer.Option("--format", help="How to write: text for people, or json.")
    ] = AnswerFormat.TEXT,
) -> None:
    """Ask the gazetteer who someone is, or who held an office and when."""
    from memcon.knowledge import gazetteer
    from memcon.knowledge.who import who as ask
    from memcon.views import answers

    if not query and not country:
        raise typer.BadParameter("ask for a name or an office, or give --country", param_hint="QUERY")
    known = gazetteer.load()
    if country and known.state(country.upper()) is None:
        raise typer.BadParameter(f"{line(country)!r} is no country's alpha-3 code, as in FRA", param_hint="--country")
    found = ask(known, query, country.upper() if country else None, at)
    if not found:
        raise InputError(f"the gazetteer does not know {query or country}" + (f" at {at}" if at else ""))
    if style is AnswerFormat.JSON:
        typer.echo(answers.to_json(found))
    else:
        typer.echo("\n".join(answers.lines(found)))


@app.command()
def evaluate(
    layer: Annotated[Layer, typer.Argument(metavar="LAYER", help=f"One of: {', '.join(Layer)}.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The set: a JSON Lines file or a folder.")],
    predictions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what was found to this file, as JSON Lines."),
    ] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="Language of the set.")] = "en",
) -> None:
    """Measure one layer of reading against a set with gold."""
    from memcon.evaluation import runs

    with nullcontext() if predictions is None else _opened(predictions) as target:
        outcome = runs.run(layer.value, path, language)
        if target is not None:
            target.writelines(f"{one}\n" for one in outcome.predictions)
    rows = (outcome.columns, *outcome.rows)
    widths = [max(len(row[column]) for row in rows) for column in range(len(outcome.columns))]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


class _Run:
    """One run over sources: yields records, reports failures as they come, and counts them."""

    def __init__(self, sources: list[str], config: Config) -> None:
        self.sources = sources
        self.config = config
        self.failed = 0
        self.timings: dict[str, float] = {}

    def records(self, *, show_progress: bool) -> Iterator[Record]:
        """The records in the order of the sources."""
        from memcon.intake import Failure
        from memcon.pipeline import read_many

        stdin = getattr(sys.stdin, "buffer", None)  # None where standard input is closed
        found = read_many(self.sources, self.config, stdin=stdin, timings=self.timings)
        for one in _with_progress(found) if show_progress and self._are_several() else found:
            if isinstance(one, Failure):
                self.failed += 1
                _complain(f"{one.source}: {one.reason}")
            else:
                yield one

    def _are_several(self) -> bool:
        """Whether the sources may hold more than one document."""
        path = Path(self.sources[0])
        return len(self.sources) > 1 or path.is_dir() or ".jsonl" in path.suffixes


def _with_progress(items: Iterable[T]) -> Iterator[T]:
    """Passes items on, and counts them on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.completed:.0f} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        for item in items:
            bar.advance(task)
            yield item


def _print_timings(timings: Mapping[str, float]) -> None:
    """Prints the CPU seconds and the share of each stage to standard error."""
    whole = sum(timings.values())
    for stage, seconds in (*timings.items(), ("all", whole)):
        typer.echo(f"{stage:<12} {seconds:8.3f} s {seconds / (whole or 1):6.1%}", err=True)


def _complain(message: str) -> None:
    """Prints one line to standard error, whatever the message holds."""
    print(f"memcon: {line(message)}", file=sys.stderr)  # not echo: a progress bar makes room for print


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO]:
    """The file to write to, or standard output; raises InputError where the file cannot be written."""
    if path is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        file = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from error
    with file:
        yield file


def _write_text(records: Iterable[Record], target: TextIO) -> None:
    """A page for the terminal for each record, a heavy line between two."""
    from rich.console import Console
    from rich.rule import Rule

    from memcon.views.terminal import TerminalPage

    console = Console(file=target, highlight=False, markup=False, emoji=False)
    for number, record in enumerate(records):
        if number:
            console.print(Rule(characters="━"), "")
        console.print(TerminalPage(record))


def _write_json(records: Iterable[Record], target: TextIO) -> None:
    """One record as an object; several as an array."""
    from memcon.views import codec

    opening, count = "", 0
    for count, record in enumerate(records, 1):
        if count == 1:
            opening = codec.to_json(record)
        else:
            target.write(f"[{opening}" if count == 2 else "")
            target.write(f",\n{codec.to_json(record)}")
    target.write(f"{opening}\n" if count == 1 else "]\n" if count else "")


def _write_jsonl(records: Iterable[Record], target: TextIO) -> None:
    """A record a line, in order, each written as soon as it is read."""
    from memcon.views import codec

    for record in records:
        target.write(codec.to_json(record, indent=None) + "\n")
        target.flush()


def _write_html(records: Iterable[Record], target: TextIO) -> None:
    """One self-contained page with every record."""
    from memcon.views import page

    found = list(records)
    if found:
        target.write(page.page(found))


_WRITERS = {
    Format.TEXT: _write_text,
    Format.JSON: _write_json,
    Format.JSONL: _write_jsonl,
    Format.HTML: _write_html,
}


if __name__ == "__main__":
    main()
