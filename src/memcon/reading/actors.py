"""Who is named, where, and which office they held at the time spoken of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from memcon.knowledge import titles as lexicons
from memcon.knowledge.gazetteer import Entity, Gazetteer, NameForm, Tenure
from memcon.reading.cast import Cast
from memcon.reading.naming import back, scan, title_names, title_sides, whereabouts, words
from memcon.reading.naming.persons import People, Person
from memcon.reading.naming.powers import Powers, offices
from memcon.reading.naming.roster import Roster
from memcon.reading.naming.titles import Standing, Surroundings, TitlePhrase
from memcon.reading.parse import Parsed
from memcon.record import Actor, Mention, Post, Time
from memcon.record.vocabulary import ActorKind, MentionForm

_COUNTING = "plural.determiners"
_LISTED = 12
"""How many names one plural title may stand before."""


def find(parsed: Parsed, gazetteer: Gazetteer, times: Sequence[Time] = ()) -> Cast:
    """Finds the actors of a document and every reference to them.

    Offices are those held on the day the document was published, else on the last day of its times, which are those
    that its text names; where neither is known, an actor has only the posts that the text itself gives. Raises
    KnowledgeError where the language has no titles.
    """
    if not len(parsed.doc):
        return Cast((), ())
    language = parsed.language
    lexicon = lexicons.load(language)
    table = words.lay_out(parsed, lexicon)
    roster = Roster(table, gazetteer)
    named = scan.settled(scan.names(table, gazetteer, language, lexicon.members("modifiers.articles")))
    worded = scan.phrases(table, lexicon)
    spans = scan.people(table, named, worded, lexicon)
    around = Surroundings(
        table,
        lexicon,
        starts={name.first: name for name in named},
        ends={name.last: name for name in named},
        person_starts={first: last for first, last, _ in spans},
        person_ends={last: first for first, last, _ in spans},
        title_starts={phrase.first: phrase.last for phrase in worded if phrase.titles},
        person_tokens={token for first, last, _ in spans for token in range(first, last + 1)},
    )
    bodies = offices(around, worded, roster)
    around = replace(
        around,
        office_starts={office.first: office for office in bodies},
        office_ends={office.last: office for office in bodies},
    )
    every = title_sides.find(worded, around)
    at = (parsed.document.published or _last_day(times) or "")[:10] or None
    spoken_of = {name.country for name in named} | {office.country for office in bodies}
    paragraphs = [paragraph.start for paragraph in parsed.document.paragraphs]
    people = People(gazetteer, lexicon, at, {country for country in spoken_of if country}, paragraphs)
    _refer_persons(around, spans, every, people, roster)
    titles = [title for title in every if not _refer_title(title, people, around, roster)]
    taken = {token for title in titles for token in range(title.first, title.last + 1)}
    plural = {title.head for title in titles if title.plural}
    powers = Powers(around, people, roster)
    powers.refer_groups(phrase for phrase in worded if phrase.first not in taken or phrase.last in plural)
    powers.refer_offices(body for body in bodies if body.first not in taken)
    powers.refer_by_holder()
    free = [name for name in named if name.first not in taken]
    powers.refer_named(free)
    powers.refer_organisations()
    where = whereabouts.Whereabouts(around, powers, roster)
    where.note_cities()
    powers.note_places(named, taken)
    where.note_capitals()
    where.note_parts()
    dateline = whereabouts.home(parsed.document, powers)
    countrymen = _countrymen(named, taken, around)
    speaks_for = back.resolve(around, people, roster, every, dateline.country if dateline else None, countrymen)
    powers.refer_named(named)
    powers.note_places(named)
    where.take_up(dateline)
    return _assemble(parsed, people, roster, speaks_for)


def _countrymen(named: Sequence[scan.Named], taken: set[int], around: Surroundings) -> dict[int, str]:
    """The words that mean one person by the nation: nouns in the singular, behind an article where there are any.

    "L'Américain", "американец".
    """
    table, lexicon = around.words, around.lexicon
    bare = bool(lexicon.members("grammar.no_articles"))
    if not (bare or lexicon.members("grammar.adjective_after")):
        return {}
    found = {}
    for name in named:
        at = name.first
        if at != name.last or at in taken or not name.country or not name.has(NameForm.DEMONYM):
            continue
        if table.pos[at] not in {"NOUN", "PROPN"} or table.plural[at] or table.dep[at] in words.COMPOUND:
            continue
        behind_article = at > 0 and table.lower[at - 1] in lexicon.members("grammar.definite")
        if bare or (behind_article and table.text[at][:1].isupper() and table.raw[at - 1] != "les"):
            found[at] = name.country
    return found


def _last_day(times: Sequence[Time]) -> str | None:
    """The last of the days that a text names, which is nearest to when it was written."""
    return max((time.earliest for time in times if time.earliest and time.earliest == time.latest), default=None)


def _refer_persons(
    around: Surroundings,
    spans: Sequence[tuple[int, int, tuple[Entity, ...]]],
    titles: Sequence[TitlePhrase],
    people: People,
    roster: Roster,
) -> None:
    """Refers to every person named: full names first, then names of one part, then family names alone."""
    table = around.words
    entitling = _by_name(titles)
    beside = {name: max(of, key=_tells) for name, of in entitling.items()}
    known = {(first, last): entities for first, last, entities in spans}
    both = sorted({*known, *beside})
    used: set[int] = set()
    short: list[tuple[int, int]] = []
    doubtful = _capitalised_headline(table)
    owners: list[TitlePhrase] = []
    for first, last in both:
        if used.intersection(range(first, last + 1)):
            continue
        used.update(range(first, last + 1))
        if (first, last) not in beside and (
            owner := title_names.belonging(first, last, around, known=bool(known.get((first, last))))
        ):
            beside[first, last] = owner
            owners.append(owner)
        text, entities = table.named(first, last), known.get((first, last), ())
        if last < doubtful and not entities and (first, last) not in beside and table.plain.count(text) == 1:
            continue
        if not entities and (" " not in text or people.gazetteer.family_named(text)):
            short.append((first, last))
            continue
        person = people.full(text, entities, beside.get((first, last)), table.start[first])
        roster.refer([person.id], first, last, MentionForm.NAME)
        _entitle(person, entitling.get((first, last), ()), people)
    for first, last in short:
        if (first, last) not in beside and _has_article(table, first, last):
            continue
        name, title = table.named(first, last), beside.get((first, last))
        person_or_none = people.short(name, title, table.start[first], sure=True)
        if person_or_none is not None:
            roster.refer([person_or_none.id], first, last, MentionForm.NAME)
            _entitle(person_or_none, entitling.get((first, last), ()), people)
    for owner in owners:
        roster.claim(owner.first, owner.last)
    others = {token for name in around.starts.values() for token in range(name.first, name.last + 1)}
    in_titles = {token for title in titles for token in range(title.first, title.last + 1)}
    _refer_bare(table, others | in_titles, people, roster)


def _entitle(person: Person, titles: Sequence[TitlePhrase], people: People) -> None:
    """Gives someone all the titles beside a name, with the country that any of them tells."""
    for title in titles:
        if title not in person.titles:
            people.entitle(person, title)


def _by_name(titles: Sequence[TitlePhrase]) -> dict[tuple[int, int], list[TitlePhrase]]:
    """The titles beside each name: two where one stands between another and the name ("the envoy, Prince X")."""
    found: dict[tuple[int, int], list[TitlePhrase]] = {}
    for title in titles:
        if title.name is not None:
            found.setdefault(title.name, []).append(title)
    return found


def _tells(title: TitlePhrase) -> tuple[bool, bool, int]:
    """How much a title tells of its bearer: a country or body, an office; of two alike, the later tells more."""
    return bool(title.country or title.body), bool(title.roles), title.first


def _capitalised_headline(table: words.Words) -> int:
    """How many tokens the first paragraph has if nearly all its words are capitalised, for there names are unsure."""
    size = bisect_left(table.paragraph, table.paragraph[0] + 1)
    longer = [word for word in table.text[:size] if len(word) > 3 and word.isalpha()]
    capitals = sum(word[0].isupper() for word in longer)
    return size if size < len(table) and len(longer) > 3 and capitals >= 0.75 * len(longer) else 0


def _refer_bare(table: words.Words, blocked: set[int], people: People, roster: Roster) -> None:
    """Refers to persons by what is left: capitalised words, none of them blocked, that are a person's family name."""
    parts = {part for person in people.by_id.values() for name in person.names for part in name.split()}
    sure = {token for first, last, label in table.entities if label == "PERSON" for token in range(first, last + 1)}
    sure |= _met_together(table, blocked, people, roster) | _speaking(table, blocked, people)
    first = 0
    while first < len(table):
        size = 1
        if table.text[first][:1].isupper() and first not in blocked and roster.free(first, first):
            for length in (3, 2, 1):
                last = first + length - 1
                if last >= len(table) or not _is_bare(table, first, last, roster):
                    continue
                name = table.named(first, last)
                if length == 1 and name not in parts and not people.gazetteer.family_named(name):
                    continue
                person = people.short(name, None, table.start[first], sure=first in sure)
                if person is not None and roster.refer([person.id], first, last, MentionForm.NAME):
                    size = length
                    break
        first += size


