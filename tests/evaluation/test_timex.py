"""The scorer of temporal expressions counts as TempEval-3 does."""

import json
from pathlib import Path

import pytest

from memcon.errors import InputError
from memcon.evaluation.timex import Counts, Marked, count, dateline_end, evaluate, pairs, read_set, same_value, score
from memcon.record import Document, Time
from memcon.record.vocabulary import TimexType


def mark(start: int, end: int, value: str = "2025", kind: str = "DATE") -> Marked:
    return Marked(start, end, kind, value)


def test_strict_needs_the_same_span_and_relaxed_an_overlap() -> None:
    """A shorter span counts as relaxed only."""
    assert count([mark(0, 9), mark(20, 25)], [mark(0, 9), mark(22, 25)]) == Counts(2, 2, 1, 2, 2, 2)


def test_one_expression_matches_at_most_one() -> None:
    """A span over two marked expressions finds one of them."""
    assert count([mark(0, 4), mark(5, 9)], [mark(0, 9)]).relaxed == 1


def test_the_same_span_is_preferred_to_an_overlap() -> None:
    """An overlapping expression does not take what an exact one deserves."""
    assert pairs([mark(5, 9)], [mark(0, 9), mark(5, 9)]) == [(mark(5, 9), mark(5, 9))]


def test_attributes_count_only_on_matches() -> None:
    """A wrong type or value costs its own measure and no other."""
    found = [mark(0, 4, "2024"), mark(5, 9, kind="SET")]
    assert count([mark(0, 4), mark(5, 9)], found) == Counts(2, 2, 2, 2, 1, 1)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [("2025", "2025", True), ("PXD;FUTURE_REF", "FUTURE_REF", True), ("2025", None, False), ("", None, True)],
)
def test_a_value_may_have_several_right_answers(gold: str, found: str | None, same: bool) -> None:
    """Answers are parted by semicolons; none is right where none is marked."""
    assert same_value(gold, found) is same


def test_f1_is_the_harmonic_mean_and_lies_in_its_interval() -> None:
    """Precision 1/2 and recall 1/4 make F1 1/3."""
    counts = [Counts(1, 2, 1, 1, 1, 1), Counts(1, 2, 0, 0, 0, 0)]
    found = score(counts, "relaxed", samples=200)
    assert (found.precision, found.recall) == (50.0, 25.0)
    assert found.f1 == pytest.approx(100 / 3)
    assert 0.0 == found.low <= found.f1 <= found.high == pytest.approx(200 / 3)


def test_a_set_is_read_and_scored(tmp_path: Path) -> None:
    """The set's lines become documents with their day of publication; predictions carry the words."""
    line = {"id": "d", "dct": "2025-07-02", "text": "on Monday", "timexes": [{"start": 3, "end": 9, "type": "DATE"}]}
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(line) + "\n\n")

    def find(document: Document) -> tuple[Time, ...]:
        assert document.published == "2025-07-02"
        return (Time(document.span(3, 9), TimexType.DATE),)

    scores, predictions = evaluate(read_set(path), find, samples=10)
    assert scores["strict"].f1 == scores["value"].f1 == 100.0
    assert predictions[0]["timexes"][0]["text"] == "Monday"  # type: ignore[index]


@pytest.mark.parametrize("content", ["{", "[]", '{"id": 1}', '{"id": "d", "text": "t", "timexes": [{"start": "x"}]}'])
def test_a_damaged_set_names_its_line(tmp_path: Path, content: str) -> None:
    """What is no document with timexes is refused with file and line."""
    path = tmp_path / "set.jsonl"
    path.write_text(content)
    with pytest.raises(InputError, match="line 1"):
        list(read_set(path))


def test_a_missing_set_is_an_input_error(tmp_path: Path) -> None:
    """A path that is not there raises InputError."""
    with pytest.raises(InputError, match="cannot read"):
        list(read_set(tmp_path / "none.jsonl"))


def test_what_stands_in_the_dateline_counts_for_nobody() -> None:
    """An expression of the dateline is neither asked for nor held against the reader."""
    text = "\nOSLO, July 3 (Wire) -- Talks opened on Tuesday."
    end = dateline_end(text)
    assert text[end:] == "Talks opened on Tuesday."
    assert dateline_end("Talks opened on Tuesday.") == 0
