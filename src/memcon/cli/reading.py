"""The commands that read documents and describe what is read."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, TypeVar

import typer

from memcon.cli.application import OwnActors, app, complain, opened
from memcon.cli.options import AllowHost, ColumnNames, Language, Published, Sources, Statements, config_of
from memcon.config import DEFAULT_METHOD, Config

if TYPE_CHECKING:
    from memcon.record import Record

T = TypeVar("T")


class Format(StrEnum):
    """How records are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


_SUFFIXES = {".json": Format.JSON, ".jsonl": Format.JSONL, ".html": Format.HTML, ".htm": Format.HTML}


@app.command()
def read(
    sources: Sources,
    published: Published = None,
    language: Language = None,
    columns: ColumnNames = None,
    allow_host: AllowHost = None,
    actors: OwnActors = None,
    statements: Statements = DEFAULT_METHOD,
    style: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="How to write: text for people (the default); json, an object for one document and an array "
            "for several; jsonl, a record a line; html, one self-contained page. Where not given, the name of "
            "--output decides.",
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            metavar="POSITION",
            help="Go on after this document of an earlier run, as in news.jsonl:1200; an interrupted run says which "
            "was its last.",
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
    config = config_of(published, language, columns, allow_host, actors, statements)
    run = _Run(sources, config, after)
    style = style or (_SUFFIXES.get(output.suffix.lower()) if output else None) or Format.TEXT
    try:
        with opened(output) as target:
            _WRITERS[style](run.records(show_progress=output is not None or not sys.stdout.isatty()), target)
    except KeyboardInterrupt:
        if run.finished is not None:
            complain(f"stopped; go on with --after {shlex.quote(run.finished)}")
        raise
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


class _Run:
    """One run over sources: yields records, reports failures as they come, and counts them.

    finished is the position of the last of which all documents were taken; None before there is one.
    """

    def __init__(self, sources: list[str], config: Config, after: str | None) -> None:
        self.sources = sources
        self.config = config
        self.after = after
        self.finished = after
        self.failed = 0
        self.timings: dict[str, float] = {}

    def records(self, *, show_progress: bool) -> Iterator[Record]:
        """The records in the order of the sources."""
        from memcon.intake import Failure
        from memcon.pipeline import read_located

        stdin = getattr(sys.stdin, "buffer", None)  # None where standard input is closed
        found = read_located(self.sources, self.config, stdin=stdin, after=self.after, timings=self.timings)
        for where, one in _with_progress(found) if show_progress and self._are_several() else found:
            if isinstance(one, Failure):
                self.failed += 1
                complain(f"{one.source}: {one.reason}")
            else:
                yield one
            if where.last:
                self.finished = where.position

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