def _met_together(table: words.Words, blocked: set[int], people: People, roster: Roster) -> set[int]:
    """The bare family names of leaders of two countries or more in one sentence, which vouch for each other.

    "Modi and Trump spoke" means the leaders of the day, though the parser may take neither name for a person's.
    """
    found: dict[int, dict[int, str | None]] = {}
    for token, text in enumerate(table.text):
        if table.pos[token] != "PROPN" or token in blocked or not _is_bare(table, token, token, roster):
            continue
        bearer = people.register.sole_bearer(text)
        if bearer is not None:
            found.setdefault(table.sentence[token], {})[token] = bearer.country
    return {token for names in found.values() if len(set(names.values())) > 1 for token in names}


def _speaking(table: words.Words, blocked: set[int], people: People) -> set[int]:
    """The bare family names of office-holders of the countries spoken of that are subjects of saying: "Wang said"."""
    speech = people.lexicon.members("acting.speech")
    return {
        token
        for token, dep in enumerate(table.dep)
        if dep in words.SUBJECT
        and token not in blocked
        and table.pos[token] == "PROPN"
        and table.lemma[table.head[token]] in speech
        and people.register.is_near_and_major(table.text[token])
    }


def _is_bare(table: words.Words, first: int, last: int, roster: Roster) -> bool:
    """Whether first..last may be a family name: a proper noun that does not open a longer name ("Trump Tower")."""
    if (
        not table.text[last][:1].isupper()
        or not roster.free(first, last)
        or table.sentence[first] != table.sentence[last]
    ):
        return False
    if table.pos[last] != "PROPN" and (first != last or table.pos[first] not in {"NOUN", "ADJ", "X"}):
        return False
    following = table.text[last + 1] if last + 1 < len(table) else ""
    if _has_article(table, first, last):
        return False
    head = table.head[last]
    longer = (
        table.dep[last] == "compound" and head > last and table.pos[head] == "PROPN" and table.text[head][:1].isupper()
    )
    return not longer or following == "-" or not roster.free(head, head)


