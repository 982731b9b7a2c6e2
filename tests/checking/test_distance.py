"""Elapsed and since claims against the dated contacts of a report."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.conftest import least_seconds

from memcon.checking import check
from memcon.record import Place, Span, Time
from memcon.record.vocabulary import Channel, ClaimKind, ClaimModifier, ContactStatus, Role, TimexType, Verdict

Make = Callable[[], Any]
MORE, LESS, NEARLY, ABOUT, BARE = (
    ClaimModifier.MORE_THAN,
    ClaimModifier.LESS_THAN,
    ClaimModifier.NEARLY,
    ClaimModifier.ABOUT,
    ClaimModifier.EXACT,
)
SAID, ROUND, WRONG, OPEN = (
    Verdict.CONSISTENT,
    Verdict.ROUNDED,
    Verdict.CONTRADICTED,
    Verdict.UNVERIFIABLE,
)


@pytest.mark.parametrize(
    ("last", "now", "modifier", "value", "verdict"),
    [
        # more than: never rounded up
        ("2022-09", "2025-07-01", MORE, "P3Y", WRONG),
        ("2022-06", "2025-07-01", MORE, "P3Y", SAID),
        ("2022", "2025-07-01", MORE, "P3Y", OPEN),
        ("2022-07", "2025-07-15", MORE, "P3Y", OPEN),
        ("2025-06-30", "2025-07-01", MORE, "P3Y", WRONG),
        ("2021", "2025-07-01", MORE, "P3Y", SAID),
        # less than
        ("2025-06-20", "2025-07-01", LESS, "P1M", SAID),
        ("2025-05-01", "2025-07-01", LESS, "P1M", WRONG),
        ("2025-06", "2025-07-01", LESS, "P2W", OPEN),
        # nearly and about
        ("2022-09", "2025-07-01", NEARLY, "P3Y", ROUND),
        ("2020-01", "2025-07-01", NEARLY, "P3Y", WRONG),
        ("2022-07", "2025-07-15", NEARLY, "P3Y", SAID),
        ("2022-09", "2025-07-01", ABOUT, "P3Y", ROUND),
        ("2015-09", "2025-07-01", ABOUT, "P3Y", WRONG),
        # bare: rounded to the unit
        ("2022-09", "2025-07-01", BARE, "P3Y", ROUND),
        ("2022-07", "2025-07-15", BARE, "P3Y", SAID),
        ("2022", "2025-07-01", BARE, "P3Y", SAID),
        ("2024-01", "2025-07-01", BARE, "P3Y", WRONG),
        ("2025-06-10", "2025-07-01", BARE, "P3W", SAID),
        ("2025-05-22", "2025-07-01", BARE, "P40D", SAID),
        # leap days and ends of months
        ("2024-02-29", "2025-02-28", MORE, "P1Y", ROUND),
        ("2024-02-29", "2025-03-01", MORE, "P1Y", SAID),
        ("2024-02-29", "2025-02-27", MORE, "P1Y", WRONG),
        ("2025-01-31", "2025-02-28", MORE, "P1M", ROUND),
        ("2025-01-31", "2025-02-28", LESS, "P1M", ROUND),
    ],
)
def test_a_length_is_compared_with_the_last_contact(
    report: Make, last: str, now: str, modifier: ClaimModifier, value: str, verdict: Verdict
) -> None:
    """The stated last contact and the main one give the gap; what the intervals leave open stays open."""
    made = report()
    main = made.contact(now, role=Role.MAIN)
    made.contact(last, told="They last met.")
    made.claim(ClaimKind.ELAPSED, value, main, modifier)
    (finding,) = check(made.facts())
    assert (finding.check, finding.verdict) == ("elapsed", verdict), finding.explanation


def test_a_contact_of_the_same_week_may_be_the_very_one(report: Make) -> None:
    """The news may be told with two days; in a claim of weeks a contact of the same week still counts."""
    for value, verdict in (("P1Y", OPEN), ("P3W", WRONG)):
        made = report()
        main = made.contact("2025-07-08", role=Role.MAIN)
        made.contact("2025-07-01", told="They met on Tuesday.")
        made.claim(ClaimKind.ELAPSED, value, main, MORE)
        (finding,) = check(made.facts())
        assert finding.verdict == verdict, finding.explanation


@pytest.mark.parametrize("value", ["P1Y", "P2Y", "P6M", "P1DE"])
def test_whole_years_to_the_day_need_no_rounding(report: Make, value: str) -> None:
    """A claim that the calendar bears out to the day is consistent, whatever the mean length of a year."""
    first = {"P1Y": "2024-07-01", "P2Y": "2023-07-01", "P6M": "2025-01-01", "P1DE": "2015-07-01"}[value]
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact(first, told="They last met.")
    made.claim(ClaimKind.ELAPSED, value, main)
    assert check(made.facts())[0].verdict is SAID


def test_a_contact_not_called_the_last_proves_no_silence(report: Make) -> None:
    """An older contact does not prove that there was none since: absence of contact is never proof."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2020-05", told="They met.")
    made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE)
    assert check(made.facts())[0].verdict is OPEN


