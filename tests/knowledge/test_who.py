"""Questions about people and offices, answered from the gazetteer."""

import pytest

from memcon.knowledge.gazetteer import load
from memcon.knowledge.who import is_title, who


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


@pytest.mark.parametrize(
    ("query", "at", "names"),
    [
        ("pope", "2015", {"Pope Francis"}),
        ("secretary of state", "2015-06-01", {"John Kerry", "Pietro Parolin"}),
        ("taoiseach", "2015", {"Enda Kenny"}),
    ],
)
def test_titles_that_few_hold_need_no_country(query: str, at: str, names: set[str]) -> None:
    """A title that few have is answered alone: the pope, the American and the Vatican secretary of state."""
    found = {answer.entity.name for answer in who(load(), query, None, at)}
    assert found
    assert found <= names


@pytest.mark.parametrize("query", ["prime minister", "president", "foreign minister"])
def test_titles_that_many_hold_need_a_country(query: str) -> None:
    """A title that many have has no answer alone, and is known for a title."""
    assert who(load(), query, None, "2020") == ()
    assert is_title(query)
    assert not is_title("Lavrov")


@pytest.mark.parametrize(
    ("query", "at", "first", "leader"),
    [
        ("Downing Street", "2017", "Office of the Prime Minister of the United Kingdom", "Theresa May"),
        ("the Kremlin", "2017", "Presidency of Russia", "Vladimir Putin"),
        ("State Department", "2010", "Department of State", "Hillary Clinton"),
        ("France", "2010", "France", "Nicolas Sarkozy"),
        ("NATO", "2020", "NATO", "Jens Stoltenberg"),
    ],
)
def test_a_power_is_followed_by_who_leads_it(query: str, at: str, first: str, leader: str) -> None:
    """A seat of power, a state or a body comes first, then who led it that day."""
    found = [answer.entity.name for answer in who(load(), query, None, at)]
    assert found[:2] == [first, leader]


@pytest.mark.parametrize("query", ["EU foreign policy chief", "the European Union's high representative"])
def test_the_heads_of_the_union_are_told_apart(query: str) -> None:
    """Of the European Union, each title heads a body of its own."""
    assert [answer.entity.name for answer in who(load(), query, None, "2022")] == ["Josep Borrell"]


def test_the_last_holder_known_is_said_to_be_that() -> None:
    """Where nobody is known to hold an office, the last who did is the answer, with a doubt; at a day nobody is."""
    (answer,) = who(load(), "OSCE secretary general", None, None)
    assert answer.entity.name == "Marc Perrin de Brichambaut"
    assert answer.doubt == "The last holder known; who came after is not."
    assert who(load(), "OSCE secretary general", None, "2020") == ()


@pytest.mark.parametrize(
    ("query", "at", "name"),
    [
        ("NATO secretary general", "1998", "Javier Solana"),
        ("IAEA chief", "2003", "Mohamed ElBaradei"),
        ("Arab League secretary-general", "1995", "Esmat Abdel Meguid"),
        ("World Bank president", "2006", "Paul Wolfowitz"),
        ("president of the European Parliament", "2003", "Pat Cox"),
    ],
)
def test_heads_of_bodies(query: str, at: str, name: str) -> None:
    """The heads of international bodies are known by title and body."""
    assert [answer.entity.name for answer in who(load(), query, None, at)] == [name]
