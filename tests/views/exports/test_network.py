"""GraphML of who spoke with whom, read back by networkx."""

from collections.abc import Callable
from io import BytesIO

import networkx
import pytest

from memcon.record import ContactAnswer
from memcon.views.exports import network

Make = Callable[..., ContactAnswer]


@pytest.mark.filterwarnings("ignore")
def test_an_edge_counts_the_contacts_of_a_pair(make: Make) -> None:
    """Two calls and a meeting of one pair are one edge with three contacts; a cancelled one is none."""
    answers = [
        make("m1"),
        make("m2", time="2024-02-03"),
        make("m3", kind="in_person", time=None),
        make("m4", status="cancelled"),
    ]
    graph = networkx.read_graphml(BytesIO(network.to_graphml(answers).encode()))
    assert graph.nodes["Q900001"] == {"name": "Ana Brandt", "kind": "person", "country": "FRA"}
    (edge,) = graph.edges(data=True)
    assert edge[2] == {
        "contacts": 3, "first": "2024-02-03", "last": "2025-07-01", "channels": "phone 2, in_person 1",
    }  # fmt: skip


def test_characters_that_xml_cannot_hold_are_replaced(make: Make) -> None:
    """A name with a control character gives a file that an XML parser reads."""
    answer = make()
    broken = type(answer.actors[0])("Q900001", "Ana\x00\x1b Brandt\ud800", answer.actors[0].kind, "FRA")
    written = network.to_graphml([ContactAnswer(answer.merged, answer.reports, (broken, answer.actors[1]))])
    graph = networkx.read_graphml(BytesIO(written.encode()))
    assert graph.nodes["Q900001"]["name"] == "Ana\ufffd\ufffd Brandt\ufffd"
