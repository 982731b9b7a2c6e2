"""The name that stands beside a title: after it, after a comma, or before one; and the country beside a bare name."""

from __future__ import annotations

from dataclasses import replace

from memcon.knowledge.gazetteer import NameForm
from memcon.reading.naming.titles import Surroundings, TitlePhrase
from memcon.reading.naming.words import APPOSITION, OBJECT, SUBJECT
from memcon.record.vocabulary import ActorKind

_LISTED = 12
"""How many names one plural title may follow."""
_LIKE_NAMES = frozenset({"ORG", "GPE", "LOC", "FAC", "WORK_OF_ART", "PRODUCT"})
"""What the parser may mistake a person's name for."""
_WEAK = frozenset({"head-of-organisation", "military", "legislator", "leader", "secretary"})
"""Titles that are also common words: a name after one must be known for a name, or a country stand before it."""


def beside(title: TitlePhrase, around: Surroundings) -> TitlePhrase | None:
    """Finds the name a title belongs to: after it, after a comma, or before a comma; "of" a country may follow it."""
    words = around.words
    after = title.last + 1
    if after >= len(words):
        return title
    span = _span_at(after, around, title.first)
    if span is not None and not _is_name(span, title, around):
        span = None
    if (span and title.head == title.last) or (span and title.last > title.head):
        title = replace(title, name=span, adjoining=True)
        if not title.countries and not title.body:
            title = _country_after_name(title, span[1], around)
        return title
    if (
        words.lower[after] == ","
        and (span := _span_at(_past_article(after + 1, around), around, title.first))
        and words.sentence[after] == words.sentence[title.last]
    ):
        end = span[1] + 1
        closed = end >= len(words) or words.pos[end] == "PUNCT" or words.text[end] == "'s"
        closed = closed or (title.plural and words.lower[end] in around.lexicon.members("grammar.and"))
        top = words.top(*span)
        beside = words.dep[top] in APPOSITION and title.first <= words.head[top] <= title.last
        if closed and (beside or _is_same_subject(title, top, end, around)):
            return replace(title, name=span)
    return _name_before(title, around)


def _tells_origin(first: int, last: int, around: Surroundings, *, known: bool) -> bool:
    """Whether the preposition behind a name tells where its bearer belongs."""
    words, lexicon = around.words, around.lexicon
    if words.lower[last + 1] in lexicon.members("places.of"):
        return True
    if known or words.lower[last + 1] not in lexicon.members("places.away"):
        return False
    above = words.head[words.top(first, last)]
    above = words.head[above] if words.pos[above] == "ADP" else above
    reached = words.dep[words.top(first, last)] in OBJECT | {"pobj"}
    return first <= words.head[last + 1] <= last and not (
        reached and words.lemma[above] in lexicon.members("acting.afar")
    )


def _is_same_subject(title: TitlePhrase, name: int, end: int, around: Surroundings) -> bool:
    """Whether a title and the name between commas behind it are given to one verb as two subjects: it has but one.

    What "and" goes on from behind the second comma is a list.
    """
    words = around.words
    top = words.top(title.first, title.last)
    if words.dep[name] not in SUBJECT or words.dep[top] != words.dep[name] or words.head[top] != words.head[name]:
        return False
    goes_on = end + 1 < len(words) and words.lower[end + 1] in around.lexicon.members("grammar.and")
    return words.lower[end : end + 1] == [","] and not goes_on


def _past_article(token: int, around: Surroundings) -> int:
    """The token itself, or the title behind the article that it is: "le ministre, le général Berg"."""
    words = around.words
    article = token < len(words) and words.lower[token] in around.lexicon.members("modifiers.articles")
    return token + 1 if article and token + 1 in around.title_starts else token


def _span_at(token: int, around: Surroundings, title: int) -> tuple[int, int] | None:
    """The name that starts at a token: one already found, else a run of capitalised proper nouns.

    title is where the title begins: what the parser holds for another kind of thing from there on is no name.
    """
    words = around.words
    if token < len(words) and words.lower[token] in around.lexicon.members("modifiers.courtesy"):
        token += 1
        if token < len(words) and words.lower[token] in around.lexicon.members("modifiers.courtesy"):
            token += 1
    token = around.title_starts.get(token, token - 1) + 1
    if token in around.person_starts:
        return token, around.person_starts[token]
    last = token
    while last < len(words) and last - token < 5 and words.sentence[last] == words.sentence[token]:
        if last in around.person_starts:
            last = around.person_starts[last] + 1
            break
        if last in around.starts or not _continues_name(token, last, around):
            break
        last += 1
    if last == token or not words.text[last - 1][:1].isupper():
        return None
    entity = words.entity(token)
    if entity is not None and entity[2] != "PERSON" and (entity[0] <= title or entity[2] not in _LIKE_NAMES):
        return None
    return token, last - 1


