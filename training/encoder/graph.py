"""Writes an encoder as an ONNX graph of 8-bit weights, built by hand from the operators that onnxruntime runs fastest.

Measured on one busy core with AVX-512 VNNI, 1,000 words (1,350 pieces): three layers 55 ms, four 70 ms, in 32 bits
twice that. SkipLayerNormalization, which onnxruntime would of an addition and a LayerNormalization, costs a quarter
more: load the graphs with basic optimisation only. Short and long sequences cost the same a piece, so send each at its
own length: filling up to one length only adds pieces.
"""

from __future__ import annotations

import numpy as np
import onnx
from encoder.model import EPSILON, Encoder
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

CONTRIB = "com.microsoft"
STEPS = 63
"""The largest 8-bit weight: 7 bits, because processors without VNNI add two products in 16 bits, which 8 overflow."""


class Graph:
    """Nodes and constants of a graph that is being built; each method adds nodes and gives the name of their result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, values: np.ndarray) -> str:
        name = self._name("c")
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: object) -> str:
        """Adds one node; where it has several results, their names are joined by spaces."""
        names = [self._name(kind) for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return " ".join(names)

    def linear(self, x: str, module: nn.Linear) -> str:
        """A linear layer with 8-bit weights, one scale a column; its input is quantised as it comes."""
        weights = array(module.weight).T
        scale = np.maximum(np.abs(weights).max(0), 1e-8) / STEPS
        whole = np.round(weights / scale).astype(np.int8)
        zero = np.zeros(weights.shape[1], np.int8)
        constants = [self.constant(each) for each in (whole, scale.astype(np.float32), zero, array(module.bias))]
        return self.add("DynamicQuantizeMatMul", x, *constants, domain=CONTRIB)

    def exact(self, x: str, module: nn.Linear) -> str:
        """A linear layer in 32 bits, for small heads."""
        product = self.add("MatMul", x, self.constant(array(module.weight).T))
        return self.add("Add", product, self.constant(array(module.bias)))

    def table(self, ids: str, module: nn.Embedding) -> str:
        """An embedding in 8 bits, one scale a row."""
        weights = array(module.weight)
        scale = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-8) / 127
        rows = self.constant(np.round(weights / scale).astype(np.int8))
        scales = self.constant(scale.astype(np.float32))
        found = self.add("Cast", self.add("Gather", rows, ids), to=TensorProto.FLOAT)
        return self.add("Mul", found, self.add("Gather", scales, ids))

    def encoder(self, ids: str, places: str, module: Encoder, extra: str | None = None) -> str:
        """Hidden states (batch, length, 384) of the pieces ids at places, both (batch, length) of int64."""
        x = self.table(ids, module.pieces)
        if extra is not None:
            x = self.add("Add", x, extra)
        placed = self.add("Gather", self.constant(array(module.places.weight)), places)
        x = self._norm(x, placed, module.norm)
        for layer in module.layers:
            qkv = self.add("Split", self.linear(x, layer.qkv), outputs=3, axis=2, num_outputs=3).split()
            seen = self.add("MultiHeadAttention", *qkv, domain=CONTRIB, num_heads=layer.heads)
            x = self._norm(self.linear(seen, layer.out), x, layer.norm_attention)
            wide = self.add("FastGelu", self.linear(x, layer.widen), domain=CONTRIB)
            x = self._norm(self.linear(wide, layer.narrow), x, layer.norm)
        return x

    def model(self, inputs: dict[str, tuple[int, list[str | int]]], outputs: dict[str, str]) -> onnx.ModelProto:
        """The finished model; inputs are name -> (type, shape), outputs are name -> the result to give."""
        for name, result in outputs.items():
            self.nodes.append(helper.make_node("Identity", [result], [name]))
        graph = helper.make_graph(
            self.nodes,
            "memcon",
            [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            self.constants,
        )
        versions = [helper.make_opsetid("", 18), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)

    def _norm(self, x: str, other: str, module: nn.LayerNorm) -> str:
        scale, shift = self.constant(array(module.weight)), self.constant(array(module.bias))
        return self.add("LayerNormalization", self.add("Add", x, other), scale, shift, axis=-1, epsilon=EPSILON)

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind}_{self._count}"


def array(tensor: Tensor) -> np.ndarray:
    """The values of a tensor in 32 bits."""
    return tensor.detach().float().numpy()
