"""Every place of a parse that may attribute words to a source, with the construction that links them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from memcon.knowledge.cues import Cues
from memcon.reading.statements.sources import (
    Children,
    Source,
    below,
    find_source,
    inverted,
    is_afterthought,
    is_passive,
    is_second_cue,
    noun_phrase,
)
from memcon.reading.statements.tree import Range, Tree, merge, subtract

_COMPLETING = frozenset({"as", "for", "of", "to", "about", "over", "against", "with", "from", "into"})
"""Prepositions after an object that tell more of what is said ("... as a threat", "... for ignoring")."""
_CLIMBS = 12
"""How many heads are asked for the clause that a phrase belongs to: longer chains are errors of the parse."""
_ADDING = frozenset({"relcl", "appos", "parataxis"})
_SETS_OFF = frozenset({",", "(", "—", "–", "-"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible attribution.

    token is the cue's head; key and construction are what the lexicon is asked for. source is the source's
    words and the token that its speaker is looked up by. content is in order and apart. addressee is the head
    of whom it is said to.
    """

    token: int
    cue: Range
    key: str
    construction: str
    content: tuple[Range, ...]
    source: Source | None
    addressee: int | None = None
    probability: float = 0.0

    def rated(self, probability: float) -> Candidate:
        """The same with a probability; half the cost of dataclasses.replace, and asked of every candidate twice."""
        return Candidate(
            self.token, self.cue, self.key, self.construction, self.content, self.source, self.addressee, probability
        )


@dataclass(frozen=True, slots=True)
class _Complement:
    """What may be the content of a cue; sourceless where the cue's own subject belongs to the content."""

    construction: str
    content: list[Range]
    addressee: int | None = None
    sourceless: bool = False
    preposition: int | None = None


def find_candidates(tree: Tree, cues: Cues) -> list[Candidate]:
    """Every candidate in the order of the cues, several for a cue that has several complements."""
    found = list(_find(tree, cues))
    closing = {
        tree.opening[each.token]: each
        for each in found
        if each.construction == "preposition" and _closes(tree, each.token)
    }
    return [_without_closing(tree, each, closing.get(tree.opening[each.token])) for each in found]


def _find(tree: Tree, cues: Cues) -> Iterator[Candidate]:
    for token, tag in enumerate(tree.tags):
        kind = tag[:2]
        if kind == "VB":
            if tree.deps[token] not in {"aux", "auxpass"}:
                yield from _from_verb(tree, token, cues)
        elif kind == "NN":
            if tree.lemmas[token] in cues.nouns:
                yield from _from_noun(tree, token, cues)
        elif kind == "JJ":
            if tree.children[token]:
                yield from _from_adjective(tree, token, cues)
        elif tree.words[token] in cues.adverbs and tree.deps[token] == "advmod":
            yield from _from_adverb(tree, token)
        if tree.words[token] in cues.prepositions and tree.deps[token] in {"prep", "advmod", "mark"}:
            yield from _from_preposition(tree, token)


def _from_verb(tree: Tree, verb: int, cues: Cues) -> Iterator[Candidate]:
    children = below(tree, verb)
    own_source = find_source(tree, verb, children, cues)
    for complement in _complements(tree, verb, children, cues):
        cue = cue_of(tree, verb)
        source = None if complement.sourceless else own_source
        if complement.construction == "around":
            source = inverted(tree, verb) or source
        if complement.preposition is not None and complement.preposition == cue[1] + 1:
            cue = (cue[0], complement.preposition)
        content = _without(complement.content, cue, source)
        if content:
            yield Candidate(
                verb, cue, tree.lemmas[verb], complement.construction, content, source, complement.addressee
            )


def _complements(tree: Tree, verb: int, children: Children, cues: Cues) -> Iterator[_Complement]:
    passive = is_passive(tree, verb, children)
    voice = "passive " if passive else ""
    yield from _clauses(tree, verb, children, voice)
    if passive:
        yield from _passive(tree, verb, children)
    else:
        yield from _infinitives(tree, verb, children)
        yield from _objects(tree, verb, children, cues)
    receiver = _receiver(verb, children) if tree.lemmas[verb] in cues.telling else None
    for child in children.get("prep", []):
        inner = tree.child(child, "pobj", "pcomp")
        if inner is not None and child > verb and not _is_saying(tree, inner, cues):
            name = f"{voice}{tree.words[child]}"
            yield _Complement(name, _phrase(tree, inner), receiver, preposition=child)


