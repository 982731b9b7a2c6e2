"""Sentences are marked for the model of event types, and it tells plain acts apart."""

import pytest

from memcon.evaluation.events import Example, likeliest, marked
from memcon.reading.event_types import LONGEST, MARKS, TYPES, chances, mark
from memcon.record.vocabulary import EventType
from memcon.weights.encoder import CLS, SEP


def test_marks_stand_around_both_actors() -> None:
    """Pieces keep their order; each actor has a mark before and after it, whose places are given."""
    found = mark([[10], [11, 12], [13], [14]], (1, 2), (3, 4))
    assert found.pieces == (CLS, 10, MARKS[0], 11, 12, MARKS[1], 13, MARKS[2], 14, MARKS[3], SEP)
    assert (found.source, found.target) == (2, 7)


def test_one_actor_is_enough() -> None:
    """A missing actor has the place of the sequence's first piece."""
    found = mark([[10], [11]], None, (0, 1))
    assert found.pieces == (CLS, MARKS[2], 10, MARKS[3], 11, SEP)
    assert (found.source, found.target) == (0, 1)


@pytest.mark.parametrize("at", [0, 250, 498])
def test_of_a_long_sentence_the_words_around_the_actors_are_read(at: int) -> None:
    """A sentence longer than the model reads is cut around its actors, which stay inside."""
    found = mark([[100 + word] for word in range(500)], (at, at + 1), (at + 1, at + 2))
    assert 100 + at in found.pieces
    assert 101 + at in found.pieces
    assert len(found.pieces) <= LONGEST + 8


def test_actors_far_apart_do_not_make_a_sequence_without_end() -> None:
    """Two actors at either end of a hostile sentence are read to a bound."""
    found = mark([[5] * 50 for _ in range(400)], (0, 1), (399, 400))
    assert len(found.pieces) < 512


@pytest.mark.parametrize(
    ("text", "source", "target", "label"),
    [
        ("Freedonia condemned Sylvania over the raid.", "Freedonia", "Sylvania", "ACCUSE"),
        ("Freedonia has sent blankets and flour to Sylvania.", "Freedonia", "Sylvania", "AID"),
        ("Sylvania was invaded by Freedonia at dawn.", "Freedonia", "Sylvania", "ASSAULT"),
        ("Freedonia refused to receive the envoy of Sylvania.", "Freedonia", "Sylvania", "REJECT"),
        ("Freedonia called on Sylvania to open the road.", "Freedonia", "Sylvania", "REQUEST"),
    ],
)
def test_plain_acts_are_told_apart(text: str, source: str, target: str, label: str) -> None:
    """The likeliest type of a plain sentence is the one that the manual gives it."""
    spans = [(text.index(name), text.index(name) + len(name)) for name in (source, target)]
    assert likeliest(chances(marked(Example("1", text, *spans, label)))) == label


def test_chances_are_a_distribution_over_all_types_and_none() -> None:
    """Every type and the absence of one has a chance, and they add up to 1."""
    found = chances(mark([[2000], [2001]], (0, 1), (1, 2)))
    assert set(found) == set(TYPES) == {*EventType, None}
    assert sum(found.values()) == pytest.approx(1)
