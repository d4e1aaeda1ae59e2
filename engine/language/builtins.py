"""The functions that every program finds: Python's, the operations, `math`, `random`, `Value` and the networks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Literal

from engine import budgets, elementary
from engine.errors import PlaygroundError
from engine.language import arithmetic
from engine.language.coercions import integer, items, number, truth
from engine.language.interpreter import Interpreter
from engine.language.operators import compare, operate
from engine.language.values import NOTHING, Builtin, Call, Namespace, Number, is_number, kind, text
from engine.nn import CONVENTIONS
from engine.ops import NAMED
from engine.tape import Traced

Run = Callable[[Interpreter, Call], object]


def arguments(name: str, call: Call, least: int, most: int, named: Iterable[str] = ()) -> list[object]:
    """The arguments without a name, if there are as many as fit."""
    for given in call.named:
        if given not in named:
            raise PlaygroundError("type", f"`{name}()` has no argument `{given}` here.", hint="Leave it out.")
    count = len(call.positional)
    if not least <= count <= most:
        takes = f"{least}" if least == most else f"{least} to {most}"
        plural = "argument" if most == 1 else "arguments"
        raise PlaygroundError(
            "type", f"`{name}()` takes {takes} {plural}, but gets {count}.", hint="Count what stands in the brackets."
        )
    return call.positional


# operations on values


def _operation(name: str) -> Run:
    """tanh(x), also of a plain number: the result is a Value."""

    def run_operation(run: Interpreter, call: Call) -> object:
        (x,) = arguments(name, call, 1, 1)
        return run.apply(call.span, name, _operand(name, x))

    return run_operation


def _operand(name: str, x: object) -> Traced | Number:
    if type(x) is Traced or is_number(x):
        return x
    raise PlaygroundError(
        "type",
        f"`{name}()` needs a Value or a number, not {kind(x)}.",
        hint=f"Write [{name}(x) for x in xs] for a list.",
    )


def _abs(run: Interpreter, call: Call) -> object:
    (x,) = arguments("abs", call, 1, 1)
    operand = _operand("abs", x)
    return arithmetic.bounded(abs(operand)) if is_number(operand) else run.apply(call.span, "abs", operand)


def _extreme(name: Literal["max", "min"]) -> Run:
    """max and min of two or more, or of a list: a number if all are, else a Value."""
    sign = ">" if name == "max" else "<"

    def run_extreme(run: Interpreter, call: Call) -> object:
        given = arguments(name, call, 1, budgets.MAX_LIST)
        operands = [_operand(name, x) for x in (given if len(given) > 1 else items(given[0]))]
        if not operands:
            raise PlaygroundError(
                "value", f"`{name}()` of nothing has no value.", hint="Give it a list that holds something."
            )
        best = operands[0]
        for operand in operands[1:]:
            run.charge(1)
            if is_number(best) and is_number(operand):
                best = operand if compare(sign, operand, best) else best
            else:
                best = run.apply(call.span, name, best, operand)
        return best

    return run_extreme


def _value(run: Interpreter, call: Call) -> object:
    """Value(2.0), Value(2.0, label='a')"""
    given = arguments("Value", call, 1, 2, ("label",))
    label = call.named.get("label", given[1] if len(given) == 2 else "")
    if type(label) is not str:
        raise PlaygroundError("type", f"A label is a string, not {kind(label)}.", hint="Write Value(2.0, label='a').")
    if not is_number(given[0]):
        raise PlaygroundError("type", f"`Value()` needs a number, not {kind(given[0])}.", hint="Write Value(2.0).")
    run.tape.span = call.span
    return run.tape.leaf(given[0], label)


# networks


def _network(name: Literal["Neuron", "Layer", "MLP"]) -> Run:
    sizes = 1 if name == "Neuron" else 2
    options = ("nonlin", "convention") if name != "MLP" else ("convention",)

    def run_network(run: Interpreter, call: Call) -> object:
        given = arguments(name, call, sizes, sizes, options)
        positional: list[object] = [_size(x) for x in given[:1]]
        if name == "Layer":
            positional.append(_size(given[1]))
        elif name == "MLP":
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

    return run_network


def _size(x: object) -> int:
    size = integer(x)
    if not 1 <= size <= budgets.MAX_LIST:
        raise PlaygroundError("value", f"A layer cannot have {size} values.", hint="Write a number from 1 on.")
    return size


# Python's own


def _print(run: Interpreter, call: Call) -> object:
    given = arguments("print", call, 0, budgets.MAX_LIST)
    run.tape.span = call.span
    run.tape.print(" ".join(text(x) for x in given))
    return NOTHING


def _sum(run: Interpreter, call: Call) -> object:
    """Begins with the first item: Python's 0 before it would only be one more value to look at."""
    given = arguments("sum", call, 1, 2)
    rest = iter(items(given[0]))
    total = given[1] if len(given) == 2 else next(rest, 0)
    for x in rest:
        run.charge(1)
        total = operate(run, call.span, "+", total, x)
    return total


def _len(run: Interpreter, call: Call) -> object:
    (x,) = arguments("len", call, 1, 1)
    if type(x) is str:
        return len(x)
    return len(list(items(x)))


