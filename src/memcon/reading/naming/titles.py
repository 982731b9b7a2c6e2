"""Titles in their phrases: whose country or body, former or present, and the name that stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from enum import Enum

from memcon.knowledge.gazetteer import Entity
from memcon.knowledge.titles import Title, TitleWords
from memcon.reading.naming.scan import Named
from memcon.reading.naming.words import Words


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
