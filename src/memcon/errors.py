"""The errors memcon raises on purpose; anything else that escapes is a defect.

MemconError
├── InputError        what was given cannot be read as a document (missing, binary, empty, too large, malformed)
├── ConfigError       an option or a setting makes no sense
├── KnowledgeError    a data file or a model that ships with memcon is missing or damaged
└── LedgerError       a ledger does not hold what is asked for
    ├── StoreError    its database cannot be opened, read or written
    └── QuestionError what is asked makes no sense, or may mean several things
"""


class MemconError(Exception):
    """Base of every error whose message is meant for the person at the keyboard: one line that says what to do."""


class InputError(MemconError):
    """The given bytes, path or text cannot be read as a document."""


class ConfigError(MemconError):
    """An option or a setting makes no sense."""


class KnowledgeError(MemconError):
    """A data file or a model that ships with memcon is missing or damaged."""


class LedgerError(MemconError):
    """A ledger cannot be opened or written, or cannot answer what is asked."""


class StoreError(LedgerError):
    """The database of a ledger cannot be opened, read or written."""


class QuestionError(LedgerError):
    """What a ledger is asked or told makes no sense, or may mean several things."""
