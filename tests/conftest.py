"""What many tests share: one loaded Reader, documents made of plain text, marked text, and the data folder."""

from __future__ import annotations

import gc
import os
import re
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from memcon.config import Config
from memcon.pipeline import Reader
from memcon.record import Document, Paragraph, Record

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
_TAG = re.compile(r"<(/?)([a-z_]+)((?:\s+[a-z_]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r"([a-z_]+)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Mark:
    """One marked stretch of a text: its tag, its offsets in the text without marks, and its attributes."""

    tag: str
    start: int
    end: int
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Marked:
    """A text written with marks, without them, and the marks in the order of their starts."""

    text: str
    marks: tuple[Mark, ...]


def unmark(written: str) -> Marked:
    """Takes `<tag name="value">...</tag>` out of a text; raises ValueError where a mark is not closed."""
    text, position = "", 0
    opened: list[tuple[str, int, dict[str, str]]] = []
    marks: list[Mark] = []
    for match in _TAG.finditer(written):
        text += written[position : match.start()]
        position = match.end()
        if not match[1]:
            opened.append((match[2], len(text), dict(_ATTRIBUTE.findall(match[3]))))
            continue
        tag, start, attributes = opened.pop()
        if tag != match[2]:
            raise ValueError(f"<{tag}> closed as </{match[2]}> in {written!r}")
        marks.append(Mark(tag, start, len(text), attributes))
    if opened:
        raise ValueError(f"<{opened[-1][0]}> is not closed in {written!r}")
    return Marked(text + written[position:], tuple(sorted(marks, key=lambda mark: (mark.start, mark.end))))


def make_document(text: str, published: str | None = None, headline: str | None = None) -> Document:
    """A Document of a text whose paragraphs are parted by blank lines; a headline is put before it."""
    whole = f"{headline}\n\n{text}" if headline else text
    paragraphs, start = [], 0
    for part in whole.split("\n\n"):
        paragraphs.append(Paragraph(start, start + len(part)))
        start += len(part) + 2
    return Document(whole, language="en", headline=headline, published=published, paragraphs=tuple(paragraphs))


def least_seconds(work: Callable[[], object]) -> float:
    """The least CPU seconds of three runs of some work, none of which also collects the whole suite's garbage.

    Other work on the machine and a full collection, which takes a second among loaded models, only ever add.
    """
    spent = []
    gc.disable()
    try:
        for _ in range(3):
            started = time.process_time()
            work()
            spent.append(time.process_time() - started)
    finally:
        gc.enable()
    return min(spent)


def load_cases(name: str) -> list[Any]:
    """The cases of tests/cases/<name>.toml as pytest parameters, each under its name; `xfail` gives a known defect."""
    rows = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [
        pytest.param(
            row,
            id=row["name"],
            marks=[pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else [],
        )
        for row in rows
    ]


def data_folder() -> Path:
    """Where the shared data lies: $MEMCON_DATA, else ../shared/data beside the checkout."""
    return Path(os.environ.get("MEMCON_DATA") or Path(__file__).parents[2] / "shared" / "data")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives a test that asks for <name>_case every case of tests/cases/<name>.toml."""
    for fixture in metafunc.fixturenames:
        name = fixture.removesuffix("_case")
        if name != fixture and (CASES / f"{name}.toml").exists():
            metafunc.parametrize(fixture, load_cases(name))


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The one Reader of the test run: its parser and gazetteer are loaded once."""
    return Reader(Config(language="en"))


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Record]:
    """Reads a text: read(text, published=None, headline=None)."""

    def read(text: str, published: str | None = None, headline: str | None = None) -> Record:
        return reader.read(make_document(text, published, headline))

    return read


@pytest.fixture(scope="session")
def unmarked() -> Callable[[str], Marked]:
    """The parser of marked text."""
    return unmark


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """Makes a Document: document(text, published=None, headline=None)."""
    return make_document


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of modules that other processes can import; test modules themselves they cannot."""
    folder = Path(__file__).parent / "importable"
    monkeypatch.syspath_prepend(folder)
    return folder


@pytest.fixture(scope="session")
def data() -> Path:
    """The shared data; a test that asks for it is skipped where it is absent."""
    folder = data_folder()
    if not folder.is_dir():
        pytest.skip(f"the shared data is not at {folder}; set MEMCON_DATA")
    return folder


@pytest.fixture(scope="session")
def examples_ledger(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A ledger that holds the example reports, read once; tests that write work on a copy."""
    from memcon import intake
    from memcon.ingestion import open_ledger

    path = tmp_path_factory.mktemp("ledger") / "examples.db"
    found = intake.documents([EXAMPLES], reader.config)
    with open_ledger(f"sqlite:///{path}") as ledger:
        ledger.add([reader.read(one) for one in found if isinstance(one, Document)])
    return path
