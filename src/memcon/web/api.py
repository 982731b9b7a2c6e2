"""The API: every question of the ledger as JSON, CSV or Parquet, annotations, calendars and feeds, and reading."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Header, Query, Request
from fastapi.responses import Response

from memcon.checking.sides import compare
from memcon.errors import InputError
from memcon.knowledge import gazetteer
from memcon.record import (
    Comparison,
    ContactAnswer,
    Failed,
    Found,
    Hit,
    Judgement,
    Last,
    Likeness,
    Listing,
    Named,
    Network,
    Partner,
    Record,
    Silence,
    Source,
    Stats,
    Timeline,
)
from memcon.record.vocabulary import Verdict
from memcon.views import codec, columns
from memcon.views.columns import Columns
from memcon.views.exports import calendar, web_annotations
from memcon.web.checked import Day, ForbiddenError, Short, Words, state_of
from memcon.web.feeds import to_atom
from memcon.web.pages import shown
from memcon.web.replying import PROBLEMS, Form, described, replied, tagged

router = APIRouter(prefix="/api/v1")

First = Annotated[Day, Query(alias="from", description="From this day on (ISO 8601).")]
Most = Annotated[int, Query(ge=1, le=1000, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=40, description="Where to go on, from the Link header of a page.")]
_OF_PAIR = 1_000
_MOST_SKIPPED = 100_000


@dataclass(frozen=True, slots=True)
class Silences:
    """Silences and whom they name."""

    silences: tuple[Silence, ...]
    actors: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office as someone held it; start and end as precise as they are known."""

    title: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class ActorAnswer:
    """An actor with offices, those in contact with it, and its latest statements."""

    actor: Named
    offices: tuple[Office, ...]
    partners: tuple[Partner, ...]
    statements: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A country (ISO 3166 alpha-3) and how many held contacts took place there."""

    country: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents in the order they were taken in, and where to go on (None at the end)."""

    documents: tuple[Source, ...]
    cursor: str | None


@router.get("/docs", include_in_schema=False)
def operations(request: Request) -> Response:
    """A page that lists every operation of the API, made of its OpenAPI description."""
    tree = request.app.openapi()
    found = [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in tree["paths"].items()
        for method, operation in methods.items()
    ]
    return shown(request, "operations.html", operations=found)


@router.get("/documents", summary="The documents of the ledger", responses=described(Documents, is_table=True))
def documents(
    request: Request,
    limit: Most = 100,
    cursor: Cursor = None,
    form: Form = "json",
) -> Response:
    """Pages through the documents in the order they were taken in."""
    found, after = state_of(request).ledger.sources(_cursor(cursor), limit)
    page = Documents(found, _encoded(after) if after is not None else None)
    return replied(request, page, Documents, form=form, table=_documents, headers=_next(request, page.cursor))


@router.get("/documents/{document_id}", summary="The record of a document", responses=PROBLEMS)
def document(request: Request, document_id: str) -> Response:
    """Gives the Record of a document, in the shape that `memcon schema` describes."""
    record = state_of(request).ledger.record(document_id)
    return tagged(request, codec.to_json(record, indent=None).encode(), "application/json")