def _clauses(tree: Tree, verb: int, children: Children, voice: str) -> Iterator[_Complement]:
    """He said that X; X, he said; X, he said, Y; as he said, X."""
    receiver = _receiver(verb, children)
    for child in children.get("ccomp", []):
        if child > verb and tree.first[child] > verb:
            name = "infinitive" if _is_infinitive(tree, child) else "clause"
            yield _Complement(voice + name, _clause(tree, child), receiver)
        elif child < verb and ";" not in tree.words[tree.last[child] + 1 : verb]:
            yield _Complement(voice + "around", [(tree.first[child], tree.last[child])], receiver)
    label, head = tree.deps[verb], tree.heads[verb]
    if label == "parataxis":
        outside = subtract((tree.first[head], tree.last[head]), (tree.first[verb], tree.last[verb]))
        yield _Complement(voice + "around", outside, receiver)
    if label == "advcl" and tree.words[tree.first[verb]] == "as":
        outside = subtract((tree.first[head], tree.last[head]), (tree.first[verb], tree.last[verb]))
        yield _Complement("as", outside)


def _infinitives(tree: Tree, verb: int, children: Children) -> Iterator[_Complement]:
    """He vowed to X; he urged Y to X; Y seems to X; he reported doing X."""
    receiver = _receiver(verb, children)
    objects = [token for token in children.get("dobj", []) if token > verb]
    for child in children.get("xcomp", []):
        if child < verb:
            continue
        if tree.tags[child] == "VBG":
            yield _Complement("gerund", _clause(tree, child), receiver)
        if not _is_infinitive(tree, child):
            continue
        whole = [piece for token in objects for piece in _phrase(tree, token)]
        name = "object infinitive" if whole else "infinitive"
        yield _Complement(name, whole + _clause(tree, child), receiver)
        if whole:
            yield _Complement("told infinitive", _clause(tree, child), receiver)
        subjects = [(tree.first[token], tree.last[token]) for token in children.get("nsubj", [])]
        if subjects:
            yield _Complement("raising", subjects + _clause(tree, child), sourceless=True)


def _objects(tree: Tree, verb: int, children: Children, cues: Cues) -> Iterator[_Complement]:
    """He described X as Y; he called X Y; he condemned X; the X that he announced."""
    objects = [token for token in children.get("dobj", []) if not _is_saying(tree, token, cues)]
    if objects and (tree.lemmas[verb] not in cues.telling or not {"ccomp", "prep"} & children.keys()):
        rest = _rest(tree, verb, children)
        content = [
            piece
            for token in objects
            if not rest or tree.tags[token] not in {"WP", "WDT"}
            for piece in _phrase(tree, token)
        ]
        yield _Complement("object" + _manner(tree, verb, children), content + rest)
    head = tree.heads[verb]
    if tree.deps[verb] == "relcl" and not objects and tree.first[verb] > head and "nsubj" in children:
        yield _Complement("relative", [(tree.first[head], tree.first[verb] - 1)])


def _passive(tree: Tree, verb: int, children: Children) -> Iterator[_Complement]:
    """X is expected to Y; X was described as Y; the X announced by Z."""
    subjects = [(tree.first[token], tree.last[token]) for token in children.get("nsubjpass", [])]
    for child in children.get("xcomp", []):
        if child > verb and subjects:
            yield _Complement("passive infinitive", subjects + _clause(tree, child))
    if not subjects and tree.deps[verb] in {"acl", "relcl"} and tree.heads[verb] < verb:
        head = tree.heads[verb]
        subjects = [(tree.first[head], max(head, tree.first[verb] - 1))]
    if subjects:
        yield _Complement("passive object", subjects + _rest(tree, verb, children))


def _manner(tree: Tree, verb: int, children: Children) -> str:
    """How an object is completed: called the plan *a trap*, described it *as* lost, blamed Rome *for* it."""
    if any(child > verb for label in ("oprd", "acomp", "attr") for child in children.get(label, [])):
        return " predicate"
    words = {tree.words[child] for child in children.get("prep", []) if child > verb}
    return next((f" {word}" for word in ("as", "for", "of") if word in words), "")


