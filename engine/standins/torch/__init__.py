"""Stand-in for PyTorch: tensors of a few numbers on a class Value, to compare gradients with."""

from __future__ import annotations

import builtins
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ._tensor import DType, Tensor, bool_, float32, float64, int64, recording

__version__ = "2 (stand-in)"
dtype = DType
double, float, long = float64, float32, int64


def tensor(data: Any, *, dtype: DType | None = None, requires_grad: bool = False) -> Tensor:
    """A tensor of numbers: whole ones stay whole, others are in single precision."""
    if isinstance(data, Tensor):
        return data.detach().requires_grad_(requires_grad)
    plain = Tensor(data, dtype=float64)
    kind = dtype or _kind(data)
    made = Tensor([value.data for value in plain._values], dtype=kind)
    made.shape = plain.shape
    return made.requires_grad_(requires_grad)


def _kind(data: Any) -> DType:
    while isinstance(data, (list, tuple)) and data:
        data = data[0] if not any(isinstance(one, builtins.float) for one in data) else 0.5
    return bool_ if data is True or data is False else int64 if isinstance(data, int) else float32


def _filled(number: Any, shape: tuple[Any, ...], dtype: DType, requires_grad: bool) -> Tensor:
    lengths = shape[0] if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
    count = 1
    for length in lengths:
        count *= length
    made = Tensor([number] * count, dtype=dtype)
    made.shape = tuple(lengths)
    return made.requires_grad_(requires_grad)


def zeros(*size: Any, dtype: DType = float32, requires_grad: bool = False) -> Tensor:
    return _filled(0.0, size, dtype, requires_grad)


def ones(*size: Any, dtype: DType = float32, requires_grad: bool = False) -> Tensor:
    return _filled(1.0, size, dtype, requires_grad)


def manual_seed(seed: Any) -> None:
    """Nothing here is random; Python's `random` gets the seed."""
    random.seed(seed)


@contextmanager
def no_grad() -> Iterator[None]:
    """Operations inside are not remembered."""
    before, recording[0] = recording[0], False
    try:
        yield
    finally:
        recording[0] = before


def tanh(input: Tensor) -> Tensor:
    return input.tanh()


def exp(input: Tensor) -> Tensor:
    return input.exp()


def log(input: Tensor) -> Tensor:
    return input.log()


def sin(input: Tensor) -> Tensor:
    return input.sin()


def cos(input: Tensor) -> Tensor:
    return input.cos()


def sqrt(input: Tensor) -> Tensor:
    return input.sqrt()


def relu(input: Tensor) -> Tensor:
    return input.relu()


def sigmoid(input: Tensor) -> Tensor:
    return input.sigmoid()


def pow(input: Tensor, exponent: Any) -> Tensor:
    return input.pow(exponent)


def sum(input: Tensor) -> Tensor:
    return input.sum()


def mean(input: Tensor) -> Tensor:
    return input.mean()


def softmax(input: Tensor, dim: Any) -> Tensor:
    return input.softmax(dim)


__all__ = [
    "Tensor",
    "cos",
    "double",
    "dtype",
    "exp",
    "float",
    "float32",
    "float64",
    "int64",
    "log",
    "long",
    "manual_seed",
    "mean",
    "no_grad",
    "ones",
    "pow",
    "relu",
    "sigmoid",
    "sin",
    "softmax",
    "sqrt",
    "sum",
    "tanh",
    "tensor",
    "zeros",
]
