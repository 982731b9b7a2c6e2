"""The event classifier in PyTorch: an encoder, and one linear layer over both marks and the mean."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from encoder.graph import Graph
from encoder.model import WIDTH, Encoder
from onnx import TensorProto
from torch import Tensor, nn

from memcon.reading.event_types import MARKS, TYPES


class Classifier(nn.Module):
    """Pieces with the places of both marks -> a score for each of TYPES."""

    def __init__(self, wheel: Path, layers: int) -> None:
        super().__init__()
        self.encoder = Encoder(wheel, layers)
        self.extra = nn.Embedding(len(MARKS) + 1, WIDTH, padding_idx=0)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(3 * WIDTH, len(TYPES))
        nn.init.zeros_(self.extra.weight)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, pieces: Tensor, mask: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """mask is True where a piece is; source and target are the places of the marks before the two."""
        marks = pieces * (pieces <= len(MARKS)) * mask
        hidden = self.encoder(pieces, mask, self.extra(marks))
        rows = torch.arange(len(pieces))
        filled = mask.unsqueeze(2).to(hidden.dtype)
        mean = (hidden * filled).sum(1) / filled.sum(1)
        return self.head(self.dropout(torch.cat([hidden[rows, source], hidden[rows, target], mean], 1)))

    def export(self) -> onnx.ModelProto:
        """The model for onnxruntime: pieces and places (1, length), marks (2) -> scores (1, types)."""
        with torch.no_grad():  # what is learned of the marks becomes part of their pieces
            for mark in MARKS:
                self.encoder.pieces.weight[mark] += self.extra.weight[mark]
        graph = Graph()
        hidden = graph.encoder("pieces", "places", self.encoder)
        marked = graph.add("Gather", hidden, "marks", axis=1)
        shape = graph.constant(np.array([1, 2 * WIDTH], dtype=np.int64))
        mean = graph.add("ReduceMean", hidden, graph.constant(np.array([1], dtype=np.int64)), keepdims=0)
        joined = graph.add("Concat", graph.add("Reshape", marked, shape), mean, axis=1)
        scores = graph.exact(joined, self.head)
        whole = TensorProto.INT64
        inputs = {"pieces": (whole, [1, "length"]), "places": (whole, [1, "length"]), "marks": (whole, [2])}
        return graph.model(inputs, {"scores": scores})
