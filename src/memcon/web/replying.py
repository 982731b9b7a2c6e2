"""Answers of the API: as JSON, CSV or Parquet, with a tag by which who asks again learns that nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO, StringIO
from typing import Annotated, Any, Literal

from fastapi import Query, Request
from fastapi.responses import Response
from pydantic import TypeAdapter

from memcon.views import columns
from memcon.views.columns import Columns

Form = Annotated[Literal["json", "csv", "parquet"], Query(alias="format", description="json, csv or parquet.")]
CSV, PARQUET = "text/csv; charset=utf-8", "application/vnd.apache.parquet"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a question has no answer, in one line that says what to do."""

    error: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "The ledger does not know what was asked for."},
    422: {"model": Problem, "description": "A parameter is malformed."},
}


def described(model: Any, *, is_table: bool = False) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of an answer: its model, its forms, and its problems."""
    forms: dict[str, dict[str, Any]] = {"text/csv": {}, PARQUET: {}} if is_table else {}
    return {200: {"model": model, "content": forms}, **PROBLEMS}


def replied(
    request: Request,
    found: Any,
    model: Any,
    *,
    form: str = "json",
    table: Callable[[Any], Columns] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer in the form that was asked for; found is of the type model, table makes its rows."""
    if form == "json" or table is None:
        return tagged(request, _adapter(model).dump_json(found), "application/json", headers)
    rows = table(found)
    if form == "csv":
        target = StringIO(newline="")
        columns.write_csv(rows, target)
        return tagged(request, target.getvalue().encode("utf-8", "replace"), CSV, headers)
    return tagged(request, _parquet(rows), PARQUET, headers)


def tagged(request: Request, body: bytes, media_type: str, headers: Mapping[str, str] | None = None) -> Response:
    """A body with an ETag; without the body (304) where the one who asks has it."""
    tag = f'"{hashlib.sha256(media_type.encode() + body).hexdigest()[:32]}"'
    given = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Cookie", **(headers or {})}
    asked = request.headers.get("if-none-match", "")
    if tag in (one.strip().removeprefix("W/") for one in asked.split(",")):
        return Response(status_code=304, headers=given)
    return Response(body, media_type=media_type, headers=given)


def _parquet(shown: Columns) -> bytes:
    import pyarrow
    from pyarrow import parquet

    target = BytesIO()
    rows = [dict(zip(shown.names, row, strict=True)) for row in shown.rows]
    numbers = {name for name in shown.names if any(isinstance(row[name], int) for row in rows)}
    schema = pyarrow.schema([(name, pyarrow.int64() if name in numbers else pyarrow.string()) for name in shown.names])
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema), target, compression="zstd")
    return target.getvalue()


@lru_cache(maxsize=64)
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)
