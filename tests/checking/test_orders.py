"""Before and after against the dates that a report gives both."""

from collections.abc import Callable

import pytest

from memcon.record import Finding, Record

pytestmark = pytest.mark.model

KEANE, HARTHI, LUND = (
    "Irish Prime Minister Nuala Keane",
    "Omani Foreign Minister Said Al-Harthi",
    "Norwegian Prime Minister Ida Lund",
)


def _orders(record: Record) -> list[Finding]:
    return [one for one in record.findings if one.check == "order"]


@pytest.mark.parametrize(
    "text",
    [
        f"{KEANE} met {HARTHI} on 12 May 2025, hours before she met {LUND} on 9 May 2025.",
        f"After his talks with {LUND} on Friday, June 27, {HARTHI} flew to Ireland on Thursday, June 26.",
        f"{KEANE} called {HARTHI} on 3 March 2025 after she had met {LUND} on 20 March 2025.",
    ],
)
def test_an_order_that_the_dates_turn_round_is_contradicted(read: Callable[..., Record], text: str) -> None:
    """The finding tests no claim: its evidence carries the words and both dates."""
    (found,) = _orders(read(text, "2025-07-03"))
    assert (found.claim, found.verdict) == (None, "contradicted")
    assert len(found.evidence) == 3


@pytest.mark.parametrize(
    "text",
    [
        f"{KEANE} met {HARTHI} on 9 May 2025, days before she met {LUND} on 12 May 2025.",
        f"{KEANE} met {HARTHI} on 9 May 2025, hours before she met {LUND} in May 2025.",
        f"{KEANE} met {HARTHI} on 12 May 2025 before a summit.",
        f"{KEANE} will meet {HARTHI} on Monday after meeting {LUND} on Friday.",
        f"{KEANE} met {HARTHI} on 12 May 2025. Before that she was in Oslo on 9 May 2025.",
        f"{KEANE} was to have met {HARTHI} on 12 May 2025 before she met {LUND} on 9 May 2025.",
    ],
)
def test_what_fits_or_may_fit_is_not_found(read: Callable[..., Record], text: str) -> None:
    """Dates that agree, overlap, or belong to what is only planned."""
    assert _orders(read(text, "2025-07-03")) == []
