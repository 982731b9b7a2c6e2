"""Which statements are a side's account of which contact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.record import Record

pytestmark = pytest.mark.model

KEANE = "Irish Foreign Minister Nuala Keane"
LUND = "Norwegian Foreign Minister Ida Lund"
MET = f"{KEANE} met {LUND} in Oslo on Wednesday."
PUBLISHED = "2025-07-03"


def _accounts(record: Record) -> list[dict[str, list[str]]]:
    """For each contact, the words of each side's statements, by the side's name."""
    names = {actor.id: actor.name for actor in record.actors}
    words = {one.id: " ".join(span.exact for span in one.content) for one in record.statements}
    return [
        {names[account.side]: [words[one] for one in account.statements] for account in contact.accounts}
        for contact in record.contacts
    ]


def test_each_side_has_the_words_of_its_officials(read: Callable[..., Record]) -> None:
    """A minister's words and a ministry's are both their state's; a third state's are nobody's."""
    (found,) = _accounts(
        read(
            f"{MET}\n\nKeane said the talks were useful. The Norwegian foreign ministry said fishing was discussed. "
            "The Danish foreign ministry said it had not been told.",
            PUBLISHED,
        )
    )
    assert found == {"Ireland": ["the talks were useful"], "Norway": ["fishing was discussed"]}


@pytest.mark.parametrize(
    "speaker",
    ["Irish opposition leader Sean Brody", "The Irish newspaper", "A historian", "Irish farmers", "Nobody"],
)
def test_who_is_no_official_of_a_state_does_not_speak_for_it(read: Callable[..., Record], speaker: str) -> None:
    """The words of opposition, media and private people are no account of their country's."""
    (found,) = _accounts(read(f"{MET}\n\n{speaker} said the talks were a mistake.", PUBLISHED))
    assert found == {}


def test_an_opposition_leader_is_a_side_of_his_own(read: Callable[..., Record]) -> None:
    """What an opposition leader says of his own contact is his account, not his state's."""
    record = read(
        f"{LUND} met Irish opposition leader Sean Brody in Oslo. Brody said the talks were useful.", PUBLISHED
    )
    assert _accounts(record) == [{"Sean Brody": ["the talks were useful"]}]


def test_a_statement_belongs_to_the_contact_its_clause_hangs_from(read: Callable[..., Record]) -> None:
    """Words said at an earlier meeting are an account of that meeting, not of the news."""
    found = _accounts(
        read(
            f"{KEANE} called {LUND} on Wednesday.\n\n"
            "Keane met Danish Foreign Minister Jens Holm in May, when she warned that prices would rise.",
            PUBLISHED,
        )
    )
    assert found[0] == {}
    assert found[1] == {"Ireland": ["that prices would rise"]}


def test_what_had_been_said_before_the_contact_is_no_account_of_it(read: Callable[..., Record]) -> None:
    """The past perfect sets a statement before the story."""
    (found,) = _accounts(read(f"{MET}\n\nKeane had said in April that talks were useless.", PUBLISHED))
    assert found == {}


def test_without_contact_there_is_no_account(read: Callable[..., Record]) -> None:
    """Statements stay statements where nobody met."""
    record = read(f"{KEANE} said the harbour would open.", PUBLISHED)
    assert record.statements
    assert record.contacts == ()
