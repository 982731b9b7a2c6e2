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
