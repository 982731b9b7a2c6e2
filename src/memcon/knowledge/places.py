"""Cities and their countries: data/dateline_places.json, and data/places.json by training/places/build.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from memcon.errors import KnowledgeError


@lru_cache(maxsize=1)
def load() -> Mapping[str, str]:
    """The name of a city, case-folded -> its country (alpha-3); names that several countries share are not in it.

    Raises KnowledgeError where a file is damaged.
    """
    found: dict[str, str] = {}
    for name in ("places.json", "dateline_places.json"):
        try:
            rows = json.loads(files("memcon.knowledge").joinpath("data", name).read_text("utf-8"))
            found |= {str(place).casefold(): str(country) for place, country in rows.items()}
        except (ValueError, AttributeError) as error:
            raise KnowledgeError(f"data/{name} is damaged: {error}; install memcon again") from error
    return found
