"""Attribution measured on PolNeAR's format: who said what, as relations of source, cue and content."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from memcon.errors import InputError
from memcon.record import Span, Statement
from memcon.record.vocabulary import Quotation

Offsets = tuple[tuple[int, int], ...]
"""Character offsets [start, end) of the pieces of a source, a cue or a content."""

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|''.*?(?:''|$)|«[^»\n]*(?:»|$)", re.MULTILINE)
_LEAST_DICE = 0.5


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution relation; source may be empty."""

    source: Offsets
    cue: Offsets
    content: Offsets


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated article; relations are the outermost ones, as PolNeAR annotates."""

    id: str
    text: str
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Matched, predicted and annotated things."""

    matched: int = 0
    predicted: int = 0
    annotated: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.matched + other.matched, self.predicted + other.predicted, self.annotated + other.annotated)

    @property
    def precision(self) -> float:
        """Matched of predicted; 0 where nothing was predicted."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Matched of annotated; 0 where nothing was annotated."""
        return self.matched / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.predicted + self.annotated
        return 2 * self.matched / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of issue 6, over word tokens (punctuation aside).

    relations: one-to-one matches whose contents overlap (Dice of at least .5) and whose sources overlap, or
    neither has one. content: word tokens inside any content. sources: of the annotated relations with a source
    whose content is matched, how many have exactly its words. by_quotation: relations by how the annotated
    content is told (predictions that match nothing count under their own kind).
    """

    relations: Count = Count()
    content: Count = Count()
    sources: Count = Count()
    by_quotation: dict[Quotation, Count] = field(default_factory=dict)

    def __add__(self, other: Scores) -> Scores:
        kinds = {
            kind: self.by_quotation.get(kind, Count()) + other.by_quotation.get(kind, Count()) for kind in Quotation
        }
        return Scores(
            self.relations + other.relations,
            self.content + other.content,
            self.sources + other.sources,
            kinds,
        )


def read(path: Path) -> Iterator[Article]:
    """Reads articles in JSON Lines; raises InputError at the first line that is not one."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                relations = tuple(
                    Relation(*(_offsets(attribution[part]) for part in ("source", "cue", "content")))
                    for attribution in record["attributions"]
                )
                yield Article(str(record["id"]), str(record["text"]), relations)
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path}, line {number}: not an article with attributions ({error})") from error


def relations_of(statements: Iterable[Statement]) -> tuple[Relation, ...]:
    """The outermost statements as relations; several speakers of the same words are one relation."""
    relations = dict.fromkeys(
        Relation(_spans(statement.speaker_span), _spans(statement.cue), _spans(*statement.content))
        for statement in statements
        if statement.within is None
    )
    return tuple(relations)


def prediction(article: Article, relations: Sequence[Relation]) -> str:
    """One line of JSON in the format that read() takes, with the given relations instead of the annotated."""
    attributions = [
        {
            "id": f"s{number}",
            "source": each.source,
            "cue": each.cue,
            "content": each.content,
            "type": "Attribution",
        }
        for number, each in enumerate(relations, 1)
    ]
    return json.dumps({"id": article.id, "text": article.text, "attributions": attributions}, ensure_ascii=False)


def score(article: Article, predicted: Sequence[Relation]) -> Scores:
    """Scores the relations predicted for one article; add Scores up for a whole set."""
    words = word_spans(article.text)
    quoted = covered(words, tuple(match.span() for match in _MARKS.finditer(article.text)))
    gold_words = [covered(words, relation.content) for relation in article.relations]
    found_words = [covered(words, relation.content) for relation in predicted]
    gold_sources = [covered(words, relation.source) for relation in article.relations]
    found_sources = [covered(words, relation.source) for relation in predicted]
    by_content = _match(gold_words, found_words, None)
    by_both = _match(gold_words, found_words, (gold_sources, found_sources))
    kinds: Counter[tuple[str, Quotation]] = Counter()
    for index, content in enumerate(gold_words):
        kinds["annotated", quotation(content, quoted)] += 1
        if index in by_both:
            kinds["matched", quotation(content, quoted)] += 1
            kinds["predicted", quotation(content, quoted)] += 1
    hits = set(by_both.values())
    for index, content in enumerate(found_words):
        if index not in hits:
            kinds["predicted", quotation(content, quoted)] += 1
    with_source = [(gold, found) for gold, found in by_content.items() if gold_sources[gold]]
    exact = sum(gold_sources[gold] == found_sources[found] for gold, found in with_source)
    all_gold, all_found = frozenset().union(*gold_words), frozenset().union(*found_words)
    return Scores(
        Count(len(by_both), len(predicted), len(article.relations)),
        Count(len(all_gold & all_found), len(all_found), len(all_gold)),
        Count(exact, len(with_source), len(with_source)),
        {kind: Count(kinds["matched", kind], kinds["predicted", kind], kinds["annotated", kind]) for kind in Quotation},
    )


def quotation(content: frozenset[int], quoted: frozenset[int]) -> Quotation:
    """How words are told: all of them inside quotation marks, some, or none."""
    inside = len(content & quoted)
    if not inside:
        return Quotation.INDIRECT
    return Quotation.DIRECT if inside == len(content) else Quotation.MIXED


def _match(
    gold: Sequence[frozenset[int]],
    found: Sequence[frozenset[int]],
    sources: tuple[Sequence[frozenset[int]], Sequence[frozenset[int]]] | None,
) -> dict[int, int]:
    """Matches annotated with predicted contents one to one, the closest first: index -> index."""
    owners: dict[int, list[int]] = {}
    for index, content in enumerate(found):
        for word in content:
            owners.setdefault(word, []).append(index)
    pairs = []
    for index, content in enumerate(gold):
        for other in {owner for word in content for owner in owners.get(word, ())}:
            dice = 2 * len(content & found[other]) / (len(content) + len(found[other]))
            if dice < _LEAST_DICE:
                continue
            if sources:
                one, two = sources[0][index], sources[1][other]
                if not (one & two or (not one and not two)):
                    continue
            pairs.append((-dice, index, other))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, other in sorted(pairs):
        if index not in matched and other not in taken:
            matched[index] = other
            taken.add(other)
    return matched


def word_spans(text: str) -> list[tuple[int, int]]:
    """The offsets of the word tokens of a text."""
    return [match.span() for match in _WORD.finditer(text)]


def covered(words: Sequence[tuple[int, int]], pieces: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The indices of the words that overlap any of the pieces."""
    return frozenset(index for start, end in pieces for index in _between(words, start, end))


def _between(words: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[int]:
    index = bisect_right(words, (start, -1))
    if index and words[index - 1][1] > start:
        index -= 1
    while index < len(words) and words[index][0] < end:
        yield index
        index += 1


def _offsets(pieces: object) -> Offsets:
    if not isinstance(pieces, list):
        raise TypeError(f"a list of [start, end] is needed, not {type(pieces).__name__}")
    return tuple((int(start), int(end)) for start, end in pieces)


def _spans(*spans: Span | None) -> Offsets:
    return tuple((span.start, span.end) for span in spans if span is not None)
