"""How a language tells of contacts and events: verbs, nouns and cue words, read from the language's data files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from memcon.errors import KnowledgeError
from memcon.knowledge import titles
from memcon.record.vocabulary import Channel, EventType


@dataclass(frozen=True, slots=True)
class ContactVerb:
    """How one verb tells of a contact.

    channel is the channel it implies. takes_object: the other party is its object; companions are the prepositions
    that bring the other party in. visit: the other party is the country gone to; host: the subject is visited.
    one_way: the subject makes the contact and so initiates it; persons_only: the other party must be a person, and one
    may be visited as well as a place.
    plain: the verb counts only without a predicate on its object ("saw him", not "saw him as a partner"), a verb of
    going only without an object;
    dated: only with a date of its own ("was in Rome on Monday"). convening: its objects meet, and its subject
    takes part if it is a person ("brought them together").
    unless: prepositions before a noun or an infinitive that give it another sense ("appeler à la retenue").
    placed: only with a place of its own ("signed a treaty in Rome"). awaited: its object, nobody its subject, is to go
    to the place ("is expected in Rome"). accompanied: it counts only with a companion ("spent two hours with").
    """

    channel: Channel
    takes_object: bool = False
    companions: frozenset[str] = frozenset()
    visit: bool = False
    host: bool = False
    one_way: bool = False
    persons_only: bool = False
    plain: bool = False
    dated: bool = False
    unless: frozenset[str] = frozenset()
    convening: bool = False
    placed: bool = False
    awaited: bool = False
    accompanied: bool = False


@dataclass(frozen=True, slots=True)
class ContactNoun:
    """How one noun names a contact; kind is the family that a later definite noun must agree with.

    only_with: words of which one must qualify the noun ("video conference", not "news conference"); empty: none need.
    not_with: prepositions that give the noun another sense ("a call for restraint"). copular: it tells of a contact
    only as the predicate of someone ("was her guest"). accompanied: only with someone ("on the phone with").
    guests: prepositions that bring in whom it is given for ("a dinner for").
    """

    channel: Channel
    kind: str
    only_with: frozenset[str] = frozenset()
    not_with: frozenset[str] = frozenset()
    copular: bool = False
    accompanied: bool = False
    guests: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ContactLexicon:
    """All contact verbs, verbs with a fixed complement, nouns, and the word lists of contacts.toml.

    phrasal are the verbs of phrases.
    """

    verbs: Mapping[str, ContactVerb]
    phrases: Mapping[tuple[str, str], ContactVerb]
    phrasal: frozenset[str]
    nouns: Mapping[str, ContactNoun]
    words: Mapping[str, frozenset[str]]
    cancel_particles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Coding:
    """A PLOVER type with its mode, if any."""

    type: EventType
    mode: str | None


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """PLOVER codings of verbs, verb-object pairs and nouns; reciprocal lemmas; context words.

    quiet are verbs that tell of no act: of speech and thought, of being and having. modes gives for each type the
    lemmas that tell its mode.
    """

    verbs: Mapping[str, Coding]
    verb_objects: Mapping[tuple[str, str], Coding]
    nouns: Mapping[str, Coding]
    reciprocal: frozenset[str]
    contexts: Mapping[str, frozenset[str]]
    quiet: frozenset[str] = frozenset()
    modes: Mapping[EventType, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckWords:
    """A language's words that checks look for.

    narrowing limits which contacts a claim counts ("formal"), and slight marks those it may not count ("briefly").
    counting are ordinals above the first; last marks the latest contact; pause are nouns for an interruption of
    something that need not be contact ("hiatus"). vague_days is how many days at most a unit without a number
    ("weeks") is used for. then and former are modifiers of a title, becoming verbs of coming into an office; limits
    are words behind an ordinal that say within what it counts ("third call this year"); roles and plural_roles are
    those of the gazetteer that a title (lower case) of one or of several may stand for, and long_titles the titles of
    more than one word.

    told are beginnings of words that tell of a contact and there whole words that do ("came"); before are phrases that
    mark the contact before ("the one before"), again those that put something in the same place and thither those that
    point back to it; when brings in what took place at a date, and broken are beginnings of words for what ended or
    came to nothing. persons are pronouns for them, journeys beginnings of words for visits and reached the
    prepositions that bring in the country gone to. anyone are words before a title that leave open who holds it,
    certain those that do not, and links prepositions; without certain a bare plural says nothing of it. together, afar,
    written and spoken are words for meetings, calls, letters and any contact, in which a star stands for any ending;
    present are words of a present tense. restricting are beginnings of words that narrow a claim from behind, others of
    words for officials told by their office alone, and doubtful of words that cast doubt on what is told; located are
    prepositions of places, by_number numbers of those of whom the text speaks. abbreviations (lower case) end in a full
    stop that ends no sentence.
    """

    narrowing: frozenset[str]
    slight: frozenset[str]
    counting: frozenset[str]
    last: frozenset[str]
    since: frozenset[str]
    pause: frozenset[str]
    vague_days: Mapping[str, int]
    then: frozenset[str]
    former: frozenset[str]
    becoming: frozenset[str]
    limits: frozenset[str]
    roles: Mapping[str, frozenset[str]]
    plural_roles: Mapping[str, frozenset[str]]
    long_titles: frozenset[str]
    told: frozenset[str]
    there: frozenset[str]
    before: frozenset[str]
    again: frozenset[str]
    thither: frozenset[str]
    when: frozenset[str]
    broken: frozenset[str]
    negative: frozenset[str]
    persons: frozenset[str]
    abbreviations: frozenset[str]
    journeys: frozenset[str]
    reached: frozenset[str]
    anyone: frozenset[str]
    certain: frozenset[str]
    links: frozenset[str]
    together: frozenset[str]
    afar: frozenset[str]
    spoken: frozenset[str]
    written: frozenset[str]
    present: frozenset[str]
    restricting: frozenset[str]
    others: frozenset[str]
    doubtful: frozenset[str]
    located: frozenset[str]
    by_number: frozenset[str]


def load_table(language: str, name: str) -> dict[str, Any]:
    """Reads one TOML file of a language's data; raises KnowledgeError where it is missing or malformed."""
    try:
        text = files("memcon.knowledge").joinpath("data", language, f"{name}.toml").read_text("utf-8")
        return tomllib.loads(text)
    except FileNotFoundError as error:
        raise KnowledgeError(f"no {name} data for language {language!r}") from error
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"data/{language}/{name}.toml is malformed: {error}") from error


