"""W3C Web Annotations of a record."""

import json

from memcon.record import Record
from memcon.views.exports import web_annotations


def test_every_target_finds_its_words(record: Record) -> None:
    """Position and quote of each annotation point at the same words of the text, prefix and suffix included."""
    page = json.loads(web_annotations.to_json(record))
    assert page["type"] == "AnnotationPage"
    text = record.document.text
    for item in page["items"]:
        quote, position = item["target"]["selector"]
        assert quote["type"] == "TextQuoteSelector"
        assert position["type"] == "TextPositionSelector"
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote.get("prefix", ""))
        assert text[position["end"] :].startswith(quote.get("suffix", ""))


def test_ids_are_unique_and_layers_are_there(record: Record) -> None:
    """No two annotations share an id; actors, times, statements, events, contacts and findings are annotated."""
    items = web_annotations.page(record)["items"]
    assert len({item["id"] for item in items}) == len(items)
    assert {item["motivation"] for item in items} == {
        "identifying", "tagging", "describing", "classifying", "linking", "assessing",
    }  # fmt: skip
