"""PLV's format is read, folds keep near-duplicates together, and macro-F1 is what it says."""

from pathlib import Path

import pytest

from memcon.errors import InputError
from memcon.evaluation.events import Example, f1_by_label, folds, label_of, macro_f1, quad, read_set, scores, unmarked
from memcon.record.vocabulary import EventType

HEAD = "sentence_id\tmarked_sentence\tgold_root\n"


def _write(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "set.tsv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows))
    return path


def test_marks_become_offsets(tmp_path: Path) -> None:
    """Source and target are cut out of the text, white space at their ends aside."""
    (one,) = read_set(_write(tmp_path, "7\tOn Monday <s>Chile </s>freed <t>two sailors</t>.\tYIELD"))
    assert one.text == "On Monday Chile freed two sailors."
    assert one.source is not None
    assert one.target is not None
    assert one.text[slice(*one.source)] == "Chile"
    assert one.text[slice(*one.target)] == "two sailors"
    assert (one.id, one.label) == ("7", "YIELD")


def test_the_first_of_several_marks_counts_and_one_may_be_missing(tmp_path: Path) -> None:
    """A target marked twice is where it first stands; a sentence may have a source only."""
    assert unmarked("<t>Mali</t> and <t>Chad</t>") == ("Mali and Chad", {"t": (0, 4)})
    (one,) = read_set(_write(tmp_path, "1\t<s>Norway</s> lifted the ban.\tYIELD"))
    assert one.target is None


@pytest.mark.parametrize(
    ("row", "told"),
    [("1\t<s>A</s> met <t>B</t>.\tDANCE", "'DANCE' is no type"), ("1\tA met B.\tCONSULT", "neither <s>source</s>")],
)
def test_what_is_malformed_is_named(tmp_path: Path, row: str, told: str) -> None:
    """An unknown type and a sentence without marks raise InputError that names the row."""
    with pytest.raises(InputError, match=f"row 2: {told}"):
        read_set(_write(tmp_path, "1\t<s>A</s> met <t>B</t>.\tCONSULT", row))


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    """Another table is told from this format by its columns."""
    path = tmp_path / "other.tsv"
    path.write_text("a\tb\n1\t2\n")
    with pytest.raises(InputError, match="gold_root, marked_sentence, sentence_id"):
        read_set(path)


def test_near_duplicates_stand_in_one_fold() -> None:
    """Two sentences that share most of their words are held out together; folds are always the same."""
    texts = [f"The {animal} of {place} crossed the river on a Sunday" for animal in "abcdefghij" for place in "xy"]
    examples = [Example(str(n), text, (0, 1), (2, 3), "AID") for n, text in enumerate(texts)]
    twins = [Example("t", "An envoy left the port city at noon today", (0, 1), (2, 3), "AID")] * 2
    dealt = folds([*examples, *twins])
    assert dealt == folds([*examples, *twins])
    assert dealt[-1] == dealt[-2]


def test_folds_spread_each_label() -> None:
    """Ten different sentences of one label fall into five folds, two in each."""
    examples = [Example(str(n), f"{chr(97 + n) * 4} {chr(107 + n) * 5} {n}", None, None, "AID") for n in range(10)]
    dealt = folds(examples)
    assert sorted(dealt.count(fold) for fold in range(5)) == [2] * 5


def test_yield_is_concede_and_retreat_and_quads_are_plovers() -> None:
    """The set's label and quad of a type."""
    assert {label_of(EventType.CONCEDE), label_of(EventType.RETREAT)} == {"YIELD"}
    assert label_of(None) == ""
    assert [quad(one) for one in ("AGREE", "YIELD", "REJECT", "ASSAULT", "")] == [1, 2, 3, 4, 0]


def test_macro_f1_is_the_mean_over_gold_labels() -> None:
    """Each label counts the same however rare; a quad may be right where the root is wrong."""
    gold, found = ["AID", "AID", "ASSAULT"], ["AID", "YIELD", "ASSAULT"]
    assert f1_by_label(gold, found) == {"AID": pytest.approx(2 / 3), "ASSAULT": 1.0}
    assert macro_f1(gold, found) == pytest.approx(5 / 6)
    assert scores(gold, found) == {
        "root": pytest.approx(5 / 6),
        "quad": 1.0,
        "binary": 1.0,
        "accuracy": pytest.approx(2 / 3),
    }


def test_nothing_found_is_wrong_on_every_level() -> None:
    """A sentence without an event found counts against its label."""
    assert scores(["AID"], [""]) == {"root": 0.0, "quad": 0.0, "binary": 0.0, "accuracy": 0.0}
