"""The benchmarks as `memcon evaluate` runs them: a set on disk -> a table of figures and the predictions."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from memcon.config import Config
from memcon.errors import InputError
from memcon.evaluation import actors, attribution, contacts, discourse, events, extraction, merging, timex
from memcon.intake import from_text
from memcon.knowledge import gazetteer
from memcon.knowledge.cues import CueKind
from memcon.pipeline import Reader
from memcon.reading import actors as naming
from memcon.reading import discourse as news
from memcon.reading import event_types, statements, times
from memcon.reading.cast import Cast
from memcon.reading.parse import parse
from memcon.record import Document, Record, Time
from memcon.record.vocabulary import ActorKind
from memcon.views.codec import to_json


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run found: the names of the columns, the rows, and a JSON object a line for each document."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    predictions: tuple[str, ...] = ()


def run_timex(path: Path, language: str) -> Outcome:
    """TempEval-3 measures on a JSON Lines set, with 95 % intervals over resampled documents."""

    def find(document: Document) -> tuple[Time, ...]:
        parsed = parse(document, language) if language == "en" else None
        return times.find(document, parsed, language)

    scores, predictions = timex.evaluate(timex.read_set(path), find)
    rows = tuple(
        (
            measure,
            f"{one.precision:.1f}",
            f"{one.recall:.1f}",
            f"{one.f1:.1f}",
            f"{one.low:.1f}–{one.high:.1f}",
        )
        for measure, one in scores.items()
    )
    lines = tuple(json.dumps(one, ensure_ascii=False) for one in predictions)
    return Outcome(("measure", "P", "R", "F1", "95 %"), rows, lines)


def run_attribution(path: Path, language: str) -> Outcome:
    """PolNeAR's measures on a JSON Lines set; thoughts count as they do there."""
    total, lines = attribution.Scores(), []
    for article in attribution.read(path):
        parsed = parse(Document(article.text), language)
        found = statements.find(parsed, Cast((), ()), kinds=frozenset(CueKind))
        relations = attribution.relations_of(found)
        total += attribution.score(article, relations)
        lines.append(attribution.prediction(article, relations))
    named = {"relations": total.relations, "content words": total.content, "sources": total.sources}
    named |= {f"{kind.value} speech": count for kind, count in total.by_quotation.items()}
    rows = tuple(
        (name, _percent(count.precision), _percent(count.recall), _percent(count.f1)) for name, count in named.items()
    )
    return Outcome(("measure", "P", "R", "F1"), rows, tuple(lines))


def run_actors(path: Path, language: str) -> Outcome:
    """Which named participants of contacts are found, with the right country, and under the right id."""
    who = gazetteer.load()
    scores, lines = [], []
    for text in actors.read_gold(path, language):
        parsed = parse(from_text(text.text, Config(published=text.published, language=language)), language)
        cast = naming.find(parsed, who)
        scores.append(actors.score(text, cast.actors, _known(text, who)))
        lines.append(json.dumps({"id": text.id, "actors": [asdict(one) for one in cast.actors]}, ensure_ascii=False))
    total = actors.total(scores)
    rows = (
        ("found", _share(total.found, total.gold)),
        ("wrong country", _share(total.misplaced, total.gold)),
        ("right id, of those the gazetteer has", _share(total.resolved, total.known)),
    )
    return Outcome(("named participants", "share"), rows, tuple(lines))


def run_contacts(path: Path, language: str) -> Outcome:
    """Contacts and their fields, and claims about the time since the last contact."""

    lines: list[str] = []

    def read(case: contacts.Case) -> Record:
        config = Config(published=case.published, language=language)
        record = Reader(config).read(from_text(case.text, config))
        lines.append(f'{{"id": {json.dumps(case.id)}, "record": {to_json(record, indent=None)}}}')
        return record

    cases = [case for case in contacts.read_cases(path) if case.language == language]
    table = contacts.score(cases, read).table()
    rows = tuple((name, _percent(value)) for name, value in table.items())
    return Outcome(("measure", "value"), rows, tuple(lines))


def run_discourse(path: Path, language: str) -> Outcome:
    """What is taken for new of a JSON Lines set of articles whose sentences have a category of discourse."""

    def judge(article: discourse.Article) -> list[bool]:
        parsed = parse(article.document, language)
        found = times.find(article.document, parsed, language)
        read = news.read(parsed, found, discourse.units(article, parsed))
        return [sentence.is_new for sentence in read.sentences]

    scores, predictions = discourse.evaluate(discourse.read_set(path), judge)
    rows = tuple((name, _percent(value)) for name, value in scores.table().items())
    return Outcome(("measure", "value"), rows, tuple(json.dumps(one) for one in predictions))


