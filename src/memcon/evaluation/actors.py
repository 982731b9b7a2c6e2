"""How well actors are identified: the named participants of gold contacts against the actors found."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from memcon.errors import InputError
from memcon.reading.naming.spelling import skeleton
from memcon.record import Actor
from memcon.record.vocabulary import ActorKind

_WORD = re.compile(r"[\w']+(?:-[\w']+)*")


@dataclass(frozen=True, slots=True)
class GoldActor:
    """A person a text must be found to name: the name as gold writes it, and the country (alpha-3) if any."""

    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text and the persons that take part in its contacts; published is an ISO 8601 date or None."""

    id: str
    text: str
    language: str
    published: str | None
    actors: tuple[GoldActor, ...]


@dataclass(frozen=True, slots=True)
class ActorScore:
    """Counts over texts.

    gold are the named participants, found those with an actor of the same family name and country, and misplaced
    those whose name was found with another country. known are those that the gazetteer has, resolved those of them
    found under its id.
    """

    gold: int = 0
    found: int = 0
    misplaced: int = 0
    known: int = 0
    resolved: int = 0
    missed: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """The share of gold participants found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Of the participants whose name was found at all, the share with the right country and id."""
        attempted = self.found + self.misplaced
        return (self.found - (self.known - self.resolved)) / attempted if attempted else 0.0


def read_gold(folder: Path, language: str | None = None) -> Iterator[GoldText]:
    """Reads gold.jsonl and texts/ of a contacts folder; raises InputError where they cannot be read."""
    try:
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if language is None or row["lang"] == language:
                text = (folder / "texts" / f"{row['id']}.txt").read_text("utf-8")
                named = {
                    GoldActor(one["name"], one["country"]): None
                    for contact in row["contacts"]
                    for one in contact["participants"]
                    if one["name"]
                }
                yield GoldText(row["id"], text, row["lang"], row["published"], tuple(named))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder} holds no gold contacts that can be read: {error}") from error


def score(text: GoldText, actors: Iterable[Actor], known: Mapping[str, str]) -> ActorScore:
    """Scores the actors found in one text; known maps gold names to the gazetteer's ids."""
    persons = [actor for actor in actors if actor.kind is ActorKind.PERSON]
    found = misplaced = listed = resolved = 0
    missed = []
    for gold in text.actors:
        same = [actor for actor in persons if same_name(gold.name, actor.name)]
        right = [actor for actor in same if actor.country == gold.country or not _is_country(gold.country)]
        found += bool(right)
        misplaced += bool(same) and not right
        if not right:
            missed.append(f"{text.id}: {gold.name} ({gold.country})")
        if gold.name in known and right:
            listed += 1
            hit = any(actor.id == known[gold.name] for actor in right)
            resolved += hit
            if not hit:
                missed.append(f"{text.id}: {gold.name} is {known[gold.name]}, found {right[0].id}")
    return ActorScore(len(text.actors), found, misplaced, listed, resolved, tuple(missed))


def total(scores: Iterable[ActorScore]) -> ActorScore:
    """Adds scores up."""
    scores = tuple(scores)
    return ActorScore(
        sum(one.gold for one in scores),
        sum(one.found for one in scores),
        sum(one.misplaced for one in scores),
        sum(one.known for one in scores),
        sum(one.resolved for one in scores),
        tuple(line for one in scores for line in one.missed),
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names share a family name, first or last, in whatever transliteration."""
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs:
        return False
    ends = {ours[0], ours[-1]} & {theirs[0], theirs[-1]}
    ours, theirs = ([skeleton(word.removeprefix("al-")) for word in words] for words in (ours, theirs))
    alike = len(ours[-1]) > 2 and ours[-1] == theirs[-1]
    return bool(ends) or alike or set(ours) <= set(theirs) or set(theirs) <= set(ours)


def _is_country(code: str | None) -> bool:
    """Whether gold gives a country; for heads of organisations it gives their name (EU, NATO)."""
    return code is not None and len(code) == 3


def _words(name: str) -> list[str]:
    """The words of a name as transliterations share them: no accents, no case, -y, -yy, -iy, -iï and -ij alike."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return [re.sub(r"(?:[iy][iyj]?)$", "i", word) for word in _WORD.findall(plain)]
