"""Servers that answer with rubbish, drip, or show a certificate that is not theirs."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.errors import InputError
from memcon.intake.fetch import Fetcher

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
NO_RULES = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

Answer = Callable[[socket.socket], None]


@contextmanager
def serving(answer: Answer) -> Iterator[int]:
    """A server on loopback that has no robots.txt and answers any other request as it is told; gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.settimeout(5)
                asked = connection.recv(65_536)
                if asked.startswith(b"GET /robots.txt"):
                    connection.sendall(NO_RULES)
                else:
                    answer(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def fetch(port: int, seconds: float = 5.0) -> bytes | str:
    """The page of a server on loopback, or the one line that says why there is none."""
    try:
        fetcher = Fetcher(allow=("127.0.0.1",), pause=0.0, seconds=seconds)
        return fetcher.get(f"http://127.0.0.1:{port}/a").data
    except InputError as error:
        return str(error)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x00" * 500,
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        OK + b"Content-Length: -5\r\n\r\nx",
        OK + b"Content-Length: 9" + b"9" * 5_000 + b"\r\n\r\nx",
        OK + b"no colon here\r\n\r\nx",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx",
        OK + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nx",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        OK + b"X: " + b"y" * 500_000,
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe://\xff\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://xn--\xc3\xbc.example:1/\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50,
        b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\n\r\nx",
    ],
)
def test_rubbish_is_told_in_one_line(sent: bytes) -> None:
    """Whatever a server sends that is no answer becomes an InputError of one line."""
    with serving(lambda connection: connection.sendall(sent)) as port:
        told = fetch(port)
    assert isinstance(told, str)
    assert "\n" not in told


@settings(max_examples=60, deadline=None)
@given(head=st.sampled_from([b"", b"HTTP/1.1 ", OK, OK + b"\r\n"]), rest=st.binary(max_size=200))
def test_random_answers_never_crash(head: bytes, rest: bytes) -> None:
    """Random bytes, also after a proper beginning, give a page or an InputError and nothing else."""
    with serving(lambda connection: connection.sendall(head + rest)) as port:
        fetch(port)


def test_headers_that_cannot_be_sent_back_are_not() -> None:
    """An ETag in no encoding that a request may hold is forgotten, and the page is fetched again."""
    sent = OK + b"ETag: \xff\xfe\r\nLast-Modified: " + b"x" * 2_000 + b"\r\nContent-Length: 1\r\n\r\nx"
    with serving(lambda connection: connection.sendall(sent)) as port:
        fetcher = Fetcher(allow=("127.0.0.1",), pause=0.0)
        page = fetcher.get(f"http://127.0.0.1:{port}/a")
        assert (page.etag, page.modified) == (None, None)
        assert fetcher.get(f"http://127.0.0.1:{port}/a").data == b"x"


@pytest.mark.parametrize("beginning", [b"HTTP/1.1 200 OK\r\nX: ", OK + b"\r\n"])
def test_dripping_server_is_left(beginning: bytes) -> None:
    """A server that sends byte after byte, in its headers or after them, is left when the time is over."""

    def drip(connection: socket.socket) -> None:
        connection.sendall(beginning)
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.05)

    began = time.monotonic()
    with serving(drip) as port:
        assert "within 0.4 s" in str(fetch(port, seconds=0.4))
        assert time.monotonic() - began < 3


def test_resolver_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver that does not answer is not waited for longer than the whole may take."""
    done = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: done.wait(20) and [])
    began = time.monotonic()
    with pytest.raises(InputError, match="not found"):
        Fetcher(seconds=0.2).get("http://news.example/")
    done.set()
    assert time.monotonic() - began < 3


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of news.example with its key, signed by itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
            ),
            *("-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example", "-keyout", path, "-out", path),
        ],
        check=True,
        capture_output=True,
    )
    return path


@pytest.mark.parametrize(
    ("host", "trusted", "expected"),
    [
        ("news.example", True, b"x"),
        ("other.example", True, "certificate"),
        ("news.example", False, "certificate"),
    ],
)
def test_certificate_is_checked_against_the_name(
    certificate: Path, host: str, trusted: bool, expected: bytes | str
) -> None:
    """The connection goes to an address, but the certificate must be of the name and by a known authority."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    listener = server.wrap_socket(socket.create_server(("127.0.0.1", 0)), server_side=True)

    def serve() -> None:
        for reply in (NO_RULES, OK + b"Content-Length: 1\r\n\r\nx"):
            try:
                connection, _ = listener.accept()
            except OSError:  # the other side refuses the certificate
                return
            with connection:
                connection.recv(65_536)
                connection.sendall(reply)

    thread = threading.Thread(target=serve)
    thread.start()
    fetcher = Fetcher(
        allow=(host,),
        pause=0.0,
        resolve=lambda *_: ["127.0.0.1"],
        tls=ssl.create_default_context(cafile=certificate) if trusted else None,
    )
    address = f"https://{host}:{listener.getsockname()[1]}/a"
    if isinstance(expected, bytes):
        assert fetcher.get(address).data == expected
    else:
        with pytest.raises(InputError, match=expected):
            fetcher.get(address)
    thread.join()
    listener.close()
