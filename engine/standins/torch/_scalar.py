"""One number of a tensor, with its gradient: a class Value as in the micrograd lecture."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from typing import Any

FLOAT = struct.Struct("f")


def single(number: float) -> float:
    """A number as 32 bits hold it."""
    try:
        (rounded,) = FLOAT.unpack(FLOAT.pack(number))
    except OverflowError:
        return math.copysign(math.inf, number)
    return float(rounded)


def nothing() -> None:
    """The rule of a number that was not computed."""


class Value:
    """A number. `fit` rounds what is computed to the tensor's precision."""

    def __init__(self, data: float, children: tuple[Value, ...] = (), fit: Callable[[float], float] = float) -> None:
        self.data = fit(data)
        self.grad = 0.0
        self.received = False  # whether a pass has reached it
        self.fit = fit
        self.children = children
        self.propagate: Callable[[], None] = nothing

    def __repr__(self) -> str:
        return f"Value(data={self.data})"

    def __add__(self, other: Value) -> Value:
        out = Value(self.data + other.data, (self, other), self.fit)

        def propagate() -> None:
            self.grad += out.grad
            other.grad += out.grad

        out.propagate = propagate
        return out

    def __sub__(self, other: Value) -> Value:
        out = Value(self.data - other.data, (self, other), self.fit)

        def propagate() -> None:
            self.grad += out.grad
            other.grad -= out.grad

        out.propagate = propagate
        return out

    def __mul__(self, other: Value) -> Value:
        out = Value(self.data * other.data, (self, other), self.fit)

        def propagate() -> None:
            self.grad += self.fit(other.data * out.grad)
            other.grad += self.fit(self.data * out.grad)

        out.propagate = propagate
        return out

    def __truediv__(self, other: Value) -> Value:
        out = Value(quotient(self.data, other.data), (self, other), self.fit)

        def propagate() -> None:
            self.grad += self.fit(quotient(out.grad, other.data))
            other.grad -= self.fit(out.grad * quotient(out.data, other.data))

        out.propagate = propagate
        return out

    def reciprocal(self) -> Value:
        out = Value(quotient(1.0, self.data), (self,), self.fit)

        def propagate() -> None:
            self.grad -= self.fit(out.grad * out.data * out.data)

        out.propagate = propagate
        return out

    def __pow__(self, exponent: float) -> Value:
        out = Value(power(self.data, exponent), (self,), self.fit)

        def propagate() -> None:
            if exponent != 0.0:
                self.grad += self.fit(exponent * power(self.data, exponent - 1.0) * out.grad)

        out.propagate = propagate
        return out

    def __neg__(self) -> Value:
        out = Value(-self.data, (self,), self.fit)

        def propagate() -> None:
            self.grad -= out.grad

        out.propagate = propagate
        return out

    def exp(self) -> Value:
        out = Value(exponential(self.data), (self,), self.fit)

        def propagate() -> None:
            self.grad += self.fit(out.data * out.grad)

        out.propagate = propagate
        return out

    def log(self) -> Value:
        out = Value(logarithm(self.data), (self,), self.fit)

        def propagate() -> None:
            self.grad += self.fit(quotient(out.grad, self.data))

        out.propagate = propagate
        return out

    def tanh(self) -> Value:
        out = Value(math.tanh(self.data), (self,), self.fit)

        def propagate() -> None:
            self.grad += self.fit((1.0 - out.data * out.data) * out.grad)

        out.propagate = propagate
        return out

    def sigmoid(self) -> Value:
        out = Value(1.0 / (1.0 + exponential(-self.data)), (self,), self.fit)

        def propagate() -> None:
            self.grad += self.fit((1.0 - out.data) * out.data * out.grad)

        out.propagate = propagate
        return out

    def relu(self) -> Value:
        out = Value(max(self.data, 0.0), (self,), self.fit)

        def propagate() -> None:
            self.grad += self.fit((out.data > 0.0) * out.grad)

        out.propagate = propagate
        return out

    def sin(self) -> Value:
        out = Value(math.sin(self.data), (self,), self.fit)

        def propagate() -> None:
            self.grad += self.fit(math.cos(self.data) * out.grad)

        out.propagate = propagate
        return out

    def cos(self) -> Value:
        out = Value(math.cos(self.data), (self,), self.fit)

        def propagate() -> None:
            self.grad -= self.fit(math.sin(self.data) * out.grad)

        out.propagate = propagate
        return out

    def changed(self, fit: Callable[[float], float]) -> Value:
        """The same number in another precision."""
        out = Value(self.data, (self,), fit)

        def propagate() -> None:
            self.grad += out.grad

        out.propagate = propagate
        return out

    def backward(self, seed: float = 1.0) -> None:
        """Adds to the gradient of each leaf; those of results begin anew, as PyTorch keeps none of them."""
        order = self.ordered()
        for value in order:
            value.received = True
            if value.children:
                value.grad = 0.0
        self.grad += seed
        for value in reversed(order):
            value.propagate()

    def ordered(self) -> list[Value]:
        """The number and all that it is computed from, operands before their results."""
        order: list[Value] = []
        seen: set[int] = set()
        stack: list[tuple[Value, Any]] = [(self, iter(self.children))]
        while stack:
            value, rest = stack[-1]
            child = next((one for one in rest if id(one) not in seen), None)
            if child is not None:
                seen.add(id(child))
                stack.append((child, iter(child.children)))
            else:
                order.append(value)
                stack.pop()
        return order


def quotient(above: float, below: float) -> float:
    if below != 0.0:
        return above / below
    if above == 0.0 or above != above:
        return math.nan
    return math.copysign(math.inf, above) * math.copysign(1.0, below)


def power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if base == 0.0 else math.nan


def exponential(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def logarithm(x: float) -> float:
    return math.log(x) if x > 0.0 else -math.inf if x == 0.0 else math.nan
