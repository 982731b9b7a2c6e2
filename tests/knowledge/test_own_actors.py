"""A user's own actors: what a file adds to the gazetteer, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import least_seconds

from memcon.errors import ConfigError
from memcon.knowledge import gazetteer as gazetteers
from memcon.knowledge import own_actors, own_schema
from memcon.knowledge.gazetteer import Gazetteer
from memcon.knowledge.own_actors import MAX_BYTES, load, merged, read
from memcon.knowledge.who import who
from memcon.reading.actors import find
from memcon.reading.parse import parse
from memcon.record import Document
from memcon.record.vocabulary import ActorKind

CASES = Path(__file__).parents[1] / "cases"
DOCS = Path(__file__).parents[2] / "docs"
JANE = """
actors:
  - id: acme:jane
    name: Jane Doe
    kind: person
    country: FIN
    aliases: {en: [Dame Jane], ru: Джейн Доу}
    posts:
      - {role: head_of_government, title: Prime Minister of Finland, country: FIN, start: 2026-02, end: }
"""

Write = Callable[[str], Path]


@pytest.fixture
def known() -> Gazetteer:
    return gazetteers.read(CASES / "actors_gazetteer.jsonl")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of actors: write(text)."""

    def write(text: str) -> Path:
        path = tmp_path / "own.yaml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_an_actor_is_found_by_every_name(write: Write, known: Gazetteer) -> None:
    """A new person is named in any language by name, in one by its aliases, and by the family name."""
    both = merged(known, read(write(JANE), known), "own.yaml")
    entity = both.entity("acme:jane")
    assert entity is not None
    assert (entity.name, entity.kind, entity.country) == ("Jane Doe", ActorKind.PERSON, "FIN")
    assert [e.id for e, _ in both.named("jane doe", "fr")] == ["acme:jane"]
    assert [e.id for e, _ in both.named("Dame Jane", "en")] == ["acme:jane"]
    assert both.named("Dame Jane", "fr") == ()
    assert [e.id for e, _ in both.named("Джейн Доу", "ru")] == ["acme:jane"]
    assert [e.id for e in both.family_named("Doe")] == ["acme:jane"]


def test_the_gazetteer_itself_is_unchanged(write: Write, known: Gazetteer) -> None:
    """Merging makes a new gazetteer; the one that was there knows nothing of the file."""
    before = {holder: list(lines) for holder, lines in known.held.items()}
    merged(known, read(write(JANE), known), "own.yaml")
    assert known.entity("acme:jane") is None
    assert known.held == before


def test_a_post_has_its_dates_and_its_source(write: Write, known: Gazetteer) -> None:
    """A post becomes a tenure with the precision of its start and the file as its source."""
    (tenure,) = merged(known, read(write(JANE), known), "own.yaml").tenures_of("acme:jane")
    assert (tenure.start, tenure.end, tenure.precision, tenure.source) == ("2026-02", None, "month", "own.yaml")


def test_a_successor_ends_the_tenure_of_one_last_seen_before(write: Write) -> None:
    """A post that begins after the gazetteer's holder was last seen there ends that tenure on its first day."""
    shipped = gazetteers.load()
    (before,) = shipped.holders("head_of_state", "FRA", at=shipped.verified)
    text = JANE.replace("FIN", "FRA").replace("head_of_government", "head_of_state").replace("2026-02", "2032-05-14")
    both = merged(shipped, read(write(text), shipped), "own.yaml")
    assert [t.holder for t in both.holders("head_of_state", "FRA", at="2032-06-01")] == ["acme:jane"]
    ended = next(t for t in both.tenures_of(before.holder) if t.role == "head_of_state" and t.country == "FRA")
    assert (ended.end, ended.basis.endswith("ended by own.yaml")) == ("2032-05-14", True)


def test_a_post_replaces_the_same_persons_overlapping_tenure(write: Write, known: Gazetteer) -> None:
    """An end that the file gives for a known person's office takes the place of the open tenure."""
    text = """
actors:
  - id: P-lehto
    posts: [{role: head_of_government, title: Prime Minister, country: FIN, start: 2021-01-01, end: 2025-12-01}]
"""
    both = merged(known, read(write(text), known), "own.yaml")
    assert [(t.start, t.end) for t in both.tenures_of("P-lehto")] == [("2021-01-01", "2025-12-01")]
    assert both.holders("head_of_government", "FIN", at="2026-01-01") == ()


