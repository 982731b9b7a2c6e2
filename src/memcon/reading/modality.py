"""How a verb is told: as done, to come, merely thought or asked for, or not done (after Karttunen's implicatives)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memcon.reading.syntax import (
    children,
    has_feature,
    is_finite_past,
    is_finite_present,
    is_infinitive,
    is_none,
    is_present_participle,
    is_under_way,
    is_verbal,
    words_of,
)
from memcon.record.vocabulary import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon

_STEPS = 8
_SUBJECTS = frozenset({"nsubj", "csubj"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})


def modality(verb: Token, lexicon: ContactLexicon) -> Modality:
    """How a verb is told, by its own auxiliaries and by what governs it.

    An infinitive counts as done only under a verb that implies it ("managed to"); a gerund counts as its governor
    does, unless a preposition such as "without" or a noun such as "prospect" takes it out of fact.
    """
    current = verb
    for _ in range(_STEPS):
        own = _own(current, lexicon)
        if own is not None:
            return own
        head = current.head
        if head == current:
            break
        if is_infinitive(current) and current.dep_ != "pcomp":
            told = _of_infinitive(current, head, lexicon)
            if told is not None:
                return told
            current = head
        elif current.dep_ == "pcomp":
            out_of_fact = _of_preposition(head, lexicon)
            if out_of_fact is not None:
                return out_of_fact
            current = head.head
        elif _is_wished(current, head, lexicon):
            return Modality.HYPOTHETICAL
        elif current.dep_ in ("conj", "xcomp") and not any(child.dep_ in _SUBJECTS for child in current.children):
            current = head
        else:
            return _of_that_clause(current, head, lexicon) or Modality.ASSERTED
        if not is_verbal(current):
            break
    return Modality.ASSERTED


def was_to_have(verb: Token, lexicon: ContactLexicon) -> bool:
    """Whether a verb tells of a plan that came to nothing ("was to have met", "was due to have met").

    English puts the infinitive of a plan into the perfect only where it was not carried out.
    """
    grammar, head = words_of(verb), verb.head
    perfect = any(child.lemma_ in grammar.have for child in children(verb, "aux"))
    planned = head.head if head.lemma_.lower() in lexicon.words["planning"] else head
    if not perfect or not is_infinitive(verb) or not is_verbal(planned):
        return False
    return planned.lemma_.lower() in grammar.be and is_finite_past(planned)


def of_noun(noun: Token, lexicon: ContactLexicon) -> Modality | None:
    """What a noun makes of the infinitive or gerund that it governs; None where it leaves it open.

    No plan to do a thing ("there are no plans for her to meet him") is no plan of it.
    """
    lemma = noun.lemma_.lower()
    if lemma in lexicon.words["planning_nouns"]:
        return Modality.NEGATED if is_none(noun) else Modality.FUTURE
    return Modality.HYPOTHETICAL if lemma in lexicon.words["wishing_nouns"] else None


def _own(verb: Token, lexicon: ContactLexicon) -> Modality | None:
    """What a verb's own negations, auxiliaries and conjunctions make of it; None where they leave it open."""
    words, grammar = lexicon.words, words_of(verb)
    opening = verb.left_edge
    if opening.head == verb and opening.lower_ in words["nobody"]:
        return Modality.NEGATED
    inflected = _inflected(verb)
    if _opens_with_auxiliary(verb):
        return Modality.HYPOTHETICAL
    if any(is_over(child, lexicon) for child in verb.children):
        return Modality.NEGATED
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in _ARGUMENTS and _is_none(child, lexicon)):
            return Modality.NEGATED
        if child.dep_ == "aux":
            if child.lower_ in words["will"]:
                return Modality.NEGATED if _is_negated(verb) else Modality.FUTURE
            if child.lower_ in grammar.would:
                past = any(other.lower_ in grammar.having for other in children(verb, "aux"))
                return Modality.FUTURE if _is_reported(verb) and not past else Modality.HYPOTHETICAL
            if child.lower_ in words["may"]:
                return Modality.HYPOTHETICAL
        if child.dep_ == "mark" and child.lower_ in words["conditions"]:
            return Modality.HYPOTHETICAL
        if child.dep_ == "advmod" and child.lower_ in words["almost"]:
            return Modality.HYPOTHETICAL
    return inflected


