"""Heads of state and of government as the CIA World Factbook's editions list them, 1990 to January 2026."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from terms import SEEN_START, Term, days_between, fold, similar

FACTBOOK = "factbook"
FACTBOOK_LAST = "2026-01-22"
"""The day of the last change in the Factbook's data: who was in it then was in office then."""

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


def split_name(raw: str) -> tuple[str, str]:
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


def leaders(observations: Path, summary: Path, countries: dict[str, str]) -> Iterator[Term]:
    """Heads of state and of government 1990 to January 2026 as the Factbook's editions show them.

    Observed in an edition (milkmp: year only; factbook.json: day of the change). Holders without a title beside one
    with a title in the same edition are deputies. Ends are not read: they come from successors.
    """
    open_still = {
        (r["fips"], r["role"], r["start"][:4]) for r in _rows(summary) if r["end_basis"] == "in_office_at_last_obs"
    }  # by the year, for the last edition may give another day
    editions: dict[tuple[str, str, str, str], list[dict[str, str]]] = {}
    for row in _rows(observations):
        if _DEPUTY.search(row["title"]) and "and Prime Minister" not in row["title"]:
            continue
        if re.search(r"\b([Ee]lect|[Dd]esignate)\b", row["title"]):  # not in office yet
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
            if (fips, role, since[:4]) in open_still and seen >= "2025":
                seen = FACTBOOK_LAST
            clear = [r["name"] for r in group if not _garbled(r["name"])] or [group[0]["name"]]
            spelled = [n for n, _ in Counter(clear).most_common()]
            name, family = split_name(spelled[0])
            title = next((t for t in (_clean_title(r["title"]) for r in group) if t), "")
            if not title and _during_another(group, titled.get((fips, role), [])):
                continue
            if len(name) > 3 and family and not re.search(r"\d", name):
                aliases = list(dict.fromkeys(split_name(n)[0] for n in spelled[1:] if " and " not in n))
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
        mine = split_name(row["name"])
        for group in groups:
            other = split_name(group[0]["name"])
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
