"""Who says what: marked texts, speakers from a cast made by hand, and hostile input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import least_seconds

from memcon.config import StatementMethod
from memcon.knowledge.cues import CueKind
from memcon.reading.cast import Cast, Reference
from memcon.reading.parse import Parsed, parse
from memcon.reading.statements import find
from memcon.record import Actor, Document, Statement
from memcon.record.vocabulary import ActorKind, DocumentKind, MentionForm

pytestmark = pytest.mark.model

NOBODY = Cast((), ())
Found = tuple[str, str, tuple[str, ...], str, int | None]


@pytest.fixture(scope="module")
def parsed(document: Callable[..., Document]) -> Callable[..., Parsed]:
    def parsed(text: str, kind: str = "news") -> Parsed:
        return parse(replace(document(text), kind=DocumentKind(kind)), "en")

    return parsed


def cast_of(parsed: Parsed, **named: str) -> Cast:
    """A cast in which every occurrence of a wording stands for the actors given (ids parted by spaces)."""
    text = parsed.document.text
    references = []
    for wording, ids in named.items():
        wording = wording.replace("_", " ")
        at = text.find(wording)
        while at >= 0:
            end = at + len(wording)
            head = next(token.i for token in reversed(parsed.doc) if at <= token.idx < end)
            references.append(Reference(at, end, head, tuple(ids.split()), MentionForm.NAME))
            at = text.find(wording, end)
    ids = {each for reference in references for each in reference.actors}
    actors = tuple(Actor(each, each, ActorKind.PERSON) for each in sorted(ids))
    return Cast(actors, tuple(sorted(references, key=lambda reference: reference.start)))


def told(statement: Statement) -> tuple[str | None, str | None, tuple[str, ...], str]:
    return (
        statement.speaker_span.exact if statement.speaker_span else None,
        statement.cue.exact if statement.cue else None,
        tuple(span.exact for span in statement.content),
        statement.quotation.value,
    )


@pytest.mark.parametrize("method", ["rules", "model"])
def test_marked_statements(
    statements_case: dict[str, Any],
    parsed: Callable[..., Parsed],
    unmarked: Callable[[str], Any],
    method: StatementMethod,
    request: pytest.FixtureRequest,
) -> None:
    """Every marked statement, and no other, is found with its source, cue, content, quotation and nesting."""
    if method == "model" and "xfail_model" in statements_case:
        request.applymarker(pytest.mark.xfail(reason=statements_case["xfail_model"], strict=True))
    marked = unmarked(statements_case["text"])
    wanted: dict[str, dict[str, Any]] = {}
    for mark in marked.marks:
        one = wanted.setdefault(mark.attributes["n"], {"what": [], "told": "indirect", "in": None})
        one["told"] = mark.attributes.get("told", one["told"])
        one["in"] = mark.attributes.get("in", one["in"])
        if mark.tag == "what":
            one["what"].append(marked.text[mark.start : mark.end])
        else:
            one[mark.tag] = marked.text[mark.start : mark.end]
    found = find(parsed(marked.text, statements_case.get("kind", "news")), NOBODY, method=method)
    by_id = {statement.id: statement for statement in found}
    outer = {number: (one.get("who"), one.get("cue")) for number, one in wanted.items()}
    assert {(*told(each), told(by_id[each.within])[:2] if each.within else None) for each in found} == {
        (one.get("who"), one.get("cue"), tuple(one["what"]), one["told"], outer.get(one["in"]))
        for one in wanted.values()
    }


def test_words_inside_the_marks_are_kept_without_them(parsed: Callable[..., Parsed]) -> None:
    """quotes hold the quoted words alone, without marks and without the comma that typesetting puts inside."""
    (statement,) = find(parsed("The minister said the talks were “frank” and “very useful.”"), NOBODY)
    assert [span.exact for span in statement.quotes] == ["frank", "very useful"]


def test_speaker_is_the_actor_of_the_source(parsed: Callable[..., Parsed]) -> None:
    """The reference that covers the source's head gives the speaker, whatever stands around it."""
    text = parsed("Norway's veteran minister Arno Velt, who is 60, said that the talks had failed.")
    (statement,) = find(text, cast_of(text, Arno_Velt="P1", Norway="S1"))
    assert statement.speaker == "P1"
    assert statement.speaker_span is not None
    assert statement.speaker_span.exact.startswith("Norway's veteran minister Arno Velt")


def test_a_relative_pronoun_speaks_for_its_noun(parsed: Callable[..., Parsed]) -> None:
    """Who says so in a relative clause is the noun before it."""
    text = parsed("Arno Velt, who said the talks had failed, left the hall.")
    assert [one.speaker for one in find(text, cast_of(text, Arno_Velt="P1"))] == ["P1"]


