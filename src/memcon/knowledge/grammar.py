"""A language's function words, by what they do in a clause, read from its data files."""

from dataclasses import dataclass, fields
from functools import lru_cache

from memcon.errors import KnowledgeError
from memcon.knowledge.lexicon import load_table


@dataclass(frozen=True, slots=True)
class Grammar:
    """Function words in lower case; lemmas where it says so.

    relative pronouns; listing: what may stand between names in a list; none: determiners of absence; adverbial:
    words that may stand between a subject and its verb without being adverbs by form; distributive: words that make
    one verb tell of one act for each of several ("both are to visit"); definite determiners; expletive: subjects that take up what was told last ("it lasted"); predicative: "as"; together:
    particles that leave a verb its sense ("sat down"); infinitive markers; perfect: auxiliaries of the past perfect;
    having: auxiliaries of a past infinitive; would: auxiliaries of a future seen from the past; future: auxiliaries
    with which a negation speaks of what is to come; be, have, go: lemmas; yet: adverbs that make "have to" a negation;
    unstressed: determiners and endings that a topic's label leaves out; possessive_endings.

    The rest are prepositions, named by what they bring in. belonging ("of"); agent; company ("with"); mutual
    ("between"); addressee; sender; origin; naming: those who take part, in the order in which they are asked; means: a
    contact as the occasion of what its parties did ("in a call"); purpose; instance ("at his request"); towards:
    recipients of a verb's act; targets: those of a noun's; sequencing: conjunctions and prepositions of before and
    after; occasioning; bounding: a date that only bounds; dating ("in 2008"); distance: words that turn a duration
    into a distance ("two hours later"); moment: openers of a clause that a date before it dates; simultaneous: conjunctions of a
    clause of the same time; since: what counts from an earlier one; located, reached,
    visited: places where something was, that someone went to, or that a visit is to; locating: nouns within whose
    phrase a place stays a contact's own; edges: nouns for the edges of an occasion ("margins"); focusing: topics of
    verbs of focus; specifying: what a shell noun is about; narrowing: phrases that belong to a topic's name.
    """

    relative: frozenset[str]
    listing: frozenset[str]
    none: frozenset[str]
    adverbial: frozenset[str]
    distributive: frozenset[str]
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
