"""Russian: slovnet's models on razdel's tokens, lemmas by pymorphy3, labels brought to those of English.

natasha is installed for its data files alone; it is never imported, for it needs a part of setuptools that is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from memcon.knowledge import declension
from memcon.knowledge.parsing import ParseWords, load
from memcon.reading.parsers import attaching, binding, boundaries, clear, describing, freeing, mending, penn
from memcon.reading.parsers.rows import ENTITY_LABELS, Rows, repair
from memcon.reading.parsers.weights import located, missing

if TYPE_CHECKING:
    from spacy.tokens import Doc

_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_MORPH, _SYNTAX, _NER = (f"model/slovnet_{name}_news_v1.tar" for name in ("morph", "syntax", "ner"))
_DIGESTS = {
    _VECTORS: "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
    _MORPH: "54812762a641c742dbfa9c950c4b53bbb469301983077ed01b9f074643d540d3",
    _SYNTAX: "0759ce82eaac4430f5b4ac27b2444aa6e4b6501ca38c2f45d62467265383d85e",
    _NER: "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e",
}
_BATCH = 32
_LEMMAS_KEPT = 50_000
_LONGEST = 40
"""Letters of the longest word that a dictionary is asked for."""
_POS = {
    "NOUN": frozenset({"NOUN"}),
    "PROPN": frozenset({"NOUN", "ADJF"}),
    "ADJ": frozenset({"ADJF", "ADJS", "COMP", "PRTF", "PRTS"}),
    "VERB": frozenset({"VERB", "INFN", "PRTF", "PRTS", "GRND"}),
    "AUX": frozenset({"VERB", "INFN"}),
    "PRON": frozenset({"NPRO", "ADJF", "NOUN"}),
    "DET": frozenset({"ADJF", "NPRO"}),
    "NUM": frozenset({"NUMR", "ADJF", "NOUN"}),
    "ADV": frozenset({"ADVB", "PRED", "COMP"}),
}
"""Part of speech -> what pymorphy3 may call such a word."""
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_NAMES = ("Surn", "Name", "Patr", "Geox", "Orgn", "Abbr")
_TENSES = {"Past": "past", "Pres": "pres", "Fut": "futr"}
_NUMBERS = {"Sing": "sing", "Plur": "plur"}


class Russian:
    """The Russian parser."""

    def __init__(self) -> None:
        root = located("natasha", "natasha/data", _DIGESTS, "russian")
        try:
            slovnet, navec = import_module("slovnet"), import_module("navec")
            self._tokenize = import_module("razdel").tokenize
            self._lemmas = _Lemmas(import_module("pymorphy3").MorphAnalyzer(lang="ru"))
        except ImportError:
            raise missing("russian") from None
        from spacy import blank

        self._words = load("ru")
        self._vocab = blank("ru").vocab
        vectors = navec.Navec.load(root / _VECTORS)
        self._morph = slovnet.Morph.load(root / _MORPH, batch_size=_BATCH).navec(vectors).infer
        self._syntax = slovnet.Syntax.load(root / _SYNTAX, batch_size=_BATCH).navec(vectors).infer
        self._ner = slovnet.NER.load(root / _NER, batch_size=_BATCH).navec(vectors).infer

    def parse(self, pieces: Iterable[str]) -> Iterator[Doc]:
        """A Doc for each piece of text, with CLEAR labels."""
        for text in pieces:
            rows = self._rows(text)
            attaching.attach(rows, self._words)
            mending.mend(rows, self._words)
            binding.bind(rows, self._words)
            attaching.settle(rows, self._words)
            freeing.free(rows, self._words)
            describing.describe(rows, self._words)
            clear.convert(rows, self._words)
            penn.tag(rows, self._words)
            yield rows.doc(self._vocab)

    def _rows(self, text: str) -> Rows:
        words, spaces = self._cut(text)
        size = len(words)
        rows = Rows(
            words=words,
            spaces=spaces,
            lemmas=list(words),
            pos=["SPACE"] * size,
            feats=[""] * size,
            deps=["dep"] * size,
            heads=list(range(size)),
            entities=["O"] * size,
            tags=[""] * size,
        )
        sentences = _sentences(words, boundaries.starts(words, spaces, self._words.abbreviations))
        self._annotate(rows, sentences)
        _hang_blanks(rows, sentences)
        rows.starts = [tokens[0] for tokens in sentences if tokens]
        return rows

    def _cut(self, text: str) -> tuple[list[str], list[bool]]:
        """The tokens of a text, white space beyond one blank included, and whether a blank follows each."""
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for token in self._tokenize(text):
            _add_blanks(text[at : token.start], words, spaces)
            words.append(token.text)
            spaces.append(False)
            at = token.stop
        _add_blanks(text[at:], words, spaces)
        return words, spaces

    def _annotate(self, rows: Rows, sentences: Sequence[Sequence[int]]) -> None:
        """Fills in what the models say of each sentence, the longest first, so that batches are even."""
        ordered = sorted((tokens for tokens in sentences if tokens), key=len, reverse=True)
        texts = [[rows.words[token] for token in tokens] for tokens in ordered]
        if not texts:
            return
        tagged = zip(ordered, self._morph(texts), self._syntax(texts), _entities(self._ner, texts), strict=True)
        for tokens, morph, syntax, labels in tagged:
            root = None
            for place, (token, told, tied) in enumerate(zip(tokens, morph.tokens, syntax.tokens, strict=True)):
                rows.pos[token] = self._pos(rows.words[token], told.pos, labels[place])
                feats = "|".join(f"{key}={value}" for key, value in sorted(told.feats.items()))
                rows.feats[token] = self._lemmas.feats_of(rows.words[token], rows.pos[token], feats)
                rows.deps[token] = tied.rel
                above = int(tied.head_id) - 1
                rows.heads[token] = tokens[above] if 0 <= above < len(tokens) else token
                if rows.heads[token] == token and root is None:
                    root = token
                rows.entities[token] = _entity(labels[place])
                rows.lemmas[token] = self._words.lemmas.get(rows.words[token].lower()) or self._lemmas.of(
                    rows.words[token], rows.pos[token], rows.feats[token]
                )
            _one_tree(rows, tokens, tokens[0] if root is None else root)
            _mend(rows, tokens, self._words)

    def _pos(self, word: str, pos: str, label: str) -> str:
        """The tagger's part of speech, put right where the dictionary knows a word as nothing but another."""
        if self._is_common(word, pos, label):
            return "NOUN"
        return "ADV" if pos == "VERB" and self._lemmas.is_adverb(word) else pos

    def _is_common(self, word: str, pos: str, label: str) -> bool:
        """Whether a word that the tagger takes for a name is a noun with a capital: "Президент", in official style."""
        return pos == "PROPN" and label == "O" and not word.isupper() and self._lemmas.is_common(word)


