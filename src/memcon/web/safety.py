"""What stands before every request: known hosts, bounded bodies, time and rate, and headers that forbid the rest."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from memcon.web.settings import Settings

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer: nothing from outside, no inline style or script, in no frame."""

_MOST_CLIENTS = 10_000


class Guard:
    """Refuses what no page needs before the application sees it, and sets the headers of every answer.

    Unknown hosts get 421, requests that write from another site 403, bodies that are too large 413, clients that ask
    too often 429, and what takes too long 503.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.rates = Rates(settings.rate, settings.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it with why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = _Body(receive, self.settings.body)
        sending = _Sending(send, body)
        if refused := self._refusal(scope):
            await refused(scope, receive, sending)
            return
        try:
            async with asyncio.timeout(self.settings.seconds):
                await self.app(scope, body, sending)
        except TimeoutError:
            if not sending.started:
                await _plain(503, "That took too long; ask for less.")(scope, receive, sending)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = _host(headers.get("host", ""))
        if host not in self.settings.hosts:
            return _plain(421, "This server does not answer to that name; start it with --allow-host.")
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and not _is_own(headers, host):
            return _plain(403, "A form of another site may not be sent here.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.settings.body:
            return _plain(413, f"At most {self.settings.body} bytes.")
        client = scope.get("client") or ("unknown", 0)
        if not self.rates.admits(str(client[0]), time.monotonic()):
            return PlainTextResponse("Too many requests; wait a second.", 429, {"Retry-After": "1"})
        return None


def _host(header: str) -> str:
    """The name in a Host header, without its port."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


def _is_own(headers: Headers, host: str) -> bool:
    """Whether a request that writes comes from a page of this server, or from no page at all (a program).

    Browsers say so in Sec-Fetch-Site, older ones in Origin (OWASP, Cross-Site Request Forgery Prevention).
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or _host(origin.partition("://")[2]) == host


def _plain(status: int, words: str) -> PlainTextResponse:
    return PlainTextResponse(f"{words}\n", status)


class _Body:
    """Receives a body, and breaks it off where it grows too large whatever length it announced."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most

    @property
    def is_too_large(self) -> bool:
        """Whether the body was broken off."""
        return self._left < 0

    async def __call__(self) -> Message:
        """The next piece; nothing more after too much."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.is_too_large else message


class _Sending:
    """Sends an answer with the headers that every answer has, and knows whether it has begun."""

    def __init__(self, send: Send, body: _Body) -> None:
        self._send = send
        self._body = body
        self.started = False

    async def __call__(self, message: Message) -> None:
        """Sends the next piece."""
        if message["type"] == "http.response.start":
            self.started = True
            if self._body.is_too_large:
                message["status"] = 413
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Rates:
    """How often each client asks: a bucket that holds `burst` requests and fills with `rate` a second."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate, self._burst = rate, burst
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def admits(self, client: str, now: float) -> bool:
        """Whether a client may ask once more; the clients not seen for longest are forgotten."""
        bucket = self._buckets.get(client)
        if bucket is None:
            bucket = self._buckets[client] = _Bucket(float(self._burst), now)
            if len(self._buckets) > _MOST_CLIENTS:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(client)
        bucket.left = min(float(self._burst), bucket.left + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True
