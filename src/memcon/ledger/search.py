"""The index of the words of statements: FTS5 on SQLite, a tsvector with GIN on PostgreSQL, and one meaning for both.

Beside its words a statement is indexed under tags: its speaker, the speaker's country and the year of its document. A
search for a common word by one speaker so reads only what both have, however often the word is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from memcon.ledger.days import UNKNOWN, day
from memcon.ledger.words import Term

_TABLE = "statement_words"
_MOST_POSITIONS = 16_383
"""PostgreSQL's bound on the place of a word in a text."""
_MOST_YEARS = 60


def is_index_table(name: str) -> bool:
    """Whether a table belongs to the index: FTS5 keeps several."""
    return name == _TABLE or name.startswith(f"{_TABLE}_")


def make(connection: Connection) -> None:
    """Makes the index."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {_TABLE} USING fts5(said, tags, tokenize = 'unicode61 remove_diacritics 0')"
        )
        return
    connection.exec_driver_sql(
        f"CREATE TABLE {_TABLE} (id INTEGER PRIMARY KEY REFERENCES statements (id) ON DELETE CASCADE, "
        "words TSVECTOR NOT NULL)"
    )
    connection.exec_driver_sql(f"CREATE INDEX ix_{_TABLE}_words ON {_TABLE} USING GIN (words)")


def tags(speaker: int | None, country: str | None, published: int) -> str:
    """What a statement is indexed under beside its words: its speaker's row, country, and the year of its document."""
    found = [f"s{speaker}"] if speaker is not None else []
    if country:
        found.append(f"c{country.lower()}")
    if published > UNKNOWN:
        found.append(f"y{year_of(published)}")
    return " ".join(found)


def year_of(published: int) -> str:
    """The year of a day that is known, four digits."""
    return (day(published) or "0000")[:4]


def add(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Indexes statements: the id, the folded words and the tags of each."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {_TABLE} (rowid, said, tags) VALUES (?, ?, ?)", list(rows))
        return
    connection.execute(
        text(f"INSERT INTO {_TABLE} (id, words) VALUES (:id, CAST(:words AS tsvector))"),
        [{"id": number, "words": _vector(said, tagged)} for number, said, tagged in rows],
    )


def remove(connection: Connection, ids: Iterable[int]) -> None:
    """Takes statements out of the index."""
    if connection.dialect.name == "sqlite":  # elsewhere a foreign key does it
        gone = [(one,) for one in ids]
        if gone:
            connection.exec_driver_sql(f"DELETE FROM {_TABLE} WHERE rowid = ?", gone)


def find(
    connection: Connection,
    asked: Sequence[Term],
    *,
    speaker: int | None = None,
    country: str | None = None,
    first: int | None = None,
    last: int | None = None,
) -> Iterator[tuple[int, int]]:
    """The ids of statements that hold every term, the latest stored first, with those of their documents.

    first and last bound the day of the document.
    """
    sqlite = connection.dialect.name == "sqlite"
    tagged = _tagged(speaker, country, first, last)
    match = _match(asked, tagged) if sqlite else _tsquery(asked, tagged)
    if not match:
        return
    bounds: Mapping[str, Any] = {"match": match, "first": first or UNKNOWN, "last": last or 10**7}
    hit, key = ("MATCH :match", "rowid") if sqlite else ("@@ CAST(:match AS tsquery)", "id")
    field = _TABLE if sqlite else "w.words"
    dated = "" if first is None and last is None else "AND d.day BETWEEN :first AND :last"
    # CROSS JOIN keeps SQLite to this order: the index first, then the statements by their ids.
    join = "CROSS JOIN" if sqlite else "JOIN"
    on = ("WHERE", "AND", "AND") if sqlite else ("WHERE", "ON", "ON")
    clause = f"{field} {hit}"
    if sqlite:
        statement = (
            f"SELECT s.id, s.document_id FROM {_TABLE} w {join} statements s {join} documents d "
            f"{on[0]} {clause} AND s.id = w.{key} AND d.id = s.document_id {dated} ORDER BY w.{key} DESC"
        )
    else:
        statement = (
            f"SELECT s.id, s.document_id FROM {_TABLE} w {join} statements s ON s.id = w.{key} "
            f"{join} documents d ON d.id = s.document_id WHERE {clause} {dated} ORDER BY s.id DESC"
        )
    rows = connection.execution_options(stream_results=True).execute(text(statement), dict(bounds))
    for row in rows:
        yield row[0], row[1]


def _tagged(speaker: int | None, country: str | None, first: int | None, last: int | None) -> list[list[str]]:
    """The tags asked for: one of each group must be there."""
    groups = [[f"s{speaker}"]] if speaker is not None else []
    if country:
        groups.append([f"c{country.lower()}"])
    if first is not None and last is not None and UNKNOWN < first <= last:
        years = range(int(year_of(first)), int(year_of(last)) + 1)
        if len(years) <= _MOST_YEARS:
            groups.append([f"y{year:04d}" for year in years])
    return groups


def _match(asked: Sequence[Term], tagged: Sequence[Sequence[str]]) -> str:
    """The query in FTS5's language; every word stands in quotation marks and holds none itself."""
    parts = [f'{{said}} : "{" ".join(term.words)}"{" *" if term.is_prefix else ""}' for term in asked]
    parts += ["({tags} : (" + " OR ".join(f'"{tag}"' for tag in group) + "))" for group in tagged]
    return " AND ".join(parts)


def _tsquery(asked: Sequence[Term], tagged: Sequence[Sequence[str]]) -> str:
    """The query as PostgreSQL's tsquery: words weigh A, tags B."""
    parts = []
    for term in asked:
        *others, final = term.words
        chain = [*(f"'{word}':A" for word in others), f"'{final}':{'*' if term.is_prefix else ''}A"]
        parts.append("(" + " <-> ".join(chain) + ")")
    parts += ["(" + " | ".join(f"'{tag}':B" for tag in group) + ")" for group in tagged]
    return " & ".join(parts)


def _vector(said: str, tagged: str) -> str:
    """A statement as PostgreSQL's tsvector; folded words hold no quotation marks."""
    places: dict[str, list[str]] = {}
    for number, word in enumerate(said.split(" ") if said else (), 1):
        found = places.setdefault(word, [])
        if len(found) < 255:
            found.append(f"{min(number, _MOST_POSITIONS)}A")
    for number, tag in enumerate(tagged.split(" ") if tagged else (), 1):
        places.setdefault(tag, []).append(f"{number}B")
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())
