"""Compare the gazetteer with REIGN, a source it is not built from: python agree.py DATA (in memcon's environment).

For leaders who began between 2000 and March 2021, how many are in the gazetteer and how far their starts differ.
"""

import csv
import sys
from collections import Counter
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from memcon.knowledge.gazetteer import Gazetteer, Tenure, load, normalise

STATES = dict(
    pair.split("=")
    for pair in [
        "USA=USA",
        "UKG=GBR",
        "FRN=FRA",
        "GMY=DEU",
        "RUS=RUS",
        "UKR=UKR",
        "CHN=CHN",
        "JPN=JPN",
        "ROK=KOR",
        "IND=IND",
        "PAK=PAK",
        "ISR=ISR",
        "TUR=TUR",
        "ITA=ITA",
        "SPN=ESP",
        "POR=PRT",
        "POL=POL",
        "HUN=HUN",
        "CAN=CAN",
        "AUL=AUS",
        "BRA=BRA",
        "MEX=MEX",
        "ARG=ARG",
        "SAF=ZAF",
        "NIG=NGA",
        "EGY=EGY",
        "SWD=SWE",
        "NOR=NOR",
        "DEN=DNK",
        "FIN=FIN",
        "NTH=NLD",
        "BEL=BEL",
        "GRC=GRC",
        "RUM=ROU",
        "BUL=BGR",
        "CZR=CZE",
        "COL=COL",
        "CHL=CHL",
        "PER=PER",
        "VEN=VEN",
        "KEN=KEN",
        "ETH=ETH",
        "INS=IDN",
        "PHI=PHL",
        "THI=THA",
        "MAL=MYS",
        "NEW=NZL",
        "BNG=BGD",
        "SRI=LKA",
        "GRG=GEO",
        "ARM=ARM",
        "AZE=AZE",
        "KZK=KAZ",
        "UZB=UZB",
        "BLR=BLR",
        "MLD=MDA",
        "SER=SRB",
        "CRO=HRV",
        "IRQ=IRQ",
        "LEB=LBN",
        "JOR=JOR",
        "SYR=SYR",
    ]
)
"""REIGN's codes of the states compared, and ISO alpha-3."""


def main(data: Path) -> None:
    """Print the counts and the leaders that are missing or more than 45 days off."""
    gazetteer, counts, odd = load(), Counter[str](), []
    with (data / "reign/leaderlist_3_21.csv").open(encoding="latin-1", newline="") as stream:
        for row in csv.DictReader(stream):
            country = STATES.get(row["stateabb"])
            if not country or int(row["syear"]) < 2000:
                continue
            start = date(int(row["syear"]), int(row["smonth"]), min(int(row["sdate"] or 15), 28))
            family = row["leader"].split(",")[0].split()[-1]
            days = min((abs((_day(t) - start).days) for t in _tenures(gazetteer, country, family)), default=9999)
            counts["leaders"] += 1
            counts["found"] += days < 400
            counts["within 7 days"] += days <= 7
            counts["within 45 days"] += days <= 45
            if days > 45:
                odd.append((country, row["leader"], start.isoformat(), days))
    print(dict(counts))
    print(*odd, sep="\n")


def _tenures(gazetteer: Gazetteer, country: str, family: str) -> list[Tenure]:
    found = []
    for role in ("head_of_state", "head_of_government", "leader"):
        for tenure in gazetteer.holders(role, country):
            entity = gazetteer.entity(tenure.holder)
            words = {normalise(w).casefold() for n in (entity.names if entity else ()) for w in n.text.split()}
            ratios = (SequenceMatcher(None, normalise(family).casefold(), w).ratio() for w in words)
            if tenure.start and max(ratios, default=0.0) >= 0.75:
                found.append(tenure)
    return found


def _day(tenure: Tenure) -> date:
    parts = [int(p) for p in (tenure.start or "1900").split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 15)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
