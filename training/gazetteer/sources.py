"""Readers of the source files in ../shared/data/gazetteer, each giving terms of office."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from terms import Term, fold, similar

EVERY_POLITICIAN = "every-politician"
FACTBOOK = "factbook"
WORLD_LEADERS = "world-leaders-current"
WIKIDATA_2022 = "world-leaders-2021"
MINISTERS_2023 = "foreign-ministers-2023"

_FILES = {
    "australia": "AUS", "belarus": "BLR", "brazil": "BRA", "canada": "CAN", "china": "CHN", "egypt": "EGY",
    "finland": "FIN", "france": "FRA", "georgia": "GEO", "hungary": "HUN", "india": "IND", "iran": "IRN",
    "iraq": "IRQ", "israel": "ISR", "italy": "ITA", "japan": "JPN", "kazakhstan": "KAZ", "mexico": "MEX",
    "norway": "NOR", "pakistan": "PAK", "poland": "POL", "romania": "ROU", "russia": "RUS",
    "south-africa": "ZAF", "south-korea": "KOR", "sweden": "SWE", "taiwan": "TWN", "turkey": "TUR", "uae": "ARE",
    "ukraine": "UKR", "united-kingdom": "GBR", "us": "USA",
}  # fmt: skip

_POSITIONS: tuple[tuple[str, str], ...] = (
    (r"(acting )?president|monarch|king|emperor", "head_of_state"),
    (r"prime minister|premier( of the state council)?", "head_of_government"),
    (r"supreme leader|general secretary of the chinese communist party", "leader"),
    (r"(federal )?ministers? (of|for) (europe and )?(foreign|external) affairs|"
     r"minister of external relations|minister of international relations and cooperation|"
     r"secretary of foreign affairs|secretary of state for foreign and commonwealth affairs", "foreign_minister"),
    (r"(federal )?minister (of|for) (national )?defence( and armed forces logistics| and military veterans)?|"
     r"secretary of (state for )?(national )?defen[cs]e", "defence_minister"),
    (r"(first )?vice[ -]president|deputy president|(first )?deputy prime minister|vice (prime minister|premier)"
     r"( of the state council| of sweden)?|alternate prime minister|deputy prime minister of sweden", "deputy"),
    (r"national security advis[eo]r|secretary of the (supreme national |national )?security( and defense)? council|"
     r"head of the (office of the president|presidential administration)|white house chief of staff|"
     r"chief of staff of the presidential executive office|director of the national security office|"
     r"secretary of the national security and defense council|deputy chairman of the security council|"
     r"director of the cia|secretary-general to the president|downing street chief of staff", "adviser"),
    (r"permanent representative to (the united nations(, new york)?|nato)|ambassador to the united nations", "envoy"),
    (r"foreign ministry spokeperson|white house press secretary|government spokesperson", "spokesperson"),
    (r"(federal )?minister of (finance|(the )?interior|internal affairs)|secretary of the treasury|"
     r"chancellor of the exchequer|minister of home affairs", "minister"),
)  # fmt: skip


def role_of(position: str, country: str) -> str | None:
    """The role of a position as the every-politician files label it, None for those that are not carried."""
    label = position.lower().strip()
    if country == "USA" and label == "secretary of state":
        return "foreign_minister"
    return next((role for pattern, role in _POSITIONS if re.fullmatch(pattern, label)), None)


def every_politician(folder: Path) -> Iterator[Term]:
    """Office-holders since about 2000 of thirty-odd countries, with Wikidata QIDs and dates."""
    for path in sorted(folder.glob("*.holders21.csv")):
        country = _FILES.get(path.name.split(".")[0].removesuffix("-cabinet").removesuffix("-ministers"))
        if country is None:
            continue
        for row in _rows(path):
            role = role_of(row["position"], country)
            if role and row["personID"].startswith("Q"):
                yield Term(row["person"], country, role, row["position"].strip(), EVERY_POLITICIAN,
                           row["start"], row["end"], "stated", "stated" if row["end"] else "",
                           qid=row["personID"], seen="2022-08")  # fmt: skip


def politician_names(folder: Path) -> dict[str, set[str]]:
    """Every person's QID that the every-politician files know, by folded name, for checking QIDs from elsewhere."""
    known: dict[str, set[str]] = {}
    for path in sorted(folder.glob("*.csv")):
        for row in _rows(path):
            for name, qid in (("person", "personID"), ("name", "id"), ("name", "person"),
                              ("officeholderLabel", "officeholder")):  # fmt: skip
                if row.get(name) and (row.get(qid) or "").startswith("Q"):
                    known.setdefault(fold(row[name]), set()).add(row[qid])
    return known


def world_leaders(path: Path, alpha3: dict[str, str]) -> Iterator[Term]:
    """Heads of state and of government in office on the snapshot's day, national rows only (others are wrong)."""
    for entry in json.loads(path.read_text(encoding="utf-8"))["countries"].values():
        country = alpha3.get(entry["country"]["iso_code"])
        for role, position in entry["positions"].items():
            holder = position.get("current_holder") or {}
            if country and holder.get("name_en") and not (country == "SAU" and role == "head_of_state"):
                yield Term(holder["name_en"], country, role, position["title_en"], WORLD_LEADERS,
                           holder.get("since") or "", qid=holder.get("wikidata_id") or "", seen="2026-08-22")  # fmt: skip


