"""What parsers trained on Universal Dependencies get wrong in reports, put right before the labels are changed."""

from __future__ import annotations

from collections.abc import Iterator

from memcon.knowledge.parsing import ParseWords
from memcon.reading.parsers.rows import Rows

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"})
_VERBAL = frozenset({"VERB", "AUX"})
_PLACES = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:mod", "obl:arg", "obl:agent", "nmod", "appos", "conj"}
)
_MISTAKEN = frozenset({"conj", "xcomp", "advcl", "ccomp", "dep", "acl", "appos", "dislocated"})
"""What a parser may call a verb of saying that follows what it tells."""
_OPENERS = frozenset({"«", "“", "„", "("})
_TOLD = ("parataxis", "advcl", "advmod", "dislocated", "dep", "obl:mod")
"""What a parser may call a predicate that the verb of saying behind it reports."""
_BINDING = SUBJECTS | {"mark", "cc", "expl:subj"}
_GROUP = 6
"""Tokens at most between the first word of a verb's group ("n'a pas encore") and the verb."""


def mend(rows: Rows, words: ParseWords) -> None:
    """Corrects rows in Universal Dependencies in place; each step is linear."""
    _parts_of_speech(rows)
    _opening_marks(rows)
    _persons(rows)
    _relative_clauses(rows, words)
    _reporting_verbs(rows, words)
    if words.subjects_told:
        _bare_participles(rows, words)
        _inverted_subjects(rows, words)
        _controlled(rows, words)
    _reporting_clauses(rows, words)
    _companions(rows, words)
    _pairs(rows, words)
    _recipients(rows)
    _said_by(rows, words)
    _speaking_places(rows, words)


def is_finite(rows: Rows, verb: int, children: list[int]) -> bool:
    """Whether a verb is finite, by itself or by its auxiliary."""
    forms = [verb, *(child for child in children if rows.deps[child].startswith("aux") or rows.deps[child] == "cop")]
    return any(rows.has(form, "VerbForm=Fin") for form in forms)


def _parts_of_speech(rows: Rows) -> None:
    """Digits are numerals, whatever the tagger says of them."""
    for token, word in enumerate(rows.words):
        if word.isdecimal():
            rows.pos[token] = "NUM"


def _opening_marks(rows: Rows) -> None:
    """A mark that opens a quotation hangs from the word that it opens, never from one before it."""
    for token in range(len(rows) - 1):
        if (
            rows.words[token] in _OPENERS
            and rows.heads[token] < token
            and rows.pos[token + 1] not in ("PUNCT", "SPACE")
        ):
            rows.heads[token], rows.deps[token] = token + 1, "punct"


def _persons(rows: Rows) -> None:
    """The parts of a person's name are one name under its first, in the place of the one that has its own."""
    children: list[list[int]] | None = None
    for first, last in _names(rows):
        if children is None:
            children = rows.children()
        inside = range(first, last + 1)
        tops = [part for part in inside if not first <= rows.heads[part] <= last or rows.heads[part] == part]
        top = next((part for part in tops if rows.deps[part] in _PLACES or rows.heads[part] == part), first)
        head = rows.heads[top] if top in tops else rows.heads[first]
        rows.deps[first], rows.heads[first] = rows.deps[top], first if head in inside else head
        for part in inside:
            if rows.words[part][:1].isupper():
                rows.pos[part] = "PROPN"
                rows.lemmas[part] = rows.lemmas[part][:1].upper() + rows.lemmas[part][1:]
            if part != first:
                for child in children[part]:
                    rows.heads[child] = first
                rows.heads[part] = first
                rows.deps[part] = "punct" if rows.pos[part] == "PUNCT" else "flat:name"
        if rows.deps[first] == "amod" and rows.pos[rows.heads[first]] == "NOUN":
            rows.deps[first] = "appos"


def _names(rows: Rows) -> Iterator[tuple[int, int]]:
    """The stretches of capitalised words of each person's entity, with initials, in the order of the text."""
    token, size = 0, len(rows)
    while token < size:
        first = token
        token += 1
        if not rows.entities[first].endswith("PERSON") or not rows.words[first][:1].isupper():
            continue
        while token < size and rows.entities[token] == "I-PERSON" and _is_part(rows, token):
            token += 1
        last = token - 1
        while last > first and rows.words[last] == ".":
            last -= 1
        if last > first and rows.pos[first] != "NOUN":
            yield first, last


def _is_part(rows: Rows, token: int) -> bool:
    word = rows.words[token]
    return word[:1].isupper() or (word == "." and len(rows.words[token - 1]) == 1)


