"""Which texts documents carry: how many carriers, whose text, and since when."""

import random

from memcon.config import Config
from memcon.intake import from_text
from memcon.intake.carriers import sources
from memcon.record import Document


def report(seed: int, number: int, **facts: str | None) -> Document:
    """A report in an outlet's own version: words that the seed chooses, with an end of its own."""
    chosen = random.Random(seed)
    words = " ".join(f"word{chosen.randrange(5_000)}" for _ in range(200))
    return from_text(f"Talks were held, {words} and ended after {number} hours.", Config(language="en"), **facts)


def test_twenty_carriers_are_one_row() -> None:
    """Carriers are counted, their publishers named, and the earliest instant is taken as it was stated."""
    day = "2025-07-03T{:02}:00+02:00"
    carried = [
        (f"a.jsonl:{n}", report(1, n, url=f"https://{n}.example/", publisher=f"Outlet {n}", published=day.format(n)))
        for n in (5, 3, *range(6, 24))
    ]
    alone = ("a.jsonl:99", report(2, 1, published="2025-07-01"))
    first, second = sources([alone, *carried])
    assert (first.carriers, first.published, first.position) == (20, "2025-07-03T03:00+02:00", "a.jsonl:5")
    assert first.publishers[:2] == ("Outlet 5", "Outlet 3")
    assert first.id == carried[0][1].id
    assert (second.carriers, second.published, second.agency) == (1, "2025-07-01", None)


def test_one_address_is_one_carrier() -> None:
    """A page that was taken in twice is one carrier; documents without address are told apart by position."""
    page = report(1, 1, url="https://a.example/")
    assert [one.carriers for one in sources([("a:1", page), ("a:2", page)])] == [1]
    bare = report(1, 1)
    assert [one.carriers for one in sources([("a:1", bare), ("a:2", bare)])] == [2]


def test_the_agency_is_that_which_most_carriers_name() -> None:
    """One agency named is the text's; of two named equally often, neither is."""
    by = [("a:1", report(1, 1, author="AFP")), ("a:2", report(1, 2, author="AFP")), ("a:3", report(1, 3))]
    assert [one.agency for one in sources(by)] == ["AFP"]
    assert [one.agency for one in sources([by[0], ("a:4", report(1, 4, author="Reuters"))])] == [None]


def test_memory_is_bounded() -> None:
    """Beyond the bound the text that was met longest ago is given at once, and a later carrier is another row."""
    documents = ((f"a:{n}", report(seed, n)) for n, seed in enumerate((1, 1, 2, 3, 1)))
    found = list(sources(documents, most=2))
    assert [(one.position, one.carriers) for one in found] == [("a:0", 2), ("a:2", 1), ("a:3", 1), ("a:4", 1)]
