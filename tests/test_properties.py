"""What holds of every Record, whatever the text: spans cite, ids exist, equal texts read equal, JSON comes back."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memcon import intake
from memcon.config import Config
from memcon.errors import MemconError
from memcon.pipeline import Reader
from memcon.record import Document, Record, Span
from memcon.views.codec import from_json, to_json

pytestmark = pytest.mark.model

READING = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""Derandomised, so that a run that fails on one machine fails on all."""

_VOCABULARY = """
Macron Putin Biden Xi Zelensky Moscow Paris Kremlin Élysée China France the UN NATO EU Hamas he she they his
their both leaders president minister foreign Prime Minister Estonian Maarja Tamm met spoke called visited
said denied urged accused agreed cancelled will not never has had been by with to in on for since until before
after first last third call meeting letter talks visit phone video hours minutes two three years weeks month
Tuesday Monday July March 2022 2025 1 31 10:15 more than nearly about according that which who and or but
"""
_WORDS = _VOCABULARY.split()
_MARKS = [",", ".", ";", ":", "“", "”", "‘", "’", '"', "'", "«", "»", "(", ")", "—", "-", "?", "!", "\n\n", "\n"]
_newsy = st.lists(st.sampled_from(_WORDS + _MARKS), max_size=90).map(" ".join)
_any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
_odd_text = st.text('\u202e\u2066\u200b\ufeff\x00\x07\x1b\x85\u2028\u00ad é́’"«.\n\tİßﬁ🤝한', max_size=200)
_punctuation = st.text("“”‘’\"'«».,;:!?()[]{}—–-…\n", max_size=300)
_long_word = st.integers(1, 4000).map(lambda n: f"Macron met {'a' * n} in Paris.")
_texts = st.one_of(_newsy, _any_text, _odd_text, _punctuation, _long_word)


def _parts(part: object) -> Iterator[object]:
    """Everything inside a dataclass, itself included, without recursion."""
    waiting = [part]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, tuple | list):
            waiting.extend(one)
        elif dataclasses.is_dataclass(one):
            waiting.extend(getattr(one, field.name) for field in dataclasses.fields(one))


def _document(text: str) -> Document | None:
    """The text as intake takes it in; None where it is refused."""
    try:
        return intake.from_text(text, Config(language="en", published="2025-07-03"))
    except MemconError:
        return None


def assert_sound(record: Record) -> None:
    """Asserts that every span cites its words, and that every id which is referred to exists, once."""
    text = record.document.text
    for part in _parts(record):
        if isinstance(part, Span):
            assert 0 <= part.start < part.end <= len(text)
            assert part.exact == text[part.start : part.end]
    for layer in ("actors", "statements", "events", "contacts", "claims"):
        ids = [one.id for one in getattr(record, layer)]
        assert len(ids) == len(set(ids)), layer
    actors, statements, events, contacts, claims = (
        {one.id for one in getattr(record, layer)} for layer in ("actors", "statements", "events", "contacts", "claims")
    )
    for statement in record.statements:
        assert {statement.speaker, statement.addressee} - {None} <= actors
        assert statement.within is None or statement.within in statements - {statement.id}
        assert statement.content
    for event in record.events:
        assert {*event.actors, *event.recipients} <= actors
        assert event.attributed_to is None or event.attributed_to in statements
        assert event.evidence.start <= event.trigger.start < event.trigger.end <= event.evidence.end
    for contact in record.contacts:
        assert contact.event in events
        assert set(contact.outcomes) <= events
        assert {one.actor for one in (*contact.participants, *contact.informed)} <= actors
        assert contact.initiator is None or contact.initiator.actor in actors
        assert {account.side for account in contact.accounts} <= actors
        assert {one for account in contact.accounts for one in account.statements} <= statements
        assert len({one.actor for one in contact.participants}) == len(contact.participants) >= 2
        assert (contact.duration is None) == (contact.duration_span is None)
    for claim in record.claims:
        assert claim.about is None or claim.about in contacts
    for finding in record.findings:
        assert finding.claim in claims
        assert finding.evidence
        assert finding.explanation
        assert "\n" not in finding.explanation


@READING
@given(text=_texts)
def test_reading_any_text_is_sound(reader: Reader, text: str) -> None:
    """No text makes reading raise anything but a MemconError; spans cite, ids exist and JSON comes back equal."""
    document = _document(text)
    if document is None:
        return
    try:
        record = reader.read(document)
    except MemconError:
        return
    assert_sound(record)
    assert from_json(to_json(record)) == record


@READING
@given(text=_texts)
def test_reading_any_raw_document_is_sound(reader: Reader, text: str) -> None:
    """The reading stages stand on their own: a Document that intake never cleaned reads soundly, too."""
    try:
        record = reader.read(Document(text))
    except MemconError:
        return
    assert_sound(record)


@settings(READING, max_examples=8)
@given(text=_newsy)
def test_the_same_text_reads_the_same(reader: Reader, text: str) -> None:
    """Reading twice gives equal Records, ids included."""
    document = _document(text)
    if document is not None:
        assert reader.read(document) == reader.read(document)


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 5000 + "Macron met Putin." + "\n" * 5000,
        "“" * 3000 + "Macron said" + "”" * 10,
        "Macron said that " * 400 + "Putin left.",
        "(" * 2000 + "Macron met Putin" + ")" * 2000,
        "Macron, Putin, " * 500 + "met.",
        "first in " * 300 + "three years",
        "since " * 1000 + "2022",
        "the president of the minister of " * 250 + "France spoke.",
        "Macron’s call’s " * 300 + "ended.",
        "1 2 3 4 5 6 7 8 9 0 / - : . " * 200,
        "a" * 4999 + " met " + "b" * 4999,
        "\u202eMacron met Putin\u202c on \u2066Tuesday\u2069.",
        "Macron\x00met\x07Putin\x1b[31m in Paris.",
        "𝕸𝖆𝖈𝖗𝖔𝖓 met Putin 🤝 in Pa\u0301ris. " * 20,
    ],
    ids=range(14),
)
def test_hostile_texts_read_soundly(reader: Reader, text: str) -> None:
    """Texts made to break readers are read soundly or refused with a MemconError, in time that grows with them."""
    start = time.process_time()
    document = _document(text)
    for each in filter(None, (document, Document(text))):
        try:
            assert_sound(reader.read(each))
        except MemconError:
            continue
    assert time.process_time() - start < 8
