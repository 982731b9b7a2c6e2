"""Words that turn what is said into its opposite, by language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from memcon.errors import KnowledgeError
from memcon.knowledge.lexicon import load_table

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Opposition:
    """A language's negators ("not") and denials ("rejected")."""

    negators: re.Pattern[str]
    denials: re.Pattern[str]

    def turns(self, text: str) -> bool:
        """Whether words deny what they speak of; a denial that is itself negated ("did not reject") does not."""
        plain = text.lower().replace("’", "'")
        return (self.negators.search(plain) is not None) != (self.denials.search(plain) is not None)


@lru_cache(maxsize=8)
def load(language: str) -> Opposition:
    """The opposing words of a language, read once; of a language without data, none."""
    try:
        table = load_table(language, "sides")
    except KnowledgeError:
        return Opposition(_NEVER, _NEVER)
    return Opposition(_any(table["negators"]), _any(table["denials"]))


def _any(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
