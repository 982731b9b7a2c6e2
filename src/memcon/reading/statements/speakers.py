"""Who speaks, to whom: the words of a source looked up in the cast."""

from __future__ import annotations

from memcon.knowledge.cues import Cues
from memcon.reading.cast import Cast
from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.tree import Tree

_JOINED = 8
"""How many joined names are followed ("Paris, Rome and Oslo said")."""


def speakers(tree: Tree, candidate: Candidate, cast: Cast, cues: Cues) -> tuple[str, ...]:
    """The actors whose words a candidate tells, none where the cast does not know its source.

    A statement, a spokesman and the like speak for the one body that their phrase names.
    """
    if candidate.source is None:
        return ()
    (first, last), head = candidate.source
    found: dict[str, None] = {}
    token: int | None = head
    for _ in range(_JOINED):
        if token is None:
            break
        found.update(dict.fromkeys(_actors(tree, token, cast)))
        token = tree.child(token, "conj")
    if not found and (apposed := tree.child(head, "appos")) is not None:
        found.update(dict.fromkeys(_actors(tree, apposed, cast)))
    if not found and tree.lemmas[head] in cues.voices:
        inside = cast.within(tree.starts[first], tree.ends[last])
        if len({reference.actors for reference in inside}) == 1:
            found.update(dict.fromkeys(inside[0].actors))
    return tuple(found)


def addressee(tree: Tree, candidate: Candidate, cast: Cast) -> str | None:
    """The one actor that is told, None where there is none or several."""
    if candidate.addressee is None:
        return None
    actors = _actors(tree, candidate.addressee, cast)
    return actors[0] if len(actors) == 1 else None


def pronoun(tree: Tree, candidate: Candidate, cues: Cues) -> str | None:
    """The class of pronoun ("I", "he") that a source consists of, None where it is more than a pronoun."""
    if candidate.source is None or candidate.source[0][0] != candidate.source[0][1]:
        return None
    return cues.pronouns.get(tree.words[candidate.source[0][0]])


def _actors(tree: Tree, token: int, cast: Cast) -> tuple[str, ...]:
    reference = cast.at(tree.starts[token])
    return reference.actors if reference is not None else ()
