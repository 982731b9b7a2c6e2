"""Parts of a Record from their JSON."""

from __future__ import annotations

import json
import zlib
from collections.abc import Hashable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


def read(kind: type[T], body: str | bytes) -> T:
    """The part of that type which a row holds."""
    found: T = _adapter(cast(Hashable, kind)).validate_python(json.loads(body))
    return found


def inflate(body: bytes) -> str:
    """A Record's JSON from its deflated bytes."""
    return zlib.decompress(body).decode("utf-8", "surrogatepass")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    """Pydantic's view of a type, made once."""
    from pydantic import TypeAdapter

    return TypeAdapter(cast(Any, kind))
