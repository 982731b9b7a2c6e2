"""Taking many documents into a ledger, and reading them anew: nothing is lost, nothing doubled, whatever is killed."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from memcon.ingestion import Taken, ingest, open_ledger, reread
from memcon.intake import Failure
from memcon.ledger import Ledger

PAIR = ("local:person:brandt", "local:person:rivel")


@pytest.fixture
def stub(importable: Path) -> Any:
    """The module of the reader that reads at once."""
    return import_module("stub_reader")


def write(path: Path, texts: Iterable[str], mode: str = "w") -> Path:
    """Texts as JSON Lines."""
    with path.open(mode, encoding="utf-8") as file:
        for text in texts:
            file.write(json.dumps({"text": text, "language": "en", "published": "2025-07-02"}) + "\n")
    return path


def told_of(ledger: Ledger) -> object:
    """What a ledger answers, without what depends on when it was asked."""
    contacts = ledger.contacts(*PAIR, most=None).contacts
    documents = sorted(source.document for source in ledger.documents())
    return ledger.stats(), [(one.id, one.earliest, one.reports) for one in contacts], documents


def test_documents_are_taken_in_once(stub: Any, tmp_path: Path) -> None:
    """A run takes in every document, a second run none, and texts that come twice are one document."""
    path = write(tmp_path / "news.jsonl", [stub.text(number) for number in (1, 2, 3, 2)])
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        first = ingest([path], ledger, reading=stub.reading)
        assert (first.met, first.new, first.known, first.failed) == (4, 3, 1, 0)
        before = told_of(ledger)
        again = ingest([path], ledger, reading=stub.reading)
        assert (again.met, again.new, again.known) == (4, 0, 4)
        assert told_of(ledger) == before


def test_failures_are_kept_until_they_are_gone(stub: Any, tmp_path: Path) -> None:
    """What cannot be read is told and kept with its position and reason, and forgotten once it is read."""
    path = write(tmp_path / "news.jsonl", [stub.text(1), "This is unreadable.", stub.text(2)])
    told: list[object] = []
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        taken = ingest([path], ledger, reading=stub.reading, told=told.append)
        assert (taken.new, taken.failed) == (2, 1)
        assert Failure(f"{path}:2", "reading", "the document cannot be read; try another") in told
        assert [(one.position, one.stage) for one in ledger.failures()] == [(f"{path}:2", "reading")]
        write(path, [stub.text(1), stub.text(3), stub.text(2)])
        ingest([path], ledger, reading=stub.reading)
        assert ledger.failures() == ()


def test_parallel_readers_may_die(stub: Any, tmp_path: Path) -> None:
    """Documents that kill their process are failures, all others are read, and in the end it is as with one process."""
    texts = [stub.text(number) for number in range(24)]
    texts[7] = "This is deadly."
    texts[20] = f"{stub.text(20)} once {tmp_path / 'mark'} and no more."
    path = write(tmp_path / "news.jsonl", texts)
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        taken = ingest([path], ledger, workers=2, reading=stub.reading)
        assert (taken.met, taken.new, taken.failed) == (24, 23, 1)
        assert [one.position for one in ledger.failures()] == [f"{path}:8"]
        with open_ledger(f"sqlite:///{tmp_path / 'other.db'}") as other:
            ingest([path], other, workers=1, reading=stub.reading_deadly_refused)
            assert told_of(ledger) == told_of(other)


def stopped(path: Path, ledger: Ledger, stub: Any, least: int) -> int:
    """Stops a run when it has met so many documents; how many it had met then."""
    met = [0]

    def stop(told: object) -> None:
        if isinstance(told, Taken):
            met[0] = told.met
            if told.met >= least:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([path], ledger, batch=10, workers=1, reading=stub.reading, told=stop)
    return met[0]


def test_a_stopped_run_goes_on_where_it_stopped(stub: Any, tmp_path: Path) -> None:
    """After an interruption the same run meets only what comes after the last batch that was written."""
    path = write(tmp_path / "news.jsonl", [stub.text(number) for number in range(50)])
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        met = stopped(path, ledger, stub, 20)
        taken = ingest([path], ledger, batch=10, workers=1, reading=stub.reading)
        assert (taken.met, taken.new) == (50 - met, 50 - met)
        assert ingest([path], ledger, workers=1, reading=stub.reading).met == 50


def test_a_run_whose_place_is_gone_begins_anew(stub: Any, tmp_path: Path) -> None:
    """Where the file has changed so that the place of the interruption is gone, all of it is looked at again."""
    path = write(tmp_path / "news.jsonl", [stub.text(number) for number in range(50)])
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        stopped(path, ledger, stub, 20)
        write(path, [stub.text(number) for number in range(90, 95)])
        taken = ingest([path], ledger, batch=10, workers=1, reading=stub.reading)
        assert (taken.met, taken.new, taken.failed) == (5, 5, 0)


def test_reading_anew_replaces_and_tells(stub: Any, tmp_path: Path) -> None:
    """A later reader's records take the place of the former's, what changed is told, and a third time nothing does."""
    path = write(tmp_path / "news.jsonl", [stub.text(number) for number in range(3)])
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        ingest([path], ledger, reading=stub.reading)
        assert list(reread(ledger, reading=stub.reading_anew, workers=1)) != []
        assert ledger.search("harbour number") == ()
        (changed, *_) = reread(ledger, everything=True, reading=stub.reading, workers=1)
        (difference,) = changed.differences
        assert (difference.layer, difference.gone) == ("statements", ())
        assert difference.come == ("Brandt (indirect): harbour number 0 stays open",)
        assert len(ledger.search("harbour")) == 3
        assert [one.differences for one in reread(ledger, everything=True, reading=stub.reading)] == [(), (), ()]


@pytest.mark.timeout(300)  # each kill starts a process; on an idle machine all take 15 seconds
def test_killed_at_any_moment_nothing_is_lost_or_doubled(stub: Any, url: str, tmp_path: Path) -> None:
    """After 50 kills at random moments, each told batch is there, and at the end all is as in one run without any."""
    path = write(tmp_path / "news.jsonl", [])
    with open_ledger(f"sqlite:///{tmp_path / 'first.db'}") as ledger:  # what is loaded here, no run has to load
        ingest([write(tmp_path / "first.jsonl", [stub.text(1)])], ledger, reading=stub.reading)
    chance = random.Random(8)
    kills = written = 0
    while kills < 50:
        write(path, (stub.text(number) for number in range(written, written + 8)), "a")
        written += 8
        told = killed_run(path, url, stub.reading, chance.uniform(0, 0.1))
        if told is None:
            continue
        kills += 1
        with open_ledger(url) as ledger:
            assert dict(ledger.stats().counts)["documents"] >= told
    with open_ledger(url) as ledger, open_ledger(f"sqlite:///{tmp_path / 'whole.db'}") as whole:
        ingest([path], ledger, batch=3, reading=stub.reading)
        ingest([path], whole, reading=stub.reading)
        assert told_of(ledger) == told_of(whole)
        assert dict(ledger.stats().counts)["documents"] == written
    if url.startswith("sqlite"):
        with sqlite3.connect(tmp_path / "ledger.db") as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.close()


def killed_run(path: Path, url: str, reading: Callable[..., object], seconds: float) -> int | None:
    """Kills a run after a time; how many documents it had told of as held by then, None where it was done before."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with open_ledger(url) as ledger:
                held = dict(ledger.stats().counts)["documents"]

                def tell(told: object) -> None:
                    if isinstance(told, Taken):
                        os.write(writes, f"{held + told.new}\n".encode())

                ingest([path], ledger, batch=3, reading=reading, told=tell, workers=1)  # type: ignore[arg-type]
        finally:
            os._exit(0)
    os.close(writes)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reads) as pipe:
        told = [int(line) for line in pipe.read().split()]
    return max(told, default=0) if os.WIFSIGNALED(status) else None


def test_readers_end_with_the_run_that_started_them(importable: Path, tmp_path: Path) -> None:
    """When a run with parallel readers is killed, its processes end by themselves."""
    path = write(tmp_path / "news.jsonl", [f"A slow text with the number {number}." for number in range(2000)])
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import stub_reader\n"
        "from memcon.ingestion import ingest, open_ledger\n"
        "ingest([sys.argv[2]], open_ledger(sys.argv[3]), workers=2, batch=4, reading=stub_reader.reading, "
        "told=lambda _: print('told', flush=True))\n"
    )
    arguments = [sys.executable, "-c", code, str(importable), str(path), f"sqlite:///{tmp_path / 'ledger.db'}"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "told\n"
        run.kill()
    deadline = time.monotonic() + 20
    while processes_of(run.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_of(run.pid) == []


def processes_of(session: int) -> list[int]:
    """The processes that belong to a session and are not dead."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if folder.name.isdigit() and int(fields[3]) == session and fields[0] not in "ZX":
            found.append(int(folder.name))
    return found
