"""spaCy's pipelines as they run fastest on any processor, with the results of spaCy's own settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc
    from thinc.api import Model
    from threadpoolctl import ThreadpoolController

BATCH = 64
"""Pieces of a text that a pipeline takes side by side."""
_RULER = "attribute_ruler"
_LEMMATIZER = "lemmatizer"
_KNOWN = "lemma_index"
"""The lemmatizer's table of the lemmas of each part of speech."""
_ASKED = ("TAG", "DEP", "LOWER", "IS_SPACE")
"""What a ruler may ask of a word for its answer to be remembered."""
_TOLD = ("TAG", "DEP", "POS", "MORPH", "LEMMA")
"""What a ruler says of a word."""
_MOST = 50_000
"""Words remembered at most: hostile texts may have any number of them."""
_OPENING, _CLOSING = ["extract_features", "list2ragged"], "ragged2list"
"""The layers around those that know nothing of a word but its features."""


def load(package: str) -> Language:
    """Loads the pipeline that a package holds; raises ImportError where the package is not installed.

    Matrix products are numpy's: spaCy's own (BLIS) run as plain C on processors that its build does not know, AMD's
    among them, at a quarter of the speed. So are the steps between them, which thinc goes through value by value. Its
    attribute ruler compares every word with every rule, which costs as much as tagging; here it is asked about each
    kind of word once, its lemmatizer about each word of a kind, and the first layers about each word.
    """
    nlp: Language = import_module(package).load()
    _use_numpy(nlp)
    if nlp.has_pipe(_RULER):
        _remember(nlp)
    if nlp.has_pipe(_LEMMATIZER):
        _replace(nlp, _LEMMATIZER, _Lemmas(nlp.get_pipe(_LEMMATIZER)))
    return nlp


@contextmanager
def single_thread() -> Iterator[None]:
    """Keeps numpy's matrix products on one thread: at the sizes of a parse, a second one only burns its core."""
    with _threads().limit(limits=1, user_api="blas"):
        yield


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _use_numpy(nlp: Language) -> None:
    from thinc.api import Model, NumpyOps

    products = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in replace_layers(model).walk() if isinstance(model, Model) else ():
            node.ops = products


def replace_layers(model: Model[Any, Any]) -> Model[Any, Any]:
    """Puts faster layers in the place of those of a model, which cannot be trained from then on, and gives it back.

    Those that look at one word alone remember what they made of it.
    """
    from thinc.api import Model

    faster = {"maxout": _maxout, "layernorm": _layernorm}
    for node in list(model.walk()):
        if node.name in faster:
            model.replace_node(node, Model(node.name, faster[node.name](node)))
    for node in list(model.walk()):
        if [layer.name for layer in node.layers[:2]] == _OPENING and node.layers[-1].name == _CLOSING:
            layers = node.layers
            layers[2:-1] = [Model("remembered", _Vectors(layers[2:-1]))]
    return model


Forward = Callable[[Any, Any, bool], tuple[Any, Callable[..., Any]]]
"""What a layer of thinc does: its model, its input and whether it is trained -> its output and how that is undone."""


def _maxout(layer: Any) -> Forward:
    """The largest of several linear forms of the input; their weights lie so that like forms stand together."""
    from numpy import ascontiguousarray, maximum

    outputs, forms, inputs = layer.get_param("W").shape
    weights = ascontiguousarray(layer.get_param("W").transpose(2, 1, 0).reshape(inputs, forms * outputs))
    bias = layer.get_param("b").T.reshape(forms * outputs)

    def forward(model: Any, x: Any, is_train: bool) -> tuple[Any, Callable[..., Any]]:
        every = x @ weights
        every += bias
        best = every[:, :outputs]
        for start in range(outputs, forms * outputs, outputs):
            best = maximum(best, every[:, start : start + outputs])
        return best, _untrained

    return forward


def _layernorm(layer: Any) -> Forward:
    """Each row to a mean of 0 and a variance of 1, then scaled and shifted."""
    from numpy import einsum, float32, sqrt

    scale, shift = layer.get_param("G"), layer.get_param("b")
    size, least = float32(len(scale)), float32(1e-8)

    def forward(model: Any, x: Any, is_train: bool) -> tuple[Any, Callable[..., Any]]:
        found = x - x.sum(1, keepdims=True) / size
        variance = einsum("ij,ij->i", found, found) / size + least
        found /= sqrt(variance)[:, None]
        found *= scale
        found += shift
        return found, _untrained

    return forward


class _Vectors:
    """Layers that make a vector of a word's features alone, run once for all words of the same features.

    Threads may share it.
    """

    def __init__(self, layers: Iterable[Any]) -> None:
        from numpy import empty

        self._layers = tuple(layers)
        self._lock = Lock()
        self._rows: dict[bytes, int] = {}
        self._vectors: Any = empty((0, 1))

    def __call__(self, model: Any, words: Any, is_train: bool) -> tuple[Any, Callable[..., Any]]:
        """Gives a vector for each row of features; both are what thinc calls Ragged, the rows of several texts."""
        from numpy import ascontiguousarray
        from thinc.types import Ragged

        features = ascontiguousarray(words.dataXd)
        size, raw = features.itemsize * features.shape[1], features.tobytes()
        keys = [raw[start : start + size] for start in range(0, len(raw), size)]
        with self._lock:
            if len(self._rows) + len(keys) > _MOST:
                self._rows.clear()
            new: dict[bytes, int] = {}
            for number, key in enumerate(keys):
                if key not in self._rows:
                    new.setdefault(key, number)
            if new:
                self._add(new, self._run(features[list(new.values())]))
            found: Any = self._vectors[[self._rows[key] for key in keys]]
        return Ragged(found, words.lengths), _untrained

    def _run(self, features: Any) -> Any:
        for layer in self._layers:
            features = layer.predict(features)
        return features

    def _add(self, keys: Iterable[bytes], found: Any) -> None:
        """Keeps new vectors in a table that grows to twice what it needs."""
        from numpy import empty

        start, end = len(self._rows), len(self._rows) + len(found)
        if end > len(self._vectors):
            table: Any = empty((2 * end, found.shape[1]), found.dtype)
            table[: len(self._vectors)] = self._vectors
            self._vectors = table
        self._vectors[start:end] = found
        self._rows.update(zip(keys, range(start, end), strict=True))


