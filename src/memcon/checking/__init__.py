"""Claims against contacts -> findings: CHECKS is a tuple of plain functions over one document's facts (pure)."""

from collections.abc import Callable, Iterator

from memcon.checking.distance import check_elapsed
from memcon.checking.facts import Facts
from memcon.checking.inside import check_durations, check_ordinals, check_weekdays
from memcon.checking.offices import check_offices
from memcon.checking.orders import check_orders
from memcon.checking.quotations import check_quotations
from memcon.checking.since import check_since
from memcon.record import Finding

CHECKS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    check_elapsed,
    check_since,
    check_weekdays,
    check_durations,
    check_ordinals,
    check_offices,
    check_quotations,
    check_orders,
)


def check(facts: Facts) -> tuple[Finding, ...]:
    """Runs every check; the findings stand in the order of their claims, those of no claim last."""
    order: dict[str | None, int] = {claim.id: number for number, claim in enumerate(facts.claims)}
    found = [finding for each in CHECKS for finding in each(facts)]
    return tuple(sorted(found, key=lambda finding: order.get(finding.claim, len(order))))


__all__ = ["CHECKS", "Facts", "check"]
