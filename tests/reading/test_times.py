"""What the reader of time promises beyond single expressions: anchors, days covered, modes, hostile input."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import least_seconds

from memcon.errors import KnowledgeError
from memcon.reading.times import Mode, find
from memcon.record import Document, Paragraph, Time
from memcon.record.vocabulary import TimexMod, TimexType


def read(text: str, published: str | None = "2025-07-02", **options: object) -> tuple[Time, ...]:
    return find(Document(text, published=published), **options)  # type: ignore[arg-type]


def test_a_date_covers_its_day_and_a_month_its_days() -> None:
    """earliest and latest are the first and last calendar day of the value."""
    day, month = read("They met on 3 June 2024 and again in February 2024.")
    assert (day.earliest, day.latest) == ("2024-06-03", "2024-06-03")
    assert (month.earliest, month.latest) == ("2024-02-01", "2024-02-29")


def test_a_hedged_count_of_days_is_open_on_one_side() -> None:
    """More than a year ago has no first day, nearly a year ago no last one but that of its value's start."""
    more, less = read("It fell more than two years ago and rose nearly a year ago.")
    assert (more.value, more.earliest, more.latest) == ("2023", None, "2023-12-31")
    assert (less.value, less.earliest, less.latest) == ("2024", "2024-01-01", None)


def test_a_duration_covers_no_days() -> None:
    """A bare duration has a value but no place in the calendar."""
    (duration,) = read("The call took more than three hours.")
    assert (duration.value, duration.mod) == ("PT3H", TimexMod.MORE_THAN)
    assert (duration.earliest, duration.latest) == (None, None)


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("nearly three years", TimexMod.LESS_THAN),
        ("about three years", TimexMod.APPROX),
        ("at least three years", TimexMod.EQUAL_OR_MORE),
        ("up to three years", TimexMod.EQUAL_OR_LESS),
        ("early 2021", TimexMod.START),
        ("late 2021", TimexMod.END),
        ("mid-2021", TimexMod.MID),
        ("three years", None),
    ],
)
def test_hedges_and_parts_become_modifiers(text: str, mod: TimexMod | None) -> None:
    """The words around a value are kept as its modifier and lie inside the span."""
    (found,) = read(f"It was {text}, they said.")
    assert (found.mod, found.span.exact) == (mod, text)


def test_what_is_relative_stays_unresolved_without_a_publication_date() -> None:
    """No publication date stands in for an unknown one."""
    times = read("They spoke yesterday, on Friday, last week, in March and two years ago.", published=None)
    assert len(times) == 5
    assert [t.value for t in times] == [None, "XXXX-WXX-5", None, "XXXX-03", None]
    assert {t.earliest for t in times} == {None}
    (day,) = read("They spoke on 26 April.", published=None)
    assert (day.value, day.earliest, day.latest) == ("XXXX-04-26", None, None)


def test_a_full_date_needs_no_publication_date() -> None:
    """A date that states its year is resolved by itself and names no anchor."""
    (found,) = read("They spoke on 9 May 2021.", published=None)
    assert (found.value, found.anchor) == ("2021-05-09", None)


def test_the_publication_day_keeps_its_own_offset() -> None:
    """The day of publication is the one stated, never shifted to another zone."""
    (found,) = read("They spoke yesterday.", published="2025-07-03T00:36+05:30")
    assert (found.value, found.anchor) == ("2025-07-02", "published")


@pytest.mark.parametrize("published", ["soon", "", "2025-13-45", "2025"])
def test_an_unreadable_publication_date_is_none(published: str) -> None:
    """A publication date that is no date leaves relative expressions unresolved."""
    (found,) = read("They spoke yesterday.", published=published)
    assert found.value is None


def test_a_wrong_weekday_near_publication_is_a_slip() -> None:
    """Monday, July 1 told on Wednesday, July 2 is yesterday, not the first of July of another year."""
    (found,) = read("It was Monday, July 1.", published="2025-07-02")
    assert found.value == "2025-07-01"


def test_the_weekday_chooses_the_year() -> None:
    """Of the first days of July around January 2025, one was a Tuesday and one a Monday."""
    (near,) = read("It was Tuesday, July 1.", published="2025-01-10")
    (back,) = read("It was Monday, July 1.", published="2025-01-10")
    assert (near.value, back.value) == ("2025-07-01", "2024-07-01")


def test_later_counts_from_the_date_before_it_and_says_so() -> None:
    """An expression counted from another names it by its offsets."""
    text = "He came on 5 May 2020 and left two days later."
    came, left = read(text)
    assert left.value == "2020-05-07"
    assert left.anchor == f"{came.span.start}-{came.span.end}"


def test_days_are_not_counted_from_a_month() -> None:
    """Two days after some day of June is no known day."""
    _, later = read("They met in June 2024; two days later they fell out.")
    assert later.value is None


def test_a_chronicle_leans_on_its_last_mention() -> None:
    """In narrative mode a month without year belongs to the year told of, in news to the year of publication."""
    text = "The war began on 3 March 1911. In April the fleet sailed."
    assert read(text, mode=Mode.NARRATIVE)[1].value == "1911-04"
    assert read(text, mode=Mode.NEWS)[1].value == "2025-04"


