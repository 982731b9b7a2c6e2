"""The Model Context Protocol server, asked by the SDK's own client."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memcon.config import Config
from memcon.web.settings import Settings
from memcon.web.state import open_state
from memcon.web.tools import server

pytestmark = [pytest.mark.model, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
Call = Callable[..., Any]


@pytest.fixture
def call(examples_ledger: Path) -> Call:
    """Calls a tool on the ledger of the examples, and returns what it answers."""
    from mcp import Client

    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    made = server(open_state(Settings(f"sqlite:///{examples_ledger}", config=Config(language="en"))))

    async def ask(tool: str | None, arguments: dict[str, Any]) -> Any:
        async with Client(made) as client:
            return await (client.call_tool(tool, arguments) if tool else client.list_tools())

    def called(tool: str | None = None, **arguments: Any) -> Any:
        return asyncio.run(ask(tool, arguments))

    return called


def test_the_tools_are_described(call: Call) -> None:
    """A model sees six tools, each with a description and the shape of its arguments."""
    tools = call().tools
    assert [tool.name for tool in tools] == [
        "read_report", "last_contact", "contacts_between", "compare_accounts", "search_statements", "check_claim",
    ]  # fmt: skip
    assert all(tool.description and tool.input_schema["properties"] for tool in tools)


def test_answers_carry_their_evidence(call: Call) -> None:
    """The last contact comes with its sources, a comparison with the words of each side, a search with offsets."""
    found = call("last_contact", party="Xi Jinping", other="Zelensky").structured_content
    assert {source["document"] for _, source in found["sources"]}
    compared = call("compare_accounts", contact_id=found["contact"]["id"]).structured_content
    assert compared["only"][0]["statement"]["content"][0]["exact"]
    hit = call("search_statements", words="peace").structured_content["hits"][0]
    start, end = hit["highlights"][0]
    assert hit["text"][start:end].lower() == "peace"


def test_a_claim_is_checked(call: Call) -> None:
    """A claim gets a verdict with its sums, and the contacts that are recorded of its parties."""
    claim = "The call between Xi Jinping and Volodymyr Zelensky on 26 April 2023 was their first in two years."
    found = call("check_claim", claim=claim, said_on="2023-04-27").structured_content
    assert {one["verdict"] for one in found["findings"]} <= {"consistent", "rounded", "contradicted", "unverifiable"}
    assert any(one["kind"] == "elapsed" for one in found["claims"])
    assert found["known"][0]["contacts"]


def test_a_report_is_read(call: Call) -> None:
    """A text is read into a record, without the text that the model has."""
    text = "Leaders talk\n\nPresident Emmanuel Macron called Chancellor Angela Merkel on 3 June 2019."
    found = call("read_report", text=text, published="2019-06-04").structured_content
    assert found["contacts"][0]["channel"] == "phone"
    assert "text" not in found["document"]


def test_problems_are_said(call: Call) -> None:
    """What has no answer is an error with memcon's own line."""
    found = call("last_contact", party="Nobody Atall", other="Zelensky")
    assert found.is_error
    assert "nobody is known" in found.content[0].text
