"""schema.org JSON-LD of contacts, read back by rdflib."""

import json
from collections.abc import Callable

import pytest
import rdflib

from memcon.record import ContactAnswer
from memcon.views.exports import linked_data

Make = Callable[..., ContactAnswer]
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.mark.filterwarnings("ignore")
def test_another_reader_finds_the_event_and_the_review(make: Make) -> None:
    """An RDF reader finds one event with two attendees, and one review that rates the claim as false."""
    tree = json.loads(linked_data.to_json([make()]))
    tree["@context"] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(tree), format="json-ld")
    (event,) = graph.subjects(rdflib.RDF.type, SCHEMA.Event)
    assert str(event) == "urn:memcon:contact:m1"
    assert len(list(graph.objects(event, SCHEMA.attendee))) == 2
    assert str(graph.value(event, SCHEMA.organizer)) == "http://www.wikidata.org/entity/Q900001"
    (review,) = graph.subjects(rdflib.RDF.type, SCHEMA.ClaimReview)
    rating = graph.value(review, SCHEMA.reviewRating)
    assert int(str(graph.value(rating, SCHEMA.ratingValue))) == 1


def test_a_denied_contact_is_no_event(make: Make) -> None:
    """What a side denies is not published as having happened."""
    assert json.loads(linked_data.to_json([make(status="denied")]))["@graph"] == []
