"""Plain text as pasted or scraped -> Document."""

import json
import os
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import least_seconds

from memcon.config import Config
from memcon.errors import ConfigError, InputError
from memcon.intake import from_text
from memcon.intake.blocks import simplify
from memcon.record import Document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "intake.toml").read_text(encoding="utf-8"))["case"]
MARK = re.compile(r"<(byline|caption|dateline|boilerplate|repeated)>(.*?)</\1>", re.DOTALL)


def unmark(marked: str) -> tuple[str, list[tuple[str, str, int]]]:
    """The text without its marks, and (reason, words, offset) of each."""
    raw, marks, last = "", [], 0
    for match in MARK.finditer(marked):
        raw += marked[last : match.start()]
        marks.append((match[1], match[2], len(raw)))
        raw += match[2]
        last = match.end()
    return raw + marked[last:], marks


def visible(text: str) -> str:
    """All characters of a text that are neither white space nor invisible."""
    return "".join(simplify(text).split())


def accounts_for(raw: str, document: Document) -> bool:
    """Whether canonical text and removed passages hold just the raw text's visible characters."""
    kept = visible(document.text)
    for removed in document.removed:
        assert raw[removed.raw_start : removed.raw_end] == removed.exact
    rest, last = "", 0
    for removed in document.removed:
        assert removed.raw_start >= last
        rest += raw[last : removed.raw_start] + " "
        last = removed.raw_end
    return visible(rest + raw[last:]) == kept


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_stands_around_a_text_is_taken_off_and_read(case: dict[str, str]) -> None:
    """Marked passages and no others are removed; headline, time, publisher and author are read."""
    raw, marks = unmark(case["raw"])
    document = from_text(raw, Config())
    assert [(r.reason.value, r.exact, r.raw_start) for r in document.removed] == marks
    assert (document.headline or "") == case["headline"]
    assert (document.published or "") == case["published"]
    assert (document.publisher or "") == case["publisher"]
    assert (document.author or "") == case["author"]
    assert accounts_for(raw, document)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_canonical_text_is_its_own_canonical_text(case: dict[str, str]) -> None:
    """Taking in what was taken in removes nothing more."""
    once = from_text(unmark(case["raw"])[0], Config())
    again = from_text(once.text, Config())
    assert (again.text, again.removed, again.headline) == (once.text, (), once.headline)


def test_publication_time_cites_its_words() -> None:
    """The citation of a publication time is the raw text at its offsets, zone words and all."""
    raw = "Envoys meet\n\nCourier | Jul 03, 2025,\u00a000:36 IST\nThe envoys of Alda met on Friday in Vienna."
    cited = from_text(raw, Config()).published_source
    assert cited is not None
    assert (cited.source, cited.exact) == ("byline", "Jul 03, 2025,\u00a000:36 IST")
    assert raw[cited.raw_start : cited.raw_end] == cited.exact


def test_option_is_taken_only_where_the_text_states_no_time() -> None:
    """Config.published stands in for a missing time and yields to a stated one."""
    config = Config(published="2020-02-02")
    silent = from_text("The envoys of Alda met on Friday in Vienna.", config)
    stated = from_text("VIENNA, July 3, 2025 - The envoys of Alda met on Friday.", config)
    assert (silent.published, silent.published_source and silent.published_source.source) == (
        "2020-02-02",
        "option",
    )
    assert stated.published == "2025-07-03"


@pytest.mark.parametrize("published", ["yesterday", "2025-02-30", "0001-01-01", "2025-07-03T25:00"])
def test_a_time_that_is_none_is_refused(published: str) -> None:
    """A publication time given as field or option must be a real date."""
    with pytest.raises(InputError, match="is no date"):
        from_text("The envoys met.", Config(), published=published)
    with pytest.raises(ConfigError, match="is no date"):
        from_text("The envoys met.", Config(published=published))


def test_headline_given_opens_the_text_once() -> None:
    """A given headline goes before the text unless the text opens with it."""
    body = "The envoys of Alda met on Friday in Vienna."
    before = from_text(body, Config(), headline="Envoys meet")
    there = from_text(f"Envoys meet.\n{body}", Config(), headline="Envoys meet")
    assert before.text == f"Envoys meet\n\n{body}"
    assert there.text == f"Envoys meet.\n\n{body}"
    assert (before.headline, there.headline) == ("Envoys meet", "Envoys meet.")


def test_invisible_characters_and_odd_blanks_go() -> None:
    """Zero-width, bidirectional and soft-hyphen characters are dropped and all blanks are single spaces."""
    raw = "The en\u00advoys\u200b of\u00a0\u2009Alda \u202emet\u202c\u200d in\tVienna.\x85They parted."
    assert from_text(raw, Config()).text == "The envoys of Alda met in Vienna.\n\nThey parted."


