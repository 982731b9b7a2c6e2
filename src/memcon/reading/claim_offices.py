"""Claims of office: "then prime minister Lund", "former president Keane", "Berg, who became chancellor in 2021"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from memcon.knowledge import lexicon as lexicons
from memcon.reading.parties import all_parties
from memcon.reading.syntax import children, subjects, with_lemma
from memcon.record import Claim
from memcon.record.vocabulary import ActorKind, ClaimKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from memcon.knowledge.lexicon import CheckWords
    from memcon.reading.cast import Cast, Reference
    from memcon.reading.parse import Parsed
    from memcon.record import Time

_NEAR = 3
"""Characters at most between a title and the name that it belongs to: a space, a comma."""

_LONGEST = 8
"""Words that a title holds at most."""

_WORD = re.compile(r"\w+")


def find(parsed: Parsed, cast: Cast, times: Sequence[Time], language: str) -> Iterator[Claim]:
    """Every claim that someone held an office then, held it formerly, or came into it on a stated date.

    A claim's value is the title as the text has it, in lower case; its span holds the words that tell when, and the
    title; the person is whom a mention within the span names.
    """
    words = lexicons.check_words(language)
    for reference in cast.references:
        title = _title_in(parsed.document.text[reference.start : reference.end], words)
        if reference.form is not MentionForm.TITLE or len(reference.actors) != 1 or title is None:
            continue
        if cast.actor(reference.actors[0]).kind is ActorKind.PERSON:
            start, end = _with_name(reference, cast)
            yield Claim("", ClaimKind.OFFICE, parsed.document.span(start, end), title)
    for token in with_lemma(parsed.doc, words.becoming):
        yield from _became(token, parsed, cast, times, words)


def _title_in(text: str, words: CheckWords) -> str | None:
    """The title in a phrase that opens with "then", "former" or the like; None in any other."""
    said = _WORD.findall(text.lower())
    if not said or said[0] not in words.then | words.former:
        return None
    return _longest_title(said[1:], words)


def _longest_title(said: Sequence[str], words: CheckWords) -> str | None:
    """The first title in a few words, and there the longest: "prime minister of X" holds one, not "minister"."""
    for first in range(min(len(said), _LONGEST)):
        for last in range(min(len(said), first + _LONGEST), first, -1):
            if (title := " ".join(said[first:last])) in words.roles:
                return title
    return None


def _with_name(title: Reference, cast: Cast) -> tuple[int, int]:
    """The extent of a title together with the name of its holder right after or before it."""
    start, end = title.start, title.end
    for other in cast.within(max(0, start - 60), end + _NEAR + 1):
        if other.form is MentionForm.NAME and other.actors == title.actors:
            if 0 <= other.start - end <= _NEAR:
                return start, other.end
            if 0 <= start - other.end <= _NEAR:
                start = other.start
    return start, end


def _became(verb: Token, parsed: Parsed, cast: Cast, times: Sequence[Time], words: CheckWords) -> Iterator[Claim]:
    """The office that someone came into on a date that stands in the verb's own phrase."""
    people = all_parties(subjects(verb), cast)
    noun = next(children(verb, "attr", "oprd", "dobj", "acomp"), None)
    if len(people) != 1 or noun is None or cast.actor(people[0].actor).kind is not ActorKind.PERSON:
        return
    said = _WORD.findall(parsed.doc[noun.left_edge.i : noun.i + 1].text.lower())
    title = _longest_title(said[-_LONGEST:], words)
    last = verb.right_edge
    end = last.idx + len(last.text)
    dated = [time for time in times if noun.idx < time.span.start < end and time.earliest and time.latest]
    if title is not None and dated:
        start = min(people[0].reference.start, verb.idx)
        span = parsed.document.span(start if verb.idx - start < 60 else verb.idx, dated[0].span.end)
        yield Claim("", ClaimKind.OFFICE, span, title)
