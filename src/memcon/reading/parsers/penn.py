"""Universal part of speech and features -> the tag of the Penn Treebank that says the same, which the rules ask for."""

from __future__ import annotations

from memcon.knowledge.parsing import ParseWords
from memcon.reading.parsers.rows import Rows

_BY_POS = {
    "ADJ": "JJ",
    "ADP": "IN",
    "ADV": "RB",
    "CCONJ": "CC",
    "DET": "DT",
    "INTJ": "UH",
    "NUM": "CD",
    "PART": "RB",
    "SCONJ": "IN",
    "SYM": "SYM",
    "X": "FW",
}
_MARKS = {
    ",": ",",
    ":": ":",
    ";": ":",
    "—": ":",
    "–": ":",
    "-": "HYPH",
    "(": "-LRB-",
    ")": "-RRB-",
    "«": "``",
    "“": "``",
    "„": "``",
    "»": "''",
    "”": "''",
    '"': "''",
}
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def tag(rows: Rows, words: ParseWords) -> None:
    """Fills in the tags of rows whose relations are CLEAR; one that is set already stays."""
    children = rows.children()
    for token, pos in enumerate(rows.pos):
        if rows.tags[token]:
            continue
        if pos in ("VERB", "AUX"):
            rows.tags[token] = _verb(rows, token, children[token], words)
        elif pos in ("NOUN", "PROPN"):
            plural = "S" if rows.has(token, "Number=Plur") else ""
            rows.tags[token] = ("NNP" if pos == "PROPN" else "NN") + plural
        elif pos in ("PRON", "DET") and rows.has(token, "Poss=Yes"):
            rows.tags[token] = "PRP$"
        elif pos == "PRON":
            asks = rows.has(token, "PronType=Rel") or rows.has(token, "PronType=Int")
            rows.tags[token] = "WP" if asks or rows.words[token].lower() in words.relatives else "PRP"
        elif rows.words[token].lower() in words.relatives and rows.deps[token] in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "pobj",
        ):
            rows.tags[token] = "WP"
        elif pos == "PUNCT":
            rows.tags[token] = _MARKS.get(rows.words[token], ".")
        elif pos == "SPACE":
            rows.tags[token] = "_SP"
        else:
            rows.tags[token] = _BY_POS.get(pos, "FW")


def _verb(rows: Rows, verb: int, below: list[int], words: ParseWords) -> str:
    """The tag of a verb; a participle with a present auxiliary tells the past, as "a signé" does."""
    helpers = [child for child in below if rows.deps[child] == "aux" and rows.pos[child] == "AUX"]
    finite = next((helper for helper in helpers if rows.has(helper, "VerbForm=Fin")), None)
    if rows.has(verb, "VerbForm=Inf") and finite is not None and words.compound_past:
        return "VBD" if _is_plain_present(rows, finite) else "VBN"
    if rows.has(verb, "VerbForm=Inf"):
        return "VBG" if rows.deps[verb] == "pcomp" else "VB"
    if rows.has(verb, "VerbForm=Conv"):
        return "VBG"
    if rows.has(verb, "VerbForm=Part"):
        if rows.has(verb, "Tense=Pres") and not rows.has(verb, "Voice=Pass"):
            return "VBG"
        passive = any(rows.deps[child] == "auxpass" for child in below)
        perfect = words.compound_past and any(_is_plain_present(rows, helper) for helper in helpers)
        if rows.deps[verb] == "auxpass":
            siblings = (token for token in range(max(0, verb - 4), verb) if rows.heads[token] == rows.heads[verb])
            perfect = words.compound_past and any(
                rows.deps[token] == "aux" and _is_plain_present(rows, token) for token in siblings
            )
        return "VBD" if perfect and not passive else "VBN"
    if rows.has(verb, "Mood=Cnd") or rows.words[verb].lower() in words.modals:
        return "MD" if rows.deps[verb] in ("aux", "auxpass") else "VBZ"
    if rows.has(verb, "Tense=Fut") and rows.deps[verb] == "aux":
        return "MD"
    if rows.has(verb, "Tense=Past") or rows.has(verb, "Tense=Imp"):
        return "VBD"
    return "VBP" if rows.has(verb, "Number=Plur") else "VBZ"


def _is_plain_present(rows: Rows, helper: int) -> bool:
    return rows.has(helper, "Tense=Pres") and not rows.has(helper, "Mood=Cnd") and not rows.has(helper, "Mood=Sub")
