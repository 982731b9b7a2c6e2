"""A record as W3C Web Annotations: every cited span with its quote and its place, and the fact that it supports.

Web Annotation Data Model (W3C Recommendation, 23 February 2017): an AnnotationPage of items whose target has a
TextQuoteSelector and a TextPositionSelector. The model counts positions in code points, as memcon does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from memcon.record import Document, Record, Span
from memcon.views.exports.described import is_wikidata

_AROUND = 32
"""Characters of context before and after a quote."""


def to_json(record: Record, *, indent: int | None = 2) -> str:
    """The annotations of a record as one AnnotationPage in JSON-LD; indent=None gives it one line."""
    return json.dumps(page(record), ensure_ascii=False, indent=indent)


def page(record: Record) -> dict[str, Any]:
    """The annotations of a record as one AnnotationPage; the target's source is the document's URL or its hash."""
    name = f"urn:sha256:{record.document.id}"
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{name}#annotations",
        "type": "AnnotationPage",
        "items": [
            _annotation(f"{name}#{ref}-{number}", record.document, motivation, body, span)
            for number, (ref, motivation, body, span) in enumerate(_facts(record))
        ],
    }


_Fact = tuple[str, str, list[dict[str, Any]], Span]


def _facts(record: Record) -> Iterator[_Fact]:
    """Every cited fact: a reference, the motivation, the bodies, the words."""
    names = {actor.id: actor.name for actor in record.actors}
    for actor in record.actors:
        for mention in actor.mentions:
            yield actor.id, "identifying", [_identity(actor.id, actor.name), _tag(actor.kind.value)], mention.span
    for time in record.times:
        if time.value is not None:
            yield "time", "tagging", [_tag(f"{time.type.value} {time.value}")], time.span
    for statement in record.statements:
        said = _tag(f"statement by {names.get(statement.speaker or '', 'unknown')}")
        for span in statement.content:
            yield statement.id, "describing", [said, _tag(statement.quotation.value)], span
    for event in record.events:
        bodies = [_tag(event.type.value), _tag(event.modality.value), _tag(event.role.value)]
        yield event.id, "classifying", bodies, event.trigger
    for contact in record.contacts:
        bodies = [_tag(f"{contact.status.value} contact"), _tag(contact.channel.value)]
        for participant in contact.participants:
            named = _identity(participant.actor, names.get(participant.actor, participant.actor))
            yield contact.id, "linking", [*bodies, named], participant.span
    claims = {claim.id: claim for claim in record.claims}
    for finding in record.findings:
        if finding.claim in claims:
            bodies = [_tag(finding.verdict.value), _words(finding.explanation)]
            yield finding.claim, "assessing", bodies, claims[finding.claim].span


def _annotation(
    name: str, document: Document, motivation: str, bodies: Iterable[dict[str, Any]], span: Span
) -> dict[str, Any]:
    text = document.text
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": span.exact}
    if before := text[max(0, span.start - _AROUND) : span.start]:
        quote["prefix"] = before
    if after := text[span.end : span.end + _AROUND]:
        quote["suffix"] = after
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {
        "id": name,
        "type": "Annotation",
        "motivation": motivation,
        "body": list(bodies),
        "target": {"source": document.url or f"urn:sha256:{document.id}", "selector": [quote, position]},
    }


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value, "format": "text/plain"}


def _words(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "describing", "value": value, "format": "text/plain", "language": "en"}


def _identity(actor: str, name: str) -> dict[str, Any]:
    """A SpecificResource for an actor that Wikidata knows, its name for any other."""
    if is_wikidata(actor):
        source = {"id": f"http://www.wikidata.org/entity/{actor}", "type": "Text"}
        return {"type": "SpecificResource", "purpose": "identifying", "source": source}
    return {"type": "TextualBody", "purpose": "identifying", "value": name, "format": "text/plain"}
