"""The commands that serve a ledger, started and stopped as a person does it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from typer.testing import CliRunner

from memcon.cli import app
from memcon.errors import ConfigError, InputError

_SECONDS = 60


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """memcon in a process of its own, killed at the end where it still runs."""
    command = [sys.executable, "-m", "memcon", *arguments]
    started = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


def get(port: int, path: str, host: str) -> tuple[int, str]:
    """The status and the body of an answer, asked for until the server listens."""
    until = time.monotonic() + _SECONDS
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": host})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


def test_a_server_starts_answers_and_stops(tmp_path: Path) -> None:
    """It says its address, answers to its own name alone, makes the ledger, and ends without a traceback on Ctrl-C."""
    port, ledger = free_port(), tmp_path / "new.db"
    with running("serve", "--ledger", str(ledger), "--port", str(port)) as server:
        status, page = get(port, "/", f"127.0.0.1:{port}")
        assert (status, "memcon ingest" in page) == (200, True)
        assert get(port, "/api/v1/stats", "localhost")[0] == 200
        assert get(port, "/", "evil.example")[0] == 421
        server.send_signal(signal.SIGINT)
        shown, complained = server.communicate(timeout=_SECONDS)
    assert f"http://127.0.0.1:{port}/" in shown
    assert "Traceback" not in complained
    assert ledger.exists()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """Both servers say in one line that they cannot listen, before they open a ledger."""
    ledger = tmp_path / "new.db"
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        for command in (["serve"], ["mcp", "--http"]):
            found = CliRunner().invoke(app, [*command, "--port", port, "--ledger", str(ledger)])
            assert isinstance(found.exception, ConfigError), found.output
            assert "cannot listen at 127.0.0.1" in str(found.exception)
    assert not ledger.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "--allow-host"),
        (["--host", "no such host", "--allow-host", "x"], "cannot listen"),
        (["--host", "x" * 70, "--allow-host", "x"], "cannot listen"),
    ],
    ids=["everybody", "no-host", "too-long"],
)
def test_an_address_beyond_this_machine_needs_a_name(arguments: list[str], words: str, tmp_path: Path) -> None:
    """Listening to others is refused without a name to answer to, and so is an address that is none."""
    found = CliRunner().invoke(app, ["serve", *arguments, "--ledger", str(tmp_path / "new.db")])
    assert isinstance(found.exception, ConfigError), found.output
    assert words in str(found.exception)


def test_a_token_is_printed_once_and_kept_as_a_hash(tmp_path: Path) -> None:
    """The file names who may write and does not hold the token; a name has one token; others may not read the file."""
    path = tmp_path / "tokens.json"
    made = CliRunner().invoke(app, ["token", "A. Reviewer", "--tokens", str(path)]).stdout.strip()
    assert len(made) >= 43
    assert list(json.loads(path.read_text())) == ["A. Reviewer"]
    assert made not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    again = CliRunner().invoke(app, ["token", "A. Reviewer", "--tokens", str(path)])
    assert isinstance(again.exception, InputError)


def test_tools_are_served_on_standard_streams(tmp_path: Path) -> None:
    """The first request of the protocol is answered on standard output, which holds nothing else."""
    asked = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
    }  # fmt: skip
    with running("mcp", "--ledger", str(tmp_path / "new.db")) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(f"{json.dumps(asked)}\n")
        server.stdin.flush()
        answer = json.loads(server.stdout.readline())
    assert answer["result"]["serverInfo"]["name"] == "memcon"


def test_tools_over_http_know_their_own_host(tmp_path: Path) -> None:
    """A page elsewhere that points its own name at this machine gets no answer of the tools."""
    port = free_port()
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}).encode()
    with running("mcp", "--http", "--ledger", str(tmp_path / "new.db"), "--port", str(port)):
        get(port, "/", f"127.0.0.1:{port}")
        headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        request = urllib.request.Request(f"http://127.0.0.1:{port}/mcp", body, {**headers, "Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=30)
        with refused.value:
            assert refused.value.code in (403, 421)
