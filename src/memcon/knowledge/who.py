"""Answers "who was French president then", "who is Lavrov" and "who led France" from the gazetteer."""

import re
from dataclasses import dataclass
from typing import Final

from memcon.errors import KnowledgeError
from memcon.knowledge import titles
from memcon.knowledge.gazetteer import Entity, Gazetteer, NameForm, Tenure
from memcon.record.vocabulary import ActorKind

LEADING: Final = ("head_of_state", "head_of_government", "leader", "foreign_minister", "defence_minister")
"""The roles shown when only a country is asked for."""

_LINK_WORDS: Final = frozenset(
    ("of", "the", "for", "a", "an", "in", "de", "du", "des", "la", "le", "les", "d", "l", "'s", "s", "'")
)
_WORD: Final = re.compile(r"[^\W_]+(?:[.\-][^\W_]+)*\.?|'s?")
_MAX_QUERY: Final = 200
_FEW: Final = 5
"""How many holders of a title without a country or body are an answer; more need to be told whose."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Someone or something asked for, with the tenures that answer the question by start.

    doubt says in one sentence why the answer may be out of date for the day asked about; None where nothing does.
    """

    entity: Entity
    tenures: tuple[Tenure, ...]
    doubt: str | None = None


def who(
    gazetteer: Gazetteer, query: str | None, country: str | None, at: str | None, language: str = "en"
) -> tuple[Answer, ...]:
    """The answers to a question about people and offices; empty where the gazetteer knows none.

    query is a person's or body's name or family name, or an office with its country or body ("French president",
    "foreign minister of Japan", "UN Secretary-General"); without it, country's leading offices are answered.
    country (alpha-3) narrows a query. at is an ISO date of any precision; without it, offices are answered as last
    known and people with all their tenures. A state, a body or a seat of power is followed by those who lead it.
    """
    if query is None or not query.strip():
        return _of_country(gazetteer, country, at) if country else ()
    words = query[:_MAX_QUERY]
    named = _by_name(gazetteer, words, country, at, language)
    if named:
        return (*named, *(who for answer in named for who in _leading(gazetteer, answer.entity, at)))
    return _by_office(gazetteer, words, country, at, language)


def is_title(query: str, language: str = "en") -> bool:
    """Whether words are a title alone, which many may hold: "prime minister"."""
    return bool(_titles(tuple(_WORD.findall(query[:_MAX_QUERY])), language))


def _of_country(gazetteer: Gazetteer, country: str, at: str | None) -> tuple[Answer, ...]:
    held = [t for role in LEADING for t in gazetteer.holders(role, country, at=at or gazetteer.verified)]
    return _by_holder(gazetteer, held, at)


def _leading(gazetteer: Gazetteer, entity: Entity, at: str | None) -> tuple[Answer, ...]:
    """Who leads a state, a body or a seat of power at a day, or as last known."""
    when = at or gazetteer.verified
    held: list[Tenure] = []
    if entity.kind is ActorKind.STATE and entity.country:
        return _of_country(gazetteer, entity.country, at)
    if entity.kind in (ActorKind.ORGANISATION, ActorKind.GROUP):
        held = list(gazetteer.holders("head_of_organisation", organisation=entity.id, at=when))
    if entity.kind is ActorKind.OFFICE and entity.country:
        slug = entity.id.rpartition(f"{entity.country}-")[2]
        roles = {role for body in titles.load("en").offices.values() if body.slug == slug for role in body.roles}
        held = [t for role in LEADING if role in roles for t in gazetteer.holders(role, entity.country, at=when)]
    return _by_holder(gazetteer, held, at)


def _by_name(
    gazetteer: Gazetteer, query: str, country: str | None, at: str | None, language: str
) -> tuple[Answer, ...]:
    found = {e.id: e for e, name in gazetteer.named(query, language) if name.form is not NameForm.DEMONYM}
    if not found:
        found = {e.id: e for e in gazetteer.family_named(query)}
    answers = []
    for entity in found.values():
        if country and entity.country != country:
            continue
        held = gazetteer.tenures_of(entity.id, at)
        if entity.kind is ActorKind.PERSON and at and not held and len(found) > 1:
            continue
        answers.append(Answer(entity, held, _doubt(gazetteer, held, at)))
    return tuple(sorted(answers, key=lambda a: max((t.end or "9999" for t in a.tenures), default=""), reverse=True))


