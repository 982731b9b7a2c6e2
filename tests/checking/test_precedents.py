"""What a report tells, near a claim, of the contact before: texts read whole, each with its verdict."""

from collections.abc import Callable

import pytest

from memcon.record import Finding, Record
from memcon.record.vocabulary import ClaimKind

pytestmark = pytest.mark.model

MEET = "Irish Foreign Minister Nuala Keane met Omani Foreign Minister Said Al-Harthi in Muscat on Tuesday"
LAND = "Kenyan President Daniel Mwangi landed in Oslo on Tuesday for talks with Norwegian Prime Minister Ida Lund."
LAST_ONE = "for the first time in over four years. The previous one took place in Cork in May"
FIRST = "It is the first trip of a Kenyan president to Norway in two decades"


def _finding(record: Record, kind: ClaimKind = ClaimKind.ELAPSED) -> Finding:
    claims = {claim.id for claim in record.claims if claim.kind is kind}
    (finding,) = [one for one in record.findings if one.claim in claims]
    return finding


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # the contact before is called the last
        (f"{MEET}, {LAST_ONE} 2021.", "consistent"),
        (f"{MEET}, {LAST_ONE} 2022.", "contradicted"),
        (f"{LAND} {FIRST}; the last, Peter Otieno, came in 2005.", "consistent"),
        (
            f"{LAND} {FIRST}. Peter Otieno, the previous president to come, had been the king's guest in 2011.",
            "contradicted",
        ),
        # it explains the claim
        (f"{LAND} {FIRST}: Peter Otieno was there in 2005.", "consistent"),
        (f"{LAND} {FIRST}: Peter Otieno was there in 2011.", "contradicted"),
        # told near by: it can bear the claim out, and disproves nothing
        (f"{LAND} {FIRST}, Peter Otieno having been there in 2005.", "consistent"),
        (f"{LAND} {FIRST}. In 2011 Lund had visited Nairobi as a student.", "unverifiable"),
        (
            f"{MEET}, the first time in three years. In March 2024 the two countries signed a trade pact.",
            "unverifiable",
        ),
        (f"{MEET}, the first time in three years. In June 2022 Keane had been his guest.", "rounded"),
        # another's contact is none of theirs
        (
            f"{MEET}, the first time in three years. Keane last met Danish Prime Minister Lise Holm in May 2024.",
            "unverifiable",
        ),
        (
            f"{MEET}, the first meeting in four years; Oman had expelled diplomats in 2023 after the talks.",
            "unverifiable",
        ),
        # the date of the last is the one behind that word, and the news is none of them
        (
            f"The two had not met for a decade. {MEET}. They last saw each other in May 2018, she said on Monday.",
            "contradicted",
        ),
        # a length and a "since" bound each other
        (
            f"{MEET}. They had not been in contact for nearly three years, since a summit in August 2022.",
            "rounded",
        ),
        (
            f"{MEET}. They had not been in contact for nearly three years, since the war began in August 2022.",
            "unverifiable",
        ),
        # a part of a year
        (f"{MEET}, the first time in nearly four and a half years. They had last met in February 2021.", "rounded"),
    ],
)
def test_what_is_told_beside_a_claim_is_what_it_is_counted_from(
    read: Callable[..., Record], text: str, verdict: str
) -> None:
    """What the report calls the last, or tells to explain, proves and disproves; what stands near can only prove."""
    finding = _finding(read(text, "2025-07-03"))
    assert finding.verdict == verdict, finding.explanation


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"{MEET}, for the first time since May 2023, when the two sat together in Rome.", "consistent"),
        (f"{MEET}, for the first time since May 2023, when the war broke out.", "unverifiable"),
        (f"{MEET}, for the first time since May 2023, when talks on fishing collapsed.", "unverifiable"),
        (
            f"{MEET}, the first meeting since the war in May 2023; in March of that year she had still been in Muscat.",
            "consistent",
        ),
        (
            f"{MEET}. No Irish minister had been to Oman since 1979, the year of the crowning.",
            "unverifiable",
        ),
    ],
)
def test_a_date_counted_from_may_be_that_of_a_contact(read: Callable[..., Record], text: str, verdict: str) -> None:
    """ "Since May, when they met" tells of the contact before, "since May, when war broke out" does not."""
    assert _finding(read(text, "2025-07-03"), ClaimKind.SINCE).verdict == verdict


