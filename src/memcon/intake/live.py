"""Live blogs: a page of posts, each of which is a document with its own time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.beside import Marked
from memcon.intake.markup import text_of
from memcon.intake.page import from_html, parse, sound_page
from memcon.intake.page_facts import PageFacts, names_in, page_facts
from memcon.intake.page_json import Node, is_live_blog, nodes
from memcon.intake.plain import from_text
from memcon.intake.stamps import iso
from memcon.record import Citation, Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MOST_POSTS = 1_000
"""Posts read of one page."""
FEWEST_POSTS = 3
"""Articles with times of their own from which a page that does not call itself a live blog is one."""
SHORTEST = 60
"""Characters of text that an article which is not marked as a live blog's post must have."""

_TIME = "self::time[@datetime] or @itemprop='datePublished'"
_HEADING = "self::h1 or self::h2 or self::h3 or self::h4"
_REPLY = re.compile(r"comment(?!ar)|reply|teaser|related|promo", re.IGNORECASE)
_ASIDE = ("time", "aside", "button", "form", "footer", "nav")


@dataclass(frozen=True, slots=True)
class _Post:
    """One post as its page has it: words may be HTML; published is the wording of its time."""

    words: str
    source: str
    published: str | None
    headline: str | None = None
    author: str | None = None
    url: str | None = None


def reports(html: bytes | str, config: Config, url: str | None = None) -> tuple[Document, ...]:
    """The Documents of a web page: the posts of a live blog, else its one report; raises as from_html does."""
    return live_posts(html, config, url) or (from_html(html, config, url),)


def live_posts(html: bytes | str, config: Config, url: str | None = None) -> tuple[Document, ...]:
    """A Document for each post of a live blog, in the page's order; () where the page is none.

    Posts are those that JSON-LD lists (schema.org LiveBlogPosting with liveBlogUpdate), else the elements marked
    as such, else three or more articles of one page that have times of their own and are no links or comments.
    A post's time is its own or none, never the page's; what cannot be read as a text is left out. Raises
    InputError for a page beyond the bounds.
    """
    page = sound_page(html, config)
    if "liveBlogUpdate" not in page and len(re.findall(r"<article\b", page)) < FEWEST_POSTS:
        return ()
    tree = parse(page)
    facts = page_facts(tree)
    address = facts.url or url
    posts = list(islice(_listed(nodes(tree)), MOST_POSTS)) or list(islice(_marked(tree, address), MOST_POSTS))
    made = (_document(post, config, facts, address) for post in posts)
    return tuple(document for document in made if document is not None)


def _document(post: _Post, config: Config, facts: PageFacts, address: str | None) -> Document | None:
    """The Document of a post; None where it holds no text."""
    published = iso(post.published) if post.published else None
    try:
        text = text_of(post.words) if "<" in post.words or "&" in post.words else Marked(post.words, {})
        return from_text(
            text.text,
            config,
            url=urljoin(address, post.url) if address and post.url else address,
            headline=post.headline,
            published=published,
            published_source=Citation(post.source, post.published) if published and post.published else None,
            publisher=facts.publisher,
            author=post.author,
            fallback_language=facts.language,
            wrapped=False,
            beside=text.beside,
        )
    except (InputError, ValueError):
        return None


def _listed(found: Iterable[Node]) -> Iterator[_Post]:
    """The posts that JSON-LD lists with their text."""
    for node in found:
        if not is_live_blog(node):
            continue
        updates = node.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else [updates]:
            if not isinstance(update, dict):
                continue
            body = update.get("articleBody") or update.get("text")
            if isinstance(body, str) and body.strip():
                yield _Post(
                    body,
                    "json-ld",
                    _text(update.get("datePublished")),
                    _text(update.get("headline") or update.get("name")),
                    names_in(update.get("author")),
                    _text(update.get("url") or update.get("@id")),
                )


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) and len(value) <= 500 else None


def _marked(tree: HtmlElement, address: str | None) -> Iterator[_Post]:
    """The posts that elements hold: those marked as a live blog's, else articles with times of their own."""
    marked = tree.xpath("//*[@itemprop='liveBlogUpdate' or contains(@itemtype, 'LiveBlogUpdate')]")
    if marked:
        yield from (post for element in marked if (post := _post(element)) is not None)
        return
    articles = [element for element in tree.xpath("//article[not(.//article)]") if not _is_other(element, address)]
    posts = [post for element in articles if (post := _post(element)) is not None and post.published]
    long = [post for post in posts if len(re.sub(r"<[^<>]*>", "", post.words)) >= SHORTEST]
    if len(long) >= FEWEST_POSTS and len({post.published for post in long}) > 1:
        yield from long


def _is_other(article: HtmlElement, address: str | None) -> bool:
    """Whether an article is a comment or leads to a page of its own, by its marks, those around it, or its heading."""
    around = [article, *islice(article.iterancestors(), 6)]
    marks = (one.get(name) or "" for one in around for name in ("class", "id", "itemtype"))
    if any(_REPLY.search(mark) for mark in marks):
        return True
    links = article.xpath(f".//*[{_HEADING}]//a[@href] | .//a[@href][.//*[{_HEADING}]]")
    return any(_path(link.get("href")) not in {_path(address), ""} for link in links)


def _path(address: str | None) -> str:
    try:
        return urlsplit(address or "").path.rstrip("/")
    except ValueError:
        return "?"


def _post(element: HtmlElement) -> _Post | None:
    """The post of one element: its heading, its first time, and the rest as its words."""
    from lxml import etree  # type: ignore[import-untyped]

    times = element.xpath(f".//*[{_TIME}]")
    when = next((value for one in times[:1] if (value := one.get("datetime") or one.get("content"))), None)
    rest = deepcopy(element)
    rest.tail = None
    heading = next(iter(rest.xpath(f".//*[{_HEADING}]")), None)
    title = None
    if heading is not None:
        title = " ".join("".join(heading.itertext()).split())
        heading.drop_tree()
    etree.strip_elements(rest, *_ASIDE, with_tail=False)
    words = etree.tostring(rest, encoding="unicode")
    name = element.get("id")
    return _Post(words, "meta", when, title or None, None, f"#{name}" if name else None)
