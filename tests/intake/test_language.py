"""Which language a text is in, also where it is a bare title."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.config import Config
from memcon.intake import from_html, from_text
from memcon.intake.language import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The foreign minister of Alda met her colleague from Brenn on Friday to discuss the truce.", "en"),
        ("Le ministre des Affaires étrangères d’Alda a reçu vendredi son homologue de Brenn.", "fr"),
        ("Министр иностранных дел Альды встретился в пятницу со своим коллегой из Бренна.", "ru"),
        ("Der Außenminister von Alda hat am Freitag seine Kollegin aus Brenn empfangen.", "de"),
        ("Міністр закордонних справ Альди зустрівся у п’ятницю зі своєю колегою з Бренну.", "uk"),
        ("Envoys arrive in Vienna", "en"),
        ("Le ministre reçoit à Vienne", "fr"),
        ("Визит министра в Вену", "ru"),
        ("ENVOYS OF ALDA AND BRENN ARRIVE IN VIENNA FOR THE FIRST TALKS", "en"),
        ("НАТО", None),
        ("Vell, Morn", None),
        ("12:30 +41 22 917 1234 (100%)", None),
        ("", None),
    ],
)
def test_language_is_told_or_left_open(text: str, language: str | None) -> None:
    """Texts and titles get their language, also in capitals; names and figures alone get none."""
    assert identify(text) == language


def test_wish_goes_before_what_is_found_and_the_declared_language_after() -> None:
    """The configured language stands; what a page declares counts only where its text does not tell."""
    text = "The foreign minister of Alda met her colleague from Brenn on Friday."
    assert from_text(text, Config(language="fr")).language == "fr"
    assert from_text(text, Config(), fallback_language="fr").language == "en"
    assert from_text("Vell, Morn", Config(), fallback_language="fr").language == "fr"
    assert from_text("Vell, Morn", Config()).language is None
    page = (
        f'<html lang="fr-CA"><body><article><h1>Talks</h1><p>{text} They will meet again.</p></article></body></html>'
    )
    assert from_html(page, Config()).language == "en"
    assert from_html(page, Config(language="ru")).language == "ru"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_any_text_has_a_language_code_or_none(text: str) -> None:
    """Whatever the characters, the answer is two or three small letters or none."""
    found = identify(text)
    assert found is None or (found.isascii() and found.islower() and 2 <= len(found) <= 3)
