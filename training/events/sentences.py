"""Makes labelled sentences for the event classifier out of clauses.tsv: python sentences.py > sentences.jsonl (seeded).

Every clause is put into several tenses and the passive, with actors of the list it names. By the manual's rule for
things to come, a friendly act that is promised becomes AGREE, a hostile one that is threatened THREATEN, a friendly
one that is refused REJECT, and one asked of the other side REQUEST.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
FRIENDLY = {"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
HOSTILE = {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
PLURAL = re.compile(
    r"\w(s|police|people|soldiers|forces)$|^(three|two|dozens|thousands|12)\b|troops|police|Taliban", re.I
)
SINGULAR = re.compile(
    r"^(the )?(united|kremlin|philippines|white house|paris|netherlands|authorities of)|\b(us|U\.S\.|tarsen motors)$",
    re.I,
)
ITS = re.compile(r"\bits\b")
VOWELS = "aeiou"


def load(name: str) -> dict:
    return tomllib.loads((HERE / name).read_text("utf-8"))


def clauses() -> list[tuple[str, str, str]]:
    lines = (HERE / "clauses.tsv").read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


class English:
    """Puts base forms into tenses."""

    def __init__(self, irregular: dict[str, list[str]]) -> None:
        self.irregular = irregular

    def past(self, verb: str) -> str:
        return self.irregular[verb][0] if verb in self.irregular else self._regular(verb)

    def participle(self, verb: str) -> str:
        return self.irregular[verb][1] if verb in self.irregular else self._regular(verb)

    def present(self, verb: str, *, plural: bool) -> str:
        if verb == "be":
            return "are" if plural else "is"
        if plural or verb == "are":
            return verb
        if verb == "have":
            return "has"
        if verb.endswith("y") and verb[-2] not in VOWELS:
            return verb[:-1] + "ies"
        return verb + ("es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else "s")

    def gerund(self, verb: str) -> str:
        past = self._regular(verb) if verb not in self.irregular else self.irregular[verb][0]
        doubled = past.endswith("ed") and len(past) > len(verb) + 2
        if doubled:
            return past[:-2] + "ing"
        return (verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "be")) else verb) + "ing"

    @staticmethod
    def _regular(verb: str) -> str:
        if verb.endswith("e"):
            return verb + "d"
        if verb.endswith("y") and verb[-2] not in VOWELS:
            return verb[:-1] + "ied"
        return verb + "ed"


class Maker:
    """Makes sentences of clauses, each with its label."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.actors: dict[str, list[str]] = load("actors.toml")
        words = load("words.toml")
        self.english = English(words["irregular"])
        self.frames: list[str] = words["frames"]["plain"]
        self.futures: dict[str, list[str]] = words["futures"]

    def all(self, each: int) -> Iterator[tuple[str, str]]:
        """Labels and marked sentences: each clause as often as said, and what becomes of it when it is to come."""
        for code, who, clause in clauses():
            label = code.partition(".")[0]
            for number in range(each):
                yield label, self.told(who, clause, passive=number == 1)
            if label in FRIENDLY:
                if self.random.random() < 0.5:
                    yield "AGREE", self.to_come(who, clause, "promised")
                if self.random.random() < 0.4:
                    yield "REJECT", self.to_come(who, clause, "refused")
                if self.random.random() < 0.3:
                    yield "REQUEST", self.asked(who, clause)
            elif label in HOSTILE and self.random.random() < 0.4:
                yield "THREATEN", self.to_come(who, clause, "threatened")

    def told(self, who: str, clause: str, *, passive: bool) -> str:
        """The clause as something that was done."""
        subject, target, verb, rest = self._parts(who, clause)
        if passive and rest.startswith(" {T}") and verb not in ("are", "be"):
            by = f"by <s>{subject}</s>"
            tail = rest.removeprefix(" {T}")
            be = self.random.choice(("was", "has been", "had been") if not _plural(target) else ("were", "have been"))
            body = f"<t>{target}</t> {be} {self.english.participle(verb)} {by}{tail}"
            return self._framed(body)
        plural = _plural(subject)
        form = self.random.choice(
            (
                self.english.past(verb) if verb not in ("are", "be") else ("were" if plural else "was"),
                self.english.past(verb) if verb not in ("are", "be") else ("were" if plural else "was"),
                self.english.present(verb, plural=plural),
                ("have " if plural else "has ") + self.english.participle(verb),
                ("are " if plural else "is ") + self.english.gerund(verb),
                "had " + self.english.participle(verb),
            )
        )
        return self._framed(f"<s>{subject}</s> {form}{rest.replace('{T}', f'<t>{target}</t>')}")

    def to_come(self, who: str, clause: str, how: str) -> str:
        """The clause as something promised, threatened or refused."""
        subject, target, verb, rest = self._parts(who, clause)
        verb = "be" if verb == "are" else verb
        opening = self.random.choice(self.futures[how])
        if _plural(subject):
            opening = re.sub("^is ", "are ", re.sub("^has ", "have ", opening))
        return self._framed(f"<s>{subject}</s> {opening} {verb}{rest.replace('{T}', f'<t>{target}</t>')}")

    def asked(self, who: str, clause: str) -> str:
        """The clause as something that one side asks of the one who would do it."""
        doer, third, verb, rest = self._parts(who, clause)
        asker = self.random.choice([one for one in self.actors["gov"] if one not in (doer, third)])
        opening = self.random.choice(self.futures["requested"]).replace("{T}", f"<t>{doer}</t>")
        verb = "be" if verb == "are" else verb
        return self._framed(f"<s>{asker}</s> {opening} {verb}{rest.replace('{T}', third)}")

    def _parts(self, who: str, clause: str) -> tuple[str, str, str, str]:
        verb, _, rest = clause.partition(" ")
        kind = re.search(r"\{T:(\w+)\}", rest)
        if kind is None:
            raise ValueError(f"no other side in {clause!r}")
        subject = self.random.choice(self.actors[who])
        target = self.random.choice([one for one in self.actors[kind[1]] if one != subject])
        rest = " " + rest.replace(kind[0], "{T}")
        return subject, target, verb, ITS.sub("their", rest) if _plural(subject) else rest

    def _framed(self, body: str) -> str:
        sentence = self.random.choice(self.frames).replace("{0}", body)
        opening = re.match(r"(?:<[st]>)?(.)", sentence)
        place = opening.start(1) if opening else 0
        return sentence[:place] + sentence[place].upper() + sentence[place + 1 :]


def _plural(name: str) -> bool:
    return bool(PLURAL.search(name)) and not SINGULAR.search(name)


def main() -> None:
    for label, sentence in Maker(seed=7).all(each=3):
        sys.stdout.write(json.dumps([label, sentence]) + "\n")


if __name__ == "__main__":
    main()
