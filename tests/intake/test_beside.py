"""What a page says beside its report: who wrote it, whose pictures it shows, who helped."""

import pytest

from memcon.config import Config
from memcon.intake import from_html
from memcon.record import Document

SENTENCES = (
    "The envoys of Alda and Brenn met on Friday for the first time since the war began, officials in Vienna said.",
    "They spent two hours over maps of the border that divides their countries and agreed to meet again.",
    "The foreign minister of Alda, Arno Vell, called the talks useful and asked for more of them in the spring.",
    "His colleague from Brenn said nothing to reporters as she left the building late in the evening.",
    "A spokesman for the Austrian hosts said that rooms had been booked for another week of such talks.",
    "Neither side would say who had asked for the meeting, or what would come of it before the summer.",
)


def read(before: str = "", between: str = "", after: str = "", aside: str = "") -> Document:
    """The Document of a page with something before, in, after and outside its article's text."""
    first, *rest = (f"<p>{sentence}</p>" for sentence in SENTENCES)
    html = (
        f'<!DOCTYPE html><html lang="en"><head><title>Envoys meet in Vienna</title></head><body><nav>Home</nav>'
        f'<article><h1>Envoys meet in Vienna</h1>{before}<div class="body">{first}{between}{"".join(rest)}</div>'
        f"{after}</article>{aside}</body></html>"
    )
    return from_html(html, Config())


def removed(document: Document) -> list[tuple[str, str]]:
    """What was removed and why."""
    return [(one.reason.value, one.exact) for one in document.removed]


def test_a_byline_div_is_listed_and_names_the_author_and_the_day() -> None:
    """A byline that the extraction drops gives author and time of publication, and is listed at its place."""
    byline = '<div class="article-byline"><a rel="author">By Jane Roe</a></div><div class="date">3 July 2025, 10:15 BST'
    document = read(before=f"{byline}</div>")
    assert document.author == "Jane Roe"
    assert document.published == "2025-07-03T10:15+01:00"
    assert removed(document) == [("byline", "By Jane Roe"), ("byline", "3 July 2025, 10:15 BST")]
    starts = [one.raw_start for one in document.removed]
    assert starts == sorted(starts)
    assert document.text.count("\n\n") == len(SENTENCES)


def test_a_publishers_name_is_no_part_of_the_authors() -> None:
    """A byline that goes on with the publisher's name gives the author alone."""
    site = "The Alda Courier"
    byline = f"<div class=author>Jane Roe {site}</div><meta property=og:site_name content='{site}'>"
    assert read(before=byline).author == "Jane Roe"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<figure><img src=a><figcaption>The palace where they met</figcaption></figure>", "The palace where they met"),
        ('<div class="photo-caption">The palace where they met</div>', "The palace where they met"),
        ('<figure><img src=a><span class="credit">Jane Roe</span></figure>', "Jane Roe"),
        ("<figure><img src=a><div>The palace on Friday (AP Photo/Jane Roe)</div></figure>",
         "The palace on Friday (AP Photo/Jane Roe)"),
    ],
)  # fmt: skip
def test_captions_and_credits_are_listed(html: str, expected: str) -> None:
    """A picture's caption or credit, by its element, its class or its words, is listed and is not text."""
    document = read(between=html)
    assert ("caption", expected) in removed(document)
    assert expected not in document.text


def test_trailers_after_the_report_are_listed() -> None:
    """Credits of helpers and invitations elsewhere are listed, one that comes again once."""
    trailer = "<p class=tagline>Reporting by Jane Roe; editing by John Doe</p>"
    document = read(after=f"<footer>{trailer}{trailer}<div>Share</div></footer>")
    assert removed(document) == [("boilerplate", "Reporting by Jane Roe; editing by John Doe")]


@pytest.mark.parametrize(
    "aside",
    [
        "<article><h2>Talks in Brenn</h2><div class=byline>By John Doe</div><time>1 May 2020</time></article>",
        "<div class='related'><figure><figcaption>Another palace</figcaption></figure>By John Doe</div>",
        "<section class='comments'><p class=author>John Doe</p><p>I do not believe a word of it.</p></section>",
        "<aside><div class=author>John Doe</div></aside>",
    ],
)
def test_other_reports_and_comments_are_not_of_the_report(aside: str) -> None:
    """Bylines and captions of teasers, comments and asides name nobody and are not listed."""
    document = read(aside=aside)
    assert (document.author, document.published, document.removed) == (None, None, ())


def test_a_paragraph_that_looks_like_a_byline_stays_text() -> None:
    """What the extraction kept is never taken for something beside it."""
    assert read(between=f"<p class=author-note>{SENTENCES[0]} So says By Jane Roe.</p>").author is None