def _is_name(span: tuple[int, int], title: TitlePhrase, around: Surroundings) -> bool:
    """Whether a name after a title is known for one, or the title is enough to make it one."""
    words = around.words
    following = span[1] + 1
    if following in around.title_starts and words.head[span[1]] >= following and words.text[following][:1].islower():
        return False
    if any(token in around.person_tokens for token in range(span[0], span[1] + 1)):
        return True
    weak = all(kind.id in _WEAK for kind in title.titles)
    return not title.plural and (not weak or bool(title.countries))


def _continues_name(first: int, token: int, around: Surroundings) -> bool:
    """Whether a token may belong to a name that starts at first: a capitalised proper noun, a hyphen, a particle."""
    words = around.words
    if words.text[token][:1].isupper():
        return words.pos[token] == "PROPN"
    if words.text[token] == "-":
        return token > first
    is_particle = words.lower[token] in around.lexicon.members("modifiers.particles")
    return is_particle and token + 1 < len(words) and words.text[token + 1][:1].isupper()


def _country_after_name(title: TitlePhrase, last: int, around: Surroundings) -> TitlePhrase:
    """ "Prime Minister Fumio Kishida of Japan": the country behind the name."""
    words = around.words
    at = last + 1
    if at + 2 < len(words) and words.lower[at] in around.lexicon.members("modifiers.linking"):
        article = words.lower[at + 1] in around.lexicon.members("modifiers.articles")
        name = around.starts.get(at + 2 if article else at + 1)
        if name and name.country and name.has(NameForm.NAME) and words.lower[at] == "of":
            return replace(title, countries=(name.country,), behind=(at, name.last))
    return title


def _name_before(title: TitlePhrase, around: Surroundings) -> TitlePhrase:
    """ "Sergei Lavrov, the Russian foreign minister,": the name before a comma."""
    words = around.words
    at = title.first - 1
    while at >= 0 and (
        words.lower[at] in around.lexicon.members("modifiers.articles")
        or words.dep[at] in {"poss", "case", "det"}
        or words.pos[at] == "ADJ"
        or (title.plural and words.pos[at] == "NUM")
    ):
        at -= 1
    if at < 1 or words.lower[at] != "," or at - 1 not in around.person_ends:
        return title
    after = title.last + 1
    closed = (
        after >= len(words)
        or words.pos[after] in {"PUNCT", "CCONJ", "ADP", "AUX", "VERB"}
        or words.lower[after] == "who"
    )
    span = (around.person_ends[at - 1], at - 1)
    head = words.top(title.first, title.last)
    if title.plural and (listed := _first_listed(span, around)) != span:
        return replace(title, name=listed)
    if (words.dep[head] in APPOSITION and span[0] <= words.head[head] <= span[1]) or (
        closed and words.pos[after : after + 1] == ["PUNCT"] and not title.plural
    ):
        return replace(title, name=span)
    return title


def _first_listed(span: tuple[int, int], around: Surroundings) -> tuple[int, int]:
    """The first name of the list that a name ends: "Arno Berg and Ida Lund, former presidents of X"."""
    joins = {","} | around.lexicon.members("grammar.and")
    for _ in range(_LISTED):
        before = span[0] - 2
        if before not in around.person_ends or around.words.lower[before + 1] not in joins:
            break
        span = (around.person_ends[before], before)
    return span


def belonging(first: int, last: int, around: Surroundings, *, known: bool) -> TitlePhrase | None:
    """The country beside a bare name, as a title without words: "China's Wang Yi", "Hun Manet of Cambodia".

    "From" a country may be where something is done instead ("phoned him from Cambodia"): it tells where someone
    belongs only behind a name that is not known, and not where that is whom one calls or writes to.
    """
    words = around.words
    before = around.ends.get(first - 1)
    if before is None and first > 1 and words.lower[first - 1] == "'s":
        before = around.ends.get(first - 2)
    if before is not None and before.country and words.sentence[before.first] == words.sentence[first]:
        owns = words.lower[first - 1] == "'s" or before.has(NameForm.DEMONYM)
        if owns and not before.of(ActorKind.PERSON):
            return TitlePhrase(before.first, before.last, before.last, (), "", countries=(before.country,))
    after = around.starts.get(last + 2)
    if (
        after is not None
        and after.country
        and after.has(NameForm.NAME)
        and _tells_origin(first, last, around, known=known)
    ):
        return TitlePhrase(after.first, after.last, after.last, (), "", countries=(after.country,))
    return None
