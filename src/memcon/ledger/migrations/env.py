"""Alembic's environment: it runs in the transaction of the connection that memcon.ledger.connection hands over."""

from alembic import context

from memcon.ledger.connection import VERSION_TABLE
from memcon.ledger.schema import METADATA
from memcon.ledger.search import is_index_table


def include(_object: object, name: str | None, kind: str, _reflected: object, _compared: object) -> bool:
    """Whether a table is the metadata's: those of the full-text index are made by hand."""
    return not (kind == "table" and is_index_table(name or ""))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    include_object=include,
)
context.run_migrations()
