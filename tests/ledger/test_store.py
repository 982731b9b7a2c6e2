"""What a ledger keeps and what it answers, alike on every database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from memcon.errors import LedgerError
from memcon.ledger import Ledger
from memcon.record import Likeness, Record
from memcon.record.vocabulary import Channel, ContactStatus, Verdict

Make = Callable[..., Record]


def test_a_record_comes_back_as_it_was(ledger: Ledger, record: Make) -> None:
    """What is kept of a document is its whole Record."""
    made = record()
    ledger.add([made])
    assert ledger.record(made.document.id) == made


def test_the_same_document_twice_changes_nothing(ledger: Ledger, record: Make) -> None:
    """Adding a document that is held leaves every count and every answer as it was."""
    made = record()
    ledger.add([made])
    before = ledger.stats(), ledger.contacts("XNL", "XES")
    added = ledger.add([made, made])
    assert (added.new, added.known, added.carried) == (0, 2, 0)
    assert (ledger.stats(), ledger.contacts("XNL", "XES")) == before


def test_two_reports_of_one_call_are_one_contact(ledger: Ledger, record: Make) -> None:
    """Reports of two outlets of one call on one day are one line with two sources, whichever way they come in."""
    ledger.add([record(outlet="The Harbour Post")])
    ledger.add([record(outlet="The Hill Herald", said="Ships need harbours.", published="2025-07-03")])
    found = ledger.contacts("Brandt", "Rivel")
    assert [(one.earliest, one.reports, one.sources) for one in found.contacts] == [("2025-07-01", 2, 2)]
    assert [source.publisher for _, source in found.sources] == ["The Harbour Post", "The Hill Herald"]


def test_a_timeline_has_its_silences(ledger: Ledger, record: Make) -> None:
    """Between two calls of a pair lies a silence of as many days as there are from one to the other."""
    ledger.add([record(day="2022-09-11", published="2022-09-12"), record(day="2025-07-01")])
    found = ledger.contacts("local:person:brandt", "local:person:rivel")
    assert [one.earliest for one in found.contacts] == ["2022-09-11", "2025-07-01"]
    assert [(one.since, one.until, one.days) for one in found.silences] == [("2022-09-11", "2025-07-01", 1024)]


def test_a_country_stands_for_its_officials(ledger: Ledger, record: Make) -> None:
    """Asking for a country finds the contacts of everyone who acts for it, and of nobody else."""
    ledger.add(
        [
            record(("Brandt", "Rivel"), "2025-07-01"),
            record(("Castel", "Rivel"), "2025-07-03"),
            record(("Olaf", "Rivel"), "2025-07-05"),
        ]
    )
    days = [one.earliest for one in ledger.contacts("country:XNL", "country:XES").contacts]
    assert days == ["2025-07-01", "2025-07-03"]
    assert [one.earliest for one in ledger.contacts("country:XNL", "Rivel").contacts] == days
    assert [one.earliest for one in ledger.contacts("Castel", "Rivel").contacts] == ["2025-07-03"]


def test_bounds_of_time_hold(ledger: Ledger, record: Make) -> None:
    """from, to and as-of leave out what lies beyond them, and a year or a month counts whole."""
    ledger.add([record(day=f"{year}-05-09", published=f"{year}-05-10") for year in (2021, 2022, 2023, 2024)])

    def years(**bounds: str) -> list[str]:
        return [(one.earliest or "")[:4] for one in ledger.contacts("Brandt", "Rivel", **bounds).contacts]

    assert years(first="2022", last="2023-05") == ["2022", "2023"]
    assert years(as_of="2022-05-08") == ["2021"]
    assert years(as_of="2022-05-09") == ["2021", "2022"]


def test_the_last_contact_is_the_last_that_was_held(ledger: Ledger, record: Make) -> None:
    """What is planned or called off is no last contact, and one without a day may have been later."""
    ledger.add(
        [
            record(day="2024-02-01", published="2024-02-02"),
            record(day="2024-06-01", published="2024-05-20", status=ContactStatus.PLANNED),
            record(day="2023-01-01", published="2023-01-02"),
            record(day=None, published="2025-01-02", channel=Channel.LETTER),
        ]
    )
    found = ledger.last("Brandt", "Rivel", "2025-06-30")
    assert found.contact is not None
    assert found.contact.earliest == "2024-02-01"
    assert [one.kind for one in found.perhaps_later] == ["letter"]
    assert ledger.last("Brandt", "Rivel", "2022").contact is None


def test_silences_are_those_that_last(ledger: Ledger, record: Make) -> None:
    """A pair is silent on a day when its last contact before it is longer ago, whatever came after."""
    ledger.add(
        [
            record(("Brandt", "Rivel"), "2020-03-01", published="2020-03-02"),
            record(("Brandt", "Rivel"), "2024-03-01", published="2024-03-02"),
            record(("Brandt", "Olaf"), "2023-12-01", published="2023-12-02"),
        ]
    )
    silent, _ = ledger.silences(365, "2024-06-01")
    assert silent == ()
    silent, named = ledger.silences(365, "2023-06-01")
    assert [(one.since, one.days) for one in silent] == [("2020-03-01", 1187)]
    assert {one.name for one in named} == {"Ana Brandt", "Ana Rivel"}
    assert [one.since for one in ledger.silences(365, "2026-01-01")[0]] == ["2023-12-01", "2024-03-01"]


def test_a_contact_shows_its_reports(ledger: Ledger, record: Make) -> None:
    """One contact comes with each report's contact, claims and findings, and every version of its fields."""
    later = record(outlet="The Hill Herald", channel=Channel.UNSPECIFIED, published="2025-07-03")
    ledger.add([record(outlet="The Harbour Post"), later])
    (one,) = ledger.contacts("Brandt", "Rivel").contacts
    found = ledger.contact(one.id)
    assert [report.source.publisher for report in found.reports] == ["The Harbour Post", "The Hill Herald"]
    assert found.reports[0].findings[0].verdict is Verdict.CONTRADICTED
    kind = found.merged.field("kind")
    assert kind is not None
    assert (kind.value, len(kind.versions)) == ("phone", 2)
    assert ledger.contact(one.id[:8]) == found == ledger.contact(found.reports[1].key)


