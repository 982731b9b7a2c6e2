"""What every page and every answer of the API works with: the ledger, the reader, who may write."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock

from memcon import intake
from memcon.errors import ConfigError, InputError
from memcon.ingestion import open_ledger
from memcon.ledger import Ledger
from memcon.pipeline import Reader
from memcon.record import Document, Network, Record, Stats
from memcon.web.people import Sessions, Tokens
from memcon.web.remembered import Remembered
from memcon.web.settings import LOOPBACK, Settings

_LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class State:
    """One server's ledger, reader, tokens and sessions; reports are read one at a time."""

    settings: Settings
    ledger: Ledger
    reader: Reader
    tokens: Tokens
    sessions: Sessions = field(default_factory=Sessions)
    reading: Lock = field(default_factory=Lock)
    remembered: Remembered = field(default_factory=Remembered)

    @property
    def may_fetch(self) -> bool:
        """Whether anybody may have this server fetch a page: only where none but this machine can ask."""
        return self.settings.hosts <= LOOPBACK

    def stats(self) -> Stats:
        """How much the ledger holds, as of some seconds ago."""
        return self.remembered.get("stats", self.ledger.stats)

    def network(self, first: str | None, last: str | None) -> Network:
        """Who was in contact with whom over a period, as of some seconds ago."""
        return self.remembered.get(("network", first, last), lambda: self.ledger.network(first, last))

    def places(self, first: str | None, last: str | None) -> tuple[tuple[str, int], ...]:
        """The countries where contacts of a period took place, as of some seconds ago."""
        return self.remembered.get(("places", first, last), lambda: self.ledger.places(first, last))

    def read_text(self, text: str, published: str | None = None) -> Record:
        """Reads the text of a report; it is never taken for a path.

        Raises InputError where it is empty or longer than the settings allow, or where another is being read.
        """
        if not text.strip():
            raise InputError("the report is empty; paste its text")
        if len(text) > self.settings.text:
            raise InputError(f"a report has at most {self.settings.text:,} characters here; `memcon read` takes more")
        config = self.settings.config
        try:
            document = intake.from_text(text, replace(config, published=published or config.published))
        except ConfigError as error:  # the day that somebody gives is no setting of the server
            raise InputError(str(error)) from error
        return self._read(document)

    def read_address(self, address: str) -> Record:
        """Fetches a page by intake's rules for addresses and reads it; raises InputError where that cannot be done."""
        is_plain = address.isprintable() and " " not in address and len(address) <= _LONGEST_ADDRESS
        if not address.startswith(("http://", "https://")) or not is_plain:
            raise InputError("an address begins with https:// and has no white space")
        document = intake.document(address, self.settings.config)
        if len(document.text) > self.settings.text:
            raise InputError(f"a report has at most {self.settings.text:,} characters here; `memcon read` takes more")
        return self._read(document)

    def _read(self, document: Document) -> Record:
        if not self.reading.acquire(timeout=self.settings.seconds / 2):
            raise InputError("other reports are being read; try again in a moment")
        try:
            return self.reader.read(document)
        finally:
            self.reading.release()


def open_state(settings: Settings) -> State:
    """Opens the ledger of a server; raises LedgerError where it cannot be opened."""
    return State(settings, open_ledger(settings.ledger), Reader(settings.config), Tokens(settings.tokens))
