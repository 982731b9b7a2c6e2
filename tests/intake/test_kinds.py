"""Reporting, official statements and transcripts told apart."""

import pytest

from memcon.config import Config
from memcon.intake import from_text
from memcon.record.vocabulary import DocumentKind

NEWS = "The president of Alda spoke with the president of Brenn on Friday. They discussed the border."


def kind(text: str, url: str | None = None) -> str:
    """The kind intake gives a text."""
    return from_text(text, Config(language="en"), url=url).kind.value


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        (NEWS, None, "news"),
        (NEWS, "https://www.bbc.com/news/1", "news"),
        (NEWS, "http://en.kremlin.ru/events/president/news/1", "official"),
        (NEWS, "https://www.mea.gov.in/x.htm", "official"),
        (f"Readout of President Vell's Call with President Morn of Brenn\n{NEWS}", None, "official"),
        (f"Telephone conversation with President of Brenn Ida Morn\nJuly 3, 2025\n{NEWS}", None, "official"),
        (f"Vell and Morn speak by telephone\nThe Kremlin, Moscow\n{NEWS}", None, "official"),
        (f"Statement by the envoys divides Alda's allies\n{NEWS}", None, "official"),
        (f"Envoys: talks useful\nSummary: none\nNote: x\nWarning: y\n{NEWS}", None, "news"),
    ],
)
def test_statements_are_told_by_address_body_or_heading(text: str, url: str | None, expected: str) -> None:
    """A body's address or name, or the heading of a statement, makes a text official."""
    assert kind(text, url) == expected


@pytest.mark.parametrize(
    "turns",
    [
        [
            "PRESIDENT VELL: Thank you for coming.",
            "QUESTION: Will you meet?",
            "PRESIDENT VELL: We will.",
            "QUESTION: When?",
        ],
        ["А.Велл: Спасибо.", "Вопрос: Когда встреча?", "А.Велл: В мае.", "Вопрос: Где она пройдёт?"],
        ["M. Vell : Merci d'être venus.", "Question : Quand ?", "M. Vell : En mai.", "Mme Morn : En mai."],
        [
            "Arno Vell (via interpreter): Thank you.",
            "Ida Morn: Thank you.",
            "Arno Vell (via interpreter): Yes.",
            "Q: When?",
        ],
    ],
)
def test_speakers_turns_make_a_transcript(turns: list[str]) -> None:
    """Labels of at least two speakers, one of them again, make a transcript in any language."""
    assert kind("\n".join(["Press conference in Vienna", *turns])) == "transcript"


def test_kind_given_goes_before_kind_told() -> None:
    """A kind given by the caller stands."""
    made = from_text(NEWS, Config(), url="http://kremlin.ru/a", kind=DocumentKind.NEWS)
    assert made.kind is DocumentKind.NEWS
