"""Every page, on the ledger of the examples."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

pytestmark = pytest.mark.model
Serve = Callable[..., TestClient]

PAGES = ("/", "/findings", "/findings?verdict=contradicted", "/network", "/map", "/silences?over=30", "/read",
         "/search?q=peace", "/pair/Xi%20Jinping/Zelensky", "/actor/Zelensky", "/sign-in", "/api/v1/docs")  # fmt: skip


@pytest.fixture
def client(serve: Serve, examples_ledger: Path) -> TestClient:
    """A server over the examples."""
    return serve(examples_ledger)


def first(pattern: str, page: str) -> str:
    """The first group of the first match."""
    found = re.search(pattern, page)
    assert found, pattern
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_small(client: TestClient, path: str) -> None:
    """Each page answers, names its language and title, has one h1, and is under 150 KB."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[:500]
    assert '<html lang="en">' in answer.text
    assert re.search(r"<title>[^<]+ — memcon</title>", answer.text)
    assert len(re.findall(r"<h1[ >]", answer.text)) == 1
    assert len(answer.content) < 150_000


def test_nothing_is_loaded_from_outside(client: TestClient) -> None:
    """No style, script, image or font of any page has an address of its own host."""
    for path in PAGES:
        loaded = re.findall(r'<(?:link|script|img|iframe|source)[^>]*(?:href|src)="([^"]*)"', client.get(path).text)
        assert loaded
        assert all(one.startswith("/") and not one.startswith("//") for one in loaded)
        for one in loaded:
            assert client.get(one).status_code == 200, one


def test_a_fact_is_two_clicks_from_its_words(client: TestClient) -> None:
    """From the latest contacts to a contact, and from its field to the marked words of the report."""
    contact = first(r'href="(/contact/\w+)"', client.get("/").text)
    link = first(r'href="(/report/\w+#t\d+)"', client.get(contact).text)
    report, _, anchor = link.partition("#")
    assert f'id="{anchor}"' in client.get(report).text


def test_a_contact_sets_the_accounts_side_by_side(client: TestClient) -> None:
    """The call of the examples has both sides' accounts, and what only one of them says."""
    pair = client.get("/pair/Xi%20Jinping/Zelensky").text
    links = re.findall(r'href="(/contact/\w+)">Phone call', pair)
    page = client.get(links[0]).text
    assert "Only China says" in page
    assert "Only Ukraine says" in page
    assert "phone call" in page


def test_two_names_lead_to_their_page(client: TestClient) -> None:
    """The form of the first page leads to the page of the pair."""
    answer = client.get("/pair", params={"a": "Xi Jinping", "b": "Zelensky"})
    assert answer.status_code == 303
    assert "recorded contact" in client.get(answer.headers["location"]).text


def test_a_search_marks_what_it_found(client: TestClient) -> None:
    """The words that were sought stand out."""
    assert "<mark>peace</mark>" in client.get("/search?q=peace").text.lower()


def test_a_pasted_report_is_read_and_not_kept(client: TestClient) -> None:
    """Without signing in a report is read and shown, and the ledger stays as it was."""
    before = client.get("/api/v1/stats").json()
    text = "Leaders talk\n\nPresident Emmanuel Macron called Chancellor Angela Merkel on 3 June 2019 in the evening."
    answer = client.post("/read", data={"text": text})
    assert answer.status_code == 200
    assert "Emmanuel Macron" in answer.text
    assert "not kept" in answer.text
    assert client.get("/api/v1/stats").json() == before


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "no such page"),
        ("/contact/zzz", 404, "no contact has the id"),
        ("/report/zzz", 404, "holds no document"),
        ("/pair/nobody%20atall/Zelensky", 404, "nobody is known"),
        ("/pair/Xi%20Jinping/Zelensky?from=yesterday", 422, "from"),
        ("/silences?over=-1", 422, "over"),
        ("/map?country=Fr", 422, "country"),
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(client: TestClient, path: str, status: int, words: str) -> None:
    """A question without an answer gets a page with a line of words, and the right status."""
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_an_empty_ledger_says_how_to_fill_it(serve: Serve) -> None:
    """Every page of an empty ledger answers."""
    client = serve()
    assert "memcon ingest" in client.get("/").text
    for path in ("/findings", "/network", "/map", "/silences", "/search?q=x", "/api/v1/stats"):
        assert client.get(path).status_code == 200


def test_a_silence_broken_some_time_in_a_year_names_the_year(serve: Serve, tmp_path: Path) -> None:
    """The page of the day makes up no day of a contact whose year alone is known: a silence was at least so long."""
    from memcon.record import Dated, Listing, Named, Silence
    from memcon.record.vocabulary import ActorKind

    client = serve()
    ledger = client.app.state.memcon.ledger  # type: ignore[attr-defined]
    one = Dated(
        "0123456789abcdef", "phone", "held", "2022-01-01", "2022-12-31", None, ("Q1", "Q2"), (), 1, 1, "2023-01-02"
    )
    names = tuple(Named(key, key, ActorKind.PERSON, None) for key in one.parties)
    broken = Silence(
        ("Q1", "Q2"), "fedcba9876543210", one.id, "2019-10-12", "2022-01-01", 812, "2019-10-12", "2022-12-31"
    )
    ledger.latest = lambda *_: Listing((one,), names)
    ledger.broken = lambda *_: (broken,)
    page = " ".join(client.get("/").text.split())
    assert ">at least 2 years" in page
    assert "1 January 2022" not in page
