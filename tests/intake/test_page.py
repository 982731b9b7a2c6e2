"""A web page -> Document."""

import json
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake import from_html

BODY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "VIENNA (AFP) – The envoys of Alda and Brenn met on Friday for the first time, officials said.",
        "They spent two hours over maps of the border that divides their countries and agreed to meet again.",
        "The foreign minister of Alda, Arno Vell, called the talks useful and asked for more.",
        "His colleague from Brenn said nothing to reporters as she left the building late in the evening.",
    )
)
NAVIGATION = "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"


def page(head: str = "", body: str = BODY, root: str = '<html lang="en-GB">') -> str:
    """A news page with something in its head."""
    return f"<!DOCTYPE html>{root}<head>{head}</head><body>{NAVIGATION}<article>{body}</article></body></html>"


def json_ld(value: object) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "datePublished": "2020-01-01T00:00:00Z"},
        {
            "@type": ["NewsArticle"],
            "headline": "Envoys &amp; ministers meet",
            "datePublished": "2025-07-03T00:10:00.000+05:30",
            "author": [{"@type": "Person", "name": "Jane Roe"}, {"name": "John Doe"}],
            "publisher": {"@type": "Organization", "name": "The Alda Courier"},
        },
    ],
}


def test_what_a_page_declares_is_read_and_its_offset_kept() -> None:
    """JSON-LD of the article gives headline, publisher, authors and the instant with its own offset."""
    head = json_ld(ARTICLE) + '<link rel="canonical" href="https://courier.example/a/1">'
    document = from_html(page(head), Config(), url="https://courier.example/a/1?x=1")
    assert document.headline == "Envoys & ministers meet"
    assert document.published == "2025-07-03T00:10:00+05:30"
    assert document.published_source is not None
    assert (document.published_source.source, document.published_source.exact) == (
        "json-ld",
        "2025-07-03T00:10:00.000+05:30",
    )
    assert (document.publisher, document.author) == ("The Alda Courier", "Jane Roe, John Doe")
    assert (document.url, document.language) == ("https://courier.example/a/1", "en")


def test_text_is_the_report_without_navigation_and_dateline() -> None:
    """The canonical text is headline and paragraphs; navigation is gone, the dateline listed as removed."""
    document = from_html(page("<title>Envoys meet in Vienna | The Alda Courier</title>"), Config())
    assert document.text.startswith("Envoys meet in Vienna\n\nThe envoys of Alda and Brenn met on Friday")
    assert "Home" not in document.text
    assert len(document.paragraphs) == 5
    assert [(removed.reason.value, removed.exact) for removed in document.removed] == [("dateline", "VIENNA (AFP) –")]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="article:published_time" content="2025-07-03T10:00-04:00">', "2025-07-03T10:00-04:00"),
        ('<meta name="pubdate" content="2025-07-03">', "2025-07-03"),
        (
            '<meta name="date" content="2025-07-04">'
            '<meta property="article:published_time" content="2025-07-03T23:30:00Z">',
            "2025-07-03T23:30:00+00:00",
        ),
        (json_ld({"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00Z"}), None),
        (json_ld({"@type": "Event", "datePublished": "2025-01-01T00:00:00Z"}), None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", ' + "[" * 5_000 + "</script>", None),
        (json_ld({"@type": "NewsArticle", "datePublished": 5, "headline": ["x"], "author": [[{}]]}), None),
        ('<script type="application/ld+json"><!-- {"@type":"Article","datePublished":"2025-07-03"}; --></script>',
         "2025-07-03"),
    ],
)  # fmt: skip
def test_instants_with_offset_go_before_those_without(head: str, published: str | None) -> None:
    """The best declared instant is taken as declared; the year 1 and broken JSON are passed over."""
    assert from_html(page(head), Config()).published == published


def test_marked_time_element_is_read() -> None:
    """A time element of the article gives the publication where the head declares none."""
    body = '<time datetime="2025-07-03T09:00:00+03:00">3 July</time>' + BODY
    assert from_html(page(body=body), Config()).published == "2025-07-03T09:00:00+03:00"


def test_declared_encoding_is_kept() -> None:
    """Bytes are decoded as the page's own head declares."""
    html = page('<meta charset="windows-1252">', BODY.replace("said.", "said – “well”."))
    assert "said – “well”." in from_html(html.encode("cp1252"), Config()).text


@pytest.mark.parametrize("html", ["<html></html>", "<html><body><script>x()</script></body></html>", "<p>", "{}"])
def test_page_without_report_is_refused(html: str) -> None:
    """A page that holds no text is an InputError of one line."""
    with pytest.raises(InputError) as caught:
        from_html(html, Config())
    assert "\n" not in str(caught.value)


HOSTILE = {
    "div": "<div>" * 50_000 + "deep",
    "inline": "<span><b><i>" * 17_000 + "deep",
    "after text": BODY + "<div><p>" * 25_000,
    "around text": "<blockquote>" * 50_000 + BODY,
    "table": "<table><tr><td>" * 17_000 + BODY,
    "list": "<ul><li>" * 25_000 + BODY,
    "attributes": "<p " + "a='1' " * 50_000 + ">" + BODY,
    "json": '<script type="application/ld+json">' + '{"@graph":[' * 50_000 + "</script>" + BODY,
    "entities": "&amp;" * 100_000 + BODY,
    "tags without end": "<p>a" * 1_000_000,
    "unclosed comment": "<!--" * 50_000 + BODY,
}
READ = """
import sys
from memcon.config import Config
from memcon.errors import InputError
from memcon.intake import from_html
try:
    from_html(sys.stdin.buffer.read(), Config())
except InputError as error:
    print(error)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_a_document_or_one_line_within_ten_seconds(name: str) -> None:
    """Tags nested 50,000 deep and the like neither crash the process nor hold it up."""
    start = time.monotonic()
    html = f"<html><body>{HOSTILE[name]}".encode()
    done = subprocess.run([sys.executable, "-c", READ], input=html, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") <= 1
    assert time.monotonic() - start < 20  # ten on a machine of our own; tests share theirs


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<article>",
        "<!--",
        "-->",
        "<script>",
        "<h1>",
        "<time datetime='",
        "'>",
        "<meta ",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(TAGS, st.text(max_size=20), st.just(BODY)), max_size=12).map("".join))
def test_any_page_is_a_document_or_an_input_error(html: str) -> None:
    """No page makes intake raise anything but InputError."""
    try:
        document = from_html(f"<html>{html}", Config())
    except InputError:
        return
    assert document.text.encode()
