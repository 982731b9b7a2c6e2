"""A user's own actors, from a YAML file as docs/actors.md describes it, merged over the gazetteer that ships."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from memcon.errors import ConfigError
from memcon.knowledge import gazetteer
from memcon.knowledge.gazetteer import Gazetteer, Row, bounds
from memcon.record.vocabulary import ActorKind

if TYPE_CHECKING:
    from memcon.knowledge.own_schema import OwnActor, OwnPost

MAX_BYTES: Final = 1_000_000
"""Bytes that a file of actors may hold."""
MAX_DEPTH: Final = 8
"""How deep lists and mappings of the file may stand in one another; the format needs five."""
MAX_ACTORS: Final = 5_000
"""Actors that a file may hold."""

_SINGLE: Final = frozenset(
    ("head_of_state", "head_of_government", "leader", "foreign_minister", "defence_minister", "head_of_organisation")
)
"""The roles that one person holds at a time, as a rule."""


def load(path: Path | None) -> Gazetteer:
    """The gazetteer that ships, with the actors of a file merged over it where one is given.

    The same file is read once for as long as it does not change. Raises ConfigError where it cannot be used, with the
    file, the entry and what to do; KnowledgeError where the gazetteer is damaged.
    """
    if path is None:
        return gazetteer.load()
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read: {_reason(error)}") from error
    return _loaded(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=2)
def _loaded(path: Path, _changed: int, _size: int) -> Gazetteer:
    known = gazetteer.load()
    return merged(known, read(path, known), path.name)


def read(path: Path, known: Gazetteer) -> tuple[OwnActor, ...]:
    """The actors of a file, checked against one another and against the gazetteer.

    Raises ConfigError with one line that names the file, the entry and what to do.
    """
    from memcon.knowledge import own_schema

    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read: {_reason(error)}") from error
    if len(content) > MAX_BYTES:
        raise ConfigError(f"{path}: larger than {MAX_BYTES:,} bytes; split it or leave actors out")
    try:
        actors = own_schema.actors(_tree(text))
        _check(actors, known)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error
    return actors


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8; save it as UTF-8"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _tree(text: str) -> object:
    """The YAML of a text as plain lists, mappings and strings: no numbers, no dates, no other types.

    Raises ConfigError for anything but one document without anchors, aliases and tags, of bounded depth, and for a key
    that stands twice in one mapping.
    """
    import yaml

    quick: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Plain(quick):  # type: ignore[misc]
        """Reads every scalar as the string it is written as."""

        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (as PyYAML declares it)

    Plain.add_constructor("tag:yaml.org,2002:map", _mapping)
    try:
        _bounded(yaml.parse(text, Loader=quick))
        loader = Plain(text)
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "no YAML"
        raise ConfigError(f"{where}{problem}; see docs/actors.md for the format") from error


def _bounded(events: Iterator[Any]) -> None:
    """Runs through the events of YAML; ConfigError where they nest too deep or hold what plain data does not need."""
    import yaml

    depth = 0
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise ConfigError(f"line {line}: anchors and aliases (& and *) are not allowed; write the words out")
        if getattr(event, "tag", None) is not None:
            raise ConfigError(f"line {line}: tags (!) are not allowed; leave {event.tag!r} out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise ConfigError(f"line {line}: nested deeper than {MAX_DEPTH} levels; see docs/actors.md for the format")


def _mapping(loader: Any, node: Any) -> dict[str, Any]:
    """A mapping whose keys are strings, each of which stands there once."""
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = getattr(key_node, "value", None), key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise ConfigError(f"line {line}: a key is no word; see docs/actors.md for the format")
        if key in found:
            raise ConfigError(f"line {line}: {key!r} stands twice in one place; join the two")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


def _check(actors: tuple[OwnActor, ...], known: Gazetteer) -> None:
    """Raises ConfigError where actors contradict one another or the gazetteer."""
    if len(actors) > MAX_ACTORS:
        raise ConfigError(f"more than {MAX_ACTORS:,} actors; split the file or leave actors out")
    ids = {actor.id for actor in actors}
    countries = {actor.country for actor in actors if actor.kind is ActorKind.STATE}
    seen: set[str] = set()
    for number, actor in enumerate(actors, 1):
        entry = f"actor {number} ({actor.id})"
        other = known.entity(actor.id)
        if actor.id in seen:
            raise ConfigError(f"{entry}: this id stands in the file before; join the two entries")
        seen.add(actor.id)
        if other is None and (actor.name is None or actor.kind is None):
            missing = "name" if actor.name is None else "kind"
            raise ConfigError(f"{entry}: {missing} is missing; only an actor that the gazetteer has may leave it out")
        if other is not None and actor.kind not in (None, other.kind):
            raise ConfigError(f"{entry}: kind: the gazetteer has {other.name} as {other.kind}; use another id")
        kind = actor.kind or (other.kind if other else None)
        if actor.posts and kind is not ActorKind.PERSON:
            raise ConfigError(f"{entry}: posts: only a person holds posts; leave them out")
        if kind is ActorKind.STATE and not (actor.country or (other and other.country)):
            raise ConfigError(f"{entry}: country is missing; give the state a code of three capitals")
        for country in (actor.country, *(post.country for post in actor.posts)):
            if country is not None and country not in countries and known.state(country) is None:
                raise ConfigError(f"{entry}: country: {country!r} is no country's alpha-3 code, as in FRA")
        for post in actor.posts:
            if post.organisation is not None and post.organisation not in ids:
                _body(post.organisation, known, entry)


def _body(words: str, known: Gazetteer, entry: str) -> str:
    """The id of a body of the gazetteer, given as its id or as its name."""
    if known.entity(words) is not None:
        return words
    bodies = {e.id for e, _ in known.named(words) if e.kind in (ActorKind.ORGANISATION, ActorKind.GROUP)}
    if len(bodies) != 1:
        raise ConfigError(
            f"{entry}: organisation: {words!r} is no body of the gazetteer or of this file; add it to the file as an "
            "actor of the kind organisation, and give its id here"
        )
    return bodies.pop()


def merged(known: Gazetteer, actors: tuple[OwnActor, ...], source: str) -> Gazetteer:
    """A new gazetteer with actors over those known; source is what their tenures name as theirs.

    Names are added to those known. A post replaces the tenures of the same person in the same office that overlap it,
    and ends that of another who was last seen in that office before it began.
    """
    rows = dict(known.rows)
    held = {holder: list(lines) for holder, lines in known.held.items()}
    ids = {actor.id for actor in actors}
    begun: list[Row] = []
    for actor in actors:
        rows[actor.id] = _row(actor, rows.get(actor.id))
        for post in actor.posts:
            body = post.organisation
            line = _line(actor.id, post, body if body is None or body in ids else _body(body, known, actor.id), source)
            kept = (one for one in held.get(actor.id, ()) if not (_same_office(one, line) and _overlap(one, line)))
            held[actor.id] = [*kept, line]
            begun.append(line)
    for line in begun:
        _end_other(known, held, line, source)
    offices: dict[tuple[str, str], list[Row]] = {}
    for lines in held.values():
        for line in lines:
            for place in (line.get("country"), line.get("organisation")):
                if place is not None:
                    offices.setdefault((line["role"], place), []).append(line)
    return Gazetteer(known.verified, rows, held, offices)


def _row(actor: OwnActor, known: Row | None) -> Row:
    """The line of an entity, in the gazetteer's own shape: what the file says over what is known."""
    row: dict[str, Any] = dict(known or {"id": actor.id, "names": {}})
    for key, value in (
        ("name", actor.name),
        ("kind", actor.kind),
        ("country", actor.country),
        ("sector", actor.sector),
    ):
        if value is not None:
            row[key] = str(value)
    names = {form: {spoken: list(texts) for spoken, texts in by.items()} for form, by in row["names"].items()}
    for form, given in actor.forms().items():
        for language, texts in given.items():
            kept = names.setdefault(form, {}).setdefault(language, [])
            kept.extend(text for text in texts if text not in kept)
    row["names"] = names
    if row["kind"] == ActorKind.PERSON:
        last = (actor.name or "").split()[-1:] if known is None else []
        row["family"] = list(dict.fromkeys((*row.get("family", ()), *(actor.family or last))))
    return row


