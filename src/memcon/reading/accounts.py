"""Accounts: which statements of a report are a side's words about which of its contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.reading.syntax import climb, is_past_perfect, stands_apart
from memcon.record import Account
from memcon.record.vocabulary import ActorKind, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from memcon.reading.cast import Cast
    from memcon.reading.events import Told
    from memcon.reading.parse import Parsed
    from memcon.record import Actor, Contact, Statement

_NOT_THE_STATE = frozenset({"MED", "OPP", "REB"})
"""Sectors of those who have a country but do not speak for its state: media, opposition, rebels."""


def find(
    contacts: Sequence[Contact], told: Sequence[Told], statements: Sequence[Statement], parsed: Parsed, cast: Cast
) -> dict[str, tuple[Account, ...]]:
    """The accounts of each contact, by its id: one a side, with the side's statements about it in order.

    A statement is about the contact that it tells of, or whose clause it hangs from ("the meeting, at which he
    warned ..."), else about the report's main contact, unless it is told as earlier than the story.
    """
    subjects = _subjects(contacts, told, statements, parsed)
    found: dict[str, tuple[Account, ...]] = {}
    for contact in contacts:
        accounts = []
        present = {one.actor for one in contact.participants}
        for side_id in _sides(contact, cast):
            side = cast.actor(side_id)
            said = [
                statement.id
                for statement in statements
                if contact.id in subjects[statement.id]
                and (statement.speaker in present or _is_in_office(statement.speaker, cast))
                and _speaks_for(statement.speaker, side, cast)
            ]
            if said:
                accounts.append(Account(side_id, tuple(said)))
        found[contact.id] = tuple(accounts)
    return found


def _subjects(
    contacts: Sequence[Contact], told: Sequence[Told], statements: Sequence[Statement], parsed: Parsed
) -> dict[str, set[str]]:
    """The ids of the contacts that each statement is about, by statement id."""
    by_event = {contact.event: contact.id for contact in contacts}
    triggers: dict[int, str] = {}
    carried: dict[str, set[str]] = {}
    for each in told:
        contact_id = by_event.get(each.event.id)
        for telling in each.tellings if contact_id else ():
            triggers.setdefault(telling.trigger, str(contact_id))
            triggers.setdefault(telling.verb, str(contact_id))
            if telling.attributed_to:
                carried.setdefault(telling.attributed_to, set()).add(str(contact_id))
    main = next((contact.id for contact in contacts if contact.role is Role.MAIN), None)
    earlier = _earlier(statements, parsed, triggers, main)
    found: dict[str, set[str]] = {}
    for statement in statements:
        hung = _hangs_from(parsed.root_of(statement.cue) if statement.cue else None, triggers)
        about = carried.get(statement.id, set()) | ({hung} if hung else set())
        if not about and main is not None and statement.id not in earlier:
            about = {main}
        found[statement.id] = about
    return found


def _hangs_from(cue: Token | None, triggers: Mapping[int, str]) -> str | None:
    """The contact whose trigger a cue's clause hangs from, if any."""
    if cue is None:
        return None
    return next((triggers[token.i] for token in climb(cue) if token != cue and token.i in triggers), None)


def _earlier(
    statements: Sequence[Statement], parsed: Parsed, triggers: Mapping[int, str], main: str | None
) -> set[str]:
    """The statements set before the story: told in the past perfect, or after such a one by the same speaker.

    The earlier time holds to the end of the paragraph, or until the main contact is told of again.
    """
    found: set[str] = set()
    frame: tuple[int, str | None] | None = None
    frame_start = 0
    for statement in sorted(statements, key=lambda one: one.content[0].start if one.content else 0):
        cue = parsed.root_of(statement.cue) if statement.cue else None
        if cue is None:
            continue
        paragraph = parsed.paragraph_at(cue.idx)
        if stands_apart(cue):
            found.add(statement.id)
        elif any(is_past_perfect(token) for token in _coordinated(cue)):
            frame, frame_start = (paragraph, statement.speaker), cue.i
            found.add(statement.id)
        elif frame == (paragraph, statement.speaker):
            returned = any(triggers.get(index) == main for index in range(frame_start, cue.i))
            if returned:
                frame = None
            else:
                found.add(statement.id)
    return found


def _coordinated(verb: Token) -> list[Token]:
    """A verb and those it is coordinated with before it, which lend it their tense."""
    found = [verb]
    while found[-1].dep_ == "conj" and found[-1].head != found[-1] and len(found) < 5:
        found.append(found[-1].head)
    return found


def _sides(contact: Contact, cast: Cast) -> list[str]:
    """The states of a contact's participants, or those themselves who act for none."""
    found: dict[str, None] = {}
    for one in contact.participants:
        actor = cast.actor(one.actor)
        state = cast.state(actor.country) if actor.country and actor.sector not in _NOT_THE_STATE else None
        found[state.id if state else one.actor] = None
    return list(found)


def _is_in_office(speaker: str | None, cast: Cast) -> bool:
    """Whether a speaker is a body, or a person who holds a post: a former president's words are his own."""
    if speaker is None:
        return False
    actor = cast.actor(speaker)
    return actor.kind is not ActorKind.PERSON or bool(actor.posts)


def _speaks_for(speaker: str | None, side: Actor, cast: Cast) -> bool:
    """Whether a speaker is a side itself, or of its country and not against or outside its state."""
    if speaker is None:
        return False
    actor = cast.actor(speaker)
    return actor.id == side.id or (
        side.country is not None and actor.country == side.country and actor.sector not in _NOT_THE_STATE
    )