def test_a_chronicle_is_told_from_news() -> None:
    """A text of many far years is a chronicle, unless it speaks from its own day."""
    years = "It fell in 1901, 1902, 1903, 1904, 1905, 1906, 1907, 1908 and 1909. In April it rose."
    today = " It closed on Monday, last week, yesterday and today."
    assert read(years)[-1].value == "1909-04"
    assert read(years + today)[9].value == "2025-04"


def test_no_expression_spans_two_paragraphs() -> None:
    """The end of one paragraph and the start of the next are never one date."""
    text = "It was July\n1 man stayed."
    document = Document(text, published="2025-07-02", paragraphs=(Paragraph(0, 11), Paragraph(12, len(text))))
    assert [t.span.exact for t in find(document)] == ["July"]


def test_impossible_dates_are_not_dates() -> None:
    """The 31st of February is found as no date at all."""
    assert not [t for t in read("It was 31 February 2024.") if t.value == "2024-02-31"]


def test_ambiguous_numeric_dates_are_not_guessed() -> None:
    """04/05/2021 has two readings; only one near publication decides."""
    (far,) = read("Dated 04/05/2021.")
    (near,) = read("Dated 07/01/2025.")
    assert (far.value, near.value) == (None, "2025-07-01")


def test_a_zone_that_names_several_offsets_gives_none() -> None:
    """GMT fixes the offset of a time; IST, which is Indian, Irish or Israeli, does not."""
    greenwich, unknown = read("It began at 10:30 am GMT on 3 July and at 11 am IST on 3 July.")
    assert (greenwich.value, unknown.value) == ("2025-07-03T10:30+00:00", "2025-07-03T11:00")


def test_an_unknown_language_is_refused() -> None:
    """A language without a grammar raises, rather than reading with another's."""
    with pytest.raises(KnowledgeError, match="xx"):
        read("yesterday", language="xx")


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str) -> None:
    """No text raises, spans are in order and exact, whatever the language."""
    for language in ("en", "fr", "ru"):
        times = read(text, language=language)
        ends = 0
        for found in times:
            assert found.span.start >= ends
            assert found.span.exact == text[found.span.start : found.span.end]
            ends = found.span.end


WORDS = (
    "two 31 2019 99 July Tuesday week years of the first half ago early - , ' s 7:30 pm 1/2 and a dernier il y a года"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=60), st.sampled_from(["en", "fr", "ru"]))
@settings(max_examples=150, deadline=None)
def test_any_row_of_words_of_time_is_read(words: list[str], language: str) -> None:
    """Words of time in any order never raise, and a value's days are in order."""
    for found in read(" ".join(words), language=language):
        assert None in (found.earliest, found.latest) or str(found.earliest) <= str(found.latest)


@pytest.mark.parametrize(
    "unit",
    [
        "Monday ",
        "1",
        "1 ",
        "July 1, ",
        "more than ",
        "two and ",
        "- ",
        "the first half of ",
        "99999 years ",
        "a",
        ".",
        "1990-",
        "' ",
    ],
)
def test_repetition_costs_no_more_than_its_length(unit: str) -> None:
    """Four times the text takes about four times as long, whatever is repeated."""
    small, large = unit * (20_000 // len(unit)), unit * (80_000 // len(unit))
    read(small)
    assert least_seconds(lambda: read(large)) < 10 * least_seconds(lambda: read(small)) + 0.1


def test_types_are_those_of_timex3() -> None:
    """A date, a time, a duration and a set are told apart."""
    times = read("Every Monday, for two hours, until 9 pm on 3 July and after 2026.")
    assert [t.type for t in times] == [TimexType.SET, TimexType.DURATION, TimexType.TIME, TimexType.DATE]


@pytest.mark.model
def test_the_verb_that_governs_a_weekday_decides_where_cues_mislead() -> None:
    """With a parse the tense is that of the weekday's own verb, not of the nearest word."""
    from memcon.reading.parse import parse

    text = "The envoy who arrived from Oslo will, officials announced, meet the king on Friday."
    document = Document(text, published="2025-07-02", paragraphs=(Paragraph(0, len(text)),))
    assert find(document, parse(document, "en"))[0].value == "2025-07-04"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Friday, the government planned to pay the debt.", "2025-06-27"),
        ("The party planned a large rally on Friday.", "2025-07-04"),
        ("The ministers agreed to open the road on Friday.", "2025-07-04"),
        ("They announced an agreement to open the road on Friday.", "2025-07-04"),
        ("The record that was set on Friday still stands.", "2025-06-27"),
        ("The envoy was to meet the king on Friday.", "2025-07-04"),
        ("The talks had been due to end on Friday.", "2025-06-27"),
        ("The envoy told reporters that Friday's talks would go ahead.", "2025-07-04"),
        ("The president said on Friday he might travel there.", "2025-06-27"),
    ],
)
def test_what_is_planned_lies_ahead_of_the_plan_not_of_its_verb(text: str, value: str) -> None:
    """A day after a verb or noun of planning is that of what is planned, a day before it that of the planning."""
    from memcon.reading.parse import parse

    document = Document(text, published="2025-07-02", paragraphs=(Paragraph(0, len(text)),))
    assert find(document, parse(document, "en"))[0].value == value
