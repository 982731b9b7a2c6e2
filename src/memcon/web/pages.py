"""The pages: each asks the ledger, arranges the answer and fills a template. All of them work without scripts."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from memcon.checking.sides import compare
from memcon.errors import LedgerError
from memcon.knowledge import gazetteer
from memcon.ledger.reviewing import CORRECTABLE
from memcon.record import ContactAnswer, Field, Found, Hit, Record
from memcon.record.vocabulary import Verdict
from memcon.views import page, replies
from memcon.views.charts.network import MOST_NODES, network
from memcon.views.charts.timeline import months, timeline
from memcon.views.charts.world import world
from memcon.views.exports.described import is_wikidata, summary, title
from memcon.views.wording import listed
from memcon.web.checked import Day, Short, Words, session_of, state_of
from memcon.web.rendering import render

_LATEST, _SHOWN, _FINDINGS = 25, 100, 200
_VERDICTS = tuple(Verdict)

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def shown(request: Request, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    """A page with what every page has: where it is, who is signed in, what is sought."""
    session = session_of(request)
    common = {
        "here": request.url.path,
        "session": session,
        "may_review": state_of(request).tokens.are_set,
        "sought": "",
        "first": None,
        "last": None,
    }
    return HTMLResponse(render(template, **(common | values)), status)


@router.get("/")
def today(request: Request) -> HTMLResponse:
    """The latest contacts, the silences they broke, and what does not add up."""
    ledger = state_of(request).ledger
    latest = ledger.latest(_LATEST)
    broken = ledger.broken(latest.contacts)
    return shown(
        request,
        "today.html",
        latest=latest,
        names={actor.id: actor for actor in latest.actors},
        sources=replies.by_contact(latest.sources),
        broken=broken,
        contradicted=ledger.findings(Verdict.CONTRADICTED, 8),
        stats=state_of(request).stats(),
    )


@router.get("/pair")
def find_pair(request: Request, a: Short, b: Short) -> RedirectResponse:
    """Leads from two names to their page."""
    ledger = state_of(request).ledger
    one, other = (quote(ledger.who(name).id, safe="") for name in (a, b))
    return RedirectResponse(f"/pair/{one}/{other}", 303)


@router.get("/pair/{a}/{b}")
def pair(
    request: Request, a: str, b: str, first: Annotated[Day, Query(alias="from")] = None, to: Day = None
) -> HTMLResponse:
    """The contacts of two parties: a timeline with the silences, contacts a month, and a list."""
    found = state_of(request).ledger.contacts(a, b, first, to)
    names = {actor.id: actor for actor in found.actors}
    heading = listed(names[party].name if party in names else party for party in found.parties)
    held = [one for one in found.contacts if one.status == "held" and one.latest]
    return shown(
        request,
        "pair.html",
        found=found,
        names=names,
        heading=heading,
        total=len(found.contacts),
        shown=found.contacts[::-1][:_SHOWN],
        last=held[-1] if held else None,
        sources=replies.by_contact(found.sources),
        silences={silence.after: silence for silence in found.silences if silence.after and silence.days > 180},
        timeline=Markup(timeline(found.contacts, found.silences, label=f"Contacts of {heading} over time")),
        months=Markup(months(found.contacts, label=f"Contacts of {heading} a month")),
        api=f"/api/v1/pairs/{quote(a, safe='')}/{quote(b, safe='')}",
        first=first,
        until=to,
    )


@router.get("/contact/{contact_id:path}")
def contact(request: Request, contact_id: str) -> HTMLResponse:
    """One contact: its fields with every version, both accounts side by side, findings and reports."""
    ledger = state_of(request).ledger
    answer = ledger.contact(contact_id)
    comparison = compare(answer)
    seen = summary(answer)
    when = [seen.earliest, seen.latest]
    ids = [party.id for party in seen.parties]
    only = [(side, [one for one in comparison.only if one.side == side.id]) for side in comparison.sides]
    return shown(
        request,
        "contact.html",
        answer=answer,
        title=title(answer),
        when=replies.days(*when),
        pair=ids if len(ids) == 2 else None,
        names={actor.id: actor for actor in answer.actors},
        fields=[_field(field, answer) for field in answer.merged.fields if field.versions],
        comparison=comparison,
        only=only,
        findings=_findings(answer),
        reviews=ledger.reviews(answer.merged.id),
        correctable=CORRECTABLE,
    )


@router.get("/actor/{actor_id:path}")
def actor(request: Request, actor_id: str) -> HTMLResponse:
    """One actor: offices over time, whom they were in contact with, and what they said."""
    ledger = state_of(request).ledger
    named = ledger.who(actor_id)
    known = gazetteer.load()
    state = known.state(named.country) if named.country else None
    return shown(
        request,
        "actor.html",
        actor=named,
        country=state.name if state else named.country,
        wikidata=is_wikidata(named.id),
        tenures=known.tenures_of(named.id),
        partners=ledger.partners(named.id),
        said=ledger.said_by(named.id),
    )


@router.get("/report/{document_id}")
def report(request: Request, document_id: str) -> HTMLResponse:
    """One report: its text with every span marked, and its record beside it."""
    record = state_of(request).ledger.record(document_id)
    return show_report(request, record, kept=True)


@router.get("/network")
def who_with_whom(request: Request, first: Annotated[Day, Query(alias="from")] = None, to: Day = None) -> HTMLResponse:
    """Who speaks with whom over a period."""
    found = state_of(request).network(first, to)
    names = {actor.id: actor for actor in found.actors}
    drawing = network(found.links, names, label="Actors, and lines between those who were in contact")
    counts = {"actors": len(names), "drawn": MOST_NODES}
    return shown(
        request, "network.html", links=found.links, names=names, drawing=Markup(drawing), first=first, last=to, **counts
    )


@router.get("/map")
def where(
    request: Request,
    first: Annotated[Day, Query(alias="from")] = None,
    to: Day = None,
    country: Annotated[str | None, Query(pattern="^[A-Z]{3}$")] = None,
) -> HTMLResponse:
    """Where contacts took place over a period."""
    ledger = state_of(request).ledger
    places = state_of(request).places(first, to)
    states = {code: gazetteer.load().state(code) for code, _ in places}
    countries = {code: state.name if state else code for code, state in states.items()}
    here = ledger.latest(_SHOWN, first, to, country) if country else None
    return shown(
        request,
        "map.html",
        drawing=Markup(world(dict(places), countries, label="The world, with a circle where contacts took place")),
        places=places,
        countries=countries,
        here_in=countries.get(country, country) if country else None,
        contacts=here.contacts if here else (),
        names={actor.id: actor for actor in here.actors} if here else {},
        first=first,
        last=to,
    )


@router.get("/findings")
def findings(request: Request, verdict: Verdict | None = None) -> HTMLResponse:
    """What checks found, the newest first."""
    found = state_of(request).ledger.findings(verdict, _FINDINGS)
    return shown(request, "findings.html", found=found, verdict=verdict, verdicts=_VERDICTS)


@router.get("/silences")
def silences(request: Request, over: Annotated[int, Query(ge=1, le=36_500)] = 365, as_of: Day = None) -> HTMLResponse:
    """The pairs that no report has had in contact for long."""
    found, actors = state_of(request).ledger.silences(over, as_of)
    names = {actor.id: actor for actor in actors}
    return shown(request, "silences.html", found=found, names=names, over=over, as_of=as_of)


@router.get("/search")
def search(
    request: Request,
    q: Words = "",
    speaker: Short = "",
    first: Annotated[Day, Query(alias="from")] = None,
    to: Day = None,
) -> HTMLResponse:
    """What was said, in the words that are sought."""
    found: tuple[Hit, ...] = ()
    problem = None
    if q.strip():
        try:
            found = state_of(request).ledger.search(q, speaker.strip() or None, None, first, to, 50)
        except LedgerError as error:
            problem = str(error)
    pieces = [(hit, _pieces(hit)) for hit in found]
    values: dict[str, Any] = {"sought": q, "speaker": speaker, "first": first, "last": to, "problem": problem}
    return shown(request, "search.html", found=pieces, **values)


def show_report(request: Request, record: Record, *, kept: bool) -> HTMLResponse:
    """A record's page; kept tells whether the ledger holds it."""
    return shown(
        request,
        "report.html",
        record=record,
        title=page.headline(record.document),
        bar=Markup(page.bar()),
        report=Markup(page.report(record)),
        kept=kept,
    )


