"""Positions of documents, going on after one, patterns, and columns of other names."""

import gzip
import io
import json
from pathlib import Path

import pytest

from memcon.config import Config
from memcon.errors import ConfigError
from memcon.intake import Failure, documents, from_mapping, located
from memcon.record import Document

TEXT = "The envoys of Alda and Brenn met on Friday in Vienna."
CONFIG = Config(language="en")


def folder(tmp_path: Path) -> Path:
    """A folder of a text, JSON Lines with a broken line, a JSON list and a cut-off compressed file."""
    lines = [json.dumps({"text": f"{TEXT} {number}"}) for number in range(4)]
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("\n".join([lines[0], "{", *lines[1:]]), encoding="utf-8")
    (tmp_path / "c.json").write_text(f"[{lines[0]}, 7, {lines[1]}]", encoding="utf-8")
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress("\n".join(lines * 500).encode())[:-30])
    (tmp_path / "e.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_every_document_and_failure_has_its_position(tmp_path: Path) -> None:
    """Positions are the file, and the line or item in it; those of one run are all different."""
    found = list(located([folder(tmp_path)], CONFIG))
    positions = [one.position.removeprefix(f"{tmp_path}/") for one in found]
    assert positions[:9] == [
        "a.txt", "b.jsonl:1", "b.jsonl:2", "b.jsonl:3", "b.jsonl:4", "b.jsonl:5", "c.json[1]", "c.json[2]", "c.json[3]"
    ]  # fmt: skip
    assert positions[-2:] == ["d.jsonl.gz", "e.txt"]
    assert len(set(positions)) == len(positions)
    assert all(one.item.source == one.position for one in found if isinstance(one.item, Failure))


def test_a_run_goes_on_after_any_position(tmp_path: Path) -> None:
    """Going on after a position gives exactly what came after it in the whole run, failures as well."""
    whole = list(located([folder(tmp_path)], CONFIG))
    for number in (*range(12), len(whole) - 3, len(whole) - 2, len(whole) - 1):
        rest = list(located([tmp_path], CONFIG, after=whole[number].position))
        assert rest == whole[number + 1 :], whole[number].position


def test_what_was_read_before_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members up to the position are passed over without being parsed."""
    path = folder(tmp_path) / "b.jsonl"
    made = []
    monkeypatch.setattr(
        "memcon.intake.objects.from_mapping", lambda obj, config: made.append(obj) or Document(obj["text"])
    )
    assert len(list(documents([path], CONFIG, after=f"{path}:4"))) == len(made) == 1


@pytest.mark.parametrize("position", ["b.jsonl:99", "b.jsonl:x", "nowhere.txt", ""])
def test_a_position_that_is_never_met_is_told(tmp_path: Path, position: str) -> None:
    """A run after a position that is not there gives one Failure and no silence."""
    (found,) = documents([folder(tmp_path)], CONFIG, after=f"{tmp_path}/{position}")
    assert isinstance(found, Failure)
    assert "check the position" in found.reason


def test_a_pattern_the_shell_left_alone_is_expanded(tmp_path: Path) -> None:
    """A pattern gives its files by name; a file whose own name looks like a pattern is that file."""
    folder(tmp_path)
    (tmp_path / "[1].txt").write_text("Talks were held.", encoding="utf-8")
    found = [one.position for one in located([f"{tmp_path}/*.txt"], CONFIG)]
    assert found == [f"{tmp_path}/{name}" for name in ("[1].txt", "a.txt", "e.txt")]
    assert [one.position for one in located([f"{tmp_path}/[1].txt"], CONFIG)] == [f"{tmp_path}/[1].txt"]
    (none,) = documents([f"{tmp_path}/*.none"], CONFIG)
    assert isinstance(none, Failure)
    assert "no file matches" in none.reason


def test_columns_of_other_names_are_read() -> None:
    """A field is read from the name that config.columns gives it, and a failure tells that name."""
    config = Config(language="en", columns=(("text", "body"), ("published", "date")))
    made = from_mapping({"body": TEXT, "date": "2025-07-03T10:15+05:30", "text": 5}, config)
    assert (made.text, made.published) == (TEXT, "2025-07-03T10:15+05:30")
    (failure,) = documents(["-"], config, stdin=io.BytesIO(b'{"text": "Talks."}'))
    assert isinstance(failure, Failure)
    assert '"body"' in failure.reason
    with pytest.raises(ConfigError, match="there is no field 'tekst'"):
        from_mapping({"text": TEXT}, Config(columns=(("tekst", "body"),)))


def test_standard_input_of_many_lines_is_streamed_and_left_open() -> None:
    """JSON Lines on standard input may together be longer than one document, and the stream is not closed."""
    stream = io.BytesIO(b"\n".join(json.dumps({"text": TEXT}).encode() for _ in range(100)))
    found = list(documents(["-"], Config(language="en", max_bytes=1_000), stdin=stream))
    assert len(found) == 100
    assert all(isinstance(one, Document) for one in found)
    assert not stream.closed


def test_a_compressed_file_that_swells_beyond_all_text_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gzip bomb is a Failure once its ratio is out of bounds, not after all of it was decompressed."""
    monkeypatch.setattr("memcon.intake.streams.FREE", 100_000)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b" " * 50_000_000))
    (found,) = documents([path], CONFIG)
    assert isinstance(found, Failure)
    assert "times its size" in found.reason
