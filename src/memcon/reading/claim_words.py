"""The words of claims about the distance between contacts, compiled for a language from its data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from memcon.knowledge import grammar, titles
from memcon.knowledge import lexicon as lexicons
from memcon.record.vocabulary import ClaimModifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NEVER = "(?!)"
"""A pattern that nothing matches: what a language has no words for."""


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """A language's claim words, compiled: patterns are matched against the text just before or after a time."""

    opener: re.Pattern[str]
    negative: frozenset[str]
    ranks: frozenset[str]
    told: re.Pattern[str]
    told_surely: re.Pattern[str]
    told_by_phrase: re.Pattern[str]
    gone: re.Pattern[str]
    been: re.Pattern[str]
    denied_before: re.Pattern[str]
    denied_after: re.Pattern[str]
    denied_within: re.Pattern[str]
    lacking: re.Pattern[str]
    spell: re.Pattern[str]
    course: re.Pattern[str]
    counted_from: re.Pattern[str]
    since_clause: re.Pattern[str]
    titled: re.Pattern[str]
    titled_subject: re.Pattern[str]
    made: re.Pattern[str]
    ago: re.Pattern[str]
    language: str
    since_last: re.Pattern[str]
    brought_in: re.Pattern[str]
    silence_after: re.Pattern[str]
    silence_before: re.Pattern[str]
    distance: re.Pattern[str]
    behind_sequence: re.Pattern[str]
    hedges: tuple[tuple[re.Pattern[str], ClaimModifier], ...]
    since: frozenset[str]
    last: frozenset[str]
    last_one: re.Pattern[str]
    turns: frozenset[str]
    ordinals: Mapping[str, int]
    weekdays: Mapping[str, int]
    contact_nouns: frozenset[str]
    contact_verbs: frozenset[str]
    contact_words: frozenset[str]
    contact_lemmas: frozenset[str]
    persons: frozenset[str]
    phrases: frozenset[tuple[str, str]]


@lru_cache(maxsize=4)
def load(language: str) -> ClaimWords:
    """The claim words of a language, compiled once; raises KnowledgeError where there are none."""
    table = lexicons.claims(language)
    lexicon = lexicons.contacts(language)
    hedges = _either([*table["more_than"], *table["less_than"], *table["about"], *table["nearly"]])
    sure = [word for word in table["told"] if word not in table["told_vaguely"]]
    title = _either(" ".join(words) for words in titles.load(language).titles)
    elapsing = _either(table["elapsing"])
    silence, within = _either([*table["silence"], *table["pause"]]), _either(table["within"])
    sequencing = _either(grammar.load(language).sequencing)
    belonging = _either(grammar.load(language).belonging)
    contact_verbs = frozenset(lemma for lemma, verb in lexicon.verbs.items() if not verb.visit)
    negative, last = _either(table["negative"]), _either(table["last"])
    since_or_after = _either([*table["since"], *table["distance"]])
    modifiers = (ClaimModifier.MORE_THAN, ClaimModifier.LESS_THAN, ClaimModifier.NEARLY, ClaimModifier.ABOUT)
    return ClaimWords(
        opener=_pattern(
            rf"(?<![\w-])(?:({_either(table['ranking'])})|\w{{0,8}}({_either(table['clitic_negative'])}))(?!\w)"
        ),
        negative=frozenset(table["negative"]),
        ranks=frozenset(table["ranks"]),
        told=_pattern(rf"\b({_either(table['told'])})"),
        told_surely=_pattern(rf"\b({_either(sure)})"),
        told_by_phrase=_pattern(rf"\b({_either(word for word in sure if ' ' in word)})"),
        gone=_before_name(table["gone"]),
        been=_before_name([*table["gone"], *table["been"]]),
        denied_before=_pattern(rf"(?<![\w-])({negative})\s+\Z"),
        denied_after=_pattern(rf"[,\s]*\b({negative})\b"),
        denied_within=_pattern(rf"(?<![\w-])({negative})\s+({within})\s+(?:({hedges})\s+)?\Z"),
        lacking=_pattern(rf"\s+(?:({elapsing})\s+){{0,3}}({_either(table['lacking'])})\b"),
        spell=_pattern(rf"\b({_either(table['spells'])})\s+({belonging})\s+(?:({hedges})\s+)?\Z"),
        course=_pattern(rf"[,\s]+({_either(table['course'])})\b"),
        counted_from=_pattern(rf"(?<![\w-])({_either(table['counted_from'])})\s+(?:({hedges})\s+)?\Z"),
        since_clause=_pattern(rf"\s+({_either(table['since'])})\b"),
        titled=_pattern(rf"\b({title})\b"),
        titled_subject=_pattern(
            rf"\b({_either(table['anyone'])})\s+(?:[\w’'-]+\s+){{0,3}}?({title})\s+(?:({_either(table['helping'])})\s+)?\Z"
        ),
        made=_pattern(rf"\s+({_either(table['made'])})\b"),
        ago=_pattern(rf"\b({_either(table['ago'])})\b"),
        language=language,
        since_last=_pattern(
            rf"\s+(?:(?:{elapsing})\s+){{0,3}}(?:{since_or_after})\s+(?:[\w'’-]+\s+){{0,6}}?({last})\b"
        ),
        brought_in=_pattern(rf"\b({within})\s+(?:({_either(table['recent'])})\s+)?(?:({hedges})\s+)?\Z"),
        silence_after=_pattern(rf"[\s-]+(?:({belonging})\s*)?(?:(?!(?:{sequencing})\b)[\w-]+\s+){{0,2}}?({silence})\b"),
        silence_before=_pattern(rf"\b({silence})\s+({belonging})\s+(?:({hedges})\s+)?\Z"),
        behind_sequence=_pattern(rf"\b(?:{sequencing})\s+(?:[\w'’]+\s+)?\Z"),
        distance=_pattern(rf"\s+({_either(table['distance'])})\b"),
        hedges=tuple((_pattern(rf"\b({_either(table[modifier.value])})\b"), modifier) for modifier in modifiers),
        since=frozenset(table["since"]),
        last=frozenset(table["last"]),
        last_one=_pattern(rf"\b({last})\b"),
        turns=frozenset(table["turns"]),
        ordinals=table["ordinals"],
        weekdays=table["weekdays"],
        contact_nouns=frozenset(lexicon.nouns),
        contact_words=contact_verbs | {*lexicon.nouns, *table["silence"]} | frozenset(table["visiting"]),
        contact_verbs=contact_verbs,
        phrases=frozenset(phrase for phrase, verb in lexicon.phrases.items() if not verb.visit),
        persons=frozenset(table["ranked_persons"]),
        contact_lemmas=frozenset(lexicon.nouns) | frozenset(lexicon.verbs) | frozenset(table["taking_place"]),
    )


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _before_name(words: Iterable[str]) -> re.Pattern[str]:
    """Some words where a name follows, at most one word between: case tells a name."""
    return re.compile(rf"\b(?:{_either(words)})\s+(?:\w+\s+)?[^\W\d_a-zß-ÿа-я]")


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or _NEVER
