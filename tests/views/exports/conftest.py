"""Merged contacts as a ledger answers them, with invented officials and hostile words."""

from collections.abc import Callable

import pytest

from memcon.record import (
    Claim,
    Contact,
    ContactAnswer,
    Field,
    Finding,
    Merged,
    Named,
    Participant,
    Report,
    Source,
    Span,
    Version,
)
from memcon.record.vocabulary import (
    ActorKind,
    Channel,
    ClaimKind,
    ContactStatus,
    DocumentKind,
    Role,
    Verdict,
)

BRANDT = Named("Q900001", "Ana Brandt", ActorKind.PERSON, "FRA")
RIVEL = Named("local:person:tomas-rivel", "Tomas Rivel; <b>&", ActorKind.PERSON, "XKX")

Make = Callable[..., ContactAnswer]


def _field(name: str, value: str | None) -> Field:
    versions = (Version(value, ("d1/c1",), 1),) if value else ()
    return Field(name, value, "most sources", versions)


@pytest.fixture
def make() -> Make:
    """Makes a merged contact of Brandt and Rivel with one report; keywords change its shown values."""

    def made(contact: str = "m1", **values: str | None) -> ContactAnswer:
        shown: dict[str, str | None] = {
            "kind": "phone",
            "status": "held",
            "time": "2025-07-01",
            "place": None,
            "initiator": BRANDT.id,
            "duration": "PT2H",
            "parties": f"{BRANDT.id} {RIVEL.id}",
            "topics": "ceasefire; gas, oil",
        }
        merged = Merged(contact, ("d1/c1",), (), tuple(_field(*one) for one in (shown | values).items()))
        source = Source(
            "d1", DocumentKind.NEWS, "en", "Leaders talk, “at last”", "The Norland Post",
            "https://example.org/a?b=1&c=2", "2025-07-02T09:00+02:00", "d1",
        )  # fmt: skip
        words = Span(0, 12, "first in 3 y")
        told = Contact(
            "c1", "e1", Channel.PHONE, ContactStatus.HELD, Role.MAIN,
            (Participant(BRANDT.id, "President", words), Participant(RIVEL.id, None, words)),
        )  # fmt: skip
        claim = Claim("k1", ClaimKind.ELAPSED, words, "P3Y", about="c1")
        finding = Finding("elapsed", Verdict.CONTRADICTED, "k1", (words,), "It was 2 years and 9 months.")
        report = Report("d1/c1", source, told, (), (claim,), (finding,), words)
        return ContactAnswer(merged, (report,), (BRANDT, RIVEL))

    return made
