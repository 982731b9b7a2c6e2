"""Small words, dates and clauses that parsers of French and Russian bind to the wrong word or take for another kind."""

from __future__ import annotations

from memcon.knowledge.parsing import ParseWords
from memcon.reading.parsers.listing import is_somebody, relist
from memcon.reading.parsers.mending import SUBJECTS, is_finite
from memcon.reading.parsers.rows import Rows

_STEPS = 8
_NEAR = 4
"""Tokens at most between a noun and the word that its content clause hangs from."""


def bind(rows: Rows, words: ParseWords) -> None:
    """Corrects rows in Universal Dependencies in place; each step is linear."""
    relist(rows, words)
    _numbered_days(rows, words)
    _contents(rows, words)
    _happenings(rows, words)
    if words.subjects_told:
        _object_clitics(rows, words)
        _active_subjects(rows, words)
        _future_perfects(rows, words)
        _behind_joined_verbs(rows, words)
        _places_of_journeys(rows, words)
        _lengths_behind_clauses(rows, words)
        _dates_of_starts(rows, words)
        _restrictions(rows, words)
    else:
        _second_subjects(rows)
        _joined_clauses(rows)


def _numbered_days(rows: Rows, words: ParseWords) -> None:
    """A month governs the number of its day: "le 6 juillet", where the parser has the month hang from the number."""
    for number in range(len(rows) - 1):
        month = number + 1
        if rows.pos[number] != "NUM" or rows.heads[month] != number or rows.heads[number] == number:
            continue
        if rows.lemmas[month].lower() not in words.circumstances or not rows.deps[number].startswith("obl"):
            continue
        rows.heads[month], rows.deps[month] = rows.heads[number], rows.deps[number]
        rows.heads[number], rows.deps[number] = month, "nummod"
        for child in range(max(0, number - _NEAR), min(len(rows), month + _NEAR)):
            if rows.heads[child] == number:
                rows.heads[child] = month


def _contents(rows: Rows, words: ParseWords) -> None:
    """What "о том, что" brings in is the content of the noun or the verb above: "слухи о том, что они встретились".

    Where the parser takes it for the main clause, what it has set beside that is.
    """
    for pointer in range(len(rows) - 2):
        mark = pointer + 2
        if rows.words[pointer].lower() not in words.pointers or rows.deps[mark] != "mark" or rows.heads[mark] < mark:
            continue
        clause, above = rows.heads[mark], rows.heads[pointer]
        main = rows.heads[above]
        if rows.heads[clause] == clause and rows.heads[main] == clause and rows.deps[main] == "parataxis":
            rows.heads[main], rows.deps[main] = main, "root"
        elif rows.heads[clause] not in (pointer, above, main) or clause == above:
            continue
        if above < pointer and above != clause:
            rows.heads[clause], rows.deps[clause] = above, "acl" if rows.pos[above] in ("NOUN", "PROPN") else "ccomp"


def _happenings(rows: Rows, words: ParseWords) -> None:
    """What takes place is no person: "la rencontre entre X et Y, qui a eu lieu", "переговоры X, которые прошли"."""
    for verb, label in enumerate(rows.deps):
        name = rows.heads[verb]
        if label != "acl:relcl" or name >= verb or not is_somebody(rows, name, words):
            continue
        below = [at for at in range(verb, min(len(rows), verb + _NEAR)) if at == verb or rows.heads[at] == verb]
        below += [at for at in range(verb, min(len(rows), verb + _NEAR)) if rows.heads[at] in below and at not in below]
        if not any(rows.lemmas[at] in words.happening for at in below):
            continue
        for _ in range(_STEPS):
            above = rows.heads[name]
            if above == name or rows.pos[above] not in ("NOUN", "PROPN"):
                break
            name = above
        if rows.pos[name] == "NOUN" and name < verb and not is_somebody(rows, name, words):
            rows.heads[verb] = name


