"""The terminal page."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from memcon.record import Actor, Candidate, Document, ReaderInfo, Record
from memcon.record.vocabulary import ActorKind
from memcon.views.terminal import TerminalPage


def shown(record: Record, width: int = 80, *, terminal: bool = False) -> str:
    """The page as printed at a width."""
    file = io.StringIO()
    colours = "truecolor" if terminal else None
    Console(file=file, width=width, highlight=False, force_terminal=terminal, color_system=colours).print(
        TerminalPage(record)
    )
    return file.getvalue()


def test_a_contradiction_comes_before_the_contact(record: Record) -> None:
    """What the report gets wrong is read first, what it gets right last."""
    page = shown(record)
    assert page.index("CONTRADICTED") < page.index("Phone call, 1 July 2025, 2 hours") < page.index("CONSISTENT")


def test_the_contact_says_who_and_who_was_told(record: Record) -> None:
    """Participants stand with their posts, and the third party with both times."""
    page = shown(record)
    for words in ("Ana Brandt, President of Norland", "Tomas Rivel, Prime Minister of Estmark"):
        assert words in page
    assert "Olaf of Sudria, before and after" in page


def test_accounts_stand_side_by_side_where_they_fit(record: Record) -> None:
    """At 80 columns the two sides share a line; at 50 they do not."""
    sides = ("Presidency of Norland says", "Office of the Prime Minister")
    assert any(all(side in row for side in sides) for row in shown(record, 80).splitlines())
    assert not any(all(side in row for side in sides) for row in shown(record, 50).splitlines())


def test_a_nested_statement_is_indented_under_its_holder(record: Record) -> None:
    """What Brandt urged stands, indented, under what the presidency says."""
    rows = shown(record, 100).splitlines()
    outer = next(number for number, row in enumerate(rows) if "According to" in row)
    assert any("↳ Ana Brandt (urged)" in row for row in rows[outer + 1 :])


def test_the_background_is_in_the_order_of_time(record: Record) -> None:
    """September 2022 comes before February 2025, and the call of the day is marked among them."""
    page = shown(record)
    assert page.index("September 2022  ○") < page.index("February 2025  ○") < page.index("1 July 2025  ●")


@pytest.mark.parametrize("width", [30, 40, 80, 200])
def test_no_row_is_wider_than_the_terminal(record: Record, width: int) -> None:
    """The page fits any width."""
    assert max(len(row) for row in shown(record, width).splitlines()) <= width


def test_there_is_no_colour_where_there_is_no_terminal(record: Record) -> None:
    """A file gets no escape sequences; a terminal does."""
    assert "\x1b" not in shown(record)
    assert "\x1b[" in shown(record, terminal=True)


def test_an_empty_record_says_that_it_found_nothing() -> None:
    """A text without a contact gives a page that says so."""
    assert "No contact" in shown(Record("1", ReaderInfo("memcon", "0", ()), Document("Nothing here.")))


@given(st.text(st.characters()))
def test_hostile_text_does_not_reach_the_terminal(text: str) -> None:
    """Whatever names and headlines hold, no control character and no markup is obeyed."""
    document = Document(text, headline=text, publisher=text, url=text, author=text)
    base = Record("1", ReaderInfo("memcon", "0", ()), document)
    page = shown(replace(base, actors=(Actor(text, text, kind="person"),)))  # type: ignore[arg-type]
    assert not any(ord(character) < 32 and character != "\n" for character in page)


def test_an_actor_in_doubt_is_shown_with_its_candidates(record: Record) -> None:
    """Whom the text does not tell apart stands on the page with everyone it may mean."""
    both = (Candidate("Q1", "Ana Brandt", 0.6), Candidate("Q2", "Eva Brandt", 0.4))
    page = shown(replace(record, actors=(Actor("a", "Brandt", ActorKind.PERSON, candidates=both),)))
    assert "Not told apart" in page
    assert "Brandt: Ana Brandt (60 %) or Eva Brandt (40 %)" in page
