"""What in a report is new and what is background: by place in the text, by time and by tense."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from memcon.reading.sameness import best_time
from memcon.reading.syntax import children, is_finite_present, words_of
from memcon.record.timex import day_of
from memcon.record.vocabulary import ContactStatus, Modality, Role, TimexType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memcon.reading.discourse import Discourse
    from memcon.reading.parse import Parsed
    from memcon.reading.telling import Telling
    from memcon.record import Time, When

_FRESH = timedelta(days=4)
"""News is of the days before publication: a weekly or a weekend's delay at most."""
_OLDER = 2
"""Of undated events after the lead 18 of 25 that are old are seen so, and 5 of 22 that are new (NewsDiscourse)."""


@dataclass(frozen=True, slots=True)
class News:
    """Where a document's news stands: lead_end is the offset at which its headline and first paragraph end.

    led is the last day of the dated events that the lead tells of. today is the day of publication, else the last day
    that the lead names, else led.
    discourse tells of each sentence how likely it is new.
    """

    parsed: Parsed
    lead_end: int
    led: date | None
    today: date | None
    discourse: Discourse

    @classmethod
    def of(
        cls, parsed: Parsed, groups: Sequence[Sequence[Telling]], times: Sequence[Time], discourse: Discourse
    ) -> News:
        """The news of a document: its lead and its day."""
        document = parsed.document
        opening = 2 if document.headline else 1
        lead_end = document.paragraphs[:opening][-1].end if document.paragraphs else len(document.text)
        leading = (group for group in groups if parsed.doc[group[0].trigger].idx < lead_end)
        days = (day_of(when.latest) for group in leading if (when := best_time(group)) is not None)
        led = max((day for day in days if day is not None), default=None)
        today = day_of(document.published)
        if today is None:
            named = (day_of(time.earliest) for time in times if time.span.end <= lead_end and _is_day(time))
            led = today = max((day for day in named if day is not None), default=led)
        return cls(parsed, lead_end, led, today, discourse)

    def role(self, group: Sequence[Telling], when: When | None) -> Role:
        """Main where the event is of these days, or to come, or led with and not told as over; else background."""
        first = min(self.parsed.doc[telling.trigger].idx for telling in group)
        leads = first < self.lead_end
        contact, is_earlier = group[0].contact, all(telling.is_earlier for telling in group)
        if contact is not None and contact.status is not ContactStatus.HELD:
            return Role.MAIN if leads or self._is_today(when) else Role.BACKGROUND
        age = self._age(when)
        if age is not None:
            over = self._is_apart(when) or (contact is not None and is_earlier)
            return Role.MAIN if age <= _FRESH and (leads or not over) else Role.BACKGROUND
        if is_earlier:
            return Role.BACKGROUND
        if contact is not None:
            return Role.MAIN if leads or self._is_of_now(group) else Role.BACKGROUND
        noun = self.parsed.doc[group[0].trigger].pos_ == "NOUN"
        nominal = noun and group[0].modality is Modality.ASSERTED
        told = any(telling.attributed_to is None for telling in group)  # of what someone says, discourse says little
        return Role.BACKGROUND if nominal or (told and not leads and self._is_old(first)) else Role.MAIN

    def _is_of_now(self, group: Sequence[Telling]) -> bool:
        """Whether a contact is what the present is said to be ("it is his first visit", "this is their third call")."""
        for telling in group:
            noun = self.parsed.doc[telling.trigger]
            words = words_of(noun)
            own = (child.lower_ for child in children(noun.head, "nsubj"))
            if (
                noun.dep_ == "attr"
                and is_finite_present(noun.head)
                and (words.expletive | words.demonstrative) & {*own}
            ):
                return True
        return False

    def _is_old(self, offset: int) -> bool:
        """Whether the sentence at an offset is _OLDER times as likely to tell of what came before as of the news."""
        sentence = self.discourse.at(offset)
        return sentence is not None and sentence.old > _OLDER * sentence.new

    def _is_today(self, when: When | None) -> bool:
        """Whether something is dated to the very day of the news."""
        if when is None or self.today is None or when.earliest != when.latest:
            return False
        return day_of(when.earliest) == self.today

    def _is_apart(self, when: When | None) -> bool:
        """Whether something was over a day or more before what the lead tells of or, if undated, the report.

        Where nothing tells when a report is of, what took place days after its lead is no news of it either.
        """
        earliest, latest = (day_of(when.earliest), day_of(when.latest)) if when else (None, None)
        led = self.led or self.today
        if earliest is None or latest is None or led is None:
            return False
        later = self.parsed.document.published is None and earliest - led > timedelta(days=1)
        return later or led - latest > timedelta(days=1)

    def _age(self, when: When | None) -> timedelta | None:
        """How long before the news something was; None where it is undated, or its time may include the news."""
        earliest, latest = (day_of(when.earliest), day_of(when.latest)) if when else (None, None)
        if earliest is None or latest is None or self.today is None:
            return None
        if latest - earliest <= _FRESH:
            return self.today - earliest
        return self.today - latest if self.today - latest > _FRESH else None


def _is_day(time: Time) -> bool:
    """Whether a time is one day, or a part of it."""
    return time.type in (TimexType.DATE, TimexType.TIME) and time.earliest == time.latest


def possible_times(tellings: Sequence[Telling], parsed: Parsed) -> list[Telling]:
    """The tellings without times that cannot be theirs: a plan's in the past, or a done thing's in the future."""
    today = day_of(parsed.document.published)
    return [replace(telling, when=None) if _impossible(telling, today) else telling for telling in tellings]


def _impossible(telling: Telling, today: date | None) -> bool:
    if today is None or telling.when is None:
        return False
    earliest, latest = day_of(telling.when.earliest), day_of(telling.when.latest)
    if telling.modality is Modality.FUTURE and not telling.is_earlier:
        cancelled = telling.contact is not None and telling.contact.status is ContactStatus.CANCELLED
        return latest is not None and latest < today and not cancelled
    if telling.modality is Modality.ASSERTED and (
        telling.contact is None or telling.contact.status is ContactStatus.HELD
    ):
        return earliest is not None and earliest - today > timedelta(days=1)
    return False
