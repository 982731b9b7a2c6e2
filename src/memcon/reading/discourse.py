"""What each sentence is to the news: what happened, what came before it, or what surrounds it.

Every sentence is described by where it stands, how it is told, which days it names, what it shares with the headline
and the opening, and its words; a linear model (weights/discourse.md) weighs these for van Dijk's categories of news
discourse as Choubey et al. (2020) annotate them.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from memcon.record.timex import day_of
from memcon.weights import discourse as weights
from memcon.weights.encoder import digest

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from memcon.reading.parse import Parsed
    from memcon.record import Time

NEW = ("Main", "Main_Consequence")
"""Categories of what the report is written for."""
OLD = ("Cause_Specific", "Distant_Historical")
"""Categories of what happened before it: previous events, and history."""

FURNITURE = "NA"
"""The category of what is no part of the report."""

LEAST = 0.22
"""The least newness of a sentence that tells of the main event (training/discourse/train.py finds it)."""

_AGES = ((1, "today"), (2, "yesterday"), (8, "week"), (32, "month"), (63, "two months"), (366, "year"), (1100, "years"))
"""Days before publication, and what an age below them is called."""
_LONGEST = 400
"""Tokens of a sentence that are looked at."""
_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Sentence:
    """The character offset where a sentence starts, and how likely each category of discourse is, by its name."""

    start: int
    chances: dict[str, float]

    @property
    def new(self) -> float:
        """How likely the sentence tells of the main event or of what followed from it."""
        return sum(self.chances.get(name, 0.0) for name in NEW)

    @property
    def old(self) -> float:
        """How likely the sentence tells of what happened before the main event."""
        return sum(self.chances.get(name, 0.0) for name in OLD)

    @property
    def is_new(self) -> bool:
        """Whether the sentence tells of the main event, not of what came before it, and is no furniture of a page."""
        furniture = self.chances.get(FURNITURE, 0.0)
        return furniture < 0.5 and newness(self.new, self.old, furniture) >= LEAST


@dataclass(frozen=True, slots=True)
class Discourse:
    """The sentences of a document in order, each looked at when it is asked for; none without a model of its language.

    starts are the character offsets where they start, and tell gives the sentence of a number.
    """

    starts: tuple[int, ...] = ()
    tell: Callable[[int], Sentence] | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence."""
        return tuple(map(self.tell, range(len(self.starts)))) if self.tell else ()

    def at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character offset."""
        number = bisect_right(self.starts, offset) - 1
        return self.tell(number) if self.tell and number >= 0 else None


def models(language: str) -> tuple[str, ...]:
    """The trained model that takes part, as name==the first digits of its digest; none where a language has none."""
    return (f"memcon-discourse=={digest(f'discourse-{language}.npz')[:12]}",) if language in weights.LANGUAGES else ()


def newness(new: float, old: float, furniture: float) -> float:
    """How new a sentence is: its chance of being new, by the share of that in new and old, if it is no furniture."""
    return new * new / (new + old + 1e-9) / (1 + 1e-9 - furniture)


def read(parsed: Parsed, times: Sequence[Time], sentences: Sequence[Span] | None = None) -> Discourse:
    """What every sentence of a document is to its news.

    sentences are the parser's where not given. Raises KnowledgeError where the shipped model is damaged.
    """
    model = weights.load(parsed.language)
    if model is None:
        return Discourse()
    units = list(parsed.sentences()) if sentences is None else list(sentences)
    described = _Described(parsed, times, units)
    starts = tuple(parsed.doc[unit.start].idx for unit in units)
    return Discourse(starts, cache(lambda number: Sentence(starts[number], model.chances(described.of(number)))))


def describe(parsed: Parsed, times: Sequence[Time], units: Sequence[Span]) -> list[list[str]]:
    """The features of each sentence."""
    described = _Described(parsed, times, units)
    return [described.of(number) for number in range(len(units))]


class _Described:
    """The features of the sentences of a document, made when they are asked for."""

    def __init__(self, parsed: Parsed, times: Sequence[Time], units: Sequence[Span]) -> None:
        self._parsed, self._units = parsed, units
        self._dated, self._known = _Ages(parsed, times), _Known(parsed, units)
        self._told: dict[int, list[str]] = {}

    def of(self, number: int) -> list[str]:
        """The features of a sentence: its own, and the telling ones of the sentence before it and after it."""
        unit = self._units[number]
        own = [*_place(self._parsed, unit, number, len(self._units)), *_words(unit)]
        before = self._telling(number - 1) if number else ["none"]
        after = self._telling(number + 1) if number + 1 < len(self._units) else ["none"]
        beside = (*(f"<{name}" for name in before), *(f">{name}" for name in after))
        return ["bias", *own, *self._telling(number), *beside]

    def _telling(self, number: int) -> list[str]:
        """How a sentence is told, which days it names, and what of it is known."""
        if number not in self._told:
            unit = self._units[number]
            self._told[number] = [*_telling(unit), *self._dated.of(unit), *self._known.of(unit)]
        return self._told[number]


def _place(parsed: Parsed, unit: Span, number: int, several: int) -> Iterator[str]:
    """Where a sentence stands in its document, and how long it is."""
    paragraph = parsed.paragraph_at(parsed.doc[unit.start].idx)
    headline = parsed.document.headline is not None
    yield f"sentence {min(number - headline, 12)}"
    yield f"paragraph {min(paragraph - headline, 8)}"
    yield f"depth {int(5 * number / max(several, 1))}"
    yield f"length {min(int(math.log2(len(unit) + 1)), 6)}"
    if 0 <= paragraph < len(parsed.document.paragraphs):
        opens = parsed.document.paragraphs[paragraph].start >= parsed.doc[unit.start].idx
        yield f"opens paragraph {opens}"


def _telling(unit: Span) -> Iterator[str]:
    """How a sentence is told: the tense of its main verb and of the others, who its subject is, and quotation."""
    root = unit.root
    yield f"tense {_tense(root)}"
    yield f"verb {root.lemma_.lower()}"
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    yield f"subject {subject.pos_ if subject is not None else None}"
    if subject is not None and subject.pos_ == "PRON":
        yield f"pronoun {subject.lower_}"
    content = next((child for child in root.children if child.dep_ == "ccomp"), None)
    if content is not None:
        yield f"content {_tense(content)}"
    tokens = unit[:_LONGEST]
    yield from sorted({f"some {_tense(token)}" for token in tokens if token.pos_ in ("VERB", "AUX")})
    marks = sum(token.text in _QUOTES for token in tokens)
    yield f"quotes {min(marks, 3)}"
    yield f"opens with quote {tokens[0].text in _QUOTES}"
    if any(token.lower_ in ("i", "we", "my", "our") for token in tokens):
        yield "first person"


def _tense(verb: Token) -> str:
    """The tense of a verb with its auxiliaries, as Penn tags and modals."""
    helpers = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return "+".join([*helpers[:3], verb.tag_])


def _words(unit: Span) -> Iterator[str]:
    """Lemmas, pairs of neighbouring words, the opening words, and the kinds of names, each once."""
    tokens = [token for token in unit[:_LONGEST] if not token.is_space]
    plain = ["#" if token.like_num else token.lower_ for token in tokens]
    seen = {f"w {token.lemma_.lower()}" for token in tokens if token.is_alpha}
    seen |= {f"ww {one} {other}" for one, other in itertools.pairwise(plain)}
    seen.add(f"first {plain[0]}" if plain else "empty")
    seen.add(f"opening {' '.join(plain[:2])}")
    seen |= {f"name {entity.label_}" for entity in unit.ents}
    yield from sorted(seen)


class _Ages:
    """How old what a sentence names is, in steps, counted from publication or else from the opening's last day."""

    def __init__(self, parsed: Parsed, times: Sequence[Time]) -> None:
        self._times = times
        self._starts = [time.span.start for time in times]
        self._today = day_of(parsed.document.published) or self._opening_day(parsed)

    def of(self, unit: Span) -> Iterator[str]:
        """The ages of the times that a sentence names."""
        first = bisect_right(self._starts, unit.start_char - 1)
        last = bisect_right(self._starts, unit.end_char - 1)
        ages = sorted({self._age(time) for time in self._times[first:last]})
        yield from (f"age {age}" for age in ages)
        yield f"ages {'+'.join(ages) if ages else 'none'}"

    def _age(self, time: Time) -> str:
        latest = day_of(time.latest)
        if latest is None or self._today is None:
            return f"{time.type} {time.value if (time.value or '').endswith('REF') else ''}"
        days = (self._today - latest).days
        if days < 0:
            earliest = day_of(time.earliest)
            return "around" if earliest is not None and earliest <= self._today else "future"
        return next((name for limit, name in _AGES if days < limit), "long ago")

    def _opening_day(self, parsed: Parsed) -> date | None:
        paragraphs = parsed.document.paragraphs[:4]
        end = paragraphs[-1].end if paragraphs else 0
        days = [
            latest
            for time in self._times
            if time.span.start < end and time.earliest == time.latest and (latest := day_of(time.latest)) is not None
        ]
        return max(days) + timedelta(days=1) if days else None


class _Known:
    """How much of a sentence the headline and the opening have already told."""

    def __init__(self, parsed: Parsed, units: Sequence[Span]) -> None:
        ends = [paragraph.end for paragraph in parsed.document.paragraphs]
        headline = parsed.document.headline is not None
        first = ends[0] if ends and headline else 0
        second = ends[headline] if len(ends) > headline else 0
        self._headline = {lemma for unit in units if unit.start_char < first for lemma in _content(unit)}
        self._opening = {lemma for unit in units if first <= unit.start_char < second for lemma in _content(unit)}

    def of(self, unit: Span) -> Iterator[str]:
        """The shares, in fifths, of its content words that are known, and of the known ones that it takes up."""
        own = _content(unit)
        for name, known in (("headline", self._headline), ("opening", self._opening)):
            if known and own:
                yield f"of {name} {int(4.99 * len(own & known) / len(known))}"
                yield f"in {name} {min(len(own & known), 5)}"


def _content(unit: Span) -> set[str]:
    tokens = (token for token in unit[:_LONGEST] if token.pos_ in ("NOUN", "PROPN", "VERB", "NUM"))
    return {token.lemma_.lower() for token in tokens}