@pytest.mark.parametrize(("modifier", "value"), [(BARE, "P2Y"), (LESS, "P2Y"), (NEARLY, "P2Y"), (ABOUT, "P2Y")])
def test_an_older_contact_contradicts_no_shorter_silence(report: Make, modifier: ClaimModifier, value: str) -> None:
    """A contact of five years ago, not called the last, leaves room for another two years ago."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2020-05", told="They met.")
    made.claim(ClaimKind.ELAPSED, value, main, modifier)
    assert check(made.facts())[0].verdict is not WRONG


@pytest.mark.parametrize("words", ["third meeting in two years", "second call in two years"])
def test_a_contact_within_the_span_contradicts_no_count(report: Make, words: str) -> None:
    """Who meets for the third time in two years has met within them."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2025-05", told="They met.")
    made.claim(ClaimKind.ELAPSED, "P2Y", main, words=words)
    assert WRONG not in [finding.verdict for finding in check(made.facts())]


def test_nothing_known_before_is_unverifiable(report: Make) -> None:
    """A report with one contact neither proves nor disproves that it is the first in years."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.claim(ClaimKind.ELAPSED, "P3Y", main)
    assert check(made.facts())[0].verdict is OPEN


def test_an_undated_contact_is_unverifiable(report: Make) -> None:
    """Without the date of the contact itself nothing is counted."""
    made = report()
    main = made.contact(None, role=Role.MAIN)
    made.contact("2022-09", told="They last met.")
    made.claim(ClaimKind.ELAPSED, "P3Y", main)
    assert check(made.facts())[0].verdict is OPEN


def test_a_claim_about_nothing_is_unverifiable(report: Make) -> None:
    """A claim with no contact, or with an id that does not exist, is not tested."""
    made = report()
    made.claim(ClaimKind.ELAPSED, "P3Y", None)
    made.claim(ClaimKind.SINCE, "2022", None)
    assert {finding.verdict for finding in check(made.facts())} == {OPEN}


@pytest.mark.parametrize(
    ("who", "status", "channel"),
    [
        (("keane", "lund"), ContactStatus.HELD, Channel.UNSPECIFIED),
        (("keane", "harthi"), ContactStatus.PLANNED, Channel.UNSPECIFIED),
        (("keane", "harthi"), ContactStatus.CANCELLED, Channel.UNSPECIFIED),
        (("keane", "harthi"), ContactStatus.DENIED, Channel.UNSPECIFIED),
        (("keane", "harthi"), ContactStatus.HELD, Channel.IN_PERSON),
    ],
)
def test_only_contacts_of_the_kind_counted_contradict(
    report: Make, who: tuple[str, str], status: ContactStatus, channel: Channel
) -> None:
    """Contacts with others, not held, or by another channel do not contradict a claim about calls."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN, channel=Channel.PHONE)
    made.contact("2024-09", who=who, status=status, channel=channel)
    made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE, words="first call in a while")
    assert check(made.facts())[0].verdict is OPEN


