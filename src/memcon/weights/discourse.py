"""The linear model of news discourse: loading, and what it makes of a sentence's features."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from memcon.weights.encoder import checked

LANGUAGES = frozenset({"en"})
"""The languages that there is a model of."""


@dataclass(frozen=True, slots=True)
class DiscourseModel:
    """Classes, and for each known feature a weight a class (feature names as training saw them)."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class."""
        known = [found for name in features if (found := self.weights.get(name)) is not None]
        sums = [sum(column) for column in zip(*known, strict=True)] if known else [0.0] * len(self.classes)
        highest = max(sums)
        powers = [math.exp(one - highest) for one in sums]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}


@lru_cache(maxsize=4)
def load(language: str) -> DiscourseModel | None:
    """The model of a language, read once, None where there is none; raises KnowledgeError where it is damaged."""
    return decode(checked(f"discourse-{language}.npz")) if language in LANGUAGES else None


def decode(data: bytes) -> DiscourseModel:
    """The model in the bytes of an .npz file: classes, names (UTF-8, a line each), weights (int8), scale."""
    import numpy as np

    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        classes = tuple(arrays["classes"].tobytes().decode("utf-8").split("\n"))
        names = arrays["names"].tobytes().decode("utf-8").split("\n")
        table = arrays["weights"].astype("float32") * arrays["scale"]
    return DiscourseModel(classes, dict(zip(names, map(tuple, table.tolist()), strict=True)))
