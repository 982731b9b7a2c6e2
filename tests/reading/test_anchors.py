"""Which event a date, a duration or a place belongs to, seen on the contacts that are read."""

from collections.abc import Callable

import pytest

from memcon.record import Contact, Record
from memcon.record.vocabulary import Basis

pytestmark = pytest.mark.model

WHO = "Irish Foreign Minister Nuala Keane met Omani Foreign Minister Said Al-Harthi"


def _only(record: Record) -> Contact:
    (contact,) = record.contacts
    return contact


def test_the_date_of_the_clause_is_its_own(read: Callable[..., Record]) -> None:
    """A date beside the verb dates the contact, with the basis clause and the words cited."""
    when = _only(read(f"{WHO} in Muscat on Tuesday.", "2025-07-03")).time
    assert when is not None
    assert (when.value, when.span.exact, when.basis) == ("2025-07-01", "Tuesday", Basis.CLAUSE)


@pytest.mark.parametrize(
    "tail",
    [
        ", who has led the ministry since 2019",
        " ahead of the summit of August 2025",
        ". The border was closed in May 2024",
        ", whose country joined the bank in 1971",
        ", as no Irish minister had done since Maeve Dunne in 1988",
    ],
)
def test_the_date_of_something_else_is_not(read: Callable[..., Record], tail: str) -> None:
    """A date that belongs to another clause, or only bounds, never dates the contact."""
    assert _only(read(f"{WHO} in Muscat{tail}.", "2025-07-03")).time is None


def test_the_publication_date_never_stands_in(read: Callable[..., Record]) -> None:
    """A contact without a date has none."""
    assert _only(read(f"{WHO}.", "2025-07-03")).time is None


def test_the_place_is_cited(read: Callable[..., Record]) -> None:
    """A place of the clause is the contact's, with its country and its words."""
    place = _only(read(f"{WHO} in Muscat on Tuesday.", "2025-07-03")).place
    assert place is not None
    assert (place.name, place.country, place.span.exact) == ("Muscat", "OMN", "Muscat")


def test_a_place_in_another_sentence_is_not_the_contacts(read: Callable[..., Record]) -> None:
    """Where nothing in the clause says where, the place is unknown."""
    assert _only(read(f"{WHO}. Traffic in Dublin was heavy.", "2025-07-03")).place is None


@pytest.mark.parametrize(
    ("tail", "place"),
    [
        ("over the crisis in Sudan", None),
        ("on the situation in Gaza", None),
        ("before elections in Ghana", None),
        ("about peace in Libya", None),
        ("at a hotel in Rome", "Rome"),
        ("at an airport outside Rome", "Rome"),
        ("on the sidelines of a summit in Rome", "Rome"),
        ("on the margins of the conference in Rome", "Rome"),
    ],
)
def test_the_place_of_a_subject_matter_is_not_the_contacts(
    read: Callable[..., Record], tail: str, place: str | None
) -> None:
    """What is spoken of, or what comes before or after, lies where it lies; a place within a place is the contact's."""
    found = _only(read(f"{WHO} {tail}.", "2025-07-03")).place
    assert (found.name if found else None) == place


def test_there_is_where_someone_went(read: Callable[..., Record]) -> None:
    """An adverb of place that takes up a city gives a visit its host."""
    text = "Irish Foreign Minister Nuala Keane praised the museums of Muscat. In May 2024 she flew there."
    contact = _only(read(text, "2025-07-03"))
    assert {one.actor for one in contact.participants} >= {"Q842"}
    assert contact.place is not None
    assert (contact.place.name, contact.place.country) == ("Muscat", "OMN")


def test_talks_of_a_night_are_of_that_night(read: Callable[..., Record]) -> None:
    """A contact that belongs to the words of a date has that date."""
    text = f"An inn was the scene on Tuesday night of talks between {WHO.replace('met', 'and')}."
    when = _only(read(text, "2025-07-03")).time
    assert when is not None
    assert when.value == "2025-07-01TNI"


def test_no_month_is_part_of_a_name(read: Callable[..., Record]) -> None:
    """A family name that is a month's dates nothing."""
    text = "Irish Foreign Minister Nuala Keane, after her talks with Oman's Theresa May in Muscat on Tuesday, smiled."
    record = read(text, "2025-07-03")
    assert [one.span.exact for one in record.times] == ["Tuesday"]
    assert [one.time.value for one in record.contacts if one.time] == ["2025-07-01"]
