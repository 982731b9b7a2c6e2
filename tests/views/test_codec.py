"""The Record as JSON."""

import json
from dataclasses import replace
from typing import Any

import pytest

from memcon.errors import InputError
from memcon.record import Document, Record
from memcon.views import codec


def conforms(value: Any, shape: dict[str, Any], defs: dict[str, Any]) -> bool:
    """Whether a JSON value has a shape, for the part of JSON Schema that the Record uses."""
    if "$ref" in shape:
        return conforms(value, defs[shape["$ref"].removeprefix("#/$defs/")], defs)
    if "anyOf" in shape:
        return any(conforms(value, one, defs) for one in shape["anyOf"])
    if "enum" in shape and value not in shape["enum"]:
        return False
    kinds = {"string": str, "integer": int, "array": list, "object": dict, "null": type(None)}
    if not isinstance(value, kinds[shape["type"]]):
        return False
    if isinstance(value, list):
        return all(conforms(one, shape["items"], defs) for one in value)
    if isinstance(value, dict):
        names = set(shape["properties"])
        complete = set(shape["required"]) <= set(value) <= names
        return complete and all(conforms(value[name], shape["properties"][name], defs) for name in value)
    return True


def test_a_record_survives_json(record: Record) -> None:
    """Reading back what was written gives an equal record, indented or on one line."""
    assert codec.from_json(codec.to_json(record)) == record
    on_one_line = codec.to_json(record, indent=None)
    assert "\n" not in on_one_line
    assert codec.from_json(on_one_line) == record


def test_the_schema_describes_what_is_written(record: Record) -> None:
    """Every field written is in the schema, every field of the schema is written, and the types are right."""
    schema = codec.schema()
    written = json.loads(codec.to_json(record))
    assert conforms(written, schema, schema["$defs"])
    del written["contacts"][0]["channel"]
    assert not conforms(written, schema, schema["$defs"])


def test_the_schema_carries_the_docstrings() -> None:
    """A reader of the schema learns what a statement's `within` means without reading the code."""
    assert "within is the id of the statement" in codec.schema()["$defs"]["Statement"]["description"]


def test_the_document_id_is_written_first(record: Record) -> None:
    """The JSON of a document opens with its id."""
    assert next(iter(json.loads(codec.to_json(record))["document"].items())) == ("id", record.document.id)


def test_text_stays_readable_in_json(record: Record) -> None:
    """Curly quotation marks are written as themselves, not as escapes."""
    assert "“careless neighbours”" in codec.to_json(record)


def test_a_lone_surrogate_does_not_stop_the_writing(record: Record) -> None:
    """Text that UTF-8 cannot carry is escaped."""
    odd = Record(record.memcon, record.reader, Document("a \ud800 b"))
    assert json.loads(codec.to_json(odd).encode("utf-8"))["document"]["text"] == "a \ud800 b"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "malformed JSON"),
        ("[" * 100_000, "malformed JSON"),
        ("[]", "the whole"),
        ('{"memcon": "1"}', "reader"),
        ("null", "the whole"),
    ],
)
def test_what_is_no_record_is_refused(text: str, words: str) -> None:
    """Malformed JSON and JSON of another shape give an InputError of one line that says where."""
    with pytest.raises(InputError, match=words) as caught:
        codec.from_json(text)
    assert "\n" not in str(caught.value)


def test_a_span_that_does_not_cite_is_refused(record: Record) -> None:
    """A record whose span does not hold the words at its offsets is not read."""
    time = record.times[0]
    wrong = replace(record, times=(replace(time, span=replace(time.span, exact="Friday")),))
    with pytest.raises(InputError, match="does not cite"):
        codec.from_json(codec.to_json(wrong))


def test_a_wrong_document_id_is_refused(record: Record) -> None:
    """A record whose document was changed after its id was made is not read."""
    with pytest.raises(InputError, match="SHA-256"):
        codec.from_json(codec.to_json(record).replace(record.document.id, "0" * 64))


def test_every_span_is_found(record: Record) -> None:
    """spans walks into nested parts: a contact's topic and a finding's evidence are among them."""
    found = set(codec.spans(record))
    assert record.contacts[0].topics[0].span in found
    assert set(record.findings[1].evidence) <= found
    assert len(list(codec.spans(record))) == codec.to_json(record).count('"exact": ') - len(record.document.removed) - 1