@lru_cache(maxsize=8)
def claims(language: str) -> dict[str, Any]:
    """The word lists of a language's claims; raises KnowledgeError where there are none."""
    return _complete(load_table(language, "claims"), "claims")


def _complete(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The words of a table, with an empty list for each that English has and its language has not."""
    known = load_table("en", name)["words"]
    words: dict[str, Any] = table["words"]
    return {key: type(values)() for key, values in known.items()} | words


@lru_cache(maxsize=8)
def contacts(language: str) -> ContactLexicon:
    """The contact lexicon of a language, read once; raises KnowledgeError where there is none."""
    table = load_table(language, "contacts")
    words = {
        name: frozenset(values) for name, values in _complete(table, "contacts").items() if isinstance(values, list)
    }
    return ContactLexicon(
        verbs={lemma: _contact_verb(entry) for lemma, entry in table["verbs"].items()},
        phrases={
            (entry["verb"], complement): _contact_verb(entry)
            for entry in table["phrases"]
            for complement in entry["complement"]
        },
        phrasal=frozenset(entry["verb"] for entry in table["phrases"]),
        nouns={
            lemma: ContactNoun(
                channel=Channel(entry["channel"]),
                kind=entry["class"],
                only_with=frozenset(entry.get("only_with", ())),
                not_with=frozenset(entry.get("not_with", ())),
                copular=entry.get("copular", False),
                accompanied=entry.get("accompanied", False),
                guests=frozenset(entry.get("guests", ())),
            )
            for lemma, entry in table["nouns"].items()
        },
        words=words,
        cancel_particles=table["words"]["cancel_particle"],
    )


@lru_cache(maxsize=8)
def events(language: str) -> EventLexicon:
    """The event lexicon of a language, read once; raises KnowledgeError where there is none."""
    table = load_table(language, "events")
    return EventLexicon(
        verbs={lemma: _coding(code) for lemma, code in table["verbs"].items()},
        verb_objects={
            (verb, noun): _coding(code) for key, code in table["verb_objects"].items() for verb, noun in (key.split(),)
        },
        nouns={lemma: _coding(code) for lemma, code in table["nouns"].items()},
        reciprocal=frozenset(table["reciprocal"]["lemmas"]),
        contexts={name: frozenset(values) for name, values in table["contexts"].items()},
        quiet=frozenset(table.get("quiet", {}).get("lemmas", ())),
        modes={
            EventType(name): {lemma: mode for mode, lemmas in modes.items() for lemma in lemmas}
            for name, modes in table.get("modes", {}).items()
        },
    )


@lru_cache(maxsize=8)
def check_words(language: str) -> CheckWords:
    """The words that checks look for in a language, read once; raises KnowledgeError where there are none."""
    words = claims(language)
    names = (
        "narrowing", "slight", "last", "since", "pause", "becoming", "limits", "told", "there", "before", "again",
        "thither", "when", "broken", "negative", "persons", "abbreviations", "journeys", "reached", "anyone", "certain",
        "links", "together", "afar", "spoken", "written", "present", "restricting", "others", "doubtful", "located",
        "by_number",
    )  # fmt: skip
    offices = titles.load(language)

    def roles(*, plural: bool) -> dict[str, frozenset[str]]:
        found = {
            " ".join(phrase): frozenset(role for title, many in named if many is plural for role in title.roles)
            for phrase, named in offices.titles.items()
        }
        return {phrase: of for phrase, of in found.items() if of}

    return CheckWords(
        **{name: frozenset(words[name]) for name in names},
        counting=frozenset(words["ordinals"]),
        vague_days=words["vague_units"],
        then=offices.members("modifiers.then"),
        former=offices.members("modifiers.former"),
        roles=roles(plural=False),
        plural_roles=roles(plural=True),
        long_titles=frozenset(" ".join(phrase) for phrase in offices.titles if len(phrase) > 1),
    )


def event_nouns(language: str) -> frozenset[str]:
    """The lemmas of all nouns that name a contact or another event."""
    return frozenset(contacts(language).nouns) | frozenset(events(language).nouns)


def _contact_verb(entry: Mapping[str, Any]) -> ContactVerb:
    return ContactVerb(
        channel=Channel(entry["channel"]),
        takes_object=entry.get("object", False),
        companions=frozenset(entry.get("with", ())),
        visit=entry.get("visit", False),
        host=entry.get("host", False),
        one_way=entry.get("one_way", False),
        persons_only=entry.get("persons", False),
        plain=entry.get("plain", False),
        dated=entry.get("dated", False),
        convening=entry.get("convening", False),
        placed=entry.get("placed", False),
        awaited=entry.get("awaited", False),
        accompanied=entry.get("accompanied", False),
        unless=frozenset(entry.get("unless", ())),
    )


def _coding(code: str) -> Coding:
    event_type, _, mode = code.partition(".")
    return Coding(EventType(event_type), mode or None)
