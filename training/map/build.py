"""Makes the world map that the pages draw: outlines of countries as SVG paths, and a point for each country.

Run `npm pack world-atlas@2.0.2`, unpack it, then
`.venv/bin/python training/map/build.py package/countries-110m.json ../shared/data/gazetteer/mledoze/countries.json`.
Outlines are Natural Earth's (public domain, 1:110m), as world-atlas (ISC) ships them; points and codes are facts of
mledoze/countries. Borders are drawn as that source draws them; memcon takes no side by it.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

WIDTH, NORTH, SOUTH = 1000, 84.0, -58.0
"""The map's width, and the parallels where it ends: it needs no Antarctica."""
SCALE = WIDTH / 360
WITHOUT_NUMBER = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
TARGET = Path(__file__).parents[2] / "src/memcon/views/assets/world.json"

Point = tuple[float, float]


def placed(longitude: float, latitude: float) -> Point:
    """A place on the plate carrée."""
    return (longitude + 180) * SCALE, (NORTH - max(SOUTH, min(NORTH, latitude))) * SCALE


def arcs_of(topology: dict) -> list[list[Point]]:
    """The arcs of a topology in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def outline(ring: list[int], arcs: list[list[Point]]) -> str:
    """A ring as SVG paths; one across the date line is drawn on either side, cut by the map's edge."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    turns, unwrapped = 0, [points[0]]
    for (before, _), (longitude, latitude) in itertools.pairwise(points):
        turns += (before - longitude > 180) - (longitude - before > 180)
        unwrapped.append((longitude + 360 * turns, latitude))
    longitudes = [longitude for longitude, _ in unwrapped]
    shifts = {0, *([-360] if max(longitudes) > 180 else []), *([360] if min(longitudes) < -180 else [])}
    return "".join(drawn([(x + shift, y) for x, y in unwrapped]) for shift in sorted(shifts))


def drawn(points: list[Point]) -> str:
    """A ring as an SVG path of whole numbers, each step relative to the last; nothing where it is too small to see."""
    whole = [tuple(round(one) for one in placed(*point)) for point in points]
    kept = [point for before, point in zip([None, *whole], whole, strict=False) if point != before]
    if len(kept) < 4:
        return ""
    steps = [f"M{kept[0][0]} {kept[0][1]}"]
    steps += [f"l{b[0] - a[0]} {b[1] - a[1]}" for a, b in itertools.pairwise(kept)]
    return "".join(steps) + "z"


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    countries = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    codes = {one["ccn3"]: one["cca3"] for one in countries if one.get("ccn3")}
    arcs = arcs_of(topology)
    shapes: dict[str, str] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = codes.get(geometry.get("id")) or WITHOUT_NUMBER.get(geometry["properties"]["name"])
        if code is None or code == "ATA":
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        shapes[code] = shapes.get(code, "") + "".join(outline(ring, arcs) for rings in polygons for ring in rings)
    renamed = {"UNK": "XKX"}
    points = {
        renamed.get(one["cca3"], one["cca3"]): [round(part) for part in placed(one["latlng"][1], one["latlng"][0])]
        for one in countries
        if one.get("latlng") and one["cca3"] != "ATA"
    }
    size = [WIDTH, round((NORTH - SOUTH) * SCALE)]
    tree = {"size": size, "shapes": dict(sorted(shapes.items())), "points": dict(sorted(points.items()))}
    TARGET.write_text(json.dumps(tree, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