def _untrained(*_: Any) -> Any:
    raise NotImplementedError("pipelines are loaded to be run, not trained")


def _remember(nlp: Language) -> None:
    """Puts a ruler that remembers in the place of the pipeline's, where its rules allow that."""
    ruler: Any = nlp.get_pipe(_RULER)
    alone = [rule for rule in ruler.patterns if _width(rule) == 1]
    asked = [word for rule in alone for (word,) in rule["patterns"]]
    forms = [word["LOWER"] for word in asked if "LOWER" in word]
    if any(key not in _ASKED for word in asked for key in word) or not all(map(_is_known, forms)):
        return
    together = [rule for rule in ruler.patterns if _width(rule) != 1]
    _replace(nlp, _RULER, _Remembering(_ruler(nlp, alone), _ruler(nlp, together), forms))


def _replace(nlp: Language, name: str, pipe: Callable[[Doc], Doc]) -> None:
    """Puts a pipe of memcon's in the place of the one of a name."""
    from spacy.language import Language

    Language.component(f"memcon_{name}", func=pipe)
    nlp.replace_pipe(name, f"memcon_{name}")


def _is_known(form: Any) -> bool:
    """Whether what a rule asks of a form is a word, a list of words or a pattern."""
    return isinstance(form, str) or form.keys() <= {"IN", "REGEX"}


def _width(rule: Mapping[str, Any]) -> int:
    """The number of words that a rule looks at; 0 where its patterns differ in that."""
    widths = {len(pattern) for pattern in rule["patterns"]}
    return widths.pop() if len(widths) == 1 else 0


def _ruler(nlp: Language, rules: list[Any]) -> AttributeRuler:
    from spacy.pipeline import AttributeRuler

    ruler = AttributeRuler(nlp.vocab)
    ruler.add_patterns(rules)
    return ruler


class _Remembering:
    """An attribute ruler that is asked about each kind of word once.

    alone are its rules for single words, and forms what they ask of a word in lower case: words of the same tag and
    label are of one kind, unless one of those tells them apart.
    """

    def __init__(self, alone: Callable[[Doc], Doc], together: Callable[[Doc], Doc], forms: Iterable[Any]) -> None:
        self._alone, self._together = alone, together
        self._said: dict[tuple[int, int, str], list[int]] = {}
        self._words: dict[tuple[int, int, int], list[int]] = {}
        self._listed, self._patterns = set[str](), list[re.Pattern[str]]()
        for form in forms:
            self._listed |= {form} if isinstance(form, str) else set(form.get("IN", ()))
            if not isinstance(form, str) and "REGEX" in form:
                self._patterns.append(re.compile(form["REGEX"]))
        self._form = lru_cache(maxsize=_MOST)(self._told_apart)

    def __call__(self, doc: Doc) -> Doc:
        """Sets what the rules say of each word of a doc."""
        from numpy import array

        if not len(doc):
            return doc
        words = zip(*doc.to_array(["TAG", "DEP", "LOWER"]).T.tolist(), strict=True)
        column: Any = array([self._words.get(word) or self._ask(doc, *word) for word in words], dtype="uint64")
        doc.from_array(list(_TOLD), column)
        return self._together(doc)

    def _ask(self, doc: Doc, tag: int, dep: int, lower: int) -> list[int]:
        """What the rules say of a word of this tag, label and lower-case form."""
        from spacy.tokens import Doc

        strings = doc.vocab.strings
        kind = (tag, dep, self._form(strings[lower]))
        if kind not in self._said:
            one = Doc(doc.vocab, [strings[lower]], [False], tags=[strings[tag]], deps=[strings[dep]])
            self._said[kind] = self._alone(one).to_array(list(_TOLD)).tolist()[0]
        if len(self._words) >= _MOST:
            self._words.clear()
        self._words[tag, dep, lower] = self._said[kind]
        return self._said[kind]

    def _told_apart(self, word: str) -> str:
        """A word in lower case where a rule may tell it from others of its tag and label; one space for white space."""
        if word.isspace():
            return " "
        return word if word in self._listed or any(pattern.search(word) for pattern in self._patterns) else ""


class _Lemmas:
    """A lemmatizer that is asked once about each word with its part of speech and features.

    spaCy looks for a lemma among tens of thousands in a list; here they are sets.
    """

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        if lemmatizer.lookups.has_table(_KNOWN):
            known = lemmatizer.lookups.get_table(_KNOWN)
            for part in list(known):
                known[part] = frozenset(known[part])
        self._said: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Sets the lemma of each word of a doc that has none yet."""
        from numpy import array

        rows = doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()
        lemmas = [lemma or self._ask(doc, at, (orth, pos, morph)) for at, (orth, pos, morph, lemma) in enumerate(rows)]
        if lemmas:
            column: Any = array(lemmas, dtype="uint64").reshape(-1, 1)
            doc.from_array(["LEMMA"], column)
        return doc

    def _ask(self, doc: Doc, at: int, word: tuple[int, int, int]) -> int:
        if word not in self._said:
            if len(self._said) >= _MOST:
                self._said.clear()
            self._said[word] = doc.vocab.strings.add(self._lemmatizer.lemmatize(doc[at])[0])
        return self._said[word]
