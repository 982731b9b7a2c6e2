"""Parquet tables -> one Member for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import BinaryIO

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.mapping import FIELDS, from_mapping, names
from memcon.intake.members import Member, member
from memcon.record import Document

ROWS = 64
"""Rows held at once."""


def rows(stream: BinaryIO, config: Config) -> Iterator[Member]:
    """A member for each row of a Parquet file, at "#" and its number; config.columns says what its columns are.

    Only the columns that are read are decoded, a few rows at a time. Raises InputError where the file is damaged
    or has no column for the text.
    """
    import pyarrow
    from pyarrow import parquet

    theirs = names(config)
    try:
        columns_there = parquet.read_schema(stream).names
        there = [theirs[name] for name in FIELDS if theirs[name] in columns_there]
        if theirs["text"] not in there:
            raise InputError(f'the table has no column "{theirs["text"]}"; say which holds the text (columns text=…)')
        number = 0
        stream.seek(0)
        # A value that stands in many rows is held once, as it is in the file: a table can be a bomb as well.
        file = parquet.ParquetFile(stream, read_dictionary=there, pre_buffer=False, buffer_size=1 << 20)
        for batch in file.iter_batches(batch_size=ROWS, columns=there, use_threads=False):
            columns = {name: batch.column(name) for name in there}
            for row in range(batch.num_rows):
                number += 1
                fields = {name: column[row] for name, column in columns.items()}
                yield member(f"#{number}", partial(_document, fields, config))
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"the table is damaged ({' '.join(str(error).split())[:100]})") from error
    if not number:
        raise InputError("the table has no rows")


def _document(fields: Mapping[str, object], config: Config) -> Document:
    return from_mapping({name: _value(field) for name, field in fields.items()}, config)


def _value(field: object) -> object:
    """A field as Python has it; dates and instants as ISO 8601, with the offset of their zone where they have one."""
    try:
        value = field.as_py()  # type: ignore[attr-defined]
    except (ValueError, UnicodeDecodeError, OverflowError) as error:
        raise InputError(f"a field of the row cannot be read ({' '.join(str(error).split())[:100]})") from error
    return value.isoformat() if isinstance(value, date | datetime) else value
