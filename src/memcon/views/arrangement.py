"""A Record arranged for reading: findings by weight, each side's account, the background by date (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from memcon.record import Account, Actor, Claim, Contact, Event, Finding, Record, Statement
from memcon.record.vocabulary import Role, Verdict
from memcon.views.wording import VERDICTS


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding and the claims it is made of; claims that fail by the same words in the same way are one."""

    finding: Finding
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, how deep it is nested in those around it (0 for none), and the events it carries."""

    statement: Statement
    depth: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side's account of a contact: its actor id and what it says, nested statements after outer ones."""

    actor: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A main contact with each side's account."""

    contact: Contact
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline: a contact or an event, and its first possible day (None where unknown)."""

    day: str | None
    what: Contact | Event
    is_main: bool


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A Record in reading order.

    checked is sorted from contradicted to unverifiable; moments by day, undated ones last; reported are main
    events that the report itself asserts and no contact stands for; said are the statements of no account.
    """

    actors: Mapping[str, Actor]
    checked: tuple[Checked, ...]
    told: tuple[Told, ...]
    moments: tuple[Moment, ...]
    reported: tuple[Event, ...]
    said: tuple[Said, ...]

    def name(self, actor: str | None) -> str:
        """The name of an actor id; the id itself where the Record lists no such actor, "" for None."""
        if actor is None:
            return ""
        known = self.actors.get(actor)
        return known.name if known else actor

    def contradicted(self) -> tuple[Checked, ...]:
        """The findings that contradict the report."""
        return tuple(checked for checked in self.checked if checked.finding.verdict is Verdict.CONTRADICTED)


def arrange(record: Record) -> Arrangement:
    """Arranges a Record for reading; nothing is left out but events that a contact already stands for."""
    carried = _carried(record.events)
    mains = tuple(contact for contact in record.contacts if contact.role is Role.MAIN)
    told = tuple(
        Told(contact, tuple(_side(account, record.statements, carried) for account in contact.accounts))
        for contact in mains
    )
    accounted = {said.statement.id for tale in told for side in tale.sides for said in side.said}
    others = [statement for statement in record.statements if statement.id not in accounted]
    said_ids = {statement.id for statement in record.statements}
    stood_for = {contact.event for contact in record.contacts}
    stood_for.update(outcome for contact in mains for outcome in contact.outcomes)
    free = [event for event in record.events if event.id not in stood_for]
    return Arrangement(
        actors={actor.id: actor for actor in record.actors},
        checked=_checked(record),
        told=told,
        moments=_moments(record.contacts, free),
        reported=tuple(event for event in free if event.role is Role.MAIN and event.attributed_to not in said_ids),
        said=_nested(others, carried),
    )


def _checked(record: Record) -> tuple[Checked, ...]:
    """The findings from contradicted to unverifiable, those with the same explanation joined."""
    claims = {claim.id: claim for claim in record.claims}
    alike: dict[tuple[Verdict, str], list[Finding]] = {}
    for finding in sorted(record.findings, key=lambda finding: VERDICTS.index(finding.verdict)):
        alike.setdefault((finding.verdict, finding.explanation), []).append(finding)
    joined = []
    for findings in alike.values():
        evidence = dict.fromkeys(span for finding in findings for span in finding.evidence)
        about = dict.fromkeys(finding.claim for finding in findings if finding.claim in claims)
        whole = replace(findings[0], evidence=tuple(evidence))
        joined.append(Checked(whole, tuple(claims[claim] for claim in about)))
    return tuple(joined)


def _carried(events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """The events each statement carries, by the statement's id."""
    carried: dict[str, tuple[Event, ...]] = {}
    for event in events:
        if event.attributed_to is not None:
            carried[event.attributed_to] = (*carried.get(event.attributed_to, ()), event)
    return carried


def _side(account: Account, statements: tuple[Statement, ...], carried: Mapping[str, tuple[Event, ...]]) -> Side:
    """The statements of an account and everything nested in them."""
    wanted = set(account.statements)
    for statement in statements:  # an outer statement stands before its inner ones, so one pass finds every depth
        if statement.within in wanted:
            wanted.add(statement.id)
    return Side(account.side, _nested([statement for statement in statements if statement.id in wanted], carried))


def _nested(statements: Iterable[Statement], carried: Mapping[str, tuple[Event, ...]]) -> tuple[Said, ...]:
    """Statements as an indented list: each after the one that holds it, in the order of the text."""
    listed = list(statements)
    here = {statement.id for statement in listed}
    inner: dict[str | None, list[Statement]] = {}
    for statement in listed:
        inner.setdefault(statement.within if statement.within in here else None, []).append(statement)
    ordered: list[Said] = []
    waiting = [(statement, 0) for statement in reversed(inner.get(None, []))]
    seen: set[str] = set()
    while waiting:
        statement, depth = waiting.pop()
        if statement.id in seen:
            continue
        seen.add(statement.id)
        ordered.append(Said(statement, depth, carried.get(statement.id, ())))
        waiting.extend((within, depth + 1) for within in reversed(inner.get(statement.id, [])))
    lost = (statement for statement in listed if statement.id not in seen)  # each within the other, as JSON may say
    return (*ordered, *(Said(statement, 0, carried.get(statement.id, ())) for statement in lost))


def _moments(contacts: Iterable[Contact], events: Iterable[Event]) -> tuple[Moment, ...]:
    """Every contact and every event of the background, by its first possible day; undated ones last."""
    background = [event for event in events if event.role is Role.BACKGROUND]
    happened: tuple[Contact | Event, ...] = (*contacts, *background)
    moments = [Moment(_day(what), what, what.role is Role.MAIN) for what in happened]
    return tuple(sorted(moments, key=lambda moment: (moment.day is None, moment.day or "")))


def _day(what: Contact | Event) -> str | None:
    """The first day that something may have happened on, else the last."""
    return (what.time.earliest or what.time.latest) if what.time else None
