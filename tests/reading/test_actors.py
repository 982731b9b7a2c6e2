"""Who is named where, on marked texts with an invented gazetteer and on hostile input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import least_seconds

from memcon.config import Config
from memcon.intake import from_text
from memcon.knowledge import gazetteer as gazetteers
from memcon.knowledge.gazetteer import Gazetteer
from memcon.reading import times
from memcon.reading.actors import find
from memcon.reading.cast import Cast
from memcon.reading.parse import parse
from memcon.record import Document, Record
from memcon.record.vocabulary import ActorKind, MentionForm

pytestmark = pytest.mark.model

CASES = Path(__file__).parents[1] / "cases"
DAY = "2025-07-01"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return gazetteers.read(CASES / "actors_gazetteer.jsonl")


@pytest.fixture(scope="module")
def cast(document: Callable[..., Document], gazetteer: Gazetteer) -> Callable[..., Cast]:
    """Finds the cast of a text: cast(text, published=DAY)."""

    def cast(text: str, published: str | None = DAY) -> Cast:
        return find(parse(document(text, published), "en"), gazetteer)

    return cast


def test_references(actors_case: dict[str, Any], cast: Callable[..., Cast], unmarked: Callable[[str], Any]) -> None:
    """Every marked reference, and no other, is found with its form and its actors."""
    marked = unmarked(actors_case["text"])
    found = cast(marked.text, actors_case.get("published", DAY))
    wanted = {
        (marked.text[mark.start : mark.end], mark.start, mark.tag, frozenset(mark.attributes["who"].split()))
        for mark in marked.marks
        if mark.tag != "place"
    }
    references = {
        (marked.text[one.start : one.end], one.start, one.form.value, frozenset(one.actors)) for one in found.references
    }
    assert references == wanted
    places = {(one.start, one.end, one.country) for one in found.places}
    assert {(m.start, m.end, m.attributes["in"]) for m in marked.marks if m.tag == "place"} <= places


def test_a_city_that_is_no_capital_is_of_its_country(cast: Callable[..., Cast]) -> None:
    """A city named as a place has its country, and that state can be spoken of."""
    found = cast("The two ministers met in Johannesburg on Monday.", DAY)
    assert [(place.name, place.country) for place in found.places] == [("Johannesburg", "ZAF")]


def test_posts_are_those_of_the_day(cast: Callable[..., Cast]) -> None:
    """A person has the office held on the day of publication, and none that ended before."""
    actors = {actor.id: actor for actor in cast("Claire Duval met Henri Clement in Paris.").actors}
    assert [(post.title, post.country, post.start) for post in actors["P-duval"].posts] == [
        ("President of France", "FRA", "2020-05-14")
    ]
    assert actors["P-old"].posts == ()


def test_an_undated_text_is_of_the_last_day_it_names(document: Callable[..., Document], gazetteer: Gazetteer) -> None:
    """Without a day of publication the offices are those of the last day that the text names in full."""
    parsed = parse(document("President Duval spoke on 4 May 2024, and on 6 May 2024 left.", None), "en")
    found = find(parsed, gazetteer, times.find(parsed.document, parsed, "en"))
    assert [(one.id, one.posts != ()) for one in found.actors if one.mentions] == [("P-duval", True)]


def test_a_name_spelled_otherwise_in_an_undated_text(cast: Callable[..., Cast]) -> None:
    """A name of which one part is written as known is that official's where the text speaks of the country."""
    for text, who in (
        ("Oleg Karzin spoke of Russia.", "local:person:oleg-karzin"),
        ("Claire Dyval spoke.", "local:person:claire-dyval"),
        ("Claire Dyval spoke of France.", "P-duval"),
    ):
        assert [one.id for one in cast(text, None).actors if one.kind is ActorKind.PERSON] == [who], text


def test_a_name_of_three_words_is_known_where_its_country_is_spoken_of(cast: Callable[..., Cast]) -> None:
    """A long name written shorter than known is that official's on any day, where the text speaks of the country."""
    for text, who in (
        ("Luis Andres Rios spoke of France.", "P-rios"),
        ("Luis Andres Rios spoke.", "local:person:luis-andres-rios"),
    ):
        assert [one.id for one in cast(text).actors if one.kind is ActorKind.PERSON] == [who], text


def test_then_president_has_the_post_of_then(cast: Callable[..., Cast]) -> None:
    """With "then" the post is the one held at the time spoken of; with "former" there is none."""
    then = cast("The talks were led by then-French President Henri Clement.")
    assert [post.title for post in then.actors[0].posts] == ["President of France"]
    former = cast("The talks were led by former French President Henri Clement.")
    assert former.actors[0].id == "P-old"
    assert former.actors[0].posts == ()


