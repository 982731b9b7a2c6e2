"""French and Russian texts read by the rules: statements, actors and contacts as the marked cases have them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from memcon.config import Config
from memcon.pipeline import Reader
from memcon.reading.cast import Cast
from memcon.reading.parse import parse
from memcon.reading.statements import find
from memcon.record import Document, Record
from memcon.record.vocabulary import ActorKind

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def french() -> Reader:
    return Reader(Config(language="fr"))


@pytest.fixture(scope="module")
def russian() -> Reader:
    return Reader(Config(language="ru"))


def _statements(
    case: dict[str, Any], language: str, document: Callable[..., Document], unmarked: Callable[[str], Any]
) -> None:
    marked = unmarked(case["text"])
    wanted: dict[str, dict[str, Any]] = {}
    for mark in marked.marks:
        one = wanted.setdefault(mark.attributes["n"], {"what": [], "told": "indirect", "in": None})
        one["told"] = mark.attributes.get("told", one["told"])
        one["in"] = mark.attributes.get("in", one["in"])
        exact = marked.text[mark.start : mark.end]
        one.setdefault("what", []).append(exact) if mark.tag == "what" else one.update({mark.tag: exact})
    found = find(parse(document(marked.text), language), Cast((), ()))
    by_id = {statement.id: statement for statement in found}
    told = {
        (
            each.speaker_span.exact if each.speaker_span else None,
            each.cue.exact if each.cue else None,
            tuple(span.exact for span in each.content),
            each.quotation.value,
            by_id[each.within].cue.exact if each.within and by_id[each.within].cue else None,  # type: ignore[union-attr]
        )
        for each in found
    }
    assert told == {
        (one.get("who"), one.get("cue"), tuple(one["what"]), one["told"], wanted.get(one["in"] or "", {}).get("cue"))
        for one in wanted.values()
    }


def test_french_statements(
    statements_fr_case: dict[str, Any], document: Callable[..., Document], unmarked: Callable[[str], Any]
) -> None:
    """Every marked statement of a French text, and no other, is found to the character."""
    _statements(statements_fr_case, "fr", document, unmarked)


def test_russian_statements(
    statements_ru_case: dict[str, Any], document: Callable[..., Document], unmarked: Callable[[str], Any]
) -> None:
    """Every marked statement of a Russian text, and no other, is found to the character."""
    _statements(statements_ru_case, "ru", document, unmarked)


def _contacts(case: dict[str, Any], reader: Reader, document: Callable[..., Document]) -> Record:
    made = document(case["text"], case.get("published", "2025-07-03"))
    record = reader.read(replace(made, language=reader.config.language))
    actors = {actor.id: actor for actor in record.actors}
    found = []
    for contact in record.contacts:
        there = [actors[one.actor] for one in contact.participants]
        who = sorted(one.name if one.kind is ActorKind.PERSON else one.country or one.name for one in there)
        fields = {
            "who": who,
            "channel": contact.channel.value,
            "status": contact.status.value,
            "date": contact.time.value[:10] if contact.time else None,
            "duration": contact.duration,
            "initiator": actors[contact.initiator.actor].name if contact.initiator else None,
            "place": contact.place.name if contact.place else None,
            "role": contact.role.value,
        }
        found.append(fields)
    wanted = [{**one, "who": sorted(one["who"])} for one in case["contacts"]]
    trimmed = [
        {name: value for name, value in one.items() if name in other}
        for one, other in zip(found, wanted, strict=len(found) == len(wanted))
    ]
    assert len(found) == len(wanted), found
    assert trimmed == wanted
    if "claims" in case:
        assert [f"{claim.kind.value} {claim.value} {claim.modifier.value}" for claim in record.claims] == case["claims"]
    if "verdicts" in case:
        assert [finding.verdict.value for finding in record.findings] == case["verdicts"]
    return record


def test_french_contacts(readouts_fr_case: dict[str, Any], french: Reader, document: Callable[..., Document]) -> None:
    """Each French text yields exactly its contacts and claims, with every field that the case states."""
    _contacts(readouts_fr_case, french, document)


def test_russian_contacts(readouts_ru_case: dict[str, Any], russian: Reader, document: Callable[..., Document]) -> None:
    """Each Russian text yields exactly its contacts and claims, with every field that the case states."""
    _contacts(readouts_ru_case, russian, document)


def test_french_tellings(contacts_fr_case: dict[str, Any], french: Reader, document: Callable[..., Document]) -> None:
    """Each way in which French tells of a contact, or of none, is read as its case has it."""
    _contacts(contacts_fr_case, french, document)


def test_russian_tellings(contacts_ru_case: dict[str, Any], russian: Reader, document: Callable[..., Document]) -> None:
    """Each way in which Russian tells of a contact, or of none, is read as its case has it."""
    _contacts(contacts_ru_case, russian, document)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La présidente moldave, Ana Rotaru, a rencontré Emmanuel Macron à Paris.", {"Ana Rotaru", "Emmanuel Macron"}),
        ("Le chancelier allemand, Karl Lund, a reçu le président polonais.", {"Karl Lund"}),
    ],
)
def test_a_name_between_commas_is_whom_the_title_before_it_means(
    french: Reader, document: Callable[..., Document], text: str, names: set[str]
) -> None:
    """An unknown name behind a title is the person, and not who holds the office: a verb has but one subject."""
    record = french.read(replace(document(text, "2024-06-04"), language="fr"))
    people = {actor.name: actor for actor in record.actors if actor.kind is ActorKind.PERSON}
    assert names <= set(people)
    assert not {"Maia Sandu", "Olaf Scholz"} & set(people)
