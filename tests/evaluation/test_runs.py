"""The benchmarks as the command line runs them."""

import json
from pathlib import Path

import pytest

from memcon.cli.measuring import Layer
from memcon.errors import InputError
from memcon.evaluation.runs import RUNS, run

TEXT = (
    "Leaders meet\n\nPresident Emmanuel Macron met Chancellor Angela Merkel in Paris on 1 July 2019. "
    "He said it went well."
)


def test_the_command_line_offers_every_run() -> None:
    """The layers of `memcon evaluate` are those that can be run."""
    assert {layer.value for layer in Layer} == set(RUNS)


@pytest.mark.parametrize("layer", RUNS)
def test_a_missing_set_is_an_input_error(layer: str, tmp_path: Path) -> None:
    """A set that is not there gives one line that names it."""
    with pytest.raises(InputError, match="nowhere") as caught:
        run(layer, tmp_path / "nowhere", "en")
    assert "\n" not in str(caught.value)


@pytest.mark.model
def test_times_are_scored(tmp_path: Path) -> None:
    """A set whose one date is marked right scores 100, and the prediction is written with its value."""
    path = tmp_path / "set.jsonl"
    start = TEXT.index("1 July 2019")
    gold = {"start": start, "end": start + len("1 July 2019"), "type": "DATE", "value": "2019-07-01"}
    path.write_text(json.dumps({"id": "a", "dct": "2019-07-02", "text": TEXT, "timexes": [gold]}), encoding="utf-8")
    outcome = run("timex", path, "en")
    assert {row[3] for row in outcome.rows} == {"100.0"}
    assert json.loads(outcome.predictions[0])["timexes"][0]["value"] == "2019-07-01"


@pytest.mark.model
def test_attribution_is_scored(tmp_path: Path) -> None:
    """A set with one relation gives a row for each measure and a prediction in the set's own format."""
    path = tmp_path / "set.jsonl"
    source, cue, content = (TEXT.index(words) for words in ("He said", "said", "it went"))
    relation = {
        "source": [[source, source + 2]],
        "cue": [[cue, cue + 4]],
        "content": [[content, len(TEXT) - 1]],
    }
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": [relation]}), encoding="utf-8")
    outcome = run("attribution", path, "en")
    assert ("relations", "100.0", "100.0", "100.0") in outcome.rows
    assert json.loads(outcome.predictions[0])["attributions"][0]["cue"] == relation["cue"]


@pytest.mark.model
@pytest.mark.parametrize("layer", ["actors", "contacts"])
def test_contacts_and_their_actors_are_scored(layer: str, tmp_path: Path) -> None:
    """A folder of one text with one contact is read, and both participants are found."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    people = [{"name": "Emmanuel Macron", "country": "FRA"}, {"name": "Angela Merkel", "country": "DEU"}]
    contact = {"participants": people, "status": "held", "role": "main", "channel": "in_person"}
    contact |= {"date": "2019-07-01", "initiator": None, "duration_minutes": None}
    gold = {"id": "a", "lang": "en", "published": "2019-07-02", "contacts": [contact], "gap_claims": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    outcome = run(layer, tmp_path, "en")
    assert outcome.rows[0][1].startswith("100.0")


@pytest.mark.model
def test_contacts_are_scored(tmp_path: Path) -> None:
    """A set with one report gives a row for each measure, and its whole record as a prediction."""
    people = [{"name": "Emmanuel Macron", "country": "FRA"}, {"name": "Angela Merkel", "country": "DEU"}]
    contact = {"status": "held", "role": "main", "channel": "in_person", "participants": people, "initiator": None}
    contact |= {"date": "2019-07-01", "duration_minutes": None}
    row = {"id": "a", "lang": "en", "published": "2019-07-02", "contacts": [contact], "gap_claims": []}
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    outcome = run("contacts", tmp_path, "en")
    assert dict(outcome.rows)["contact F1"] == "100.0"
    (prediction,) = map(json.loads, outcome.predictions)
    assert (prediction["id"], len(prediction["record"]["contacts"])) == ("a", 1)
