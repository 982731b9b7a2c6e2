"""One side's account of a contact against the other's."""

from collections.abc import Sequence

import pytest

from memcon.checking.sides import compare
from memcon.record import (
    Account,
    Contact,
    ContactAnswer,
    Field,
    Merged,
    Named,
    Participant,
    Report,
    Source,
    Span,
    Statement,
    Topic,
    Version,
)
from memcon.record.vocabulary import ActorKind, Channel, ContactStatus, DocumentKind, Quotation, Role

NORLAND = Named("local:state:norland", "Norland", ActorKind.STATE, "FRA")
ESTMARK = Named("local:state:estmark", "Estmark", ActorKind.STATE, "RUS")
BRANDT = Named("local:person:brandt", "Ana Brandt", ActorKind.PERSON, "FRA")


def report(
    key: str,
    sayings: Sequence[tuple[str, str]],
    *,
    language: str = "en",
    kind: DocumentKind = DocumentKind.NEWS,
    topics: Sequence[tuple[str, str]] = (),
) -> Report:
    """A report whose text is its sayings, one after the other, and whose topics are pairs of label and words."""
    text = " ".join(words for _, words in sayings)
    statements, accounts = [], {}
    at = 0
    for number, (side, words) in enumerate(sayings):
        span = Span(at, at + len(words), words)
        statements.append(Statement(f"s{number}", side, None, None, (span,), Quotation.INDIRECT))
        accounts.setdefault(side, []).append(f"s{number}")
        at += len(words) + 1
    here = Span(0, len(text), text)
    contact = Contact(
        "c1", "e1", Channel.PHONE, ContactStatus.HELD, Role.MAIN, (Participant(BRANDT.id, None, here),),
        topics=tuple(Topic(label, Span(text.index(w), text.index(w) + len(w), w)) for label, w in topics),
        accounts=tuple(Account(side, tuple(keys)) for side, keys in accounts.items()),
    )  # fmt: skip
    source = Source(key, kind, language, None, None, None, None, key)
    return Report(f"{key}/c1", source, contact, tuple(statements), (), (), here)


def answer(*reports: Report, fields: Sequence[Field] = ()) -> ContactAnswer:
    """A merged contact of reports."""
    merged = Merged("m1", tuple(one.key for one in reports), (), tuple(fields))
    return ContactAnswer(merged, reports, (NORLAND, ESTMARK, BRANDT))


def test_what_both_say_is_a_point_and_the_rest_is_of_one_side() -> None:
    """Two sayings that share content words are one point; a saying alone is listed under its side."""
    found = compare(
        answer(
            report(
                "d1",
                [
                    (NORLAND.id, "Brandt called for a lasting ceasefire along the river Vell"),
                    (NORLAND.id, "she raised the fate of jailed journalists"),
                    (ESTMARK.id, "a ceasefire along the Vell would need guarantees"),
                ],
            )
        )
    )
    (point,) = found.points
    assert {saying.side for saying in point.sayings} == {NORLAND.id, ESTMARK.id}
    assert point.shared == ("ceasefire", "vell")
    (only,) = found.only
    assert only.side == NORLAND.id
    assert "journalists" in only.statement.content[0].exact
    assert [side.name for side in found.sides] == ["Estmark", "Norland"]
    assert not found.disputes


def test_names_of_those_present_make_no_point() -> None:
    """That both sides name the same leader joins nothing."""
    found = compare(
        answer(report("d1", [(NORLAND.id, "Ana Brandt praised trade"), (ESTMARK.id, "Ana Brandt was late")]))
    )
    assert not found.points
    assert len(found.only) == 2


def test_a_topic_joins_languages() -> None:
    """Sayings in two languages that speak of one topic of the contact are one point."""
    found = compare(
        answer(
            report("d1", [(NORLAND.id, "it was about grain exports")], topics=[("grain", "grain exports")]),
            report("d2", [(ESTMARK.id, "речь шла о зерне")], language="ru", topics=[("grain", "зерне")]),
        )
    )
    assert [point.shared for point in found.points] == [("grain",)]


@pytest.mark.parametrize(
    ("norland", "estmark", "over"),
    [
        ("they agreed to reopen the border crossing", "they did not agree to reopen the crossing", "denial"),
        ("Estmark would withdraw 300 soldiers by spring", "Estmark would withdraw 90 soldiers by spring", "figures"),
        ("Estmark would withdraw 300 soldiers by spring", "Estmark would withdraw 300 soldiers by spring", None),
        ("it accepted the truce plan for the delta", "it did not reject the truce plan for the delta", None),
    ],
)
def test_a_clash_is_a_dispute(norland: str, estmark: str, over: str | None) -> None:
    """Different figures, or a denial, on the same words are a dispute; a denied denial and equal words are none."""
    found = compare(answer(report("d1", [(NORLAND.id, norland), (ESTMARK.id, estmark)])))
    assert [dispute.over for dispute in found.disputes] == ([over] if over else [])


@pytest.mark.parametrize(
    ("name", "ours", "theirs", "is_dispute"),
    [
        ("duration", "PT2H", "PT1H", True),
        ("time", "2025-07-01", "2025-07-03", True),
        ("time", "2025-07-01/2025-07-31", "2025-07-03", False),
        ("status", "held", "denied", True),
        ("status", "planned", "held", False),
        ("initiator", "Q1", "Q2", True),
    ],
)
def test_the_sides_own_statements_can_contradict_each_other(
    name: str, ours: str, theirs: str, is_dispute: bool
) -> None:
    """A field that the official accounts of two sides give differently is a dispute where both cannot hold."""
    reports = (
        report("d1", [(NORLAND.id, "we spoke")], kind=DocumentKind.OFFICIAL),
        report("d2", [(ESTMARK.id, "they rang")], kind=DocumentKind.OFFICIAL),
    )
    field = Field(name, ours, "most sources", (Version(ours, ("d1/c1",), 1), Version(theirs, ("d2/c1",), 1)))
    found = compare(answer(*reports, fields=[field]))
    assert [dispute.over for dispute in found.disputes] == ([name] if is_dispute else [])


def test_two_newspapers_that_differ_are_no_dispute_of_sides() -> None:
    """A difference between news reports is a difference of versions, not a clash of the two sides."""
    reports = (report("d1", [(NORLAND.id, "we spoke")]), report("d2", [(ESTMARK.id, "they rang")]))
    field = Field("duration", "PT2H", "most sources", (Version("PT2H", ("d1/c1",), 1), Version("PT1H", ("d2/c1",), 1)))
    assert not compare(answer(*reports, fields=[field])).disputes
