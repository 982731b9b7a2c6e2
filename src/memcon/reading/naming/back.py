"""References back: titles without names, plural groups and pronouns, resolved from left to right.

The rule of salience: the subject of the clause above, else the subject of the sentence before, else what else was
named there; two equally salient persons leave a pronoun unresolved, for a wrong antecedent is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from memcon.knowledge.titles import TitleWords
from memcon.reading.cast import Reference
from memcon.reading.naming.metonymy import modifies_noun
from memcon.reading.naming.persons import People, Person, slug
from memcon.reading.naming.roster import Known, Roster
from memcon.reading.naming.titles import Standing, TitlePhrase
from memcon.reading.naming.words import OBJECT, POSSESSIVE, SUBJECT, Words
from memcon.record.vocabulary import ActorKind, MentionForm

_YEAR = re.compile(r"(?:19|20)\d\d")
_DEPTH = 12
_BACK = 40
"""How many references back a plural group may find its members."""
_POWERS = frozenset({ActorKind.STATE, ActorKind.OFFICE, ActorKind.ORGANISATION})


class Back:
    """Resolves what names no one by name; reads and extends the roster."""

    def __init__(self, words: Words, lexicon: TitleWords, people: People, roster: Roster) -> None:
        self.words = words
        self.lexicon = lexicon
        self.people = people
        self.roster = roster
        self.speaks_for: dict[str, str] = {}
        self._number = {"two": 2, "both": 2, "three": 3, "four": 4}

    def resolve(self, titles: Sequence[TitlePhrase]) -> None:
        """Refers to actors from titles without names, plural groups and pronouns, in the order of the text."""
        words, lexicon = self.words, self.lexicon
        pronouns = {
            word: kind
            for kind in ("male", "female", "plural", "neuter")
            for word in lexicon.members(f"pronouns.{kind}")
        }
        unnamed = {title.first: title for title in titles if title.name is None}
        counterparts = {title.first: title for title in titles if title.name and "counterpart" in title.roles}
        determiners = lexicon.members("plural.determiners")
        either = lexicon.members("plural.either")
        for token, word in enumerate(words.lower):
            if token in unnamed:
                self._title(unnamed[token])
            elif token in counterparts:
                self._share(counterparts[token])
            if word in pronouns:
                if not words.quoted[token] and self.roster.free(token, token):
                    self._pronoun(token, pronouns[word])
            elif word in determiners or word in either:
                self._group(token, word)

    # --- what was named before

    def before(self, token: int) -> Iterator[Reference]:
        """The references before a token, the nearest first."""
        references = self.roster.references
        at = bisect_left(references, self.words.start[token], key=lambda reference: reference.start)
        return iter(references[max(0, at - _BACK) : at][::-1])

    def person(self, reference: Reference) -> Person | None:
        """The one person a reference means, if it means one."""
        return self.people.by_id.get(reference.actors[0]) if len(reference.actors) == 1 else None

    def _role(self, token: int) -> str:
        """What a token is to its clause: subject, object, possessive or other; a conjunct is what the first is."""
        words = self.words
        for _ in range(_DEPTH):
            if words.dep[token] not in {"conj", "appos", "compound", "nmod"} or words.head[token] == token:
                break
            token = words.head[token]
        dep = words.dep[token]
        return (
            "subject"
            if dep in SUBJECT
            else "object"
            if dep in OBJECT
            else "possessive"
            if dep in POSSESSIVE
            else "other"
        )

    def _clauses(self, token: int) -> list[int]:
        """The verbs above a token, the nearest first."""
        words, found = self.words, []
        for _ in range(_DEPTH):
            above = words.head[token]
            if above == token:
                break
            token = above
            if words.pos[token] in {"VERB", "AUX"}:
                found.append(token)
        return found

    def _subject(self, verb: int) -> int | None:
        """The subject of a verb, or of the verb it is joined to."""
        words = self.words
        for _ in range(_DEPTH):
            for child in words.children[verb]:
                if words.dep[child] in SUBJECT:
                    return child
            if words.dep[verb] not in {"conj", "xcomp", "advcl", "pcomp"} or words.head[verb] == verb:
                return None
            verb = words.head[verb]
            if words.pos[verb] not in {"VERB", "AUX"}:
                return None
        return None

    def _at(self, token: int) -> Reference | None:
        """The reference that covers a token."""
        references = self.roster.references
        at = bisect_left(references, self.words.start[token] + 1, key=lambda reference: reference.start) - 1
        return references[at] if at >= 0 and references[at].end > self.words.start[token] else None

    # --- pronouns

    def _pronoun(self, token: int, kind: str) -> None:
        if kind in {"male", "female"}:
            person = self._antecedent(token, kind)
            ids: tuple[str, ...] = (person.id,) if person else ()
        elif kind == "plural":
            ids = self._several(token)
        else:
            ids = self._thing(token)
        if ids:
            self.roster.refer(ids, token, token, MentionForm.PRONOUN)

    def _antecedent(self, token: int, kind: str) -> Person | None:
        """Whom he or she means: the most salient person before it whose sex fits, clearly ahead of any other."""
        words = self.words
        clauses = self._clauses(token)
        own = words.dep[token] in SUBJECT
        excluded: set[str] = set()
        if (
            clauses
            and not own
            and words.dep[token] not in POSSESSIVE
            and not words.lower[token].endswith("self")
        ):
            subject = self._subject(clauses[0])
            if subject is not None and subject < token:
                reference = self._at(subject)
                excluded.update(reference.actors if reference else ())
        if clauses and words.dep[token] in POSSESSIVE and self._is_of_another(token, clauses[0]):
            subject = self._subject(clauses[0])
            reference = self._at(subject) if subject is not None else None
            excluded.update(reference.actors if reference else ())
        governing = clauses[1:] if own else clauses
        subjects = {
            subject for verb in governing if (subject := self._subject(verb)) is not None and subject < token
        }
        if self._has_stranger(subjects):
            return None
        scores: dict[str, float] = {}
        near: set[str] = set()
        for reference in self.before(token):
            distance = words.sentence[token] - words.sentence[reference.token]
            if not self._reaches(token, reference.token, distance):
                break
            person = self.person(reference)
            if person is None or person.id in excluded or self._sex(person) not in {None, kind}:
                continue
            if distance == 0:
                near.add(person.id)
            score = {
                "subject": 3.0 if self._leads(reference.token) else 2.4,
                "object": 1.5,
                "possessive": 1.2,
                "other": 1.0,
            }[self._role(reference.token)]
            if reference.token in subjects:
                score += 1.0
            score -= 1.2 * distance
            scores[person.id] = max(score, scores.get(person.id, score))
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        if not ranked:
            return None
        margin = 1.0 if near - {ranked[0][0]} and ranked[0][0] not in near else 0.5
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < margin:
            return None
        return self.people.by_id[ranked[0][0]]

    def _has_stranger(self, subjects: set[int]) -> bool:
        """Whether the nearest subject that is a person at all is one whom the text leaves nameless."""
        words = self.words
        for subject in sorted(subjects, reverse=True):
            reference = self._at(subject)
            if reference is not None and self.person(reference) is not None:
                return False
            if reference is None and words.pos[subject] in {"NOUN", "PROPN"}:
                return self._speaks(subject) or self._is_human(subject)
        return False

    def _is_of_another(self, token: int, verb: int) -> bool:
        """Whether a possessive belongs to the object of praise or blame, so to another than who gives it."""
        words = self.words
        thing = words.head[token]
        return (
            words.head[thing] == verb
            and words.dep[thing] in OBJECT
            and words.lemma[verb] in self.lexicon.members("pronouns.other")
        )

    def _reaches(self, token: int, earlier: int, distance: int) -> bool:
        """Whether a reference is near enough: within the paragraph three sentences back, else the sentence before."""
        same = self.words.paragraph[token] == self.words.paragraph[earlier]
        return distance <= (3 if same else 1)

    def _leads(self, token: int) -> bool:
        """Whether a subject is that of the sentence's main clause."""
        words = self.words
        verb = words.head[token]
        for _ in range(_DEPTH):
            if words.dep[verb] not in {"conj", "nsubj", "appos", "compound"} or words.head[verb] == verb:
                break
            verb = words.head[verb]
        return words.dep[verb] == "ROOT"

    def _is_human(self, token: int) -> bool:
        """Whether a noun that is no actor means a person."""
        words, lexicon = self.words, self.lexicon
        return (
            words.lemma[token] in lexicon.members("pronouns.human") or (words.lower[token],) in lexicon.titles
        )

    def _speaks(self, subject: int) -> bool:
        return self.words.lemma[self.words.head[subject]] in self.lexicon.members("acting.speech")

    def _sex(self, person: Person) -> str | None:
        """male, female, or None where neither the names nor the titles tell."""
        for name in (person.name, *person.names):
            given = name.split()[0]
            for sex in ("male", "female"):
                if given in self.lexicon.members(f"given.{sex}"):
                    return sex
        for title in person.titles:
            word = title.wording.split()[-1].lower()
            for sex in ("male", "female"):
                if word in self.lexicon.members(f"sexed.{sex}"):
                    return sex
        return None

    def _several(self, token: int) -> tuple[str, ...]:
        """Whom they or their means: a group just named, a coordinated subject, or the two persons of the sentence before."""
        words = self.words
        clauses = self._clauses(token)
        own = words.dep[token] in SUBJECT
        for verb in clauses[1:] if own else clauses:
            subject = self._subject(verb)
            if subject is None or subject >= token:
                continue
            members = self._coordinated(subject)
            if members:
                return members
            if self._at(subject) is None and self._is_plural(subject):
                return ()
        here: list[str] = []
        there: list[str] = []
        for reference in self.before(token):
            distance = words.sentence[token] - words.sentence[reference.token]
            if distance > 1:
                break
            if len(reference.actors) > 1 or (
                self._is_group(reference) and self._role(reference.token) == "subject"
            ):
                return reference.actors if not (here if distance == 0 else there) or distance == 0 else ()
            person = self.person(reference)
            if person is not None and self._role(reference.token) != "possessive":
                (here if distance == 0 else there).append(person.id)
        for found in (here, there):
            persons = tuple(dict.fromkeys(found[::-1]))
            if found is here and persons and self._has_rival(token):
                return ()
            if len(persons) == 2 and not self._plural_subject(token, 0 if found is here else 1):
                return persons
            if persons:
                return () if found is there or len(persons) > 2 else self._pair_of(here, there)
        return ()

    def _has_rival(self, token: int) -> bool:
        """Whether a plural noun that is no actor stands between the last person of the sentence and a pronoun."""
        words = self.words
        last = next((reference.token for reference in self.before(token) if self.person(reference)), token)
        return any(self._is_plural(at) and self._at(at) is None for at in range(last + 1, token))

    def _pair_of(self, here: Sequence[str], there: Sequence[str]) -> tuple[str, ...]:
        """The two persons of this and the last sentence together, if they are two."""
        persons = tuple(dict.fromkeys([*there[::-1], *here[::-1]]))
        return persons if len(persons) == 2 else ()

    def _plural_subject(self, token: int, back: int) -> bool:
        """Whether the sentence, or the one before, has a plural subject that is no actor: they may mean that."""
        words = self.words
        wanted = words.sentence[token] - back
        at = token - 1
        while at >= 0 and words.sentence[at] >= wanted:
            if (
                words.sentence[at] == wanted
                and words.dep[at] in SUBJECT
                and self._is_plural(at)
                and self._at(at) is None
            ):
                return True
            at -= 1
        return False

    def _is_plural(self, token: int) -> bool:
        words = self.words
        return (
            words.pos[token] == "NOUN"
            and words.lower[token] != words.lemma[token]
            and words.lower[token].endswith("s")
        )

    def _is_group(self, reference: Reference) -> bool:
        known = self.roster.known.get(reference.actors[0])
        return known is not None and known.kind is ActorKind.GROUP

    def _coordinated(self, subject: int) -> tuple[str, ...]:
        """The actors of a subject that names several: a group, or names joined by "and"."""
        reference = self._at(subject)
        if reference is None:
            return ()
        ids = list(reference.actors)
        tokens = [subject]
        for token in tokens:
            if len(tokens) > _DEPTH:
                break
            for child in self.words.children[token]:
                if self.words.dep[child] == "conj":
                    tokens.append(child)
                    joined = self._at(child)
                    if joined is not None:
                        ids += joined.actors
        several = tuple(dict.fromkeys(ids))
        return several if len(several) > 1 or self._is_group(reference) else ()

    def _thing(self, token: int) -> tuple[str, ...]:
        """What it or its means, where the subject of a clause above is a state, an office or an organisation."""
        words = self.words
        own = words.dep[token] in SUBJECT
        if not own and words.dep[token] not in POSSESSIVE:
            return ()
        head = words.head[token]
        if (
            own
            and words.lemma[head] == "be"
            and any(
                words.dep[child] in {"ccomp", "xcomp", "advcl", "csubj"} for child in words.children[head]
            )
        ):
            return ()
        clauses = self._clauses(token)
        for verb in clauses[1:] if own else clauses:
            subject = self._subject(verb)
            if subject is None or subject == token:
                continue
            reference = self._at(subject)
            if reference is None or len(reference.actors) != 1 or subject > token:
                return ()
            known = self.roster.known.get(reference.actors[0])
            return reference.actors if known is not None and known.kind in _POWERS else ()
        return ()

    # --- plural groups

    def _group(self, token: int, word: str) -> None:
        """ "the two leaders", "both sides", "the pair"."""
        words, lexicon = self.words, self.lexicon
        the = token > 0 and words.lower[token - 1] in {"the", "these", "those"}
        if word in lexicon.members("plural.either"):
            if the and self.roster.free(token, token):
                ids = self._members(token, frozenset(), 2)
                if ids:
                    self.roster.refer(ids, token, token, MentionForm.DESCRIPTION)
            return
        if word != "both" and not the:
            return
        if words.dep[token] in SUBJECT | OBJECT | POSSESSIVE | {"pobj"} and words.head[token] != token + 1:
            ids = (
                self._members(token, frozenset(), self._number.get(word, 2))
                if self.roster.free(token, token)
                else ()
            )
            self.roster.refer(ids, token, token, MentionForm.DESCRIPTION)
            return
        at = token + 1
        while at < len(words) and at - token < 4 and words.pos[at] in {"ADJ", "NOUN", "PROPN", "PUNCT"}:
            noun = words.lower[at]
            pair = " ".join(words.lower[at - 1 : at + 1])
            is_last = at + 1 >= len(words) or words.pos[at + 1] not in {"NOUN", "PROPN"}
            if is_last and self.roster.free(token, at):
                number = self._number.get(word, 2)
                ids = ()
                if noun in lexicon.members("plural.persons") or pair in lexicon.members("plural.persons"):
                    phrase = (tuple(pair.split()), (noun,))
                    roles = next(
                        (
                            frozenset(role for title, _ in lexicon.titles[key] for role in title.roles)
                            for key in phrase
                            if key in lexicon.titles
                        ),
                        frozenset(),
                    )
                    ids = self._members(token, roles, number)
                elif noun in lexicon.members("plural.either"):
                    ids = self._members(token, frozenset(), number) or self._states(token, number)
                elif noun in lexicon.members("plural.states"):
                    ids = self._states(token, number)
                if ids:
                    self.roster.refer(ids, token, at, MentionForm.DESCRIPTION)
                return
            at += 1

    def _members(self, token: int, roles: frozenset[str], number: int) -> tuple[str, ...]:
        """The persons a plural group means: the nearest who hold such offices, if just so many were spoken of."""
        if "leading" in roles:
            roles = frozenset({"head_of_state", "head_of_government", "leader", "leading"})
        found: list[str] = []
        paragraph = self.words.paragraph[token]
        for reference in self.before(token):
            if self.words.paragraph[reference.token] != paragraph:
                if len(set(found)) >= number:
                    break
                paragraph = self.words.paragraph[reference.token]
            fitting = [actor for actor in reference.actors if self._holds(actor, roles)]
            if len(reference.actors) == number and len(fitting) == number and not found:
                return reference.actors
            found += fitting
        return self._pick(
            found, number, Counter(actor for one in self.roster.references for actor in one.actors)
        )

    def _holds(self, actor: str, roles: frozenset[str]) -> bool:
        person = self.people.by_id.get(actor)
        if person is None:
            return False
        return not roles or bool(person.roles(self.people.gazetteer, self.people.at) & roles)

    def _states(self, token: int, number: int) -> tuple[str, ...]:
        """The states a plural group means: those named nearest, or of the persons and bodies named nearest."""
        countries: list[str] = []
        paragraph = self.words.paragraph[token]
        for reference in self.before(token):
            if self.words.paragraph[reference.token] != paragraph:
                if len(set(countries)) >= number:
                    break
                paragraph = self.words.paragraph[reference.token]
            of = [country for actor in reference.actors if (country := self._country(actor))]
            if len(set(of)) == number and len(reference.actors) == number and not countries:
                countries = of
                break
            countries += of
        everywhere = Counter(
            self._country(actor) or "" for one in self.roster.references for actor in one.actors
        )
        states = (self.roster.state(country) for country in self._pick(countries, number, everywhere))
        return tuple(state for state in states if state)

    def _country(self, actor: str) -> str | None:
        person = self.people.by_id.get(actor)
        if person is not None:
            return person.country
        known = self.roster.known.get(actor)
        return known.country if known else None

    def _pick(self, nearest: Sequence[str], number: int, everywhere: Counter[str]) -> tuple[str, ...]:
        """The members among those found, nearest first: all if just enough, else those clearly spoken of most.

        everywhere counts them in the whole text: it decides where the near text does not.
        """
        near = Counter(nearest)
        order = tuple(dict.fromkeys(reversed(nearest)))
        if len(near) <= number:
            return order if len(near) == number else ()
        for counts in (near, Counter({member: everywhere[member] for member in near})):
            ranked = counts.most_common()
            if ranked[number - 1][1] > ranked[number][1]:
                members = {member for member, _ in ranked[:number]}
                return tuple(member for member in order if member in members)
        return ()

    # --- titles without names

    def _share(self, title: TitlePhrase) -> None:
        """Gives a named counterpart ("his French counterpart X") the roles of the one it is the counterpart of."""
        if title.owner is None or title.name is None:
            return
        owner, named = self._at(title.owner), self._at(title.name[1])
        of, person = self.person(owner) if owner else None, self.person(named) if named else None
        if of is not None and person is not None and of is not person:
            person.shares |= of.roles(self.people.gazetteer, self.people.at)

    def _title(self, title: TitlePhrase) -> None:
        if not self.roster.free(title.first, title.last) or modifies_noun(
            self.words, title.first, title.last
        ):
            return
        if title.owner is not None and not title.countries and not title.body and not title.office:
            title = self._owned(title)
        if title.plural:
            ids = self._holders(title)
        else:
            person = self._spokesperson(title) if self._is_spokesperson(title) else self._holder(title)
            ids = (person.id,) if person else ()
        if ids:
            described = {"leader", "counterpart", "spokesperson"} & {kind.id for kind in title.titles}
            form = MentionForm.DESCRIPTION if described else MentionForm.TITLE
            self.roster.refer(ids, title.first, title.last, form, title.head)

    def _owned(self, title: TitlePhrase) -> TitlePhrase:
        """A title with the country of its owner: "his foreign minister"."""
        assert title.owner is not None
        reference = self._at(title.owner)
        owner = self.person(reference) if reference else None
        known = (
            self.roster.known.get(reference.actors[0]) if reference and len(reference.actors) == 1 else None
        )
        country = owner.country if owner else known.country if known else None
        if country is None or {"counterpart", "leader"} & {kind.id for kind in title.titles}:
            return title
        return replace(title, countries=(country,))

    def _is_spokesperson(self, title: TitlePhrase) -> bool:
        return any(kind.id == "spokesperson" for kind in title.titles)

    def _spokesperson(self, title: TitlePhrase) -> Person | None:
        """The one who speaks for a body: named in the text, else an unnamed person of the body."""
        named = [
            person
            for person in self.people.titled(title)
            if any((other.office, other.body) == (title.office, title.body) for other in person.titles)
        ]
        if title.vague:
            named = []
        if len(named) == 1:
            return named[0]
        body = title.office or (title.body.id if title.body else None)
        if named or body is None:
            return None
        known = self.roster.known.get(body)
        if known is None and title.body is not None:
            known = self.roster.known[self.roster.entity(title.body)]
        person = self._unnamed(
            f"{title.country or ''}-{body.rpartition(':')[2]}-spokesperson",
            f"{known.name if known else body}, spokesperson",
            title,
        )
        self.speaks_for[person.id] = body
        return person

    def _unnamed(self, key: str, name: str, title: TitlePhrase) -> Person:
        person = Person(f"local:person:{slug(key)}", name, title.country, titles=[title])
        return self.people.by_id.setdefault(person.id, person)

    def _holder(self, title: TitlePhrase) -> Person | None:
        """Whom a title without a name means."""
        if "counterpart" in title.roles:
            return self._counterpart(title)
        roles = self.people.roles(title)
        if title.vague:
            return self._equated(title)
        if not title.countries and not title.body:
            return self._uncountried(title, roles) if title.definite else None
        titled = self.people.titled(title)
        if title.standing is not Standing.CURRENT:
            return titled[0] if len(titled) == 1 else None
        if len(titled) == 1 and "leading" not in title.roles:
            return titled[0]
        for role in roles:
            held = self.people.holding([role], title.country, self.people.at) if title.country else []
            held = [person for person in held if person.entity is None or self.people.suits(person, title)]
            if len(held) == 1:
                return held[0]
            if len(held) > 1:
                return self._nearest(title.first, held)
        year = self._year(title.first)
        person = (self.people.office(title, year) if year else None) or (
            self.people.office(title, self.people.at) if self.people.at else None
        )
        if person is None and roles and title.country and not title.deputy:
            state = self.people.gazetteer.state(title.country)
            person = self._unnamed(
                f"{title.country}-{title.wording}",
                f"{title.wording} of {state.name if state else title.country}",
                title,
            )
        return person

    def _equated(self, title: TitlePhrase) -> Person | None:
        """ "The last Japanese premier there was Shinzo Abe": whom the sentence says the title to be."""
        words = self.words
        top = words.top(title.first, title.last)
        if words.dep[top] not in SUBJECT or words.lemma[words.head[top]] != "be":
            return None
        for child in words.children[words.head[top]]:
            if words.dep[child] == "attr" and (reference := self._at(child)) is not None:
                return self.person(reference)
        return None

    def _year(self, token: int) -> str | None:
        """The one year, before that of publication, that a sentence states."""
        words, years = self.words, set()
        for step in (-1, 1):
            at = token
            while 0 <= at < len(words) and words.sentence[at] == words.sentence[token]:
                if _YEAR.fullmatch(words.text[at]):
                    years.add(words.text[at])
                at += step
        year = next(iter(years)) if len(years) == 1 else None
        return year if year and self.people.at and year < self.people.at[:4] else None

    def _counterpart(self, title: TitlePhrase) -> Person | None:
        """ "his French counterpart": the holder, in that country, of the office of the one just spoken of."""
        reference = self._at(title.owner) if title.owner is not None else None
        if title.owner is not None and reference is None:
            return None
        of = self.person(reference) if reference else None
        if of is None or title.country is None:
            return None
        for other in of.titles[::-1]:
            if other.roles and "counterpart" not in other.roles and other.standing is Standing.CURRENT:
                return self._holder(
                    replace(
                        title, titles=other.titles, wording=other.wording, deputy=other.deputy, owner=None
                    )
                )
        for role in sorted(of.roles(self.people.gazetteer, self.people.at)):
            held = self.people.holding([role], title.country, self.people.at)
            if len(held) == 1:
                return held[0]
        return None

    def _uncountried(self, title: TitlePhrase, roles: Sequence[str]) -> Person | None:
        """ "the president": the nearest person with that title, unless another with it was spoken of as near."""
        titled = self.people.titled(title)
        if len(titled) == 1:
            return titled[0]
        if not roles or roles == ("head_of_organisation",):
            return self._nearest(title.first, titled)
        known = {
            person.id: person
            for person in (*self.people.titled(title), *self.people.holding(roles, None, self.people.at))
        }
        suiting = [
            person
            for person in known.values()
            if person.entity is None
            or person in self.people.titled(title)
            or self.people.suits(person, title)
        ]
        return self._nearest(title.first, suiting)

    def _nearest(self, token: int, persons: Sequence[Person]) -> Person | None:
        """The one of some persons named last before a token; none where others of them share its sentence and weight."""
        if len(persons) == 1:
            return persons[0]
        ids = {person.id for person in persons}
        near: list[str] = []
        sentence: int | None = None
        for reference in self.before(token):
            if len(reference.actors) != 1 or reference.actors[0] not in ids:
                continue
            if sentence is not None and self.words.sentence[reference.token] != sentence:
                break
            sentence = self.words.sentence[reference.token]
            if self._role(reference.token) == "subject" or not near:
                near.append(reference.actors[0])
        distinct = set(near)
        return self.people.by_id[near[0]] if len(distinct) == 1 else None

    def _holders(self, title: TitlePhrase) -> tuple[str, ...]:
        """The persons of a plural title: of the countries it names, else those spoken of before."""
        if len(title.countries) > 1:
            held = [
                self._holder(replace(title, countries=(country,), plural=False))
                for country in title.countries
            ]
            return tuple(person.id for person in held if person)
        if title.countries or title.body or not title.definite or "counterpart" in title.roles:
            return ()
        if not title.roles or title.roles == ("head_of_organisation",):
            titled = self.people.titled(title)
            return (
                tuple(person.id for person in titled)
                if len(titled) == 2 and title.titles[0].id != "head-of-organisation"
                else ()
            )
        return self._members(title.first, frozenset(title.roles), 2)
