"""Main and background told apart, measured on NewsDiscourse (Choubey et al. 2020): a category a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memcon.errors import InputError
from memcon.reading.discourse import OLD
from memcon.record import Document, Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Span

    from memcon.reading.parse import Parsed

MAIN, FURNITURE = "Main", "NA"


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its document (headline first) and its sentences as (start, end, category), in order."""

    id: str
    document: Document
    sentences: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """What was taken for new of what.

    main and passed: sentences of the main event, and those of them that passed as new; old and leaked: the same of
    previous and historical events; documents and found: those that tell of a main event, and in which a sentence of
    it passed; new: all that passed.
    """

    main: int = 0
    passed: int = 0
    old: int = 0
    leaked: int = 0
    documents: int = 0
    found: int = 0
    new: int = 0

    def __add__(self, other: Scores) -> Scores:
        return Scores(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def table(self) -> dict[str, float]:
        """The figures by name, each a share of 1."""
        return {
            "old taken for new": _share(self.leaked, self.old),
            "main event found": _share(self.found, self.documents),
            "main sentences found": _share(self.passed, self.main),
            "main of what passed": _share(self.passed, self.new),
        }


def read_set(path: Path, leave_out: str | None = None) -> Iterator[Article]:
    """The articles of a JSON Lines file, without the sentences of one category if that is named.

    Raises InputError, naming the line, where one is malformed.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield _article(json.loads(line), leave_out)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                raise InputError(f"{path}, line {number}: not an article with labelled sentences ({error})") from error


def _article(entry: dict[str, Any], leave_out: str | None) -> Article:
    """Joins the sentences of a paragraph by a space and the paragraphs by an empty line, the headline first."""
    headline = (entry["title"] or "").strip() or None
    text, paragraphs, sentences = headline or "", [], []
    if headline:
        paragraphs.append(Paragraph(0, len(text)))
    last: int | None = None
    for one in entry["sentences"]:
        words = " ".join(one["text"].split())
        if not words or one["label"] == leave_out:
            continue
        inside = one["para"] == last and last is not None
        text += " " if inside else "\n\n" if text else ""
        start, last = len(text), one["para"]
        text += words
        sentences.append((start, len(text), str(one["label"])))
        paragraphs = [*paragraphs[:-1], Paragraph(paragraphs[-1].start, len(text))] if inside else [
            *paragraphs, Paragraph(start, len(text))
        ]  # fmt: skip
    published = entry["date"].replace(" ", "T") if entry["date"] else None
    document = Document(text, language="en", headline=headline, published=published, paragraphs=tuple(paragraphs))
    return Article(entry["id"], document, tuple(sentences))


def units(article: Article, parsed: Parsed) -> list[Span]:
    """The parse of each annotated sentence."""
    found = (parsed.doc.char_span(start, end, alignment_mode="expand") for start, end, _ in article.sentences)
    return [unit for unit in found if unit is not None]


def score(article: Article, new: Sequence[bool]) -> Scores:
    """Scores one article, given which of its sentences were taken for new."""
    labels = [label for _, _, label in article.sentences]
    passed = [label for label, one in zip(labels, new, strict=True) if one]
    return Scores(
        main=labels.count(MAIN),
        passed=passed.count(MAIN),
        old=sum(labels.count(name) for name in OLD),
        leaked=sum(passed.count(name) for name in OLD),
        documents=int(MAIN in labels),
        found=int(MAIN in passed),
        new=len(passed),
    )


def evaluate(
    articles: Iterable[Article], judge: Callable[[Article], Sequence[bool]]
) -> tuple[Scores, list[dict[str, Any]]]:
    """Scores a set, and lists for each article which sentences were taken for new."""
    total, predictions = Scores(), []
    for article in articles:
        new = list(judge(article))
        total += score(article, new)
        predictions.append({"id": article.id, "main": new})
    return total, predictions


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
