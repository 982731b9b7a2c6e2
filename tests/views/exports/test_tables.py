"""Flat tables, read back by DuckDB, pyarrow and the csv module."""

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

from memcon.errors import InputError
from memcon.record import Record
from memcon.views.exports import tables


def test_duckdb_joins_what_was_exported(record: Record, tmp_path: Path) -> None:
    """Partitioned Parquet is read as one table; contradicted claims join their documents."""
    other = replace(record, document=replace(record.document, published=None))
    counts = tables.write_parquet([record, other], tmp_path / "out")
    assert counts["documents"] == 2
    assert counts["statements"] == 2 * len(record.statements)
    years = {place.name for place in (tmp_path / "out" / "documents").iterdir()}
    assert years == {f"year={(record.document.published or '')[:4]}", "year=unknown"}
    with duckdb.connect() as db:
        found = db.execute(
            "select d.headline, c.claim from read_parquet(?) c join read_parquet(?) d using (document, year) "
            "where c.verdict = 'contradicted' and d.year = 'unknown'",
            [f"{tmp_path}/out/claims/*/*.parquet", f"{tmp_path}/out/documents/*/*.parquet"],
        ).fetchall()
    expected = [
        (record.document.headline, claim.span.exact)
        for claim in record.claims
        for finding in record.findings
        if finding.claim == claim.id and finding.verdict == "contradicted"
    ]
    assert found == expected


def test_empty_tables_keep_their_columns(record: Record, tmp_path: Path) -> None:
    """The columns of a file are those of its table, with their types, in order."""
    tables.write_parquet([record], tmp_path / "out")
    for table in tables.TABLES:
        for part in (tmp_path / "out" / table.name).rglob("*.parquet"):
            assert tuple(parquet.ParquetFile(part).schema_arrow.names) == table.names


def test_a_folder_that_holds_something_is_left_alone(record: Record, tmp_path: Path) -> None:
    """An export never mixes with what a folder holds."""
    (tmp_path / "mine").write_text("x")
    with pytest.raises(InputError, match="not empty"):
        tables.write_parquet([record], tmp_path)


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.name)
def test_csv_and_jsonl_agree(record: Record, table: tables.Table) -> None:
    """Both formats hold the same rows, and every row has every column."""
    as_csv, as_jsonl = StringIO(newline=""), StringIO()
    tables.write_csv([record], table, as_csv)
    tables.write_jsonl([record], table, as_jsonl)
    objects = [json.loads(line) for line in as_jsonl.getvalue().splitlines()]
    rows = list(csv.DictReader(StringIO(as_csv.getvalue(), newline="")))
    assert objects
    assert all(set(one) == set(table.names) for one in objects)
    texts = [{name: "" if value is None else str(value) for name, value in one.items()} for one in objects]
    assert [{name: text.removeprefix("'") for name, text in row.items()} for row in rows] == [
        {name: text.removeprefix("'") for name, text in one.items()} for one in texts
    ]


def test_no_cell_is_a_formula(record: Record) -> None:
    """A headline that a spreadsheet would run is written as text."""
    hostile = replace(record, document=replace(record.document, headline='=HYPERLINK("http://x")'))
    target = StringIO(newline="")
    tables.write_csv([hostile], tables.TABLES[0], target)
    (row,) = csv.DictReader(StringIO(target.getvalue(), newline=""))
    assert row["headline"] == '\'=HYPERLINK("http://x")'
