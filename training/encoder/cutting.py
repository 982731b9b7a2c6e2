"""Cuts the attention heads and inner units that a trained encoder needs least.

How much one is needed is told by the gradient of the loss by a gate on what it gives, summed over some batches (Michel,
Levy and Neubig 2019, "Are Sixteen Heads Really Better than One?"); of all layers together the most needed stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import torch
from encoder.model import DEPTH, Encoder, Layer
from torch import Tensor, nn

STEP = 16
"""Inner units of a layer are kept in multiples of this, as the runtime multiplies them."""


def cut(encoder: Encoder, losses: Iterable[Callable[[], Tensor]], heads: int, units: int) -> None:
    """Leaves so many heads and inner units in all layers together; losses give the loss of a batch each."""
    gates = [(Gate(layer.out, DEPTH), Gate(layer.narrow, 1)) for layer in encoder.layers]
    for loss in losses:
        loss().backward()
    kept_heads = strongest([head.needed() for head, _ in gates], heads, 1)
    kept_units = strongest([unit.needed() for _, unit in gates], units, STEP)
    for layer, own_heads, own_units in zip(encoder.layers, kept_heads, kept_units, strict=True):
        narrow_down(layer, own_heads, own_units)


class Gate:
    """A factor of 1 on each group of inputs of a linear layer; needed takes it away and tells what was felt of it."""

    def __init__(self, module: nn.Linear, size: int) -> None:
        self._factors = nn.Parameter(torch.ones(module.in_features // size))
        self._felt = torch.zeros_like(self._factors)
        self._hook = module.register_forward_pre_hook(partial(self._pass, size))
        self._factors.register_post_accumulate_grad_hook(self._feel)

    def needed(self) -> Tensor:
        self._hook.remove()
        return self._felt

    def _pass(self, size: int, _: nn.Module, inputs: tuple[Tensor]) -> tuple[Tensor]:
        return (inputs[0] * self._factors.repeat_interleave(size),)

    def _feel(self, factors: Tensor) -> None:
        self._felt += factors.grad.abs()
        factors.grad = None


def strongest(needed: list[Tensor], count: int, step: int) -> list[Tensor]:
    """Which of each layer's stay of so many in all, in order; at least `step` of each, and a multiple of it."""
    least = torch.cat(needed).topk(count).values.min()
    sizes = [max(step, int((one >= least).sum()) // step * step) for one in needed]
    return [one.topk(size).indices.sort().values for one, size in zip(needed, sizes, strict=True)]


def narrow_down(layer: Layer, heads: Tensor, units: Tensor) -> None:
    """Leaves some heads and inner units of a layer."""
    inside = (heads[:, None] * DEPTH + torch.arange(DEPTH)).flatten()
    width = layer.out.in_features
    layer.qkv = rows(layer.qkv, torch.cat([inside + part * width for part in range(3)]))
    layer.out = columns(layer.out, inside)
    layer.widen, layer.narrow = rows(layer.widen, units), columns(layer.narrow, units)


def rows(module: nn.Linear, kept: Tensor) -> nn.Linear:
    """A linear layer with some of its outputs."""
    made = nn.Linear(module.in_features, len(kept))
    with torch.no_grad():
        made.weight.copy_(module.weight[kept])
        made.bias.copy_(module.bias[kept])
    return made


def columns(module: nn.Linear, kept: Tensor) -> nn.Linear:
    """A linear layer with some of its inputs."""
    made = nn.Linear(len(kept), module.out_features)
    with torch.no_grad():
        made.weight.copy_(module.weight[:, kept])
        made.bias.copy_(module.bias)
    return made
