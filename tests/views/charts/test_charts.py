"""Charts as SVG."""

from collections.abc import Callable
from xml.etree import ElementTree as Xml

import pytest

from memcon.record import Dated, Named, Silence, Spoken
from memcon.record.vocabulary import ActorKind
from memcon.views.charts.network import MOST_NODES, network
from memcon.views.charts.timeline import months, timeline
from memcon.views.charts.world import world

ANA = Named("Q1", "Ana <Brandt>", ActorKind.PERSON, "FRA")


def contact(number: int, earliest: str | None, latest: str | None = None, kind: str = "phone") -> Dated:
    """A contact of a kind between two days."""
    return Dated(f"m{number}", kind, "held", earliest, latest or earliest, None, ("Q1", "Q2"), ("grain",), 1, 1, None)


def elements(drawing: str, name: str) -> list[Xml.Element]:
    """The elements of a name in a drawing, which must be well-formed XML."""
    return list(Xml.fromstring(drawing).iter(name))


def test_a_contact_is_a_link_with_words() -> None:
    """Each known contact is one link whose label gives day and kind; an undated one is not drawn."""
    drawn = timeline([contact(1, "2022-09-11"), contact(2, "2025-07-01"), contact(3, None)], [], label="calls")
    links = elements(drawn, "a")
    assert [link.get("href") for link in links] == ["/contact/m1", "/contact/m2"]
    assert links[0].get("aria-label") == "11 September 2022, phone call, held: grain"
    assert Xml.fromstring(drawn).get("viewBox")


def test_a_vague_day_is_as_long_as_it_is_vague() -> None:
    """A contact of which only the year is known is a bar, a dated one a dot."""
    drawn = timeline([contact(1, "2022-01-01", "2022-12-31"), contact(2, "2022-07-01")], [], label="calls")
    assert len(elements(drawn, "circle")) == 1
    (bar,) = [one for one in elements(drawn, "rect") if "vague" in (one.get("class") or "")]
    assert float(bar.get("width") or 0) > 500


def test_a_long_silence_says_how_long() -> None:
    """A silence that can be seen has its length beside it; one that cannot has none."""
    contacts = [contact(1, "2022-09-11"), contact(2, "2025-07-01"), contact(3, "2025-07-09")]
    silences = [
        Silence(("Q1", "Q2"), "m1", "m2", "2022-09-11", "2025-07-01", 1024, "2022-09-11", "2025-07-01"),
        Silence(("Q1", "Q2"), "m2", "m3", "2025-07-01", "2025-07-09", 8, "2025-07-01", "2025-07-09"),
    ]
    drawn = timeline(contacts, silences, label="calls")
    assert [one.text for one in elements(drawn, "text") if one.get("class") == "silent"] == ["2 years 9 months"]


def test_months_are_counted() -> None:
    """Two contacts of one month are one bar of two; a contact of a whole year counts for no month."""
    days = [("2024-03-02", None), ("2024-03-30", None), ("2024-05-01", None), ("2024-01-01", "2024-12-31")]
    drawn = months([contact(number, *bounds) for number, bounds in enumerate(days)], label="a month")
    titles = [one.text for one in elements(drawn, "title")]
    assert titles == ["March 2024: 2", "May 2024: 1"]


def test_the_network_is_bounded_and_always_the_same() -> None:
    """However many actors there are, MOST_NODES are drawn, and twice the same drawing is made."""
    links = [Spoken(f"Q{a}", f"Q{a + 1}", 1 + a % 3) for a in range(300)]
    drawn = network(links, {"Q1": ANA}, label="who")
    assert len(elements(drawn, "circle")) == MOST_NODES
    assert drawn == network(links, {"Q1": ANA}, label="who")


def test_names_are_escaped() -> None:
    """A hostile name is words, not markup."""
    drawn = network([Spoken("Q1", "Q2", 4)], {"Q1": ANA}, label="who <b>")
    assert "Ana <Brandt>" not in drawn
    assert any("Ana <Brandt>" in (one.text or "") for one in elements(drawn, "title"))


def test_places_are_circles_on_the_map() -> None:
    """A country too small for an outline has its circle; an unknown code has none."""
    drawn = world({"CHE": 3, "SMR": 1, "XXX": 2}, {"CHE": "Switzerland"}, label="where")
    assert [one.get("aria-label") for one in elements(drawn, "a")] == ["Switzerland: 3", "SMR: 1"]
    assert len(elements(drawn, "path")) > 150


@pytest.mark.parametrize(
    "draw",
    [
        lambda: timeline([], [], label="x"),
        lambda: months([], label="x"),
        lambda: network([], {}, label="x"),
    ],
    ids=["timeline", "months", "network"],
)
def test_nothing_to_draw_is_nothing(draw: Callable[[], str]) -> None:
    """Without contacts there is no drawing."""
    assert draw() == ""


def test_years_are_not_written_over_each_other() -> None:
    """A line of time that begins in December names the next year alone, and one of a single year names that."""
    drawn = timeline([contact(1, "2022-01-01", "2022-01-31"), contact(2, "2023-04-26")], (), label="t")
    assert (">2021<" in drawn, ">2022<" in drawn, ">2023<" in drawn) == (False, True, True)
    assert ">2022<" in timeline([contact(1, "2022-06-01")], (), label="t")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_can_be_drawn(day: str) -> None:
    """A contact on the first or the last day that there is breaks no page."""
    assert "<circle" in timeline([contact(1, day)], (), label="t")
