"""The application: pages, forms, the API and the assets, behind the guard; failures are pages too."""

from __future__ import annotations

import hashlib
import logging
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from memcon.errors import InputError, KnowledgeError, LedgerError, MemconError, QuestionError, StoreError
from memcon.web import api, pages, writing
from memcon.web.checked import ForbiddenError
from memcon.web.safety import Guard
from memcon.web.settings import Settings
from memcon.web.state import open_state

_ASSETS = {
    "web.css": ("memcon.web", "text/css; charset=utf-8"),
    "web.js": ("memcon.web", "text/javascript; charset=utf-8"),
    "icon.svg": ("memcon.web", "image/svg+xml"),
    "page.css": ("memcon.views", "text/css; charset=utf-8"),
    "page.js": ("memcon.views", "text/javascript; charset=utf-8"),
}
_STATUSES = (
    (ForbiddenError, 403),
    (InputError, 422),
    (KnowledgeError, 422),
    (QuestionError, 422),
    (StoreError, 503),
    (LedgerError, 404),
)
"""What a failure that memcon tells on purpose is in HTTP, the narrower kind first; any other is the server's own."""
_TITLES = {404: "Not here", 403: "Not allowed", 422: "That cannot be asked", 503: "Not now"}
_LOG = logging.getLogger("memcon.web")


def create(settings: Settings) -> FastAPI:
    """Makes the application of a server; raises LedgerError where its ledger cannot be opened."""
    app = FastAPI(
        title="memcon",
        version=version("memcon"),
        description="Who spoke with whom, by which report, in which words.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.memcon = open_state(settings)
    app.include_router(pages.router)
    app.include_router(writing.router)
    app.include_router(api.router)
    app.get("/assets/{name}", include_in_schema=False)(asset)
    app.add_exception_handler(MemconError, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _missing)
    app.add_exception_handler(Exception, _failed)
    app.add_middleware(Guard, settings=settings)
    return app


def asset(name: str, request: Request) -> Response:
    """A style sheet or a script, with a tag by which a browser need not load it twice."""
    if name not in _ASSETS:
        raise HTTPException(404)
    body, tag = _asset(name)
    headers = {"ETag": tag, "Cache-Control": "max-age=3600"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=_ASSETS[name][1], headers=headers)


@lru_cache(maxsize=8)
def _asset(name: str) -> tuple[bytes, str]:
    body = (files(_ASSETS[name][0]) / "assets" / name).read_bytes()
    return body, f'"{hashlib.sha256(body).hexdigest()[:20]}"'


async def _told(request: Request, error: Exception) -> Response:
    """What memcon says on purpose, as it says it."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 503)
    return _page(request, status, str(error))


async def _invalid(request: Request, error: Exception) -> Response:
    """A request that is malformed: which of its parts, and how."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _page(request, 422, f"{'.'.join(str(part) for part in first['loc'][1:])}: {first['msg']}")


async def _missing(request: Request, error: Exception) -> Response:
    """A page that is not there, or a method that it does not take."""
    assert isinstance(error, HTTPException)
    words = "There is no such page here." if error.status_code == 404 else str(error.detail)
    return _page(request, error.status_code, words)


async def _failed(request: Request, error: Exception) -> Response:
    """A defect: the log has it, the answer does not."""
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _page(request, 500, "Something is wrong in memcon. The server's log tells what.")


def _page(request: Request, status: int, words: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": words}, status)
    title = _TITLES.get(status, "That failed")
    return pages.shown(request, "error.html", status, title=title, words=words)