def _has_article(table: words.Words, first: int, last: int) -> bool:
    """Whether an article stands before first..last as before a common noun; "the Macron plan" has that of the plan."""
    return (
        first > 0 and table.pos[first - 1] == "DET" and table.dep[first - 1] == "det" and table.dep[last] != "compound"
    )


def _refer_title(title: TitlePhrase, people: People, around: Surroundings, roster: Roster) -> bool:
    """Refers to a named person by the title beside the name; says whether the title has a name."""
    if title.name is None:
        return False
    table, listing = around.words, scan.listing(around.lexicon)
    ids: list[str] = []
    start, stop = table.start[title.name[0]], table.end[title.name[1]]
    begin = bisect_left(roster.references, start, key=lambda reference: reference.start)
    for reference in roster.references[begin : begin + _LISTED]:
        if len(reference.actors) != 1:
            break
        apart = table.plain[stop : reference.start].strip() if ids else ""
        if (not ids and reference.start > stop) or (ids and (not title.plural or apart not in listing)):
            break
        ids.append(reference.actors[0])
        stop = reference.end
    if title.behind is not None:
        roster.claim(*title.behind)
    if title.plural and len(title.countries) == len(ids) > 1:
        people.share_out(ids, title.countries)
    for actor in ids[1:]:
        if actor in people.by_id:
            people.entitle(people.by_id[actor], title)
    if ids:
        counted = title.plural and title.first > 0 and table.lower[title.first - 1] in around.lexicon.members(_COUNTING)
        described = counted or any(kind.describes for kind in title.titles)
        form = MentionForm.DESCRIPTION if described else MentionForm.TITLE
        roster.refer(ids, title.first - counted, title.last, form, title.head)
    return True


