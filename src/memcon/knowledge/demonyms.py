"""Adjectives and peoples of countries that the gazetteer lacks: the file data/<language>/demonyms.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from memcon.errors import KnowledgeError


@lru_cache(maxsize=8)
def load(language: str) -> Mapping[str, tuple[str, ...]]:
    """Country (alpha-3) -> words for what is of it, none where the language has no file of its own.

    Raises KnowledgeError where the file is damaged.
    """
    file = files("memcon.knowledge").joinpath("data", language, "demonyms.toml")
    if not file.is_file():
        return {}
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        return {country: tuple(str(word) for word in words) for country, words in data.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise KnowledgeError(f"data/{language}/demonyms.toml is damaged: {error}") from error
