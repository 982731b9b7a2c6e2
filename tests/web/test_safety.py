"""What a stranger may not do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from memcon.config import Config
from memcon.pipeline import Reader
from memcon.record import Record, Source
from memcon.web import pages
from memcon.web.people import Sessions, add_token, read_tokens
from memcon.web.safety import Rates

Serve = Callable[..., TestClient]
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u202egnp.exe\u200b'


@pytest.fixture(scope="module")
def hostile(reader: Reader) -> Record:
    """A record whose every field of words tries to break out of a page."""
    from memcon.config import Config
    from memcon.intake import from_text

    text = (
        f"Leaders talk {HOSTILE}\n\nPresident Emmanuel Macron spoke by phone with President Vladimir Putin "
        f"on 3 June 2019. Macron said: “The harbour {HOSTILE} must stay open.” It was their first call in three years."
    )
    record = reader.read(from_text(text, Config(language="en", published="2019-06-04")))
    document = replace(record.document, publisher=f"Post {HOSTILE}", url="javascript:alert(3)", author=HOSTILE)
    actors = tuple(replace(one, name=f"{one.name} {HOSTILE}") for one in record.actors)
    return replace(record, document=document, actors=actors)


@pytest.mark.model
def test_no_page_lets_a_report_out(serve: Serve, hostile: Record) -> None:
    """On every page that shows a hostile report its markup is words, its links go nowhere, its overrides are named."""
    client = serve()
    ledger = client.app.state.memcon.ledger  # type: ignore[attr-defined]
    ledger.add([hostile])
    contact = ledger.latest(1).contacts[0].id
    paths = ("/", "/findings", "/network", "/map", "/silences?over=1", "/search?q=harbour", f"/contact/{contact}",
             f"/report/{hostile.document.id}", "/pair/Q3052772/Q7747", "/actor/Q3052772",
             f"/search?q={HOSTILE}", f"/nothing/{HOSTILE}", f"/pair/{HOSTILE}/x")  # fmt: skip
    for path in paths:
        page = client.get(path).text
        assert "<script>alert" not in page, path
        assert "<img" not in page, path
        assert 'href="javascript' not in page, path
        assert "\u202e" not in page, path
        assert "49" not in re.findall(r"onerror=alert\(2\)&gt;(\d*)", page), path
    assert "&lt;script&gt;" in client.get(f"/report/{hostile.document.id}").text


@pytest.mark.model
def test_the_policy_admits_nothing_inline(serve: Serve, examples_ledger: Path) -> None:
    """No page has an inline style, script or handler, and the policy would not run one."""
    client = serve(examples_ledger)
    for path in ("/", "/map", "/network", "/pair/Xi%20Jinping/Zelensky", "/read"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", answer.text), path


def test_unknown_hosts_are_refused(serve: Serve) -> None:
    """A page elsewhere cannot point a name of its own at this server."""
    assert serve().get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://testserver"}, 422),
        ({"sec-fetch-site": "same-origin"}, 422),
        ({}, 422),
    ],
)
def test_forms_of_other_sites_are_refused(serve: Serve, headers: dict[str, str], status: int) -> None:
    """A form sent by a page of another site is refused before it is read; an empty one of our own is malformed."""
    assert serve().post("/read", data={"text": ""}, headers=headers).status_code == status


def test_bodies_are_bounded_whatever_they_announce(serve: Serve) -> None:
    """A body that is too large is refused by its length, and when it lies about its length or gives none."""
    client = serve(body=1000)
    assert client.post("/read", data={"text": "x" * 2000}).status_code == 413
    pieces = iter([b"text="] + [b"x" * 500] * 10)
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/read", content=pieces, headers=form).status_code == 413


def test_texts_are_bounded(serve: Serve) -> None:
    """A report longer than the settings allow is refused with a line."""
    answer = serve(text=100).post("/read", data={"text": "word " * 100})
    assert answer.status_code == 422
    assert "at most 100 characters" in answer.text


def test_who_asks_too_often_waits(serve: Serve) -> None:
    """After a burst a client is told to wait; others are not."""
    client = serve(rate=0.001, burst=3)
    assert [client.get("/assets/web.css").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_a_bucket_fills_again() -> None:
    """A client may ask again at the rate, and not more at once than the burst."""
    rates = Rates(2.0, 2)
    assert [rates.admits("a", 0.0) for _ in range(3)] == [True, True, False]
    assert rates.admits("b", 0.0)
    assert [rates.admits("a", 100.0) for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("name", ["../settings.py", "..%2fsettings.py", "web.css%00", "secret"])
def test_assets_are_a_closed_list(serve: Serve, name: str) -> None:
    """No path leads out of the assets."""
    assert serve().get(f"/assets/{name}").status_code == 404


def test_a_pasted_path_is_words(serve: Serve, tmp_path: Path) -> None:
    """A text that is the name of a file is read as a text; the file is not opened."""
    secret = tmp_path / "secret.txt"
    secret.write_text("The hidden harbour treaty.")
    for path in ("/read", "/api/v1/read"):
        kind = "data" if path == "/read" else "json"
        answer = serve().post(path, **{kind: {"text": str(secret)}})  # type: ignore[arg-type]
        assert "hidden harbour" not in answer.text


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "http://[::1]/", "file:///etc/passwd", "http://a b/", "/etc"]
)
def test_addresses_obey_intakes_rules(serve: Serve, token: tuple[Path, str], address: str) -> None:
    """Neither this machine nor a file is fetched, and without signing in nothing is."""
    client = serve(tokens=token[0])
    assert client.post("/read", data={"address": address}).status_code == 403
    sign_in(client, token[1])
    answer = client.post("/read", data={"address": address})
    assert answer.status_code == 422
    assert "root:" not in answer.text


def test_a_defect_tells_nothing(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong inside is in the log; the page and the API say only that something did."""

    def broken(*_: object) -> dict[str, list[Source]]:
        raise RuntimeError("the secret is 42")

    monkeypatch.setattr(pages.replies, "by_contact", broken)
    client = serve()
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text