def test_a_contact_of_one_report_is_as_merging_makes_it(ledger: Ledger, record: Make) -> None:
    """A contact that one report tells has all its fields, though none of them is stored beside the report."""
    ledger.add([record()])
    (one,) = ledger.contacts("Brandt", "Rivel").contacts
    found = ledger.contact(one.id)
    time = found.merged.field("time")
    assert time is not None
    assert (found.merged.id, time.value) == (one.id, "2025-07-01")


def test_judgements_win(ledger: Ledger, record: Make) -> None:
    """Two reports that a person tells apart are two contacts from then on, and one again by a later judgement."""
    one, other = record(outlet="The Harbour Post"), record(outlet="The Hill Herald")
    ledger.add([one, other])
    keys = f"{one.document.id}/c1", f"{other.document.id}/c1"
    ledger.judge(*keys, Likeness.DIFFERENT, "editor", "another call")
    assert len(ledger.contacts("Brandt", "Rivel").contacts) == 2
    ledger.judge(*keys, Likeness.SAME, "editor")
    assert len(ledger.contacts("Brandt", "Rivel").contacts) == 1
    ledger.rederive()
    assert len(ledger.contacts("Brandt", "Rivel").contacts) == 1


def test_search_finds_statements(ledger: Ledger, record: Make) -> None:
    """Words match whatever their case and accents, phrases in order, stars at the end; hits say which words matched."""
    ledger.add(
        [record(said="Our défense of the harbour goes on."), record(day="2025-08-01", said="The hills are high.")]
    )

    def found(query: str, **bounds: str) -> list[str]:
        return [hit.text for hit in ledger.search(query, **bounds)]

    assert found("DEFENSE harbour") == ["Our défense of the harbour goes on."]
    assert found('"the harbour"') == found("harb*") == found("defense")
    assert found('"harbour the"') == []
    assert found("hills", speaker="Brandt") == ["The hills are high."]
    assert found("hills", speaker="Rivel") == found("hills", country="XES") == []
    assert found("hills", country="XNL", first="2025", last="2025-12") == ["The hills are high."]
    assert found("hills", last="2024") == []
    (hit,) = ledger.search("défense")
    assert [hit.text[start:end] for start, end in hit.highlights] == ["défense"]
    assert hit.speaker is not None
    assert hit.speaker.name == "Ana Brandt"


@pytest.mark.parametrize("query", ["", '"', "***", "()", "' ; --", "\x00"])
def test_a_search_without_words_is_refused(ledger: Ledger, query: str) -> None:
    """A query of signs alone asks for nothing, and is told so."""
    with pytest.raises(LedgerError, match="no word"):
        ledger.search(query)


@pytest.mark.parametrize(
    "query", ["a OR b", "NEAR(harbour ships)", "said:harbour", "harbour'", "harbour | ! & ships", "har%"]
)
def test_a_search_holds_no_language(ledger: Ledger, record: Make, query: str) -> None:
    """Signs and operators of a database's query language are plain signs and words."""
    ledger.add([record()])
    assert all("harbour" in hit.text for hit in ledger.search(query))


