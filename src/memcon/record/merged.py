"""What many reports say of one real contact or event: the reports as merging sees them, and what they become."""

from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    """What a person judged of two reports, or of two groups of reports: the same real contact, not, or unsure."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Part(StrEnum):
    """The part a party has in what is reported: one of several equals, the doer, or the one it is done to."""

    PARTICIPANT = "participant"
    ACTOR = "actor"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """One who takes part: the actor's id, its country (ISO 3166 alpha-3, None for none), whether it is a person."""

    actor: str
    country: str | None
    is_person: bool
    part: Part = Part.PARTICIPANT


@dataclass(frozen=True, slots=True)
class Sighting:
    """One document's report of one contact or event, reduced to what tells two real ones apart.

    key is the document's id, a slash and the id of the contact or event in its Record. kind is a channel for contacts
    ("phone" ...) and the PLOVER type for events. status is a ContactStatus for contacts and a Modality for events.
    earliest and latest are calendar days (YYYY-MM-DD), None where the text gives none; published is the day of
    publication. place is the place as the text names it, place_country its country (ISO 3166 alpha-3) where known.
    duration is ISO 8601. words are the stems of the report's content words (of the evidence and of what is said of
    it), numbers its figures; both are sorted and hold each once. source is the id of the text that this document
    copies, its own id where it copies none. is_official: a body's own statement, not a news report. told_day is the day
    or month as TIMEX3 where the text leaves its year or week open ("XXXX-04-26"). dateline is the city that a report of
    a meeting without a place is written from.
    """

    key: str
    is_contact: bool
    kind: str
    status: str
    role: str
    parties: tuple[Party, ...]
    language: str
    source: str
    published: str | None = None
    earliest: str | None = None
    latest: str | None = None
    place: str | None = None
    place_country: str | None = None
    initiator: str | None = None
    duration: str | None = None
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    is_official: bool = False
    told_day: str | None = None
    dateline: str | None = None

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of two sightings (their keys): append-only, and always above what scores say.

    at is an ISO 8601 instant with offset. Of several judgements on one pair, the latest holds.
    """

    a: str
    b: str
    likeness: Likeness
    by: str
    at: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two sightings are one: the score in [0, 1] and its parts, by name and in order of weight."""

    a: str
    b: str
    score: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One value that reports give a field, and the keys of the sightings that give it."""

    value: str
    sightings: tuple[str, ...]
    sources: int
    """How many sources give it: carriers of one agency's text count once."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a merged contact: the shown value (None where no report gives one), the rule, and every version."""

    name: str
    value: str | None
    rule: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """One real contact or event: the sightings that are it, why, and its fields with every version kept.

    id depends on the sightings alone, not on the order they came in. fields are kind, status, time, place, initiator,
    duration, parties (ids joined by spaces) and topics (labels joined by "; "), in this order.
    """

    id: str
    sightings: tuple[str, ...]
    ties: tuple[Tie, ...]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field of a name, None where there is none."""
        return next((field for field in self.fields if field.name == name), None)


def days_of(time: str | None) -> tuple[str | None, str | None]:
    """The first and the last day of a merged contact's time: "2025-07-01", "2025-07-01/2025-07-03", "../2025-07-03"."""
    earliest, slash, latest = (time or "").partition("/")
    first, last = earliest, latest if slash else earliest
    return (first if first not in ("", "..") else None), (last if last not in ("", "..") else None)