def _reporting_verbs(rows: Rows, words: ParseWords) -> None:
    """A verb of saying right after a comma is set beside what it tells: "..., indique le ministère".

    It is one that a coordinator, a clause of its own or a subject before it does not bind otherwise.
    """
    if not words.reporting:
        return
    children = rows.children()
    for verb, label in enumerate(rows.deps):
        nominal = rows.pos[verb] == "VERB" and label.startswith(("obl", "nmod"))
        if not (nominal or label in _MISTAKEN) or rows.lemmas[verb] not in words.reporting or rows.heads[verb] > verb:
            continue
        below = children[verb]
        if not is_finite(rows, verb, below) or any(rows.deps[child] in _BINDING for child in below if child < verb):
            continue
        start = verb
        while start > 0 and verb - start < _GROUP and rows.pos[start - 1] in ("AUX", "ADV", "PRON"):
            start -= 1
        if start > 0 and rows.words[start - 1] in (",", "»", "”", '"'):
            rows.deps[verb] = "parataxis"


def _relative_clauses(rows: Rows, words: ParseWords) -> None:
    """A verb whose subject is "qui" describes the noun before it, which is the subject of the verb above."""
    if not words.subject_relatives:
        return
    children = rows.children()
    for pronoun, word in enumerate(rows.words):
        verb, above = rows.heads[pronoun], rows.heads[rows.heads[pronoun]]
        if word.lower() not in words.subject_relatives or rows.deps[pronoun] != "nsubj" or verb == above:
            continue
        if rows.deps[verb] not in ("parataxis", "advcl", "conj", "ccomp", "dep"):
            continue
        nouns = [child for child in children[verb] if child < pronoun and rows.pos[child] in ("NOUN", "PROPN")]
        if not nouns:
            continue
        noun = nouns[-1]
        free = not any(rows.deps[child] in SUBJECTS for child in children[above])
        rows.heads[noun], rows.deps[noun] = above, "nsubj" if free and noun < above else "dislocated"
        rows.heads[verb], rows.deps[verb] = noun, "acl:relcl"


def _bare_participles(rows: Rows, words: ParseWords) -> None:
    """A noun without article right after "avoir" that has the ending of a participle is one: "après avoir consulté"."""
    children = rows.children()
    for noun in range(1, len(rows)):
        helper = rows.heads[noun]
        if (
            rows.deps[noun] != "obj"
            or helper != noun - 1
            or rows.pos[noun] not in ("NOUN", "ADJ")
            or rows.lemmas[helper] not in words.helpers
            or not rows.words[noun].endswith(words.participles)
            or children[noun]
        ):
            continue
        rows.pos[noun], rows.pos[helper] = "VERB", "AUX"
        rows.lemmas[noun] = rows.words[noun][:-1] + "er"
        rows.feats[noun] = "Tense=Past|VerbForm=Part"
        rows.deps[noun] = rows.deps[helper]
        rows.heads[noun] = noun if rows.heads[helper] == helper else rows.heads[helper]
        for child in children[helper]:
            if child != noun:
                rows.heads[child] = noun
        rows.heads[helper], rows.deps[helper] = noun, "aux:tense"


def _inverted_subjects(rows: Rows, words: ParseWords) -> None:
    """Where every finite verb has a subject, what the parser calls the object of one without is its subject.

    "..., a annoncé le ministre": the noun after the verb. "a-t-il dit": the pronoun at the verb is no expletive.
    """
    children = rows.children()
    for verb, below in enumerate(children):
        if not below or not is_finite(rows, verb, below):
            continue
        for child in below:
            if rows.words[child].lower() in words.fillers and rows.pos[child] != "ADP":
                rows.deps[child] = "expl:comp"
        labels = {rows.deps[child] for child in below}
        for child in below:
            if rows.deps[child] in ("expl:subj", "dep") and rows.words[child].lower() in words.inverted_pronouns:
                rows.deps[child] = "expl:comp" if labels & SUBJECTS else "nsubj"
                labels.add("nsubj")
            elif rows.deps[child] == "expl:subj" and _is_personal(rows, verb, below, children, words):
                rows.deps[child] = "nsubj"
        if labels & SUBJECTS or "expl:subj" in labels or rows.deps[verb] in ("conj", "xcomp", "cop"):
            continue
        if rows.pos[verb] not in _VERBAL or rows.deps[verb].startswith("aux") or rows.has(verb, "Mood=Imp"):
            continue
        after = [child for child in below if child > verb and rows.deps[child] == "obj" and rows.pos[child] in _NOMINAL]
        if after:
            rows.deps[after[-1]] = "nsubj:pass" if "aux:pass" in labels else "nsubj"


