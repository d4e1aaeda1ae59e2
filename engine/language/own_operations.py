"""`operation(name, forward, *derivatives)`: an operation of the program's own, checked at several points."""

from __future__ import annotations

from collections.abc import Sequence
from keyword import iskeyword

from ..budgets import MAX_NAME
from ..contract.replies import OwnOperation
from ..errors import PlaygroundError, Span
from ..trace.own_definitions import own_row
from ..trace.tape import Traced
from .arguments import arguments
from .interpreter import Interpreter
from .operation_checks import WrongDerivative, checks_of, fault_of
from .operations import own_function
from .syntax.parse import span_of
from .texts import size_of_text, text_of_function
from .values import Builtin, Call, Function, describe

MAX_OPERATIONS = 20  # that one program may define
NODES_A_STEP = 2  # of an operation's texts: each result is computed, differentiated, drawn and compiled by all of them

_EXAMPLE = "operation('square', lambda x: x**2, lambda x: 2*x)"


def define_operation(run: Interpreter, call: Call) -> object:
    """Register `name(x)` and `x.name()` for the rest of the program; the function is the result, too.

    `forward` takes the operands' numbers. A derivative takes the same, and may take the result's number after them.
    """
    given = arguments("operation", call, 3, 4)
    name, forward, *derivatives = given
    if type(name) is not str:
        raise PlaygroundError("type", f"The first argument is a name in quotes, not {describe(name)}.", hint=_EXAMPLE)
    check_operation_name(run, name)
    operands = "ab"[: len(derivatives)]
    texts = [text_of_function(_function(forward), operands)]
    texts += [text_of_function(_function(derivative), [*operands, "out"]) for derivative in derivatives]
    spans = [_last_line(_function(derivative)) for derivative in derivatives]
    return register(run, name, texts[0], texts[1:], spans)


def register(run: Interpreter, name: str, forward: str, derivatives: Sequence[str], spans: Sequence[Span]) -> Builtin:
    """Check an operation at several points and give it to the rest of the program; the result is its function.

    The texts are expressions over a, b and out; `spans` are the places of the derivatives.
    """
    texts = [forward, *derivatives]
    earlier = run.tape.described.get(name)
    if earlier is not None:
        if [earlier["forward"], *earlier["derivatives"]] == texts:
            return own_function(name)
        raise PlaygroundError("name", f"{name} is defined already, with another formula.", hint="Take a new name.")
    op = own_row(name, forward, derivatives)
    checks = checks_of(op)
    run.charge(len(checks) * 50)
    fault = fault_of(op, checks)
    if isinstance(fault, WrongDerivative):
        raise fault.error.at(spans[fault.operand])
    if fault is not None:
        raise fault
    run.tape.meter.check_run_time()
    run.tape.operations[name] = op
    run.tape.own_costs[name] = sum(map(size_of_text, (forward, *derivatives))) // NODES_A_STEP
    described: OwnOperation = {"name": name, "forward": forward, "derivatives": [*derivatives], "checks": checks}
    run.tape.described[name] = described
    function = own_function(name)
    run.builtins[name] = function
    return function


OPERATION = Builtin("operation", define_operation, late=True)


def check_operation_name(run: Interpreter, name: str) -> None:
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


def _last_line(function: Function) -> Span:
    body = function.body
    return span_of(body[-1] if isinstance(body, list) else body)