def test_unknown_persons_have_the_title_of_the_text(cast: Callable[..., Cast]) -> None:
    """Someone the gazetteer lacks has the post and country that the text gives."""
    actor = cast("Finnish Deputy Foreign Minister Mats Olin spoke.").actors[0]
    assert (actor.id, actor.kind, actor.country) == ("local:person:mats-olin", ActorKind.PERSON, "FIN")
    assert [(post.title, post.country) for post in actor.posts] == [("Deputy Foreign Minister", "FIN")]


def test_a_name_with_two_titles_is_of_the_country_that_either_names(cast: Callable[..., Cast]) -> None:
    """The title next to the name need not be the one that says whose it is."""
    found = cast(
        "Talks were led by the Finnish security adviser, Prince Tarek Obeid, and by the Finnish envoy, Sheikh Ian Pell."
    )
    countries = {actor.name: actor.country for actor in found.actors if actor.kind is ActorKind.PERSON}
    assert countries == {"Tarek Obeid": "FIN", "Ian Pell": "FIN"}


def test_spokespersons_speak_for_their_body(cast: Callable[..., Cast]) -> None:
    """A spokesman is linked to the body he speaks for, named or not."""
    found = cast("Kremlin spokesman Ivan Dobrin declined. A spokeswoman for China's foreign ministry agreed.")
    assert found.speaks_for == {
        "local:person:ivan-dobrin": "local:office:RUS-presidency",
        "local:person:chn-foreign-ministry-spokesperson": "local:office:CHN-foreign-ministry",
    }


def test_media_are_told_from_other_organisations(cast: Callable[..., Cast]) -> None:
    """A newspaper that reports is an organisation of the sector MED."""
    actors = {actor.name: actor for actor in cast("Reuters reported that Claire Duval would travel.").actors}
    assert (actors["Reuters"].kind, actors["Reuters"].sector) == (ActorKind.ORGANISATION, "MED")


def test_mentions_cite_the_text_in_order(cast: Callable[..., Cast]) -> None:
    """Mentions are exact, in order, and a group's is a mention of each member."""
    text = "President Claire Duval called President Oleg Karsin. The two leaders agreed. Duval was pleased."
    actor = next(actor for actor in cast(text).actors if actor.id == "P-duval")
    assert [mention.span.exact for mention in actor.mentions] == ["President", "Claire Duval", "two leaders", "Duval"]
    assert [mention.form for mention in actor.mentions][2] is MentionForm.DESCRIPTION
    assert all(text[m.span.start : m.span.end] == m.span.exact for m in actor.mentions)


def test_states_of_all_countries_are_in_the_cast(cast: Callable[..., Cast]) -> None:
    """Each country of an actor or place has its state among the actors, without mentions where none names it."""
    state = cast("Claire Duval spoke in Kyiv.").state("UKR")
    assert state is not None
    assert state.mentions == ()


@pytest.mark.parametrize(
    "text", ["", "\n\n", "the", "'s 's 's", "President", "of of of France of", "“" * 50, "two two both"]
)
def test_odd_texts_are_read(text: str, cast: Callable[..., Cast]) -> None:
    """No text, however odd, raises."""
    assert isinstance(cast(text), Cast)


def test_time_grows_with_the_length_only(document: Callable[..., Document], gazetteer: Gazetteer) -> None:
    """A text of the same hostile sentences four times as long costs at most ten times as much."""

    def cost(times: int) -> float:
        sentences = (
            f"President Aa{n} Bb{n} told the two leaders that they and his French counterpart won. "
            for n in range(times)
        )
        parsed = parse(document("".join(sentences), DAY), "en")
        return least_seconds(lambda: find(parsed, gazetteer))

    cost(5)
    assert cost(400) < 10 * max(cost(100), 0.02)


def _doubted(cast: Cast) -> dict[str, list[tuple[str, float]]]:
    return {
        actor.name: [(one.actor, one.score) for one in actor.candidates] for actor in cast.actors if actor.candidates
    }


def test_a_family_name_of_two_in_office_is_left_open(cast: Callable[..., Cast]) -> None:
    """Where both ministers of a name may be meant, the actor has a local id and both as candidates."""
    found = cast("Marsh said that Britain and the United States would go on.")
    assert _doubted(found) == {"Marsh": [("P-marsh1", 0.5), ("P-marsh2", 0.5)]}
    marsh = next(actor for actor in found.actors if actor.name == "Marsh")
    assert (marsh.id, marsh.kind, marsh.country) == ("local:person:marsh", ActorKind.PERSON, None)


