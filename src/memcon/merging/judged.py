"""What people judged, brought into one consistent set: of two judgements on one pair the later holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from memcon.record import Judgement, Likeness

Pair = tuple[str, str]


def holding(judgements: Iterable[Judgement]) -> Mapping[Pair, Judgement]:
    """The judgement that holds for each pair of keys (in order); the latest, of equals the last by its words."""
    found: dict[Pair, Judgement] = {}
    for one in judgements:
        pair = (one.a, one.b) if one.a <= one.b else (one.b, one.a)
        known = found.get(pair)
        if known is None or _order(one) > _order(known):
            found[pair] = one
    return found


def latest_first(judgements: Mapping[Pair, Judgement]) -> list[tuple[Pair, Likeness]]:
    """The pairs that are judged the same or different, the latest judgement first."""
    known = [
        (pair, one) for pair, one in judgements.items() if one.likeness is not Likeness.UNSURE and pair[0] != pair[1]
    ]
    known.sort(key=lambda item: item[0])
    known.sort(key=lambda item: _order(item[1]), reverse=True)
    return [(pair, one.likeness) for pair, one in known]


def _order(judgement: Judgement) -> tuple[datetime, str, str, str]:
    return _instant(judgement.at), judgement.likeness.value, judgement.by, judgement.note or ""


def _instant(value: str) -> datetime:
    """The instant of an ISO 8601 string, UTC where it says no offset; the first there is where it is none."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
