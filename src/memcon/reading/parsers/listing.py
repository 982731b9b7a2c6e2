"""Names that parsers of French and Russian part from those they are listed with, or from the verb they belong to."""

from __future__ import annotations

from memcon.knowledge.parsing import ParseWords
from memcon.reading.parsers.mending import SUBJECTS, is_finite
from memcon.reading.parsers.rows import Rows

_STEPS = 8
_NEAR = 4
_APART = frozenset({"appos", "dep", "dislocated", "parataxis"})
"""What a parser may call a name that it has hung from a verb for want of a better place."""


def relist(rows: Rows, words: ParseWords) -> None:
    """Corrects rows in Universal Dependencies in place; each step is linear."""
    _misread_roots(rows, words)
    _listed_offices(rows, words)
    _joined_subjects(rows, words)
    _met_behind_verbs(rows)
    _parted_prepositions(rows)
    _owners_of_talks(rows, words)


def is_somebody(rows: Rows, noun: int, words: ParseWords) -> bool:
    """Whether a noun is a person's name or an office."""
    return rows.entities[noun].endswith("PERSON") or rows.lemmas[noun].lower() in words.persons


def _misread_roots(rows: Rows, words: ParseWords) -> None:
    """A name taken for the main word, with its office for a subject, is that of the subject of the verb behind it."""
    children: list[list[int]] | None = None
    for name, label in enumerate(rows.entities):
        if label != "B-PERSON" or rows.heads[name] != name:
            continue
        children = children if children is not None else rows.children()
        below = children[name]
        title = next((at for at in below if at < name and rows.deps[at] in SUBJECTS), -1)
        verb = next(
            (at for at in below if at > name and rows.pos[at] == "VERB" and is_finite(rows, at, children[at])), -1
        )
        if title < 0 or verb < 0 or rows.lemmas[title].lower() not in words.persons:
            continue
        for child in children[verb]:
            if rows.deps[child] in SUBJECTS:
                rows.deps[child] = "obj"
        for child in below:
            if child > verb:
                rows.heads[child] = verb
        rows.heads[verb], rows.deps[verb] = verb, "root"
        rows.heads[title], rows.deps[title] = verb, "nsubj"
        rows.heads[name], rows.deps[name] = title, "appos"


def _listed_offices(rows: Rows, words: ParseWords) -> None:
    """An office with a name of its own and another joined to it is listed, no apposition: "X, le ministre Y et Z"."""
    children: list[list[int]] | None = None
    for office, label in enumerate(rows.deps):
        if label != "appos" or rows.lemmas[office].lower() not in words.persons:
            continue
        children = children if children is not None else rows.children()
        named = any(rows.entities[child] == "B-PERSON" and rows.deps[child] != "conj" for child in children[office])
        joined = any(rows.deps[child] == "conj" and is_somebody(rows, child, words) for child in children[office])
        if named and joined and is_somebody(rows, rows.heads[office], words):
            rows.deps[office] = "conj"


def _joined_subjects(rows: Rows, words: ParseWords) -> None:
    """A name that "and" joins to the subject right before it is another subject: "X et Y se sont entretenus"."""
    for joint in range(1, len(rows) - 1):
        second = joint + 1
        if rows.deps[joint] != "cc" or rows.entities[second] != "B-PERSON" or not rows.words[joint].isalpha():
            continue
        first = joint - 1
        while rows.entities[first].startswith("I-") and first > 0:
            first -= 1
        verb = rows.heads[first]
        if rows.entities[first] != "B-PERSON" or rows.deps[first] not in SUBJECTS or verb < second:
            continue
        if rows.heads[second] == verb and rows.deps[second] not in SUBJECTS:
            rows.heads[second], rows.deps[second], rows.heads[joint] = first, "conj", second


def _met_behind_verbs(rows: Rows) -> None:
    """A name right behind a verb that has no object is its object: "a dîné avec X, puis rencontré Y"."""
    served = {head for head, label in zip(rows.heads, rows.deps, strict=True) if label == "obj"}
    for name in range(1, len(rows)):
        verb, above = name - 1, rows.heads[name]
        if rows.entities[name] != "B-PERSON" or rows.deps[name] not in _APART or rows.pos[above] != "VERB":
            continue
        if rows.pos[verb] == "VERB" and above < verb and verb not in served:
            rows.heads[name], rows.deps[name] = verb, "obj"


def _parted_prepositions(rows: Rows) -> None:
    """A preposition belongs to the name right behind it, not to one that has a preposition of its own farther on."""
    nearest: dict[int, int] = {}
    for case in range(len(rows) - 1, -1, -1):
        if rows.deps[case] != "case":
            continue
        noun = rows.heads[case]
        other = nearest.setdefault(noun, case)
        name = case + 1
        if other - case > _NEAR and rows.entities[name] == "B-PERSON" and rows.heads[name] != noun:
            rows.heads[case] = name


def _owners_of_talks(rows: Rows, words: ParseWords) -> None:
    """With whom something took place, "у него состоялась беседа", owns what took place."""
    for case, word in enumerate(rows.words):
        owner = rows.heads[case]
        verb = rows.heads[owner]
        if (
            word.lower() not in words.possessing
            or rows.deps[case] != "case"
            or rows.lemmas[verb] not in words.happening
        ):
            continue
        if rows.pos[owner] != "PRON" and not rows.entities[owner].endswith("PERSON"):
            continue
        for noun in range(verb + 1, min(len(rows), verb + _STEPS)):
            if rows.heads[noun] == verb and rows.deps[noun] in SUBJECTS and rows.pos[noun] == "NOUN":
                rows.heads[owner], rows.deps[owner] = noun, "nmod"
                rows.heads[case], rows.deps[case] = verb, "advmod"
                break
