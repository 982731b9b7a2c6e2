"""A web page -> Document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.beside import joined
from memcon.intake.decoding import declared_encoding, decode
from memcon.intake.kinds import official_body
from memcon.intake.page_facts import page_facts
from memcon.intake.page_lines import lines
from memcon.intake.plain import from_text
from memcon.record import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

MOST_TAGS = 60_000
"""Tags in a page; pages of news have some thousands, and extraction pays for them more than in proportion."""
SHORT = 600
"""Characters of extracted text below which a second, balanced reading is tried."""
LEAST_SHARE = 0.2
"""The share of the balanced reading's length below which the precise one missed the report."""


def from_html(html: bytes | str, config: Config, url: str | None = None) -> Document:
    """The Document of a web page.

    Raw offsets of what was removed count in the extracted text with the lines beside it put in (see beside). What
    the page declares (JSON-LD, meta tags) goes before what its text says. Raises InputError where no report can be
    taken out.
    """
    page = sound_page(html, config)
    tree = parse(page)
    facts = page_facts(tree)
    seen = lines(tree)
    text = extract(page, tree)
    if not text:
        raise InputError("no report can be found in the page; give its text")
    address = _own_address(facts.url, url)
    marked = joined(text, seen, statement=official_body((facts.author, facts.publisher), address) is not None)
    return from_text(
        marked.text,
        config,
        url=address,
        headline=facts.headline,
        published=facts.published,
        published_source=facts.source,
        publisher=facts.publisher,
        author=facts.author,
        fallback_language=facts.language,
        wrapped=False,
        beside=marked.beside,
    )


def _own_address(declared: str | None, given: str | None) -> str | None:
    """The address that a page declares as its own, where it is on the site that the page came from; else that one."""
    if declared is None or given is None:
        return declared or given
    sites = [(urlsplit(address).hostname or "").removeprefix("www.") for address in (declared, given)]
    return declared if sites[0] == sites[1] else given


def sound_page(html: bytes | str, config: Config) -> str:
    """The source of a page, decoded; raises InputError where it is beyond the bounds."""
    if len(html) > config.max_bytes:
        raise InputError(f"it is larger than one document may be ({config.max_bytes:,} bytes); split it")
    page = html if isinstance(html, str) else decode(html, declared=declared_encoding(html))
    if page.count("<") > MOST_TAGS:
        raise InputError(f"the page has more than {MOST_TAGS:,} tags; give the report's text")
    return page


def parse(page: str) -> HtmlElement:
    """The tree of a page; raises InputError where it is none."""
    from trafilatura import load_html

    tree = load_html(page)
    if tree is None:
        raise InputError("it is not a web page that can be read; give the report's text")
    return tree


def extract(page: str, tree: HtmlElement) -> str:
    """The text of a page's report, a paragraph a line; "" where there is none. The tree is used up.

    Precision is favoured, for what is not the report is worse than a paragraph lost; but where hardly
    anything is left of what a balanced reading finds, that is taken.
    """
    _strip(tree)
    text = _take(tree, precise=True)
    if len(text) >= SHORT:
        return text
    balanced = _take(parse(page), precise=False)
    return balanced if len(text) < LEAST_SHARE * len(balanced) else text


def _strip(tree: HtmlElement) -> None:
    """Takes out what holds no text, which spares the extraction a tenth of its time; what it finds is the same."""
    from lxml import etree  # type: ignore[import-untyped]

    etree.strip_elements(tree, etree.Comment, "style", "svg", "link", "meta", with_tail=False)


def _take(tree: HtmlElement, *, precise: bool) -> str:
    """What trafilatura takes out of a tree; never deduplicated, for that drops whole pages."""
    from trafilatura import extract as take

    return take(tree, favor_precision=precise, include_comments=False, deduplicate=False) or ""
