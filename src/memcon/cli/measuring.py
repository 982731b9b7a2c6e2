"""The command that measures reading against a set with gold."""

from __future__ import annotations

from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from memcon.cli.application import app, opened


class Layer(StrEnum):
    """What of a record can be measured against a set."""

    TIMEX = "timex"
    ATTRIBUTION = "attribution"
    ACTORS = "actors"
    CONTACTS = "contacts"
    DISCOURSE = "discourse"
    EVENTS = "events"
    EXTRACTION = "extraction"
    MERGING = "merging"


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

    with nullcontext() if predictions is None else opened(predictions) as target:
        outcome = runs.run(layer.value, path, language)
        if target is not None:
            target.writelines(f"{one}\n" for one in outcome.predictions)
    rows = (outcome.columns, *outcome.rows)
    widths = [max(len(row[column]) for row in rows) for column in range(len(outcome.columns))]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
