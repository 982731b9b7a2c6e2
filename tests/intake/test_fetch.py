"""Fetching from a server on loopback: limits, redirects, robots.txt, conditional requests and pauses."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

from memcon.cli import app
from memcon.config import Config
from memcon.errors import InputError
from memcon.intake import Failure, document, documents, located
from memcon.intake.fetch import Fetcher, Page, PageCache
from memcon.pipeline import read_many
from memcon.record import Document

HTML = {"Content-Type": "text/html; charset=koi8-r"}
BODY = b"<p>The envoys of Alda and Brenn met in Vienna."


@dataclass
class Answer:
    """What the server sends for a path; a pause in seconds stands before each piece."""

    body: bytes = BODY
    headers: dict[str, str] = field(default_factory=lambda: dict(HTML))
    status: int = 200
    pieces: int = 1
    pause: float = 0.0


@dataclass
class Site:
    """A server with its answers by path, and what it was asked."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on a free port of 127.0.0.1, closed after the test."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append((self.path, dict(self.headers)))
            answer = known.answers.get(self.path, Answer(b"", {}, 404))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            size = -(-len(answer.body) // answer.pieces) or 1
            try:
                for start in range(0, len(answer.body), size):
                    time.sleep(answer.pause)
                    self.wfile.write(answer.body[start : start + size])
            except OSError:  # the fetcher has left
                pass

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield known
    server.shutdown()
    server.server_close()
    thread.join()


def fetcher(**options: object) -> Fetcher:
    """A Fetcher that may go to 127.0.0.1 and makes no pauses."""
    return Fetcher(**{"allow": ("127.0.0.1",), "pause": 0.0, **options})  # type: ignore[arg-type]


def reason(of: Fetcher, address: str) -> str:
    """The one line that says why an address is not fetched."""
    with pytest.raises(InputError) as caught:
        of.get(address)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_page_comes_with_its_type_and_encoding(site: Site) -> None:
    """A page gives its bytes, content type, declared encoding and address; the request names memcon."""
    site.answers["/a"] = Answer()
    page = fetcher().get(site.url("/a#part"))
    assert (page.url, page.media, page.charset, page.data) == (site.url("/a"), "text/html", "koi8-r", BODY)
    assert page.retrieved.endswith("+00:00")
    _, headers = site.asked[-1]
    assert headers["User-Agent"].startswith("memcon/")
    assert headers["Host"] == f"127.0.0.1:{site.port}"


def test_loopback_is_refused_unless_allowed(site: Site) -> None:
    """Without the exception nothing is asked of a server on loopback."""
    assert "loopback" in reason(Fetcher(), site.url("/a"))
    assert "loopback" in reason(Fetcher(allow=("10.0.0.1",)), site.url("/a", "localhost"))
    assert site.asked == []


def test_name_is_resolved_once_and_that_address_is_connected_to(site: Site) -> None:
    """A name is resolved at the moment of connecting, and the connection goes to what was resolved and checked."""
    site.answers["/a"] = Answer()
    resolved = []

    def resolve(host: str, port: int, seconds: float) -> list[str]:
        resolved.append(host)
        return ["127.0.0.1"]

    page = fetcher(allow=("news.example",), resolve=resolve).get(site.url("/a", "news.example"))
    assert page.data == BODY
    assert resolved == ["news.example"] * len(site.asked)
    assert site.asked[-1][1]["Host"] == f"news.example:{site.port}"


def test_name_that_turns_private_is_refused(site: Site) -> None:
    """A name that resolves to a public address first and to a private one later is refused when it does (rebinding)."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    one = fetcher(allow=(), resolve=lambda *_: next(answers), seconds=0.2)
    assert "asking for its robots.txt" in reason(one, site.url("/a", "news.example"))
    assert "a loopback address" in reason(one, site.url("/a", "news.example"))
    assert site.asked == []


def test_address_that_is_silent_leaves_time_for_the_next(site: Site) -> None:
    """Where the first address of a host does not answer, the next one is tried."""
    site.answers["/a"] = Answer()
    one = fetcher(allow=("news.example",), resolve=lambda *_: ["127.0.0.99", "127.0.0.1"])
    assert one.get(site.url("/a", "news.example")).data == BODY


def test_redirects_are_followed_to_the_page(site: Site) -> None:
    """Up to five redirects are followed, relative ones too, and the page's address is the last."""
    for number in range(5):
        site.answers[f"/{number}"] = Answer(status=302, headers={"Location": f"{number + 1}"})
    site.answers["/5"] = Answer()
    assert fetcher().get(site.url("/0")).url == site.url("/5")
    site.answers["/5"] = Answer(status=301, headers={"Location": "/0"})
    assert "more than 5 times" in reason(fetcher(), site.url("/0"))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("http://localhost:{port}/b", "loopback"),
        ("http://169.254.169.254/latest/meta-data", "link-local"),
        ("http://[::ffff:127.0.0.1]:{port}/b", "loopback"),
        ("//2130706433:{port}/b", "loopback"),
        ("file:///etc/passwd", "only http and https"),
        ("ftp://127.0.0.1/b", "only http and https"),
        ("http://user:word@127.0.0.1:{port}/b", "password"),
        ("http://a.example:99999999/", "no host and port"),
    ],
)
def test_redirect_to_what_may_not_be_fetched_is_refused(site: Site, target: str, why: str) -> None:
    """Every redirect is held to the rules of first addresses, and nothing is asked where it leads."""
    site.answers |= {"/a": Answer(status=302, headers={"Location": target.format(port=site.port)}), "/b": Answer()}
    assert why in reason(fetcher(), site.url("/a"))
    assert site.paths() == ["/a"]


