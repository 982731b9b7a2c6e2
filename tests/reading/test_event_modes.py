"""Modes and contexts of events are read from what the trigger governs and from the sentence."""

from collections.abc import Callable

import pytest

from memcon.record import Record

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Denmark urged Russia to release the sailors.", "REQUEST", "yield"),
        ("Denmark urged Russia to meet.", "REQUEST", "meet"),
        ("Denmark urged Russia to send grain.", "REQUEST", "assist"),
        ("Denmark urged Russia to change its laws.", "REQUEST", "change"),
        ("Serbia rejected an invitation from Spain.", "REJECT", "meet"),
        ("Japan threatened China with new tariffs.", "THREATEN", "restrict"),
        ("Japan threatened China.", "THREATEN", "violence"),
        ("Syria attacked Jordan with rockets.", "ASSAULT", "heavy-weapons"),
        ("Syria attacked Jordan.", "ASSAULT", None),
        ("Syria bombed Jordan with rockets.", "ASSAULT", "aerial"),
    ],
)
def test_the_mode_is_what_the_verb_or_its_complement_tells(
    read: Callable[..., Record], text: str, kind: str, mode: str | None
) -> None:
    """What is asked, refused or threatened tells the mode; elsewhere the verb does, and then what it governs."""
    modes = [event.mode for event in read(text, "2025-07-03").events if event.type == kind]
    assert modes == [mode]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Norway condemned Mali over the election.", "election"),
        ("Norway condemned Mali over the earthquake relief.", "disasters"),
        ("Norway accused Mali of bribery.", "corruption"),
        ("Norway accused Mali of spreading disinformation.", "misinformation"),
    ],
)
def test_a_context_is_what_the_sentence_is_about(read: Callable[..., Record], text: str, context: str) -> None:
    """A word of a context puts the events of its sentence into it."""
    (event,) = read(text, "2025-07-03").events
    assert context in event.contexts
