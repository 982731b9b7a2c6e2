"""Where sentences start, by rule: after a full stop that ends no abbreviation, and at every paragraph."""

from __future__ import annotations

from collections.abc import Container, Sequence

LONG, LONGEST = 200, 400
"""Tokens after which the next full stop, and after which any token, ends a sentence for the parser."""

STOPS = frozenset(".!?")
_ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "!!!", "??", ".."})
_CLOSING = frozenset({"»", "”", '"', "’", "'", ")", "]", "“"})
_OPENING = frozenset({"«", "“", '"', "„", "(", "[", "-", "–", "—", "‘"})


def starts(words: Sequence[str], spaces: Sequence[bool], abbreviations: Container[str]) -> list[bool]:
    """Whether each token starts a sentence; spaces says whether a blank follows a token; abbreviations are lower-case.

    Tokens of white space start none. The cost is linear, and no sentence is longer than LONGEST tokens.
    """
    found = [False] * len(words)
    length, broken = 0, True
    ended = False
    for token, word in enumerate(words):
        if word.isspace():
            broken = broken or "\n" in word
            ended = ended and not broken
            continue
        begins = ended and _may_begin(words, token)
        if broken or begins or length >= LONGEST or (length >= LONG and token and words[token - 1] in STOPS):
            found[token] = True
            length = 0
        length += 1
        broken = False
        if word in _ENDS or (word.endswith(".") and len(word) > 1):
            ended = _is_end(words, token, spaces, abbreviations)
        elif not (ended and word in _CLOSING):
            ended = False
    return found


def _is_end(words: Sequence[str], token: int, spaces: Sequence[bool], abbreviations: Container[str]) -> bool:
    word = words[token]
    if word not in _ENDS:
        return word.lower() not in abbreviations and not (len(word) == 2 and word[0].isupper())
    if word != "." or not token:
        return True
    before = words[token - 1]
    touching = not spaces[token - 1]
    return not (touching and (before.lower() + "." in abbreviations or (len(before) == 1 and before.isupper())))


def _may_begin(words: Sequence[str], token: int) -> bool:
    """Whether a word can open a sentence: a capital, a digit, or a mark before one."""
    for at in range(token, min(token + 3, len(words))):
        word = words[at]
        if word not in _OPENING:
            return word[:1].isupper() or word[:1].isdecimal()
    return False
