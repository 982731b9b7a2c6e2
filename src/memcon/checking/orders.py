"""Before and after that cannot be: the report tells one thing as before another, and dates them the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from memcon.checking.facts import Facts
from memcon.checking.intervals import in_calendar_words
from memcon.record import Finding, When
from memcon.record.vocabulary import Basis, Verdict

_LONGEST = 31
"""Days that a date may span to be held against another."""


def check_orders(facts: Facts) -> Iterator[Finding]:
    """Tests what is told as before and after against the dates that the report gives both.

    Only dates of the happenings' own clauses count, and only whole days apart: what may have been on one day, or is
    dated by its sentence alone, proves nothing. What fits is not told.
    """
    for order in facts.orders:
        earlier, later = _days(order.earlier), _days(order.later)
        if earlier is None or later is None or earlier[0] <= later[1]:
            continue
        first, second = in_calendar_words(order.earlier.value[:10]), in_calendar_words(order.later.value[:10])
        told = f"This tells what the report dates {first} as before what it dates {second}."
        evidence = tuple(dict.fromkeys((order.words, order.earlier.span, order.later.span)))
        yield Finding("order", Verdict.CONTRADICTED, None, evidence, told)


def _days(when: When) -> tuple[date, date] | None:
    """The days that a clause's own date covers; None for one too long, open, or found elsewhere."""
    if when.basis is not Basis.CLAUSE or when.earliest is None or when.latest is None:
        return None
    try:
        days = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    except ValueError:
        return None
    return days if (days[1] - days[0]).days <= _LONGEST else None
