"""RSS and Atom feeds -> one Member for each entry. Nothing is ever fetched: the parser is given bytes alone."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from xml.parsers import expat

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.beside import Marked
from memcon.intake.markup import text_of
from memcon.intake.members import Member, broken, member
from memcon.intake.plain import from_text
from memcon.intake.stamps import iso
from memcon.record import Citation, Document

MOST_TAGS = 200_000
"""Tags in a feed; those of news have some hundreds, with whole articles in them some thousands."""

LONGEST_FIELD = 2_000
"""Characters of a date, a name, a title or an address that are read."""

_LONG = frozenset({"description", "summary", "content", "encoded", "body", "div", "p"})
"""Elements that hold the text of a report."""
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<html[\s>]", re.IGNORECASE)
_DATES = ("published", "created", "updated")
"""The dates of an entry, the surest first; an update stands in where nothing else is said."""


def is_feed(head: bytes) -> bool:
    """Whether the first bytes of a file hold the root of a feed, and before it none of a page."""
    root = _ROOT.search(head)
    return root is not None and _PAGE.search(head, 0, root.start()) is None


def entries(data: bytes, config: Config) -> Iterator[Member]:
    """A member for each entry of a feed, at "#" and its number; raises InputError where there is none.

    A feed that breaks off or is malformed gives the entries that can be told, and then a broken member.
    """
    if data.count(b"<") + data.count(b"&lt;") > MOST_TAGS:
        raise InputError(f"the feed has more than {MOST_TAGS:,} tags; split it")
    sound, problem = _mended(data)
    parsed = _parsed(sound)
    feed = parsed["feed"]
    for number, entry in enumerate(parsed["entries"], start=1):
        yield member(f"#{number}", partial(_document, entry, feed, config))
    if problem:
        yield broken(f"#{len(parsed['entries']) + 1}", f"the feed is malformed ({problem}); entries may be missing")
    elif not parsed["entries"]:
        raise InputError("it is no feed, or one without entries")


def _mended(data: bytes) -> tuple[bytes, str]:
    """A feed as well-formed XML without a document type, its short fields cut short; and what was wrong with it.

    feedparser takes hours over some malformed feeds; libxml2 mends in one pass what can be mended, resolves no
    entity and opens no address.
    """
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"the feed cannot be read ({_line(error)})") from error
    if root is None:
        raise InputError("it is no feed that can be read")
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2] not in _LONG:
            element.text = element.text[:LONGEST_FIELD] if element.text and not len(element) else element.text
    errors = [error.message for error in parser.error_log if error.level >= etree.ErrorLevels.ERROR]
    sound = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    try:  # what expat refuses, feedparser would read by its slow way
        expat.ParserCreate(namespace_separator=" ").Parse(sound, True)
    except expat.ExpatError as error:
        raise InputError(f"the feed is malformed beyond mending ({_line(error)})") from error
    return sound, _line(errors[0]) if errors else ""


def _parsed(data: bytes) -> Mapping[str, Any]:
    """What feedparser reads in bytes; raises InputError where it fails."""
    import feedparser

    try:  # a stream, for text and bytes that name a file or an address would be opened
        parsed: Mapping[str, Any] = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise InputError(f"the feed cannot be read ({_line(error)})") from error
    return parsed


def _document(entry: Mapping[str, Any], feed: Mapping[str, Any], config: Config) -> Document:
    """The document of an entry; one that holds nothing but its title is that title."""
    title = _plain(entry.get("title"))
    text = _text(entry)
    if not (text.text or title):
        raise InputError("the entry has neither text nor title")
    published, source = _published(entry)
    return from_text(
        text.text or title,
        config,
        url=_address(entry.get("link")),
        headline=title or None,
        published=published,
        published_source=source,
        publisher=_plain((entry.get("source") or {}).get("title")) or _plain(feed.get("title")) or None,
        author=_plain(entry.get("author")) or None,
        fallback_language=_language(feed.get("language")),
        wrapped=False,
        beside=text.beside,
    )


def _text(entry: Mapping[str, Any]) -> Marked:
    """The longest of an entry's contents and its summary, as text."""
    held = [(part.get("value"), part.get("type")) for part in entry.get("content") or ()]
    held.append((entry.get("summary"), (entry.get("summary_detail") or {}).get("type")))
    texts = [_words(value, media) for value, media in held if isinstance(value, str)]
    return max(texts, key=lambda one: len(one.text), default=Marked("", {}))


def _words(value: str, media: str | None) -> Marked:
    """The text of a content: its markup taken off where it has any."""
    if media == "text/plain" or "<" not in value:
        return Marked(value if media == "text/plain" else html.unescape(value), {})
    return text_of(value)


def _plain(value: object) -> str:
    """A title or name as one line of text without markup."""
    if not isinstance(value, str):
        return ""
    return " ".join(_words(value, None).text.split())[:500]


def _published(entry: Mapping[str, Any]) -> tuple[str | None, Citation | None]:
    """The first date of an entry that is one, with the offset it was written with, and its wording."""
    for name in _DATES:
        wording = dict.get(entry, name)  # type: ignore[call-overload]  # feedparser's own get mixes up the dates
        if isinstance(wording, str) and (instant := iso(wording)) is not None:
            return instant, Citation("field", wording)
    return None, None


def _address(link: object) -> str | None:
    return link if isinstance(link, str) and link.startswith(("http://", "https://")) else None


def _language(code: object) -> str | None:
    found = re.match(r"[a-z]{2,3}\b", code.casefold()) if isinstance(code, str) else None
    return found.group() if found else None


def _line(error: object) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
