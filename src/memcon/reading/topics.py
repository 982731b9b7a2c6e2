"""What a contact was about: the noun phrases its tellings discuss, under normalised labels."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from memcon.knowledge import lexicon as lexicons
from memcon.reading.parties import all_parties
from memcon.reading.syntax import children, climb, is_verbal, prepositional, subjects, words_of
from memcon.record import Topic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from memcon.reading.cast import Cast
    from memcon.reading.parse import Parsed
    from memcon.reading.telling import Telling

_FOLLOWING = 120
"""Tokens after a contact's sentence in which its parties may be said to discuss something."""

_LONGEST_LABEL = 6
"""Words: a longer phrase that matches no label is no topic one could search for."""


def find(
    group: Sequence[Telling], all_triggers: Collection[int], parsed: Parsed, cast: Cast, language: str
) -> tuple[Topic, ...]:
    """The topics of one contact, each label once, in the order of the text.

    all_triggers are the token indices of all tellings of contacts: what is discussed after another one is that one's.
    """
    participants = {party.actor for telling in group for party in telling.parties}
    others = {index for index in all_triggers if index not in {telling.trigger for telling in group}}
    found: dict[str, Topic] = {}
    for telling in group:
        trigger, verb = parsed.doc[telling.trigger], parsed.doc[telling.verb]
        following = _following(trigger, parsed, others)
        for noun in _discussed(trigger, verb, following, participants, cast, language):
            for leaf in _leaves(noun, language):
                label = _label(leaf, language)
                if label and not _names_participant(leaf, participants, cast):
                    span = parsed.cite(leaf.left_edge.i, max(leaf.i, _right(leaf)))
                    found.setdefault(label, Topic(label, span))
    return tuple(sorted(found.values(), key=lambda topic: topic.span.start))


def _discussed(
    trigger: Token, verb: Token, following: Sequence[Token], participants: set[str], cast: Cast, language: str
) -> Iterator[Token]:
    """The nouns said to be discussed: "talks on X", "discussed X", "met to discuss X", "the call covered X"."""
    words = lexicons.contacts(language).words
    about = words["about"]
    for owner in {trigger.i: trigger, verb.i: verb}.values():
        for prep in children(owner, "prep"):
            if prep.lower_ in about:
                yield from (noun for noun in children(prep, "pobj") if not _is_means(noun, words))
    for token in (*trigger.sent, *following):
        lemma = token.lemma_.lower()
        views = [noun for noun in children(token, "dobj") if noun.lemma_.lower() in words["views"]]
        tells = lemma in words["discuss"] or bool(views) or _focuses(token, words["focus"])
        if not is_verbal(token) or not tells:
            continue
        linked = any(above.i in (trigger.i, verb.i) for above in climb(token))
        by_contact = any(subject.i == trigger.i for subject in subjects(token))
        makers = {party.actor for party in all_parties(subjects(token), cast)} & participants
        if linked or by_contact or len(makers) > (token.sent != trigger.sent):
            if views:
                yield from prepositional(token, about)
                yield from (noun for view in views for noun in prepositional(view, about))
                continue
            yield from children(token, "dobj", "nsubjpass")
            for prep in children(token, "prep"):
                if lemma in words["focus"] and prep.lower_ in words_of(prep).focusing:
                    yield from children(prep, "pobj")


def _is_means(noun: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a noun is a means of contact ("over the phone", "on a video link"), which is no topic."""
    named = {noun.lower_, *(one.lower_ for one in children(noun, "compound", "amod"))}
    return bool(named & (words["phone"] | words["video"]))


def _following(trigger: Token, parsed: Parsed, others: Collection[int]) -> list[Token]:
    """The tokens after a trigger's sentence, to the end of its paragraph or to the next contact."""
    doc = trigger.doc
    paragraph = parsed.paragraph_at(trigger.idx)
    end = parsed.document.paragraphs[paragraph].end if paragraph >= 0 else 0
    found = []
    for token in doc[trigger.sent.end : trigger.sent.end + _FOLLOWING]:
        if token.idx >= end or token.i in others:
            break
        found.append(token)
    return found


def _focuses(token: Token, focus: frozenset[str]) -> bool:
    return token.lemma_.lower() in focus and any(child.dep_ == "prep" for child in token.children)


def _leaves(noun: Token, language: str) -> Iterator[Token]:
    """The nouns that name topics: coordinated ones apart, shells such as "the issue of X" opened."""
    shells, specifying = _table(language)[1], words_of(noun).specifying
    queue, seen = [noun], set[int]()
    while queue and len(seen) < 40:
        current = queue.pop(0)
        if current.i in seen:
            continue
        seen.add(current.i)
        queue.extend(children(current, "conj", "appos"))
        inner = [
            target
            for prep in children(current, "prep", "acl")
            if prep.lower_ in specifying
            for target in children(prep, "pobj", "dobj")
        ]
        if current.lemma_.lower() in shells and inner and not _label_of(current, language):
            queue.extend(inner)
        else:
            yield current


def _label(noun: Token, language: str) -> str | None:
    known = _label_of(noun, language)
    if known is not None:
        return known
    _, shells, empty = _table(language)
    lemma = noun.lemma_.lower()
    if (
        noun.pos_ == "PRON"
        or lemma in empty
        or lemma in shells
        or noun.ent_type_ in ("DATE", "TIME", "PERSON")
        or noun.like_num
    ):
        return None
    unstressed = words_of(noun).unstressed
    words = [word for word in _phrase(noun).split() if word not in unstressed]
    return " ".join(words) if 0 < len(words) <= _LONGEST_LABEL else None


def _phrase(noun: Token) -> str:
    """The words of a noun phrase to the end of its "of" and "in" phrases, in lower case."""
    doc = noun.doc
    return doc[noun.left_edge.i : max(noun.i, _right(noun)) + 1].text.lower()


def _right(noun: Token) -> int:
    """The last token of a noun's prepositional phrases, relative clauses and coordinated nouns left out."""
    last = noun.i
    for prep in children(noun, "prep"):
        if prep.lower_ in words_of(prep).narrowing:
            for target in children(prep, "pobj"):
                if target.right_edge.i - noun.i <= 8:
                    last = max(last, target.i, *(child.i for child in children(target, "conj")), target.i)
    return last


def _label_of(noun: Token, language: str) -> str | None:
    """The label whose longest name occurs in a noun's phrase as whole words."""
    padded = f" {''.join(char if char.isalnum() or char in '-’' + chr(39) else ' ' for char in _phrase(noun))} "
    names, endings = _table(language)[0], ("", *words_of(noun).possessive_endings)
    matches = [name for name in names if name in padded and any(f" {name}{ending} " in padded for ending in endings)]
    return names[max(matches, key=len)] if matches else None


def _names_participant(noun: Token, participants: set[str], cast: Cast) -> bool:
    reference = cast.at(noun.idx)
    return reference is not None and bool(participants & set(reference.actors))


@lru_cache(maxsize=4)
def _table(language: str) -> tuple[Mapping[str, str], frozenset[str], frozenset[str]]:
    data = lexicons.load_table(language, "topics")
    names = {name: label for label, keys in data["labels"].items() for name in keys}
    return names, frozenset(data["shells"]["nouns"]), frozenset(data["shells"]["empty"])
