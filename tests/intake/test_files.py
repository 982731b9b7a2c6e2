"""Mail, PDF and Parquet files."""

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake import Failure, documents, located, tables
from memcon.intake.mail import from_mail
from memcon.intake.pdf import from_pdf
from memcon.intake.pdf_text import text_of_pages
from memcon.record import Document

TEXT = "The envoys of Alda and Brenn met on Friday in Vienna."
CONFIG = Config(language="en")


def letter(*, plain: str | None = None, html: str | None = None) -> bytes:
    """A message with the bodies given."""
    message = EmailMessage()
    message["Subject"] = "Envoys meet – at last"
    message["From"] = "Courier Pressé <press@example.org>"
    message["Date"] = "Thu, 03 Jul 2025 10:15:00 +0530"
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        message.add_alternative(html, subtype="html")
    message.add_attachment(b"x" * 100, maintype="image", subtype="png", filename="a.png")
    return message.as_bytes()


@pytest.mark.parametrize(
    "data",
    [letter(plain=TEXT), letter(html=f"<table><tr><td>{TEXT}</td></tr></table>"), letter(plain="See", html=TEXT)],
    ids=["plain", "html", "both"],
)
def test_a_letter_is_a_document(tmp_path: Path, data: bytes) -> None:
    """Subject, sender and the date with its offset come with the text of the HTML part, else the plain one."""
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    (one,) = documents([tmp_path], CONFIG)
    assert isinstance(one, Document)
    assert one.text == f"Envoys meet – at last\n\n{TEXT}"
    assert (one.headline, one.publisher) == ("Envoys meet – at last", "Courier Pressé")
    assert one.published == "2025-07-03T10:15:00+05:30"


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: x\n\n",
        b"Subject: " + b"=?utf-8?q?a?= " * 10_000 + b"\n\nText.",
        b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5_000,
        b"Content-Type: text/html; charset=nonsense\nContent-Transfer-Encoding: base64\n\n\xff\xfe",
    ],
)
def test_a_hostile_letter_is_an_input_error_at_worst(data: bytes) -> None:
    """Letters without text, with endless headers, endless parts and unknown encodings end in one line."""
    with suppress(InputError):
        assert from_mail(data, CONFIG).text


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_any_letter_is_a_document_or_an_input_error(data: st.DataObject) -> None:
    """However a letter is hurt, reading it raises nothing but InputError."""
    hurt = bytearray(letter(plain=TEXT, html=f"<p>{TEXT}"))
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(hurt) - 1))
        hurt[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    with suppress(InputError):
        assert from_mail(bytes(hurt), CONFIG).text


def pdf(*pages: str) -> bytes:
    """A PDF of one line of text a page, written by hand."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, text in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream")
    data, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF"
    return f"{data}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}".encode()


def test_a_pdf_is_a_document_of_its_pages(tmp_path: Path) -> None:
    """The text of all pages is read, whatever the file is called."""
    (tmp_path / "statement.txt").write_bytes(pdf(TEXT, "They agreed to meet again."))
    (one,) = documents([tmp_path], CONFIG)
    assert isinstance(one, Document)
    assert TEXT in one.text
    assert "They agreed to meet again." in one.text


def test_a_pdf_beyond_the_bounds_or_without_text_is_told() -> None:
    """Scanned, endless and damaged PDFs are refused, each with its reason."""
    for data, word in ((pdf(""), "no text"), (pdf(*["x"] * 9), "more than 5 pages"), (b"%PDF-1.7 ...", "damaged")):
        with pytest.raises(InputError, match=word):
            from_pdf(data, Config(max_pages=5))


def test_a_pdf_that_takes_too_long_or_too_much_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that goes on without end is stopped by the system, one that dies is told, and so is the reason."""
    bounds = "import memcon.intake.pdf_text as t; t.MOST_SECONDS = 1; t._bound()"
    real = subprocess.run
    for code, word in ((f"{bounds}\nwhile True: pass", "takes more than"), ("sys.exit(3)", "ended with 3")):
        command = [sys.executable, "-c", f"import sys; sys.stdin.buffer.read()\n{code}"]
        with monkeypatch.context() as patch:
            patch.setattr("memcon.intake.pdf.subprocess.run", lambda _, command=command, **more: real(command, **more))
            with pytest.raises(InputError, match=word):
                from_pdf(pdf(TEXT), CONFIG)


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_any_pdf_is_a_document_or_an_input_error(data: st.DataObject) -> None:
    """However a PDF is hurt, taking out its text raises nothing but InputError."""
    hurt = bytearray(pdf(TEXT, TEXT))
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(hurt) - 1))
        hurt[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
    with suppress(InputError):
        assert text_of_pages(bytes(hurt), 10, 1_000) is not None


def test_rows_of_a_table_are_documents(tmp_path: Path) -> None:
    """Columns are mapped, dates and instants keep their offset, and a bad row is told by its number."""
    path = tmp_path / "a.parquet"
    table = pyarrow.table(
        {
            "body": [TEXT, None, f"{TEXT} Again."],
            "date": pyarrow.array(
                [datetime(2025, 7, 3, 4, 45, tzinfo=UTC)] * 3, pyarrow.timestamp("s", "Asia/Kolkata")
            ),
            "other": [1, 2, 3],
        }
    )
    parquet.write_table(table, path)
    config = Config(language="en", columns=(("text", "body"), ("published", "date")))
    first, second, third = located([path], config)
    assert isinstance(first.item, Document)
    assert isinstance(second.item, Failure)
    assert (first.item.text, first.item.published) == (TEXT, "2025-07-03T10:15:00+05:30")
    assert [one.position for one in (first, second, third)] == [f"{path}#{number}" for number in (1, 2, 3)]
    assert list(located([path], config, after=f"{path}#2")) == [third]


def test_days_and_damage_of_a_table(tmp_path: Path) -> None:
    """A column of days gives days; a table without the text's column and a damaged one are told."""
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"text": [TEXT], "published": [date(2025, 7, 3)]}), path)
    (one,) = documents([path], CONFIG)
    assert isinstance(one, Document)
    assert one.published == "2025-07-03"
    (missing,) = documents([path], Config(columns=(("text", "body"),)))
    assert isinstance(missing, Failure)
    assert '"body"' in missing.reason
    path.write_bytes(path.read_bytes()[:-20])
    (damaged,) = documents([path], CONFIG)
    assert isinstance(damaged, Failure)
    assert "damaged" in damaged.reason


def test_a_table_that_repeats_one_long_value_is_not_unfolded(tmp_path: Path) -> None:
    """Rows that share one value share its memory, so that a small file cannot fill the machine."""
    path = tmp_path / "a.parquet"
    one = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 500, pyarrow.int32()), ["word " * 100_000])
    parquet.write_table(pyarrow.table({"text": one}), path, store_schema=False)
    before = pyarrow.total_allocated_bytes()
    with path.open("rb") as stream:
        next(tables.rows(stream, CONFIG))
        assert pyarrow.total_allocated_bytes() - before < 5_000_000
