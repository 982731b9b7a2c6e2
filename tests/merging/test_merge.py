"""Merging: what becomes one, what stays apart, and that neither order nor the way there matters."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.merging import blocks, closure, merge, pairs
from memcon.record import Judgement, Likeness, Merged, Party, Sighting

Make = Callable[..., Sighting]


def together(sightings: Iterable[Sighting], judgements: Iterable[Judgement] = ()) -> set[frozenset[str]]:
    """The groups of keys that merging makes."""
    return {frozenset(one.sightings) for one in merge(sightings, judgements)}


def judged(a: str, b: str, likeness: Likeness, at: str = "2024-01-01T00:00:00+00:00") -> Judgement:
    """A judgement of someone."""
    return Judgement(a, b, likeness, "someone", at)


def test_two_reports_of_one_call_are_one(sighting: Make) -> None:
    """The same persons, channel and day in two documents are one contact."""
    assert together([sighting("x/c1", day="2024-05-03"), sighting("y/c1", day="2024-05-03")]) == {
        frozenset({"x/c1", "y/c1"})
    }


def test_the_next_call_stays_apart(sighting: Make) -> None:
    """Two stated days that lie more than one day apart are never one contact, however alike all else is."""
    words = ("ceasefire", "corridor", "grain", "harbour", "hostage", "prisoner", "treaty")
    calls = [sighting(f"{day}/c1", day=f"2024-05-{day}", words=words) for day in ("03", "05")]
    assert len(merge(calls)) == 2


def test_a_day_of_time_zones_apart_may_be_one(sighting: Make) -> None:
    """A call that one report puts a day later than another is one call."""
    assert len(merge([sighting("x/c1", day="2024-05-03"), sighting("y/c1", day="2024-05-04")])) == 1


def test_one_document_tells_of_two_contacts(sighting: Make) -> None:
    """Two contacts that one document tells apart stay two, and each finds its own in another document."""
    calls = [sighting(f"{doc}/{c}", day="2024-05-03", kind=kind) for doc in "xy" for c, kind in _TWO]
    assert together(calls) == {frozenset({"x/c1", "y/c1"}), frozenset({"x/c2", "y/c2"})}


_TWO = (("c1", "phone"), ("c2", "in_person"))


def test_a_planned_call_and_the_held_one_are_one_where_the_day_agrees(sighting: Make) -> None:
    """A plan is one with what was held on its day, and not with what was held on another."""
    plan = sighting("x/c1", day="2024-05-03", status="planned")
    assert len(merge([plan, sighting("y/c1", day="2024-05-03")])) == 1
    assert len(merge([plan, sighting("y/c1", day="2024-05-06")])) == 2


def test_a_plan_without_a_day_is_the_next_contact(sighting: Make) -> None:
    """What is planned without a day is not the call that the same day's news has as held."""
    plan = sighting("x/c1", status="planned", published="2024-05-03")
    assert len(merge([plan, sighting("y/c1", day="2024-05-03", published="2024-05-03")])) == 2


def test_an_unnamed_official_meets_a_named_one(sighting: Make) -> None:
    """A report that names only the state can be of the contact for which another names the person."""
    named, unnamed = sighting("x/c1", day="2024-05-03"), sighting("y/c1", "ada peru", day="2024-05-03")
    assert len(merge([named, unnamed])) == 1


def test_other_persons_are_another_contact(sighting: Make) -> None:
    """Officials of the same two states who both differ, or of whom one differs, have a contact of their own."""
    calls = [sighting("x/c1", day="2024-05-03"), sighting("y/c1", "dan cem", day="2024-05-03")]
    assert len(merge(calls)) == 2
    assert len(merge([calls[0], sighting("z/c1", "ada cem", day="2024-05-03")])) == 2


def test_news_without_a_day_is_of_the_days_before_publication(sighting: Make) -> None:
    """Main news without a day meets the call of the day it was published on, not that of a month before."""
    news = sighting("x/c1", published="2024-05-03")
    assert len(merge([news, sighting("y/c1", day="2024-05-03")])) == 1
    assert len(merge([news, sighting("y/c1", day="2024-04-03")])) == 2


def test_a_year_alone_does_not_make_one(sighting: Make) -> None:
    """A contact of "2024" may be any of the year's: it joins none without more."""
    vague = sighting("x/c1", earliest="2024-01-01", latest="2024-12-31")
    assert len(merge([vague, sighting("y/c1", day="2024-05-03")])) == 2


