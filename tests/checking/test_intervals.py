"""Calendar arithmetic on days that are known only to lie in an interval."""

from datetime import date

import pytest

from memcon.checking.intervals import Gap, Length, in_words, later, length_of, plural


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("P3Y", Length(3, "Y")),
        ("P18M", Length(18, "M")),
        ("P1DE", Length(1, "DE")),
        ("P2W", Length(2, "W")),
        ("PXW", Length(None, "W")),
        ("PT2H", None),
        ("2025-07-01", None),
        ("P1Y6M", Length(18, "M", 6)),
        ("P2Y5M", Length(29, "M")),
        ("", None),
    ],
)
def test_lengths_are_read_of_one_calendar_unit(value: str, length: Length | None) -> None:
    """A duration of one calendar unit, or of years and months, is a Length; clock times and dates are none."""
    assert length_of(value) == length


@pytest.mark.parametrize(
    ("day", "length", "result"),
    [
        (date(2024, 2, 29), Length(1, "Y"), date(2025, 2, 28)),
        (date(2024, 2, 29), Length(4, "Y"), date(2028, 2, 29)),
        (date(2025, 1, 31), Length(1, "M"), date(2025, 2, 28)),
        (date(2024, 1, 31), Length(1, "M"), date(2024, 2, 29)),
        (date(2025, 12, 31), Length(2, "M"), date(2026, 2, 28)),
        (date(2025, 2, 22), Length(1, "W"), date(2025, 3, 1)),
        (date(2025, 2, 28), Length(1, "D"), date(2025, 3, 1)),
        (date(1999, 12, 31), Length(1, "DE"), date(2009, 12, 31)),
        (date(1925, 7, 1), Length(1, "CE"), date(2025, 7, 1)),
        (date(2025, 7, 1), Length(9999, "CE"), date.max),
        (date(2025, 7, 1), Length(9999, "Y"), date.max),
    ],
)
def test_a_day_moved_by_a_length_stays_in_the_calendar(day: date, length: Length, result: date) -> None:
    """Leap days and ends of months become the last day there is, and no length leads out of the calendar."""
    assert later(day, length) == result


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 6, 1), date(2025, 7, 1), "30 days"),
        (date(2025, 5, 1), date(2025, 7, 1), "2 months"),
        (date(2024, 2, 29), date(2025, 2, 28), "11 months"),
        (date(2024, 2, 29), date(2025, 3, 1), "1 year"),
        (date(2022, 9, 30), date(2025, 7, 1), "2 years 9 months"),
        (date(2025, 7, 1), date(2025, 7, 1), "0 days"),
        (date(2025, 7, 2), date(2025, 7, 1), "0 days"),
    ],
)
def test_the_time_between_two_days_is_told_in_whole_months(first: date, last: date, words: str) -> None:
    """Only months that are over are counted, and below two months days are."""
    assert in_words(first, last) == words


def test_a_month_known_to_its_name_gives_a_range() -> None:
    """From a month to a day there lie two lengths, told as a range when they differ."""
    gap = Gap(date(2022, 9, 1), date(2022, 9, 30), date(2025, 7, 1), date(2025, 7, 1))
    assert gap.told() == "2 years 9 months to 2 years 10 months"
    least, most = gap.units("Y")
    assert 2.74 < least < 2.76
    assert 2.82 < most < 2.84


@pytest.mark.parametrize(
    ("length", "shorter", "longer"),
    [
        (Length(2, "Y"), False, True),
        (Length(3, "Y"), True, False),
        (Length(33, "M"), False, True),
        (Length(34, "M"), False, False),
    ],
)
def test_a_gap_is_compared_only_as_far_as_its_ends_are_known(length: Length, shorter: bool, longer: bool) -> None:
    """Where the days of the interval decide between shorter and longer, neither is said."""
    gap = Gap(date(2022, 9, 1), date(2022, 9, 30), date(2025, 7, 1), date(2025, 7, 1))
    assert (gap.shorter_than(length), gap.longer_than(length)) == (shorter, longer)


def test_a_gap_may_equal_a_length_to_the_day() -> None:
    """Years to the day are equal, a day off is not, and an interval may hold the day."""
    to_the_day = Gap(date(2024, 2, 29), date(2024, 2, 29), date(2025, 2, 28), date(2025, 2, 28))
    assert to_the_day.may_equal(Length(1, "Y"))
    assert not to_the_day.may_equal(Length(364, "D"))
    assert to_the_day.is_exact()
    month = Gap(date(2022, 9, 1), date(2022, 9, 30), date(2025, 9, 15), date(2025, 9, 15))
    assert month.may_equal(Length(3, "Y"))
    assert not month.is_exact()


@pytest.mark.parametrize(
    ("count", "unit", "words"), [(1, "Y", "1 year"), (3, "CE", "3 centuries"), (0, "D", "0 days"), (2, "W", "2 weeks")]
)
def test_counts_agree_with_their_nouns(count: int, unit: str, words: str) -> None:
    """One is singular, all else plural."""
    assert plural(count, unit) == words
