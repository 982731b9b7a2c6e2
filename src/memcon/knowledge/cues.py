"""Words that attribute: verbs, nouns, prepositions and adverbs, with how often they do in each construction."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from memcon.errors import KnowledgeError

Table = Mapping[str, Mapping[str, float]]
"""Lemma -> construction -> probability that the cue attributes; "*" stands for every other lemma."""


class CueKind(StrEnum):
    """What a cue tells: words said, a mere thought, feeling or act, or words not said, not yet or only perhaps."""

    SPEECH = "speech"
    ATTITUDE = "attitude"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of one language; training/cues/learn.py learns the numbers, the words are listed by hand.

    speech are the lemmas that tell of words; carried_out the verbs whose infinitive was done ("went on to say");
    not_said_after the words under which nothing was said ("without saying"); voices the nouns that speak for
    someone ("a statement from"); telling the verbs whose object is the one told; light the verbs that lend
    themselves to a noun of speech ("raised the question"); negative the words for no one ("none of them said");
    reaching the verbs whose bare object is reached, not described ("called the minister"); pronouns their classes.
    evidence are the weights of a logistic model by the names that reading.statements.evidence gives.
    """

    verbs: Table
    nouns: Table
    prepositions: Mapping[str, float]
    adverbs: Mapping[str, float]
    evidence: Mapping[str, float]
    speech: frozenset[str]
    carried_out: frozenset[str] = frozenset()
    not_said_after: frozenset[str] = frozenset()
    voices: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    negative: frozenset[str] = frozenset()
    reaching: frozenset[str] = frozenset()
    pronouns: Mapping[str, str] = field(default_factory=dict)

    def probability(self, table: Table, lemma: str, construction: str) -> float:
        """How likely a lemma attributes in a construction; unknown lemmas fall back to the construction's own."""
        known = table.get(lemma)
        if known is not None and construction in known:
            return known[construction]
        if lemma in self.speech and construction in table.get("* speech", {}):
            return table["* speech"][construction]
        return table.get("*", {}).get(construction, 0.0)


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of a language that work like English cue words: lemma or word in small letters -> the English one.

    words holds function words and phrases of up to three tokens, parted by blanks.
    """

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adverbs: Mapping[str, str]
    words: Mapping[str, str]


@lru_cache(maxsize=4)
def terms(language: str) -> Terms | None:
    """The words of a language in the terms of the English cue words; None for a language with cue words of its own.

    Raises KnowledgeError where the file is damaged.
    """
    path = files("memcon.knowledge").joinpath("data", language, "cues.toml")
    if not path.is_file():
        return None
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        tables = {
            name: {word: english for english, words in data[name].items() for word in words}
            for name in ("verbs", "nouns", "adverbs", "words")
        }
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"the cue words of language {language!r} are damaged: {error}") from error
    return Terms(**tables)


@lru_cache(maxsize=4)
def load(language: str) -> Cues:
    """Loads the cue words of a language, the English ones where it gives its own in their terms.

    Raises KnowledgeError where there are none or the file is damaged.
    """
    if terms(language) is not None:
        return load("en")
    path = files("memcon.knowledge").joinpath("data", language, "cues.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Cues(
            verbs=data["verbs"],
            nouns=data["nouns"],
            prepositions=data["prepositions"],
            adverbs=data["adverbs"],
            evidence=data["evidence"],
            speech=frozenset(data["speech"]),
            carried_out=frozenset(data["carried_out"]),
            not_said_after=frozenset(data["not_said_after"]),
            voices=frozenset(data["voices"]),
            telling=frozenset(data["telling"]),
            light=frozenset(data["light"]),
            negative=frozenset(data["negative"]),
            reaching=frozenset(data["reaching"]),
            pronouns=data["pronouns"],
        )
    except FileNotFoundError:
        raise KnowledgeError(f"no cue words for language {language!r}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"the cue words of language {language!r} are damaged: {error}") from error
