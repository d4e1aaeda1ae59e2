"""Attribute access: the allow-list of fields and methods of each exact type."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import PlaygroundError
from ..nn import MLP, Layer, Module, Neuron
from ..ops import NAMED
from ..trace.tape import Traced
from .arguments import arguments, no_arguments
from .interpreter import Interpreter
from .methods import METHODS
from .operations import method
from .values import NOTHING, Builtin, Call, Namespace, describe_capitalized

Getter = Callable[..., object]
Method = Callable[[Interpreter, "Call", object], object]


def attribute(x: object, name: str) -> object:
    """x.name"""
    if type(x) is Namespace:
        if name in x.members:
            return x.members[name]
    else:
        if type(x) is Traced and (name in NAMED or name in x.tape.operations):
            return method(name, x)
        getter = _FIELDS.get(type(x), {}).get(name)
        if getter is not None:
            return getter(x)
        run_method = _METHODS.get(type(x), {}).get(name)
        if run_method is not None:
            return Builtin(name, lambda run, call: run_method(run, call, x))
    raise PlaygroundError("type", f"{describe_capitalized(x)} has no `.{name}` here.", hint=_hint(x, name))


def members(x: object) -> list[str]:
    """The names that may stand behind a point after `x`."""
    if type(x) is Namespace:
        return [*x.members]
    return [*_FIELDS.get(type(x), {}), *_METHODS.get(type(x), {}), *(_operations(x) if type(x) is Traced else ())]


def _operations(x: Traced) -> list[str]:
    return [*NAMED, *x.tape.operations]


def _hint(x: object, name: str) -> str:
    known = members(x)
    if name.startswith("_"):
        return "Names that begin with an underscore are Python's own."
    if type(x) is str:
        return "Write text with an f-string: f'{x:.4f}'."
    if not known:
        return "Leave it out."
    if type(x) is Traced:
        return "It has .data, .grad, .label, .backward() and operations such as .tanh()."
    return f"It has {', '.join('.' + other for other in sorted(known))}."


def _grad(x: Traced) -> object:
    """The number, or after backward(create_graph=True) the gradient as a value; in plain style one with its number."""
    gradient = x.gradient
    if gradient is None:
        return x.observe("grad")
    if x.plain is not None and gradient.plain is None:
        gradient.plain = gradient.observe()
    return gradient


def _backward(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Traced
    create_graph = _creates_graph(call)
    before = len(run.tape.values)
    run.tape.span = call.span
    run.tape.backward(x, create_graph)
    run.charge(len(run.tape.values) - before)
    run.tape.meter.check_run_time()
    return NOTHING


def _creates_graph(call: Call) -> bool:
    """The option create_graph of a call of backward(); retain_graph has no effect, since the graph is always kept."""
    if call.positional or "gradient" in call.named:
        hint = "Write backward(); to begin with 2, write (2 * y).backward()."
        raise PlaygroundError("type", "`backward()` takes no gradient here: it begins with 1.", hint=hint)
    arguments("backward", call, 0, 0, ("create_graph", "retain_graph"))
    for name, given in call.named.items():
        if type(given) is not bool:
            raise PlaygroundError("type", f"`{name}` is True or False.", hint=f"Write backward({name}=True).")
    return call.named.get("create_graph") is True


def _backward_of(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Traced
    no_arguments("_backward", call)
    run.tape.span = call.span
    run.tape.backward_of(x)
    return NOTHING


def _zero_value(run: Interpreter, call: Call, x: object) -> object:
    assert type(x) is Traced
    no_arguments("zero_grad", call)
    run.tape.span = call.span
    run.tape.zero_grad([x])
    return NOTHING


def _zero_network(run: Interpreter, call: Call, x: object) -> object:
    no_arguments("zero_grad", call)
    parameters = _parameters_of(run, x)
    run.tape.span = call.span
    run.tape.zero_grad(parameters)
    return NOTHING


def _parameters(run: Interpreter, call: Call, x: object) -> object:
    no_arguments("parameters", call)
    return _parameters_of(run, x)


def _parameters_of(run: Interpreter, x: object) -> list[Traced]:
    assert isinstance(x, Module)
    parameters = [parameter for parameter in x.parameters() if type(parameter) is Traced]
    run.charge(len(parameters))
    return parameters


_FIELDS: dict[type, dict[str, Getter]] = {
    Traced: {
        "data": lambda x: x.observe(),
        "grad": _grad,
        "label": lambda x: x.label,
        "_prev": lambda x: x.operands,
        "_op": lambda x: x.symbol,
    },
    MLP: {"layers": lambda x: list(x.layers)},
    Layer: {"neurons": lambda x: list(x.neurons)},
    Neuron: {"w": lambda x: list(x.w), "b": lambda x: x.b},
}
_NETWORK: dict[str, Method] = {"parameters": _parameters, "zero_grad": _zero_network}
_METHODS: dict[type, dict[str, Method]] = {
    Traced: {"backward": _backward, "_backward": _backward_of, "zero_grad": _zero_value},
    MLP: _NETWORK,
    Layer: _NETWORK,
    Neuron: _NETWORK,
    **METHODS,
}
