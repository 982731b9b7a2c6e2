"""The parse: token offsets are offsets into the document's text, and sentences keep to their paragraphs."""

from collections.abc import Callable

import pytest

from memcon.errors import KnowledgeError
from memcon.reading import parse
from memcon.record import Document

pytestmark = pytest.mark.model
Make = Callable[..., Document]


@pytest.mark.parametrize(
    "text",
    ["Keane met Lund.", "  Keane\u00a0met  Lund ’s aide. \n\n\n He left. ", "𝕶eane 🤝 Lund\u0301.", "", " \n "],
)
def test_tokens_stand_where_they_say(document: Make, text: str) -> None:
    """Every token's offset finds its own words in the text, odd white space and characters beyond the BMP included."""
    parsed = parse.parse(document(text), "en")
    assert [text[token.idx : token.idx + len(token.text)] for token in parsed.doc] == [t.text for t in parsed.doc]


def test_no_sentence_spans_two_paragraphs(document: Make) -> None:
    """A headline without a full stop ends its sentence all the same."""
    made = document("Keane met Lund in Oslo\n\nThe two ministers spoke\n\nThey left early.")
    sentences = [(s.start_char, s.end_char) for s in parse.parse(made, "en").sentences()]
    for paragraph in made.paragraphs:
        assert not any(start < paragraph.start < end - 1 and end > paragraph.start + 1 for start, end in sentences)


def test_long_texts_are_parsed_in_pieces_that_keep_offsets(document: Make) -> None:
    """A text longer than a piece reads as one Doc with the offsets of the whole."""
    made = document("\n\n".join(f"Keane met {'x' * 300} for time {n}." for n in range(400)))
    doc = parse.parse(made, "en").doc
    assert len(made.text) > 100_000
    assert all(made.text[token.idx : token.idx + len(token.text)] == token.text for token in doc)
    assert doc[-2].text == "399"


def test_pieces_joined_say_what_they_said_apart(document: Make) -> None:
    """Everything that the stages read of a word stands in the joined parse as in that of its own piece."""
    paragraphs = [
        f"Prime Minister Nuala Keane met {name} in Oslo; it's {'late ' * 300}now." for name in ("Lund", "Berg")
    ]
    joined = parse.parse(document("\n\n".join(paragraphs)), "en").doc
    apart = [token for one in paragraphs for token in parse.parse(document(one), "en").doc]
    told = [(t.text, t.lemma_, t.tag_, t.pos_, str(t.morph), t.dep_, t.ent_type_, t.norm_) for t in apart]
    words = [t for t in joined if not t.is_space]
    assert len(joined) > len(words)
    assert [(t.text, t.lemma_, t.tag_, t.pos_, str(t.morph), t.dep_, t.ent_type_, t.norm_) for t in words] == told
    assert [t.head.text for t in words] == [t.head.text for t in apart]


def test_citations_cover_whole_tokens(document: Make) -> None:
    """cite takes both ends in, cite_trimmed drops white space at either end."""
    parsed = parse.parse(document("Keane met the tall minister .\n\nHe left."), "en")
    assert parsed.cite(0, 1).exact == "Keane met"
    space = next(token.i for token in parsed.doc if token.is_space)
    assert not parsed.cite_trimmed(space - 1, space).exact.endswith("\n")


def test_a_language_without_parser_is_refused() -> None:
    """The error says which languages there are."""
    with pytest.raises(KnowledgeError, match="en"):
        parse.load("tlh")