def _object_clitics(rows: Rows, words: ParseWords) -> None:
    """An article right before a finite verb that it hangs from is a pronoun, the verb's object: "le roi le recevra"."""
    for article in range(len(rows) - 1):
        verb = rows.heads[article]
        if rows.pos[article] != "DET" or rows.deps[article] != "det" or rows.pos[verb] not in ("VERB", "AUX"):
            continue
        if (
            rows.words[article].lower() in words.object_clitics
            and verb == article + 1
            and rows.has(verb, "VerbForm=Fin")
        ):
            rows.pos[article], rows.deps[article] = "PRON", "obj"


def _active_subjects(rows: Rows, words: ParseWords) -> None:
    """Without the auxiliary of the passive, a participle with "avoir" or one's "se" is active: "il l'avait vue"."""
    helped: dict[int, set[str]] = {}
    reflexive: set[int] = set()
    for token, label in enumerate(rows.deps):
        if label.startswith("aux"):
            helped.setdefault(rows.heads[token], set()).add("pass" if label == "aux:pass" else rows.lemmas[token])
        elif rows.lemmas[token] in words.reflexives and token < rows.heads[token]:
            reflexive.add(rows.heads[token])
    for token, label in enumerate(rows.deps):
        verb = rows.heads[token]
        helpers = helped.get(verb, set())
        if label != "nsubj:pass" or "pass" in helpers:
            continue
        personal = rows.pos[token] == "PRON" or is_somebody(rows, token, words)
        if (helpers and helpers <= words.helpers - words.copulas) or (verb in reflexive and personal):
            rows.deps[token] = "nsubj"


def _future_perfects(rows: Rows, words: ParseWords) -> None:
    """The future perfect of a main clause tells of what is over, in reports: "l'entretien aura duré une heure".

    "Il y a" has no subject: its pronoun stands for nobody, whoever says so.
    """
    marked = {rows.heads[token] for token, label in enumerate(rows.deps) if label == "mark"}
    for token, label in enumerate(rows.deps):
        verb = rows.heads[token]
        if (
            label == "aux:tense"
            and rows.lemmas[token] == "avoir"
            and rows.has(token, "Tense=Fut")
            and verb not in marked
        ):
            rows.feats[token] = rows.feats[token].replace("Tense=Fut", "Tense=Past")
        elif label == "expl:subj" and rows.lemmas[verb] in words.helpers - words.copulas:
            rows.deps[token] = "nsubj"


def _behind_joined_verbs(rows: Rows, words: ParseWords) -> None:
    """Where one will be stands behind a "to be" that is joined on: "qui dirige le pays et sera à Alger mardi".

    So does what stands behind a verb that comes next: "a dîné avec X mardi, puis rencontré Y le lendemain".
    """
    for copula, label in enumerate(rows.deps):
        first = rows.heads[copula]
        sequel = rows.words[copula - 1].lower() in words.sequels
        if label != "conj" or not (rows.lemmas[copula] in words.copulas or sequel) or not first < copula:
            continue
        end = min(len(rows), copula + 2 * _STEPS)
        for at in range(copula + 1, end):
            if rows.deps[at] in SUBJECTS or rows.pos[at] == "PUNCT":
                break
            if rows.heads[at] == first and rows.deps[at].startswith(("obl", "advmod", "nmod")):
                rows.heads[at] = copula


def _places_of_journeys(rows: Rows, words: ParseWords) -> None:
    """Where a visit goes belongs to the visit: "ont rendu compte de leur séjour à Niamey"."""
    for case in range(1, len(rows) - 1):
        place, noun = rows.heads[case], case - 1
        if rows.deps[case] != "case" or not case < place <= case + 2 or not rows.entities[place].endswith("GPE"):
            continue
        while noun > 0 and rows.pos[noun] == "ADJ":
            noun -= 1
        if rows.lemmas[noun] in words.journeys and rows.heads[place] < noun and rows.heads[noun] != place:
            rows.heads[place], rows.deps[place] = noun, "nmod"