def _controlled(rows: Rows, words: ParseWords) -> None:
    """What someone is urged to do belongs to the verb of urging, not to whom it urges: "exhorter Rome à céder".

    What "faire savoir" lets know belongs to "savoir".
    """
    for verb, label in enumerate(rows.deps):
        head = rows.heads[verb]
        above = rows.heads[head]
        if label == "acl" and rows.has(verb, "VerbForm=Inf") and rows.deps[head] == "obj" and above < head < verb:
            if rows.lemmas[above] in words.controlling:
                rows.heads[verb], rows.deps[verb] = above, "xcomp"
        elif label == "ccomp" and rows.lemmas[head] in words.causative:
            caused = [at for at in range(head + 1, min(head + 4, verb)) if rows.heads[at] == head]
            infinitive = next((at for at in caused if rows.has(at, "VerbForm=Inf")), None)
            if infinitive is not None:
                rows.heads[verb] = infinitive


def _is_personal(rows: Rows, verb: int, below: list[int], children: list[list[int]], words: ParseWords) -> bool:
    """Whether the pronoun of a verb stands for someone: "il est prêt à partir", not "il est possible de partir"."""
    if rows.lemmas[verb] in words.impersonal:
        return False
    for child in below:
        if rows.deps[child] in ("csubj", "ccomp", "nsubj", "expl:comp"):
            return False
        if rows.deps[child] == "xcomp":
            marks = {rows.words[mark].lower() for mark in children[child] if rows.deps[mark] == "mark"}
            if not marks or marks & words.impersonal_marks:
                return False
    return True


def _reporting_clauses(rows: Rows, words: ParseWords) -> None:
    """What stands before the comma of ", a annoncé Paris" belongs to the clause before, not to the verb of saying.

    A finite clause with no word that subordinates it is set beside the clause it follows, and is told by the verb of
    saying that it comes before.
    """
    children = rows.children()
    for verb, below in enumerate(children):
        head = rows.heads[verb]
        predicate = any(rows.deps[child] == "cop" for child in below)
        told = head > verb and rows.lemmas[head] in words.reporting
        if rows.deps[verb] not in (_TOLD if told and predicate else ("parataxis", "advcl")):
            continue
        if not (predicate or rows.pos[verb] in _VERBAL) or not is_finite(rows, verb, below):
            continue
        if any(rows.deps[child] == "mark" for child in below):
            rows.deps[verb] = "advcl"
            continue
        if head >= verb:
            rows.deps[verb] = "ccomp" if told else "parataxis"
            continue
        rows.deps[verb] = "parataxis"
        comma = next((at for at in range(verb - 1, max(head, verb - _GROUP), -1) if rows.pos[at] == "PUNCT"), -1)
        if comma < 0 or any(rows.deps[child] in SUBJECTS and child < verb for child in below):
            continue
        for child in below:
            if child < comma and rows.pos[child] != "PUNCT":
                rows.heads[child] = head


def _companions(rows: Rows, words: ParseWords) -> None:
    """Whom one does a thing with belongs to the verb, not to the place, day or means between: "par téléphone avec".

    So does a day without a preposition: "à l'Élysée lundi". A day is no object.
    """
    children = rows.children()
    for noun, below in enumerate(children):
        between = rows.heads[noun]
        verb = rows.heads[between]
        timely = rows.lemmas[noun].lower() in words.circumstances
        cases = [child for child in below if rows.deps[child] == "case"]
        if (
            timely
            and rows.deps[noun] in ("obj", "xcomp")
            and not cases
            and not any(rows.deps[c] == "det" for c in below)
        ):
            rows.deps[noun] = "obl"
        if rows.deps[noun] != "nmod" or between > noun or verb == between or not rows.deps[between].startswith("obl"):
            continue
        circumstance = rows.lemmas[between].lower() in words.circumstances
        if cases and rows.words[cases[0]].lower() in words.companions:
            if circumstance or rows.entities[between].endswith("GPE") or rows.pos[between] == "NUM":
                rows.heads[noun], rows.deps[noun] = verb, "obl"
        elif (
            timely
            and not cases
            and "Case=Gen" not in rows.feats[noun]
            and (not circumstance or _is_means(rows, between))
        ):
            rows.heads[noun], rows.deps[noun] = verb, "obl"


