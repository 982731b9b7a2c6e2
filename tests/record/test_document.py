"""Documents and spans."""

import dataclasses
import hashlib

import pytest

from memcon.record import Document, Record, Span
from memcon.record import vocabulary as words


def test_a_span_cites_its_words() -> None:
    """Document.span gives offsets with exactly the words that stand there, astral characters counted as one."""
    document = Document("Paris 🤝 Rome")
    assert document.span(6, 7) == Span(6, 7, "🤝")
    assert document.span(8, 12).exact == "Rome"
    assert document.span(0, 0).exact == ""


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99), (99, 99)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    """Offsets must lie inside the text, in order."""
    with pytest.raises(ValueError, match="does not lie inside"):
        Document("Paris").span(start, end)


def test_the_id_is_the_digest_of_the_text_alone() -> None:
    """Same text, same id, whatever else is known; a lone surrogate is no error."""
    assert Document("Paris").id == hashlib.sha256(b"Paris").hexdigest()
    assert Document("Paris", url="https://news.example/1").id == Document("Paris").id
    assert Document("Paris\ud800").id != Document("Paris").id


def test_records_cannot_be_changed() -> None:
    """Every dataclass of the Record is frozen."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Document("Paris").text = "Rome"  # type: ignore[misc]
    waiting, seen = [Record], set()
    while waiting:
        one = waiting.pop()
        seen.add(one)
        assert one.__dataclass_params__.frozen, one  # type: ignore[attr-defined]
        module = __import__("memcon.record", fromlist=["*"])
        waiting += [
            known
            for name in vars(module)
            if dataclasses.is_dataclass(known := getattr(module, name)) and known not in seen and known not in waiting
        ]
    assert len(seen) > 20


@pytest.mark.parametrize(
    ("vocabulary", "size"),
    [(words.EventType, 16), (words.TimexType, 4), (words.Modality, 4), (words.Channel, 5), (words.ContactStatus, 4)],
)
def test_vocabularies_are_closed(vocabulary: type, size: int) -> None:
    """A vocabulary has as many words as the design names."""
    assert len(list(vocabulary)) == size  # type: ignore[call-overload]
