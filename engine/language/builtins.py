"""Built-in names of every program: Python's functions, `Value`, the networks, `math` and `random`."""

from __future__ import annotations

from collections.abc import Callable

from .. import budgets
from ..errors import PlaygroundError
from ..trace.tape import Traced
from . import arithmetic
from .arguments import arguments
from .coercions import integer, items, number, sequence
from .collection_functions import COLLECTION_FUNCTIONS
from .containers import Dictionary, Set
from .interpreter import Interpreter
from .networks import NETWORKS
from .numerics import MATH, RANDOM
from .operators import operate
from .own_operations import OPERATION
from .values import NOTHING, Builtin, Call, Namespace, describe, is_number, to_text


def _value(run: Interpreter, call: Call) -> object:
    """Value(2.0), Value(2.0, label='a'), Value(data=2.0)"""
    if "data" in call.named and not call.positional:
        call = Call([call.named["data"]], {key: x for key, x in call.named.items() if key != "data"}, call.span)
    given = arguments("Value", call, 1, 2, ("label",))
    label = call.named.get("label", given[1] if len(given) == 2 else "")
    if type(label) is not str:
        raise PlaygroundError(
            "type", f"A label is a string, not {describe(label)}.", hint="Write Value(2.0, label='a')."
        )
    if not is_number(given[0]):
        raise PlaygroundError("type", f"`Value()` needs a number, not {describe(given[0])}.", hint="Write Value(2.0).")
    run.tape.span = call.span
    return run.tape.leaf(given[0], label)


def _print(run: Interpreter, call: Call) -> object:
    given = arguments("print", call, 0, budgets.MAX_LIST, ("sep", "end"))
    separator, end = (_text_argument(call, name, default) for name, default in (("sep", " "), ("end", "\n")))
    run.tape.span = call.span
    run.tape.print(separator.join(to_text(x) for x in given), end)
    return NOTHING


def _text_argument(call: Call, name: str, default: str) -> str:
    """print's sep or end; None stands for the default."""
    given = call.named.get(name, default)
    if given is NOTHING:
        return default
    if type(given) is not str:
        hint = f"Write {name}=', ', for example."
        raise PlaygroundError("type", f"`{name}` of `print()` is a string, not {describe(given)}.", hint=hint)
    return given


def _sum(run: Interpreter, call: Call) -> object:
    """Starts with the first item; Python's initial 0 would add a needless node to the graph."""
    given = arguments("sum", call, 1, 2)
    rest = iter(items(given[0]))
    total = given[1] if len(given) == 2 else next(rest, 0)
    if type(total) is str:
        raise PlaygroundError("type", "`sum()` adds numbers, not strings.", hint="Write ''.join(xs).")
    for x in rest:
        run.charge(1)
        total = operate(run, call.span, "+", total, x)
    return total


def _len(run: Interpreter, call: Call) -> object:
    (x,) = arguments("len", call, 1, 1)
    if type(x) is Set or type(x) is Dictionary:
        return len(x.entries)
    return len(sequence(x))


def _range(run: Interpreter, call: Call) -> object:
    bounds = [integer(x) for x in arguments("range", call, 1, 3)]
    if len(bounds) == 3 and bounds[2] == 0:
        raise PlaygroundError("value", "A range cannot go in steps of 0.", hint="Write range(0, 10, 2), for example.")
    numbers = range(*bounds)
    # Not len(), which raises for a range beyond the platform's largest index.
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


def _draw_dot(run: Interpreter, call: Call) -> object:
    """Returns its argument, the value to show, because the lecture's cells end with draw_dot."""
    (x,) = arguments("draw_dot", call, 1, 1)
    if type(x) is not Traced:
        raise PlaygroundError(
            "type", f"`draw_dot()` shows a Value, not {describe(x)}.", hint="Write draw_dot(L), or just L."
        )
    return x


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
    return arithmetic.truncated(number(x))


def _str(run: Interpreter, call: Call) -> object:
    (x,) = arguments("str", call, 1, 1)
    made = to_text(x)
    run.charge_text(len(made))
    return made


_FUNCTIONS: dict[str, Callable[[Interpreter, Call], object]] = {
    "Value": _value,
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
    "draw_dot": _draw_dot,
}
# The names that every run has; `operations()` are added at each run.
BUILTINS: dict[str, object] = {
    **{name: Builtin(name, run) for name, run in _FUNCTIONS.items()},
    **COLLECTION_FUNCTIONS,
    "operation": OPERATION,
    **NETWORKS,
    "nn": Namespace("nn", NETWORKS),
    "math": MATH,
    "random": RANDOM,
}
