"""The commands that ask a ledger, judge what it holds, and export it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from memcon.cli.application import LedgerUrl, app, checked_day, opened
from memcon.config import DEFAULT_LEDGER
from memcon.errors import InputError
from memcon.record import Likeness
from memcon.record.vocabulary import Verdict

if TYPE_CHECKING:
    from rich.text import Text

    from memcon.ledger import Ledger
    from memcon.views.columns import Columns

_ANSWERS = "What a ledger answers"
_DAYS_OF = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0}
_SPAN = re.compile(r"P(?=\d)(?:\d{1,4}Y)?(?:\d{1,5}M)?(?:\d{1,6}W)?(?:\d{1,7}D)?")


class ReplyFormat(StrEnum):
    """How a ledger's answers are written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class ExportFormat(StrEnum):
    """What a ledger can be exported as."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    RECORDS = "records"
    POLECAT = "polecat"
    FOLLOWTHEMONEY = "followthemoney"
    JSON_LD = "json-ld"
    ANNOTATIONS = "annotations"
    ICALENDAR = "icalendar"
    GRAPHML = "graphml"


Style = Annotated[ReplyFormat, typer.Option("--format", help="How to write: text for people, json, or csv.")]
First = Annotated[str | None, typer.Option("--from", metavar="DATE", callback=checked_day, help="From this day on.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", callback=checked_day, help="Up to this day.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", callback=checked_day, help="As it was on this day.")
]
Party = Annotated[str, typer.Argument(metavar="PARTY", help="A name, an id or a country (Macron, Q7747, FRA).")]
ContactId = Annotated[str, typer.Argument(metavar="ID", help="The id of a contact, or the start of it.")]
Most = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="How many at most.")]


def _checked_span(value: str) -> str:
    """A length of time as given; anything but an ISO 8601 duration in days or longer is wrong usage."""
    if not _SPAN.fullmatch(value):
        raise typer.BadParameter("write it as P1Y, P6M or P90D")
    return value


@app.command(rich_help_panel=_ANSWERS)
def contacts(
    party: Party,
    other: Party,
    first: First = None,
    until: Until = None,
    as_of: AsOf = None,
    limit: Most = 500,
    ledger: LedgerUrl = DEFAULT_LEDGER,
    style: Style = ReplyFormat.TEXT,
) -> None:
    """The contacts of two parties over time, with the silences between them and their sources."""
    from memcon.views import columns, replies

    with held(ledger) as kept:
        found = kept.contacts(party, other, first, until, as_of, limit)
    _reply(style, found, replies.timeline, columns.timeline)


@app.command(rich_help_panel=_ANSWERS)
def last(
    party: Party,
    other: Party,
    as_of: AsOf = None,
    ledger: LedgerUrl = DEFAULT_LEDGER,
    style: Style = ReplyFormat.TEXT,
) -> None:
    """The last contact of two parties that is recorded, and what may have been later."""
    from memcon.views import columns, replies

    with held(ledger) as kept:
        found = kept.last(party, other, as_of)
    _reply(style, found, replies.last, columns.last)


@app.command(rich_help_panel=_ANSWERS)
def contact(contact_id: ContactId, ledger: LedgerUrl = DEFAULT_LEDGER, style: Style = ReplyFormat.TEXT) -> None:
    """One contact: every version of every field with who gives it, both accounts, findings, reports."""
    from memcon.views import columns, replies

    with held(ledger) as kept:
        found = kept.contact(contact_id)
    _reply(style, found, replies.contact, columns.contact)


@app.command(rich_help_panel=_ANSWERS)
def compare(contact_id: ContactId, ledger: LedgerUrl = DEFAULT_LEDGER, style: Style = ReplyFormat.TEXT) -> None:
    """What each side says of a contact, what only one side says, and where they contradict each other."""
    from memcon.checking import sides
    from memcon.views import columns, replies

    with held(ledger) as kept:
        found = sides.compare(kept.contact(contact_id))
    _reply(style, found, replies.comparison, columns.comparison)


@app.command(rich_help_panel=_ANSWERS)
def silences(
    over: Annotated[
        str, typer.Option(metavar="DURATION", callback=_checked_span, help="Longer than this (ISO 8601).")
    ] = "P1Y",
    as_of: AsOf = None,
    limit: Most = 100,
    ledger: LedgerUrl = DEFAULT_LEDGER,
    style: Style = ReplyFormat.TEXT,
) -> None:
    """The pairs whose last recorded contact lies longer back than a time, the longest silence first."""
    from memcon.views import columns, replies

    days = round(sum(int(number) * _DAYS_OF[unit] for number, unit in re.findall(r"(\d+)([YMWD])", over)))
    with held(ledger) as kept:
        found, actors = kept.silences(days, as_of, limit)
    _reply(style, found, lambda shown: replies.silences(shown, actors), columns.silences)


@app.command(rich_help_panel=_ANSWERS)
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help='Words, a "phrase", or the start of a word: terri*.')],
    speaker: Annotated[str | None, typer.Option(metavar="PARTY", help="Said by this person, body or country.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Said for this country (alpha-3).")] = None,
    first: First = None,
    until: Until = None,
    limit: Most = 20,
    ledger: LedgerUrl = DEFAULT_LEDGER,
    style: Style = ReplyFormat.TEXT,
) -> None:
    """Search what was said."""
    from memcon.views import columns, replies

    with held(ledger) as kept:
        found = kept.search(words, speaker, country.upper() if country else None, first, until, limit)
    _reply(style, found, replies.hits, columns.hits)


@app.command(rich_help_panel=_ANSWERS)
def findings(
    verdict: Annotated[Verdict | None, typer.Option(help="Only those with this verdict.")] = None,
    limit: Most = 500,
    ledger: LedgerUrl = DEFAULT_LEDGER,
    style: Style = ReplyFormat.TEXT,
) -> None:
    """What checking found, the newest reports first."""
    from memcon.views import columns, replies

    with held(ledger) as kept:
        found = kept.findings(verdict, limit)
    _reply(style, found, replies.findings, columns.findings)


@app.command(rich_help_panel=_ANSWERS)
def stats(ledger: LedgerUrl = DEFAULT_LEDGER, style: Style = ReplyFormat.TEXT) -> None:
    """How much a ledger holds."""
    from memcon.views import columns, replies

    with held(ledger) as kept:
        found = kept.stats()
    _reply(style, found, replies.stats, columns.stats)


@app.command(rich_help_panel=_ANSWERS)
def failures(ledger: LedgerUrl = DEFAULT_LEDGER, style: Style = ReplyFormat.TEXT) -> None:
    """The documents that could not be taken in, and why."""
    from memcon.views import columns, replies

    with held(ledger) as kept:
        found = kept.failures()
    _reply(style, found, replies.failures, columns.failures)


@app.command(rich_help_panel=_ANSWERS)
def judge(
    report: Annotated[str, typer.Argument(metavar="ID", help="A contact, or one report of it.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="Another contact, or one report of it.")],
    likeness: Annotated[Likeness, typer.Argument(metavar="LIKENESS", help=f"One of: {', '.join(Likeness)}.")],
    by: Annotated[str, typer.Option(metavar="NAME", envvar="USER", help="Who judges.")],
    note: Annotated[str | None, typer.Option(metavar="WORDS", help="Why.")] = None,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Say that two reports are of the same real contact, or not; what persons judge is above every score."""
    with held(ledger) as kept:
        made = kept.judge(report, other, likeness, by, note)
        first, second = (kept.contact(key).merged.id for key in (made.a, made.b))
    shown = f"both are {first} now" if first == second else f"they are {first} and {second} now"
    typer.echo(f"kept: {made.likeness}, by {made.by}; {shown}")


