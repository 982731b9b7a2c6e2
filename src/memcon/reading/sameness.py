"""Which tellings within one document tell of the same event."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from memcon.reading.contact_parts import side
from memcon.reading.syntax import children, words_of
from memcon.record.vocabulary import ActorKind, Channel, ContactStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from memcon.reading.cast import Cast
    from memcon.reading.parse import Parsed
    from memcon.reading.parties import Party
    from memcon.reading.telling import ContactTelling, Telling
    from memcon.record import When

_MEETING_KINDS = frozenset({"meeting", "visit"})
_ABSORBS = {
    ContactStatus.CANCELLED: frozenset({ContactStatus.PLANNED}),
    ContactStatus.DENIED: frozenset({ContactStatus.PLANNED}),
}
"""A contact called off or denied is the one that was planned."""


_LATEST = 60
"""How many groups back a telling is compared with, beside the first _FIRST: a bound on hostile texts."""

_FIRST = 20


def gather(tellings: Sequence[Telling], parsed: Parsed, cast: Cast) -> list[list[Telling]]:
    """Groups the tellings of one event, groups and tellings in the order of the text.

    A contact noun that names no parties of its own joins the contact it takes up, or is dropped where there is none.
    """
    groups: list[_Group] = []
    for telling in tellings:
        near = groups if len(groups) <= _FIRST + _LATEST else groups[:_FIRST] + groups[-_LATEST:]
        if telling.contact is not None and telling.contact.takes_up:
            taken = _taken_up(telling, near, parsed, cast)
            if taken is not None:
                taken.add(telling, cast)
            if taken is not None or len(sides(telling.parties, cast)) < 2:
                continue
        same = next((group for group in near if _same(telling, group, cast)), None)
        if same is None:
            same = _Group(telling)
            groups.append(same)
        same.add(telling, cast)
    return [group.tellings for group in groups]


class _Group:
    """The tellings gathered so far for one event, with what they say together."""

    def __init__(self, first: Telling) -> None:
        self.tellings: list[Telling] = []
        self.head = first
        self.when: When | None = None
        self.sides: dict[str, set[str]] = {}
        self.statuses: set[ContactStatus | None] = set()
        self.kinds: set[str] = set()
        self.channels: set[Channel] = set()

    def add(self, telling: Telling, cast: Cast) -> None:
        """Takes in one more telling."""
        self.tellings.append(telling)
        self.head = principal((self.head, telling))
        self.when = _more_precise(self.when, telling.when)
        for name, persons in sides(telling.parties, cast).items():
            self.sides.setdefault(name, set()).update(persons)
        if telling.contact is not None:
            self.statuses.add(telling.contact.status)
            self.kinds.add(telling.contact.kind)
            self.channels.add(telling.contact.channel)


def principal(group: Sequence[Telling]) -> Telling:
    """The telling that says most: the most parties, then a date, then the earliest in the text."""
    return max(group, key=lambda telling: (len(telling.parties), telling.when is not None, -telling.trigger))


def best_time(group: Iterable[Telling]) -> When | None:
    """The most precise time that any telling states; the first of equals."""
    return reduce(_more_precise, (telling.when for telling in group), None)


def sides(parties: Iterable[Party], cast: Cast) -> dict[str, set[str]]:
    """The persons (actor ids) on each side; a side is a country, else an organisation; a bare state adds no person."""
    found: dict[str, set[str]] = {}
    for party in parties:
        persons = found.setdefault(side(party.actor, cast), set())
        if cast.actor(party.actor).kind is ActorKind.PERSON:
            persons.add(party.actor)
    return found


def _more_precise(one: When | None, other: When | None) -> When | None:
    times = [when for when in (one, other) if when is not None]
    return max(times, key=lambda when: (len(when.value[:10]), -when.span.start)) if times else None


def _same(telling: Telling, group: _Group, cast: Cast) -> bool:
    head = group.head
    if telling.contact is None or head.contact is None:
        return (
            telling.contact is head.contact
            and telling.type is head.type
            and _ids(telling.actors) == _ids(head.actors)
            and (not telling.recipients or not head.recipients or _ids(telling.recipients) == _ids(head.recipients))
            and telling.modality is head.modality
            and _times_meet(telling.when, group.when)
        )
    if telling.contact.several or head.contact.several or not _statuses_meet(telling, telling.contact, group):
        return False
    if not _channels_meet(telling.contact, group) or not _times_meet(telling.when, group.when):
        return False
    undated = telling.when is None or group.when is None
    if undated and telling.is_earlier != head.is_earlier and telling.contact.status is head.contact.status:
        return False
    mine, theirs = sides(telling.parties, cast), group.sides
    if not (mine.keys() <= theirs.keys() or theirs.keys() <= mine.keys()):
        return False
    return all(not mine[one] or not theirs[one] or mine[one] & theirs[one] for one in mine.keys() & theirs.keys())


def _taken_up(telling: Telling, groups: Sequence[_Group], parsed: Parsed, cast: Cast) -> _Group | None:
    """The contact that a definite noun stands for: the last one told in its paragraph, else the first of the text.

    A demonstrative ("that conversation") points to what stands near, and to nothing else.
    """
    contact = telling.contact
    assert contact is not None
    mine = sides(telling.parties, cast)
    fitting = [
        group
        for group in groups
        if group.head.contact is not None
        and group.head.contact.status is not None
        and not group.head.contact.several
        and _channels_meet(contact, group)
        and _statuses_meet(telling, contact, group)
        and _times_meet(telling.when, group.when)
        and mine.keys() <= group.sides.keys()
    ]
    if not fitting:
        return None
    noun = parsed.doc[telling.trigger]
    paragraph = parsed.paragraph_at(noun.idx)
    near = [group for group in fitting if parsed.paragraph_at(parsed.doc[group.tellings[-1].trigger].idx) == paragraph]
    if near:
        return near[-1]
    return None if any(one.lower_ in words_of(noun).demonstrative for one in children(noun, "det")) else fitting[0]


def _ids(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.actor for party in parties)


def _statuses_meet(telling: Telling, contact: ContactTelling, group: _Group) -> bool:
    mine, theirs = contact.status, group.statuses
    if mine in theirs or (contact.takes_up and mine is ContactStatus.HELD):
        return True
    if mine is ContactStatus.PLANNED and ContactStatus.HELD in theirs:
        return telling.is_earlier
    return any(
        theirs <= _ABSORBS.get(mine, frozenset()) or mine in _ABSORBS.get(status, frozenset())
        for status in theirs
        if mine is not None and status is not None
    )


def _channels_meet(contact: ContactTelling, group: _Group) -> bool:
    if len((group.channels | {contact.channel}) - {Channel.UNSPECIFIED}) > 1:
        return False
    if contact.kind in group.kinds and len(group.kinds) == 1:
        return True
    kinds = group.kinds | {contact.kind}
    return "letter" not in kinds and (len(kinds - _MEETING_KINDS - {"talk"}) == 0 or kinds <= {"talk", "call"})


def _times_meet(mine: When | None, theirs: When | None) -> bool:
    if mine is None or theirs is None:
        return True
    if None in (mine.earliest, mine.latest, theirs.earliest, theirs.latest):
        return mine.value == theirs.value
    return str(mine.earliest) <= str(theirs.latest) and str(theirs.earliest) <= str(mine.latest)
