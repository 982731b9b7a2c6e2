"""The public names of the package."""

import subprocess
import sys
from pathlib import Path

import pytest

import memcon
from memcon.views import codec
from memcon.views.page import frame

NAMES = """
Account Actor Candidate Citation Claim Config ConfigError Contact Document Event Finding Informed Initiator InputError
KnowledgeError LedgerError MemconError Mention Paragraph Participant Place Post ReadRecord ReaderInfo Record Removed
Span Statement Time Topic When frame from_json open_ledger read schema to_html to_json
"""
TEXT = "Talks in Paris\n\nPresident Emmanuel Macron met Chancellor Angela Merkel in Paris on 1 July 2019."


def test_the_public_names_are_these() -> None:
    """Adding or removing a public name is an explicit act."""
    assert sorted(memcon.__all__) == NAMES.split()
    assert all(hasattr(memcon, name) for name in memcon.__all__)


def test_importing_the_package_is_quick() -> None:
    """`import memcon` loads neither the parser nor pydantic nor rich."""
    heavy = ("spacy", "pydantic", "rich", "typer")
    code = f"import sys, memcon; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    """A path that is not there raises InputError with one line that names it."""
    with pytest.raises(memcon.InputError, match=r"nowhere\.txt") as caught:
        memcon.read(tmp_path / "nowhere.txt")
    assert "\n" not in str(caught.value)


@pytest.mark.model
def test_a_text_and_a_file_of_it_read_alike(tmp_path: Path) -> None:
    """read takes a path or the text itself, and the records are equal."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert memcon.read(TEXT) == memcon.read(path) == memcon.read(str(path))


@pytest.mark.model
def test_a_notebook_shows_the_page() -> None:
    """What read and from_json return has _repr_html_, and is otherwise equal to the plain Record, hash included."""
    record = memcon.read(TEXT)
    plain = codec.from_json(memcon.to_json(record))
    assert record._repr_html_() == frame(plain)
    assert record == plain == memcon.from_json(memcon.to_json(plain)) == record
    assert hash(record) == hash(plain)
    assert memcon.from_json(memcon.to_json(plain))._repr_html_() == frame(plain)
    assert not hasattr(plain, "_repr_html_")
