"""What describes whom: names behind offices, offices behind names, participles, and subjects that parsers mistake."""

from __future__ import annotations

from memcon.knowledge.parsing import ParseWords
from memcon.reading.parsers.mending import SUBJECTS
from memcon.reading.parsers.rows import Rows

_BACK = 10
"""Tokens back from a comma in which the office or the name stands that is described behind it."""
_NEAR = 4
_LOOSE = frozenset(
    {"nmod", "obl", "obl:mod", "obl:arg", "xcomp", "dep", "dislocated", "conj", "appos", "parataxis", "orphan"}
)
"""What a parser may call a name or an office set off by a comma."""
_BREAKS = frozenset({":", ";"})
_SECOND = frozenset({"conj", "parataxis", "advcl", "ccomp", "acl", "acl:relcl", "dep"})
"""What a parser calls the verb of a later clause."""
_CONFLICTING = ("Gender", "Number")


def describe(rows: Rows, words: ParseWords) -> None:
    """Corrects the heads of rows in Universal Dependencies in place; each step is linear."""
    _set_off_behind(rows, words)
    _agreeing_participles(rows)
    _agents(rows)
    _subjects_of_participles(rows)
    _subjects_behind_openings(rows, words)
    _days_of_the_nearest(rows, words)
    _crossing_phrases(rows)
    _adverbs_for_verbs(rows)
    if words.indeclinable:
        _second_subjects(rows, words)


def _set_off_behind(rows: Rows, words: ParseWords) -> None:
    """A name right behind an office and a comma, or an office right behind a name and a comma, describes it.

    "avec son homologue danois, X", "с X, тогдашним главой правительства": no "and" goes on from it.
    """
    children = rows.children()
    for token, label in enumerate(rows.deps):
        if label not in _LOOSE or rows.pos[token] not in ("NOUN", "PROPN"):
            continue
        name = rows.entities[token] == "B-PERSON" and rows.words[token][:1].isupper()
        office = rows.lemmas[token].lower() in words.persons and rows.entities[token] == "O"
        if not (name or office) or any(rows.deps[child] in ("case", "cop", "cc") for child in children[token]):
            continue
        first = token
        while first > max(0, token - _NEAR) and rows.pos[first - 1] in ("DET", "ADJ", "NUM"):
            first -= 1
        if first < 2 or rows.words[first - 1] != "," or (name and first != token) or not _ends(rows, token, children):
            continue
        described = _described(rows, first - 2, words, name=name)
        if described >= 0 and not _is_above(rows, token, described) and _same_case(rows, token, described):
            rows.heads[token], rows.deps[token] = described, "appos"


def _ends(rows: Rows, token: int, children: list[list[int]]) -> bool:
    """Whether punctuation, a verb or a preposition follows a phrase, so that no list goes on from it."""
    last = token
    while True:
        below = [
            child for child in children[last] if child > last and rows.deps[child] in ("flat:name", "flat", "nmod")
        ]
        below = [child for child in below if child - last <= _NEAR]
        if not below:
            break
        last = below[-1]
    return last + 1 >= len(rows) or rows.pos[last + 1] in ("PUNCT", "VERB", "AUX", "ADP", "ADV", "PRON")


def _described(rows: Rows, at: int, words: ParseWords, *, name: bool) -> int:
    """The office (for a name) or the first part of the name (for an office) whose phrase ends at a token; else -1."""
    if not name:
        while at > 0 and rows.entities[at] == "I-PERSON":
            at -= 1
        return at if rows.entities[at] == "B-PERSON" else -1
    for back in range(at, max(-1, at - _BACK), -1):
        if rows.lemmas[back].lower() in words.persons and rows.pos[back] == "NOUN":
            return back
        if rows.pos[back] not in ("ADJ", "ADP", "DET", "NOUN", "PROPN") or rows.entities[back].endswith("PERSON"):
            return -1
    return -1


def _is_above(rows: Rows, token: int, below: int) -> bool:
    """Whether a token stands above another in the tree."""
    for _ in range(_BACK):
        if below == token:
            return True
        if rows.heads[below] == below:
            return False
        below = rows.heads[below]
    return True


