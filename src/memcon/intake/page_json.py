"""The JSON-LD of a web page: its objects, read leniently, and the one that describes the page's report."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MOST_NODES = 5_000
"""JSON-LD values looked at in one page."""
MOST_CHARACTERS = 1_000_000
"""Characters of one JSON-LD script that are read; more is no description of a page."""

Node = dict[str, Any]

_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|Liveblog\w*|PressRelease|Statement)$", re.IGNORECASE)
_PAGES = re.compile(r"WebPage$")
_LIVE_BLOG = re.compile(r"LiveBlogPosting$")
_OTHERS = frozenset(
    ("liveBlogUpdate", "itemListElement", "mentions", "citation", "isBasedOn", "comment", "review", "relatedLink")
)
"""Properties under which schema.org puts other works than the page's own."""
_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*+"?|//[^\n]{0,500}|/\*.{0,500}?\*/', re.DOTALL)
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+"?|,(?=\s{0,200}[}\]])', re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?:\\|(?!["/bfnrtu]))')
_PAIR = re.compile(r'"(@type|datePublished|headline|url)"\s{0,20}:\s{0,20}"([^"\\]{1,400})"')


def nodes(tree: HtmlElement) -> list[Node]:
    """All JSON-LD objects of a page that may describe it, in document order, outermost first."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").casefold():
            found.extend(_objects(script.text or "", MOST_NODES - len(found)))
    return found


def described(found: Sequence[Node], *, titles: Sequence[str], address: str | None) -> tuple[Node, ...]:
    """The objects that describe the page's report, the surest first; () where none does.

    titles and address are what the page declares elsewhere: of several articles those that bear them out
    tell of the report, and others are links. Articles go before pages.
    """
    articles = [node for node in found if _is_a(node, _ARTICLES)]
    own = [node for node in articles if _bears_out(node, titles, address)]
    if not own and len({str(node.get("headline")) for node in articles}) == 1:
        own = articles
    return (*own, *[node for node in found if _is_a(node, _PAGES)][:1])


def is_live_blog(node: Node) -> bool:
    """Whether an object is a schema.org LiveBlogPosting."""
    return _is_a(node, _LIVE_BLOG)


def _is_a(node: Node, pattern: re.Pattern[str]) -> bool:
    """Whether a type of the object is of the pattern."""
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and pattern.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _bears_out(node: Node, titles: Sequence[str], address: str | None) -> bool:
    """Whether an object has the page's address or one of its titles."""
    page = node.get("mainEntityOfPage")
    links = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    if address and any(isinstance(link, str) and _path(link) == _path(address) for link in links):
        return True
    headline = node.get("headline") or node.get("name")
    return isinstance(headline, str) and any(overlap(html.unescape(headline), title) >= 0.6 for title in titles)


def _path(address: str) -> str:
    """What tells the pages of one site apart in an address; its fragment and host are left out."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    return f"{parts.path.rstrip('/')}?{parts.query}" if parts.path.strip("/") or parts.query else address


def overlap(first: str, second: str) -> float:
    """The share of the shorter title's words that the other has too."""
    one, two = (set(re.findall(r"\w+", text.casefold())) for text in (first, second))
    return len(one & two) / max(1, min(len(one), len(two)))


def _objects(script: str, most: int) -> Iterator[Node]:
    """The objects in a script that may describe its page, outermost first, at most so many."""
    waiting: deque[Any] = deque([_load(script[:MOST_CHARACTERS])])
    while waiting and most > 0:
        most -= 1
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(
                value for name, value in node.items() if name not in _OTHERS and isinstance(value, dict | list)
            )
        elif isinstance(node, list):
            waiting.extend(value for value in node if isinstance(value, dict | list))


def _load(script: str) -> object:
    """The value of a script: as JSON; else without comments, commas before ends and bad escapes; else salvaged."""
    text = re.sub(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)", "", script).lstrip()
    if '"' not in text and "&quot;" in text:
        text = html.unescape(text)
    decoder = json.JSONDecoder(strict=False)
    try:
        return decoder.raw_decode(text)[0]
    except RecursionError:
        return None
    except ValueError:
        pass
    mended = _STRING_OR_COMMENT.sub(lambda match: _mended(match.group()), text).lstrip()
    mended = _STRING_OR_COMMA.sub(lambda match: "" if match.group() == "," else match.group(), mended)
    try:
        return decoder.raw_decode(mended)[0]
    except RecursionError:
        return None
    except ValueError:
        return _salvaged(mended)


def _mended(token: str) -> str:
    """A string without escapes that JSON has not; nothing for a comment."""
    if not token.startswith('"'):
        return ""
    return _BAD_ESCAPE.sub(lambda match: match.group() if match.group() == "\\\\" else "", token)


def _salvaged(script: str) -> Node | None:
    """The article that a broken script tells of, where it tells of one publication only."""
    pairs = _PAIR.findall(script)
    days = {value for name, value in pairs if name == "datePublished"}
    kind = next((value for name, value in pairs if name == "@type" and _ARTICLES.search(value)), None)
    if kind is None or len(days) != 1:
        return None
    node: Node = {"@type": kind, "datePublished": days.pop()}
    for name, value in pairs:
        if name in {"headline", "url"}:
            node.setdefault(name, value)
    return node