def _is_reported(verb: Token) -> bool:
    """Whether a verb's clause is what someone says, itself or with the one before ("said he met her and ...")."""
    first = verb.head if verb.dep_ == "conj" else verb
    return first.dep_ == "ccomp"


def _inflected(verb: Token) -> Modality | None:
    """What the endings of a verb and of its auxiliaries say: the future and the conditional of other languages.

    A plain conditional in a reported clause is a future seen from the past ("a dit qu'il recevrait").
    """
    forms = (verb, *children(verb, "aux", "auxpass"))
    if any(has_feature(form, "Mood", "Cnd") for form in forms):
        future = has_feature(verb, "Mood", "Cnd") and verb.dep_ == "ccomp"
        return Modality.FUTURE if future else Modality.HYPOTHETICAL
    return Modality.FUTURE if any(has_feature(form, "Tense", "Fut") for form in forms) else None


def _of_that_clause(verb: Token, head: Token, lexicon: ContactLexicon) -> Modality | None:
    """What governs a finite clause makes of it: "rumours that", "no evidence that" and "it is untrue that" doubt it."""
    words = lexicon.words
    if verb.dep_ in ("acl", "relcl") and (any(children(verb, "mark")) or _is_content(verb)):
        doubted = head.lemma_.lower() in words["rumour"] or is_none(head)
        return Modality.HYPOTHETICAL if doubted else None
    inverted = verb.dep_ == "ccomp" and head.lemma_ in words_of(head).have and not any(children(head, *_SUBJECTS))
    if inverted and any(map(_is_negated, (head, *children(head, "prep", "mark")))):  # "not since May had they met"
        return Modality.NEGATED
    if verb.dep_ == "ccomp" and head.lemma_.lower() in words["confirming"] and _is_negated(head):
        return Modality.HYPOTHETICAL
    if verb.dep_ in ("ccomp", "csubj") and head.lemma_ in words_of(head).be:
        untrue = any(one.lemma_.lower() in words["untrue"] for one in children(head, "acomp"))
        return Modality.HYPOTHETICAL if untrue or _is_negated(head) else None
    return None


def _is_content(clause: Token) -> bool:
    """Whether what is parsed as a relative clause is a noun's content: it has a subject and objects of its own."""
    own = [child for child in children(clause, *_ARGUMENTS) if child.lower_ not in words_of(clause).relative]
    return len({child.dep_ for child in own}) > 1


def _opens_with_auxiliary(verb: Token) -> bool:
    """Whether a clause begins with an auxiliary before its subject: a question or a condition ("Had she met him")."""
    opening = verb.left_edge
    if opening.dep_ not in ("aux", "auxpass") or opening.head != verb:
        return False
    return any(opening.i < child.i < verb.i for child in children(verb, *_SUBJECTS, "nsubjpass"))


def _is_none(noun: Token, lexicon: ContactLexicon) -> bool:
    """Whether a noun phrase is a negation ("no minister", "nobody", "neither Keane nor Lund")."""
    nobody = lexicon.words["nobody"]
    none = nobody | words_of(noun).none
    return noun.lower_ in nobody or any(child.lower_ in none for child in children(noun, "det", "preconj"))


def is_over(adverb: Token, lexicon: ContactLexicon) -> bool:
    """Whether an adverb ends what was planned ("no longer")."""
    over = adverb.lower_ in lexicon.words["longer"]
    return over and any(one.lower_ in words_of(adverb).none for one in adverb.children)


