"""Claims that arithmetic can test: elapsed time, "since", ordinals, weekdays with dates, and durations."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from memcon.reading import claim_offices, claim_words, columns
from memcon.reading import times as expressions
from memcon.reading.syntax import children, governor, is_verbal, worded, words_of
from memcon.record import Claim, Document
from memcon.record.vocabulary import ActorKind, ClaimKind, ClaimModifier, Role, TimexMod, TimexType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from memcon.reading.cast import Cast
    from memcon.reading.claim_words import ClaimWords
    from memcon.reading.events import Told
    from memcon.reading.parse import Parsed
    from memcon.record import Contact, Time

_MODIFIERS = {
    TimexMod.MORE_THAN: ClaimModifier.MORE_THAN,
    TimexMod.EQUAL_OR_MORE: ClaimModifier.MORE_THAN,
    TimexMod.LESS_THAN: ClaimModifier.LESS_THAN,
    TimexMod.EQUAL_OR_LESS: ClaimModifier.LESS_THAN,
    TimexMod.APPROX: ClaimModifier.ABOUT,
}
_DATED = re.compile(r"\d{4}-\d\d-\d\d")
_CALENDAR_SPAN = re.compile(r"P(\d+|X)[DWMY]|P\d+D[EC]")
_CLAUSE_END = re.compile(r"[;:–—“”\"]")
_INSERTED = re.compile(r"[^,;:–—]{1,80},(?:\s[\w'’]+){2,5},[^,;:–—]*\Z")
_GAPS = frozenset({ClaimKind.ELAPSED, ClaimKind.SINCE})
_REACH = 140
"""Characters: the farthest that the word which opens a claim may stand before its duration."""
_NEAR = 60
"""Characters: the farthest that the date of "not since Lund in 2004 had ..." may stand behind "since"."""


def find(
    parsed: Parsed,
    durations: Mapping[str, Sequence[Time]],
    times: Sequence[Time],
    told: Sequence[Told],
    contacts: Sequence[Contact],
    language: str,
    cast: Cast | None = None,
) -> tuple[Claim, ...]:
    """Finds every checkable claim, in the order of the text, with the contact it speaks of; cast lends the offices."""
    words = claim_words.load(language)
    found = [
        *(
            _with_subject(one, parsed, words)
            for one in (*_elapsed(parsed, times, words), *_since(parsed, times, words))
        ),
        *_weekdays(times, words),
        *_ordinals(parsed, words),
        *_durations(contacts, durations),
        *(claim_offices.find(parsed, cast, times, language) if cast is not None else ()),
    ]
    about = _Subjects(parsed, told, contacts, words)
    counted = [
        claim
        for claim in found
        if claim.kind not in _GAPS or _counts_contacts(claim, parsed, cast, words) or about.are_counted_by(claim)
    ]
    kept = _outermost(counted)
    return tuple(
        replace(claim, id=f"k{number}", about=claim.about or about.of(claim))
        for number, claim in enumerate(kept, start=1)
    )


def _with_subject(claim: Claim, parsed: Parsed, words: ClaimWords) -> Claim:
    """A claim that opens with a negation, with the title of whom it denies it right before ("a king has not come")."""
    first = claim.span.exact.split(" ", 1)[0]
    opener = words.opener.match(claim.span.exact) or words.opener.search(first)
    if opener is None or first.lower() in words.ranks:
        return claim
    sentence = _sentence_at(parsed, claim.span.start)
    before = claim.span.start - sentence.start_char
    subject = words.titled_subject.search(sentence.text, max(0, before - _REACH), before)
    if subject is None:
        return claim
    return replace(claim, span=parsed.document.span(sentence.start_char + subject.start(), claim.span.end))


def _counts_contacts(claim: Claim, parsed: Parsed, cast: Cast | None, words: ClaimWords) -> bool:
    """Whether the sentence of a claim speaks of contacts at all ("their first frost since April" does not).

    A person who was somewhere is one who visited ("Keane was in Norland for the first time since 2011").
    """
    said, sentence = claim.span.exact, _sentence_at(parsed, claim.span.start)
    if _ranks_something_else(claim, parsed, words):
        return False
    if words.told_surely.search(said) or words.gone.search(said) or said.split()[0].lower() in words.last:
        return True
    if not words.contact_words.isdisjoint(columns.lemmas(parsed.doc)[sentence.start : sentence.end]):
        return True
    if words.told_by_phrase.search(sentence.text) or (words.told.search(said) and words.titled.search(said)):
        return True
    named = cast.within(sentence.start_char, sentence.end_char) if cast is not None else ()
    persons = (one for one in named if cast is not None and cast.actor(one.actors[0]).kind is ActorKind.PERSON)
    return any(persons) and bool(words.been.search(sentence.text))


def _ranks_something_else(claim: Claim, parsed: Parsed, words: ClaimWords) -> bool:
    """Whether what a claim calls the first is no contact, visitor or time ("the first treaty in ten years").

    A time is one of a contact only if the verb it belongs to tells of one ("was played for the first time in years").
    """
    opener = parsed.root_between(claim.span.start, claim.span.start + 1)
    if opener is None or opener.dep_ != "amod" or opener.lower_ not in words.ranks:
        return False
    noun = opener.head
    lemma = noun.lemma_.lower()
    if noun.idx >= claim.span.end or noun.pos_ == "PROPN":
        return False
    if lemma in words.turns:
        verb = governor(noun)
        return verb is not None and not _is_of_contact(verb, words)
    if lemma in words.contact_nouns or words.told.search(noun.text):
        return False
    return words.titled.fullmatch(noun.text) is None and noun.text.lower() not in words.persons


def _is_of_contact(verb: Token, words: ClaimWords) -> bool:
    """Whether a verb may tell of a contact: one of contact or going, or one that says only that something was so."""
    grammar, lemma = words_of(verb), verb.lemma_.lower()
    return (
        lemma in words.contact_lemmas
        or lemma in grammar.be
        or lemma in grammar.have
        or bool(words.told.search(verb.text))
    )


def _elapsed(parsed: Parsed, times: Sequence[Time], words: ClaimWords) -> Iterator[Claim]:
    """Time said to lie between contacts: "first ... in over three years", "a three-year silence", "weeks after"."""
    text = parsed.document.text
    for time in times:
        if time.type is not TimexType.DURATION or not time.value or not _CALENDAR_SPAN.match(time.value):
            continue
        sentence = _sentence_at(parsed, time.span.start)
        before = text[max(sentence.start_char, time.span.start - _REACH) : time.span.start]
        after = text[time.span.end : min(sentence.end_char, time.span.end + _REACH)]
        extent = _extent(before, after, words)
        if extent is None and (distance := words.distance.match(after)) and _measures_contact(parsed, time, words):
            extent = 0, distance.end()
        if extent is not None:
            span = parsed.document.span(time.span.start - extent[0], time.span.end + extent[1])
            yield Claim("", ClaimKind.ELAPSED, span, time.value, _modifier(time, before, words))


def _extent(before: str, after: str, words: ClaimWords) -> tuple[int, int] | None:
    """How many characters before and after a duration belong to the claim that it makes; None where it makes none."""
    brought_in = words.brought_in.search(before)
    if silence := words.silence_after.match(after):
        return 0, silence.end()
    if silence := words.silence_before.search(before):
        return len(before) - silence.start(), 0
    clause = _CLAUSE_END.split(before)[-1]
    if brought_in and (opener := _opener(clause[: len(clause) - len(before) + brought_in.start()], words)):
        return len(clause) - opener.start(), 0
    if brought_in and (denied := words.denied_after.match(after)) and (told := _told_in(after, denied.end(), words)):
        return 0, told
    if (inverted := words.denied_within.search(before)) and (told := _told_in(after, 0, words)):
        return len(before) - inverted.start(), told
    if (lacking := words.lacking.match(after)) and (told := _told_in(after, lacking.end(), words)):
        return 0, told
    if (spell := words.spell.search(before)) and (course := words.course.match(after)):
        denied = words.opener.search(after, course.start())
        if denied and (told := _told_in(after, denied.end(), words)):
            return len(before) - spell.start(), told
    since = words.since_clause.match(after) if words.counted_from.search(before) else None
    if since and (told := _told_in(after, since.end(), words)):
        return 0, told
    if (last := words.since_last.match(after)) and (told := _told_in(after, 0, words)):
        return 0, max(last.end(), told)
    return None


def _told_in(text: str, start: int, words: ClaimWords) -> int | None:
    """Where the first word that tells of a contact ends in the clause from a place on; None where there is none."""
    clause = _CLAUSE_END.split(text[start:], maxsplit=1)[0]
    told = words.told.search(text, start, start + len(clause))
    return _end_of_word(text, told.end()) if told else None


def _end_of_word(text: str, position: int) -> int:
    while position < len(text) and text[position].isalpha():
        position += 1
    return position


def _since(parsed: Parsed, times: Sequence[Time], words: ClaimWords) -> Iterator[Claim]:
    """Contacts said to be the first since, or the last at, a time: "first since May", "last met in October 2019"."""
    text = parsed.document.text
    for token in worded(parsed.doc, words.since | words.last):
        lower = token.lower_
        if lower in words.since:
            phrase_end = _inverted_end(token, times, words) or _phrase_end(token)
            if phrase_end is None:
                continue
            phrase_end = _with_date(phrase_end, times, text, words_of(token).dating)
            dated = _dated_in(times, token.idx, phrase_end)
            extent = _around_since(token, phrase_end, text, words)
            if extent is None or _is_no_point(times, token, phrase_end, dated):
                continue
            value = dated.value if dated and dated.value else text[token.idx + len(lower) : phrase_end].strip()
            yield Claim("", ClaimKind.SINCE, parsed.document.span(*extent), value)
        elif (told_of := _contact_head(token, words)) is not None:
            start, end = max(token.idx, told_of.idx), token.sent.end_char
            dated = _dated_in(times, start, end)
            if dated is not None and dated.value:
                yield Claim("", ClaimKind.SINCE, parsed.document.span(token.idx, dated.span.end), dated.value)
            elif (ago := _hedged_ago(times, start, end, words)) is not None:
                time, length = ago
                span = parsed.document.span(token.idx, time.span.end)
                yield Claim("", ClaimKind.ELAPSED, span, length.value or "", _stated(length))


def _hedged_ago(times: Sequence[Time], start: int, end: int, words: ClaimWords) -> tuple[Time, Time] | None:
    """The first "more than two years ago" of a stretch, with its length; a count without a hedge is a date."""
    for time in times:
        if start <= time.span.start < end and time.mod is not None and words.ago.search(time.span.exact):
            counted = expressions.find(Document(words.ago.sub("", time.span.exact).strip()), language=words.language)
            if len(counted) == 1 and counted[0].type is TimexType.DURATION and counted[0].value:
                return time, counted[0]
    return None


def _inverted_end(since: Token, times: Sequence[Time], words: ClaimWords) -> int | None:
    """Where the phrase of a "since" right behind a negation ends: at its date ("not since Lund in 2004 had ...")."""
    if since.i == since.sent.start or since.nbor(-1).lower_ not in words.negative:
        return None
    dated = _dated_in(times, since.idx, min(since.sent.end_char, since.idx + _NEAR))
    return dated.span.end if dated is not None else None


def _around_since(since: Token, phrase_end: int, text: str, words: ClaimWords) -> tuple[int, int] | None:
    """Where a claim with "since" starts and ends: a word before it opens the claim, or what follows denies a contact.

    "The first since May", "not met since May"; "since 2011 no minister had visited", "not since 1979 had they spoken".
    """
    before = _clause_before(text[max(since.sent.start_char, since.idx - _REACH) : since.idx])
    if opener := _opener(before, words):
        return since.idx - len(before) + opener.start(), phrase_end
    after = text[phrase_end : min(since.sent.end_char, phrase_end + _REACH)]
    inverted = words.denied_before.search(before)
    denied = words.denied_after.match(after)
    if not inverted and not denied:
        return None
    told = words.told.search(after, denied.end() if denied else 0)
    start = since.idx - len(before) + inverted.start() if inverted else since.idx
    return (start, phrase_end + _end_of_word(after, told.end())) if told else None


def _clause_before(text: str) -> str:
    """The clause at the end of a text, with what stands before a short insertion ("no one, it is said, had come")."""
    last = re.split(r"[,;:–—]", text)[-1]
    inserted = _INSERTED.search(text)
    return text[inserted.start() :] if inserted else last


def _weekdays(times: Sequence[Time], words: ClaimWords) -> Iterator[Claim]:
    """Weekdays told together with a calendar date."""
    for time in times:
        if not time.value or not _DATED.match(time.value) or not any(char.isdigit() for char in time.span.exact):
            continue
        named = [number for name, number in words.weekdays.items() if name in time.span.exact.lower()]
        if len(named) == 1:
            yield Claim("", ClaimKind.WEEKDAY, time.span, str(named[0]))


def _durations(contacts: Sequence[Contact], durations: Mapping[str, Sequence[Time]]) -> Iterator[Claim]:
    """Every duration that the text gives a contact."""
    for contact in contacts:
        for time in durations.get(contact.event, ()):
            yield Claim("", ClaimKind.DURATION, time.span, time.value or "", _stated(time), contact.id)


def _ordinals(parsed: Parsed, words: ClaimWords) -> Iterator[Claim]:
    """Contacts counted by an ordinal: "their third meeting this year"."""
    for token in worded(parsed.doc, words.ordinals):
        number = words.ordinals[token.lower_]
        if token.dep_ == "amod" and token.head.lemma_.lower() in words.contact_nouns:
            yield Claim("", ClaimKind.ORDINAL, parsed.cite(token.i, token.head.i), str(number))


class _Subjects:
    """Finds the contact that a claim speaks of."""

    def __init__(self, parsed: Parsed, told: Sequence[Told], contacts: Sequence[Contact], words: ClaimWords) -> None:
        by_event = {contact.event: contact for contact in contacts}
        self._parsed, self._words = parsed, words
        self._triggers = sorted(
            (
                (parsed.doc[telling.trigger].idx, by_event[each.event.id])
                for each in told
                if each.event.id in by_event
                for telling in each.tellings
            ),
            key=lambda trigger: trigger[0],
        )
        self._main = next((contact for contact in contacts if contact.role is Role.MAIN), None)
        self._told_by = {
            index
            for each in told
            if each.event.id in by_event
            for telling in each.tellings
            for index in (telling.trigger, telling.verb)
        }

    def are_counted_by(self, claim: Claim) -> bool:
        """Whether what a claim counts is what a verb of contact tells ("flew there for the first time in years")."""
        counted = self._parsed.root_of(claim.span)
        verb = governor(counted) if counted is not None and counted.lemma_.lower() in self._words.turns else None
        return verb is not None and verb.i in self._told_by

    def of(self, claim: Claim) -> str | None:
        """The contact told inside the claim, else the first of its sentence, else the news told before it in its
        paragraph, else the main one; None if unclear.

        Not one that the claim itself calls the last before ("years after their last meeting"), nor one that another
        clause behind the claim tells to explain it ("the first visit in ten years; he was last there in May").
        """
        sentence = _sentence_at(self._parsed, claim.span.start)
        elapsed = claim.kind is ClaimKind.ELAPSED
        ranked = claim.span.exact.split(" ", 1)[0].lower() in self._words.ranks
        before = self._parsed.document.text[sentence.start_char : claim.span.start]
        if ranked and self._words.behind_sequence.search(before):
            return None  # "a month after their first call in years"
        last = self._last_in(claim) if elapsed else None
        for start, end in ((claim.span.start, claim.span.end), (sentence.start_char, sentence.end_char)):
            first = bisect_left(self._triggers, start, key=lambda trigger: trigger[0])
            for at, contact in islice(self._triggers, first, None):
                if at >= end:
                    break
                if (last is None or at < last) and not (elapsed and self._explains(claim, at, contact)):
                    return contact.id
        near = self._news_before(claim) or self._main
        return near.id if near else None

    def _news_before(self, claim: Claim) -> Contact | None:
        """The contact of the news that a paragraph tells last before a claim."""
        paragraphs = self._parsed.document.paragraphs
        start = next((one.start for one in paragraphs if one.start <= claim.span.start < one.end), claim.span.start)
        first, end = (bisect_left(self._triggers, at, key=lambda told: told[0]) for at in (start, claim.span.start))
        told = (contact for _, contact in reversed(self._triggers[first:end]))
        return next((contact for contact in told if contact.role is Role.MAIN), None)

    def _last_in(self, claim: Claim) -> int | None:
        """Where a claim names the last contact, as an offset; None where it does not."""
        match = self._words.last_one.search(claim.span.exact)
        if match is None and self._words.opener.match(claim.span.exact) is None:
            match = self._words.since_clause.search(claim.span.exact)  # "three years since they met"
        return claim.span.start + match.start() if match else None

    def _explains(self, claim: Claim, at: int, contact: Contact) -> bool:
        """Whether a contact that is no news is told behind a claim, in another clause of its sentence."""
        between = self._parsed.document.text[claim.span.end : max(at, claim.span.end)]
        return contact.role is Role.BACKGROUND and _CLAUSE_END.search(between) is not None


def _opener(before: str, words: ClaimWords) -> re.Match[str] | None:
    """The last word that opens a claim; a bare negation opens one only where the words after it tell of a contact."""
    last = None
    for match in words.opener.finditer(before):
        last = match
    if last is None or last[last.lastindex or 0].lower() not in words.negative:
        return last
    if words.told.search(before, last.end()) or words.gone.search(before, last.end()):
        return last
    made = words.made.match(before, last.end())
    subjects = list(words.told.finditer(before, 0, last.start())) if made else []
    return subjects[-1] if subjects else None


def _modifier(time: Time, before: str, words: ClaimWords) -> ClaimModifier:
    near = before[-25:].rsplit(",", 1)[-1] + time.span.exact
    for pattern, modifier in words.hedges:
        if pattern.search(near):
            return modifier
    return _stated(time)


def _stated(time: Time) -> ClaimModifier:
    """The modifier that the expression itself carries."""
    return _MODIFIERS.get(time.mod, ClaimModifier.EXACT) if time.mod else ClaimModifier.EXACT


def _sentence_at(parsed: Parsed, offset: int) -> Sentence:
    token = parsed.root_between(offset, offset + 1)
    assert token is not None
    return token.sent


def _phrase_end(since: Token) -> int | None:
    """Where a "since" phrase or clause ends; None for a "since" that gives a reason or stands alone."""
    if since.dep_ == "prep":
        last = since.right_edge
    elif since.dep_ == "mark" and since.head.right_edge.i - since.i < 30:
        last = since.head.right_edge
    else:
        return None
    comma = next((token for token in since.doc[since.i + 1 : last.i] if token.text in (",", ";", ":", "–", "—")), None)
    last = comma.nbor(-1) if comma is not None else last
    while last.i > since.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return last.idx + len(last.text) if last.i > since.i else None


def _is_no_point(times: Sequence[Time], since: Token, end: int, dated: Time | None) -> bool:
    """Whether a phrase is no "since" at all: a length of time ("depuis trois ans"), or whom one was with.

    A word that means both "since" and "with" means the first before a date ("с сентября", "с Орловым в сентябре").
    """
    if since.lower_ in words_of(since).company:
        brought_in = [noun for noun in children(since, "pobj") if dated is not None]
        return not any(dated.span.start <= noun.idx < dated.span.end for noun in brought_in if dated is not None)
    if dated is not None:
        return False
    lengths = (time for time in times if time.type is TimexType.DURATION)
    return any(since.idx < time.span.start < end for time in lengths)


def _with_date(end: int, times: Sequence[Time], text: str, dating: frozenset[str]) -> int:
    """The end of a "since" phrase with the date that stands right behind it ("since her predecessor in 2008")."""
    time = _dated_in(times, end + 1, end + 5)
    return time.span.end if time is not None and text[end : time.span.start].strip() in dating else end


def _contact_head(last: Token, words: ClaimWords) -> Token | None:
    """The contact word that "last" qualifies ("last met", "their last communication"), or who "was last to visit"."""
    head = last.head
    if last.dep_ in ("advmod", "amod") and head.lemma_.lower() in words.contact_lemmas:
        return head
    following = last.doc[last.i + 1] if last.i + 1 < last.sent.end else None
    if following is not None and is_verbal(following):
        lemma = following.lemma_.lower()
        if lemma in words.contact_verbs or any((lemma, c.lemma_.lower()) in words.phrases for c in following.children):
            return following
    if last.dep_ != "amod":
        return None
    if head.lemma_.lower() in words.turns:
        verb = governor(head)
        occasion = (*children(head, "relcl", "acl", "ccomp"), *((verb,) if verb is not None else ()))
        return next((one for one in occasion if one.lemma_.lower() in words.contact_verbs), None)
    doing = (one for one in children(head, "relcl", "acl") if one.lemma_.lower() in words.contact_lemmas)
    abroad = any(prep.lower_ in words_of(prep).visited for prep in children(head, "prep"))
    return next(doing, head if abroad and head.dep_ == "nsubj" and is_verbal(head.head) else None)


def _dated_in(times: Sequence[Time], start: int, end: int) -> Time | None:
    first = bisect_left(times, start, key=lambda time: time.span.start)
    inside = takewhile(lambda time: time.span.start < end, islice(times, first, None))
    return next((time for time in inside if time.earliest and time.type is not TimexType.SET), None)


def _measures_contact(parsed: Parsed, time: Time, words: ClaimWords) -> bool:
    """Whether a contact is the subject of the verb that "N weeks after" belongs to ("the call came weeks after").

    With another subject the words only date what is told ("days after the vote, he met her") and measure no gap.
    """
    token = time_token = parsed.root_of(time.span)
    if token is None or time_token is None:
        return False
    for _ in range(6):
        if is_verbal(token) and any(child.dep_ == "mark" and child.i > time_token.i for child in token.children):
            token = token.head
        if is_verbal(token):
            break
        token = token.head
    return any(child.lemma_.lower() in words.contact_nouns for child in children(token, "nsubj", "nsubjpass"))


def _outermost(claims: Sequence[Claim]) -> list[Claim]:
    """Leaves out a claim that lies inside another of its kind, and an ordinal inside any other."""
    kept: list[Claim] = []
    reach: dict[ClaimKind, int] = {}
    for claim in sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end)):
        others = reach.values() if claim.kind is ClaimKind.ORDINAL else [reach.get(claim.kind, 0)]
        if all(claim.span.end > other for other in others):
            kept.append(claim)
        reach[claim.kind] = max(reach.get(claim.kind, 0), claim.span.end)
    return kept
