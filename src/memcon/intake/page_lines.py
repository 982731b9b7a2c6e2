"""The lines of a page in the order of its source, each with what the page's own marks say it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

BREAKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "td", "th", "tr", "ul", "figure", "figcaption"),
    }
)
"""Elements before and after which a line ends."""
NO_TEXT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "title"})
"""Elements whose text no reader sees."""

_WHOLE = frozenset({"html", "body", "main", "article", "section"})
"""Elements that hold too much for their marks to say what a line of them is."""
_SPACE = re.compile(r"\s+")
_START = r"(?:^|[\s_-])"
_CAPTION = re.compile(
    rf"{_START}(?:(?:image|photo|img|picture|media)[_-]*)?(?:caption|credit|copyright)", re.IGNORECASE
)
_LEAD = re.compile(rf"{_START}(?:lead|standfirst|summary|intro|chapo|annotation)(?:$|[\s_-])", re.IGNORECASE)
_BYLINE = re.compile(
    rf"{_START}(?:by-?line|author|writer|reporter|contributor|posted[_-]?(?:on|by)"
    r"|(?:pub(?:lish(?:ed)?|lication)?|post|article|story|news|entry)[_-]*(?:date|time)|time-?stamp|date-?line)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    rf"{_START}(?:related|recommend|teaser|promo|comment(?!ar)|newsletter|share|social|side-?bar|most-?read|trending"
    r"|more-?(?:news|stories|on)|latest|ad|ads|advert\w*|outbrain|taboola|cookie|consent|menu|breadcrumbs?)(?:$|[\s_-])",
    re.IGNORECASE,
)


class Mark(Enum):
    """What the elements around a line say it is.

    CAPTION: a picture's. BYLINE: who wrote the report and when. LEAD: what stands in larger letters above it.
    ASIDE: not of the report.
    """

    CAPTION = "caption"
    BYLINE = "byline"
    LEAD = "lead"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that a reader sees: its text, the mark of all of it, its tag, and the innermost article it is in.

    article is the number of an article element in the order of the source; 0 where the line is in none.
    """

    text: str
    mark: Mark | None
    tag: str
    article: int


def lines(tree: HtmlElement, *, without: Collection[str] = NO_TEXT) -> list[Line]:
    """The lines of a tree that show something; elements of the tags without are passed over with all in them."""
    from lxml import etree  # type: ignore[import-untyped]

    writer = _Writer()
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    skipped: object = None
    for event, element in walk:
        if event == "start":
            if element.tag in without:
                skipped = element
                walk.skip_subtree()
            else:
                writer.enter(element)
        elif event == "end" and element is not skipped:
            writer.leave(element)
        elif element is not tree:  # comments, instructions and elements passed over have only what follows them
            writer.add(element.tail)
    writer.end_line("")
    return writer.made


@dataclass(slots=True)
class _Writer:
    """The lines made so far, the pieces of the line being written, and the marks of the elements that are open."""

    made: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    marks: list[Mark | None] = field(default_factory=lambda: [None])
    articles: list[int] = field(default_factory=lambda: [0])
    seen: set[Mark | None] = field(default_factory=set)
    count: int = 0

    def enter(self, element: HtmlElement) -> None:
        """Opens an element."""
        if element.tag in BREAKS:
            self.end_line("")
        mark = self.marks[-1]
        self.marks.append(mark if mark is Mark.ASIDE else _mark(element) or mark)
        if element.tag == "article":
            self.count += 1
            self.articles.append(self.count)
        if element.tag == "time":
            self.add(" ")
        self.add(element.text)

    def leave(self, element: HtmlElement) -> None:
        """Closes an element, and goes on with what follows it."""
        if element.tag in BREAKS:
            self.end_line(element.tag)
        self.marks.pop()
        if element.tag == "article":
            self.articles.pop()
        if element.tag == "time":
            self.add(" ")
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        """Goes on with the line."""
        if text and not text.isspace():
            self.seen.add(self.marks[-1])
        if text:
            self.pieces.append(text)

    def end_line(self, tag: str) -> None:
        """Ends the line, where there is one, at the end of an element of a tag or ("") before another begins."""
        text = _SPACE.sub(" ", "".join(self.pieces)).strip()
        if text:
            mark = next(iter(self.seen)) if len(self.seen) == 1 else None
            self.made.append(Line(text, mark, tag, self.articles[-1]))
        self.pieces.clear()
        self.seen.clear()


def _mark(element: HtmlElement) -> Mark | None:
    """What an element says of all the text in it."""
    tag = element.tag
    if tag == "figcaption":
        return Mark.CAPTION
    if tag in {"aside", "nav", "form", "button"}:
        return Mark.ASIDE
    if tag in _WHOLE or not element.attrib:
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:400]
    if _ASIDE.search(names):
        return Mark.ASIDE
    if _CAPTION.search(names):
        return Mark.CAPTION
    marks = f"{element.get('itemprop') or ''} {element.get('rel') or ''}".casefold()
    if "author" in marks or "datepublished" in marks or _BYLINE.search(names):
        return Mark.BYLINE
    return Mark.LEAD if _LEAD.search(names) else None
