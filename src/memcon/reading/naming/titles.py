"""Titles in their phrases: whose country or body, former or present, and the name that stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import Enum

from memcon.knowledge.gazetteer import Entity, NameForm
from memcon.knowledge.titles import Title, TitleWords
from memcon.reading.naming.scan import Named, Worded, without_prefix
from memcon.reading.naming.words import APPOSITION, COMPOUND, POSSESSIVE, SUBJECT, Words
from memcon.record.vocabulary import ActorKind

_REACH = 12
"""How many words before a title are searched for its country."""
_LOOSE = 3
"""How many words that the lexicon does not know may stand between a title and its country."""
_LIKE_NAMES = frozenset({"ORG", "GPE", "LOC", "FAC", "WORK_OF_ART", "PRODUCT"})
"""What the parser may mistake a person's name for."""
_WEAK = frozenset({"head-of-organisation", "military", "legislator", "leader", "secretary"})
"""Titles that are also common words: a name after one must be known for a name, or a country stand before it."""
_MODIFIERS = ("rank", "former", "then", "elect", "other", "vague")


class Standing(Enum):
    """Whether the office is held as the text speaks."""

    CURRENT = "current"
    FORMER = "former"
    THEN = "then"
    ELECT = "elect"


@dataclass(frozen=True, slots=True)
class Office:
    """A body found in the text: tokens first..last, the id and country of the actor it is; bare without a country."""

    first: int
    last: int
    id: str
    country: str | None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title as the text gives it, tokens first..last without determiner.

    wording is the title itself with its rank ("Deputy Foreign Minister"). countries are alpha-3, several for plurals
    and where states share the adjective ("Congolese"); body is an organisation; office the id of a body that it serves
    (spokespeople). vague is true of "a president" and "the last president". owner is the token of a possessive pronoun
    or name before it; name the tokens of the name beside it, adjoining true where no comma parts them; behind the
    tokens of a country after the name.
    """

    first: int
    last: int
    head: int
    titles: tuple[Title, ...]
    wording: str
    plural: bool = False
    deputy: bool = False
    countries: tuple[str, ...] = ()
    body: Entity | None = None
    office: str | None = None
    standing: Standing = Standing.CURRENT
    definite: bool = False
    vague: bool = False
    owner: int | None = None
    name: tuple[int, int] | None = None
    adjoining: bool = False
    behind: tuple[int, int] | None = None

    @property
    def country(self) -> str | None:
        """The one country it names, if it names one alone."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def kinds(self) -> tuple[Title, ...]:
        """The kinds of title it may be: those of its country alone where there are such."""
        own = tuple(title for title in self.titles if self.country in title.countries)
        return own or tuple(title for title in self.titles if not title.countries or self.country is None)

    @property
    def roles(self) -> tuple[str, ...]:
        """The gazetteer's roles it may stand for, in order of preference."""
        if self.deputy:
            return ()
        roles = tuple(dict.fromkeys(role for kind in self.kinds for role in kind.roles))
        of_body = "head_of_organisation"
        if self.body is not None:
            return (of_body,) if of_body in roles else ()
        return tuple(role for role in roles if role != of_body) or roles


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else is known of the text when titles are read, by the token where each thing starts or ends."""

    words: Words
    lexicon: TitleWords
    ends: Mapping[int, Named]
    starts: Mapping[int, Named]
    person_starts: Mapping[int, int]
    person_ends: Mapping[int, int]
    person_tokens: Set[int] = frozenset()
    title_starts: Mapping[int, int] = field(default_factory=dict)
    office_starts: Mapping[int, Office] = field(default_factory=dict)
    office_ends: Mapping[int, Office] = field(default_factory=dict)

    @property
    def owners(self) -> frozenset[str]:
        """The pronouns that may own an office: his, her, their, its."""
        lists = ("male", "female", "either", "plural", "neuter")
        return frozenset().union(*(self.lexicon.members(f"pronouns.{key}") for key in lists))


def find(worded: Sequence[Worded], around: Surroundings) -> list[TitlePhrase]:
    """Reads every title of a text with what stands before and after it."""
    found: list[TitlePhrase] = []
    past = -1
    for phrase in worded:
        if phrase.first <= past or not phrase.titles or phrase.first in around.person_tokens:
            continue
        if phrase.last in around.office_ends and around.office_ends[phrase.last].first <= phrase.first:
            continue
        title = _name(_after(_before(phrase, past, around), around), around)
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
        elif word in {"'s", "'"} and at - 1 in around.person_ends:
            return replace(title, owner=at - 1, definite=True)
        else:
            title, loose = _modified(title, at, around), loose + _is_loose(words, lexicon, at)
            if loose > _LOOSE:
                break
            at -= 1
    return title


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
    changed = _owned_by(title, name)
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


def _owned_by(title: TitlePhrase, name: Named) -> TitlePhrase | None:
    """The title with the country or body of a name before or after it; None where that name can own no title."""
    if name.country and (name.has(NameForm.DEMONYM) or name.has(NameForm.NAME)):
        return replace(title, countries=(name.country,))
    bodies = name.of(ActorKind.ORGANISATION, ActorKind.GROUP)
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
    title = _beside(title, around)
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
    if name is None or name.of(ActorKind.PERSON):
        return title
    if title.countries and not title.plural:
        return replace(title, last=name.last) if name.last + 1 in around.person_starts else title
    changed = _owned_by(title, name)
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
            owned = _owned_by(title, name)
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


def _name(title: TitlePhrase, around: Surroundings) -> TitlePhrase | None:
    """Finds the name a title belongs to: after it, after a comma, or before a comma; "of" a country may follow it."""
    words = around.words
    after = title.last + 1
    if after >= len(words):
        return title
    span = _span_at(after, around, title.first)
    if span is not None and not _is_name(span, title, around):
        span = None
    if (span and title.head == title.last) or (span and title.last > title.head):
        title = replace(title, name=span, adjoining=True)
        if not title.countries and not title.body:
            title = _country_after_name(title, span[1], around)
        return title
    if (
        words.lower[after] == ","
        and (span := _span_at(_past_article(after + 1, around), around, title.first))
        and words.sentence[after] == words.sentence[title.last]
    ):
        end = span[1] + 1
        closed = end >= len(words) or words.pos[end] == "PUNCT" or words.text[end] == "'s"
        top = words.top(*span)
        beside = words.dep[top] in APPOSITION and title.first <= words.head[top] <= title.last
        if closed and (beside or _is_same_subject(title, top, end, around)):
            return replace(title, name=span)
    return _name_before(title, around)


def _is_same_subject(title: TitlePhrase, name: int, end: int, around: Surroundings) -> bool:
    """Whether a title and the name between commas behind it are given to one verb as two subjects: it has but one.

    What "and" goes on from behind the second comma is a list.
    """
    words = around.words
    top = words.top(title.first, title.last)
    if words.dep[name] not in SUBJECT or words.dep[top] != words.dep[name] or words.head[top] != words.head[name]:
        return False
    goes_on = end + 1 < len(words) and words.lower[end + 1] in around.lexicon.members("grammar.and")
    return words.lower[end : end + 1] == [","] and not goes_on


def _past_article(token: int, around: Surroundings) -> int:
    """The token itself, or the title behind the article that it is: "le ministre, le général Berg"."""
    words = around.words
    article = token < len(words) and words.lower[token] in around.lexicon.members("modifiers.articles")
    return token + 1 if article and token + 1 in around.title_starts else token


def _span_at(token: int, around: Surroundings, title: int) -> tuple[int, int] | None:
    """The name that starts at a token: one already found, else a run of capitalised proper nouns.

    title is where the title begins: what the parser holds for another kind of thing from there on is no name.
    """
    words = around.words
    if token < len(words) and words.lower[token] in around.lexicon.members("modifiers.courtesy"):
        token += 1
        if token < len(words) and words.lower[token] in around.lexicon.members("modifiers.courtesy"):
            token += 1
    token = around.title_starts.get(token, token - 1) + 1
    if token in around.person_starts:
        return token, around.person_starts[token]
    last = token
    while last < len(words) and last - token < 5 and words.sentence[last] == words.sentence[token]:
        if last in around.person_starts:
            last = around.person_starts[last] + 1
            break
        if last in around.starts or not _continues_name(token, last, around):
            break
        last += 1
    if last == token or not words.text[last - 1][:1].isupper():
        return None
    entity = words.entity(token)
    if entity is not None and entity[2] != "PERSON" and (entity[0] <= title or entity[2] not in _LIKE_NAMES):
        return None
    return token, last - 1


def _is_name(span: tuple[int, int], title: TitlePhrase, around: Surroundings) -> bool:
    """Whether a name after a title is known for one, or the title is enough to make it one."""
    words = around.words
    following = span[1] + 1
    if following in around.title_starts and words.head[span[1]] >= following and words.text[following][:1].islower():
        return False
    if any(token in around.person_tokens for token in range(span[0], span[1] + 1)):
        return True
    weak = all(kind.id in _WEAK for kind in title.titles)
    return not title.plural and (not weak or bool(title.countries))


def _continues_name(first: int, token: int, around: Surroundings) -> bool:
    """Whether a token may belong to a name that starts at first: a capitalised proper noun, a hyphen, a particle."""
    words = around.words
    if words.text[token][:1].isupper():
        return words.pos[token] == "PROPN"
    if words.text[token] == "-":
        return token > first
    is_particle = words.lower[token] in around.lexicon.members("modifiers.particles")
    return is_particle and token + 1 < len(words) and words.text[token + 1][:1].isupper()


def _country_after_name(title: TitlePhrase, last: int, around: Surroundings) -> TitlePhrase:
    """ "Prime Minister Fumio Kishida of Japan": the country behind the name."""
    words = around.words
    at = last + 1
    if at + 2 < len(words) and words.lower[at] in around.lexicon.members("modifiers.linking"):
        article = words.lower[at + 1] in around.lexicon.members("modifiers.articles")
        name = around.starts.get(at + 2 if article else at + 1)
        if name and name.country and name.has(NameForm.NAME) and words.lower[at] == "of":
            return replace(title, countries=(name.country,), behind=(at, name.last))
    return title


def _name_before(title: TitlePhrase, around: Surroundings) -> TitlePhrase:
    """ "Sergei Lavrov, the Russian foreign minister,": the name before a comma."""
    words = around.words
    at = title.first - 1
    while at >= 0 and (
        words.lower[at] in around.lexicon.members("modifiers.articles")
        or words.dep[at] in {"poss", "case", "det"}
        or words.pos[at] == "ADJ"
        or (title.plural and words.pos[at] == "NUM")
    ):
        at -= 1
    if at < 1 or words.lower[at] != "," or at - 1 not in around.person_ends:
        return title
    after = title.last + 1
    closed = (
        after >= len(words)
        or words.pos[after] in {"PUNCT", "CCONJ", "ADP", "AUX", "VERB"}
        or words.lower[after] == "who"
    )
    span = (around.person_ends[at - 1], at - 1)
    head = words.top(title.first, title.last)
    if title.plural and (listed := _first_listed(span, around)) != span:
        return replace(title, name=listed)
    if (words.dep[head] in APPOSITION and span[0] <= words.head[head] <= span[1]) or (
        closed and words.pos[after : after + 1] == ["PUNCT"] and not title.plural
    ):
        return replace(title, name=span)
    return title


def _first_listed(span: tuple[int, int], around: Surroundings) -> tuple[int, int]:
    """The first name of the list that a name ends: "Arno Berg and Ida Lund, former presidents of X"."""
    joins = {","} | around.lexicon.members("grammar.and")
    for _ in range(_REACH):
        before = span[0] - 2
        if before not in around.person_ends or around.words.lower[before + 1] not in joins:
            break
        span = (around.person_ends[before], before)
    return span


def belonging(first: int, last: int, around: Surroundings) -> TitlePhrase | None:
    """The country beside a bare name, as a title without words: "China's Wang Yi", "Hun Manet of Cambodia"."""
    words = around.words
    before = around.ends.get(first - 1)
    if before is None and first > 1 and words.lower[first - 1] == "'s":
        before = around.ends.get(first - 2)
    if before is not None and before.country and words.sentence[before.first] == words.sentence[first]:
        owns = words.lower[first - 1] == "'s" or before.has(NameForm.DEMONYM)
        if owns and not before.of(ActorKind.PERSON):
            return TitlePhrase(before.first, before.last, before.last, (), "", countries=(before.country,))
    after = around.starts.get(last + 2)
    if (
        after is not None
        and words.lower[last + 1] in around.lexicon.members("modifiers.linking")
        and after.country
        and after.has(NameForm.NAME)
    ):
        return TitlePhrase(after.first, after.last, after.last, (), "", countries=(after.country,))
    return None
