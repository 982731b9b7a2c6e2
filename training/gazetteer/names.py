"""The ways people's names are written, and the titles of their offices."""

import re
import unicodedata

import places
from people import Person, rank
from places import Row
from terms import Term, fold

FAMILY_FIRST = frozenset(("CHN", "PRK", "KOR", "TWN", "VNM"))
"""Countries where the family name comes first, unless the Factbook's capitals say otherwise."""

SPANISH = frozenset(
    [
        "ARG",
        "BOL",
        "CHL",
        "COL",
        "CRI",
        "CUB",
        "DOM",
        "ECU",
        "ESP",
        "GTM",
        "HND",
        "MEX",
        "NIC",
        "PAN",
        "PER",
        "PRY",
        "SLV",
        "URY",
        "VEN",
        "GNQ",
    ]
)
"""Countries where two surnames are borne and one is used."""

_PARTICLES = frozenset(("al", "el", "de", "da", "di", "do", "van", "von", "der", "ben", "bin", "le", "la", "del"))
"""Words that with one more are a family name, not a full one."""

BOTH = frozenset(("KHM", "MMR", "ETH", "ERI", "ISL", "IDN", "MYS", "VNM", "THA", "LAO", "MNG", "BTN", "SOM"))
"""Countries where people go by either of their names."""

_GIVEN = frozenset(
    [
        "De",
        "Del",
        "La",
        "de",
        "del",
        "la",
        "Carlos",
        "Manuel",
        "Miguel",
        "Angel",
        "Ángel",
        "Antonio",
        "José",
        "Jose",
        "Luis",
        "Alberto",
        "Enrique",
        "María",
        "Maria",
        "Eduardo",
        "Fernando",
        "Francisco",
        "Javier",
        "Jorge",
        "Juan",
        "Ramón",
        "Ramon",
        "Rafael",
        "Pablo",
        "Ernesto",
        "Guillermo",
        "Arturo",
        "Andrés",
        "Andres",
        "Adolfo",
        "Alfonso",
        "Roberto",
        "Gustavo",
        "Ricardo",
        "Eugenia",
        "Isabel",
        "Ignacio",
        "Daniel",
        "David",
        "Gabriel",
        "Alejandro",
        "Domingo",
        "Augusto",
        "Abel",
        "Francisca",
        "Cristina",
        "Ángela",
        "Angela",
        "Inés",
        "Martín",
        "Martin",
        "Pedro",
        "Orlando",
        "Emilio",
        "Eugenio",
        "Felipe",
        "Gerardo",
        "Guadalupe",
        "Patricia",
        "Xavier",
        "Evelina",
        "Elena",
    ]
)
"""Given names that follow another, so that the next word is the first surname."""

_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "dos",
        "du",
        "del",
        "della",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
    ]
)

_TITLES = {
    "head_of_state": "President",
    "head_of_government": "Prime Minister",
    "foreign_minister": "Minister of Foreign Affairs",
    "defence_minister": "Minister of Defence",
}


_LABELS = {
    "Premier of the State Council": "Premier",
    "monarch": "Monarch",
    "Secretary of Defence": "Secretary of Defense",
    "Vice Premier of the State Council": "Vice Premier",
    "Minister of Europe and Foreign Affairs": "Minister for Europe and Foreign Affairs",
    "Secretary of State for Foreign and Commonwealth Affairs": "Foreign Secretary",
    "President of the": "President",
    "Foreign Ministry Spokeperson": "Spokesperson of the Foreign Ministry",
}


_GIVEN_ALONE = frozenset(("Beatrix", "Francis", "Guillaume", "Henri", "Jean", "Albert", "Philippe"))
"""Given names under which a monarch may be filed; alone they name anybody."""


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
            if person.id.startswith("Q") or "." in first:
                continue
            if fold(first) not in fold(family).split() and len(first) > 2 and clean.endswith(family):
                found.append(f"{first} {family}")
    plain = [" ".join(w for w in n.split() if not re.fullmatch(r"[A-Z]\.?", w)) for n in found]
    found += plain
    if SPANISH & person.countries:
        found += [" ".join(n.split()[:2]) for n in plain if len(n.split()) == 3 and n.split()[1] not in _GIVEN]
    folded = [f for n in found for f in (n, ascii_form(n))]
    return [n for n in dict.fromkeys(folded) if " " in n]


def person_row(person: Person) -> Row:
    """The line of the gazetteer for a person."""
    extra = _extra(person)
    country = _home(person, extra)
    forms = {
        "und": [person.names[0], *spellings(person)],
        "en": places.split(extra.get("en", "")),
        "fr": places.split(extra.get("fr", "")),
        "ru": places.split(extra.get("ru", "")),
    }
    russian = [n for n in forms["und"] if re.search("[а-я]", n)]
    forms["ru"] += [n for n in russian if n not in forms["ru"]]
    forms["und"] = [n for n in forms["und"] if n not in russian]
    family = families(person) + places.split(extra.get("family", ""))
    family += [n.split()[-1] for n in forms["ru"] if " " in n and country not in FAMILY_FIRST]
    family = [f for f in family if not re.fullmatch(r"[IVX]+|Mp|Jr", f)]
    fuller = [n for n in forms["und"] if len(n.split()) != 2 or fold(n).split()[0] not in _PARTICLES]
    forms["und"] = list(dict.fromkeys([forms["und"][0], *fuller]))
    bare = [n for n in forms["und"] if n in _GIVEN_ALONE]
    forms["und"] = [n for n in forms["und"] if n not in bare]
    forms["en"] += [f"{style} {n}" for n in bare for style in ("King", "Queen", "Grand Duke", "Pope")]
    for language in ("en", "fr"):
        forms[language] += [ascii_form(n) for n in forms[language]]
    usual = next((n.removeprefix("=") for n in forms["en"] if n.startswith("=")), person.names[0])
    forms["en"] = [n.removeprefix("=") for n in forms["en"]]
    return places.entity(person.id, usual, "person", country, "GOV", {"name": forms}, family=family)


_USUAL = {(row["country"], row["title"]): row["usual"] for row in places.table("titles.tsv")}
"""What states call an office whose source gives no title, or another state's."""


def title(term: Term, state: str) -> str:
    """The title of an office with the state it serves: "President of France"."""
    label = re.sub(r"\s*\(.*?\)", "", " ".join((term.title or _TITLES.get(term.role, "")).split()))
    label = _LABELS.get(label, label)
    if not state or fold(state) in fold(label) or "Communist Party" in label:
        return label
    article = (
        "the " if state.startswith(("United", "Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia")) else ""
    )
    if label.lower().startswith("permanent representative to"):
        return f"Permanent Representative of {article}{state}{label[len('permanent representative') :]}"
    full = f"{label} of {article}{state}"
    return _USUAL.get((term.country, full), full)


def _home(person: Person, extra: dict[str, str]) -> str | None:
    """The state a person belongs to: the one tables/people.tsv says, else that of the office begun last.

    Monarchs of several realms and the co-princes of Andorra need the table: their offices do not tell.
    """
    if "country" in extra and extra["country"] in person.countries:
        return extra["country"]
    served = [t for t in person.terms if t.country]
    return max(served, key=lambda t: t.start).country if served else None


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