def test_several_speakers_share_the_same_words(parsed: Callable[..., Parsed]) -> None:
    """One statement for each actor, with the same spans and ids in order."""
    text = parsed("Both Paris and Moscow have confirmed that the talks will go on.")
    found = find(text, cast_of(text, Paris="S1", Moscow="S2"))
    assert [(one.id, one.speaker) for one in found] == [("s1", "S1"), ("s2", "S2")]
    assert found[0].content == found[1].content


def test_a_statement_speaks_for_the_body_it_names(parsed: Callable[..., Parsed]) -> None:
    """The speaker of "a statement from the Kremlin" is the Kremlin."""
    text = parsed("According to a statement from the Kremlin, the talks will go on in May.")
    assert [one.speaker for one in find(text, cast_of(text, the_Kremlin="B1"))] == ["B1"]


def test_whom_it_is_said_to(parsed: Callable[..., Parsed]) -> None:
    """The one told or urged is the addressee; the one accused is not."""
    text = parsed("Velt told Arden that the talks had failed. Velt urged Arden to come. Velt accused Arden of lying.")
    found = find(text, cast_of(text, Velt="P1", Arden="P2"))
    assert [one.addressee for one in found] == ["P2", "P2", None]


def test_i_inside_someones_words_is_that_speaker(parsed: Callable[..., Parsed]) -> None:
    """A nested statement of "I" has the outer statement's speaker."""
    text = parsed("“I told them that the road was closed,” Velt said.")
    found = find(text, cast_of(text, Velt="P1"))
    assert [(one.speaker, one.within) for one in found] == [("P1", None), ("P1", "s1")]


def test_a_pronoun_goes_on_with_the_quoted_speaker(parsed: Callable[..., Parsed]) -> None:
    """ "He added" without a known referent is the speaker quoted before in the paragraph, not across paragraphs."""
    text = parsed("“The road is closed,” Velt said. “It is snow,” he added.\n\n“It is ice,” he said.")
    found = find(text, cast_of(text, Velt="P1"))
    assert [one.speaker for one in found] == ["P1", "P1", None]


def test_attitudes_are_left_out_unless_asked_for(parsed: Callable[..., Parsed]) -> None:
    """A thought is found under its own kind only, and what is said inside it stays outermost."""
    text = parsed("The minister believes that Norway said the talks had failed.")
    assert [told(one)[1] for one in find(text, NOBODY)] == ["said"]
    everything = find(text, NOBODY, kinds=frozenset(CueKind))
    assert [(told(one)[1], one.within) for one in everything] == [("believes", None), ("said", "s1")]


def test_nothing_said_inside_words_not_said(parsed: Callable[..., Parsed]) -> None:
    """What a denied statement would have reported is no statement either."""
    assert not find(parsed("The envoy did not say that Norway promised to pay."), NOBODY)


def test_same_text_same_statements(parsed: Callable[..., Parsed]) -> None:
    """Reading twice gives the same ids and spans."""
    text = "“We go,” Velt said. According to Arden, Norway warned that the truce would not last."
    assert find(parsed(text), NOBODY) == find(parsed(text), NOBODY)


FRAGMENTS = ["“", "”", '"', "''", "‘", "’", "'", "«", "»", "„", ":", ",", ".", "\n", "\n\n", "said", "He", "that", "—"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*FRAGMENTS, "according to", "Velt", "the talks", "told", "(", "Q"]) | st.text(max_size=3))
)
def test_any_text_gives_honest_spans(pieces: list[str]) -> None:
    """Marks in any disorder never raise, every span is the text there, and within names an earlier statement."""
    text = " ".join(pieces)
    seen: set[str] = set()
    for statement in find(parse(Document(text), "en"), NOBODY, kinds=frozenset(CueKind)):
        spans = [statement.speaker_span, statement.cue, *statement.content, *statement.quotes]
        assert all(text[span.start : span.end] == span.exact for span in spans if span)
        assert statement.content
        assert statement.within is None or statement.within in seen
        seen.add(statement.id)


@pytest.mark.parametrize(
    "unit",
    [
        "He said ",
        "“ ",
        "“He said ",
        "he said, ",
        "Velt: no\n",
        "according to ",
        "'' \" ",
        "told him that ",
        "He ran, according to Velt.\n",
    ],
)
def test_hostile_repetition_is_read_in_linear_time(unit: str, parsed: Callable[..., Parsed]) -> None:
    """Four times the text costs at most about four times the time, not sixteen."""

    def cost(characters: int) -> float:
        text = parsed(unit * (characters // len(unit)))
        return least_seconds(lambda: find(text, NOBODY, kinds=frozenset(CueKind)))

    assert cost(8000) < 10 * cost(2000) + 0.1