def _by_office(
    gazetteer: Gazetteer, query: str, country: str | None, at: str | None, language: str
) -> tuple[Answer, ...]:
    tokens = tuple(_WORD.findall(query.replace("’", "'")))
    for length in range(len(tokens), 0, -1):
        for start in range(len(tokens) - length + 1):
            kinds = _titles(tokens[start : start + length], language)
            if not kinds:
                continue
            rest = [t for t in (*tokens[:start], *tokens[start + length :]) if t.lower() not in _LINK_WORDS]
            place, body = _whose(gazetteer, " ".join(rest), country, language)
            if place or body:
                return _holders(gazetteer, kinds, place, body, at)
            if not rest:
                return _sole(gazetteer, kinds, " ".join(tokens[start : start + length]), at)
    return ()


def _sole(gazetteer: Gazetteer, kinds: tuple[titles.Title, ...], words: str, at: str | None) -> tuple[Answer, ...]:
    """The holders of a title whose country need not be told, for few have it: "pope", "secretary of state"."""
    when = at or gazetteer.verified
    held = {
        (t.holder, t.country, t.title): t
        for kind in kinds
        for role in kind.roles
        for t in gazetteer.holders(role, at=when)
        if t.country in kind.countries or f" {words.lower()} " in f" {t.title.lower()} "
    }
    found = tuple(held.values())
    return _by_holder(gazetteer, found, at) if len({t.holder for t in found}) <= _FEW else ()


def _titles(tokens: tuple[str, ...], language: str) -> tuple[titles.Title, ...]:
    """The titles that these words are, whether written with spaces or hyphens."""
    try:
        known = titles.load(language).titles
    except KnowledgeError:
        return ()
    plain = tuple(word for token in tokens for word in token.lower().rstrip(".").split("-"))
    return tuple(title for title, _ in known.get(plain, ()))


def _whose(gazetteer: Gazetteer, words: str, country: str | None, language: str) -> tuple[str | None, str | None]:
    """(country code, organisation id) that words name; the country given where there are none."""
    if not words:
        return country, None
    named = [e for e, _ in gazetteer.named(words, language)]
    place = next((e.country for e in named if e.kind is ActorKind.STATE and e.country), None)
    body = next((e.id for e in named if e.kind in (ActorKind.ORGANISATION, ActorKind.GROUP)), None)
    return place, body


def _holders(
    gazetteer: Gazetteer, kinds: tuple[titles.Title, ...], place: str | None, body: str | None, at: str | None
) -> tuple[Answer, ...]:
    when = at or gazetteer.verified
    for kind in kinds:
        if kind.countries and place not in kind.countries:
            continue
        roles = titles.leading().roles(place) if "leading" in kind.roles else kind.roles
        of = kind.of.get(body, body) if body and not place else None
        for role in ("head_of_organisation",) if of else roles:
            held = gazetteer.holders(role, place, of, when)
            if held:
                return _by_holder(gazetteer, held, at)
            if at is None and (ever := gazetteer.holders(role, place, of)):
                return _last(gazetteer, ever)
    return ()


def _last(gazetteer: Gazetteer, ever: tuple[Tenure, ...]) -> tuple[Answer, ...]:
    """Who held an office last that nobody is known to hold."""
    tenure = max(ever, key=lambda each: each.end or "")
    entity = gazetteer.entity(tenure.holder)
    return (Answer(entity, (tenure,), "The last holder known; who came after is not."),) if entity else ()


def _by_holder(gazetteer: Gazetteer, held: list[Tenure] | tuple[Tenure, ...], at: str | None) -> tuple[Answer, ...]:
    of: dict[str, list[Tenure]] = {}
    for tenure in held:
        of.setdefault(tenure.holder, []).append(tenure)
    answers = []
    for holder, tenures in of.items():
        entity = gazetteer.entity(holder)
        if entity is not None:
            answers.append(Answer(entity, tuple(tenures), _doubt(gazetteer, tenures, at)))
    return tuple(answers)


def _doubt(gazetteer: Gazetteer, held: list[Tenure] | tuple[Tenure, ...], at: str | None) -> str | None:
    """Why tenures may not hold at a day: it lies after the holder was last seen in office."""
    going_on = [t.seen for t in held if t.end is None and t.seen]  # a user's own tenures have not been seen
    if not going_on:
        return None
    seen = min(going_on)
    if at is None or at[: len(seen)] > seen:
        return f"Last seen in office {seen}; the gazetteer was verified up to {gazetteer.verified}."
    return None
