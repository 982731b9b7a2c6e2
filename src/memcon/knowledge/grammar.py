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
    expletive: frozenset[str]
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
    moment: frozenset[str]
    simultaneous: frozenset[str]
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
    """The function words of a language, read once; raises KnowledgeError where a list is missing."""
    table = load_table(language, "grammar")
    names = {field.name for field in fields(Grammar)}
    if names != table.keys():
        wrong = ", ".join(sorted(names ^ table.keys()))
        raise KnowledgeError(f"data/{language}/grammar.toml does not have exactly the lists of a Grammar: see {wrong}")
    naming = tuple(table.pop("naming", ()))
    return Grammar(naming=naming, **{name: frozenset(words) for name, words in table.items()})
