"""What a contact was about."""

from collections.abc import Callable

import pytest

from memcon.record import Record

pytestmark = pytest.mark.model

WHO = "Irish Foreign Minister Nuala Keane {} Omani Foreign Minister Said Al-Harthi"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (WHO.format("met") + " to discuss trade and migration.", ["trade", "migration"]),
        (WHO.format("held talks with") + " on the war in Gaza.", ["Gaza"]),
        (WHO.format("had a call with") + " about the pipeline.", ["energy"]),
        (WHO.format("met") + ". The meeting focused on human rights.", ["human rights"]),
        (WHO.format("met") + " to discuss the protection of old manuscripts.", ["protection of old manuscripts"]),
        (WHO.format("met") + ".", []),
        (WHO.format("met") + " on Tuesday.", []),
        (WHO.format("met") + " on the sidelines of a summit.", []),
        (WHO.format("spoke with") + " over the phone.", []),
        (WHO.format("spoke with") + " over a video link.", []),
        (WHO.format("met") + " to discuss it.", []),
    ],
)
def test_topics_are_labelled_and_cited(read: Callable[..., Record], text: str, labels: list[str]) -> None:
    """Known topics have one label, others their own words; dates, channels and pronouns are no topics."""
    (contact,) = read(text, "2025-07-03").contacts
    assert [topic.label for topic in contact.topics] == labels


def test_topics_are_those_of_their_contact_only(read: Callable[..., Record]) -> None:
    """What is discussed elsewhere is not added."""
    record = read(WHO.format("met") + " on Tuesday.\n\nThe parliament in Oslo discussed fishing.", "2025-07-03")
    assert record.contacts[0].topics == ()