def run_events(path: Path, language: str) -> Outcome:
    """Macro-F1 of the model of event types on a TSV file of sentences with source and target marked."""
    if language not in event_types.LANGUAGES:
        raise InputError(f"there is no model of event types for {language!r}; say --language en")
    examples = events.read_set(path)
    found = [events.likeliest(event_types.chances(events.marked(one))) for one in examples]
    gold = [one.label for one in examples]
    rows = [(f"{level} macro-F1", _percent(value)) for level, value in events.scores(gold, found).items()]
    rows[-1] = ("accuracy", rows[-1][1])
    rows += [(f"F1 of {label}", _percent(value)) for label, value in sorted(events.f1_by_label(gold, found).items())]
    lines = (json.dumps({"id": one.id, "root": root}) for one, root in zip(examples, found, strict=True))
    return Outcome(("measure", "value"), tuple(rows), tuple(lines))


def run_extraction(path: Path, language: str) -> Outcome:
    """Article bodies from pages, by shingles of four words; the language plays no part."""
    score = extraction.evaluate(path)
    rows = (
        ("precision", f"{score.precision:.3f}"),
        ("recall", f"{score.recall:.3f}"),
        ("F1", f"{score.f1:.3f}"),
        ("pages", str(score.pages)),
        ("pages without text", str(score.empty)),
        ("exact instants", f"{score.exact}/{score.zoned}"),
    )
    return Outcome(("measure", "value"), rows, tuple(json.dumps(asdict(one)) for one in score.each))


def run_merging(path: Path, language: str) -> Outcome:
    """Contacts on a set with groups.json, gold ones and those read; stories on any other set, part by part."""
    if path.name == "groups.json" or (path / "groups.json").exists():
        return _contact_pairs(merging.read_groups(path), language)
    rows, lines = [], []
    reports = merging.read_events(path)
    for part in sorted({one.split for one in reports}):
        scores, story = merging.score_events([one for one in reports if one.split == part])
        figures = (scores.precision, scores.recall, scores.f1, scores.siblings)
        rows.append((part, str(scores.reports), *(_percent(figure) for figure in figures)))
        lines += [json.dumps({"id": one, "split": part, "story": number}) for one, number in sorted(story.items())]
    return Outcome(("part", "reports", "B3 P", "B3 R", "B3 F1", "siblings merged"), tuple(rows), tuple(lines))


def _contact_pairs(known: merging.GroupedSet, language: str) -> Outcome:
    def read(case: contacts.Case) -> Record:
        config = Config(published=case.published, language=language)
        return Reader(config).read(from_text(case.text, config))

    gold = merging.score_gold(known, gazetteer.load())
    found = merging.score_read(known, language, read)
    rows, lines = [], []
    for name, one in (("gold contacts", gold), ("contacts read", found)):
        figures = (one.precision, one.precision_of_named, one.recall)
        both = _percent(one.recall_of_found) if one is found else ""
        rows.append((name, str(len(one.merged)), str(len(one.gold)), *map(_percent, figures), both))
        lines += [json.dumps({"of": name, "pair": pair, "right": pair in one.gold}) for pair in sorted(one.merged)]
    columns = ("pairs of", "merged", "in gold", "P", "P of grouped", "R", "R of both read")
    return Outcome(columns, tuple(rows), tuple(lines))


RUNS: Mapping[str, Callable[[Path, str], Outcome]] = {
    "timex": run_timex,
    "attribution": run_attribution,
    "actors": run_actors,
    "contacts": run_contacts,
    "discourse": run_discourse,
    "events": run_events,
    "extraction": run_extraction,
    "merging": run_merging,
}
"""The layers that can be measured, by name."""


def run(layer: str, path: Path, language: str) -> Outcome:
    """Measures one layer on a set; raises InputError where the set is missing or malformed."""
    try:
        return RUNS[layer](path, language)
    except (OSError, json.JSONDecodeError) as error:
        raise InputError(f"{path}: not a set for {layer} ({error})") from error


def _known(text: actors.GoldText, who: gazetteer.Gazetteer) -> dict[str, str]:
    """Those gold names that stand for exactly one person of the gazetteer, with that person's id."""
    known = {}
    for one in text.actors:
        ids = {entity.id for entity, _ in who.named(one.name) if entity.kind is ActorKind.PERSON}
        if len(ids) == 1:
            known[one.name] = ids.pop()
    return known


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / (whole or 1):.1f} % ({part} of {whole})"