@router.get("/documents/{document_id}/annotations", summary="A document as W3C annotations", responses=PROBLEMS)
def document_annotations(request: Request, document_id: str) -> Response:
    """Gives every cited span of a document as a W3C Web Annotation."""
    record = state_of(request).ledger.record(document_id)
    body = web_annotations.to_json(record, indent=None).encode("utf-8", "replace")
    return tagged(request, body, 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"')


@router.get("/contacts", summary="Contacts", responses=described(Listing, is_table=True))
def contacts(
    request: Request,
    first: First = None,
    to: Day = None,
    country: Annotated[str | None, Query(pattern="^[A-Z]{3}$", description="Held in this country.")] = None,
    limit: Most = 100,
    cursor: Cursor = None,
    form: Form = "json",
) -> Response:
    """Gives the latest contacts of a period, the latest first; /pairs has those of two parties."""
    skip = _skipped(cursor)
    found = state_of(request).ledger.latest(limit, first, to, country, skip)
    more = _more(request, skip, len(found.contacts), limit)
    return replied(
        request, found, Listing, form=form, table=lambda shown: columns.listing(shown.contacts), headers=more
    )


@router.get("/contacts/{contact_id}", summary="One contact", responses=described(ContactAnswer, is_table=True))
def contact(request: Request, contact_id: str, form: Form = "json") -> Response:
    """Gives a merged contact with every version of every field and every report of it."""
    found = state_of(request).ledger.contact(contact_id)
    return replied(request, found, ContactAnswer, form=form, table=columns.contact)


@router.get(
    "/contacts/{contact_id}/comparison",
    summary="The accounts of a contact compared",
    responses=described(Comparison, is_table=True),
)
def comparison(request: Request, contact_id: str, form: Form = "json") -> Response:
    """Gives what several sides speak of, what only one says, and where they contradict each other."""
    found = compare(state_of(request).ledger.contact(contact_id))
    return replied(request, found, Comparison, form=form, table=columns.comparison)


@router.get("/pairs/{a}/{b}.ics", summary="The contacts of two parties as a calendar", responses=PROBLEMS)
def pair_calendar(request: Request, a: str, b: str) -> Response:
    """Gives the contacts of two parties as an iCalendar (RFC 5545); those of unknown day are left out."""
    ledger = state_of(request).ledger
    found = ledger.contacts(a, b, most=_OF_PAIR // 10)
    answers = (ledger.contact(one.id) for one in found.contacts)
    made = datetime(1970, 1, 1, tzinfo=UTC)  # a calendar that changes only with its contacts has one tag
    return tagged(request, calendar.to_ics(answers, made=made).encode(), "text/calendar; charset=utf-8")


@router.get("/pairs/{a}/{b}.atom", summary="The contacts of two parties as a feed", responses=PROBLEMS)
def pair_feed(request: Request, a: str, b: str) -> Response:
    """Gives the latest contacts of two parties as an Atom feed (RFC 4287)."""
    found = state_of(request).ledger.contacts(a, b, most=50)
    body = to_atom(found, str(request.base_url).rstrip("/")).encode("utf-8", "replace")
    return tagged(request, body, "application/atom+xml; charset=utf-8")


@router.get("/pairs/{a}/{b}", summary="The contacts of two parties", responses=described(Timeline, is_table=True))
def pair(
    request: Request, a: str, b: str, first: First = None, to: Day = None, as_of: Day = None, form: Form = "json"
) -> Response:
    """Gives the contacts of two parties (ids, names or countries) in order, with the silences between them."""
    found = state_of(request).ledger.contacts(a, b, first, to, as_of, _OF_PAIR)
    return replied(request, found, Timeline, form=form, table=columns.timeline)


@router.get("/last", summary="The last contact of two parties", responses=described(Last, is_table=True))
def last(request: Request, a: Short, b: Short, as_of: Day = None, form: Form = "json") -> Response:
    """Gives the last recorded contact of two parties up to a day, and those that may have been later."""
    found = state_of(request).ledger.last(a, b, as_of)
    return replied(request, found, Last, form=form, table=columns.last)


@router.get("/silences", summary="Silences", responses=described(Silences, is_table=True))
def silences(
    request: Request,
    over: Annotated[int, Query(ge=1, le=36_500, description="Longer than so many days.")] = 365,
    as_of: Day = None,
    limit: Most = 100,
    form: Form = "json",
) -> Response:
    """Gives the pairs whose last recorded contact lies longer back than a number of days."""
    found = Silences(*state_of(request).ledger.silences(over, as_of, limit))
    return replied(request, found, Silences, form=form, table=lambda shown: columns.silences(shown.silences))


@router.get("/search", summary="What was said", responses=described(tuple[Hit, ...], is_table=True))
def search(
    request: Request,
    q: Words,
    speaker: Short = "",
    country: Annotated[str | None, Query(pattern="^[A-Z]{3}$", description="Said for this country.")] = None,
    first: First = None,
    to: Day = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    cursor: Cursor = None,
    form: Form = "json",
) -> Response:
    """Gives the statements that hold every word and "phrase" of q; a star ends a word that may go on."""
    skip = _skipped(cursor, 1_000)
    found = state_of(request).ledger.search(q, speaker.strip() or None, country, first, to, skip + limit)[skip:]
    more = _more(request, skip, len(found), limit)
    return replied(request, found, tuple[Hit, ...], form=form, table=columns.hits, headers=more)


@router.get("/findings", summary="What checking found", responses=described(tuple[Found, ...], is_table=True))
def findings(
    request: Request, verdict: Verdict | None = None, limit: Most = 200, cursor: Cursor = None, form: Form = "json"
) -> Response:
    """Gives findings with their claims and sources, the newest documents first."""
    skip = _skipped(cursor)
    found = state_of(request).ledger.findings(verdict, limit, skip)
    more = _more(request, skip, len(found), limit)
    return replied(request, found, tuple[Found, ...], form=form, table=columns.findings, headers=more)


@router.get("/failures", summary="What could not be taken in", responses=described(tuple[Failed, ...], is_table=True))
def failures(request: Request, form: Form = "json") -> Response:
    """Gives the documents that could not be taken in, and why."""
    found = state_of(request).ledger.failures()
    return replied(request, found, tuple[Failed, ...], form=form, table=columns.failures)


@router.get("/stats", summary="How much the ledger holds", responses=described(Stats, is_table=True))
def stats(request: Request, form: Form = "json") -> Response:
    """Gives the numbers of documents, contacts, statements and so on."""
    return replied(request, state_of(request).stats(), Stats, form=form, table=columns.stats)


@router.get("/actors/{actor_id}", summary="An actor", responses=described(ActorAnswer, is_table=True))
def actor(request: Request, actor_id: str, form: Form = "json") -> Response:
    """Gives an actor's offices, those in contact with it, and its latest statements."""
    ledger = state_of(request).ledger
    named = ledger.who(actor_id)
    offices = tuple(Office(one.title, one.start, one.end) for one in gazetteer.load().tenures_of(named.id))
    found = ActorAnswer(named, offices, ledger.partners(named.id, 200), ledger.said_by(named.id, 50))
    return replied(request, found, ActorAnswer, form=form, table=_partners)


@router.get("/network", summary="Who speaks with whom", responses=described(Network, is_table=True))
def network(request: Request, first: First = None, to: Day = None, form: Form = "json") -> Response:
    """Gives the pairs in contact over a period with their number of contacts."""
    found = state_of(request).network(first, to)
    return replied(request, found, Network, form=form, table=_links)


@router.get("/places", summary="Where contacts took place", responses=described(tuple[Place, ...], is_table=True))
def places(request: Request, first: First = None, to: Day = None, form: Form = "json") -> Response:
    """Gives the countries where held contacts of a period took place."""
    found = tuple(Place(*one) for one in state_of(request).places(first, to))
    return replied(request, found, tuple[Place, ...], form=form, table=_places)


@router.get("/judgements", summary="What persons judged", responses=described(tuple[Judgement, ...]))
def judgements(request: Request, limit: Most = 100, cursor: Cursor = None) -> Response:
    """Gives what persons judged of reports, the latest first."""
    skip = _skipped(cursor)
    found = state_of(request).ledger.judgements(limit, skip)
    return replied(request, found, tuple[Judgement, ...], headers=_more(request, skip, len(found), limit))


@router.post(
    "/judgements",
    summary="Judge two reports",
    status_code=201,
    responses={201: {"model": Judgement}, 403: PROBLEMS[422] | {"description": "The token is none."}, **PROBLEMS},
)
def judge(
    request: Request,
    a: Annotated[str, Body(max_length=200)],
    b: Annotated[str, Body(max_length=200)],
    likeness: Annotated[Likeness, Body()],
    note: Annotated[str | None, Body(max_length=1000)] = None,
    authorization: Annotated[str, Header(max_length=300)] = "",
) -> Response:
    """Keeps what the bearer of a token judges of two reports: append-only, and above every score."""
    state = state_of(request)
    by = state.tokens.name_of(authorization.removeprefix("Bearer ").strip())
    if by is None:
        raise ForbiddenError("send a token of this server: Authorization: Bearer TOKEN")
    made = state.ledger.judge(a, b, likeness, by, note)
    answer = replied(request, made, Judgement)
    answer.status_code = 201
    return answer


@router.post("/read", summary="Read a text", responses={200: {"description": "The Record."}, **PROBLEMS})
def read(
    request: Request,
    text: Annotated[str, Body(embed=True, description="The text of a report, with its headline and date.")],
    published: Annotated[Day, Body(embed=True)] = None,
) -> Response:
    """Reads a report and gives its Record; nothing is kept."""
    record: Record = state_of(request).read_text(text, published)
    return Response(codec.to_json(record, indent=None), media_type="application/json")


def _cursor(cursor: str | None) -> int:
    """The row that a cursor stands for."""
    if cursor is None:
        return 0
    try:
        after = json.loads(base64.urlsafe_b64decode(cursor))
    except ValueError:
        after = None
    if not isinstance(after, int) or isinstance(after, bool) or not 0 <= after < 2**62:
        raise InputError("the cursor is none that this server gave; begin without one")
    return after


def _skipped(cursor: str | None, most: int = _MOST_SKIPPED) -> int:
    """How many answers a cursor passes over; raises InputError for more than a question allows."""
    skip = _cursor(cursor)
    if skip > most:
        raise InputError(f"pages go no further than {most:,} answers; narrow the question")
    return skip


def _more(request: Request, skip: int, count: int, limit: int) -> dict[str, str]:
    """The Link header of a page that may go on: of one that is full."""
    return _next(request, _encoded(skip + count) if count == limit else None)


def _encoded(after: int) -> str:
    return base64.urlsafe_b64encode(json.dumps(after).encode()).decode()


def _next(request: Request, cursor: str | None) -> dict[str, str]:
    """The Link header of a page that others follow (RFC 8288)."""
    if cursor is None:
        return {}
    asked = dict(request.query_params) | {"cursor": cursor}
    return {"Link": f'<{request.url.path}?{urlencode(asked)}>; rel="next"'}


def _documents(found: Documents) -> Columns:
    names = ("document", "kind", "language", "headline", "publisher", "url", "published", "carries")
    rows = ((one.document, one.kind.value, one.language, *_outlet(one), one.carries) for one in found.documents)
    return Columns(names, tuple(rows))


def _outlet(one: Source) -> tuple[str | None, ...]:
    return one.headline, one.publisher, one.url, one.published


def _partners(found: ActorAnswer) -> Columns:
    rows = ((one.other.id, one.other.name, one.contacts, *one.first, *one.last) for one in found.partners)
    days = ("first_earliest", "first_latest", "last_earliest", "last_latest")
    return Columns(("other", "name", "contacts", *days), tuple(rows))


def _links(found: Network) -> Columns:
    names = {one.id: one.name for one in found.actors}
    rows = ((link.a, names.get(link.a), link.b, names.get(link.b), link.contacts) for link in found.links)
    return Columns(("a", "a_name", "b", "b_name", "contacts"), tuple(rows))


def _places(found: Any) -> Columns:
    return Columns(("country", "contacts"), tuple((one.country, one.contacts) for one in found))
