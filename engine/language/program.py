"""Entry point: runs a program's source text and records the run on a tape."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from .. import budgets
from ..errors import PlaygroundError
from ..scan import KEYWORDS
from ..trace.tape import Slip, Tape, Traced
from . import (
    expressions,  # noqa: F401  fills the interpreter's table
    plain,
    statements,  # noqa: F401  fills the interpreter's table
)
from .builtins import BUILTINS
from .containers import Dictionary, Set
from .interpreter import Interpreter
from .lecture import convention_of
from .operations import operations
from .scopes import bind
from .slips import brackets, first_cause, note_constant
from .syntax.parse import Program, parse, span_of
from .values import MODULES, Builtin, Function, Generator, Namespace, Scope, describe

# Types of objects that are neither a Value nor a plain number, so that they cannot be the root.
_NON_ROOT_TYPES = frozenset(
    [bool, str, list, tuple, range, Set, Dictionary, Generator, Function, Builtin, Namespace, *MODULES]
)

# A program with one of these names creates its leaves explicitly; any other is in plain style.
_LEAF_MAKERS = frozenset(["Value", "Neuron", "Layer", "MLP", "nn"])


def run(source: str, tape: Tape, names: Mapping[str, float] | None = None) -> None:
    """Interpret `source` after assigning `names` as leaves; afterwards `tape.last` is the last value, or None.

    Raises no exception but PlaygroundError, whatever the text.
    """
    try:
        _run(source, tape, names or {})
    except RecursionError as error:  # the caller's stack is deep already; the interpreter's own depth is bounded
        message = "There is no room to run this program."
        raise PlaygroundError("limit", message, hint="Split its longest expression.") from error


def _run(source: str, tape: Tape, names: Mapping[str, float]) -> None:
    program = parse(source, tape.budget)
    builtins = {**BUILTINS, **operations()}
    plain_style = _LEAF_MAKERS.isdisjoint(program.names)
    scope = Scope({})
    for name, number in names.items():
        _check_name(name)
        bind(scope, name, plain.leaf(tape, number, name) if plain_style else tape.leaf(number, name), builtins)
    initial = len(tape.values)
    interpreter = Interpreter(program, tape, scope, builtins, plain_style, convention_of(program))
    try:
        interpreter.execute(program.body)
        _choose_root(program, tape, interpreter.final_value, initial)
    except PlaygroundError as error:
        raise first_cause(tape, error) from error
    if program.body:
        note_constant(interpreter, program.body[-1], interpreter.final_value)


def _check_name(name: str) -> None:
    if not (name.isascii() and name.isidentifier() and len(name) <= budgets.MAX_NAME) or name in KEYWORDS:
        raise PlaygroundError(
            "name",
            "A given name must be a name of Python in plain letters.",
            hint="Names have letters, digits and underscores.",
        )


def _choose_root(program: Program, tape: Tape, final: object, initial: int) -> None:
    """Set the root of a program without backward(), its last computed value; None if it only prints or defines."""
    if tape.passes:
        return
    last = program.body[-1] if program.body else None
    # A leaf that the last line assigns, such as `step = 0.1`, is not what the program computes; nor is a counter.
    if type(final) is Traced and (isinstance(last, ast.Expr) or (final.op is not None and not final.counted)):
        tape.last = final
        return
    if isinstance(last, ast.Expr) and type(final) in _NON_ROOT_TYPES:
        message = f"The last line gives {describe(final)}, not a Value."
        hint = "End with the value to show, such as L."
        if type(final) in (Function, Builtin):
            hint = "To call it, write brackets behind it."
        elif type(final) is bool:
            hint = "To assign, write one =; to see the answer, print it."
        tape.note(Slip(f"{message} {hint}", span_of(last), brackets(last, final)))
    created = tape.values[initial:]
    tape.last = plain.last_computed(created)
    # A plain number is the root if no result was computed and, unless there are no leaves either, if it is the last
    # line.
    is_root = all(value.op is None and isinstance(last, ast.Expr) for value in created)
    if last is not None and is_root and isinstance(final, (int, float)) and type(final) is not bool:
        tape.span = span_of(last)
        tape.last = tape.number(final)
