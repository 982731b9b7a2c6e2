"""The API under requests made from its own description."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore")]
Serve = Callable[..., TestClient]


def test_no_request_breaks_the_server(serve: Serve, examples_ledger: Path) -> None:
    """Whatever requests are made from the OpenAPI description, none is answered with 5xx."""
    client = serve(examples_ledger, text=400)
    app = client.app
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"host": "testserver"})
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=12,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        )
        def ask(case: schemathesis.Case) -> None:
            answer = case.call(headers={"host": "testserver"})
            assert answer.status_code < 500, f"{case.method} {case.formatted_path}: {answer.status_code}"

        ask()
