"""The ways people's names are written, and the titles of their offices."""

import re
import unicodedata

import places
from people import Person, rank
from places import Row
from terms import Term, fold

FAMILY_FIRST = frozenset(("CHN", "PRK", "KOR", "TWN", "VNM"))
"""Countries where the family name comes first, unless the Factbook's capitals say otherwise."""

BOTH = frozenset(("KHM", "MMR", "ETH", "ERI", "ISL", "IDN", "MYS", "VNM", "THA", "LAO", "MNG", "BTN", "SOM"))
"""Countries where people go by either of their names."""

_PARTICLES = frozenset("de da di do dos du del della la le van von der den ten ter al el bin ben ibn".split())

_TITLES = {
    "head_of_state": "President", "head_of_government": "Prime Minister", "foreign_minister": "Minister of Foreign Affairs",
    "defence_minister": "Minister of Defence",
}  # fmt: skip


def ascii_form(text: str) -> str:
    """A name without diacritics, as news agencies write it."""
    table = str.maketrans("łŁøØđĐıßə", "lLoOdDisa")
    decomposed = unicodedata.normalize("NFKD", text.translate(table))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'")


def families(person: Person) -> list[str]:
    """The family names a person goes by, best first."""
    found = [t.family for t in sorted(person.terms, key=lambda t: rank(t.source)) if t.family]
    name = person.names[0]
    parts = name.split()
    country = next(iter(sorted(c for c in person.countries if c)), "")
    if country in FAMILY_FIRST and len(parts) > 1 and "," not in name:
        found.append(parts[0])
    else:
        found.append(last_name(name))
    if country in BOTH:
        found += [parts[0], parts[-1]]
    usable = [f for f in found if len(f) > 1 and not re.fullmatch(r"[IVX]+\.?", f)]
    return list(dict.fromkeys(f for n in usable for f in (n, ascii_form(n))))


def last_name(name: str) -> str:
    """The last word of a name with the particles before it."""
    parts = [p for p in name.split() if p.rstrip(".").lower() not in ("jr", "sr")]
    if not parts:
        return name
    start = len(parts) - 1
    while start > 1 and fold(parts[start - 1]) in _PARTICLES:
        start -= 1
    return " ".join(parts[start:])


def spellings(person: Person) -> list[str]:
    """Every full form of a name worth looking up: as met, without diacritics, and first with family name."""
    found = []
    for name in person.names:
        clean = re.sub(r'\s*["“(].*?["”)]\s*', " ", name).strip()
        clean = re.sub(r",? (Jr|Sr)\.?$", "", clean)
        found += [name, clean]
        for family in (t.family for t in person.terms if t.family and t.name == name):
            first = clean.split()[0]
            if fold(first) not in fold(family).split() and len(first) > 2 and clean.endswith(family):
                found.append(f"{first} {family}")
    folded = [f for n in found for f in (n, ascii_form(n))]
    return [n for n in dict.fromkeys(folded) if " " in n]


def person_row(person: Person) -> Row:
    """The line of the gazetteer for a person."""
    country = next((t.country for t in reversed(person.terms) if t.country), None)
    extra = _extra(person)
    forms = {"und": [person.names[0], *spellings(person)], "en": places.split(extra.get("en", "")),
             "fr": places.split(extra.get("fr", "")), "ru": places.split(extra.get("ru", ""))}  # fmt: skip
    russian = [n for n in forms["und"] if re.search("[а-я]", n)]
    forms["ru"] += [n for n in russian if n not in forms["ru"]]
    forms["und"] = [n for n in forms["und"] if n not in russian]
    family = families(person) + places.split(extra.get("family", ""))
    family += [n.split()[-1] for n in forms["ru"] if " " in n and country not in FAMILY_FIRST]
    for language in ("en", "fr"):
        forms[language] += [ascii_form(n) for n in forms[language]]
    return places.entity(person.id, person.names[0], "person", country, "GOV", {"name": forms},
                         family=family)  # fmt: skip


def title(term: Term, state: str) -> str:
    """The title of an office with the state it serves: "President of France"."""
    label = re.sub(r"\s+", " ", term.title or _TITLES.get(term.role, "")).strip()
    if not state or fold(state) in fold(label) or " of the " in label and term.role.startswith("head"):
        return label
    article = "the " if state.startswith(("United", "Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia")) else ""
    return f"{label} of {article}{state}"


def _extra(person: Person) -> dict[str, str]:
    """The row of tables/people.tsv about a person: the same name, and the country unless the row is international."""
    for name in person.names:
        for row in _EXTRA.get(fold(name), ()):
            if row["country"] == "INT" or row["country"] in person.countries:
                _USED.add((row["country"], row["name"]))
                return row
    return {}


def unused() -> list[tuple[str, str]]:
    """The rows of tables/people.tsv that matched nobody."""
    return [k for rows in _EXTRA.values() for r in rows if (k := (r["country"], r["name"])) not in _USED]


_EXTRA: dict[str, list[dict[str, str]]] = {}
for _row in places.table("people.tsv"):
    _EXTRA.setdefault(fold(_row["name"]), []).append(_row)
_USED: set[tuple[str, str]] = set()
