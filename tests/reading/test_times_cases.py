"""Every expression of the marked cases is found with its exact words, type and value, and nothing else is."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from memcon.reading.times import find
from memcon.record import Document

CASES = Path(__file__).parents[1] / "cases" / "times"
MARK = re.compile(r"<([A-Z]+) (\S+?)>(.*?)</>")
Expression = tuple[str, str, str | None]


def cases(language: str) -> Iterator[tuple[str, str, list[Expression]]]:
    """(published, text, [(words, type, value)]) of each line."""
    published = ""
    for line in (CASES / f"{language}.txt").read_text("utf-8").splitlines():
        if line.startswith("published "):
            published = line.split()[1]
        elif line and not line.startswith("#"):
            marks = [(m[3], m[1], None if m[2] == "-" else m[2]) for m in MARK.finditer(line)]
            yield published, MARK.sub(r"\3", line), marks


def all_cases() -> list[object]:
    return [
        pytest.param(language, *case, id=f"{language}: {case[1]}")
        for language in ("en", "fr", "ru")
        for case in cases(language)
    ]


@pytest.mark.parametrize(("language", "published", "text", "marked"), all_cases())
def test_the_marked_expressions_are_found_and_no_others(
    language: str, published: str, text: str, marked: list[Expression]
) -> None:
    """A sentence yields exactly the expressions marked in it."""
    times = find(Document(text, published=published), language=language)
    assert [(t.span.exact, t.type.value, t.value) for t in times] == marked


@pytest.mark.parametrize("language", ["fr", "ru"])
def test_each_other_language_has_its_150_expressions(language: str) -> None:
    """French and Russian are each held by at least 150 expressions."""
    assert sum(len(marked) for _, _, marked in cases(language)) >= 150