def _rest(tree: Tree, verb: int, children: Children) -> list[Range]:
    """What completes an object: a predicate, or a phrase that tells in what regard."""
    return [
        piece
        for label in ("oprd", "prep", "acomp", "attr")
        for child in children.get(label, [])
        if child > verb and (label != "prep" or tree.words[child] in _COMPLETING)
        for piece in _phrase(tree, child)
    ]


def _from_noun(tree: Tree, noun: int, cues: Cues) -> Iterator[Candidate]:
    """His claim that X; a call by Y for X; their decision to X; the question is whether X."""
    owner = tree.child(noun, "poss")
    source = noun_phrase(tree, owner) if owner is not None else None
    contents = list(_noun_clauses(tree, noun))
    for child in tree.children[noun]:
        inner = tree.child(child, "pobj", "pcomp") if tree.deps[child] == "prep" and child > noun else None
        if inner is None:
            continue
        if tree.words[child] in {"by", "from"} and source is None:
            source = noun_phrase(tree, inner)
        else:
            contents.append((tree.words[child], _phrase(tree, inner)))
    cue, head = (noun, noun), tree.heads[noun]
    if source is None and contents and tree.deps[noun] == "dobj":
        cue = (min(head, noun), noun)
        source = find_source(tree, head, below(tree, head), cues)
    for construction, content in contents:
        pieces = _without(content, cue, source)
        if pieces:
            yield Candidate(noun, cue, tree.lemmas[noun], construction, pieces, source)


def _noun_clauses(tree: Tree, noun: int) -> Iterator[tuple[str, list[Range]]]:
    """The clauses that tell what a noun says: "the claim that", "the decision to", "the question is whether"."""
    for child in tree.children[noun]:
        label = tree.deps[child]
        if child < noun:
            continue
        if label in {"acl", "ccomp"} and (
            tree.tags[child] not in {"VBN", "VBG"} or tree.child(child, "aux") is not None
        ):
            yield "infinitive" if _is_infinitive(tree, child) else "clause", _clause(tree, child)
        elif label == "relcl" and tree.words[tree.first[child]] == "that":
            yield "clause", _clause(tree, child)
    head = tree.heads[noun]
    if tree.lemmas[head] == "be" and tree.deps[noun] == "nsubj":
        for child in tree.children[head]:
            if child > head and tree.deps[child] in {"ccomp", "xcomp"}:
                yield "copula", _clause(tree, child)


def _from_adjective(tree: Tree, adjective: int, cues: Cues) -> Iterator[Candidate]:
    """They are hopeful that X; he was reluctant to X; she is critical of X."""
    verb = tree.heads[adjective]
    if tree.deps[adjective] != "acomp":
        return
    source = find_source(tree, verb, below(tree, verb), cues)
    for child in tree.children[adjective]:
        label = tree.deps[child]
        if child < adjective:
            continue
        if label in {"ccomp", "xcomp"}:
            name = "infinitive" if _is_infinitive(tree, child) else "clause"
            content = _clause(tree, child)
        elif label == "prep" and (inner := tree.child(child, "pobj", "pcomp")) is not None:
            name, content = tree.words[child], _phrase(tree, inner)
        else:
            continue
        pieces = _without(content, (adjective, adjective), source)
        if pieces:
            cue = (verb, adjective) if verb < adjective else (adjective, adjective)
            yield Candidate(adjective, cue, tree.lemmas[adjective], f"being {name}", pieces, source)


def _from_adverb(tree: Tree, adverb: int) -> Iterator[Candidate]:
    """X reportedly did Y: a source is not told."""
    head = tree.heads[adverb]
    pieces = _without([(tree.first[head], tree.last[head])], (adverb, adverb), None)
    if pieces:
        yield Candidate(adverb, (adverb, adverb), tree.words[adverb], "adverb", pieces, None)


def _from_preposition(tree: Tree, token: int) -> Iterator[Candidate]:
    """According to X, Y: the clause that the preposition hangs on is the content."""
    link = token
    inner = tree.child(token, "pobj")
    if inner is None:
        chained = tree.child(token, "prep")
        if chained is None:
            return
        link, inner = chained, tree.child(chained, "pobj")
    if inner is None or inner < link:
        return
    clause = tree.heads[token]
    closes = _closes(tree, token)
    for _ in range(_CLIMBS):
        told = closes and tree.deps[clause] == "ccomp" and tree.heads[clause] < clause
        if tree.tags[clause][:2] in {"VB", "MD"} and not told:
            break
        clause = tree.heads[clause]
    hole = (tree.first[token], tree.last[token])
    pieces = _without([(tree.first[clause], tree.last[clause])], hole, None)
    first, last = pieces[0] if pieces else (0, 0)
    if len(pieces) > 1 and tree.deps[first] == "mark" and not any(map(tree.is_word, range(first + 1, last + 1))):
        pieces = pieces[1:]
    if pieces:
        source = ((link + 1, tree.last[inner]), inner)
        yield Candidate(token, (token, link), tree.words[token], "preposition", pieces, source)


