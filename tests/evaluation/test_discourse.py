"""NewsDiscourse's format is read, and what is taken for new is counted."""

import json
from pathlib import Path

import pytest

from memcon.errors import InputError
from memcon.evaluation.discourse import Article, Scores, evaluate, read_set, score

LINES = {
    "id": "a",
    "title": "Envoys meet in Oslo",
    "date": "2018-09-18 23:34:25+00:00",
    "sentences": [
        {"sid": "S1", "para": 0, "text": "Two envoys met.", "label": "Main", "speech": False},
        {"sid": "S2", "para": 0, "text": "They had met in May.", "label": "Cause_Specific", "speech": False},
        {"sid": "S3", "para": 1, "text": "Oslo is cold.", "label": "Distant_Historical", "speech": False},
        {"sid": "S4", "para": 1, "text": "They shook hands.", "label": "Main", "speech": False},
    ],
}


@pytest.fixture
def article(tmp_path: Path) -> Article:
    """The article of LINES, read from a file."""
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(LINES))
    return next(read_set(path))


def test_sentences_are_joined_into_paragraphs_under_the_headline(article: Article) -> None:
    """Every annotated sentence stands at its offsets, and paragraphs are as annotated."""
    document = article.document
    assert document.text == (
        "Envoys meet in Oslo\n\nTwo envoys met. They had met in May.\n\nOslo is cold. They shook hands."
    )
    assert [document.text[start:end] for start, end, _ in article.sentences] == [
        one["text"] for one in LINES["sentences"]
    ]
    assert [document.text[one.start : one.end] for one in document.paragraphs] == document.text.split("\n\n")
    assert document.published == "2018-09-18T23:34:25+00:00"


def test_what_passes_is_counted_by_what_it_is(article: Article) -> None:
    """One of two main sentences, one of two old ones, and the main event of the document."""
    scores = score(article, [True, True, False, False])
    assert scores == Scores(main=2, passed=1, old=2, leaked=1, documents=1, found=1, new=2)
    assert scores.table() == {
        "old taken for new": 0.5,
        "main event found": 1.0,
        "main sentences found": 0.5,
        "main of what passed": 0.5,
    }


def test_nothing_passed_finds_nothing(article: Article) -> None:
    """A judge that lets nothing pass leaks nothing and finds no main event."""
    scores, predictions = evaluate([article], lambda one: [False] * len(one.sentences))
    assert set(scores.table().values()) == {0.0}
    assert predictions == [{"id": "a", "main": [False] * 4}]


@pytest.mark.parametrize("line", ["[]", "{}", '{"id": "a", "title": null, "date": null, "sentences": [{}]}', "no JSON"])
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    """What is no article raises InputError that names its line."""
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(LINES) + "\n" + line)
    with pytest.raises(InputError, match="line 2"):
        list(read_set(path))
