"""What one server is made of: the ledger it shows, whom it lets write, and its bounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from memcon.config import Config

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one server.

    ledger is the URL of the ledger. tokens is the file that names who may write, by hashed token; None lets nobody.
    hosts are the names under which browsers may ask (another name is refused, so that no page elsewhere can point its
    own name at this server); empty for those of the loopback address. body is the largest request in bytes, seconds
    the longest that one may take, rate how many requests a second one address may send, burst how many at once. text
    is the longest report, in characters, that may be pasted. config bounds reading.
    """

    ledger: str
    tokens: Path | None = None
    hosts: frozenset[str] = field(default=LOOPBACK)
    body: int = 1_000_000
    seconds: float = 30.0
    rate: float = 50.0
    burst: int = 200
    text: int = 60_000
    config: Config = field(default_factory=Config)
