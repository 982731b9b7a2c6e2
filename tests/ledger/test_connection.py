"""How ledgers are opened: made, brought up to date, refused; and that readers and the writer leave each other alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from memcon.errors import LedgerError
from memcon.ingestion import open_ledger
from memcon.ledger import connection as connections
from memcon.ledger.connection import REVISION, VERSION_TABLE, open_engine, reading, writing
from memcon.ledger.schema import METADATA
from memcon.ledger.search import is_index_table
from memcon.record import Record

Make = Callable[..., Record]


def test_the_steps_make_what_the_schema_says(url: str) -> None:
    """What the migrations make and what schema.py says are the same tables, columns and indexes."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_engine(url)
    with engine.connect() as connection:
        options = {
            "version_table": VERSION_TABLE,
            "compare_type": True,
            "include_object": lambda _, name, kind, *__: not (kind == "table" and is_index_table(name)),
        }
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
    engine.dispose()
    assert differences == []


def test_an_older_ledger_is_brought_up_to_date(url: str) -> None:
    """A ledger of the first schema keeps its findings, and takes those of no claim from then on."""
    from alembic import command
    from alembic.config import Config

    engine = connections.engine_of(url)
    with writing(engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(connections.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        required = {one["name"] for one in inspect(connection).get_columns("documents") if not one["nullable"]}
        known = {"hash": b"1" * 32, "source": b"1" * 32, "kind": "news", "reader": "", "body": b""}
        values = {name: known.get(name, 1) for name in required}
        columns, marks = ", ".join(sorted(values)), ", ".join(f":{name}" for name in sorted(values))
        connection.execute(text(f"INSERT INTO documents ({columns}) VALUES ({marks})"), values)
        connection.execute(text("INSERT INTO findings VALUES (1, 0, 'k1', 'consistent', 0, '{}', NULL)"))
    engine.dispose()
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO findings VALUES (1, 1, NULL, 'contradicted', 0, '{}', NULL)"))
        kept = connection.execute(text("SELECT local FROM findings ORDER BY n")).scalars().all()
    engine.dispose()
    assert kept == ["k1", None]


def test_a_newer_ledger_is_refused(url: str) -> None:
    """A ledger of a newer memcon is not touched, and what to do is said in a line."""
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="a newer memcon made this ledger") as caught:
        open_engine(url)
    engine.dispose()
    assert "\n" not in str(caught.value)
    assert REVISION in str(caught.value)


def test_another_database_is_refused(url: str) -> None:
    """A database that holds tables of something else is no ledger, and stays as it is."""
    engine = connections.engine_of(url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE recipes (id INTEGER PRIMARY KEY)"))
    with pytest.raises(LedgerError, match="no ledger"):
        open_engine(url)
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM recipes")).scalar() == 0
    engine.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "", "nonsense", "mysql://localhost/x", "sqlite:////no/such/folder/ledger.db", "postgresql://localhost:1/nothing",
        "sqlite:///", "sqlite:///.", "sqlite:////dev/null/x", "://", "postgresql+psycopg://u:secret@localhost:1/nothing",
    ],
)  # fmt: skip
def test_what_names_no_ledger_is_refused_in_a_line(url: str) -> None:
    """A URL that is none, or leads nowhere, is one clear error that shows no password."""
    if url == "sqlite:///":
        pytest.skip("that is a ledger in memory")
    with pytest.raises(LedgerError) as caught:
        open_ledger(url)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("content", [b"no database at all, but words", b"SQLite format 3\x00 and then rubbish" * 50])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file that is no database is refused in a line and stays as it is."""
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as caught:
        open_ledger(f"sqlite:///{path}")
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_ledger_that_may_not_be_written_is_told(tmp_path: Path, record: Make) -> None:
    """A ledger in a folder without write permission is refused in a line."""
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}"):
        pass
    (tmp_path / "ledger.db").chmod(stat.S_IRUSR)
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(LedgerError), open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        ledger.add([record()])


def test_two_may_open_a_new_ledger_at_once(url: str) -> None:
    """Processes that open a ledger which is not there yet make it once, and all can use it."""
    code = "import sys; from memcon.ingestion import open_ledger; print(open_ledger(sys.argv[1]).stats().counts[0])"
    started = [subprocess.Popen([sys.executable, "-c", code, url], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [one.communicate()[0] for one in started] == ["('documents', 0)\n"] * 3


def test_a_reader_never_waits_for_the_writer(url: str, record: Make) -> None:
    """While a writer is in the middle of its transaction, questions are answered at once, from before it."""
    with open_ledger(url) as ledger, open_ledger(url) as other:
        ledger.add([record(day="2024-05-05")])
        before = ledger.contacts("Brandt", "Rivel")
        engine = open_engine(url)
        with writing(engine) as connection:
            connection.execute(text("UPDATE merged SET kind = 'letter'"))
            connection.execute(text("DELETE FROM statements WHERE id < 0"))
            started = time.monotonic()
            assert other.contacts("Brandt", "Rivel") == before
            assert len(other.search("harbour")) == 1
            assert time.monotonic() - started < 5
        assert {one.kind for one in other.contacts("Brandt", "Rivel").contacts} == {"letter"}
        engine.dispose()


def test_a_writer_never_waits_for_a_reader(url: str, record: Make) -> None:
    """While someone reads through the ledger, documents are added, and the reader sees one state to its end."""
    with open_ledger(url) as ledger:
        ledger.add([record(day="2024-05-05")])
        engine = open_engine(url)
        with reading(engine) as connection:
            assert connection.execute(text("SELECT count(*) FROM documents")).scalar() == 1
            started = time.monotonic()
            ledger.add([record(day="2024-06-06")])
            assert time.monotonic() - started < 20
            assert connection.execute(text("SELECT count(*) FROM documents")).scalar() == 1
        engine.dispose()
        assert dict(ledger.stats().counts)["documents"] == 2


def test_two_writers_take_turns(url: str, record: Make) -> None:
    """Two that add documents at the same time lose none and double none."""
    made = [record(day=f"{year}-05-05", published=f"{year}-05-06") for year in range(2001, 2025)]
    failed: list[BaseException] = []

    def add(some: list[Record]) -> None:
        try:
            with open_ledger(url) as ledger:
                for one in some:
                    ledger.add([one])
        except BaseException as error:
            failed.append(error)

    with open_ledger(url) as ledger:
        writers = [threading.Thread(target=add, args=(some,)) for some in (made[:16], made[8:])]
        for one in writers:
            one.start()
        for one in writers:
            one.join()
        assert failed == []
        counts = dict(ledger.stats().counts)
        assert (counts["documents"], counts["contacts"], counts["pairs in contact"]) == (24, 24, 1)
