"""What a sentence is to the news: features, chances and the threshold between new and old."""

import pytest
from tests.conftest import make_document

from memcon.reading import times
from memcon.reading.discourse import Discourse, Sentence, describe, newness, read
from memcon.reading.parse import Parsed, parse
from memcon.record import Document

pytestmark = pytest.mark.model

TEXT = (
    "Foreign Minister Ada Holm met her Danish counterpart in Oslo on Tuesday.\n\n"
    "The ministers agreed to reopen the ferry line.\n\n"
    "Holm had visited Copenhagen in 2009 and in March 2011, when the line was closed."
)


def _read(document: Document) -> tuple[Parsed, Discourse]:
    parsed = parse(document, "en")
    return parsed, read(parsed, times.find(document, parsed, "en"))


def test_the_opening_is_newer_than_what_had_happened_years_ago() -> None:
    """A dated lead is newer than a past perfect with a year far back, which is old rather than new."""
    parsed, discourse = _read(make_document(TEXT, "2018-05-02", "Ministers meet in Oslo"))
    lead, last = discourse.at(TEXT.index("met") + 24), discourse.at(len(parsed.document.text) - 3)
    assert lead is not None
    assert last is not None
    assert lead.new > lead.old
    assert last.old > last.new
    assert not last.is_new


@pytest.mark.parametrize(
    ("chances", "new"),
    [
        ({"Main": 0.5, "Distant_Historical": 0.1}, True),
        ({"Main": 0.2, "Main_Consequence": 0.2}, True),
        ({"Main": 0.3, "Cause_Specific": 0.4}, False),
        ({"Main": 0.1, "Cause_General": 0.9}, False),
        ({"Main": 0.4, "NA": 0.6}, False),
    ],
)
def test_only_what_is_likely_new_and_unlikely_old_passes(chances: dict[str, float], new: bool) -> None:
    """A sentence passes by its chance of being new, not against a like chance of being old, and never as furniture."""
    assert Sentence(0, chances).is_new is new


def test_chances_are_a_distribution() -> None:
    """The chances of a sentence add up to 1."""
    _, discourse = _read(make_document(TEXT, "2018-05-02"))
    assert all(sum(one.chances.values()) == pytest.approx(1) for one in discourse.sentences)


def test_every_sentence_is_found_by_its_offsets() -> None:
    """An offset belongs to the last sentence that starts at or before it."""
    _, discourse = _read(make_document(TEXT))
    assert len(discourse.sentences) == 3
    for one in discourse.sentences:
        assert discourse.at(one.start) is one
        assert discourse.at(one.start + 5) is one


def test_a_date_is_told_by_its_age() -> None:
    """Times are counted from the day of publication, in steps."""
    document = make_document(TEXT, "2018-05-02")
    parsed = parse(document, "en")
    first, _, last = describe(parsed, times.find(document, parsed, "en"), list(parsed.sentences()))
    assert "age yesterday" in first
    assert "age long ago" in last
    assert "some had+VBN" in last


@pytest.mark.parametrize("text", ["\n", "…", "a" * 3000, "“”\n\n“", "1999\n\n\x00\n\n-"])
def test_odd_texts_are_read(text: str) -> None:
    """No text is too odd to describe."""
    _, discourse = _read(make_document(text, "0000-99-99"))
    assert all(one.start <= len(text) for one in discourse.sentences)


def test_without_a_model_of_the_language_nothing_is_said() -> None:
    """Another language has no sentences to ask about."""
    parsed = parse(make_document(TEXT), "en")
    other = Parsed(parsed.document, parsed.doc, "xx")
    assert read(other, ()) == Discourse()
    assert Discourse().at(3) is None


def test_newness_falls_with_the_chance_of_the_old() -> None:
    """The same chance of the new counts less where the old is as likely, and nothing counts nothing."""
    assert newness(0.4, 0.4, 0.0) < newness(0.4, 0.0, 0.0) < newness(0.4, 0.0, 0.5)
    assert newness(0.0, 0.0, 1.0) == 0
