"""Scores contacts and gap claims against a set of short reports with gold (texts/ID.txt and gold.jsonl)."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memcon.errors import InputError
from memcon.record import Contact, Record, When
from memcon.record.timex import interval_of
from memcon.record.vocabulary import ClaimKind, Verdict

Gold = Mapping[str, Any]

_ALPHA_3 = 3
"""Letters of a country's code (ISO 3166 alpha-3)."""


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its gold: language, publication day (None where unknown), contacts and gap claims."""

    id: str
    language: str
    published: str | None
    text: str
    contacts: Sequence[Gold]
    gap_claims: Sequence[Gold]


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of one run; every rate is right / asked, and F1 is over contacts matched one to one."""

    counts: Mapping[str, int]

    def rate(self, name: str) -> float:
        """The share of right answers among those asked, 1.0 where none was asked."""
        asked = self.counts.get(f"{name}.asked", 0)
        return self.counts.get(f"{name}.right", 0) / asked if asked else 1.0

    def f1(self, name: str) -> float:
        """Twice the matches over predictions and gold together."""
        total = self.counts.get(f"{name}.predicted", 0) + self.counts.get(f"{name}.gold", 0)
        return 2 * self.counts.get(f"{name}.matched", 0) / total if total else 1.0

    def table(self) -> dict[str, float]:
        """All figures by name."""
        f1s = {f"{name} F1": self.f1(name) for name in ("contact", "claim")}
        rates = ("status", "role", "channel", "date", "initiator", "duration", "verdict")
        return f1s | {name: self.rate(name) for name in rates}


def read_cases(folder: Path) -> Iterator[Case]:
    """Reads the set in a folder; raises InputError where its files are missing or malformed."""
    try:
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            text = (folder / "texts" / f"{row['id']}.txt").read_text("utf-8")
            yield Case(row["id"], row["lang"], row["published"], text, row["contacts"], row["gap_claims"])
    except OSError as error:
        raise InputError(f"{folder}: not a folder with gold.jsonl and texts/ ({error.strerror})") from error
    except (ValueError, KeyError) as error:
        raise InputError(f"{folder}/gold.jsonl is malformed ({error})") from error


def score(cases: Sequence[Case], read: Callable[[Case], Record]) -> Scores:
    """Reads every case and counts what is right."""
    counts: Counter[str] = Counter()
    for case in cases:
        record = read(case)
        count_contacts(case, record, counts)
        count_claims(case, record, counts)
    return Scores(counts)


def count_contacts(case: Case, record: Record, counts: Counter[str]) -> list[tuple[Gold, Contact]]:
    """Matches a record's contacts with the gold ones one to one, the best pairs first, and counts their fields."""
    pairs = match(case.contacts, record)
    counts["contact.predicted"] += len(record.contacts)
    counts["contact.gold"] += len(case.contacts)
    counts["contact.matched"] += len(pairs)
    for gold, contact in pairs:
        _count(counts, "status", right=gold["status"] == contact.status)
        _count(counts, "role", right=gold["role"] == contact.role)
        _count(counts, "channel", right=gold["channel"] == contact.channel)
        _count(counts, "date", right=_same_date(gold["date"], contact.time))
        initiator = contact.initiator.actor if contact.initiator else None
        name = next((actor.name for actor in record.actors if actor.id == initiator), None)
        if gold["initiator"] or name:
            _count(counts, "initiator", right=bool(name and gold["initiator"] and _alike(name, gold["initiator"])))
        if gold["duration_minutes"] or contact.duration:
            _count(counts, "duration", right=_minutes(contact.duration) == gold["duration_minutes"])
    return pairs


