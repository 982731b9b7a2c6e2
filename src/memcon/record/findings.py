"""Claims that can be checked, and what checking found."""

from dataclasses import dataclass

from memcon.record.text import Span
from memcon.record.vocabulary import ClaimKind, ClaimModifier, Verdict


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the report says that arithmetic or the gazetteer can test.

    value is an ISO 8601 duration (elapsed, duration), a date or the words of an event (since), a number (ordinal),
    a weekday as 1 Monday to 7 Sunday (weekday) or a post's title (office). about is the id of the contact meant.
    """

    id: str
    kind: ClaimKind
    span: Span
    value: str
    modifier: ClaimModifier = ClaimModifier.EXACT
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: the verdict, the words it rests on, and one sentence with the arithmetic.

    claim is the id of the claim that was tested, None where passages of the report were held against each other: then
    the evidence alone carries the words.
    """

    check: str
    verdict: Verdict
    claim: str | None
    evidence: tuple[Span, ...]
    explanation: str
