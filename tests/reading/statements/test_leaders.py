"""What leads up to a quotation: a cue before a comma or a colon, a sentence of saying, a name between dashes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.knowledge.cues import CueKind
from memcon.reading.cast import Cast
from memcon.reading.parse import parse
from memcon.reading.statements import find
from memcon.record import Document

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Maria Arden released the following statement: “We will sign it in May.”", "Maria Arden", "released"),
        ("Maria Arden has apologized for what happened: “I was wrong.”", "Maria Arden", "has apologized"),
        ("Maria Arden went so far as to say: “The road is closed for good.”", "Maria Arden", "to say"),
        ("Maria Arden shook her head and said, “No.”", "Maria Arden", "said"),
        ("Maria Arden emailed reporters saying: “The road is open.”", "Maria Arden", "saying"),
        ("Maria Arden, the mayor, said in a statement. “The roads are open.”", "Maria Arden, the mayor", "said"),
        ("It has many critics, including the envoy Arno Velt -- “It is wrong” -- and others.", "envoy Arno Velt", "--"),
    ],
)
def test_the_source_of_what_leads_up(document: Callable[..., Document], text: str, source: str, cue: str) -> None:
    """The quotation alone is told, by the subject of the verb that leads up to it or the name beside it."""
    found = find(parse(document(text), "en"), Cast((), ()), kinds=frozenset(CueKind), method="rules")
    (statement,) = [each for each in found if each.quotes]
    assert statement.speaker_span is not None
    assert statement.cue is not None
    assert statement.speaker_span.exact.endswith(source)
    assert statement.cue.exact == cue
    assert [span.exact[0] + span.exact[-1] for span in statement.content] == ["“”"]


def test_a_colon_tells_that_words_are_said(document: Callable[..., Document]) -> None:
    """A Record keeps a quotation after a colon although its verb alone is no verb of saying."""
    text = "Maria Arden released the following statement: “We will sign it in May.”"
    assert [each.quotation.value for each in find(parse(document(text), "en"), Cast((), ()), method="rules")] == [
        "direct"
    ]