def test_the_country_of_the_text_weighs_in_a_doubtful_name(cast: Callable[..., Cast]) -> None:
    """The minister of the one country that the text speaks of is clearly meant, by two points."""
    found = cast("Marsh said that Britain would go on.")
    assert not _doubted(found)
    assert any(actor.id == "P-marsh2" and actor.mentions for actor in found.actors)


def test_of_two_named_in_full_the_nearest_is_not_forced(cast: Callable[..., Cast]) -> None:
    """A family name after the full names of two means the one named last, unless the other alone holds an office."""
    found = cast("Ruth Marsh called Paul Marsh. Marsh was pleased.")
    assert not _doubted(found), "the one named last leads by three points"
    found = cast("Ruth Marsh called. Her cousin Tim Marsh, a painter, left. Marsh was pleased.")
    assert [who for who, _ in _doubted(found)["Marsh"]] == ["local:person:tim-marsh", "P-marsh2"]


def test_a_title_that_two_hold_is_left_open(cast: Callable[..., Cast]) -> None:
    """Two presidents named side by side: "the president" may be either, and the nearer naming weighs more."""
    found = cast("Claire Duval and Oleg Karsin spoke. The president was pleased.")
    assert _doubted(found) == {"president": [("P-duval", 0.5), ("P-karsin", 0.5)]}
    assert "president" in {m.span.exact for actor in found.actors if actor.candidates for m in actor.mentions}


def test_a_minister_of_another_field_is_not_the_foreign_minister_of_that_name(cast: Callable[..., Cast]) -> None:
    """A title that no office of a bearer of the name is worded by makes someone else of that name."""
    found = cast("French Culture Minister Morel spoke.")
    assert [(actor.id, actor.name) for actor in found.actors if actor.mentions] == [("local:person:morel", "Morel")]


def test_a_seat_of_power_speaks_of_its_country(cast: Callable[..., Cast]) -> None:
    """Where only the White House is named, the text speaks of the United States: the minister of there is meant."""
    found = cast("The White House said that it trusted Marsh, and Marsh said the same.")
    assert not _doubted(found)
    assert any(actor.id == "P-marsh1" and actor.mentions for actor in found.actors)


def test_someone_of_the_same_name_is_not_whom_the_text_left_open(cast: Callable[..., Cast]) -> None:
    """A minister of a name that was left open before is an actor of their own, without candidates."""
    found = cast("Britain and the United States agreed, Mr Marsh said. French Culture Minister Marsh was pleased.")
    assert [(a.id, bool(a.candidates)) for a in found.actors if a.name == "Marsh"] == [
        ("local:person:marsh", True),
        ("local:person:marsh-2", False),
    ]


@pytest.fixture(scope="module")
def avalias(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """A gazetteer of two states that share an adjective, with a president each."""
    lines: list[dict[str, Any]] = [{"verified": "2026-01-01"}]
    for code, name, president in (("XNA", "North Avalia", "Iva Dunn"), ("XSA", "South Avalia", "Per Lund")):
        names = {"name": {"en": [name]}, "demonym": {"en": ["Avalian"]}}
        lines.append({"id": f"S-{code}", "name": name, "kind": "state", "country": code, "names": names})
        family = {"family": [president.split()[1]], "names": {"name": {"und": [president]}}}
        lines.append({"id": f"P-{code}", "name": president, "kind": "person", "country": code, **family})
        office = {"role": "head_of_state", "title": f"President of {name}", "country": code, "start": "2020"}
        lines.append({"holder": f"P-{code}", **office, "precision": "year", "source": "invented", "basis": "invented"})
    path = tmp_path_factory.mktemp("avalias") / "gazetteer.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return gazetteers.read(path)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The Avalian president spoke.", ["P-XNA", "P-XSA"]),
        ("The Avalian president spoke of South Avalia.", ["P-XSA"]),
        ("Avalian President Iva Dunn left. The Avalian president was pleased.", ["P-XNA"]),
    ],
)
def test_an_adjective_of_two_states(
    text: str, meant: list[str], document: Callable[..., Document], avalias: Gazetteer
) -> None:
    """A title with an adjective of two states is either's, unless the text names one state or one holder."""
    actors = [actor for actor in find(parse(document(text, DAY), "en"), avalias).actors if actor.mentions]
    persons = [actor for actor in actors if actor.kind is ActorKind.PERSON]
    assert len(persons) == 1
    assert ([one.actor for one in persons[0].candidates] or [persons[0].id]) == meant


def test_an_official_of_a_body_stands_for_no_country(cast: Callable[..., Cast]) -> None:
    """Who heads an international body that day is of the body's sector and of no country, title or none."""
    actor = cast("Ines Talvik spoke in Paris.").actor("P-tal")
    assert (actor.country, actor.sector) == (None, "IGO")


