"""The cue right after a quotation."""

from __future__ import annotations

from dataclasses import replace

from memcon.knowledge.cues import Cues
from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.claiming import CLOSE, DASHES, ENDS, FAR, NAMING, NEAR, SURE, claim, is_cue, may_tell
from memcon.reading.statements.quoting import HANDED, Index, handed
from memcon.reading.statements.sources import Source
from memcon.reading.statements.tree import Range, Tree

_STOPS = frozenset({".", "!", "?", ";", "which", "who", "that"})
_IN_NAME = frozenset({"NNP", "NNPS", "NN", "IN", "DT", "JJ", ",", "-LRB-", "-RRB-", "HYPH", "."})
_NAMES_NEXT = frozenset({"POS", "IN", "NN", "NNS", "NNP", "VBN"})
"""Tags of words that a quoted name goes on: on the podcast "The Hour", a film titled "Arrogant"."""
_TELLING_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP", "RB"})
_AFTER_COMMA = 3
"""How many words after what commas set apart the verb is looked for."""


def follower(tree: Tree, index: Index, span: Range, cues: Cues) -> Candidate | None:
    """The cue right after a quotation: "...," she replied; "...," said Name, 60; "..." – Name."""
    signature = _signature(tree, span[1] + 1)
    if signature is not None:
        dash, source = signature
        return Candidate(dash, (dash, dash), ":", "signature", (span,), source, probability=SURE)
    verb = verb_after(tree, index, span, cues)
    if verb is None:
        return None
    claimed = claim(tree, index, verb, span, cues)
    if claimed.source is None or claimed.source[0][0] > span[1] + 1:
        return replace(claimed, source=handed(tree, span[1], claimed.cue[0]) or claimed.source)
    return claimed


def verb_after(tree: Tree, index: Index, span: Range, cues: Cues) -> int | None:
    """The verb that tells whose words a quotation was, in the clause after it; what commas set apart is skipped."""
    ending, after = tree.words[span[1] - 1], span[1] + 1
    if ending != "," and _opens_sentence(tree, after) and not _only_tells(tree, index, after, cues):
        return None
    if ending not in HANDED | {"."} and not tree.has_finite(*span):
        return None
    if after < len(tree.words) and _subordinates(tree, after):
        return None
    if not tree.has_finite(*span) and span[0] > 0 and tree.tags[span[0] - 1] in _NAMES_NEXT:
        return None
    token, left = after, NEAR
    while token < len(tree.words) and left:
        word = tree.words[token]
        if index.at(token) >= 0 and token > after and (nickname := _nickname(tree, index, token)) is not None:
            token = nickname + 1
            continue
        if index.at(token) >= 0 or word in _STOPS or "\n" in word:
            break
        if word == "," and token > after:
            closing = _comma_after(tree, index, token)
            if closing is None:
                break
            token, left = closing + 1, _AFTER_COMMA
            continue
        past = tree.tags[token] in {"VBD", "VBZ"} or (tree.tags[token] == "VBN" and left == _AFTER_COMMA)
        told = ending in HANDED and past and may_tell(tree, token)
        if tree.deps[token] != "relcl" and (told or is_cue(tree, token, cues)):
            return token
        token, left = token + 1, left - 1
    return None


def _subordinates(tree: Tree, token: int) -> bool:
    """Whether a word opens a clause that only tells when or why: "...," after Velt left; but: "...," as Velt said."""
    return (tree.deps[token] == "mark" and tree.words[token] != "as") or tree.tags[token] == "WRB"


def _nickname(tree: Tree, index: Index, token: int) -> int | None:
    """The end of a quoted word inside a name: Maria "Mia" Velt."""
    first, last = index.range(index.at(token))
    after = tree.starts[min(last + 1, len(tree.tags) - 1)]
    named = tree.tags[first - 1] in NAMING and tree.text[after].isupper()
    return last if named and last - first < CLOSE - 1 else None


def _comma_after(tree: Tree, index: Index, comma: int) -> int | None:
    """The comma that ends what another began ("Velt, the envoy who led the talks, said")."""
    for token in range(comma + 1, min(comma + FAR, tree.closing[comma] + 1)):
        if (index.at(token) >= 0 and _nickname(tree, index, token) is None) or "\n" in tree.words[token]:
            return None
        if tree.words[token] == "," and tree.tags[min(token + 1, len(tree.tags) - 1)] in _TELLING_TAGS:
            return token
    return None


def _opens_sentence(tree: Tree, token: int) -> bool:
    """Whether a token can only be the first of a sentence: a capital where no name is."""
    return (
        token < len(tree.words)
        and tree.text[tree.starts[token]].isupper()
        and (tree.words[token - 2] == "." or tree.tags[token] not in NAMING)
    )


def _only_tells(tree: Tree, index: Index, first: int, cues: Cues) -> bool:
    """Whether a short sentence does nothing but name who spoke: "Velt said." """
    last = first
    while last < len(tree.words) and last - first < NEAR and tree.words[last] not in ENDS:
        if index.at(last) >= 0 or "\n" in tree.words[last] or tree.words[last] == ",":
            return False
        last += 1
    return (
        last < len(tree.words)
        and tree.words[last] == "."
        and is_cue(tree, last - 1, cues)
        and tree.lemmas[last - 1] in cues.speech
    )


def _signature(tree: Tree, after: int) -> tuple[int, Source] | None:
    """A dash and a name that end the paragraph after a quotation or fill the next one."""
    if tree.words[after - 1][-1] in DASHES:  # a dash without a blank before it is one token with the closing mark
        after -= 1
    while after < len(tree.words) and tree.words[after].isspace():
        after += 1
    if after >= len(tree.words) or tree.words[after][-1] not in DASHES:
        return None
    first = after + 1
    while first < len(tree.words) and tree.words[first].isspace() and "\n" not in tree.words[first]:
        first += 1
    last = first - 1
    while last + 1 < len(tree.words) and last - after < NEAR and tree.tags[last + 1] in _IN_NAME:
        last += 1
    ends = last + 1 >= len(tree.words) or "\n" in tree.words[last + 1]
    if not ends or "NNP" not in tree.tags[first : last + 1]:
        return None
    return after, ((first, last), last)
