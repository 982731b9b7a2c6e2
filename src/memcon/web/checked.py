"""What requests bring, checked: days, names, words, and who is signed in."""

from __future__ import annotations

import hmac
from datetime import date
from typing import Annotated

from fastapi import Form, Query, Request
from pydantic import AfterValidator

from memcon.errors import InputError
from memcon.web.people import Session
from memcon.web.state import State

COOKIE = "memcon"


class ForbiddenError(InputError):
    """Someone may not do what was asked."""


def _day(value: str | None) -> str | None:
    """A day as given, nothing where it is empty; raises ValueError for anything else."""
    if not value:
        return None
    date.fromisoformat(value)
    if len(value) != 10:
        raise ValueError("write a day as 2025-07-01")
    return value


Day = Annotated[str | None, Query(max_length=10), AfterValidator(_day)]
Short = Annotated[str, Query(max_length=120)]
Words = Annotated[str, Query(max_length=300)]
FormWord = Annotated[str, Form(max_length=100)]


def state_of(request: Request) -> State:
    """What the server works with."""
    state: State = request.app.state.memcon
    return state


def session_of(request: Request) -> Session | None:
    """The session of who is signed in, None where nobody is."""
    return state_of(request).sessions.get(request.cookies.get(COOKIE))


def signed_in(request: Request, form_word: str) -> Session:
    """The session of who sent a form of this server; raises ForbiddenError where it is nobody's."""
    session = session_of(request)
    if session is None:
        raise ForbiddenError("sign in first")
    if not hmac.compare_digest(session.form_word.encode(), form_word.encode()):
        raise ForbiddenError("this form is too old; load the page again")
    return session
