"""Each quotation is told whole, by the cue that leads up to it or follows it, and by no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from memcon.reading.cast import Cast
from memcon.reading.parse import parse
from memcon.reading.statements import find
from memcon.record import Document, Statement

pytestmark = pytest.mark.model

Told = tuple[str | None, str | None, tuple[str, ...]]


@pytest.fixture(scope="module")
def told(document: Callable[..., Document]) -> Callable[[str], list[Told]]:
    """The source, the cue and the content of each outermost statement of a text, by the rules alone."""

    def of(statement: Statement) -> Told:
        return (
            statement.speaker_span.exact if statement.speaker_span else None,
            statement.cue.exact if statement.cue else None,
            tuple(span.exact for span in statement.content),
        )

    def told(text: str) -> list[Told]:
        found = find(parse(document(text), "en"), Cast((), ()), method="rules")
        return [of(statement) for statement in found if statement.within is None]

    return told


Of = Callable[[str], list[Told]]


def test_both_halves_of_a_split_sentence_have_one_cue(told: Of) -> None:
    """ "A," X said, "B" is one statement of two pieces, whatever the parser hangs from the cue."""
    found = told("“The road is closed,” Arno Velt said in May, “and it will stay closed until the snow has gone.”")
    pieces = ("“The road is closed,”", "“and it will stay closed until the snow has gone.”")
    assert found == [("Arno Velt", "said", pieces)]


def test_what_the_parser_takes_for_content_after_an_inverted_cue_is_the_source(told: Of) -> None:
    """The noun after "said" is its source even where a relative clause lets the parser read on."""
    found = told("“The road is closed,” said the woman, who like many in the valley did not want to be named.")
    assert found == [("the woman", "said", ("“The road is closed,”",))]


@pytest.mark.parametrize(
    "text",
    [
        "“Follow me,” the envoy said, and the guards, surprised, walked behind him.",
        "“Follow me,” the envoy said, waving at the guards.",
    ],
)
def test_the_clause_after_a_cue_is_not_quoted(told: Of, text: str) -> None:
    """A participle or a clause joined to "...," she said tells what happened then, not what was said."""
    assert told(text) == [("the envoy", "said", ("“Follow me,”",))]


def test_a_second_cue_with_a_quotation_is_a_statement_of_its_own(told: Of) -> None:
    """A verb of saying joined to the content leads up to its own quotation, and shares the source."""
    assert told("Arno Velt said he welcomed the offer and added, “We will sign it in May.”") == [
        ("Arno Velt", "said", ("he welcomed the offer",)),
        ("Arno Velt", "added", ("“We will sign it in May.”",)),
    ]


def test_a_cue_with_a_subject_of_its_own_ends_the_content_before_it(told: Of) -> None:
    """The clause of the second cue, with all that opens it, belongs to neither content."""
    text = "The minister said that parents would not be paid, and when pressed on the reason, the envoy replied, “No.”"
    assert told(text) == [
        ("The minister", "said", ("that parents would not be paid",)),
        ("the envoy", "replied", ("“No.”",)),
    ]


def test_what_is_reported_inside_the_content_stays_inside(told: Of) -> None:
    """A quotation in the only clause of the content is reported by the outer source."""
    text = "Arno Velt said that the envoy had told her, “We will sign it in May.”"
    assert told(text) == [("Arno Velt", "said", ("that the envoy had told her, “We will sign it in May.”",))]


def test_a_quotation_after_a_full_stop_belongs_to_the_cue_after_it(told: Of) -> None:
    """An earlier cue's content ends with its sentence where the next quotation names its own speaker."""
    text = "In any case, Arden said, there were too many roads. “It was bound to happen,” Velt said. “The snow did it.”"
    assert told(text)[-1] == ("Velt", "said", ("“It was bound to happen,”", "“The snow did it.”"))


def test_the_name_before_a_colon_goes_before_a_pronoun_after_the_quotation(told: Of) -> None:
    """Content starts with the quotation, and the cue before the colon tells who speaks."""
    assert told("Arno Velt scolded the envoy: “The road was never closed,” he said. “It is open now.”") == [
        ("Arno Velt", "scolded", ("“The road was never closed,”", "“It is open now.”"))
    ]


def test_a_colon_tells_that_words_are_quoted_where_the_verb_does_not(told: Of) -> None:
    """A clause without a verb of saying may lead up to a quotation, also behind what another cue tells."""
    assert told("Velt said the offer was late, but Arden gave a simple reason: “We were waiting for the snow.”") == [
        ("Velt", "said", ("the offer was late",)),
        ("Arden", "gave", ("“We were waiting for the snow.”",)),
    ]


def test_a_sentence_about_him_does_not_end_a_quotation(told: Of) -> None:
    """One sentence whose subject is a pronoun may stand between two quotations of a paragraph."""
    text = "“The road is closed,” Velt said after a meeting. He did not name a day. “We want it open by spring.”"
    assert told(text) == [("Velt", "said", ("“The road is closed,”", "“We want it open by spring.”"))]


def test_a_paragraph_of_nothing_but_a_quotation_belongs_to_the_cue_of_the_next(told: Of) -> None:
    """Where nothing leads up to a quotation, the cue after the paragraph that goes on with it tells its speaker."""
    text = "It was open on Monday.\n\n“It is the best that we have.”\n\n“It will be open all summer,” Arden noted."
    assert told(text) == [("Arden", "noted", ("“It is the best that we have.”", "“It will be open all summer,”"))]


def test_a_cue_in_a_clause_of_time_leaves_the_quotation_before_it_alone(told: Of) -> None:
    """In "...," X said as Y yelled: "..." each has the words next to it."""
    assert told("“The road is closed,” Arden said as the envoy yelled: “Go home!”") == [
        ("Arden", "said", ("“The road is closed,”",)),
        ("the envoy", "yelled", ("“Go home!”",)),
    ]
