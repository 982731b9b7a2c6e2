"""Who sought a contact, how long it took, and who was told."""

from collections.abc import Callable

import pytest

from memcon.record import Contact, Record

pytestmark = pytest.mark.model

KEANE = "Irish Foreign Minister Nuala Keane"
HARTHI = "Omani Foreign Minister Said Al-Harthi"


def _main(record: Record) -> Contact:
    return record.contacts[0]


@pytest.mark.parametrize(
    ("text", "initiator"),
    [
        (f"{KEANE} telephoned {HARTHI}.", "Nuala Keane"),
        (f"{KEANE} called {HARTHI}.", "Nuala Keane"),
        (f"{KEANE} spoke by phone with {HARTHI} at the request of Al-Harthi.", "Said Al-Harthi"),
        (f"{KEANE} spoke by phone with {HARTHI} at Keane’s initiative.", "Nuala Keane"),
        (f"{KEANE} and {HARTHI} spoke by phone. The call was initiated by Al-Harthi.", "Said Al-Harthi"),
        (f"{KEANE} and {HARTHI} spoke by phone. Keane requested the call.", "Nuala Keane"),
        (f"{KEANE} and {HARTHI} spoke by phone.", None),
        (f"{KEANE} met {HARTHI}.", None),
    ],
)
def test_who_sought_the_contact(read: Callable[..., Record], text: str, initiator: str | None) -> None:
    """The caller, whoever initiated or asked; nobody where the text does not say."""
    record = read(text, "2025-07-03")
    names = {actor.id: actor.name for actor in record.actors}
    found = _main(record).initiator
    assert (names[found.actor] if found else None) == initiator


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        (f"{KEANE} met {HARTHI} for three hours.", "PT3H"),
        (f"{KEANE} had a 45-minute meeting with {HARTHI}.", "PT45M"),
        (f"{KEANE} met {HARTHI}. The meeting lasted an hour.", "PT1H"),
        (f"{KEANE} met {HARTHI}. It went on for two hours.", "PT2H"),
        (f"{KEANE} met {HARTHI} for two hours before dining.", "PT2H"),
        (f"{KEANE} met {HARTHI}. The ministers spent about 45 minutes on trade.", "PT45M"),
        (f"{KEANE} met {HARTHI} two hours after landing.", None),
        (f"{KEANE} met {HARTHI}. Her delegation spent two hours on trade.", None),
        (f"{KEANE} met {HARTHI}. The flight took two hours.", None),
        (f"{KEANE} met {HARTHI} for the first time in two years.", None),
    ],
)
def test_how_long_it_took(read: Callable[..., Record], text: str, duration: str | None) -> None:
    """Hours and minutes of the contact itself; never a distance, another thing's length, or years."""
    contact = _main(read(text, "2025-07-03"))
    assert contact.duration == duration
    assert (contact.duration_span is None) == (duration is None)


@pytest.mark.parametrize(
    ("text", "informed"),
    [
        (f"{KEANE} met {HARTHI}. Keane briefed Norwegian Foreign Minister Ida Lund after the meeting.", ["Ida Lund"]),
        (f"{KEANE} met {HARTHI}. Keane told reporters about the meeting.", []),
        (f"{KEANE} met {HARTHI}. Keane did not brief Norwegian Foreign Minister Ida Lund after the meeting.", []),
        (f"{KEANE} met {HARTHI}. Keane informed Al-Harthi of the plan.", []),
    ],
)
def test_who_was_told(read: Callable[..., Record], text: str, informed: list[str]) -> None:
    """Third parties only, and only where they were told."""
    record = read(text, "2025-07-03")
    names = {actor.id: actor.name for actor in record.actors}
    assert [names[one.actor] for one in _main(record).informed] == informed


def test_one_verb_may_tell_twice_of_one_contact(read: Callable[..., Record]) -> None:
    """Several callers and callees of the same sides are one contact, and reading it does not fail."""
    record = read(
        "Irish President Nora Daly and Omani Foreign Minister Salim Al-Harthi telephoned "
        "Irish Foreign Minister Nuala Keane and Irish Prime Minister Sean Burke on Tuesday.",
        "2025-07-03",
    )
    assert [len(contact.participants) for contact in record.contacts] == [4]
