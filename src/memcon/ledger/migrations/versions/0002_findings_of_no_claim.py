"""Findings that test no claim: passages of one report that were held against each other."""

from alembic import op
from sqlalchemy import Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Lets a finding have no claim; SQLite copies the table for that, as it was made."""
    with op.batch_alter_table("findings", table_kwargs={"sqlite_with_rowid": False}) as findings:
        findings.alter_column("local", existing_type=Text(), existing_nullable=False, nullable=True)
