"""Claims of one report are tested against what other reports establish, whenever that changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from memcon.ledger import Ledger
from memcon.record import Claim, Likeness, Record
from memcon.record.vocabulary import ClaimKind, Verdict

Make = Callable[..., Record]


def claiming(record: Make, claimed: str = "P3Y") -> Record:
    """A report of a call on 1 July 2025 that claims it was the first in so long."""
    made = record(day="2025-07-01", said="It was the first call in three years, and a good one.")
    words = "first call in three years"
    start = made.document.text.index(words)
    span = made.document.span(start, start + len(words))
    return replace(made, claims=(Claim("k1", ClaimKind.ELAPSED, span, claimed, about="c1"),), findings=())


def test_another_outlets_call_contradicts(ledger: Ledger, record: Make) -> None:
    """A claim is contradicted once another outlet's dated call is there, which the finding cites."""
    ledger.add([claiming(record)])
    assert ledger.findings() == ()
    other = record(day="2024-06-20", published="2024-06-21", outlet="The Hill Herald")
    ledger.add([other])
    (found,) = (one for one in ledger.findings(Verdict.CONTRADICTED) if one.finding.check == "ledger")
    assert (found.claim.id, found.source.publisher) == ("k1", "The Harbour Post")
    assert [source.document for source in found.cites] == [other.document.id]
    assert "The Hill Herald" in found.finding.explanation
    shown = ledger.contact(found.contact or "").reports[0].findings
    assert [one.check for one in shown] == ["ledger"]


def test_what_changes_is_tested_again(ledger: Ledger, record: Make) -> None:
    """When the other report is read anew without its call, the finding is gone; nothing is tested twice for nothing."""
    other = record(day="2024-06-20", published="2024-06-21", outlet="The Hill Herald")
    ledger.add([claiming(record), replace(other, claims=(), findings=())])
    assert ledger.recheck() == 0
    assert len(ledger.findings(Verdict.CONTRADICTED)) == 1
    ledger.replace([ledger.entry(replace(other, contacts=(), events=(), claims=(), findings=()))])
    assert ledger.findings() == ()


def test_a_report_is_no_witness_against_itself(ledger: Ledger, record: Make) -> None:
    """Carriers of the claiming text, and other contacts of the same report, establish nothing against it."""
    ledger.add([claiming(record), record(("Castel", "Rivel"), "2024-06-20", published="2024-06-21")])
    assert [one.finding.check for one in ledger.findings()] == ["weekday"]


def test_a_call_that_a_person_tells_apart_still_stands(ledger: Ledger, record: Make) -> None:
    """Judging two reports of the earlier call does not lose the finding: each of them still contradicts."""
    others = [
        replace(record(day="2024-06-20", published="2024-06-21", outlet=name), claims=(), findings=())
        for name in ("The Hill Herald", "The Upper Gazette")
    ]
    ledger.add([claiming(record), *others])
    ledger.judge(*(f"{one.document.id}/c1" for one in others), Likeness.DIFFERENT, "editor")
    assert len(ledger.findings(Verdict.CONTRADICTED)) == 1


def test_a_report_that_is_not_kept_is_tested_too(ledger: Ledger, record: Make) -> None:
    """A claim of a report that nobody keeps is tested as if it were kept, and cites; nothing of it stays."""
    other = record(day="2024-06-20", published="2024-06-21", outlet="The Hill Herald")
    ledger.add([other])
    before = ledger.stats()
    (found,) = ledger.against(claiming(record))
    assert (found.finding.verdict, found.claim.id) == (Verdict.CONTRADICTED, "k1")
    assert [source.document for source in found.cites] == [other.document.id]
    assert ledger.stats() == before
    assert ledger.against(other) == ()
