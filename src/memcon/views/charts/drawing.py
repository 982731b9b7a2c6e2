"""What the charts share: SVG elements, whose attributes may have capitals, and short numbers."""

from __future__ import annotations

from memcon.views.markup import Markup, tag, text


def svg(width: float, height: float, label: str, *content: Markup) -> Markup:
    """A drawing of a width and a height that scales with its place, named for those who do not see it."""
    drawn = tag("svg", *content, view_box=f"0 0 {short(width)} {short(height)}", role="group", aria_label=label)
    return Markup(drawn.replace(" view-box=", " viewBox=", 1))


def mark(name: str, title: str, *, href: str | None = None, **attributes: str | None) -> Markup:
    """A shape with a title, inside a link where there is somewhere to go."""
    shape = tag(name, tag("title", text(title)), **attributes)
    return tag("a", shape, href=href, aria_label=title) if href else shape


def words(x: float, y: float, content: str, *, class_: str = "label", anchor: str = "start") -> Markup:
    """Words at a place; anchor is start, middle or end."""
    return tag("text", text(content), x=short(x), y=short(y), class_=class_, text_anchor=anchor)


def short(number: float) -> str:
    """A number with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")
