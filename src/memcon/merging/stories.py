"""Whole reports -> stories: which of them tell of the same real event, and which of another one like it.

Reports fall into topics first (all calls of two leaders, all fires of a chain of shops). What the reports of one topic
have in common cannot tell its events apart: words are weighed anew inside each topic, where a word of every report
weighs nothing and one of half of them much. Then events are told apart by the words of the leads, by names (most of all
those that a report names most), by words, figures and years. The weights are those of a logistic regression on the
training half of the set in docs/merging.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from memcon.knowledge import stems
from memcon.merging.evidence import probability
from memcon.merging.linkage import clusters, cosines

_TOPIC = 0.05
"""The mean cosine from which reports are of one topic."""
_EVENT = 0.55
"""The mean probability from which they are of one event."""
_LEAD = 3
"""Passages (sentences) at the start of a report that say what it is about."""
_SALIENT = 5
"""Names of a report that say most whom it is about."""
_FEWEST = 200
"""Reports from which their own number says how rare a word is."""
_INTERCEPT = -4.64
_WEIGHTS: Mapping[str, float] = {
    "lead": 4.66,
    "words": 5.00,
    "names": 4.81,
    "local lead": 2.38,
    "salient": 2.75,
    "figures": 3.70,
    "same year": 1.82,
    "other year": -1.25,
}
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Report:
    """One report as a list of passages (sentences, or paragraphs), the headline first."""

    id: str
    passages: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class _Reduced:
    """How often a report has each stem and each name, the stems of its lead, its figures, and the years it names."""

    words: Mapping[str, int]
    names: Mapping[str, int]
    lead: frozenset[str]
    figures: frozenset[str]
    years: frozenset[str]


def stories(reports: Iterable[Report]) -> tuple[tuple[str, ...], ...]:
    """The ids of reports of one event each, in order; the order that reports come in does not matter."""
    known = sorted({report.id: report for report in sorted(reports, key=repr)}.values(), key=lambda one: one.id)
    reduced = _reduced(known)
    rarity = _rarity([one.words for one in reduced], _FEWEST)
    of_figures = _rarity([one.figures for one in reduced], _FEWEST)
    found = []
    for topic in _topics(reduced, rarity):
        members = [reduced[at] for at in topic]
        for story in clusters(len(members), _alike(members, rarity, of_figures), _EVENT):
            found.append(tuple(known[topic[at]].id for at in story))
    return tuple(sorted(found))


def _topics(reduced: Sequence[_Reduced], rarity: Mapping[str, float]) -> list[list[int]]:
    vectors = [{word: (1 + math.log(n)) * rarity[word] for word, n in one.words.items()} for one in reduced]
    return clusters(len(reduced), ((a, b, value) for (a, b), value in sorted(cosines(vectors).items())), _TOPIC)


def _alike(
    members: Sequence[_Reduced], rarity: Mapping[str, float], of_figures: Mapping[str, float]
) -> Iterable[tuple[int, int, float]]:
    """The probabilities that two reports of one topic are of one event, for every two of them."""
    local = _rarity([one.words for one in members])
    shared = {word for word, n in Counter(word for one in members for word in one.words).items() if n > 1}
    cosine = {
        "lead": cosines([{word: rarity[word] for word in one.lead} for one in members]),
        "local lead": cosines([{word: local[word] for word in one.lead & shared} for one in members]),
        "words": cosines([_weighed(one.words, local, shared) for one in members]),
        "names": cosines([_weighed(one.names, local, shared) for one in members]),
        "figures": cosines([{figure: of_figures[figure] for figure in one.figures} for one in members]),
    }
    salient = [_salient(one, rarity) for one in members]
    for a, one in enumerate(members):
        for b in range(a + 1, len(members)):
            log_odds = _INTERCEPT + sum(_WEIGHTS[name] * by_pair.get((a, b), 0.0) for name, by_pair in cosine.items())
            other = members[b]
            named = max(_found(salient[a], other.words), _found(salient[b], one.words))
            log_odds += _WEIGHTS["salient"] * named
            if one.years and other.years:
                log_odds += _WEIGHTS["other year" if one.years.isdisjoint(other.years) else "same year"]
            yield a, b, probability(log_odds)


def _weighed(counts: Mapping[str, int], rarity: Mapping[str, float], among: Collection[str]) -> dict[str, float]:
    return {word: math.log(1 + n) * rarity[word] for word, n in counts.items() if word in among}


def _salient(one: _Reduced, rarity: Mapping[str, float]) -> dict[str, float]:
    """The names that say most whom a report is about, each with its share of what they say together."""
    weight = {name: n * rarity[name] for name, n in one.names.items()}
    top = sorted(weight, key=lambda name: (-weight[name], name))[:_SALIENT]
    whole = sum(weight[name] for name in top)
    return {name: weight[name] / whole for name in top} if whole else {}


def _found(salient: Mapping[str, float], words: Collection[str]) -> float:
    """The share of a report's salient names that another report has too; a half where it has no names."""
    return sum(share for name, share in salient.items() if name in words) if salient else 0.5


def _rarity(texts: Sequence[Collection[str]], fewest: int = 0) -> dict[str, float]:
    """How much a word tells among these texts: the logarithm of one in how many of them has it.

    Fewer than the fewest texts count as that many: what a handful has in common may still be rare in the world.
    """
    having = Counter(word for text in texts for word in text)
    size = max(len(texts), fewest)
    return {word: math.log((size + 1) / (n + 0.5)) for word, n in having.items()}


def _reduced(reports: Sequence[Report]) -> list[_Reduced]:
    capital = _capitalised(reports)
    found = []
    for report in reports:
        counts, names = Counter[str](), Counter[str]()
        lead = set[str]()
        for number, passage in enumerate(report.passages):
            for word in _WORD.findall(passage):
                stem = stems.telling(word, report.language)
                if stem is None:
                    continue
                counts[stem] += 1
                names[stem] += word[0].isupper() and word.lower() in capital
                if number < _LEAD:
                    lead.add(stem)
        figures = {figure for passage in report.passages for figure in stems.figures(passage)}
        years = {figure for figure in figures if _YEAR.fullmatch(figure)}
        found.append(_Reduced(counts, +names, frozenset(lead), frozenset(figures - years), frozenset(years)))
    return found


def _capitalised(reports: Iterable[Report]) -> frozenset[str]:
    """The words that are written with a capital inside sentences, here names: headlines in capitals do not count."""
    upper, lower = Counter[str](), Counter[str]()
    for report in reports:
        for passage in report.passages:
            words = _WORD.findall(passage)
            if sum(word[0].isupper() for word in words) > 0.6 * len(words):
                continue
            for word in words[1:]:
                (upper if word[0].isupper() else lower)[word.lower()] += 1
    return frozenset(word for word, n in upper.items() if n > 2 * lower[word])
