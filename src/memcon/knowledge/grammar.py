"""A language's function words, by what they do in a clause, read from its data files."""

from dataclasses import dataclass, fields
from functools import lru_cache

from memcon.errors import KnowledgeError
from memcon.knowledge.lexicon import load_table


@dataclass(frozen=True, slots=True)
class Grammar:
    """Function words in lower case, in lists named by what they do; data/en/grammar.toml explains each.

    be, have and go are lemmas. naming is in the order in which its prepositions are asked for parties.
    """

    relative: frozenset[str]
    listing: frozenset[str]
    none: frozenset[str]
    adverbial: frozenset[str]
    distributive: frozenset[str]
    in_turn: frozenset[str]
    definite: frozenset[str]
    demonstrative: frozenset[str]
    expletive: frozenset[str]
    by_means: frozenset[str]
    predicative: frozenset[str]
    together: frozenset[str]
    infinitive: frozenset[str]
    perfect: frozenset[str]
    having: frozenset[str]
    would: frozenset[str]
    future: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    go: frozenset[str]
    yet: frozenset[str]
    first_person: frozenset[str]
    unstressed: frozenset[str]
    possessive_endings: frozenset[str]
    belonging: frozenset[str]
    agent: frozenset[str]
    company: frozenset[str]
    mutual: frozenset[str]
    addressee: frozenset[str]
    sender: frozenset[str]
    origin: frozenset[str]
    naming: tuple[str, ...]
    means: frozenset[str]
    journey: frozenset[str]
    purpose: frozenset[str]
    instance: frozenset[str]
    towards: frozenset[str]
    targets: frozenset[str]
    sequencing: frozenset[str]
    occasioning: frozenset[str]
    bounding: frozenset[str]
    dating: frozenset[str]
    distance: frozenset[str]
    extent: frozenset[str]
    moment: frozenset[str]
    simultaneous: frozenset[str]
    same_occasion: frozenset[str]
    since: frozenset[str]
    located: frozenset[str]
    reached: frozenset[str]
    visited: frozenset[str]
    locating: frozenset[str]
    edges: frozenset[str]
    focusing: frozenset[str]
    specifying: frozenset[str]
    narrowing: frozenset[str]


@lru_cache(maxsize=8)
def load(language: str) -> Grammar:
    """The function words of a language, read once; a list that its file does not have is empty.

    Raises KnowledgeError where there is no file, or where it has a list that is none of a Grammar's.
    """
    table = load_table(language, "grammar")
    names = {field.name for field in fields(Grammar)}
    unknown = ", ".join(sorted(table.keys() - names))
    if unknown:
        raise KnowledgeError(f"data/{language}/grammar.toml has lists that no rule reads: {unknown}")
    lists = {name: frozenset(table.get(name, ())) for name in names - {"naming"}}
    return Grammar(naming=tuple(table.get("naming", ())), **lists)
