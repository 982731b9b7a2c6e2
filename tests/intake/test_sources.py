"""Paths, folders, JSON Lines and standard input -> Documents and Failures."""

import gzip
import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import least_seconds

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake import Failure, document, documents, from_mapping, source
from memcon.record import Document

TEXT = "The envoys of Alda and Brenn met on Friday in Vienna."
CONFIG = Config(language="en")


def texts(found: list[Document | Failure]) -> list[str]:
    """The text of each document and the place of each failure."""
    return [item.text if isinstance(item, Document) else f"! {item.source}" for item in found]


def only_failure(found: list[Document | Failure]) -> Failure:
    """The one failure of a run that gave nothing else."""
    (failure,) = found
    assert isinstance(failure, Failure)
    assert failure.stage == "intake"
    assert "\n" not in failure.reason
    return failure


def test_folder_gives_its_files_in_order_of_name(tmp_path: Path) -> None:
    """A folder is read recursively and by name; hidden files and files of other kinds are passed over."""
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "1.md", ".hidden.txt", "note.docx", "b/1.jsonl"):
        line = json.dumps({"text": f"{TEXT} {name}"}) if name.endswith("jsonl") else f"{TEXT} {name}"
        (tmp_path / name).write_text(line, encoding="utf-8")
    found = texts(list(documents([tmp_path], CONFIG)))
    assert found == [f"{TEXT} 1.md", f"{TEXT} b/1.jsonl", f"{TEXT} b/2.txt"]


def test_bad_lines_are_told_by_number_and_the_rest_is_read(tmp_path: Path) -> None:
    """Each malformed line of JSON Lines is a Failure that names file and line; good ones come in order."""
    path = tmp_path / "many.jsonl"
    lines = [
        b'\xef\xbb\xbf{"text": "%s"}' % TEXT.encode(),
        b'{"text": "cut off',
        b"",
        b"[1, 2]",
        b'{"text": 5}',
        b'{"headline": "x"}',
        b'{"text": "\xff"}',
        b'{"text": "x", "published": "soon"}',
        b"[" * 100_000,
        b'{"n": ' + b"9" * 10_000 + b"}",
        b'{"text": "%s", "url": "https://example.org/1"}' % TEXT.encode(),
    ]
    path.write_bytes(b"\n".join(lines))
    found = list(documents([path], CONFIG))
    numbers = [2, 4, 5, 6, 7, 8, 9, 10]
    assert texts(found) == [TEXT, *(f"! {path}:{number}" for number in numbers), TEXT]
    assert isinstance(found[-1], Document)
    assert found[-1].url == "https://example.org/1"
    assert all("\n" not in item.reason for item in found if isinstance(item, Failure))


def test_compressed_json_lines_are_read_and_a_cut_one_is_told(tmp_path: Path) -> None:
    """A .jsonl.gz gives its documents; where it is cut off, those before the cut and a Failure."""
    whole = gzip.compress(b"".join(json.dumps({"text": f"{TEXT} {n}"}).encode() + b"\n" for n in range(50)))
    (tmp_path / "a.jsonl.gz").write_bytes(whole)
    (tmp_path / "b.jsonl.gz").write_bytes(whole[:-20])
    assert len(texts(list(documents([tmp_path / "a.jsonl.gz"], CONFIG)))) == 50
    cut = list(documents([tmp_path / "b.jsonl.gz"], CONFIG))
    assert isinstance(cut[-1], Failure)
    assert "cannot be read" in cut[-1].reason


def test_an_endless_line_is_refused_and_passed_over(tmp_path: Path) -> None:
    """A line beyond max_bytes is a Failure and the line after it is read."""
    path = tmp_path / "many.jsonl"
    path.write_bytes(b'{"text": "' + b"a " * 5_000 + b'"}\n' + json.dumps({"text": TEXT}).encode())
    assert texts(list(documents([path], Config(max_bytes=1_000, language="en")))) == [f"! {path}:1", TEXT]


def test_json_file_holds_one_document_or_a_list(tmp_path: Path) -> None:
    """A .json file of an object is a document, of a list several; a bad member is told by its number."""
    (tmp_path / "1.json").write_text(json.dumps({"text": TEXT}, indent=2), encoding="utf-8")
    (tmp_path / "2.json").write_text(json.dumps([{"text": TEXT}, 7, {"text": TEXT}]), encoding="utf-8")
    found = texts(list(documents([tmp_path], CONFIG)))
    assert found == [TEXT, TEXT, f"! {tmp_path / '2.json'}[2]", TEXT]


def test_standard_input_is_a_text_or_json_lines() -> None:
    """ "-" reads the stream given: JSON Lines where it opens with an object, else one text."""
    line = json.dumps({"text": TEXT}).encode()
    assert texts(list(documents(["-"], CONFIG, stdin=io.BytesIO(TEXT.encode())))) == [TEXT]
    assert texts(list(documents(["-"], CONFIG, stdin=io.BytesIO(line + b"\n" + line)))) == [TEXT, TEXT]
    packed = (gzip.compress(TEXT.encode()), gzip.compress(line + b"\n" + line))
    assert [texts(list(documents(["-"], CONFIG, stdin=io.BytesIO(one)))) for one in packed] == [[TEXT], [TEXT, TEXT]]
    twice = list(documents(["-"], CONFIG, stdin=io.BytesIO(gzip.compress(packed[0]))))
    assert isinstance(twice[0], Failure)
    assert texts(list(documents(["-"], CONFIG))) == ["! -"]


