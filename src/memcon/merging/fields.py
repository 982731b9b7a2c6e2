"""What many reports say of one contact, field by field: every version, who gives it, and the one that is shown.

The rule is the same for every field. A version that says more precisely what others say vaguely is preferred to them;
then one that an official statement gives; then the one with the most sources, carriers of one text counted once; then
the one first published; and last the order of letters, so that the same reports always show the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from memcon.merging.windows import window
from memcon.record import Field, Party, Sighting, Version
from memcon.record.vocabulary import Channel, ContactStatus, Modality

_RULE = "more precise, then official, then most sources, then first published"
_STATUS_RULE = "what came of it (called off or denied only where no report has it held), then most sources"
_PARTIES_RULE = "persons before their states, from all reports together"
_LIST_RULE = "from all reports together, most sources first"

_STATUS_ORDER = (
    ContactStatus.HELD.value,
    ContactStatus.CANCELLED.value,
    ContactStatus.DENIED.value,
    ContactStatus.PLANNED.value,
    Modality.ASSERTED.value,
    Modality.NEGATED.value,
    Modality.FUTURE.value,
    Modality.HYPOTHETICAL.value,
)


def fields(sightings: Sequence[Sighting]) -> tuple[Field, ...]:
    """The fields of the contact that all these sightings are of, in the order that Merged names."""
    if len(sightings) == 1:
        return _of_one(sightings[0])
    return (
        _field("kind", sightings, lambda s: s.kind, lambda s: 0 if s.kind == Channel.UNSPECIFIED.value else 1),
        _status(sightings),
        _field("time", sightings, _time, lambda s: -window(s).days),
        _field("place", sightings, lambda s: s.place, lambda s: 0),
        _field("initiator", sightings, lambda s: s.initiator, lambda s: 0),
        _field("duration", sightings, lambda s: s.duration, lambda s: 0),
        _parties(sightings),
        _topics(sightings),
    )


def _field(
    name: str,
    sightings: Sequence[Sighting],
    value: Callable[[Sighting], str | None],
    precision: Callable[[Sighting], int],
) -> Field:
    """One field by the common rule; precision grows with how much a version says."""
    by_value = _by_value(sightings, value)
    if not by_value:
        return Field(name, None, _RULE, ())
    versions = _versions(by_value, lambda one: (-max(map(precision, by_value[one])), *_rank(by_value[one]), one))
    return Field(name, versions[0].value, _RULE, versions)


def _of_one(it: Sighting) -> tuple[Field, ...]:
    """The fields of a contact of which one report tells: what the rules give, without weighing anything."""
    by = (it.key,)

    def field(name: str, value: str | None, rule: str = _RULE) -> Field:
        return Field(name, value, rule, () if value is None else (Version(value, by, 1),))

    actors, parties = _actors(it), {party.actor: party for party in it.parties}
    topics = tuple(Version(one, by, 1) for one in sorted(set(it.topics)))
    return (
        field("kind", it.kind),
        field("status", it.status, _STATUS_RULE),
        field("time", _time(it)),
        field("place", it.place),
        field("initiator", it.initiator),
        field("duration", it.duration),
        Field("parties", _shown(parties.values()), _PARTIES_RULE, () if actors is None else (Version(actors, by, 1),)),
        Field("topics", "; ".join(one.value for one in topics) or None, _LIST_RULE, topics),
    )


def _by_value(sightings: Iterable[Sighting], value: Callable[[Sighting], str | None]) -> Mapping[str, list[Sighting]]:
    found: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        said = value(sighting)
        if said is not None:
            found.setdefault(said, []).append(sighting)
    return found


def _rank(sightings: Sequence[Sighting]) -> tuple[bool, int, str]:
    """Official first, then the most sources, then the first published."""
    return (
        not any(one.is_official for one in sightings),
        -len({one.source for one in sightings}),
        min(one.published or "9999" for one in sightings),
    )


def _versions(by_value: Mapping[str, list[Sighting]], order: Callable[[str], tuple[Any, ...]]) -> tuple[Version, ...]:
    """Every value with the sightings that give it, in order."""
    ranked = sorted(by_value, key=order) if len(by_value) > 1 else by_value
    return tuple(_version(one, by_value[one]) for one in ranked)


def _version(value: str, sightings: Sequence[Sighting]) -> Version:
    if len(sightings) == 1:
        return Version(value, (sightings[0].key,), 1)
    return Version(value, tuple(sorted(one.key for one in sightings)), len({one.source for one in sightings}))


def _time(sighting: Sighting) -> str | None:
    """A day, or the first and the last with a slash between (ISO 8601), ".." where one is open."""
    if sighting.earliest is None and sighting.latest is None:
        return None
    if sighting.earliest == sighting.latest:
        return sighting.earliest
    return f"{sighting.earliest or '..'}/{sighting.latest or '..'}"


def _status(sightings: Sequence[Sighting]) -> Field:
    by_value = _by_value(sightings, lambda s: s.status)
    order = {status: number for number, status in enumerate(_STATUS_ORDER)}
    versions = _versions(by_value, lambda one: (order.get(one, len(order)), *_rank(by_value[one])))
    return Field("status", versions[0].value, _STATUS_RULE, versions)


def _parties(sightings: Sequence[Sighting]) -> Field:
    """Everyone whom a report names; a state only where no report names a person of it."""
    known = {party.actor: party for sighting in sightings for party in sighting.parties}
    by_value = _by_value(sightings, _actors)
    versions = _versions(by_value, lambda one: (*_rank(by_value[one]), one))
    return Field("parties", _shown(known.values()), _PARTIES_RULE, versions)


def _shown(parties: Collection[Party]) -> str | None:
    """The parties that are shown, each of which stands here once."""
    peopled = {party.country for party in parties if party.is_person}
    return " ".join(sorted(one.actor for one in parties if one.is_person or one.country not in peopled)) or None


def _actors(sighting: Sighting) -> str | None:
    return " ".join(sorted({party.actor for party in sighting.parties})) or None


def _topics(sightings: Sequence[Sighting]) -> Field:
    by_topic: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        for topic in sighting.topics:
            by_topic.setdefault(topic, []).append(sighting)
    versions = _versions(by_topic, lambda one: (-len({s.source for s in by_topic[one]}), *_rank(by_topic[one]), one))
    return Field("topics", "; ".join(one.value for one in versions) or None, _LIST_RULE, versions)
