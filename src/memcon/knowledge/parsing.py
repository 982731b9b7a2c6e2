"""What the parse of a language needs to know of its words: the file data/<language>/parse.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from memcon.errors import KnowledgeError

_SETS = (
    "abbreviations",
    "infinitive_marks",
    "negations",
    "agents",
    "modals",
    "relatives",
    "helpers",
    "inverted_pronouns",
    "impersonal",
    "companions",
    "circumstances",
    "fillers",
    "impersonal_marks",
    "reporting",
    "subject_relatives",
    "wording",
    "speaking",
    "speaking_in",
    "bodies",
    "controlling",
    "causative",
    "mutual",
    "persons",
    "copulas",
    "joining",
    "belonging",
    "plural_articles",
    "arranging",
    "object_relatives",
    "half_negations",
    "around",
    "preceding",
    "pointers",
    "happening",
    "object_clitics",
    "lasting",
    "reflexives",
    "journeys",
    "possessing",
    "counting",
    "nothing",
    "sequels",
)


@dataclass(frozen=True, slots=True)
class ParseWords:
    """A language's words and habits, as its parse is brought to the labels of the English one.

    abbreviations end in a full stop that ends no sentence; infinitive_marks stand for "to"; agents are the
    prepositions of a passive's agent; modals are auxiliaries that say a thing is not yet or only perhaps so; relatives
    are relative pronouns; helpers are the lemmas of auxiliaries before participles. inverted_pronouns are subjects
    behind their verb ("-il"), fillers the sounds before them ("-t-"). impersonal are verbs whose pronoun stands for
    nobody, impersonal_marks bring in the infinitive of an impersonal adjective. companions are prepositions that bring
    in whom one does a thing with, which none of circumstances (places, days, means) governs. reporting are verbs of
    saying that follow what they tell; subject_relatives are relatives that are always
    subjects. wording are the nouns of "in the words of"; speaking are verbs of which nobody is the subject where a body
    says something, speaking_in the prepositions before that body, bodies the nouns for one.
    controlling are verbs whose object is to do what their infinitive says, causative the "let" of
    "let know"; mutual are the prepositions of two
    ("between"); persons are nouns for the offices that stand before names, copulas the lemmas of "to be", joining
    the nouns of prepositions such as "in the course of". belonging are the prepositions of possession,
    plural_articles those of them that are articles too; arranging are verbs whose participles say that a thing is
    planned; object_relatives are relatives that are always objects; around are
    adverbs that "of" makes prepositions; half_negations negate only with a second part where one of
    preceding, the conjunctions of "before", opens their clause. pointers are the demonstratives of "о том, что";
    happening are lemmas that say of something that it takes place; object_clitics are pronouns that look like
    articles; lasting are the prepositions of a length of time; reflexives are the lemmas of "oneself"; journeys are
    nouns for visits; possessing are prepositions of who has something; counting are those of what one counts from;
    nothing are words other than negations that make "ne" a negation; sequels are words for "then". misread gives the
    lemma of verbs whose form the tagger takes for no verb.
    subjects_told: every finite verb has its subject. compound_past: a participle
    with a present auxiliary is the plain past.

    cases gives the label of a noun without a preposition: "verb Dat" -> "dative". lemmas corrects what the lemmatizer
    makes of a word, verb_endings what it makes of verbs that it leaves without one of the endings of infinitives.
    indeclinable are endings of names that have but one form. participles, future and conditional are endings of verbs;
    the last two are held back for lemmas in unless_lemma, whose stem ends alike.
    """

    abbreviations: frozenset[str]
    infinitive_marks: frozenset[str]
    negations: frozenset[str]
    agents: frozenset[str]
    modals: frozenset[str]
    relatives: frozenset[str]
    helpers: frozenset[str]
    inverted_pronouns: frozenset[str]
    impersonal: frozenset[str]
    companions: frozenset[str]
    circumstances: frozenset[str]
    fillers: frozenset[str]
    impersonal_marks: frozenset[str]
    reporting: frozenset[str]
    subject_relatives: frozenset[str]
    wording: frozenset[str]
    speaking: frozenset[str]
    speaking_in: frozenset[str]
    bodies: frozenset[str]
    controlling: frozenset[str]
    causative: frozenset[str]
    mutual: frozenset[str]
    persons: frozenset[str]
    copulas: frozenset[str]
    joining: frozenset[str]
    belonging: frozenset[str]
    plural_articles: frozenset[str]
    arranging: frozenset[str]
    object_relatives: frozenset[str]
    half_negations: frozenset[str]
    around: frozenset[str]
    preceding: frozenset[str]
    pointers: frozenset[str]
    happening: frozenset[str]
    object_clitics: frozenset[str]
    lasting: frozenset[str]
    reflexives: frozenset[str]
    journeys: frozenset[str]
    possessing: frozenset[str]
    counting: frozenset[str]
    nothing: frozenset[str]
    sequels: frozenset[str]
    subjects_told: bool
    compound_past: bool
    cases: Mapping[str, str]
    lemmas: Mapping[str, str]
    misread: Mapping[str, str]
    verb_endings: tuple[tuple[str, str], ...]
    infinitives: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    indeclinable: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    unless_lemma: str = ""


@lru_cache(maxsize=8)
def load(language: str) -> ParseWords:
    """Loads a language's file once a process; raises KnowledgeError where it is missing or damaged."""
    file = files("memcon.knowledge").joinpath("data", language, "parse.toml")
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        return ParseWords(
            **{name: frozenset(data.get(name, ())) for name in _SETS},
            subjects_told=bool(data["subjects_told"]),
            compound_past=bool(data["compound_past"]),
            cases=dict(data.get("cases", {})),
            lemmas=dict(data.get("lemmas", {})),
            misread=dict(data.get("misread", {})),
            verb_endings=tuple((str(ending), str(lemma)) for ending, lemma in data.get("verb_endings", ())),
            infinitives=tuple(data.get("infinitives", ())),
            participles=tuple(data.get("participles", ())),
            indeclinable=tuple(data.get("indeclinable", ())),
            future=tuple(data.get("future", ())),
            conditional=tuple(data.get("conditional", ())),
            unless_lemma=str(data.get("unless_lemma", "")),
        )
    except FileNotFoundError:
        raise KnowledgeError(f"no words for the parse of language {language!r}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(f"data/{language}/parse.toml is damaged: {error}") from error
