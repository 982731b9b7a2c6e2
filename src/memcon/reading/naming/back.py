"""References back: titles without names, nationalities, visitors, plural groups and pronouns, from left to right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from memcon.reading.naming.context import Context
from memcon.reading.naming.groups import Groups
from memcon.reading.naming.peoples import Peoples
from memcon.reading.naming.persons import People
from memcon.reading.naming.pronouns import Pronouns
from memcon.reading.naming.roster import Roster
from memcon.reading.naming.titles import Surroundings, TitlePhrase
from memcon.reading.naming.unnamed import Unnamed
from memcon.reading.naming.visits import Visits


def resolve(
    around: Surroundings,
    people: People,
    roster: Roster,
    titles: Sequence[TitlePhrase],
    home: str | None,
    countrymen: Mapping[int, str],
) -> Mapping[str, str]:
    """Refers to actors from whatever names no one by name, in the order of the text.

    home is the country of the place that the report is dated from. countrymen are the countries of words that mean
    someone of them ("l'Américain"). Returns for whom the unnamed spokespersons speak, as ids.
    """
    words = around.words
    context = Context(around, people, roster, home)
    pronouns, groups = Pronouns(context), Groups(context)
    unnamed, visits = Unnamed(context, groups), Visits(context, groups)
    peoples = Peoples(context, unnamed, titles)
    by_start = {title.first: title for title in titles}
    pairs = groups.former | groups.latter
    openers = groups.determiners | groups.either
    for token, word in enumerate(words.lower):
        title = by_start.get(token)
        if title is not None:
            unnamed.resolve(title)
            peoples.pass_title(title)
        elif token in countrymen:
            unnamed.countryman(token, countrymen[token])
        elif token in around.starts:
            peoples.resolve(around.starts[token])
        if word in pronouns.kinds:
            if not words.quoted[token] and roster.free(token, token):
                pronouns.resolve(token, pronouns.kinds[word])
        elif word in openers or words.raw[token] in groups.either:
            groups.resolve(token)
        elif word in visits.kinds:
            visits.resolve(token)
        elif word in pairs:
            groups.resolve_of_two(token, first=word in groups.former)
    for title in titles:
        if title.name is not None:
            unnamed.resolve(title)
    return unnamed.speaks_for
