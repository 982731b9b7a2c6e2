"""What parsers trained on Universal Dependencies hang from the wrong word in reports: names, objects, whole clauses."""

from __future__ import annotations

from memcon.knowledge.parsing import ParseWords
from memcon.reading.parsers.mending import SUBJECTS, is_finite
from memcon.reading.parsers.rows import Rows

_TITLE_LENGTH = 8
"""Tokens at most between a title's noun and the name behind it ("président de la République du Congo")."""
_STEPS = 8
_LOOSE = frozenset({"acl", "acl:relcl", "parataxis", "appos", "nmod", "conj", "advcl", "dep"})
"""What a parser may call the verb of a sentence whose opening it has taken for the main word."""
_UNDER_PLACE = frozenset({"nmod", "appos", "flat:name", "flat:foreign", "dep"})


def attach(rows: Rows, words: ParseWords) -> None:
    """Corrects the heads of rows in Universal Dependencies in place; each step is linear."""
    _lower_case_entities(rows)
    _misread_verbs(rows, words)
    _named_behind_titles(rows, words)
    _late_participles(rows, words)
    _openings(rows, words)
    _compound_past(rows, words)
    _occasions(rows, words)


def settle(rows: Rows, words: ParseWords) -> None:
    """The same once each name is one: names go below their titles, and objects to their verbs."""
    _titles_of_names(rows, words)
    _short_predicates(rows)
    _listed_persons(rows, words)
    _partners(rows, words)
    _days_behind_places(rows, words)
    _headline_subjects(rows)
    _subjects_behind_places(rows)
    if words.subjects_told:
        _objects_behind_places(rows)
        _objects_of_infinitives(rows)


def _lower_case_entities(rows: Rows) -> None:
    """A common noun in lower case is nobody's name."""
    for token, label in enumerate(rows.entities):
        alone = label == "B-PERSON" and (token + 1 >= len(rows) or not rows.entities[token + 1].startswith("I-"))
        if alone and rows.words[token].islower():
            rows.entities[token] = "O"


def _named_behind_titles(rows: Rows, words: ParseWords) -> None:
    """Two capitalised words or more right behind the noun and the adjective of an office are who holds it."""
    for title, lemma in enumerate(rows.lemmas):
        if lemma.lower() not in words.persons:
            continue
        first = title + 1
        while first < len(rows) and first - title <= 2 and rows.pos[first] == "ADJ" and rows.words[first].islower():
            first += 1
        last = first
        while last < len(rows) and last - first < _STEPS and _goes_on(rows, first, last):
            last += 1
        capitals = [at for at in range(first, last) if rows.words[at][:1].isupper()]
        if len(capitals) < 2 or any(rows.entities[at].endswith("PERSON") for at in capitals):
            continue
        last = capitals[-1] + 1
        for at in range(title + 1, first):
            rows.entities[at] = "O"
        for at in range(first, last):
            rows.entities[at], rows.pos[at] = ("B" if at == first else "I") + "-PERSON", "PROPN"
            rows.lemmas[at] = rows.words[at]
        if last < len(rows) and rows.entities[last].startswith("I-"):
            rows.entities[last] = "B" + rows.entities[last][1:]


def _make_finite(rows: Rows, verb: int, lemma: str) -> None:
    rows.pos[verb], rows.lemmas[verb] = "VERB", lemma
    rows.feats[verb] = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


def _goes_on(rows: Rows, first: int, at: int) -> bool:
    """Whether a token may belong to the name begun at first: capitals, hyphens, and small words before capitals."""
    word = rows.words[at]
    if word[:1].isupper() or (word == "-" and at > first):
        return True
    joined = at + 1 < len(rows) and (rows.words[at + 1] == "-" or rows.words[at + 1][:1].isupper())
    return at > first and word.islower() and len(word) <= 3 and joined and rows.pos[at] in ("PROPN", "X")


def _titles_of_names(rows: Rows, words: ParseWords) -> None:
    """A name hangs from the noun of the office right before it, not from another name: "X et le ministre danois Y"."""
    for name in range(1, len(rows)):
        if rows.entities[name] != "B-PERSON" or rows.pos[name] != "PROPN" or rows.deps[name] == "flat:name":
            continue
        title = _title_before(rows, name, words)
        if title < 0 or rows.heads[name] == title:
            continue
        at = title
        for _ in range(_STEPS):
            at = rows.heads[at]
            if at == name or rows.heads[at] == at:
                break
        if at == name or rows.heads[name] == name or (rows.deps[name] in SUBJECTS and rows.deps[title] in SUBJECTS):
            continue
        rows.heads[name], rows.deps[name] = title, "appos"