def test_one_bad_source_does_not_stop_the_rest(tmp_path: Path) -> None:
    """A missing file among several is a Failure in its place."""
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    missing = tmp_path / "missing.txt"
    assert texts(list(documents([good, missing, good], CONFIG))) == [TEXT, f"! {missing}", TEXT]


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n", "empty"),
    "binary.txt": (b"text\x00and\x01more", "binary"),
    "report.pdf": (b"%PDF-1.7 ...", "PDF"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n", "image"),
    "office.txt": (b"PK\x03\x04....", "office document"),
    "bom.txt": (b"\xff\xfea", "UTF-16"),
    "noise.txt": (bytes(range(128, 256)) * 40, "encoding"),
    "word.txt": (b"x" * 3_000_000, "characters"),
    "long.txt": (b"word " * 200_000, "characters"),
    "lines.jsonl": (b"", "empty"),
    "list.json": (b"[]", "empty"),
    "object.json": (b"{", "malformed JSON"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line_in_no_time(tmp_path: Path, name: str) -> None:
    """Each kind of unreadable file is one Failure of one line, within two seconds."""
    data, word = BAD[name]
    (tmp_path / name).write_bytes(data)
    failure = only_failure(list(documents([tmp_path / name], CONFIG)))
    assert word in failure.reason
    assert least_seconds(lambda: list(documents([tmp_path / name], CONFIG))) < 2


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """Missing files, empty folders, devices, addresses and impossible paths are clear Failures."""
    assert "no such file" in only_failure(list(documents([tmp_path / "x.txt"], CONFIG))).reason
    assert "nothing in this folder" in only_failure(list(documents([tmp_path], CONFIG))).reason
    assert "not a regular file" in only_failure(list(documents(["/dev/zero"], CONFIG))).reason
    assert "loopback" in only_failure(list(documents(["http://127.0.0.1/a"], CONFIG))).reason
    assert only_failure(list(documents(["a\x00b"], CONFIG))).source == "a\x00b"
    assert only_failure(list(documents(["x" * 5_000], CONFIG))).reason


def test_argument_is_a_path_or_a_text(tmp_path: Path) -> None:
    """An existing path is a path, prose is text, and what looks like a mistyped path is refused."""
    path = tmp_path / "a report.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert source(str(path)) == path
    assert source(TEXT) == TEXT
    assert source("Talks resume") == "Talks resume"
    assert document(str(path), CONFIG).text == document(TEXT, CONFIG).text == TEXT
    for mistyped in ("reports/a.txt", "a.html", str(tmp_path / "no such.txt"), "https://example.org/a", ""):
        with pytest.raises(InputError):
            source(mistyped)


def test_one_document_is_asked_for_and_given(tmp_path: Path) -> None:
    """document() raises, naming the file, where a path holds a bad document or several."""
    line = json.dumps({"text": TEXT})
    (tmp_path / "two.jsonl").write_text(f"{line}\n{line}", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    with pytest.raises(InputError, match=r"two\.jsonl: it holds several"):
        document(tmp_path / "two.jsonl", CONFIG)
    with pytest.raises(InputError, match=r"bad\.txt: it is binary"):
        document(tmp_path / "bad.txt", CONFIG)


def test_documents_are_made_one_at_a_time(tmp_path: Path) -> None:
    """The first document comes before the second source is looked at."""
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")

    def sources():  # type: ignore[no-untyped-def]
        yield good
        raise AssertionError("looked at too early")

    assert isinstance(next(documents(sources(), CONFIG)), Document)


def test_fields_of_an_object_go_before_what_the_text_says() -> None:
    """url, headline, published, language, publisher and author of a JSON object are kept as given."""
    made = from_mapping(
        {
            "url": "https://example.org/1",
            "headline": "Envoys meet",
            "published": "2025-07-03T10:15:00+0530",
            "language": "fr",
            "publisher": "Courier",
            "author": None,
            "kind": "official",
            "text": f"By Jane Roe\nJuly 9, 2025\n{TEXT}",
            "other": [1],
        },
        Config(),
    )
    assert (made.headline, made.text) == ("Envoys meet", f"Envoys meet\n\n{TEXT}")
    assert (made.url, made.publisher, made.author) == ("https://example.org/1", "Courier", "Jane Roe")
    assert (made.published, made.language, made.kind.value) == ("2025-07-03T10:15:00+05:30", "fr", "official")
    assert made.published_source is not None
    assert made.published_source.source == "field"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.sampled_from(["url", "headline", "published", "language", "kind", "text"]), JSON))
def test_any_object_is_a_document_or_an_input_error(obj: dict[str, object]) -> None:
    """No JSON object makes intake raise anything but InputError."""
    with suppress(InputError):
        from_mapping(obj, Config()).text.encode()


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_documents_or_failures(data: bytes) -> None:
    """No standard input makes intake raise."""
    for item in documents(["-"], Config(), stdin=io.BytesIO(data)):
        assert isinstance(item, Document | Failure)
