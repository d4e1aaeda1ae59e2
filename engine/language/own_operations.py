"""`operation(name, forward, *derivatives)`: an operation of the program's own, checked at several points."""

from __future__ import annotations

from collections.abc import Sequence
from keyword import iskeyword
from math import isfinite

from .. import gradcheck, value
from ..budgets import MAX_NAME
from ..contract.replies import OperationCheck, OwnOperation
from ..errors import PlaygroundError
from ..gradcheck import LeafCheck
from ..ops import Op
from ..trace.notation import format_number
from ..trace.own_definitions import own_row
from ..trace.tape import Traced
from ..value import Value
from .arguments import arguments
from .interpreter import Interpreter
from .operations import own_function
from .syntax.parse import span_of
from .texts import size_of_text, text_of_function
from .values import Builtin, Call, Function, describe

MAX_OPERATIONS = 20  # that one program may define
NODES_A_STEP = 2  # of an operation's texts: each result is computed, differentiated, drawn and compiled by all of them
POINTS = (-1.7, -0.6, 0.4, 1.3, 2.6)  # the operands at which the derivatives are checked, as far as it is defined there

_EXAMPLE = "operation('square', lambda x: x**2, lambda x: 2*x)"


def define_operation(run: Interpreter, call: Call) -> object:
    """Register `name(x)` and `x.name()` for the rest of the program; the function is the result, too.

    `forward` takes the operands' numbers. A derivative takes the same, and may take the result's number after them.
    """
    given = arguments("operation", call, 3, 4)
    name, forward, *derivatives = given
    if type(name) is not str:
        raise PlaygroundError("type", f"The first argument is a name in quotes, not {describe(name)}.", hint=_EXAMPLE)
    _check_name(run, name)
    operands = "ab"[: len(derivatives)]
    texts = [text_of_function(_function(forward), operands)]
    texts += [text_of_function(_function(derivative), [*operands, "out"]) for derivative in derivatives]
    earlier = run.tape.described.get(name)
    if earlier is not None:
        if [earlier["forward"], *earlier["derivatives"]] == texts:
            return run.builtins[name]
        raise PlaygroundError("name", f"{name} is defined already, with another formula.", hint="Take a new name.")
    op = own_row(name, texts[0], texts[1:])
    checks = [check for i in range(len(POINTS)) for check in _check(op, i, derivatives)]
    if not any(check["verdict"] == "agrees" for check in checks):
        raise PlaygroundError(
            "value",
            f"{name} could not be checked: it has no finite number, or no slope, at {_listed(POINTS)}.",
            hint="Let its formula be defined at one of these points at least.",
        )
    run.charge(len(checks) * 50)
    run.tape.meter.check_run_time()
    run.tape.operations[name] = op
    run.tape.own_costs[name] = sum(map(size_of_text, texts)) // NODES_A_STEP
    described: OwnOperation = {"name": name, "forward": texts[0], "derivatives": texts[1:], "checks": checks}
    run.tape.described[name] = described
    function = own_function(name)
    run.builtins[name] = function
    return function


OPERATION = Builtin("operation", define_operation, late=True)


def _check_name(run: Interpreter, name: str) -> None:
    if not name.isidentifier() or not name.isascii() or iskeyword(name) or name.startswith("_") or len(name) > MAX_NAME:
        raise PlaygroundError("name", f"{name!r} cannot name an operation.", hint="Take a new name made of letters.")
    if (name in run.builtins and name not in run.tape.operations) or hasattr(Traced, name):
        raise PlaygroundError("name", f"`{name}` is the name of something else.", hint="Take a new name.")
    if len(run.tape.operations) >= MAX_OPERATIONS:
        raise PlaygroundError(
            "limit", f"A program may define {MAX_OPERATIONS} operations.", hint="Use one of them again."
        )


def _function(x: object) -> Function:
    if type(x) is Function:
        return x
    raise PlaygroundError(
        "type", f"What it computes is a function of the program, such as a lambda, not {describe(x)}.", hint=_EXAMPLE
    )


def _check(op: Op, i: int, derivatives: Sequence[object]) -> list[OperationCheck]:
    """Each local derivative beside the slope by differences, at point i; nothing where the operation has no number.

    Raises PlaygroundError (value) if a derivative differs.
    """
    point = [POINTS[i], POINTS[i - 2]][: op.arity]
    result = op.forward(*point)
    if not isfinite(result):
        return []
    operands = [Value(number) for number in point]
    out = value.result(result, op, *operands)
    out.backward()
    checks: list[OperationCheck] = []
    for k, measured in enumerate(gradcheck.check(out, operands)):
        if measured.verdict == "differs":
            body = _function(derivatives[k]).body
            raise _wrong(op, k, point, measured).at(span_of(body[-1] if isinstance(body, list) else body))
        checks.append(
            {
                "operand": k,
                "at": point,
                "local": measured.grad,
                "numeric": measured.numeric,
                "verdict": measured.verdict,
                "digits": measured.digits,
            }
        )
    return checks


def _wrong(op: Op, k: int, point: list[float], measured: LeafCheck) -> PlaygroundError:
    operand = "" if op.arity == 1 else f" by its {('first', 'second')[k]} operand"
    at = _listed(point)
    return PlaygroundError(
        "value",
        f"The local derivative of {op.name}{operand} is wrong: at {at} it gives {format_number(measured.grad)}, but "
        f"by differences {op.name} has the slope {format_number(measured.numeric)} there.",
        hint=f"Correct the {'derivative' if op.arity == 1 else ('first', 'second')[k] + ' derivative'}.",
    )


def _listed(numbers: tuple[float, ...] | list[float]) -> str:
    return ", ".join(map(format_number, numbers))