def _title_before(rows: Rows, name: int, words: ParseWords) -> int:
    """The noun of the office that a name stands behind, with adjectives and places between; -1 where there is none."""
    for at in range(name - 1, max(-1, name - 1 - _TITLE_LENGTH), -1):
        if rows.lemmas[at].lower() in words.persons and rows.pos[at] == "NOUN":
            return at
        linked = rows.pos[at] in ("ADP", "DET") and at < name - 1
        if not (linked or rows.pos[at] == "ADJ" or rows.entities[at].endswith(("GPE", "ORG"))):
            return -1
    return -1


def _late_participles(rows: Rows, words: ParseWords) -> None:
    """A noun with the ending of a participle and an auxiliary right before it is a verb: "a téléphoné au roi"."""
    if not words.participles:
        return
    for noun in range(1, len(rows)):
        if rows.pos[noun] not in ("NOUN", "ADJ") or not rows.words[noun].endswith(words.participles):
            continue
        helper = noun - 1
        while helper > 0 and rows.pos[helper] == "ADV" and noun - helper < 4:
            helper -= 1
        if rows.heads[helper] != noun or rows.lemmas[helper] not in words.helpers:
            continue
        if rows.deps[helper] == "cop" and rows.lemmas[helper] in words.copulas:
            continue
        rows.pos[noun], rows.pos[helper], rows.deps[helper] = "VERB", "AUX", "aux:tense"
        rows.feats[noun] = "Tense=Past|VerbForm=Part"
        rows.lemmas[noun] = rows.words[noun].rstrip("es").removesuffix("é") + "er"
        if rows.deps[noun].startswith(("obl", "nmod")) and helper > 1 and rows.words[helper - 1] == ",":
            rows.deps[noun] = "parataxis"


def _misread_verbs(rows: Rows, words: ParseWords) -> None:
    """A finite verb whose form the tagger takes for an adjective or a noun is its sentence's verb if that has none.

    The noun that the parser took for the main word is its subject: "Nairobi dément que ...".
    """
    if not words.misread:
        return
    children: list[list[int]] | None = None
    for verb, word in enumerate(rows.words):
        lemma = words.misread.get(word.lower())
        verbal = rows.pos[verb] in ("VERB", "AUX") and rows.deps[verb] not in ("amod", "acl", "nmod", "appos", "dep")
        if lemma is None or verbal or not verb:
            continue
        children = children if children is not None else rows.children()
        if rows.heads[verb] == verb and any(rows.deps[child] in SUBJECTS for child in children[verb]):
            _make_finite(rows, verb, lemma)
            for child in children[verb]:
                if rows.deps[child] == "acl" and rows.has(child, "VerbForm=Inf"):
                    rows.deps[child] = "xcomp"
            continue
        main = verb
        for _ in range(_STEPS):
            if rows.heads[main] == main:
                break
            main = rows.heads[main]
        if rows.heads[main] != main or not main < verb or rows.pos[main] not in ("NOUN", "PROPN"):
            continue
        _make_finite(rows, verb, lemma)
        rows.heads[verb], rows.deps[verb] = verb, "root"
        rows.heads[main], rows.deps[main] = verb, "nsubj"
        for child in children[main]:
            if child > verb:
                rows.heads[child] = verb
                if rows.deps[child] in _LOOSE and rows.pos[child] in ("VERB", "AUX"):
                    rows.deps[child] = "ccomp"


def _openings(rows: Rows, words: ParseWords) -> None:
    """Where a phrase that opens a sentence is taken for its main word, the finite verb behind it is.

    A person's name that opens it is the first of those listed as the subject.
    """
    children = rows.children()
    for noun, below in enumerate(children):
        if rows.heads[noun] != noun or rows.pos[noun] not in ("NOUN", "PROPN"):
            continue
        brought_in = any(rows.deps[child] == "case" and child < noun for child in below)
        if not (brought_in or rows.entities[noun].endswith("PERSON") or rows.lemmas[noun].lower() in words.persons):
            continue
        if any(rows.deps[child] == "cop" or rows.deps[child] in SUBJECTS for child in below):
            continue
        verb = _main_verb(rows, noun, children, words)
        if verb is None:
            continue
        rows.heads[verb], rows.deps[verb] = verb, "root"
        rows.heads[noun], rows.deps[noun] = verb, "obl:mod"
        if not brought_in:
            second = next(child for child in children[verb] if rows.deps[child] in SUBJECTS)
            rows.deps[noun] = rows.deps[second]
            rows.heads[second], rows.deps[second] = noun, "conj"
        for child in below:
            if rows.deps[child] == "punct" and child > verb:
                rows.heads[child] = verb


