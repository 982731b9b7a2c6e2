"""What the commands that take documents in are told: the sources, and how they are to be understood."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from memcon.config import Config, StatementMethod


def _checked_date(value: str | None) -> str | None:
    """A publication date as given; anything but an ISO 8601 date or instant is wrong usage."""
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter("write it as 2025-07-03 or 2025-07-03T00:36+05:30") from None
    return value


def checked_columns(value: str | None) -> str | None:
    """Columns as given; anything but known fields with a name each is wrong usage."""
    from memcon.intake.mapping import FIELDS

    for pair in value.split(",") if value is not None else ():
        ours, _, theirs = pair.partition("=")
        if ours.strip() not in FIELDS or not theirs.strip():
            raise typer.BadParameter(f"write text=body,published=date; the fields are {', '.join(FIELDS)}")
    return value


def pairs(columns: str | None) -> tuple[tuple[str, str], ...]:
    """The pairs of "text=body,published=date"."""
    parted = (pair.partition("=") for pair in columns.split(",")) if columns else ()
    return tuple((ours.strip(), theirs.strip()) for ours, _, theirs in parted)


def checked_sources(sources: list[str]) -> list[str]:
    """Sources as given; an empty one (an unset variable of the shell) is wrong usage, not the folder one is in."""
    if not all(sources):
        raise typer.BadParameter("a path is empty")
    return sources


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        callback=checked_sources,
        help="Files (text, pages, mail, PDF, feeds, JSON Lines, Parquet, WARC), folders, patterns, addresses "
        "(https://…), or - for standard input.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        callback=_checked_date,
        help="Publication date (ISO 8601) of documents that state none themselves.",
    ),
]
Language = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Language of the documents, as in en; found out where not given."),
]
ColumnNames = Annotated[
    str | None,
    typer.Option(
        metavar="PAIRS",
        callback=checked_columns,
        help="What the fields are called in JSON objects and tables, as in text=body,published=date.",
    ),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOST",
        help="Fetch from this host though it is not at a public address; may be given several times.",
    ),
]
Statements = Annotated[
    StatementMethod,
    typer.Option(help="How statements are found: by rules alone, or by a trained model that rates what rules find."),
]


def config_of(
    published: str | None,
    language: str | None,
    columns: str | None,
    allow_host: list[str] | None,
    actors: Path | None,
    statements: StatementMethod,
) -> Config:
    """The Config that options make; raises a MemconError where the file of own actors is wrong."""
    from memcon.knowledge import own_actors

    own_actors.load(actors)  # what is wrong in the file is told once, not for each document
    return Config(
        language=language,
        published=published,
        columns=pairs(columns),
        allowed_hosts=tuple(allow_host or ()),
        actors=actors,
        statements=statements,
    )
