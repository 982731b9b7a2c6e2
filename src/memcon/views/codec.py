"""The Record as JSON, and back, and the JSON Schema that describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from memcon.errors import InputError
from memcon.record import Record, Span

if TYPE_CHECKING:
    from pydantic import TypeAdapter

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_json(record: Record, *, indent: int | None = 2) -> str:
    """Writes a Record as JSON; indent=None gives it one line, as JSON Lines wants.

    Text stays readable (é, not \\u00e9) except where it holds a lone surrogate, which UTF-8 cannot carry.
    """
    tree = _adapter().dump_python(record)
    tree["document"] = {"id": record.document.id, **tree["document"]}
    separators = (",", ":") if indent is None else None
    text = json.dumps(tree, ensure_ascii=False, indent=indent, separators=separators)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(tree, ensure_ascii=True, indent=indent, separators=separators)
    return text


def from_json(text: str | bytes) -> Record:
    """Reads a Record from JSON and checks it.

    Raises InputError where the JSON is malformed, does not have the Record's shape, or cites words which are
    not in its document: a Span's exact must equal text[start:end], and the document's id must be the SHA-256
    of its text.
    """
    from pydantic import ValidationError

    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a record: malformed JSON ({error})") from error
    document = tree.get("document") if isinstance(tree, dict) else None
    stated_id = document.pop("id", None) if isinstance(document, dict) else None
    try:
        record = _adapter().validate_python(tree)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "the whole"
        raise InputError(f"not a record: {where}: {first['msg']}") from error
    if stated_id not in (None, record.document.id):
        raise InputError("not a record: document.id is not the SHA-256 of document.text")
    for span in spans(record):
        if record.document.text[span.start : span.end] != span.exact or span.start < 0:
            raise InputError(f"not a record: the span [{span.start}, {span.end}) does not cite the document")
    return record


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what to_json writes; every field is always written."""
    made = _adapter().json_schema(mode="serialization")
    document = made["$defs"]["Document"]
    identity = {"title": "Id", "type": "string", "description": "SHA-256 of the text in UTF-8, hexadecimal."}
    document["properties"] = {"id": identity, **document["properties"]}
    for shape in (made, *made["$defs"].values()):
        if "properties" in shape:
            shape["required"] = list(shape["properties"])
            shape["additionalProperties"] = False
            for value in shape["properties"].values():
                value.pop("default", None)
    return {"$schema": DIALECT, **made}


def spans(record: object) -> Iterator[Span]:
    """Every Span anywhere in a Record or in a part of one, in the order of its fields."""
    waiting: list[object] = [record]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Span):
            yield part
        elif isinstance(part, tuple):
            waiting.extend(reversed(part))
        elif is_dataclass(part):
            waiting.extend(getattr(part, field.name) for field in reversed(fields(part)))


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Record]:
    """Pydantic's view of the Record, made once: it takes tens of milliseconds."""
    from pydantic import TypeAdapter

    return TypeAdapter(Record)
