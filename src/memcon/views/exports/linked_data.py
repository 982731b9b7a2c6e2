"""Merged contacts as schema.org JSON-LD: an Event a contact, with the articles about it and claims reviewed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from memcon.record import ContactAnswer, Named, Report
from memcon.record.vocabulary import ActorKind, DocumentKind, Verdict
from memcon.views.exports.described import is_wikidata, summary, title

_TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "Country",
    ActorKind.OFFICE: "GovernmentOrganization",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.GROUP: "Organization",
}
_STATUS = {"held": "EventScheduled", "planned": "EventScheduled", "cancelled": "EventCancelled"}
_RATINGS = {Verdict.CONTRADICTED: 1, Verdict.ROUNDED: 4, Verdict.CONSISTENT: 5}
"""A ClaimReview's rating, 1 false to 5 true; what cannot be verified has none."""


def to_json(answers: Iterable[ContactAnswer]) -> str:
    """Writes merged contacts and the claims about them as one JSON-LD graph; denied contacts are left out."""
    graph = [node for answer in answers for node in nodes(answer)]
    return json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=2)


def nodes(answer: ContactAnswer) -> Iterator[dict[str, Any]]:
    """The Event of a merged contact and a ClaimReview for each of its claims that checking decided."""
    seen = summary(answer)
    status = _STATUS.get(seen.status)
    if status is None:
        return
    event = {
        "@type": "Event",
        "@id": f"urn:memcon:contact:{answer.merged.id}",
        "name": title(answer),
        "eventStatus": f"https://schema.org/{status}",
        "startDate": seen.date,
        "endDate": seen.date,
        "duration": seen.duration,
        "location": {"@type": "Place", "name": seen.place} if seen.place else None,
        "attendee": [_party(party) for party in seen.parties],
        "organizer": next((_party(one) for one in seen.parties if one.id == seen.initiator), None),
        "keywords": list(seen.topics) or None,
        "subjectOf": [_article(report) for report in answer.reports],
    }
    yield {key: value for key, value in event.items() if value is not None}
    for report in answer.reports:
        yield from _reviews(report)


def _reviews(report: Report) -> Iterator[dict[str, Any]]:
    claims = {claim.id: claim for claim in report.claims}
    for finding in report.findings:
        rating = _RATINGS.get(finding.verdict)
        if rating is None or finding.claim not in claims:
            continue
        yield {
            "@type": "ClaimReview",
            "claimReviewed": claims[finding.claim].span.exact,
            "reviewBody": finding.explanation,
            "itemReviewed": {"@type": "Claim", "appearance": _article(report)},
            "author": {"@type": "Organization", "name": "memcon"},
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": rating,
                "bestRating": 5,
                "worstRating": 1,
                "alternateName": finding.verdict.value,
            },
        }


def _party(party: Named) -> dict[str, Any]:
    node: dict[str, Any] = {"@type": _TYPES.get(party.kind, "Organization"), "name": party.name}
    if is_wikidata(party.id):
        node["@id"] = f"http://www.wikidata.org/entity/{party.id}"
    return node


def _article(report: Report) -> dict[str, Any]:
    source = report.source
    node = {
        "@type": "NewsArticle" if source.kind is DocumentKind.NEWS else "CreativeWork",
        "@id": f"urn:sha256:{source.document}",
        "headline": source.headline,
        "url": source.url,
        "datePublished": source.published,
        "inLanguage": source.language,
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
    }
    return {key: value for key, value in node.items() if value is not None}
