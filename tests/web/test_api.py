"""The API, on the ledger of the examples; its feeds and tables are read back by other readers."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
from pyarrow import parquet
from starlette.testclient import TestClient

pytestmark = pytest.mark.model
Serve = Callable[..., TestClient]
PAIR = "/api/v1/pairs/Xi%20Jinping/Zelensky"


@pytest.fixture
def client(serve: Serve, examples_ledger: Path) -> TestClient:
    """A server over the examples."""
    return serve(examples_ledger)


def call_of(client: TestClient) -> dict[str, Any]:
    """The phone call of the examples."""
    contacts: list[dict[str, Any]] = client.get(PAIR).json()["contacts"]
    return next(one for one in contacts if one["kind"] == "phone")


def test_a_table_has_three_forms(client: TestClient) -> None:
    """JSON, CSV and Parquet of one answer hold the same contacts."""
    tree = client.get(PAIR).json()
    rows = list(csv.DictReader(StringIO(client.get(f"{PAIR}?format=csv").text)))
    table = parquet.read_table(BytesIO(client.get(f"{PAIR}?format=parquet").content)).to_pylist()
    assert [one["id"] for one in tree["contacts"]] == [one["id"] for one in rows] == [one["id"] for one in table]
    assert [one["reports"] for one in table] == [one["reports"] for one in tree["contacts"]]


def test_who_has_an_answer_is_not_sent_it_again(client: TestClient) -> None:
    """The tag of an answer brings 304 and no body until the ledger changes."""
    answer = client.get("/api/v1/stats")
    again = client.get("/api/v1/stats", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert not again.content
    assert client.get("/api/v1/stats", headers={"if-none-match": '"other"'}).status_code == 200


def test_pages_follow_each_other(client: TestClient) -> None:
    """Following the Link header gives every document once."""
    path, seen = "/api/v1/documents?limit=1", []
    for _ in range(10):
        answer = client.get(path)
        seen += [one["document"] for one in answer.json()["documents"]]
        link = answer.headers.get("link")
        if link is None:
            break
        assert link.endswith('; rel="next"')
        path = link[1 : link.index(">")]
    assert len(seen) == len(set(seen)) == 4


@pytest.mark.parametrize("path", ["/contacts?limit=1", "/findings?limit=1", "/search?q=peace&limit=1"])
def test_long_answers_come_in_pages(client: TestClient, path: str) -> None:
    """Following the Link header of any list gives each of its answers once, and ends."""
    whole = client.get(f"/api/v1{path.replace('limit=1', 'limit=100')}").json()
    seen, link = [], f"/api/v1{path}"
    for _ in range(60):
        answer = client.get(link)
        page = answer.json()
        seen += page["contacts"] if isinstance(page, dict) else page
        if "link" not in answer.headers:
            break
        link = answer.headers["link"].partition(">")[0][1:]
    assert seen == (whole["contacts"] if isinstance(whole, dict) else whole)
    assert len(seen) > 1


def test_a_record_and_its_annotations(client: TestClient) -> None:
    """A document's record cites its text, and its annotations select the same words."""
    document = client.get("/api/v1/documents?limit=1").json()["documents"][0]["document"]
    text = client.get(f"/api/v1/documents/{document}").json()["document"]["text"]
    answer = client.get(f"/api/v1/documents/{document}/annotations")
    assert answer.headers["content-type"].startswith("application/ld+json")
    for item in answer.json()["items"]:
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]


def test_a_contact_and_its_comparison(client: TestClient) -> None:
    """A contact gives its reports, and its comparison both sides."""
    key = call_of(client)["id"]
    assert len(client.get(f"/api/v1/contacts/{key}").json()["reports"]) >= 3
    sides = client.get(f"/api/v1/contacts/{key}/comparison").json()["sides"]
    assert {side["name"] for side in sides} >= {"China", "Ukraine"}


def test_the_feed_is_atom(client: TestClient) -> None:
    """A feed reader finds an entry for each contact, the latest first, with a link to its page."""
    found = feedparser.parse(client.get(f"{PAIR}.atom").content)
    assert not found.bozo
    assert found.version == "atom10"
    assert found.entries[0].link.endswith(f"/contact/{call_of(client)['id']}")
    assert len({entry.id for entry in found.entries}) == len(found.entries)


def test_the_calendar_is_icalendar(client: TestClient) -> None:
    """A calendar reader finds the call on its day, and the calendar keeps its tag while nothing changes."""
    answer = client.get(f"{PAIR}.ics")
    events = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    assert "2023-04-26" in {str(event["DTSTART"].dt) for event in events}
    assert client.get(f"{PAIR}.ics", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_a_text_is_read_and_not_kept(client: TestClient) -> None:
    """POST /read gives a Record; the ledger stays as it was."""
    text = "Leaders talk\n\nPresident Emmanuel Macron called Chancellor Angela Merkel on 3 June 2019 in the evening."
    answer = client.post("/api/v1/read", json={"text": text, "published": "2019-06-04"})
    assert answer.status_code == 200
    assert answer.json()["contacts"][0]["time"]["earliest"] == "2019-06-03"
    assert len(client.get("/api/v1/documents").json()["documents"]) == 4


def test_a_judgement_needs_a_token_and_is_kept(serve: Serve, examples_ledger: Path, token: tuple[Path, str]) -> None:
    """The bearer of a token judges under the token's name."""
    client = serve(examples_ledger, tokens=token[0])
    keys = client.get(f"/api/v1/contacts/{call_of(client)['id']}").json()["merged"]["sightings"]
    body = {"a": keys[0], "b": keys[1], "likeness": "different", "note": "another day"}
    answer = client.post("/api/v1/judgements", json=body, headers={"authorization": f"Bearer {token[1]}"})
    assert answer.status_code == 201
    assert answer.json()["by"] == "A. Reviewer"
    assert client.get("/api/v1/judgements").json()[0]["note"] == "another day"


@pytest.mark.parametrize(
    "path",
    [
        "/contacts/zzz", "/documents/zzz", "/pairs/nobody%20atall/x", "/documents?cursor=!!", "/silences?over=x",
        "/search?q=%3F", "/last?a=&b=", "/nothing", "/contacts?limit=0", "/map",
    ],
)  # fmt: skip
def test_problems_are_one_line(client: TestClient, path: str) -> None:
    """What cannot be answered gets a status of 4xx and one line under "error"."""
    answer = client.get(f"/api/v1{path}")
    assert 400 <= answer.status_code < 500
    assert "\n" not in answer.json()["error"]


def test_every_operation_is_described(client: TestClient) -> None:
    """OpenAPI gives each operation a summary, a description and its problems, and the page of the API lists it."""
    tree = client.get("/api/v1/openapi.json").json()
    shown = client.get("/api/v1/docs").text
    for path, methods in tree["paths"].items():
        assert path.startswith("/api/v1/")
        assert path in shown
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]
            assert "422" in operation["responses"]
