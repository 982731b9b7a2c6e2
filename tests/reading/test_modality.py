"""How a verb is told: as done, to come, open, or not done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.knowledge import lexicon as lexicons
from memcon.reading import parse
from memcon.reading.modality import modality
from memcon.record import Document
from memcon.record.vocabulary import Modality

pytestmark = pytest.mark.model

CASES = {
    Modality.ASSERTED: [
        "Keane <v>met</v> Lund.",
        "Keane flew to Oslo and <v>met</v> Lund.",
        "Keane managed to <v>meet</v> Lund.",
        "Keane was the first minister to <v>meet</v> Lund.",
        "Keane became the first head of state to <v>meet</v> Lund.",
        "Keane is not the first minister to <v>meet</v> Lund.",
        "Two days after that Keane, the envoy, <v>called</v> on Lund.",
        "Keane flew to Oslo to <v>meet</v> Lund.",
        "Keane went to <v>see</v> Lund.",
        "Keane was said to have <v>met</v> Lund.",
        "Only then did Keane <v>meet</v> Lund.",
        "The statement that Keane had <v>met</v> Lund came late.",
        "It was good that Keane <v>met</v> Lund.",
        "It was in Oslo that Keane <v>met</v> Lund.",
        "Nothing came of it when Keane <v>met</v> Lund.",
    ],
    Modality.FUTURE: [
        "Keane will <v>meet</v> Lund.",
        "Keane is to <v>meet</v> Lund.",
        "Keane is going to <v>meet</v> Lund.",
        "Keane plans to <v>meet</v> Lund.",
        "Keane spoke of plans to <v>meet</v> Lund.",
        "Keane said that she would <v>meet</v> Lund.",
        "Keane will fly to Oslo to <v>meet</v> Lund.",
        "Today Keane goes to <v>see</v> Lund.",
        "Keane will be the first minister to <v>meet</v> Lund.",
        "Keane flies to Oslo to <v>meet</v> Lund.",
    ],
    Modality.NEGATED: [
        "Keane did not <v>meet</v> Lund.",
        "Keane never <v>met</v> Lund.",
        "Keane won’t <v>meet</v> Lund.",
        "No minister <v>met</v> Lund.",
        "Nobody <v>met</v> Lund.",
        "Neither Keane nor Holm <v>met</v> Lund.",
        "Nor did Keane <v>meet</v> Lund.",
        "Keane left without <v>meeting</v> Lund.",
        "Keane has yet to <v>meet</v> Lund.",
        "Keane will no longer <v>meet</v> Lund.",
        "Not since May had Keane and Holm <v>met</v>.",
    ],
    Modality.HYPOTHETICAL: [
        "Keane may <v>meet</v> Lund.",
        "Keane might have <v>met</v> Lund.",
        "Keane would have <v>met</v> Lund.",
        "Keane said that she would have <v>met</v> Lund.",
        "Keane wants to <v>meet</v> Lund.",
        "Keane refused to <v>meet</v> Lund.",
        "If Keane <v>meets</v> Lund, prices will fall.",
        "Had Keane <v>met</v> Lund, prices would have fallen.",
        "Did Keane <v>meet</v> Lund?",
        "Will Keane <v>meet</v> Lund?",
        "Keane nearly <v>met</v> Lund.",
        "Keane was to have <v>met</v> Lund.",
        "Keane was due to have <v>met</v> Lund.",
        "Keane spoke of the prospect of <v>meeting</v> the minister.",
        "There is no evidence that Keane <v>met</v> Lund.",
        "Rumours that Keane <v>met</v> Lund spread quickly.",
        "It is untrue that Keane <v>met</v> Lund.",
        "It is not true that Keane <v>met</v> Lund.",
    ],
}


@pytest.mark.parametrize(
    ("expected", "written"), [(expected, written) for expected, texts in CASES.items() for written in texts]
)
def test_how_a_verb_is_told(
    document: Callable[[str], Document], unmarked: Callable[[str], Any], expected: Modality, written: str
) -> None:
    """Auxiliaries, negations, what governs the verb and the form of its clause tell whether it was done."""
    marked = unmarked(written)
    parsed = parse.parse(document(marked.text), "en")
    verb = next(token for token in parsed.doc if token.idx == marked.marks[0].start)
    assert modality(verb, lexicons.contacts("en")) is expected
