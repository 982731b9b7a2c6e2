"""How much two sightings speak for one real contact: reasons as log-odds, each under its name.

Every reason is a likelihood ratio, in natural logarithms: how much likelier the two reports look like this where they
are of one contact than where they are of two. They add up, and the logistic function makes a probability of the sum.
The odds to start from are those of time: two sides who speak every so many days have, in a window of so many, so many
other contacts that could be meant.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from memcon.knowledge import gazetteer
from memcon.merging import likeness
from memcon.merging.blocks import directed, sides
from memcon.merging.windows import Window, ordinal, window
from memcon.record import Sighting
from memcon.record.timex import UNKNOWN_WEEK, UNKNOWN_YEAR, months_and_days
from memcon.record.vocabulary import Channel, ContactStatus, Modality, Role

IMPOSSIBLE = -math.inf
"""The log-odds of what cannot be one."""

_SILENCE = (5.0, 25.0, 60.0)
"""Days between contacts of two sides, by how many sides name the same person (none, one, two or more): two given
persons speak about every second month in busy times, two governments more than once a week."""
_QUIET = (2.0, 5.0, 10.0)
"""The same for events: of what states do to each other the like comes again within days."""
_INSIDE: Mapping[str, float] = {Role.MAIN: math.log(0.9), Role.BACKGROUND: math.log(0.5)}
"""How often what a report leaves undated lies in the window that is assumed for it, by role."""
_ZONES = math.log(0.1)
"""How often two reports of one contact are a day apart: time zones, and nights."""
_LONGEST = 365
"""Days: a longer window counts as a year. Two persons have about six contacts in all that reports tell of: few pairs
have many, most have one or two."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is compared: a sighting that stands for itself and others told like it, with what comparing needs.

    documents are those that tell of it. persons are those named, by side; roles, of an event that one side does to
    another, are the sides that do it and those it is done to.
    """

    sighting: Sighting
    documents: frozenset[str]
    window: Window
    actors: tuple[str, ...]
    sides: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    roles: tuple[frozenset[str], frozenset[str]] | None
    words: likeness.Bag
    place: frozenset[str]
    dateline: frozenset[str]
    published: int | None


def seen(alike: Sequence[Sighting]) -> Seen:
    """Prepares sightings that are told alike to be compared, as the first of them."""
    first = alike[0]
    persons: dict[str, set[str]] = {}
    for party in first.parties:
        if party.is_person:
            persons.setdefault(party.country or party.actor, set()).add(party.actor)
    return Seen(
        first,
        frozenset([one.document for one in alike]),
        window(first),
        tuple([party.actor for party in first.parties]),
        frozenset(sides(first)),
        {side: frozenset(actors) for side, actors in persons.items()},
        directed(first),
        likeness.bag(first.words, first.numbers),
        frozenset(likeness.plain(first.place or "").split()),
        frozenset(likeness.plain(first.dateline or "").split()),
        ordinal(first.published),
    )


def log_odds(a: Seen, b: Seen) -> float:
    """The log-odds that two are one contact; IMPOSSIBLE where a document tells of both."""
    if not a.documents.isdisjoint(b.documents):
        return IMPOSSIBLE
    base = _who_and_when(a, b)
    if base is None:
        return IMPOSSIBLE
    return base[0] + base[1] + sum([weigh(a, b) for weigh in _REASONS.values()])


def reasons(a: Seen, b: Seen) -> tuple[tuple[str, float], ...]:
    """The reasons for and against one contact, in log-odds; none where they cannot be one.

    Reasons that say nothing (a field that one report lacks) are left out.
    """
    base = _who_and_when(a, b)
    if base is None:
        return ()
    found = [("who", base[0]), ("when", base[1]), *((name, weigh(a, b)) for name, weigh in _REASONS.items())]
    return tuple((name, value) for name, value in found if value)


def probability(log_odds: float) -> float:
    """The probability that log-odds stand for."""
    if log_odds < -30:
        return 0.0
    return 1 / (1 + math.exp(-log_odds))


def _who_and_when(a: Seen, b: Seen) -> tuple[float, float] | None:
    """What the parties and the time say; None where either cannot be the same."""
    apart = max(a.window.first, b.window.first) - min(a.window.last, b.window.last)
    if apart > 1:
        return None
    known = (len(a.persons), 0.0) if a.actors == b.actors and a.sighting.is_contact else _who(a, b)
    if known is None:
        return None
    silence = (_SILENCE if a.sighting.is_contact else _QUIET)[min(known[0], 2)]
    return known[1], _when(a, b, silence, apart)


def _who(a: Seen, b: Seen) -> tuple[int, float] | None:
    """How many sides name the same person, and what else the parties say; None where they cannot be the same."""
    one, other = a.sighting, b.sighting
    if one.is_contact != other.is_contact or not (one.is_contact or one.kind == other.kind):
        return None
    common = a.sides & b.sides
    if not common or len(common) < min(2, len(a.sides), len(b.sides)):
        return None
    if not one.is_contact and (len(a.sides) < 2) != (len(b.sides) < 2):
        return None
    if a.roles and b.roles and not (a.roles[0] & b.roles[0] and a.roles[1] & b.roles[1]):
        return None
    found = _EXTRA * len(a.sides ^ b.sides)
    if a.sides - b.sides and b.sides - a.sides:
        found += _OTHER_SIDES
    same = apart = 0
    for side in common:
        mine, others = a.persons.get(side), b.persons.get(side)
        if mine and others:
            alike = mine & others or any(likeness.same_name(x, y) for x in mine for y in others)
            same, apart = (same + 1, apart) if alike else (same, apart + 1)
    if apart > 1 or (apart and not same and len(common) > 1 and _all_named(a, common) and _all_named(b, common)):
        return None
    return same, found + _OTHER_PERSON * apart


_EXTRA, _OTHER_SIDES, _OTHER_PERSON = math.log(0.5), math.log(0.15), math.log(0.02)
"""A side that only one report has; sides that either has alone; another person named for a side."""


def _all_named(one: Seen, common: frozenset[str]) -> bool:
    return all(side in one.persons for side in common)


def _when(a: Seen, b: Seen, silence: float, apart: int) -> float:
    """The odds of time: one against the other contacts of these sides that the wider window may hold."""
    found = math.log(silence / min(max(a.window.days, b.window.days), _LONGEST))
    for one in (a, b):
        if not one.window.stated and one.window.bounded:
            found += _INSIDE.get(one.sighting.role, 0.0)
    return found + _ZONES if apart == 1 else found


def _told_day(a: Seen, b: Seen) -> float:
    """A day told without its year, or a weekday without its week, that fits the day of the other report or does not."""
    one, other = a.sighting.told_day, b.sighting.told_day
    if one and other:
        return _fit(one, other) if len(one) == len(other) else 0.0
    told, seen_on = (one, b) if one else (other, a)
    if not told or not seen_on.window.stated or seen_on.window.days > _NIGHT:
        return 0.0
    days = [date.fromordinal(day) for day in range(seen_on.window.first, seen_on.window.last + 1)]
    if told.startswith(UNKNOWN_WEEK):
        return max(_fit(told[: len(UNKNOWN_WEEK) + 1], f"{UNKNOWN_WEEK}{day.isoweekday()}") for day in days)
    return max(_fit(told, f"{UNKNOWN_YEAR}{day.isoformat()[4:]}"[: len(told)]) for day in days)


def _fit(one: str, other: str) -> float:
    """What it says that two days told without their years are the same or not: nothing agrees by chance so rarely."""
    kind = 0 if one.startswith(UNKNOWN_WEEK) else 2 if len(one) > len("XXXX-04") else 1
    return _SAME_TOLD[kind] if one == other else _OTHER_TOLD[kind]


_SAME_TOLD = (math.log(5), math.log(6), math.log(60))
_OTHER_TOLD = (math.log(0.2), math.log(0.05), math.log(0.05))
"""A weekday, a month, a day of the year: one in 7, 12 and 365 agree by chance; days shift with time zones."""
_NIGHT = 2
"""Days of a window that may be one night's."""


