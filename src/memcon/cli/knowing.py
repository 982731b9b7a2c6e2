"""The command that asks the gazetteer."""

from __future__ import annotations

from typing import Annotated

import typer

from memcon.cli.application import AnswerFormat, OwnActors, app, checked_day
from memcon.errors import InputError
from memcon.views.visible import line


@app.command()
def who(
    query: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", help="A name (Lavrov) or an office (French president)."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", callback=checked_day, help="On this day, month or year (ISO 8601), as in 2021-11."
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Of this country (ISO 3166 alpha-3); alone it asks for those who lead it."),
    ] = None,
    actors: OwnActors = None,
    style: Annotated[
        AnswerFormat, typer.Option("--format", help="How to write: text for people, or json.")
    ] = AnswerFormat.TEXT,
) -> None:
    """Ask the gazetteer who someone is, or who held an office and when."""
    from memcon.knowledge import own_actors
    from memcon.knowledge.who import is_title
    from memcon.knowledge.who import who as ask
    from memcon.views import answers

    if not query and not country:
        raise typer.BadParameter("ask for a name or an office, or give --country", param_hint="QUERY")
    known = own_actors.load(actors)
    if country and known.state(country.upper()) is None:
        raise typer.BadParameter(f"{line(country)!r} is no country's alpha-3 code, as in FRA", param_hint="--country")
    found = ask(known, query, country.upper() if country else None, at)
    if not found and query and not country and is_title(query):
        raise InputError(f"too many are called {query}: say whose, as in 'French president', or give --country")
    if not found:
        raise InputError(f"the gazetteer does not know {query or country}" + (f" at {at}" if at else ""))
    if style is AnswerFormat.JSON:
        typer.echo(answers.to_json(found))
    else:
        typer.echo("\n".join(answers.lines(found)))
