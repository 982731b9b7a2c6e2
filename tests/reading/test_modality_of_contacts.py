"""Wished for, avoided, ruled out or failed is not held: no contact may be made of what did not take place."""

from collections.abc import Callable

import pytest

from memcon.record import Record

pytestmark = pytest.mark.model

LUND = "Norwegian Foreign Minister Ida Lund"
OPEN = {
    "hopes to meet {}",
    "hoped to meet {}",
    "aims to meet {}",
    "failed to meet {}",
    "was keen to meet {}",
    "threatened to meet {}",
    "would like to meet {}",
    "dreams of meeting {}",
    "ruled out meeting {}",
    "avoided meeting {}",
    "considered meeting {}",
    "insisted on meeting {}",
    "left without meeting {}",
    "resigned instead of meeting {}",
    "deserves to meet {}",
    "has yet to meet {}",
    "was supposed to meet {}",
    "was unable to meet {}",
    "was invited to meet {}",
    "asked to meet {}",
    "refused to meet {}",
    "declined to speak with {}",
    "tried to call {}",
    "cancelled plans to meet {}",
    "should speak with {}",
    "did not speak with {}",
}
HELD = {
    "met {}",
    "managed to meet {}",
    "went on to meet {}",
    "flew to Oslo to meet {}",
    "spoke at length with {}",
    "left after meeting {}",
    "began the day by meeting {}",
    "also met {}",
}


@pytest.mark.parametrize("told", sorted(OPEN))
def test_what_did_not_take_place_is_not_held(read: Callable[..., Record], told: str) -> None:
    """Wishes, attempts, refusals and failures tell of no contact that was held."""
    record = read(f"Irish Foreign Minister Nuala Keane {told.format(LUND)}.", "2025-07-03")
    assert "held" not in [contact.status for contact in record.contacts]


@pytest.mark.parametrize("told", sorted(HELD))
def test_what_took_place_is_held(read: Callable[..., Record], told: str) -> None:
    """Purposes, sequels and what someone managed to do took place."""
    record = read(f"Irish Foreign Minister Nuala Keane {told.format(LUND)}.", "2025-07-03")
    assert [contact.status for contact in record.contacts] == ["held"]
