"""What is new in a report and what is background."""

from collections.abc import Callable

import pytest

from memcon.record import Record

pytestmark = pytest.mark.model

WHO = "Irish Foreign Minister Nuala Keane {} Omani Foreign Minister Said Al-Harthi"


@pytest.mark.parametrize(
    ("told", "published", "role"),
    [
        (WHO.format("met") + " on Tuesday.", "2025-07-03", "main"),
        (WHO.format("met") + " in May 2023.", "2025-07-03", "background"),
        (WHO.format("met") + " in Muscat.", "2025-07-03", "main"),
        (WHO.format("met") + " in Muscat.", None, "main"),
        ("The rain fell.\n\n" + WHO.format("had met") + " in Muscat.", "2025-07-03", "background"),
        ("The rain fell.\n\nIt stopped.\n\n" + WHO.format("met") + " on 2 July 2025.", "2025-07-03", "main"),
        ("The rain fell.\n\nIt stopped.\n\n" + WHO.format("met") + " on 2 July 2024.", "2025-07-03", "background"),
        (WHO.format("will meet") + " on Friday.", "2025-07-03", "main"),
        ("The rain fell.\n\nOn Wednesday " + WHO.format("had met") + ".", "2025-07-03", "background"),
        ("The rain fell.\n\nOn Wednesday " + WHO.format("met") + ".", "2025-07-03", "main"),
        ("It rained on 2 July 2025.\n\nOn 2 July 2025 " + WHO.format("met") + ".", None, "main"),
        ("It rained on 2 July 2025.\n\nOn 2 May 2025 " + WHO.format("met") + ".", None, "background"),
        ("It rained on 2 July 2025.\n\nOn 9 July 2025 " + WHO.format("met") + ".", None, "background"),
    ],
)
def test_place_time_and_tense_tell_news_from_background(
    read: Callable[..., Record], told: str, published: str | None, role: str
) -> None:
    """The lead and these days are news; the past perfect further down and old dates are not."""
    (contact,) = read(told, published).contacts
    assert contact.role == role


@pytest.mark.parametrize("published", ["not a date", "2025-13-45", "", "9999-12-31", "0001-01-01"])
def test_odd_publication_dates_are_no_error(read: Callable[..., Record], published: str) -> None:
    """A publication date that is none, or at the edge of the calendar, stops nothing."""
    assert read(WHO.format("met") + " on 2 July 2025.", published).contacts


def test_a_plan_is_not_dated_in_the_past(read: Callable[..., Record]) -> None:
    """A date before publication cannot be that of what is to come."""
    (contact,) = read(WHO.format("will meet") + " in Muscat on 3 May 2024.", "2025-07-03").contacts
    assert contact.time is None


def test_what_the_present_is_said_to_be_is_news(read: Callable[..., Record]) -> None:
    """ "It is his first visit" speaks of the news wherever it stands; "he was last there" of the time before."""
    record = read(
        "Danish Prime Minister Jens Holm came with gifts.\n\n"
        "It is his first official visit to Ireland in ten years; he was last there in February 2008.",
        "2018-06-05",
    )
    told = [(one.role.value, one.time.value if one.time else None) for one in record.contacts]
    assert sorted(told, key=str) == [("background", "2008-02"), ("main", None)]