def test_slow_answers_end(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that takes longer than it may gets an answer all the same."""
    import time

    client = serve(seconds=0.2)
    ledger = client.app.state.memcon.ledger  # type: ignore[attr-defined]
    monkeypatch.setattr(type(ledger), "stats", lambda self: time.sleep(1.0))
    assert client.get("/api/v1/stats").status_code == 503


# who may write


def sign_in(client: TestClient, token: str) -> str:
    """Signs in, and returns the word that forms must bring back."""
    answer = client.post("/sign-in", data={"token": token})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    found = re.search(r'name="form_word" value="([^"]+)"', client.get("/review").text)
    assert found
    return found[1]


def test_tokens_are_kept_as_hashes(tmp_path: Path) -> None:
    """The file holds names and digests, only its owner reads it, and a name has one token."""
    path = tmp_path / "tokens.json"
    token = add_token(path, "A. Reviewer")
    assert token not in path.read_text()
    assert list(read_tokens(path)) == ["A. Reviewer"]
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(Exception, match="has a token"):
        add_token(path, "A. Reviewer")


@pytest.mark.parametrize("given", ["", "wrong", "A. Reviewer"])
def test_a_wrong_token_opens_nothing(serve: Serve, token: tuple[Path, str], given: str) -> None:
    """What is no token signs nobody in and judges nothing."""
    client = serve(tokens=token[0])
    assert client.post("/sign-in", data={"token": given}).status_code == 403
    body = {"a": "x/c1", "b": "y/c1", "likeness": "same"}
    answer = client.post("/api/v1/judgements", json=body, headers={"authorization": f"Bearer {given}"})
    assert answer.status_code == 403
    assert json.loads(answer.text)["error"]


def test_without_tokens_nobody_writes(serve: Serve) -> None:
    """A server without tokens offers no review and refuses every form that writes."""
    client = serve()
    assert "Review" not in client.get("/").text
    for path in ("/review/field", "/review/likeness", "/sign-out"):
        body = {"contact": "a", "field": "time", "decision": "accept", "a": "a", "b": "b", "likeness": "same"}
        assert client.post(path, data=body).status_code == 403


@pytest.mark.model
def test_a_reviewer_splits_merges_and_corrects(serve: Serve, token: tuple[Path, str], examples_ledger: Path) -> None:
    """Judgements and reviews are kept with the name of who is signed in; a form without its word is refused."""
    client = serve(examples_ledger, tokens=token[0])
    ledger: Any = client.app.state.memcon.ledger  # type: ignore[attr-defined]
    call = next(one for one in ledger.contacts("Xi Jinping", "Zelensky").contacts if one.kind == "phone")
    word = sign_in(client, token[1])
    body = {"contact": call.id, "field": "duration", "decision": "correct", "value": "PT1H"}
    assert client.post("/review/field", data=body).status_code == 403
    assert client.post("/review/field", data=body | {"form_word": word}).status_code == 303
    page = client.get(f"/contact/{call.id}").text
    assert "1 hour" in page
    assert "A. Reviewer" in page
    keys = ledger.contact(call.id).merged.sightings
    split = {"a": keys[0], "b": keys[1], "likeness": "different", "form_word": word}
    assert client.post("/review/likeness", data=split).status_code == 303
    assert ledger.contact(keys[0]).merged.id != ledger.contact(keys[1]).merged.id
    assert ledger.judgements()[0].by == "A. Reviewer"
    assert client.post("/review/field", data=body | {"value": "two hours", "form_word": word}).status_code == 422
    assert client.post("/sign-out", data={"form_word": word}).status_code == 303
    assert client.post("/review/field", data=body | {"form_word": word}).status_code == 403


def test_a_session_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session is over after its hours, and when it is closed."""
    sessions = Sessions()
    key = sessions.open("A. Reviewer")
    assert sessions.get(key)
    assert not sessions.get("other")
    assert not sessions.get(None)
    monkeypatch.setattr("memcon.web.people.time.monotonic", lambda: 1e12)
    assert not sessions.get(key)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/search?q=%22", 422),
        ("/api/v1/last?a=&b=FRA", 422),
        ("/api/v1/documents?cursor=dHJ1ZQ==", 422),
        ("/api/v1/documents/zz", 404),
        ("/api/v1/last?a=Nobody+Atall&b=FRA", 404),
    ],
)
def test_a_status_tells_what_is_wrong(serve: Serve, path: str, status: int) -> None:
    """What makes no sense is malformed, what is not held is not found."""
    assert serve().get(path).status_code == status


