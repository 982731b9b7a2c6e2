"""Where names of the gazetteer and words of the title lexicon stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from memcon.knowledge import declension, demonyms
from memcon.knowledge.gazetteer import Entity, Gazetteer, NameForm
from memcon.knowledge.titles import Body, Title, TitleWords
from memcon.reading.naming.words import APPOSITION, Words
from memcon.record.vocabulary import ActorKind

_WORD = re.compile(r"[^\s'-]+|[^\s]+")
_DESCRIBING = frozenset({"ADJ", "NOUN"})
"""Words in small letters that may name a country's people or what is theirs: "français", "украинский"."""
_Candidates = tuple[tuple[Entity, NameForm], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The tokens first..last that are a name of the gazetteer, with all it may name."""

    first: int
    last: int
    candidates: tuple[tuple[Entity, NameForm], ...]

    def of(self, *kinds: ActorKind) -> tuple[Entity, ...]:
        """The candidates of those kinds, each once."""
        return tuple({entity.id: entity for entity, _ in self.candidates if entity.kind in kinds}.values())

    def has(self, form: NameForm) -> bool:
        """Whether it may be a name of that form."""
        return any(other == form for _, other in self.candidates)

    @property
    def country(self) -> str | None:
        """The country of the states it may name, where that is one alone."""
        countries = {entity.country for entity, _ in self.candidates if entity.kind is ActorKind.STATE}
        return next(iter(countries)) if len(countries) == 1 else None


@dataclass(frozen=True, slots=True)
class Worded:
    """The tokens first..last that are a phrase of the title lexicon."""

    first: int
    last: int
    titles: tuple[tuple[Title, bool], ...]
    office: Body | None
    group: Body | None


@dataclass(frozen=True, eq=False, slots=True)
class _Same:
    """A gazetteer as a cache's key: by identity, for its tables cannot be hashed."""

    gazetteer: Gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.gazetteer is self.gazetteer


@lru_cache(maxsize=8)
def _automaton(same: _Same, language: str) -> tuple[AhoCorasick, tuple[tuple[tuple[str, NameForm], ...], ...]]:
    """Builds the matcher of a gazetteer's names in one language, once; with each pattern, the ids it may name."""
    found: dict[str, dict[tuple[str, NameForm], None]] = {}
    for surface, entity_id, form in same.gazetteer.names(language):
        if len(surface) > 1:
            found.setdefault(surface.replace("’", "'"), {})[entity_id, form] = None
    for country, surfaces in demonyms.load(language).items():
        state = same.gazetteer.state(country)
        if state is not None:
            for surface in surfaces:
                found.setdefault(surface, {})[state.id, NameForm.DEMONYM] = None
    matcher = AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest)
    return matcher, tuple(tuple(named) for named in found.values())


