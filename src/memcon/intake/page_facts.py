"""What a web page declares about its report: JSON-LD first, then meta tags, then marked-up elements."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from memcon.intake.page_json import Node, described, nodes, overlap
from memcon.intake.stamps import iso
from memcon.record import Citation

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_TIMES = ("time", "span", "abbr", "div", "p")
_CHANGED = re.compile(r"modif|updat|edited")
_TITLE_TAIL = re.compile(r"\s+(?:[|·•»]|[–—-])\s+[^|·•»–—]{1,60}$")
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "datepublished", "date.published", "publication_date", "publish-date", "publishdate", "publish_date",
    "pubdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued",
    "dcterms.issued", "dcterms.date", "dc.date", "og:pubdate", "published", "published_at", "pub_date",
    "rnews:datepublished", "originalpublicationdate", "displaydate", "ptime", "bt:pubdate",
    "article.published", "article_date_original", "release_date", "date",
)  # fmt: skip
"""Names of meta tags that declare the time of publication, the surest first."""
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
)
_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page declares; each None where it declares nothing that holds.

    published keeps the offset it was declared with, and source is its wording and where it stood.
    """

    published: str | None
    source: Citation | None
    headline: str | None
    publisher: str | None
    author: str | None
    url: str | None
    language: str | None


def page_facts(tree: HtmlElement) -> PageFacts:
    """Reads the declarations of a parsed page."""
    metas = _metas(tree)
    address = _address(tree, metas)
    objects = described(nodes(tree), titles=_titles(tree, metas), address=address)
    published, source = _published(tree, objects, metas)
    author = next(_told(objects, "author"), None) or _first_name(metas, _AUTHORS)
    publisher = next(_told(objects, "publisher"), None) or _first_name(metas, _SITES)
    return PageFacts(
        published=published,
        source=source,
        headline=_headline(tree, objects, metas),
        publisher=publisher,
        author=re.sub(r"^[Bb][Yy]\s+", "", author) if author else None,
        url=address,
        language=_language(tree),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of each meta tag, by its case-folded name, property or itemprop."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.casefold().strip(), content.strip())
    return found


def _published(
    tree: HtmlElement, described: Sequence[Node], metas: dict[str, str]
) -> tuple[str | None, Citation | None]:
    """The declared publication: the surest that holds, or one of the same day that tells more of the instant.

    An instant with its offset tells more than one without, and that more than a bare day. What was created or
    modified is no publication.
    """
    declared = [("json-ld", node.get("datePublished")) for node in described]
    declared += [("meta", metas.get(name)) for name in _PUBLISHED]
    declared += [("meta", value) for value in _marked_times(tree)]
    best: tuple[int, str, Citation] | None = None
    for source, wording in declared:
        instant = iso(wording) if isinstance(wording, str) else None
        if instant is None:
            continue
        told = 0 if "T" not in instant else 1 if re.search(r"T[\d:]+$", instant) else 2
        if best is None or (told > best[0] and _days_apart(instant, best[1]) <= 1):
            best = (told, instant, Citation(source, str(wording)))
    return (best[1], best[2]) if best else (None, None)


def _days_apart(first: str, second: str) -> int:
    """How many days lie between the days of two ISO 8601 dates or instants, as each is written."""
    return abs((date.fromisoformat(first[:10]) - date.fromisoformat(second[:10])).days)


def _marked_times(tree: HtmlElement) -> Iterator[str]:
    """The times of elements marked as the publication, then the first time that follows the page's heading.

    Where none follows, it is the first before. A time marked as that of a change is none, nor is one in an aside or
    in another article than the heading's.
    """
    first = before = None
    heading: HtmlElement | None = None
    for element in tree.iter("h1", *_TIMES):
        if element.tag == "h1":
            first, before = (None, first) if heading is None else (first, before)
            heading = element if heading is None else heading
            continue
        itemprop = (element.get("itemprop") or "").casefold()
        if element.tag not in {"time", "abbr"} and "datepublished" not in itemprop:
            continue
        value = element.get("datetime") or element.get("content") or element.get("title") or element.text or ""
        marks = f"{itemprop} {element.get('class') or ''}".casefold()
        if "publish" in itemprop or element.get("pubdate") is not None:
            yield value
        elif first is None and element.tag == "time" and ("publi" in marks or not _CHANGED.search(marks)):
            first = (value or None) if _is_of(heading, element) else None
    if first or before:
        yield first or before or ""


def _is_of(heading: HtmlElement | None, element: HtmlElement) -> bool:
    """Whether an element is of the report under a heading: in no aside, and in no article that the heading is not in.

    A heading that is in no article leaves it open which one is its own.
    """
    if next(element.iterancestors("aside", "nav"), None) is not None:
        return False
    own = next(heading.iterancestors("article"), None) if heading is not None else None
    return own is None or own in element.iterancestors("article")


def _titles(tree: HtmlElement, metas: dict[str, str]) -> list[str]:
    """The titles that the page's head declares and its first headings, without the site's name."""
    title = _name(metas.get("og:title")) or _name(next(iter(tree.xpath("//head/title/text()")), ""))
    return [*([_TITLE_TAIL.sub("", title)] if title else []), *_headings(tree)]


def _headings(tree: HtmlElement) -> list[str]:
    """The first few headings of the first level."""
    return [text for heading in islice(tree.iter("h1"), 5) if (text := _name(" ".join(heading.itertext())))]


def _headline(tree: HtmlElement, described: Sequence[Node], metas: dict[str, str]) -> str | None:
    """The headline: the first first-level heading that a declared title bears out, else that title."""
    told = (name for node in described if (name := _name(node.get("headline"))))
    title = next(iter(tree.xpath("//head/title/text()")), "")
    declared = next(told, None)
    if declared is None and (declared := _name(metas.get("og:title")) or _name(title)):
        declared = _TITLE_TAIL.sub("", declared)
    for heading in _headings(tree):
        if declared is None or overlap(heading, declared) >= 0.5:
            return heading
    return declared


def _told(described: Sequence[Node], name: str) -> Iterator[str]:
    """The names under a property of the objects, the surest first."""
    return (names for node in described if (names := names_in(node.get(name))))


def names_in(value: object) -> str | None:
    """The names in a JSON-LD author or publisher: a string, an object with a name, or a list of these."""
    values = value if isinstance(value, list) else [value]
    names = [_name(item.get("name") if isinstance(item, dict) else item) for item in values[:8]]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _first_name(metas: dict[str, str], tags: tuple[str, ...]) -> str | None:
    """The first of some meta tags that holds a name."""
    return next((name for tag in tags if (name := _name(metas.get(tag)))), None)


def _name(value: object) -> str | None:
    """A declared name or title as text, entities resolved; None for addresses and what is no text."""
    if not isinstance(value, str):
        return None
    text = " ".join(html.unescape(value).split())
    return None if not text or len(text) > 500 or re.match(r"(?:https?:)?//|www\.|@", text) else text


def _address(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    """The canonical address of the page, where it is absolute and more than a site's front page."""
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical"]
    for address in (*links[:1], metas.get("og:url")):
        try:
            parts = urlsplit((address or "").strip())
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.netloc and parts.path not in {"", "/"}:
            return (address or "").strip()
    return None


def _language(tree: HtmlElement) -> str | None:
    """The primary language that the page's root declares, as two or three small letters."""
    match = re.match(r"[a-z]{2,3}\b", (tree.get("lang") or tree.get("xml:lang") or "").casefold())
    return match.group() if match else None
