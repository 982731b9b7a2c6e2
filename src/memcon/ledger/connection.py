"""Opens the database of a ledger: its engine, its settings, and the steps that bring its schema up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from memcon.errors import LedgerError, StoreError

VERSION_TABLE = "memcon_schema"
REVISION = "0002"
"""The newest step of migrations/versions, which this program's schema is."""
_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 60
_WRITER = 6_358_112
"""The number of PostgreSQL's advisory lock that a writer holds until it commits: there is one writer at a time."""
_POSTGRESQL, _SQLITE = "postgresql", "sqlite"


def open_engine(url: str) -> Engine:
    """The engine of a ledger's database, its schema brought up to date.

    Raises LedgerError where the URL is none, the database cannot be opened, or it was made by a newer memcon.
    """
    engine = engine_of(url)
    with told(engine):
        _bring_up_to_date(engine)
    return engine


def engine_of(url: str) -> Engine:
    """The engine of a database with memcon's settings; nothing is opened yet. Raises LedgerError for a bad URL."""
    engine = create_engine(_checked(url), **_options(url))
    if engine.dialect.name == _SQLITE:
        event.listen(engine, "connect", _configure)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction of the one writer; it commits at the end, and nothing of it stays where something fails."""
    with told(engine), engine.connect() as connection:
        if engine.dialect.name == _SQLITE:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _WRITER})
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads, of one state of the ledger; a writer never makes it wait."""
    with told(engine), engine.connect() as connection:
        if engine.dialect.name == _SQLITE:
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        try:
            yield connection
        finally:
            connection.rollback()


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Tells what a database refuses as a StoreError of one line."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{_shown(engine.url)}: {_why(error)}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"{_shown(engine.url)}: {' '.join(str(error).split())[:200]}") from error


def _checked(url: str) -> URL:
    """A URL whose database memcon keeps ledgers in; its driver is psycopg where it names none."""
    try:
        made = make_url(url)
    except ArgumentError as error:
        raise LedgerError(
            f"{url[:100]!r} names no ledger; write sqlite:///file.db or postgresql+psycopg://user@host/name"
        ) from error
    if made.get_backend_name() not in (_SQLITE, _POSTGRESQL):
        raise LedgerError(f"a ledger is kept in sqlite or postgresql, not in {made.get_backend_name()}")
    if made.get_backend_name() == _POSTGRESQL:
        return made.set(drivername="postgresql+psycopg")
    folder = Path(made.database or ":memory:").parent
    if not folder.is_dir():
        raise LedgerError(f"{folder}: no such folder; make it before a ledger is kept there")
    return made.set(drivername="sqlite+pysqlite")


def _options(url: str) -> dict[str, Any]:
    made = make_url(url)
    if made.get_backend_name() == _POSTGRESQL:
        return {"poolclass": NullPool}
    in_memory = made.database in (None, "", ":memory:")
    return {} if in_memory else {"poolclass": NullPool, "connect_args": {"timeout": _BUSY_SECONDS}}


def _configure(connection: Any, _: object) -> None:
    """Settings of one SQLite connection; transactions are begun by us, so that the driver does not begin them late."""
    connection.isolation_level = None
    for setting in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {_BUSY_SECONDS * 1000}",
        "temp_store = MEMORY",
        "cache_size = -65536",
    ):
        connection.execute(f"PRAGMA {setting}").close()


def _bring_up_to_date(engine: Engine) -> None:
    try:
        with engine.connect() as connection:
            found = _revision(connection)
    except NoSuchModuleError as error:
        raise LedgerError("PostgreSQL needs its driver: pip install 'memcon[postgresql]'") from error
    if found == REVISION:
        return
    with writing(engine) as connection:
        found = _revision(connection)  # another process may have been quicker
        if found is None and inspect(connection).get_table_names():
            raise LedgerError(f"{_shown(engine.url)}: it holds tables but is no ledger; name another one")
        if found is not None and found > REVISION:
            raise LedgerError(
                f"{_shown(engine.url)}: a newer memcon made this ledger (schema {found}, known up to {REVISION}); "
                "install that one to open it"
            )
        if found != REVISION:
            migrate(connection)


def migrate(connection: Connection) -> None:
    """Takes the steps that a database lacks, within the transaction of a connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    """The step at which a database stands, None where it is no ledger yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()
    return found


def _shown(url: URL) -> str:
    return url.database or "memory" if url.get_backend_name() == _SQLITE else url.render_as_string(hide_password=True)


def _why(error: DBAPIError) -> str:
    told = " ".join(str(error.orig).split())[:200]
    if isinstance(error, OperationalError):
        return f"the ledger cannot be used ({told})"
    return f"the ledger refuses this ({told})"
