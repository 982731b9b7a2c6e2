"""The commands that take documents into a ledger and read them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from memcon.cli import app

CALL = "Xi Jinping and Volodymyr Zelensky spoke by telephone on 26 April 2023, Beijing said."


def run(*arguments: object) -> Result:
    """What a command prints, and its exit code."""
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.mark.model
def test_documents_go_into_a_ledger_once(tmp_path: Path) -> None:
    """ingest makes the ledger, tells how many documents are new, and the second time that all are known."""
    (tmp_path / "report.txt").write_text(CALL, encoding="utf-8")
    ledger = tmp_path / "ledger.db"
    first = run("ingest", tmp_path / "report.txt", "--ledger", ledger, "--published", "2023-04-27")
    assert (first.exit_code, first.stdout[:19]) == (0, "1 document: 1 new, ")
    assert "1 document: 0 new, 1 known" in run("ingest", tmp_path / "report.txt", "--ledger", ledger).stdout
    assert "26 April 2023" in run("contacts", "Xi Jinping", "Zelensky", "--ledger", ledger).stdout
    again = run("reread", "--all", "--diff", "--ledger", ledger)
    assert (again.exit_code, again.stdout) == (0, "1 document read anew: 0 changed, 0 failed\n")


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A document that cannot be read is named on standard error and kept as a failure; the exit code is 1."""
    ledger = tmp_path / "ledger.db"
    ran = run("ingest", tmp_path / "nowhere.txt", "--ledger", ledger)
    assert ran.exit_code == 1
    assert "nowhere.txt: no such file" in ran.stderr
    assert "0 new, 0 known, 1 failed" in ran.stdout
    assert "nowhere.txt" in run("failures", "--ledger", ledger).stdout


def test_there_must_be_a_ledger_to_read_anew(tmp_path: Path) -> None:
    """reread makes no ledger where there is none, and says how one is made."""
    ran = run("reread", "--ledger", tmp_path / "ledger.db")
    assert ran.exit_code == 1
    assert "memcon ingest" in str(ran.exception)
    assert not (tmp_path / "ledger.db").exists()
