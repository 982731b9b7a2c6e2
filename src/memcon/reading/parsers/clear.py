"""Universal Dependencies -> the CLEAR labels of the English parser, so that one set of rules reads every language.

What changes: a preposition heads its noun (prep, agent + pobj), a copula heads its predicate (attr, acomp), the last
part of a name heads it, a name heads the title before it, and conjuncts form a chain. Each step is linear and changes
the rows in place; no step moves a token to another sentence.
"""

from __future__ import annotations

from memcon.knowledge.parsing import ParseWords
from memcon.reading.parsers.mending import SUBJECTS
from memcon.reading.parsers.rows import Rows

_CLAUSAL = SUBJECTS | {"aux", "aux:tense", "mark", "cc", "punct", "advcl", "parataxis", "discourse", "dislocated"}
"""Relations that belong to the copula of a clause and not to the noun that is its predicate."""
_OF_TITLE = frozenset({"det", "amod", "nmod", "nummod", "nummod:gov", "compound"})
_PLACED = frozenset({"obl", "obl:mod", "obl:arg", "obl:agent", "nmod", "conj", "advcl", "acl", "xcomp", "parataxis"})
"""Relations whose word goes below its preposition; a subject or an object keeps its place ("des" before either)."""
_LABELS = {
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "nsubj:caus": "nsubj",
    "obj": "dobj",
    "iobj": "dative",
    "aux:pass": "auxpass",
    "aux:tense": "aux",
    "aux:caus": "aux",
    "cop": "aux",
    "acl:relcl": "relcl",
    "expl:subj": "expl",
    "nummod:gov": "nummod",
    "nummod:entity": "nummod",
    "flat:name": "compound",
    "flat:foreign": "compound",
    "flat": "compound",
    "goeswith": "compound",
    "discourse": "intj",
    "root": "ROOT",
}
_KEPT = frozenset(
    {
        "nsubj",
        "csubj",
        "nsubjpass",
        "csubjpass",
        "ccomp",
        "xcomp",
        "advcl",
        "acl",
        "relcl",
        "appos",
        "conj",
        "cc",
        "aux",
    }
    | {"auxpass", "mark", "advmod", "amod", "det", "compound", "nummod", "punct", "parataxis", "prep", "pobj", "pcomp"}
    | {"agent", "attr", "acomp", "dative", "dobj", "expl", "intj"}
)


def convert(rows: Rows, words: ParseWords) -> None:
    """Turns the relations and heads of rows from Universal Dependencies to CLEAR; feats and pos stay."""
    _names(rows)
    _titles(rows)
    _copulas(rows)
    _adpositions(rows, words)
    _conjuncts(rows)
    _relabel(rows, words)


def _names(rows: Rows) -> None:
    """The last part of a name becomes its head, the others its compounds: "Emmanuel" under "Macron"."""
    for first, below in enumerate(rows.children()):
        parts = [child for child in below if rows.deps[child].startswith("flat") and child > first]
        if parts:
            _promote(rows, first, parts[-1], [child for child in below if child not in set(parts)])
            for part in (first, *parts[:-1]):
                rows.heads[part], rows.deps[part] = parts[-1], "compound"


def _titles(rows: Rows) -> None:
    """A name becomes the head of the title right before it: "le ministre Jean Dupont", "министра Лаврова"."""
    children = rows.children()
    for title, below in enumerate(children):
        if rows.pos[title] != "NOUN" or rows.deps[title] == "compound":
            continue
        for name in below:
            if name > title and rows.pos[name] == "PROPN" and _is_apposed(rows, name, children):
                _promote(rows, title, name, [one for one in below if one != name and rows.deps[one] not in _OF_TITLE])
                rows.heads[title], rows.deps[title] = name, "compound"
                break


