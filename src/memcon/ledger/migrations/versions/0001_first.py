"""The first schema of a ledger."""

from alembic import op

from memcon.ledger import search
from memcon.ledger.schema import METADATA

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table."""
    METADATA.create_all(op.get_bind())
    search.make(op.get_bind())
