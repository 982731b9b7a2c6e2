"""The one place that knows a database: what many reports say, kept as one ledger and asked as one."""

from memcon.ledger.entries import Entry, reader_of
from memcon.ledger.steps import Steps
from memcon.ledger.store import Added, Ledger, ready
from memcon.ledger.writing import Place

__all__ = ["Added", "Entry", "Ledger", "Place", "Steps", "reader_of", "ready"]
