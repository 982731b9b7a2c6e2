"""The parse as plain columns, one row a token, so that the naming steps need neither spaCy nor its labels."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from memcon.knowledge.titles import TitleWords
from memcon.reading import columns
from memcon.reading.parse import Parsed

SUBJECT = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "csubj"})
PASSIVE = frozenset({"nsubjpass", "nsubj:pass"})
OBJECT = frozenset({"dobj", "obj", "iobj", "dative"})
POSSESSIVE = frozenset({"poss", "nmod:poss"})
COMPOUND = frozenset({"compound", "nmod", "amod", "flat", "flat:name"})
APPOSITION = frozenset({"appos"})
_INFLECTED = frozenset({"NOUN", "ADJ", "VERB"})
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "–": "-"})
_OPENING, _CLOSING = "“«„", "”»"


@dataclass(frozen=True, slots=True)
class Words:
    """Columns of one document, all of the same length; tokens are counted from 0.

    text and raw are the words with apostrophes and hyphens made plain, as written and in small letters; lower has
    nouns, adjectives and verbs in their dictionary form where the language inflects titles, base has names so; start
    and end are character offsets into plain, which has the length of the document's text. head is the index of each
    word's head; sentence and paragraph number the units; quoted is true inside quotation marks; children are those
    of the parse (reading/columns.py). entities are the parser's (first, last, label), within each word's index among
    them or -1.
    """

    plain: str
    text: list[str]
    raw: list[str]
    lower: list[str]
    base: list[str]
    lemma: list[str]
    start: list[int]
    end: list[int]
    head: list[int]
    dep: list[str]
    pos: list[str]
    sentence: list[int]
    paragraph: list[int]
    quoted: list[bool]
    plural: list[bool]
    children: list[list[int]]
    entities: list[tuple[int, int, str]]
    within: list[int]

    def __len__(self) -> int:
        return len(self.text)

    def entity(self, token: int) -> tuple[int, int, str] | None:
        """The parser's entity a token is in."""
        index = self.within[token]
        return self.entities[index] if index >= 0 else None

    def covering(self, offset: int) -> int:
        """The index of the token at or before a character offset."""
        return max(0, bisect_right(self.start, offset) - 1)

    def said(self, first: int, last: int) -> str:
        """The words first..last as they stand in the text, apostrophes made plain."""
        return self.plain[self.start[first] : self.end[last]]

    def named(self, first: int, last: int) -> str:
        """The words first..last in their dictionary form, as a name is given."""
        pieces = [self.base[first]]
        for token in range(first + 1, last + 1):
            pieces.append(self.plain[self.end[token - 1] : self.start[token]])
            pieces.append(self.base[token])
        return "".join(pieces)

    def top(self, first: int, last: int) -> int:
        """The token of first..last whose head lies outside: the head of the phrase."""
        for token in range(last, first - 1, -1):
            if not first <= self.head[token] <= last or self.head[token] == token:
                return token
        return last


def lay_out(parsed: Parsed, lexicon: TitleWords) -> Words:
    """Lays a parse out as columns."""
    inflected = bool(lexicon.members("grammar.lemmas"))
    doc = parsed.doc
    plain = parsed.document.text.translate(_PLAIN)
    text = [word.translate(_PLAIN) for word in columns.strings(doc, "ORTH")]
    lemma, pos = columns.strings(doc, "LEMMA"), columns.strings(doc, "POS")
    start = columns.numbers(doc, "IDX")
    sentence = [0] * len(text)
    for number, unit in enumerate(doc.sents):
        sentence[unit.start : unit.end] = [number] * (unit.end - unit.start)
    entities = [(entity.start, entity.end - 1, entity.label_) for entity in doc.ents]
    within = [-1] * len(text)
    for number, (first, last, _) in enumerate(entities):
        within[first : last + 1] = [number] * (last + 1 - first)
    starts = [each.start for each in parsed.document.paragraphs]
    paragraph = [bisect_right(starts, begin) for begin in start]
    return Words(
        plain=plain,
        text=text,
        raw=[word.lower() for word in text],
        lower=[
            form.lower() if inflected and tag in _INFLECTED else word.lower()
            for word, form, tag in zip(text, lemma, pos, strict=True)
        ],
        base=[form if inflected and tag == "PROPN" else word for word, form, tag in zip(text, lemma, pos, strict=True)],
        lemma=columns.lemmas(doc),
        start=start,
        end=[begin + len(word) for begin, word in zip(start, text, strict=True)],
        head=columns.heads(doc),
        dep=columns.strings(doc, "DEP"),
        pos=pos,
        sentence=sentence,
        paragraph=paragraph,
        quoted=_quoted(parsed.document.text, start, paragraph),
        plural=[
            tag == "NOUN" and "Number=Plur" in morph
            for tag, morph in zip(pos, columns.strings(doc, "MORPH"), strict=True)
        ],
        children=columns.children(doc),
        entities=entities,
        within=within,
    )


def _quoted(text: str, starts: list[int], paragraphs: list[int]) -> list[bool]:
    """Which tokens stand inside double quotation marks; a paragraph's end closes what it left open."""
    quoted = []
    inside = False
    previous = -1
    for start, paragraph in zip(starts, paragraphs, strict=True):
        if paragraph != previous:
            inside, previous = False, paragraph
        mark = text[start]
        if mark in _OPENING:
            inside = True
        elif mark in _CLOSING:
            inside = False
        elif mark == '"' or text.startswith(("''", "``"), start):
            inside = not inside
        quoted.append(inside)
    return quoted