def match(gold: Sequence[Gold], record: Record) -> list[tuple[Gold, Contact]]:
    """Pairs gold and predicted contacts with the same sides, agreeing on persons and not disagreeing on the date."""
    candidates = [
        (_likeness(one, contact, record), -number, index)
        for number, one in enumerate(gold)
        for index, contact in enumerate(record.contacts)
    ]
    used_gold, used = set[int](), set[int]()
    pairs = []
    for likeness, minus, index in sorted(candidates, reverse=True):
        if likeness > 0 and -minus not in used_gold and index not in used:
            used_gold.add(-minus)
            used.add(index)
            pairs.append((gold[-minus], record.contacts[index]))
    return pairs


def count_claims(case: Case, record: Record, counts: Counter[str]) -> None:
    """Matches gap claims by overlapping words in the text and counts verdicts, rounding taken as consistent."""
    kinds = (ClaimKind.ELAPSED, ClaimKind.SINCE)
    claims = [claim for claim in record.claims if claim.kind in kinds]
    verdicts = {finding.claim: finding.verdict for finding in record.findings}
    counts["claim.predicted"] += len(claims)
    counts["claim.gold"] += len(case.gap_claims)
    taken = set[str]()
    for gold in case.gap_claims:
        wanted = set(gold["quote"].lower().split())
        overlap = {
            claim.id: len(wanted & set(claim.span.exact.lower().split())) for claim in claims if claim.id not in taken
        }
        best = max(overlap, key=lambda one: overlap[one], default=None)
        if best is None or overlap[best] < 0.5 * len(wanted):
            continue
        taken.add(best)
        counts["claim.matched"] += 1
        verdict = verdicts.get(best, Verdict.UNVERIFIABLE)
        said = Verdict.CONSISTENT if verdict is Verdict.ROUNDED else verdict
        _count(counts, "verdict", right=said == gold["verdict"])


def _count(counts: Counter[str], name: str, *, right: bool) -> None:
    counts[f"{name}.asked"] += 1
    counts[f"{name}.right"] += right


def _likeness(gold: Gold, contact: Contact, record: Record) -> float:
    actors = {actor.id: actor for actor in record.actors}
    there = [actors[one.actor] for one in contact.participants]
    wanted = gold["participants"]
    if {_country(one["country"]) for one in wanted} != {actor.country for actor in there}:
        return 0.0
    named = [one for one in wanted if one["name"]]
    hits = sum(any(_alike(actor.name, one["name"]) for actor in there) for one in named)
    if named and not hits:
        return 0.0
    when = contact.time
    if gold["date"] and when and when.earliest and when.latest:
        earliest, latest = interval_of(gold["date"])
        if str(earliest) > when.latest or when.earliest > str(latest):
            return 0.0
    same = [gold["status"] == contact.status, gold["channel"] == contact.channel, _same_date(gold["date"], when)]
    return float(1 + hits + 0.2 * sum(same))


def _country(code: str | None) -> str | None:
    """The country of a code of the set, which also writes "EU", "NATO" and "UN" where a body's officials serve none."""
    return code if code is not None and len(code) == _ALPHA_3 else None


def _alike(one: str, other: str) -> bool:
    """Whether two names share a part of more than two letters, accents and spelling of -yy and -iy aside."""
    return bool(_parts(one) & _parts(other))


def _parts(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("iy", "y").replace("yy", "y").replace("-", " ")
    return {part for part in plain.split() if len(part) > 2}


def _same_date(gold: str | None, when: When | None) -> bool:
    """Whether a date is the gold one; a week or a part of a month counts as its month where gold has the month."""
    if gold is None or when is None:
        return gold is None and when is None
    same_month = len(gold) == 7 and "W" in when.value and gold in ((when.earliest or "")[:7], (when.latest or "")[:7])
    return gold == when.value[:10] or same_month


def _minutes(duration: str | None) -> float | None:
    if duration is None:
        return None
    hours, _, minutes = duration.removeprefix("PT").partition("H") if "H" in duration else ("0", "", duration[2:])
    try:
        return float(hours) * 60 + float(minutes.removesuffix("M") or 0)
    except ValueError:
        return None