def _line(holder: str, post: OwnPost, body: str | None, source: str) -> Row:
    start = post.start
    return {
        "holder": holder,
        "role": post.role,
        "title": post.title,
        "country": post.country,
        "organisation": body,
        "start": start,
        "end": post.end,
        "precision": {4: "year", 7: "month"}.get(len(start or ""), "day"),
        "source": source,
        "basis": "the user's own",
    }


def _same_office(one: Row, other: Row) -> bool:
    return all(one.get(key) == other.get(key) for key in ("role", "country", "organisation"))


def _overlap(one: Row, other: Row) -> bool:
    """Whether two times in office have more than a day in common, as far as their dates tell."""
    first, second = ((each.get("start") or "0000", each.get("end") or "9999") for each in (one, other))
    return bounds(first[0])[0] < bounds(second[1])[1] and bounds(second[0])[0] < bounds(first[1])[1]


def _end_other(known: Gazetteer, held: dict[str, list[Row]], line: Row, source: str) -> None:
    """Ends, on the day a post begins, the one open tenure that is known of someone last seen in that office before."""
    start, place = line["start"], line["country"] or line["organisation"]
    if line["role"] not in _SINGLE or start is None:
        return
    still = [one for one in known.offices.get((line["role"], place), ()) if not one.get("end")]
    others = [one for one in still if one["holder"] != line["holder"] and _same_office(one, line)]
    if len(others) == 1 and (others[0].get("seen") or "9999") < start:
        ended = {**others[0], "end": start, "basis": f"{others[0]['basis']}; ended by {source}"}
        held[ended["holder"]] = [ended if one is others[0] else one for one in held[ended["holder"]]]