def test_a_body_of_the_gazetteer_may_be_named(write: Write, known: Gazetteer) -> None:
    """The organisation of a post is an id, or a name that the gazetteer knows."""
    text = JANE.replace("country: FIN, start", "organisation: NATO, start").replace("government", "organisation")
    both = merged(known, read(write(text), known), "own.yaml")
    assert [t.organisation for t in both.tenures_of("acme:jane")] == ["O-NATO"]


def test_names_are_added_to_a_known_entry(write: Write, known: Gazetteer) -> None:
    """An id of the gazetteer needs no name and no kind, and keeps what it has."""
    both = merged(known, read(write("actors: [{id: P-duval, aliases: {en: Madame D}}]"), known), "own.yaml")
    assert [e.name for e, _ in both.named("Madame D")] == ["Claire Duval"]
    assert [e.name for e, _ in both.named("Claire Duval")] == ["Claire Duval"]


def test_the_example_of_the_documentation_is_read() -> None:
    """The YAML of docs/actors.md is a file that memcon takes."""
    (example,) = re.findall(r"```yaml\n(.*?)```", (DOCS / "actors.md").read_text("utf-8"), flags=re.DOTALL)
    actors = own_schema.actors(own_actors._tree(example))
    assert [actor.id for actor in actors] == ["acme:jane-doe", "acme:river-office", "Q7747"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must hold one list called actors:"),
        ("actors: none", "must hold one list called actors:"),
        ("people: []", "must hold one list called actors:"),
        ("actors: [1]", "actor 1: write fields with their values here"),
        ("actors: [{name: Jane}]", "actor 1 (Jane): id: is missing; add it"),
        ("actors: [{id: a b}]", "actor 1 (a b): id: write a Wikidata QID"),
        ("actors: [{id: a, name: J}]", "actor 1 (a): kind is missing"),
        ("actors: [{id: a, name: J, kind: human}]", "actor 1 (a): kind: 'human' is no kind; the kinds are person"),
        ("actors: [{id: a, kind: person}]", "actor 1 (a): name is missing"),
        ("actors: [{id: a, nam: J}]", "actor 1 (a): nam: is no field that this file may have"),
        ("actors: [{id: a, name: J, kind: person, country: France}]", "country: 'France' is no alpha-3 code"),
        ("actors: [{id: a, name: J, kind: person, country: QQQ}]", "country: 'QQQ' is no country's alpha-3 code"),
        ("actors: [{id: a, name: J, kind: person, aliases: {de: J}}]", "aliases de: is no language here"),
        ("actors: [{id: a, name: J, kind: person, aliases: J}]", "aliases: write languages with their names here"),
        ("actors: [{id: P-duval, kind: state}]", "kind: the gazetteer has Claire Duval as person"),
        ("actors: [{id: a, name: J, kind: group, posts: [{role: envoy, title: E, country: FRA}]}]", "only a person"),
        ("actors: [{id: a, name: S, kind: state}]", "country is missing"),
        ("actors: [{id: P-duval}, {id: P-duval}]", "actor 2 (P-duval): this id stands in the file before"),
        ("actors: [{id: P-duval, posts: [{title: E, country: FRA}]}]", "posts 1 role: is missing"),
        ("actors: [{id: P-duval, posts: [{role: king, title: E, country: FRA}]}]", "'king' is no role; the roles are"),
        ("actors: [{id: P-duval, posts: [{role: envoy, title: E}]}]", "either the country or the organisation"),
        (
            "actors: [{id: P-duval, posts: [{role: envoy, title: E, country: FRA, start: 1 May}]}]",
            "posts 1 start: '1 May' is no date; write it as 2024, 2024-05 or 2024-05-31",
        ),
        (
            "actors: [{id: P-duval, posts: [{role: envoy, title: E, country: FRA, start: 2024, end: 2023-05}]}]",
            "end is before start",
        ),
        (
            "actors: [{id: P-duval, posts: [{role: envoy, title: E, organisation: League of Owls}]}]",
            "organisation: 'League of Owls' is no body",
        ),
        ("actors: [{id: P-duval, id: P-morel}]", "'id' stands twice in one place"),
        ("actors: [{id: P-duval}", "see docs/actors.md for the format"),
        ("actors: [&a {id: P-duval}, *a]", "anchors and aliases"),
        ("actors: [!!python/object:os.system {id: x}]", "tags (!) are not allowed"),
        ('actors: [{id: P-duval, name: "J\\u202Ed"}]', "1 to 200 printable characters"),
        ("actors: " + "[" * 5000, "nested deeper than 8 levels"),
        ("a: 1\n---\nb: 2", "line"),
        ("? [a, b]\n: 1", "a key is no word"),
    ],
)
def test_faults_are_told_in_one_line(text: str, told: str, write: Write, known: Gazetteer) -> None:
    """What is wrong is told in one line that names the file, the entry and what to do."""
    path = write(text)
    with pytest.raises(ConfigError) as caught:
        read(path, known)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert told in message
    assert "\n" not in message
    assert len(message) < 500 + len(str(path))


