"""Every page in a browser: nothing wrong on the console, nothing from outside, usable by keyboard and screen reader."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from memcon.config import Config
from memcon.web.app import create
from memcon.web.settings import Settings

CHROMIUM = Path(os.environ.get("MEMCON_CHROMIUM", "/usr/bin/chromium"))
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
PAGES = {
    "today": "/", "pair": "/pair/Xi%20Jinping/Zelensky", "contact": "CONTACT", "report": "REPORT",
    "actor": "/actor/Zelensky", "findings": "/findings", "network": "/network", "map": "/map",
    "silences": "/silences?over=30", "search": "/search?q=peace", "read": "/read", "sign-in": "/sign-in",
    "api": "/api/v1/docs", "missing": "/nothing",
}  # fmt: skip
SERIOUS = {"serious", "critical"}

pytestmark = [
    pytest.mark.model,
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def address(examples_ledger: Path) -> Iterator[str]:
    """The address of a server over the examples."""
    app = create(Settings(f"sqlite:///{examples_ledger}", config=Config(language="en"), rate=1e6, burst=10**6))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


def path_of(name: str, address: str) -> str:
    """The address of a page; of a contact and a report, that of the first one in the ledger."""
    import json
    from urllib.request import urlopen

    path = PAGES[name]
    if path == "CONTACT":
        with urlopen(f"{address}/api/v1/pairs/Xi%20Jinping/Zelensky") as answer:
            path = f"/contact/{json.load(answer)['contacts'][-1]['id']}"
    elif path == "REPORT":
        with urlopen(f"{address}/api/v1/documents?limit=1") as answer:
            path = f"/report/{json.load(answer)['documents'][0]['document']}"
    return f"{address}{path}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_a_browser(browser: Any, address: str, name: str) -> None:
    """Light and dark, desk and phone: no message, no request outside, no side scroll, nothing serious by axe."""
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for scheme, width in (("light", 1280), ("dark", 390)):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        messages: list[str] = []
        requests: list[str] = []
        page.on("console", lambda message, kept=messages: kept.append(message.text))
        page.on("pageerror", lambda error, kept=messages: kept.append(str(error)))
        page.on("request", lambda request, kept=requests: kept.append(request.url))
        page.goto(path_of(name, address))
        page.screenshot(path=SCREENSHOTS / f"{name}-{scheme}-{width}.png")
        assert [one for one in messages if name != "missing"] == []
        assert all(one.startswith(address) for one in requests)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(axe)
        found = page.evaluate("async () => (await axe.run()).violations.map(one => "
                              "[one.impact, one.id, one.nodes.map(node => node.html).slice(0, 3)])")  # fmt: skip
        assert [one for one in found if one[0] in SERIOUS] == []
        page.close()


def test_a_page_works_by_keyboard(browser: Any, address: str) -> None:
    """The first tab reaches the skip link, which leads to the content; "/" leads to the search."""
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("peace")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=peace")
    assert page.locator("mark").count() > 0
    page.close()


def test_pages_can_be_read_without_scripts(browser: Any, address: str) -> None:
    """Without scripts the way from the first page to the words of a report is there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(".contacts .what > a").first.click()
    page.get_by_text("its words").first.click()
    assert "/report/" in page.url
    assert page.locator("article .m").count() > 0
    context.close()


def test_a_report_is_pasted_and_read(browser: Any, address: str) -> None:
    """Whoever pastes a report sees its record beside its text."""
    page = browser.new_page()
    page.goto(f"{address}/read")
    words = "Leaders talk\n\nPresident Emmanuel Macron called Chancellor Angela Merkel on 3 June 2019 in the evening."
    page.get_by_label("The text of a report").fill(words)
    page.locator("form.paste button").click()
    page.get_by_text("not kept").wait_for()
    assert page.locator(".record").count() == 1
    page.close()
