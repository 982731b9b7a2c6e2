"""Merged contacts as FollowTheMoney entities (followthemoney.tech), one JSON object a line, for OpenSanctions' tools.

A call between two is a Call (caller and receiver where the initiator is known), any other contact an Event; reports
are Articles, and parties Person, PublicBody or Organization. Ids are Wikidata QIDs where there are any.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from memcon.record import ContactAnswer, Named, Source
from memcon.record.vocabulary import ActorKind, Channel
from memcon.views.exports.described import Summary, summary, title

_SCHEMAS = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "PublicBody",
    ActorKind.OFFICE: "PublicBody",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.GROUP: "Organization",
}
_CLDR = {"XKX": "XKK"}
"""Kosovo's user-assigned code as the World Bank writes it, and as CLDR does."""


def write(answers: Iterable[ContactAnswer]) -> Iterator[str]:
    """Yields a line of JSON for each entity; a party or an article that several contacts share is given once."""
    given: set[str] = set()
    for answer in answers:
        for entity in entities(answer):
            if entity["id"] not in given:
                given.add(entity["id"])
                yield json.dumps(entity, ensure_ascii=False)


def entities(answer: ContactAnswer) -> Iterator[dict[str, Any]]:
    """The entities of one merged contact: its parties, its articles and itself; none for one that did not happen."""
    seen = summary(answer)
    if seen.status != "held":
        return
    for party in seen.parties:
        yield _party(party)
    for report in answer.reports:
        yield _article(report.source)
    yield _contact(answer, seen)


def _contact(answer: ContactAnswer, seen: Summary) -> dict[str, Any]:
    articles = [_key(report.source.document) for report in answer.reports]
    parties = [_id(party) for party in seen.parties]
    common: dict[str, Sequence[str | None]] = {"date": [seen.date], "summary": [title(answer)]}
    initiator = next((_id(party) for party in seen.parties if party.id == seen.initiator), None)
    if seen.channel in (Channel.PHONE, Channel.VIDEO) and len(parties) == 2 and initiator:
        receiver = [one for one in parties if one != initiator]
        return _entity(_key(answer.merged.id), "Call", caller=[initiator], receiver=receiver, **common)
    return _entity(
        _key(answer.merged.id),
        "Event",
        name=[title(answer)],
        involved=parties,
        location=[seen.place],
        proof=articles,
        **common,
    )


def _party(party: Named) -> dict[str, Any]:
    wikidata = [party.id] if party.id[:1] == "Q" else []
    schema = _SCHEMAS.get(party.kind, "LegalEntity")
    return _entity(_id(party), schema, name=[party.name], country=[_alpha2(party.country)], wikidataId=wikidata)


def _article(source: Source) -> dict[str, Any]:
    return _entity(
        _key(source.document),
        "Article",
        title=[source.headline],
        publisher=[source.publisher],
        sourceUrl=[source.url],
        publishedAt=[(source.published or "")[:10] or None],
    )


def _entity(key: str, schema: str, **properties: Sequence[str | None]) -> dict[str, Any]:
    held = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in held.items() if values}}


def _id(party: Named) -> str:
    return party.id if party.id[:1] == "Q" else _key(party.id)


def _key(value: str) -> str:
    return f"memcon-{hashlib.sha1(value.encode('utf-8', 'surrogatepass'), usedforsecurity=False).hexdigest()}"


def _alpha2(country: str | None) -> str | None:
    """The two-letter code that FollowTheMoney wants; None where CLDR knows none."""
    from babel.core import get_global

    found = get_global("territory_aliases").get(_CLDR.get(country or "", country or ""), ())
    return found[0].lower() if len(found) == 1 else None