def _assemble(parsed: Parsed, people: People, roster: Roster, unnamed: Mapping[str, str]) -> Cast:
    """Makes the cast: each actor with its posts and mentions, in the order of first mention."""
    mentions: dict[str, list[Mention]] = {}
    for reference in roster.references:
        for actor in reference.actors:
            mentions.setdefault(actor, []).append(
                Mention(parsed.document.span(reference.start, reference.end), reference.form)
            )
    actors = []
    gazetteer, at = people.gazetteer, people.at
    speaks_for = dict(unnamed)
    for actor_id, found in mentions.items():
        person = people.by_id.get(actor_id)
        if person is not None:
            actors.append(_person(person, gazetteer, at, tuple(found)))
            body = _speaks_for(person, roster)
            if body:
                speaks_for[person.id] = body
        else:
            known = roster.known[actor_id]
            actors.append(Actor(known.id, known.name, known.kind, known.country, known.sector, (), tuple(found)))
    countries = {actor.country for actor in actors} | {place.country for place in roster.places}
    for country in sorted(each for each in countries if each):
        state = gazetteer.state(country)
        if state is not None and state.id not in mentions:
            actors.append(Actor(state.id, state.name, state.kind, state.country, state.sector or "GOV"))
    places = tuple(sorted(roster.places, key=lambda place: place.start))
    return Cast(tuple(actors), tuple(roster.references), speaks_for, places)


def _speaks_for(person: Person, roster: Roster) -> str | None:
    """The body, organisation, person or state whose spokesperson the text calls someone."""
    for title in person.titles:
        if any(kind.id == "spokesperson" for kind in title.titles) and title.standing is Standing.CURRENT:
            if title.office:
                return title.office
            if title.body:
                return roster.entity(title.body)
            owner = roster.at(title.owner) if title.owner is not None else None
            if owner is not None and len(owner.actors) == 1:
                return owner.actors[0]
            if title.country:
                return roster.state(title.country)
    return None


def _person(person: Person, gazetteer: Gazetteer, at: str | None, mentions: tuple[Mention, ...]) -> Actor:
    posts = _posts(person, gazetteer, at)
    sector = person.entity.sector if person.entity else None
    if person.body is not None and person.body.sector is not None:
        sector = person.body.sector
    if person.entity is not None and person.country is None and sector == "GOV":
        sector = "IGO"
    if sector is None:
        bodies = [title.body.sector for title in person.titles if title.body is not None]
        sectors = bodies or [kind.sector for title in person.titles for kind in title.titles[:1]]
        sector = sectors[0] if sectors else None
    return Actor(person.id, person.name, ActorKind.PERSON, person.country, sector, posts, mentions, person.candidates)


def _posts(person: Person, gazetteer: Gazetteer, at: str | None) -> tuple[Post, ...]:
    """The posts held on the day of publication, else those the text's titles name, with the gazetteer's dates."""
    tenures = gazetteer.tenures_of(person.id, at) if person.entity and at else ()
    if tenures:
        own_first = sorted(tenures, key=lambda tenure: (tenure.country != person.country, tenure.role == "leader"))
        return tuple(dict.fromkeys(_post(tenure) for tenure in own_first))
    posts = []
    for title in person.titles:
        if (
            not title.wording
            or title.standing in {Standing.FORMER, Standing.ELECT}
            or {"leading", "counterpart"} & set(title.roles)
        ):
            continue
        held = [
            tenure
            for tenure in (gazetteer.tenures_of(person.id) if person.entity else ())
            if tenure.role in title.roles and title.country in (None, tenure.country)
        ]
        if len(held) == 1 and (at is None or title.standing is Standing.THEN):
            posts.append(_post(held[0]))
        elif title.standing is Standing.CURRENT:
            wording = f"{title.wording} of {title.body.name}" if title.body else title.wording
            posts.append(Post(wording, title.country or (None if title.body else person.country)))
    return tuple(dict.fromkeys(posts))


def _post(tenure: Tenure) -> Post:
    return Post(tenure.title, tenure.country, tenure.start, tenure.end)
