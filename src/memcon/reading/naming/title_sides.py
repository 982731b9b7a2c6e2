"""What stands to either side of a title: rank, standing, country, body and determiner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.knowledge.gazetteer import NameForm
from memcon.knowledge.titles import TitleWords
from memcon.reading.naming import title_names
from memcon.reading.naming.scan import Named, Worded, without_prefix
from memcon.reading.naming.titles import Standing, Surroundings, TitlePhrase
from memcon.reading.naming.words import COMPOUND, POSSESSIVE, Words
from memcon.record.vocabulary import ActorKind

_REACH = 12
"""How many words before a title are searched for its country."""
_LOOSE = 3
"""How many words that the lexicon does not know may stand between a title and its country."""
_MODIFIERS = ("rank", "former", "then", "elect", "other", "vague")


def find(worded: Sequence[Worded], around: Surroundings) -> list[TitlePhrase]:
    """Reads every title of a text with what stands before and after it."""
    found: list[TitlePhrase] = []
    past = -1
    for phrase in worded:
        if phrase.first <= past or not phrase.titles or phrase.first in around.person_tokens:
            continue
        if phrase.last in around.office_ends and around.office_ends[phrase.last].first <= phrase.first:
            continue
        title = title_names.beside(_after(_before(phrase, past, around), around), around)
        if title is not None:
            found.append(title)
            past = max(title.last, title.name[1] if title.name and title.adjoining else -1)
    return found


def _before(phrase: Worded, past: int, around: Surroundings) -> TitlePhrase:
    """Reads rank, standing, country, body and determiner to the left of a title."""
    words, lexicon = around.words, around.lexicon
    title = TitlePhrase(
        phrase.first,
        phrase.last,
        phrase.first if lexicon.members("grammar.head_first") else phrase.last,
        tuple(kind for kind, _ in phrase.titles),
        words.said(phrase.first, phrase.last),
        plural=all(plural for _, plural in phrase.titles),
        definite=bool(lexicon.members("grammar.no_articles")),
        countries=tuple(dict.fromkeys(kind.seat for kind, _ in phrase.titles if kind.seat)),
    )
    if without_prefix(words.raw[phrase.first], lexicon) != words.raw[phrase.first]:
        title = replace(title, standing=Standing.FORMER)
    at, loose = phrase.first - 1, 0
    owning = lexicon.members("visit.owning")
    nearest = max(past, phrase.first - _REACH, 0 if past < 0 else past + 1)
    while at >= nearest and words.sentence[at] == words.sentence[phrase.first]:
        word = words.lower[at]
        if at in around.office_ends or at in around.ends:
            changed = _country_before(title, at, around, is_loose=loose > 0)
            if changed is None:
                break
            title, at = changed, changed.first - 1
        elif word in lexicon.members("modifiers.articles"):
            definite = word in lexicon.members("grammar.definite")
            return replace(title, definite=definite, vague=title.vague or not definite)
        elif word in around.owners:
            return replace(title, owner=at, definite=True)
        elif word in {"'s", "'"} and (at - 1 in around.person_ends or _is_owner(at - 1, around, owning)):
            return replace(title, owner=at - 1, definite=True)
        else:
            title, loose = _modified(title, at, around), loose + _is_loose(words, lexicon, at)
            if loose > _LOOSE:
                break
            at -= 1
    return title


def _is_owner(at: int, around: Surroundings, owning: frozenset[str]) -> bool:
    """Whether a noun before a possessive ending owns a title: "the hosts' president", "the North's leader"."""
    named = at in around.ends or at in around.office_ends
    return at >= 0 and not named and around.words.pos[at] in {"NOUN", "PROPN"} and around.words.lower[at] not in owning


def _country_before(title: TitlePhrase, at: int, around: Surroundings, *, is_loose: bool) -> TitlePhrase | None:
    """The title with the body or country whose name ends at a token; None where that has no part in the title.

    Where countries stand behind their titles, only adjectives of them stand before: "в Дакаре президент Того".
    """
    words = around.words
    office = around.office_ends.get(at)
    if office is not None:
        if title.office or title.countries:
            return None
        countries = (office.country,) if office.country else ()
        return replace(title, first=office.first, office=office.id, countries=countries)
    name = around.ends[at]
    if title.countries or title.body or name.of(ActorKind.PERSON):
        return None
    behind = around.lexicon.members("grammar.genitive") | around.lexicon.members("grammar.adjective_after")
    if behind and not name.has(NameForm.DEMONYM):
        return None
    top = words.top(name.first, name.last)
    if is_loose and not (words.head[top] > at and words.dep[top] in COMPOUND | POSSESSIVE):
        return None
    changed = _owned_by(title, name, around.lexicon)
    if changed is None:
        return None
    title = replace(changed, first=name.first, definite=changed.definite or words.lower[at + 1] == "'s")
    joined = around.ends.get(name.first - 2) if title.plural and name.first > 1 else None
    listing = {","} | around.lexicon.members("grammar.and")
    if joined is not None and words.lower[name.first - 1] in listing and joined.country and title.countries:
        title = replace(title, first=joined.first, countries=(joined.country, *title.countries))
    return title


def _modified(title: TitlePhrase, at: int, around: Surroundings) -> TitlePhrase:
    """The title with what a word before it says: rank, standing, or that no certain holder is meant."""
    lexicon, word = around.lexicon, around.words.lower[at]
    if word in lexicon.members("modifiers.vague") and not (
        word in lexicon.members("modifiers.rank") and at + 1 < title.first
    ):
        return replace(title, vague=True)
    if word in lexicon.members("modifiers.rank"):
        return replace(title, first=at, deputy=True, wording=around.words.said(at, title.head))
    for standing in (Standing.FORMER, Standing.THEN, Standing.ELECT):
        if word in lexicon.members(f"modifiers.{standing.value}"):
            return replace(title, first=at, standing=standing)
    return title


def _is_loose(words: Words, lexicon: TitleWords, at: int) -> int:
    """How much a word before a title loosens its tie to what stands further left; more than _LOOSE breaks it.

    Where a title's head comes first no noun before it is part of it: "в последний раз президенты".
    """
    word = words.lower[at]
    if word in {"'s", "'", "-"} or any(word in lexicon.members(f"modifiers.{key}") for key in _MODIFIERS):
        return 0
    if words.pos[at] in {"NOUN", "PROPN"} and lexicon.members("grammar.head_first"):
        return _LOOSE + 1
    return 1 if words.pos[at] in {"ADJ", "ADV", "NUM", "NOUN", "PROPN"} else _LOOSE + 1


def _owned_by(title: TitlePhrase, name: Named, lexicon: TitleWords) -> TitlePhrase | None:
    """The title with the country or body of a name before or after it; None where that name can own no title."""
    if name.country and (name.has(NameForm.DEMONYM) or name.has(NameForm.NAME)):
        return replace(title, countries=(name.country,))
    bodies = name.of(ActorKind.ORGANISATION, ActorKind.GROUP)
    if bodies and bodies[0].country and bodies[0].name in lexicon.members("modifiers.state_bodies"):
        return replace(title, countries=(bodies[0].country,))
    if bodies:
        return replace(title, body=bodies[0])
    if name.country and name.has(NameForm.CAPITAL):
        return replace(title, countries=(name.country,))
    states = {state.country for state in name.of(ActorKind.STATE) if state.country}
    if states and not title.plural:
        return replace(title, countries=tuple(sorted(states)))
    return None


def _after(title: TitlePhrase, around: Surroundings) -> TitlePhrase:
    """Reads "of France", "of the European Council", "for the Kremlin" to the right of a title."""
    words, lexicon = around.words, around.lexicon
    title = _suffixed(_beside(title, around), around)
    at, size = title.last + 1, len(words)
    if at + 1 >= size or words.lower[at] not in lexicon.members("modifiers.linking"):
        return title
    at += 1
    if words.lower[at] in lexicon.members("modifiers.articles") and at + 1 < size:
        at += 1
    if at in around.office_starts and not title.countries:
        office = around.office_starts[at]
        return replace(title, last=office.last, office=office.id, countries=(office.country,) if office.country else ())
    name = around.starts.get(at)
    if name is None and words.pos[at] == "PROPN" and words.text[at][:1].isupper():
        return replace(title, definite=False)
    if name is None or name.of(ActorKind.PERSON):
        return title
    if title.countries and not title.plural:
        return replace(title, last=name.last) if name.last + 1 in around.person_starts else title
    changed = _owned_by(title, name, lexicon)
    if changed is None or (name.has(NameForm.DEMONYM) and not name.has(NameForm.NAME)):
        return title
    title = replace(changed, last=name.last)
    listing = {","} | lexicon.members("grammar.and") | lexicon.members("modifiers.articles")
    while title.plural and title.countries and title.last + 2 < size:
        following = title.last + 1
        while following < size and words.lower[following] in listing:
            following += 1
        more = around.starts.get(following)
        if following == title.last + 1 or more is None or not more.country or not more.has(NameForm.NAME):
            break
        title = replace(title, last=more.last, countries=(*title.countries, more.country))
    return title


def _suffixed(title: TitlePhrase, around: Surroundings) -> TitlePhrase:
    """Reads what a hyphen joins to a title to say that it is not held yet: "ambassador-designate"."""
    words, after = around.words, title.last + 1
    joined = words.text[after : after + 1] == ["-"] and words.end[title.last] == words.start[after]
    if joined and around.lexicon.members("modifiers.suffix").intersection(words.lower[after + 1 : after + 2]):
        return replace(title, last=after + 1, standing=Standing.ELECT)
    return title


def _beside(title: TitlePhrase, around: Surroundings) -> TitlePhrase:
    """Reads a country's adjective inside or behind a title, or its name in the genitive right behind it.

    "ministre russe des affaires étrangères", "président russe"; "президент Франции", "глава МИД Турции".
    """
    lexicon = around.lexicon
    after, genitive = lexicon.members("grammar.adjective_after"), lexicon.members("grammar.genitive")
    listing = {","} | lexicon.members("grammar.and")
    if not (after or genitive) or title.countries or title.body or title.office:
        return title
    at = title.first + 1 if after else title.last
    limit = title.last + 1
    while at <= limit:
        office, name = around.office_starts.get(at), around.starts.get(at)
        if office is not None and at == title.last and office.last > at and office.country:
            title = replace(title, last=office.last, countries=(office.country,))
        elif office is not None and genitive and at > title.last:
            countries = (office.country,) if office.country else ()
            return replace(title, last=office.last, office=office.id, countries=countries)
        elif name is None or name.of(ActorKind.PERSON) or not _follows(name, adjective=bool(after)):
            at += 1
            continue
        else:
            owned = _owned_by(title, name, lexicon)
            if owned is None:
                return title
            both = (*title.countries, *owned.countries)
            title = replace(owned, last=max(title.last, name.last), countries=both)
        joined = around.words.lower[title.last + 1 : title.last + 2]
        if not title.plural or not joined or joined[0] not in listing:
            return title
        at = limit = title.last + 2
    return title


def _follows(name: Named, *, adjective: bool) -> bool:
    """Whether a name can stand behind a title: an adjective of a country, or a country or body in the genitive."""
    demonym = name.has(NameForm.DEMONYM)
    return demonym if adjective else not demonym and not name.has(NameForm.CAPITAL)
