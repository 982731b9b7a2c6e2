"""Templates: every value is made visible and escaped, and what is not there is an error."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from memcon.record import Named
from memcon.views import replies, wording
from memcon.views.markup import address
from memcon.views.visible import clipped, visible


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates with their filters.

    Escaping is on for every template, and every string that a template prints has control characters and
    bidirectional overrides shown as <U+XXXX> before it is escaped.
    """
    made = Environment(
        loader=PackageLoader("memcon.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        date=wording.date,
        duration=wording.duration,
        kind=replies.kind,
        listed=wording.listed,
        clipped=clipped,
        address=lambda url: Markup(address(url)),
        path=_path,
    )
    made.globals.update(days=replies.days, length=replies.length, outlet=replies.outlet, query=_query, named=_named)
    return made


def render(template: str, /, **values: Any) -> str:
    """A page made of a template and what it shows."""
    return environment().get_template(template).render(values)


def _shown(value: object) -> object:
    """What a template prints of a value: nothing for None, strings made visible, markup as it is."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def _path(part: str) -> str:
    """A part of a path, its slashes and all else that has a meaning there escaped."""
    return quote(part, safe="")


def _query(**values: str | int | None) -> str:
    """A query string of the values that are there."""
    given = {name.rstrip("_"): value for name, value in values.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else ""


def _named(actors: Iterable[Named]) -> dict[str, Named]:
    return {actor.id: actor for actor in actors}
