"""Neuron, Layer and MLP, with a limit on every size."""

from __future__ import annotations

from typing import Literal

from engine import budgets
from engine.errors import PlaygroundError
from engine.language.arguments import arguments
from engine.language.coercions import integer, items, truth
from engine.language.interpreter import Interpreter
from engine.language.values import Builtin, Call, kind
from engine.nn import CONVENTIONS


def _network(name: Literal["Neuron", "Layer", "MLP"]) -> Builtin:
    sizes = 1 if name == "Neuron" else 2
    options = ("nonlin", "convention") if name != "MLP" else ("convention",)

    def run_network(run: Interpreter, call: Call) -> object:
        given = arguments(name, call, sizes, sizes, options)
        positional: list[object] = [_size(x) for x in given[:1]]
        if name == "Layer":
            positional.append(_size(given[1]))
        elif name == "MLP":
            if type(given[1]) not in (list, tuple):
                message = f"The sizes of an MLP's layers are a list, not {kind(given[1])}."
                raise PlaygroundError("type", message, hint="Write MLP(3, [4, 4, 1]).")
            widths = [_size(x) for x in items(given[1])]
            if not widths:
                raise PlaygroundError("value", "An MLP needs at least one layer.", hint="Write MLP(3, [4, 4, 1]).")
            positional.append(widths)
        convention = call.named.get("convention", CONVENTIONS[0])
        if convention not in CONVENTIONS:
            known = " or ".join(repr(one) for one in CONVENTIONS)
            raise PlaygroundError("value", f"The convention is {known}.", hint="Leave it out for micrograd's own.")
        named: dict[str, object] = {"convention": convention}
        if "nonlin" in call.named:
            named["nonlin"] = truth(call.named["nonlin"], call.span)
        run.tape.span = call.span
        return run.tape.module(name, *positional, **named)

    return Builtin(name, run_network)


def _size(x: object) -> int:
    size = integer(x)
    if not 1 <= size <= budgets.MAX_LIST:
        raise PlaygroundError("value", f"A layer cannot have {size} values.", hint="Write a number from 1 on.")
    return size


NETWORKS: dict[str, object] = {"Neuron": _network("Neuron"), "Layer": _network("Layer"), "MLP": _network("MLP")}
