"""Whom he, she, they and it mean.

The rule of salience: the subject of the clause above, else the subject of the sentence before, else what else was
named there; two equally salient persons leave a pronoun unresolved, for a wrong antecedent is worse than none. So do a
subject just brought in beside a person whom a pronoun took up, and, for an object, another object of its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from memcon.knowledge.gazetteer import NameForm
from memcon.reading.cast import Reference
from memcon.reading.naming.context import Context
from memcon.reading.naming.persons import Person
from memcon.reading.naming.words import APPOSITION, OBJECT, POSSESSIVE, SUBJECT
from memcon.record.vocabulary import ActorKind, MentionForm

_DEPTH = 12
_CLITIC = "clitic"
"""The kind of a word that is an article too, and a pronoun only as an object: French "le", "la", "l'"."""
_REACH = 100
"""How many words back of one sentence are looked at for a rival antecedent."""
_POWERS = frozenset({ActorKind.STATE, ActorKind.OFFICE, ActorKind.ORGANISATION})


class Pronouns:
    """Resolves the pronouns of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.words = context.words
        self.lexicon = context.lexicon
        self.kinds = {
            word: kind
            for kind in ("male", "female", "plural", "neuter")
            for word in context.lexicon.members(f"pronouns.{kind}")
        }
        clitics = ("any", "male", "female", "plural")
        self.clitics = {word: kind for kind in clitics for word in context.lexicon.members(f"pronouns.clitic_{kind}")}
        self.kinds |= dict.fromkeys(self.clitics, _CLITIC)

    def resolve(self, token: int, kind: str) -> None:
        """Refers from a pronoun of a kind (male, female, plural, neuter) to its antecedent, if one is clear."""
        if kind == _CLITIC:
            if not self._is_person(token):
                return
            kind = self.clitics[self.words.lower[token]]
        if kind in {"male", "female", "any"}:
            person = self._antecedent(token, kind)
            if person is not None and kind != "any":
                person.sex = person.sex or kind
            ids: tuple[str, ...] = (person.id,) if person else ()
        else:
            ids = self._several(token) if kind == "plural" else self._thing(token)
        if ids:
            self.context.roster.refer(ids, token, token, MentionForm.PRONOUN)

    def _antecedent(self, token: int, kind: str) -> Person | None:
        """Whom he or she means: the most salient person before it whose sex fits, clearly ahead of any other."""
        context, words = self.context, self.words
        clauses = context.clauses(token)
        governing = clauses[1:] if words.dep[token] in SUBJECT else clauses
        above = (at for verb in governing if (at := context.subject(verb)) is not None and at < token)
        subjects = list(dict.fromkeys(self._behind(at) for at in above))
        if self._has_stranger(subjects):
            return None
        praised = self._praised(token, clauses)
        if praised is not None and self._sex(praised) in {None, kind}:
            return praised
        excluded, country = self._excluded(token, clauses), self._called(token)
        scores: dict[str, float] = {}
        near: set[str] = set()
        for reference in context.before(token):
            distance = words.sentence[token] - words.sentence[reference.token]
            same = words.paragraph[token] == words.paragraph[reference.token]
            if distance > (3 if same else 1):
                break
            person = context.person(reference)
            if person is None or person.id in excluded or (kind != "any" and self._sex(person) not in {None, kind}):
                continue
            if country and person.country and person.country != country:
                continue
            if distance == 0:
                near.add(person.id)
            score = self._salience(reference.token, subjects) - 1.2 * distance
            scores[person.id] = max(score, scores.get(person.id, score))
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        if not ranked:
            return None
        best = ranked[0][0]
        margin = 1.0 if near - {best} and best not in near else 0.5
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < margin:
            return None
        others = scores.keys() - {best}
        return None if others and self._is_rivalled(token, best, others) else context.people.by_id[best]

    def _is_rivalled(self, token: int, best: str, others: Set[str]) -> bool:
        """Whether another person is as likely for all that the likeliest is the subject.

        For an object that is another object of its sentence, otherwise whom a pronoun of the sentence before took up,
        where the likeliest was just brought in.
        """
        context, words = self.context, self.words
        is_object = context.role(token) == "object"
        seen = context.people.by_id[best].seen
        for reference in context.before(token):
            distance = words.sentence[token] - words.sentence[reference.token]
            if distance > 1:
                break
            if others.isdisjoint(reference.actors):
                continue
            role = context.role(reference.token)
            if distance == 0 and is_object and role == "object":
                return True
            taken_up = distance == 1 and role != "subject" and reference.form is MentionForm.PRONOUN
            if taken_up and seen and words.sentence[words.covering(seen[0])] == words.sentence[reference.token]:
                return True
        return False

    def _praised(self, token: int, clauses: Sequence[int]) -> Person | None:
        """The one whose thing someone praises them for: "congratulated Berg on his plan"."""
        words = self.words
        if words.dep[token] not in POSSESSIVE or not clauses or not self._is_of_another(token, clauses[0]):
            return None
        objects = (child for child in words.children[clauses[0]] if words.dep[child] in OBJECT and child < token)
        return next((person for at in objects if (person := self.context.person(self.context.at(at)))), None)

    def _is_person(self, token: int) -> bool:
        """Whether a word that may be an article is the object of a verb that takes persons: "l'a appelé"."""
        words = self.words
        verb = words.lemma[words.head[token]] in self.lexicon.members("pronouns.personal_verbs")
        return verb and words.dep[token] in OBJECT and words.pos[token] == "PRON"

    def _behind(self, subject: int) -> int:
        """The subject itself, or the person who owns it: in "Macron's office said he" that is Macron."""
        if self.context.person(self.context.at(subject)) is not None:
            return subject
        for child in self.words.children[subject]:
            owner = self.words.dep[child] in POSSESSIVE
            if owner and self.context.person(self.context.at(child)) is not None:
                return child
        return subject

    def _salience(self, token: int, subjects: Sequence[int]) -> float:
        """How much a reference stands out: most as subject of the clause above, least in a prepositional phrase.

        subjects are those of the clauses above the pronoun, the nearest first.
        """
        role = self.context.role(token)
        weights = {"object": 1.5, "possessive": 1.2, "other": 1.0}
        score = weights.get(role, 3.0 if self.context.leads(token) else 2.4)
        if token not in subjects:
            return score
        return max(score, 2.4) + (1.6 if token == subjects[0] else 0.4)

    def _called(self, token: int) -> str | None:
        """The country of what the sentence says he or she is: "She is the first Polish president to come"."""
        words, verb = self.words, self.words.head[token]
        if words.dep[token] not in SUBJECT or words.lemma[verb] not in self.lexicon.members("grammar.be"):
            return None
        said = next((child for child in words.children[verb] if words.dep[child] == "attr" and child > verb), verb)
        ends = self.context.ends
        names = [ends[at] for at in range(verb + 1, said) if at in ends]
        return names[0].country if len(names) == 1 and names[0].has(NameForm.DEMONYM) else None

    def _excluded(self, token: int, clauses: Sequence[int]) -> tuple[str, ...]:
        """Who cannot be meant: the subject of its own clause, unless it is reflexive or owns a thing.

        That of a participle is who acts in the clause above it ("sent a letter inviting him").
        Whom someone has do a thing ("invited him to come") is not who has it done, and who is described by a noun of
        someone's ("Berg, her colleague,") is not that someone.
        """
        words = self.words
        if not clauses or words.lower[token] in self.lexicon.members("pronouns.reflexive"):
            return ()
        if words.dep[token] in SUBJECT:
            governed = words.lower[token] in self.lexicon.members("pronouns.governed") and len(clauses) > 1
            return self._subject_of(clauses[1]) if governed else ()
        if words.dep[token] in POSSESSIVE and words.dep[words.head[token]] in APPOSITION:
            described = self.context.at(words.head[words.head[token]])
            return described.actors if described is not None else ()
        if words.dep[token] in POSSESSIVE and not self._is_of_another(token, clauses[0]):
            return ()
        participle = words.dep[clauses[0]] == "acl" and len(clauses) > 1
        return self._subject_of(clauses[1] if participle else clauses[0])

    def _subject_of(self, verb: int) -> tuple[str, ...]:
        subject = self.context.subject(verb)
        reference = self.context.at(subject) if subject is not None else None
        return reference.actors if reference else ()

    def _is_of_another(self, token: int, verb: int) -> bool:
        """Whether a possessive belongs to the object of praise or blame, so to another than who gives it."""
        words = self.words
        thing = words.head[token]
        if words.lemma[verb] not in self.lexicon.members("pronouns.other"):
            return False
        if self._is_human(thing):
            return False
        above = words.head[thing]
        return (above == verb and words.dep[thing] in OBJECT) or (
            words.pos[above] == "ADP" and words.head[above] == verb
        )

    def _has_stranger(self, subjects: Sequence[int]) -> bool:
        """Whether the nearest subject that is a person at all is one whom the text leaves nameless."""
        words, lexicon = self.words, self.lexicon
        for subject in subjects:
            reference = self.context.at(subject)
            if self.context.person(reference) is not None:
                return False
            if reference is None and words.pos[subject] in {"NOUN", "PROPN"}:
                speaks = words.lemma[words.head[subject]] in lexicon.members("acting.speech")
                return speaks or self._is_human(subject)
        return False

    def _is_human(self, token: int) -> bool:
        """Whether a noun means a person."""
        human = self.words.lemma[token] in self.lexicon.members("pronouns.human")
        return human or (self.words.lower[token],) in self.lexicon.titles

    def _sex(self, person: Person) -> str | None:
        """male, female, or None where neither an earlier pronoun nor the names nor the titles tell."""
        if person.sex is not None:
            return person.sex
        for name in (person.name, *person.names):
            given = name.split()[0]
            for sex in ("male", "female"):
                if given in self.lexicon.members(f"given.{sex}"):
                    return sex
        for title in person.titles:
            word = title.wording.split()[-1].lower() if title.wording else ""
            for sex in ("male", "female"):
                if word in self.lexicon.members(f"sexed.{sex}"):
                    return sex
        return None

    def _several(self, token: int) -> tuple[str, ...]:
        """Whom they or their means: a coordinated subject, a group just named, or those just spoken of together.

        As an object it cannot mean the subject of its own clause.
        """
        context, words = self.context, self.words
        clauses = context.clauses(token)
        excluded = self._excluded(token, clauses) if words.dep[token] not in POSSESSIVE else ()
        for verb in clauses[1:] if words.dep[token] in SUBJECT or excluded else clauses:
            subject = context.subject(verb)
            if subject is None or subject >= token:
                continue
            members = self._coordinated(subject)
            if members:
                return members
            if context.at(subject) is None and context.is_plural(subject):
                return ()
        here: list[str] = []
        there: list[str] = []
        for reference in context.before(token):
            distance = words.sentence[token] - words.sentence[reference.token]
            if distance > 1:
                break
            role = context.role(reference.token)
            if set(reference.actors) <= set(excluded):
                continue
            if len(reference.actors) > 1 or (self._is_group(reference.actors[0]) and role == "subject"):
                return reference.actors if distance == 0 or not there else ()
            person = context.person(reference)
            if person is not None and role != "possessive":
                (here if distance == 0 else there).insert(0, person.id)
        found = self._two(token, here, there) or (() if here else self._row(token))
        return () if set(found) & set(excluded) else found

    def _row(self, token: int) -> tuple[str, ...]:
        """The three persons or more whom the sentence before names in a row, where it names no others."""
        context, words = self.context, self.words
        before = next(
            (each for each in context.by_sentence(token, 1) if words.sentence[each[0].token] < words.sentence[token]),
            [],
        )
        people = [each for each in before[::-1] if context.person(each) is not None]
        if len(people) < 3 or self._has_rival(token, 1):
            return ()
        row = context.listed(words.covering(people[0].start))
        return row if len(row) > 2 and set(row) == {each.actors[0] for each in people} else ()

    def _two(self, token: int, here: Sequence[str], there: Sequence[str]) -> tuple[str, ...]:
        """The two persons of this sentence, of the last, or of both, where nothing else in the plural may be meant."""
        for found, back in ((tuple(dict.fromkeys(here)), 0), (tuple(dict.fromkeys(there)), 1)):
            if not found:
                continue
            if self._has_rival(token, back):
                return ()
            both = tuple(dict.fromkeys([*there, *here])) if back == 0 and len(found) == 1 else found
            return both if len(both) == 2 else ()
        return ()

    def _has_rival(self, token: int, back: int) -> bool:
        """Whether a plural noun that is no actor may be what they means.

        In the same sentence that is any plural after the last person named, in the sentence before its subject.
        """
        context, words = self.context, self.words
        wanted = words.sentence[token] - back
        last = next((reference.token for reference in context.before(token) if context.person(reference)), -1)
        for at in range(token - 1, max(-1, token - _REACH), -1):
            if words.sentence[at] < wanted:
                return False
            rival = words.sentence[at] == wanted and context.is_plural(at) and context.at(at) is None
            if rival and (words.dep[at] in SUBJECT or (back == 0 and at > last)):
                return True
        return False

    def _is_group(self, actor: str) -> bool:
        known = self.context.roster.known.get(actor)
        return known is not None and known.kind is ActorKind.GROUP

    def _coordinated(self, subject: int) -> tuple[str, ...]:
        """The actors of a subject that names several: a group, or names joined by "and"."""
        reference = self.context.at(subject)
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
                    joined = self.context.at(child)
                    if joined is not None:
                        ids += joined.actors
        several = tuple(dict.fromkeys(ids))
        return several if len(several) > 1 or self._is_group(several[0]) else ()

    def _thing(self, token: int) -> tuple[str, ...]:
        """What it or its means, where the subject of a clause above is a state, an office or an organisation."""
        words = self.words
        own = words.dep[token] in SUBJECT
        if (not own and words.dep[token] not in POSSESSIVE) or (own and self._is_empty(words.head[token])):
            return ()
        clauses = self.context.clauses(token)
        for verb in clauses[1:] if own else clauses:
            subject = self.context.subject(verb)
            if subject is None or subject == token or self._is_within(token, subject):
                continue
            reference = self.context.at(subject)
            if reference is None or len(reference.actors) != 1 or subject > token:
                return ()
            between = self.context.before(token)
            if any(one.token > subject and one.actors != reference.actors and self._is_power(one) for one in between):
                return ()
            return reference.actors if self._is_power(reference) else ()
        return ()

    def _is_within(self, token: int, subject: int) -> bool:
        """Whether an owner is part of a subject: in "its crown prince met", "its" belongs to the one who met."""
        if self.words.dep[token] not in POSSESSIVE:
            return False
        for _ in range(_DEPTH):
            if token == subject:
                return True
            if self.words.head[token] == token:
                break
            token = self.words.head[token]
        return False

    def _is_power(self, reference: Reference) -> bool:
        return self.context.kind(reference) in _POWERS

    def _is_empty(self, verb: int) -> bool:
        """Whether "it" is but the forerunner of a clause: "it was clear that"."""
        words = self.words
        if words.lemma[verb] in self.lexicon.members("pronouns.empty"):
            return True
        clauses = {"ccomp", "xcomp", "advcl", "csubj"}
        return words.lemma[verb] in self.lexicon.members("grammar.be") and any(
            words.dep[child] in clauses for child in words.children[verb]
        )