def test_laughter_is_refused_at_once(write: Write, known: Gazetteer) -> None:
    """A file whose aliases would unfold to billions of words is refused without unfolding them."""
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    path = write("\n".join(lines))

    def refused() -> None:
        with pytest.raises(ConfigError, match="anchors and aliases"):
            read(path, known)

    assert least_seconds(refused) < 1


def test_files_that_cannot_be_read(tmp_path: Path, known: Gazetteer) -> None:
    """A missing file, a folder, other bytes and too many bytes are told by name."""
    with pytest.raises(ConfigError, match=r"absent\.yaml: cannot be read"):
        load(tmp_path / "absent.yaml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read(tmp_path, known)
    other = tmp_path / "other.yaml"
    other.write_bytes(b"actors: \xff")
    with pytest.raises(ConfigError, match="save it as UTF-8"):
        read(other, known)
    other.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ConfigError, match="larger than 1,000,000 bytes"):
        read(other, known)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """The same file gives the same gazetteer until it changes; no file gives the one that ships."""
    path = tmp_path / "own.yaml"
    path.write_text(JANE, "utf-8")
    first = load(path)
    assert load(path) is first
    path.write_text(JANE.replace("Jane Doe", "Jane Doe-Roe"), "utf-8")
    changed = load(path).entity("acme:jane")
    assert changed is not None
    assert changed.name == "Jane Doe-Roe"
    assert load(None) is gazetteers.load()


def test_a_large_file_costs_little(write: Write, known: Gazetteer) -> None:
    """A file of the largest size, all in one office, is merged in a few seconds of processor time."""
    posts = "\n".join(
        f"- {{id: x:{n}, name: Ann B{n}, kind: person, posts: [{{role: leader, title: L, country: FRA, start: 2020}}]}}"
        for n in range(4_900)
    )
    path = write("actors:\n" + posts)
    assert least_seconds(lambda: merged(known, read(path, known), "own.yaml")) < 8
    both = merged(known, read(path, known), "own.yaml")
    assert len(both.holders("leader", "FRA")) == 4_900


@pytest.mark.model
def test_texts_are_read_with_ones_own_actors(write: Write, known: Gazetteer, document: Callable[..., Document]) -> None:
    """A name and a title mean whom the file says, on days when it says so."""
    both = merged(known, read(write(JANE), known), "own.yaml")
    text = "Jane Doe met the president of France. The Finnish prime minister was pleased, Doe said."
    actors = find(parse(document(text, "2026-03-01"), "en"), both).actors
    jane = next(actor for actor in actors if actor.id == "acme:jane")
    assert [mention.span.exact for mention in jane.mentions] == ["Jane Doe", "Finnish prime minister", "Doe"]
    assert [(post.title, post.start) for post in jane.posts] == [("Prime Minister of Finland", "2026-02")]


def test_ones_own_tenures_are_not_doubted(write: Write, known: Gazetteer) -> None:
    """Who a user says holds an office is not said to have been seen there last."""
    both = merged(known, read(write(JANE), known), "own.yaml")
    (answer,) = who(both, "Jane Doe", None, "2026-06-01")
    assert [tenure.start for tenure in answer.tenures] == ["2026-02"]
    assert answer.doubt is None
