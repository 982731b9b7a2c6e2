"""How much two sightings speak for one real contact: reasons as log-odds, each under its name.

Every reason is a likelihood ratio, in natural logarithms: how much likelier the two reports look like this where they
are of one contact than where they are of two. They add up, and the logistic function makes a probability of the sum.
The odds to start from are those of time: two sides who speak every so many days have, in a window of so many, so many
other contacts that could be meant.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from memcon.merging import likeness
from memcon.merging.blocks import directed, sides
from memcon.merging.windows import Window, window
from memcon.record import Sighting
from memcon.record.timex import months_and_days
from memcon.record.vocabulary import Channel, ContactStatus, Role

IMPOSSIBLE = -math.inf
"""The log-odds of what cannot be one."""

_SILENCE = {2: 60.0, 1: 25.0, 0: 8.0}
"""Days between contacts of two sides, by how many sides name the same person: two given persons speak about every
second month in busy times, two governments every week."""
_OUTSIDE = 0.15
"""How often what a report leaves undated lies outside the window that is assumed for it."""
_ZONES = 0.1
"""How often two reports of one contact are a day apart: time zones, and nights."""
_UNKNOWN_DAYS = 3650
"""An unbounded window counts as ten years."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with what comparing it needs, made once."""

    sighting: Sighting
    window: Window
    sides: frozenset[str]
    persons: Mapping[str, frozenset[str]]
    """By side, the persons named there."""
    words: likeness.Bag
    place: frozenset[str]


def seen(sighting: Sighting) -> Seen:
    """Prepares a sighting to be compared."""
    persons: dict[str, set[str]] = {}
    for party in sighting.parties:
        if party.is_person:
            persons.setdefault(party.country or party.actor, set()).add(party.actor)
    return Seen(
        sighting,
        window(sighting),
        frozenset(sides(sighting)),
        {side: frozenset(actors) for side, actors in persons.items()},
        likeness.bag(sighting.words, sighting.numbers),
        frozenset(likeness.plain(sighting.place).split()) if sighting.place else frozenset(),
    )


def reasons(a: Seen, b: Seen) -> tuple[tuple[str, float], ...]:
    """The reasons for and against one contact, in log-odds; one that is IMPOSSIBLE stands alone.

    Reasons that say nothing (a field that one report lacks) are left out.
    """
    known = _who(a, b)
    if known is None:
        return (("who", IMPOSSIBLE),)
    same, who = known
    when = _when(a.window, b.window, _SILENCE[min(same, 2)])
    if when == IMPOSSIBLE:
        return (("when", IMPOSSIBLE),)
    found = [("when", when), ("who", who)]
    found += [(name, weigh(a, b)) for name, weigh in _REASONS.items()]
    return tuple((name, value) for name, value in found if value)


def probability(log_odds: float) -> float:
    """The probability that log-odds stand for."""
    if log_odds < -30:
        return 0.0
    return 1 / (1 + math.exp(-log_odds))


def _who(a: Seen, b: Seen) -> tuple[int, float] | None:
    """How many sides name the same person, and what else the parties say; None where they cannot be the same."""
    common = a.sides & b.sides
    if len(common) < min(2, len(a.sides), len(b.sides)) or not common:
        return None
    if not a.sighting.is_contact and (len(a.sides) < 2) != (len(b.sides) < 2):
        return None
    one, other = directed(a.sighting), directed(b.sighting)
    if one is not None and other is not None and not (one[0] & other[0] and one[1] & other[1]):
        return None
    log_odds = -0.7 * len(a.sides ^ b.sides)
    if a.sides - b.sides and b.sides - a.sides:
        log_odds -= 2.0
    same = apart = 0
    for side in common:
        mine, others = a.persons.get(side, frozenset()), b.persons.get(side, frozenset())
        if not mine or not others:
            continue
        if mine & others or any(likeness.same_name(x, y) for x in mine for y in others):
            same += 1
        else:
            apart += 1
    if apart > 1 or (apart and not same and len(common) > 1 and _all_named(a, common) and _all_named(b, common)):
        return None
    return same, log_odds - 4.0 * apart


def _all_named(one: Seen, common: frozenset[str]) -> bool:
    return all(side in one.persons for side in common)


