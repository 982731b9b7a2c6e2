"""Arithmetic on TIMEX3 values."""

from datetime import date

import pytest

from memcon.record.timex import interval_of, months_and_days, move, value_at


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-07-01T10:30+05:30", "2025-07-01", "2025-07-01"),
        ("2025-07-01TMO", "2025-07-01", "2025-07-01"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2025-W26-WE", "2025-06-28", "2025-06-29"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2023-SU", "2023-06-01", "2023-09-22"),
        ("2023-WI", "2022-12-01", "2024-03-20"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2022", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_value_covers_its_days(value: str, first: str, last: str) -> None:
    """The interval of a value runs from its first to its last calendar day."""
    assert interval_of(value) == (first, last)


@pytest.mark.parametrize(
    "value",
    [None, "", "P3Y", "PRESENT_REF", "XXXX-WXX-1", "2025-13", "2025-02-30", "2025-W60", "2025-Q7", "BC0490", "00"],
)
def test_other_values_cover_none(value: str | None) -> None:
    """Durations, sets, references and impossible dates have no days."""
    assert interval_of(value) == (None, None)


def test_months_end_where_the_month_does() -> None:
    """A month after 31 January is the last day of February."""
    assert move(date(2024, 1, 31), 1, "M") == date(2024, 2, 29)
    assert move(date(2024, 2, 29), -1, "Y") == date(2023, 2, 28)


def test_moving_out_of_the_calendar_overflows() -> None:
    """There is no year 0 and no year 10000."""
    with pytest.raises(OverflowError):
        move(date(1, 1, 1), -1, "D")
    with pytest.raises(OverflowError):
        move(date(9999, 1, 1), 1, "CE")


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("D", "2025-07-02"),
        ("W", "2025-W27"),
        ("M", "2025-07"),
        ("Q", "2025-Q3"),
        ("Y", "2025"),
        ("DE", "202"),
        ("CE", "20"),
    ],
)
def test_a_day_lies_in_a_unit(unit: str, value: str) -> None:
    """The value of a unit is the one that contains the day."""
    assert value_at(date(2025, 7, 2), unit) == value


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("P2Y6M", (30.0, 0.0)),
        ("PT36H", (0.0, 1.5)),
        ("P2W", (0.0, 14.0)),
        ("P1CE", (1200.0, 0.0)),
        ("P1DT12H", (0.0, 1.5)),
    ],
)
def test_a_duration_has_a_length(value: str, length: tuple[float, float]) -> None:
    """Years and months are counted in months, the rest in days."""
    assert months_and_days(value) == length


@pytest.mark.parametrize("value", ["PXW", "P", "PT", "2025", "PRESENT_REF", ""])
def test_vague_durations_have_none(value: str) -> None:
    """What states no number has no length."""
    assert months_and_days(value) is None
