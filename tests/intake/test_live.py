"""Live blogs: one document a post, with its own time."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake import documents
from memcon.intake.live import live_posts, reports
from memcon.record import Document

URL = "https://courier.example/live/talks"
FIRST = "The envoys of Alda and Brenn have arrived at the palace in Vienna, officials of both sides say."
SECOND = "The foreign minister of Alda, Arno Vell, has spoken by telephone with his colleague from Brenn."
THIRD = "The talks are over. Both delegations have left without a word to the reporters at the gate."
TIMES = ("2025-07-03T09:00:00+02:00", "2025-07-03T11:30:00+02:00", "2025-07-03T14:05:00+02:00")
DAY = "2025-07-03T08:00:00+02:00"


def page(body: str, head: str = "") -> str:
    """A page with a heading of its own."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><link rel="canonical" href="{URL}">{head}</head>'
        f"<body><h1>Talks in Vienna as they happen</h1>{body}</body></html>"
    )


def json_ld(*updates: object, **more: object) -> str:
    """The JSON-LD of a live blog."""
    blog = {"@type": "LiveBlogPosting", "headline": "Talks in Vienna as they happen", "datePublished": DAY, **more}
    text = json.dumps({"@graph": [{**blog, "liveBlogUpdate": list(updates)}]})
    return f'<script type="application/ld+json">{text}</script>'


def update(body: str, day: str | None = None, **more: object) -> dict[str, object]:
    """One update of a live blog in JSON-LD."""
    return {"@type": "BlogPosting", "articleBody": body, **({"datePublished": day} if day else {}), **more}


def test_posts_that_json_ld_lists_are_documents_with_their_own_times() -> None:
    """Text, headline, time with its offset, author and address are each post's; the publisher is the page's."""
    head = json_ld(
        update(THIRD, TIMES[2], headline="Talks end", author={"name": "Jane Roe"}, url="#post-3"),
        update(f"<p>{SECOND}</p><p>Nothing was agreed, his office says.</p>", TIMES[1]),
        publisher={"name": "The Alda Courier"},
    )
    third, second = live_posts(page("<p>x</p>", head), Config())
    assert (third.headline, third.text) == ("Talks end", f"Talks end\n\n{THIRD}")
    assert (third.published, third.author, third.url) == (TIMES[2], "Jane Roe", f"{URL}#post-3")
    assert third.published_source is not None
    assert third.published_source.source == "json-ld"
    assert [second.text[place.start : place.end] for place in second.paragraphs] == [
        SECOND,
        "Nothing was agreed, his office says.",
    ]
    assert (second.published, second.publisher, second.language) == (TIMES[1], "The Alda Courier", "en")


def test_a_post_without_time_gets_none() -> None:
    """The page's own time, at which the blog was opened, is no post's."""
    (post,) = live_posts(page("", json_ld(update(SECOND))), Config())
    assert post.published is None


def test_updates_without_text_are_left_out() -> None:
    """What is no update or holds no text gives no document, and the others are kept."""
    head = json_ld(update(""), 7, None, {"@type": "BlogPosting", "headline": "Only a title"}, update(FIRST, TIMES[0]))
    assert [post.text for post in live_posts(page("", head), Config())] == [FIRST]


def test_posts_that_elements_hold_are_documents() -> None:
    """Elements marked as updates are posts, with their heading and without their pictures and buttons."""
    posts = "".join(
        f'<div id="p{n}" itemprop="liveBlogUpdate" itemscope itemtype="http://schema.org/BlogPosting">'
        f'<time itemprop="datePublished" datetime="{day}">then</time><h2>Post {n}</h2><p>{text}</p>'
        "<figure><figcaption>A palace</figcaption></figure><button>Share</button></div>"
        for n, (day, text) in enumerate(zip(TIMES, (FIRST, SECOND, THIRD), strict=True))
    )
    found = live_posts(page(posts), Config())
    assert [(post.headline, post.published, post.url) for post in found] == [
        (f"Post {n}", day, f"{URL}#p{n}") for n, day in enumerate(TIMES)
    ]
    assert found[1].text == f"Post 1\n\n{SECOND}"
    assert [(one.reason.value, one.exact) for one in found[1].removed] == [("caption", "A palace")]


