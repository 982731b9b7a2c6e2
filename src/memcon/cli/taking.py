"""The commands that take documents into a ledger, and read anew those that it holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.application import LedgerUrl, OwnActors, app, complain
from memcon.cli.asking import held
from memcon.cli.options import AllowHost, ColumnNames, Language, Published, Sources, Statements, config_of
from memcon.config import DEFAULT_LEDGER, DEFAULT_METHOD

if TYPE_CHECKING:
    from memcon.ingestion import Reread, Taken
    from memcon.intake import Failure

Workers = Annotated[
    int | None,
    typer.Option(min=1, max=256, help="How many processes read at once; one for each processor where not given."),
]


@app.command()
def ingest(
    sources: Sources,
    ledger: LedgerUrl = DEFAULT_LEDGER,
    workers: Workers = None,
    published: Published = None,
    language: Language = None,
    columns: ColumnNames = None,
    allow_host: AllowHost = None,
    actors: OwnActors = None,
    statements: Statements = DEFAULT_METHOD,
) -> None:
    """Take documents into a ledger, which is made where there is none.

    What the ledger holds is not read again, and an interrupted run goes on where it stopped when it is given again.
    A document that cannot be read is named on standard error and kept among the failures, and the exit code is 1.
    """
    from memcon.ingestion import ingest as take_in
    from memcon.ingestion import open_ledger

    config = config_of(published, language, columns, allow_host, actors, statements)
    with open_ledger(ledger) as kept, _progress() as told:
        stdin = getattr(sys.stdin, "buffer", None)  # None where standard input is closed
        taken = take_in(sources, kept, config, workers=workers, stdin=stdin, told=told)
    typer.echo(_counted(taken))
    if taken.failed:
        raise typer.Exit(1)


@app.command()
def reread(
    ledger: LedgerUrl = DEFAULT_LEDGER,
    workers: Workers = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Read everything anew, and not only what another version of memcon read.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what is told differently now, a line for each.")] = False,
    language: Language = None,
    actors: OwnActors = None,
    statements: Statements = DEFAULT_METHOD,
) -> None:
    """Read anew the documents of a ledger that another version of memcon read, and say how many changed.

    Each record is replaced whole or not at all; one that cannot be read any more keeps what it had.
    """
    from memcon.ingestion import reread as read_anew

    config = config_of(None, language, None, None, actors, statements)
    read = changed = failed = 0
    with held(ledger) as kept:
        for one in read_anew(kept, config, everything=everything, workers=workers):
            read += 1
            changed += bool(one.differences)
            if one.failure is not None:
                failed += 1
                complain(f"{one.document}: {one.failure}")
            elif diff and one.differences:
                _print_differences(one)
    typer.echo(f"{_documents(read)} read anew: {changed} changed, {failed} failed")
    if failed:
        raise typer.Exit(1)


def _print_differences(one: Reread) -> None:
    from memcon.views.visible import line

    typer.echo(line(f"{one.document[:12]} {one.headline or ''}".strip()))
    for difference in one.differences:
        for sign, told in (("-", difference.gone), ("+", difference.come)):
            for words in told:
                typer.echo(f"  {sign} {difference.layer}: {line(words)}")


@contextmanager
def _progress() -> Iterator[Callable[[Taken | Failure], None]]:
    """What hears of a run: failures become lines on standard error, counts a bar where that is a terminal."""
    from memcon.intake import Failure

    if not sys.stderr.isatty():
        yield lambda one: complain(f"{one.source}: {one.reason}") if isinstance(one, Failure) else None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("taking in", total=None)

        def told(one: Taken | Failure) -> None:
            if isinstance(one, Failure):
                complain(f"{one.source}: {one.reason}")
            else:
                bar.update(task, description=_counted(one))

        yield told


def _counted(taken: Taken) -> str:
    """How far a run has come, in a line."""
    rate = taken.met / taken.seconds if taken.seconds else 0.0
    again = f" ({taken.carried} at new places)" if taken.carried else ""
    return (
        f"{_documents(taken.met)}: {taken.new} new, {taken.known} known{again}, {taken.failed} failed; "
        f"{rate:.1f} a second"
    )


def _documents(count: int) -> str:
    return f"{count} document{'' if count == 1 else 's'}"
