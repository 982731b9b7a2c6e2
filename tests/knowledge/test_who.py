"""Questions about people and offices, answered from the gazetteer."""

import pytest

from memcon.knowledge.gazetteer import load
from memcon.knowledge.who import who


@pytest.mark.parametrize(
    ("query", "country", "at", "name"),
    [
        ("French president", None, "2025-07-01", "Emmanuel Macron"),
        ("president of France", None, "2010", "Nicolas Sarkozy"),
        ("the president of the United States", None, "2016-05-01", "Barack Obama"),
        ("president", "UKR", "2020-01-01", "Volodymyr Zelenskyy"),
        ("German chancellor", None, "2021-11-01", "Angela Merkel"),
        ("foreign minister of Japan", None, "2018-01-01", "Taro Kono"),
        ("US Secretary of State", None, "2016-05-01", "John Kerry"),
        ("UN Secretary-General", None, "2003", "Kofi Annan"),
        ("Chinese leader", None, "2015", "Xi Jinping"),
        ("Lavrov", None, None, "Sergey Lavrov"),
        ("Emmanuel Macron", None, None, "Emmanuel Macron"),
        ("Bush", None, "2005-01-01", "George W. Bush"),
    ],
)
def test_one_answer(query: str, country: str | None, at: str | None, name: str) -> None:
    """A question about a person or an office has this answer alone."""
    answers = who(load(), query, country, at)
    assert [a.entity.name for a in answers] == [name]
    assert all(a.tenures for a in answers)


def test_a_country_has_its_leading_offices() -> None:
    """A country and a day give the head of state, the head of government and the foreign minister of that day."""
    answers = who(load(), None, "FRA", "2019-05-01")
    assert [a.entity.name for a in answers[:3]] == ["Emmanuel Macron", "Édouard Philippe", "Jean-Yves Le Drian"]


@pytest.mark.parametrize("query", ["", "Nobody Atall", "president of Ruritania", "of the", "x" * 5000, "' ' '"])
def test_unknown_questions_have_no_answer(query: str) -> None:
    """What the gazetteer does not know gives nothing and raises nothing."""
    assert who(load(), query, None, None) == ()


def test_answers_for_later_days_are_doubted() -> None:
    """An answer for a day after the holder was last seen in office says so; one for an earlier day does not."""
    gazetteer = load()
    assert who(gazetteer, "French president", None, "2020-01-01")[0].doubt is None
    later = who(gazetteer, "French president", None, "2026-12-31")
    assert all(gazetteer.verified in (a.doubt or "") for a in later)
