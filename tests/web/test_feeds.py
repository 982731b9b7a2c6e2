"""The Atom feed of a pair, read back by feedparser."""

from __future__ import annotations

from dataclasses import replace

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.record import Dated, Named, Timeline
from memcon.record.vocabulary import ActorKind
from memcon.web.feeds import to_atom

ONE = Dated(
    "0123456789abcdef", "phone", "held", "2025-07-01", "2025-07-01", "Port Halle", ("a", "b"), ("fish",), 1, 1,
    "2025-07-02",
)  # fmt: skip


@given(words=st.text(st.characters(), max_size=60) | st.sampled_from(["</title><entry>", "]]>", "\x00\ud800", "&#0;"]))
@settings(max_examples=60, deadline=None)
@pytest.mark.filterwarnings("ignore")
def test_a_feed_survives_any_words(words: str) -> None:
    """One contact stays one entry with its link, whatever it is about and whoever takes part."""
    actors = tuple(Named(key, words, ActorKind.PERSON, None) for key in ("a", words))
    found = Timeline(("a", words), (replace(ONE, topics=(words,), place=words),), (), actors, ())
    read = feedparser.parse(to_atom(found, "http://127.0.0.1:8420").encode())
    assert not read.bozo
    assert [entry.link for entry in read.entries] == ["http://127.0.0.1:8420/contact/0123456789abcdef"]