class _Lemmas:
    """Dictionary forms by pymorphy3, each combination of word and features looked up once."""

    def __init__(self, analyzer: Any) -> None:
        self._analyzer = analyzer
        self._names = declension.load("ru")
        self.of = lru_cache(maxsize=_LEMMAS_KEPT)(self._of)
        self.feats_of = lru_cache(maxsize=_LEMMAS_KEPT)(self._feats_of)

    def is_common(self, word: str) -> bool:
        """Whether the dictionary holds a word and only as a common noun."""
        if not self._analyzer.word_is_known(word):
            return False
        return not any(mark in parse.tag for parse in self._analyzer.parse(word) for mark in _NAMES)

    def is_adverb(self, word: str) -> bool:
        """Whether the dictionary holds a word and only as an adverb: "втроём"."""
        if len(word) > _LONGEST or not self._analyzer.word_is_known(word):
            return False
        return all(str(parse.tag.POS) == "ADVB" for parse in self._analyzer.parse(word))

    def _feats_of(self, word: str, pos: str, feats: str) -> str:
        """The features of a noun or verb, with the number, case or tense put right that its form cannot have."""
        if pos not in ("NOUN", "VERB") or len(word) > _LONGEST or not self._analyzer.word_is_known(word):
            return feats
        tags = [parse.tag for parse in self._analyzer.parse(word) if str(parse.tag.POS) == pos]
        wanted = dict(one.split("=", 1) for one in feats.split("|") if "=" in one)
        checked = (("Number", _NUMBERS), ("Case", _CASES)) if pos == "NOUN" else (("Tense", _TENSES),)
        if pos == "VERB" and "Tense" not in wanted:
            return feats
        for key, names in checked:
            mark = names.get(wanted.get(key, ""))
            fitting = [tag for tag in tags if mark is not None and mark in tag]
            if tags and not fitting:
                wanted[key] = next((ours for ours, theirs in names.items() if theirs in tags[0]), wanted.get(key, ""))
            tags = fitting or tags
        return "|".join(f"{key}={value}" for key, value in sorted(wanted.items()) if value)

    def _of(self, word: str, pos: str, feats: str) -> str:
        """The dictionary form of a word that the tagger has called pos with feats; capitals as in the word."""
        if len(word) > _LONGEST or not word[:1].isalpha():
            return word
        wanted = dict(one.split("=", 1) for one in feats.split("|") if "=" in one)
        marks = [
            _CASES.get(wanted.get("Case", ""), ""),
            _GENDERS.get(wanted.get("Gender", ""), ""),
            _NUMBERS.get(wanted.get("Number", ""), ""),
        ]
        best, best_score = word.lower(), -1.0
        if pos == "PROPN" and not self._analyzer.word_is_known(word):
            return self._names.nominative(word, wanted.get("Case", ""))
        for parse in self._analyzer.parse(word):
            tag = parse.tag
            fits = str(tag.POS) in _POS.get(pos, ())
            score = 4.0 * fits + sum(mark in tag for mark in marks if mark) + min(float(parse.score), 1.0) / 2
            if pos == "PROPN":
                score += ("Surn" in tag or "Name" in tag or "Geox" in tag) / 2
            if score > best_score:
                best, best_score = str(parse.normal_form), score
        if word[:1].isupper() and pos == "PROPN":
            return best.upper() if word.isupper() and len(word) > 1 else best[:1].upper() + best[1:]
        return best