def test_page_larger_than_the_limit_is_refused(site: Site) -> None:
    """The size is bounded while reading, whether or not the server tells it."""
    site.answers["/a"] = Answer(b"x" * 5_001, pieces=10)
    assert "larger" in reason(fetcher(max_bytes=5_000), site.url("/a"))
    site.answers["/a"] = Answer(b"x" * 5_000, pieces=10)
    assert len(fetcher(max_bytes=5_000).get(site.url("/a")).data) == 5_000


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_compressed_page_is_bounded_after_decompression(site: Site, pack: object) -> None:
    """A page that is small when compressed and large after is refused; one within bounds is decompressed."""
    name = "gzip" if pack is gzip.compress else "deflate"
    headers = HTML | {"Content-Encoding": name}
    site.answers["/a"] = Answer(pack(b"x" * 50_000_000), headers)  # type: ignore[operator]
    assert "larger" in reason(fetcher(max_bytes=1_000_000), site.url("/a"))
    site.answers["/a"] = Answer(pack(BODY * 9_000), headers)  # type: ignore[operator]
    assert fetcher().get(site.url("/a")).data == BODY * 9_000


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(gzip.compress(BODY * 99)[:-30], HTML | {"Content-Encoding": "gzip"}), "cut off"),
        (Answer(BODY, HTML | {"Content-Encoding": "gzip"}), "cannot be read"),
        (Answer(BODY, HTML | {"Content-Encoding": "br"}), "not asked for"),
        (Answer(BODY, HTML | {"Content-Length": "900"}), "cannot be read"),
        (Answer(BODY, {"Content-Type": "video/mp4"}), "video/mp4"),
        (Answer(BODY, {}), "no declared type"),
        (Answer(BODY, HTML, 404), "404"),
        (Answer(BODY, HTML, 503), "503 (come back later)"),
        (Answer(BODY, HTML, 304), "304"),
        (Answer(BODY, HTML, 302), "302"),
        (Answer(BODY, HTML | {"X": "y" * 300_000}), "cannot be read"),
    ],
)
def test_answer_that_is_no_page_is_told(site: Site, answer: Answer, why: str) -> None:
    """What is cut off, damaged, of another type or no success is told in one line."""
    site.answers["/a"] = answer
    assert why in reason(fetcher(), site.url("/a"))


def test_time_is_limited_as_a_whole(site: Site) -> None:
    """A server that sends a little again and again is left when the time of the whole is over."""
    site.answers["/a"] = Answer(BODY, pieces=len(BODY), pause=0.1)
    began = time.monotonic()
    assert "within 0.5 s" in reason(fetcher(seconds=0.5), site.url("/a"))
    assert time.monotonic() - began < 2


def test_nobody_there_is_told() -> None:
    """A port that nobody listens on is an InputError."""
    assert "cannot be reached" in reason(fetcher(), "http://127.0.0.1:9/a")