def test_what_is_judged_the_same_is_one_with_all_that_is_one_with_it(sighting: Make) -> None:
    """A judgement joins two groups across days that scores hold apart."""
    calls = [
        sighting(f"{doc}/c1", day=day) for doc, day in zip("wxyz", ["2024-05-03"] * 2 + ["2024-06-09"] * 2, strict=True)
    ]
    assert together(calls, [judged("w/c1", "z/c1", Likeness.SAME)]) == {frozenset(one.key for one in calls)}


def test_what_is_judged_different_is_split(sighting: Make) -> None:
    """A judgement splits what scores would join; the others stay with either, never with both."""
    calls = [sighting(f"{doc}/c1", day="2024-05-03") for doc in "xyz"]
    groups = together(calls, [judged("x/c1", "y/c1", Likeness.DIFFERENT)])
    assert len(groups) == 2
    assert not any({"x/c1", "y/c1"} <= group for group in groups)


def test_the_latest_judgement_holds(sighting: Make) -> None:
    """Of judgements on one pair the latest holds, whichever comes first; "unsure" takes a judgement back."""
    calls = [sighting("x/c1", day="2024-05-03"), sighting("y/c1", day="2024-05-03")]
    first = judged("x/c1", "y/c1", Likeness.DIFFERENT)
    later = judged("y/c1", "x/c1", Likeness.UNSURE, "2024-02-01T00:00:00+00:00")
    assert len(merge(calls, [first])) == 2
    assert len(merge(calls, [later, first])) == 1


def test_of_judgements_that_contradict_each_other_the_latest_holds(sighting: Make) -> None:
    """A = B, B = C and, judged last, A is not C: the older of the two joins gives way."""
    calls = [
        sighting(f"{doc}/c1", day=day) for doc, day in (("x", "2024-01-01"), ("y", "2024-03-01"), ("z", "2024-05-01"))
    ]
    said = [
        judged("x/c1", "y/c1", Likeness.SAME, "2024-06-01T00:00:00+00:00"),
        judged("y/c1", "z/c1", Likeness.SAME, "2024-06-02T00:00:00+00:00"),
        judged("x/c1", "z/c1", Likeness.DIFFERENT, "2024-06-03T00:00:00+00:00"),
    ]
    assert together(calls, said) == {frozenset({"x/c1"}), frozenset({"y/c1", "z/c1"})}


def test_a_tie_says_why(sighting: Make) -> None:
    """A tie has a score and its reasons, the heaviest first, and its score is that of their sum."""
    one = merge([sighting("x/c1", day="2024-05-03"), sighting("y/c1", day="2024-05-03", place="Lima")])[0]
    (tie,) = one.ties
    assert next(name for name, _ in tie.parts) == "when"
    assert {tie.a, tie.b} == {"x/c1", "y/c1"}
    assert 0.5 < tie.score < 1


def test_merged_events_have_as_many_ties_as_hold_them_together(sighting: Make) -> None:
    """A contact of n reports has n - 1 ties, which join them all."""
    one = merge([sighting(f"{doc}/c1", day="2024-05-03", duration=f"PT{1 + doc % 2}H") for doc in range(6)])[0]
    assert len(one.ties) == 5


