"""The function words of a language: they load whole, and a list that is missing is told."""

from dataclasses import fields

import pytest

from memcon.errors import KnowledgeError
from memcon.knowledge import grammar


def test_words_are_lower_case_and_no_list_is_empty() -> None:
    """Function words are compared in lower case, so they are written so."""
    words = grammar.load("en")
    for field in fields(words):
        listed = getattr(words, field.name)
        assert listed, field.name
        assert [word for word in listed if word != word.lower().strip()] == [], field.name


def test_a_list_that_no_rule_reads_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A grammar file with a list too many is a KnowledgeError that names it; one too few is empty."""
    monkeypatch.setattr(grammar, "load_table", lambda *_: {"extra": []})
    grammar.load.cache_clear()
    with pytest.raises(KnowledgeError, match="extra"):
        grammar.load("en")
    monkeypatch.setattr(grammar, "load_table", lambda *_: {"naming": ["with", "of"]})
    assert grammar.load("en").naming == ("with", "of")
    assert not grammar.load("en").belonging
    monkeypatch.undo()
    grammar.load.cache_clear()
    assert grammar.load("en").belonging


def test_a_language_without_words_is_told() -> None:
    """A missing file is a KnowledgeError that names the language."""
    with pytest.raises(KnowledgeError, match="tlh"):
        grammar.load("tlh")
