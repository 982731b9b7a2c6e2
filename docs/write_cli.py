"""Writes docs/cli.md from the command line itself: run it with `.venv/bin/python docs/write_cli.py`."""

from collections.abc import Iterator
from enum import EnumType
from pathlib import Path
from typing import Any

import typer

from memcon.cli import app

HERE = Path(__file__).parent
HEAD = """# The command line

Written by `docs/write_cli.py` from the program; do not edit.

| exit code | meaning |
|---|---|
| 0 | everything was read |
| 1 | something could not be read; one line on standard error says what and why, the rest was read |
| 2 | wrong usage |
"""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name, the groups before what they hold."""
    waiting = [("memcon", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop(0)
        yield name, command
        inside = getattr(command, "commands", {})
        waiting = [(f"{name} {word}", inner) for word, inner in inside.items()] + waiting


def options(command: Any) -> list[Any]:
    """The arguments and options of a command."""
    return [one for one in command.params if one.name != "help"]


def reference() -> str:
    """The whole reference as Markdown."""
    parts = [HEAD]
    for name, command in commands():
        usage = " ".join([name, *(_usage(one) for one in options(command))])
        parts.append(f"\n## {name}\n\n    {usage}\n\n{_prose(command.help)}\n")
        rows = [f"| `{_label(one).replace('|', chr(92) + '|')}` | {_prose(one.help)} |" for one in options(command)]
        if rows:
            parts.append("\n".join(["\n| | |", "|---|---|", *rows]) + "\n")
    return "".join(parts)


def _usage(one: Any) -> str:
    if one.param_type_name == "argument":
        return _label(one) + (" …" if one.nargs == -1 else "")
    return f"[{_label(one)}]"


def _label(one: Any) -> str:
    kind = one.type_descriptor.annotation
    choices = "|".join(choice.value for choice in kind) if isinstance(kind, EnumType) else None
    value = one.metavar or choices or one.name.upper()
    if one.param_type_name == "argument":
        return str(value)
    return str(one.opts[0] if one.is_flag else f"{one.opts[0]} {value}")


def _prose(help_text: str | None) -> str:
    return "\n\n".join(" ".join(part.split()) for part in (help_text or "").split("\n\n"))


if __name__ == "__main__":
    (HERE / "cli.md").write_text(reference(), encoding="utf-8")
