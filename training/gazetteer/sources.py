"""Readers of the source files in ../shared/data/gazetteer, each giving terms of office."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import places
from factbook import split_name
from terms import SEEN, SEEN_START, Term, fold

EVERY_POLITICIAN = "every-politician"
UNGDC = "ungdc"
PHOENIX = "phoenix"
WORLD_LEADERS = "world-leaders-current"
WIKIDATA_2022 = "world-leaders-2021"
MINISTERS_2023 = "foreign-ministers-2023"

_FILES = {
    "australia": "AUS",
    "belarus": "BLR",
    "brazil": "BRA",
    "canada": "CAN",
    "china": "CHN",
    "egypt": "EGY",
    "finland": "FIN",
    "france": "FRA",
    "georgia": "GEO",
    "hungary": "HUN",
    "india": "IND",
    "iran": "IRN",
    "iraq": "IRQ",
    "israel": "ISR",
    "italy": "ITA",
    "japan": "JPN",
    "kazakhstan": "KAZ",
    "mexico": "MEX",
    "norway": "NOR",
    "pakistan": "PAK",
    "poland": "POL",
    "romania": "ROU",
    "russia": "RUS",
    "south-africa": "ZAF",
    "south-korea": "KOR",
    "sweden": "SWE",
    "taiwan": "TWN",
    "turkey": "TUR",
    "uae": "ARE",
    "ukraine": "UKR",
    "united-kingdom": "GBR",
    "us": "USA",
}

_WORLD = {
    "Secretary-General of the United Nations": ("Q1065", "head_of_organisation"),
    "Deputy Secretary-General of the United Nations": ("Q1065", "deputy"),
    "President of the United Nations General Assembly": ("Q47423", "head_of_organisation"),
    "president of the Parliamentary Assembly of the Council of Europe": ("Q939743", "head_of_organisation"),
    "President of the International Court of Justice": ("Q7801", "head_of_organisation"),
    "Director-General of the World Trade Organization": ("Q7825", "head_of_organisation"),
}

_POSITIONS: tuple[tuple[str, str], ...] = (
    (r"(acting )?president|monarch|king|emperor", "head_of_state"),
    (r"prime minister|premier( of the state council)?", "head_of_government"),
    (r"supreme leader|general secretary of the chinese communist party", "leader"),
    (
        r"(federal )?ministers? (of|for) (europe and )?(foreign|external) affairs|"
        r"minister of external relations|minister of international relations and cooperation|"
        r"secretary of foreign affairs|secretary of state for foreign and commonwealth affairs",
        "foreign_minister",
    ),
    (
        r"(federal )?minister (of|for) (national )?defence( and armed forces logistics| and military veterans)?|"
        r"secretary of (state for )?(national )?defen[cs]e",
        "defence_minister",
    ),
    (
        r"(first )?vice[ -]president|deputy president|(first )?deputy prime minister|vice (prime minister|premier)"
        r"( of the state council| of sweden)?|alternate prime minister|deputy prime minister of sweden",
        "deputy",
    ),
    (
        r"national security advis[eo]r|secretary of the (supreme national |national )?security( and defense)? council|"
        r"head of the (office of the president|presidential administration)|white house chief of staff|"
        r"chief of staff of the presidential executive office|director of the national security office|"
        r"secretary of the national security and defense council|deputy chairman of the security council|"
        r"director of the cia|secretary-general to the president|downing street chief of staff",
        "adviser",
    ),
    (r"permanent representative to (the united nations(, new york)?|nato)|ambassador to the united nations", "envoy"),
    (r"foreign ministry spokeperson|white house press secretary|government spokesperson", "spokesperson"),
    (
        r"(federal )?minister of (finance|(the )?interior|internal affairs)|secretary of the treasury|"
        r"chancellor of the exchequer|minister of home affairs",
        "minister",
    ),
)


def role_of(position: str, country: str) -> str | None:
    """The role of a position as the every-politician files label it, None for those that are not carried."""
    label = position.lower().strip()
    if country == "USA" and label == "secretary of state":
        return "foreign_minister"
    if country == "IND" and label == "minister of foreign affairs":
        return None  # the files file foreign secretaries, who are civil servants, under this label
    return next((role for pattern, role in _POSITIONS if re.fullmatch(pattern, label)), None)


def every_politician(folder: Path) -> Iterator[Term]:
    """Office-holders since about 2000 of thirty-odd countries, with Wikidata QIDs and dates."""
    for path in sorted(folder.glob("*.holders21.csv")):
        country = _FILES.get(path.name.split(".")[0].removesuffix("-cabinet").removesuffix("-ministers"))
        if country is None and not path.name.startswith("world.holders"):
            continue
        for row in read_rows(path):
            body, role = (
                (None, role_of(row["position"], country)) if country else _WORLD.get(row["position"], (None, None))
            )
            if role and row["personID"].startswith("Q"):
                yield Term(
                    row["person"],
                    country,
                    role,
                    row["position"].strip(),
                    EVERY_POLITICIAN,
                    row["start"],
                    row["end"],
                    "stated",
                    "stated" if row["end"] else "",
                    qid=row["personID"],
                    organisation=body,
                    seen=row["end"] or "2022-08",
                )


def politician_names(folder: Path) -> dict[str, set[str]]:
    """Every person's QID that the every-politician files know, by folded name, for checking QIDs from elsewhere."""
    known: dict[str, set[str]] = {}
    for path in sorted(folder.glob("*.csv")):
        for row in read_rows(path):
            for name, qid in (
                ("person", "personID"),
                ("name", "id"),
                ("name", "person"),
                ("officeholderLabel", "officeholder"),
            ):
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
                yield Term(
                    holder["name_en"],
                    country,
                    role,
                    position["title_en"],
                    WORLD_LEADERS,
                    holder.get("since") or "",
                    qid=holder.get("wikidata_id") or "",
                    seen="2026-08-22",
                )


