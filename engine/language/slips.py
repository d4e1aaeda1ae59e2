"""Slips of the pen: lines that Python runs and that do nothing, or something else than they seem to do.

A slip alone is a warning, because the program is Python; where it leads to an error, it is the error.
"""

from __future__ import annotations

import ast
import re
from typing import TypeGuard

from ..errors import Correction, PlaygroundError
from ..ops import NAMED
from ..trace.tape import Slip, Tape
from .corrections import text_of
from .interpreter import Interpreter
from .syntax.parse import span_of
from .values import Builtin, Function, is_number

_DECIMAL_COMMA = re.compile(r"(?P<whole>-?[0-9]+),(?P<digits>[0-9]+)")
_BARE_METHODS = frozenset({"backward", "zero_grad", "parameters"})


def explain_call(run: Interpreter, error: PlaygroundError, node: ast.Call) -> None:
    """Value(2,5), tanh(0,5): two arguments that are one number with a comma."""
    if error.code != "type" or error.span != span_of(node):
        return
    for first, second in zip(node.args, node.args[1:], strict=False):
        text = text_of(run, (*span_of(first)[:2], *span_of(second)[2:]))
        match = _DECIMAL_COMMA.fullmatch(text)
        if match:
            point = f"{match['whole']}.{match['digits']}"
            numbers = f"{match['whole']} and {match['digits']}"
            error.message = f"`{text}` is two numbers, {numbers}: a comma separates arguments."
            error.hint = f"Decimals have a point in Python: write {point}."
            error.correction = Correction((*span_of(first)[:2], *span_of(second)[2:]), point)
            return


def note_decimal_comma(run: Interpreter, target: ast.expr, source: ast.expr) -> None:
    """x = 2,5: Python makes a tuple of it."""
    if not isinstance(target, ast.Name) or not isinstance(source, ast.Tuple):
        return
    text = text_of(run, span_of(source))
    match = _DECIMAL_COMMA.fullmatch(text)
    if match:
        point = f"{match['whole']}.{match['digits']}"
        numbers = f"{match['whole']} and {match['digits']}"
        message = f"`{text}` is a tuple of two numbers, {numbers}. For one number write a point: {point}."
        run.tape.note(Slip(message, span_of(source), Correction(span_of(source), point)))


def note_statement(run: Interpreter, node: ast.Expr, value: object) -> None:
    """A line that only compares, or only names a function."""
    text = text_of(run, span_of(node))
    if _is_comparison(node.value):
        message = f"`{text}` compares, and nothing happens with the answer. To assign, write one =."
        run.tape.note(Slip(message, span_of(node), None))
    elif type(value) in (Builtin, Function) and isinstance(node.value, (ast.Attribute, ast.Name)):
        message = f"`{text}` names a function and does not call it: nothing happens here. Write {text}()."
        run.tape.note(Slip(message, span_of(node), brackets(node, value)))


def brackets(node: ast.stmt, value: object) -> Correction | None:
    """The correction that calls the function that a line only names, if it needs no argument."""
    bound = isinstance(node, ast.Expr) and isinstance(node.value, ast.Attribute) and type(value) is Builtin
    if not bound or not isinstance(value, Builtin):
        return None
    if value.name in _BARE_METHODS or (value.name in NAMED and NAMED[value.name].arity == 1):
        _, _, line, column = span_of(node)
        return Correction((line, column, line, column), "()")
    return None


def explain_statement(run: Interpreter, error: PlaygroundError, node: ast.Expr) -> None:
    """b == a * 3, where b is not there yet: an assignment is meant."""
    compared = node.value
    if error.code != "name" or not _is_comparison(compared) or error.span != span_of(compared.left):
        return
    left, right = text_of(run, span_of(compared.left)), text_of(run, span_of(compared.comparators[0]))
    start, end = span_of(compared.left)[2:], span_of(compared.comparators[0])[:2]
    between = text_of(run, (*start, *end))
    error.message = f"`==` compares two values, and `{left}` has none yet."
    error.hint = f"To assign, write one =: {left} = {right}."
    error.correction = Correction((*start, *end), between.replace("==", "="))
    error.span = span_of(node)


def explain_division(run: Interpreter, error: PlaygroundError, node: ast.BinOp, divisor: object) -> None:
    """1 / x, where x is 0: the message names x."""
    names_it = isinstance(node.right, (ast.Name, ast.Attribute, ast.Subscript)) and not isinstance(node.op, ast.Pow)
    if error.message.endswith("divides by zero.") and names_it:
        text, name = text_of(run, span_of(node)), text_of(run, span_of(node.right))
        error.message = f"`{text}` divides by zero, because {name} is {divisor}."


def _is_comparison(node: ast.expr) -> TypeGuard[ast.Compare]:
    return (
        isinstance(node, ast.Compare)
        and [type(operator) for operator in node.ops] == [ast.Eq]
        and isinstance(node.left, (ast.Name, ast.Attribute))
    )


def first_cause(tape: Tape, error: PlaygroundError) -> PlaygroundError:
    """The error, or the decimal comma that made a tuple of the number that it is about."""
    if (error.code == "type" and "tuple" in error.message) or "computes no value" in error.message:
        for slip in tape.slips.values():
            if slip.correction and "is a tuple of two numbers" in slip.message:
                hint = "Decimals have a point in Python, and a comma separates things."
                return PlaygroundError("type", slip.message, slip.span, hint, slip.correction)
    return error


def note_constant(run: Interpreter, node: ast.stmt, value: object) -> None:
    """2*3+4: Python has computed it before any Value saw it, so that the graph has one number."""
    source = node.value if isinstance(node, (ast.Expr, ast.Assign)) else None
    last = run.tape.last
    if not isinstance(source, ast.BinOp) or not is_number(value) or (last is not None and last.op is not None):
        return
    inner = [each for each in ast.walk(source) if isinstance(each, ast.expr)]
    if not all(isinstance(each, (ast.BinOp, ast.UnaryOp, ast.Constant)) for each in inner):
        return
    numbers = [each for each in inner if isinstance(each, ast.Constant)]
    text = text_of(run, span_of(source))
    message = f"Python has computed `{text}` before any Value saw it, so the graph has one number and no operation."
    numbers.sort(key=lambda each: span_of(each))
    names = [letter for letter in "abcdfghk" if letter not in run.scope.names]
    correction = None
    if isinstance(node, ast.Expr) and len(numbers) <= len(names) and node.col_offset == 0:
        lines, rest, end = [], "", span_of(source)[:2]
        for name, number in zip(names, numbers, strict=False):
            lines.append(f"{name} = {text_of(run, span_of(number))}\n")
            rest += text_of(run, (*end, *span_of(number)[:2])) + name
            end = span_of(number)[2:]
        rest += text_of(run, (*end, *span_of(source)[2:]))
        correction = Correction(span_of(source), "".join(lines) + rest)
    message += " Give the numbers names." if correction else " Give the numbers names: a = 2.0, and then a*3 + 4."
    run.tape.note(Slip(message, span_of(source), correction))
