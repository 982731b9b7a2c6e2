"""The command that tells which documents carry one text."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from memcon.cli.application import app, complain
from memcon.cli.options import checked_columns, checked_sources, pairs

if TYPE_CHECKING:
    from memcon.config import Config
    from memcon.intake.carriers import Source
    from memcon.record import Document

COLUMNS = ("carriers", "agency", "published", "headline", "publishers", "position", "id")


class CopiesFormat(StrEnum):
    """How texts and their carriers are written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


@app.command()
def copies(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", callback=checked_sources, help="What `memcon read` takes: files, folders, …"),
    ],
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="PAIRS",
            callback=checked_columns,
            help="What the fields are called in JSON objects and tables, as in text=body,published=date.",
        ),
    ] = None,
    style: Annotated[
        CopiesFormat, typer.Option("--format", help="How to write: text for people, an array of JSON, or CSV.")
    ] = CopiesFormat.TEXT,
) -> None:
    """Tell copies: a row for each text with its carriers, its agency and when it was first published.

    Documents that share at least a third of their runs of five words are copies of one text. A document that cannot be
    taken in is named on standard error, the others are counted, and the exit code is 1.
    """
    from memcon.config import Config
    from memcon.intake import carriers

    run = _Run(paths, Config(columns=pairs(columns)))
    _WRITERS[style](carriers.sources(run.documents()), sys.stdout)
    if run.failed:
        raise typer.Exit(1)


class _Run:
    """One run over sources: yields documents with their positions, reports failures as they come, and counts them."""

    def __init__(self, paths: list[str], config: Config) -> None:
        self.paths = paths
        self.config = config
        self.failed = 0

    def documents(self) -> Iterator[tuple[str, Document]]:
        """The documents in the order of the sources."""
        from memcon.intake import Failure, located

        for found in located(self.paths, self.config, stdin=getattr(sys.stdin, "buffer", None)):
            if isinstance(found.item, Failure):
                self.failed += 1
                complain(f"{found.item.source}: {found.item.reason}")
            else:
                yield found.position, found.item


def _write_text(found: Iterable[Source], target: TextIO) -> None:
    """A line for each text."""
    from memcon.views.visible import line

    for one in found:
        what = one.headline or one.position
        facts = (one.agency, f"first {one.published}" if one.published else None, ", ".join(one.publishers))
        told = " · ".join(fact for fact in (what, *facts) if fact)
        target.write(f"{one.carriers:>5}  {line(told)}\n")


def _write_json(found: Iterable[Source], target: TextIO) -> None:
    """An array of objects, each written when it is known."""
    import json

    opening = "["
    for one in found:
        target.write(f"{opening}\n{json.dumps(asdict(one), ensure_ascii=False)}")
        opening = ","
    target.write("[]\n" if opening == "[" else "\n]\n")


def _write_csv(found: Iterable[Source], target: TextIO) -> None:
    """A header and a row for each text; publishers are parted by "; "."""
    import csv

    from memcon.views.exports.tables import tame

    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in found:
        values = {**asdict(one), "publishers": "; ".join(one.publishers)}
        writer.writerow([tame(values[name]) for name in COLUMNS])


_WRITERS = {CopiesFormat.TEXT: _write_text, CopiesFormat.JSON: _write_json, CopiesFormat.CSV: _write_csv}