def _lengths_behind_clauses(rows: Rows, words: ParseWords) -> None:
    """How long something took belongs to the clause it closes: "avant que X ne le reçoive, pendant une heure"."""
    for case, word in enumerate(rows.words):
        noun = rows.heads[case]
        if word.lower() not in words.lasting or rows.deps[case] != "case" or not rows.deps[noun].startswith("obl"):
            continue
        above = rows.heads[noun]
        for verb in range(case - 1, max(above, case - 2 * _STEPS), -1):
            if rows.pos[verb] == "VERB" and rows.heads[verb] == above and rows.deps[verb] == "advcl":
                rows.heads[noun] = verb
                break


def _dates_of_starts(rows: Rows, words: ParseWords) -> None:
    """A date right behind what one counts from is its date: "le premier depuis celui de Berlin, en octobre 2016"."""
    for start, word in enumerate(rows.words):
        if word.lower() not in words.counting or rows.deps[start] != "case":
            continue
        origin = rows.heads[start]
        comma = next((at for at in range(origin, min(len(rows) - 2, origin + _STEPS)) if rows.words[at] == ","), -1)
        if comma < 0 or rows.deps[comma + 1] not in ("case", "det"):
            continue
        date = rows.heads[comma + 1]
        timely = rows.lemmas[date].lower() in words.circumstances or rows.words[date].isdecimal()
        if comma < date <= comma + _NEAR and timely and rows.heads[date] < start:
            rows.heads[date], rows.deps[date] = origin, "nmod"


def _restrictions(rows: Rows, words: ParseWords) -> None:
    """ "Ne ... que" restricts and does not negate: "n'a rencontré le président qu'une fois le sommet terminé"."""
    for half, word in enumerate(rows.words):
        verb = rows.heads[half]
        if word.lower() not in words.half_negations or rows.deps[half] != "advmod" or not half < verb:
            continue
        for at in range(half + 1, min(len(rows), verb + _STEPS)):
            lower = rows.words[at].lower()
            if lower in words.negations or lower in words.nothing or rows.pos[at] == "PUNCT":
                break
            content = any(rows.heads[one] == rows.heads[at] and rows.deps[one] in SUBJECTS for one in range(at, at + 2))
            clause = rows.pos[rows.heads[at]] in ("VERB", "AUX") and rows.heads[at] > at
            if at > verb and lower in words.object_relatives and not content and not clause:
                rows.deps[half] = "dep"
                break


def _second_subjects(rows: Rows) -> None:
    """A place behind a verb that has a person for its subject is its object: "президент посетит Марокко"."""
    served = {
        rows.heads[token]
        for token, label in enumerate(rows.deps)
        if label == "nsubj" and token < rows.heads[token] and not rows.entities[token].endswith("GPE")
    }
    for place, label in enumerate(rows.deps):
        verb = rows.heads[place]
        if label == "nsubj" and verb < place and verb in served and rows.entities[place].endswith("GPE"):
            rows.deps[place] = "obj"


def _joined_clauses(rows: Rows) -> None:
    """A finite verb without a subject that "and" joins to one before it shares its subject: "прибыл и был принят"."""
    children = rows.children()
    for verb, label in enumerate(rows.deps):
        first = rows.heads[verb]
        if label != "parataxis" or not first < verb or rows.pos[verb] != "VERB" or rows.pos[first] != "VERB":
            continue
        below = children[verb]
        if any(rows.deps[child] in SUBJECTS or rows.deps[child] == "mark" for child in below):
            continue
        near = range(max(first + 1, verb - 2 * _STEPS), verb)
        joints = (at for at in near if rows.deps[at] == "cc" and rows.heads[at] in (first, verb, *below))
        joint = next(joints, -1)
        alike = _number(rows, verb, children) == _number(rows, first, children)
        if joint >= 0 and (alike or rows.words[joint - 1] != ",") and is_finite(rows, verb, below):
            rows.deps[verb] = "conj"


def _number(rows: Rows, verb: int, children: list[list[int]]) -> set[str]:
    """The number of a verb's finite form, by itself or by its auxiliary."""
    forms = [verb, *(child for child in children[verb] if rows.deps[child].startswith("aux"))]
    return {one for form in forms for one in rows.feats[form].split("|") if one.startswith("Number=")}
