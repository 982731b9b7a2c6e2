"""What an expression is resolved against: publication, dates mentioned before, the tense of its verb."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from memcon.record.timex import interval_of
from memcon.record.vocabulary import TimexMod, TimexType


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: a TIMEX3 type and value, and what the value was resolved against."""

    type: TimexType
    value: str | None
    mod: TimexMod | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A date the text has mentioned: its value, its first day, and its place as "start-end"."""

    value: str
    day: date
    place: str

    @property
    def has_day(self) -> bool:
        """Whether the mention names a single day."""
        return len(self.value) >= 10 and self.value[5] != "W"


@dataclass(frozen=True, slots=True)
class Context:
    """Where a resolution stands.

    published is the day of publication; mention the last date mentioned, day_mention the last single day, and
    quarter the last quarter of a year. narrative says that dates go on from mention to mention rather than from
    the day of publication. direction tells the past (-1) from the future (1) by the governing verb, else 0.
    apposed says that the expression stands between commas right after the last mention, whose day it restates.
    latest is the last of the days that the text gives with their year: where no day of publication is known, the year
    of dates that leave theirs out is counted from it.
    """

    published: date | None
    mention: Mention | None
    day_mention: Mention | None
    quarter: Mention | None
    narrative: bool
    direction: Callable[[], int]
    apposed: bool = False
    latest: Mention | None = None

    def base(self) -> tuple[date | None, str | None]:
        """The day that undated expressions lean on, and its name."""
        if self.narrative and self.mention:
            return self.mention.day, self.mention.place
        return (self.published, "published") if self.published else (None, None)


def first_day(value: str) -> date | None:
    """The first day of a value, None where it has none."""
    earliest, _ = interval_of(value)
    return date.fromisoformat(earliest) if earliest else None