def wikidata_2022(path: Path, countries: dict[str, str]) -> Iterator[Term]:
    """Heads of state and of government of 2021-22 of every country, with QIDs and years only."""
    for row in _rows(path):
        country = countries.get(row["countryid"])
        label = row["positionLabel"].lower()
        head_of_government = re.search(r"prime minister|chancellor|premier|taoiseach|head of government|minister-president|"
                                       r"chair.* of the council of ministers|minister of state", label)  # fmt: skip
        leader = "supreme leader" in label or "general secretary" in label
        role = "leader" if leader else "head_of_government" if head_of_government else "head_of_state"
        if country and row["officeholder"].startswith("Q"):
            yield Term(row["officeholderLabel"], country, role, row["positionLabel"], WIKIDATA_2022,
                       row["start_year"], row["end_year"], "stated", "stated" if row["end_year"] else "",
                       qid=row["officeholder"], seen="2022-10")  # fmt: skip


def ministers_2023(path: Path, countries: dict[str, str]) -> Iterator[Term]:
    """Foreign ministers in office in January 2023, with QIDs."""
    for row in _rows(path):
        country = countries.get(row["country"])
        if country and row["person"].startswith("Q"):
            yield Term(row["name"], country, "foreign_minister", row["positionLabel"], MINISTERS_2023,
                       row["start"], qid=row["person"], seen="2023-01")  # fmt: skip


_JUNK_BEFORE_NAME = re.compile(
    r".*\b(Afghanistan|Revolution|Ayatollah|Government|Confederation|Council of Ministers|Vatican City is President|"
    r"Cardinal|President|Premier|Minister|King|Queen|Lord of Mann|Federation|Republic|Sheikh|Shaykh|Affairs|Chairman|"
    r"Amir|Emir|Sultan|Prince|Gen\.|Dr\.|Sir|Col\.|Capt\.|Maj\.|Brig\.|Lt\.|Adm\.)\s+(?=\S)"
)
_TRAILING = re.compile(r"\s+(serving|acting|since|-|\(|previously|interim|note|of the Netherlands|elected|until|as)\b.*|\s+-.*")
_CAPITALS = re.compile(r"^[^\Wa-z_]{2,}[\w'’.-]*$")


def split_factbook_name(raw: str) -> tuple[str, str]:
    """(name, family name) of a Factbook leader: the Factbook writes the name a person goes by in capitals."""
    name = _TRAILING.sub("", _JUNK_BEFORE_NAME.sub("", raw.strip()))
    tokens = name.split()
    capital = [i for i, t in enumerate(tokens) if len(t) > 1 and t.upper() == t and t.lower() != t]
    roman = [i for i in capital if re.fullmatch(r"[IVX]+", tokens[i])]
    family = " ".join(_title(tokens[i]) for i in capital if i not in roman)
    full = " ".join(t if i in roman or i not in capital else _title(t) for i, t in enumerate(tokens))
    return full.strip(" ,"), family


def _title(word: str) -> str:
    text = re.sub(r"[^\W\d_]+", lambda m: m[0][0].upper() + m[0][1:].lower(), word)
    text = re.sub(r"\bMc(\w)", lambda m: "Mc" + m[1].upper(), text)
    return re.sub(r"^(Al|El|De|Du|Von|Van|Bin|Da|Di|Le|La)-?(?=$)", lambda m: m[0].lower() if len(m[0]) < 3 else m[0], text)


def factbook(path: Path, countries: dict[str, str]) -> Iterator[Term]:
    """Heads of state and of government 1990 to early 2026; ends are recomputed from successors, not read."""
    by_office: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in _rows(path):
        country = countries.get(row["fips"])
        if country:
            by_office.setdefault((country, row["role"]), []).append(row)
    for (country, role), rows in sorted(by_office.items()):
        kept = [r for r in rows if r["title"] or not any(_outranks(o, r) for o in rows)]
        for row in kept:
            name, family = split_factbook_name(row["name"])
            if len(name) > 2 and not re.search(r"\d", name):
                yield Term(name, country, "head_of_state" if role == "hos" else "head_of_government",
                           _clean_title(row["title"]), FACTBOOK, row["start"], family=family,
                           seen=row["last_obs"])  # fmt: skip


def _clean_title(title: str) -> str:
    known = re.match(r"(Acting |Interim |Caretaker |Executive |Transitional )?(Prime Minister|President|Premier|Chancellor|King|Queen|"
                     r"Taoiseach|Emperor|Sultan|Amir|Chief Executive|Crown Prince)", title)  # fmt: skip
    return known[0] if known else ""


def _outranks(other: dict[str, str], row: dict[str, str]) -> bool:
    """Whether a titled holder of the same office was observed while row (without a title) was: then row is a deputy."""
    if not other["title"] or similar(other["name"], row["name"]) > 0.8:
        return False
    return other["first_obs"] <= row["last_obs"] and other["last_obs"] >= row["first_obs"]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {k: (v or "").strip() for k, v in row.items() if k}
