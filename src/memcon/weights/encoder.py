"""Trained models as onnxruntime runs them, and the word pieces they read; every file is checked before it is used."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from memcon.errors import KnowledgeError

if TYPE_CHECKING:
    import numpy as np
    from tokenizers import Tokenizer

CLS, SEP = 101, 102
"""The pieces that every sequence starts and ends with, as in pre-training."""

_LONGEST_WORD = 100
"""Characters of a word that are read: longer ones are no words of any language."""

_MOST_WORDS = 50_000
"""Words whose pieces are remembered: each is cut in the same way wherever it stands."""

Pieces = list[tuple[int, ...]]
"""The word pieces of each word; empty for a word of white space or control characters."""


class Model:
    """A trained model; run gives its outputs in their order."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def run(self, inputs: Mapping[str, np.ndarray[Any, Any]]) -> list[np.ndarray[Any, Any]]:
        """Runs the model on arrays by the names of its inputs."""
        outputs: list[np.ndarray[Any, Any]] = self._session.run(None, dict(inputs))
        return outputs


@lru_cache(maxsize=4)
def load(name: str) -> Model:
    """Loads weights/<name>.onnx; raises KnowledgeError where it is missing or not what was published."""
    return started(checked(f"{name}.onnx"))


def started(graph: bytes) -> Model:
    """A model of a serialised ONNX graph, on one thread."""
    runtime = import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # the graphs are written as they run fastest: fusing their additions with the normalisation costs a fifth more
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return Model(runtime.InferenceSession(graph, options, providers=["CPUExecutionProvider"]))


def digest(file: str) -> str:
    """The SHA-256 that a file of this folder was published with, as <file>.sha256 states it."""
    try:
        return files(__package__).joinpath(f"{file}.sha256").read_text(encoding="ascii").split()[0]
    except (OSError, ValueError, IndexError) as error:
        raise KnowledgeError(f"no published digest of the weights {file}: reinstall memcon") from error


def pieces(words: Sequence[str]) -> Pieces:
    """The word pieces of words, without the pieces that start and end a sequence."""
    return [_cut(word[:_LONGEST_WORD]) for word in words]


@lru_cache(maxsize=_MOST_WORDS)
def _cut(word: str) -> tuple[int, ...]:
    encoded = _tokenizer().encode([word], is_pretokenized=True, add_special_tokens=False)
    return tuple(encoded.ids)


def sequences(lengths: Sequence[int], starts: Sequence[int], most: int) -> list[tuple[int, int]]:
    """Cuts words into runs [first, end) of at most `most` pieces, if it can be at one of starts (sentences, in order).

    lengths are the pieces of each word. A sentence longer than a run is cut where the run is full; a word longer than
    a run is a run alone.
    """
    runs: list[tuple[int, int]] = []
    first, filled = 0, 0
    for start, end in pairwise([*starts, len(lengths)]):
        size = sum(lengths[start:end])
        if filled and filled + size > most:
            runs.append((first, start))
            first, filled = start, 0
        if size <= most:
            filled += size
            continue
        for word in range(start, end):
            if filled and filled + lengths[word] > most:
                runs.append((first, word))
                first, filled = word, 0
            filled += lengths[word]
    if first < len(lengths):
        runs.append((first, len(lengths)))
    return runs


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_str(checked("wordpieces.json").decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def checked(file: str) -> bytes:
    """The content of a file of this folder; raises KnowledgeError where it is missing or not what was published."""
    try:
        content = files(__package__).joinpath(file).read_bytes()
    except OSError as error:
        raise KnowledgeError(f"the weights {file} are missing: reinstall memcon") from error
    if hashlib.sha256(content).hexdigest() != digest(file):
        raise KnowledgeError(f"the weights {file} are not those that were published: reinstall memcon")
    return content
