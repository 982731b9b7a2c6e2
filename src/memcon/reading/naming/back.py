"""References back: titles without names, plural groups and pronouns, resolved from left to right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from memcon.knowledge.titles import TitleWords
from memcon.reading.naming.context import Context
from memcon.reading.naming.groups import Groups
from memcon.reading.naming.persons import People
from memcon.reading.naming.pronouns import Pronouns
from memcon.reading.naming.roster import Roster
from memcon.reading.naming.titles import TitlePhrase
from memcon.reading.naming.unnamed import Unnamed
from memcon.reading.naming.words import Words


def resolve(
    words: Words,
    lexicon: TitleWords,
    people: People,
    roster: Roster,
    titles: Sequence[TitlePhrase],
    countrymen: Mapping[int, str],
) -> Mapping[str, str]:
    """Refers to actors from whatever names no one by name, in the order of the text.

    countrymen are the countries of words that mean someone of them ("l'Américain"). Returns for whom the
    unnamed spokespersons speak, as ids.
    """
    context = Context(words, lexicon, people, roster)
    pronouns, groups = Pronouns(context), Groups(context)
    unnamed = Unnamed(context, groups)
    waiting = {title.first: title for title in titles if title.name is None}
    counterparts = {title.first: title for title in titles if title.name and "counterpart" in title.roles}
    openers = groups.determiners | groups.either
    for token, word in enumerate(words.lower):
        if token in waiting:
            unnamed.resolve(waiting[token])
        elif token in counterparts:
            unnamed.share(counterparts[token])
        elif token in countrymen:
            unnamed.countryman(token, countrymen[token])
        if word in pronouns.kinds:
            if not words.quoted[token] and roster.free(token, token):
                pronouns.resolve(token, pronouns.kinds[word])
        elif word in openers or words.raw[token] in groups.either:
            groups.resolve(token)
    return unnamed.speaks_for
