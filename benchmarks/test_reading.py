"""What reading costs beside the parse alone, on a report of a thousand words; run with `make bench`."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memcon import intake
from memcon.config import Config
from memcon.pipeline import Reader
from memcon.reading import parse
from memcon.record import Document

REPORT = (Path(__file__).parent / "report.txt").read_text("utf-8")
CONFIG = Config(language="en", published="2025-07-03")


@pytest.fixture(scope="module")
def document() -> Document:
    """The report, taken in."""
    return intake.from_text(REPORT, CONFIG)


@pytest.fixture(scope="module")
def reader(document: Document) -> Reader:
    """A Reader that has read once, so that nothing is loaded while the clock runs."""
    reader = Reader(CONFIG)
    reader.read(document)
    return reader


def test_take_in(benchmark: Any) -> None:
    """From text to Document."""
    benchmark(intake.from_text, REPORT, CONFIG)


def test_parse_alone(benchmark: Any, document: Document, reader: Reader) -> None:
    """What any reader built on the parser pays."""
    benchmark(parse.parse, document, "en")


def test_whole_reading(benchmark: Any, document: Document, reader: Reader) -> None:
    """The parse and everything read from it."""
    benchmark(reader.read, document)


def test_ratio(benchmark: Any, document: Document, reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints the CPU time of the whole reading over that of the parse: the best of several of each."""
    whole = benchmark.pedantic(lambda: _best(lambda: reader.read(document)), rounds=1)
    alone = _best(lambda: parse.parse(document, "en"))
    words = len(REPORT.split())
    with capsys.disabled():
        print(
            f"\n{words} words: parse {alone * 1000:.0f} ms, whole reading {whole * 1000:.0f} ms of CPU, "
            f"ratio {whole / alone:.2f}, {words / whole:.0f} words a second"
        )
    assert whole > 0


def _best(run: Callable[[], object], rounds: int = 7) -> float:
    """The least CPU seconds of several runs: other work on the machine only ever adds."""
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        seconds.append(time.process_time() - start)
    return min(seconds)
