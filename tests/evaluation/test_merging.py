"""The measures of merging: pairs of contacts, and stories of reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memcon.errors import InputError
from memcon.evaluation import merging
from memcon.evaluation.contacts import Case
from memcon.evaluation.merging import PairScores
from memcon.knowledge import gazetteer
from memcon.record import Record
from memcon.record.record import ReaderInfo
from memcon.record.text import Document

ONE, TWO, THREE = ("a/0", "b/0"), ("a/1", "b/1"), ("c/0", "d/0")


def test_pairs_are_counted_against_all_gold() -> None:
    """Of two gold pairs one is merged, and one pair is merged that is none: a half and a half."""
    scores = PairScores(frozenset({ONE, TWO}), frozenset({ONE, THREE}), frozenset({ONE}), frozenset({*ONE, *TWO}))
    assert (scores.precision, scores.recall, scores.recall_of_found) == (0.5, 0.5, 1.0)


def test_a_pair_that_no_group_speaks_of_is_counted_apart() -> None:
    """Groups may be incomplete: precision is told with and without pairs of contacts that none names."""
    scores = PairScores(frozenset({ONE}), frozenset({ONE, THREE}), frozenset(), frozenset(ONE))
    assert (scores.precision, scores.precision_of_named) == (0.5, 1.0)


def contact(name: str, date: str | None) -> dict[str, object]:
    """A gold contact of someone in Norway with someone in Peru."""
    return {
        "status": "held",
        "role": "main",
        "channel": "phone",
        "participants": [{"name": name, "country": "NOR"}, {"name": "Bea Quispe", "country": "PER"}],
        "initiator": None,
        "date": date,
        "duration_minutes": 90,
        "place": "near Lima",
        "topics": ["trade"],
    }


@pytest.fixture
def grouped(tmp_path: Path) -> Path:
    """A set of two reports on one call, one of which tells of another call too."""
    (tmp_path / "texts").mkdir()
    rows = [
        {"id": "a", "contacts": [contact("Ada Lund", "2024-05-03"), contact("Ada Lund", "2024-01")]},
        {"id": "b", "contacts": [contact("Ada Lund", "2024-05-03")]},
    ]
    for row in rows:
        (tmp_path / "texts" / f"{row['id']}.txt").write_text("Ada Lund telephoned Bea Quispe.", "utf-8")
    lines = [json.dumps({"lang": "en", "published": "2024-05-04", "gap_claims": [], **row}) for row in rows]
    (tmp_path / "gold.jsonl").write_text("\n".join(lines), "utf-8")
    members = [{"id": "a", "contact_index": 0}, {"id": "b", "contact_index": 0}]
    (tmp_path / "groups.json").write_text(json.dumps([{"group": "call", "members": members}]), "utf-8")
    return tmp_path


def test_gold_contacts_are_merged_as_they_stand(grouped: Path) -> None:
    """The file of groups and its folder name the same set, and its one pair is found."""
    known = merging.read_groups(grouped)
    assert known == merging.read_groups(grouped / "groups.json")
    scores = merging.score_gold(known, gazetteer.load())
    assert scores.gold == scores.merged == {("a/0", "b/0")}


def test_what_is_not_read_is_not_found(grouped: Path) -> None:
    """Where nothing is read nothing is merged: no recall, and no pair of which both contacts were read."""

    def read(case: Case) -> Record:
        return Record("0.1", ReaderInfo("none", "0", ()), Document(case.text + case.id))

    scores = merging.score_read(merging.read_groups(grouped), "en", read)
    assert (scores.precision, scores.recall, scores.found) == (1.0, 0.0, frozenset())


def test_a_place_is_of_the_country_that_its_words_name() -> None:
    """A state, or its capital, among the words of a place gives its country; other words give none."""
    who = gazetteer.load()
    assert merging.country_of("near Lima", who) == "PER"
    assert merging.country_of("an island of Norway", who) == "NOR"
    assert merging.country_of("the sidelines of a forum", who) is None


def line(name: str, event: str, words: str, **more: str) -> str:
    """A line of a set of reports on events."""
    return json.dumps({"id": name, "event": event, "topic": 1, "split": "dev", "sentences": [words], **more})


def test_stories_are_scored_by_reports_and_by_siblings(tmp_path: Path) -> None:
    """Four reports in one story of which three are of one event: precision 10/16, full recall, all siblings wrong."""
    path = tmp_path / "set.jsonl"
    same = "Flames gutted the Halvik grain store in Norrmark, Captain Ulla Brandt said."
    path.write_text("\n".join(line(name, "x" if name < "d" else "y", same) for name in "abcd"), "utf-8")
    scores, story = merging.score_events(merging.read_events(path))
    assert len(set(story.values())) == 1
    assert (scores.precision, scores.recall, scores.siblings) == (0.625, 1.0, 1.0)
    assert scores.f1 == pytest.approx(2 * 0.625 / 1.625)


def test_an_address_is_no_part_of_a_report(tmp_path: Path) -> None:
    """The sentence that is the address of the page is left out; a folder stands for its files."""
    row = json.loads(line("a", "x", "http : / / news . example")) | {"url_line": "http : / / news . example"}
    (tmp_path / "set.jsonl").write_text(json.dumps(row), "utf-8")
    (gold,) = merging.read_events(tmp_path)
    assert gold.report.passages == ()


@pytest.mark.parametrize("text", ["", "{}", "[]", "nothing", '[{"group": "call"}]', "[1]"])
def test_a_malformed_set_is_an_input_error(tmp_path: Path, text: str) -> None:
    """What is no set of groups gives one line that names it, as does what is no set of reports."""
    path = tmp_path / "groups.json"
    path.write_text(text or "nothing", "utf-8")
    with pytest.raises(InputError, match=r"groups\.json|gold\.jsonl|texts"):
        merging.read_groups(path)
    with pytest.raises(InputError, match=r"groups\.json"):
        merging.read_events(path)