def _pairs(rows: Rows, words: ParseWords) -> None:
    """What "and" adds behind "between" is the second of the two, whatever else the parser makes of it."""
    if not words.mutual:
        return
    joined = {rows.heads[token] for token, label in enumerate(rows.deps) if label == "conj"}
    coordinators = {rows.heads[token]: token for token, label in enumerate(rows.deps) if label == "cc"}
    for case, word in enumerate(rows.words):
        first = rows.heads[case]
        if word.lower() not in words.mutual or rows.deps[case] != "case" or first in joined:
            continue
        for coordinator in range(first + 1, min(first + _GROUP, len(rows) - 1)):
            if rows.pos[coordinator] != "CCONJ":
                continue
            head = rows.heads[coordinator]
            second = coordinator + 1 if rows.pos[head] in _VERBAL or coordinators.get(head) != coordinator else head
            while (
                second + 1 < len(rows)
                and rows.pos[second] not in ("NOUN", "PROPN", "PRON")
                and second < coordinator + 4
            ):
                second += 1
            while rows.deps[second] in ("flat:name", "det", "amod", "compound") and rows.heads[second] > coordinator:
                second = rows.heads[second]
            if second > coordinator and rows.deps[second] in SUBJECTS and rows.heads[second] != second:
                rows.heads[second], rows.deps[second] = first, "conj"
                rows.heads[coordinator], rows.deps[coordinator] = second, "cc"
            break


def _recipients(rows: Rows) -> None:
    """Whom a thing is sent or given to, in the dative behind it, belongs to the verb: "направил послание Си"."""
    for noun, label in enumerate(rows.deps):
        thing = rows.heads[noun]
        if label not in ("nmod", "iobj", "obl") or not rows.has(noun, "Case=Dat") or rows.deps[thing] != "obj":
            continue
        if thing < noun and not any(rows.deps[at] == "case" and rows.heads[at] == noun for at in range(thing, noun)):
            rows.heads[noun], rows.deps[noun] = rows.heads[thing], "iobj"


def _is_means(rows: Rows, noun: int) -> bool:
    """Whether a noun has no article and a preposition before it: "par visioconférence", not "lundi soir"."""
    return noun > 0 and rows.pos[noun - 1] == "ADP" and rows.heads[noun - 1] == noun


def _said_by(rows: Rows, words: ParseWords) -> None:
    """Whose words they are comes right below the preposition: "по словам Пескова" as "according to"."""
    for noun, lemma in enumerate(rows.lemmas):
        if lemma not in words.wording or rows.deps[noun] in ("nsubj", "obj") or noun + 1 >= len(rows) or not noun:
            continue
        case = noun - 1
        owned = rows.heads[case] == noun and rows.has(case, "Poss=Yes")
        if owned or (rows.pos[case] in ("DET", "PRON") and rows.heads[case] == noun):
            _said_by_pronoun(rows, noun, case)
            continue
        owner = next(
            (
                at
                for at in range(noun + 1, min(noun + 5, len(rows)))
                if rows.heads[at] == noun and rows.deps[at] == "nmod"
            ),
            -1,
        )
        if owner < 0 or rows.deps[case] != "case" or rows.heads[case] != noun:
            continue
        is_root = rows.heads[noun] == noun
        rows.heads[owner] = owner if is_root else rows.heads[noun]
        rows.deps[owner] = rows.deps[noun] if is_root else "obl"
        for token in range(max(0, noun - _GROUP), min(len(rows), owner + _GROUP)):
            if rows.heads[token] == noun and token != owner:
                rows.heads[token] = owner
        rows.heads[noun], rows.deps[noun] = case, "fixed"


def _said_by_pronoun(rows: Rows, noun: int, owner: int) -> None:
    """The same of a pronoun, which stands before its noun: "по его словам"."""
    case = owner - 1
    if case >= 0 and rows.deps[case] == "case" and rows.heads[case] == noun and rows.heads[noun] != noun:
        rows.heads[owner], rows.deps[owner] = rows.heads[noun], "obl"
        rows.heads[case] = rows.heads[noun] = owner
        rows.deps[noun] = "dep"


def _speaking_places(rows: Rows, words: ParseWords) -> None:
    """Where "they" say something, the body there is who says it: "в Кремле заявили", "сообщили в МИД Франции"."""
    if not words.speaking:
        return
    children = rows.children()
    for verb, below in enumerate(children):
        if rows.lemmas[verb] not in words.speaking or not rows.has(verb, "Number=Plur"):
            continue
        if rows.has(verb, "Person=1") or any(rows.deps[child] in SUBJECTS for child in below):
            continue
        for noun in below:
            case = next((child for child in children[noun] if rows.deps[child] == "case"), -1)
            if not rows.deps[noun].startswith("obl") or case < 0 or rows.words[case].lower() not in words.speaking_in:
                continue
            if rows.entities[noun] != "O" or rows.pos[noun] == "PROPN" or rows.lemmas[noun] in words.bodies:
                rows.deps[noun] = "nsubj"
                rows.heads[case], rows.deps[case] = verb, "advmod"
                break
