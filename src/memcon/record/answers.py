"""What a ledger answers: merged contacts with the reports they come from, silences, hits of a search, findings.

The types stand here, below the ledger and the views, so that the one makes them and the other shows them.
"""

from dataclasses import dataclass

from memcon.record.contacts import Contact
from memcon.record.findings import Claim, Finding
from memcon.record.merged import Merged
from memcon.record.statements import Statement
from memcon.record.text import Span
from memcon.record.vocabulary import ActorKind, DocumentKind


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as an answer names it: id, name, kind and country (ISO 3166 alpha-3, None for none)."""

    id: str
    name: str
    kind: ActorKind
    country: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A document as an answer cites it; carries is the id of the document whose text it copies, its own id if none."""

    document: str
    kind: DocumentKind
    language: str | None
    headline: str | None
    publisher: str | None
    url: str | None
    published: str | None
    carries: str


@dataclass(frozen=True, slots=True)
class Dated:
    """One merged contact on a timeline, reduced to what a line shows.

    earliest and latest are the calendar days of the shown time, None where no report gives one; known_from is the
    day the first report of it was published. parties are actor ids. reports counts documents, sources texts.
    """

    id: str
    kind: str
    status: str
    earliest: str | None
    latest: str | None
    place: str | None
    parties: tuple[str, ...]
    topics: tuple[str, ...]
    reports: int
    sources: int
    known_from: str | None


@dataclass(frozen=True, slots=True)
class Silence:
    """A time without a recorded contact between two parties, which is no proof that there was none.

    before and after are ids of merged contacts; after is None where the silence lasts (until is the day asked of).
    It is at least as long as days: counted from since, the last day that the contact before may have, to until, the
    first day of the one after. since_earliest and until_latest are the other ends of these two.
    """

    parties: tuple[str, str]
    before: str
    after: str | None
    since: str
    until: str
    days: int
    since_earliest: str
    until_latest: str

    @property
    def is_exact(self) -> bool:
        """Whether both ends are known to the day."""
        return self.since == self.since_earliest and self.until == self.until_latest


@dataclass(frozen=True, slots=True)
class Timeline:
    """The contacts of two parties in order of time, the silences between them, and who and what they cite."""

    parties: tuple[str, str]
    contacts: tuple[Dated, ...]
    silences: tuple[Silence, ...]
    actors: tuple[Named, ...]
    sources: tuple[tuple[str, Source], ...]
    """Pairs of a merged contact's id and one source that reports it."""


@dataclass(frozen=True, slots=True)
class Report:
    """One document's report of a merged contact: the contact, its statements, and the claims and findings on it."""

    key: str
    source: Source
    contact: Contact
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    evidence: Span
    """The sentence that tells it."""


@dataclass(frozen=True, slots=True)
class ContactAnswer:
    """One merged contact with every report of it and the actors they name."""

    merged: Merged
    reports: tuple[Report, ...]
    actors: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that a search found: who said it, where, and the ranges [start, end) of its words that match."""

    source: Source
    statement: Statement
    speaker: Named | None
    text: str
    highlights: tuple[tuple[int, int], ...]
    """Offsets into text."""
    day: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the claim, if any, and the source it is about; cites names other sources that it rests on."""

    finding: Finding
    claim: Claim | None
    source: Source
    contact: str | None
    """The id of the merged contact that the claim is about."""
    cites: tuple[Source, ...] = ()

    @property
    def words(self) -> str:
        """The words of the claim; where there is none, those that were held against each other."""
        return self.claim.span.exact if self.claim else " … ".join(span.exact for span in self.finding.evidence)


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be taken in: where it stood, at what stage, why, and when (ISO 8601)."""

    position: str
    stage: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing that a side says of a contact: the side's actor id, the statement and where it stands."""

    side: str
    key: str
    statement: Statement
    source: Source


@dataclass(frozen=True, slots=True)
class Point:
    """What more than one side speaks of: their sayings, and the words or topics that join them."""

    sayings: tuple[Saying, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Where two sides contradict each other.

    over is a field of the contact ("time", "duration", "initiator", "status"), "figures" where they give different
    numbers for one thing, or "denial" where one says what the other says is not so. values pairs a side with what it
    gives: a field's value, or its words. sayings are empty where a field is in dispute.
    """

    over: str
    values: tuple[tuple[str, str], ...]
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accounts of a contact against each other: what several sides speak of, what only one says, what clashes."""

    contact: str
    sides: tuple[Named, ...]
    points: tuple[Point, ...]
    only: tuple[Saying, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Contacts in order, with the actors that they name and pairs of a contact's id and one source that reports it."""

    contacts: tuple[Dated, ...]
    actors: tuple[Named, ...]
    sources: tuple[tuple[str, Source], ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """Someone an actor was in contact with: how often, and the first and the last contact.

    first and last are pairs of days: the first and the last day that the contact may have had.
    """

    other: Named
    contacts: int
    first: tuple[str, str]
    last: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Two actors (ids) and how many contacts they had."""

    a: str
    b: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Network:
    """Who was in contact with whom over a period: the pairs with most contacts first, and the actors they name.

    is_whole is False where the period holds more contacts than were looked at, the latest of them.
    """

    links: tuple[Spoken, ...]
    actors: tuple[Named, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided of a field of a contact: accept, reject or correct it to a value.

    key names the sighting that stands for the contact, so that the decision follows it when contacts are merged anew.
    """

    key: str
    field: str
    decision: str
    value: str | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Last:
    """The last contact of two parties up to a day.

    contact is the last that was surely over by then, None where none is recorded. perhaps_later are those that may
    have been later: their reports date them to a time that goes beyond, or not at all.
    """

    parties: tuple[Named, Named]
    at: str
    contact: Dated | None
    perhaps_later: tuple[Dated, ...]
    sources: tuple[tuple[str, Source], ...]
    """Pairs of a contact's id and one source that reports it."""


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a ledger holds, as pairs of a name and a number, in a fixed order."""

    counts: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None
    """The days of the first and of the last publication."""
