"""spaCy's tokenizers, bounded: a run without a blank costs them the square of its length, so it is cut in pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_RUN = 300
"""Characters without a blank that are given to a tokenizer at once; no word of a language is longer."""
_LONG_RUN = re.compile(rf"\S{{{_RUN}}}")

Starts = Callable[[list[str], list[bool]], list[int]]
"""Words, and whether a blank follows each -> 1 where a sentence starts, -1 where none does, 0 where that is open."""


class Cutter:
    """Cuts a text into tokens, and settles where sentences start before the parser is asked."""

    def __init__(self, nlp: Language, starts: Starts) -> None:
        self._vocab = nlp.vocab
        self._tokenizer = nlp.tokenizer
        self._starts = starts

    def __call__(self, text: str) -> Doc:
        """The tokens of a text as an unparsed Doc."""
        from numpy import array
        from spacy.tokens import Doc

        if _LONG_RUN.search(text):
            pieces = [self._tokenizer(piece) for piece in _pieces(text)]
            doc = Doc.from_docs(pieces, ensure_whitespace=False) if pieces else self._tokenizer(text)
        else:
            doc = self._tokenizer(text)
        if len(doc):
            starts = self._starts(*words_of(doc))
            column: Any = array(starts, dtype="int64").astype("uint64").reshape(-1, 1)
            doc.from_array(["SENT_START"], column)
        return doc


def words_of(doc: Doc) -> tuple[list[str], list[bool]]:
    """The words of a Doc, and whether a blank follows each."""
    words, blanks = doc.to_array(["ORTH", "SPACY"]).T.tolist()
    return [doc.vocab.strings[word] for word in words], [bool(blank) for blank in blanks]


def _pieces(text: str) -> Iterator[str]:
    """The text cut inside every run that is too long; together the pieces are the text."""
    start = 0
    for run in _LONG_RUN.finditer(text):
        yield text[start : run.end()]
        start = run.end()
    if start < len(text):
        yield text[start:]
