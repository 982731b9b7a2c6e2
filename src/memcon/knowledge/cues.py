"""Words that attribute: verbs, nouns, prepositions and adverbs, with how often they do in each construction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from memcon.errors import KnowledgeError

Table = Mapping[str, Mapping[str, float]]
"""Lemma -> construction -> probability that the cue attributes; "*" stands for every other lemma."""


class CueKind(StrEnum):
    """Whether a cue tells words said, or a mere thought, feeling or appearance."""

    SPEECH = "speech"
    ATTITUDE = "attitude"


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of one language; probabilities are learned by training/cues, the sets are written by hand."""

    verbs: Table
    nouns: Table
    prepositions: Mapping[str, float]
    adverbs: Mapping[str, float]
    speech: frozenset[str]

    def probability(self, table: Table, lemma: str, construction: str) -> float:
        """How likely a lemma attributes in a construction; unknown lemmas fall back to the construction's own."""
        known = table.get(lemma)
        if known is not None and construction in known:
            return known[construction]
        return table.get("*", {}).get(construction, 0.0)

    def kind(self, lemma: str) -> CueKind:
        """Whether a lemma tells of speech or of an attitude."""
        return CueKind.SPEECH if lemma in self.speech else CueKind.ATTITUDE


@lru_cache(maxsize=4)
def load(language: str) -> Cues:
    """Loads the cue words of a language; raises KnowledgeError where there are none or the file is damaged."""
    path = files("memcon.knowledge").joinpath("data", language, "cues.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Cues(
            data["verbs"], data["nouns"], data["prepositions"], data["adverbs"], frozenset(data["speech"])
        )
    except FileNotFoundError:
        raise KnowledgeError(f"no cue words for language {language!r}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(f"the cue words of language {language!r} are damaged: {error}") from error