def test_a_claim_of_formal_talks_counts_formal_talks(report: Make) -> None:
    """A claim narrowed by a word counts only what the text calls so."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2024-09")
    made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE, words="first formal talks in more than three years")
    assert check(made.facts())[0].verdict is OPEN


def test_last_month_does_not_make_a_contact_the_last(report: Make) -> None:
    """A contact told of last month is not what the text calls the last one: it must be of the kind that is counted."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2024-09", told="They met last month.")
    start = made.text.index("last month")
    made.times.append(Time(Span(start, start + 10, "last month"), TimexType.DATE, "2024-09", None, None, None))
    made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE, words="first formal talks in more than three years")
    assert check(made.facts())[0].verdict is OPEN


def test_a_hiatus_is_not_contradicted_by_a_contact(report: Make) -> None:
    """What paused may have been something else than contact."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2024-09", told="They last met.")
    made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE, words="a hiatus of more than three years")
    assert check(made.facts())[0].verdict is OPEN


@pytest.mark.parametrize(
    ("told", "who", "verdict"),
    [
        ("They last talked.", ("ireland", "oman"), OPEN),
        ("They last talked.", ("keane", "harthi"), WRONG),
        ("The two countries held talks.", ("ireland", "oman"), OPEN),
        ("Keane and Omani officials talked.", ("keane", "oman"), OPEN),
    ],
)
def test_a_state_is_not_its_official(report: Make, told: str, who: tuple[str, str], verdict: Verdict) -> None:
    """States that talked may have sent others than those whom a claim counts, even for the last time."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2022-09", who=who, told=told)
    made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE)
    assert check(made.facts())[0].verdict is verdict


def test_a_contact_of_a_state_may_bear_out(report: Make) -> None:
    """Talks of two states as long ago as claimed agree with the claim."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2022-06", who=("ireland", "oman"))
    made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE)
    assert check(made.facts())[0].verdict is SAID


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("first call between an Irish prime minister and the Omani sultan in over three years", WRONG),
        ("first call of any serving prime minister to Muscat in over three years", WRONG),
        ("first call between Irish prime ministers and the sultan in over three years", WRONG),
        ("first call between the prime minister and the sultan in over three years", OPEN),
        ("first call between the two prime ministers in over three years", OPEN),
        ("first call of the Irish and Omani prime ministers in over three years", OPEN),
        ("first call as prime ministers in over three years", OPEN),
        ("his first call as a prime minister in over three years", OPEN),
        ("first call between an Irish foreign minister and the sultan in over three years", OPEN),
        ("first call in over three years", OPEN),
    ],
)
def test_a_predecessor_counts_where_any_holder_does(report: Make, words: str, verdict: Verdict) -> None:
    """What someone else did in the same office contradicts a claim of that office, and none of these two persons."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2023-09", who=("byrne", "harthi"))
    made.held("byrne", "2022", "2024-05")
    made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE, words=words)
    assert check(made.facts())[0].verdict is verdict


def test_who_held_the_office_at_another_time_is_no_predecessor(report: Make) -> None:
    """A contact of someone who came into the office only later does not count for it."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2023-09", who=("byrne", "harthi"))
    made.held("byrne", "2024-01", "2024-05")
    made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE, words="first call by an Irish prime minister in over three years")
    assert check(made.facts())[0].verdict is OPEN


def test_the_evidence_of_a_contradiction_is_cited_and_explained(report: Make) -> None:
    """A contradiction cites the claim and both dates, and tells the arithmetic in one sentence."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    last = made.contact("2022-09", told="They last met.")
    claim = made.claim(ClaimKind.ELAPSED, "P3Y", main, MORE)
    (finding,) = check(made.facts())
    assert set(finding.evidence) == {claim.span, main.time.span, last.time.span}
    assert finding.claim == claim.id
    assert "2 years 9 months to 2 years 10 months" in finding.explanation
    assert "\n" not in finding.explanation