def _is_apposed(rows: Rows, name: int, children: list[list[int]]) -> bool:
    """Whether a name that is no place's or body's stands in apposition with no comma before it."""
    if rows.entities[name] not in ("O", "B-PERSON", "I-PERSON"):
        return False
    if rows.deps[name] == "nmod":
        bare = not any(rows.deps[child] == "case" for child in children[name])
        if not bare or "Case=" in rows.feats[name] or not rows.entities[name].endswith("PERSON"):
            return False
    elif rows.deps[name] != "appos":
        return False
    first = min([name, *(child for child in children[name] if rows.deps[child] == "compound")])
    title = rows.heads[name]
    return first > 0 and "," not in rows.words[title + 1 : first] and rows.pos[first - 1] != "PUNCT"


def _promote(rows: Rows, old: int, new: int, moved: list[int]) -> None:
    """Puts new in the place of old in the tree, and the moved children of old under it."""
    rows.heads[new] = new if rows.heads[old] == old else rows.heads[old]
    rows.deps[new] = rows.deps[old]
    for child in moved:
        rows.heads[child] = new


def _copulas(rows: Rows) -> None:
    """A copula becomes the head of its predicate, with the subject and all else that belongs to the clause."""
    for predicate, below in enumerate(rows.children()):
        copulas = [child for child in below if rows.deps[child] == "cop"]
        if not copulas:
            continue
        copula = copulas[0]
        adjectival = rows.pos[predicate] in ("ADJ", "VERB", "ADV")
        placed = any(rows.deps[child] == "case" for child in below)
        moved = [
            child
            for child in below
            if child != copula
            and (
                rows.deps[child] in _CLAUSAL
                or rows.deps[child].startswith("expl")
                or (rows.deps[child] == "advmod" and not copula < child < predicate)
                or (rows.deps[child] == "advmod" and rows.has(child, "Polarity=Neg"))
                or (rows.deps[child].startswith("obl") and (child < copula or not adjectival))
                or (rows.deps[child] == "conj" and rows.pos[child] in ("VERB", "AUX"))
            )
        ]
        _promote(rows, predicate, copula, moved)
        rows.heads[predicate] = copula
        rows.deps[predicate] = "obl" if placed else "acomp" if rows.pos[predicate] in ("ADJ", "ADV") else "attr"


def _adpositions(rows: Rows, words: ParseWords) -> None:
    """A preposition takes the place of its noun and heads it; so does one that an infinitive follows."""
    children = rows.children()
    for token, below in enumerate(children):
        cases = [child for child in below if rows.deps[child] == "case"]
        if cases and (rows.deps[token] in _PLACED or rows.heads[token] == token):
            _below_preposition(rows, token, cases, children, words)
        elif cases:
            for case in cases:
                rows.deps[case] = "det" if words.subjects_told else "advmod"
        marks = [child for child in below if rows.deps[child] == "mark" and rows.pos[child] == "ADP"]
        if marks and (rows.has(token, "VerbForm=Inf") or any(rows.has(child, "VerbForm=Inf") for child in below)):
            _below_infinitive_mark(rows, token, marks, words)


def _below_preposition(rows: Rows, noun: int, cases: list[int], children: list[list[int]], words: ParseWords) -> None:
    first, label, above = cases[0], "prep", rows.heads[noun]
    if rows.deps[noun] == "obl:agent" or (rows.words[first].lower() in words.agents and _is_passive(rows, above)):
        label = "agent"
    if rows.deps[noun] == "conj" and rows.deps[above] == "pobj":
        for coordinator in children[noun]:
            if rows.deps[coordinator] == "cc":
                rows.heads[coordinator] = rows.heads[above]
        above = rows.heads[above]
        while rows.deps[above] == "prep" and rows.deps[rows.heads[above]] == "prep":
            above = rows.heads[above]
        above = rows.heads[above]
    is_root = rows.heads[noun] == noun
    rows.heads[first], rows.deps[first] = (first, "root") if is_root else (above, label)
    chain = sorted({*cases[1:], *(child for case in cases for child in children[case] if rows.deps[child] == "fixed")})
    last = first
    for link in chain:
        if first < link < noun:
            rows.heads[link], rows.deps[link] = last, "prep"
            last = link
        else:
            rows.deps[link] = "dep"
    rows.heads[noun], rows.deps[noun] = last, "pobj"
    if is_root:
        for child in children[noun]:
            if rows.deps[child] in ("punct", "parataxis"):
                rows.heads[child] = first


