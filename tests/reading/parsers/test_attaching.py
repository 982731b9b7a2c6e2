"""What the parsers hang from the wrong word is put right by the words around it, at a linear cost."""

from __future__ import annotations

import time

from memcon.knowledge.parsing import load
from memcon.reading.parsers import attaching
from memcon.reading.parsers.rows import Rows


def _rows(*tokens: tuple[str, str, str, int, str]) -> Rows:
    """Rows of (word, part of speech, relation, head, entity); every word is its own lemma."""
    words, pos, deps, heads, entities = (list(column) for column in zip(*tokens, strict=True))
    size = len(tokens)
    return Rows(words, [True] * size, list(words), pos, [""] * size, deps, heads, entities, [""] * size)


def test_an_object_behind_a_place_belongs_to_the_verb() -> None:
    """In "a reçu à Rabat son homologue" the counterpart is received and does not belong to the town."""
    rows = _rows(
        ("reçu", "VERB", "root", 0, "O"),
        ("à", "ADP", "case", 2, "O"),
        ("Rabat", "PROPN", "obl:arg", 0, "B-GPE"),
        ("son", "DET", "det", 4, "O"),
        ("homologue", "NOUN", "nmod", 2, "O"),
    )
    attaching.settle(rows, load("fr"))
    assert (rows.heads[4], rows.deps[4]) == (0, "obj")


def test_capitals_behind_an_office_are_a_person() -> None:
    """Whoever is named behind "président serbe" is a person, though the tagger took the name for a place."""
    rows = _rows(
        ("président", "NOUN", "root", 0, "O"),
        ("serbe", "ADJ", "amod", 0, "O"),
        ("Goran", "ADJ", "amod", 3, "B-GPE"),
        ("Petrovic", "PROPN", "appos", 0, "I-GPE"),
    )
    attaching.attach(rows, load("fr"))
    assert rows.entities == ["O", "O", "B-PERSON", "I-PERSON"]


def test_the_subject_of_a_headline_stands_behind_its_colon() -> None:
    """In "Янсен: встреча отменена" the meeting is the subject of what is said of it."""
    rows = _rows(
        ("Янсен", "PROPN", "root", 0, "B-PERSON"),
        (":", "PUNCT", "punct", 0, "O"),
        ("встреча", "NOUN", "parataxis", 0, "O"),
        ("отменена", "VERB", "parataxis", 0, "O"),
    )
    rows.feats[2], rows.feats[3] = "Case=Nom", "Voice=Pass"
    attaching.settle(rows, load("ru"))
    assert (rows.heads[2], rows.deps[2]) == (3, "nsubj:pass")


def test_the_cost_is_linear() -> None:
    """A sentence of a hundred thousand clauses under one word is walked a fixed number of times."""
    rows = _rows(*[("встреча" if at % 2 else "отменена", "VERB", "parataxis", 0, "O") for at in range(100_000)])
    begun = time.process_time()
    attaching.attach(rows, load("ru"))
    attaching.settle(rows, load("ru"))
    assert time.process_time() - begun < 5
