"""How the Record's values read in English: dates, durations, channels, verdicts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from memcon.record import Actor, Contact, Event, Removed, When
from memcon.record.vocabulary import Basis, Channel, ContactStatus, InformedWhen, Modality, RemovedReason, Verdict
from memcon.views.visible import around, clipped

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
CHANNELS = {
    Channel.PHONE: "phone call",
    Channel.VIDEO: "video call",
    Channel.IN_PERSON: "meeting",
    Channel.LETTER: "letter",
    Channel.UNSPECIFIED: "contact",
}
STATUSES = {
    ContactStatus.HELD: "took place",
    ContactStatus.PLANNED: "planned",
    ContactStatus.CANCELLED: "cancelled",
    ContactStatus.DENIED: "denied",
}
INFORMED = {
    InformedWhen.BEFORE: "before",
    InformedWhen.AFTER: "after",
    InformedWhen.UNSPECIFIED: "",
}
MODALITIES = {
    Modality.ASSERTED: "",
    Modality.FUTURE: "to come",
    Modality.HYPOTHETICAL: "not said to be done",
    Modality.NEGATED: "not done",
}
VERDICTS = (Verdict.CONTRADICTED, Verdict.ROUNDED, Verdict.CONSISTENT, Verdict.UNVERIFIABLE)
"""The verdicts in the order a reader wants them."""
REASONS = {
    RemovedReason.REPEATED: ("repeated paragraph", "repeated paragraphs"),
    RemovedReason.CAPTION: ("caption", "captions"),
    RemovedReason.BYLINE: ("byline", "bylines"),
    RemovedReason.DATELINE: ("dateline", "datelines"),
    RemovedReason.BOILERPLATE: ("piece of boilerplate", "pieces of boilerplate"),
}

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PERIOD = re.compile(
    r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


def candidates(actor: Actor) -> str:
    """Whom an unresolved actor may be, the likeliest first: "Ana Brandt (60 %) or Eva Brandt (40 %)"; else empty."""
    return " or ".join(f"{one.name} ({100 * one.score:.0f} %)" for one in actor.candidates)


def date(value: str) -> str:
    """A TIMEX3 or ISO 8601 date as words ("1 July 2025", "September 2022"); other values stay as they are."""
    if found := _DAY.fullmatch(value):
        year, month, day, clock, offset = found.groups()
        if 1 <= int(month) <= 12:
            words = f"{int(day)} {MONTHS[int(month) - 1]} {year}"
            if clock:
                words += f", {clock}"
            if offset:
                words += " UTC" if offset == "Z" else f" (UTC{offset})"
            return words
    if (found := _MONTH.fullmatch(value)) and 1 <= int(found[2]) <= 12:
        return f"{MONTHS[int(found[2]) - 1]} {found[1]}"
    return value


def moment(when: When) -> str:
    """The time of an event in words, with a note where only its report is dated ("1 July 2025 (as reported)")."""
    return f"{date(when.value)} (as reported)" if when.basis is Basis.REPORT else date(when.value)


def duration(value: str) -> str:
    """An ISO 8601 duration as words ("PT1H30M": "1 hour 30 minutes"); any other value stays as it is."""
    found = _PERIOD.fullmatch(value)
    if not found or not any(found.groups()):
        return value
    parts = zip(found.groups(), _UNITS, strict=True)
    return " ".join(f"{number} {unit}{'' if number == '1' else 's'}" for number, unit in parts if number)


def heading(contact: Contact) -> str:
    """What a contact is, in a few words: "Phone call, 1 July 2025, 2 hours", "Meeting, planned"."""
    parts = [CHANNELS[contact.channel].capitalize()]
    if contact.status is not ContactStatus.HELD:
        parts.append(STATUSES[contact.status])
    if contact.time:
        parts.append(moment(contact.time))
    if contact.duration:
        parts.append(lasted(contact))
    return ", ".join(parts)


def lasted(contact: Contact) -> str:
    """How long a contact took, with the report's words where they hedge it: "1 hour (“nearly one hour”)"."""
    length = duration(contact.duration or "")
    said = contact.duration_span.exact if contact.duration_span else ""
    return f"{length} (“{said}”)" if len(said.split()) > 2 else length


def removed(passages: Iterable[Removed]) -> str:
    """What was left out of the text, counted: "1 byline, 10 repeated paragraphs"; empty where nothing was."""
    counts = Counter(passage.reason for passage in passages)
    return ", ".join(
        f"{counts[reason]} {words[counts[reason] > 1]}" for reason, words in REASONS.items() if counts[reason]
    )


def listed(names: Iterable[str]) -> str:
    """Names as a list in prose: "A", "A and B", "A, B and C"."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def parties(event: Event, name: Callable[[str], str]) -> str:
    """Who does an event to whom, and whether it was done: "Ana Brandt → Tomas Rivel (to come)"."""
    said = listed(map(name, event.actors))
    if event.recipients:
        said = f"{said} → {listed(map(name, event.recipients))}".strip()
    note = MODALITIES[event.modality]
    return f"{said} ({note})".strip() if note else said


def telling(event: Event, width: int) -> str:
    """The words that tell of an event, cut around its trigger to about width characters."""
    start = event.trigger.start - event.evidence.start
    if not 0 <= start < len(event.evidence.exact):
        return clipped(event.evidence.exact, width)
    return around(event.evidence.exact, start, start + len(event.trigger.exact), width)


def contact(contact: Contact, name: Callable[[str], str]) -> str:
    """A contact in one line: "meeting (planned) Ana Brandt and Olaf, in Port Halle, about fishing"."""
    status = "" if contact.status is ContactStatus.HELD else f" ({STATUSES[contact.status]})"
    who = listed(name(participant.actor) for participant in contact.participants)
    where = f", in {contact.place.name}" if contact.place else ""
    about = ", ".join(dict.fromkeys(topic.label for topic in contact.topics))
    return f"{CHANNELS[contact.channel]}{status} {who}{where}{f', about {about}' if about else ''}"
