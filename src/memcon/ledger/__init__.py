"""The one place that knows a database: what many reports say, kept as one ledger and asked as one."""

from memcon.ledger.changes import Difference, differences
from memcon.ledger.entries import Entry, reader_of
from memcon.ledger.steps import Steps
from memcon.ledger.store import Added, Ledger, ready
from memcon.ledger.writing import Place

__all__ = ["Added", "Difference", "Entry", "Ledger", "Place", "Steps", "differences", "reader_of", "ready"]
