"""Scores merging: contacts on a set with groups of one real contact, whole reports on a set of news on real events."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from memcon.errors import InputError
from memcon.evaluation.contacts import Case, match, read_cases
from memcon.knowledge.gazetteer import Gazetteer, NameForm
from memcon.merging import merge, sightings
from memcon.merging.likeness import plain
from memcon.merging.sightings import content
from memcon.merging.stories import Report, stories
from memcon.record import Party, Record, Sighting
from memcon.record.timex import interval_of
from memcon.record.vocabulary import ActorKind

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairScores:
    """Pairs of gold contacts ("text/number", in order): those of one group, those merged, and those both read.

    named are the contacts that any group names. The groups of a set may be incomplete: a pair of two contacts that
    none names was perhaps not looked at.
    """

    gold: frozenset[Pair]
    merged: frozenset[Pair]
    found: frozenset[Pair]
    named: frozenset[str]

    @property
    def precision(self) -> float:
        """The share of merged pairs that are of one group."""
        return len(self.gold & self.merged) / len(self.merged) if self.merged else 1.0

    @property
    def precision_of_named(self) -> float:
        """The same among merged pairs of which a group names at least one contact."""
        merged = [pair for pair in self.merged if not self.named.isdisjoint(pair)]
        return len(self.gold.intersection(merged)) / len(merged) if merged else 1.0

    @property
    def recall(self) -> float:
        """The share of the pairs of one group that are merged."""
        return len(self.gold & self.merged) / len(self.gold) if self.gold else 1.0

    @property
    def recall_of_found(self) -> float:
        """The same among pairs of which both contacts were read."""
        return len(self.found & self.merged) / len(self.found) if self.found else 1.0


@dataclass(frozen=True, slots=True)
class GroupedSet:
    """Reports with gold contacts, and the pairs of gold contacts that are one real contact."""

    cases: tuple[Case, ...]
    gold: frozenset[Pair]


def read_groups(path: Path) -> GroupedSet:
    """Reads groups.json and the set beside it; path is the file or its folder. Raises InputError where it cannot."""
    file = path / "groups.json" if path.is_dir() else path
    try:
        groups = json.loads(file.read_text("utf-8"))
        keys = [[f"{one['id']}/{one['contact_index']}" for one in group["members"]] for group in groups]
    except OSError as error:
        raise InputError(f"{path}: no groups.json there ({error.strerror})") from error
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{file}: not a list of groups with members ({error})") from error
    return GroupedSet(tuple(read_cases(file.parent)), frozenset(pair for group in keys for pair in _pairs(group)))


def score_gold(known: GroupedSet, who: Gazetteer) -> PairScores:
    """Merges the gold contacts themselves."""
    given = [one for case in known.cases for one in gold_sightings(case, who)]
    merged = {pair for one in merge(given) for pair in _pairs(one.sightings)}
    return PairScores(known.gold, frozenset(merged), known.gold, _names(known.gold))


def score_read(known: GroupedSet, language: str, read: Callable[[Case], Record]) -> PairScores:
    """Reads the reports of a language and merges the contacts found; each counts as the gold contact that it matches.

    A contact that matches none counts as one of its own: joining it to others is wrong.
    """
    given: list[Sighting] = []
    name: dict[str, str] = {}  # of contacts alone: events have no gold
    ids = set[str]()
    for case in (case for case in known.cases if case.language == language):
        ids.add(case.id)
        record = read(case)
        number = {id(gold): at for at, gold in enumerate(case.contacts)}
        matched = {contact.id: number[id(gold)] for gold, contact in match(case.contacts, record)}
        for one in sightings(record):
            contact_id = one.key.rpartition("/")[2]
            given.append(one)
            if one.is_contact:
                name[one.key] = f"{case.id}/{matched.get(contact_id, contact_id)}"
    gold = frozenset(pair for pair in known.gold if ids.issuperset(key.partition("/")[0] for key in pair))
    merged = frozenset(pair for one in merge(given) for pair in _pairs(map(name.get, one.sightings)))
    found = frozenset(pair for pair in gold if set(name.values()).issuperset(pair))
    return PairScores(gold, merged, found, _names(known.gold))


def gold_sightings(case: Case, who: Gazetteer) -> Iterator[Sighting]:
    """The gold contacts of one report as sightings; names stand for persons, their words are the report's."""
    for number, gold in enumerate(case.contacts):
        earliest, latest = interval_of(gold["date"])
        words, numbers = content([case.text], [one["name"] or "" for one in gold["participants"]], case.language)
        minutes = gold["duration_minutes"]
        yield Sighting(
            key=f"{case.id}/{number}",
            is_contact=True,
            kind=gold["channel"],
            status=gold["status"],
            role=gold["role"],
            parties=tuple(sorted({_party(one) for one in gold["participants"]})),
            language=case.language,
            source=case.id,
            published=case.published,
            earliest=earliest,
            latest=latest,
            place=gold["place"],
            place_country=country_of(gold["place"], who) if gold["place"] else None,
            initiator=_person(gold["initiator"]) if gold["initiator"] else None,
            duration=f"PT{minutes}M" if minutes else None,
            topics=tuple(gold["topics"]),
            words=words,
            numbers=numbers,
        )


