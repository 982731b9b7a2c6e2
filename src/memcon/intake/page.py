"""A web page -> Document."""

from __future__ import annotations

from memcon.config import Config
from memcon.errors import InputError
from memcon.intake.decoding import declared_encoding, decode
from memcon.intake.plain import from_text
from memcon.record import Document


def from_html(html: bytes | str, config: Config, url: str | None = None) -> Document:
    """The Document of a web page; raises InputError where the page holds no text that can be taken out."""
    page = html if isinstance(html, str) else decode(html, declared=declared_encoding(html))
    text = extract(page)
    if not text:
        raise InputError("no report can be found in the page; give its text")
    return from_text(text, config, url=url)


def extract(page: str) -> str:
    """The text of a page's report, paragraphs on lines of their own; "" where there is none."""
    from trafilatura import extract as take

    return take(page, favor_precision=True, include_comments=False, deduplicate=False) or ""
