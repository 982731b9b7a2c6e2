"""Who speaks with whom over a period, as a drawing of actors and lines between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from memcon.record import Named, Spoken
from memcon.views.charts.drawing import mark, short, svg, words
from memcon.views.markup import Markup
from memcon.views.visible import clipped

_SIZE = 760.0
_STEPS = 120
MOST_NODES = 80
"""Actors drawn: those with the most contacts."""


def network(links: Sequence[Spoken], actors: Mapping[str, Named], *, label: str) -> Markup:
    """Draws actors as circles as large as their contacts are many, and those who spoke with each other joined.

    The layout is Fruchterman and Reingold's (1991), from a circle and in a fixed number of steps, so that the same
    contacts are always drawn in the same way. Only the MOST_NODES actors with the most contacts are drawn.
    """
    weights: dict[str, int] = {}
    for link in links:
        for actor in (link.a, link.b):
            weights[actor] = weights.get(actor, 0) + link.contacts
    kept = sorted(weights, key=lambda actor: (-weights[actor], actor))[:MOST_NODES]
    if not kept:
        return Markup("")
    places = _layout(kept, links)
    drawn = [link for link in links if link.a in places and link.b in places]
    most = max(weights[actor] for actor in kept)
    lines = [_line(link, places, actors) for link in sorted(drawn, key=lambda link: link.contacts)]
    nodes = [_node(actor, places[actor], weights[actor] / most, weights[actor], actors) for actor in kept]
    return svg(_SIZE, _SIZE, label, *lines, *nodes)


def _line(link: Spoken, places: Mapping[str, tuple[float, float]], actors: Mapping[str, Named]) -> Markup:
    (x1, y1), (x2, y2) = places[link.a], places[link.b]
    names = " and ".join(_name(actors, actor) for actor in (link.a, link.b))
    return mark(
        "line",
        f"{names}: {link.contacts}",
        href=f"/pair/{link.a}/{link.b}",
        x1=short(x1),
        y1=short(y1),
        x2=short(x2),
        y2=short(y2),
        class_="link",
        stroke_width=short(1 + min(6.0, math.log2(link.contacts))),
    )


def _node(actor: str, place: tuple[float, float], share: float, contacts: int, actors: Mapping[str, Named]) -> Markup:
    radius = 5 + 13 * math.sqrt(share)
    name = _name(actors, actor)
    kind = actors[actor].kind.value if actor in actors else "unknown"
    circle = mark(
        "circle",
        f"{name}: {contacts} contacts",
        href=f"/actor/{actor}",
        cx=short(place[0]),
        cy=short(place[1]),
        r=short(radius),
        class_=f"node {kind}",
    )
    return Markup(circle + words(place[0], place[1] - radius - 3, clipped(name, 24), anchor="middle"))


def _name(actors: Mapping[str, Named], actor: str) -> str:
    return actors[actor].name if actor in actors else actor


def _layout(nodes: Sequence[str], links: Sequence[Spoken]) -> dict[str, tuple[float, float]]:
    """Where each node lies, within the drawing."""
    import numpy as np

    count = len(nodes)
    angles = np.arange(count) * (2 * math.pi / count)
    at = np.stack([np.cos(angles), np.sin(angles)], axis=1) * 0.4
    number = {node: row for row, node in enumerate(nodes)}
    pull = np.zeros((count, count))
    for link in links:
        if link.a in number and link.b in number:
            a, b = number[link.a], number[link.b]
            pull[a, b] = pull[b, a] = 1 + math.log2(link.contacts)
    ideal = 0.9 / math.sqrt(count)
    for step in range(_STEPS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = (ideal**2 / distance**2)[:, :, None] * apart - (pull * distance / ideal)[:, :, None] * apart * 0.15
        moved = force.sum(axis=1) - at * 0.3
        length = np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
        at = at + moved / length * np.minimum(length, 0.1 * (1 - step / _STEPS))
    low, high = at.min(axis=0), at.max(axis=0)
    scaled = (at - low) / np.maximum(high - low, 1e-9) * (_SIZE - 140) + 70
    if count == 1:
        scaled[:] = _SIZE / 2
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, scaled, strict=True)}