def _same_case(rows: Rows, one: int, other: int) -> bool:
    cases = [{mark for mark in rows.feats[at].split("|") if mark.startswith("Case=")} for at in (one, other)]
    return not all(cases) or cases[0] == cases[1]


def _agreeing_participles(rows: Rows) -> None:
    """A participle that agrees with the noun above its noun, but not with its own, is that one's: "la visite d'État
    effectuée"."""
    for token, label in enumerate(rows.deps):
        noun = rows.heads[token]
        above = rows.heads[noun]
        if label != "acl" or not rows.has(token, "VerbForm=Part") or rows.deps[noun] != "nmod" or above >= noun:
            continue
        own, outer = (_marks(rows, at) for at in (noun, above))
        told = _marks(rows, token)
        if any(told.get(key) != own.get(key, told.get(key)) for key in told) and all(
            told[key] == outer.get(key) for key in told
        ):
            rows.heads[token] = above


def _marks(rows: Rows, token: int) -> dict[str, str]:
    pairs = (mark.split("=", 1) for mark in rows.feats[token].split("|") if "=" in mark)
    return {key: value for key, value in pairs if key in _CONFLICTING}


def _agents(rows: Rows) -> None:
    """The agent belongs to the participle before it where the verb above is active: "la visite effectuée … par"."""
    for noun, label in enumerate(rows.deps):
        verb = rows.heads[noun]
        if label != "obl:agent" or rows.pos[verb] not in ("VERB", "AUX") or not verb < noun:
            continue
        if rows.has(verb, "VerbForm=Part") or rows.has(verb, "Voice=Pass"):
            continue
        participle = next(
            (at for at in range(noun - 1, verb, -1) if rows.deps[at] == "acl" and rows.has(at, "VerbForm=Part")), -1
        )
        if participle < 0:
            continue
        for at in range(participle + 1, noun + 1):
            if rows.heads[at] == verb and rows.deps[at].startswith("obl"):
                rows.heads[at] = participle


def _subjects_of_participles(rows: Rows) -> None:
    """A participle without auxiliary between commas describes who stands before it: "X, arrivé mardi, a été reçu"."""
    helped = {rows.heads[at] for at, label in enumerate(rows.deps) if label.startswith("aux") or label == "cop"}
    served = {rows.heads[at] for at, label in enumerate(rows.deps) if label in SUBJECTS}
    for subject, label in enumerate(rows.deps):
        participle = rows.heads[subject]
        verb = rows.heads[participle]
        if label not in SUBJECTS or not subject < participle < verb or participle in helped or verb in served:
            continue
        if not rows.has(participle, "VerbForm=Part") or rows.words[participle - 1] != ",":
            continue
        if rows.pos[verb] != "VERB" or rows.deps[participle] not in ("advcl", "acl", "dep", "ccomp", "parataxis"):
            continue
        passive = any(rows.heads[at] == verb and rows.deps[at] == "aux:pass" for at in range(participle, verb))
        rows.heads[subject], rows.deps[subject] = verb, "nsubj:pass" if passive else "nsubj"
        rows.heads[participle], rows.deps[participle] = subject, "acl"
        served.add(verb)


def _subjects_behind_openings(rows: Rows, words: ParseWords) -> None:
    """Who stands between the comma of an opening phrase and a verb without subject is its subject.

    "À la demande de Rabat, le président X s'est entretenu": no part of the request.
    """
    served = {rows.heads[at] for at, label in enumerate(rows.deps) if label in SUBJECTS}
    for token, label in enumerate(rows.deps):
        opening = rows.heads[token]
        verb = rows.heads[opening]
        if label not in ("appos", "conj", "dep", "nmod") or not opening < token < verb or verb in served:
            continue
        if rows.pos[verb] != "VERB" or not rows.deps[opening].startswith("obl") or rows.has(token, "Case=Gen"):
            continue
        person = rows.entities[token].endswith("PERSON") or rows.lemmas[token].lower() in words.persons
        if not person or "," not in rows.words[opening + 1 : token]:
            continue
        last = max(
            [token, *(at for at in range(token, verb) if rows.heads[at] == token and rows.deps[at].startswith("flat"))]
        )
        if all(rows.pos[at] in ("AUX", "PRON", "ADV", "PART") for at in range(last + 1, verb)):
            rows.heads[token], rows.deps[token] = verb, "nsubj"
            served.add(verb)


