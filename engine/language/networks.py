"""Built-in constructors Neuron, Layer and MLP, with a limit on every size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from .. import budgets
from ..errors import PlaygroundError
from ..nn import ACTIVATIONS, CONVENTIONS, OUTPUTS, Convention, parameter_count
from .arguments import arguments
from .coercions import boolean, integer, items, number
from .interpreter import Interpreter
from .values import Builtin, Call, describe


def _network(name: Literal["Neuron", "Layer", "MLP"], convention: Convention | None = None) -> Builtin:
    """The constructor of a network; without a convention of its own it follows the program's."""
    sizes = 1 if name == "Neuron" else 2
    options = ("nonlin", "convention") if name != "MLP" else ("convention", "activation", "output", "weights")

    def run_network(run: Interpreter, call: Call) -> object:
        given = arguments(name, call, sizes, sizes, options)
        positional: list[object] = [_size(x) for x in given[:1]]
        if name == "Layer":
            positional.append(_size(given[1]))
        elif name == "MLP":
            if type(given[1]) not in (list, tuple):
                message = f"The sizes of an MLP's layers are a list, not {describe(given[1])}."
                raise PlaygroundError("type", message, hint="Write MLP(3, [4, 4, 1]).")
            widths = [_size(x) for x in items(given[1])]
            if not widths:
                raise PlaygroundError("value", "An MLP needs at least one layer.", hint="Write MLP(3, [4, 4, 1]).")
            positional.append(widths)
        named = {
            option: _choice(option, call.named[option], allowed)
            for option, allowed in (("convention", CONVENTIONS), ("activation", ACTIVATIONS), ("output", OUTPUTS))
            if option in call.named
        }
        if "nonlin" in call.named:
            named["nonlin"] = boolean(call.named["nonlin"], call.span)
        if "weights" in call.named:
            named["weights"] = _weights(call.named["weights"], [given[0], *items(given[1])])
        if convention:
            named.setdefault("convention", convention)
        elif not call.named:  # with an option of its own, a call means the library's network, as the lab's programs do
            named["convention"] = run.convention
        run.tape.span = call.span
        return run.tape.module(name, *positional, **named)

    return Builtin(name, run_network)


def _choice(name: str, value: object, allowed: Sequence[str]) -> object:
    if value not in allowed:
        choices = " or ".join(map(repr, allowed))
        raise PlaygroundError("value", f"The {name} is {choices}.", hint="Leave it out for the default.")
    return value


def _weights(weights: object, sizes: list[object]) -> list[float]:
    """All parameters of an MLP, neuron by neuron: weights first, then the bias."""
    if type(weights) not in (list, tuple):
        raise PlaygroundError("type", f"The weights of an MLP are a list of numbers, not {describe(weights)}.")
    numbers = [float(number(x)) for x in items(weights)]
    needed = parameter_count([_size(size) for size in sizes])
    if len(numbers) != needed:
        raise PlaygroundError(
            "value",
            f"The weights are {len(numbers):,} numbers; this MLP has {needed:,} parameters.",
            hint="Each neuron has a weight for each of its inputs, and its bias last.",
        )
    return numbers


def _size(x: object) -> int:
    size = integer(x)
    if not 1 <= size <= budgets.MAX_LIST:
        raise PlaygroundError("value", f"A layer cannot have {size} values.", hint="Write a number from 1 on.")
    return size


def _networks(convention: Convention | None = None) -> dict[str, object]:
    return {
        "Neuron": _network("Neuron", convention),
        "Layer": _network("Layer", convention),
        "MLP": _network("MLP", convention),
    }


NETWORKS = _networks()
LECTURE_NETWORKS = _networks("lecture")
