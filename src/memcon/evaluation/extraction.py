"""Page to text, scored as the article extraction benchmark of Scrapinghub scores it (MIT, 2020).

Score of one page: 4-word shingles of the text against those of the true article body, as multisets; precision
and recall are averaged over the pages and F1 is that of the averages.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake import from_html

SHINGLE = 4
"""Words in a shingle, as in the benchmark."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page: how many shingles are right, too many and missing, and why it could not be read, if so."""

    id: str
    right: float
    wrong: float
    missing: float
    error: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractionScore:
    """All pages: averages of precision and recall, F1 of these, and how many pages gave no text."""

    precision: float
    recall: float
    f1: float
    pages: int
    empty: int
    each: tuple[PageScore, ...]


def evaluate(folder: Path, config: Config | None = None) -> ExtractionScore:
    """Scores intake on a folder of ground-truth.json and html/ID.html.gz; headlines are not scored."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    config = config or Config()

    def body(page: bytes, url: str | None) -> str:
        document = from_html(page, config, url)
        return document.text.removeprefix(document.headline or "") if document.headline else document.text

    return score(
        {
            name: (gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), item)
            for name, item in truth.items()
        },
        body,
    )


def score(pages: dict[str, tuple[bytes, dict[str, str]]], body: Callable[[bytes, str | None], str]) -> ExtractionScore:
    """Scores what body makes of pages: id -> (bytes, {"articleBody", "url"})."""
    each = []
    for name, (page, truth) in pages.items():
        try:
            text, error = body(page, truth.get("url")), None
        except InputError as caught:
            text, error = "", str(caught)
        each.append(_page_score(name, truth["articleBody"], text, error))
    precisions = [page.right / (page.right + page.wrong) for page in each if page.right + page.wrong > 0]
    recalls = [page.right / (page.right + page.missing) for page in each if page.right + page.missing > 0]
    precision, recall = _mean(precisions), _mean(recalls)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    empty = sum(page.right + page.wrong == 0 for page in each)
    return ExtractionScore(precision, recall, f1, len(each), empty, tuple(each))


def _page_score(name: str, true: str, found: str, error: str | None) -> PageScore:
    """Shares of right, wrong and missing shingles of one page; they add up to 1 where there is any."""
    wanted, got = shingles(true), shingles(found)
    right, wrong, missing = ((wanted & got).total(), (got - wanted).total(), (wanted - got).total())
    total = max(1, right + wrong + missing)
    return PageScore(name, right / total, wrong / total, missing / total, error)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The 4-word shingles of a text; a shorter text is one shingle."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
