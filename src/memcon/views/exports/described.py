"""What several formats say of a merged contact: the shown values, and one line of words."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from memcon.record import ContactAnswer, Named, days_of
from memcon.record.vocabulary import Channel, ContactStatus
from memcon.views.wording import CHANNELS, listed

_ILLEGAL_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Summary:
    """The shown values of a merged contact; days are the bounds of its time, parties the actors in order."""

    channel: Channel
    status: str
    earliest: str | None
    latest: str | None
    place: str | None
    duration: str | None
    initiator: str | None
    topics: tuple[str, ...]
    parties: tuple[Named, ...]

    @property
    def date(self) -> str | None:
        """The day, month or year (ISO 8601) that the days make up; None for any other time."""
        if self.earliest is None or self.latest is None:
            return None
        first, last = date.fromisoformat(self.earliest), date.fromisoformat(self.latest)
        if first == last:
            return self.earliest
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return self.earliest[:4]
        if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
            return self.earliest[:7]
        return None


def summary(answer: ContactAnswer) -> Summary:
    """The shown values of a merged contact."""

    def shown(name: str) -> str | None:
        field = answer.merged.field(name)
        return field.value if field else None

    known = {actor.id: actor for actor in answer.actors}
    kind = shown("kind") or ""
    earliest, latest = days_of(shown("time"))
    return Summary(
        Channel(kind) if kind in set(Channel) else Channel.UNSPECIFIED,
        shown("status") or ContactStatus.HELD.value,
        earliest,
        latest,
        shown("place"),
        shown("duration"),
        shown("initiator"),
        tuple(filter(None, (shown("topics") or "").split("; "))),
        tuple(known[actor] for actor in (shown("parties") or "").split() if actor in known),
    )


def is_wikidata(actor: str) -> bool:
    """Whether an actor's id is one of Wikidata's (Q and a number)."""
    return actor[:1] == "Q" and actor[1:].isdigit()


def legal_xml(words: str) -> str:
    """Words with U+FFFD for each character that XML 1.0 cannot hold."""
    return _ILLEGAL_XML.sub("\ufffd", words)


def title(answer: ContactAnswer) -> str:
    """One line for a contact: "Phone call: Emmanuel Macron and Vladimir Putin"."""
    seen = summary(answer)
    kind = CHANNELS[seen.channel]
    return f"{kind[:1].upper()}{kind[1:]}: {listed(party.name for party in seen.parties)}"
