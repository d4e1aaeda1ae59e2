"""Calls of program-defined functions, of built-in functions and of networks."""

from __future__ import annotations

import ast

from .. import budgets
from ..errors import PlaygroundError
from ..nn import Module
from ..trace.tape import Traced
from .coercions import items
from .interpreter import Interpreter
from .scopes import assigned_names, check_name
from .values import (
    NOTHING,
    Builtin,
    Call,
    Function,
    Namespace,
    Scope,
    describe,
    describe_capitalized,
    is_module,
    is_number,
)


def call(run: Interpreter, function: object, arguments: Call) -> object:
    """Evaluate `function(arguments)`."""
    if type(function) is Builtin:
        return function.run(run, arguments)
    if type(function) is Function:
        return _call_function(run, function, arguments)
    if is_module(function):
        return _call_network(run, function, arguments)
    hint = "To multiply, write * before the bracket." if type(function) is Traced or is_number(function) else ""
    if is_number(function):
        hint = f"A number is read without brackets, such as a.grad. {hint}"
    if type(function) is Namespace:
        hint = f"Call one of its functions: {function.name}.{min(function.members)}(...)."
    raise PlaygroundError("type", f"{describe_capitalized(function)} is not a function.", hint=hint)


def define(run: Interpreter, name: str, parameters: ast.arguments, body: list[ast.stmt] | ast.expr) -> Function:
    """The function of a def or a lambda; defaults are evaluated now, as in Python."""
    names = [parameter.arg for parameter in parameters.args]
    named_only = [parameter.arg for parameter in parameters.kwonlyargs]
    rest = parameters.vararg.arg if parameters.vararg else ""
    every = [*names, *named_only, *([rest] if rest else [])]
    for parameter in every:
        check_name(parameter)
    values = [run.evaluate(default) for default in parameters.defaults]
    defaults = dict(zip(names[len(names) - len(values) :], values, strict=True))
    for parameter, default in zip(named_only, parameters.kw_defaults, strict=True):
        if default is not None:
            defaults[parameter] = run.evaluate(default)
    local = frozenset(every) | (assigned_names(body) if isinstance(body, list) else frozenset())
    return Function(name, names, rest, named_only, defaults, body, run.scope, local)


def _call_function(run: Interpreter, function: Function, arguments: Call) -> object:
    if run.call_depth >= budgets.MAX_CALL_DEPTH:
        raise PlaygroundError(
            "limit",
            f"{describe_capitalized(function)} is called inside more than {budgets.MAX_CALL_DEPTH} other calls.",
            hint="A function that calls itself must stop: if n == 0: return 1.",
        )
    scope = Scope(_bound(run, function, arguments), function.scope, function.local)
    outer, loops = run.scope, run.loop_depth
    run.scope, run.loop_depth = scope, 0
    run.call_depth += 1
    try:
        if isinstance(function.body, ast.expr):
            return run.evaluate(function.body)
        run.return_value = NOTHING
        run.execute(function.body)
        result, run.return_value = run.return_value, NOTHING
        return result
    finally:
        run.call_depth -= 1
        run.scope, run.loop_depth = outer, loops


def _bound(run: Interpreter, function: Function, arguments: Call) -> dict[str, object]:
    """Map the parameters to the arguments; PlaygroundError (type) if they do not match."""
    subject = describe_capitalized(function)
    known = [*function.parameters, *function.named_only]
    rest = [f"*{function.rest}"] if function.rest else []
    parameters_hint = f"Its parameters are ({', '.join([*function.parameters, *rest, *function.named_only])})."
    if len(arguments.positional) > len(function.parameters) and not function.rest:
        raise PlaygroundError(
            "type",
            f"{subject} takes {len(function.parameters)} arguments, but gets {len(arguments.positional)}.",
            hint=parameters_hint,
        )
    names = dict(zip(function.parameters, arguments.positional, strict=False))
    if function.rest:
        further = tuple(arguments.positional[len(function.parameters) :])
        run.charge_items(len(further))
        names[function.rest] = further
    for name, value in arguments.named.items():
        if name not in known:
            raise PlaygroundError(
                "type",
                f"{subject} has no parameter `{name}`.",
                hint=parameters_hint,
            )
        if name in names:
            raise PlaygroundError("type", f"{subject} gets `{name}` twice.", hint="Give it once.")
        names[name] = value
    for name in known:
        if name not in names:
            if name not in function.defaults:
                raise PlaygroundError("type", f"{subject} gets no `{name}`.", hint=parameters_hint)
            names[name] = function.defaults[name]
    return names


def _call_network(run: Interpreter, module: Module, arguments: Call) -> object:
    if len(arguments.positional) != 1 or arguments.named:
        raise PlaygroundError(
            "type",
            f"{describe_capitalized(module)} takes one argument, a list of inputs.",
            hint="Write n([2.0, 3.0, -1.0]).",
        )
    inputs: list[Traced | float] = []
    for x in items(arguments.positional[0]):
        if type(x) is not Traced and not is_number(x):
            raise PlaygroundError(
                "type", f"An input is a Value or a number, not {describe(x)}.", hint="Write n([2.0, 3.0, -1.0])."
            )
        inputs.append(x)
    run.charge_items(len(inputs))
    run.tape.span = arguments.span
    result: object = run.tape.call(module, inputs)
    run.tape.meter.check_run_time()
    return result
