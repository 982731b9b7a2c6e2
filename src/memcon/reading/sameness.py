"""Which tellings within one document tell of the same event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.reading.syntax import Party
from memcon.record.vocabulary import ActorKind, Channel, ContactStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from memcon.reading.cast import Cast
    from memcon.reading.parse import Parsed
    from memcon.reading.telling import Telling
    from memcon.record import When

_MEETING_KINDS = frozenset({"meeting", "visit"})
_ABSORBS = {
    ContactStatus.CANCELLED: frozenset({ContactStatus.PLANNED}),
    ContactStatus.DENIED: frozenset({ContactStatus.PLANNED}),
}
"""A contact called off or denied is the one that was planned."""


def gather(tellings: Sequence[Telling], parsed: Parsed, cast: Cast) -> list[list[Telling]]:
    """Groups the tellings of one event, groups and tellings in the order of the text.

    A contact noun that names no parties of its own joins the contact it takes up, or is dropped where there is none.
    """
    groups: list[list[Telling]] = []
    for telling in tellings:
        if telling.contact is not None and telling.contact.takes_up:
            taken = _taken_up(telling, groups, parsed, cast)
            if taken is not None:
                taken.append(telling)
            continue
        same = next((group for group in groups if _same(telling, group, cast)), None)
        if same is not None:
            same.append(telling)
        else:
            groups.append([telling])
    return groups


def principal(group: Sequence[Telling]) -> Telling:
    """The telling that says most: the most parties, then a date, then the earliest in the text."""
    return max(group, key=lambda telling: (len(telling.parties), telling.when is not None, -telling.trigger))


def best_time(group: Iterable[Telling]) -> When | None:
    """The most precise time that any telling states; the first of equals."""
    times = [telling.when for telling in group if telling.when is not None]
    return max(times, key=lambda when: (len(when.value[:10]), -when.span.start)) if times else None


def sides(parties: Iterable[Party], cast: Cast) -> dict[str, set[str]]:
    """The persons (actor ids) on each side; a side is a country, else an organisation; a bare state adds no person."""
    found: dict[str, set[str]] = {}
    for party in parties:
        actor = cast.actor(party.actor)
        persons = found.setdefault(actor.country or actor.id, set())
        if actor.kind is ActorKind.PERSON:
            persons.add(actor.id)
    return found


def _same(telling: Telling, group: Sequence[Telling], cast: Cast) -> bool:
    head = principal(group)
    if telling.contact is None or head.contact is None:
        return (
            telling.contact is head.contact
            and telling.type is head.type
            and _ids(telling.actors) == _ids(head.actors)
            and (not telling.recipients or not head.recipients or _ids(telling.recipients) == _ids(head.recipients))
            and telling.modality is head.modality
            and _times_meet(telling.when, best_time(group))
        )
    if telling.contact.several or head.contact.several or not _statuses_meet(telling, group):
        return False
    if not _channels_meet(telling, group) or not _times_meet(telling.when, best_time(group)):
        return False
    if telling.is_earlier != head.is_earlier and (telling.when is None or best_time(group) is None):
        return False
    mine = sides(telling.parties, cast)
    theirs = sides([party for other in group for party in other.parties], cast)
    if not (mine.keys() <= theirs.keys() or theirs.keys() <= mine.keys()):
        return False
    return all(not mine[side] or not theirs[side] or mine[side] & theirs[side] for side in mine.keys() & theirs.keys())


def _taken_up(telling: Telling, groups: Sequence[list[Telling]], parsed: Parsed, cast: Cast) -> list[Telling] | None:
    """The contact that a definite noun stands for: the last one told in its paragraph, else the first of the text."""
    mine = sides(telling.parties, cast)
    fitting = [
        group
        for group in groups
        if (head := principal(group)).contact is not None
        and head.contact.status is not None
        and not head.contact.several
        and _channels_meet(telling, group)
        and _statuses_meet(telling, group)
        and _times_meet(telling.when, best_time(group))
        and mine.keys() <= sides(head.parties, cast).keys()
    ]
    if not fitting:
        return None
    paragraph = parsed.paragraph_at(parsed.doc[telling.trigger].idx)
    near = [group for group in fitting if parsed.paragraph_at(parsed.doc[group[-1].trigger].idx) == paragraph]
    return near[-1] if near else fitting[0]


def _ids(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.actor for party in parties)


def _statuses_meet(telling: Telling, group: Sequence[Telling]) -> bool:
    assert telling.contact is not None
    mine = telling.contact.status
    theirs = {other.contact.status for other in group if other.contact is not None}
    if mine in theirs or (telling.contact.takes_up and mine is ContactStatus.HELD):
        return True
    if mine is ContactStatus.PLANNED and ContactStatus.HELD in theirs:
        return telling.is_earlier
    return any(
        theirs <= _ABSORBS.get(mine, frozenset()) or mine in _ABSORBS.get(status, frozenset())
        for status in theirs
        if mine is not None and status is not None
    )


def _channels_meet(telling: Telling, group: Sequence[Telling]) -> bool:
    assert telling.contact is not None
    for other in group:
        assert other.contact is not None
        kinds = {telling.contact.kind, other.contact.kind}
        if len(kinds) > 1 and ("letter" in kinds or not (kinds <= _MEETING_KINDS or "talk" in kinds)):
            return False
        channels = {telling.contact.channel, other.contact.channel} - {Channel.UNSPECIFIED}
        if len(channels) > 1:
            return False
    return True


def _times_meet(mine: When | None, theirs: When | None) -> bool:
    if mine is None or theirs is None:
        return True
    if None in (mine.earliest, mine.latest, theirs.earliest, theirs.latest):
        return mine.value == theirs.value
    return str(mine.earliest) <= str(theirs.latest) and str(theirs.earliest) <= str(mine.latest)
