"""Floors for merging on the dev sets; lowering one is a decision, not an accident."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from memcon import intake
from memcon.config import Config
from memcon.evaluation import merging
from memcon.evaluation.contacts import Case
from memcon.knowledge import gazetteer
from memcon.pipeline import Reader
from memcon.record import Record

pytestmark = pytest.mark.data

DIGESTS = {
    "contacts/gold.jsonl": "2c936f80cd0abb9593fffe93bd4b5aec0accfd48a6f99499f2c470a4bd263603",
    "contacts/groups.json": "23364a5ea121e40d55c89d80c1f5566493c9511d299603557f16ffaec9a6ea7f",
    "clustering/ecbplus_train_dev.jsonl": "3c94b8c8afa119b51ac22be3781010662d3d13018604a3d23061b126481536ac",
}
"""SHA-256 of the files that the floors were measured on."""


@pytest.mark.parametrize("name", DIGESTS)
def test_the_sets_are_those_measured_on(data: Path, name: str) -> None:
    """Floors hold for given files: where one changes they must be measured again."""
    assert hashlib.sha256((data / name).read_bytes()).hexdigest() == DIGESTS[name]


def test_gold_contacts_merge_rightly(data: Path) -> None:
    """Of gold contacts as they stand 45 of 50 pairs are merged, and two that the groups do not name.

    Those two are one visit each in both texts: two ministers who are to travel after a call.
    """
    scores = merging.score_gold(merging.read_groups(data / "contacts"), gazetteer.load())
    assert scores.precision >= 0.947
    assert scores.precision_of_named >= 0.99
    assert scores.recall >= 0.89


@pytest.mark.model
def test_contacts_read_merge_rightly(data: Path, reader: Reader) -> None:
    """Of English contacts as memcon reads them, what is merged is rightly merged."""

    def read(case: Case) -> Record:
        return reader.read(intake.from_text(case.text, Config(language="en", published=case.published)))

    scores = merging.score_read(merging.read_groups(data / "contacts"), "en", read)
    assert scores.precision >= 0.97
    assert scores.precision_of_named >= 0.99
    assert scores.recall >= 0.85
    assert scores.recall_of_found >= 0.93


@pytest.mark.parametrize(("part", "f1", "siblings"), [("dev", 0.919, 0.01), ("train", 0.923, 0.02)])
def test_stories_keep_siblings_apart(data: Path, part: str, f1: float, siblings: float) -> None:
    """Reports of one event come together, and those of its sibling stay apart."""
    reports = [one for one in merging.read_events(data / "clustering") if one.split == part]
    scores, _ = merging.score_events(reports)
    assert scores.f1 >= f1
    assert scores.siblings <= siblings
