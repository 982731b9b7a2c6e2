"""Contacts told only as what another is counted from ("the first visit since Lund in 2008", "the latest in May")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from memcon.reading.contact_parts import persons
from memcon.reading.parties import all_parties
from memcon.reading.syntax import children, is_verbal, words_of
from memcon.record.vocabulary import ContactStatus, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import ContactLexicon
    from memcon.reading.anchors import Anchors
    from memcon.reading.cast import Cast
    from memcon.reading.parties import Party
    from memcon.reading.telling import ContactTelling, Telling

_REACH = 25
"""Tokens after a noun of several contacts in which the latest of them may be told."""

_OCCASIONS = frozenset({"meeting", "talk", "call"})
"""Kinds of contact nouns at which people meet."""

_NEAR = 4
"""Tokens after a name in which its date may stand ("since Lund, who in 2008 ...")."""


def predecessors(token: Token, cast: Cast, lexicon: ContactLexicon) -> Iterator[tuple[Token, list[Party]]]:
    """Those who did what nobody did "since Lund in 2008", or what is the first "since Lund", each with their "since".

    The sentence must count, by a ranking word or a negation before "since": else a name behind it is no predecessor.
    """
    words, counting = words_of(token), lexicon.words["ranking"] | lexicon.words["nobody"]
    governors = [token, token.head] if is_verbal(token.head) or token.head.dep_ == "attr" else [token]
    for since in (child for governor in governors for child in children(governor, "prep")):
        if since.lower_ not in words.since - words.company:
            continue
        before = token.doc[token.sent.start : since.i]
        named = persons(all_parties(children(since, "pobj"), cast), cast)
        if named and any(one.lower_ in counting | words.none or one.dep_ == "neg" for one in before):
            yield since, named


def occasions(told: Telling, verb: Token, anchors: Anchors, lexicon: ContactLexicon) -> Iterator[Telling]:
    """The dated occasion since which someone has not met another: they met there ("not met since talks in May")."""
    if told.contact is None or told.modality is not Modality.NEGATED:
        return
    for since in children(verb, "prep"):
        if since.lower_ not in words_of(verb).since - words_of(verb).company:
            continue
        for noun in children(since, "pobj"):
            entry = lexicon.nouns.get(noun.lemma_.lower())
            when = anchors.between(since.i, since.right_edge.i)
            if entry is None or entry.kind not in _OCCASIONS or when is None:
                continue
            contact = replace(_held(told.contact), kind=entry.kind, channel=entry.channel)
            yield replace(
                told, trigger=since.i, verb=since.i, when=when, place=anchors.place(noun, None),
                modality=Modality.ASSERTED, is_earlier=True, contact=contact,
            )  # fmt: skip


def precedent(told: Telling, since: Token, named: list[Party], anchors: Anchors) -> Telling | None:
    """A telling made with a predecessor as its doer, as the contact that took place then."""
    if told.contact is None:
        return None
    last = named[-1].reference
    end = max(since.right_edge.i, last.token)
    when = anchors.between(since.i, min(end + _NEAR, since.sent.end - 1))
    return replace(
        told, trigger=since.i, verb=since.i, when=when, place=None, modality=Modality.ASSERTED, is_earlier=True,
        contact=_held(told.contact),
    )  # fmt: skip


def latest(noun: Token, told: Telling, anchors: Anchors, lexicon: ContactLexicon) -> Telling | None:
    """The last of several contacts, where the sentence goes on to date it ("short encounters, the latest in May")."""
    if told.contact is None or not told.contact.several:
        return None
    end = min(noun.i + _REACH, noun.sent.end)
    for word in noun.doc[noun.i + 1 : end]:
        if is_verbal(word):
            return None
        if word.lower_ in lexicon.words["latest"]:
            when = anchors.between(word.i, end - 1)
            return replace(told, trigger=word.i, when=when, place=None, contact=_held(told.contact)) if when else None
    return None


def _held(contact: ContactTelling) -> ContactTelling:
    return replace(contact, status=ContactStatus.HELD, several=False, takes_up=False, initiator=None)