def test_whom_the_text_calls_an_envoy_of_a_body_stands_for_no_country(cast: Callable[..., Cast]) -> None:
    """A person of the gazetteer out of office, whom the text calls an official of a body, is of no country."""
    actor = cast("NATO envoy Henri Clement spoke.").actor("P-old")
    assert (actor.country, actor.sector) == (None, "IGO")


def test_a_president_who_chairs_a_body_is_still_of_the_country(cast: Callable[..., Cast]) -> None:
    """Someone in office in a country that day keeps it, whatever body the text says they chair."""
    assert cast("NATO chairwoman Claire Duval spoke.").actor("P-duval").country == "FRA"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Envoys arrived from Lhasa and Kyoto. They liked the city.", None),
        ("Claire Duval flew from Helsinki. She had never been there.", None),
        ("Claire Duval slept in Helsinki. The next day she met many people in the city.", "FIN"),
    ],
)
def test_a_place_taken_up_is_near_and_clear(text: str, country: str | None, cast: Callable[..., Cast]) -> None:
    """ "There" and "the city" are the place of the sentence before, unless that is where someone came from."""
    found = {place.country for place in cast(text).places if text[place.start : place.end] in {"there", "city"}}
    assert found == ({country} if country else set())


def test_the_dateline_is_where_the_host_is(gazetteer: Gazetteer) -> None:
    """A host is sought in the country that the report is dated from, though the dateline is no part of the text."""
    text = "PARIS - Oleg Karsin came from talks with Vasyl Hrynko and Claire Duval. The Russian and his host left."
    found = find(parse(from_text(text, Config(language="en", published=DAY)), "en"), gazetteer)
    hosts = [one.actors for one in found.references if one.form is MentionForm.DESCRIPTION]
    assert hosts == [("P-duval",)]


def test_the_president_someone_sees_may_be_that_of_the_dateline(gazetteer: Gazetteer) -> None:
    """A title without a country that something is done to is left open between the nearest and who is at home."""
    text = "PARIS - President Duval praised President Karsin. Karsin smiled. Lin Wei will see the president on Monday."
    found = find(parse(from_text(text, Config(language="en", published=DAY)), "en"), gazetteer)
    assert set(_doubted(found)) == {"president"}
    text = text.removeprefix("PARIS - ")
    assert not _doubted(find(parse(from_text(text, Config(language="en", published=DAY)), "en"), gazetteer))


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("{host} hosted {guest} on Thursday. The visitor was due to leave.", "The visitor", "Jens Holm"),
        ("{host} hosted {guest} on Thursday. The host was in good spirits.", "The host", "Nuala Keane"),
        ("{guest} was received by {host} on Thursday. Then the visitor met the press.", "visitor", "Jens Holm"),
        ("{other} met Secretary Nuala Keane. The Secretary left on Friday.", "The Secretary left", "Nuala Keane"),
    ],
)
def test_who_hosts_whom_tells_visitor_and_host(read: Callable[..., Record], text: str, word: str, name: str) -> None:
    """The object of a verb of hosting is the visitor, its subject the host; "Secretary X" is "the Secretary"."""
    people = {
        "host": "Irish Foreign Minister Nuala Keane",
        "guest": "Danish Foreign Minister Jens Holm",
        "other": "British Foreign Secretary Tom Ashby",
    }
    record = read(text.format(**people), "2018-06-05")
    at = record.document.text.index(word) + (4 if word.startswith("The ") else 0)
    assert [actor.name for actor in record.actors for one in actor.mentions if one.span.start <= at < one.span.end] == [
        name
    ]


def test_two_before_last_and_a_verb_are_the_two(read: Callable[..., Record]) -> None:
    """ "The two last sat down in Riga": "last" is an adverb, and the two are those just named."""
    record = read(
        "Irish Foreign Minister Nuala Keane met Danish Foreign Minister Jens Holm. The two last sat down in Riga.",
        "2018-06-05",
    )
    at = record.document.text.index("two last")
    named = {actor.name for actor in record.actors for one in actor.mentions if one.span.start <= at < one.span.end}
    assert named == {"Nuala Keane", "Jens Holm"}


def test_a_short_name_bears_both_titles_beside_it(read: Callable[..., Record]) -> None:
    """Behind "the Danish envoy, Prince Jens" the prince is Jens as well as the envoy is."""
    record = read("The Danish envoy, Prince Jens, landed in Dublin on Monday. The prince slept well.", "2018-06-05")
    at = record.document.text.index("prince slept")
    assert [actor.name for actor in record.actors for one in actor.mentions if one.span.start == at] == ["Jens"]