def test_a_finding_of_no_claim_is_kept_and_told(ledger: Ledger, record: Make) -> None:
    """Passages held against each other come without a claim, in the words of their evidence."""
    made = record()
    (found,) = made.findings
    apart = replace(found, claim=None, check="quotation", explanation="One speaker is quoted in two versions.")
    ledger.add([replace(made, findings=(found, apart))])
    _, other = ledger.findings(Verdict.CONTRADICTED)
    assert (other.claim, other.contact, other.finding) == (None, None, apart)
    assert other.words == " … ".join(span.exact for span in apart.evidence)
    assert [one.claim and one.claim.id for one in ledger.findings()] == [found.claim, None]


def test_findings_are_told_by_verdict(ledger: Ledger, record: Make) -> None:
    """Findings come with their claim, source and contact, and only those of the verdict asked for."""
    ledger.add([record()])
    (found,) = ledger.findings(Verdict.CONTRADICTED)
    assert (found.claim.id, found.source.publisher) == ("k1", "The Harbour Post")
    assert found.contact == ledger.contacts("Brandt", "Rivel").contacts[0].id
    assert ledger.findings(Verdict.CONSISTENT) == ()


def test_replacing_leaves_what_adding_the_new_alone_would(ledger: Ledger, record: Make) -> None:
    """After a re-reading the ledger answers as if only the new record had ever been there, and judgements stay."""
    first, other = record(day="2025-05-05", outlet="The Harbour Post"), record(day="2025-07-01")
    ledger.add([first, other])
    (told,) = first.contacts
    assert told.time is not None
    on_other_day = replace(
        told, time=replace(told.time, value="2025-07-01", earliest="2025-07-01", latest="2025-07-01")
    )
    moved = replace(first, contacts=(on_other_day,), findings=())
    ledger.replace([ledger.entry(moved)])
    assert ledger.record(first.document.id) == moved
    assert len(ledger.findings()) == 1
    assert [(one.earliest, one.reports) for one in ledger.contacts("Brandt", "Rivel").contacts] == [("2025-07-01", 2)]
    ledger.replace([ledger.entry(first)])
    assert [one.earliest for one in ledger.contacts("Brandt", "Rivel").contacts] == ["2025-05-05", "2025-07-01"]
    ledger.replace([ledger.entry(replace(first, contacts=(), events=(), claims=(), findings=()))])
    assert [one.earliest for one in ledger.contacts("Brandt", "Rivel").contacts] == ["2025-07-01"]


@pytest.mark.parametrize("name", ["Nobody Atall", "", "Ana", "  ", "%", "\x00"])
def test_a_name_that_fits_nobody_is_refused(ledger: Ledger, record: Make, name: str) -> None:
    """A name that fits nobody is told so in one line, and signs that databases match with are plain signs."""
    ledger.add([record()])
    with pytest.raises(LedgerError) as caught:
        ledger.contacts(name, "Rivel")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["Q999999999999", "country:XXX", "FRA", "Emmanuel Macron"])
def test_whom_no_record_names_has_no_contacts(ledger: Ledger, record: Make, name: str) -> None:
    """An id, a country or a name of the gazetteer that no record holds is no error: there are no contacts."""
    ledger.add([record()])
    assert ledger.contacts(name, "Rivel").contacts == ()


def test_hostile_words_are_only_words(ledger: Ledger, record: Make) -> None:
    """NUL, lone surrogates and quotation marks in a document's text and names are kept as they are."""
    made = record(said="It's \x00 a \ud800 'quote' \"here\"; DROP TABLE documents; --", outlet="O'\x00Post \ud800")
    ledger.add([made])
    assert ledger.record(made.document.id) == made
    assert len(ledger.search("quote here")) == 1


def test_copies_of_one_text_are_one_source(ledger: Ledger, record: Make) -> None:
    """Outlets that carry one text are several reports and one source, whether they come together or one by one."""
    words = " ".join(f"word{number} of the agency's long story" for number in range(40))
    ledger.add([record(said=f"{words}.", outlet="The Harbour Post")])
    ledger.add([record(said=f"{words}.", outlet=f"The {name} Gazette") for name in ("Upper", "Lower")])
    ledger.add([record(said="Something else was said here, and at some length too.", outlet="The Hill Herald")])
    (one,) = ledger.contacts("Brandt", "Rivel").contacts
    assert (one.reports, one.sources) == (4, 2)
    assert len(ledger.search("agency's")) == 1


def test_a_text_at_several_places_is_one_document(ledger: Ledger, record: Make) -> None:
    """The very same text at another publisher's is no new document, and both places are kept."""
    made = record()
    again = replace(made.document, publisher="The Hill Herald", url="https://hill.example/")
    assert ledger.add([made, replace(made, document=again)]).new == 1
    third = replace(made.document, publisher="The Upper Gazette", url="https://upper.example/")
    assert ledger.add([replace(made, document=third)]).carried == 1
    places = [source.publisher for source in ledger.carriers(made.document.id)]
    assert places == ["The Harbour Post", "The Hill Herald", "The Upper Gazette"]
    assert ledger.carriers("no such document") == ()
