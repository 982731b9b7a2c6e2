"""Word pieces, the cutting of texts into sequences, and the check of what is loaded."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memcon.errors import KnowledgeError
from memcon.weights import encoder


def test_every_word_has_its_own_pieces() -> None:
    """Pieces belong to the word they were cut from; white space and control characters have none."""
    found = encoder.pieces(["The", "Kremlin", "\n", "pereyaslavets", "\x00", ","])
    assert [len(each) for each in found] == [1, 3, 0, 4, 0, 1]
    assert found[0] == encoder.pieces(["the"])[0]


def test_an_endless_word_is_read_to_its_limit() -> None:
    """A word of many thousand letters costs no more than a long one."""
    assert encoder.pieces(["x" * 100_000]) == encoder.pieces(["x" * 100])


def test_sequences_are_cut_between_sentences_where_they_can_be() -> None:
    """Whole sentences are packed until one does not fit; a sentence that never fits is cut."""
    assert encoder.sequences([1] * 10, [0, 4, 7], 7) == [(0, 7), (7, 10)]
    assert encoder.sequences([1] * 10, [0], 4) == [(0, 4), (4, 8), (8, 10)]
    assert encoder.sequences([9, 1], [0], 4) == [(0, 1), (1, 2)]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.sets(st.integers(1, 59)), st.integers(1, 20))
def test_sequences_cover_every_word_once(lengths: list[int], breaks: set[int], most: int) -> None:
    """Runs follow each other from the first word to the last, and only a single word may be over the limit."""
    starts = [0, *sorted(each for each in breaks if each < len(lengths))]
    runs = encoder.sequences(lengths, starts, most)
    assert runs[0][0] == 0
    assert runs[-1][1] == len(lengths)
    assert all(one[1] == other[0] for one, other in pairwise(runs))
    assert all(sum(lengths[a:b]) <= most or sum(map(bool, lengths[a:b])) == 1 for a, b in runs)


def test_weights_that_are_not_those_published_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose SHA-256 differs from the published one is an error that says what to do."""
    monkeypatch.setattr(encoder, "digest", lambda file: "0" * 64)
    encoder._tokenizer.cache_clear()
    encoder._cut.cache_clear()
    with pytest.raises(KnowledgeError, match="reinstall memcon"):
        encoder.pieces(["word"])


def test_missing_weights_are_an_error_in_one_line() -> None:
    """A model that does not ship is a KnowledgeError, not a traceback."""
    with pytest.raises(KnowledgeError, match="missing"):
        encoder.load("nothing")
