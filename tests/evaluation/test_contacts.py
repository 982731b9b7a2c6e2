"""How contacts and gap claims are scored against gold."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from memcon.errors import InputError
from memcon.evaluation.contacts import Case, Scores, count_claims, count_contacts, match, read_cases
from memcon.record import Actor, Claim, Contact, Document, Finding, Participant, ReaderInfo, Record, Span, When
from memcon.record.vocabulary import (
    ActorKind,
    Basis,
    Channel,
    ClaimKind,
    ContactStatus,
    Role,
    Verdict,
)

SPAN = Span(0, 4, "Kean")
ACTORS = (
    Actor("keane", "Nuala Keane", ActorKind.PERSON, "IRL"),
    Actor("harthi", "Said Al-Harthi", ActorKind.PERSON, "OMN"),
    Actor("lund", "Ida Lund", ActorKind.PERSON, "NOR"),
)


def _contact(number: int, *who: str, date: str | None = None) -> Contact:
    when = When(date, date, date, SPAN, Basis.CLAUSE) if date else None
    return Contact(
        f"c{number}",
        f"e{number}",
        Channel.PHONE,
        ContactStatus.HELD,
        Role.MAIN,
        tuple(Participant(one, None, SPAN) for one in who),
        time=when,
        duration="PT1H30M",
    )


def _record(*contacts: Contact, claims: tuple[Claim, ...] = (), findings: tuple[Finding, ...] = ()) -> Record:
    document = Document("Keane called Al-Harthi.")
    return Record("0", ReaderInfo("m", "0", ()), document, ACTORS, contacts=contacts, claims=claims, findings=findings)


def _gold(*who: tuple[str | None, str], **fields: Any) -> dict[str, Any]:
    return {
        "status": "held",
        "role": "main",
        "channel": "phone",
        "participants": [{"name": name, "country": country} for name, country in who],
        "initiator": None,
        "date": None,
        "duration_minutes": None,
        **fields,
    }


def _case(*contacts: dict[str, Any], gap_claims: tuple[dict[str, Any], ...] = ()) -> Case:
    return Case("x", "en", None, "", contacts, gap_claims)


PAIR = (("Nuala Keane", "IRL"), ("Said Al Harthi", "OMN"))


def test_a_contact_matches_one_gold_contact_only() -> None:
    """Two predictions of one contact give one match."""
    counts: Counter[str] = Counter()
    count_contacts(_case(_gold(*PAIR)), _record(_contact(1, "keane", "harthi"), _contact(2, "keane", "harthi")), counts)
    assert (counts["contact.matched"], counts["contact.predicted"], counts["contact.gold"]) == (1, 2, 1)
    assert Scores(counts).f1("contact") == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "gold",
    [
        _gold(("Nuala Keane", "IRL"), ("Ida Lund", "NOR")),
        _gold(("Tom Byrne", "IRL"), ("Omar Balushi", "OMN")),
        _gold(*PAIR, date="2024-05-01"),
        _gold(("Nuala Keane", "IRL"), ("Said Al-Harthi", "OMN"), ("Ida Lund", "NOR")),
    ],
    ids=["other country", "other persons", "other date", "one more side"],
)
def test_other_sides_persons_or_dates_do_not_match(gold: dict[str, Any]) -> None:
    """Sides must be the same, a person must agree and dates must not disagree."""
    assert match([gold], _record(_contact(1, "keane", "harthi", date="2025-07-01"))) == []


def test_officials_of_a_body_serve_no_country() -> None:
    """Gold writes "EU" where a Record has no country."""
    record = _record(_contact(1, "keane", "rask"))
    record = replace(record, actors=(*ACTORS, Actor("rask", "Eva Rask", ActorKind.PERSON, None, "EUR")))
    assert len(match([_gold(("Nuala Keane", "IRL"), ("Eva Rask", "EU"))], record)) == 1


def test_the_nearest_pair_is_matched_first() -> None:
    """Of two gold contacts of the same parties the one of the same date is taken."""
    early, late = _gold(*PAIR, date="2024-05-01"), _gold(*PAIR, date="2025-07-01")
    ((gold, _),) = match([early, late], _record(_contact(1, "keane", "harthi", date="2025-07-01")))
    assert gold is late


def test_fields_of_matched_contacts_are_counted() -> None:
    """Status, role, channel, date and duration are asked of each matched contact."""
    counts: Counter[str] = Counter()
    gold = _gold(*PAIR, date="2025-07-01", duration_minutes=90, role="background")
    count_contacts(_case(gold), _record(_contact(1, "keane", "harthi", date="2025-07-01")), counts)
    table = Scores(counts).table()
    assert (table["status"], table["role"], table["date"], table["duration"]) == (1.0, 0.0, 1.0, 1.0)


def test_a_rounded_claim_counts_as_consistent() -> None:
    """Gold knows no rounding."""
    words = Span(0, 22, "first in nearly a year")
    claim = Claim("k1", ClaimKind.ELAPSED, words, "P1Y")
    finding = Finding("elapsed", Verdict.ROUNDED, "k1", (words,), "x")
    counts: Counter[str] = Counter()
    gold = {"quote": "first in nearly a year", "verdict": "consistent"}
    count_claims(_case(gap_claims=(gold,)), _record(claims=(claim,), findings=(finding,)), counts)
    assert Scores(counts).rate("verdict") == 1.0
    assert counts["claim.matched"] == 1


def test_a_set_is_read_from_its_folder(tmp_path: Path) -> None:
    """gold.jsonl and texts/ make a set; a folder without them is an InputError."""
    with pytest.raises(InputError):
        list(read_cases(tmp_path))
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Keane called.", "utf-8")
    row = {"id": "a", "lang": "en", "published": None, "contacts": [], "gap_claims": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert [case.text for case in read_cases(tmp_path)] == ["Keane called."]
    (tmp_path / "gold.jsonl").write_text("{\n", "utf-8")
    with pytest.raises(InputError):
        list(read_cases(tmp_path))