def _add_blanks(blanks: str, words: list[str], spaces: list[bool]) -> None:
    """Takes in the white space after a token: one blank belongs to it, the rest is a token of its own."""
    if not blanks:
        return
    if words and blanks[0] == " ":
        spaces[-1] = True
        blanks = blanks[1:]
    if blanks:
        words.append(blanks)
        spaces.append(False)


def _sentences(words: Sequence[str], begins: Sequence[bool]) -> list[list[int]]:
    """The tokens of each sentence that are no white space."""
    found: list[list[int]] = []
    for token, begin in enumerate(begins):
        if begin:
            found.append([])
        if found and not words[token].isspace():
            found[-1].append(token)
    return found


def _hang_blanks(rows: Rows, sentences: Sequence[Sequence[int]]) -> None:
    """Hangs white space from the token before it, or at the start of the text from the token after it."""
    for token, pos in enumerate(rows.pos):
        if pos == "SPACE":
            before = token - 1 if token else (sentences[0][0] if sentences and sentences[0] else token)
            rows.heads[token] = before


def _entities(ner: Any, texts: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The labels of each token, by the parts of slovnet's own NER, which would cut the words itself."""
    labels: Iterator[Sequence[str]] = ner.decoder(ner.process(ner.encoder(texts)))
    return labels


def _entity(label: str) -> str:
    iob, _, kind = label.partition("-")
    known = ENTITY_LABELS.get(kind)
    return f"{iob}-{known}" if known else "O"


def _one_tree(rows: Rows, tokens: Sequence[int], root: int) -> None:
    """Makes one tree of a sentence; what was a second root is set beside the first."""
    for token in tokens:
        if token != root and rows.heads[token] == token:
            rows.heads[token] = root
            rows.deps[token] = "parataxis" if rows.pos[token] in ("VERB", "AUX") else "dep"
    blanks = [token for token in range(tokens[0], tokens[-1] + 1) if rows.pos[token] == "SPACE"]
    for blank in blanks:
        rows.heads[blank] = root
    rows.deps[root] = "root"
    repair(rows.heads, tokens[0], tokens[-1], root)


def _mend(rows: Rows, tokens: Sequence[int], words: ParseWords) -> None:
    """Entities that follow one another without a break are one; forms of "to be" beside an infinitive are auxiliary."""
    previous = "O"
    for token in tokens:
        label = rows.entities[token]
        if label.startswith("I-") and previous[2:] != label[2:]:
            rows.entities[token] = "B-" + label[2:]
        previous = rows.entities[token]
        if rows.words[token].lower() in words.modals and rows.deps[token] == "cop":
            head = rows.heads[token]
            if rows.has(head, "VerbForm=Inf"):
                rows.deps[token] = "aux"
