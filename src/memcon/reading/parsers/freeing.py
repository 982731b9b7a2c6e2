"""What parsers hang from a day, a place or a means though it belongs to the verb or the noun above it."""

from __future__ import annotations

from memcon.knowledge.parsing import ParseWords
from memcon.reading.parsers.mending import SUBJECTS, is_finite
from memcon.reading.parsers.rows import Rows

_BACK = 4
"""Tokens back from a preposition in which the noun stands that it may belong to ("un entretien téléphonique entre")."""
_REACH = 12
"""Tokens back from a participle in which the noun stands that it describes."""
_STEPS = 8
_PARTICIPIAL = frozenset({"advcl", "amod", "xcomp", "acl", "dep", "conj", "appos", "obl:mod"})
"""What a parser may call a participle set off by a comma."""


def free(rows: Rows, words: ParseWords) -> None:
    """Corrects the heads of rows in Universal Dependencies in place; each step is linear."""
    _around(rows, words)
    _from_circumstances(rows, words)
    _between(rows, words)
    _set_off(rows, words)
    _relatives(rows, words)
    if words.subjects_told:
        _relative_objects(rows, words)
    _empty_negations(rows, words)


def _from_circumstances(rows: Rows, words: ParseWords) -> None:
    """A day, a month or a means owns no object and nothing behind a preposition other than "of": the verb does.

    "a rencontré vendredi la ministre", "s'est entretenu mercredi par téléphone"; a place owns no object either, and
    nobody "with" or "between" whom something is done: "se sont tenues à Ankara entre".
    """
    children = rows.children()
    served = {rows.heads[at] for at, label in enumerate(rows.deps) if label == "obj" and _is_verb(rows, rows.heads[at])}
    for noun, label in enumerate(rows.deps):
        between = rows.heads[noun]
        verb = rows.heads[between]
        if not between < noun or rows.pos[noun] not in ("NOUN", "PROPN", "NUM"):
            continue
        if rows.entities[between].endswith("PERSON"):
            _means_behind_person(rows, noun, children, words)
            continue
        if not _is_verb(rows, verb):
            _owner_behind_place(rows, noun, children, words)
            continue
        timely = rows.lemmas[between].lower() in words.circumstances
        if not verb < between:
            cased = any(rows.deps[child] == "case" for child in children[noun])
            if timely and cased and label in ("appos", "conj", "dep") and noun < verb:
                rows.heads[noun], rows.deps[noun] = verb, "obl:mod"
            continue
        if not timely and not rows.entities[between].endswith("GPE"):
            continue
        cases = [child for child in children[noun] if rows.deps[child] == "case" and child < noun]
        if label == "obj" and not cases:
            rows.heads[noun], rows.deps[noun] = verb, "dep" if verb in served else "obj"
            served.add(verb)
        elif label == "nmod" and cases:
            opens = rows.words[cases[0]].lower()
            if opens in words.plural_articles and timely and verb not in served:
                rows.heads[noun], rows.deps[noun], rows.deps[cases[0]] = verb, "obj", "det"
                served.add(verb)
            elif opens in words.companions | words.mutual or (timely and opens not in words.belonging):
                rows.heads[noun], rows.deps[noun] = verb, "obl:mod"


def _around(rows: Rows, words: ParseWords) -> None:
    """An adverb with "of" behind it is a preposition: "se sont retrouvés autour de l'émir"."""
    children: list[list[int]] | None = None
    for noun, adverb in enumerate(rows.heads):
        if rows.words[adverb].lower() not in words.around or not adverb < noun or rows.deps[adverb] != "advmod":
            continue
        children = children if children is not None else rows.children()
        links = [at for at in children[noun] if rows.deps[at] == "case" and adverb < at < noun]
        if links and rows.words[links[0]].lower() in words.belonging:
            rows.heads[noun], rows.deps[noun] = rows.heads[adverb], "obl"
            rows.heads[adverb], rows.deps[adverb], rows.pos[adverb] = noun, "case", "ADP"
            children = None


def _means_behind_person(rows: Rows, noun: int, children: list[list[int]], words: ParseWords) -> None:
    """A day or a means behind a person's name belongs to the verb: "X и Y по телефону не разговаривали"."""
    if rows.deps[noun] != "nmod" or rows.lemmas[noun].lower() not in words.circumstances:
        return
    if not any(rows.deps[child] == "case" for child in children[noun]):
        return
    verb = noun
    for _ in range(_STEPS):
        verb = rows.heads[verb]
        if _is_verb(rows, verb):
            rows.heads[noun], rows.deps[noun] = verb, "obl"
            return


def _owner_behind_place(rows: Rows, noun: int, children: list[list[int]], words: ParseWords) -> None:
    """Whose a visit or a talk is stands behind its place too: "la visite au Danemark du président"."""
    place = rows.heads[noun]
    if rows.deps[noun] != "nmod" or rows.deps[place] != "nmod" or not rows.entities[place].endswith("GPE"):
        return
    owned = any(rows.deps[one] == "case" and rows.words[one].lower() in words.belonging for one in children[noun])
    placed = any(rows.deps[one] == "case" and rows.words[one].lower() not in words.belonging for one in children[place])
    if owned and placed and _is_named(rows, noun, words) and rows.pos[rows.heads[place]] == "NOUN":
        rows.heads[noun] = rows.heads[place]


