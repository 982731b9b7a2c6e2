"""Which contacts of a report contradict a claim of a gap: texts read whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.record import Record
from memcon.record.vocabulary import Verdict

pytestmark = pytest.mark.model


def test_only_what_a_claim_counts_contradicts_it(
    contradictions_case: dict[str, Any], read: Callable[..., Record]
) -> None:
    """A contact of others, over another channel, elsewhere or in doubt contradicts none, even if called the last."""
    found = [
        one for one in read(contradictions_case["text"], "2025-07-01").findings if one.check in ("elapsed", "since")
    ]
    contradicted = [one.explanation for one in found if one.verdict is Verdict.CONTRADICTED]
    assert bool(contradicted) is contradictions_case["contradicted"], contradicted


@pytest.mark.parametrize(
    ("text", "contradicted"),
    [
        # a holder of the office stands in for its own side alone
        (
            "US President Joe Biden met Russian Foreign Minister Sergei Lavrov in Geneva on Monday, the first meeting "
            "between a US president and the Russian foreign minister in over five years. In June 2021 Biden met "
            "Vladimir Putin in Geneva.",
            False,
        ),
        # words that only begin like those for a meeting
        (
            "Irish Prime Minister Nuala Keane telephoned Omani Foreign Minister Said Al-Harthi on Monday, the first "
            "phone call on hostages in over three years. In June 2023 Keane met Al-Harthi in Geneva.",
            False,
        ),
        # another date behind what a claim counts from
        (
            "It is three years since Irish Prime Minister Nuala Keane met Omani Foreign Minister Said Al-Harthi but "
            "the border has been shut since May 2024.",
            False,
        ),
        (
            "Since May 2022 Irish Prime Minister Nuala Keane and Omani Foreign Minister Said Al-Harthi have talked "
            "often, not least about trade, and met in Rome. In June 2023 they met in Geneva.",
            False,
        ),
        # the beginning of the calendar
        (
            "Irish Prime Minister Nuala Keane met Omani Foreign Minister Said Al-Harthi in Rome on 0001-01-02, their "
            "first meeting since 0001-01-01.",
            False,
        ),
    ],
)
def test_what_a_second_reader_found(read: Callable[..., Record], text: str, contradicted: bool) -> None:
    """Offices of the other side, beginnings of words, other dates behind a claim and year one contradict nothing."""
    found = [one for one in read(text, "2025-07-01").findings if one.check in ("elapsed", "since")]
    assert any(one.verdict is Verdict.CONTRADICTED for one in found) is contradicted
