"""What a text tells as before and after, between reading and checking: it is no part of a Record."""

from dataclasses import dataclass

from memcon.record.text import Span
from memcon.record.times import When


@dataclass(frozen=True, slots=True)
class Order:
    """That one happening is told as over before another: when the text dates each, and the words that say so."""

    earlier: When
    later: When
    words: Span