def _closes(tree: Tree, token: int) -> bool:
    """Whether a phrase set off by a comma ends its sentence, so that it tells the source of the whole of it."""
    last = tree.last[token]
    while last + 1 < len(tree.words) and last < tree.closing[token] and not tree.is_word(last + 1):
        last += 1
    return last == tree.closing[token] and tree.words[tree.first[token] - 1] == ","


def _without_closing(tree: Tree, candidate: Candidate, outer: Candidate | None) -> Candidate:
    """Cuts off "..., according to Y" at the end of what X said: Y is the source of X's having said it."""
    if outer is not None:
        start = tree.first[outer.token] - 1
        first, last = candidate.content[-1]
        if candidate.token < start and first < start <= last and outer.content[0][0] <= candidate.token:
            return replace(candidate, content=(*candidate.content[:-1], (first, start - 1)))
    return candidate


def cue_of(tree: Tree, verb: int) -> Range:
    """The verb with the auxiliaries and the negation just before it and the particle just after it."""
    first = verb
    while first > 0 and tree.heads[first - 1] == verb and tree.deps[first - 1] in {"aux", "auxpass", "neg", "advmod"}:
        first -= 1
    while first < verb and tree.deps[first] == "advmod":
        first += 1
    last = verb
    if last + 1 < len(tree.words) and tree.deps[last + 1] == "prt" and tree.heads[last + 1] == verb:
        last += 1
    return first, last


def _receiver(verb: int, children: Children) -> int | None:
    """Whom a verb is said to: "told Rome that", "urged Rome to"."""
    return next((child for label in ("dative", "dobj") for child in children.get(label, []) if child > verb), None)


def _clause(tree: Tree, token: int) -> list[Range]:
    """A clause without the participle of saying that a comma sets after it ("..., adding that")."""
    for child in tree.children[token]:
        if child > token and is_afterthought(tree, child) and tree.child(child, "ccomp", "dobj") is not None:
            return [(tree.first[token], tree.first[child] - 2)]
        if child > token and is_second_cue(tree, child):
            return [(tree.first[token], tree.first[child] - 2)]
    return [(tree.first[token], tree.last[token])]


def _phrase(tree: Tree, token: int) -> list[Range]:
    """A noun phrase without what a comma, a dash or a bracket adds to it ("the deal, which failed")."""
    first, last = tree.first[token], tree.last[token]
    for child in tree.children[token]:
        if child < token:
            continue
        start = tree.first[child]
        if tree.words[child] == "(":
            return [(first, child - 1)]
        if start > token + 1 and tree.deps[child] in _ADDING and tree.words[start - 1] in _SETS_OFF:
            return [(first, start - 2)]
    return [(first, last)]


def _is_saying(tree: Tree, token: int, cues: Cues) -> bool:
    """Whether a complement only leads to the words: quoted as *saying* X, issued a *statement* saying X."""
    if tree.tags[token] == "VBG":
        return tree.deps[token] == "pcomp" and tree.lemmas[token] in cues.speech
    clause = tree.child(token, "acl", "relcl")
    return tree.lemmas[token] in cues.voices and clause is not None and tree.lemmas[clause] in cues.speech


def _is_infinitive(tree: Tree, token: int) -> bool:
    """Whether a verb has the mark of an infinitive, or is one that its governor takes without ("a dit vouloir")."""
    if tree.tags[token] == "VB" and tree.deps[token] == "xcomp":
        return True
    return any(tree.tags[child] == "TO" for child in tree.children[token] if child < token)


def _without(content: list[Range], cue: Range, source: Source | None) -> tuple[Range, ...]:
    """Content in order, joined, and without the words of the cue and the source."""
    pieces = merge(content)
    for hole in (cue, source[0] if source else None):
        if hole is not None:
            pieces = [rest for piece in pieces for rest in subtract(piece, hole)]
    return tuple(pieces)
