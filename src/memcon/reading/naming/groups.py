"""Whom plural groups mean: "the two leaders", "both sides", "the pair"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from memcon.reading.naming.context import Context
from memcon.reading.naming.words import OBJECT, POSSESSIVE, SUBJECT
from memcon.record.vocabulary import MentionForm

_NUMBERS = {"three": 3, "four": 4}
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
        self.both = self.lexicon.members("plural.alone")

    def resolve(self, token: int) -> None:
        """Refers from a group that a word such as "two", "both" or "pair" opens to its members, if they are clear."""
        words, roster = self.words, self.context.roster
        word = words.lower[token]
        definite = self.lexicon.members("grammar.definite")
        the = token > 0 and words.lower[token - 1] in definite
        bare = words.raw[token] in self.either and bool(self.lexicon.members("grammar.no_articles"))
        if not roster.free(token, token) or not (the or bare or word in self.both):
            return
        if word in self.either or bare:
            roster.refer(self.members(token, frozenset(), 2), token, token, MentionForm.DESCRIPTION)
            return
        number = self.counts.get(word, 2)
        if words.lower[token + 1 : token + 2] and words.lower[token + 1] in self.lexicon.members("plural.partitive"):
            return
        if words.dep[token] in SUBJECT | OBJECT | POSSESSIVE | {"pobj"}:
            roster.refer(self.members(token, frozenset(), number), token, token, MentionForm.DESCRIPTION)
            return
        noun = self._noun(token)
        if noun is not None and roster.free(token, noun):
            listed = self.context.listed(noun + 2) if words.text[noun + 1 : noun + 2] == [","] else ()
            ids = listed if len(listed) == number else self._meant(token, noun, number)
            roster.refer(ids, token, noun, MentionForm.DESCRIPTION, noun)

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
            return self.members(token, frozenset(role for title, _ in titles for role in title.roles), number)
        if word in self.either:
            return self.members(token, frozenset(), number) or self.states(token, number)
        return self.states(token, number) if word in lexicon.members("plural.states") else ()

    def members(self, token: int, roles: frozenset[str], number: int, *, counted: bool = True) -> tuple[str, ...]:
        """The persons a plural group means: the nearest who hold such offices, if just so many were spoken of.

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
            fitting = [actor for actor in reference.actors if self._holds(actor, roles)]
            if len(reference.actors) == number and len(fitting) == number and not found:
                return reference.actors
            found += fitting
        if len(set(found)) > number and not counted:
            return ()
        return _pick(found, number, context.counts(token) if len(set(found)) > number else Counter())

    def _holds(self, actor: str, roles: frozenset[str]) -> bool:
        people = self.context.people
        person = people.by_id.get(actor)
        if person is None or person.country is None:
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
            if len(set(countries)) == number and len(reference.actors) == number and not found:
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
