"""Temporal expressions as TIMEX3 values with the interval they cover, and the times of events."""

from dataclasses import dataclass

from memcon.record.text import Span
from memcon.record.vocabulary import Basis, TimexMod, TimexType


@dataclass(frozen=True, slots=True)
class Time:
    """One temporal expression.

    value is a TIMEX3 value ("2025-07-01", "2022-09", "P3Y", "PRESENT_REF"), None where the text does not fix it; what
    it does not tell of a date is X ("XXXX-04-26", "XXXX-WXX-2" for a Tuesday).
    earliest and latest are the first and last calendar day (YYYY-MM-DD) that value may mean; None where unbounded or
    unknown, and always None for a bare duration. anchor names what value was resolved against: "published", the span
    of another expression as "start-end", or None for a value that needs none. rule names the rule that made it.
    """

    span: Span
    type: TimexType
    value: str | None = None
    mod: TimexMod | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event, a statement or a contact, with the words that state it and how near they stand."""

    value: str
    earliest: str | None
    latest: str | None
    span: Span
    basis: Basis
