"""What a ledger answers, as data frames of polars or pandas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from memcon.errors import ConfigError
from memcon.record import Comparison, ContactAnswer, Dated, Failed, Found, Hit, Last, Silence, Stats, Timeline
from memcon.views import columns
from memcon.views.columns import Columns

_TABLES: Mapping[type, Callable[[Any], Columns]] = {
    Timeline: columns.timeline,
    Last: columns.last,
    ContactAnswer: columns.contact,
    Comparison: columns.comparison,
    Stats: columns.stats,
}
_ROWS: Mapping[type, Callable[[Any], Columns]] = {
    Dated: columns.listing,
    Silence: columns.silences,
    Hit: columns.hits,
    Found: columns.findings,
    Failed: columns.failures,
}


def table(answer: object) -> Columns:
    """The table of an answer, or of several of one kind; raises TypeError for anything else, and for none at all."""
    if type(answer) in _TABLES:
        return _TABLES[type(answer)](answer)
    if isinstance(answer, Sequence) and answer and type(answer[0]) in _ROWS:
        return _ROWS[type(answer[0])](answer)
    raise TypeError(f"there is no table of {type(answer).__name__}; give what a Ledger answers, and not an empty tuple")


def frame(answer: object, library: Literal["polars", "pandas"] = "polars") -> Any:
    """An answer as a polars or pandas DataFrame, with the columns that `--format csv` writes.

    Raises TypeError where an answer is no table, and ConfigError where the library is not installed.
    """
    found = table(answer)
    try:
        if library == "pandas":
            import pandas  # type: ignore[import-not-found,import-untyped,unused-ignore]

            return pandas.DataFrame(list(found.rows), columns=list(found.names))
        import polars
    except ImportError as error:
        raise ConfigError(f"{library} is not installed: pip install {library}") from error
    return polars.DataFrame(list(found.rows), schema=list(found.names), orient="row", infer_schema_length=None)
