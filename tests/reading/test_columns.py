"""A parse as columns: an entry for every token."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.reading import columns, parse
from memcon.record import Document

pytestmark = pytest.mark.model
Make = Callable[..., Document]


def test_every_token_has_its_entry(document: Make) -> None:
    doc = parse.parse(document("Keane met Lund. He LEFT."), "en").doc
    assert columns.strings(doc, "ORTH") == ["Keane", "met", "Lund", ".", "He", "LEFT", "."]
    assert columns.numbers(doc, "IDX") == [0, 6, 10, 14, 16, 19, 23]
    assert columns.lemmas(doc)[1] == "meet"
    assert columns.heads(doc) == [token.head.i for token in doc]
    assert columns.children(doc) == [[child.i for child in token.children] for token in doc]


def test_a_text_without_tokens_has_empty_columns(document: Make) -> None:
    doc = parse.parse(document(""), "en").doc
    assert [columns.strings(doc, "DEP"), columns.heads(doc), columns.children(doc)] == [[], [], []]


def test_attributes_that_are_not_set_are_empty(document: Make) -> None:
    doc = parse.parse(document("It rained."), "en").doc
    assert columns.strings(doc, "ENT_TYPE") == ["", "", ""]
