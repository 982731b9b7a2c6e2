"""Which declaration of a page is its publication, and JSON-LD as pages really write it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import least_seconds

from memcon.intake.page import parse
from memcon.intake.page_facts import PageFacts, page_facts

DAY = "2025-07-03T10:00:00+02:00"
OTHER = "2024-01-01T08:00:00+00:00"
TITLE = "<title>Envoys meet in Vienna - The Alda Courier</title>"


def facts(head: str, body: str = "<h1>Envoys meet in Vienna</h1><p>They met on Friday.</p>") -> PageFacts:
    """What a page with this head and body declares."""
    return page_facts(parse(f"<html><head>{head}</head><body>{body}</body></html>"))


def script(text: str) -> str:
    """A JSON-LD script of this text."""
    return f'<script type="application/ld+json">{text}</script>'


def article(headline: str, day: str, **more: object) -> dict[str, object]:
    """A JSON-LD article."""
    return {"@type": "NewsArticle", "headline": headline, "datePublished": day, **more}


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "keywords": ["a", "b", ], "datePublished": "DAY",}',
        '<!-- {"@type": "NewsArticle", "datePublished": "DAY"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "DAY"}\n//]]>',
        '/*<![CDATA[*/{"@type": "NewsArticle", "datePublished": "DAY"}/*]]>*/',
        '{"@type": "NewsArticle", // the kind, "of page"\n "datePublished": "DAY" /* when */ };',
        '{"@type": "NewsArticle", "headline": "Alda\\\'s envoys", "datePublished": "DAY"}',
        '{"@type": "NewsArticle", "description": "one\ntwo\tthree", "datePublished": "DAY"}',
        '{"@type": "NewsArticle", "description": "he said "well" and left", "datePublished": "DAY"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;datePublished&quot;: &quot;DAY&quot;}",
        '[[{"@graph": [{"@type": "Person"}, {"@type": ["Thing", "NewsArticle"], "datePublished": "DAY"}]}]]',
        '{"@type": "NewsArticle", "datePublished": "DAY"}{"@type": "Organization"}',
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "DAY"}}',
    ],
)
def test_publication_is_read_from_json_ld_as_pages_write_it(text: str) -> None:
    """Comments, commas before ends, bad escapes and bare quotation marks do not hide the instant."""
    found = facts(script(text.replace("DAY", DAY)))
    assert found.published == DAY
    assert found.source is not None
    assert found.source.source == "json-ld"


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "dateCreated": "DAY", "dateModified": "DAY"}',
        '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "DAY"}]}',
        '{"@type": "Event", "datePublished": "DAY"}',
        '{"@type": "NewsArticle", "a": "b"c", "datePublished": "DAY", "x": {"datePublished": "2020-01-01"}}',
        '{"@type": "NewsArticle", "datePublished": "DAY',
        '{"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00Z"}',
    ],
)
def test_what_is_no_publication_of_this_page_is_not_taken(text: str) -> None:
    """Times of making and changing, of other works, of the year 1, and broken ones of several days give nothing."""
    assert facts(script(text.replace("DAY", DAY))).published is None


def test_of_several_articles_the_one_of_the_page_is_taken() -> None:
    """Headline or address tells the page's own article from links to others; where none does, none is taken."""
    links = [article("Harvest fails in Brenn", OTHER), article("Storm over Alda", OTHER)]
    own = article("Envoys meet in Vienna", DAY)
    assert facts(TITLE + script(json.dumps([*links, own]))).published == DAY
    by_address = article("What the envoys said", DAY, mainEntityOfPage={"@id": "https://courier.example/a/1#x"})
    canonical = '<link rel="canonical" href="https://courier.example/a/1">'
    assert facts(TITLE + canonical + script(json.dumps([*links, by_address]))).published == DAY
    assert facts(TITLE + script(json.dumps(links))).published is None


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta itemprop="datePublished" content="2025-07-03 10:00">',
         '<h1>Envoys meet</h1><time datetime="2025-07-03 10:00:00 UTC">today</time>', "2025-07-03T10:00:00+00:00"),
        ('<meta itemprop="datePublished" content="2025-07-03">',
         f'<h1>Envoys meet</h1><time datetime="{OTHER}">a link</time>', "2025-07-03"),
        ("", f'<time datetime="{OTHER}">latest</time><h1>Envoys meet</h1><time datetime="{DAY}">3 July</time>', DAY),
        ("", f'<time datetime="{DAY}">3 July</time><h1>Envoys meet</h1>', DAY),
        ("", f'<h1>Envoys meet</h1><time class="updated" datetime="{DAY}">3 July</time>', None),
        ("", f'<h1>Envoys meet</h1><time class="published updated" datetime="{DAY}">3 July</time>', DAY),
        ("", f'<h1>Envoys meet</h1><span itemprop="datePublished" content="{DAY}">3 July</span>', DAY),
        (f'<meta property="article:modified_time" content="{DAY}">', "<h1>Envoys meet</h1>", None),
    ],
)  # fmt: skip
def test_marked_times_sharpen_the_declared_day_and_do_not_move_it(head: str, body: str, published: str | None) -> None:
    """An instant tells more of the same day; another day's is of something else; a change is no publication."""
    assert facts(head, body).published == published


@pytest.mark.parametrize("text", ['"' * 200_000, '"\\"' * 150_000, "/*" * 300_000, ", " * 300_000, '"a",' * 100_000,
                                  '{"@type":"Article","' * 40_000, "<!--" * 100_000, "[" * 100_000])  # fmt: skip
def test_hostile_script_costs_in_proportion(text: str) -> None:
    """Scripts of a megabyte that is no JSON are given up within two seconds of work."""
    tree = parse(f"<html><head>{script(text)}</head><body><h1>x</h1></body></html>")
    assert least_seconds(lambda: page_facts(tree)) < 2


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(['"', "\\", "{", "}", "[", "]", ",", ":", "//", "/*", "*/", "\n", '"@type":"Article"',
                                 '"datePublished":"2025-07-03"', "\x00", "&quot;", "é"]), max_size=30))  # fmt: skip
def test_any_script_is_read_or_passed_over(parts: list[str]) -> None:
    """No script makes the reading of a page's facts raise."""
    assert facts(script("".join(parts))).published in {None, "2025-07-03"}
