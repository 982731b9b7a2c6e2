"""Look-ups in a hand-made Cast."""

import pytest

from memcon.reading.cast import Cast, Reference
from memcon.record import Actor
from memcon.record.vocabulary import ActorKind, MentionForm

KEANE = Actor("keane", "Nuala Keane", ActorKind.PERSON, "IRL")
IRELAND = Actor("ireland", "Ireland", ActorKind.STATE, "IRL")
OFFICE = Actor("office", "Foreign ministry of Ireland", ActorKind.OFFICE, "IRL")
CAST = Cast(
    (OFFICE, KEANE, IRELAND),
    (
        Reference(0, 5, 0, ("keane",), MentionForm.NAME),
        Reference(10, 17, 2, ("ireland",), MentionForm.NAME),
        Reference(20, 25, 4, ("keane", "ireland"), MentionForm.PRONOUN),
    ),
)


@pytest.mark.parametrize(
    ("offset", "actors"),
    [
        (0, ("keane",)),
        (4, ("keane",)),
        (5, None),
        (9, None),
        (10, ("ireland",)),
        (24, ("keane", "ireland")),
        (99, None),
    ],
)
def test_a_reference_covers_its_own_characters_only(offset: int, actors: tuple[str, ...] | None) -> None:
    """The start is inside, the end is not."""
    reference = CAST.at(offset)
    assert (reference.actors if reference else None) == actors


def test_references_within_a_stretch_start_inside_it() -> None:
    """A reference that starts at the end of a stretch is outside it."""
    assert [one.start for one in CAST.within(0, 20)] == [0, 10]
    assert CAST.within(30, 40) == ()


def test_actors_are_found_by_id_and_states_by_country() -> None:
    """An unknown id is a KeyError; a person or an office of a country is not its state."""
    assert CAST.actor("keane") is KEANE
    assert CAST.state("IRL") is IRELAND
    assert CAST.state("NOR") is None
    with pytest.raises(KeyError):
        CAST.actor("nobody")


def test_an_empty_cast_answers() -> None:
    """No actors and no references are no error."""
    assert Cast((), ()).at(0) is None
    assert Cast((), ()).within(0, 10) == ()
