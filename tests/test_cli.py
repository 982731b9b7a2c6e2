"""The command line: what it prints where, and its exit codes."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from memcon.cli import main
from memcon.pipeline import Reader
from memcon.record import Document, Record

REPORT = """Brandt and Rivel speak by phone

President Ana Brandt of France spoke with Chancellor Tomas Rivel of Germany on the phone on 1 July 2025.

Brandt said the talk was useful. The call lasted two hours.
"""


@dataclass(frozen=True)
class Ran:
    """What one run of the command line left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process, so that models are loaded once for all tests."""

    def run(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["memcon", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code: object = 0
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code or 0
        said = capsys.readouterr()
        assert isinstance(code, int)
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report on disk."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_the_version_is_told(run: Run) -> None:
    """--version prints name and version and leaves with 0."""
    ran = run("--version")
    assert ran.code == 0
    assert ran.out.startswith("memcon 0.")


def test_help_is_quick_and_loads_no_model() -> None:
    """--help answers in under half a second of CPU, or 2.5 times what its libraries take; it loads nothing heavy.

    The least of three runs counts: other work on the machine only ever adds.
    """
    answering = (
        "import sys, time\n"
        "from memcon.cli import main\n"
        "sys.argv = ['memcon', '--help']\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = ('spacy', 'pydantic', 'memcon.pipeline')\n"
        "print([name for name in heavy if name in sys.modules], time.process_time())"
    )
    alone = "import time, typer, rich.console, rich.table, rich.markdown\nprint('[]', time.process_time())"
    (loaded, seconds), (_, libraries) = _least(answering), _least(alone)
    assert loaded == "[]"
    assert seconds < max(0.5, 2.5 * libraries)


def _least(code: str) -> tuple[str, float]:
    """What a fresh interpreter prints last but one, and the least CPU seconds of three that it prints last."""
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(3)]
    printed = [run.stdout.splitlines()[-1].rsplit(" ", 1) for run in runs]
    return printed[0][0], min(float(seconds) for _, seconds in printed)


def test_the_schema_is_printed_as_json(run: Run) -> None:
    """`memcon schema` prints a JSON Schema of a Record."""
    ran = run("schema")
    assert ran.code == 0
    assert json.loads(ran.out)["title"] == "Record"


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", ""],
        ["read", "x.txt", "--format", "pdf"],
        ["read", "x.txt", "--published", "last Tuesday"],
        ["read", "x.txt", "--no-such-option"],
        ["who"],
        ["who", "--country", "XX"],
        ["who", "Lavrov", "--at", "lately"],
        ["evaluate", "everything", "x"],
        ["no-such-command"],
    ],
)
def test_wrong_usage_leaves_with_2(run: Run, arguments: list[str]) -> None:
    """A missing argument, an unknown option, command, format or date is wrong usage."""
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("blank.txt", b" \n \n"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)),
        ("broken.jsonl", b'{"text": \n'),
        ("word.txt", b"a" * 3_000_000),
    ],
)
def test_bad_input_gives_one_line_and_1(run: Run, tmp_path: Path, name: str, content: bytes | None) -> None:
    """What cannot be read is named in one line on standard error, and nothing else is printed."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    ran = run("read", path)
    assert ran.code == 1
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("memcon: ")
    assert name in ran.err


def test_a_hostile_file_name_does_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    """A message shows control characters instead of obeying them, and stays one line."""
    ran = run("read", tmp_path / "a\x1b[31m\nb.txt")
    assert ran.code == 1
    assert "\x1b" not in ran.err
    assert len(ran.err.splitlines()) == 1


def test_an_output_that_cannot_be_written_gives_one_line(run: Run, report: Path, tmp_path: Path) -> None:
    """A folder that does not exist is told before anything is read."""
    ran = run("read", report, "--output", tmp_path / "nowhere" / "out.json")
    assert ran.code == 1
    assert ran.err.startswith("memcon: cannot write")
    assert len(ran.err.splitlines()) == 1


def test_the_gazetteer_answers_who_held_an_office_then(run: Run) -> None:
    """`memcon who` finds the French president of 1 January 2005, and says when he was in office."""
    ran = run("who", "French president", "--at", "2005-01-01")
    assert ran.code == 0
    assert ran.out.startswith("Jacques Chirac")
    assert "17 May 1995 – 16 May 2007" in ran.out


