"""Readers of the source files in ../shared/data/gazetteer, each giving terms of office."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from terms import SEEN, SEEN_START, Term, days_between, fold, similar

EVERY_POLITICIAN = "every-politician"
FACTBOOK = "factbook"
FACTBOOK_LAST = "2026-01-22"
"""The day of the last change in the Factbook's data: who was in it then was in office then."""
UNGDC = "ungdc"
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
        for row in _rows(path):
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
        for row in _rows(path):
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
    for row in _rows(path):
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
    for row in _rows(path):
        country = countries.get(row["country"])
        if country and row["person"].startswith("Q"):
            yield Term(
                row["name"],
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
        clean, family = split_factbook_name(clean)
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


_JUNK_BEFORE_NAME = re.compile(
    r".*\b(Afghanistan|Revolution|Government|Confederation|Council of Ministers|Vatican City is President|Lord of Mann|"
    r"Federation|Republic|Affairs|Council|Committee|Chamber|Assembly|Assembly President|"
    r"Representatives|Homeland|Heritage|"
    r"Education|Development|Planning|Taliban Leader|[Dd]esignate|Captain Regent)\s+(?=\S)"
)
_HONORIFIC = re.compile(
    r"^((Acting|Interim|Foreign Minister|Interior|Second|First|Ruler|Ceo|aka|President|Premier|"
    r"Prime Minister|Minister|Vice|King|Queen|Sheikh|Shaykh|Chairman|Amir|Emir|Sultan|"
    r"Prince|General|Cardinal|Ayatollah|Bailiff|Monseigneur|Episcopal|Coprince|Engineer|Imam|Justice|Father|"
    r"also spelled|Cnsp Prime Minister|CNSP|Co-Vice President|Parliament|Unity|Elect|elect|Spain|Australia|resident|"
    r"People's Great Hural|Great Hural|The Honorable|Lieutenant|Monsignor|His Highness|Sayyid|Lyonpo|"
    r"Dato['’]? Sri|Dato Seri|Datuk|"
    r"Counselor|Chief|Sheik|(Sr|Maj\.Gen|Flt|Mr\.|Gen|Dr|Sir|Col|Capt|Maj|Brig|Lt|Adm|Msgr|Fr|Eng|Hon|Ret)\.?)\s+)+(?=\S)"
)
_TRAILING = re.compile(
    r"\s+(also|serving|acting|since|-|\(|previously|interim|note|of the Netherlands|"
    r"elected|until|as|was|who|died)\b.*|\s+-.*|,.*"
)


def split_factbook_name(raw: str) -> tuple[str, str]:
    """(name, family name) of a Factbook leader: the Factbook writes the name a person goes by in capitals."""
    bare = re.sub(r"[\[{(].*| and Vice President.*", "", raw.strip())
    name = _HONORIFIC.sub("", _TRAILING.sub("", _JUNK_BEFORE_NAME.sub("", bare)))
    tokens = name.split()
    capital = [i for i, t in enumerate(tokens) if re.search(r"[^\W\d_a-zß-ÿ]{2,}|[A-Z]['’][A-Z]", t)]
    roman = [i for i in capital if i and re.fullmatch(r"[IVX]+", tokens[i])]
    family = " ".join(_title(tokens[i]) for i in capital if i not in roman)
    full = " ".join(t if i in roman or i not in capital else _title(t) for i, t in enumerate(tokens))
    return full.strip(" ,"), family


def _title(word: str) -> str:
    """A word in capitals as it is usually written: ERDOGAN, YEL'TSIN, N'GUESSAN, MCALEESE, AL-SISI."""
    text = re.sub(r"[^\W\d_]+", lambda m: m[0][0].upper() + m[0][1:].lower(), word)
    text = re.sub(r"(?<=\w\w)'(\w)", lambda m: "'" + m[1].lower(), text)
    text = re.sub(r"\bMc(\w)", lambda m: "Mc" + m[1].upper(), text)
    return word[:3].lower() + text[3:] if word[:3].lower() in ("al-", "el-") else text


_OFFICE = re.compile(
    r"President|Prime|Premier|Chancellor|King|Queen|Taoiseach|Emperor|Sultan|Amir|Pope|Chair|Chief|Captain|Coprince|Head|"
    r"Secretary|Supreme|Leader|Minister of State|Administrator|Governor|Grand Duke|Prince|Commander"
)
_DEPUTY = re.compile(r"Deputy|Vice[- ](President|Premier|Prime|Chair)|Governor General|First Lady|Assistant")


def factbook(observations: Path, summary: Path, countries: dict[str, str]) -> Iterator[Term]:
    """Heads of state and of government 1990 to January 2026 as the Factbook's editions show them.

    Observed in an edition (milkmp: year only; factbook.json: day of the change). Holders without a title beside one
    with a title in the same edition are deputies. Ends are not read: they come from successors.
    """
    open_still = {
        (r["fips"], r["role"], r["start"][:7]) for r in _rows(summary) if r["end_basis"] == "in_office_at_last_obs"
    }
    editions: dict[tuple[str, str, str, str], list[dict[str, str]]] = {}
    for row in _rows(observations):
        if _DEPUTY.search(row["title"]) and "and Prime Minister" not in row["title"]:
            continue
        editions.setdefault((row["fips"], row["role"], row["src"], row["obs"]), []).append(row)
    spans: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for rows in editions.values():
        has_title = any(_OFFICE.search(r["title"]) for r in rows)
        for row in rows:
            if row["fips"] in countries and (_OFFICE.search(row["title"]) or not has_title) and row["since"]:
                spans.setdefault((row["fips"], row["role"], row["since"]), []).append(row)
    titled: dict[tuple[str, str], list[dict[str, str]]] = {}
    for (fips, role, _), rows in spans.items():
        titled.setdefault((fips, role), []).extend(r for r in rows if _clean_title(r["title"]))
    for (fips, role, since), rows in sorted(spans.items()):
        groups = sorted(_same_person(rows), key=lambda g: min(r["obs"] for r in g))
        for i, group in enumerate(groups):
            first = min(r["obs"] for r in group)
            stale = any(max(r["obs"] for r in g) < first for g in groups[:i])
            seen = max(r["obs"] for r in group)
            if (fips, role, since[:7]) in open_still and seen >= "2025":
                seen = FACTBOOK_LAST
            clear = [r["name"] for r in group if not _garbled(r["name"])] or [group[0]["name"]]
            spelled = [n for n, _ in Counter(clear).most_common()]
            name, family = split_factbook_name(spelled[0])
            title = next((t for t in (_clean_title(r["title"]) for r in group) if t), "")
            if not title and _during_another(group, titled.get((fips, role), [])):
                continue
            if len(name) > 3 and family and not re.search(r"\d", name):
                aliases = list(dict.fromkeys(split_factbook_name(n)[0] for n in spelled[1:] if " and " not in n))
                start, basis = (first[:7], SEEN_START) if stale else (since, "stated")
                yield Term(
                    name,
                    countries[fips],
                    "head_of_state" if role == "hos" else "head_of_government",
                    title,
                    FACTBOOK,
                    start,
                    start_basis=basis,
                    family=family,
                    seen=max(seen, start),
                    aliases=aliases,
                )


_HEADS_GOVERNMENT = re.compile(r"Prime|Premier|Chancellor|Taoiseach|Council of Ministers|Government")


def one_office_each(terms: list[Term]) -> list[Term]:
    """The terms without presidents listed as heads of government beside a prime minister, or the reverse."""
    names = {(t.country, t.role, fold(t.name), t.start) for t in terms}
    premiers: dict[str | None, list[Term]] = {}
    for t in terms:
        if t.role == "head_of_government" and _HEADS_GOVERNMENT.search(t.title):
            premiers.setdefault(t.country, []).append(t)
    kept = []
    for t in terms:
        twin = "head_of_government" if t.role == "head_of_state" else "head_of_state"
        both = t.source == FACTBOOK and (t.country, twin, fold(t.name), t.start) in names
        is_premier = bool(_HEADS_GOVERNMENT.match(t.title))
        beside = any(
            days_between(p.start, t.start) < 400 or (p.start <= t.start <= (p.end or p.seen))
            for p in premiers.get(t.country, ())
            if fold(p.name) != fold(t.name)
        )
        if both and (
            (t.role == "head_of_government" and not is_premier and beside) or (t.role == "head_of_state" and is_premier)
        ):
            continue
        kept.append(t)
    return kept


def _during_another(group: list[dict[str, str]], titled: list[dict[str, str]]) -> bool:
    """Whether someone with a title was in the office before, during and after these untitled observations."""
    first, last = min(r["obs"] for r in group), max(r["obs"] for r in group)
    spans: dict[str, list[str]] = {}
    for row in titled:
        if similar(row["name"], group[0]["name"]) < 0.7:
            spans.setdefault(fold(row["name"]), []).append(row["obs"])
            spans[fold(row["name"])].append(max(row["since"], "1985"))
    return any(min(seen) <= first and max(seen) >= last for seen in spans.values())


def _same_person(rows: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    """Observations with the same start split by person (co-holders, such as regents, may start on one day)."""
    groups: list[list[dict[str, str]]] = []
    for row in rows:
        mine = split_factbook_name(row["name"])
        for group in groups:
            other = split_factbook_name(group[0]["name"])
            first_alike = similar(mine[0].split(" ")[0], other[0].split(" ")[0]) >= 0.6
            if similar(mine[0], other[0]) >= 0.85 or (first_alike and mine[1] and similar(mine[1], other[1]) >= 0.6):
                group.append(row)
                break
        else:
            groups.append([row])
    return groups


def _garbled(name: str) -> bool:
    """Whether an edition's text lost its accented letters ("Fran ois", "lisabeth")."""
    return bool(re.search(r"(^|\s)[a-z]{3,}\s+[A-Z]{2}|(^|\s)[^\W\d_]{1,4} [a-z]{2,}|\s[A-Z]\s", name)) or "?" in name


def _clean_title(title: str) -> str:
    known = re.match(
        r"(Acting |Interim |Caretaker |Executive |Transitional )?(Prime Minister|President|Premier|Chancellor|"
        r"King|Queen|Taoiseach|Emperor|Sultan|Amir|Chief Executive|Crown Prince|Pope)",
        title,
    )
    return known[0] if known else ""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {k: (v or "").strip() for k, v in row.items() if k}
