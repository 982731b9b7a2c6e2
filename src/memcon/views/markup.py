"""HTML by plain string building: Markup was escaped, str was not, and mypy tells them apart."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NewType
from urllib.parse import urlsplit

from memcon.views.visible import visible

Markup = NewType("Markup", str)
"""HTML that is safe to put into a page."""

_VOID = frozenset({"meta", "input", "br"})


def text(words: str) -> Markup:
    """Words made visible and escaped, for the content of an element or for an attribute."""
    return Markup(escape(visible(words), quote=True))


def join(parts: Iterable[Markup], between: str = "") -> Markup:
    """Pieces of HTML one after the other, the escaped words of `between` between them."""
    return Markup(text(between).join(parts))


def tag(name: str, /, *content: Markup, **attributes: str | None) -> Markup:
    """An element; attributes that are None are left out, class_ is class, and data_f is data-f."""
    written = "".join(
        f' {attribute.rstrip("_").replace("_", "-")}="{text(value)}"'
        for attribute, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{''.join(content)}</{name}>")


def address(url: str) -> Markup:
    """A link to an address of the web; any other (javascript:, data:, a path) is shown as words alone."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme not in {"http", "https"} or visible(url) != url:
        return text(url)
    return tag("a", text(url), href=url, rel="noopener noreferrer")