def _main_verb(rows: Rows, noun: int, children: list[list[int]], words: ParseWords) -> int | None:
    """The finite verb with a subject of its own that hangs loosely from an opening phrase, directly or by one noun."""
    for inner in (noun, *children[noun]):
        for verb in children[inner]:
            if verb < noun or rows.deps[verb] not in _LOOSE or rows.pos[verb] not in ("VERB", "AUX"):
                continue
            below = children[verb]
            if not is_finite(rows, verb, below) or not any(rows.deps[child] in SUBJECTS for child in below):
                continue
            if not any(rows.deps[one] == "mark" or rows.words[one].lower() in words.relatives for one in below):
                return verb
    return None


def _compound_past(rows: Rows, words: ParseWords) -> None:
    """A past participle has an auxiliary and no copula: "sont convenus de se revoir"."""
    if not words.compound_past:
        return
    for token, label in enumerate(rows.deps):
        verb = rows.heads[token]
        if label == "cop" and rows.pos[verb] == "VERB" and rows.has(verb, "VerbForm=Part"):
            rows.deps[token], rows.pos[token] = "aux:tense", "AUX"


def _occasions(rows: Rows, words: ParseWords) -> None:
    """A noun that only joins to an occasion is part of its preposition: "au cours d'un entretien"."""
    if not words.joining:
        return
    children = rows.children()
    for noun, lemma in enumerate(rows.lemmas):
        if lemma not in words.joining or not rows.deps[noun].startswith("obl"):
            continue
        case = next((child for child in children[noun] if rows.deps[child] == "case" and child < noun), -1)
        owner = next((child for child in children[noun] if rows.deps[child] == "nmod" and child > noun), -1)
        if case < 0 or owner < 0:
            continue
        links = [child for child in children[owner] if rows.deps[child] == "case" and child < owner]
        if not links and not rows.has(owner, "Case=Gen"):
            continue
        rows.heads[owner], rows.deps[owner] = rows.heads[noun], rows.deps[noun]
        rows.heads[case], rows.deps[case] = owner, "case"
        for link in links:
            rows.heads[link], rows.deps[link] = noun, "dep"
        for child in children[noun]:
            if child > owner:
                rows.heads[child] = owner
        rows.heads[noun], rows.deps[noun] = case, "fixed"


def _listed_persons(rows: Rows, words: ParseWords) -> None:
    """A person is listed with a person, not with the country of the one before: "X, pour la France, et Y"."""
    for name, label in enumerate(rows.deps):
        place = rows.heads[name]
        if label != "conj" or not rows.entities[name].endswith("PERSON") or not rows.entities[place].endswith("GPE"):
            continue
        at = place
        for _ in range(3):
            at = rows.heads[at]
            if at < place and (rows.entities[at].endswith("PERSON") or rows.lemmas[at].lower() in words.persons):
                rows.heads[name] = at
                break


def _subjects_behind_places(rows: Rows) -> None:
    """A person in the nominative is no part of a place before it: "на саммите БРИКС, Си и Моди провели встречу"."""
    children, served = rows.children(), _heads_of(rows, *SUBJECTS)
    for name, label in enumerate(rows.deps):
        place = rows.heads[name]
        if (
            label not in ("conj", "appos")
            or not rows.entities[name].endswith("PERSON")
            or not rows.has(name, "Case=Nom")
        ):
            continue
        if rows.entities[place].endswith("PERSON") or rows.has(place, "Case=Nom") or place > name:
            continue
        verb = place
        for _ in range(_STEPS):
            if rows.pos[verb] == "VERB" or rows.heads[verb] == verb:
                break
            verb = rows.heads[verb]
        if rows.pos[verb] == "VERB" and verb > name and verb not in served:
            rows.heads[name], rows.deps[name] = verb, "nsubj"
            served.add(verb)
            for child in children[place]:
                if child > name and rows.deps[child] == "conj" and rows.entities[child].endswith("PERSON"):
                    rows.heads[child] = name


