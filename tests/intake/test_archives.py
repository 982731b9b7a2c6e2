"""WARC archives: pages with address and time, damage told and passed over."""

import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.config import Config
from memcon.intake import Failure, documents, located
from memcon.record import Document

CONFIG = Config(language="en")
BODY = "".join(
    f"<p>The envoys of Alda and Brenn met for the {ordinal} time in Vienna on Friday, their spokesmen said after it."
    for ordinal in ("first", "second", "third", "fourth", "fifth")
)


def page(number: int) -> bytes:
    """A page of a report whose headline holds a number."""
    return (
        f"<html><head><title>Envoys meet {number}</title></head><body><article>{BODY}</article></body></html>".encode()
    )


def record(
    number: int, body: bytes | None = None, *, headers: str = "", length: int | None = None, kind: str = "response",
    status: str = "200 OK", media: str = "text/html; charset=utf-8",
) -> bytes:  # fmt: skip
    """One WARC record of an HTTP response."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + (body or page(number))
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2025-07-03T00:36:0{number % 10}Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http) if length is None else length}"
        "\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


def told(path: Path, data: bytes, config: Config = CONFIG) -> list[str]:
    """Each document as the end of its address, and each failure as its position and a word of its reason."""
    path.write_bytes(data)
    words = ("cut off", "damaged", "larger", "times its size", "no WARC", "coding", "no report")
    return [
        (one.item.url or "").removeprefix("https://example.org/")
        if isinstance(one.item, Document)
        else f"{one.position.removeprefix(str(path))} {next(word for word in words if word in one.item.reason)}"
        for one in located([path], config)
    ]


class Pipe(io.BytesIO):
    """A stream that one cannot go back in."""

    def seekable(self) -> bool:
        """It is not."""
        return False

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Refuses."""
        raise io.UnsupportedOperation


PACKED: dict[str, Callable[[bytes], bytes]] = {"a.warc": bytes, "a.warc.gz": gzip.compress}


@pytest.mark.parametrize("name", PACKED)
def test_pages_come_with_address_and_time_of_fetching(tmp_path: Path, name: str) -> None:
    """Each page of status 200 is a document; records of other types, kinds and statuses are passed over."""
    pack = PACKED[name]
    others = [
        record(0, kind="warcinfo"), record(1), record(2, kind="request"), record(3, media="image/png"),
        record(4, status="404 Not Found"), record(5, media="application/xhtml+xml"),
    ]  # fmt: skip
    (tmp_path / name).write_bytes(b"".join(pack(one) for one in others))
    found = list(located([tmp_path], CONFIG))
    assert [one.position for one in found] == [f"{tmp_path / name}#2", f"{tmp_path / name}#6"]
    made = found[0].item
    assert isinstance(made, Document)
    assert (made.url, made.retrieved) == ("https://example.org/1", "2025-07-03T00:36:01Z")
    assert made.headline == "Envoys meet 1"
    assert made.text.count("spokesmen") == 5


