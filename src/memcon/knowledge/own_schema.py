"""The shape of a user's file of actors, and the words that say what is wrong with one."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from memcon.errors import ConfigError
from memcon.knowledge.gazetteer import ROLES
from memcon.record.vocabulary import ActorKind

_NAMES = 200
"""How many names of one form and language an actor may have."""
_ID = re.compile(r"[\w][\w.:\-]{0,99}")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def _plain(value: str) -> str:
    """A line of words without space around or doubled; ValueError where it is empty or holds control characters."""
    words = " ".join(value.split())
    if not words or not words.isprintable() or len(words) > 200:
        raise ValueError("write one line of 1 to 200 printable characters")
    return words


def _empty_is_none(value: object) -> object:
    """None for what YAML leaves empty: "end:"."""
    return None if value == "" else value


def _listed(value: object) -> object:
    """A list of one where a single name stands."""
    return [value] if isinstance(value, str) else value


def _dated(value: str) -> str:
    try:
        if not _DATE.fullmatch(value):
            raise ValueError
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        raise ValueError(f"{value[:40]!r} is no date; write it as 2024, 2024-05 or 2024-05-31") from None
    return value


def _identified(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("write a Wikidata QID (Q7747) or an id of your own (acme:jane-doe): letters, digits, . : - _")
    return value


def _coded(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", value):
        raise ValueError(f"{value[:40]!r} is no alpha-3 code; write three capitals, as in FRA")
    return value


def _role(value: str) -> str:
    if value not in ROLES:
        raise ValueError(f"{value[:40]!r} is no role; the roles are {', '.join(ROLES)}")
    return value


def _kind(value: str) -> ActorKind:
    kinds = [kind for kind in ActorKind if kind is not ActorKind.UNKNOWN]
    if value not in kinds:
        raise ValueError(f"{value[:40]!r} is no kind; the kinds are {', '.join(kinds)}")
    return ActorKind(value)


def _sector(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", value):
        raise ValueError(f"{value[:40]!r} is no sector; write a PLOVER code such as GOV, MIL, IGO, NGO or BUS")
    return value


Words = Annotated[str, AfterValidator(_plain)]
Date = Annotated[Annotated[str, AfterValidator(_dated)] | None, BeforeValidator(_empty_is_none)]
Country = Annotated[Annotated[str, AfterValidator(_coded)] | None, BeforeValidator(_empty_is_none)]
Names = Annotated[list[Words], BeforeValidator(_listed), Field(max_length=_NAMES)]
ByLanguage = dict[Literal["en", "fr", "ru", "und"], Names]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OwnPost(_Shape):
    """A time in office: title in words, one of the gazetteer's roles, and the country or the body it serves."""

    role: Annotated[str, AfterValidator(_role)]
    title: Words
    country: Country = None
    organisation: Words | None = None
    start: Date = None
    end: Date = None

    @model_validator(mode="after")
    def _serves_one(self) -> OwnPost:
        if (self.country is None) == (self.organisation is None):
            raise ValueError("give either the country or the organisation that the post serves")
        if self.start and self.end and self.end < self.start[: len(self.end)]:
            raise ValueError("end is before start; correct one of them")
        return self


class OwnActor(_Shape):
    """An actor as the file gives it; name and kind may be missing where the gazetteer has them."""

    id: Annotated[str, AfterValidator(_identified)]
    name: Words | None = None
    kind: Annotated[ActorKind | None, BeforeValidator(lambda value: None if value is None else _kind(str(value)))] = (
        None
    )
    country: Country = None
    sector: Annotated[str, AfterValidator(_sector)] | None = None
    family: Names = []
    aliases: ByLanguage = {}
    demonyms: ByLanguage = {}
    capitals: ByLanguage = {}
    metonyms: ByLanguage = {}
    posts: list[OwnPost] = Field(default=[], max_length=_NAMES)

    def forms(self) -> dict[str, dict[str, list[str]]]:
        """Its names by the gazetteer's forms and by language; its own name is one in any language."""
        name: dict[str, list[str]] = {language: list(texts) for language, texts in self.aliases.items()}
        if self.name is not None:
            name["und"] = [self.name, *name.get("und", ())]
        given: dict[str, dict[Any, list[str]]] = {
            "name": name,
            "demonym": dict(self.demonyms),
            "capital": dict(self.capitals),
            "metonym": dict(self.metonyms),
        }
        return {form: by for form, by in given.items() if by}


class _File(_Shape):
    actors: list[OwnActor]


def actors(tree: object) -> tuple[OwnActor, ...]:
    """The actors of a file's tree; raises ConfigError that names the entry and says what to do."""
    if not isinstance(tree, dict) or set(tree) != {"actors"} or not isinstance(tree["actors"], list):
        raise ConfigError("the file must hold one list called actors:; see docs/actors.md for the format")
    try:
        return tuple(_File.model_validate(tree).actors)
    except ValidationError as error:
        raise ConfigError(_told(error, tree["actors"])) from error


def _told(error: ValidationError, entries: list[Any]) -> str:
    """What is wrong first, in which entry and field, and what to do."""
    found = error.errors(include_url=False, include_context=False)
    first = found[0]
    steps = [str(step + 1) if isinstance(step, int) else step for step in first["loc"][2:] if step != "[key]"]
    number = first["loc"][1] if len(first["loc"]) > 1 else 0
    entry = entries[number] if isinstance(number, int) and number < len(entries) else None
    called = (entry.get("id") or entry.get("name")) if isinstance(entry, dict) else None
    where = f"actor {int(number) + 1}{f' ({_short(called)})' if isinstance(called, str) else ''}"
    field = " ".join(steps)
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{where}: {f'{field}: ' if field else ''}{_advice(first)}{more}"


def _advice(fault: Any) -> str:
    """What to do about one fault, in words for whoever wrote the file."""
    plain = {
        "missing": "is missing; add it",
        "extra_forbidden": "is no field that this file may have; see docs/actors.md for those there are",
        "literal_error": "is no language here; write en, fr, ru or und (any language)",
        "string_type": "write words here, not a list or a mapping",
        "list_type": "write a list here",
        "dict_type": "write languages with their names here, as in en: [Jane Doe]",
        "model_type": "write fields with their values here, as in name: Jane Doe",
        "too_long": f"more than {_NAMES} entries; leave some out",
    }
    return plain.get(fault["type"], str(fault["msg"]).removeprefix("Value error, "))


def _short(words: str) -> str:
    return " ".join(words.split())[:60]
