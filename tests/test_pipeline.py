"""The use cases: one Reader for many documents, failures beside records, and what a Record says of its making."""

from collections.abc import Callable
from pathlib import Path

import pytest

import memcon
from memcon.config import Config
from memcon.errors import InputError, KnowledgeError
from memcon.intake import Failure
from memcon.pipeline import Reader, read_many
from memcon.record import Document, Record

pytestmark = pytest.mark.model

TEXT = "Irish Foreign Minister Nuala Keane met Omani Foreign Minister Said Al-Harthi in Muscat on 1 July 2025."


def test_a_record_says_what_made_it(read: Callable[..., Record]) -> None:
    """The reader's name and version and the parser, pinned, stand in the Record."""
    made = read(TEXT, "2025-07-03").reader
    assert made.name == "memcon"
    assert made.version
    assert all(model.count("==") == 1 for model in made.models)
    assert made.models


def test_every_stage_is_timed() -> None:
    """Timings name each stage and add up over documents."""
    reader = Reader(Config(language="en"))
    reader.read(Document(TEXT))
    assert reader.timings.keys() == {
        *("load", "parse", "actors", "times", "statements", "events", "contacts", "claims", "checks")
    }
    before = sum(reader.timings.values())
    reader.read(Document(TEXT))
    assert sum(reader.timings.values()) > before


def test_only_actors_that_are_used_are_kept(read: Callable[..., Record]) -> None:
    """Each actor is mentioned, or another layer refers to it."""
    record = read(TEXT, "2025-07-03")
    used = {p.actor for c in record.contacts for p in c.participants} | {
        a.side for c in record.contacts for a in c.accounts
    }
    assert all(actor.mentions or actor.id in used for actor in record.actors)


def test_the_wished_language_outdoes_the_found_one() -> None:
    """Config.language decides; without it the document's own counts; English is the fallback."""
    french = Document(TEXT, language="tlh")
    assert Reader(Config(language="en")).read(french).contacts
    with pytest.raises(KnowledgeError, match="--language"):
        Reader().read(french)
    assert Reader().read(Document(TEXT)).contacts
    assert Reader().read(Document(TEXT, language="en-GB")).contacts


def test_one_bad_document_does_not_stop_the_others(tmp_path: Path) -> None:
    """Failures come in their place, and the rest are read."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    (tmp_path / "c.txt").write_text(TEXT, "utf-8")
    timings: dict[str, float] = {}
    found = list(read_many([tmp_path], Config(language="en"), timings=timings))
    assert [type(one) for one in found] == [Record, Failure, Record]
    assert timings["parse"] > 0


def test_read_takes_a_path_or_the_text_itself(tmp_path: Path) -> None:
    """The Python face reads both alike, and refuses a path that is missing."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    config = Config(language="en")
    assert memcon.read(path, config).contacts == memcon.read(TEXT, config).contacts != ()
    with pytest.raises(InputError):
        memcon.read(str(tmp_path / "missing.txt"), config)


def test_an_empty_document_reads_to_an_empty_record() -> None:
    """No text, no layers."""
    record = Reader(Config(language="en")).read(Document(""))
    assert (record.actors, record.events, record.contacts, record.claims, record.findings) == ((), (), (), (), ())