@lru_cache(maxsize=8)
def _vocabulary(same: _Same, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Every name of one language that is a word alone, and every word of its names."""
    surfaces = {surface for surface, _, _ in same.gazetteer.names(language)}
    surfaces.update(surface for each in demonyms.load(language).values() for surface in each)
    return frozenset(surfaces), frozenset(word for surface in surfaces for word in _WORD.findall(surface))


@dataclass(frozen=True, slots=True)
class _Written:
    """A text as its names are looked for, with the offsets of each token in it."""

    text: str
    start: list[int]
    end: list[int]


def _written(words: Words, same: _Same, language: str) -> list[_Written]:
    """The text itself, and where a language declines names the text with every word in a form that names have."""
    plain = _Written(words.plain, words.start, words.end)
    declined = declension.load(language)
    if not declined.endings:
        return [plain]
    alone, known = _vocabulary(same, language)
    pieces: list[str] = []
    start, end, length, at = [], [], 0, 0
    for token, text in enumerate(words.text):
        gap = words.plain[at : words.start[token]]
        at = words.end[token]
        form = text
        if text[:1].isupper() and text not in alone:
            forms = (*declined.nominatives(text), words.base[token], words.lower[token])
            whole = (each for each in forms if each in alone)
            form = next(whole, None) or next((each for each in forms if each in known), text)
        elif words.pos[token] in _DESCRIBING and text not in known:
            form = next((each for each in (words.lower[token], *declined.nominatives(text)) if each in known), text)
        pieces += (gap, form)
        length += len(gap)
        start.append(length)
        length += len(form)
        end.append(length)
    return [plain, _Written("".join([*pieces, words.plain[at:]]), start, end)]


@lru_cache(maxsize=4096)
def _candidates(same: _Same, language: str, pattern: int) -> _Candidates:
    """The entities that one pattern may name."""
    named = _automaton(same, language)[1][pattern]
    known = ((same.gazetteer.entity(entity_id), form) for entity_id, form in named)
    return _sovereign(tuple((entity, form) for entity, form in known if entity is not None), same.gazetteer)


def _sovereign(candidates: _Candidates, gazetteer: Gazetteer) -> _Candidates:
    """Where several states bear a name ("French"), territories without a head of their own give way."""
    states = {entity.id: entity for entity, _ in candidates if entity.kind is ActorKind.STATE}
    if len(states) < 2:
        return candidates
    headed = {
        entity.id
        for entity in states.values()
        if any(gazetteer.holders(role, country=entity.country) for role in ("head_of_state", "head_of_government"))
    }
    return (
        tuple(pair for pair in candidates if pair[0].id not in states or pair[0].id in headed) if headed else candidates
    )


def names(words: Words, gazetteer: Gazetteer, language: str, articles: frozenset[str]) -> list[Named]:
    """Every whole-word name of the gazetteer, leftmost and longest, case as written, without its article."""
    same = _Same(gazetteer)
    found = [
        name for text in _written(words, same, language) for name in _names_in(text, words, same, language, articles)
    ]
    kept: list[Named] = []
    for name in sorted(found, key=lambda name: (name.first, -name.last)):
        if not kept or name.first > kept[-1].last:
            kept.append(name)
    return kept


def _names_in(written: _Written, words: Words, same: _Same, language: str, articles: frozenset[str]) -> Iterator[Named]:
    """The names in one writing of a text."""
    matcher, _ = _automaton(same, language)
    plain, starts = written.text, dict(zip(written.start, range(len(words)), strict=True))
    for pattern, start, end in matcher.find_matches_as_indexes(plain):
        if (start and plain[start - 1].isalnum()) or (end < len(plain) and plain[end].isalnum()):
            continue
        first = starts.get(start)
        if first is None:
            continue
        last = max(first, bisect_right(written.start, end - 1) - 1)
        if words.lower[first] in articles and last > first:
            first += 1
        candidates = _candidates(same, language, pattern)
        if written.end[last] - end <= 2 and not _inside_place(words, first, last, candidates):
            yield Named(first, last, candidates)


def settled(named: Iterable[Named]) -> list[Named]:
    """The names, each that several states share ("Congolese") left to the one of them that the text names otherwise."""
    found = list(named)
    told = {name.country for name in found if name.country}
    for at, name in enumerate(found):
        states = {entity.country for entity in name.of(ActorKind.STATE)}
        if len(states) > 1 and len(near := states & told) == 1:
            kept = (pair for pair in name.candidates if pair[0].kind is not ActorKind.STATE or pair[0].country in near)
            found[at] = Named(name.first, name.last, tuple(kept))
    return found


def _inside_place(words: Words, first: int, last: int, candidates: _Candidates) -> bool:
    """Whether a state's or city's name is but a part of another place's by the parser: "New Jersey", "Gulf of Oman"."""
    entity = words.entity(first)
    if entity is None or entity[2] not in {"GPE", "LOC", "FAC"} or (entity[0] >= first and entity[1] <= last):
        return False
    if any(form is NameForm.DEMONYM or item.kind is not ActorKind.STATE for item, form in candidates):
        return False
    rest = [at for at in range(entity[0], entity[1] + 1) if not first <= at <= last and words.lower[at] != "the"]
    named = (at for at in rest if words.pos[at] != "NOUN")
    return any(words.text[at][:1].isupper() for at in named) and "," not in words.text[entity[0] : entity[1] + 1]


def listing(lexicon: TitleWords) -> frozenset[str]:
    """What may stand between two names of one list."""
    joins = lexicon.members("grammar.and")
    return frozenset({",", "&"}) | joins | {f", {word}" for word in joins}


def phrases(words: Words, lexicon: TitleWords) -> list[Worded]:
    """Every phrase of the title lexicon, leftmost and longest."""
    found: list[Worded] = []
    openers = lexicon.openers
    until = 0
    for first, word in enumerate(words.lower):
        word = without_prefix(word, lexicon)
        if word not in openers or first < until:
            continue
        for length in openers[word]:
            phrase = _phrase(words, lexicon, first, length, word)
            if phrase is not None:
                if words.pos[phrase.last] in {"NOUN", "PROPN", "ADJ"}:
                    found.append(phrase)
                    until = phrase.last + 1
                break
    return found


def without_prefix(word: str, lexicon: TitleWords) -> str:
    """A word without the prefix by which an office is a former one: "ex-président", "экс-президент"."""
    for prefix in lexicon.members("grammar.prefixes"):
        if word.startswith(prefix):
            return word.removeprefix(prefix)
    return word


def _phrase(words: Words, lexicon: TitleWords, first: int, length: int, opener: str) -> Worded | None:
    """The phrase of so many words that starts at a token, if the lexicon holds it.

    Where a language says so, an adjective may stand behind its first word ("ministre russe des affaires étrangères").
    """
    lower, raw = words.lower, words.raw
    last = first + length - 1
    runs = [(last, (opener, *lower[first + 1 : last + 1]), (opener, *raw[first + 1 : last + 1]))]
    if length > 1 and lexicon.members("grammar.adjective_after") and words.pos[first + 1 : first + 2] == ["ADJ"]:
        skipped = (opener, *lower[first + 2 : first + 1 + length])
        runs.append((first + length, skipped, skipped))
    for last, *forms in runs:
        for phrase in forms:
            if len(phrase) < length:
                continue
            titles = lexicon.titles.get(phrase, ())
            office, group = lexicon.offices.get(phrase), lexicon.groups.get(phrase)
            if titles or office or group:
                if lexicon.members("grammar.lemmas") and words.plural[first]:
                    titles = tuple((title, True) for title, _ in titles)
                return Worded(first, last, titles, office, group)
    return None


def people(
    words: Words, named: Iterable[Named], worded: Iterable[Worded], lexicon: TitleWords
) -> list[tuple[int, int, tuple[Entity, ...]]]:
    """The spans of persons' full names: those of the gazetteer, then what the parser calls a person.

    Each is (first, last, who the gazetteer knows by it).
    """
    taken: set[int] = set()
    spans: list[tuple[int, int, tuple[Entity, ...]]] = []
    for name in named:
        entity = words.entity(name.first)
        in_person = entity is not None and entity[2] == "PERSON" and name.first == name.last and entity[1] > entity[0]
        persons = () if in_person else name.of(ActorKind.PERSON)
        if persons:
            spans.append((name.first, name.last, persons))
        if persons or not in_person:
            taken.update(range(name.first, name.last + 1))
    for phrase in worded:
        if phrase.titles and not _ends_person(words, phrase, taken):
            taken.update(range(phrase.first, phrase.last + 1))
    for span in _apposed(words, lexicon):
        if not taken.intersection(range(span[0], span[1] + 1)):
            spans.append((*span, ()))
            taken.update(range(span[0], span[1] + 1))
    media = lexicon.members("media.names")
    for first, last, label in words.entities:
        if label == "PERSON":
            first, last = _trimmed(words, first, last, taken, lexicon)
            if first <= last and words.text[first] not in media and words.said(first, last) not in media:
                spans.append((first, last, ()))
                taken.update(range(first, last + 1))
    return sorted(spans, key=lambda span: span[0])


def _apposed(words: Words, lexicon: TitleWords) -> Iterator[tuple[int, int]]:
    """Names the parser did not see that are a person's by what follows: "Mats Olin, a senior official", "who said"."""
    human, who = lexicon.members("pronouns.human"), lexicon.members("pronouns.who")
    for token, dep in enumerate(words.dep):
        last = words.head[token]
        if words.lower[token] in who and words.dep[last] == "relcl":
            last = words.head[last]
        elif dep not in APPOSITION or (words.lemma[token] not in human and (words.lower[token],) not in lexicon.titles):
            continue
        if last >= token or words.within[last] >= 0:
            continue
        first = last
        while first > 0 and last - first < 4 and words.pos[first - 1] == "PROPN" and words.within[first - 1] < 0:
            first -= 1
        if first < last and words.pos[last] == "PROPN" and words.text[first][:1].isupper():
            yield first, last


def _ends_person(words: Words, phrase: Worded, taken: set[int]) -> bool:
    """Whether a title's words are the end of a person's name by the parser ("Larry King")."""
    entity = words.entity(phrase.first)
    return (
        entity is not None
        and entity[2] == "PERSON"
        and entity[0] < phrase.first
        and phrase.last <= entity[1]
        and phrase.first - 1 not in taken
        and words.text[phrase.first][:1].isupper()
    )


def _trimmed(words: Words, first: int, last: int, taken: set[int], lexicon: TitleWords) -> tuple[int, int]:
    """A person of the parser without titles and possessives, and with the rest of a name that it cut off.

    The last is before the first where nothing is left.
    """
    courtesy, particles = lexicon.members("modifiers.courtesy"), lexicon.members("modifiers.particles")
    while first <= last and (first in taken or words.lower[first] in courtesy or not words.text[first][:1].isupper()):
        first += 1
    for token in range(first, last + 1):
        if (
            token in taken
            or words.text[token] == "'s"
            or (not words.text[token][:1].isalpha() and words.text[token] != "-")
        ):
            last = token - 1
            break
    while first <= last and last + 1 < len(words) and last - first < 6:
        following, capital = last + 1, words.text[last + 1][:1].isupper()
        if following in taken or (not words.text[last][-1:].isalnum() and words.text[last] != "-"):
            break
        hyphen = "-" in (words.text[last], words.text[following]) and words.end[last] == words.start[following]
        joined = (
            hyphen
            or words.lower[last] in particles
            or (words.dep[last] == "compound" and words.head[last] == following)
        )
        joined = joined or words.sentence[last] != words.sentence[following]
        opens = words.lower[following] in particles and words.text[following + 1 : following + 2] != []
        if (
            not hyphen
            and not (capital and joined and words.pos[following] == "PROPN")
            and not (opens and (words.text[following + 1][:1].isupper() or words.lower[following + 1] in particles))
        ):
            break
        last = following
    while last >= first and not words.text[last][:1].isupper() and words.text[last - 1 : last] != ["-"]:
        last -= 1
    return first, last
