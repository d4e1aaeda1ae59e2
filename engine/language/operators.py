"""Unary, binary and comparison operators, for numbers, Values, strings and lists."""

from __future__ import annotations

import ast

from ..errors import PlaygroundError, Span
from ..trace.tape import Traced
from . import arithmetic
from .coercions import integer
from .containers import Set, chosen
from .formatting import percent
from .interpreter import Interpreter
from .plain import is_plain, keep_number, note_number
from .values import Builtin, Function, Nothing, describe, is_number, number_of, observed

BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}


def signed(run: Interpreter, span: Span, sign: str, x: object) -> object:
    """Evaluate `+x` or `-x`."""
    if type(x) is Traced:
        if sign == "+":
            return x
        value = run.apply(span, "neg", x)
        keep_number(value, [x], lambda a: arithmetic.bounded(-a), whole=True)
        return value
    if is_number(x):
        return arithmetic.bounded(-x if sign == "-" else +x)
    raise PlaygroundError(
        "type", f"`{sign}` needs a Value or a number, not {describe(x)}.", hint="Take its items one by one."
    )


def operate(run: Interpreter, span: Span, sign: str, x: object, y: object) -> object:
    """Evaluate `x sign y`; PlaygroundError if the operator does not support the two types."""
    if is_number(x) and is_number(y):
        return arithmetic.BINARY[sign](x, y)
    if (type(x) is Traced or is_number(x)) and (type(y) is Traced or is_number(y)):
        if sign in ("//", "%"):
            if is_plain(x) and is_plain(y):
                note_number(x)
                note_number(y)
                return operate(run, span, sign, number_of(x), number_of(y))
            raise PlaygroundError(
                "type",
                f"`{sign}` is for plain numbers; a Value has no derivative for it.",
                hint="Use / instead, or the number in .data.",
            )
        value = run.apply(span, sign, x, y)
        if run.plain_style:
            keep_number(value, [x, y], arithmetic.BINARY[sign], whole=_gives_whole(sign, y))
        return value
    if sign == "+" and type(x) is type(y):
        if type(x) is str and type(y) is str:
            run.charge_text(len(x) + len(y))
            return x + y
        if type(x) is list and type(y) is list:
            run.charge_items(len(x) + len(y))
            return x + y
        if type(x) is tuple and type(y) is tuple:
            run.charge_items(len(x) + len(y))
            return x + y
    if sign == "*":
        for sequence, count in ((x, y), (y, x)):
            if type(sequence) in (str, list, tuple) and type(count) in (int, Traced):
                return _repeat(run, sequence, integer(count))
    if sign == "%" and type(x) is str:
        return percent(run, x, y)
    if sign == "-" and type(x) is Set and type(y) is Set:
        return chosen(run, x, y, wanted=False)
    raise PlaygroundError(
        "type", f"`{sign}` does not go between {describe(x)} and {describe(y)}.", hint=_advice(type(x), type(y))
    )


def _gives_whole(sign: str, y: object) -> bool:
    """Whether whole numbers give a whole number."""
    if sign != "**":
        return sign != "/"
    exponent = number_of(y)
    return is_number(exponent) and exponent >= 0


def _advice(*types: type) -> str:
    if Builtin in types or Function in types:
        return "To call a function, write brackets behind it: x.tanh()."
    if Nothing in types:
        return "A function gives its result with return."
    if str in types:
        return "Put numbers into text with an f-string: f'{x:.4f}'."
    if list in types or tuple in types:
        return "Take the items one by one: [x + 1 for x in xs]."
    return "Use numbers or Values."


def _repeat(run: Interpreter, sequence: object, count: int) -> object:
    if type(sequence) is str:
        run.charge_text(len(sequence) * max(count, 0))
        return sequence * count
    assert isinstance(sequence, (list, tuple))
    run.charge_items(len(sequence) * max(count, 0))
    return sequence * count


def compare(sign: str, x: object, y: object) -> bool:
    """Evaluate a comparison of numbers or Values."""
    note_number(x)
    note_number(y)
    a, b = observed(x), observed(y)
    if is_number(a) and is_number(b):
        return arithmetic.COMPARE[sign](a, b)
    hint = "Write a.issubset(b)." if type(x) is Set and type(y) is Set else "Compare numbers or Values."
    raise PlaygroundError("type", f"`{sign}` does not compare {describe(x)} with {describe(y)}.", hint=hint)