def _range(run: Interpreter, call: Call) -> object:
    bounds = [integer(x) for x in arguments("range", call, 1, 3)]
    if len(bounds) == 3 and bounds[2] == 0:
        raise PlaygroundError("value", "A range cannot go in steps of 0.", hint="Write range(0, 10, 2), for example.")
    numbers = range(*bounds)
    # not len(): past what a list can index it raises, and where that is differs between machines
    if numbers and abs(numbers[-1] - numbers[0]) // abs(numbers.step) >= budgets.MAX_LIST:
        raise PlaygroundError("limit", f"A range may have {budgets.MAX_LIST:,} numbers.", hint="Make it shorter.")
    return numbers


def _zip(run: Interpreter, call: Call) -> object:
    rows = [items(x) for x in arguments("zip", call, 1, budgets.MAX_LIST)]
    pairs: list[object] = []
    for row in zip(*rows, strict=False):
        run.charge(len(row))
        pairs.append(row)
    return pairs


def _enumerate(run: Interpreter, call: Call) -> object:
    given = arguments("enumerate", call, 1, 2, ("start",))
    start = integer(call.named.get("start", given[1] if len(given) == 2 else 0))
    pairs: list[object] = []
    for index, item in enumerate(items(given[0])):
        run.charge(2)
        pairs.append((arithmetic.bounded(start + index), item))
    return pairs


def _list(run: Interpreter, call: Call) -> object:
    given = arguments("list", call, 0, 1)
    made = list(items(given[0])) if given else []
    run.charge_items(len(made))
    return made


def _tuple(run: Interpreter, call: Call) -> object:
    given = arguments("tuple", call, 0, 1)
    made = tuple(items(given[0])) if given else ()
    run.charge_items(len(made))
    return made


def _round(run: Interpreter, call: Call) -> object:
    given = arguments("round", call, 1, 2)
    return arithmetic.rounded(number(given[0]), integer(given[1]) if len(given) == 2 else None)


def _float(run: Interpreter, call: Call) -> object:
    (x,) = arguments("float", call, 1, 1)
    if type(x) is str and x in ("inf", "-inf", "nan"):
        return float(x)
    return float(number(x))


def _int(run: Interpreter, call: Call) -> object:
    (x,) = arguments("int", call, 1, 1)
    return arithmetic.whole(number(x))


def _str(run: Interpreter, call: Call) -> object:
    (x,) = arguments("str", call, 1, 1)
    made = text(x)
    run.charge_text(len(made))
    return made


# math and random


def _math(name: str, of: Callable[[float], float]) -> Builtin:
    """math.name: of a number a number, of a Value a Value."""
    plain = arithmetic.function(name, of)

    def run_math(run: Interpreter, call: Call) -> object:
        (x,) = arguments(f"math.{name}", call, 1, 1)
        operand = _operand(f"math.{name}", x)
        return plain(operand) if is_number(operand) else run.apply(call.span, name, operand)

    return Builtin(f"math.{name}", run_math)


def _math_pow(run: Interpreter, call: Call) -> object:
    x, y = arguments("math.pow", call, 2, 2)
    return operate(run, call.span, "**", float(x) if is_number(x) else x, float(y) if is_number(y) else y)


def _uniform(run: Interpreter, call: Call) -> object:
    low, high = arguments("random.uniform", call, 2, 2)
    return run.tape.random.uniform(float(number(low)), float(number(high)))


def _random(run: Interpreter, call: Call) -> object:
    arguments("random.random", call, 0, 0)
    return run.tape.random.random()


def _seed(run: Interpreter, call: Call) -> object:
    (seed,) = arguments("random.seed", call, 1, 1)
    run.tape.random.seed(integer(seed))
    return NOTHING


_MATH: dict[str, Callable[[float], float]] = {
    name: getattr(elementary, name) for name in ("exp", "log", "tanh", "sin", "cos", "sqrt")
}
_NETWORKS: dict[str, object] = {name: Builtin(name, _network(name)) for name in ("Neuron", "Layer", "MLP")}

# The operations as functions; a program may define its own under these names.
FUNCTIONS: dict[str, object] = {
    **{name: Builtin(name, _operation(name)) for name, op in NAMED.items() if op.arity == 1},
    "abs": Builtin("abs", _abs),
    "max": Builtin("max", _extreme("max")),
    "min": Builtin("min", _extreme("min")),
}
_PYTHON: dict[str, Run] = {
    "print": _print,
    "sum": _sum,
    "len": _len,
    "range": _range,
    "zip": _zip,
    "enumerate": _enumerate,
    "list": _list,
    "tuple": _tuple,
    "round": _round,
    "float": _float,
    "int": _int,
    "str": _str,
}
BUILTINS: dict[str, object] = {
    **FUNCTIONS,
    **{name: Builtin(name, run) for name, run in _PYTHON.items()},
    **_NETWORKS,
    "Value": Builtin("Value", _value),
    "nn": Namespace("nn", _NETWORKS),
    "math": Namespace(
        "math",
        {
            **{name: _math(name, of) for name, of in _MATH.items()},
            "pow": Builtin("math.pow", _math_pow),
            "pi": math.pi,
            "e": math.e,
            "inf": math.inf,
            "nan": math.nan,
        },
    ),
    "random": Namespace(
        "random",
        {
            "uniform": Builtin("random.uniform", _uniform),
            "random": Builtin("random.random", _random),
            "seed": Builtin("random.seed", _seed),
        },
    ),
}
