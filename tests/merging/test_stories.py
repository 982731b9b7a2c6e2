"""Whole reports told apart by event: the same fire, and another fire like it."""

from __future__ import annotations

import random

from memcon.merging.stories import Report, stories

OLD = [
    "A fire destroyed the grain store at Halvik harbour early on Monday, the Norrmark fire brigade said.",
    "Captain Ulla Brandt of the brigade said 340 tonnes of barley burned at Halvik. No one was hurt at the store.",
    "Mayor Jonas Ekholm thanked the brigade and said that the Halvik grain store would be built again.",
]
OLD_AGAIN = [
    "Flames gutted the Halvik grain store, and 340 tonnes of barley with it, officials in Norrmark said.",
    "Ulla Brandt, captain of the fire brigade, said the fire at the harbour started near a dryer.",
    "Mayor Jonas Ekholm said that Halvik would build a new grain store by the harbour.",
]
NEW = [
    "A fire destroyed a grain store at the harbour of Port Selmer on Sunday, the fire brigade said.",
    "Inspector Teo Vance of Selmer county said 95 tonnes of maize burned at the store. Two workers were hurt.",
    "Governor Lina Okafor said that Port Selmer would get a new grain store.",
]
NEW_AGAIN = [
    "Two workers were hurt when the grain store of Port Selmer burned down, Selmer county said.",
    "The fire took 95 tonnes of maize, Inspector Teo Vance said at the harbour.",
    "Lina Okafor, the governor, promised Port Selmer a new store, and a fire brigade of its own.",
]
OTHER = ["Chess players of twelve schools met in Tarn for a cup that Mirela Stan won after nine rounds without a loss."]


def report(name: str, passages: list[str]) -> Report:
    """A report in English."""
    return Report(name, tuple(passages), "en")


REPORTS = [
    report("old-1", OLD),
    report("old-2", OLD_AGAIN),
    report("new-1", NEW),
    report("new-2", NEW_AGAIN),
    report("other", OTHER),
]


def test_two_events_of_one_kind_are_told_apart() -> None:
    """Reports of one fire are one story, those of another fire another, and a third matter is none of theirs."""
    assert stories(REPORTS) == (("new-1", "new-2"), ("old-1", "old-2"), ("other",))


def test_the_order_of_reports_does_not_matter() -> None:
    """Any order gives the same stories."""
    chance, shuffled = random.Random(3), list(REPORTS)
    for _ in range(5):
        chance.shuffle(shuffled)
        assert stories(shuffled) == stories(REPORTS)


def test_reports_without_words_are_stories_of_their_own() -> None:
    """Empty reports, and reports of nothing but signs, are joined to nothing."""
    assert stories([report("a", []), report("b", ["?!"]), report("c", ["..."])]) == (("a",), ("b",), ("c",))
