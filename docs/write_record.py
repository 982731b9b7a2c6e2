"""Writes docs/record.md from the schema of a Record: run it with `.venv/bin/python docs/write_record.py`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import memcon

HERE = Path(__file__).parent
HEAD = """# The Record

Written by `docs/write_record.py` from the types; do not edit. `memcon schema` prints the same as JSON Schema.

A Record is what memcon reads out of one document. Offsets count Unicode code points of `document.text`, and
`text[start:end] == exact` holds for every span. What the text does not give is `null`, or an empty list.
"""


def reference() -> str:
    """The whole reference as Markdown: the Record, then each type where it is first used."""
    schema: dict[str, Any] = memcon.schema()
    shapes, waiting = {}, ["Record"]
    while waiting:
        name = waiting.pop(0)
        shapes[name] = schema["$defs"].get(name, schema)
        used = [inner for shape in shapes[name].get("properties", {}).values() for inner in _named(shape)]
        waiting = [*dict.fromkeys(inner for inner in (*waiting, *used) if inner not in shapes)]
    return HEAD + "".join(_section(name, shape) for name, shape in shapes.items())


def _section(name: str, shape: dict[str, Any]) -> str:
    body = f"\n## {name}\n\n{shape['description']}\n\n"
    if "enum" in shape:
        return body + ", ".join(f"`{value}`" for value in shape["enum"]) + "\n"
    rows = "".join(f"| `{field}` | {_type(inner)} |\n" for field, inner in shape["properties"].items())
    return f"{body}| field | type |\n|---|---|\n{rows}"


def _type(shape: dict[str, Any]) -> str:
    """A type in words, linked to its section where it has one."""
    if "$ref" in shape:
        (name,) = _named(shape)
        return f"[{name}](#{name.lower()})"
    if "anyOf" in shape:
        return " or ".join(_type(one) for one in shape["anyOf"])
    return f"list of {_type(shape['items'])}" if shape["type"] == "array" else str(shape["type"])


def _named(shape: dict[str, Any]) -> Iterator[str]:
    """The types that a shape refers to."""
    if "$ref" in shape:
        yield shape["$ref"].removeprefix("#/$defs/")
    for inner in (*shape.get("anyOf", ()), shape.get("items", {})):
        yield from _named(inner) if inner else ()


if __name__ == "__main__":
    (HERE / "record.md").write_text(reference(), encoding="utf-8")