def _between(rows: Rows, words: ParseWords) -> None:
    """ "Between" two belongs to the noun right before it, not to that noun's verb: "a démenti tout entretien entre"."""
    for case, word in enumerate(rows.words):
        first = rows.heads[case]
        verb = rows.heads[first]
        if rows.deps[case] != "case" or word.lower() not in words.mutual or not rows.deps[first].startswith("obl"):
            continue
        noun = case - 1
        if rows.words[noun] == ",":
            noun = _before_day(rows, noun, words)
        while noun > max(verb, case - 2 * _REACH) and rows.pos[noun] == "ADJ":
            noun -= 1
        fixed = words.subjects_told and noun == verb + 1  # an object without article right behind: "a eu lieu entre"
        if fixed or rows.pos[noun] != "NOUN" or rows.heads[noun] != verb:
            continue
        if rows.deps[noun] in ("obj", *SUBJECTS) or rows.words[case - 1] == ",":
            rows.heads[first], rows.deps[first] = noun, "nmod"


def _before_day(rows: Rows, comma: int, words: ParseWords) -> int:
    """The token before a day set off by commas ("un échange, ce vendredi matin, entre"), else the comma itself."""
    first = next((at for at in range(comma - 1, max(0, comma - 2 * _BACK), -1) if rows.words[at] == ","), -1)
    if first < 1 or not any(rows.lemmas[at].lower() in words.circumstances for at in range(first, comma)):
        return comma
    return first - 1


def _set_off(rows: Rows, words: ParseWords) -> None:
    """A participle of arranging behind a comma describes the noun before it that it agrees with: "sa visite, prévue".

    The nearest such noun that is an object or a subject counts, and only where the parse does not give it one.
    """
    children = rows.children()
    for token, lemma in enumerate(rows.lemmas):
        if lemma.lower() not in words.arranging or rows.deps[token] not in _PARTICIPIAL or not token:
            continue
        finite = any(rows.deps[child].startswith("aux") or rows.deps[child] == "cop" for child in children[token])
        if finite or rows.words[token - 1] != "," or rows.pos[token] not in ("VERB", "ADJ"):
            continue
        marks = {one for one in rows.feats[token].split("|") if one.startswith(("Gender=", "Number="))}
        for noun in range(token - 2, max(-1, token - _REACH), -1):
            fits = rows.pos[noun] == "NOUN" and rows.deps[noun] in ("obj", "obl", "obl:arg", *SUBJECTS)
            if fits and marks and marks <= set(rows.feats[noun].split("|")) and rows.heads[noun] != token:
                rows.heads[token], rows.deps[token] = noun, "acl"
                break


def _relatives(rows: Rows, words: ParseWords) -> None:
    """A relative clause describes what stands before its pronoun; who stands behind its verb is its subject.

    "Y, с которым разговаривал X, призвал": where the parser hangs the clause from X, it belongs to Y.
    """
    children: list[list[int]] | None = None
    for verb, label in enumerate(rows.deps):
        noun = rows.heads[verb]
        if label != "acl:relcl" or noun <= verb:
            continue
        children = children if children is not None else rows.children()
        pronoun = next((at for at in _below(verb, children) if rows.words[at].lower() in words.relatives), -1)
        if pronoun < 0 or any(rows.deps[child] in SUBJECTS for child in children[verb]):
            continue
        before = pronoun - 1
        while before > 0 and (rows.pos[before] in ("ADP", "PUNCT")):
            before -= 1
        if pronoun - before > _BACK or before < 0 or rows.pos[before] not in ("NOUN", "PROPN"):
            continue
        for _ in range(_STEPS):
            above = rows.heads[before]
            if rows.deps[before] not in ("flat:name", "flat", "appos", "nmod") or above >= before:
                break
            before = above
        if rows.has(noun, "Case=Nom") or rows.deps[noun] in SUBJECTS:
            rows.heads[verb] = before
            rows.heads[noun], rows.deps[noun] = verb, "nsubj"
            children = None


def _below(verb: int, children: list[list[int]]) -> list[int]:
    """The children of a verb and theirs."""
    return [at for child in children[verb] for at in (child, *children[child])]


def _relative_objects(rows: Rows, words: ParseWords) -> None:
    """ "Que" that opens a relative clause without an object is its object: "que le président a reçu mardi"."""
    served = {rows.heads[at] for at, label in enumerate(rows.deps) if label in ("obj", "iobj", "ccomp", "xcomp")}
    children: list[list[int]] | None = None
    for pronoun, word in enumerate(rows.words):
        verb = rows.heads[pronoun]
        if word.lower() not in words.object_relatives or rows.deps[verb] != "acl:relcl" or verb in served:
            continue
        children = children if children is not None else rows.children()
        noun = rows.heads[verb]
        opens = pronoun - noun < _BACK or rows.words[pronoun - 1] == ","
        if noun < pronoun < verb and opens and is_finite(rows, verb, children[verb]) and _is_named(rows, noun, words):
            rows.deps[pronoun], rows.pos[pronoun] = "obj", "PRON"


def _empty_negations(rows: Rows, words: ParseWords) -> None:
    """A negation alone, without its second part, negates nothing behind "before": "avant que X ne le reçoive"."""
    for token, word in enumerate(rows.words):
        verb = rows.heads[token]
        if word.lower() not in words.half_negations or rows.deps[token] != "advmod":
            continue
        near = range(max(0, verb - 2 * _REACH), min(len(rows), verb + _BACK))
        own = [at for at in near if rows.heads[at] == verb]
        full = any(at != token and rows.words[at].lower() in words.negations for at in own)
        if not full and any(rows.deps[at] == "mark" and rows.words[at].lower() in words.preceding for at in own):
            rows.deps[token] = "dep"


def _is_named(rows: Rows, noun: int, words: ParseWords) -> bool:
    """Whether a noun is a person or an office, and no noun of saying whose content a clause may be."""
    return rows.entities[noun].endswith("PERSON") or rows.lemmas[noun].lower() in words.persons


def _is_verb(rows: Rows, token: int) -> bool:
    return rows.pos[token] in ("VERB", "AUX")
