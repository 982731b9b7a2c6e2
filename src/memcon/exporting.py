"""The use cases of exporting: what a ledger holds, written in the formats of other tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from memcon.errors import InputError
from memcon.ledger import Ledger
from memcon.record import ContactAnswer
from memcon.views import codec
from memcon.views.exports import (
    calendar,
    followthemoney,
    linked_data,
    network,
    polecat,
    tables,
    web_annotations,
)


def parquet(ledger: Ledger, folder: Path) -> Mapping[str, int]:
    """Writes every record as partitioned Parquet and returns the rows of each table; see views.exports.tables."""
    return tables.write_parquet(ledger.records(), folder)


def checked(form: str, *, table: str, first: str | None = None, last: str | None = None) -> None:
    """Raises InputError for a table that there is none of, and for bounds of a format that knows none."""
    known = [one.name for one in tables.TABLES]
    if form in ("csv", "jsonl") and table not in known:
        raise InputError(f"there is no table {table!r}; those there are: {', '.join(known)}")
    if (first or last) and form not in _OF_CONTACTS:
        raise InputError(f"{form} is written whole; --from and --to bound {', '.join(_OF_CONTACTS)}")


def write(
    ledger: Ledger, form: str, target: TextIO, *, table: str, first: str | None = None, last: str | None = None
) -> None:
    """Writes what a ledger holds in one of the formats of _FORMS.

    table names the table of csv and jsonl; first and last bound the contacts of those formats that are made of them.
    Raises what checked() does.
    """
    checked(form, table=table, first=first, last=last)
    if form in ("csv", "jsonl"):
        chosen = next(one for one in tables.TABLES if one.name == table)
        (tables.write_csv if form == "csv" else tables.write_jsonl)(ledger.records(), chosen, target)
    elif form in _OF_CONTACTS:
        for piece in _OF_CONTACTS[form](ledger.answers(first, last)):
            target.write(piece)
    elif form == "polecat":
        polecat.write(ledger.records(), target)
    elif form == "annotations":
        target.writelines(f"{web_annotations.to_json(record, indent=None)}\n" for record in ledger.records())
    else:
        target.writelines(f"{codec.to_json(record, indent=None)}\n" for record in ledger.records())


def _calendar(answers: Iterator[ContactAnswer]) -> Iterator[str]:
    yield calendar.to_ics(answers, made=datetime.now(UTC))


def _network(answers: Iterator[ContactAnswer]) -> Iterator[str]:
    yield network.to_graphml(answers)


def _linked_data(answers: Iterator[ContactAnswer]) -> Iterator[str]:
    yield f"{linked_data.to_json(answers)}\n"


def _followthemoney(answers: Iterator[ContactAnswer]) -> Iterator[str]:
    return (f"{line}\n" for line in followthemoney.write(answers))


_OF_CONTACTS: Mapping[str, Callable[[Iterator[ContactAnswer]], Iterator[str]]] = {
    "icalendar": _calendar,
    "graphml": _network,
    "json-ld": _linked_data,
    "followthemoney": _followthemoney,
}
