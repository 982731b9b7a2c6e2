"""What kind of document a text is (reporting, a body's own statement, speaker turns), and whose statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from memcon.knowledge.intake_words import Publisher, intake_words
from memcon.record import Document
from memcon.record.vocabulary import DocumentKind

FEWEST_TURNS = 4
"""Labelled paragraphs from which a text may be a transcript."""
LEAST_SHARE = 0.25
"""The share of its paragraphs that must open with a speaker's label; long answers run over several."""

LABELLED = 3
"""Paragraphs at the top of a text among which a line may say what it is ("Press release")."""

_LABEL = re.compile(r"([^\W\d_][\w.'’-]{0,30}(?:\s[^\W\d_][\w.'’-]{0,30}){0,5})\s?(?:\([^()]{1,60}\)\s?)?:\s")


def kind_of(paragraphs: Sequence[str], heads: Iterable[str], *, official: bool) -> DocumentKind:
    """Transcript where speakers' labels open enough paragraphs and come back; else official or news.

    heads are lines from above the text that are no paragraphs of it. official: the text stands under the address or
    name of a body that issues statements.
    """
    if _has_turns(paragraphs):
        return DocumentKind.TRANSCRIPT
    headline = paragraphs[0].casefold() if paragraphs else ""
    labels = {head.strip(" .:-–—").casefold() for head in (*heads, *paragraphs[:LABELLED])}
    if official or headline.startswith(intake_words().official_openings) or labels & intake_words().official_labels:
        return DocumentKind.OFFICIAL
    return DocumentKind.NEWS


def official_body(names: Iterable[str | None], url: str | None) -> Publisher | None:
    """The body whose own statement a text is: the one that its names or else its address tell; None for none.

    names are those of the text's authors and publishers. Where several are bodies, as on a site that many share,
    that which is not the whole government is told more of, and the first goes before the next. A publisher that
    is known and no body, such as a newspaper, leaves none.
    """
    words = intake_words()
    named = [found for name in names if name and (found := words.publisher(name))]
    site = words.publisher_at(host_of(url)) if url else None
    known = [*named, *([site] if site else [])]
    if not known or not all(one.official for one in known):
        return None
    parts = [one for one in known if not (one.body or "").endswith("-government")]
    return next(iter([*parts, *known]))


def issuing_body(document: Document) -> str | None:
    """The entity id of the body that issued a statement or transcript; None for reporting and unknown bodies.

    The id is one of the gazetteer, or the one that reading gives to the same body ("the Chinese foreign
    ministry"), so that the body can be an actor of the document though its text only says "we".
    """
    if document.kind is DocumentKind.NEWS:
        return None
    body = official_body((document.publisher,), document.url)
    return body.body if body else None


def host_of(url: str) -> str:
    """The host of a URL, or "" where it has none that can be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _has_turns(paragraphs: Sequence[str]) -> bool:
    """Whether at least two speakers are labelled, one of them again, in enough paragraphs."""
    labels = Counter(label for text in paragraphs if (label := _label(text)))
    turns = labels.total()
    return (
        turns >= FEWEST_TURNS
        and turns >= LEAST_SHARE * len(paragraphs)
        and len(labels) >= 2
        and labels.most_common(1)[0][1] >= 2
    )


def _label(paragraph: str) -> str | None:
    """The speaker's label that opens a paragraph: capitalised words before a colon."""
    match = _LABEL.match(paragraph[:200])
    if match is None:
        return None
    words = match.group(1).split()
    particles = intake_words().particles
    return match.group(1).strip() if all(word[0].isupper() or word.casefold() in particles for word in words) else None