def test_the_day_of_publication_stands_for_news_without_a_date(read: Callable[..., Record]) -> None:
    """The explanation says so."""
    text = (
        "Irish Foreign Minister Nuala Keane spoke by phone with Omani Foreign Minister Said Al-Harthi. "
        "It was their first conversation in more than two years. They had last spoken on 2 December 2022."
    )
    claims = read(text, "2024-11-15")
    finding = next(one for one in claims.findings if one.check == "elapsed")
    assert finding.verdict == "contradicted"
    assert "15 November 2024, the day of publication" in finding.explanation


@pytest.mark.parametrize(("when", "verdict"), [("15 November 2022", "rounded"), ("15 March 2021", "contradicted")])
def test_what_a_claim_counts_from_is_dated_behind_it(read: Callable[..., Record], when: str, verdict: str) -> None:
    """ "It is two years since they met, on 15 November 2022" gives both the length and the day it is counted from."""
    text = (
        "It is almost two years since Irish Foreign Minister Nuala Keane met Omani Foreign Minister Said Al-Harthi in "
        f"Bern, on {when}."
    )
    assert _finding(read(text, "2024-11-02"), ClaimKind.ELAPSED).verdict == verdict


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("have not met for three years", "contradicted"),
        ("had not met for three years", "unverifiable"),
    ],
)
def test_only_a_present_tense_counts_to_the_day_of_the_report(
    read: Callable[..., Record], told: str, verdict: str
) -> None:
    """Where no contact is news, a claim in the past may speak of any time before."""
    text = (
        f"Irish Foreign Minister Nuala Keane and Omani Foreign Minister Said Al-Harthi {told}, her critics say.\n\n"
        "Nobody knows why. The reasons may lie far back. Much was written of it. The two met in Bern on 3 May "
        "2023."
    )
    assert _finding(read(text, "2025-07-03"), ClaimKind.ELAPSED).verdict == verdict


def test_it_never_stands_for_background(read: Callable[..., Record]) -> None:
    """A claim of an older sentence is not counted to the news."""
    text = (
        f"{MEET}. In 2015 her predecessor Liam Ward had been the first Irish minister in 20 years to visit Muscat. "
        "The last visit before him was made in 1990."
    )
    assert _finding(read(text, "2025-07-03")).verdict == "unverifiable"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # an undated present visit is not the dated one that explains the claim
        ("Danish Prime Minister Jens Holm was welcomed by guards. It is his first official visit to Ireland in more"
         " than ten years; he was last there in February 2016.", "contradicted"),
        # a silence that ended with an occasion told by "since"
        (f"{MEET}. It ended a freeze of nine months: the two ministers had not met since a summit in Cork in"
         " October 2024.", "consistent"),
    ],
)  # fmt: skip
def test_the_contact_before_is_kept_apart_from_the_news(read: Callable[..., Record], text: str, verdict: str) -> None:
    """What a report says was the last is not merged with the contact that it reports."""
    assert _finding(read(text, "2025-07-03")).verdict == verdict


def test_a_last_meeting_is_not_disproved_by_a_conversation_that_may_have_been_a_call(
    read: Callable[..., Record],
) -> None:
    """A later conversation of unknown channel leaves a last meeting in person what it was."""
    record = read(
        f"{MEET}. They last met in Cork in May 2022. The visit was prepared in a conversation of the two ministers on"
        " 3 June 2025.",
        "2025-07-03",
    )
    assert _finding(record, ClaimKind.SINCE).verdict != "contradicted"


def test_a_date_after_the_report_proves_nothing(read: Callable[..., Record]) -> None:
    """A last contact that would lie ahead of the report is left open."""
    finding = _finding(read(f"{MEET}. The two ministers last spoke on 5 December 2026.", "2025-07-03"), ClaimKind.SINCE)
    assert finding.verdict == "unverifiable"
