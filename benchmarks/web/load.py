"""Times every page of a server over a large ledger while readers ask at once and an ingest writes.

    .venv/bin/python benchmarks/ledger/questions.py 1000000 build/million.db   # makes the ledger
    .venv/bin/python benchmarks/web/load.py build/million.db [READERS] [SECONDS]

Starts `memcon serve` on the ledger, and a process that adds invented documents all the while. READERS (20) clients each
ask one page after the other; prints for each kind of page how often it was asked, and the median, the 95th percentile
and the longest answer in milliseconds, then the size of the first page with all that it loads.
"""

from __future__ import annotations

import asyncio
import importlib.util
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import httpx

PORT = 8499
BASE = f"http://127.0.0.1:{PORT}"
WRITER = """
import importlib.util, itertools, sys
from dataclasses import replace
from hashlib import sha256
from memcon.ingestion import open_ledger
from memcon.ledger import Place
spec = importlib.util.spec_from_file_location("questions", sys.argv[1])
questions = importlib.util.module_from_spec(spec)
sys.modules["questions"] = questions
spec.loader.exec_module(questions)
with open_ledger(f"sqlite:///{sys.argv[2]}") as ledger:
    made = (one for one in questions.entries(10**9, questions.World(99)) if one.signature is None)
    for number in itertools.count():
        some = [replace(one, hash=sha256(b"new" + one.hash).digest()) for one in itertools.islice(made, 100)]
        ledger.add_entries([Place(one.hash, one.publisher, one.url, one.published, None, one) for one in some])
        print(number, flush=True)
"""


def paths(questions: Any) -> dict[str, list[str]]:
    """The addresses of each kind of page; questions is the module that made the ledger."""
    with httpx.Client(base_url=BASE, timeout=60) as client:
        first = client.get("/").text
        names = r'href="/actor/([^"]+)">[^<]+</a> and <a href="/actor/([^"]+)"'
        pairs = [f"/pair/{a}/{b}" for a, b in re.findall(names, first)]
        actors = sorted(set(re.findall(r'href="(/actor/[^"]+)"', first)))
    whole = [questions.whole(number).document.id for number in range(0, 10_000, questions.WHOLE)]
    return {
        "today": ["/"],
        "pair": pairs,
        "contact": [f"/contact/{document}/c1" for document in whole],
        "actor": actors,
        "report": [f"/report/{document}" for document in whole],
        "findings": ["/findings", "/findings?verdict=contradicted"],
        "silences": ["/silences", "/silences?over=2000"],
        "search": ["/search?q=word7", "/search?q=word1500"],
        "network": ["/network", "/network?from=2020-01-01&to=2021-01-01"],
        "map": ["/map", "/map?from=2020-01-01&to=2021-01-01"],
        "api: pair": [f"/api/v1/pairs{one.removeprefix('/pair')}" for one in pairs],
        "api: stats": ["/api/v1/stats"],
    }


async def read(kinds: dict[str, list[str]], until: float, times: dict[str, list[float]], seed: int) -> None:
    """One reader, who asks page after page."""
    chance = random.Random(seed)
    names = [name for name, found in kinds.items() if found]
    async with httpx.AsyncClient(base_url=BASE, timeout=60) as client:
        while time.perf_counter() < until:
            name = chance.choice(names)
            start = time.perf_counter()
            answer = await client.get(chance.choice(kinds[name]))
            times[name].append(time.perf_counter() - start)
            if answer.status_code != 200:
                raise SystemExit(f"{answer.url}: {answer.status_code}")
            await asyncio.sleep(chance.uniform(0.2, 1.8))


async def load(kinds: dict[str, list[str]], readers: int, seconds: float) -> dict[str, list[float]]:
    """All readers at once; a reader looks at a page for a second on average."""
    times: dict[str, list[float]] = defaultdict(list)
    until = time.perf_counter() + seconds
    await asyncio.gather(*(read(kinds, until, times, seed) for seed in range(readers)))
    return times


def module(path: str) -> Any:
    """The module at a path, which is in no package."""
    spec = importlib.util.spec_from_file_location("questions", path)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules["questions"] = made
    spec.loader.exec_module(made)
    return made


def main() -> None:
    """Starts the server and the writer, lets the readers ask, and prints the table."""
    ledger = sys.argv[1]
    readers = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 60.0
    questions = str(Path(__file__).parents[1] / "ledger" / "questions.py")
    code = "from memcon.web.app import create; from memcon.web.settings import Settings; import uvicorn; " + (
        f"uvicorn.run(create(Settings('sqlite:///{ledger}', rate=1e6, burst=10**6)), port={PORT}, log_level='warning')"
    )
    server = subprocess.Popen([sys.executable, "-c", code])
    writer = subprocess.Popen([sys.executable, "-c", WRITER, questions, ledger], stdout=subprocess.PIPE)
    try:
        for _ in range(100):
            time.sleep(0.2)
            try:
                httpx.get(f"{BASE}/assets/web.css")
                break
            except httpx.ConnectError:
                continue
        kinds = paths(module(questions))
        asyncio.run(load(kinds, readers, 5.0))
        times = asyncio.run(load(kinds, readers, seconds))
        print(f"{'page':<12} {'asked':>6} {'median':>8} {'p95':>8} {'longest':>8}  ms")
        for name, found in times.items():
            ordered = sorted(one * 1000 for one in found)
            p95 = ordered[int(0.95 * (len(ordered) - 1))]
            print(f"{name:<12} {len(ordered):>6} {ordered[len(ordered) // 2]:>8.0f} {p95:>8.0f} {ordered[-1]:>8.0f}")
        sizes = [len(httpx.get(f"{BASE}{path}").content) for path in ("/", "/assets/web.css", "/assets/web.js")]
        print(
            f"first page with its style and script: {sum(sizes) / 1000:.0f} KB; still writing: {writer.poll() is None}"
        )
    finally:
        writer.kill()
        written = (writer.communicate()[0] or b"").count(b"\n")
        print(f"the ingest wrote {written * 100} documents meanwhile")
        server.terminate()


if __name__ == "__main__":
    main()
