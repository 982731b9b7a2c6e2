"""States, territories, organisations and offices as entity rows, from mledoze, CLDR, rigour and the tables here."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

TABLES = Path(__file__).parent / "tables"
Row = dict[str, Any]
Names = dict[str, dict[str, list[str]]]


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the tables beside this script."""
    with (TABLES / name).open(encoding="utf-8", newline="") as stream:
        yield from ({k: v or "" for k, v in row.items()} for row in csv.DictReader(stream, delimiter="\t"))


def split(cell: str) -> list[str]:
    """The names in a cell of a table."""
    return [n.strip() for n in cell.split(";") if n.strip()]


def codes(data: Path) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Maps to alpha-3: from alpha-2, from the QID of a state, and from the Factbook's country codes."""
    alpha3 = {c["cca2"]: _alpha3(c) for c in _countries(data)}
    by_qid = {}
    for code, record in _rigour(data).items():
        if code.upper() in alpha3 and record.get("qid"):
            by_qid[record["qid"]] = alpha3[code.upper()]
    by_qid |= {"Q29999": "NLD", "Q55": "NLD", "Q756617": "DNK", "Q35": "DNK", "Q159583": "VAT"}
    fips = {}
    with (data / "factbook/fips_iso_master_countries.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["EntityType"] == "sovereign" or row["ISOAlpha2"] in ("TW", "XK", "PS"):
                fips[row["CanonicalCode"].lower()] = alpha3.get(row["ISOAlpha2"], "")
    return alpha3, by_qid, {**fips, "kv": "XKX", "tw": "TWN", "vt": "VAT"}


def _alpha3(country: Row) -> str:
    return "XKX" if country["cca2"] == "XK" else str(country["cca3"])


def _countries(data: Path) -> list[Row]:
    loaded: list[Row] = json.loads((data / "mledoze/countries.json").read_text(encoding="utf-8"))
    return loaded


def _rigour(data: Path) -> dict[str, Row]:
    folder = data / "rigour/resources/territories"
    return {p.stem: yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.yml"))}


def states(data: Path) -> Iterator[Row]:
    """Every country and territory with an ISO code, with names, demonyms and capitals in three languages."""
    cldr = json.loads((data / "cldr/territories_en_fr_ru_etc.json").read_text(encoding="utf-8"))
    rigour = _rigour(data)
    capitals = {lang: _capitals(data, lang) for lang in ("en", "fr", "ru")}
    extra: dict[tuple[str, str, str], list[str]] = {}
    for row in table("places.tsv"):
        extra[row["country"], row["form"], row["language"]] = split(row["names"])
    members = {d.get("m") for c in _countries(data) if c["unMember"] for d in c["demonyms"].values()}
    for country in sorted(_countries(data), key=_alpha3):
        code, alpha2 = _alpha3(country), country["cca2"]
        names: Names = {"name": {}, "demonym": {}, "capital": {}}
        spelled = [country["name"]["common"], cldr.get(alpha2, {}).get("en", ""), country["name"]["official"]]
        names["name"]["en"] = [s.replace("’", "'") for s in spelled if s and "&" not in s]
        for lang in ("fr", "ru"):
            translated = country["translations"].get({"fr": "fra", "ru": "rus"}[lang], {})
            names["name"][lang] = [
                cldr.get(alpha2, {}).get(lang, ""),
                translated.get("common", ""),
                translated.get("official", ""),
            ]
            names["name"][lang] = [n.replace("’", "'") for n in names["name"][lang]]
        own = country["unMember"] or code in ("TWN", "PSE", "XKX", "VAT")
        demonyms = {k: d for k, d in country["demonyms"].items() if own or d.get("m") not in members}
        names["demonym"]["en"] = [demonyms.get("eng", {}).get("m", "")]
        french = [demonyms.get("fra", {}).get(g, "") for g in "mf"]
        names["demonym"]["fr"] = [f for n in french for f in (n, n.lower())]
        for lang in ("en", "fr", "ru"):
            names["capital"][lang] = [capitals[lang].get(alpha2, "")]
        names["capital"]["en"] += country["capital"]
        for form in names:
            for lang in ("en", "fr", "ru"):
                names[form][lang] = extra.get((code, form, lang), []) + names[form].get(lang, [])
        record = rigour.get(alpha2.lower(), {})
        yield entity(
            record.get("qid") or f"local:state:{code}",
            names["name"]["en"][0] or country["name"]["common"],
            "state",
            code,
            "GOV",
            names,
        )


def _capitals(data: Path, language: str) -> dict[str, str]:
    path = data / f"world_countries/countries_{language}.json"
    return {c["iso2"]: c.get("capital") or "" for c in json.loads(path.read_text(encoding="utf-8"))}


def territories(data: Path) -> Iterator[Row]:
    """Disputed and breakaway territories, which have no ISO code."""
    rigour = _rigour(data)
    for row in table("territories.tsv"):
        qid = rigour.get(row["id"], {}).get("qid") or f"local:state:{row['id']}"
        names = {
            "name": {lang: split(row[lang]) for lang in ("en", "fr", "ru")},
            "demonym": {"en": split(row["demonyms_en"])},
            "capital": {"en": split(row["capitals_en"])},
        }
        yield entity(qid, row["name"], "state", None, None, names)


def organisations() -> Iterator[Row]:
    """International organisations, parties and armed groups."""
    for row in table("organisations.tsv"):
        names = {"name": {lang: split(row[lang]) for lang in ("en", "fr", "ru")}}
        names["name"]["en"].insert(0, row["name"])
        yield entity(row["id"], row["name"], row["kind"], row["country"] or None, row["sector"], names)


def offices() -> Iterator[Row]:
    """Seats of power that speak, under their metonyms."""
    for row in table("offices.tsv"):
        names = {"metonym": {lang: split(row[lang]) for lang in ("en", "fr", "ru")}, "name": {"en": [row["name"]]}}
        yield entity(row["id"], row["name"], "office", row["country"], row["sector"], names)


def entity(
    entity_id: str, name: str, kind: str, country: str | None, sector: str | None, names: Names, **more: Any
) -> Row:
    """A line of the gazetteer for an entity: no empty or repeated names."""
    kept = {
        form: {lang: list(dict.fromkeys(n for n in texts if n)) for lang, texts in languages.items() if any(texts)}
        for form, languages in names.items()
        if any(any(texts) for texts in languages.values())
    }
    row: Row = {"id": entity_id, "name": name, "kind": kind}
    row |= {k: v for k, v in (("country", country), ("sector", sector)) if v}
    return row | {k: v for k, v in more.items() if v} | {"names": kept}