def _when(a: Window, b: Window, silence: float) -> float:
    """The odds of time: one against the other contacts of these sides that the wider window may hold."""
    apart = max(a.first, b.first) - min(a.last, b.last)
    if apart > 1:
        return IMPOSSIBLE
    days = min(max(a.days, b.days), _UNKNOWN_DAYS)
    log_odds = math.log(silence / days)
    for one in (a, b):
        if not one.stated:
            log_odds += math.log(1 - _OUTSIDE)
    if apart == 1:
        log_odds += math.log(_ZONES)
    return log_odds


def _channel(a: Seen, b: Seen) -> float:
    if not a.sighting.is_contact:
        return 0.0
    one, other = a.sighting.kind, b.sighting.kind
    if Channel.UNSPECIFIED.value in (one, other):
        return 0.0
    if one == other:
        return math.log(2)
    remote = {Channel.PHONE.value, Channel.VIDEO.value}
    return math.log(0.3) if {one, other} == remote else math.log(0.03)


_STATUS: Mapping[frozenset[str], float] = {
    frozenset({ContactStatus.HELD.value, ContactStatus.CANCELLED.value}): math.log(0.1),
    frozenset({ContactStatus.HELD.value, ContactStatus.DENIED.value}): math.log(0.3),
    frozenset({ContactStatus.PLANNED.value, ContactStatus.DENIED.value}): math.log(0.3),
    frozenset({ContactStatus.PLANNED.value, ContactStatus.CANCELLED.value}): math.log(0.7),
    frozenset({ContactStatus.CANCELLED.value, ContactStatus.DENIED.value}): math.log(0.3),
}
_NEXT = math.log(0.2)
"""What is planned without a day, beside what was held: rather the next contact than this one."""


def _status(a: Seen, b: Seen) -> float:
    one, other = a.sighting.status, b.sighting.status
    if one == other:
        return 0.0 if one == ContactStatus.HELD.value else math.log(2)
    planned = {ContactStatus.HELD.value, ContactStatus.PLANNED.value}
    if {one, other} == planned:
        vague = [x for x in (a, b) if x.sighting.status == ContactStatus.PLANNED.value and not x.window.stated]
        return _NEXT if vague else 0.0
    if a.sighting.is_contact:
        return _STATUS.get(frozenset({one, other}), 0.0)
    return math.log(0.2)


def _role(a: Seen, b: Seen) -> float:
    """Two reports of one day have the same news; their background may be anything."""
    if a.sighting.role == b.sighting.role == Role.MAIN.value and a.sighting.published and b.sighting.published:
        return math.log(1.5)
    return 0.0


def _place(a: Seen, b: Seen) -> float:
    one, other = a.sighting, b.sighting
    if not one.place or not other.place:
        return 0.0
    if a.place & b.place:
        return math.log(6)
    if one.place_country and other.place_country:
        return math.log(2) if one.place_country == other.place_country else math.log(0.1)
    return math.log(0.4)


def _initiator(a: Seen, b: Seen) -> float:
    one, other = a.sighting.initiator, b.sighting.initiator
    if not one or not other:
        return 0.0
    return math.log(1.8) if one == other else math.log(0.4)


def _duration(a: Seen, b: Seen) -> float:
    one, other = _hours(a.sighting.duration), _hours(b.sighting.duration)
    if not one or not other:
        return 0.0
    ratio = min(one, other) / max(one, other)
    return math.log(5) if ratio >= 0.9 else math.log(0.7) if ratio >= 0.5 else math.log(0.25)


def _hours(duration: str | None) -> float | None:
    length = months_and_days(duration) if duration else None
    return (length[0] * 30 + length[1]) * 24 if length else None


def _topics(a: Seen, b: Seen) -> float:
    one, other = set(a.sighting.topics), set(b.sighting.topics)
    if not one or not other or a.sighting.language != b.sighting.language:
        return 0.0
    return math.log(1.8) if one & other else math.log(0.8)


def _words(a: Seen, b: Seen) -> float:
    if a.sighting.language != b.sighting.language:
        return 0.0
    return likeness.log_odds(a.words, b.words)


def _source(a: Seen, b: Seen) -> float:
    """Two carriers of one text tell of the same contacts."""
    if a.sighting.source != b.sighting.source or a.sighting.document == b.sighting.document:
        return 0.0
    same = a.sighting.earliest == b.sighting.earliest and a.sighting.kind == b.sighting.kind
    return math.log(20) if same else 0.0


_REASONS: Mapping[str, Callable[[Seen, Seen], float]] = {
    "channel": _channel,
    "status": _status,
    "role": _role,
    "place": _place,
    "initiator": _initiator,
    "duration": _duration,
    "topics": _topics,
    "words": _words,
    "source": _source,
}
