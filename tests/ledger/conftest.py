"""Ledgers to test on, and records of invented contacts between invented officials."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from memcon.ingestion import open_ledger
from memcon.ledger import Ledger
from memcon.record import (
    Actor,
    Claim,
    Contact,
    Document,
    Event,
    Finding,
    Mention,
    Participant,
    ReaderInfo,
    Record,
    Span,
    Statement,
    Topic,
    When,
)
from memcon.record.vocabulary import (
    ActorKind,
    Basis,
    Channel,
    ClaimKind,
    ContactStatus,
    EventType,
    MentionForm,
    Quotation,
    Role,
    Verdict,
)

PEOPLE = {"Brandt": "XNL", "Rivel": "XES", "Olaf": "XSU", "Castel": "XNL"}
"""Invented officials and their countries."""


def make_record(
    who: tuple[str, ...] = ("Brandt", "Rivel"),
    day: str | None = "2025-07-01",
    *,
    published: str | None = "2025-07-02",
    channel: Channel = Channel.PHONE,
    status: ContactStatus = ContactStatus.HELD,
    outlet: str = "The Harbour Post",
    said: str = "The harbour must stay open to every ship.",
    reader: str = "0.1.0",
) -> Record:
    """A report of one contact and one statement of the first of its parties."""
    opening = f"{' and '.join(who)} spoke{f' on {day}' if day else ''}."
    body = f"{opening} {who[0]} said: {said} ({outlet})"
    address = f"https://{outlet.split(maxsplit=2)[1].lower()}.example/"
    document = Document(body, language="en", publisher=outlet, url=address, published=published)

    def cite(words: str) -> Span:
        start = body.index(words)
        return document.span(start, start + len(words))

    actors = tuple(
        Actor(
            f"local:person:{name.lower()}",
            f"Ana {name}",
            ActorKind.PERSON,
            PEOPLE[name],
            "GOV",
            mentions=(Mention(cite(name), MentionForm.NAME),),
        )
        for name in who
    )
    when = When(day, day, day, cite(day), Basis.CLAUSE) if day else None
    event = Event(
        "e1", EventType.CONSULT, cite("spoke"), cite(opening), actors=tuple(one.id for one in actors), time=when
    )
    contact = Contact(
        "c1",
        "e1",
        channel,
        status,
        Role.MAIN,
        tuple(Participant(one.id, None, cite(name)) for one, name in zip(actors, who, strict=True)),
        time=when,
        topics=(Topic("harbour", cite("harbour")),) if "harbour" in body else (),
    )
    statement = Statement("s1", actors[0].id, cite(who[0]), cite("said"), (cite(said),), Quotation.INDIRECT)
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    if day:
        claims = (Claim("k1", ClaimKind.WEEKDAY, cite(day), "2", about="c1"),)
        findings = (Finding("weekday", Verdict.CONTRADICTED, "k1", (cite(day),), "That was another day."),)
    return Record(
        "0.1",
        ReaderInfo("memcon", reader, ()),
        document,
        actors,
        (),
        (statement,),
        (event,),
        (contact,),
        claims,
        findings,
    )


@pytest.fixture(scope="session")
def record() -> Callable[..., Record]:
    """Makes a Record: record(who, day, published=..., outlet=..., ...)."""
    return make_record


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database that holds nothing yet, of each kind that ledgers are kept in."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    server = os.environ.get("MEMCON_TEST_POSTGRESQL")
    if not server:
        pytest.skip("no PostgreSQL: set MEMCON_TEST_POSTGRESQL to the URL of a server, as .ci/run does")
    name = f"memcon_{uuid.uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """An empty ledger, of each kind."""
    with open_ledger(url) as made:
        yield made
