"""The tagger in PyTorch, and as an ONNX graph of the same sums."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from encoder.graph import Graph
from encoder.model import INNER, WIDTH, Encoder
from onnx import TensorProto
from torch import Tensor, nn

from memcon.reading.statements.tagger import FACTS, OUTPUTS, POINTS, SPANS, STEPS

SIZES = (64, 64, 2, len(STEPS) + 2, 2 * len(STEPS) + 4)
"""How many values each fact of a word may take."""

HIDDEN = 128


class Tagger(nn.Module):
    """An encoder whose pieces know their word's facts, a head for words and a head for candidates."""

    def __init__(self, wheel: Path, layers: int, inner: int = INNER) -> None:
        super().__init__()
        self.encoder = Encoder(wheel, layers, inner)
        self.facts = nn.Embedding(sum(SIZES), WIDTH)
        nn.init.zeros_(self.facts.weight)
        self.register_buffer("offsets", torch.tensor([sum(SIZES[:number]) for number in range(len(SIZES))]))
        self.words = nn.Linear(WIDTH, len(OUTPUTS))
        self.mix = nn.Linear((POINTS + 2) * WIDTH + FACTS, HIDDEN)
        self.rate = nn.Linear(HIDDEN, 1)

    def forward(
        self,
        pieces: Tensor,
        mask: Tensor,
        facts: Tensor,
        owners: Tensor,
        points: Tensor,
        spans: Tensor,
        measures: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Logits (batch, n, OUTPUTS) and (c,); owners (c,) are the rows of the batch that candidates belong to."""
        hidden = self.encoder(pieces, mask, self.facts(facts + self.offsets).sum(2))
        sums = nn.functional.pad(hidden.float().cumsum(1), (0, 0, 1, 0))
        near = hidden[owners[:, None], points].flatten(1)
        rows = owners[:, None]
        totals = sums[rows, spans[..., 1]] - sums[rows, spans[..., 0]]
        sizes = (spans[..., 1] - spans[..., 0]).float()
        content = totals[:, :-1].sum(1) / sizes[:, :-1].sum(1, keepdim=True).clamp(min=1)
        source = totals[:, -1] / sizes[:, -1:].clamp(min=1)
        mixed = self.mix(torch.cat([near.float(), content, source, measures], 1))
        rated = self.rate(nn.functional.gelu(mixed, approximate="tanh"))
        return self.words(hidden.float()), rated[:, 0]

    def export(self) -> onnx.ModelProto:
        """The same sums as a graph for one sequence."""
        graph = Graph()
        add, constant = graph.add, graph.constant
        rows = add("Add", "facts", constant(self.offsets.numpy()))
        extra = add("ReduceSum", graph.table(rows, self.facts), constant(_whole(2)), keepdims=0)
        hidden = graph.encoder("pieces", "places", self.encoder, extra)
        words = graph.exact(hidden, self.words)
        flat = add("Squeeze", hidden, constant(_whole(0)))
        near = add("Reshape", add("Gather", flat, "points"), constant(_whole(-1, POINTS * WIDTH)))
        sums = add("CumSum", flat, constant(_whole(0)[0]))
        sums = add("Concat", constant(torch.zeros(1, WIDTH).numpy()), sums, axis=0)
        starts, ends = add("Split", "spans", outputs=2, axis=2, num_outputs=2).split()
        starts, ends = add("Squeeze", starts, constant(_whole(2))), add("Squeeze", ends, constant(_whole(2)))
        totals = add("Sub", add("Gather", sums, ends), add("Gather", sums, starts))
        sizes = add("Cast", add("Sub", ends, starts), to=TensorProto.FLOAT)
        split = constant(_whole(SPANS - 1, 1))
        contents, source = add("Split", totals, split, outputs=2, axis=1).split()
        content_sizes, source_size = add("Split", sizes, split, outputs=2, axis=1).split()
        least = constant(torch.ones(1).numpy())
        content_size = add("ReduceSum", content_sizes, constant(_whole(1)), keepdims=1)
        content = add("ReduceSum", contents, constant(_whole(1)), keepdims=0)
        content = add("Div", content, add("Max", content_size, least))
        source = add("Div", add("Squeeze", source, constant(_whole(1))), add("Max", source_size, least))
        mixed = graph.exact(add("Concat", near, content, source, "measures", axis=1), self.mix)
        rated = graph.exact(add("FastGelu", mixed, domain="com.microsoft"), self.rate)
        whole, real = TensorProto.INT64, TensorProto.FLOAT
        return graph.model(
            {
                "pieces": (whole, [1, "n"]),
                "places": (whole, [1, "n"]),
                "facts": (whole, [1, "n", len(SIZES)]),
                "points": (whole, ["c", POINTS]),
                "spans": (whole, ["c", SPANS, 2]),
                "measures": (real, ["c", FACTS]),
            },
            {"words": words, "rated": add("Squeeze", rated, constant(_whole(1)))},
        )


def _whole(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)
