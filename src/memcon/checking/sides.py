"""One side's account of a contact against the other's: what both speak of, what only one says, where they clash.

A side is a state or body whose account the reports give. Two sayings speak of one point where they share a topic of
the contact or enough content words, the names of those who took part aside. Silence is no denial: what only one side
says is listed and is no dispute. A dispute is one of three things: the sides' own statements give a field of the
contact values that cannot both hold; two sayings on one point give different figures; or one denies what the other
says. The last two ask for many shared words, so that they speak of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from memcon.knowledge import opposition, stems
from memcon.record import Comparison, ContactAnswer, Dispute, Named, Point, Report, Saying, days_of
from memcon.record.vocabulary import DocumentKind

_SHARED_WORDS, _SHARED_PART = 2, 1 / 3
"""Content words that two sayings on one point share at least, and as a part of the shorter one's words."""
_SAME_PART = 1 / 2
"""The part from which two sayings say the same thing, so that a difference of figures or a denial is a dispute."""
_MOST = 400
"""Sayings compared; a contact with more is compared by the first of them."""
_WORD = re.compile(r"[^\W\d_]+")
_FIELDS = ("status", "time", "duration", "initiator")
"""Fields that two sides can contradict each other on; a place may be told as a city and as a country."""


@dataclass(frozen=True, slots=True, eq=False)
class _Heard:
    """A saying with what it is compared by."""

    saying: Saying
    forms: Mapping[str, str]
    """The stems of its content words, each with the word that it stands for."""
    topics: frozenset[str]
    figures: frozenset[str]
    is_denial: bool

    @property
    def words(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(self.forms)


def compare(answer: ContactAnswer) -> Comparison:
    """Sets the accounts of a merged contact against each other; sides are in the order of their names."""
    named = {actor.id: actor for actor in answer.actors}
    heard = _heard(answer)[:_MOST]
    ties = [(a, b) for a, b in combinations(heard, 2) if a.saying.side != b.saying.side and _shared(a, b)]
    joined = _joined(heard, ties)
    points = tuple(Point(tuple(one.saying for one in group), _words(pairs)) for group, pairs in joined)
    spoken = {id(one.saying) for group, _ in joined for one in group}
    only = tuple(one.saying for one in heard if id(one.saying) not in spoken)
    sides = {one.saying.side for one in heard}
    known = (named[side] for side in sides if side in named)
    return Comparison(
        answer.merged.id,
        tuple(sorted(known, key=lambda side: (side.name, side.id))),
        points,
        only,
        (*_fields(answer, named), *_clashes(ties)),
    )


def _heard(answer: ContactAnswer) -> list[_Heard]:
    """Every side's outermost statements, those with the same words once."""
    names = {word for actor in answer.actors for word in actor.name.lower().split()}
    found: dict[tuple[str, str], _Heard] = {}
    for report in answer.reports:
        statements = {statement.id: statement for statement in report.statements}
        for account in report.contact.accounts:
            for key in account.statements:
                statement = statements.get(key)
                if statement is None or statement.within in account.statements:
                    continue
                one = _hear(Saying(account.side, report.key, statement, report.source), report, names)
                found.setdefault((account.side, " ".join(_text(one.saying).lower().split())), one)
    return sorted(found.values(), key=lambda one: (one.saying.side, one.saying.key, one.saying.statement.id))


def _hear(saying: Saying, report: Report, names: set[str]) -> _Heard:
    language = (saying.source.language or "en").split("-")[0].lower()
    text = _text(saying)
    content = saying.statement.content
    forms = stems.load(language)
    named = {forms.stem(name) for name in names}
    topics = {
        topic.label
        for topic in report.contact.topics
        if any(span.start <= topic.span.start < span.end for span in content)
    }
    return _Heard(
        saying,
        {forms.stem(word): word for word in _WORD.findall(text.lower()) if _is_content(forms, word, named)},
        frozenset(topics),
        frozenset(stems.figures(text)),
        opposition.load(language).turns(text),
    )


def _is_content(forms: stems.WordForms, word: str, named: set[str]) -> bool:
    return any(stem not in named for stem in forms.content(word))


def _text(saying: Saying) -> str:
    return " ".join(span.exact for span in saying.statement.content)


def _overlap(a: _Heard, b: _Heard) -> float:
    """The shared words as a part of the shorter saying's."""
    return len(a.words & b.words) / (min(len(a.words), len(b.words)) or 1)


def _shared(a: _Heard, b: _Heard) -> frozenset[str]:
    """The topics and words that make two sayings speak of one point; none where they do not."""
    topics, words = a.topics & b.topics, a.words & b.words
    enough = len(words) >= _SHARED_WORDS and _overlap(a, b) >= _SHARED_PART
    return topics | (words if enough else frozenset())


def _words(pairs: Iterable[tuple[_Heard, _Heard]]) -> tuple[str, ...]:
    """What sayings share: topics as they are, stems as the words that they stand for."""
    shared = {(one, word) for one, other in pairs for word in _shared(one, other)}
    return tuple(sorted({word if word in one.topics else one.forms[word] for one, word in shared}))


def _joined(
    heard: Iterable[_Heard], ties: Iterable[tuple[_Heard, _Heard]]
) -> list[tuple[list[_Heard], list[tuple[_Heard, _Heard]]]]:
    """The groups of sayings that ties join, with their ties, each and all in order."""
    root = {id(one): id(one) for one in heard}

    def top(one: int) -> int:
        while root[one] != one:
            root[one] = one = root[root[one]]
        return one

    for a, b in ties:
        root[top(id(a))] = top(id(b))
    groups: dict[int, tuple[list[_Heard], list[tuple[_Heard, _Heard]]]] = {}
    tied = {id(one) for pair in ties for one in pair}
    for one in heard:
        if id(one) in tied:
            groups.setdefault(top(id(one)), ([], []))[0].append(one)
    for pair in ties:
        groups[top(id(pair[0]))][1].append(pair)
    return list(groups.values())


def _clashes(ties: Iterable[tuple[_Heard, _Heard]]) -> Iterator[Dispute]:
    """Where two sayings that share half of their words differ in their figures, or one is a denial."""
    for a, b in ties:
        if len(a.words & b.words) < _SHARED_WORDS or _overlap(a, b) < _SAME_PART:
            continue
        values = tuple((one.saying.side, _text(one.saying)) for one in (a, b))
        if a.is_denial != b.is_denial:
            yield Dispute("denial", values, (a.saying, b.saying))
        elif a.figures and b.figures and not a.figures & b.figures:
            yield Dispute("figures", values, (a.saying, b.saying))


def _fields(answer: ContactAnswer, named: dict[str, Named]) -> Iterator[Dispute]:
    """The fields for which the statements of two sides themselves give values that cannot both hold."""
    sides = {
        report.key: report.contact.accounts[0].side
        for report in answer.reports
        if report.source.kind is DocumentKind.OFFICIAL and len(report.contact.accounts) == 1
    }
    for name in _FIELDS:
        field = answer.merged.field(name)
        given = [
            (sides[key], version.value)
            for version in (field.versions if field else ())
            for key in version.sightings
            if key in sides
        ]
        values = dict(given)
        if len(values) > 1 and not _agree(name, set(values.values())):
            yield Dispute(name, tuple(sorted(values.items())))


def _agree(name: str, values: set[str]) -> bool:
    """Whether the values of a field can all hold: times that overlap do, and a planned contact may be held later."""
    if name == "time":
        bounds = [days_of(value) for value in values]
        return max(first or "" for first, _ in bounds) <= min(last or "9999" for _, last in bounds)
    if name == "status":
        return not ({"denied", "cancelled"} & values and {"held"} & values)
    return len(values) == 1
