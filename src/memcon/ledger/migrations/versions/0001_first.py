"""The first schema of a ledger, as it was then: later changes are steps of their own."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)

from memcon.ledger import search

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table, those that others refer to first."""
    op.create_table(
        "actors",
        Column("id", Integer, autoincrement=False, nullable=False),
        Column("key", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("folded", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("country", Text),
        PrimaryKeyConstraint("id", name="pk_actors"),
        UniqueConstraint("key", name="uq_actors_key"),
    )
    op.create_index("ix_actors_folded", "actors", ["folded"])
    op.create_table(
        "documents",
        Column("id", Integer, autoincrement=False, nullable=False),
        Column("hash", LargeBinary(length=32), nullable=False),
        Column("source", LargeBinary(length=32), nullable=False),
        Column("kind", Text, nullable=False),
        Column("language", Text),
        Column("headline", Text),
        Column("publisher", Text),
        Column("url", Text),
        Column("published", Text),
        Column("day", Integer, nullable=False),
        Column("added", Text, nullable=False),
        Column("signature", LargeBinary),
        PrimaryKeyConstraint("id", name="pk_documents"),
        UniqueConstraint("hash", name="uq_documents_hash"),
    )
    op.create_index("ix_documents_day", "documents", ["day"])
    own = text("source = hash")
    op.create_index("ix_documents_sources", "documents", ["id"], sqlite_where=own, postgresql_where=own)
    op.create_table(
        "failures",
        Column("digest", LargeBinary(length=16), nullable=False),
        Column("position", Text, nullable=False),
        Column("stage", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("at", Text, nullable=False),
        PrimaryKeyConstraint("digest", name="pk_failures"),
    )
    op.create_table(
        "judgements",
        Column("id", Integer, autoincrement=False, nullable=False),
        Column("a", Text, nullable=False),
        Column("b", Text, nullable=False),
        Column("likeness", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("note", Text),
        PrimaryKeyConstraint("id", name="pk_judgements"),
    )
    op.create_index("ix_judgements_a", "judgements", ["a"])
    op.create_index("ix_judgements_b", "judgements", ["b"])
    op.create_table(
        "merged",
        Column("id", Integer, autoincrement=False, nullable=False),
        Column("key", Text, nullable=False),
        Column("is_contact", SmallInteger, nullable=False),
        Column("kind", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("earliest", Integer, nullable=False),
        Column("latest", Integer, nullable=False),
        Column("known_from", Integer, nullable=False),
        Column("place", Text),
        Column("country", Text),
        Column("parties", Text, nullable=False),
        Column("topics", Text, nullable=False),
        Column("reports", Integer, nullable=False),
        Column("sources", Integer, nullable=False),
        Column("body", Text),
        PrimaryKeyConstraint("id", name="pk_merged"),
        UniqueConstraint("key", name="uq_merged_key"),
    )
    op.create_index("ix_merged_is_contact_latest", "merged", ["is_contact", "latest"])
    op.create_table(
        "reviews",
        Column("id", Integer, autoincrement=False, nullable=False),
        Column("key", Text, nullable=False),
        Column("field", Text, nullable=False),
        Column("decision", Text, nullable=False),
        Column("value", Text),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
        PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_key", "reviews", ["key"])
    op.create_table(
        "runs",
        Column("digest", LargeBinary(length=16), nullable=False),
        Column("position", Text, nullable=False),
        Column("at", Text, nullable=False),
        PrimaryKeyConstraint("digest", name="pk_runs"),
    )
    op.create_table(
        "bands",
        Column("band", BigInteger, autoincrement=False, nullable=False),
        Column("document_id", Integer, nullable=False),
        ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_bands_document_id", ondelete="CASCADE"),
        PrimaryKeyConstraint("band", "document_id", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "carriers",
        Column("document_id", Integer, nullable=False),
        Column("n", Integer, nullable=False),
        Column("publisher", Text),
        Column("url", Text),
        Column("published", Text),
        Column("position", Text),
        ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_carriers_document_id", ondelete="CASCADE"),
        PrimaryKeyConstraint("document_id", "n", name="pk_carriers"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claims",
        Column("document_id", Integer, nullable=False),
        Column("local", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("about", Text),
        Column("body", Text, nullable=False),
        ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_claims_document_id", ondelete="CASCADE"),
        PrimaryKeyConstraint("document_id", "local", name="pk_claims"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "findings",
        Column("document_id", Integer, nullable=False),
        Column("n", Integer, nullable=False),
        Column("local", Text, nullable=False),
        Column("verdict", Text, nullable=False),
        Column("derived", SmallInteger, nullable=False),
        Column("body", Text, nullable=False),
        Column("cites", Text),
        ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_findings_document_id", ondelete="CASCADE"),
        PrimaryKeyConstraint("document_id", "n", name="pk_findings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_findings_verdict_document_id", "findings", ["verdict", "document_id"])
    op.create_table(
        "pairs",
        Column("a", Integer, nullable=False),
        Column("b", Integer, nullable=False),
        Column("contacts", Integer, nullable=False),
        Column("first", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        ForeignKeyConstraint(["a"], ["actors.id"], name="fk_pairs_a"),
        ForeignKeyConstraint(["b"], ["actors.id"], name="fk_pairs_b"),
        PrimaryKeyConstraint("a", "b", name="pk_pairs"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pairs_last", "pairs", ["last"])
    op.create_table(
        "records",
        Column("document_id", Integer, autoincrement=False, nullable=False),
        Column("reader", Text, nullable=False),
        Column("made", Text, nullable=False),
        Column("body", LargeBinary, nullable=False),
        ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_records_document_id", ondelete="CASCADE"),
        PrimaryKeyConstraint("document_id", name="pk_records"),
    )
    op.create_table(
        "sightings",
        Column("id", Integer, autoincrement=False, nullable=False),
        Column("document_id", Integer, nullable=False),
        Column("local", Text, nullable=False),
        Column("merged_id", Integer),
        Column("body", Text, nullable=False),
        ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_sightings_document_id", ondelete="CASCADE"),
        ForeignKeyConstraint(["merged_id"], ["merged.id"], name="fk_sightings_merged_id"),
        PrimaryKeyConstraint("id", name="pk_sightings"),
    )
    op.create_index("ix_sightings_document_id_local", "sightings", ["document_id", "local"], unique=True)
    op.create_index("ix_sightings_merged_id", "sightings", ["merged_id"])
    op.create_table(
        "statements",
        Column("id", Integer, autoincrement=False, nullable=False),
        Column("document_id", Integer, nullable=False),
        Column("speaker_id", Integer),
        Column("body", Text, nullable=False),
        ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_statements_document_id", ondelete="CASCADE"),
        ForeignKeyConstraint(["speaker_id"], ["actors.id"], name="fk_statements_speaker_id"),
        PrimaryKeyConstraint("id", name="pk_statements"),
    )
    op.create_index("ix_statements_document_id", "statements", ["document_id"])
    op.create_table(
        "timeline",
        Column("a", Integer, nullable=False),
        Column("b", Integer, nullable=False),
        Column("latest", Integer, nullable=False),
        Column("merged_id", Integer, nullable=False),
        Column("earliest", Integer, nullable=False),
        Column("held", SmallInteger, nullable=False),
        ForeignKeyConstraint(["a"], ["actors.id"], name="fk_timeline_a"),
        ForeignKeyConstraint(["b"], ["actors.id"], name="fk_timeline_b"),
        ForeignKeyConstraint(["merged_id"], ["merged.id"], name="fk_timeline_merged_id", ondelete="CASCADE"),
        PrimaryKeyConstraint("a", "b", "latest", "merged_id", name="pk_timeline"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_timeline_merged_id", "timeline", ["merged_id"])
    op.create_table(
        "watched",
        Column("a", Integer, nullable=False),
        Column("b", Integer, nullable=False),
        Column("document_id", Integer, nullable=False),
        Column("local", Text, nullable=False),
        Column("stale", SmallInteger, nullable=False),
        ForeignKeyConstraint(["a"], ["actors.id"], name="fk_watched_a"),
        ForeignKeyConstraint(["b"], ["actors.id"], name="fk_watched_b"),
        ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_watched_document_id", ondelete="CASCADE"),
        PrimaryKeyConstraint("a", "b", "document_id", "local", name="pk_watched"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_watched_document_id", "watched", ["document_id"])
    op.create_index("ix_watched_stale", "watched", ["stale"])
    op.create_table(
        "blocks",
        Column("key", BigInteger, autoincrement=False, nullable=False),
        Column("sighting_id", Integer, nullable=False),
        ForeignKeyConstraint(["sighting_id"], ["sightings.id"], name="fk_blocks_sighting_id", ondelete="CASCADE"),
        PrimaryKeyConstraint("key", "sighting_id", name="pk_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blocks_sighting_id", "blocks", ["sighting_id"])
    search.make(op.get_bind())
