"""The lexicons of contacts, events and claims: they load whole, and a damaged one is told."""

import pytest

from memcon.errors import KnowledgeError
from memcon.knowledge import lexicon
from memcon.record.vocabulary import Channel, EventType

MODES = {
    EventType.CONSULT: {"visit", "third-party", "multilateral", "phone"},
    EventType.RETREAT: {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    EventType.REQUEST: {"assist", "change", "yield", "meet"},
    EventType.ACCUSE: {"disapprove", "investigate", "allege"},
    EventType.REJECT: {"assist", "change", "yield", "meet"},
    EventType.THREATEN: {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    EventType.PROTEST: {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    EventType.SANCTION: {"convict", "expel", "withdraw", "discontinue"},
    EventType.MOBILIZE: {"troops", "weapons", "police", "militia"},
    EventType.COERCE: {
        *("seize", "restrict", "censor", "curfew", "martial-law", "arrest"),
        *("deport", "withhold", "misinformation", "cyber"),
    },
    EventType.ASSAULT: {
        *("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives"),
        *("suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
    },
}
"""PLOVER's modes (manual of 2024-02)."""


def test_codings_have_modes_that_plover_knows() -> None:
    """No verb, pair or noun is coded with a mode that its type does not have."""
    events = lexicon.events("en")
    for table in (events.verbs, events.verb_objects, events.nouns):
        for key, coding in table.items():
            assert coding.mode is None or coding.mode in MODES.get(coding.type, set()), key


def test_every_plover_type_but_consult_is_coded() -> None:
    """The lexicon knows at least one verb or pair of each type; CONSULT comes from the contacts."""
    events = lexicon.events("en")
    coded = {coding.type for table in (events.verbs, events.verb_objects) for coding in table.values()}
    assert coded == set(EventType) - {EventType.CONSULT}


def test_reciprocal_lemmas_are_coded() -> None:
    """A lemma listed as reciprocal has a coding."""
    events = lexicon.events("en")
    assert events.reciprocal <= {*events.verbs, *events.nouns}


def test_lemmas_are_lower_case() -> None:
    """Lemmas are compared in lower case, so they are written so."""
    contacts, events = lexicon.contacts("en"), lexicon.events("en")
    keys = [*contacts.verbs, *contacts.nouns, *events.verbs, *events.nouns]
    keys += [word for words in contacts.words.values() for word in words]
    assert [key for key in keys if key != key.lower() or key != key.strip()] == []


def test_contact_verbs_bring_in_another_party() -> None:
    """A contact verb takes an object, or a preposition, or is a visit: else it could tell of no contact."""
    for lemma, verb in lexicon.contacts("en").verbs.items():
        assert verb.takes_object or verb.companions or verb.visit, lemma
        assert verb.channel in Channel


def test_check_words_are_read() -> None:
    """Units without a number have a usual bound that grows with the unit."""
    days = lexicon.check_words("en").vague_days
    assert days["D"] < days["W"] < days["M"] < days["Y"]
    assert {"last"} <= lexicon.check_words("en").last


def test_event_nouns_join_both_lexicons() -> None:
    """Nouns of contacts and of events can carry a time of their own."""
    assert {"call", "meeting", "invasion"} <= lexicon.event_nouns("en")


@pytest.mark.parametrize("load", [lexicon.contacts, lexicon.events, lexicon.check_words])
def test_a_language_without_data_is_told(load: object) -> None:
    """A missing file is a KnowledgeError that names table and language."""
    with pytest.raises(KnowledgeError, match="tlh"):
        load("tlh")  # type: ignore[operator]
