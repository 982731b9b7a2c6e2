"""The closed vocabularies of the Record, spelled as they are in JSON."""

from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is: reporting, a body's own statement, or speaker turns."""

    NEWS = "news"
    OFFICIAL = "official"
    TRANSCRIPT = "transcript"


class RemovedReason(StrEnum):
    """Why a passage of the input is not in the canonical text."""

    REPEATED = "repeated"
    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"
    BOILERPLATE = "boilerplate"


class ActorKind(StrEnum):
    """What an actor is; OFFICE is a seat of power that speaks (the Kremlin, a ministry, a presidency)."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    OFFICE = "office"
    UNKNOWN = "unknown"


class MentionForm(StrEnum):
    """How a text names an actor."""

    NAME = "name"
    TITLE = "title"
    METONYM = "metonym"
    DEMONYM = "demonym"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


class TimexType(StrEnum):
    """The four TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class TimexMod(StrEnum):
    """TIMEX3 modifiers in use (TimeML 1.2.1, attribute mod)."""

    MORE_THAN = "MORE_THAN"
    LESS_THAN = "LESS_THAN"
    EQUAL_OR_MORE = "EQUAL_OR_MORE"
    EQUAL_OR_LESS = "EQUAL_OR_LESS"
    APPROX = "APPROX"
    START = "START"
    MID = "MID"
    END = "END"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    ON_OR_BEFORE = "ON_OR_BEFORE"
    ON_OR_AFTER = "ON_OR_AFTER"


class Basis(StrEnum):
    """Where an event's or statement's time was found: its clause, its sentence, or the event it is part of.

    REPORT is the day on which it was announced or reported as news: it took place on that day or the one before.
    """

    CLAUSE = "clause"
    SENTENCE = "sentence"
    EVENT = "event"
    REPORT = "report"


class Quotation(StrEnum):
    """How words are reported: inside quotation marks, outside them, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class EventType(StrEnum):
    """The sixteen PLOVER event types (manual of 2024-02)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Modality(StrEnum):
    """Whether an event is told as done, to come, merely thought or asked for, or not done."""

    ASSERTED = "asserted"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class Role(StrEnum):
    """Whether an event is the report's news or its background."""

    MAIN = "main"
    BACKGROUND = "background"


class Channel(StrEnum):
    """How a contact was made."""

    PHONE = "phone"
    VIDEO = "video"
    IN_PERSON = "in_person"
    LETTER = "letter"
    UNSPECIFIED = "unspecified"


class ContactStatus(StrEnum):
    """Whether a contact took place."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    DENIED = "denied"


class InformedWhen(StrEnum):
    """When a third party was told of a contact, seen from the contact."""

    BEFORE = "before"
    AFTER = "after"
    UNSPECIFIED = "unspecified"


class ClaimKind(StrEnum):
    """What a checkable claim is about."""

    ELAPSED = "elapsed"
    SINCE = "since"
    ORDINAL = "ordinal"
    WEEKDAY = "weekday"
    DURATION = "duration"
    OFFICE = "office"


class ClaimModifier(StrEnum):
    """How a claim hedges its value."""

    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    ABOUT = "about"
    NEARLY = "nearly"
    EXACT = "exact"


class Verdict(StrEnum):
    """What a check found; ROUNDED is a value that holds only when rounded to the unit it is told in."""

    CONSISTENT = "consistent"
    ROUNDED = "rounded"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"