def _is_passive(rows: Rows, verb: int) -> bool:
    return rows.has(verb, "Voice=Pass") or (
        rows.has(verb, "VerbForm=Part") and rows.deps[verb] in ("acl", "amod", "advcl")
    )


def _below_infinitive_mark(rows: Rows, verb: int, marks: list[int], words: ParseWords) -> None:
    """ "à", "de", "pour" stand for "to"; "après", "avant de", "sans" head the infinitive as prepositions do."""
    for mark in marks:
        if rows.words[mark].lower() in words.infinitive_marks:
            rows.deps[mark], rows.tags[mark] = "aux", "TO"
    first = marks[0]
    if rows.deps[first] == "mark" and rows.heads[verb] != verb:
        rows.heads[first], rows.deps[first] = rows.heads[verb], "prep"
        rows.heads[verb], rows.deps[verb] = first, "pcomp"


def _conjuncts(rows: Rows) -> None:
    """Conjuncts form a chain, and a coordinator belongs to the conjunct before it."""
    for first, below in enumerate(rows.children()):
        previous = first
        for conjunct in below:
            if rows.deps[conjunct] == "conj" and conjunct > first:
                rows.heads[conjunct] = previous
                previous = conjunct
    for token, label in enumerate(rows.deps):
        head = rows.heads[token]
        if label == "cc" and rows.deps[head] == "conj" and token < head and rows.heads[head] < token:
            rows.heads[token] = rows.heads[head]


def _relabel(rows: Rows, words: ParseWords) -> None:
    """Gives every relation its CLEAR name; a noun without a preposition has the one that its case tells."""
    for token, label in enumerate(rows.deps):
        if rows.heads[token] == token:
            rows.deps[token] = "ROOT"
        elif label == "xcomp" and rows.pos[token] == "ADJ":
            rows.deps[token] = "acomp"
        elif label == "xcomp" and rows.pos[token] in ("NOUN", "PROPN"):
            rows.deps[token] = "oprd"
        elif label == "nmod" or label.startswith("obl"):
            rows.deps[token] = _by_case(rows, token, words)
        elif label == "det" and rows.has(token, "Poss=Yes"):
            rows.deps[token] = "poss"
        elif label == "advmod" and (rows.has(token, "Polarity=Neg") or rows.words[token].lower() in words.negations):
            rows.deps[token] = "neg"
        else:
            name = _LABELS.get(label, label)
            rows.deps[token] = name if name in _KEPT else "dep"


def _is_doer(rows: Rows, token: int, words: ParseWords) -> bool:
    """Whether a person in the instrumental under a passive does what it says: "был принят президентом"."""
    person = rows.entities[token].endswith("PERSON") or rows.lemmas[token].lower() in words.persons
    return person and rows.has(token, "Case=Ins") and _is_passive(rows, rows.heads[token])


def _by_case(rows: Rows, token: int, words: ParseWords) -> str:
    """The relation of a noun that no preposition brings in: by its grammatical case, else a bare adverbial."""
    label = rows.deps[token]
    if label == "obl:agent" or _is_doer(rows, token, words):
        return "agent"
    if rows.pos[token] == "NUM" or (label == "nmod" and rows.words[token].isdecimal()):
        return "nummod"
    for feature in rows.feats[token].split("|"):
        if feature.startswith("Case="):
            known = words.cases.get(("noun " if label == "nmod" else "verb ") + feature.removeprefix("Case="))
            if known:
                return known
    return "nmod" if label == "nmod" else "npadvmod"
