"""What a web page declares about its report: JSON-LD first, then meta tags, then marked-up elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from memcon.intake.stamps import iso
from memcon.record import Citation

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MOST_NODES = 5_000
"""JSON-LD values looked at in one page."""
MOST_BYTES = 1_000_000
"""Characters of one JSON-LD script that are read; more is no description of a page."""

_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|Liveblog\w*|PressRelease|Statement)$", re.IGNORECASE)
_TITLE_TAIL = re.compile(r"\s+(?:[|·•»]|[–—-])\s+[^|·•»–—]{1,60}$")
_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "datepublished", "date.published", "publication_date", "publish-date", "publishdate", "publish_date",
    "pubdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created",
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
    article = _article(tree)
    metas = _metas(tree)
    published, source = _published(tree, article, metas)
    author = _names(article.get("author")) or _first_name(metas, _AUTHORS)
    publisher = _names(article.get("publisher")) or _first_name(metas, _SITES)
    return PageFacts(
        published=published,
        source=source,
        headline=_headline(tree, article, metas),
        publisher=publisher,
        author=re.sub(r"^[Bb][Yy]\s+", "", author) if author else None,
        url=_address(tree, metas),
        language=_language(tree),
    )


def _article(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that describes the page's report, else its page; empty where there is none."""
    best: tuple[int, dict[str, Any]] = (0, {})
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        for node in _nodes(script.text or ""):
            worth = _worth(node)
            if worth > best[0]:
                best = (worth, node)
    return best[1]


def _worth(node: dict[str, Any]) -> int:
    """How well a JSON-LD object describes a report: articles before pages, dated before undated."""
    kinds = node.get("@type")
    names = [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
    if any(_ARTICLES.search(name) for name in names):
        return 4 if "datePublished" in node else 2
    if any(name.endswith("WebPage") for name in names):
        return 3 if "datePublished" in node else 1
    return 0


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """All objects in a JSON-LD script, outermost first; none where it is malformed."""
    script = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", script[:MOST_BYTES])
    try:
        waiting: list[Any] = [json.loads(script.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            waiting.extend(value for value in node if isinstance(value, dict | list))


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of each meta tag, by its case-folded name, property or itemprop."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.casefold().strip(), content.strip())
    return found


def _published(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> tuple[str | None, Citation | None]:
    """The declared publication: an instant with its offset before one without, and both before a bare day."""
    declared = [("json-ld", article.get("datePublished")), ("json-ld", article.get("dateCreated"))]
    declared += [("meta", metas.get(name)) for name in _PUBLISHED]
    declared += [("meta", value) for value in _marked_times(tree)]
    best: tuple[int, str, Citation] | None = None
    for source, wording in declared:
        instant = iso(wording) if isinstance(wording, str) else None
        if instant is None:
            continue
        quality = 0 if "T" not in instant else 1 if re.search(r"T[\d:]+$", instant) else 2
        if best is None or quality > best[0]:
            best = (quality, instant, Citation(source, str(wording)))
    return (best[1], best[2]) if best else (None, None)


def _marked_times(tree: HtmlElement) -> Iterator[str]:
    """The times of elements marked as the publication, then the first time element of the page."""
    first = None
    for element in tree.iter("time", "span", "abbr", "div", "p"):
        value = element.get("datetime") or element.get("content") or element.get("title") or element.text or ""
        marked = "datepublished" in (element.get("itemprop") or "").casefold() or element.get("pubdate") is not None
        if marked and value:
            yield value
        elif element.tag == "time" and value and first is None:
            first = value
    if first:
        yield first


def _headline(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    """The headline: the first first-level heading that a declared title bears out, else that title."""
    title = next(iter(tree.xpath("//head/title/text()")), "")
    declared = _name(article.get("headline")) or _name(metas.get("og:title")) or _name(title)
    if declared is not None and not article.get("headline"):
        declared = _TITLE_TAIL.sub("", declared)
    headings = [text for heading in tree.iter("h1") if (text := _name(" ".join(heading.itertext())))]
    for heading in headings[:5]:
        if declared is None or _overlap(heading, declared) >= 0.5:
            return heading
    return declared


def _overlap(first: str, second: str) -> float:
    """The share of the shorter title's words that the other has too."""
    one, two = (set(re.findall(r"\w+", text.casefold())) for text in (first, second))
    return len(one & two) / max(1, min(len(one), len(two)))


def _names(value: object) -> str | None:
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