def _field(field: Field, answer: ContactAnswer) -> dict[str, Any]:
    """A field with its versions, each in words and with the reports that give it; the shown one comes first."""
    reports = {report.key: report for report in answer.reports}
    names = {actor.id: actor.name for actor in answer.actors}
    versions = [
        {
            "value": version.value,
            "words": replies.value_of(field.name, version.value, names),
            "is_shown": version.value == field.value or field.name == "topics",
            "sources": version.sources,
            "reports": [
                {"source": reports[key].source, "start": reports[key].evidence.start}
                for key in version.sightings
                if key in reports
            ],
        }
        for version in sorted(field.versions, key=lambda version: version.value != field.value)
    ]
    label = replies.FIELD_NAMES.get(field.name, field.name)
    return {"name": field.name, "label": label, "value": field.value, "versions": versions}


def _findings(answer: ContactAnswer) -> list[Found]:
    return [
        Found(finding, claim, report.source, None)
        for report in answer.reports
        for finding in report.findings
        for claim in report.claims
        if claim.id == finding.claim
    ]


def _pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The words of a hit, cut where what matches begins and ends, and whether each piece matches."""
    pieces, at = [], 0
    for start, end in sorted(hit.highlights):
        if start >= at:
            pieces += [(hit.text[at:start], False), (hit.text[start:end], True)]
            at = end
    return [*pieces, (hit.text[at:], False)]
