"""Whom plural groups mean: "the two leaders", "both sides", "the pair"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from memcon.reading.naming.context import Context
from memcon.reading.naming.words import OBJECT, POSSESSIVE, SUBJECT
from memcon.record.vocabulary import ActorKind, MentionForm

_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}
_ROWS = 8
"""How many sentences back another row of as many persons makes a group unclear."""
_LEADING = frozenset({"head_of_state", "head_of_government", "leader", "leading"})


class Groups:
    """Resolves the plural groups of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.words = context.words
        self.lexicon = context.lexicon
        self.determiners = context.lexicon.members("plural.determiners")
        self.either = context.lexicon.members("plural.either")
        self.counts = {
            word: number for key, number in _NUMBERS.items() for word in self.lexicon.members(f"grammar.{key}")
        }
        self.former, self.latter = self.lexicon.members("pairs.former"), self.lexicon.members("pairs.latter")
        self.both = self.lexicon.members("plural.alone")
        self.same = self.lexicon.members("plural.same")

    def resolve(self, token: int) -> None:
        """Refers from a group that a word such as "two", "both" or "pair" opens to its members, if they are clear."""
        words, roster = self.words, self.context.roster
        word = words.lower[token]
        definite = self.lexicon.members("grammar.definite")
        definite |= self.lexicon.members("plural.all") if word in self.counts else frozenset()
        before = token - 2 if token > 1 and words.lower[token - 1] in self.same else token - 1
        the = before >= 0 and words.lower[before] in definite
        bare = words.raw[token] in self.either and bool(self.lexicon.members("grammar.no_articles"))
        if not roster.free(token, token) or not (the or bare or word in self.both):
            return
        number = self.counts.get(word, 2)
        if word in self.either or bare:
            ids = self._apart(self.members(token, frozenset(), number))
            ids = () if self._is_rivalled(token, ids) else ids
            roster.refer(ids, token, token, MentionForm.DESCRIPTION)
            return
        if words.lower[token + 1 : token + 2] and words.lower[token + 1] in self.lexicon.members("plural.partitive"):
            return
        if words.dep[token] in SUBJECT | OBJECT | POSSESSIVE | {"pobj"} or self._is_before_adverb(token):
            nearer = words.dep[token] not in SUBJECT and self._states_nearer(token, number)
            ids = self.states(token, number) if nearer else self._apart(self.members(token, frozenset(), number))
            roster.refer(ids, token, token, MentionForm.DESCRIPTION)
            return
        noun = self._noun(token)
        if noun is not None and roster.free(token, noun):
            listed = self.context.listed(noun + 2) if words.text[noun + 1 : noun + 2] == [","] else ()
            ids = listed if len(listed) == number else self._meant(token, noun, number)
            roster.refer(ids, token, noun, MentionForm.DESCRIPTION, noun)

    def _is_before_adverb(self, token: int) -> bool:
        """Whether a number stands alone before an adverb that parsers take for its noun ("the two last met")."""
        words, after = self.words, token + 1
        if after + 1 >= len(words) or words.head[token] != after or words.dep[after] not in SUBJECT:
            return False
        return words.pos[after] not in {"NOUN", "PROPN"} and words.head[after] == after + 1

    def _apart(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The members of a group that only a number tells; three and more must all stand for different sides."""
        return ids if len(ids) < 3 or len({self.context.side(actor) for actor in ids}) == len(ids) else ()

    def _is_rivalled(self, token: int, ids: tuple[str, ...]) -> bool:
        """Whether a sentence before a token names as many persons as a group of three or more has, but others.

        Then it may be either row: "the four leaders" of today or those of the summit before. Not so where the text took
        up that very group since.
        """
        if len(ids) < 3:
            return False
        people = self.context.people.by_id
        for references in self.context.by_sentence(token, _ROWS):
            if any(set(reference.actors) == set(ids) for reference in references):
                return False
            row = {actor for reference in references for actor in reference.actors if actor in people}
            if len(row) == len(ids) and row != set(ids):
                return True
        return False

    def resolve_of_two(self, token: int, *, first: bool) -> None:
        """Refers from "the former" or "the latter" to the first or last of two persons just named together.

        Those are two in a row right before it, else the only two of its sentence or of the one before.
        """
        context, words = self.context, self.words
        following = words.pos[token + 1 : token + 2]
        definite = token > 0 and words.lower[token - 1] in self.lexicon.members("grammar.definite")
        if not definite or (following and following[0] in {"NOUN", "PROPN", "ADJ", "NUM"}):
            return
        near = next(context.by_sentence(token, 1), [])[::-1]
        singles = [each for each in near if context.person(each) is not None]
        row = context.listed(words.covering(singles[-2].start)) if len(singles) > 1 else ()
        pair = tuple(dict.fromkeys(actor for each in singles for actor in each.actors))
        pair = row[:2] if len(row) == 2 else pair
        if len(pair) == 2:
            context.roster.refer(pair[:1] if first else pair[1:], token, token, MentionForm.DESCRIPTION)

    def _states_nearer(self, token: int, number: int) -> bool:
        """Whether a sentence named as many states as are meant and then no person ("in the interest of both")."""
        context, found = self.context, set[str]()
        for reference in next(context.by_sentence(token, 0), []):
            if context.kind(reference) is not ActorKind.STATE:
                return False
            found.update(reference.actors)
            if len(found) >= number:
                return True
        return False

    def _noun(self, token: int) -> int | None:
        """The noun that a determiner belongs to, at most three words on."""
        words = self.words
        for at in range(token + 1, min(token + 4, len(words))):
            if words.pos[at] not in {"ADJ", "NOUN", "PROPN", "PUNCT"}:
                return None
            if words.pos[at] == "NOUN" and (at + 1 >= len(words) or words.pos[at + 1] not in {"NOUN", "PROPN"}):
                return at
        return None

    def _meant(self, token: int, noun: int, number: int) -> tuple[str, ...]:
        words, lexicon = self.words, self.lexicon
        word, pair = words.lower[noun], " ".join(words.lower[noun - 1 : noun + 1])
        persons = lexicon.members("plural.persons")
        if word in persons or pair in persons:
            phrases = (tuple(words.lower[noun - 1 : noun + 1]), (word,))
            titles = next((lexicon.titles[phrase] for phrase in phrases if phrase in lexicon.titles), ())
            roles = frozenset(role for title, _ in titles for role in title.roles)
            kinds = frozenset(title.id for title, _ in titles if not title.generic)
            ids = self.members(token, roles, number, kinds=kinds)
            return () if self._is_rivalled(token, ids) else ids
        if word in self.either:
            return self.members(token, frozenset(), number) or self.states(token, number)
        return self.states(token, number) if word in lexicon.members("plural.states") else ()

    def members(
        self,
        token: int,
        roles: frozenset[str],
        number: int,
        *,
        counted: bool = True,
        kinds: frozenset[str] = frozenset(),
    ) -> tuple[str, ...]:
        """The persons a plural group means: the nearest who hold such offices, if just so many were spoken of.

        kinds are the ids of the titles: whom the text gives other offices only is not meant.
        Where the text counts them ("the two leaders"), those of more persons who are spoken of most will do.
        """
        if "leading" in roles:
            roles = _LEADING
        context, words = self.context, self.words
        found: list[str] = []
        sentence = words.sentence[token]
        for reference in context.before(token):
            if words.sentence[reference.token] != sentence:
                if len(set(found)) >= number:
                    break
                sentence = words.sentence[reference.token]
            fitting = [actor for actor in reference.actors if self._holds(actor, roles, kinds)]
            if len(reference.actors) == number and len(fitting) == number and not found:
                return reference.actors
            found += fitting
        if len(set(found)) > number and not counted:
            return ()
        return _pick(found, number, context.counts(token) if len(set(found)) > number else Counter())

    def _holds(self, actor: str, roles: frozenset[str], kinds: frozenset[str]) -> bool:
        people = self.context.people
        person = people.by_id.get(actor)
        if person is None or (person.country is None and not self.context.serves_body(person)):
            return False
        called = {kind.id for title in person.titles for kind in title.titles if kind.roles and not kind.generic}
        if kinds and called and not kinds & called and "counterpart" not in called:
            return False
        return not roles or bool(person.roles(people.gazetteer, people.at) & roles)

    def states(self, token: int, number: int) -> tuple[str, ...]:
        """The states a plural group means: those named nearest, or of the persons and bodies named nearest."""
        context, words = self.context, self.words
        found: list[str] = []
        sentence = words.sentence[token]
        for reference in context.before(token):
            if words.sentence[reference.token] != sentence:
                if len(set(found)) >= number:
                    break
                sentence = words.sentence[reference.token]
            countries = [country for actor in reference.actors if (country := context.country(actor))]
            if len(set(countries)) == number and len(reference.actors) == number and set(found) <= set(countries):
                found = countries
                break
            found += countries
        everywhere: Counter[str] = Counter()
        if len(set(found)) > number:
            for actor, count in context.counts(token).items():
                everywhere[context.country(actor) or ""] += count
        states = (context.roster.state(country) for country in _pick(found, number, everywhere))
        return tuple(state for state in states if state)


def _pick(nearest: Sequence[str], number: int, everywhere: Counter[str]) -> tuple[str, ...]:
    """The members among those found, nearest first: all if just enough, else those clearly spoken of most.

    everywhere counts them in the text around: it decides where the near text does not.
    """
    near = Counter(nearest)
    order = tuple(dict.fromkeys(reversed(nearest)))
    if len(near) <= number:
        return order if len(near) == number else ()
    for counts in (near, Counter({member: everywhere[member] for member in near})):
        ranked = counts.most_common()
        if ranked[number - 1][1] > ranked[number][1]:
            members = {member for member, _ in ranked[:number]}
            return tuple(member for member in order if member in members)
    return ()
