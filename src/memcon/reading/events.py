"""Events: tellings of the same happening brought together, as new or background, in PLOVER's terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from memcon.knowledge import lexicon as lexicons
from memcon.reading import columns
from memcon.reading.news import News, possible_times
from memcon.reading.sameness import best_time, gather, principal
from memcon.record import Event
from memcon.record.vocabulary import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from memcon.reading.cast import Cast
    from memcon.reading.discourse import Discourse
    from memcon.reading.parse import Parsed
    from memcon.reading.parties import Party
    from memcon.reading.telling import Telling
    from memcon.record import Place, Time


_EVIDENCE = 100
"""Tokens on either side of the trigger that evidence holds at most: a sentence may run on for pages."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event with all its tellings in the order of the text."""

    event: Event
    tellings: tuple[Telling, ...]


def find(
    parsed: Parsed,
    cast: Cast,
    tellings: Sequence[Telling],
    times: Sequence[Time],
    discourse: Discourse,
    language: str,
) -> tuple[Told, ...]:
    """Makes one event of all tellings of one happening, in the order in which the text first tells of them."""
    contexts = lexicons.events(language).contexts
    groups = gather(possible_times(tellings, parsed), parsed, cast)
    news = News.of(parsed, groups, times, discourse)
    return tuple(
        Told(_event(f"e{number}", group, parsed, news, contexts), tuple(group))
        for number, group in enumerate(groups, start=1)
    )


def _event(
    event_id: str,
    group: Sequence[Telling],
    parsed: Parsed,
    news: News,
    contexts: Mapping[str, frozenset[str]],
) -> Event:
    fullest = principal(group)
    sentence = parsed.doc[fullest.trigger].sent
    when = best_time(group)
    words = set(columns.lemmas(parsed.doc)[sentence.start : sentence.end])
    reported = all(telling.attributed_to is not None for telling in group)
    return Event(
        id=event_id,
        type=fullest.type,
        trigger=parsed.cite(fullest.trigger, fullest.trigger),
        evidence=parsed.cite_trimmed(
            max(sentence.start, fullest.trigger - _EVIDENCE), min(sentence.end - 1, fullest.trigger + _EVIDENCE)
        ),
        mode=fullest.mode,
        contexts=tuple(name for name, keys in contexts.items() if words & keys),
        actors=_ids(party for telling in (fullest, *group) for party in telling.actors),
        recipients=_ids(party for telling in (fullest, *group) for party in telling.recipients),
        time=when,
        place=_place(group),
        modality=fullest.modality,
        role=news.role(group, when),
        attributed_to=fullest.attributed_to if reported else None,
    )


def _ids(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.actor for party in parties))


def _place(group: Sequence[Telling]) -> Place | None:
    """Where an event took place; a call or a letter has no place of its own."""
    channels = {telling.contact.channel for telling in group if telling.contact is not None}
    if channels & {Channel.PHONE, Channel.VIDEO, Channel.LETTER}:
        return None
    return next((telling.place for telling in group if telling.place is not None), None)