def articles(template: str) -> str:
    """Three articles by a template with {day}, {text} and {n}."""
    texts = (FIRST, SECOND, THIRD)
    return "".join(
        template.format(day=day, text=text, n=n) for n, (day, text) in enumerate(zip(TIMES, texts, strict=True))
    )


def test_repeated_articles_with_times_are_posts() -> None:
    """Articles of one page with times of their own are posts though nothing calls the page a live blog."""
    body = articles(
        '<article><h3><a href="#n{n}">Post {n}</a></h3><time datetime="{day}">x</time><p>{text}</p></article>'
    )
    assert [post.published for post in live_posts(page(body), Config())] == list(TIMES)


@pytest.mark.parametrize(
    "template",
    [
        '<article><h3><a href="/news/{n}">Story {n}</a></h3><time datetime="{day}">x</time><p>{text}</p></article>',
        '<article><a href="/news/{n}"><h3>Story {n}</h3></a><time datetime="{day}">x</time><p>{text}</p></article>',
        '<article class="comment-body"><time datetime="{day}">x</time><p>{text}</p></article>',
        '<article><p>{text}</p></article>',
        '<article><time datetime="{day}">x</time><p>Short {n}</p></article>',
        '<article><time datetime="2025-07-03T10:00:00Z">x</time><p>{text}</p></article>',
    ],
)  # fmt: skip
def test_links_comments_and_parts_are_no_posts(template: str) -> None:
    """Teasers of other pages, comments, and parts without times of their own make no live blog."""
    html = page("<article>" + f"<p>{FIRST} {SECOND} {THIRD}</p>" * 2 + "</article>" + articles(template))
    assert live_posts(html, Config()) == ()
    assert len(reports(html, Config())) == 1


def test_a_page_that_is_no_live_blog_is_one_report() -> None:
    """reports gives a usual page's one document, and a live blog's posts."""
    assert live_posts(page(f"<p>{FIRST}</p>"), Config()) == ()
    (report,) = reports(page(f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"), Config())
    assert FIRST in report.text
    assert len(reports(page("", json_ld(update(FIRST), update(SECOND))), Config())) == 2


def test_a_file_of_a_live_blog_gives_its_posts(tmp_path: Path) -> None:
    """A saved live blog is several documents when read from its file."""
    saved = tmp_path / "live.html"
    saved.write_text(page("", json_ld(update(FIRST, TIMES[0]), update(SECOND, TIMES[1]))), encoding="utf-8")
    posts = [one for one in documents([saved], Config()) if isinstance(one, Document)]
    assert [post.published for post in posts] == list(TIMES[:2])


def test_page_beyond_the_bounds_is_refused() -> None:
    """A page larger than a document may be is an InputError here too."""
    with pytest.raises(InputError):
        live_posts(page("liveBlogUpdate" + "x" * 100), Config(max_bytes=50))


VALUES = st.recursive(
    st.one_of(
        st.none(), st.integers(), st.text(max_size=20), st.sampled_from([FIRST, "<p>", "<p>a</p>&amp;", TIMES[0]])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["articleBody", "datePublished", "headline", "author", "url", "@type"]), inner),
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(VALUES, max_size=4))
def test_any_list_of_updates_is_read_or_passed_over(updates: list[object]) -> None:
    """Whatever JSON-LD lists as updates, each document made of it has text, and nothing is raised."""
    assert all(post.text for post in live_posts(page("", json_ld(*updates)), Config()))


PARTS = st.sampled_from(
    ["<article>", "</article>", f'<time datetime="{TIMES[0]}">', "</time>", "<h2>", '<a href="http://[">', "<p>", FIRST,
     "<div itemprop='liveBlogUpdate'>", "</div>", "\x00", "&#0;", "<svg>", "liveBlogUpdate"]
)  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_any_page_gives_posts_or_an_input_error(html: str) -> None:
    """No page makes the search for posts raise anything but InputError."""
    try:
        found = live_posts(page(html), Config())
    except InputError:
        return
    assert all(post.text for post in found)
