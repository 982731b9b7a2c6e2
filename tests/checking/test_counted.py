"""What a claim counts: whose contacts, over which channels, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from memcon.checking.counted import Counted, offices_counted
from memcon.record import Place, Span
from memcon.record.vocabulary import Channel, ClaimKind, Role

Make = Callable[[], Any]


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("first visit by an Irish prime minister", {"head_of_government"}),
        ("no presidents of the two countries", {"head_of_state"}),
        ("first between Irish foreign ministers", {"foreign_minister"}),
        ("first between the two presidents", set()),
        ("first as a president", set()),
        ("first meeting in years", set()),
    ],
)
def test_an_indefinite_title_counts_any_holder(report: Make, words: str, roles: set[str]) -> None:
    """An article that leaves open who it is, or a bare plural, makes a claim one of the office."""
    made = report()
    claim = made.claim(ClaimKind.ELAPSED, "P3Y", None, words=words)
    found = offices_counted(claim, made.facts())
    assert roles <= frozenset().union(*found.values())
    assert bool(roles) is bool(found)


@pytest.mark.parametrize(
    ("words", "channels"),
    [
        ("first meeting in years", (Channel.IN_PERSON,)),
        ("first phone call in years", (Channel.PHONE, Channel.VIDEO)),
        ("not spoken in years", ()),
        ("first in years", (Channel.LETTER,)),
    ],
)
def test_channels_are_those_of_the_words_else_of_the_contact(
    report: Make, words: str, channels: tuple[Channel, ...]
) -> None:
    """What the claim's own words tell goes before what its contact was."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN, channel=Channel.LETTER)
    claim, facts = made.claim(ClaimKind.ELAPSED, "P3Y", main, words=words), made.facts()
    assert Counted(facts, claim, facts.sides(main), main).channels == channels


def test_a_head_of_state_makes_no_state_visit(report: Make) -> None:
    """The word that narrows visits to state visits does not do so within a title."""
    facts = report().facts()
    assert facts.narrowing("no head of state had come on a state visit") == {"state"}
    assert facts.narrowing("no head of state had come") == set()


@pytest.mark.parametrize(
    ("who", "office", "is_sure"),
    [("byrne", True, True), ("byrne", False, False), ("ireland", True, False)],
)
def test_countries_that_a_claim_names_need_a_holder_of_the_office(
    report: Make, who: str, office: bool, is_sure: bool
) -> None:
    """Where no contact of a claim was read, only a holder of its office surely did what it denies."""
    made = report()
    earlier = made.contact("2023-09", who=(who, "oman"), channel=Channel.IN_PERSON)
    if office:
        made.held("byrne", "2022", "2024-05")
    words = "No Irish prime minister had come to Oman since 2004"
    claim = made.claim(ClaimKind.SINCE, "2004", None, words=words)
    facts = replace(made.facts(), nations={"irish": "IRL", "oman": "OMN"})
    earlier = replace(earlier, place=Place("Muscat", "OMN", Span(0, 1, "x")))
    facts = replace(facts, contacts=(earlier,))
    counted = Counted(facts, claim, {"IRL": (), "OMN": ()}, None)
    assert counted.counts(earlier)
    assert counted.is_sure(earlier) is is_sure
