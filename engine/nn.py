"""Neurons, layers and multi-layer perceptrons of scalar Values, as in micrograd's nn.py.

There are two conventions: `"micrograd"`, the library's (ReLU in the hidden layers, a linear last layer, biases 0), and
`"lecture"`, the lecture's (tanh in every layer, biases uniform in -1..1). An MLP can override its convention's
activation and start from given weights.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, Protocol

from .value import Value

Convention = Literal["micrograd", "lecture"]
CONVENTIONS: tuple[Convention, ...] = ("micrograd", "lecture")
Activation = Literal["relu", "tanh", "sigmoid"]
ACTIVATIONS: tuple[Activation, ...] = ("relu", "tanh", "sigmoid")
Output = Literal["linear", "same"]
OUTPUTS: tuple[Output, ...] = ("linear", "same")


def parameter_count(sizes: Sequence[int]) -> int:
    """Number of parameters, weights and biases, of an MLP; `sizes` are its input count and the width of each layer."""
    return sum((into + 1) * out for into, out in pairwise(sizes))


class Uniform(Protocol):
    """Source of initial weights: the module `random` or a seeded `random.Random`."""

    def uniform(self, a: float, b: float, /) -> float: ...


class Module:
    """Base class of everything with parameters."""

    def zero_grad(self) -> None:
        for parameter in self.parameters():
            parameter.grad = 0.0

    def parameters(self) -> list[Value]:
        return []


class Neuron(Module):
    """`activation(w·x + b)` with `nin` weights; `nonlin=False` omits the activation.

    `start` yields the initial weights and then the bias; without it they follow the convention, weights uniform in
    -1..1.
    """

    def __init__(
        self,
        nin: int,
        nonlin: bool = True,
        convention: Convention = "micrograd",
        value: Callable[[float], Value] = Value,
        rng: Uniform = random,
        activation: Activation | None = None,
        start: Iterator[float] | None = None,
    ) -> None:
        if convention not in CONVENTIONS:
            raise ValueError(f"convention is {convention!r}; it must be one of {', '.join(map(repr, CONVENTIONS))}")
        lecture = convention == "lecture"
        self.w = [value(next(start) if start else rng.uniform(-1, 1)) for _ in range(nin)]
        self.b = value(next(start) if start else rng.uniform(-1, 1) if lecture else 0.0)
        self.activation = (activation or ("tanh" if lecture else "relu")) if nonlin else ""

    def __call__(self, x: Iterable[Value | float]) -> Value:
        total = sum((w * xi for w, xi in zip(self.w, x, strict=False)), self.b)
        match self.activation:
            case "relu":
                return total.relu()
            case "tanh":
                return total.tanh()
            case "sigmoid":
                return total.sigmoid()
        return total

    def parameters(self) -> list[Value]:
        return [*self.w, self.b]

    def __repr__(self) -> str:
        kind = {"relu": "ReLU", "tanh": "Tanh", "sigmoid": "Sigmoid", "": "Linear"}[self.activation]
        return f"{kind}Neuron({len(self.w)})"


class Layer(Module):
    """`nout` neurons with the same inputs; a call returns one Value for a single neuron, else a list."""

    def __init__(
        self,
        nin: int,
        nout: int,
        nonlin: bool = True,
        convention: Convention = "micrograd",
        value: Callable[[float], Value] = Value,
        rng: Uniform = random,
        activation: Activation | None = None,
        start: Iterator[float] | None = None,
    ) -> None:
        self.neurons = [Neuron(nin, nonlin, convention, value, rng, activation, start) for _ in range(nout)]

    def __call__(self, x: Sequence[Value | float]) -> Value | list[Value]:
        outputs = [neuron(x) for neuron in self.neurons]
        return outputs[0] if len(outputs) == 1 else outputs

    def parameters(self) -> list[Value]:
        return [parameter for neuron in self.neurons for parameter in neuron.parameters()]

    def __repr__(self) -> str:
        return f"Layer of [{', '.join(str(neuron) for neuron in self.neurons)}]"


class MLP(Module):
    """A sequence of layers: `MLP(3, [4, 4, 1])` has 41 parameters.

    activation  of the hidden layers, and of the last one if `output` is "same"; default: the convention's
    output      "linear" or "same": the last layer's activation; default: the convention's
    weights     all parameters in the order of parameters(); default: random; ValueError for a wrong number of them
    """

    def __init__(
        self,
        nin: int,
        nouts: Sequence[int],
        convention: Convention = "micrograd",
        value: Callable[[float], Value] = Value,
        rng: Uniform = random,
        activation: Activation | None = None,
        output: Output | None = None,
        weights: Sequence[float] | None = None,
    ) -> None:
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        same = output == "same" if output else convention == "lecture"
        if weights is not None and len(weights) != (needed := parameter_count(sizes)):
            raise ValueError(f"weights has {len(weights)} numbers; a network of {sizes} has {needed} parameters")
        start = None if weights is None else iter(weights)
        self.layers = [
            Layer(sizes[i], sizes[i + 1], same or i != last, convention, value, rng, activation, start)
            for i in range(len(nouts))
        ]

    def __call__(self, x: Sequence[Value | float]) -> Value | list[Value]:
        for layer in self.layers:
            outputs = layer(x)
            x = outputs if isinstance(outputs, list) else [outputs]
        return outputs

    def parameters(self) -> list[Value]:
        return [parameter for layer in self.layers for parameter in layer.parameters()]

    def __repr__(self) -> str:
        return f"MLP of [{', '.join(str(layer) for layer in self.layers)}]"