def test_robots_are_respected(site: Site) -> None:
    """What robots.txt forbids to memcon is not asked for; its rules are asked for once and hold for redirects too."""
    rules = b"User-agent: memcon\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
    site.answers |= {
        "/robots.txt": Answer(rules, {"Content-Type": "text/plain"}),
        "/a": Answer(),
        "/b": Answer(status=302, headers={"Location": "/private/c"}),
    }
    one = fetcher()
    assert one.get(site.url("/a")).data == BODY
    assert "robots.txt does not permit" in reason(one, site.url("/private/x"))
    assert "robots.txt does not permit" in reason(one, site.url("/b"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    ("rules", "permits"),
    [
        (Answer(b"", {}, 404), True),
        (Answer(b"", {}, 403), True),
        (Answer(b"", {}, 500), False),
        (Answer(b"", {"Location": "http://10.0.0.1/robots.txt"}, 302), False),
        (Answer(b"User-agent: *\nCrawl-delay: \xc2\xb2\n", {}), False),
        (Answer(b"x" * 2_000_000, {}), False),
        (Answer(b"\xff\xfe<html>none</html>", {}), True),
    ],
)
def test_rules_that_cannot_be_had_permit_nothing(site: Site, rules: Answer, permits: bool) -> None:
    """Without a robots.txt all is permitted; one that the server has but cannot be read permits nothing."""
    site.answers |= {"/robots.txt": rules, "/a": Answer()}
    if permits:
        assert fetcher().get(site.url("/a")).data == BODY
    else:
        assert "robots.txt" in reason(fetcher(), site.url("/a"))


def test_page_that_did_not_change_is_not_sent_again(site: Site) -> None:
    """What the server names by ETag and date is asked for conditionally, and "not modified" gives the known page."""
    site.answers["/a"] = Answer(headers=HTML | {"ETag": '"7"', "Last-Modified": "Thu, 03 Jul 2025 08:00:00 GMT"})
    cache = PageCache()
    first = fetcher(cache=cache).get(site.url("/a"))
    site.answers["/a"] = Answer(b"", {}, 304)
    second = fetcher(cache=cache).get(site.url("/a"))
    assert (second.data, second.media) == (first.data, "text/html")
    _, headers = site.asked[-1]
    assert headers["If-None-Match"] == '"7"'
    assert headers["If-Modified-Since"] == "Thu, 03 Jul 2025 08:00:00 GMT"


def test_cache_is_bounded() -> None:
    """The cache forgets what was used longest ago, and keeps nothing larger than itself."""
    cache = PageCache(most_bytes=10)
    pages = {name: Page(name, "text/html", None, b"x" * size, "") for name, size in (("a", 4), ("b", 4), ("c", 4))}
    cache.put("a", pages["a"])
    cache.put("b", pages["b"])
    assert cache.get("a") is pages["a"]
    cache.put("c", pages["c"])
    assert [cache.get(name) for name in "abc"] == [pages["a"], None, pages["c"]]
    cache.put("a", Page("a", "text/html", None, b"x" * 11, ""))
    assert cache.get("a") is None


def test_pause_between_requests_to_one_host(site: Site) -> None:
    """Between two requests to one host lies the pause, or the longer one that robots.txt asks for; clocks are given."""
    now = [100.0]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    rules = Answer(b"User-agent: *\nCrawl-delay: 7\n", {})
    site.answers |= {"/a": Answer(), "/b": Answer(status=302, headers={"Location": "/a"})}
    one = fetcher(pause=2.0, clock=lambda: now[0], sleep=sleep)
    one.get(site.url("/a"))
    now[0] += 0.5
    one.get(site.url("/b"))
    assert slept == [1.5, 2.0]
    site.answers["/robots.txt"] = rules
    slow = fetcher(pause=2.0, clock=lambda: now[0], sleep=sleep, seconds=1.0)
    slow.get(site.url("/b"))
    assert slept[2:] == [7.0]


REPORT = (
    "The foreign ministers of Alda and Brenn met in Vienna on Friday and agreed to reopen two border crossings. "
    "Both sides called the talks useful and said that experts would meet again before the end of the summer."
)
CONFIG = Config(language="en", allowed_hosts=("127.0.0.1",))


def test_page_at_an_address_becomes_a_document(site: Site) -> None:
    """An address among the sources gives the document of its page, with the address and the time of fetching."""
    html = f"<html><head><title>Ministers meet</title></head><body><article><p>{REPORT}</p></article></body></html>"
    site.answers["/a"] = Answer(html.encode(), {"Content-Type": "text/html"})
    (found,) = documents([site.url("/a")], CONFIG)
    assert isinstance(found, Document)
    assert "reopen two border crossings" in found.text
    assert found.url == site.url("/a")
    assert found.retrieved is not None
    assert document(site.url("/a"), CONFIG).text == found.text


def test_encoding_that_the_server_declares_is_taken(site: Site) -> None:
    """A text in an old encoding is read as the server says; Latin-1 means Windows-1252, as in browsers."""
    text = "\u201cNous avons parl\u00e9\u201d, a dit le ministre d\u2019Alda \u00e0 Vienne vendredi."
    site.answers["/a"] = Answer(text.encode("cp1252"), {"Content-Type": 'text/plain; charset="ISO-8859-1"'})
    assert document(site.url("/a"), CONFIG).text == text


@pytest.mark.parametrize("declares", ["server", "page"])
def test_encoding_of_names_is_not_taken(site: Site, declares: str) -> None:
    """A page that calls itself punycode, which takes the square of its length to decode, is read as it looks."""
    said = "text/html; charset=punycode" if declares == "server" else "text/html"
    rest = f"<script>{'a' * 400_000}-{'zz9a' * 100_000}"
    html = f"<html><head><meta charset=punycode></head><body><p>{REPORT}</p></body>{rest}"
    site.answers["/a"] = Answer(html.encode(), {"Content-Type": said})
    began = time.process_time()
    assert "reopen two border crossings" in document(site.url("/a"), CONFIG).text
    assert time.process_time() - began < 10


def test_feed_at_an_address_gives_its_entries(site: Site) -> None:
    """A feed gives a document for each entry, with the entry's own address; what it links to is not fetched."""
    items = "".join(
        f"<item><title>Talks {n}</title><link>https://news.example/{n}</link><description>{REPORT}</description></item>"
        for n in range(2)
    )
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{items}</channel></rss>"
    site.answers["/feed"] = Answer(feed.encode(), {"Content-Type": "application/rss+xml"})
    found = list(located([site.url("/feed")], CONFIG))
    assert [one.position for one in found] == [site.url("/feed#1"), site.url("/feed#2")]
    made = [one.item for one in found]
    assert [one.url for one in made if isinstance(one, Document)] == [f"https://news.example/{n}" for n in range(2)]
    assert all(isinstance(one, Document) and one.retrieved for one in made)
    assert site.paths() == ["/feed"]


def test_addresses_that_fail_leave_the_rest(site: Site) -> None:
    """What cannot be fetched, or holds no report, is a Failure under its address, and the next one is fetched."""
    site.answers |= {
        "/a": Answer(REPORT.encode(), {"Content-Type": "text/plain"}),
        "/b": Answer(b"<html></html>", {"Content-Type": "text/html"}),
        "/c": Answer(b"%PDF-1.4 damaged", {"Content-Type": "application/pdf"}),
        "/d": Answer(b"<rss version='2.0'><channel></channel></rss>", {"Content-Type": "application/rss+xml"}),
    }
    urls = [site.url(path) for path in ("/gone", "/b", "/c", "/d", "/a")]
    found = list(documents(urls, CONFIG, fetcher=fetcher()))
    assert [one.source for one in found if isinstance(one, Failure)] == urls[:4]
    assert isinstance(found[-1], Document)
    assert found[-1].text == REPORT


def test_one_address_that_cannot_be_fetched_raises(site: Site) -> None:
    """The one document of an address raises InputError that names the address."""
    with pytest.raises(InputError, match="/gone: the server answers 404"):
        document(site.url("/gone"), CONFIG)


def test_one_run_knows_whom_it_asked(site: Site) -> None:
    """The addresses of one run share what is known of their host: its robots.txt is asked for once."""
    urls = [site.url("/gone"), site.url("/lost")]
    found = list(read_many(urls, CONFIG))
    assert [one.source for one in found if isinstance(one, Failure)] == urls
    assert [path for path, _ in site.asked] == ["/robots.txt", "/gone", "/lost"]


def test_command_line_allows_a_host(site: Site) -> None:
    """`memcon read` refuses a page on loopback, and fetches it where --allow-host names the host."""
    refused = CliRunner().invoke(app, ["read", site.url("/gone")])
    assert (refused.exit_code, site.asked) == (1, [])
    assert "loopback" in refused.stderr
    allowed = CliRunner().invoke(app, ["read", site.url("/gone"), "--allow-host", "127.0.0.1"])
    assert (allowed.exit_code, site.paths()) == (1, ["/gone"])
    assert "404" in allowed.stderr
