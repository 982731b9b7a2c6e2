"""Attribution is scored as issue 6 defines it, and its sets are read and written in one format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memcon.errors import InputError
from memcon.evaluation.attribution import (
    Article,
    Count,
    Relation,
    Scores,
    prediction,
    read,
    relations_of,
    score,
)
from memcon.record import Span, Statement
from memcon.record.vocabulary import Quotation

TEXT = "Velt said the talks had failed. “We go home,” Arden said."
SAID = Relation(((0, 4),), ((5, 9),), ((10, 30),))
QUOTED = Relation(((46, 51),), ((52, 56),), ((32, 45),))
ARTICLE = Article("a", TEXT, (SAID, QUOTED))


def relation(source: tuple[int, int] | None, content: tuple[int, int]) -> Relation:
    return Relation((source,) if source else (), (), (content,))


def test_the_annotation_itself_scores_full() -> None:
    """What was annotated, predicted again, is right in every measure."""
    scores = score(ARTICLE, ARTICLE.relations)
    assert scores.relations == Count(2, 2, 2)
    assert scores.content.f1 == scores.sources.recall == 1
    assert scores.by_quotation[Quotation.DIRECT] == Count(1, 1, 1)
    assert scores.by_quotation[Quotation.INDIRECT] == Count(1, 1, 1)


def test_half_the_content_is_enough_and_less_is_not() -> None:
    """Contents match from a Dice of .5 on."""
    one = Article("a", TEXT, (SAID,))
    assert score(one, [relation((0, 4), (10, 19))]).relations.matched == 1
    assert score(one, [relation((0, 4), (10, 13))]).relations.matched == 0


def test_a_wrong_or_missing_source_is_no_match() -> None:
    """The source must overlap, or be absent on both sides."""
    one = Article("a", TEXT, (SAID,))
    assert score(one, [relation((46, 51), (10, 30))]).relations.matched == 0
    assert score(one, [relation(None, (10, 30))]).relations.matched == 0
    none = Article("a", TEXT, (relation(None, (10, 30)),))
    assert score(none, [relation(None, (10, 30))]).relations.matched == 1


def test_one_prediction_matches_one_annotation() -> None:
    """A relation predicted twice is right once and wrong once."""
    scores = score(Article("a", TEXT, (SAID,)), [SAID, SAID])
    assert scores.relations == Count(1, 2, 1)


def test_sources_count_where_content_matches() -> None:
    """An exact source is counted among the relations whose content was found."""
    scores = score(ARTICLE, [relation((0, 9), (10, 30)), QUOTED])
    assert (scores.sources.matched, scores.sources.annotated) == (1, 2)


def test_scores_add_up() -> None:
    """The scores of a set are the sum of those of its articles."""
    total = Scores() + score(ARTICLE, [SAID]) + score(ARTICLE, [QUOTED])
    assert total.relations == Count(2, 2, 4)
    assert total.by_quotation[Quotation.DIRECT] == Count(1, 1, 2)


def test_only_outermost_statements_are_compared_and_shared_words_once() -> None:
    """Nested statements are left out; two speakers of one sentence are one relation."""
    span = Span(0, 4, "Velt")

    def statement(number: str, speaker: str, within: str | None = None) -> Statement:
        return Statement(number, speaker, span, None, (Span(10, 13, "the"),), Quotation.INDIRECT, within=within)

    found = relations_of([statement("s1", "A"), statement("s2", "B"), statement("s3", "C", "s1")])
    assert found == (Relation(((0, 4),), (), ((10, 13),)),)


def test_predictions_are_read_back(tmp_path: Path) -> None:
    """A line of predictions is an article of the same format."""
    path = tmp_path / "set.jsonl"
    path.write_text(prediction(ARTICLE, ARTICLE.relations) + "\n", "utf-8")
    assert list(read(path)) == [ARTICLE]


@pytest.mark.parametrize("line", ["{", "{}", '{"id": 1, "text": "x", "attributions": 3}', "[]"])
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    """A line that is not an article raises one error with its number."""
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "", "attributions": []}) + "\n" + line + "\n", "utf-8")
    with pytest.raises(InputError, match="line 2"):
        list(read(path))
