"""Bytes -> Document: decoding, cleaning, and the time of publication."""

from memcon.intake.kinds import issuing_body
from memcon.intake.mapping import from_mapping
from memcon.intake.page import from_html
from memcon.intake.plain import from_text
from memcon.intake.sources import Failure, Located, document, documents, fetcher_of, located, source

__all__ = [
    "Failure", "Located", "document", "documents", "fetcher_of", "from_html", "from_mapping", "from_text",
    "issuing_body", "located", "source",
]  # fmt: skip
