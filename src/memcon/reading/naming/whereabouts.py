"""Places that a text names without their name: "the Tajik capital", "the city", "the country", "there"."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from memcon.knowledge import places as cities
from memcon.knowledge.gazetteer import Gazetteer, NameForm
from memcon.knowledge.titles import TitleWords
from memcon.reading.cast import Location, Reference
from memcon.reading.naming.powers import Powers
from memcon.reading.naming.roster import Roster
from memcon.reading.naming.titles import Surroundings
from memcon.reading.naming.words import OBJECT, Words
from memcon.record import Document
from memcon.record.vocabulary import ActorKind, RemovedReason

_PLACES = frozenset({"GPE", "LOC", "FAC"})
"""What the parser calls places, which are noted as such."""
_FAR = 4
"""How many sentences back a country is sought that is only called "the country"."""
_NEAR = 12
"""How many places and references before a word are looked at."""
_REACH = 60
"""How many words of a sentence before a word are looked at."""


def _start(named: Location | Reference) -> int:
    return named.start


def home(document: Document, powers: Powers) -> Location | None:
    """The place in the dateline that intake took off the head of a text, if it had one of a known country."""
    exact = next((each.exact for each in document.removed if each.reason is RemovedReason.DATELINE), "")
    pieces = [piece.strip() for piece in exact.partition("(")[0].rstrip(" -–—:.\n").split(",")]
    for piece in reversed(pieces):
        country = powers.country_named(piece) or powers.country_named(piece.title())
        if country is not None:
            return Location(0, 0, pieces[0].title() if pieces[0].isupper() else pieces[0], country)
    return None


class Whereabouts:
    """Notes the places of one document that are told by what they are, or taken up from the place named last."""

    def __init__(self, around: Surroundings, powers: Powers, roster: Roster) -> None:
        self.around = around
        self.words: Words = around.words
        self.lexicon: TitleWords = around.lexicon
        self.gazetteer: Gazetteer = roster.gazetteer
        self.powers = powers
        self.roster = roster
        self._places: list[Location] = []

    def note_cities(self) -> None:
        """Notes capitalised words behind a preposition of place that the parser takes for no place, if they are cities.

        A name that a person bears too, or a piece of a longer name, is left alone.
        """
        words, known = self.words, cities.load()
        behind = self.lexicon.members("metonymy.place") | self.lexicon.members("places.towards")
        for token, dep in enumerate(words.dep):
            if dep != "pobj" or words.pos[token] != "PROPN":
                continue
            entity = words.entity(token)
            if entity is not None and (entity[:2] != (token, token) or entity[2] in _PLACES):
                continue
            if words.lower[words.head[token]] not in behind or words.head[token] != token - 1:
                continue
            country = known.get(words.text[token].casefold())
            if country and not self.gazetteer.family_named(words.text[token]):
                self.roster.place(token, token, country)

    def note_capitals(self) -> None:
        """Notes "the Tajik capital" and "the capital of Tajikistan" as the city that it is."""
        words, ends, starts = self.words, self.around.ends, self.around.starts
        capitals = self.lexicon.members("places.capital")
        articles, being = self.lexicon.members("modifiers.articles"), self.lexicon.members("places.being")
        for token, word in enumerate(words.lower):
            if word not in capitals or not self._is_whole(token) or words.lower[words.head[token]] in being:
                continue
            first, country = token, None
            owned = words.lower[token - 1] in {"'s", "'"} if token else False
            name = ends.get(token - 2 if owned else token - 1)
            if name is not None and (owned or name.has(NameForm.DEMONYM)):
                first, country = name.first, name.country
            elif words.lower[token + 1 : token + 2] and words.lower[token + 1] in self.lexicon.members("places.of"):
                at = (
                    token + 3
                    if words.lower[token + 2 : token + 3] and words.lower[token + 2] in articles
                    else token + 2
                )
                name = starts.get(at)
                country = name.country if name is not None and name.has(NameForm.NAME) else None
            if country is None:
                continue
            if not self.roster.free(first, token):
                first = token
            self.roster.place(first, token, country, name=self._capital(country))

    def note_parts(self) -> None:
        """Notes "the Turkish region struck by it" and "the Kenyan town" as places of the country, where one goes or is.

        One with a name ("the Turkish city of Izmir") is noted by that.
        """
        words, ends = self.words, self.around.ends
        nouns, verbs = self.lexicon.members("places.part"), self.lexicon.members("metonymy.place_verbs")
        for token, word in enumerate(words.lower):
            name = ends.get(token - 1) if word in nouns else None
            if name is None or name.country is None or not name.has(NameForm.DEMONYM) or not self._is_whole(token):
                continue
            goes = words.dep[token] in OBJECT and words.lemma[words.head[token]] in verbs
            if (goes or self._is_where(token)) and not self._is_named(token):
                self.roster.place(name.first, token, name.country)

    def _is_named(self, token: int) -> bool:
        """Whether "of" and a name stand behind a noun."""
        words = self.words
        of = words.lower[token + 1 : token + 2]
        return bool(of) and of[0] in self.lexicon.members("places.of") and words.pos[token + 2 : token + 3] == ["PROPN"]

    def take_up(self, dateline: Location | None) -> None:
        """Notes "there", "the city" and "the country" as the place named last, where that is near and clear.

        dateline is the place that intake took off the head of the text, for what is named too far back.
        """
        words, lexicon = self.words, self.lexicon
        self._places = sorted(self.roster.places, key=_start)
        there, kinds = lexicon.members("places.there"), dict[str, str]()
        for key in ("capital", "city", "country"):
            kinds.update(dict.fromkeys(lexicon.members(f"places.{key}"), key))
        for token, word in enumerate(words.lower):
            place: Location | None = None
            if word in there and words.dep[token] != "expl":
                place = self._last(token, 1)
                name = place.name if place is not None else ""
            elif word in kinds and self._takes_up(token):
                far = 1 if kinds[word] == "city" else _FAR
                place = self._last(token, far, None if kinds[word] == "country" else dateline, apart=True)
                name = self._named(place, kinds[word]) if place is not None else ""
            if place is not None and self.roster.place(token, token, place.country, name=name):
                insort(self._places, self.roster.places[-1], key=_start)

    def _takes_up(self, token: int) -> bool:
        """Whether "the city" or "the same country" stands where one goes or something happens."""
        words = self.words
        opener = token - 1
        if opener >= 0 and words.lower[opener] in self.lexicon.members("places.same"):
            opener -= 1
        if opener < 0 or words.lower[opener] not in self.lexicon.members("places.taking_up"):
            return False
        belonging = self.lexicon.members("places.of") or self.lexicon.members("modifiers.linking")
        if belonging.intersection(words.lower[token + 1 : token + 2]):
            return False
        if not self._is_whole(token):
            return False
        if words.dep[token] in OBJECT:
            return words.lemma[words.head[token]] in self.lexicon.members("metonymy.place_verbs")
        return self._is_where(token)

    def _is_where(self, token: int) -> bool:
        """Whether a noun stands behind a preposition of place."""
        behind = self.lexicon.members("metonymy.place") | self.lexicon.members("places.towards")
        return self.words.dep[token] == "pobj" and self.words.lower[self.words.head[token]] in behind

    def _is_whole(self, token: int) -> bool:
        """Whether a noun heads its phrase: "the capital", not "the capital markets"."""
        words = self.words
        following = token + 1 < len(words) and words.pos[token + 1] in {"NOUN", "PROPN"}
        return not (words.dep[token] in {"compound", "nmod"} and words.head[token] > token) and not following

    def _last(self, token: int, reach: int, else_: Location | None = None, *, apart: bool = False) -> Location | None:
        """The place or country named last before a token, at most so many sentences back; else_ where there is none.

        None where what is named last is where someone comes from, or its sentence names places of several countries.
        apart leaves out the countries of which the token's own sentence speaks before it: no Indian "visits the
        country" that is India.
        """
        words = self.words
        own = self._countries_before(token) if apart else set[str | None]()
        places = [
            place
            for place in self._named_before(token)
            if words.sentence[token] - words.sentence[words.covering(place.start)] <= reach
            and place.country not in own
            and (place.country is not None or not apart)
        ]
        if not places:
            return else_
        best = max(places, key=lambda place: place.start)
        at = words.covering(best.start)
        beside = {
            place.country for place in places if words.sentence[words.covering(place.start)] == words.sentence[at]
        }
        above = words.head[words.covering(best.end - 1)]
        leaving = words.lower[above] in self.lexicon.members("places.away")
        return None if leaving or (apart and len(beside) > 1) else best

    def _countries_before(self, token: int) -> set[str | None]:
        """The countries whose people or states, not places, the sentence of a token names before it."""
        words, found = self.words, set[str | None]()
        for at in range(token - 1, max(-1, token - _REACH), -1):
            if words.sentence[at] != words.sentence[token]:
                break
            name = self.around.ends.get(at)
            if name is not None and (name.has(NameForm.DEMONYM) or words.dep[at] != "pobj"):
                found.add(name.country)
        return found

    def _named_before(self, token: int) -> Iterator[Location]:
        """The places before a token, and the states behind a preposition near it."""
        words, references = self.words, self.roster.references
        start = words.start[token]
        index = bisect_left(self._places, start, key=_start)
        yield from self._places[max(0, index - _NEAR) : index]
        index = bisect_left(references, start, key=_start)
        for reference in references[max(0, index - _NEAR) : index]:
            known = self.roster.known.get(reference.actors[0])
            if known is None or known.kind is not ActorKind.STATE or len(reference.actors) != 1:
                continue
            if self._is_where(reference.token):
                yield Location(reference.start, reference.end, known.name, known.country)

    def _named(self, place: Location, kind: str) -> str:
        """What a place is called that takes up another: the country's own name, its capital's, or the same."""
        if place.country is not None and kind == "country":
            state = self.gazetteer.state(place.country)
            return state.name if state else place.name
        if place.country is not None and kind == "capital":
            return self._capital(place.country) or place.name
        return place.name

    def _capital(self, country: str) -> str | None:
        """The English name of a country's capital."""
        state = self.gazetteer.state(country)
        names: Iterable[str] = (
            each.text
            for each in (state.names if state else ())
            if each.form is NameForm.CAPITAL and each.language == "en"
        )
        return next(iter(names), None)
