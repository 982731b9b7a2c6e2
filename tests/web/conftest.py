"""Servers over ledgers: of the example reports, and of a report that tries to break out of every page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from memcon.config import Config
from memcon.web.app import create
from memcon.web.people import add_token
from memcon.web.settings import Settings

Serve = Callable[..., TestClient]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts a server on a copy of a ledger: serve(ledger=None, **settings); host testserver is known to it."""
    clients: list[TestClient] = []

    def start(ledger: Path | None = None, **settings: object) -> TestClient:
        path = tmp_path / f"ledger-{len(clients)}.db"
        if ledger is not None:
            shutil.copy(ledger, path)
        chosen = {"hosts": frozenset({"testserver"}), "config": Config(language="en"), "rate": 1e6, "burst": 10**6}
        made = Settings(f"sqlite:///{path}", **(chosen | settings))  # type: ignore[arg-type]
        client = TestClient(create(made), raise_server_exceptions=False, follow_redirects=False)
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.app.state.memcon.ledger.close()  # type: ignore[attr-defined]
        client.close()


@pytest.fixture
def token(tmp_path: Path) -> tuple[Path, str]:
    """A file of tokens, and the token in it, of A. Reviewer."""
    path = tmp_path / "tokens.json"
    return path, add_token(path, "A. Reviewer")