@pytest.mark.parametrize(
    ("between", "verdict"), [("2024-03", WRONG), ("2021-03", OPEN), (None, OPEN), ("2022-09", OPEN)]
)
def test_first_since_is_contradicted_only_by_a_contact_between(
    report: Make, between: str | None, verdict: Verdict
) -> None:
    """Only a contact that lies wholly after the date and before the news contradicts; none proves nothing."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    if between:
        made.contact(between)
    claim = made.claim(ClaimKind.SINCE, "2022-09", main, words="first contact since 2022-09")
    made.times.append(_inside(made, claim, "2022-09"))
    assert check(made.facts())[0].verdict is verdict


def test_first_since_is_borne_out_by_a_stated_last(report: Make) -> None:
    """Where the text dates the last contact no later, the claim is consistent with it."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2022-09", told="They last met.")
    claim = made.claim(ClaimKind.SINCE, "2022-09", main, words="first contact since 2022-09")
    made.times.append(_inside(made, claim, "2022-09"))
    assert check(made.facts())[0].verdict is SAID


def test_since_an_event_without_a_date_is_unverifiable(report: Make) -> None:
    """What is counted from must be dated."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact("2024-03")
    made.claim(ClaimKind.SINCE, "the flood", main, words="first meeting since the flood")
    assert check(made.facts())[0].verdict is OPEN


def _inside(made: Any, claim: Any, value: str) -> Any:
    """A Time that stands at the end of a claim's words."""
    from memcon.record import Span, Time
    from memcon.record.timex import interval_of
    from memcon.record.vocabulary import TimexType

    earliest, latest = interval_of(value)
    return Time(Span(claim.span.end - len(value), claim.span.end, value), TimexType.DATE, value, None, earliest, latest)


def test_a_meeting_elsewhere_is_no_earlier_visit(report: Make) -> None:
    """A visit that "is the first by a minister in ten years" is not contradicted by a meeting in a third country."""
    made = report()
    met = made.contact("2024-09", told="They met in Bern.", channel=Channel.IN_PERSON)
    visit = made.contact("2025-07-01", told="visit to Muscat", channel=Channel.IN_PERSON, role=Role.MAIN)
    made.claim(ClaimKind.ELAPSED, "P10Y", visit, words="first by an Irish minister in ten years")
    facts = made.facts()
    placed = [
        replace(one, place=Place(name, country, Span(0, 1, "x")))
        for one, name, country in ((met, "Bern", "CHE"), (visit, "Muscat", "OMN"))
    ]
    assert [one.verdict for one in check(replace(facts, contacts=placed))] == [OPEN]
    at_home = [replace(placed[0], place=Place("Muscat", "OMN", Span(0, 1, "x"))), placed[1]]
    assert [one.verdict for one in check(replace(facts, contacts=at_home))] == [WRONG]


def test_a_meeting_somewhere_is_no_earlier_visit(report: Make) -> None:
    """A meeting of which no place is told contradicts no claim of a visit; a trip whose end is not told does."""
    made = report()
    made.contact("2024-09", told="They talked for 32 minutes.", channel=Channel.IN_PERSON)
    visit = made.contact("2025-07-01", told="visit to Muscat", channel=Channel.IN_PERSON, role=Role.MAIN)
    made.claim(ClaimKind.ELAPSED, "P10Y", visit, words="first visit by an Irish minister in ten years")
    assert check(made.facts())[0].verdict is OPEN
    made.events["e1"] = replace(made.events["e1"], mode="visit")
    assert check(made.facts())[0].verdict is WRONG


