"""Hostile input on the command line: one clear line on standard error, exit code 1, no traceback, within seconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from memcon.cli import main

HOSTILE: dict[str, tuple[str, bytes | None]] = {
    "missing": ("missing.txt", None),
    "empty": ("empty.txt", b""),
    "blank": ("blank.txt", b" \n\t\r\n \xc2\xa0"),
    "nul-bytes": ("zeros.txt", b"\x00" * 10_000),
    "image": ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "pdf": ("report.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 40),
    "zip": ("archive.txt", b"PK\x03\x04" + bytes(range(256)) * 40),
    "random-bytes": ("random.txt", bytes((7 * n * n + 13 * n) % 256 for n in range(5_000))),
    "long-word": ("word.txt", b"a" * 3_000_000),
    "long-word-in-text": ("text.txt", b"Macron met " + b"a" * 3_000_000 + b" in Paris."),
    "json-cut-short": ("cut.json", b'{"text": "Macron met'),
    "json-of-no-document": ("list.json", b"[1]"),
    "json-deep": ("deep.json", b"[" * 100_000),
    "json-lines-all-malformed": ("lines.jsonl", b'{"text": \n'),
    "html-empty": ("page.html", b"<html><body></body></html>"),
    "html-script-only": ("script.html", b"<html><body><script>alert(1)</script></body></html>"),
    "language-not-read": (
        "tlh.json",
        b'{"url": "tlh.json", "language": "tlh", "text": "nuqneH. tlhIngan maH. Qapla\' SoH."}',
    ),
}
"""Name -> file name and content (None: there is no such file)."""


@pytest.mark.parametrize("name", HOSTILE)
def test_bad_input_is_one_line_and_leaves_with_1(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What cannot be read is told in one line that names it, with nothing on standard output."""
    file_name, content = HOSTILE[name]
    path = tmp_path / file_name
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(sys, "argv", ["memcon", "read", str(path), "--format", "jsonl"])
    with pytest.raises(SystemExit) as leaving:
        main()
    said = capfd.readouterr()
    assert leaving.value.code == 1
    assert said.out == ""
    assert len(said.err.splitlines()) == 1, said.err
    assert said.err.startswith("memcon: ")
    assert file_name in said.err
    assert len(said.err) < 400
    assert said.err.rstrip("\n").isprintable()


def _run(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from memcon.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=10, check=False)


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_html_unclosed_and_deep_ends_within_ten_seconds(tag: str, tmp_path: Path) -> None:
    """50,000 levels of tags that never close give a record or one line, in a process of their own, never a crash."""
    path = tmp_path / "deep.html"
    path.write_bytes(b"<html><body>" + tag.encode() * 50_000 + b"<p>Macron met Putin in Paris on Tuesday.")
    ran = _run("read", path, "--format", "jsonl")
    assert ran.returncode in (0, 1)
    assert b"Traceback" not in ran.stderr
    if ran.returncode == 1:
        assert len(ran.stderr.splitlines()) == 1, ran.stderr


def test_a_process_of_its_own_leaves_no_traceback(tmp_path: Path) -> None:
    """The program as installed refuses a binary with one line, within ten seconds."""
    path = tmp_path / "zeros.txt"
    path.write_bytes(b"\x00" * 100_000)
    ran = _run("read", path)
    assert ran.returncode == 1
    assert ran.stdout == b""
    assert len(ran.stderr.splitlines()) == 1
    assert b"Traceback" not in ran.stderr
