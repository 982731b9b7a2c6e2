"""Who spoke with whom, as a graph: GraphML (graphml.graphdrawing.org, version 1.0), an edge a pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as Xml

from memcon.record import ContactAnswer, Named
from memcon.views.exports.described import legal_xml, summary

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = (
    ("name", "node", "string"),
    ("kind", "node", "string"),
    ("country", "node", "string"),
    ("contacts", "edge", "int"),
    ("first", "edge", "string"),
    ("last", "edge", "string"),
    ("channels", "edge", "string"),
)


@dataclass(slots=True)
class _Edge:
    channels: Counter[str]
    days: list[str]


def to_graphml(answers: Iterable[ContactAnswer]) -> str:
    """Writes the actors of contacts that took place as nodes, and every two who met as an undirected edge.

    An edge has the number of contacts, the first and the last day that any may have had (empty where none is known),
    and the channels.
    """
    nodes: dict[str, Named] = {}
    edges: dict[tuple[str, str], _Edge] = {}
    for answer in answers:
        seen = summary(answer)
        if seen.status != "held":
            continue
        nodes.update((party.id, party) for party in seen.parties)
        for pair in combinations(sorted(party.id for party in seen.parties), 2):
            edge = edges.setdefault(pair, _Edge(Counter(), []))
            edge.channels[seen.channel.value] += 1
            edge.days.extend(filter(None, (seen.earliest, seen.latest)))
    root = Xml.Element("graphml", xmlns=_NAMESPACE)
    for name, of, kind in _KEYS:
        Xml.SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": kind})
    graph = Xml.SubElement(root, "graph", id="contacts", edgedefault="undirected")
    for _, party in sorted(nodes.items()):
        node = Xml.SubElement(graph, "node", id=legal_xml(party.id))
        _data(node, name=party.name, kind=party.kind.value, country=party.country or "")
    for (a, b), edge in sorted(edges.items()):
        line = Xml.SubElement(graph, "edge", source=legal_xml(a), target=legal_xml(b))
        _data(
            line,
            contacts=str(edge.channels.total()),
            first=min(edge.days, default=""),
            last=max(edge.days, default=""),
            channels=", ".join(f"{channel} {count}" for channel, count in edge.channels.most_common()),
        )
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _data(parent: Xml.Element, **values: str) -> None:
    for key, value in values.items():
        Xml.SubElement(parent, "data", key=key).text = legal_xml(value)
