"""Copies of one text among documents, in batches and in streams."""

import hashlib
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rensa import RMinHash

from memcon.intake.copies import SCHEME, CopyIndex, are_copies, copies, signature
from memcon.record import Document, Paragraph

WORDS = 400
"""Words of a text in these tests."""


def words(seed: int, count: int = WORDS) -> list[str]:
    """Words in an order that no other seed gives."""
    chosen = random.Random(seed)
    return [f"w{chosen.randrange(5_000)}" for _ in range(count)]


def text(seed: int, count: int = WORDS) -> Document:
    """A document of such words."""
    return Document(" ".join(words(seed, count)))


def mixed(first: int, second: int, share: float) -> Document:
    """A document that has a share of its words from the first text and the rest from the second."""
    cut = int(WORDS * share)
    return Document(" ".join(words(first)[:cut] + words(second)[cut:]))


def with_headline(headline: str, body: str) -> Document:
    """A document under a headline."""
    whole = f"{headline}\n\n{body}"
    places = (Paragraph(0, len(headline)), Paragraph(len(headline) + 2, len(whole)))
    return Document(whole, headline=headline, paragraphs=places)


def test_edited_copies_are_one_group() -> None:
    """Texts that share most of their words are one group; texts on other words are in none."""
    assert copies([text(1), text(2), mixed(1, 3, 0.8), text(4), mixed(2, 5, 0.7), text(1)]) == ((0, 2, 5), (1, 4))


def test_half_a_text_is_the_border() -> None:
    """Two texts of one length are copies from where half of their runs of words is common to both."""
    assert copies([text(1), mixed(1, 2, 0.55)]) == ((0, 1),)
    assert copies([text(1), mixed(1, 2, 0.45)]) == ()


def test_headlines_case_and_marks_do_not_matter() -> None:
    """The headline that an outlet writes itself, capitals and punctuation keep no copies apart."""
    body = "The envoys of Alda and Brenn met in Vienna. They will meet again."
    documents = [
        with_headline("Envoys meet", body),
        with_headline("Talks in Vienna go on for a second day", body.upper().replace(".", " –")),
        Document(body),
    ]
    assert copies(documents) == ((0, 1, 2),)


def test_same_words_in_another_order_are_no_copy() -> None:
    """What counts is runs of words, not words."""
    shuffled = words(1)
    random.Random(0).shuffle(shuffled)
    assert copies([text(1), Document(" ".join(shuffled))]) == ()


def test_empty_and_short_texts() -> None:
    """Texts without words copy nothing, not even each other; short ones copy the very same text."""
    assert copies([Document(""), Document("… — …"), Document("Talks ended."), Document("Talks ended")]) == ((2, 3),)
    assert copies([]) == ()
    index = CopyIndex()
    assert [index.add(Document("…")), index.add(Document("…"))] == [None, None]


def test_chain_of_copies_is_one_group() -> None:
    """Two texts that share nothing are together where a third is a copy of both."""
    assert copies([text(1, 200), text(2, 200), Document(" ".join(words(1, 200) + words(2, 200)))]) == ((0, 1, 2),)


CORPUS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(4, 9), st.sampled_from([0.0, 0.3, 0.5, 0.6, 0.8, 1.0])), max_size=10
)


@settings(max_examples=40, deadline=None)
@given(corpus=CORPUS, seed=st.integers(0, 99))
def test_order_does_not_change_the_groups(corpus: list[tuple[int, int, float]], seed: int) -> None:
    """The same documents are together in whatever order they come."""
    documents = [mixed(*one) for one in corpus]
    order = list(range(len(documents)))
    random.Random(seed).shuffle(order)
    found = copies([documents[position] for position in order])
    assert {frozenset(order[place] for place in group) for group in found} == {*map(frozenset, copies(documents))}


@settings(max_examples=40, deadline=None)
@given(corpus=CORPUS)
def test_stream_joins_nothing_that_a_batch_keeps_apart(corpus: list[tuple[int, int, float]]) -> None:
    """What an index puts under one source is in one group of the batch, and each source came before its copies."""
    documents = [mixed(*one) for one in corpus]
    index = CopyIndex()
    sources = [index.add(document) for document in documents]
    group_of = {position: number for number, group in enumerate(copies(documents)) for position in group}
    for position, source in enumerate(sources):
        if source is not None:
            origin = next(place for place, document in enumerate(documents) if document.id == source)
            assert origin < position
            assert group_of[origin] == group_of[position]


def test_twenty_carriers_have_one_source() -> None:
    """Twenty slightly different copies of a text all name the first one as their source, in any order."""
    carriers = [Document(" ".join([f"outlet{n}", *words(1)[:-n], f"end{n}"])) for n in range(1, 21)]
    for seed in range(3):
        random.Random(seed).shuffle(carriers)
        index = CopyIndex()
        assert [index.add(one) for one in carriers] == [None] + [carriers[0].id] * 19
        assert copies(carriers) == (tuple(range(20)),)


def test_index_is_bounded_and_forgets_the_oldest() -> None:
    """An index keeps within its bound, forgets what was met longest ago, and keeps what comes again."""
    index = CopyIndex(most_shingles=10 * 1_000)
    index.add(text(1))
    for seed in range(2, 60):
        index.add(text(seed))
        assert len(index) <= 11
        assert index.add(text(1)) == text(1).id
    assert index.add(text(2)) is None
    assert index.add(text(1)) == text(1).id


def test_signatures_of_copies_meet_in_a_band_and_estimate_their_likeness() -> None:
    """A database that keeps values and bands finds copies by an equal band, and others hardly ever."""
    first = signature(text(1))
    assert first is not None
    assert (len(first.values), len(first.bands)) == (512, 64)
    assert all(-(2**63) <= band < 2**63 for band in first.bands)
    for share in (0.6, 0.8, 1.0):
        other = signature(mixed(1, 2, share))
        assert other is not None
        assert any(a == b for a, b in zip(first.bands, other.bands, strict=True))
        assert abs(first.likeness(other) - share / (2 - share)) < 0.13
        assert are_copies(text(1), mixed(1, 2, share))
    unlike = [signature(text(seed)) for seed in range(2, 60)]
    assert not any(set(first.bands) & set(one.bands) for one in unlike if one is not None)
    assert not are_copies(text(1), text(2))
    assert signature(Document("…")) is None
    assert not are_copies(Document("…"), Document("…"))


def test_signatures_stay_the_same_from_release_to_release() -> None:
    """What stands in a database can be compared tomorrow: where this fails, SCHEME must change with the values."""
    made = signature(Document("The envoys of Alda and Brenn met in Vienna. They will meet again."))
    assert made is not None
    assert (SCHEME, RMinHash.ALGORITHM_VERSION) == ("rensa-2/128/17/5", 2)
    assert hashlib.sha256(made.values).hexdigest().startswith("f6f10c7c341f1b1a")


@pytest.mark.data
def test_copies_on_ecb_plus_are_of_one_event(data: Path) -> None:
    """No group among the documents of ECB+ holds reports on two events."""
    lines = (data / "clustering/ecbplus_train_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    groups = copies([Document(" ".join(row["sentences"])) for row in rows])
    assert sum(map(len, groups)) >= 65
    assert all(len({rows[position]["event"] for position in group}) == 1 for group in groups)