def test_the_gazetteer_answers_in_json(run: Run) -> None:
    """`--format json` gives every tenure with its source."""
    (answer,) = json.loads(run("who", "Lavrov", "--country", "rus", "--at", "2010", "--format", "json").out)
    assert answer["name"] == "Sergey Lavrov"
    assert all(tenure["source"] for tenure in answer["tenures"])


def test_nobody_known_is_one_line_and_1(run: Run) -> None:
    """Where the gazetteer knows no answer it says so, and the exit code is 1."""
    ran = run("who", "nobody at all")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "memcon: the gazetteer does not know nobody at all\n"


def test_ones_own_actors_answer_too(run: Run, tmp_path: Path) -> None:
    """`memcon who --actors` knows whom the file names; a fault in the file is one line with the entry."""
    own = tmp_path / "own.yaml"
    own.write_text("actors: [{id: acme:jane, name: Jane Doe, kind: person}]", "utf-8")
    assert run("who", "Jane Doe", "--actors", own).out.startswith("Jane Doe · person · acme:jane")
    own.write_text("actors: [{id: acme:jane, name: Jane Doe}]", "utf-8")
    for command in (("who", "Jane Doe"), ("read", "-")):
        ran = run(*command, "--actors", own)
        assert (ran.code, ran.out) == (1, "")
        assert len(ran.err.splitlines()) == 1
        assert "actor 1 (acme:jane): kind is missing" in ran.err


@pytest.mark.model
def test_ones_own_actors_are_read(run: Run, report: Path, tmp_path: Path) -> None:
    """`memcon read --actors` finds whom the file names under the id that it gives them."""
    own = tmp_path / "own.yaml"
    own.write_text("actors: [{id: acme:brandt, name: Ana Brandt, kind: person, country: FRA}]", "utf-8")
    record = json.loads(run("read", report, "--actors", own, "--format", "json").out)
    assert "acme:brandt" in {actor["id"] for actor in record["actors"]}


def test_a_title_that_many_hold_asks_whose(run: Run) -> None:
    """`memcon who` of a title alone says what to add."""
    ran = run("who", "prime minister")
    assert (ran.code, ran.out) == (1, "")
    assert "say whose, as in 'French president', or give --country" in ran.err


def test_a_measured_set_that_is_missing_is_one_line(run: Run, tmp_path: Path) -> None:
    """`memcon evaluate` on a set that is not there ends with one line."""
    ran = run("evaluate", "timex", tmp_path / "none.jsonl")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1


def test_copies_are_told_in_rows(run: Run, report: Path, tmp_path: Path) -> None:
    """A text has one row with its carriers in every format; a broken source is one line and exit code 1."""
    again = tmp_path / "again.txt"
    again.write_text(REPORT + "\nIt was their first.", encoding="utf-8")
    assert run("copies", report, again).out == "    2  Brandt and Rivel speak by phone\n"
    (row,) = json.loads(run("copies", report, again, "--format", "json").out)
    assert (row["carriers"], row["position"]) == (2, str(report))
    ran = run("copies", report, tmp_path / "missing.txt", "--format", "csv")
    assert ran.out.splitlines()[1].startswith("1,,,Brandt and Rivel speak by phone,,")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert run("copies", tmp_path / "missing.txt", "--format", "json").out == "[]\n"


@pytest.mark.model
def test_a_report_is_shown_as_a_page(run: Run, report: Path) -> None:
    """The default is a page for people, without escape sequences where standard output is no terminal."""
    ran = run("read", report)
    assert ran.code == 0
    assert "Brandt and Rivel speak by phone" in ran.out
    assert "\x1b" not in ran.out
    assert ran.err == ""


@pytest.mark.model
def test_standard_input_is_read(run: Run) -> None:
    """`-` is standard input."""
    ran = run("read", "-", "--format", "json", stdin=REPORT.encode())
    assert ran.code == 0
    assert json.loads(ran.out)["document"]["headline"] == "Brandt and Rivel speak by phone"


@pytest.mark.model
def test_one_record_is_an_object_and_several_are_an_array(run: Run, report: Path) -> None:
    """--format json gives valid JSON however many documents there are."""
    one = json.loads(run("read", report, "--format", "json").out)
    three = json.loads(run("read", report, report, report, "--format", "json").out)
    assert [found["document"]["id"] for found in three] == [one["document"]["id"]] * 3