@app.command(rich_help_panel=_ANSWERS)
def export(
    form: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(ExportFormat)}.")],
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The file to write, a new folder for parquet; standard output if none."),
    ] = None,
    table: Annotated[
        str, typer.Option(metavar="NAME", help="The table that csv and jsonl write; parquet writes all.")
    ] = "contacts",
    first: First = None,
    until: Until = None,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Write what a ledger holds in the format of another tool (docs/exports.md).

    --from and --to bound the contacts of followthemoney, json-ld, icalendar and graphml.
    """
    from memcon import exporting

    exporting.checked(form.value, table=table, first=first, last=until)  # before a file is opened, and so emptied
    with held(ledger) as kept:
        if form is ExportFormat.PARQUET:
            if output is None:
                raise typer.BadParameter("parquet is a folder of files: name it", param_hint="--output")
            counts = exporting.parquet(kept, output)
            typer.echo(", ".join(f"{name} {count:,}" for name, count in counts.items()))
            return
        with opened(output) as target:
            exporting.write(kept, form.value, target, table=table, first=first, last=until)


@contextmanager
def held(url: str) -> Iterator[Ledger]:
    """The ledger at a URL, which must be there; raises InputError where an SQLite file is not."""
    from memcon.ingestion import open_ledger

    path = url.removeprefix("sqlite:///")
    if path != url and not Path(path).is_file():
        raise InputError(f"there is no ledger at {path}; make one with `memcon ingest FILE… --ledger {path}`")
    with open_ledger(url) as ledger:
        yield ledger


def _reply(
    style: ReplyFormat, found: Any, lines: Callable[[Any], Iterable[Text]], table: Callable[[Any], Columns]
) -> None:
    """Writes an answer to standard output."""
    from memcon.views import columns

    if style is ReplyFormat.JSON:
        typer.echo(columns.to_json(found))
    elif style is ReplyFormat.CSV:
        columns.write_csv(table(found), sys.stdout)
    else:
        from rich.console import Console

        console = Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())
        for one in lines(found):
            console.print(one)
