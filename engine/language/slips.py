"""Slips of the pen: lines that Python runs and that do nothing, or something else than they seem to do.

A slip alone is a warning, because the program is Python; where it leads to an error, it is the error.
"""

from __future__ import annotations

import ast
import re
from typing import TypeGuard

from ..errors import Correction, PlaygroundError, Span
from ..ops import NAMED
from ..trace.tape import Slip, Tape, Traced
from .corrections import text_of
from .interpreter import Interpreter
from .syntax.parse import span_of
from .values import Builtin, Function, is_number

# 0,5 and 1.000,5; and where one stands between other signs, as in x - 0,1 * y.
_DECIMAL_COMMA = re.compile(r"(?P<whole>-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)),(?P<digits>[0-9]+)")
_BEFORE_COMMA = re.compile(r"(?<![\w.])[0-9]+$")
_AFTER_COMMA = re.compile(r"[0-9]+(?![\w.])")
_BARE_METHODS = frozenset({"backward", "zero_grad", "parameters"})


def explain_call(run: Interpreter, error: PlaygroundError, node: ast.Call, function: object) -> None:
    """Value(2,5), tanh(0,5): two arguments of a function of one number, which are one number with a comma."""
    if error.code != "type" or error.span != span_of(node) or not _takes_one_number(function):
        return
    found = []
    for first, second in zip(node.args, node.args[1:], strict=False):
        span = (*span_of(first)[:2], *span_of(second)[2:])
        match = _DECIMAL_COMMA.fullmatch(text_of(run, span))
        if match:
            found.append((span, match))
    if len(found) != 1:
        return  # in 0,5,1 no one can tell which of them belong together
    span, match = found[0]
    error.message = f"`{match[0]}` is two numbers, {match['whole']} and {match['digits']}: a comma separates arguments."
    error.hint = f"Decimals have a point in Python: write {_with_point(match)}."
    error.correction = Correction(span, _with_point(match))


def _takes_one_number(function: object) -> bool:
    name = function.name.removeprefix("math.") if type(function) is Builtin else ""
    return name in ("Value", "float", "int") or (name in NAMED and NAMED[name].arity == 1)


def _with_point(match: re.Match[str]) -> str:
    """The number with the decimal comma, as Python writes it: 1.000,5 is 1000.5."""
    return f"{match['whole'].replace('.', '')}.{match['digits']}"


def note_decimal_comma(run: Interpreter, target: ast.expr, source: ast.expr) -> None:
    """x = 2,5 and x = 0,1 * y: Python makes a tuple of it."""
    if not isinstance(target, ast.Name) or not isinstance(source, ast.Tuple):
        return
    match = _DECIMAL_COMMA.fullmatch(text_of(run, span_of(source)))
    if match:
        point = _with_point(match)
        numbers = f"{match['whole']} and {match['digits']}"
        message = f"`{match[0]}` is a tuple of two numbers, {numbers}. For one number write a point: {point}."
        run.tape.note(Slip(message, span_of(source), Correction(span_of(source), point)))
    elif found := _comma_between(run, source):
        span, point = found
        message = f"`{text_of(run, span_of(source))}` is a tuple of two numbers. For one number write a point: {point}."
        run.tape.note(Slip(message, span_of(source), Correction(span, point)))


def explain_comma(run: Interpreter, error: PlaygroundError, source: ast.expr) -> None:
    """x.data -= 0,1 * x.grad: the tuple that Python makes of it is no number."""
    found = _comma_between(run, source)
    if error.code == "type" and found:
        span, point = found
        error.message = f"`{text_of(run, span)}` is two numbers: a comma makes a tuple."
        error.hint = f"Decimals have a point in Python: write {point}."
        error.correction = Correction(span, point)
        error.span = span


def _comma_between(run: Interpreter, source: ast.expr) -> tuple[Span, str] | None:
    """The span of the digits around the comma of a tuple without brackets, and the number that they are."""
    if not isinstance(source, ast.Tuple) or len(source.elts) != 2:
        return None
    start, end = span_of(source)[:2], span_of(source)[2:]
    line, column = span_of(source.elts[0])[2:]
    if span_of(source.elts[0])[:2] != start or span_of(source.elts[1])[:2] != (line, column + 1):
        return None
    before = _BEFORE_COMMA.search(text_of(run, (*start, line, column)))
    after = _AFTER_COMMA.match(text_of(run, (line, column + 1, *end)))
    if before is None or after is None:
        return None
    return (line, column - len(before[0]), line, column + 1 + len(after[0])), f"{before[0]}.{after[0]}"


def note_statement(run: Interpreter, node: ast.Expr, value: object) -> None:
    """A line that only compares, or only names a function."""
    text = text_of(run, span_of(node))
    if _is_comparison(node.value):
        run.tape.slips.pop(span_of(node.value), None)  # what it compares matters less than that nothing comes of it
        if node is run.program.body[-1]:
            return  # its answer is the program's last value, about which there is a note of its own
        message = f"`{text}` compares, and nothing happens with the answer. To assign, write one =."
        run.tape.note(Slip(message, span_of(node), None))
    elif type(value) in (Builtin, Function) and isinstance(node.value, (ast.Attribute, ast.Name)):
        message = f"`{text}` names a function and does not call it: nothing happens here. Write {text}()."
        run.tape.note(Slip(message, span_of(node), brackets(node, value)))


def note_equality(
    run: Interpreter, node: ast.Compare, operator: ast.cmpop, right: ast.expr, x: object, y: object
) -> None:
    """a == 2, where a is a Value: Python compares the objects, and not their data."""
    if run.plain_style or not isinstance(operator, (ast.Eq, ast.NotEq)) or x is y:
        return
    if type(x) is not Traced and type(y) is not Traced:
        return
    if not all(type(side) is Traced or is_number(side) for side in (x, y)):
        return
    text = text_of(run, span_of(node))
    answer = "True" if isinstance(operator, ast.NotEq) else "False"
    message = f"A Value is equal to itself only, as in Python: `{text}` compares no data, and is {answer}."
    correction = None
    if (
        len(node.ops) == 1
        and isinstance(node.left, ast.Name | ast.Constant)
        and isinstance(right, ast.Name | ast.Constant)
    ):
        written = "==" if isinstance(operator, ast.Eq) else "!="
        sides = [
            text_of(run, span_of(side)) + (".data" if type(value) is Traced else "")
            for side, value in ((node.left, x), (right, y))
        ]
        compared = f" {written} ".join(sides)
        correction = Correction(span_of(node), compared)
        message += f" For the numbers write {compared}."
    else:
        message += " For the numbers write .data behind a Value."
    run.tape.note(Slip(message, span_of(node), correction))


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
