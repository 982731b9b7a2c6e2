"""Page to text, scored as the article extraction benchmark of Scrapinghub scores it (MIT, 2020).

Score of one page: 4-word shingles of the text against those of the true article body, as multisets; precision
and recall are averaged over the pages and F1 is that of the averages.

The instant of publication is scored on the pages whose source declares one with a zone; what is declared is
looked for in the source itself, apart from how intake reads a page.
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
from memcon.intake.decoding import declared_encoding, decode
from memcon.intake.stamps import iso
from memcon.record import Document

SHINGLE = 4
"""Words in a shingle, as in the benchmark."""

_WORD = re.compile(r"\w+")
_DECLARED = (
    re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{10,60})"'),
    re.compile(r"""<[^<>]{1,200}(?:published_time|article:published|datePublished|pubdate)["'][^<>]{0,300}>""", re.I),
)
_VALUE = re.compile(r"""(?:content|datetime|title)\s?=\s?["']([^"']{10,60})["']""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page: how many shingles are right, too many and missing, and why it could not be read, if so.

    declared are the instants of publication that the source declares with a zone, published the Document's.
    """

    id: str
    right: float
    wrong: float
    missing: float
    error: str | None = None
    declared: tuple[str, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractionScore:
    """All pages: averages of precision and recall, F1 of these, and how many pages gave no text.

    zoned counts the pages that declare an instant of publication with its zone, exact those of them whose
    Document has it.
    """

    precision: float
    recall: float
    f1: float
    pages: int
    empty: int
    zoned: int
    exact: int
    each: tuple[PageScore, ...]


def evaluate(folder: Path, config: Config | None = None) -> ExtractionScore:
    """Scores intake on a folder of ground-truth.json and html/ID.html.gz; headlines are not scored."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    config = config or Config()

    return score(
        {
            name: (gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), item)
            for name, item in truth.items()
        },
        lambda page, url: from_html(page, config, url),
    )


def score(
    pages: dict[str, tuple[bytes, dict[str, str]]], take: Callable[[bytes, str | None], Document]
) -> ExtractionScore:
    """Scores the Documents that take makes of pages: id -> (bytes, {"articleBody", "url"})."""
    each = []
    for name, (page, truth) in pages.items():
        text, published, error = "", None, None
        try:
            document = take(page, truth.get("url"))
            text, published = document.text.removeprefix(document.headline or ""), document.published
        except InputError as caught:
            error = str(caught)
        each.append(_page_score(name, truth["articleBody"], text, error, declared(page), published))
    precisions = [page.right / (page.right + page.wrong) for page in each if page.right + page.wrong > 0]
    recalls = [page.right / (page.right + page.missing) for page in each if page.right + page.missing > 0]
    precision, recall = _mean(precisions), _mean(recalls)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    empty = sum(page.right + page.wrong == 0 for page in each)
    zoned = sum(bool(page.declared) for page in each)
    exact = sum(page.published in page.declared for page in each)
    return ExtractionScore(precision, recall, f1, len(each), empty, zoned, exact, tuple(each))


def declared(page: bytes) -> tuple[str, ...]:
    """The instants of publication that a page's source declares with a zone, in ISO 8601 with that offset.

    Of JSON-LD only the first is taken, for others may be of other pages.
    """
    source = decode(page, declared=declared_encoding(page))
    first = _DECLARED[0].search(source)
    found = [first.group(1)] if first else []
    found += [value for tag in _DECLARED[1].finditer(source) for value in _VALUE.findall(tag.group())]
    instants = (iso(value) for value in found)
    return tuple(dict.fromkeys(one for one in instants if one and re.search(r"T.*[+-]\d\d:\d\d$", one)))


def _page_score(
    name: str, true: str, found: str, error: str | None, declared: tuple[str, ...], published: str | None
) -> PageScore:
    """Shares of right, wrong and missing shingles of one page; they add up to 1 where there is any."""
    wanted, got = shingles(true), shingles(found)
    right, wrong, missing = ((wanted & got).total(), (got - wanted).total(), (wanted - got).total())
    total = max(1, right + wrong + missing)
    return PageScore(name, right / total, wrong / total, missing / total, error, declared, published)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The 4-word shingles of a text; a shorter text is one shingle."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
