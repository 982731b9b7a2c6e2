"""Odd questions to a ledger are refused in one line, and vague contacts are never told as exact ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest

from memcon.errors import LedgerError, QuestionError
from memcon.ledger import Ledger
from memcon.record import Record

Make = Callable[..., Record]


def vague(made: Record, latest: str) -> Record:
    """The same report with a contact that lies somewhere between its day and another."""
    (contact,) = made.contacts
    assert contact.time is not None
    return replace(made, contacts=(replace(contact, time=replace(contact.time, latest=latest)),))


def test_a_vague_contact_is_not_put_above_a_dated_one(ledger: Ledger, record: Make) -> None:
    """Of a call in May and a meeting some time in that year, the call is the last for sure, the other perhaps later."""
    other = record(day="2025-01-01", published="2026-01-04", outlet="The Hill Herald", said="Ports are open.")
    ledger.add([record(day="2025-05-09", published="2025-05-10"), vague(other, "2025-12-31")])
    found = ledger.last("Brandt", "Rivel", "2026-02-01")
    assert found.contact is not None
    assert found.contact.earliest == "2025-05-09"
    assert [(one.earliest, one.latest) for one in found.perhaps_later] == [("2025-01-01", "2025-12-31")]


def test_what_was_reported_before_is_not_later(ledger: Ledger, record: Make) -> None:
    """A call without a day that a report of 2020 tells as held cannot be later than one of 2025."""
    ledger.add([record(day=None, published="2020-03-04", outlet="The Hill Herald"), record(day="2025-07-01")])
    assert ledger.last("Brandt", "Rivel", "2025-12-31").perhaps_later == ()


@pytest.mark.parametrize("year", ["9999", "9999-12"])
def test_the_last_year_of_the_calendar_is_a_date(ledger: Ledger, record: Make, year: str) -> None:
    """The end of the last month that a calendar has can be asked for."""
    ledger.add([record()])
    assert len(ledger.contacts("Brandt", "Rivel", last=year).contacts) == 1


@pytest.mark.parametrize("name", ["\udcff", "x\x00y"])
def test_a_name_that_no_database_can_hold_is_nobody(ledger: Ledger, record: Make, name: str) -> None:
    """Halves of surrogate pairs and NULs, as a shell may hand them over, are no names and no tracebacks."""
    ledger.add([record()])
    with pytest.raises(LedgerError, match="known"):
        ledger.contacts(name, "Rivel")


def test_the_key_of_a_report_may_hold_anything(ledger: Ledger, record: Make) -> None:
    """A key whose end no database can hold is that of no contact."""
    ledger.add([record()])
    with pytest.raises(LedgerError, match="no contact"):
        ledger.contact("ab/\udcff")


@pytest.mark.parametrize("code", ["FR", 'X"Y', "fra", "FRA'"])
def test_a_country_is_its_code(ledger: Ledger, record: Make, code: str) -> None:
    """What is no alpha-3 code never reaches the language of the index, and is told."""
    ledger.add([record()])
    with pytest.raises(QuestionError, match="alpha-3"):
        ledger.search("harbour", country=code)


def test_a_silence_longer_than_the_calendar_is_none(ledger: Ledger, record: Make) -> None:
    """Asking for silences of more days than there ever were finds none."""
    ledger.add([record()])
    assert ledger.silences(10**30) == ((), ())


def test_only_what_a_field_has_can_be_accepted(ledger: Ledger, record: Make) -> None:
    """Accepting or rejecting names a value that reports give: else it would be a correction that nobody checked."""
    ledger.add([record()])
    (one,) = ledger.contacts("Brandt", "Rivel").contacts
    for field, value in (("time", "some day"), ("parties", "Q1"), ("kind", "pigeon"), ("nothing", "x")):
        with pytest.raises(QuestionError):
            ledger.review(one.id, field, "accept", "A. Reviewer", value)
    ledger.review(one.id, "time", "accept", "A. Reviewer", "2025-07-01")
    with pytest.raises(QuestionError, match="who decides"):
        ledger.review(one.id, "time", "accept", " ", "2025-07-01")


def test_exports_give_what_persons_decided(ledger: Ledger, record: Make) -> None:
    """A correction stands in every answer that is made of a contact, those of exports among them."""
    ledger.add([record()])
    (one,) = ledger.contacts("Brandt", "Rivel").contacts
    ledger.review(one.id, "place", "correct", "A. Reviewer", "Port Halle")
    (answer,) = ledger.answers()
    place = answer.merged.field("place")
    assert place is not None
    assert place.value == "Port Halle"


def test_writers_of_one_process_wait_for_each_other(ledger: Ledger, record: Make, monkeypatch: Any) -> None:
    """A write that fails leaves another thread's, which waits meanwhile, no number of an actor that never was."""
    from memcon.ledger import derive

    real, waiting = derive.derive, list[Thread]()

    def failing(*given: Any) -> None:
        monkeypatch.setattr(derive, "derive", real)
        waiting.append(Thread(target=ledger.add, args=([record(("Olaf", "Rivel"), said="Fish are many.")],)))
        waiting[0].start()
        waiting[0].join(0.3)
        raise LedgerError("the disk is full")

    monkeypatch.setattr(derive, "derive", failing)
    with pytest.raises(LedgerError, match="disk"):
        ledger.add([record(("Castel", "Olaf"))])
    waiting[0].join(30)
    assert [one.parties for one in ledger.contacts("Olaf", "Rivel").contacts]
    assert ledger.record(next(ledger.documents()).document).actors[0].name == "Ana Olaf"
    assert {one.speaker.name for one in ledger.search("fish") if one.speaker} == {"Ana Olaf"}


