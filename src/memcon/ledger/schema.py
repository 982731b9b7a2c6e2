"""The tables of a ledger, one schema for SQLite and PostgreSQL; a change here needs a step in migrations/versions.

What reports say stands in documents, carriers, records, statements, claims, findings and sightings; what is derived
from it, and can be derived again at any time, in merged, timeline and pairs. Days are proleptic ordinals (1 is the
first of January of year 1), 0 where no day is known: they sort, subtract and take three bytes. Flags are 0 or 1.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

documents = Table(
    "documents",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    Column("source", LargeBinary(32), nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text),
    Column("headline", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", Text),
    Column("day", Integer, nullable=False),
    Column("added", Text, nullable=False),
    Column("signature", LargeBinary),
    Index(None, "day"),
    Index("ix_documents_sources", "id", sqlite_where=text("source = hash"), postgresql_where=text("source = hash")),
)
"""hash is the document's id; source the id of the text that it copies, its own where it copies none."""

bands = Table(
    "bands",
    METADATA,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Under which bands of its signature a document is looked up by texts that may be copies of it."""

carriers = Table(
    "carriers",
    METADATA,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", Text),
    Column("position", Text),
    sqlite_with_rowid=False,
)
"""Where one and the same text was found: one row for each publisher, address and time."""

records = Table(
    "records",
    METADATA,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("reader", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""body is the Record as JSON, deflated; reader names the program and the models that made it."""

actors = Table(
    "actors",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("country", Text),
)
"""Everyone a record names, and a row "country:FRA" for each country; folded is the name as it is searched for."""

statements = Table(
    "statements",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("speaker_id", ForeignKey("actors.id")),
    Column("body", Text, nullable=False),
)
"""body is the Statement as JSON; the index of its words lies beside it (search.py)."""

claims = Table(
    "claims",
    METADATA,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("local", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("about", Text),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""local is the claim's id in its record, about the contact's there; body is the Claim as JSON."""

watched = Table(
    "watched",
    METADATA,
    Column("a", ForeignKey("actors.id"), primary_key=True),
    Column("b", ForeignKey("actors.id"), primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("local", Text, primary_key=True),
    Column("stale", SmallInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Claims (local) that contacts of a and b may contradict; stale is 1 where such contacts changed since the test."""

findings = Table(
    "findings",
    METADATA,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("local", Text),
    Column("verdict", Text, nullable=False),
    Column("derived", SmallInteger, nullable=False),
    Column("body", Text, nullable=False),
    Column("cites", Text),
    Index(None, "verdict", "document_id"),
    sqlite_with_rowid=False,
)
"""local is the claim's id, NULL where none was tested; derived is 1 where the finding rests on other documents of the
ledger, which cites names.
"""

merged = Table(
    "merged",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
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
    Index(None, "is_contact", "latest"),
)
"""One real contact or event; body holds its fields and ties as JSON, nothing where one sighting says it all."""

sightings = Table(
    "sightings",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("local", Text, nullable=False),
    Column("merged_id", ForeignKey("merged.id"), index=True),
    Column("body", Text, nullable=False),
    Index(None, "document_id", "local", unique=True),
)
"""One document's report of a contact or event; body is the Sighting as JSON, without its key and source."""

blocks = Table(
    "blocks",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("sighting_id", ForeignKey("sightings.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Under which keys (hashed) a sighting meets those that may be the same real contact."""

timeline = Table(
    "timeline",
    METADATA,
    Column("a", ForeignKey("actors.id"), primary_key=True),
    Column("b", ForeignKey("actors.id"), primary_key=True),
    Column("latest", Integer, primary_key=True),
    Column("merged_id", ForeignKey("merged.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("earliest", Integer, nullable=False),
    Column("held", SmallInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Merged contacts by the two they are between, a below b, each person and each country; held where it took place."""

pairs = Table(
    "pairs",
    METADATA,
    Column("a", ForeignKey("actors.id"), primary_key=True),
    Column("b", ForeignKey("actors.id"), primary_key=True),
    Column("contacts", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""How many held and dated contacts two actors (not countries) have, and the last days of the first and of the last."""

judgements = Table(
    "judgements",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("a", Text, nullable=False, index=True),
    Column("b", Text, nullable=False, index=True),
    Column("likeness", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text),
)
"""What persons judged of two sightings; rows are only ever added."""

reviews = Table(
    "reviews",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("value", Text),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""What persons decided of a field; key is the sighting that stands for the contact. Rows are only ever added."""

failures = Table(
    "failures",
    METADATA,
    Column("digest", LargeBinary(16), primary_key=True),
    Column("position", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""Documents that could not be taken in, the last reason of each; digest is of the position, which may be long."""

runs = Table(
    "runs",
    METADATA,
    Column("digest", LargeBinary(16), primary_key=True),
    Column("position", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""How far an unfinished run has come; digest is of its sources. The row is gone when all is taken in."""
