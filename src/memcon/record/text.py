"""The document and the spans that cite it."""

import hashlib
from dataclasses import dataclass, field

from memcon.record.vocabulary import DocumentKind, RemovedReason


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of the canonical text: code-point offsets [start, end) and the exact words there.

    Make one with Document.span, which alone guarantees that exact equals text[start:end].
    """

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the canonical text, as code-point offsets [start, end); the headline is the first."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A passage of the input that is not in the canonical text; raw offsets count code points of the decoded input."""

    reason: RemovedReason
    exact: str
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact about the document itself was found.

    source names the place: "byline", "dateline", "text", "json-ld", "meta", "field" (of a JSON object) or "option".
    exact is the wording found there; raw offsets are given where it stands in the decoded input.
    """

    source: str
    exact: str
    raw_start: int | None = None
    raw_end: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report or statement: its canonical text and what is known about it.

    id is the SHA-256 of the text in UTF-8. published and retrieved are ISO 8601; published keeps the offset it was
    stated with and has none where none was stated. The headline, where there is one, opens the text.
    """

    text: str
    kind: DocumentKind = DocumentKind.NEWS
    language: str | None = None
    headline: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    published_source: Citation | None = None
    retrieved: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    removed: tuple[Removed, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest())

    def span(self, start: int, end: int) -> Span:
        """Cites text[start:end]; raises ValueError where the offsets do not lie inside the text, in order."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span [{start}, {end}) does not lie inside a text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end])
