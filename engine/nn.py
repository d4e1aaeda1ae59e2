"""Neurons, layers and multi-layer perceptrons made of single Values, as in micrograd's nn.py.

Two conventions: `"micrograd"`, the library's (ReLU in the hidden layers, a linear last layer, biases 0), and
`"lecture"`, the lecture's (tanh in every layer, biases uniform in -1..1).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, Protocol

from engine.value import Value

Convention = Literal["micrograd", "lecture"]
CONVENTIONS: tuple[Convention, ...] = ("micrograd", "lecture")


class Uniform(Protocol):
    """Where initial weights come from: the module `random` or a seeded `random.Random`."""

    def uniform(self, a: float, b: float, /) -> float: ...


class Module:
    """Something with parameters."""

    def zero_grad(self) -> None:
        for parameter in self.parameters():
            parameter.grad = 0.0

    def parameters(self) -> list[Value]:
        return []


class Neuron(Module):
    """`activation(w·x + b)` with `nin` weights; `nonlin=False` leaves the activation out."""

    def __init__(
        self,
        nin: int,
        nonlin: bool = True,
        convention: Convention = "micrograd",
        value: Callable[[float], Value] = Value,
        rng: Uniform = random,
    ) -> None:
        if convention not in CONVENTIONS:
            raise ValueError(f"convention is {convention!r}; it must be one of {', '.join(map(repr, CONVENTIONS))}")
        self.w = [value(rng.uniform(-1, 1)) for _ in range(nin)]
        self.b = value(rng.uniform(-1, 1) if convention == "lecture" else 0.0)
        self.activation = ("tanh" if convention == "lecture" else "relu") if nonlin else ""

    def __call__(self, x: Iterable[Value | float]) -> Value:
        total = sum((w * xi for w, xi in zip(self.w, x, strict=False)), self.b)
        if self.activation == "relu":
            return total.relu()
        return total.tanh() if self.activation == "tanh" else total

    def parameters(self) -> list[Value]:
        return [*self.w, self.b]

    def __repr__(self) -> str:
        kind = {"relu": "ReLU", "tanh": "Tanh", "": "Linear"}[self.activation]
        return f"{kind}Neuron({len(self.w)})"


class Layer(Module):
    """`nout` neurons that see the same inputs; one neuron's output comes as a Value, several as a list."""

    def __init__(
        self,
        nin: int,
        nout: int,
        nonlin: bool = True,
        convention: Convention = "micrograd",
        value: Callable[[float], Value] = Value,
        rng: Uniform = random,
    ) -> None:
        self.neurons = [Neuron(nin, nonlin, convention, value, rng) for _ in range(nout)]

    def __call__(self, x: Sequence[Value | float]) -> Value | list[Value]:
        outputs = [neuron(x) for neuron in self.neurons]
        return outputs[0] if len(outputs) == 1 else outputs

    def parameters(self) -> list[Value]:
        return [parameter for neuron in self.neurons for parameter in neuron.parameters()]

    def __repr__(self) -> str:
        return f"Layer of [{', '.join(str(neuron) for neuron in self.neurons)}]"


class MLP(Module):
    """Layers in a row: `MLP(3, [4, 4, 1])` has 41 parameters."""

    def __init__(
        self,
        nin: int,
        nouts: Sequence[int],
        convention: Convention = "micrograd",
        value: Callable[[float], Value] = Value,
        rng: Uniform = random,
    ) -> None:
        sizes = [nin, *nouts]
        last = len(nouts) - 1
        self.layers = [
            Layer(sizes[i], sizes[i + 1], convention == "lecture" or i != last, convention, value, rng)
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
