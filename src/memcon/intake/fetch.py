"""An address -> the page there, within limits and by the rules of the site. See docs/fetching.md."""

from __future__ import annotations

import re
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from memcon.errors import InputError
from memcon.intake.addresses import Resolve, system_addresses, web_address
from memcon.intake.robots import MOST_BYTES as MOST_BYTES_OF_RULES
from memcon.intake.robots import Robots

if TYPE_CHECKING:
    import ssl

    import httpx

    from memcon.intake.connection import Deadline

MOST_REDIRECTS = 5
MEDIA = frozenset(
    {
        "text/html", "application/xhtml+xml", "text/plain", "application/pdf",
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
    }
)  # fmt: skip
"""The content types that are fetched."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_PIECE = 64_000
"""Bytes that are decompressed at once."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address.

    url is where it was found after redirects; media its content type, in small letters; charset the encoding
    that the server declares; retrieved the time of the answer (ISO 8601, UTC); etag and modified what the
    server wants to be asked with the next time.
    """

    url: str
    media: str
    charset: str | None
    data: bytes
    retrieved: str
    etag: str | None = None
    modified: str | None = None


class PageCache:
    """Pages by address, for asking whether they changed; those used longest ago go first."""

    def __init__(self, most_bytes: int = 50_000_000) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._pages: OrderedDict[str, Page] = OrderedDict()

    def get(self, address: str) -> Page | None:
        """The page that an address gave last."""
        if address in self._pages:
            self._pages.move_to_end(address)
        return self._pages.get(address)

    def put(self, address: str, page: Page) -> None:
        """Keeps a page, where it is not larger than the whole cache."""
        old = self._pages.pop(address, None)
        self._bytes -= len(old.data) if old else 0
        if len(page.data) > self._most_bytes:
            return
        self._pages[address] = page
        self._bytes += len(page.data)
        while self._bytes > self._most_bytes:
            self._bytes -= len(self._pages.popitem(last=False)[1].data)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches pages one after the other; it is not for several threads at once.

    allow names hosts (as requests write them, in ASCII) that may be at private addresses. max_bytes bounds a page,
    before and after decompression; seconds the whole of one get, pauses not counted; pause is the time between
    two requests to one host. tls holds the authorities that certificates are checked against, where they are not
    those that httpx ships. resolve, clock and sleep are there to be replaced in tests.
    """

    def __init__(
        self,
        *,
        allow: Collection[str] = (),
        max_bytes: int = 20_000_000,
        seconds: float = 30.0,
        pause: float = 1.0,
        cache: PageCache | None = None,
        tls: ssl.SSLContext | None = None,
        resolve: Resolve = system_addresses,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._allow = frozenset(host.casefold().strip("[]").rstrip(".") for host in allow)
        self._max_bytes = max_bytes
        self._seconds = seconds
        self._pause = pause
        self._cache = PageCache() if cache is None else cache
        self._given_tls = tls
        self._resolve = resolve
        self._clock = clock
        self._sleep = sleep
        self._robots = Robots()
        self._asked: OrderedDict[str, float] = OrderedDict()

    def get(self, address: str) -> Page:
        """The page at an address, redirects followed; raises InputError with one line where there is none."""
        from memcon.intake.connection import Deadline

        url = web_address(address)
        deadline = Deadline(self._clock, self._seconds)
        for _ in range(MOST_REDIRECTS + 1):
            origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
            wanted = self._robots.check(origin, str(url), lambda rules: self._rules(rules, deadline))
            self._wait(url.host, max(wanted, self._pause), deadline)
            known = self._cache.get(str(url))
            answer = self._ask(url, deadline, self._max_bytes, known=known)
            if (onward := _redirect(url, answer)) is None:
                return self._page(url, answer, known)
            url = onward
        raise InputError(f"it redirects more than {MOST_REDIRECTS} times")

    def _rules(self, address: str, deadline: Deadline) -> tuple[int, bytes]:
        """The status and body of a robots.txt, redirects followed under the same rules as those of pages."""
        url = web_address(address)
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask(url, deadline, MOST_BYTES_OF_RULES, media=None)
            if (onward := _redirect(url, answer)) is None:
                return answer.status, answer.body
            url = onward
        raise InputError(f"it redirects more than {MOST_REDIRECTS} times")

    def _wait(self, host: str, pause: float, deadline: Deadline) -> None:
        """Sleeps until a host may be asked again."""
        last = self._asked.pop(host, None)
        left = 0.0 if last is None else last + pause - self._clock()
        if left > 0:
            self._sleep(left)
            deadline.extend(left)
        self._asked[host] = self._clock()
        while len(self._asked) > 10_000:
            self._asked.popitem(last=False)

    def _ask(
        self,
        url: httpx.URL,
        deadline: Deadline,
        most: int,
        *,
        media: Collection[str] | None = MEDIA,
        known: Page | None = None,
    ) -> _Answer:
        """One request and its answer, the body read only where the status is 200; raises InputError."""
        import httpcore
        import httpx

        from memcon.intake.connection import CheckedTransport

        tls = self._tls if url.scheme == "https" else None
        transport = CheckedTransport(deadline, allow=self._allow, resolve=self._resolve, tls=tls)
        try:
            with (
                httpx.Client(transport=transport, trust_env=False) as client,
                client.stream("GET", url, headers=_headers(known)) as response,
            ):
                body = b""
                if response.status_code == 200:
                    _check_media(response, media)
                    body = _bounded(response, most)
                return _Answer(response.status_code, dict(response.headers), body)
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise InputError(f"it does not answer in full within {self._seconds:g} s") from error
        except (httpcore.NetworkError, httpx.NetworkError) as error:
            raise InputError(f"it cannot be reached ({_told(error)})") from error
        except (httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, zlib.error) as error:
            raise InputError(f"the server's answer cannot be read ({_told(error)})") from error

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        import httpx

        return self._given_tls or httpx.create_ssl_context(trust_env=False)

    def _page(self, url: httpx.URL, answer: _Answer, known: Page | None) -> Page:
        """The page of a last answer; raises InputError where it is none."""
        retrieved = datetime.now(UTC).isoformat(timespec="seconds")
        if answer.status == 304 and known is not None:
            return replace(known, retrieved=retrieved)
        if answer.status != 200:
            raise InputError(f"the server answers {answer.status}{_meaning(answer.status)}")
        content_type = answer.headers.get("content-type", "")
        charset = _CHARSET.search(content_type)
        page = Page(
            url=str(url),
            media=_media(content_type),
            charset=charset.group(1) if charset else None,
            data=answer.body,
            retrieved=retrieved,
            etag=_mark(answer.headers.get("etag")),
            modified=_mark(answer.headers.get("last-modified")),
        )
        if page.etag or page.modified:
            self._cache.put(str(url), page)
        return page


def _headers(known: Page | None) -> dict[str, str]:
    """What a request says of itself, and of the page that is known."""
    from importlib.metadata import version

    headers = {
        "User-Agent": f"memcon/{version('memcon')} (+reads public reports and statements; obeys robots.txt)",
        "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf, application/xml;q=0.9, */*;q=0.1",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if known is not None and known.etag:
        headers["If-None-Match"] = known.etag
    if known is not None and known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def _mark(value: str | None) -> str | None:
    """What a server wants to be asked with the next time, where it can be sent back."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= 1_000 else None


def _redirect(url: httpx.URL, answer: _Answer) -> httpx.URL | None:
    """Where an answer leads on to; raises InputError where that may not be fetched."""
    import httpx

    onward = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not onward:
        return None
    try:
        return web_address(str(url.join(onward)))
    except (httpx.InvalidURL, ValueError) as error:
        raise InputError("it redirects to no address that can be read") from error
    except InputError as error:
        raise InputError(f"it redirects elsewhere: {error}") from error


def _check_media(response: httpx.Response, media: Collection[str] | None) -> None:
    """Raises InputError for a content type that is not wanted."""
    found = _media(response.headers.get("content-type", ""))
    if media is not None and found not in media:
        raise InputError(f"it is {found[:60] or 'of no declared type'}, not a page, a text, a feed or a PDF")


def _media(content_type: str) -> str:
    return content_type.partition(";")[0].strip().casefold()


def _bounded(response: httpx.Response, most: int) -> bytes:
    """The body of an answer, decompressed; raises InputError where either form is longer than most bytes."""
    encoding = response.headers.get("content-encoding", "identity").strip().casefold()
    if encoding not in {"identity", "gzip", "x-gzip", "deflate", ""}:
        raise InputError(f"the server compresses it in a way that was not asked for ({encoding[:40]})")
    plain = encoding in {"identity", ""}
    sent = _limited(response.iter_raw(), most)
    return b"".join(sent if plain else _limited(_inflated(sent), most))


def _limited(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The pieces, as long as they are not more than most bytes together."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise InputError(f"it is larger than one document may be ({most:,} bytes)")
        yield piece


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """gzip or zlib data decompressed, a bounded piece at a time; raises InputError where it is cut off."""
    inflate = zlib.decompressobj(wbits=47)  # either of the two headers
    for piece in pieces:
        rest = piece
        while rest and not inflate.eof:
            yield inflate.decompress(rest, _PIECE)
            rest = inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof:
        raise InputError("the page is cut off")


def _meaning(status: int) -> str:
    """What a status asks of whoever reads it."""
    meanings = {401: " (log-in wanted)", 403: " (refused)", 404: " (no such page)", 410: " (gone)"}
    return meanings.get(status, " (come back later)" if status in {429, 503} else "")


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
