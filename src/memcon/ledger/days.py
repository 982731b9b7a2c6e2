"""Calendar days as the ledger keeps them: proleptic ordinals, 0 where no day is known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from memcon.errors import QuestionError

UNKNOWN = 0


@lru_cache(maxsize=16_384)
def ordinal(day: str | None) -> int:
    """The ordinal of a day that starts an ISO 8601 date or instant; UNKNOWN where there is none."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else UNKNOWN
    except ValueError:
        return UNKNOWN


def day(number: int) -> str | None:
    """The day of an ordinal as YYYY-MM-DD."""
    return date.fromordinal(number).isoformat() if number > UNKNOWN else None


def asked(text: str | None, *, last: bool = False) -> int | None:
    """The ordinal of a day that someone asks for, the first (or last) of a month or year given alone.

    Raises QuestionError where it is no date.
    """
    if text is None:
        return None
    try:
        if len(text) > 7:
            return date.fromisoformat(text[:10]).toordinal()
        year, month = (int(part) for part in (f"{text}-12" if last else f"{text}-01")[:7].split("-"))
        if not last:
            return date(year, month, 1).toordinal()
        return date(year, month, monthrange(year, month)[1]).toordinal()
    except ValueError as error:
        raise QuestionError(f"{text[:40]!r} is no date; write it as 2021, 2021-11 or 2021-11-01") from error
