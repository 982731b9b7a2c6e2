"""The commands that ask a ledger, on the example reports."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from memcon.cli import app
from memcon.errors import InputError, MemconError

pytestmark = pytest.mark.model
Ask = Callable[..., str]


@pytest.fixture
def ask(examples_ledger: Path) -> Ask:
    """Runs a command on the ledger of the examples and returns what it prints."""

    def run(*arguments: str, ledger: Path = examples_ledger) -> str:
        found = CliRunner().invoke(app, [*arguments, "--ledger", str(ledger)])
        if found.exception and not isinstance(found.exception, SystemExit):
            raise found.exception
        assert found.exit_code == 0, found.output
        return found.stdout

    return run


def main_contact(ask: Ask) -> str:
    """The id of the latest contact of Xi and Zelensky in the examples."""
    rows = list(csv.DictReader(StringIO(ask("contacts", "Xi Jinping", "Zelensky", "--format", "csv"))))
    return rows[-1]["id"]


def test_reports_of_one_call_are_one_contact(ask: Ask) -> None:
    """The examples tell of one call from several sides: the timeline has it once, with each report as a source."""
    tree = json.loads(ask("contacts", "Xi Jinping", "Zelensky", "--format", "json"))
    call = next(one for one in tree["contacts"] if one["kind"] == "phone" and one["earliest"] == "2023-04-26")
    assert call["reports"] >= 3
    assert len([source for key, source in tree["sources"] if key == call["id"]]) == call["reports"]


def test_text_names_the_pair_the_day_and_the_sources(ask: Ask) -> None:
    """A person sees whom, when, how, and by which outlet."""
    shown = ask("contacts", "Xi Jinping", "Zelensky")
    assert shown.startswith("Xi Jinping and Volodymyr Zelenskyy")
    assert "26 April 2023" in shown
    assert "Presidency of Ukraine" in shown


def test_last_knows_only_what_was_over_by_then(ask: Ask) -> None:
    """Before the call there is none, and that is said to be no proof."""
    assert "no proof" in ask("last", "Xi Jinping", "Zelensky", "--as-of", "2020-01-01")
    assert "26 April 2023" in ask("last", "Xi Jinping", "Zelensky", "--as-of", "2023-12-31")


def test_a_contact_shows_versions_and_both_accounts(ask: Ask) -> None:
    """Fields stand with the number of their sources, and each side's account with its outlet."""
    shown = ask("contact", main_contact(ask))
    assert "phone call" in shown
    assert "China says" in shown
    assert "Ukraine says" in shown


def test_compare_tells_what_only_one_side_says(ask: Ask) -> None:
    """The comparison names both sides."""
    tree = json.loads(ask("compare", main_contact(ask), "--format", "json"))
    assert {side["name"] for side in tree["sides"]} >= {"China", "Ukraine"}
    assert tree["only"]


@pytest.mark.parametrize(
    "arguments",
    [("silences", "--over", "P1M"), ("search", "peace"), ("findings",), ("stats",), ("failures",)],
    ids=lambda arguments: arguments[0],
)
def test_every_answer_has_three_forms(ask: Ask, arguments: tuple[str, ...]) -> None:
    """Text, JSON and CSV of one answer can all be read."""
    assert isinstance(ask(*arguments), str)
    assert isinstance(json.loads(ask(*arguments, "--format", "json")), list | dict)
    header = next(csv.reader(StringIO(ask(*arguments, "--format", "csv"))))
    assert len(header) > 1


def test_what_a_person_judges_is_above_the_scores(ask: Ask, examples_ledger: Path, tmp_path: Path) -> None:
    """Two reports of one contact that a person calls different are two contacts, and one again when called the same."""
    copy = tmp_path / "copy.db"
    shutil.copy(examples_ledger, copy)
    tree = json.loads(ask("contact", main_contact(ask), "--format", "json", ledger=copy))
    first, second = tree["merged"]["sightings"][:2]
    said = ask("judge", first, second, "different", "--by", "A. Reviewer", ledger=copy)
    assert "they are" in said
    assert "both are" in ask("judge", first, second, "same", "--by", "A. Reviewer", ledger=copy)


@pytest.mark.parametrize(
    ("form", "holds"),
    [
        ("csv", "document,id,event"),
        ("jsonl", '"channel":"phone"'),
        ("records", '"memcon":'),
        ("polecat", "Event ID\tEvent Date"),
        ("followthemoney", '"schema": "Person"'),
        ("json-ld", "https://schema.org"),
        ("annotations", "TextQuoteSelector"),
        ("icalendar", "BEGIN:VEVENT"),
        ("graphml", "<graphml"),
    ],
)
def test_a_ledger_is_exported(ask: Ask, form: str, holds: str) -> None:
    """Each format writes what the ledger holds."""
    assert holds in ask("export", form)


def test_parquet_is_a_folder(ask: Ask, tmp_path: Path) -> None:
    """Parquet writes a folder of tables and tells how many rows each has."""
    assert "documents 4" in ask("export", "parquet", "--output", str(tmp_path / "out"))
    assert (tmp_path / "out" / "statements").is_dir()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("contacts", "Nobody Atall", "Zelensky"), "nobody is known"),
        (("contact", "zzz"), "no contact has the id"),
        (("export", "csv", "--table", "nothing"), "there is no table"),
        (("search", "?!"), "holds no word"),
    ],
)
def test_what_cannot_be_answered_is_one_line(ask: Ask, arguments: tuple[str, ...], words: str) -> None:
    """A question that has no answer raises an error of one line that says what to do."""
    with pytest.raises(MemconError, match=words) as caught:
        ask(*arguments)
    assert "\n" not in str(caught.value)


def test_asking_makes_no_ledger(ask: Ask, tmp_path: Path) -> None:
    """A ledger that is not there is an error, and none is made."""
    with pytest.raises(InputError, match="memcon ingest"):
        ask("stats", ledger=tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_answers_become_frames(examples_ledger: Path) -> None:
    """In Python the same table is a polars DataFrame."""
    import memcon

    with memcon.open_ledger(examples_ledger) as ledger:
        found: Any = memcon.frame(ledger.contacts("Xi Jinping", "Zelensky"))
        assert "phone" in found["kind"].to_list()
        with pytest.raises(TypeError, match="no table"):
            memcon.frame("words")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["csv", "--table", "nothing"], "no table"), (["records", "--from", "2025"], "written whole")],
    ids=["table", "bounds"],
)
def test_an_export_that_cannot_be_empties_no_file(ask: Ask, tmp_path: Path, arguments: list[str], words: str) -> None:
    """What is wrong is told before the file is opened: what stood in it stays."""
    path = tmp_path / "kept.csv"
    path.write_text("kept")
    with pytest.raises(InputError, match=words):
        ask("export", *arguments, "--output", str(path))
    assert path.read_text() == "kept"


@pytest.mark.parametrize("over", ["P99999999999999999999Y", "P" + "9" * 5000 + "D", "PT5H", "1Y"])
def test_a_length_beyond_reason_is_wrong_usage(examples_ledger: Path, over: str) -> None:
    """A silence of more years than there were, or of hours, is refused as what it is."""
    found = CliRunner().invoke(app, ["silences", "--over", over, "--ledger", str(examples_ledger)])
    assert found.exit_code == 2
