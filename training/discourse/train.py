"""Trains the model of news discourse and writes src/memcon/weights/discourse-en.npz.

    python training/discourse/train.py TRAIN.jsonl

TRAIN is NewsDiscourse's train split. Needs memcon and scikit-learn (requirements.txt); about five minutes on one core.
Every article is learned from twice, as it is and without the furniture of its page, which memcon takes out. Prints what
five-fold cross-validation over documents finds, and the least newness that lets a fiftieth of previous and historical
events pass: LEAST of reading/discourse.py.
"""

from __future__ import annotations

import argparse
import hashlib
import io
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from memcon.evaluation.discourse import FURNITURE, MAIN, Article, read_set, units
from memcon.reading import times
from memcon.reading.discourse import NEW, OLD, describe, newness
from memcon.reading.parse import parse

WEIGHTS = Path(__file__).parents[2] / "src" / "memcon" / "weights"
LEAST_SEEN = 8
"""Sentences that a feature must be seen in, each being seen twice."""
STRENGTH = 0.005
"""Inverse strength of the L2 penalty, chosen by cross-validation."""
FOLDS = 5
LEAK = 0.02
"""The share of previous and historical events that may pass for new in cross-validation: dev leaks a little more."""
SMALLEST = 0.004
"""Weights below this in every class are left out."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("train", type=Path)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    whole, clean = (examples(list(read_set(options.train, leave_out))) for leave_out in (None, FURNITURE))
    described, labels, owners = (
        whole[0] + clean[0],
        *(np.concatenate(pair) for pair in zip(whole[1:], clean[1:], strict=True)),
    )
    seen = Counter(name for features in described for name in set(features))
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    table = matrix(described, names)
    validate(table, labels, owners, len(whole[1]))
    model = fit(table, labels)
    save(options.output, names, model)


def examples(articles: list[Article]) -> tuple[list[list[str]], np.ndarray, np.ndarray]:
    """The features and the category of every sentence, and the number of its article."""
    described, labels, owners = [], [], []
    for number, article in enumerate(articles):
        parsed = parse(article.document, "en")
        found = times.find(article.document, parsed, "en")
        described += describe(parsed, found, units(article, parsed))
        labels += [label for _, _, label in article.sentences]
        owners += [number] * len(article.sentences)
    return described, np.array(labels), np.array(owners)


def matrix(described: list[list[str]], names: list[str]) -> csr_matrix:
    """A row a sentence, a column a feature."""
    columns = {name: column for column, name in enumerate(names)}
    rows = [sorted({columns[name] for name in features if name in columns}) for features in described]
    starts = np.cumsum([0, *map(len, rows)])
    indices = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    return csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), len(names)))


def fit(table: csr_matrix, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(table, labels)


def validate(table: csr_matrix, labels: np.ndarray, owners: np.ndarray, whole: int) -> None:
    """Prints how the first `whole` rows fare over folds of documents, and the least newness that this holds at."""
    scores = np.zeros(len(labels))
    for fold in range(FOLDS):
        held = owners % FOLDS == fold
        model = fit(table[~held], labels[~held])
        chances = model.predict_proba(table[held])
        groups = (NEW, OLD, (FURNITURE,))
        scores[held] = newness(
            *(sum(chances[:, list(model.classes_).index(name)] for name in group) for group in groups)
        ) * (chances[:, list(model.classes_).index(FURNITURE)] < 0.5)
    scores, labels, owners = scores[:whole], labels[:whole], owners[:whole]
    background, main_event = np.isin(labels, OLD), labels == MAIN
    least = float(np.quantile(scores[background], 1 - LEAK))
    passed = scores > least
    found = len(set(owners[main_event & passed])) / len(set(owners[main_event]))
    print(f"least newness {least:.3f}: leak {passed[background].mean():.3f}, main event found {found:.3f}")
    print(f"main sentences found {passed[main_event].mean():.3f}, main of what passed {main_event[passed].mean():.3f}")


def save(folder: Path, names: list[str], model: LogisticRegression) -> None:
    """Writes the weights as whole steps of 1/127 of the largest, with their digest."""
    weights = model.coef_.T.astype(np.float32)
    bias = names.index("bias")
    weights[bias] += model.intercept_.astype(np.float32)
    kept = [row for row, name in enumerate(names) if name == "bias" or np.abs(weights[row]).max() >= SMALLEST]
    scale = np.maximum(np.abs(weights[kept]).max(axis=1, keepdims=True), 1e-9) / 127
    content = io.BytesIO()
    np.savez_compressed(
        content,
        classes=np.frombuffer("\n".join(model.classes_).encode(), dtype=np.uint8),
        names=np.frombuffer("\n".join(names[row] for row in kept).encode(), dtype=np.uint8),
        weights=np.round(weights[kept] / scale).astype(np.int8),
        scale=scale.astype(np.float32),
    )
    name = "discourse-en.npz"
    (folder / name).write_bytes(content.getvalue())
    digest = hashlib.sha256(content.getvalue()).hexdigest()
    (folder / f"{name}.sha256").write_text(f"{digest}  {name}\n", encoding="ascii")
    print(f"{name}: {len(kept)} features, {len(content.getvalue()) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