@pytest.mark.model
def test_json_lines_come_in_order_with_their_addresses(run: Run, tmp_path: Path) -> None:
    """--format jsonl gives a record a line in the order of the documents, each with its url."""
    path = tmp_path / "reports.jsonl"
    urls = [f"https://news.example/{number}" for number in range(3)]
    path.write_text("".join(json.dumps({"url": url, "text": REPORT}) + "\n" for url in urls), encoding="utf-8")
    ran = run("read", path, "--format", "jsonl")
    assert [json.loads(record)["document"]["url"] for record in ran.out.splitlines()] == urls


@pytest.mark.model
def test_a_bad_document_among_many_is_told_and_the_rest_are_read(run: Run, report: Path, tmp_path: Path) -> None:
    """One failure leaves one line on standard error, the other records, and exit code 1."""
    ran = run("read", report, tmp_path / "missing.txt", report, "--format", "jsonl")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2
    assert len(ran.err.splitlines()) == 1
    assert "missing.txt" in ran.err


@pytest.mark.model
def test_an_interrupted_run_says_where_to_go_on(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written before the interruption and what --after gives are together the whole, each record once."""
    path = tmp_path / "re ports.jsonl"
    path.write_text("".join(json.dumps({"url": f"u{n}", "text": REPORT}) + "\n" for n in range(4)), encoding="utf-8")
    read = Reader.read

    def interrupted(self: Reader, document: Document) -> Record:
        if document.url == "u2":
            raise KeyboardInterrupt
        return read(self, document)

    with monkeypatch.context() as patch:
        patch.setattr(Reader, "read", interrupted)
        first = run("read", path, "--format", "jsonl")
    assert (first.code, first.err) == (130, f"memcon: stopped; go on with --after '{path}:2'\n")
    rest = run("read", path, "--format", "jsonl", "--after", f"{path}:2")
    urls = [json.loads(record)["document"]["url"] for record in (first.out + rest.out).splitlines()]
    assert urls == ["u0", "u1", "u2", "u3"]


@pytest.mark.model
def test_a_position_that_is_nowhere_is_told(run: Run, report: Path) -> None:
    """--after a position that the sources have not is one line and exit code 1, and nothing is read."""
    ran = run("read", report, "--after", "elsewhere.jsonl:7")
    assert (ran.code, ran.out) == (1, "")
    assert "no document stands there" in ran.err


@pytest.mark.model
def test_the_output_file_decides_the_format(run: Run, report: Path, tmp_path: Path) -> None:
    """--output page.html writes HTML, and nothing to standard output."""
    ran = run("read", report, "--output", tmp_path / "page.html")
    assert ran.code == 0
    assert ran.out == ""
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.model
def test_options_reach_the_reader(run: Run, report: Path) -> None:
    """--published dates a document that states no date itself, and --language is kept."""
    ran = run("read", report, "--published", "2025-07-03", "--language", "en", "--format", "json")
    document = json.loads(ran.out)["document"]
    assert document["published"] == "2025-07-03"
    assert document["published_source"]["source"] == "option"


@pytest.mark.model
def test_timings_name_the_stages(run: Run, report: Path) -> None:
    """--timings prints each stage's seconds and share to standard error, the parse among them."""
    ran = run("read", report, "--timings")
    assert ran.code == 0
    assert "parse" in ran.err
    assert "100.0%" in ran.err


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.model
def test_progress_is_shown_on_a_terminal_alone(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several documents are counted on standard error where that is a terminal, and nowhere else."""
    arguments = ("read", report, report, "--format", "jsonl")
    piped = run(*arguments)
    assert piped.err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert run(*arguments).out == piped.out
    assert "2 documents" in terminal.getvalue()


@pytest.mark.parametrize("command", ["schema", "read"])
def test_a_full_disk_gives_one_line(command: str, report: Path) -> None:
    """Where the output cannot be written, one line says so, and the exit code is 1."""
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    arguments = [command] if command == "schema" else [command, str(report)]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "memcon", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr == "memcon: cannot go on: No space left on device\n"


@pytest.mark.model
def test_a_broken_pipe_is_quiet(report: Path) -> None:
    """Where the reader of the output goes away, nothing is printed to standard error."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "memcon", "read", str(report), str(report), "--format", "jsonl"]
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (1, "")
