"""Whom a nationality without a name means: "the American", "the Turkish one", "the Russian and the Polish leader"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from memcon.knowledge.gazetteer import NameForm
from memcon.reading.naming.context import Context
from memcon.reading.naming.persons import Person
from memcon.reading.naming.scan import Named
from memcon.reading.naming.titles import TitlePhrase
from memcon.reading.naming.unnamed import Unnamed
from memcon.reading.naming.words import OBJECT, POSSESSIVE, SUBJECT
from memcon.record.vocabulary import MentionForm

_REACH = 8
"""How many sentences back the person of a nationality is sought."""
_HEADS = SUBJECT | OBJECT | POSSESSIVE | {"pobj", "agent", "conj"}


class Peoples:
    """Resolves the nationalities that stand for persons in one document."""

    def __init__(self, context: Context, unnamed: Unnamed, titles: Sequence[TitlePhrase]) -> None:
        self.context = context
        self.unnamed = unnamed
        self.titles: Mapping[int, TitlePhrase] = {title.first: title for title in titles}
        self._past: TitlePhrase | None = None

    def pass_title(self, title: TitlePhrase) -> None:
        """Remembers a title that was just passed, for "the Turkish one"."""
        self._past = title

    def resolve(self, name: Named) -> None:
        """Refers from a nationality to the person of that country whom it means, if it is clear who that is."""
        words, roster = self.context.words, self.context.roster
        if name.country is None or not name.has(NameForm.DEMONYM) or not roster.free(name.first, name.last):
            return
        before = name.first - 1
        if before < 0 or words.lower[before] not in self.context.lexicon.members("grammar.definite"):
            return
        last, title = name.last, self._title(name)
        if title is not None:
            last = name.last + 1 if self._is_one(name.last + 1) else last
            person = self.unnamed.holder(replace(title, countries=(name.country,), owner=None, definite=True))
        elif self._is_whole(name):
            person = self._spoken_of(name.first, name.country)
        else:
            return
        if person is not None:
            roster.refer([person.id], name.first, last, MentionForm.DEMONYM)

    def _title(self, name: Named) -> TitlePhrase | None:
        """The title that a nationality shares: that of "one" before it, or of a title joined to it by "and"."""
        words = self.context.words
        after = name.last + 1
        if self._is_one(after):
            past = self._past
            near = past is not None and words.sentence[past.head] >= words.sentence[name.first] - 1
            return past if near and past is not None and past.country and not past.plural else None
        joins = self.context.lexicon.members("grammar.and")
        if words.lower[after : after + 1] and words.lower[after] in joins:
            title = self.titles.get(after + 2)
            definite = words.lower[after + 1 : after + 2]
            if title is not None and definite and definite[0] in self.context.lexicon.members("grammar.definite"):
                return title if title.country and not title.plural and title.name is None else None
        return None

    def _is_one(self, token: int) -> bool:
        words = self.context.words
        return token < len(words) and words.lower[token] in self.context.lexicon.members("peoples.one")

    def _is_whole(self, name: Named) -> bool:
        """Whether a nationality in the singular is a phrase of its own: neither an adjective nor a whole people."""
        words, lexicon = self.context.words, self.context.lexicon
        text, after = words.lower[name.last], name.last + 1
        if any(text.endswith(ending) for ending in lexicon.members("peoples.many_endings")):
            return False
        if after < len(words) and (words.pos[after] in {"NOUN", "PROPN", "ADJ", "NUM"} or words.text[after] == "-"):
            return False
        if words.dep[name.last] == "conj" and words.pos[name.last] == "ADJ":
            return False
        return words.dep[name.last] in _HEADS

    def _spoken_of(self, token: int, country: str) -> Person | None:
        """The one official of a country in the nearest sentence that speaks of any.

        None where someone of an unknown country was spoken of since: the nationality may be theirs.
        """
        context, people = self.context, self.context.people.by_id
        excluded = context.own_subject(token)
        for references in context.by_sentence(token, _REACH):
            actors = dict.fromkeys(actor for reference in references for actor in reference.actors)
            persons = [people[actor] for actor in actors if actor in people]
            if any(context.is_of_unknown(person) for person in persons):
                return None
            found = [each for each in persons if each.country == country and context.is_official(each)]
            if found:
                one = found[0] if len(found) == 1 and found[0].id not in excluded else None
                return one if one is not None and context.leads_side(one, token) else None
        return None
