"""The lexicon of titles."""

from __future__ import annotations

import pytest

from memcon.errors import KnowledgeError
from memcon.knowledge import titles


def test_phrases_are_cut_as_the_parser_cuts_words() -> None:
    """A phrase is found with a space and with a hyphen, and a possessive is a word of its own."""
    lexicon = titles.load("en")
    assert lexicon.titles["secretary", "general"] == lexicon.titles["secretary", "-", "general"]
    assert lexicon.offices["prime", "minister", "'s", "office"].slug == "pm-office"


def test_one_phrase_may_be_several_titles() -> None:
    """A foreign secretary is the foreign minister in Britain and an official elsewhere."""
    kinds = {title.id for title, _ in titles.load("en").titles["foreign", "secretary"]}
    assert kinds == {"foreign-secretary", "foreign-affairs-official"}


def test_openers_give_the_longest_phrase_first() -> None:
    """Matching can take the longest phrase that a word opens."""
    lengths = titles.load("en").openers["minister"]
    assert list(lengths) == sorted(lengths, reverse=True)


def test_who_leads_depends_on_the_country() -> None:
    """Britain is led by the head of government, France by the head of state, Iran by someone above both."""
    leading = titles.leading()
    assert [leading.roles(country)[0] for country in ("GBR", "FRA", "IRN")] == [
        "head_of_government",
        "head_of_state",
        "leader",
    ]


def test_a_language_without_titles_is_a_knowledge_error() -> None:
    """A missing lexicon is reported by the name of its file."""
    with pytest.raises(KnowledgeError, match=r"xx/titles\.toml"):
        titles.load("xx")
