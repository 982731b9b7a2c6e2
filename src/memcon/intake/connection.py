"""A transport for httpx that connects to checked addresses only, and never beyond a deadline.

The host is resolved and checked at the moment of connecting, and the connection goes to the address that was
checked: between the two nothing is resolved again, so a name cannot turn to another address (DNS rebinding).
TLS still checks the certificate against the name.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from memcon.intake.addresses import Resolve, checked_addresses


class Deadline:
    """A moment after which nothing is waited for, on a clock that counts seconds."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """The seconds that are left; raises httpcore.ReadTimeout where there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return left

    def extend(self, seconds: float) -> None:
        """Puts the moment off, for a pause that was made on purpose."""
        self._end += seconds


class CheckedTransport(httpx.BaseTransport):
    """One request over one connection of its own; what a server sends is passed on undecoded."""

    def __init__(
        self, deadline: Deadline, *, allow: Collection[str], resolve: Resolve, tls: ssl.SSLContext | None
    ) -> None:
        backend = _CheckedBackend(deadline, allow=allow, resolve=resolve)
        self._pool = httpcore.ConnectionPool(ssl_context=tls, network_backend=backend, max_keepalive_connections=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request; raises InputError for a host that is refused, and httpcore's errors."""
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Closes the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to the addresses of a host that were checked, the first that answers."""

    def __init__(self, deadline: Deadline, *, allow: Collection[str], resolve: Resolve) -> None:
        self._deadline = deadline
        self._allow = allow
        self._resolve = resolve
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        seconds = self._deadline.left()
        found = checked_addresses(host, port, allow=self._allow, resolve=self._resolve, seconds=seconds)
        failed: Exception | None = None
        for number, address in enumerate(found):
            share = self._deadline.left() / (len(found) - number)  # one that is silent leaves time for the next
            try:
                stream = self._network.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failed or httpcore.ConnectError("no address answers")


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
