"""Whether a country's or a capital's name stands for its government or is a place ("Paris said", "in Paris")."""

from __future__ import annotations

from memcon.knowledge.titles import TitleWords
from memcon.reading.naming.words import COMPOUND, OBJECT, PASSIVE, POSSESSIVE, SUBJECT, Words

_DEPTH = 12
"""How many steps up the parse are followed."""


class Metonymy:
    """Tells governments from places by what the name depends on in the sentence."""

    def __init__(self, words: Words, lexicon: TitleWords) -> None:
        self.words = words
        self._lists = {
            key.partition(".")[2]: members for key, members in lexicon.words.items() if key.startswith("metonymy.")
        }
        self._be = lexicon.members("grammar.be")
        self._away = lexicon.members("places.away")
        self._accused = lexicon.members("acting.accused")

    def is_power(self, first: int, last: int, *, city: bool) -> bool:
        """Whether tokens first..last, a city's or a country's name, stand for a government."""
        words = self.words
        if self.opens_as_dateline(first, last):
            return False
        token = words.top(first, last)
        for _ in range(_DEPTH):
            if words.dep[token] != "conj" or words.head[token] == token:
                break
            token = words.head[token]
        dep, head = words.dep[token], words.head[token]
        if token > 0 and words.lower[token - 1] in self._lists["between"]:
            return self._after_preposition(token - 1, city=city)
        if dep in SUBJECT:
            return self._as_subject(dep, head, city=city)
        if dep in POSSESSIVE:
            return not (words.lemma[head] in self._lists["place_nouns"] and (city or words.lemma[head] != "people"))
        if dep in OBJECT:
            return words.lemma[head] not in self._lists["place_verbs" if city else "state_place_verbs"]
        if dep in {"pobj", "agent", "obl", "nmod", "pcomp"} and words.pos[head] in {"ADP", "SCONJ"}:
            return self._after_preposition(head, city=city)
        return False

    def opens_as_dateline(self, first: int, last: int) -> bool:
        """Whether a name opens a paragraph and a comma, dash or bracket follows: "Paris, 3 July —"."""
        words = self.words
        opens = first == 0 or words.paragraph[first - 1] != words.paragraph[first]
        following = words.text[last + 1][:1] if last + 1 < len(words) else ""
        return opens and (following in {",", "-", "–", "—", "(", ":", "/"} or following == "")

    def _as_subject(self, dep: str, verb: int, *, city: bool) -> bool:
        lemma, word = self.words.lemma[verb], self.words.lower[verb]
        if dep in PASSIVE and city:
            return lemma in self._accused
        if lemma in self._be and any(
            self.words.lemma[child] in self._lists["attitudes"] for child in self.words.children[verb]
        ):
            return True
        return not (city and {lemma, word} & self._lists["host_verbs"])

    def _after_preposition(self, preposition: int, *, city: bool) -> bool:
        words = self.words
        word = words.lower[preposition]
        governor = words.head[preposition]
        if word in self._lists["between"]:
            return not self._near(governor, self._lists["route"])
        if word in self._lists["place"]:
            return False
        if word in self._lists["power"]:
            return True
        calls = words.lemma[governor] in self._lists.get("calling", frozenset()) and words.pos[governor] == "VERB"
        if word not in self._lists["mixed"] or (calls and word in self._away):
            return False
        if self._near(governor, self._lists["utterance"]):
            return True
        if self._near(governor, self._lists["motion"]):
            return False
        return (
            not city and word in self._lists["mixed_state"] and words.pos[governor] in {"NOUN", "PROPN", "VERB", "ADJ"}
        )

    def _near(self, governor: int, lemmas: frozenset[str]) -> bool:
        """Whether the governor of a preposition, or a direct object beside it, is one of some words."""
        words = self.words
        if words.lemma[governor] in lemmas:
            return True
        if words.pos[governor] in {"VERB", "AUX"}:
            return any(
                words.dep[child] in OBJECT and words.lemma[child] in lemmas for child in words.children[governor]
            )
        return False


def modifies_noun(words: Words, first: int, last: int) -> bool:
    """Whether tokens first..last only describe a following noun ("the Paris summit", "NATO leaders")."""
    top = words.top(first, last)
    return words.dep[top] in COMPOUND and words.head[top] > last
