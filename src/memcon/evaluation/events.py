"""Event types measured on PLV's format: a sentence with its source and target marked, and a PLOVER type."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from memcon.errors import InputError
from memcon.reading.event_types import Marked, mark
from memcon.record.vocabulary import EventType
from memcon.weights.encoder import pieces

Label = TypeVar("Label", bound=Hashable)

YIELD = "YIELD"
"""The set's one label for CONCEDE and RETREAT."""
QUADS: Mapping[str, int] = {
    EventType.AGREE: 1, EventType.CONSULT: 1, EventType.SUPPORT: 1, EventType.CONCEDE: 1,
    EventType.COOPERATE: 2, EventType.AID: 2, EventType.RETREAT: 2,
    EventType.REQUEST: 3, EventType.ACCUSE: 3, EventType.REJECT: 3, EventType.THREATEN: 3,
    EventType.PROTEST: 4, EventType.SANCTION: 4, EventType.MOBILIZE: 4, EventType.COERCE: 4, EventType.ASSAULT: 4,
}  # fmt: skip
"""PLOVER's quad of each type (manual of 2024-02)."""

_WORD = re.compile(r"\w+|[^\w\s]")
_MARK = re.compile(r"</?[st]>")
_NEAR = 0.3
"""Jaccard overlap of three-word shingles from which two sentences count as one when folds are made."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with the offsets of its source and target, one of which may be None, and the set's label."""

    id: str
    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    label: str


def quad(label: str) -> int:
    """The quad of a label of the set, 0 for none; YIELD counts as material cooperation there."""
    return 2 if label == YIELD else QUADS.get(label, 0)


def label_of(event_type: EventType | None) -> str:
    """The set's label for a type; an empty string for none."""
    if event_type in (EventType.CONCEDE, EventType.RETREAT):
        return YIELD
    return event_type.value if event_type is not None else ""


def read_set(path: Path) -> list[Example]:
    """The examples of a TSV file; raises InputError, naming the line, where one is malformed."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        missing = {"sentence_id", "marked_sentence", "gold_root"} - set(rows.fieldnames or ())
        if missing:
            raise InputError(f"{path}: no column {', '.join(sorted(missing))} (a TSV file like PLV's is needed)")
        return [_example(row, f"{path}, row {number}") for number, row in enumerate(rows, start=1)]


def _example(row: dict[str, str], where: str) -> Example:
    label = row["gold_root"]
    if not quad(label or ""):
        raise InputError(f"{where}: {label!r} is no type of event")
    text, spans = unmarked(row["marked_sentence"] or "")
    if not spans:
        raise InputError(f"{where}: neither <s>source</s> nor <t>target</t> is marked")
    return Example(row["sentence_id"], text, spans.get("s"), spans.get("t"), label)


def unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without marks, and the offsets of what each mark holds, white space at its ends aside."""
    text, position = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        name = match[0].strip("</>")
        if match[0][1] != "/":
            opened.setdefault(name, len(text))
        elif name in opened and name not in spans:
            inside = text[opened[name] :]
            start = opened[name] + len(inside) - len(inside.lstrip())
            spans[name] = (start, start + len(inside.strip()))
    return text + marked[position:], spans


def marked(example: Example) -> Marked:
    """What the model reads of an example."""
    words = list(_WORD.finditer(example.text))
    actors = []
    for span in (example.source, example.target):
        start, end = span or (0, 0)
        inside = [number for number, word in enumerate(words) if word.start() < end and word.end() > start]
        actors.append((inside[0], inside[-1] + 1) if inside else None)
    return mark(pieces([word[0] for word in words]), *actors)


def likeliest(chances: Mapping[EventType | None, float]) -> str:
    """The set's likeliest label, given the chances of types; that of no event is left aside."""
    sums: dict[str, float] = defaultdict(float)
    for event_type, chance in chances.items():
        if event_type is not None:
            sums[label_of(event_type)] += chance
    return max(sums, key=sums.__getitem__, default="")


def folds(examples: Sequence[Example], several: int = 5) -> list[int]:
    """A fold for each example: near-duplicates together, each label spread evenly, always the same."""
    groups = _groups(examples)
    heads: dict[str, list[int]] = defaultdict(list)
    for group in set(groups):
        heads[examples[group].label].append(group)
    dealt: dict[int, int] = {}
    for label in sorted(heads):
        for group in sorted(heads[label], key=lambda one: hashlib.sha256(examples[one].text.encode()).hexdigest()):
            dealt[group] = len(dealt) % several
    return [dealt[group] for group in groups]


def _groups(examples: Sequence[Example]) -> list[int]:
    """For each example the number of the first one that it is a near-duplicate of, or its own."""
    shingles = [_shingles(one.text) for one in examples]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    groups = list(range(len(examples)))
    for number, own in enumerate(shingles):
        shared = Counter(other for shingle in own for other in holders[shingle])
        for other, count in shared.items():
            if count > _NEAR * (len(own) + len(shingles[other]) - count):
                old, new = sorted((groups[number], groups[other]), reverse=True)
                groups = [new if group == old else group for group in groups]
        for shingle in own:
            holders[shingle].append(number)
    return groups


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 3]) for start in range(max(1, len(words) - 2))}


def scores(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Macro-F1 over the gold labels at the root, quad and binary (cooperation or conflict) level, and accuracy."""
    quads = [quad(label) for label in gold], [quad(label) for label in found]
    sides = [[None if not one else one > 2 for one in each] for each in quads]
    return {
        "root": macro_f1(gold, found),
        "quad": macro_f1(*quads),
        "binary": macro_f1(*sides),
        "accuracy": sum(map(str.__eq__, gold, found)) / len(gold) if gold else 0.0,
    }


def macro_f1(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """The mean of the F1 of every label of the gold."""
    each = f1_by_label(gold, found).values()
    return sum(each) / len(each) if each else 0.0


def f1_by_label(gold: Sequence[Label], found: Sequence[Label]) -> dict[Label, float]:
    """The F1 of every label of the gold."""
    right = Counter(one for one, other in zip(gold, found, strict=True) if one == other)
    wanted, given = Counter(gold), Counter(found)
    return {label: 2 * right[label] / (wanted[label] + given[label]) for label in wanted}