@pytest.mark.parametrize("query", ["Zélensky", "Ze\u0301lensky", "zelen*", '"zelensky came"'])
def test_accents_may_stand_by_themselves(ledger: Ledger, record: Make, query: str) -> None:
    """A word is found whether a text writes its accents with the letter or behind it, and is marked whole."""
    ledger.add([record(said="Ze\u0301lensky came to the harbour.")])
    (hit,) = ledger.search(query)
    start, end = hit.highlights[0]
    assert hit.text[start:end].startswith("Ze\u0301lensky")


@pytest.mark.parametrize("query", ["\u037a", "\ufdfa", "\u0301"])
def test_a_sign_that_is_made_of_blanks_breaks_no_search(ledger: Ledger, record: Make, query: str) -> None:
    """Signs whose plain form is a blank, or holds some, are searched for or are no words."""
    ledger.add([record()])
    try:
        found = ledger.search(query)
    except QuestionError:
        found = ()
    assert found == ()


def test_a_corrected_day_moves_the_contact_on_every_timeline(ledger: Ledger, record: Make) -> None:
    """What a person corrects holds in timelines, the last contact and silences, and outlives deriving anew."""
    old = record(day="2020-03-04", published="2020-03-05", outlet="The Old Post", said="Fish are many.")
    ledger.add([record(day="2025-07-01"), old])
    one = ledger.contacts("Brandt", "Rivel").contacts[-1]
    ledger.review(one.id, "time", "correct", "A. Reviewer", "2024-05-06")
    for _ in range(2):
        contacts = ledger.contacts("Brandt", "Rivel").contacts
        assert [(shown.earliest, shown.latest) for shown in contacts] == [("2020-03-04",) * 2, ("2024-05-06",) * 2]
        last = ledger.last("Brandt", "Rivel", "2024-12-31").contact
        assert last is not None
        assert last.id == one.id
        ledger.rederive()
    ledger.review(one.id, "status", "correct", "A. Reviewer", "cancelled")
    last = ledger.last("Brandt", "Rivel").contact
    assert last is not None
    assert last.latest == "2020-03-04"
