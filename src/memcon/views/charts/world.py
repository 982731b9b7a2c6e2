"""Where contacts took place, as a map of the world that the page carries itself."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from memcon.views.charts.drawing import mark, short, svg
from memcon.views.markup import Markup, tag


def world(counts: Mapping[str, int], names: Mapping[str, str], *, label: str) -> Markup:
    """Draws the world with a circle in each country (ISO 3166 alpha-3) as large as the contacts held there are many.

    Outlines are Natural Earth's, see training/map; countries too small for an outline have their circle all the same.
    """
    drawn = _world()
    width, height = drawn["size"]
    outlines = [
        tag("path", d=path, class_="land held" if counts.get(code) else "land")
        for code, path in drawn["shapes"].items()
    ]
    most = max(counts.values(), default=1)
    circles = [
        mark(
            "circle",
            f"{names.get(code, code)}: {count}",
            href=f"/map?country={code}",
            cx=short(drawn["points"][code][0]),
            cy=short(drawn["points"][code][1]),
            r=short(4 + 16 * math.sqrt(count / most)),
            class_="place",
        )
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if code in drawn["points"]
    ]
    return svg(width, height, label, *outlines, *circles)


@lru_cache(maxsize=1)
def _world() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("memcon.views") / "assets" / "world.json").read_text(encoding="utf-8"))
    return loaded
