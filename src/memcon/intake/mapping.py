"""A JSON object of a document -> Document."""

from __future__ import annotations

from collections.abc import Mapping

from memcon.config import Config
from memcon.errors import ConfigError, InputError
from memcon.intake.plain import from_text
from memcon.record import Document
from memcon.record.vocabulary import DocumentKind

FIELDS = ("url", "headline", "published", "language", "publisher", "author", "kind", "text")
"""The fields that are read; all but text may be missing or null, and others are passed over."""


def from_mapping(obj: object, config: Config) -> Document:
    """The Document of {"url", "headline", "published", "language", "publisher", "author", "kind", "text"}.

    A headline that does not open the text is put before it; raw offsets of what was removed count in the text
    field. config.columns says what other names the fields have. Raises InputError where there is no text, a
    field is no string, or published is no date, and ConfigError where config.columns names no field of ours.
    """
    if not isinstance(obj, Mapping):
        raise InputError('it is not a JSON object; write {"text": "…"} with "url", "headline", "published", "language"')
    theirs = names(config)
    fields: dict[str, str | None] = {}
    for name in FIELDS:
        value = obj.get(theirs[name])
        if value is not None and not isinstance(value, str):
            raise InputError(f'its "{theirs[name]}" is not a string')
        fields[name] = value if value and not value.isspace() else None
    text = fields["text"]
    if text is None:
        raise InputError(f'it has no "{theirs["text"]}"')
    return from_text(
        text,
        config,
        url=fields["url"],
        headline=fields["headline"],
        published=fields["published"],
        publisher=fields["publisher"],
        author=fields["author"],
        language=fields["language"],
        kind=_kind(fields["kind"]),
    )


def names(config: Config) -> dict[str, str]:
    """The name that each field goes by in the input; raises ConfigError for a field there is none of."""
    ours = dict(config.columns)
    if unknown := sorted(ours.keys() - set(FIELDS)):
        raise ConfigError(f"there is no field {unknown[0][:60]!r} to give a column to; there are {', '.join(FIELDS)}")
    return {name: ours.get(name, name) for name in FIELDS}


def _kind(name: str | None) -> DocumentKind | None:
    try:
        return DocumentKind(name) if name else None
    except ValueError:
        raise InputError(f'its "kind" is {name!r}, not one of {", ".join(DocumentKind)}') from None
