"""Hypothesis over pages: whatever the bytes, a sound Document or one line, within a bound of work."""

import json
import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.live import reports

LIMIT = 5.0
"""Seconds of work that a page of a few kilobytes may cost at most; it costs hundredths."""
SENTENCE = "The envoys of Alda and Brenn met on Friday for the first time, officials said."

WORDS = st.one_of(
    st.sampled_from(
        [
            SENTENCE,
            "By Jane Roe",
            "VIENNA (AFP) – ",
            "3 July 2025, 10:15 BST",
            "Photo: AFP",
            "\u202e",
            "\ufeff",
            "&nbsp;",
        ]
    ),
    st.text(max_size=30),
)
VALUES = st.one_of(
    st.sampled_from(
        [
            "",
            "byline author",
            "caption",
            "lead",
            "related",
            "2025-07-03T10:00:00Z",
            "9999-99-99T99:99",
            "0001-01-01",
            "http://[",
            "#",
            "javascript:x",
            "en",
            "١",
        ]
    ),
    st.text(max_size=15),
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["class", "rel", "id", "itemprop", "datetime", "content", "property", "name", "href", "lang", "rel"]
    ),
    VALUES,
    max_size=3,
)
TAGS = st.sampled_from(
    ["article", "p", "div", "h1", "h2", "time", "meta", "span", "table", "tr", "td", "li", "ul", "blockquote", "figure",
     "figcaption", "a", "section", "main", "br", "svg", "pre"]
)  # fmt: skip
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), VALUES),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "datePublished", "headline", "author", "url", "liveBlogUpdate", "articleBody"]
            ),
            st.one_of(inner, st.sampled_from(["NewsArticle", "LiveBlogPosting", "WebPage"])),
            max_size=4,
        ),
    ),
    max_leaves=10,
)


def element(tag: str, attributes: dict[str, str], inside: list[str]) -> str:
    """An element's source; values are not escaped, as careless pages have them."""
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<{tag} {written}>{''.join(inside)}</{tag}>"


SCRIPTS = JSON.map(lambda value: f'<script type="application/ld+json">{json.dumps(value)}</script>')
PAGES = st.lists(
    st.recursive(
        st.one_of(WORDS, SCRIPTS),
        lambda inner: st.builds(element, TAGS, ATTRIBUTES, st.lists(inner, max_size=4)),
        max_leaves=25,
    ),
    max_size=6,
).map("".join)


def check(html: bytes | str) -> None:
    """Reads a page and asserts what holds of whatever comes out."""
    start = time.process_time()
    reason, found = "", ()
    try:
        found = reports(html, Config())
    except InputError as error:
        reason = str(error)
    assert "\n" not in reason
    assert time.process_time() - start < LIMIT
    for document in found:
        assert document.paragraphs
        places = [document.text[place.start : place.end] for place in document.paragraphs]
        assert document.text == "\n\n".join(places)
        assert all(place == place.strip() != "" for place in places)
        assert document.published is None or "1800" <= document.published[:4] <= "2199"
        ends = [0, *(one.raw_end for one in document.removed)]
        assert all(end <= one.raw_start for end, one in zip(ends, document.removed, strict=False))
        assert all(len(one.exact) == one.raw_end - one.raw_start > 0 for one in document.removed)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_any_tree_of_elements_is_read(body: str) -> None:
    """Nested elements with careless attributes and any JSON-LD give sound Documents or one line."""
    check(f"<!DOCTYPE html><html>{body}<article><p>{SENTENCE}</p></article></html>")


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES, st.data())
def test_any_damage_to_a_pages_bytes_is_read(body: str, data: st.DataObject) -> None:
    """Bytes cut, doubled or overwritten anywhere, under any declared encoding, give the same."""
    name = data.draw(st.sampled_from(["utf-8", "windows-1251", "utf-16", "x-none", "utf-7"]))
    page = f'<html><head><meta charset="{name}"></head>{body}<p>{SENTENCE}</p>'.encode()
    at = data.draw(st.integers(0, len(page)))
    upto = data.draw(st.integers(at, min(len(page), at + 40)))
    check(page[:at] + data.draw(st.sampled_from([b"", page[at:upto] * 3, b"\xff\xfe", b"<!--", b"\x00"])) + page[upto:])


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["<div>", "<p>", "<b>", "<article>", "<table><tr><td>", "<li>", "<h1>", "<time datetime='x'>",
                        "<a href='http://[", "<!--", "&#", "<script>", "<span itemprop=datePublished>"]),
       st.integers(1, 1_500), st.sampled_from(["", SENTENCE, f"<p>{SENTENCE}</p>"]))  # fmt: skip
def test_any_tag_repeated_is_read_within_its_limit(tag: str, times: int, after: str) -> None:
    """One tag a thousand times over, opened and not closed, costs no more than the limit."""
    check("<html><body>" + tag * times + after)