def _is_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _is_wished(verb: Token, head: Token, lexicon: ContactLexicon) -> bool:
    """Whether a gerund or a subjunctive is what its governor wishes ("considered meeting", "urged that they meet")."""
    subjunctive = verb.dep_ == "ccomp" and (has_feature(verb, "VerbForm", "Inf") or _is_unmarked_present(verb))
    return (verb.dep_ == "xcomp" or subjunctive) and _wishes(head, lexicon)


def _is_unmarked_present(verb: Token) -> bool:
    """Whether a verb stands in the present tense without the ending of the third person ("that they meet")."""
    return is_finite_present(verb) and not has_feature(verb, "Person", "3")


def _wishes(verb: Token, lexicon: ContactLexicon) -> bool:
    return verb.lemma_.lower() in lexicon.words["wishing"] | lexicon.words["deny"]


def _of_preposition(preposition: Token, lexicon: ContactLexicon) -> Modality | None:
    """What a preposition makes of its gerund; None where the gerund is as true as what it belongs to."""
    words = lexicon.words
    governor = preposition.head
    if governor == preposition:
        return None
    if preposition.lower_ in words["excluding"] or any(c.lower_ in words["excluding"] for c in preposition.children):
        return Modality.NEGATED
    if not is_verbal(governor):
        return of_noun(governor, lexicon) or Modality.HYPOTHETICAL
    if preposition.lower_ in words["unreal"] or _wishes(governor, lexicon):
        return Modality.HYPOTHETICAL
    return None


def _of_infinitive(verb: Token, head: Token, lexicon: ContactLexicon) -> Modality | None:
    """What governs an infinitive makes of it; None where it is as true as what governs it."""
    words, grammar = lexicon.words, words_of(verb)
    lemma = head.lemma_.lower()
    if head.pos_ == "NOUN" and of_noun(head, lexicon) is Modality.NEGATED:
        return Modality.NEGATED
    if _is_negated(head) or (lemma in grammar.have and any(child.lower_ in grammar.yet for child in head.children)):
        return Modality.NEGATED
    goes = lemma in words["motion"]
    sent = goes and lemma not in grammar.go and verb.dep_ == "xcomp" and is_verbal(head)
    if goes and (sent or verb.dep_ == "advcl" or is_finite_present(head)):
        return Modality.FUTURE if is_under_way(head) or is_finite_present(head) else None
    if verb.dep_ == "advcl" and is_verbal(head):
        return None
    perfect = any(child.lemma_ in grammar.have for child in children(verb, "aux"))
    if was_to_have(verb, lexicon):
        return Modality.HYPOTHETICAL
    if perfect and lemma not in words["wishing"]:
        return Modality.ASSERTED
    if any(_is_ranked(child, lexicon) for child in children(head, "attr") if child.i < verb.i):
        return None
    if lemma in grammar.be:
        complements = {child.lemma_.lower() for child in children(head, "acomp", "attr", "oprd")}
        return Modality.HYPOTHETICAL if complements & words["wishing"] else Modality.FUTURE
    going = lemma in grammar.go and is_present_participle(head)
    if lemma in words["planning"] or (going and any(child.lemma_ in grammar.be for child in children(head, "aux"))):
        return Modality.FUTURE
    if head.pos_ in ("NOUN", "PROPN"):
        if _is_ranked(head, lexicon):
            equated = modality(head.head, lexicon) if head.dep_ == "attr" else Modality.ASSERTED
            return Modality.ASSERTED if equated is Modality.NEGATED else equated
        return of_noun(head, lexicon) or Modality.HYPOTHETICAL
    return None if lemma in words["implying"] else Modality.HYPOTHETICAL


def _is_ranked(noun: Token, lexicon: ContactLexicon) -> bool:
    """Whether a noun is one of a row of those who did a thing: "the first to come", "the last president to come"."""
    ranking = lexicon.words["ranking"]
    return noun.lower_ in ranking or any(child.lower_ in ranking for child in noun.children)
