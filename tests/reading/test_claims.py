"""Claims: every case of tests/cases/claims.toml, where the claims are marked in the text."""

from collections.abc import Callable
from typing import Any

import pytest

from memcon.record import Record

pytestmark = pytest.mark.model


def test_claims_are_read_as_marked(
    claims_case: dict[str, Any], read: Callable[..., Record], unmarked: Callable[[str], Any]
) -> None:
    """Each text makes exactly the claims that are marked in it, to the character, with value and modifier."""
    marked = unmarked(claims_case["text"])
    record = read(marked.text, "2025-07-03")
    wanted = [
        (mark.tag, marked.text[mark.start : mark.end], mark.attributes["value"], mark.attributes.get("mod", "exact"))
        for mark in marked.marks
    ]
    assert [(one.kind, one.span.exact, one.value, one.modifier) for one in record.claims] == wanted
    assert [(one.span.start, one.span.end) for one in record.claims] == [(m.start, m.end) for m in marked.marks]


def test_a_claim_is_about_the_contact_that_it_measures(read: Callable[..., Record]) -> None:
    """A claim told in the sentence of a contact speaks of that contact, a claim apart of the main one."""
    record = read(
        "Irish Foreign Minister Nuala Keane met Omani Foreign Minister Said Al-Harthi in Muscat on Tuesday.\n\n"
        "It was the first meeting in two years.",
        "2025-07-03",
    )
    (contact,) = record.contacts
    assert [claim.about for claim in record.claims] == [contact.id]


def test_claims_are_numbered_in_the_order_of_the_text(read: Callable[..., Record]) -> None:
    """Ids run k1, k2, ... by where the claims stand."""
    record = read(
        "On Tuesday, July 1, they held their first talks in two years, the third meeting in all.", "2025-07-03"
    )
    assert [claim.id for claim in record.claims] == [f"k{n}" for n in range(1, len(record.claims) + 1)]
    assert [claim.span.start for claim in record.claims] == sorted(claim.span.start for claim in record.claims)


def test_a_gap_is_counted_to_the_news_not_to_the_last_contact(read: Callable[..., Record]) -> None:
    """What a clause behind a claim tells to explain it is not what the claim speaks of."""
    record = read(
        "Danish Foreign Minister Jens Holm is in Dublin. He came for talks with Irish Foreign Minister Nuala Keane: it"
        " is the first visit of a Danish minister in ten years; he was last there in February 2012.",
        "2025-07-03",
    )
    (claim,) = [claim for claim in record.claims if claim.kind == "elapsed"]
    about = next((one for one in record.contacts if one.id == claim.about), None)
    assert about is None or about.time is None or about.time.value != "2012-02"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Danish Foreign Minister Jens Holm flew to Dublin for the first time in four years.", 1),
        ("Danish Foreign Minister Jens Holm flew to Dublin as rates rose for the first time in four years.", 0),
        ("It was the first time in a decade that a Danish premier had set foot in Dublin.", 1),
    ],
)
def test_a_verb_of_going_is_counted_as_a_contact(read: Callable[..., Record], text: str, claims: int) -> None:
    """ "Flew there for the first time in four years" is a claim; the first time of something else is none."""
    assert len([claim for claim in read(text, "2025-07-03").claims if claim.kind == "elapsed"]) == claims
