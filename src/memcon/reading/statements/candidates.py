"""Every place of a parse that may attribute words to a source, with the construction that links them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from memcon.knowledge.cues import Cues
from memcon.reading.statements.tree import Range, Tree, merge, subtract

_SUBJECTS = ("nsubj", "csubj", "expl")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_SOURCELESS = frozenset({"raising"})
_CLIMBS = 12
"""How many heads are asked in search of a subject: longer chains are errors of the parse."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible attribution.

    token is the cue's head; key and construction are what the lexicon is asked for. source is the source's words and
    source_head the token that a speaker is looked up by (the antecedent of "who"). content is in order and apart.
    """

    token: int
    cue: Range
    key: str
    construction: str
    content: tuple[Range, ...]
    source: Range | None
    source_head: int | None
    addressee: int | None = None
    probability: float = 0.0


def find_candidates(tree: Tree, cues: Cues) -> Iterator[Candidate]:
    """Yields every candidate, several for one cue where it has several complements, in the order of their cues."""
    for token, tag in enumerate(tree.tags):
        if tag[:2] == "VB":
            if tree.deps[token] not in {"aux", "auxpass"}:
                yield from _verb(tree, token)
        elif tag[:2] == "NN":
            if tree.lemmas[token] in cues.nouns:
                yield from _noun(tree, token)
        elif tree.words[token] in cues.adverbs and tree.deps[token] == "advmod":
            yield from _adverb(tree, token)
        if tree.words[token] in cues.prepositions and tree.deps[token] in {"prep", "advmod", "mark"}:
            yield from _preposition(tree, token)


def sources(tree: Tree, verb: int) -> tuple[Range, Range | None, int | None]:
    """The cue around a verb, its source, and the token to look the source up by."""
    below = _below(tree, verb)
    source, head = _source(tree, verb, below, _is_passive(tree, verb, below))
    return _cue(tree, verb), source, head


def _below(tree: Tree, token: int) -> dict[str, list[int]]:
    below: dict[str, list[int]] = {}
    for child in tree.children[token]:
        below.setdefault(tree.deps[child], []).append(child)
    return below


def _is_passive(tree: Tree, verb: int, below: dict[str, list[int]]) -> bool:
    return "auxpass" in below or (
        tree.tags[verb] == "VBN" and tree.deps[verb] in {"acl", "amod", "relcl"} and "aux" not in below
    )


def _verb(tree: Tree, verb: int) -> Iterator[Candidate]:
    below = _below(tree, verb)
    passive = _is_passive(tree, verb, below)
    source, head = _source(tree, verb, below, passive)
    cue = _cue(tree, verb)
    base = Candidate(verb, cue, tree.lemmas[verb], "", (), source, head)
    for construction, content, addressee in _complements(tree, verb, below, passive):
        found = replace(base, construction=construction, addressee=addressee)
        if construction in _SOURCELESS:
            found = replace(found, source=None, source_head=None)
        pieces = _clear(content, [cue, found.source])
        if pieces:
            yield replace(found, content=pieces)


def _complements(
    tree: Tree, verb: int, below: dict[str, list[int]], passive: bool
) -> Iterator[tuple[str, list[Range], int | None]]:
    voice = "passive " if passive else ""
    objects = below.get("dobj", []) or below.get("dative", [])
    receiver = next(
        (child for child in below.get("dative", []) + below.get("dobj", []) if child > verb), None
    )
    for child in below.get("ccomp", []):
        if child > verb and tree.first[child] > verb:
            infinitive = _is_infinitive(tree, child)
            yield voice + ("infinitive" if infinitive else "clause"), [_subtree(tree, child)], receiver
        elif child < verb:
            yield voice + "around", _without(tree, child, verb), receiver
    if tree.deps[verb] == "parataxis":
        yield voice + "around", _without(tree, tree.heads[verb], verb), receiver
    if tree.deps[verb] == "advcl" and _has_as(tree, verb):
        yield "as", _without(tree, tree.heads[verb], verb), None
    for child in below.get("xcomp", []):
        if child < verb:
            continue
        if passive:
            subjects = [_subtree(tree, each) for each in below.get("nsubjpass", [])]
            yield "passive infinitive", [*subjects, _subtree(tree, child)], None
        elif tree.tags[child] == "VBG":
            yield "gerund", [_subtree(tree, child)], receiver
        elif _is_infinitive(tree, child):
            whole = [_subtree(tree, each) for each in objects if each > verb]
            yield "object infinitive" if whole else "infinitive", [*whole, _subtree(tree, child)], receiver
            subjects = [_subtree(tree, each) for each in below.get("nsubj", [])]
            if subjects:
                yield "raising", [*subjects, _subtree(tree, child)], None
    rest = [
        _subtree(tree, child)
        for label in ("oprd", "prep", "acomp", "attr")
        for child in below.get(label, [])
        if child > verb and (label != "prep" or _completes(tree, child))
    ]
    if passive:
        subjects = [_subtree(tree, each) for each in below.get("nsubjpass", [])]
        if subjects:
            yield "passive object", subjects + rest, None
    elif objects:
        yield "object", [_subtree(tree, each) for each in objects] + rest, None
    for child in below.get("prep", []):
        inner = tree.child(child, "pobj", "pcomp")
        if inner is not None and child > verb:
            yield f"{voice}{tree.words[child]}", [_subtree(tree, inner)], receiver


def _noun(tree: Tree, noun: int) -> Iterator[Candidate]:
    owner = tree.child(noun, "poss")
    source = _subtree(tree, owner) if owner is not None else None
    contents: list[tuple[str, list[Range]]] = []
    for child in tree.children[noun]:
        label = tree.deps[child]
        if child > noun and label in {"acl", "ccomp", "relcl"}:
            if label == "acl" and tree.tags[child] in {"VBN", "VBG"}:
                continue
            if label == "relcl" and tree.words[tree.first[child]] != "that":
                continue
            contents.append(
                ("infinitive" if _is_infinitive(tree, child) else "clause", [_subtree(tree, child)])
            )
        elif label == "prep" and child > noun:
            inner = tree.child(child, "pobj", "pcomp")
            if inner is None:
                continue
            if tree.words[child] in {"by", "from"} and source is None:
                owner, source = inner, _subtree(tree, inner)
            else:
                contents.append((tree.words[child], [_subtree(tree, inner)]))
    if source is None and tree.deps[noun] == "dobj":
        verb = tree.heads[noun]
        below = _below(tree, verb)
        source, owner = _source(tree, verb, below, "auxpass" in below)
    for construction, content in contents:
        pieces = _clear(content, [(noun, noun), source])
        if pieces:
            yield Candidate(noun, (noun, noun), tree.lemmas[noun], construction, pieces, source, owner)


def _adverb(tree: Tree, adverb: int) -> Iterator[Candidate]:
    pieces = _clear([_subtree(tree, tree.heads[adverb])], [(adverb, adverb)])
    if pieces:
        yield Candidate(adverb, (adverb, adverb), tree.words[adverb], "adverb", pieces, None, None)


def _preposition(tree: Tree, token: int) -> Iterator[Candidate]:
    """According to X, Y; the clause that the preposition hangs on is the content."""
    last = token
    inner = tree.child(token, "pobj")
    if inner is None:
        link = tree.child(token, "prep")
        if link is None:
            return
        last, inner = link, tree.child(link, "pobj")
    if inner is None:
        return
    head = tree.heads[token]
    hole = _subtree(tree, token)
    clause = head
    for _ in range(_CLIMBS):
        if tree.tags[clause][:2] in {"VB", "MD"} or tree.heads[clause] == clause:
            break
        clause = tree.heads[clause]
    pieces = _clear([_subtree(tree, clause)], [hole])
    if pieces:
        source = (last + 1, tree.last[inner])
        yield Candidate(token, (token, last), tree.words[token], "preposition", pieces, source, inner)


def _source(
    tree: Tree, verb: int, below: dict[str, list[int]], passive: bool
) -> tuple[Range | None, int | None]:
    """The source of a verb: its subject, its agent, or the subject that it shares with the verbs above it."""
    if passive:
        for agent in below.get("agent", []):
            inner = tree.child(agent, "pobj")
            if inner is not None:
                return _subtree(tree, inner), inner
        return None, None
    token = verb
    for _ in range(_CLIMBS):
        subject = (
            tree.child(token, *_SUBJECTS)
            if token != verb
            else next((each for label in _SUBJECTS for each in below.get(label, [])), None)
        )
        if subject is not None:
            return _noun_phrase(tree, subject)
        label, head = tree.deps[token], tree.heads[token]
        if label == "acl":
            return _noun_phrase(tree, head, token)
        if token != verb and tree.child(token, *_PASSIVE_SUBJECTS) is not None:
            subject = tree.child(token, *_PASSIVE_SUBJECTS)
            return _noun_phrase(tree, subject) if subject is not None else (None, None)
        if head == token or label not in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "parataxis"}:
            return None, None
        token = head
    return None, None


def _noun_phrase(tree: Tree, head: int, clause: int | None = None) -> tuple[Range | None, int | None]:
    """The words of a source and the token to look its speaker up by; clause is a modifier to leave out."""
    if tree.deps[head] == "expl":
        return None, None
    first, last = _subtree(tree, head)
    if clause is not None and clause > head:
        last = max(head, tree.first[clause] - 1)
    if tree.words[head] in {"who", "which", "that"} and tree.deps[tree.heads[head]] == "relcl":
        return (first, last), tree.heads[tree.heads[head]]
    return (first, last), head


def _cue(tree: Tree, verb: int) -> Range:
    """The verb with the auxiliaries, negation and adverbs just before it and the particle just after it."""
    first = verb
    while (
        first > 0
        and tree.heads[first - 1] == verb
        and tree.deps[first - 1] in {"aux", "auxpass", "neg", "advmod"}
    ):
        first -= 1
    while first < verb and tree.deps[first] == "advmod":
        first += 1
    last = verb
    if last + 1 < len(tree.words) and tree.deps[last + 1] == "prt" and tree.heads[last + 1] == verb:
        last += 1
    return first, last


def _subtree(tree: Tree, token: int) -> Range:
    return tree.first[token], tree.last[token]


def _without(tree: Tree, token: int, verb: int) -> list[Range]:
    """The subtree of token without the clause of a verb that stands inside it or beside it."""
    if tree.heads[token] == verb:
        return [_subtree(tree, token)]
    return subtract(_subtree(tree, token), _subtree(tree, verb))


def _is_infinitive(tree: Tree, token: int) -> bool:
    return any(tree.tags[child] == "TO" for child in tree.children[token] if child < token)


def _has_as(tree: Tree, verb: int) -> bool:
    first = tree.first[verb]
    return tree.words[first] == "as"


def _completes(tree: Tree, preposition: int) -> bool:
    """Whether a preposition after an object tells more of what is said ("... as a threat", "... for ignoring")."""
    return tree.words[preposition] in {
        "as",
        "for",
        "of",
        "to",
        "about",
        "over",
        "against",
        "with",
        "from",
        "into",
    }


def _clear(content: list[Range], holes: list[Range | None]) -> tuple[Range, ...]:
    """Content in order, joined, and without the words of the cue and the source."""
    pieces = merge(content)
    for hole in holes:
        if hole is not None:
            pieces = [rest for piece in pieces for rest in subtract(piece, hole)]
    return tuple(pieces)