def _channel(a: Seen, b: Seen) -> float:
    if not a.sighting.is_contact:
        return 0.0
    one, other = a.sighting.kind, b.sighting.kind
    if Channel.UNSPECIFIED in (one, other):
        return 0.0
    if one == other:
        return _SAME_CHANNEL
    return _REMOTE if {one, other} == {Channel.PHONE, Channel.VIDEO} else _OTHER_CHANNEL


_SAME_CHANNEL, _REMOTE, _OTHER_CHANNEL = math.log(2), math.log(0.3), math.log(0.03)


_STATUS: Mapping[frozenset[str], float] = {
    frozenset({ContactStatus.HELD, ContactStatus.CANCELLED}): math.log(0.1),
    frozenset({ContactStatus.HELD, ContactStatus.DENIED}): math.log(0.3),
    frozenset({ContactStatus.PLANNED, ContactStatus.DENIED}): math.log(0.3),
    frozenset({ContactStatus.PLANNED, ContactStatus.CANCELLED}): math.log(0.7),
    frozenset({ContactStatus.CANCELLED, ContactStatus.DENIED}): math.log(0.3),
}
_RARE = math.log(4)
"""That two sides call off, deny or plan something is rarer than that they speak: two such reports rather agree."""
_NEXT, _PERHAPS_NEXT = math.log(0.1), math.log(0.5)
"""What is planned without a day once the other contact was held, and where that cannot be told: rather the next one."""