def country_of(place: str, who: Gazetteer) -> str | None:
    """The country that a place's words name, or whose capital they name; the longest of them counts."""
    words = re.findall(r"[\w'’-]+", place)
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            for entity, name in who.named(" ".join(words[start : start + length])):
                if entity.kind is ActorKind.STATE and name.form is not NameForm.DEMONYM:
                    return entity.country
    return None


@dataclass(frozen=True, slots=True)
class StoryScores:
    """B-cubed precision and recall over reports; siblings: of the pairs of two events of a topic those in one story."""

    reports: int
    precision: float
    recall: float
    siblings: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report with the real event that it tells of, the topic of that event, and the part of the set it is in."""

    report: Report
    event: str
    topic: str
    split: str


def read_events(path: Path) -> tuple[GoldReport, ...]:
    """Reads a set of reports on events: a JSON Lines file, or the folder of one or more of them.

    Each line has id, event, topic, split and sentences; url_line, where there is one, is the first sentence and no part
    of the text. Raises InputError where there is nothing of the kind.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: no JSON Lines file there")
    try:
        return tuple(_gold_report(json.loads(line)) for file in files for line in file.read_text("utf-8").splitlines())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path}: not reports with id, event, topic and sentences ({error})") from error


def score_events(reports: Sequence[GoldReport]) -> tuple[StoryScores, Mapping[str, int]]:
    """Makes stories of reports and scores them; the number of each report's story comes with it, by its id."""
    story = {one: number for number, ids in enumerate(stories(gold.report for gold in reports)) for one in ids}
    told = [story[gold.report.id] for gold in reports]
    events = [gold.event for gold in reports]
    pairs = list(zip(told, events, strict=True))
    both, by_story, by_event = Counter(pairs), Counter(told), Counter(events)
    precision = sum(both[pair] / by_story[pair[0]] for pair in pairs) / max(len(pairs), 1)
    recall = sum(both[pair] / by_event[pair[1]] for pair in pairs) / max(len(pairs), 1)
    return StoryScores(len(reports), precision, recall, _siblings(reports, story)), story


def _siblings(reports: Sequence[GoldReport], story: Mapping[str, int]) -> float:
    by_topic: dict[str, list[GoldReport]] = defaultdict(list)
    for one in reports:
        by_topic[one.topic].append(one)
    wrong = asked = 0
    for members in by_topic.values():
        for a, b in combinations(members, 2):
            if a.event != b.event:
                asked += 1
                wrong += story[a.report.id] == story[b.report.id]
    return wrong / asked if asked else 0.0


def _gold_report(row: Mapping[str, Any]) -> GoldReport:
    passages = tuple(map(str, row["sentences"]))
    if row.get("url_line"):
        passages = passages[1:]
    report = Report(str(row["id"]), passages, str(row.get("lang", "en")))
    return GoldReport(report, str(row["event"]), str(row["topic"]), str(row.get("split", "all")))


def _party(gold: Mapping[str, Any]) -> Party:
    if gold["name"]:
        return Party(_person(gold["name"]), gold["country"], is_person=True)
    return Party(f"local:state:{gold['country']}", gold["country"], is_person=False)


def _person(name: str) -> str:
    return f"local:person:{plain(name).replace(' ', '-')}"


def _pairs(keys: Iterable[str | None]) -> Set[Pair]:
    """Every two of some keys, in order."""
    return set(combinations(sorted(key for key in keys if key is not None), 2))


def _names(pairs: Iterable[Pair]) -> frozenset[str]:
    return frozenset(key for pair in pairs for key in pair)
