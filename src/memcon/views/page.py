"""Records as one self-contained HTML page: the text with its words marked, and the record beside it.

The page needs no network and allows none: its policy admits this style sheet and this script, by their
hashes, and nothing else. Without its script it still links every field to its words and back.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from memcon.record import Document, Record
from memcon.views import wording
from memcon.views.fields import Fields
from memcon.views.marks import Marks, Segment, segments
from memcon.views.markup import Markup, join, tag, text
from memcon.views.visible import clipped

_LAYERS = (
    ("actor", "actors"),
    ("time", "times"),
    ("said", "statements"),
    ("trigger", "events"),
    ("claim", "claims"),
)
_FRAME_HEIGHT = "640"


def page(records: Sequence[Record]) -> str:
    """One HTML page with every record in order, each the text on the left and its record on the right."""
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = f"{headline(records[0].document)} — memcon" if len(records) == 1 else f"{len(records)} records — memcon"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", text(title)),
        tag("style", style),
    )
    shown = [report(record, f"r{number}-" if len(records) > 1 else "") for number, record in enumerate(records)]
    body = tag(
        "body",
        tag("a", text("Skip to the record"), class_="skip", href=f"#{'r0-' if len(records) > 1 else ''}record"),
        bar(),
        _index(records) if len(records) > 1 else Markup(""),
        tag("main", *shown),
        tag("div", id="tip", role="status", hidden=""),
        tag("script", script),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def frame(record: Record) -> str:
    """A record's page in a sandboxed frame, for a notebook's output cell."""
    return tag(
        "iframe",
        srcdoc=page([record]),
        sandbox="allow-scripts",
        title=f"memcon: {headline(record.document)}",
        width="100%",
        height=_FRAME_HEIGHT,
        frameborder="0",
    )


def report(record: Record, prefix: str = "") -> Markup:
    """One record as an element: its text, every mark in it a link, and its fields; prefix starts every id in it."""
    marks = Marks(prefix)
    fields = Fields(record, marks).all()  # writing the fields collects the marks that the text needs
    return tag(
        "div",
        _text(record.document, marks),
        tag("section", fields, class_="record", id=f"{prefix}record", aria_label="The record", tabindex="-1"),
        class_="report",
    )


def _text(document: Document, marks: Marks) -> Markup:
    """The report's text, every mark in it a link to the field it supports."""
    labelled: set[str] = set()
    paragraphs = []
    for number, pieces in enumerate(segments(document, marks.all())):
        content = join(_segment(document, piece, marks.prefix, labelled) for piece in pieces)
        is_headline = number == 0 and document.headline is not None
        paragraphs.append(tag("h1" if is_headline else "p", content))
        if number == 0:
            paragraphs.append(tag("p", text(_facts(document)), class_="facts"))
    name = f"{marks.prefix}text"
    return tag("article", *paragraphs, id=name, class_="text", lang=document.language, dir="auto")


def _segment(document: Document, piece: Segment, prefix: str, labelled: set[str]) -> Markup:
    """One stretch of text; where marks cover it, a link to the field of the narrowest of them."""
    words = text(document.text[piece.start : piece.end])
    if not piece.marks:
        return words
    fields = list(dict.fromkeys(mark.field for mark in piece.marks))
    kinds = dict.fromkeys(mark.kind for mark in piece.marks)
    is_blank = words.isspace()  # a link that holds only a space cannot be named
    return tag(
        "span" if is_blank else "a",
        words,
        id=f"{prefix}t{piece.start}",
        class_=" ".join(("m", *kinds)),
        href=None if is_blank else f"#{fields[0]}",
        data_f=" ".join(fields),
    )


def _index(records: Sequence[Record]) -> Markup:
    """What the page holds, where it holds several records."""
    entries = (
        tag("li", tag("a", text(headline(record.document)), href=f"#r{number}-text"))
        for number, record in enumerate(records)
    )
    return tag("nav", tag("ol", *entries), class_="index", aria_label="The records")


def bar() -> Markup:
    """The bar on top: what the marks mean, and a switch for each kind."""
    switches = [
        tag(
            "label",
            tag("input", type="checkbox", id=f"show-{layer}", checked=""),
            text(" "),
            tag("span", text(name), class_=f"key {layer}"),
        )
        for layer, name in _LAYERS
    ]
    return tag("header", tag("b", text("memcon")), *switches, class_="bar")


def headline(document: Document) -> str:
    """The headline, else the opening words."""
    return clipped(document.headline or document.text[:200], 100)


def _facts(document: Document) -> str:
    """Who published the document, and when."""
    published = f"published {wording.date(document.published)}" if document.published else "publication date unknown"
    facts = (document.publisher, document.author, published, document.kind.value, document.language)
    return " · ".join(fact for fact in facts if fact)


@lru_cache(maxsize=4)
def _asset(name: str) -> Markup:
    """A file that ships beside this module; it is ours, so it needs no escaping."""
    return Markup((files("memcon.views") / "assets" / name).read_text(encoding="utf-8"))


def _digest(content: str) -> str:
    """A content security policy's name for an inline style or script."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"
