"""Temporal expressions against a marked set, by the measures of TempEval-3.

A set is JSON Lines: id, dct (the day of publication), text, timexes [{start, end, type, value}]; a value may
name several right answers between semicolons. The document time is no expression of the text and is not counted, nor is
what stands in the dateline that opens a text.

Strict: same span. Relaxed: spans overlap, one to one. Type and value F1: as relaxed, but a match counts only where
the attribute is right too (UzZaman et al. 2013, section 5).
"""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from memcon.errors import InputError
from memcon.intake.dateline import dateline
from memcon.record import Document, Time

_DATELINE_REACH = 200
"""Characters at the start of a text in which a dateline is looked for."""

MEASURES = ("strict", "relaxed", "type", "value")


@dataclass(frozen=True, slots=True)
class Marked:
    """One expression as a set marks it or as a reader found it."""

    start: int
    end: int
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """One document of a set with its expressions."""

    id: str
    published: str | None
    text: str
    times: tuple[Marked, ...]

    def document(self) -> Document:
        """The document as the readers take it."""
        return Document(self.text, published=self.published)


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one document: expressions found, marked, and matched by each of MEASURES."""

    found: int
    marked: int
    strict: int
    relaxed: int
    type: int
    value: int


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in percent, with the 95 % interval of F1 over resampled documents."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


def read_set(path: Path) -> Iterator[MarkedDocument]:
    """Reads a marked set; raises InputError where the file is missing or a line is not of the format."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            times = tuple(
                Marked(int(t["start"]), int(t["end"]), str(t["type"]), t.get("value")) for t in entry["timexes"]
            )
            yield MarkedDocument(str(entry["id"]), entry.get("dct"), str(entry["text"]), times)
        except (ValueError, KeyError, TypeError) as error:
            wanted = "give JSON objects with id, dct, text and timexes"
            raise InputError(f"{path}, line {number}: not a marked document ({error}); {wanted}") from error


def as_marked(times: Iterable[Time]) -> tuple[Marked, ...]:
    """A reader's expressions as the set marks them."""
    return tuple(Marked(t.span.start, t.span.end, t.type.value, t.value) for t in times)


def pairs(marked: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[Marked, Marked]]:
    """Matches each marked expression with at most one found: the same span, else the first touching."""
    free = dict.fromkeys(range(len(found)))
    matched: list[tuple[Marked, Marked]] = []
    for gold in sorted(marked, key=lambda t: (t.start, t.end)):
        touching = [i for i in free if found[i].start < gold.end and gold.start < found[i].end]
        same = [i for i in touching if (found[i].start, found[i].end) == (gold.start, gold.end)]
        if same or touching:
            chosen = (same or touching)[0]
            del free[chosen]
            matched.append((gold, found[chosen]))
    return matched


def count(marked: Sequence[Marked], found: Sequence[Marked]) -> Counts:
    """Counts one document."""
    matched = pairs(marked, found)
    return Counts(
        found=len(found),
        marked=len(marked),
        strict=sum((g.start, g.end) == (f.start, f.end) for g, f in matched),
        relaxed=len(matched),
        type=sum(g.type == f.type for g, f in matched),
        value=sum(same_value(g.value, f.value) for g, f in matched),
    )


def same_value(gold: str | None, found: str | None) -> bool:
    """Whether a value is one of the right answers; no value is right only where none is marked."""
    if not gold:
        return not found
    return found is not None and found in gold.split(";")


def score(counts: Sequence[Counts], measure: str, *, samples: int = 1000, seed: int = 1) -> Score:
    """Scores one of MEASURES over documents, with an interval from resampling whole documents."""
    precision, recall, f1 = _rates(counts, measure)
    source = random.Random(seed)
    drawn = sorted(
        _rates(source.choices(counts, k=len(counts)), measure)[2] for _ in range(samples if len(counts) > 1 else 0)
    )
    low, high = (drawn[int(0.025 * samples)], drawn[int(0.975 * samples)]) if drawn else (f1, f1)
    return Score(precision, recall, f1, low, high)


def _rates(counts: Sequence[Counts], measure: str) -> tuple[float, float, float]:
    matched = sum(getattr(c, measure) for c in counts)
    found, marked = sum(c.found for c in counts), sum(c.marked for c in counts)
    precision, recall = 100 * matched / (found or 1), 100 * matched / (marked or 1)
    return precision, recall, 200 * matched / ((found + marked) or 1)


def evaluate(
    documents: Iterable[MarkedDocument], find: Callable[[Document], tuple[Time, ...]], *, samples: int = 1000
) -> tuple[dict[str, Score], list[dict[str, object]]]:
    """Reads every document; returns the score of each of MEASURES and the predictions."""
    counts: list[Counts] = []
    predictions: list[dict[str, object]] = []
    for one in documents:
        times = find(one.document())
        found = as_marked(times)
        start = dateline_end(one.text)
        counts.append(count(_after(one.times, start), _after(found, start)))
        predictions.append({"id": one.id, "timexes": [_prediction(t) for t in times]})
    return {measure: score(counts, measure, samples=samples) for measure in MEASURES}, predictions


def dateline_end(text: str) -> int:
    """Where the dateline that opens a text ends; 0 where there is none."""
    opening = len(text) - len(text.lstrip())
    line = dateline(text[opening : opening + _DATELINE_REACH].replace("_", "—").replace("\n", " "))
    return opening + line.length if line else 0


def _after(times: Sequence[Marked], start: int) -> list[Marked]:
    """The expressions of the story itself: those of its dateline count for nobody, marked or found."""
    return [time for time in times if time.start >= start]


def _prediction(time: Time) -> dict[str, object]:
    return {
        "start": time.span.start,
        "end": time.span.end,
        "type": time.type.value,
        "value": time.value,
        "mod": time.mod.value if time.mod else None,
        "text": time.span.exact,
        "rule": time.rule,
    }