def test_a_ledger_that_cannot_be_read_is_no_missing_page(serve: Serve) -> None:
    """Where the database fails, the answer says that the service does, and not that a page is not there."""
    client = serve()
    state = client.app.state.memcon  # type: ignore[attr-defined]
    Path(state.settings.ledger.removeprefix("sqlite:///")).write_bytes(b"no database " * 500)
    assert client.get("/api/v1/stats").status_code == 503


@pytest.mark.parametrize("content", ["[]", "{", '{"A": 1}', ""])
def test_a_broken_file_of_tokens_stops_no_reading(serve: Serve, tmp_path: Path, content: str) -> None:
    """Pages are shown and nobody may write; who signs in is told what is wrong."""
    path = tmp_path / "tokens.json"
    path.write_text(content)
    client = serve(tokens=path)
    assert client.get("/").status_code == 200
    told = client.post("/sign-in", data={"token": "x"})
    assert (told.status_code, "memcon token" in told.text) == (503, True)


@pytest.mark.parametrize(
    "body",
    [
        {"published": "some day"},
        {"published": "0001-01-01"},
        {"text": "Der Minister traf gestern den Botschafter. " * 3},
    ],
)
def test_what_cannot_be_read_is_said_beside_the_form(serve: Serve, body: dict[str, str]) -> None:
    """A day that is none and a language that memcon cannot read are told on the form, which keeps the text."""
    text = "The ministers met in Port Halle on Monday and spoke of the harbours at length."
    answer = serve(config=Config()).post("/read", data={"text": text} | body)
    assert answer.status_code == 422
    assert "<textarea" in answer.text