def test_a_crowd_of_reports_is_grouped_like_a_few(sighting: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many to compare each two, days and documents are still kept apart."""
    monkeypatch.setattr("memcon.merging.clusters._CROWD", 3)
    calls = [
        sighting(f"{doc}/c1", day=f"2024-05-0{3 + 2 * (doc % 2)}", duration=f"PT{1 + doc}M", place="Lima")
        for doc in range(8)
    ]
    vague = sighting("x/c1", earliest="2024-05-03", latest="2024-05-06", place="Lima")
    groups = together([*calls, sighting("0/c2", day="2024-05-03"), vague])
    assert {frozenset(f"{doc}/c1" for doc in range(odd, 8, 2)) for odd in (0, 1)} <= {
        one - {"x/c1", "0/c2"} for one in groups
    }
    assert not any({"0/c1", "0/c2"} <= one for one in groups)


PEOPLE = (
    Party("local:person:ada", "NOR", is_person=True),
    Party("local:person:bea", "PER", is_person=True),
    Party("local:person:cem", "PER", is_person=True),
    Party("Q20", "NOR", is_person=False),
    Party("Q419", "PER", is_person=False),
    Party("local:person:eve", "LAO", is_person=True),
)
WORDS = ("corn", "dock", "fish", "gold", "iron", "jute", "kelp", "lead")
DAYS = st.sampled_from([None, "2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04", "2024-06-20"])


@st.composite
def _sighting(draw: st.DrawFn) -> Sighting:
    first, last = draw(DAYS), draw(DAYS)
    if draw(st.booleans()):
        last = first
    return Sighting(
        key=f"{draw(st.sampled_from('abcdefgh'))}/c{draw(st.integers(1, 3))}",
        is_contact=draw(st.sampled_from([True, True, True, False])),
        kind=draw(st.sampled_from(["phone", "in_person", "unspecified"])),
        status=draw(st.sampled_from(["held", "planned", "cancelled"])),
        role=draw(st.sampled_from(["main", "background"])),
        parties=tuple(sorted(draw(st.sets(st.sampled_from(PEOPLE), min_size=1, max_size=4)))),
        language="en",
        source=draw(st.sampled_from("ab")),
        published=draw(DAYS),
        earliest=first,
        latest=last,
        words=tuple(
            sorted(draw(st.sets(st.sampled_from(["corn", "dock", "fish", "gold", "iron", "jute", "kelp", "lead"]))))
        ),
    )


SIGHTINGS = st.lists(_sighting(), max_size=12, unique_by=lambda one: one.key)
JUDGEMENTS = st.lists(
    st.builds(
        Judgement,
        st.sampled_from([f"{doc}/c{number}" for doc in "abcdefgh" for number in (1, 2)]),
        st.sampled_from([f"{doc}/c{number}" for doc in "abcdefgh" for number in (1, 2)]),
        st.sampled_from(Likeness),
        st.just("someone"),
        st.sampled_from([f"2024-07-0{day}T00:00:00+00:00" for day in range(1, 10)]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SIGHTINGS, JUDGEMENTS, st.randoms(use_true_random=False))
def test_order_does_not_matter(sightings: list[Sighting], said: list[Judgement], chance: random.Random) -> None:
    """Any order of sightings and of judgements gives the very same result, with each sighting in it once."""
    before = merge(sightings, said)
    chance.shuffle(sightings)
    chance.shuffle(said)
    assert merge(sightings, said) == before
    assert sorted(key for one in before for key in one.sightings) == sorted(one.key for one in sightings)
    assert len({one.id for one in before}) == len(before)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SIGHTINGS, JUDGEMENTS)
def test_no_judgement_is_broken(sightings: list[Sighting], said: list[Judgement]) -> None:
    """The latest judgement of all holds in the result, and so does each that contradicts no later one."""
    keys = {one.key for one in sightings}
    known = [one for one in said if one.a in keys and one.b in keys and one.a != one.b]
    if len({one.at for one in known}) < len(known) or not known:
        return
    last = max(known, key=lambda one: one.at)
    joined = any({last.a, last.b} <= set(one.sightings) for one in merge(sightings, known))
    assert last.likeness is Likeness.UNSURE or joined is (last.likeness is Likeness.SAME)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SIGHTINGS, SIGHTINGS, JUDGEMENTS, JUDGEMENTS)
def test_merging_the_closure_gives_what_merging_all_gives(
    old: list[Sighting], new: list[Sighting], said: list[Judgement], saying: list[Judgement]
) -> None:
    """A store that merges again only the closure of what came, changed, went or was judged is as if merged whole."""
    shelf = _Shelf(old, merge(old, said))
    changed = {one.key: one for one in new}
    gone = {one.key for one in old[::3]} - changed.keys()
    shelf.kept = {key: one for key, one in (shelf.kept | changed).items() if key not in gone}
    touched = changed.keys() | gone | {key for one in saying for key in (one.a, one.b)}
    found = closure(touched, [*said, *saying], shelf)
    keys = touched | {one.key for one in found}
    stays = [one for one in shelf.merged if keys.isdisjoint(one.sightings)]
    again = [*stays, *merge(found, [*said, *saying])]
    assert sorted(again, key=lambda one: one.id) == list(merge(shelf.kept.values(), [*said, *saying]))


class _Shelf:
    """A store of sightings in memory."""

    def __init__(self, sightings: Sequence[Sighting], merged: Sequence[Merged]) -> None:
        self.kept = {one.key: one for one in sightings}
        self.merged = merged

    def under(self, wanted: Collection[str]) -> list[Sighting]:
        return [one for one in self.kept.values() if not set(wanted).isdisjoint(blocks(one))]

    def keyed(self, keys: Collection[str]) -> list[Sighting]:
        return [self.kept[key] for key in keys if key in self.kept]

    def beside(self, keys: Collection[str]) -> list[Sighting]:
        mates = {key for one in self.merged if not set(keys).isdisjoint(one.sightings) for key in one.sightings}
        return self.keyed(mates)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(_sighting(), _sighting())
def test_what_could_be_one_is_found_under_its_blocks(a: Sighting, b: Sighting) -> None:
    """Each finds the other or neither does, and what becomes one is found."""
    one_way = not set(pairs(a)).isdisjoint(blocks(b))
    assert one_way is (not set(pairs(b)).isdisjoint(blocks(a)))
    b = replace(b, key="other/c1")
    assert one_way or len(merge([a, b])) == 2


def test_a_key_that_comes_twice_counts_once(sighting: Make) -> None:
    """The same sighting given twice is one sighting."""
    one = sighting("x/c1", day="2024-05-03")
    (merged,) = merge([one, one])
    assert merged.sightings == ("x/c1",)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "not a day", "", "2024-13-45"])
def test_odd_days_end_no_merging(sighting: Make, day: str) -> None:
    """Days at the ends of the calendar, and what is no day, are merged like others."""
    calls = [sighting("x/c1", day=day), sighting("y/c1", day=day, published=day)]
    assert sum(len(one.sightings) for one in merge(calls)) == 2
    assert blocks(calls[0])


def test_cost_grows_with_the_contacts_not_with_their_square(sighting: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times as many contacts of a pair, over four times as long, take about four times as many comparisons."""
    from memcon.merging import candidates

    counted: list[int] = []
    whole = candidates.log_odds

    def counting(a: Any, b: Any) -> float:
        counted.append(1)
        return whole(a, b)

    monkeypatch.setattr(candidates, "log_odds", counting)

    def comparisons(contacts: int) -> int:
        counted.clear()
        days = [(date(2000, 1, 1) + timedelta(days=9 * number)).isoformat() for number in range(contacts)]
        told = [{"day": None, "published": day} for day in days] + [{"day": day} for day in days]
        merge(sighting(f"{number}/c1", place=f"town {number % 7}", **one) for number, one in enumerate(told))
        return len(counted)

    assert comparisons(400) < 5 * comparisons(100)


def test_a_crowd_of_reports_of_one_day_is_compared_once(sighting: Make) -> None:
    """Eight hundred reports of one call, each told in its own way, are merged in seconds."""
    calls = [sighting(f"{number}/c1", day="2024-05-03", duration=f"PT{61 + number}M") for number in range(800)]
    start = time.process_time()
    assert max(len(one.sightings) for one in merge(calls)) > 1
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("told", "joined"),
    [("XXXX-04-26", True), ("XXXX-04-25", False), ("XXXX-WXX-3", True), ("XXXX-WXX-5", False)],
)
def test_a_day_without_its_year_counts(sighting: Callable[..., Sighting], told: str, joined: bool) -> None:
    """A report that tells "26 April", or "Wednesday", is of the call of that day in the same words, and of no other."""
    words = ("fish", "harbour", "price", "quota", "treaty")
    dated = sighting("a/1", day="2023-04-26", words=words)
    other = sighting("b/1", told_day=told, words=words)
    assert (len(merge([dated, other])) == 1) is joined


@pytest.mark.parametrize(
    ("place", "country", "dateline", "joined"),
    [
        ("Geneva", "CHE", "Geneva", True),
        ("Geneva", "CHE", "Oslo", False),
        ("Geneva", "CHE", None, False),
        ("Lima", "PER", "Lima", False),
    ],
)
def test_a_dateline_counts_where_no_side_is_at_home(
    sighting: Make, place: str, country: str, dateline: str | None, joined: bool
) -> None:
    """A meeting told from Geneva without a place is rather the one there; much is told from the capital of a side."""
    held = {"kind": "in_person", "topics": ("fisheries",)}
    placed = sighting("a/1", day="2024-04-24", place=place, place_country=country, **held)
    merged = merge([placed, sighting("b/1", dateline=dateline, **held)])
    assert (len(merged) == 1) is joined
    assert not joined or "dateline" in dict(merged[0].ties[0].parts)
