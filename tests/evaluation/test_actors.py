"""The scorer of actors' identity."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memcon.errors import InputError
from memcon.evaluation.actors import GoldActor, GoldText, read_gold, same_name, score, total
from memcon.record import Actor
from memcon.record.vocabulary import ActorKind

GOLD = GoldText("t1", "", "en", None, (GoldActor("Ana Berg", "DNK"), GoldActor("Ivo Kalda", "EST")))


def person(actor_id: str, name: str, country: str | None) -> Actor:
    return Actor(actor_id, name, ActorKind.PERSON, country)


def test_a_name_with_another_country_is_misplaced() -> None:
    """A participant counts as found only with the right country."""
    scored = score(GOLD, [person("P1", "A. Berg", "DNK"), person("P2", "Ivo Kalda", "LVA")], {})
    assert (scored.gold, scored.found, scored.misplaced) == (2, 1, 1)
    assert (scored.recall, scored.precision) == (0.5, 0.5)


def test_the_gazetteers_id_is_asked_for_where_it_knows_the_name() -> None:
    """A known person found under another id costs precision."""
    scored = score(GOLD, [person("local:x", "Ana Berg", "DNK")], {"Ana Berg": "P1"})
    assert (scored.known, scored.resolved, scored.precision) == (1, 0, 0.0)


def test_totals_add_up() -> None:
    """Scores of several texts are the sums of their counts."""
    one = score(GOLD, [person("P1", "Ana Berg", "DNK")], {})
    assert total([one, one]).gold == 4
    assert total([one, one]).found == 2
    assert total([]).recall == 0.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Vasyl Hrynko", "Vasily Grynko", False),
        ("Oleg Karsin", "Карсин", False),
        ("Pavlo Zorensky", "Pavlo Zorenskyy", True),
        ("Lin Wei", "Lin", True),
        ("Ana Berg", "Ana Bergman Holm", True),
        ("Ana Berg", "Eva Holm", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    """Family names are compared in any transliteration of one script."""
    assert same_name(one, other) is same


def test_read_gold(tmp_path: Path) -> None:
    """Participants with names are read once each; a folder without gold is an InputError."""
    row = {
        "id": "t1",
        "lang": "en",
        "published": "2024-01-02",
        "contacts": [{"participants": [{"name": "Ana Berg", "country": "DNK"}, {"name": None, "country": "EST"}]}] * 2,
    }
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "t1.txt").write_text("Text.", "utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(row), "utf-8")
    (gold,) = read_gold(tmp_path, "en")
    assert gold == GoldText("t1", "Text.", "en", "2024-01-02", (GoldActor("Ana Berg", "DNK"),))
    assert list(read_gold(tmp_path, "fr")) == []
    with pytest.raises(InputError):
        list(read_gold(tmp_path / "absent"))
