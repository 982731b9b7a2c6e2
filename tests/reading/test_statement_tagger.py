"""What the tagger reads and says, and how what it says moves the ends of content or adds to what the rules find."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.knowledge.cues import CueKind, load
from memcon.reading.cast import Cast
from memcon.reading.parse import parse
from memcon.reading.statements import find, models, tagger
from memcon.reading.statements.boundaries import settle
from memcon.reading.statements.candidates import Candidate
from memcon.reading.statements.choosing import choose, considered, doubtful, rated
from memcon.reading.statements.proposals import propose
from memcon.reading.statements.quoting import Index
from memcon.reading.statements.tree import Tree, grow
from memcon.record import Document

pytestmark = pytest.mark.model

NOBODY = Cast((), ())


def read(text: str) -> tuple[Tree, Index, list[Candidate]]:
    tree = grow(parse(Document(text), "en").doc, text)
    index, found = rated(tree, load("en"))
    return tree, index, found


def likely(tree: Tree, words: str) -> list[float]:
    """A chance for each word: .9 for those named."""
    named = words.split()
    return [0.9 if word in named else 0.0 for word in tree.words]


def said(tree: Tree, candidate: Candidate) -> list[str]:
    return [tree.text[tree.starts[first] : tree.ends[last]] for first, last in candidate.content]


def test_content_grows_to_the_words_that_the_tagger_sees() -> None:
    """Words beside content that are likely content join it; an ending that would open a phrase does not."""
    tree, index, found = read("Velt said that the road was closed on Monday.")
    (chosen,) = choose(found, 0.4)
    short = replace(chosen, content=((2, 6),))
    (settled,) = settle(tree, index, [short], likely(tree, "that the road was closed on monday"))
    assert said(tree, settled) == ["that the road was closed on Monday"]
    (settled,) = settle(tree, index, [short], likely(tree, "that the road was closed on"))
    assert said(tree, settled) == ["that the road was closed"]


def test_content_shrinks_where_the_tagger_sees_none() -> None:
    """Words at an end of content that are unlikely content leave it; quoted words never do."""
    tree, index, found = read("Velt said that the road was closed on Monday.")
    (chosen,) = choose(found, 0.4)
    (settled,) = settle(tree, index, [chosen], likely(tree, "that the road was closed"))
    assert said(tree, settled) == ["that the road was closed"]
    tree, index, found = read("“The road is closed,” Velt said.")
    (chosen,) = choose(found, 0.4)
    assert settle(tree, index, [chosen], [0.0] * len(tree.words)) == [chosen]


def test_content_does_not_take_what_another_says() -> None:
    """However likely its words are, content stops at another's source, cue and content."""
    tree, index, found = read("Velt said the road was closed and Arden said the bridge was open.")
    chosen = choose(found, 0.4)
    assert [said(tree, each) for each in settle(tree, index, chosen, [0.9] * len(tree.words))] == [
        said(tree, each) for each in chosen
    ]


def test_what_no_rule_finds_is_proposed_with_its_cue() -> None:
    """Likely content that nothing chosen tells becomes a candidate with the nearest likely cue and source."""
    tree, _, _ = read("For Velt the plan spells ruin of every farm.")
    content = likely(tree, "ruin of every farm")
    (proposed,) = propose(tree, [], content, likely(tree, "spells"), likely(tree, "velt"))
    assert said(tree, proposed) == ["ruin of every farm"]
    assert tree.words[proposed.token] == "spells"
    assert proposed.source is not None
    assert tree.words[proposed.source[1]] == "velt"


def test_nothing_is_proposed_without_a_cue_or_twice() -> None:
    """Content without a likely cue is left alone, and so is content that a chosen candidate tells already."""
    tree, _, found = read("Velt said the road was closed.")
    content = likely(tree, "the road was closed")
    assert not list(propose(tree, [], content, [0.0] * len(tree.words), likely(tree, "velt")))
    assert not list(propose(tree, choose(found, 0.4), content, likely(tree, "said"), likely(tree, "velt")))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["Velt", "said", "“", "”", ":", "\n\n", "the talks", "according to", ",", "."])),
    st.integers(1, 3),
)
def test_every_word_and_candidate_is_asked_about_once(pieces: list[str], every: int) -> None:
    """Sequences cover the sentences asked about, each candidate there once, and every index is that of a piece."""
    tree, index, found = read(" ".join(pieces))
    found = considered(tree, found, index, load("en"))
    opening = tree.sentences()[::every]
    asked = [word for word, first in enumerate(tree.opening) if first in opening]
    parts = list(tagger.sequences(tree, found, index, tagger.Labels.of((), ()), opening))
    assert [word for part in parts for word in part.words] == asked
    numbers = sorted(number for part in parts for number in part.numbers)
    assert numbers == [number for number, each in enumerate(found) if each.token in asked]
    for part in parts:
        length = len(part.pieces)
        assert len(part.heads) == len(part.words)
        assert all(
            each.size == 0 or 0 <= each.min() <= each.max() < length for each in (part.heads, part.points, part.spans)
        )


def test_only_sentences_that_the_rules_are_unsure_of_are_asked_about() -> None:
    """A sentence is asked about for a candidate that the rules can neither believe nor leave; the rest keeps theirs."""
    text = "Velt said that the road was closed. The envoy praised a new bridge. The river rose."
    tree, index, found = read(text)
    first, second, third = tree.sentences()
    sure = replace(next(each for each in found if each.token < second), probability=0.95)
    unsure = replace(next(each for each in found if each.token > second), probability=0.5)
    assert doubtful(tree, [sure, replace(unsure, probability=0.1)]) == []
    assert doubtful(tree, [sure, unsure]) == [second]
    tagged = tagger.tag(tree, [sure, unsure], index, [second])
    assert tagged.candidates[0] == sure.probability
    assert tagged.candidates[1] != unsure.probability
    assert {*tagged.content[first:second], *tagged.content[third:]} == {tagger.UNASKED}
    assert tagger.UNASKED not in tagged.content[second:third]


def test_the_tagger_finds_who_says_what() -> None:
    """Read with the model, a plain quotation and a plain report are told as the rules tell them."""
    text = "“The road is closed,” Velt said on Monday. Arden warned that the bridge would be next."
    found = find(parse(Document(text), "en"), NOBODY, method="model")
    assert [(one.speaker_span and one.speaker_span.exact, [span.exact for span in one.content]) for one in found] == [
        ("Velt", ["“The road is closed,”"]),
        ("Arden", ["that the bridge would be next"]),
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["“", "”", '"', "'", "«", ":", "\n", "said", "He", "that", "—", "Velt", "\x00", "𝄞"])))
def test_any_text_gives_honest_spans_with_the_model(pieces: list[str]) -> None:
    """Marks in any disorder never raise, and every span is the text there."""
    text = " ".join(pieces)
    for one in find(parse(Document(text), "en"), NOBODY, kinds=frozenset(CueKind), method="model"):
        spans = [one.speaker_span, one.cue, *one.content, *one.quotes]
        assert all(text[span.start : span.end] == span.exact for span in spans if span)
        assert one.content


def test_a_record_can_name_the_tagger() -> None:
    """The tagger's version is the start of its weights' digest; by rules, and in other languages, none took part."""
    (name,) = models("en", "model")
    assert name.startswith("memcon-statements==")
    assert models("en", "rules") == models("fr", "model") == ()