def _status(a: Seen, b: Seen) -> float:
    one, other = a.sighting.status, b.sighting.status
    if one == other:
        return 0.0 if one in _USUAL else _RARE
    if {one, other} == {ContactStatus.HELD, ContactStatus.PLANNED}:
        return _fulfilled(*((a, b) if one == ContactStatus.PLANNED else (b, a)))
    if a.sighting.is_contact:
        return _STATUS.get(frozenset({one, other}), 0.0)
    return math.log(0.2)


_USUAL = frozenset({ContactStatus.HELD, ContactStatus.PLANNED, Modality.ASSERTED})


def _fulfilled(planned: Seen, held: Seen) -> float:
    """What is planned beside what was held: the same where the plan has a day, or came out before."""
    if planned.window.stated:
        return 0.0
    if planned.sighting.published is None or not held.window.stated:
        return _PERHAPS_NEXT
    return 0.0 if planned.window.first + 1 < held.window.first else _NEXT


def _news(a: Seen, b: Seen) -> float:
    """Reports of the same days speak of the same contacts."""
    one, other = a.published, b.published
    return math.log(2) if one and other and abs(one - other) <= _CYCLE else 0.0


_CYCLE = 2
"""Days between two reports of one round of news."""


def _place(a: Seen, b: Seen) -> float:
    """The same place; one in the same country says less, and a country that takes part hardly anything."""
    one, other = a.sighting, b.sighting
    if not one.place or not other.place:
        return 0.0
    same_country = one.place_country is not None and one.place_country == other.place_country
    if a.place & b.place:
        return math.log(1.5) if _is_side(a) and _is_side(b) else math.log(6)
    if same_country:
        return math.log(1.5)
    if one.place_country and other.place_country:
        return math.log(0.1)
    return math.log(0.6)


def _dateline(a: Seen, b: Seen) -> float:
    """A meeting without a place whose report is written from where the other took place, which is no side's country.

    From the capital of a side much is written about its meetings elsewhere.
    """
    for one, other in ((a, b), (b, a)):
        country = other.sighting.place_country
        if one.dateline and one.dateline <= other.place and country is not None and country not in one.sides:
            return _WRITTEN_THERE
    return 0.0


_WRITTEN_THERE = math.log(3)


def _is_side(one: Seen) -> bool:
    """Whether the place is no more than the country of one of the sides."""
    country = one.sighting.place_country
    return country in one.sides and likeness.plain(one.sighting.place or "") in _names_of(country or "")


@lru_cache(maxsize=512)
def _names_of(country: str) -> frozenset[str]:
    """What a state is called, in any language, as plain names."""
    state = gazetteer.load().state(country)
    return frozenset(likeness.plain(name.text) for name in state.names) if state else frozenset()


def _initiator(a: Seen, b: Seen) -> float:
    one, other = a.sighting.initiator, b.sighting.initiator
    if not one or not other:
        return 0.0
    return math.log(1.8) if one == other else math.log(0.4)


def _duration(a: Seen, b: Seen) -> float:
    if not a.sighting.duration or not b.sighting.duration:
        return 0.0
    one, other = _hours(a.sighting.duration), _hours(b.sighting.duration)
    if not one or not other:
        return 0.0
    ratio = min(one, other) / max(one, other)
    return math.log(5) if ratio >= 0.9 else math.log(0.7) if ratio >= 0.5 else math.log(0.25)


@lru_cache(maxsize=1024)
def _hours(duration: str) -> float | None:
    length = months_and_days(duration)
    return (length[0] * 30 + length[1]) * 24 if length else None


def _topics(a: Seen, b: Seen) -> float:
    one, other = a.sighting.topics, b.sighting.topics
    if not one or not other or a.sighting.language != b.sighting.language:
        return 0.0
    return _SAME_TOPIC if not set(one).isdisjoint(other) else _OTHER_TOPICS


_SAME_TOPIC, _OTHER_TOPICS = math.log(1.8), math.log(0.8)


def _words(a: Seen, b: Seen) -> float:
    """The news of two reports is worded alike or not; background only ever gains from being told in like reports."""
    if a.sighting.language != b.sighting.language:
        return 0.0
    found = likeness.words(a.words, b.words)
    if a.sighting.is_contact and not a.sighting.role == b.sighting.role == Role.MAIN:
        return max(found, 0.0)
    return found


def _figures(a: Seen, b: Seen) -> float:
    return likeness.figures(a.words, b.words)


def _source(a: Seen, b: Seen) -> float:
    """Two carriers of one text tell of the same contacts."""
    if a.sighting.source != b.sighting.source:
        return 0.0
    same = a.sighting.earliest == b.sighting.earliest and a.sighting.kind == b.sighting.kind
    return math.log(20) if same else 0.0


_REASONS: Mapping[str, Callable[[Seen, Seen], float]] = {
    "told day": _told_day,
    "channel": _channel,
    "status": _status,
    "news": _news,
    "place": _place,
    "dateline": _dateline,
    "initiator": _initiator,
    "duration": _duration,
    "topics": _topics,
    "words": _words,
    "figures": _figures,
    "source": _source,
}