def test_lone_surrogates_do_not_reach_the_text() -> None:
    """A lone surrogate becomes U+FFFD, so that the text can be written as UTF-8."""
    assert from_text("The envoys \ud83d met.", Config()).text.encode() == "The envoys \ufffd met.".encode()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no text"),
        (" \n\t", "no text"),
        ("a\x00b", "binary"),
        ("x" * 3_000_000, "characters are more than"),
        ("x" * 6_000, "a word of 6,000 characters"),
        ("Advertisement\nShare", "nothing is left"),
    ],
)
def test_text_that_is_none_is_refused_in_one_line(text: str, message: str) -> None:
    """Empty, binary, endless and empty-but-for-furniture texts raise InputError with one line."""
    with pytest.raises(InputError, match=message) as caught:
        from_text(text, Config())
    assert "\n" not in str(caught.value)


FRAGMENTS = st.sampled_from(
    [
        "By Jane Roe", "PARIS (AFP) - ", "July 3, 2025", "10:15 BST", " | ", "\n", "\n\n", "Photo: Reuters",
        "Read more: ", "(Reporting by Jane Roe)", "The envoys met in Vienna on Friday.", "\u200b", "\u202e",
        "\u00a0", "Published: ", "Updated ", "04/10/2015", "(", ")", "[", "©", "/", "-", ":", ".", " ", "IST",
        "GMT+25", "a" * 70, "\r\n", "\x1e",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=30).map("".join)))
def test_nothing_is_lost_whatever_the_text(raw: str) -> None:
    """Text and removed passages hold every visible character, and paragraphs are exact, for any input."""
    try:
        document = from_text(raw, Config())
    except InputError:
        return
    sound = re.sub("[\ud800-\udfff]", "\ufffd", raw)
    assert accounts_for(sound, document)
    texts = [document.text[p.start : p.end] for p in document.paragraphs]
    assert "\n\n".join(texts) == document.text
    assert all(text and text == text.strip() and "\n" not in text for text in texts)
    assert document == from_text(raw, Config())


@pytest.mark.parametrize(
    "piece",
    [
        "By ",
        "| ",
        "July 3, 2025 ",
        "(",
        "Photo: ",
        "PARIS, ",
        "1:00 ",
        "a/",
        "Reporting by ",
        "© ",
        "- ",
        "\n",
    ],
)
def test_hostile_repetition_costs_time_in_proportion(piece: str) -> None:
    """No pattern is quadratic: 100,000 characters of one fragment, on one line or many, cost seconds."""
    many = max(1, 100_000 // len(piece))

    def work() -> None:
        for raw in ("The envoys met.\n" + piece * many, ("The envoys met " + piece + "\n") * (many // 8)):
            from_text(raw[:200_000], Config(max_word=200_000))

    assert least_seconds(work) < 4


DATA = Path(os.environ.get("MEMCON_DATA", Path(__file__).parents[3] / "shared" / "data"))


@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data and no $MEMCON_DATA")
def test_first_report_is_taken_in_whole() -> None:
    """The first report's time keeps the zone of an Indian outlet; its furniture and ten repeats are all that goes."""
    raw = (DATA / "reports" / "toi_2025-07-03_macron_putin.txt").read_text(encoding="utf-8")
    document = from_text(raw, Config())
    assert document.published == "2025-07-03T00:36+05:30"
    assert (document.publisher, document.author) == ("TIMESOFINDIA.COM", "TOI World Desk")
    assert [removed.reason.value for removed in document.removed] == ["byline", "caption"] + ["repeated"] * 10
    assert document.headline == raw.split("\n", 1)[0]
    assert accounts_for(raw, document)


@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data and no $MEMCON_DATA")
def test_no_publication_time_is_invented() -> None:
    """On the contacts set every time that is read is the true day, and those that stand in the text are read."""
    gold = [json.loads(line) for line in (DATA / "contacts" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    read = {
        item["id"]: from_text(
            (DATA / "contacts" / "texts" / f"{item['id']}.txt").read_text("utf-8"), Config()
        ).published
        for item in gold
    }
    assert [item["id"] for item in gold if read[item["id"]] not in {None, item["published"]}] == []
    assert sum(time is not None for time in read.values()) >= 22


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("By Jane Roe | ABC Australia | 3 July 2025, 00:36 EST", "2025-07-03T00:36+10:00"),
        ("By Jane Roe | 3 July 2025, 00:36 EST", "2025-07-03T00:36-05:00"),
        ("By Jane Roe | The Irish Times | 3 July 2025, 00:36 IST", "2025-07-03T00:36+01:00"),
        ("By Jane Roe | The Hindu | 3 July 2025, 00:36 IST", "2025-07-03T00:36+05:30"),
        ("By Jane Roe | 3 July 2025, 00:36 IST", "2025-07-03T00:36"),
        ("By Jane Roe | 3 January 2025, 00:36 BST", "2025-01-03T00:36"),
        ("By Jane Roe | 3 July 2025 - 00:36 AMT", "2025-07-03T00:36"),
        ("By Jane Roe | 3 July 2025, 00:36 XQT", "2025-07-03T00:36"),
    ],
)
def test_a_zone_is_settled_by_the_publisher_or_left_and_quoted(line: str, published: str) -> None:
    """A zone word of several meanings gets an offset by the publisher's country, else none; its wording is cited."""
    document = from_text(f"Envoys meet in Vienna\n{line}\n\nThe envoys met in Vienna on Friday.", Config())
    assert (document.author, document.published) == ("Jane Roe", published)
    assert document.published_source is not None
    assert document.published_source.exact.endswith(line[-3:])