@pytest.mark.parametrize(
    ("since", "before", "verdict"),
    [("2022-09", "2025-06-28", OPEN), ("2022-09", "2025-06-20", WRONG), ("2025-06-10", "2025-06-28", WRONG)],
)
def test_what_is_told_of_the_same_days_disproves_no_long_silence(
    report: Make, since: str, before: str, verdict: Verdict
) -> None:
    """A contact some days before the news may be a part of it, unless the claim counts from shortly before."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN)
    made.contact(before)
    claim = made.claim(ClaimKind.SINCE, since, main, words=f"first contact since {since}")
    made.times.append(_inside(made, claim, since))
    assert check(made.facts())[0].verdict is verdict


@pytest.mark.parametrize(
    ("words", "channel", "verdict"),
    [
        ("the two had not met for three years", Channel.PHONE, OPEN),
        ("the two had not met for three years", Channel.UNSPECIFIED, OPEN),
        ("the two had not met for three years", Channel.IN_PERSON, WRONG),
        ("the two had not spoken for three years", Channel.PHONE, WRONG),
        ("the two had not spoken for three years", Channel.IN_PERSON, WRONG),
        ("first call in three years", Channel.IN_PERSON, OPEN),
        ("first call in three years", Channel.VIDEO, WRONG),
    ],
)
def test_the_words_of_a_claim_say_which_channel_counts(
    report: Make, words: str, channel: Channel, verdict: Verdict
) -> None:
    """A call disproves no claim of a meeting; a claim that they have not spoken is disproved by either."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN, channel=Channel.IN_PERSON)
    made.contact("2024-09", channel=channel)
    made.claim(ClaimKind.ELAPSED, "P3Y", main, words=words)
    assert check(made.facts())[0].verdict is verdict


def test_not_spoken_since_dates_no_last_meeting(report: Make) -> None:
    """The day after which two did not speak is not the day of their last meeting."""
    made = report()
    main = made.contact("2025-07-01", role=Role.MAIN, channel=Channel.IN_PERSON)
    since = made.claim(ClaimKind.SINCE, "2025-03", main, words="not spoken since 2025-03")
    made.times.append(_inside(made, since, "2025-03"))
    made.claim(ClaimKind.ELAPSED, "P6Y", main, MORE, words="had not met in more than six years")
    assert check(made.facts())[-1].verdict is OPEN


def test_whom_a_visitor_saw_does_not_matter(report: Make) -> None:
    """A claim of a visit is disproved by one in which the visitor saw someone else there, a claim of talks is not."""
    made = report()
    before = made.contact("2024-09", who=("harthi", "byrne"), channel=Channel.IN_PERSON)
    visit = made.contact("2025-07-01", told="visit to Dublin", channel=Channel.IN_PERSON, role=Role.MAIN)
    made.claim(ClaimKind.ELAPSED, "P3Y", visit, words="his first visit to Dublin in three years")
    made.claim(ClaimKind.ELAPSED, "P3Y", visit, words="first meeting of the two in three years")
    facts = made.facts()
    placed = tuple(replace(one, place=Place("Dublin", "IRL", Span(0, 1, "x"))) for one in (before, visit))
    assert [one.verdict for one in check(replace(facts, contacts=placed))] == [WRONG, OPEN]


def test_the_cost_grows_with_the_length_only(report: Make) -> None:
    """Four times as many contacts and claims of one pair cost at most ten times as much."""

    def cost(times: int) -> float:
        made = report()
        for number in range(times):
            main = made.contact(f"{1900 + number % 100}-07-01", channel=Channel.IN_PERSON)
            made.claim(ClaimKind.ELAPSED, "P3Y", main, words="their first meeting in three years")
            claim = made.claim(ClaimKind.SINCE, "1990", main, words="had not met since 1990")
            made.times.append(_inside(made, claim, "1990"))
        facts = made.facts()
        return least_seconds(lambda: check(facts))

    cost(5)
    assert cost(200) < 10 * cost(50) + 0.2
