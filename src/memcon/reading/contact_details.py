"""Details of a contact that stand around its tellings: who sought it, how long it took, and who was told of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from memcon.knowledge import grammar
from memcon.reading.contact_parts import side
from memcon.reading.modality import modality
from memcon.reading.parties import all_parties, makers
from memcon.reading.syntax import children, objects, prepositional, subjects, with_lemma, words_of
from memcon.record import Informed, Initiator
from memcon.record.vocabulary import ActorKind, InformedWhen, Modality, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast
    from memcon.reading.events import Told
    from memcon.reading.parse import Parsed
    from memcon.reading.parties import Party
    from memcon.reading.telling import Telling
    from memcon.record import Contact, Time


_NEAR = 12
"""Characters before and behind a duration in which the word beside it stands."""


def durations(
    told: Sequence[Told], parsed: Parsed, cast: Cast, anchors: Anchors, lexicon: ContactLexicon
) -> dict[str, list[Time]]:
    """How long contacts took, by event id: durations in hours or minutes that qualify a telling's noun or verb.

    "It lasted an hour", "the talks went on for two" and "the leaders spent two on trade" belong to the contact told
    last before.
    """
    found: dict[str, dict[int, Time]] = {}
    tellings = sorted(
        ((telling, each.event.id) for each in told for telling in each.tellings if telling.contact is not None),
        key=lambda pair: (pair[0].trigger, pair[1]),
    )
    lasting = lexicon.words["lasting"]
    for telling, event_id in tellings:
        trigger, verb = parsed.doc[telling.trigger], parsed.doc[telling.verb]
        owners = [trigger]
        if verb == trigger or verb.lemma_.lower() in lasting | lexicon.words["light"]:
            owners.append(verb)
        owners += [clause for clause in children(trigger, "relcl", "acl") if clause.lemma_.lower() in lasting]
        if trigger.dep_ == "nsubj" and trigger.head.lemma_.lower() in lasting and trigger.head not in owners:
            owners.append(trigger.head)
        for owner in owners:
            for time in _clock_lengths(owner, parsed, anchors):
                found.setdefault(event_id, {}).setdefault(time.span.start, time)
    triggers, measuring = {telling.trigger for telling, _ in tellings}, lasting | lexicon.words["spending"]
    for token in with_lemma(parsed.doc, measuring):
        if token.i in triggers:
            continue
        before = bisect_left(tellings, token.i, key=lambda pair: pair[0].trigger)
        if before and _is_of_last(token, tellings[before - 1][0], cast, lexicon):
            for time in _clock_lengths(token, parsed, anchors):
                found.setdefault(tellings[before - 1][1], {}).setdefault(time.span.start, time)
    return {event_id: [times[start] for start in sorted(times)] for event_id, times in found.items()}


def _is_of_last(verb: Token, last: Telling, cast: Cast, lexicon: ContactLexicon) -> bool:
    """Whether a verb says how long the contact told last took ("it lasted an hour", "both spent an hour on trade")."""
    if verb.lemma_.lower() in lexicon.words["lasting"]:
        return any(child.lower_ in words_of(child).expletive for child in children(verb, "nsubj"))
    spenders = {party.actor for party in makers(verb, cast)}
    return len(spenders) > 1 and spenders <= {party.actor for party in last.parties}


def _clock_lengths(owner: Token, parsed: Parsed, anchors: Anchors) -> Iterator[Time]:
    for time in anchors.durations(owner):
        if time.value and time.value.startswith("PT") and not _measures_distance(time, parsed):
            yield time


def initiator(tellings: Sequence[Telling], parsed: Parsed, cast: Cast, lexicon: ContactLexicon) -> Initiator | None:
    """Who sought a contact: the caller, the subject of "initiated the call", the owner of "at X's request"."""
    participants = {party.actor for telling in tellings for party in telling.parties}
    for telling in tellings:
        found = telling.contact.initiator if telling.contact else None
        for party in [found] if found else _seekers(telling, parsed, cast, lexicon):
            actor = party.actor if found or party.actor in participants else _of_side(party, participants, cast)
            if actor is not None and actor in participants:
                reference = party.reference
                return Initiator(actor, parsed.document.span(reference.start, reference.end))
    return None


def _of_side(party: Party, participants: Set[str], cast: Cast) -> str | None:
    """The one participant of the state that sought a contact: "at Kyiv's initiative", "at the American request"."""
    if cast.actor(party.actor).kind not in (ActorKind.STATE, ActorKind.OFFICE):
        return None
    own = sorted(actor for actor in participants if side(actor, cast) == side(party.actor, cast))
    return own[0] if len(own) == 1 else None


def with_informed(
    contacts: Sequence[Contact], told: Sequence[Told], parsed: Parsed, cast: Cast, lexicon: ContactLexicon
) -> tuple[Contact, ...]:
    """Adds to each contact the third parties that were told of it, before or after."""
    if not contacts:
        return ()
    by_trigger = {
        telling.trigger: number
        for each in told
        for telling in each.tellings
        if telling.contact is not None
        for number, contact in enumerate(contacts)
        if contact.event == each.event.id
    }
    main = next((n for n, contact in enumerate(contacts) if contact.role is Role.MAIN), 0)
    informed: dict[int, dict[tuple[str, InformedWhen], Informed]] = {}
    for token in with_lemma(parsed.doc, lexicon.words["inform"]):
        if token.pos_ != "VERB":
            continue
        for party, moment in _told(token, cast, lexicon):
            number = _about(token, by_trigger, contacts, main, party, cast, lexicon)
            if number is not None:
                span = parsed.document.span(party.reference.start, party.reference.end)
                informed.setdefault(number, {}).setdefault((party.actor, moment), Informed(party.actor, moment, span))
    return tuple(
        replace(contact, informed=tuple(informed.get(number, {}).values())) for number, contact in enumerate(contacts)
    )


def _measures_distance(time: Time, parsed: Parsed) -> bool:
    """Whether a duration measures the distance to something else ("two hours after ...", "an hour before")."""
    words, text = grammar.load(parsed.language), parsed.document.text
    before = text[max(0, time.span.start - _NEAR) : time.span.start].split()
    following = text[time.span.end : time.span.end + _NEAR].split()
    if before and before[-1].lower() in words.extent:
        return False
    return bool(following) and following[0].strip(",.").lower() in words.distance


def _seekers(telling: Telling, parsed: Parsed, cast: Cast, lexicon: ContactLexicon) -> Iterator[Party]:
    trigger, verb = parsed.doc[telling.trigger], parsed.doc[telling.verb]
    words = lexicon.words
    sought = verb != trigger and verb.lemma_.lower() in words["initiate"] and trigger.dep_ in ("dobj", "nsubjpass")
    if sought and modality(verb, lexicon) is Modality.ASSERTED:
        yield from all_parties(subjects(verb), cast)
    for clause in children(trigger, "acl"):
        if clause.lemma_.lower() in words["initiate"]:
            yield from all_parties((noun for agent in children(clause, "agent") for noun in agent.children), cast)
    named = [parsed.doc[party.reference.token] for party in telling.parties if party.reference.token >= 0]
    for owner in {token.i: token for token in (trigger, verb, *named)}.values():
        for noun in prepositional(owner, words_of(owner).instance):
            if noun.lemma_.lower() in words["initiative"]:
                owners = (owner for owner in children(noun, "poss", "compound", "amod") if owner.pos_ != "PRON")
                yield from all_parties(owners, cast)
                yield from all_parties(prepositional(noun, words_of(noun).origin), cast)


def _told(verb: Token, cast: Cast, lexicon: ContactLexicon) -> Iterator[tuple[Party, InformedWhen]]:
    """Whom a verb of informing tells, and when, seen from what it is told of."""
    if modality(verb, lexicon) not in (Modality.ASSERTED, Modality.FUTURE):
        return
    for party in all_parties(objects(verb), cast):
        if cast.actor(party.actor).kind is ActorKind.PERSON:
            yield party, _moment(verb, lexicon)


def _moment(verb: Token, lexicon: ContactLexicon) -> InformedWhen:
    heads = [verb, *objects(verb)]
    near = [child.lower_ for head in heads for child in children(head, "advmod", "prep", "npadvmod", "prt")]
    near += [mark.lower_ for clause in children(verb, "advcl") for mark in children(clause, "mark", "advmod")]
    near += [target.lower_ for prep in children(verb, "prep") for target in children(prep, "pobj")]
    for word in near:
        if word in lexicon.words["before"]:
            return InformedWhen.BEFORE
        if word in lexicon.words["after"]:
            return InformedWhen.AFTER
    return InformedWhen.UNSPECIFIED


def _about(
    verb: Token,
    by_trigger: dict[int, int],
    contacts: Sequence[Contact],
    main: int,
    party: Party,
    cast: Cast,
    lexicon: ContactLexicon,
) -> int | None:
    """Which contact someone was told of: the one told in the same sentence, else the main one if the words say so."""
    candidates = [by_trigger[token.i] for token in verb.sent if token.i in by_trigger]
    about_contact = any(
        token.lemma_.lower() in lexicon.nouns and lexicon.nouns[token.lemma_.lower()].kind != "letter"
        for token in verb.doc[verb.left_edge.i : verb.right_edge.i + 1]
    )
    if not candidates and about_contact:
        candidates = [main]
    for number in candidates:
        if side(party.actor, cast) not in {side(one.actor, cast) for one in contacts[number].participants}:
            return number
    return None
