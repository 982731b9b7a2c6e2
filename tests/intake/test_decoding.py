"""Bytes -> text."""

import codecs

import pytest
from tests.conftest import least_seconds

from memcon.errors import InputError
from memcon.intake.decoding import declared_encoding, decode

FRENCH = "Le président d’Alda a reçu mercredi l’envoyé de Brenn ; l’échange a duré près d’une heure, à l’Élysée."
RUSSIAN = "Министр иностранных дел Альды провёл в среду телефонные переговоры со своим коллегой из Бренна."
ENGLISH = "“We will meet again in May,” the envoy of Alda said after the talks – the first in two years."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "utf-32"),
    ],
)
def test_encodings_of_news_are_told_apart(text: str, encoding: str) -> None:
    """English, French and Russian texts are decoded in the encodings that news was written in."""
    assert decode(f"{text} {text}".encode(encoding)) == f"{text} {text}"


def test_declared_encoding_goes_before_utf_8() -> None:
    """A page's own declaration is taken at its word, Latin-1 as Windows-1252."""
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}'.encode("cp1251")
    assert declared_encoding(page) == "windows-1251"
    assert RUSSIAN in decode(page, declared=declared_encoding(page))
    assert declared_encoding(b'<meta http-equiv="x" content="text/html; charset=ISO-8859-1">') == "cp1252"
    assert declared_encoding(b"<p>charset=utf-8</p>") is None


@pytest.mark.parametrize(
    "data", [b"", b"  ", b"%PDF-1", b"a\x00b", codecs.BOM_UTF16_LE + b"a", bytes(range(128, 256)) * 9]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Empty, binary, mismarked and undecodable bytes raise InputError."""
    with pytest.raises(InputError):
        decode(data)


def test_unknown_declaration_is_passed_over() -> None:
    """A declared encoding that does not exist, or does not fit, gives way to UTF-8."""
    assert decode(RUSSIAN.encode(), declared="no-such") == RUSSIAN
    assert decode(RUSSIAN.encode(), declared="ascii") == RUSSIAN
    assert decode(RUSSIAN.encode(), declared="idna") == RUSSIAN


@pytest.mark.parametrize("name", ["punycode", "PUNY-CODE", "idna", "unicode_escape", "utf-7", "undefined", "x-none"])
def test_encodings_that_no_page_is_in_are_passed_over(name: str) -> None:
    """What only Python calls an encoding is none of a page; the bytes are read as what they are, and quickly."""
    page = f'<meta charset="{name}">'.encode() + "Élysée – Ñandú ".encode() * 20_000
    assert declared_encoding(page) is None
    assert "Élysée – Ñandú" in decode(page, declared=declared_encoding(page))
    assert least_seconds(lambda: decode(page, declared=declared_encoding(page))) < 1