def _partners(rows: Rows, words: ParseWords) -> None:
    """Who takes part belongs to the noun before a day or a place: "la rencontre de mardi à Ankara entre X et Y"."""
    linking = words.companions | words.mutual
    for case, word in enumerate(rows.words):
        noun = rows.heads[case]
        if rows.deps[case] != "case" or word.lower() not in linking or rows.deps[noun] != "nmod":
            continue
        for _ in range(3):
            between = rows.heads[noun]
            above = rows.heads[between]
            circumstance = rows.entities[between].endswith("GPE") or rows.lemmas[between].lower() in words.circumstances
            if not circumstance or rows.deps[between] != "nmod" or not above < between < noun:
                break
            rows.heads[noun] = above


def _days_behind_places(rows: Rows, words: ParseWords) -> None:
    """When one goes somewhere belongs to the verb, not to the place: "se rendre en Éthiopie en septembre"."""
    for noun, label in enumerate(rows.deps):
        place = rows.heads[noun]
        if label != "nmod" or place > noun or rows.lemmas[noun].lower() not in words.circumstances:
            continue
        if rows.entities[place].endswith("GPE") and rows.deps[place].startswith("obl"):
            rows.heads[noun], rows.deps[noun] = rows.heads[place], "obl:mod"


def _headline_subjects(rows: Rows) -> None:
    """What stands behind a colon is a clause of its own: in "Jansen: talks are planned", "talks" is the subject."""
    served = _heads_of(rows, *SUBJECTS)
    nouns: dict[int, int] = {}
    for token, label in enumerate(rows.deps):
        head = rows.heads[token]
        if label != "parataxis":
            continue
        if rows.pos[token] == "NOUN" and rows.has(token, "Case=Nom"):
            nouns[head] = token
        elif rows.pos[token] == "VERB" and token not in served and head in nouns:
            noun = nouns.pop(head)
            rows.heads[noun] = token
            rows.deps[noun] = "nsubj:pass" if rows.has(token, "Voice=Pass") else "nsubj"


def _heads_of(rows: Rows, *labels: str) -> set[int]:
    """The tokens that govern one in any of the given relations."""
    return {head for head, label in zip(rows.heads, rows.deps, strict=True) if label in labels}


def _short_predicates(rows: Rows) -> None:
    """A short adjective with a subject and no copula is what its clause says: "намерен", "готов", "рад"."""
    children = rows.children()
    for token, below in enumerate(children):
        if rows.pos[token] != "ADJ" or not rows.has(token, "Variant=Short"):
            continue
        labels = {rows.deps[child] for child in below}
        if labels & SUBJECTS and "cop" not in labels:
            rows.pos[token] = "VERB"
            rows.feats[token] = "|".join(sorted([*rows.feats[token].split("|"), "Tense=Pres", "VerbForm=Fin"]))


def _objects_behind_places(rows: Rows) -> None:
    """Whom one meets stands behind where: "a reçu à Rabat son homologue", a noun with its article and no comma."""
    served, introduced = _heads_of(rows, "obj"), _heads_of(rows, "case")
    lefts = _left_edges(rows)
    for noun, label in enumerate(rows.deps):
        place = rows.heads[noun]
        verb = rows.heads[place]
        if label not in _UNDER_PLACE or place >= noun or verb >= place or rows.pos[verb] != "VERB":
            continue
        if rows.pos[noun] not in ("NOUN", "PROPN") or not rows.deps[place].startswith("obl"):
            continue
        first = lefts[noun]
        if rows.pos[first] != "DET" or not place < first or rows.pos[first - 1] == "PUNCT":
            continue
        if noun not in introduced and verb not in served:
            rows.heads[noun], rows.deps[noun] = verb, "obj"
            served.add(verb)


def _left_edges(rows: Rows) -> list[int]:
    """The first token of what hangs from each token."""
    found = list(range(len(rows)))
    for token in range(len(rows)):
        at = token
        for _ in range(_STEPS):
            at = rows.heads[at]
            if found[at] <= token:
                break
            found[at] = token
    return found


def _objects_of_infinitives(rows: Rows) -> None:
    """An infinitive has no subject of its own behind it: "dément avoir rencontré le président"."""
    for token, label in enumerate(rows.deps):
        verb = rows.heads[token]
        if label != "nsubj" or token < verb:
            continue
        forms = [verb, *(at for at in range(max(0, verb - 3), verb) if rows.heads[at] == verb)]
        is_bare = any(rows.has(form, "VerbForm=Inf") for form in forms)
        if is_bare and not any(rows.has(form, "VerbForm=Fin") for form in forms):
            rows.deps[token] = "obj"