@pytest.mark.parametrize("name", PACKED)
def test_an_archive_is_read_from_a_pipe(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes through a pipe is told by how it begins, compressed or not, and is bounded."""
    data = b"".join(PACKED[name](record(number)) for number in range(3))
    found = list(located(["-"], CONFIG, stdin=Pipe(data)))
    assert [one.position for one in found] == ["-#1", "-#2", "-#3"]
    assert all(isinstance(one.item, Document) for one in found)
    (cut,) = [one for one in documents(["-"], CONFIG, stdin=Pipe(data[:-40])) if isinstance(one, Failure)]
    assert "cut off" in cut.reason
    monkeypatch.setattr("memcon.intake.streams.MOST_PIPED", 100)
    (refused,) = documents(["-"], CONFIG, stdin=Pipe(data))
    assert isinstance(refused, Failure)
    assert "give a file" in refused.reason


@pytest.mark.parametrize("name", PACKED)
def test_a_cut_off_record_is_told(tmp_path: Path, name: str) -> None:
    """An archive that ends within a record gives a Failure that says so, after the whole records."""
    packed = [PACKED[name](record(number)) for number in range(3)]
    whole = b"".join(packed)
    last = len(packed[2])
    for cut in (last - 20, last // 2, 60, 12):
        assert told(tmp_path / name, whole[:-cut]) == ["0", "1", "#3 cut off"], cut
    kept = whole[: len(packed[0]) + len(packed[1]) + 30]
    assert told(tmp_path / name, kept)[:2] == ["0", "1"]
    assert len(told(tmp_path / name, kept)) == 3


@pytest.mark.parametrize("name", PACKED)
def test_damage_is_told_once_and_read_past(tmp_path: Path, name: str) -> None:
    """Garbage, a damaged compressed record and a wrong length each cost one Failure and no other record."""
    pack = PACKED[name]
    first, second, third = (pack(record(number)) for number in range(3))
    hurt = bytearray(second)
    hurt[40:90] = b"\xff" * 50
    damaged = bytes(hurt) if name.endswith("gz") else b"\r\nno record at all\r\n\r\n"
    assert told(tmp_path / name, first + damaged + third) == ["0", "#2 damaged", "2"]
    long = pack(record(1, length=1_000_000))
    assert told(tmp_path / name, first + long + third) == ["0", "#2 cut off", "2"]
    short = told(tmp_path / name, first + pack(record(1, length=200)) + third)
    assert (short[0], short[-1]) == ("0", "2")


def test_a_run_goes_on_after_a_record(tmp_path: Path) -> None:
    """Going on after any position of a damaged archive gives what came after it in the whole run."""
    path = tmp_path / "a.warc"
    path.write_bytes(record(0) + b"damage\r\n" + record(1) + record(2, length=9_999_999) + record(3) + record(4)[:-90])
    whole = list(located([path], CONFIG))
    assert len(whole) == 6
    for number, one in enumerate(whole):
        assert list(located([path], CONFIG, after=one.position)) == whole[number + 1 :]


def test_codings_of_the_body_are_taken_off(tmp_path: Path) -> None:
    """Chunked and compressed bodies are read, and so are those that the crawler stored decoded already."""
    body = page(1)
    chunked = b"%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n" % (100, body[:100], len(body) - 100, body[100:])
    bodies = [
        (chunked, "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(body), "Content-Encoding: gzip\r\n"),
        (zlib.compress(body), "Content-Encoding: deflate\r\n"),
        (body, "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n"),
        (body.replace(b"Alda", "Àlda".encode("cp1252")), "Content-Encoding: identity\r\n"),
        (chunked[:-8], "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(body)[:-10], "Content-Encoding: gzip\r\n"),
        (b"\x00\x01\x02" * 100, "Content-Encoding: br\r\n"),
    ]
    data = b"".join(record(number, one, headers=headers) for number, (one, headers) in enumerate(bodies))
    assert told(tmp_path / "a.warc", data) == ["0", "1", "2", "3", "4", "#6 cut off", "#7 cut off", "#8 coding"]


def test_bombs_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that swells beyond max_bytes is a Failure, and so is an archive that swells beyond all text."""
    bomb = record(0, gzip.compress(b" " * 3_000_000), headers="Content-Encoding: gzip\r\n")
    config = Config(language="en", max_bytes=1_000_000)
    assert told(tmp_path / "a.warc", bomb + record(1), config) == ["#1 larger", "1"]
    assert told(tmp_path / "a.warc", record(0, b" " * 3_000_000) + record(1), config) == ["#1 larger", "1"]
    monkeypatch.setattr("memcon.intake.streams.FREE", 100_000)
    swollen = gzip.compress(record(1, b" " * 50_000_000, media="video/mp4"))
    assert told(tmp_path / "a.warc.gz", gzip.compress(record(0)) + swollen) == ["0", " times its size"]


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    """An empty archive and one of noise are one Failure each, and thousands of false starts end the reading."""
    assert told(tmp_path / "a.warc", b"") == [" no WARC"]
    assert told(tmp_path / "a.warc", b"\x00\x01noise" * 100) == ["#1 damaged"]
    assert told(tmp_path / "a.warc", b"\nWARC/1.0\r\n" * 100_000) == ["#1 damaged", " damaged"]
    assert told(tmp_path / "a.warc.gz", b"\x1f\x8b\x08" * 100_000) == ["#1 cut off", " damaged"]


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_any_damage_leaves_documents_and_failures(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However an archive is hurt, reading it raises nothing and positions are all different."""
    name = data.draw(st.sampled_from(list(PACKED)))
    whole = b"".join(PACKED[name](record(number, b"<p>Talks were held.")) for number in range(3))
    hurt = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(hurt) - 1))
        hurt[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(bytes(hurt))
    found = list(located([path], CONFIG))
    assert len({one.position for one in found}) == len(found)
    assert all(isinstance(one, Document | Failure) for one in documents([path], CONFIG))
