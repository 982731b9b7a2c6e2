"""Scoring of page-to-text extraction."""

import gzip
import json
import os
from pathlib import Path

import pytest

from memcon.errors import InputError
from memcon.evaluation.extraction import declared, evaluate, score, shingles
from memcon.record import Document

DATA = Path(os.environ.get("MEMCON_DATA", Path(__file__).parents[3] / "shared" / "data")) / "extraction"
BODY = "one two three four five six"


def test_shingles_are_a_multiset_of_four_words() -> None:
    """A text of n words has n - 3 shingles, a shorter one a single shingle, an empty one none."""
    assert shingles("a b c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert shingles("a a a a a")["a", "a", "a", "a"] == 2
    assert shingles("a, b.") == {("a", "b"): 1}
    assert not shingles(" - ")


def test_score_averages_precision_and_recall_over_pages() -> None:
    """A perfect page and an unreadable one give precision 1 (of the pages with text) and recall 1/2."""

    def take(page: bytes, _url: str | None) -> Document:
        if page == b"bad":
            raise InputError("no report")
        return Document(page.decode())

    result = score({"a": (BODY.encode(), {"articleBody": BODY}), "b": (b"bad", {"articleBody": BODY})}, take)
    assert (result.precision, result.recall, result.pages, result.empty) == (1.0, 0.5, 2, 1)
    assert result.f1 == pytest.approx(2 / 3)
    assert [page.error for page in result.each] == [None, "no report"]


def test_instants_are_scored_where_the_source_declares_a_zone() -> None:
    """A page with a zoned declaration counts, exact only where the Document has that very instant."""
    zoned = b'<meta property="article:published_time" content="2025-07-03T10:00:00-0400">'
    bare = b'<meta property="article:published_time" content="2025-07-03T10:00:00">'
    assert declared(zoned) == ("2025-07-03T10:00:00-04:00",)
    assert declared(bare) == declared(zoned.replace(b"2025", b"0001")) == ()
    pages = {name: (page, {"articleBody": BODY}) for name, page in (("a", zoned), ("b", bare))}
    right = score(pages, lambda _page, _url: Document(BODY, published="2025-07-03T10:00:00-04:00"))
    moved = score(pages, lambda _page, _url: Document(BODY, published="2025-07-03T14:00:00+00:00"))
    assert (right.zoned, right.exact, moved.zoned, moved.exact) == (1, 1, 1, 0)


def test_folder_of_the_benchmark_is_scored(tmp_path: Path) -> None:
    """evaluate reads the benchmark's layout and leaves the headline out."""
    sentences = [f"The envoys of country {n} met in Vienna on Friday and spoke about the border." for n in range(6)]
    page = "<html><body><article><h1>Envoys meet</h1>" + "".join(f"<p>{s}</p>" for s in sentences) + "</article>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "x.html.gz").write_bytes(gzip.compress(page.encode()))
    truth = {"x": {"articleBody": "\n\n".join(sentences), "url": "https://example.org/a"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    assert evaluate(tmp_path).f1 == 1.0


@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data/extraction and no $MEMCON_DATA")
def test_pages_of_the_benchmark_keep_their_quality() -> None:
    """On the benchmark's half that developers have, F1 is 0.97 or more, no page empty, and 95 % of instants exact."""
    result = evaluate(DATA)
    assert result.empty == 0
    assert result.f1 >= 0.97
    assert result.exact >= 0.95 * result.zoned > 0
