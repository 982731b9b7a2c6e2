"""Answers from the gazetteer, written."""

import json

from memcon.knowledge.gazetteer import Entity, Tenure
from memcon.knowledge.who import Answer
from memcon.record.vocabulary import ActorKind
from memcon.views import answers

BRANDT = Entity("Q1", "Ana\x1b Brandt", ActorKind.PERSON, "XNL", "GOV", ())
TENURE = Tenure(
    "Q1", "head_of_state", "President of Norland", "XNL", None, "2021-05", None, "month", "the register", "stated"
)
ANSWER = Answer(BRANDT, (TENURE,), "Last seen in office 2025-01-01.")


def test_an_answer_reads_as_who_when_and_doubt() -> None:
    """A line names the person, a line each time in office, and a line says what is doubtful."""
    assert list(answers.lines([ANSWER])) == [
        "Ana<U+001B> Brandt · XNL · person · Q1",
        f"  {'May 2021 –':<36}  President of Norland",
        "  Last seen in office 2025-01-01.",
    ]


def test_an_answer_in_json_keeps_the_sources() -> None:
    """The JSON holds the tenures with their source and basis."""
    (found,) = json.loads(answers.to_json([ANSWER]))
    assert found["id"] == "Q1"
    assert found["tenures"][0]["source"] == "the register"
