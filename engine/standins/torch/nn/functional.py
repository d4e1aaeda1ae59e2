"""torch.nn.functional: activations and losses of tensors with one axis."""

from __future__ import annotations

from typing import Any

from .._tensor import Tensor, result


def relu(input: Tensor) -> Tensor:
    return input.relu()


def tanh(input: Tensor) -> Tensor:
    return input.tanh()


def sigmoid(input: Tensor) -> Tensor:
    return input.sigmoid()


def softmax(input: Tensor, dim: int = -1) -> Tensor:
    return input.softmax(dim)


def log_softmax(input: Tensor, dim: int = -1) -> Tensor:
    return input.log_softmax(dim)


def nll_loss(input: Tensor, target: Any) -> Tensor:
    """Of one sample: minus the logarithm of the probability of its class."""
    picked = -input[int(target)]
    return result(picked._values, (), picked.dtype, "NllLossBackward0", picked)


def cross_entropy(input: Tensor, target: Any) -> Tensor:
    return nll_loss(log_softmax(input), target)


def mse_loss(input: Tensor, target: Tensor) -> Tensor:
    squares: Tensor = (input - target) ** 2
    return squares.mean()


__all__ = ["cross_entropy", "log_softmax", "mse_loss", "nll_loss", "relu", "sigmoid", "softmax", "tanh"]
