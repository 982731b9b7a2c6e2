"""The forms that write: signing in, reading a pasted report and keeping it, judging and reviewing."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from memcon.errors import InputError, KnowledgeError
from memcon.record import Likeness
from memcon.web.checked import COOKIE, ForbiddenError, FormWord, session_of, signed_in, state_of
from memcon.web.pages import show_report, shown

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_QUEUE = 50
_Key = Annotated[str, Form(max_length=200)]
_Value = Annotated[str, Form(max_length=300)]


@router.get("/read")
def paste(request: Request) -> HTMLResponse:
    """The form to paste a report into."""
    return _paste(request)


@router.post("/read")
def read(
    request: Request,
    text: Annotated[str, Form()] = "",
    address: Annotated[str, Form(max_length=2000)] = "",
    published: Annotated[str, Form(max_length=10)] = "",
    keep: Annotated[str, Form(max_length=3)] = "",
    form_word: FormWord = "",
) -> Response:
    """Reads a report and shows its record; keeps it where someone who is signed in asks for that."""
    state = state_of(request)
    keeper = signed_in(request, form_word) if keep else None
    try:
        if address.strip():
            if not state.may_fetch and session_of(request) is None:
                raise ForbiddenError("sign in to have a page fetched, or paste its text")
            record = state.read_address(address.strip())
        else:
            record = state.read_text(text, _day(published))
    except (InputError, KnowledgeError) as error:
        return _paste(request, text, str(error), 403 if isinstance(error, ForbiddenError) else 422)
    if keeper is None:
        return show_report(request, record, kept=False)
    state.ledger.add([record])
    return RedirectResponse(f"/report/{record.document.id}", 303)


@router.get("/sign-in")
def ask_token(request: Request) -> HTMLResponse:
    """The form to sign in."""
    return shown(request, "sign_in.html", problem=None)


@router.post("/sign-in")
def sign_in(request: Request, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Opens a session for the name that a token belongs to."""
    state = state_of(request)
    name = state.tokens.name_of(token)
    if name is None:
        return shown(request, "sign_in.html", 403, problem="That is no token of this server.")
    answer = RedirectResponse("/review", 303)
    is_secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, state.sessions.open(name), httponly=True, samesite="strict", secure=is_secure)
    return answer


@router.post("/sign-out")
def sign_out(request: Request, form_word: FormWord = "") -> Response:
    """Ends a session."""
    signed_in(request, form_word)
    state_of(request).sessions.close(request.cookies[COOKIE])
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/review")
def review(request: Request) -> Response:
    """What waits for a person, the least sure first."""
    if session_of(request) is None:
        return RedirectResponse("/sign-in", 303)
    ledger = state_of(request).ledger
    queue, actors = ledger.uncertain(_QUEUE)
    names = {actor.id: actor for actor in actors}
    return shown(request, "review.html", queue=queue, names=names, judged=ledger.judgements())


@router.post("/review/field")
def review_field(
    request: Request, contact: _Key, field: _Key, decision: _Key, value: _Value = "", form_word: FormWord = ""
) -> Response:
    """Keeps what someone decided of a field."""
    session = signed_in(request, form_word)
    state_of(request).ledger.review(contact, field, decision, session.name, value)
    return RedirectResponse(f"/contact/{quote(contact, safe='')}", 303)


@router.post("/review/likeness")
def review_likeness(
    request: Request, a: _Key, b: _Key, likeness: Annotated[Likeness, Form()], form_word: FormWord = ""
) -> Response:
    """Keeps what someone judged of two reports, or of two contacts."""
    session = signed_in(request, form_word)
    made = state_of(request).ledger.judge(a, b, likeness, session.name)
    return RedirectResponse(f"/contact/{quote(made.a)}", 303)


def _day(published: str) -> str | None:
    """The day of publication that a form gives; raises InputError where it is none."""
    try:
        return date.fromisoformat(published).isoformat() if published else None
    except ValueError as error:
        raise InputError(f"{published!r} is no day; write it as 2025-07-01") from error


def _paste(request: Request, text: str = "", problem: str | None = None, status: int = 200) -> HTMLResponse:
    state = state_of(request)
    may_fetch = state.may_fetch or session_of(request) is not None
    values = {"text": text[: state.settings.text], "problem": problem, "most": state.settings.text}
    return shown(request, "read.html", status, may_fetch=may_fetch, **values)
