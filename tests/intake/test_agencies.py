"""The agency that a text names as its source."""

import pytest

from memcon.config import Config
from memcon.intake import from_text
from memcon.intake.agencies import agency
from memcon.record import Document

BODY = (
    "The foreign ministers of Alda and Brenn met in Vienna on Friday and agreed to reopen two border crossings.\n\n"
    "They will meet again in the autumn, the ministry of Alda said in a statement."
)
CONFIG = Config(language="en")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"VIENNA (AFP) — {BODY}", "AFP"),
        (f"VIENNA, July 4 (Reuters) - {BODY}", "Reuters"),
        (f"Ministers meet in Vienna\n\nVIENNA, July 4 (Xinhua) -- {BODY}", "Xinhua"),
        (f"Ministers meet in Vienna\n\nBy Jane Roe, Associated Press\n\n{BODY}", "AP"),
        (f"Ministers meet in Vienna\n\nPTI | Jul 4, 2025, 10:15 IST\n\n{BODY}", "PTI"),
        (f"{BODY}\n\n(With inputs from AFP)", "AFP"),
        (f"{BODY}\n\nWith inputs from Agence France-Presse", "AFP"),
        (f"{BODY} (Reuters)", "Reuters"),
        (f"{BODY}\n\nCopyright 2025 The Associated Press. All rights reserved.", "AP"),
    ],
)
def test_agency_that_the_text_names(text: str, name: str) -> None:
    """Datelines, bylines, credits and copyright lines name the agency, under its one name."""
    assert agency(from_text(text, CONFIG)) == name


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\nA diplomat told AFP and Reuters that the talks had been frank.",
        f"{BODY}\n\nThe crossing is run by the Palestinian Authority (PA).",
        f"{BODY}\n\n(With inputs from AFP, Reuters)",
        f"{BODY}\n\nReporting by the staff; the map is by our own desk, which has tap water",
        f"{BODY}\n\nRead more: Reuters poll on trade",
        f"VIENNA — {BODY}",
    ],
)
def test_no_agency_where_the_text_is_by_none_or_several(text: str) -> None:
    """An agency that was told something, is linked to, or is one of several is not the source of the text."""
    assert agency(from_text(text, CONFIG)) is None


def test_dateline_goes_before_credit_and_publisher() -> None:
    """An outlet's credit to another agency does not hide the dateline's; a publisher that is an agency comes last."""
    assert agency(from_text(f"VIENNA (AFP) — {BODY}\n\n(With inputs from PTI)", CONFIG)) == "AFP"
    assert agency(from_text(BODY, CONFIG, publisher="TASS")) == "TASS"
    assert agency(from_text(BODY, CONFIG, publisher="The Courier")) is None


def test_odd_documents_have_no_agency() -> None:
    """Documents without paragraphs or of marks alone are no trouble."""
    assert [agency(Document(text)) for text in ("", "(", "(((" * 90, "()" * 400, "AFP")] == [None] * 5
