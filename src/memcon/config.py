"""One frozen Config, made at the edge and passed in; nothing else reads the environment."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

StatementMethod = Literal["rules", "model"]
"""How statements are found: by rules over the parse alone, or by the trained tagger that rates what they find."""

DEFAULT_METHOD: StatementMethod = "model"
"""The better one within the limit of time (docs/statements.md)."""


DEFAULT_LEDGER = "memcon.db"
"""The ledger that is meant where none is named."""


def ledger_url(named: str) -> str:
    """The URL of a ledger; a path is that of an SQLite file."""
    return named if "://" in named else f"sqlite:///{named}"


@dataclass(frozen=True, slots=True)
class Config:
    """The bounds and choices of one run.

    max_bytes and max_characters bound what one document may hold (bytes of input, code points of canonical text);
    max_word bounds one run without white space, which no natural text needs and some tokenizers pay for dearly.
    language forces a document's language (BCP 47); None lets intake identify it.
    published is the publication time to assume where a document states none (ISO 8601, a date or an instant).
    columns names the fields of JSON objects and the columns of tables that stand for a document's own, as pairs of
    ours and theirs: (("text", "body"), ("published", "date")).
    max_expansion bounds how many times its size a compressed file may grow to, max_pages the pages of a PDF.
    allowed_hosts names hosts that pages are fetched from though they are not at public addresses.
    statements chooses how statements are found where a language has both ways.
    actors is a YAML file of the user's own actors (docs/actors.md), to know besides those of the gazetteer.
    """

    max_bytes: int = 20_000_000
    max_characters: int = 400_000
    max_word: int = 5_000
    language: str | None = None
    published: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    max_expansion: int = 200
    max_pages: int = 300
    allowed_hosts: tuple[str, ...] = ()
    actors: Path | None = None
    statements: StatementMethod = DEFAULT_METHOD
