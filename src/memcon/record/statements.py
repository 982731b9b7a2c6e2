"""Statements: who says what, in PolNeAR's terms of source, cue and content."""

from dataclasses import dataclass

from memcon.record.text import Span
from memcon.record.times import When
from memcon.record.vocabulary import Quotation


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to someone.

    speaker is an actor id, None where the source is unknown or unresolved; speaker_span is the source's wording.
    content is one span, or several where a cue interrupts it; quotes are the words inside quotation marks.
    within is the id of the statement that reports this one ("A says that B urged ...").
    """

    id: str
    speaker: str | None
    speaker_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    quotation: Quotation
    quotes: tuple[Span, ...] = ()
    addressee: str | None = None
    within: str | None = None
    time: When | None = None

    @property
    def words(self) -> str:
        """The words of the content, its parts joined by an ellipsis."""
        return " … ".join(span.exact for span in self.content)