def wikidata_2022(path: Path, countries: dict[str, str]) -> Iterator[Term]:
    """Heads of state and of government of 2021-22 of every country, with QIDs and years only."""
    for row in read_rows(path):
        country = countries.get(row["countryid"])
        label = row["positionLabel"].lower()
        head_of_government = re.search(
            r"prime minister|chancellor|premier|taoiseach|head of government|minister-president|"
            r"chair.* of the council of ministers|minister of state|"
            r"executive yuan|president of the "
            r"(government|council of ministers)",
            label,
        )
        leader = "supreme leader" in label or "general secretary" in label
        if "member of" in label or "first lady" in label:
            continue
        if "governor-general" in label or "vice president" in label:
            head_of_government, leader = None, False
        role = (
            "deputy"
            if re.search("governor-general|vice president", label)
            else "leader"
            if leader
            else "head_of_government"
            if head_of_government
            else "head_of_state"
        )
        if country and row["officeholder"].startswith("Q") and row["officeholderLabel"]:
            yield Term(
                row["officeholderLabel"],
                country,
                role,
                row["positionLabel"],
                WIKIDATA_2022,
                row["start_year"],
                row["end_year"],
                "stated",
                "stated" if row["end_year"] else "",
                qid=row["officeholder"],
                seen=row["end_year"] or "2022-10",
            )


def ministers_2023(path: Path, countries: dict[str, str]) -> Iterator[Term]:
    """Foreign ministers in office in January 2023, with QIDs."""
    for row in read_rows(path):
        country = countries.get(row["country"])
        if country and row["person"].startswith("Q"):
            yield Term(
                _ADDRESS.sub("", row["name"]),
                country,
                "foreign_minister",
                row["positionLabel"],
                MINISTERS_2023,
                row["start"],
                qid=row["person"],
                seen="2023-01",
            )


_FOREIGN = re.compile(
    r"foreig?n affairs|foreign minister|external (affairs|relations)|foreign relations|exterior|relations with states"
)
_LESSER = re.compile(
    r"deputy (minister|foreign)|vice[- ]minister|minister of state|state secretary|parliamentary|"
    r"under-?secretary|assistant|"
    r"permanent secretary|ministry|secretary-general|advis|former|delegate|junior|acting chair"
)
_ADDRESS = re.compile(
    r"^((H\.?E\.?|Mr|Mrs|Ms|Dr|Sir|Sheikh|Shaikh|Sheikha|Prince|General|Baron|Dame|Mme|"
    r"Senator|Archbishop|Cardinal|"
    r"His Holiness|Monsignor|Lt|Col|Colonel|Hon)\.? +)+"
)


def heads_seen(path: Path) -> Iterator[Term]:
    """Heads of state and of government who spoke in the UN General Debate since 2015: sightings, not terms."""
    sheet = openpyxl.load_workbook(path, read_only=True)["Sheet1"]
    for year, _, country, _, name, post, *_ in sheet.iter_rows(min_row=2, values_only=True):
        if isinstance(year, int) and year >= 2015 and name and post and country:
            label = " ".join(str(post).split()).lower()
            head = re.match(r"(constitutional |acting )?(president|king|emir|amir|head of state|pope)", label)
            premier = re.match(r"prime minister|premier|head of government|federal chancellor|chancellor", label)
            if head or premier:
                clean = _ADDRESS.sub("", " ".join(str(name).split()))
                yield Term(
                    clean,
                    str(country).strip(),
                    "head_of_state" if head else "head_of_government",
                    "",
                    UNGDC,
                    f"{year}-09",
                    seen=f"{year}-09",
                )


def general_debate(path: Path) -> Iterator[Term]:
    """Foreign ministers (and a few heads) who spoke in the UN General Debate, 1994 on: seen that September."""
    sheet = openpyxl.load_workbook(path, read_only=True)["Sheet1"]
    for year, _, country, _, name, post, *_ in sheet.iter_rows(min_row=2, values_only=True):
        if not (isinstance(year, int) and year >= 1994 and name and post and country):
            continue
        label = " ".join(str(post).split()).lower()
        code = str(country).strip()
        clean = _ADDRESS.sub("", " ".join(str(name).split()))
        seen = f"{year}-09"
        role = None
        if _FOREIGN.search(label) and not _LESSER.search(label):
            role = "foreign_minister"
        elif label.startswith("president") and code in ("PSE", "EU", "EUE"):
            role = "head_of_state" if code == "PSE" else "head_of_organisation"
        elif label == "secretary of state" and code == "VAT":
            role = "head_of_government"
        clean, family = split_name(clean)
        if role and " " in clean:
            union = role == "head_of_organisation"
            yield Term(
                clean,
                None if union else code,
                role,
                "President of the European Council" if union else "",
                UNGDC,
                seen,
                seen,
                SEEN_START,
                SEEN,
                organisation="Q8886" if union else None,
                seen=seen,
                family=family,
            )


def heads_of_bodies() -> Iterator[Term]:
    """Heads of international bodies to 2011, from tables/bodies_heads.tsv: read off the actors' lists of Phoenix."""
    for row in places.table("bodies_heads.tsv"):
        yield Term(
            row["name"],
            None,
            "head_of_organisation",
            row["title"],
            PHOENIX,
            row["start"],
            row["end"] or row["seen"],
            "stated",
            "stated" if row["end"] else SEEN,
            family=row["family"],
            organisation=row["organisation"],
            seen=row["end"] or row["seen"],
        )


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with stripped cells."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {k: (v or "").strip() for k, v in row.items() if k}