def _days_of_the_nearest(rows: Rows, words: ParseWords) -> None:
    """A day behind the second of two verbs, or between "and" or a colon and that verb, belongs to it, not to the first.

    "dirige … et sera à Alger ce 6 avril", "приезжал в июне, а 15 августа позвонил".
    """
    seconds: dict[int, int] = {}
    openers: dict[int, int] = {}
    for token, label in enumerate(rows.deps):
        first = rows.heads[token]
        if label in ("conj", "parataxis") and rows.pos[first] == "VERB" and first < token:
            seconds[first] = token
        if rows.pos[token] == "CCONJ":
            openers[first] = token
    for noun, label in enumerate(rows.deps):
        first = rows.heads[noun]
        verb = seconds.get(first, -1)
        if verb < 0 or not label.startswith("obl") or not _is_timely(rows, noun, words):
            continue
        opener = openers.get(verb, openers.get(first, len(rows)))
        opener = next((at for at in range(noun - 1, max(first, noun - _BACK), -1) if rows.words[at] in _BREAKS), opener)
        behind = verb < noun and rows.deps[verb] == "conj"
        if behind or first < opener < noun < verb:
            rows.heads[noun] = verb


def _is_timely(rows: Rows, noun: int, words: ParseWords) -> bool:
    """Whether a word is a day, a month or a means, or the number of a day before its month."""
    if rows.words[noun].isdecimal() and noun + 1 < len(rows) and rows.heads[noun + 1] == noun:
        noun += 1
    return rows.lemmas[noun].lower() in words.circumstances


def _crossing_phrases(rows: Rows) -> None:
    """A phrase before two verbs belongs to the first, where the second hangs from it: no arc crosses a verb."""
    for noun, label in enumerate(rows.deps):
        second = rows.heads[noun]
        first = rows.heads[second]
        if not label.startswith("obl") or not noun < first < second or rows.pos[second] != "VERB":
            continue
        if rows.pos[first] == "VERB" and rows.has(first, "VerbForm=Fin") and rows.deps[second] in _SECOND:
            rows.heads[noun] = first


def _adverbs_for_verbs(rows: Rows) -> None:
    """An adverb right behind a verb has no subject: the verb has it ("собрались втроём президенты")."""
    for token, label in enumerate(rows.deps):
        adverb = rows.heads[token]
        verb = adverb - 1
        if label not in SUBJECTS or rows.pos[adverb] != "ADV" or verb < 0 or rows.pos[verb] != "VERB":
            continue
        if rows.heads[adverb] == verb and rows.deps[adverb] in ("parataxis", "advmod", "dep", "xcomp"):
            rows.heads[token], rows.deps[adverb] = verb, "advmod"


def _second_subjects(rows: Rows, words: ParseWords) -> None:
    """A verb has one subject: of two, before and behind it, a name that is not declined is whom it is done to.

    "Лукашенко позвонил Трамп".
    """
    pairs: dict[int, list[int]] = {}
    for token, label in enumerate(rows.deps):
        if label == "nsubj":
            pairs.setdefault(rows.heads[token], []).append(token)
    for verb, found in pairs.items():
        if len(found) != 2 or not found[0] < verb < found[1] or not rows.has(verb, "Number=Sing"):
            continue
        first = found[0]
        last = max(
            [first, *(at for at in range(first, verb) if rows.heads[at] == first and rows.deps[at] == "flat:name")]
        )
        if rows.entities[first].endswith("PERSON") and rows.words[last].lower().endswith(words.indeclinable):
            rows.deps[first] = "iobj"
