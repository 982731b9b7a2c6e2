"""An address -> the documents there, each with its address and the time it was fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BufferedReader, BytesIO

from memcon.config import Config
from memcon.intake import formats
from memcon.intake.decoding import declared_encoding, decode
from memcon.intake.fetch import Fetcher, Page
from memcon.intake.live import reports
from memcon.intake.members import Member
from memcon.intake.plain import from_text
from memcon.record import Document

_HTML = frozenset({"text/html", "application/xhtml+xml"})


def members(address: str, fetcher: Fetcher, config: Config) -> Iterator[Member]:
    """The members at an address, told apart by its content type; raises InputError where it cannot be fetched."""
    page = fetcher.get(address)
    if page.media in _HTML:
        found: Iterator[Member] = iter([Member("", partial(_page, page, config))])
    elif page.media == "text/plain":
        found = iter([Member("", partial(_text, page, config))])
    else:
        name = "fetched.pdf" if page.media == "application/pdf" else "fetched.rss"
        found = formats.members(name, BufferedReader(BytesIO(page.data)), config)
    for one in found:
        yield Member(one.place, partial(_with_source, one, page))


def _page(page: Page, config: Config) -> tuple[Document, ...]:
    """The document of a web page; what the server says of its encoding goes before what the page says."""
    text = decode(page.data, declared=_encoding(page))
    return reports(text, config, url=page.url)


def _text(page: Page, config: Config) -> tuple[Document, ...]:
    return (from_text(decode(page.data, declared=_encoding(page)), config, url=page.url),)


def _encoding(page: Page) -> str | None:
    """The encoding that the server declares, else the page, read as browsers do (WHATWG Encoding)."""
    told = b'<meta charset="%s">' % (page.charset or "").encode("ascii", "replace")
    return declared_encoding(told) or declared_encoding(page.data)


def _with_source(one: Member, page: Page) -> tuple[Document, ...]:
    """The documents of a member, with the address and the time of their page."""
    return tuple(replace(made, url=made.url or page.url, retrieved=page.retrieved) for made in one.make())
