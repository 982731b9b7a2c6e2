"""The text of a fragment of HTML that is a report already, as feeds and mail hold it."""

from __future__ import annotations

import re

from memcon.errors import InputError
from memcon.intake.page import MOST_TAGS, parse

_BREAKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "td", "th", "tr", "ul"),
    }
)
_NO_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "object", "figcaption", "title")
_SPACE = re.compile(r"\s+")


def text_of(fragment: str) -> str:
    """The words of a fragment, a line for each block; raises InputError where it has more tags than any text."""
    if fragment.count("<") > MOST_TAGS:
        raise InputError(f"it has more than {MOST_TAGS:,} tags; give the report's text")
    from lxml import etree  # type: ignore[import-untyped]

    if not fragment.strip():
        return ""
    tree = parse(f"<html><body><div>{fragment}</div></body></html>")
    etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, *_NO_TEXT, with_tail=False)
    for element in tree.iter():
        around = "\n" if element.tag in _BREAKS else ""
        element.text = around + _SPACE.sub(" ", element.text or "")
        element.tail = around + _SPACE.sub(" ", element.tail or "")
    lines = "".join(tree.itertext()).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
